//! Why points stay lost whatever is done.

use jiff::civil::Date;

use super::solve::{Act, Step, open_steps};
use super::universe::{Setting, Time};
use crate::rules::measure::Measure;
use crate::score::assessment::{Assessment, Cause, Loss};

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
    /// Why points stay lost in the best score there is, by the positions of its losses; the
    /// rounding of the total is nobody's. `open` are the steps that can be done.
    pub(super) fn why_lost(&self, best: &Assessment, open: &[Vec<Step>]) -> Vec<(usize, Why)> {
        let at_any_time = open_steps(Self {
            time: Time {
                today: None,
                ..self.time
            },
            ..*self
        });
        let losses = best.losses.iter().enumerate();
        let lost = losses.filter(|(_, loss)| !loss.points.is_zero());
        lost.filter_map(|(position, loss)| {
            let in_time = raises(open, loss) == raises(&at_any_time, loss);
            Some((position, self.why(loss, in_time)?))
        })
        .collect()
    }

    /// Why a loss stays; `in_time` says whether time keeps nothing back at its leaf.
    fn why(&self, loss: &Loss, in_time: bool) -> Option<Why> {
        let end = self.time.next.unwrap_or(self.set).period.1;
        Some(match loss.cause {
            Cause::Rounding => return None,
            Cause::AwardedLess | Cause::AppraisedLess => Why::GivenByOthers,
            Cause::StatedLess => Why::Stated,
            Cause::FigureMissing => Why::FigureUnknown,
            Cause::Late => Why::IssuedLate,
            cause if cause.is_document() => Why::NoTime,
            _ if self.time.today.is_some_and(|today| today > end) => Why::PeriodOver(end),
            _ if !in_time => Why::NoTime,
            _ if self.is_undeclared(loss) => Why::Undeclared,
            _ => Why::NoStep,
        })
    }

    /// Whether a figure of the leaf of a loss is only named, not declared.
    fn is_undeclared(&self, loss: &Loss) -> bool {
        let leaf = loss
            .node
            .and_then(|node| self.set.nodes[node].leaf.as_ref());
        leaf.is_some_and(|leaf| {
            let figures = leaf.rule.measure().into_iter();
            let mut figures = figures.flat_map(Measure::figures);
            figures.any(|id| self.set.figure(leaf, id).is_none())
        })
    }
}

/// How many values of figures are worth reaching at the leaf of a loss.
fn raises(steps: &[Vec<Step>], loss: &Loss) -> usize {
    let of_leaf = steps.iter().flatten().filter(|step| match step.act {
        Act::Raise { leaf, .. } => Some(leaf) == loss.node,
        Act::Attach { .. } => false,
    });
    of_leaf.count()
}
