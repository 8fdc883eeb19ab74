//! What a leaf lost then and now, cause by cause.

use crate::criteria::model::Leaf;
use crate::points::Points;
use crate::score::assessment::{Cause, Loss};

/// A loss that is smaller or greater than it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LossChange {
    /// The cause.
    pub cause: Cause,
    /// The ids of the documents it names.
    pub documents: Vec<String>,
    /// By how much; above 0.
    pub points: Points,
}

/// Losses of a leaf: those regained, and those that are new.
pub(super) fn changes(
    old: Option<&Leaf>,
    before: &[&Loss],
    new: Option<&Leaf>,
    after: &[&Loss],
) -> (Vec<LossChange>, Vec<LossChange>) {
    let (before, after) = (by_cause(old, before), by_cause(new, after));
    let of = |known: &[LossChange], one: &LossChange| {
        let same =
            |other: &&LossChange| other.cause == one.cause && other.documents == one.documents;
        known
            .iter()
            .find(same)
            .map_or(Points::ZERO, |same| same.points)
    };
    let less = |these: &[LossChange], those: &[LossChange]| {
        let fallen = these.iter().map(|one| LossChange {
            points: one.points - of(those, one),
            ..one.clone()
        });
        fallen.filter(|one| one.points > Points::ZERO).collect()
    };
    (less(&before, &after), less(&after, &before))
}

/// What each cause took, those that took nothing left out.
fn by_cause(leaf: Option<&Leaf>, losses: &[&Loss]) -> Vec<LossChange> {
    let mut causes: Vec<LossChange> = Vec::new();
    for loss in losses.iter().filter(|loss| !loss.points.is_zero()) {
        let id = |index: &usize| Some(leaf?.documents.get(*index)?.id.clone());
        let documents: Vec<String> = loss.documents.iter().filter_map(id).collect();
        let same = causes
            .iter_mut()
            .find(|one| one.cause == loss.cause && one.documents == documents);
        match same {
            Some(same) => same.points = same.points + loss.points,
            None => causes.push(LossChange {
                cause: loss.cause,
                documents,
                points: loss.points,
            }),
        }
    }
    causes
}
