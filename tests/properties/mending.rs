//! Submissions with one thing mended: documents put in order, figures stated at their best.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::answers::{Answers, EvidenceRow, FigureRow, Value, conform, written};
use crate::sets::{
    BandSpec, COMMON, FIGURES, FigureSpec, Gives, LeafSpec, RuleSpec, SetSpec, Shape, ValueSpec,
};
use crate::yaml::{eighths, hundredths};

impl Answers {
    /// With a requirement of a leaf put in order by rows of its own, dated where a `deadline`
    /// reads it at the first step's last day.
    pub(crate) fn with_document(&self, spec: &SetSpec, code: &str, at: usize) -> Self {
        let leaf = spec.leaf(code);
        let first_day = leaf.rule.first_deadline(at, leaf.requirements.len());
        self.with_document_on(spec, code, at, first_day)
    }

    /// The same, dated on a day, or on any day that suits.
    pub(crate) fn with_document_on(
        &self,
        spec: &SetSpec,
        code: &str,
        at: usize,
        date: Option<Date>,
    ) -> Self {
        let leaf = spec.leaf(code);
        let documents = leaf.documents();
        let (id, _, document) = documents
            .iter()
            .find(|(_, of, _)| *of == at)
            .expect("a document");
        let row = document.proved_by(EvidenceRow {
            leaves: vec![code.to_owned()],
            document: id.clone(),
            issued: Some(date.unwrap_or_else(|| document.suitable_day())),
            ..EvidenceRow::default()
        });
        let rows = if row.files.is_empty() {
            document.files
        } else {
            1
        };
        // The same link twice is one proof: each row gets its own.
        let link = |number: usize| match row.link.as_str() {
            "" => String::new(),
            link => format!("{link}/{number}"),
        };
        let proofs = (0..rows).map(|number| EvidenceRow {
            link: link(number),
            ..row.clone()
        });
        let mut mended = self.clone();
        mended.evidence.extend(proofs);
        mended
    }

    /// With all dated rows of a requirement of a leaf dated at the first step's last day.
    pub(crate) fn redated(&self, spec: &SetSpec, code: &str, at: usize) -> Self {
        let leaf = spec.leaf(code);
        let first_day = leaf.rule.first_deadline(at, leaf.requirements.len());
        let documents = leaf.documents();
        let means = |row: &EvidenceRow| {
            let named = |id: &str| {
                row.document == id
                    || row.document == format!("Tài liệu {id}")
                    || row.document.is_empty()
            };
            let of_requirement = documents.iter().filter(|(_, of, _)| *of == at);
            row.leaves.iter().any(|leaf| leaf == code)
                && row.issued.is_some()
                && of_requirement.into_iter().any(|(id, ..)| named(id))
        };
        let mut mended = self.clone();
        let (own, mut rows): (Vec<_>, Vec<_>) = mended.evidence.into_iter().partition(means);
        for row in own {
            let others: Vec<String> = row
                .leaves
                .iter()
                .filter(|leaf| *leaf != code)
                .cloned()
                .collect();
            rows.push(EvidenceRow {
                leaves: vec![code.to_owned()],
                issued: first_day,
                ..row.clone()
            });
            if !others.is_empty() {
                rows.push(EvidenceRow {
                    leaves: others,
                    ..row
                });
            }
        }
        mended.evidence = rows;
        mended
    }

    /// Without explanations and links.
    pub(crate) fn without_risk(&self) -> Self {
        let mut refused = self.clone();
        refused
            .evidence
            .retain(|row| row.link.is_empty() || !row.files.is_empty());
        for row in &mut refused.evidence {
            row.link.clear();
            row.explanation.clear();
        }
        for row in &mut refused.claims {
            row.explanation.clear();
        }
        refused
    }

    /// With some figures of a leaf, or of the set, stated anew.
    pub(crate) fn restated(&self, code: &str, statements: Vec<(&'static str, Value)>) -> Self {
        let mut restated = self.clone();
        for (figure, value) in statements {
            let target = if figure == COMMON { "*" } else { code };
            let same = |row: &FigureRow| row.target == target && row.figure == figure;
            restated.figures.retain(|row| !same(row));
            restated.figures.push(FigureRow {
                target: target.to_owned(),
                figure: figure.to_owned(),
                value,
                second_table: false,
            });
        }
        restated
    }

    /// A number as it is stated for a leaf or the set.
    fn number(&self, target: &str, figure: &str) -> Option<Decimal> {
        let stated = |row: &&FigureRow| row.target == target && row.figure == figure;
        match self.figures.iter().find(stated)?.value {
            Value::Number(value) | Value::Percent(value) => Some(value),
            Value::Text(_) => None,
        }
    }
}

/// What the figures of a loss are stated at for the best that a rule can give with them, all
/// other figures as they are. `None` where the others, or the kinds of figures, leave the best
/// out of reach, or where the rule has no figure.
pub(crate) fn at_best(
    spec: &SetSpec,
    code: &str,
    rule: &RuleSpec,
    free: &[&str],
    answers: &Answers,
) -> Option<Vec<(&'static str, Value)>> {
    let leaf = spec.leaf(code);
    let max = spec.points(leaf.max);
    let given = |figure: &'static str, value| free.contains(&figure).then(|| vec![(figure, value)]);
    let wanted = match rule {
        RuleSpec::Levels(levels) => {
            let best = (0..levels.len()).max_by_key(|at| levels[*at])?;
            return given("level", Value::Text(format!("muc_{best}")));
        }
        RuleSpec::Stated(choices) => {
            let best = choices.iter().max().map_or(max, |k| eighths(*k, max));
            return given("points", Value::Number(best));
        }
        RuleSpec::Awarded if free.contains(&"percent") => {
            return given("percent", Value::Percent(Decimal::ONE));
        }
        RuleSpec::Awarded => return given("points", Value::Number(max)),
        RuleSpec::Proportional {
            full_at,
            zero_below,
            ..
        } => Wanted::AtLeast(hundredths((*full_at).max(zero_below.unwrap_or(0)).into())),
        RuleSpec::PerItem {
            points, from, step, ..
        } => {
            let items = (max / Decimal::new((*points).into(), 3)).ceil();
            let step = hundredths(step.unwrap_or(100).into());
            Wanted::AtLeast(hundredths(from.unwrap_or(0)) + items * step)
        }
        RuleSpec::Deduct { .. } => Wanted::AtMost(Decimal::ZERO),
        RuleSpec::Bands { bands, .. } => Wanted::Exactly(best_of_bands(bands)?),
        RuleSpec::Presence | RuleSpec::Deadline { .. } | RuleSpec::BestOf(_) => return None,
    };
    let solver = Solver {
        spec,
        code,
        leaf,
        free,
        answers,
    };
    solver.figures(rule.value()?, wanted)
}

/// A value in the best band, where every band gives fixed points.
fn best_of_bands(bands: &[BandSpec]) -> Option<Decimal> {
    let mut best: Option<(u32, Decimal)> = None;
    let mut end = 0;
    for (at, band) in bands.iter().enumerate() {
        let points = match band.gives {
            Gives::Points(points) => points,
            Gives::Interpolate(points, _) if at == 0 || at + 1 == bands.len() => points,
            Gives::Interpolate(..) | Gives::Proportional => return None,
        };
        let middle = hundredths(end) + Decimal::new(i64::from(band.width) * 5, 3);
        end += i64::from(band.width);
        if best.is_none_or(|(most, _)| points > most) {
            best = Some((points, middle));
        }
    }
    best.map(|(_, middle)| middle)
}

/// Which values of an expression give a rule's best.
#[derive(Clone, Copy)]
enum Wanted {
    AtLeast(Decimal),
    AtMost(Decimal),
    Exactly(Decimal),
}

impl Wanted {
    fn near(self) -> Decimal {
        match self {
            Self::AtLeast(value) | Self::AtMost(value) | Self::Exactly(value) => value,
        }
    }

    fn holds(self, value: Decimal) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
            Self::Exactly(wanted) => value == wanted,
        }
    }
}

/// Finds figures for which an expression has a wanted value.
struct Solver<'a> {
    spec: &'a SetSpec,
    code: &'a str,
    leaf: &'a LeafSpec,
    free: &'a [&'a str],
    answers: &'a Answers,
}

impl Solver<'_> {
    fn figures(&self, value: &ValueSpec, wanted: Wanted) -> Option<Vec<(&'static str, Value)>> {
        let names = self.names(value);
        let candidates: Vec<Vec<Decimal>> = names
            .iter()
            .map(|(name, figure)| self.candidates(name, *figure, wanted.near()))
            .collect::<Option<_>>()?;
        let found = combinations(&candidates)
            .into_iter()
            .find(|values| evaluate(value.shape, values).is_some_and(|v| wanted.holds(v)))?;
        let statements = names.into_iter().zip(found);
        let free = statements.filter(|((name, _), _)| self.free.contains(name));
        Some(
            free.map(|((name, figure), value)| (name, written(figure, value)))
                .collect(),
        )
    }

    /// The figures of an expression, in its order.
    fn names(&self, value: &ValueSpec) -> Vec<(&'static str, FigureSpec)> {
        let own = value.own_figures();
        let own = own
            .into_iter()
            .map(|at| (FIGURES[at], self.leaf.figures[at]));
        let of_set = matches!(value.shape, Shape::Common | Shape::OverCommon);
        own.chain(of_set.then_some((COMMON, self.spec.common)))
            .collect()
    }

    /// Values to try for a figure: the one that stands, or for a free one many.
    fn candidates(&self, name: &str, figure: FigureSpec, near: Decimal) -> Option<Vec<Decimal>> {
        if !self.free.contains(&name) {
            let target = if name == COMMON { "*" } else { self.code };
            return self.answers.number(target, name).map(|stated| vec![stated]);
        }
        let hundred = Decimal::ONE_HUNDRED;
        let stated: Vec<Decimal> = ["*", self.code]
            .into_iter()
            .flat_map(|target| {
                [COMMON]
                    .iter()
                    .chain(&FIGURES)
                    .map(move |name| (target, *name))
            })
            .filter_map(|(target, name)| self.answers.number(target, name))
            .collect();
        let scaled = stated.iter().flat_map(|value| {
            [
                *value,
                value * near,
                value * near.ceil(),
                value + near,
                value - near,
                value / Decimal::from(1000),
                -*value,
            ]
        });
        let plain = [
            near,
            near.ceil(),
            near * Decimal::TWO,
            (near * Decimal::TWO).ceil(),
            near * hundred,
        ];
        let fixed = [Decimal::ZERO, Decimal::ONE, hundred, Decimal::new(1, 3)];
        let all = fixed.into_iter().chain(plain).chain(scaled);
        let mut all: Vec<Decimal> = all
            .map(|value| conform(figure, value.normalize()))
            .collect();
        all.sort();
        all.dedup();
        Some(all)
    }
}

fn combinations(candidates: &[Vec<Decimal>]) -> Vec<Vec<Decimal>> {
    candidates
        .iter()
        .fold(vec![Vec::new()], |combined, values| {
            combined
                .iter()
                .flat_map(|so_far| {
                    values
                        .iter()
                        .map(move |value| [so_far.as_slice(), &[*value]].concat())
                })
                .collect()
        })
}

/// The value of an expression; `None` where a denominator is 0.
fn evaluate(shape: Shape, values: &[Decimal]) -> Option<Decimal> {
    Some(match (shape, values) {
        (Shape::Plain | Shape::Common, [a]) => *a,
        (Shape::Scaled, [a]) => a / Decimal::TWO,
        (Shape::Ratio | Shape::OverCommon, [a, b]) => a.checked_div(*b)?,
        (Shape::Difference, [a, b]) => a - b,
        (Shape::Remainder, [a, b, c]) => (a - b - c).checked_div(*a)?,
        (Shape::Least, [a, b]) => (*a).min(*b),
        _ => return None,
    })
}
