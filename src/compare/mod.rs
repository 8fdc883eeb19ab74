//! Two results side by side: what changed, why, and by how much, in parts that add up exactly.
//!
//! ```text
//!   one set      old ──rules──▶ ──figures──▶ ──documents──▶ ──official points──▶ new
//!   two sets     parent ──merged units──▶ ──criteria──▶ ──work──▶ ──rounding──▶ new
//!   two rankings a rank changes by the units that came ahead less those that fell behind
//! ```

pub mod across;
pub mod crosswalk;
mod facts;
pub mod losses;
pub mod rankings;
pub mod unit;

use crate::criteria::model::CriteriaSet;
use crate::evidence::facts::Facts;
use crate::record::Rebuilt;
use crate::score::assessment::Assessment;
use crate::score::tree::Unbalanced;
use crate::text::fold;

/// A result, worked out again from its record.
#[derive(Debug)]
pub struct Result {
    /// Where it was read from, as it is printed.
    pub path: String,
    /// What it is worked out from.
    pub rebuilt: Rebuilt,
    /// What that gives.
    pub assessment: Assessment,
}

impl Result {
    /// Scores what a result is worked out from.
    ///
    /// # Errors
    /// Where the book does not close; that is a bug.
    pub fn new(path: String, mut rebuilt: Rebuilt) -> std::result::Result<Self, Unbalanced> {
        // Names from tables are safe to print; those from a file of a result may not be.
        let unit = &mut rebuilt.submission.unit.unit;
        for name in [&mut unit.code, &mut unit.name].into_iter().flatten() {
            *name = fold::tidy(name);
        }
        let assessment = rebuilt.assess()?.into_result();
        Ok(Self {
            path,
            rebuilt,
            assessment,
        })
    }

    /// Its set.
    pub fn set(&self) -> &CriteriaSet {
        &self.rebuilt.submission.set
    }

    /// Its facts.
    pub fn facts(&self) -> &Facts {
        &self.rebuilt.submission.unit.facts
    }

    /// The year that is assessed.
    pub fn year(&self) -> i16 {
        self.rebuilt.submission.year
    }

    /// What two results of one unit have in common: its code, else its name.
    pub fn key(&self) -> Option<&str> {
        let unit = &self.rebuilt.submission.unit.unit;
        unit.code.as_deref().or(unit.name.as_deref())
    }

    /// What the unit is called; without a name, where its result lies.
    pub fn label(&self) -> &str {
        let unit = &self.rebuilt.submission.unit.unit;
        unit.label().unwrap_or(&self.path)
    }
}
