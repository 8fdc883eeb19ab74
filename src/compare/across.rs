//! One unit by two sets: its change split exactly into what merging did, what other criteria
//! did, real work, and rounding.
//!
//! ```text
//!   parent ──▶ mean of all parents            merged units
//!   leaves that go together, then p of m points, now q of n points:
//!     p  ──▶  p/m × n                         criteria: the same share of another maximum
//!     p/m × n  ──▶  q                         work: another share of the same maximum
//!   leaves whose facts are the same:
//!     p  ──▶  old facts by the new rule, with its dates of the old year    criteria
//!     that  ──▶  q                          work
//!   leaves that were dropped or are new       criteria
//!   leaves without points on one side         open: pending, or not applicable
//!   what the totals changed by beyond leaves  rounding (and caps)
//! ```
//!
//! Shares are exact; where parts are rounded to be shown, what that leaves over is rounding too.

use super::Result;
use super::crosswalk::{Crosswalk, Mapping};
use super::facts::renamed;
use super::unit::Incomparable;
use crate::criteria;
use crate::diagnostic::Problems;
use crate::points::{Exact, Points};
use crate::score::assessment::Assessment;
use crate::score::official::Basis;
use crate::score::tree::assess;

/// How a unit's result changed from one set to another.
#[derive(Debug)]
pub struct AcrossChange<'a> {
    /// The result then, of one of the units that the unit was made of.
    pub old: &'a Result,
    /// How many units it was made of, this one among them.
    pub parents: usize,
    /// The result now.
    pub new: &'a Result,
    /// The change of the total.
    pub change: Points,
    /// What it is made of, rounded; it adds up to the change.
    pub parts: AcrossParts,
    /// The leaves that go together, then those that were dropped, then the new ones.
    pub groups: Vec<GroupChange>,
}

/// What a change is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AcrossParts {
    /// What merging did.
    pub merged: Points,
    /// What other criteria did.
    pub criteria: Points,
    /// Real work.
    pub work: Points,
    /// Leaves without points on one side.
    pub open: Points,
    /// Rounding, and caps of bonus and penalty.
    pub rounding: Points,
}

impl AcrossParts {
    /// Their sum.
    pub fn sum(self) -> Points {
        self.merged + self.criteria + self.work + self.open + self.rounding
    }
}

/// Leaves that go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupChange {
    /// The codes of the older set; none for leaves that are new.
    pub old: Vec<String>,
    /// The codes of the newer; none for leaves that were dropped.
    pub new: Vec<String>,
    /// What they are called, in the newer set where they are in it.
    pub name: String,
    /// Points and maximum then, the mean of all parents.
    pub before: (Exact, Exact),
    /// Points and maximum now.
    pub after: (Exact, Exact),
    /// What other criteria did.
    pub criteria: Exact,
    /// Real work.
    pub work: Exact,
    /// Without points on one side.
    pub open: Exact,
}

/// A result with what it counts among those its unit was made of.
pub type Weighted<'a> = (&'a Result, Exact);

impl<'a> AcrossChange<'a> {
    /// The change from each parent to the unit made of all of them.
    ///
    /// # Errors
    /// Where old facts are to be scored by the newer set, and it has no dates for their year.
    pub fn of_all(
        parents: &[Weighted<'a>],
        new: &'a Result,
        crosswalk: &Crosswalk,
    ) -> std::result::Result<Vec<Self>, Incomparable> {
        let again = again(parents, new, crosswalk)?;
        let groups = groups(parents, new, crosswalk, &again);
        let total = |result: &Result| Exact::from(result.assessment.total.points);
        let mean = mean(parents, &total);
        let parents_of = parents.iter().map(|(old, _)| {
            let change = new.assessment.total.points - old.assessment.total.points;
            // As the newer set rounds a total.
            let shown = |part: Exact| new.set().rounding.total(&part);
            let sum =
                |part: fn(&GroupChange) -> &Exact| shown(groups.iter().map(part).cloned().sum());
            let mut parts = AcrossParts {
                merged: shown(&mean - &total(old)),
                criteria: sum(|group| &group.criteria),
                work: sum(|group| &group.work),
                open: sum(|group| &group.open),
                rounding: Points::ZERO,
            };
            parts.rounding = change - parts.sum();
            Self {
                old,
                parents: parents.len(),
                new,
                change,
                parts,
                groups: groups.clone(),
            }
        });
        Ok(parents_of.collect())
    }

    /// Whether work won less than before.
    pub fn is_regression(&self) -> bool {
        self.parts.work < Points::ZERO
    }
}

/// The weighted mean of something over all parents.
fn mean(parents: &[Weighted<'_>], of: &dyn Fn(&Result) -> Exact) -> Exact {
    let all: Exact = parents.iter().map(|(_, weight)| weight.clone()).sum();
    let sum: Exact = parents
        .iter()
        .map(|(result, weight)| &of(result) * weight)
        .sum();
    sum.checked_div(&all).unwrap_or_else(Exact::zero)
}

/// The facts of each parent scored by the newer set, as far as the crosswalk says that they are
/// its facts. Official points are no facts: where a side stands on them there is none of this.
fn again(
    parents: &[Weighted<'_>],
    new: &Result,
    crosswalk: &Crosswalk,
) -> std::result::Result<Vec<Assessment>, Incomparable> {
    let computed = |result: &Result| result.rebuilt.options.basis == Basis::Computed;
    let any = crosswalk
        .leaves
        .iter()
        .any(|mapping| mapping.facts.is_some());
    if !any || !computed(new) || !parents.iter().all(|(parent, _)| computed(parent)) {
        return Ok(Vec::new());
    }
    let score = |(parent, _): &Weighted<'_>| {
        let year = parent.set().year;
        let unseen = Problems::default();
        let set = criteria::read::read(&new.set().source, Some(year), &unseen);
        let set = set.ok_or(Incomparable::NoDates(year))?;
        let facts = renamed(parent.facts(), &crosswalk.leaves);
        Ok(assess(&set, &facts, parent.rebuilt.options)?)
    };
    parents.iter().map(score).collect()
}

fn groups(
    parents: &[Weighted<'_>],
    new: &Result,
    crosswalk: &Crosswalk,
    again: &[Assessment],
) -> Vec<GroupChange> {
    let Some((first, _)) = parents.first() else {
        return Vec::new();
    };
    let mut mappings = crosswalk.leaves.clone();
    let named = |leaf: &usize, of: fn(&Mapping) -> &Vec<usize>| {
        crosswalk
            .leaves
            .iter()
            .any(|mapping| of(mapping).contains(leaf))
    };
    let dropped = first.set().leaves().map(|(index, ..)| index);
    let dropped = dropped.filter(|leaf| !named(leaf, |mapping| &mapping.old));
    mappings.extend(dropped.map(|leaf| Mapping {
        old: vec![leaf],
        new: Vec::new(),
        facts: None,
    }));
    let added = new.set().leaves().map(|(index, ..)| index);
    let added = added.filter(|leaf| !named(leaf, |mapping| &mapping.new));
    mappings.extend(added.map(|leaf| Mapping {
        old: Vec::new(),
        new: vec![leaf],
        facts: None,
    }));
    let group = |mapping: Mapping| group(parents, new, &mapping, again);
    mappings.into_iter().map(group).collect()
}

fn group(
    parents: &[Weighted<'_>],
    new: &Result,
    mapping: &Mapping,
    again: &[Assessment],
) -> GroupChange {
    let first = parents.first().map_or(new, |(first, _)| first);
    let before = (
        mean(parents, &|result| side(result, &mapping.old).0),
        mean(parents, &|result| side(result, &mapping.old).1),
    );
    let (points, max, open_now) = side(new, &mapping.new);
    let after = (points, max);
    let open_then = parents
        .iter()
        .any(|(result, _)| side(result, &mapping.old).2);
    let change = &after.0 - &before.0;
    let zero = Exact::zero;
    let together = !mapping.old.is_empty() && !mapping.new.is_empty();
    let (criteria, work, open) = if open_then || open_now {
        (zero(), zero(), change)
    } else if let Some(again) = by_new_rule(parents, mapping, again) {
        (&again - &before.0, &after.0 - &again, zero())
    } else {
        match before.0.checked_div(&before.1) {
            Some(share) if together => {
                let same_share = &share * &after.1;
                (&same_share - &before.0, &after.0 - &same_share, zero())
            }
            _ => (change, zero(), zero()),
        }
    };
    let codes = |result: &Result, leaves: &[usize]| -> Vec<String> {
        let code = |leaf: &usize| result.set().nodes[*leaf].code.as_str().to_owned();
        leaves.iter().map(code).collect()
    };
    let names = |result: &Result, leaves: &[usize]| -> Vec<String> {
        let name = |leaf: &usize| result.set().nodes[*leaf].name.clone();
        leaves.iter().map(name).collect()
    };
    let name = if mapping.new.is_empty() {
        names(first, &mapping.old)
    } else {
        names(new, &mapping.new)
    };
    GroupChange {
        old: codes(first, &mapping.old),
        new: codes(new, &mapping.new),
        name: name.join("; "),
        before,
        after,
        criteria,
        work,
        open,
    }
}

/// What the facts of all parents give by the new rule, their mean; `None` where the crosswalk
/// does not say that they are its facts, or the rule gives no points for them yet.
fn by_new_rule(parents: &[Weighted<'_>], mapping: &Mapping, again: &[Assessment]) -> Option<Exact> {
    let ([leaf], true) = (&*mapping.new, mapping.facts.is_some() && !again.is_empty()) else {
        return None;
    };
    let (mut sum, mut all) = (Exact::zero(), Exact::zero());
    for ((_, weight), assessment) in parents.iter().zip(again) {
        let scored = assessment.nodes.get(*leaf)?;
        let points = scored.points.filter(|_| scored.pending.is_zero())?;
        sum = sum + &Exact::from(points) * weight;
        all = all + weight.clone();
    }
    sum.checked_div(&all)
}

/// Points and maximum of leaves, and whether any of them has no points yet, or none at all.
fn side(result: &Result, leaves: &[usize]) -> (Exact, Exact, bool) {
    let (mut points, mut max, mut open) = (Exact::zero(), Exact::zero(), false);
    for leaf in leaves {
        let scored = &result.assessment.nodes[*leaf];
        open |= scored.points.is_none() || !scored.pending.is_zero();
        points = points + Exact::from(scored.points.unwrap_or(Points::ZERO));
        max = max + Exact::from(result.set().nodes[*leaf].max);
    }
    (points, max, open)
}
