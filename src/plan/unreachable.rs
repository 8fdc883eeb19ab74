//! Why points stay lost whatever is done.

use jiff::civil::Date;

use super::universe::Setting;
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
            _ => match self.figures_by() {
                Some(by) if over(by) => Why::PeriodOver(by),
                _ => Why::NoStep,
            },
        })
    }
}
