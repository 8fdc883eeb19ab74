//! Which declared readings of a decision's text reproduce official points, all at once.
//!
//! A set says what is in force: a rule at each leaf, one rounding. It may say how else the text
//! can be read: `readings` of leaves, roundings that are possible. A hypothesis is one rounding
//! and one reading of each leaf. It is held against every published figure, of a leaf, of a
//! node with parts or of the total, of one unit or of many: the scorer's own points on the
//! unit's facts, with the reading in place of the rule, rounded as the hypothesis says.
//!
//! [`worth`] asks the scorer; [`case`] sets official points beside what the facts give;
//! [`choices`] says which readings go together; [`search`] finds those that fit; [`verdict`]
//! draws the conclusion; [`apart`] names a figure that would tell what is left apart.

pub mod apart;
pub mod case;
pub mod choices;
pub mod search;
pub mod verdict;
pub mod worth;

#[cfg(test)]
mod tests;

use crate::criteria::model::CriteriaSet;
use crate::reconcile::apart::Apart;
use crate::reconcile::case::{Case, Standing, UnitCase};
use crate::reconcile::search::UnderRounding;
use crate::reconcile::worth::Variants;
use crate::score::tree::{Options, Unbalanced};

/// What became of the readings of a set.
#[derive(Debug)]
pub struct Reconciliation<'a> {
    /// Official points and what stands against them.
    pub case: Case<'a>,
    /// Each rounding that is possible, the one in force first.
    pub roundings: Vec<UnderRounding>,
    /// Further official points that would tell the readings apart that are left, leaf by leaf.
    pub apart: Vec<Apart>,
}

/// Holds every reading of a set against what was published for these units.
///
/// # Errors
/// Where a book does not close; that is a bug.
pub fn reconcile<'a>(
    set: &'a CriteriaSet,
    units: &'a [UnitCase<'a>],
    options: Options,
) -> Result<Reconciliation<'a>, Unbalanced> {
    let variants = Variants::new(set, options);
    let case = Case::new(set, units, &variants)?;
    let groups = choices::groups(set);
    let batches = search::batches(&case, &groups);
    let roundings = set
        .roundings
        .iter()
        .map(|rounding| search::under(&case, &groups, &batches, *rounding))
        .collect();
    let mut found = Reconciliation {
        case,
        roundings,
        apart: Vec::new(),
    };
    found.apart = apart::all(&found, &variants)?;
    Ok(found)
}

impl Reconciliation<'_> {
    /// How many official points were compared.
    pub fn compared(&self) -> usize {
        let compared = |standing: &Standing| *standing == Standing::Compared;
        let observations = self.case.observations.iter();
        observations.filter(|o| compared(&o.standing)).count()
    }
}
