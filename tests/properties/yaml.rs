//! The YAML of a made-up set.

use std::collections::BTreeSet;
use std::fmt::Write;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::sets::{
    BandSpec, COMMON, DocumentSpec, FIGURES, FigureSpec, GATE, Gives, Issued, LeafSpec, Missing,
    RuleSpec, SetSpec, Shape, StepSpec, Tree, ValueSpec, YEAR, day,
};

/// A fraction of 100 as a decimal.
pub(crate) fn hundredths(number: i64) -> Decimal {
    Decimal::new(number, 2).normalize()
}

/// So many eighths of a maximum.
pub(crate) fn eighths(count: u32, max: Decimal) -> Decimal {
    (max * Decimal::from(count) / Decimal::from(8)).normalize()
}

/// The points of each step of a deadline, in eighths.
pub(crate) fn step_points(steps: &[StepSpec]) -> Vec<u32> {
    let mut left = 8_u32;
    steps
        .iter()
        .map(|step| {
            left = left.saturating_sub(step.drop);
            left
        })
        .collect()
}

/// The last day of each step of a deadline.
pub(crate) fn step_days(steps: &[StepSpec]) -> Vec<Date> {
    let mut passed = 0;
    steps
        .iter()
        .map(|step| {
            passed += step.days;
            day(passed)
        })
        .collect()
}

/// A date with the year of the submission in its place.
fn templated(date: Date) -> String {
    let offset = match date.year() - YEAR {
        0 => String::new(),
        years => format!("{years:+}"),
    };
    format!("\"{{year{offset}}}-{:02}-{:02}\"", date.month(), date.day())
}

impl SetSpec {
    /// The maximum of a node.
    pub(crate) fn max_of(&self, tree: &Tree) -> Decimal {
        match tree {
            Tree::Leaf(leaf) => self.points(leaf.max),
            Tree::Inner(children) => children.iter().map(|child| self.max_of(child)).sum(),
        }
    }

    /// The set as a file.
    pub(crate) fn yaml(&self) -> String {
        let mut out = String::new();
        self.write(&mut out).expect("writing to a string");
        out
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        let total: Decimal = self.fields.iter().map(|field| self.max_of(field)).sum();
        writeln!(out, "schema: parindex/criteria/v1")?;
        writeln!(
            out,
            "id: bo-thu\nname: Bộ tiêu chí thử\nlevel: xa\nprovince: Tỉnh thử"
        )?;
        writeln!(out, "year: {YEAR}\nprovenance: illustrative")?;
        writeln!(
            out,
            "period: {{ from: \"{{year}}-01-01\", to: \"{{year}}-12-31\" }}"
        )?;
        let Self {
            digits, mode, at, ..
        } = self;
        writeln!(
            out,
            "rounding: {{ digits: {digits}, mode: {mode}, at: {at} }}"
        )?;
        writeln!(out, "total: {}", total.normalize())?;
        writeln!(out, "bonus_over_total: {}", self.bonus_over_total)?;
        writeln!(out, "survey_absent: {}", self.survey_absent)?;
        writeln!(out, "figures:\n  - {}", declared(COMMON, self.common))?;
        self.write_classes(out)?;
        writeln!(out, "fields:")?;
        for (code, tree) in self.roots() {
            self.write_node(out, &code, tree, 1)?;
        }
        Ok(())
    }

    fn write_classes(&self, out: &mut String) -> std::fmt::Result {
        let Some(lowest) = self.classes.last() else {
            return Ok(());
        };
        writeln!(out, "classes:")?;
        for from in &self.classes {
            writeln!(out, "  - {{ name: Mức {from}, from: {from} }}")?;
        }
        writeln!(out, "gates:\n  - name: Có kỷ luật\n    value: {GATE}")?;
        writeln!(out, "    over: 0\n    class_at_most: Mức {lowest}")
    }

    fn write_node(
        &self,
        out: &mut String,
        code: &str,
        tree: &Tree,
        depth: usize,
    ) -> std::fmt::Result {
        let pad = "    ".repeat(depth);
        let max = match (code, &self.bonus, &self.penalty) {
            ("C", Some((cap, Tree::Inner(_))), _) | ("T", _, Some((cap, Tree::Inner(_)))) => {
                self.points(*cap)
            }
            _ => self.max_of(tree),
        };
        writeln!(out, "{}- code: \"{code}\"", &pad[2..])?;
        writeln!(out, "{pad}name: Mục {code}\n{pad}max: {}", max.normalize())?;
        match code {
            "C" => writeln!(out, "{pad}bonus: true")?,
            "T" => writeln!(out, "{pad}penalty: true")?,
            _ => {}
        }
        match tree {
            Tree::Leaf(leaf) => leaf.write(out, &pad, max),
            Tree::Inner(children) => {
                writeln!(out, "{pad}criteria:")?;
                for (position, child) in children.iter().enumerate() {
                    let code = format!("{code}.{}", position + 1);
                    self.write_node(out, &code, child, depth + 1)?;
                }
                Ok(())
            }
        }
    }
}

impl LeafSpec {
    fn write(&self, out: &mut String, pad: &str, max: Decimal) -> std::fmt::Result {
        writeln!(out, "{pad}source: {}", self.source)?;
        writeln!(out, "{pad}not_applicable: {}", self.not_applicable)?;
        self.write_documents(out, pad, max)?;
        let used: BTreeSet<usize> = self
            .rule
            .branches()
            .iter()
            .filter_map(RuleSpec::value)
            .flat_map(ValueSpec::own_figures)
            .collect();
        let declared: Vec<String> = used
            .into_iter()
            .filter(|figure| self.figures[*figure].kind.is_some())
            .map(|figure| declared(FIGURES[figure], self.figures[figure]))
            .collect();
        if !declared.is_empty() {
            writeln!(out, "{pad}figures:")?;
        }
        for figure in declared {
            writeln!(out, "{pad}  - {figure}")?;
        }
        writeln!(out, "{pad}rule: {}", self.rule_text(&self.rule, max))
    }

    fn write_documents(&self, out: &mut String, pad: &str, max: Decimal) -> std::fmt::Result {
        if self.requirements.is_empty() {
            return Ok(());
        }
        writeln!(out, "{pad}documents:")?;
        let documents = self.documents();
        for (at, requirement) in self.requirements.iter().enumerate() {
            let missing = match requirement.missing {
                Missing::Void => "void".to_owned(),
                Missing::Explain => "explain".to_owned(),
                Missing::Lose(count) => format!("{{ lose: {} }}", eighths(count, max)),
            };
            let texts: Vec<String> = documents
                .iter()
                .filter(|(_, of, _)| *of == at)
                .map(|(id, _, document)| document.text(id))
                .collect();
            if let [only] = texts.as_slice() {
                writeln!(out, "{pad}  - {{ {only}, missing: {missing} }}")?;
                continue;
            }
            let (id, all) = (self.requirement_id(at), texts.join(" }, { "));
            writeln!(out, "{pad}  - id: {id}\n{pad}    name: Một trong nhóm {id}")?;
            writeln!(
                out,
                "{pad}    missing: {missing}\n{pad}    one_of: [{{ {all} }}]"
            )?;
        }
        Ok(())
    }

    fn rule_text(&self, rule: &RuleSpec, max: Decimal) -> String {
        let measured = |value: &ValueSpec, rest: String| {
            let (text, zero) = (value.text(), self.on_zero(value));
            format!("value: {text}{zero}{rest}")
        };
        match rule {
            RuleSpec::Presence => "{ presence: {} }".to_owned(),
            RuleSpec::Awarded => "{ awarded: {} }".to_owned(),
            RuleSpec::Proportional {
                value,
                full_at,
                zero_below,
            } => {
                let zero_below =
                    zero_below.map_or(String::new(), |p| format!(", zero_below: {p}%"));
                let parameters = measured(value, format!(", full_at: {full_at}%{zero_below}"));
                format!("{{ proportional: {{ {parameters} }} }}")
            }
            RuleSpec::Bands { value, bands } => {
                let parameters = measured(value, format!(", bands: [{}]", bands_text(bands, max)));
                format!("{{ bands: {{ {parameters} }} }}")
            }
            RuleSpec::PerItem {
                value,
                points,
                from,
                step,
            } => {
                let from = from.map_or(String::new(), |from| {
                    format!(", from: {}", hundredths(from))
                });
                let parameters = measured(value, format!("{}{from}{}", per(*points), by(*step)));
                format!("{{ per_item: {{ {parameters} }} }}")
            }
            RuleSpec::Deduct {
                value,
                points,
                step,
                floor,
            } => {
                let floor =
                    floor.map_or(String::new(), |k| format!(", floor: {}", eighths(k, max)));
                let parameters = measured(value, format!("{}{}{floor}", per(*points), by(*step)));
                format!("{{ deduct: {{ {parameters} }} }}")
            }
            RuleSpec::Deadline {
                requirement,
                steps,
                late,
            } => self.deadline_text(*requirement, steps, *late, max),
            RuleSpec::Levels(levels) => {
                let levels: Vec<String> = levels
                    .iter()
                    .enumerate()
                    .map(|(at, k)| {
                        let points = eighths(*k, max);
                        format!("{{ id: muc_{at}, name: Mức thứ {at}, points: {points} }}")
                    })
                    .collect();
                format!("{{ levels: {{ levels: [{}] }} }}", levels.join(", "))
            }
            RuleSpec::Stated(choices) if choices.is_empty() => "stated".to_owned(),
            RuleSpec::Stated(choices) => {
                let choices: Vec<String> = choices
                    .iter()
                    .map(|k| eighths(*k, max).to_string())
                    .collect();
                format!("{{ stated: {{ choices: [{}] }} }}", choices.join(", "))
            }
            RuleSpec::BestOf(branches) => {
                let branches: Vec<String> = branches
                    .iter()
                    .map(|branch| self.rule_text(branch, max))
                    .collect();
                format!("{{ best_of: [{}] }}", branches.join(", "))
            }
        }
    }

    fn deadline_text(&self, at: usize, steps: &[StepSpec], late: u32, max: Decimal) -> String {
        let document = self.requirement_id(at % self.requirements.len());
        let points = step_points(steps);
        let late = late.min(*points.last().unwrap_or(&8));
        let steps: Vec<String> = step_days(steps)
            .into_iter()
            .zip(points)
            .map(|(by, k)| format!("{{ by: {}, points: {} }}", templated(by), eighths(k, max)))
            .collect();
        let (steps, late) = (steps.join(", "), eighths(late, max));
        format!("{{ deadline: {{ document: {document}, steps: [{steps}], late: {late} }} }}")
    }

    /// `on_zero` wherever a denominator can be 0.
    fn on_zero(&self, value: &ValueSpec) -> String {
        let safe = match value.shape {
            Shape::Ratio => self.figures[(value.first + 1) % 3].at_least_one,
            Shape::Remainder => self.figures[value.first].at_least_one,
            Shape::OverCommon => false,
            _ => return String::new(),
        };
        if safe {
            return String::new();
        }
        format!(", on_zero: {}", value.on_zero)
    }
}

fn per(points: u32) -> String {
    format!(", points: {}", Decimal::new(points.into(), 3).normalize())
}

fn by(step: Option<u32>) -> String {
    step.map_or(String::new(), |step| {
        format!(", step: {}", hundredths(step.into()))
    })
}

impl ValueSpec {
    fn text(&self) -> String {
        let [a, b, c] = [0, 1, 2].map(|offset| FIGURES[(self.first + offset) % 3]);
        match self.shape {
            Shape::Plain => a.to_owned(),
            Shape::Scaled => format!("{a} × 50%"),
            Shape::Ratio => format!("{a} / {b}"),
            Shape::Difference => format!("{a} - {b}"),
            Shape::Remainder => format!("({a} − {b} − {c}) ÷ {a}"),
            Shape::Least => format!("\"min({a}, {b})\""),
            Shape::Common => COMMON.to_owned(),
            Shape::OverCommon => format!("{a} / {COMMON}"),
        }
    }
}

fn bands_text(bands: &[BandSpec], max: Decimal) -> String {
    let mut low: Option<(i64, bool)> = None;
    let mut texts = Vec::new();
    for (at, band) in bands.iter().enumerate() {
        let last = at + 1 == bands.len();
        let end = low.map_or(0, |(end, _)| end) + i64::from(band.width);
        let lower = low.map(|(end, taken)| {
            let key = if taken { "over" } else { "from" };
            format!("{key}: {}", hundredths(end))
        });
        let upper = (!last).then(|| {
            let key = if band.takes_upper_end { "to" } else { "below" };
            format!("{key}: {}", hundredths(end))
        });
        let gives = match band.gives {
            Gives::Points(k) => format!("points: {}", eighths(k, max)),
            Gives::Proportional => "proportional: true".to_owned(),
            Gives::Interpolate(a, b) if lower.is_some() && upper.is_some() => {
                format!("interpolate: [{}, {}]", eighths(a, max), eighths(b, max))
            }
            Gives::Interpolate(a, _) => format!("points: {}", eighths(a, max)),
        };
        let parts: Vec<String> = lower.into_iter().chain(upper).chain([gives]).collect();
        texts.push(format!("{{ {} }}", parts.join(", ")));
        low = Some((end, band.takes_upper_end));
    }
    texts.join(", ")
}

impl DocumentSpec {
    fn text(&self, id: &str) -> String {
        let mut parts = vec![format!("id: {id}"), format!("name: Tài liệu {id}")];
        match self.types.as_slice() {
            [] => {}
            [only] => parts.push(format!("type: {only}")),
            several => parts.push(format!("type: [{}]", several.join(", "))),
        }
        match self.issued {
            Issued::Silent => {}
            Issued::Any => parts.push("issued: any".to_owned()),
            Issued::From(from) => {
                parts.push(format!("issued: {{ from: {} }}", templated(day(from))));
            }
            Issued::By(by) => parts.push(format!("issued: {{ by: {} }}", templated(day(by)))),
            Issued::Within(from, by) => {
                let (from, by) = (templated(day(from)), templated(day(by)));
                parts.push(format!("issued: {{ from: {from}, by: {by} }}"));
            }
        }
        if self.files > 1 {
            parts.push(format!("files: {}", self.files));
        }
        if self.accept != ["file"] {
            parts.push(format!("accept: [{}]", self.accept.join(", ")));
        }
        if self.only_pdf {
            parts.push("formats: [pdf]".to_owned());
        }
        parts.join(", ")
    }
}

fn declared(id: &str, figure: FigureSpec) -> String {
    let kind = figure.kind.unwrap_or("number");
    let min = if figure.at_least_one { ", min: 1" } else { "" };
    format!("{{ id: {id}, name: Số liệu {id}, kind: {kind}{min} }}")
}
