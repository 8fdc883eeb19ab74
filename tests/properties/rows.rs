//! From random choices to the rows of a submission, at and around what the set asks for.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::answers::{
    Answers, ClaimRow, EvidenceRow, FigureRow, LINK, Value, conform, number, written,
};
use crate::picks::{AllPicks, Picks, RowPicks};
use crate::sets::{
    BandSpec, COMMON, DocumentSpec, FIGURES, GATE, Issued, LeafSpec, RuleSpec, SetSpec, Shape,
    ValueSpec, day,
};
use crate::yaml::{eighths, hundredths, step_days};

const SCALES: [i64; 6] = [100, 0, 1, 7, 3, 1250];

fn nudge(pick: usize) -> Decimal {
    [
        Decimal::ZERO,
        Decimal::new(-1, 4),
        Decimal::new(1, 4),
        Decimal::ONE,
        Decimal::NEGATIVE_ONE,
    ][pick % 5]
}

/// The submission that the choices make for a set.
pub(crate) fn answers(set: &SetSpec, picks: &AllPicks) -> Answers {
    let mut answers = Answers {
        evidence: Vec::new(),
        figures: Vec::new(),
        claims: Vec::new(),
        layout: picks.layout.clone(),
    };
    let leaves = set.leaves();
    for (at, (code, leaf)) in leaves.iter().enumerate() {
        let next = leaves
            .get(at + 1)
            .map(|(code, leaf)| (code.as_str(), *leaf));
        let own = &picks.leaves[at % picks.leaves.len()];
        let writer = LeafWriter {
            code,
            leaf,
            max: set.points(leaf.max),
            penalty: code.starts_with('T'),
            picks: own,
        };
        writer.figures(&mut answers.figures);
        writer.evidence(next, &mut answers.evidence);
        writer.words(&mut answers);
    }
    let needed = set.penalty.is_some().then_some((0, 0));
    let common = picks.common.or(needed).map(|(scale, by)| {
        let value = Decimal::from(SCALES[scale]) + nudge(by);
        (COMMON, written(set.common, conform(set.common, value)))
    });
    let gate = picks.gate.filter(|_| !set.classes.is_empty());
    let gate = gate.map(|value| (GATE, Value::Number(value.into())));
    for (figure, value) in common.into_iter().chain(gate) {
        answers.figures.push(FigureRow {
            target: "*".to_owned(),
            figure: figure.to_owned(),
            value,
            second_table: false,
        });
    }
    answers
}

struct LeafWriter<'a> {
    code: &'a str,
    leaf: &'a LeafSpec,
    max: Decimal,
    penalty: bool,
    picks: &'a Picks,
}

impl LeafWriter<'_> {
    fn figures(&self, rows: &mut Vec<FigureRow>) {
        let mut stated: [Option<Decimal>; 3] = [None; 3];
        let mut named: Vec<(&str, Value)> = Vec::new();
        for branch in self.leaf.rule.branches() {
            if let Some(value) = branch.value() {
                self.measured(value, self.around(branch), &mut stated);
            }
            named.extend(self.given(branch, &named));
        }
        for (at, value) in stated.into_iter().enumerate() {
            let unstated = self.picks.unstated[at] && !self.penalty;
            if let (Some(value), false) = (value, unstated) {
                let figure = self.leaf.figures[at];
                named.push((FIGURES[at], written(figure, conform(figure, value))));
            }
        }
        if self.picks.not_applicable && self.leaf.not_applicable != "forbid" {
            named.push((
                "not_applicable",
                Value::Text("không có việc này trong năm".to_owned()),
            ));
        }
        rows.extend(named.into_iter().map(|(figure, value)| FigureRow {
            target: self.code.to_owned(),
            figure: figure.to_owned(),
            value,
            second_table: self.picks.second_table,
        }));
    }

    /// A value at a boundary of the rule, or just beside it.
    fn around(&self, rule: &RuleSpec) -> Decimal {
        let steps = Decimal::from(self.picks.boundary);
        let boundary = match rule {
            RuleSpec::Proportional {
                full_at,
                zero_below,
                ..
            } => match self.picks.boundary {
                0..3 => hundredths((*full_at).into()),
                3..6 => hundredths(zero_below.unwrap_or(0).into()),
                _ => hundredths(50),
            },
            RuleSpec::Bands { bands, .. } => end_of(bands, self.picks.boundary % (bands.len() + 1)),
            RuleSpec::PerItem { from, step, .. } => {
                hundredths(from.unwrap_or(0)) + steps * hundredths(step.unwrap_or(100).into())
            }
            RuleSpec::Deduct { step, .. } => steps * hundredths(step.unwrap_or(100).into()),
            _ => Decimal::ZERO,
        };
        boundary + nudge(self.picks.nudge)
    }

    /// Figures with which an expression is worth about `value`.
    fn measured(&self, value: &ValueSpec, wanted: Decimal, stated: &mut [Option<Decimal>; 3]) {
        let scale = Decimal::from(SCALES[self.picks.scale]);
        let values = match value.shape {
            Shape::Plain | Shape::OverCommon => vec![wanted],
            Shape::Scaled => vec![wanted * Decimal::TWO],
            Shape::Ratio => vec![wanted * scale, scale],
            Shape::Difference => vec![wanted + scale, scale],
            Shape::Remainder => vec![scale, scale - wanted * scale, Decimal::ZERO],
            Shape::Least => vec![wanted, wanted + scale],
            Shape::Common => Vec::new(),
        };
        for (figure, value) in value.own_figures().into_iter().zip(values) {
            stated[figure].get_or_insert(value);
        }
    }

    /// The reserved figure of a rule, where nobody stated it yet.
    fn given(&self, rule: &RuleSpec, named: &[(&str, Value)]) -> Option<(&'static str, Value)> {
        if self.picks.points_unstated && !self.penalty {
            return None;
        }
        let Picks {
            points, by_percent, ..
        } = self.picks;
        let free = |name: &str| named.iter().all(|(other, _)| *other != name);
        let entry = match rule {
            RuleSpec::Levels(levels) => {
                let at = *points as usize % levels.len();
                let id = format!("muc_{at}");
                let name = format!("Mức thứ {at}");
                ("level", Value::Text(if *by_percent { name } else { id }))
            }
            RuleSpec::Stated(choices) if !choices.is_empty() => {
                let choice = choices[*points as usize % choices.len()];
                ("points", Value::Number(eighths(choice, self.max)))
            }
            RuleSpec::Awarded if *by_percent && !self.states_points() => {
                let share = Decimal::from(*points) / Decimal::from(8);
                ("percent", Value::Percent(share))
            }
            RuleSpec::Stated(_) | RuleSpec::Awarded => {
                ("points", Value::Number(eighths(*points, self.max)))
            }
            _ => return None,
        };
        free(entry.0).then_some(entry)
    }

    fn states_points(&self) -> bool {
        let mut branches = self.leaf.rule.branches().iter();
        branches.any(|branch| matches!(branch, RuleSpec::Stated(_)))
    }

    fn evidence(&self, next: Option<(&str, &LeafSpec)>, rows: &mut Vec<EvidenceRow>) {
        let documents = self.leaf.documents();
        if documents.is_empty() {
            return;
        }
        for picks in &self.picks.rows {
            let (id, requirement, document) = &documents[picks.document % documents.len()];
            let mut leaves = vec![self.code.to_owned()];
            let also = next.filter(|(_, leaf)| {
                picks.next_leaf_too && leaf.documents().iter().any(|(other, ..)| other == id)
            });
            leaves.extend(also.map(|(code, _)| code.to_owned()));
            let reference = match picks.reference {
                0 if documents.len() == 1 && leaves.len() == 1 => String::new(),
                1 => format!("Tài liệu {id}"),
                _ => id.clone(),
            };
            let row = EvidenceRow {
                leaves,
                document: reference,
                issued: self.date(document, *requirement, picks),
                title: if picks.title {
                    "Văn bản; \"có dấu\", và phẩy".to_owned()
                } else {
                    String::new()
                },
                second_table: picks.second_table,
                ..EvidenceRow::default()
            };
            rows.push(if picks.sound {
                document.proved_by(row)
            } else {
                EvidenceRow {
                    number: number(document, picks.number),
                    files: picks.files.iter().map(|pick| file_name(*pick)).collect(),
                    link: if picks.link {
                        LINK.to_owned()
                    } else {
                        String::new()
                    },
                    ..row
                }
            });
        }
    }

    /// No date, or one at or around what the set asks for.
    fn date(&self, document: &DocumentSpec, requirement: usize, picks: &RowPicks) -> Option<Date> {
        let mut dates = vec![document.suitable_day()];
        let around = match document.issued {
            Issued::From(from) => vec![day(from), day(from - 1)],
            Issued::By(by) => vec![day(by), day(by + 1)],
            Issued::Within(from, by) => vec![day(from), day(by), day(from - 1), day(by + 1)],
            Issued::Silent | Issued::Any => vec![day(-30)],
        };
        if !picks.sound {
            dates.extend(around);
        }
        for branch in self.leaf.rule.branches() {
            if let RuleSpec::Deadline {
                requirement: at,
                steps,
                ..
            } = branch
                && at % self.leaf.requirements.len() == requirement
            {
                let days = step_days(steps);
                let after = |by: &Date| by.checked_add(1.day()).ok();
                dates.extend(days.iter().filter_map(after));
                dates.extend(days);
            }
        }
        (picks.sound || picks.date > 0).then(|| dates[picks.date % dates.len()])
    }

    fn words(&self, answers: &mut Answers) {
        let said = "Đã làm, văn bản lưu ở cấp trên".to_owned();
        match self.picks.explanation {
            Some(true) => answers.evidence.push(EvidenceRow {
                leaves: vec![self.code.to_owned()],
                explanation: said.clone(),
                ..EvidenceRow::default()
            }),
            Some(false) => answers.claims.push(ClaimRow {
                leaf: self.code.to_owned(),
                points: None,
                explanation: said,
            }),
            None => {}
        }
        if let Some(claim) = self.picks.claim {
            answers.claims.push(ClaimRow {
                leaf: self.code.to_owned(),
                points: Some(eighths(claim, self.max)),
                explanation: String::new(),
            });
        }
    }
}

fn end_of(bands: &[BandSpec], count: usize) -> Decimal {
    let widths = bands[..count].iter().map(|band| i64::from(band.width));
    hundredths(widths.sum())
}

/// Sound files, one of another format, one that is empty, one that is absent.
fn file_name(pick: usize) -> String {
    match pick {
        4 => "tep-1.docx".to_owned(),
        5 => "rong.pdf".to_owned(),
        6 => "khong-co.pdf".to_owned(),
        sound => format!("tep-{}.pdf", sound % 4 + 1),
    }
}
