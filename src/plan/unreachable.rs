//! Why points stay lost whatever is done.

use jiff::civil::Date;

use super::solve::{Act, open_steps};
use super::universe::{Setting, Time};
use crate::score::assessment::{Cause, Loss};

/// Why nothing that could be done wins points back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A survey, a council or a system gives them.
    GivenByOthers,
    /// The unit states its points itself.
    Stated,
    /// A figure is not stated, so nobody knows what could be won.
    FigureUnknown,
    /// A document was issued late, and its date stands.
    IssuedLate,
    /// Too few days are left, or none, for what lacks.
    NoTime,
    /// The period that is measured is over.
    PeriodOver(Date),
    /// The set does not declare the kind of the leaf's figures, so nobody knows what a step is.
    Undeclared,
    /// No figure of the leaf alone wins more.
    NoStep,
}

impl Why {
    /// Its name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::GivenByOthers => "given_by_others",
            Self::Stated => "stated",
            Self::FigureUnknown => "figure_unknown",
            Self::IssuedLate => "issued_late",
            Self::NoTime => "no_time",
            Self::PeriodOver(_) => "period_over",
            Self::Undeclared => "undeclared",
            Self::NoStep => "no_step",
        }
    }
}

impl Setting<'_> {
    /// Why a loss stays where all is done that can be done; `None` for the rounding of the
    /// total, which is nobody's.
    pub fn why_lost(&self, loss: &Loss) -> Option<Why> {
        let over = |by: Date| self.time.today.is_some_and(|today| today > by);
        Some(match loss.cause {
            Cause::Rounding => return None,
            Cause::AwardedLess | Cause::AppraisedLess => Why::GivenByOthers,
            Cause::StatedLess => Why::Stated,
            Cause::FigureMissing => Why::FigureUnknown,
            Cause::Late => Why::IssuedLate,
            cause if cause.is_document() => Why::NoTime,
            _ => {
                let end = self.time.next.unwrap_or(self.set).period.1;
                let at_any_time = Self {
                    time: Time {
                        today: None,
                        ..self.time
                    },
                    ..*self
                };
                if over(end) {
                    Why::PeriodOver(end)
                } else if at_any_time.raises(loss) > self.raises(loss) {
                    Why::NoTime
                } else if self.is_undeclared(loss) {
                    Why::Undeclared
                } else {
                    Why::NoStep
                }
            }
        })
    }

    /// Whether a figure of the leaf of a loss is only named, not declared.
    fn is_undeclared(&self, loss: &Loss) -> bool {
        let leaf = loss
            .node
            .and_then(|node| self.set.nodes[node].leaf.as_ref());
        leaf.is_some_and(|leaf| {
            let figures = leaf.rule.measure().into_iter();
            let mut figures = figures.flat_map(crate::rules::measure::Measure::figures);
            figures.any(|id| self.set.figure(leaf, id).is_none())
        })
    }

    /// How many values of figures are worth reaching, and can be, at the leaf of a loss.
    fn raises(&self, loss: &Loss) -> usize {
        let steps = open_steps(*self).into_iter().flatten();
        let of_leaf = steps.filter(|step| match step.act {
            Act::Raise { leaf, .. } => Some(leaf) == loss.node,
            Act::Attach { .. } => false,
        });
        of_leaf.count()
    }
}
