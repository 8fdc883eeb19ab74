//! Leaves that must be worked out together, and the frontier of all.

use std::collections::BTreeMap;

use super::frontier::{Cut, Frontier, Point};
use super::universe::Universe;
use crate::criteria::model::Side;
use crate::points::Exact;

/// How many documents that several leaves of a group need are combined with each other; of
/// more, those that serve the fewest leaves are left out.
const SHARED: usize = 12;

/// What a bonus field gives now, and its cap.
pub(super) struct BonusField {
    /// The sum of its leaves before the cap.
    pub(super) now: Exact,
    /// The cap.
    pub(super) cap: Exact,
}

/// Leaves that share documents, directly or through others, or a bonus field.
struct Group {
    /// Positions of cases.
    cases: Vec<usize>,
    /// Documents that several of them need.
    shared: Vec<usize>,
}

impl Universe<'_> {
    /// The best of everything, for each effort. `bonus` is by the field's position.
    pub(super) fn frontier(&self, bonus: &BTreeMap<usize, BonusField>, cut: Cut) -> Frontier {
        self.groups()
            .iter()
            .map(|group| self.of_group(group, bonus, cut))
            .fold(Frontier::nothing(), |all, group| all.with(&group, cut))
    }

    fn groups(&self) -> Vec<Group> {
        let mut group_of: Vec<usize> = (0..self.cases.len()).collect();
        let mut join = |cases: &[usize]| {
            let groups: Vec<usize> = cases.iter().map(|case| group_of[*case]).collect();
            if let Some(least) = groups.iter().min() {
                for group in &mut group_of {
                    if groups.contains(group) {
                        *group = *least;
                    }
                }
            }
        };
        for candidate in &self.candidates {
            join(&candidate.cases);
        }
        let mut of_field: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for position in 0..self.cases.len() {
            if let Some(field) = self.bonus_field(position) {
                of_field.entry(field).or_default().push(position);
            }
        }
        for cases in of_field.values() {
            join(cases);
        }
        let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
        for (case, group) in group_of.iter().enumerate() {
            let group = groups.entry(*group).or_insert_with(|| Group {
                cases: Vec::new(),
                shared: Vec::new(),
            });
            group.cases.push(case);
        }
        for (position, candidate) in self.candidates.iter().enumerate() {
            if let [first, _, ..] = candidate.cases[..]
                && let Some(group) = groups.get_mut(&group_of[first])
            {
                group.shared.push(position);
            }
        }
        groups.into_values().collect()
    }

    /// The bonus field that a case belongs to.
    fn bonus_field(&self, position: usize) -> Option<usize> {
        let case = &self.cases[position];
        let set = self.setting.set;
        (case.node.side == Side::Bonus).then(|| set.field_of(case.index))
    }

    fn of_group(&self, group: &Group, bonus: &BTreeMap<usize, BonusField>, cut: Cut) -> Frontier {
        let mut shared = group.shared.clone();
        shared.sort_by_key(|candidate| std::cmp::Reverse(self.candidates[*candidate].cases.len()));
        let (shared, left) = shared.split_at(shared.len().min(SHARED));
        let given: &[usize] = match cut {
            Cut::Reachable => &[],
            Cut::Bound => left,
        };
        let mut points: Vec<Point> = Vec::new();
        let mut whole = left.is_empty();
        for chosen in self.every_choice(shared) {
            let there: Vec<usize> = chosen.documents.iter().chain(given).copied().collect();
            let best = self.with_shared(group, &there, bonus, cut);
            whole &= best.whole;
            points.extend(best.points.into_iter().map(|point| Point {
                effort: point.effort + chosen.effort,
                gain: point.gain,
                picks: chosen.picks.with(&point.picks),
            }));
        }
        Frontier::of(points, whole)
    }

    /// The best of a group, where of the documents that several leaves need these are attached.
    fn with_shared(
        &self,
        group: &Group,
        shared: &[usize],
        bonus: &BTreeMap<usize, BonusField>,
        cut: Cut,
    ) -> Frontier {
        let mut all = Frontier::nothing();
        let mut of_field: BTreeMap<usize, Frontier> = BTreeMap::new();
        for &position in &group.cases {
            let best = self.of_case(position, shared, cut);
            let sum = match self.bonus_field(position) {
                None => &mut all,
                Some(field) => of_field.entry(field).or_insert_with(Frontier::nothing),
            };
            *sum = sum.with(&best, cut);
        }
        for (field, sum) in of_field {
            let Some(BonusField { now, cap }) = bonus.get(&field) else {
                continue;
            };
            let counted = now.clone().min(cap.clone());
            let best = sum.gains(|gain| (now + &gain).min(cap.clone()) - counted.clone());
            all = all.with(&best, cut);
        }
        all
    }
}
