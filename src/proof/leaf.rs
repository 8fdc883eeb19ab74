//! What is proved of one leaf, and how its findings are worded.

use crate::criteria::model::{CriteriaSet, Leaf, Node};
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::points::Exact;
use crate::proof::reach::{Domain, Reach, domain};
use crate::proof::witness::{self, Example};
use crate::proof::{bands, deadline, ends, graph, names};
use crate::rules::Rule;
use crate::rules::expression::Expression;
use crate::rules::measure::Measure;
use crate::rules::span::Span;
use crate::text::lang::{Lang, Text, text};
use crate::text::numbers;

/// One leaf with what it is proved against.
pub(super) struct Proof<'a> {
    pub(super) set: &'a CriteriaSet,
    pub(super) node: &'a Node,
    pub(super) leaf: &'a Leaf,
    pub(super) problems: &'a Problems,
}

/// Whether a value of some kind occurs.
pub(super) enum Found {
    /// It does: these figures give it.
    Yes(Example),
    /// It does not.
    No,
    /// The ranges leave it open (a value of the kind is given), and no figures were found.
    Open(Exact),
}

impl Proof<'_> {
    pub(super) fn run(&self) {
        names::of_leaf(self);
        for rule in self.leaf.rule.branches() {
            match rule {
                Rule::Bands(of_bands) => {
                    bands::prove(self, of_bands);
                    bands::prove_monotone(self, rule, of_bands);
                }
                Rule::Deadline(rule) => deadline::prove(self, rule),
                _ => {}
            }
        }
        ends::prove(self);
    }

    /// The leaf's maximum.
    pub(super) fn max(&self) -> Exact {
        self.node.max.into()
    }

    pub(super) fn domain(&self, name: &str) -> Domain {
        domain(self.set, Some(self.leaf), name)
    }

    /// The values that a measure can have; `None` where every division in it is by 0.
    pub(super) fn reach(&self, measure: &Measure) -> Option<Reach> {
        self.reach_of(&measure.value)
    }

    fn reach_of(&self, value: &Expression) -> Option<Reach> {
        Reach::of(value, &|name| self.domain(name))
    }

    /// Whether a value can lie within one of these spans.
    pub(super) fn occurs(&self, value: &Expression, spans: &[Span]) -> Found {
        let Some(reach) = self.reach_of(value) else {
            return Found::No;
        };
        let mut open = None;
        for span in spans {
            let Some(found) = reach.pick(span) else {
                continue;
            };
            let within = reach.span.and(span);
            match witness::find(value, &|name| self.domain(name), &within) {
                Some(example) => return Found::Yes(example),
                None => open = open.or(Some(found)),
            }
        }
        open.map_or(Found::No, Found::Open)
    }

    pub(super) fn report(&self, code: Code, place: &Place, message: Text, help: Text) {
        self.problems
            .add(Diagnostic::at(code, place.clone(), message).help(help));
    }

    /// Reports what could be neither proved nor refuted.
    pub(super) fn report_open(&self, place: &Place, what: &Text, value: &Exact) {
        let code = &self.node.code;
        let message = Text::each(|lang| {
            let (what, value) = (what.get(lang), numbers::show_exact(value, lang));
            lang.pick(
                format!("{code}: không chứng minh được rằng {what}: phép tính khoảng chưa loại trừ được giá trị {value}"),
                format!("{code}: nothing proves that {what}: the ranges leave the value {value} open"),
            )
        });
        self.report(
            Code::Unproved,
            place,
            message,
            text!(
                "viết biểu thức sao cho mỗi số liệu chỉ xuất hiện một lần, hoặc khai `min`, `max` cho số liệu",
                "write the expression so that each figure occurs once, or declare `min`, `max` for the figures"
            ),
        );
    }
}

/// How the values of a measure are shown: as percent where they are shares, that is where
/// they may be any number and every bound of the rule lies within −1 … 1.
pub(super) struct Values {
    percent: bool,
}

impl Values {
    pub(super) fn of(reach: &Reach, bounds: &[Span]) -> Self {
        let one = Exact::one();
        let ends = || {
            bounds
                .iter()
                .flat_map(|span| [&span.low, &span.high])
                .flatten()
        };
        let small = |value: &Exact| value <= &one && &-one.clone() <= value;
        Self {
            percent: reach.grid.is_none()
                && ends().next().is_some()
                && ends().all(|end| small(&end.value)),
        }
    }

    pub(super) fn show(&self, value: &Exact, lang: Lang) -> String {
        if !self.percent {
            return numbers::show_exact(value, lang);
        }
        let hundred = Exact::from(100);
        format!("{} %", numbers::show_exact(&(value * &hundred), lang))
    }

    /// A value as a set writes it: `79.99%`.
    pub(super) fn written(&self, value: &Exact) -> String {
        let (value, sign) = if self.percent {
            (value * &Exact::from(100), "%")
        } else {
            (value.clone(), "")
        };
        let digits = value.decimal_text(9);
        digits.map_or_else(|| "…".to_owned(), |digits| format!("{digits}{sign}"))
    }

    /// The value and the figures that give it: `110 % (hoan_thanh = 11, nhiem_vu = 10)`.
    pub(super) fn example(&self, example: &Example, lang: Lang) -> String {
        let value = self.show(&example.value, lang);
        if example.figures.is_empty() {
            return value;
        }
        let figures = example.figures.iter();
        let figures: Vec<String> = figures
            .map(|(name, value)| format!("{name} = {}", numbers::show_exact(value, lang)))
            .collect();
        format!("{value} ({})", figures.join(lang.pick("; ", ", ")))
    }
}

/// The pieces of a measured rule that values can reach.
pub(super) fn reached(proof: &Proof<'_>, rule: &Rule) -> Option<Vec<graph::Piece>> {
    let (measure, mut pieces) = graph::of(rule, &proof.max())?;
    let reach = proof.reach(measure)?;
    pieces.retain(|piece| reach.pick(&piece.span).is_some());
    Some(pieces)
}
