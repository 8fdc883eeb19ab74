//! Sums of leaves as a rounding takes them: fields with their caps, the result as a whole.

use crate::criteria::model::{CriteriaSet, Side};
use crate::points::{Exact, Points, Rounding};

/// Adds the points of leaves up.
pub struct Sums<'a> {
    /// The set.
    pub set: &'a CriteriaSet,
    /// How it is taken to round.
    pub rounding: Rounding,
    /// The points of the leaf at a position, before rounding; `None` adds nothing.
    pub exact: &'a dyn Fn(usize) -> Option<&'a Exact>,
}

impl Sums<'_> {
    /// What stands at a node: its own points, or those of the leaves below it, held within the
    /// cap of a bonus or penalty field. What a penalty takes off is not negative here.
    pub fn node(&self, node: usize) -> Exact {
        let mut sum = Exact::zero();
        let mut open = vec![node];
        while let Some(index) = open.pop() {
            open.extend(&self.set.nodes[index].children);
            if let Some(exact) = (self.exact)(index) {
                sum = sum + self.rounding.summed(exact);
            }
        }
        let node = &self.set.nodes[node];
        match node.side {
            Side::Bonus | Side::Penalty if node.parent.is_none() => sum.min(node.max.into()),
            _ => sum,
        }
    }

    /// The result before rounding, without bonus and penalty and with them, where `applicable`
    /// is the most that applies.
    pub fn whole(&self, applicable: Points) -> (Exact, Exact) {
        let (mut base, mut beside) = (Exact::zero(), Exact::zero());
        for (index, node) in self.set.fields() {
            let sum = self.node(index);
            match node.side {
                Side::Normal => base = base + sum,
                Side::Bonus => beside = beside + sum,
                Side::Penalty => beside = beside - sum,
            }
        }
        let mut whole = (&base + &beside).max(Exact::zero());
        if !self.set.bonus_over_total {
            whole = whole.min(applicable.into());
        }
        (base, whole)
    }
}
