//! From facts to an award: one file per rule kind, and what they share.
//!
//! A rule knows its parameters and the facts it is handed; never the tree, files, what a
//! missing document costs, or rounding. Those are [`crate::score`]'s.

pub mod award;
pub mod expression;
pub mod interval;
mod kind;
pub mod measure;
pub mod reading;
pub mod span;

pub mod awarded;
pub mod bands;
pub mod best_of;
pub mod deadline;
pub mod deduct;
pub mod levels;
pub mod per_item;
pub mod proportional;
pub mod stated;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::diagnostic::Code;
use crate::points::Exact;
use crate::text::lang::text;
use crate::text::suggest;
use crate::yaml::{Map, Node};
use award::{Award, Free, Given};
pub use kind::KINDS;
use kind::Kind;
use reading::Setting;

/// How a leaf's points follow from its facts: a closed set of kinds.
#[derive(Clone, Debug)]
pub enum Rule {
    /// The maximum; what documents are missing is taken off afterwards.
    Presence,
    /// A share of the maximum.
    Proportional(proportional::Proportional),
    /// The points of the band that holds a value.
    Bands(bands::Bands),
    /// Points for each item.
    PerItem(per_item::PerItem),
    /// The maximum less points for each item.
    Deduct(deduct::Deduct),
    /// Points by a document's date of issue.
    Deadline(deadline::Deadline),
    /// Points of a named level.
    Levels(levels::Levels),
    /// What the unit states.
    Stated(stated::Stated),
    /// What a survey, a council or a system gives.
    Awarded(awarded::Awarded),
    /// The best of several rules.
    BestOf(best_of::BestOf),
}

impl Rule {
    /// Reads `{ kind: { … } }`, or the bare name of a kind that needs no parameters. What is
    /// wrong is reported and gives `None`.
    pub fn read(node: &Node, setting: &Setting<'_>) -> Option<Self> {
        let reader = setting.reader;
        if let Some(kind) = node.scalar() {
            return Self::of_kind(kind, node, None, setting);
        }
        let map = reader.map(node)?;
        let mut entries = map.keys();
        let Some((kind, key, parameters)) = entries.next() else {
            reader.report(
                Code::MissingKey,
                node,
                text!("quy tắc trống", "an empty rule"),
                suggest::advice("", KINDS),
            );
            return None;
        };
        if let Some((second, key, _)) = entries.next() {
            reader.report(
                Code::UnknownKey,
                key,
                text!(
                    "một quy tắc chỉ có một loại, ở đây có cả `{kind}` và `{second}`",
                    "a rule has one kind, here stand `{kind}` and `{second}`"
                ),
                text!(
                    "dùng `best_of` để lấy quy tắc cho điểm cao nhất",
                    "use `best_of` to take the best of several rules"
                ),
            );
            return None;
        }
        Self::of_kind(
            kind,
            key,
            Some(parameters).filter(|p| !p.is_nothing()),
            setting,
        )
    }

    fn of_kind(
        named: &str,
        at: &Node,
        parameters: Option<&Node>,
        setting: &Setting<'_>,
    ) -> Option<Self> {
        let reader = setting.reader;
        let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.id() == named) else {
            reader.report(
                Code::UnknownRule,
                at,
                text!(
                    "không có loại quy tắc `{named}`",
                    "there is no rule kind `{named}`"
                ),
                suggest::advice(named, KINDS),
            );
            return None;
        };
        if kind == Kind::BestOf {
            return best_of::BestOf::read(parameters.unwrap_or(at), setting).map(Self::BestOf);
        }
        let Some(parameters) = parameters else {
            return match kind {
                Kind::Presence => Some(Self::Presence),
                Kind::Awarded => Some(Self::Awarded(awarded::Awarded::default())),
                Kind::Stated => Some(Self::Stated(stated::Stated::default())),
                _ => {
                    reader.report(
                        Code::MissingKey,
                        at,
                        text!(
                            "quy tắc `{named}` thiếu tham số",
                            "the rule `{named}` lacks its parameters"
                        ),
                        text!("viết `{named}: {{ … }}`", "write `{named}: {{ … }}`"),
                    );
                    None
                }
            };
        };
        let mut map = reader.map(parameters)?;
        let rule = Self::with_parameters(kind, &mut map, setting);
        map.finish(reader);
        rule
    }

    fn with_parameters(kind: Kind, map: &mut Map<'_>, setting: &Setting<'_>) -> Option<Self> {
        match kind {
            Kind::Presence => Some(Self::Presence),
            Kind::Proportional => {
                proportional::Proportional::read(map, setting).map(Self::Proportional)
            }
            Kind::Bands => bands::Bands::read(map, setting).map(Self::Bands),
            Kind::PerItem => per_item::PerItem::read(map, setting).map(Self::PerItem),
            Kind::Deduct => deduct::Deduct::read(map, setting).map(Self::Deduct),
            Kind::Deadline => deadline::Deadline::read(map, setting).map(Self::Deadline),
            Kind::Levels => levels::Levels::read(map, setting).map(Self::Levels),
            Kind::Stated => stated::Stated::read(map, setting).map(Self::Stated),
            Kind::Awarded => awarded::Awarded::read(map, setting).map(Self::Awarded),
            // A list, read above.
            Kind::BestOf => None,
        }
    }

    /// The kind's name, as sets and JSON write it.
    pub fn kind(&self) -> &'static str {
        let kind = match self {
            Self::Presence => Kind::Presence,
            Self::Proportional(_) => Kind::Proportional,
            Self::Bands(_) => Kind::Bands,
            Self::PerItem(_) => Kind::PerItem,
            Self::Deduct(_) => Kind::Deduct,
            Self::Deadline(_) => Kind::Deadline,
            Self::Levels(_) => Kind::Levels,
            Self::Stated(_) => Kind::Stated,
            Self::Awarded(_) => Kind::Awarded,
            Self::BestOf(_) => Kind::BestOf,
        };
        kind.id()
    }

    /// What the rule gives for these facts, within 0 and the leaf's maximum.
    pub fn award(&self, given: &Given<'_>) -> Award<'_> {
        match self {
            Self::Presence => Award::full(given),
            Self::Proportional(rule) => rule.award(given),
            Self::Bands(rule) => rule.award(given),
            Self::PerItem(rule) => rule.award(given),
            Self::Deduct(rule) => rule.award(given),
            Self::Deadline(rule) => rule.award(given),
            Self::Levels(rule) => rule.award(given),
            Self::Stated(rule) => rule.award(given),
            Self::Awarded(rule) => rule.award(given),
            Self::BestOf(rule) => rule.award(given),
        }
    }

    /// The most the rule can give where the figures in `free` may take any value of their
    /// range and all else is as it is; `None` where it then does not apply.
    pub fn best(&self, given: &Given<'_>, free: Free<'_>) -> Option<Exact> {
        let as_it_is = || match self.award(&Given {
            trace: None,
            ..*given
        }) {
            Award::Points { points, .. } | Award::Pending { points } => Some(points),
            Award::NotApplicable => None,
        };
        match self {
            Self::Proportional(rule) => rule.best(given, free),
            Self::Bands(rule) => rule.best(given, free),
            Self::PerItem(rule) => rule.best(given, free),
            Self::Deduct(rule) => rule.best(given, free),
            Self::Levels(rule) if free.has(levels::FIGURE) => Some(rule.most()),
            Self::Stated(rule) if free.has(stated::FIGURE) => Some(rule.most(given.max)),
            Self::Awarded(rule) => rule.best(given, free),
            Self::BestOf(rule) => rule.best(given, free),
            // Nothing of theirs is free.
            Self::Presence | Self::Deadline(_) | Self::Levels(_) | Self::Stated(_) => as_it_is(),
        }
    }

    /// The rules among which the best counts: several of `best_of`, else this one alone.
    pub fn branches(&self) -> &[Self] {
        match self {
            Self::BestOf(rule) => &rule.branches,
            rule => std::slice::from_ref(rule),
        }
    }

    /// What it measures, where it measures something; the branches of `best_of` do so each.
    pub fn measure(&self) -> Option<&measure::Measure> {
        match self {
            Self::Proportional(rule) => Some(&rule.measure),
            Self::Bands(rule) => Some(&rule.measure),
            Self::PerItem(rule) => Some(&rule.measure),
            Self::Deduct(rule) => Some(&rule.measure),
            Self::Awarded(rule) => rule.share.as_ref().map(|share| &share.measure),
            Self::Presence
            | Self::Deadline(_)
            | Self::Levels(_)
            | Self::Stated(_)
            | Self::BestOf(_) => None,
        }
    }

    /// The figures it reads, reserved ones included.
    pub fn figures(&self) -> BTreeSet<&str> {
        match self {
            Self::Levels(_) => BTreeSet::from([levels::FIGURE]),
            Self::Stated(_) => BTreeSet::from([stated::FIGURE]),
            Self::Awarded(rule) => rule.figures().collect(),
            Self::BestOf(rule) => rule.branches.iter().flat_map(Self::figures).collect(),
            _ => {
                let measure = self.measure().into_iter();
                measure.flat_map(measure::Measure::figures).collect()
            }
        }
    }

    /// The figures that are missing for it to give points, where `stated` says which are
    /// there. Of `best_of`, none where one branch has all its own.
    pub fn missing(&self, stated: &dyn Fn(&str) -> bool) -> BTreeSet<&str> {
        match self {
            Self::Awarded(rule) => rule.missing(stated).into_iter().collect(),
            Self::BestOf(rule) => {
                let branches = || rule.branches.iter().map(|rule| rule.missing(stated));
                if branches().any(|missing| missing.is_empty()) {
                    return BTreeSet::new();
                }
                branches().flatten().collect()
            }
            Self::Levels(_) | Self::Stated(_) => {
                let mut figures = self.figures();
                figures.retain(|name| !stated(name));
                figures
            }
            // Of very many leaves nothing is missing: then nothing is put together either.
            _ => {
                let measure = self.measure().into_iter();
                let figures = measure.flat_map(measure::Measure::figures);
                figures.filter(|name| !stated(name)).collect()
            }
        }
    }

    /// The document whose date of issue it reads, in whichever branch.
    pub fn dated_documents(&self) -> BTreeSet<&str> {
        match self {
            Self::Deadline(rule) => BTreeSet::from([rule.document.as_str()]),
            Self::BestOf(rule) => rule
                .branches
                .iter()
                .flat_map(Self::dated_documents)
                .collect(),
            _ => BTreeSet::new(),
        }
    }

    /// The last day on which a document may be issued for the points of the first step; `None`
    /// where its date is not read.
    pub fn in_full_by(&self, document: &str) -> Option<Date> {
        match self {
            Self::Deadline(rule) if rule.document == document => {
                rule.steps.first().map(|step| step.by)
            }
            Self::BestOf(rule) => {
                let branches = rule.branches.iter();
                branches.filter_map(|rule| rule.in_full_by(document)).min()
            }
            _ => None,
        }
    }

    /// The last day on which a document may be issued to win anything; `None` where its date is
    /// not read, or a late one wins something too.
    pub fn counts_until(&self, document: &str) -> Option<Date> {
        match self {
            Self::Deadline(rule) if rule.document == document && rule.late.is_zero() => {
                let mut steps = rule.steps.iter().rev();
                steps
                    .find(|step| !step.points.is_zero())
                    .map(|step| step.by)
            }
            _ => None,
        }
    }

    /// The levels that its figure `level` may name.
    pub fn levels(&self) -> Vec<&levels::Level> {
        match self {
            Self::Levels(rule) => rule.levels.iter().collect(),
            Self::BestOf(rule) => rule.branches.iter().flat_map(Self::levels).collect(),
            _ => Vec::new(),
        }
    }

    /// The choices of a `stated` rule that has them.
    pub fn choices(&self) -> &[Exact] {
        match self {
            Self::Stated(rule) => &rule.choices,
            Self::BestOf(rule) => rule
                .branches
                .iter()
                .map(Self::choices)
                .find(|choices| !choices.is_empty())
                .unwrap_or(&[]),
            _ => &[],
        }
    }

    /// Whether points are stated for it: by the unit, or by who awards them.
    pub fn takes_points(&self) -> bool {
        match self {
            Self::Stated(_) => true,
            Self::Awarded(rule) => rule.share.is_none(),
            Self::BestOf(rule) => rule.branches.iter().any(Self::takes_points),
            _ => false,
        }
    }

    /// Whether whoever awards points may state a percentage of the maximum in their place.
    pub fn takes_percent(&self) -> bool {
        match self {
            Self::Awarded(rule) => rule.share.is_none(),
            Self::BestOf(rule) => rule.branches.iter().any(Self::takes_percent),
            _ => false,
        }
    }

    /// Whether a survey, council or system gives its points.
    pub fn is_awarded(&self) -> bool {
        match self {
            Self::Awarded(_) => true,
            Self::BestOf(rule) => rule.branches.iter().any(Self::is_awarded),
            _ => false,
        }
    }
}

#[cfg(test)]
mod refused;
#[cfg(test)]
mod tests;
