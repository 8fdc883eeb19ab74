//! The papers that can be worked out again from what they carry.

use super::{Paper, plan, self_score, slip};
use crate::record::{PaperKind, PaperRecord};
use crate::report::measures::Mode;
use crate::report::view::View;

/// Why a paper cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwritten {
    /// The set has no dates for this year.
    NoDates(i16),
    /// Nobody of this name has anything to do; these have.
    UnknownOwner(String, Vec<String>),
}

/// Writes a paper.
///
/// # Errors
/// Where a plan is for a year or an owner that there is not.
pub fn written(view: &View<'_>, paper: &PaperRecord) -> Result<Paper, Unwritten> {
    match paper.kind {
        PaperKind::Own => Ok(self_score(view)),
        PaperKind::Plan => {
            let set = |year| view.set().for_year(year).ok_or(Unwritten::NoDates(year));
            let next = paper.for_year.map(set).transpose()?;
            let mode = next.as_ref().map_or(Mode::ThisPeriod, Mode::NextPeriod);
            let Some(owner) = &paper.owner else {
                return Ok(plan(view, mode, None));
            };
            slip(view, mode, owner).map_err(|known| Unwritten::UnknownOwner(owner.clone(), known))
        }
    }
}
