//! Which readings go together: leaves whose readings share an id are chosen at once.

use std::collections::BTreeMap;

use crate::criteria::model::{CriteriaSet, Leaf};
use crate::reconcile::worth::ways;

/// The most joint choices of linked leaves that are looked at.
const MOST_CHOICES: usize = 10_000;

/// The most steps that are taken to find them.
const MOST_STEPS: usize = 1_000_000;

/// Leaves that are chosen together, and how they can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Their positions in the set's nodes.
    pub leaves: Vec<usize>,
    /// Each joint choice: the reading of each leaf, 0 being its rule; what is in force comes
    /// first. `None`: there are too many.
    pub choices: Option<Vec<Vec<usize>>>,
}

/// The leaves that have readings, in groups that are independent of each other.
pub fn groups(set: &CriteriaSet) -> Vec<Group> {
    let leaves: Vec<(usize, &Leaf)> = set
        .leaves()
        .filter(|(_, _, leaf)| !leaf.readings.is_empty())
        .map(|(index, _, leaf)| (index, leaf))
        .collect();
    // The group of each leaf, named by its first leaf.
    let mut group_of: Vec<usize> = (0..leaves.len()).collect();
    let mut first_with: BTreeMap<&str, usize> = BTreeMap::new();
    for (slot, (_, leaf)) in leaves.iter().enumerate() {
        for reading in &leaf.readings {
            let first = *first_with.entry(&reading.id).or_insert(slot);
            let (one, other) = (group_of[first], group_of[slot]);
            for group in &mut group_of {
                if *group == one.max(other) {
                    *group = one.min(other);
                }
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<(usize, &Leaf)>> = BTreeMap::new();
    for (slot, leaf) in leaves.into_iter().enumerate() {
        groups.entry(group_of[slot]).or_default().push(leaf);
    }
    groups
        .into_values()
        .map(|leaves| Group {
            choices: choices(&leaves),
            leaves: leaves.into_iter().map(|(index, _)| index).collect(),
        })
        .collect()
}

fn choices(leaves: &[(usize, &Leaf)]) -> Option<Vec<Vec<usize>>> {
    let mut found = Vec::new();
    let mut open = vec![Vec::new()];
    let mut steps = 0;
    while let Some(taken) = open.pop() {
        steps += 1;
        if steps > MOST_STEPS || found.len() > MOST_CHOICES {
            return None;
        }
        let Some((_, leaf)) = leaves.get(taken.len()) else {
            found.push(taken);
            continue;
        };
        // Those pushed last are taken up first.
        for reading in (0..ways(leaf)).rev() {
            if goes_with(leaves, &taken, leaf, reading) {
                let mut longer = taken.clone();
                longer.push(reading);
                open.push(longer);
            }
        }
    }
    Some(found)
}

/// Whether a reading of the next leaf can stand beside what is taken at the leaves before: a
/// reading is taken wherever its id stands, or nowhere.
fn goes_with(leaves: &[(usize, &Leaf)], taken: &[usize], next: &Leaf, reading: usize) -> bool {
    let id = id(next, reading);
    leaves.iter().zip(taken).all(|((_, before), taken)| {
        let taken = self::id(before, *taken);
        let has = |leaf: &Leaf, id: Option<&str>| {
            let mut ids = leaf.readings.iter().map(|reading| reading.id.as_str());
            id.is_some_and(|id| ids.any(|other| other == id))
        };
        taken == id || !(has(before, id) || has(next, taken))
    })
}

/// The id of a reading that is not the rule.
fn id(leaf: &Leaf, reading: usize) -> Option<&str> {
    let reading = leaf.readings.get(reading.checked_sub(1)?)?;
    Some(&reading.id)
}
