//! The order of units: by percent of what applies, then by what breaks ties, then shared.

use std::cmp::Reverse;

use crate::criteria::model::{CriteriaSet, Tie};
use crate::points::{Exact, Points};
use crate::ranking::summary::summary;
use crate::ranking::{Entry, Group, NodePoints, NotRanked, Ranked, Reason, distance};
use crate::score::assessment::Status;

/// What units are compared by: the first that differs decides, more comes first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    /// Percent of what applies, rounded or exact as the set says.
    pub(super) percent: Exact,
    /// Points of the sources and nodes that break ties, in turn.
    ties: Vec<Points>,
}

/// What ranking gives.
#[derive(Debug)]
pub(super) struct Order {
    /// Groups with their units, best first.
    pub(super) groups: Vec<Group>,
    /// Units that cannot be compared with the others.
    pub(super) not_ranked: Vec<NotRanked>,
}

/// Puts units in order. `groups` is the order of groups, where the set ranks them apart.
pub(super) fn rank(set: &CriteriaSet, entries: Vec<Entry>, groups: &[String]) -> Order {
    let mut of_groups: Vec<(Option<String>, Vec<Entry>)> = if set.ranking.by_group {
        let names = groups.iter().cloned().map(Some).chain([None]);
        names.map(|name| (name, Vec::new())).collect()
    } else {
        vec![(None, Vec::new())]
    };
    for entry in entries {
        let own = of_groups
            .iter()
            .position(|(name, _)| !set.ranking.by_group || *name == entry.group);
        let own = own.unwrap_or(of_groups.len() - 1);
        of_groups[own].1.push(entry);
    }
    let mut order = Order {
        groups: Vec::new(),
        not_ranked: Vec::new(),
    };
    for (name, entries) in of_groups {
        let (comparable, others) = comparable(set, entries);
        order.not_ranked.extend(others);
        if comparable.is_empty() {
            continue;
        }
        let all_wait_for = waiting(set, &comparable);
        let units = in_order(set, comparable);
        order.groups.push(Group {
            summary: summary(set, &units),
            name,
            all_wait_for,
            units,
        });
    }
    order
}

/// Sets those apart that cannot be compared: they wait for points that another has got, or
/// nothing applies to them.
fn comparable(set: &CriteriaSet, entries: Vec<Entry>) -> (Vec<Entry>, Vec<NotRanked>) {
    let given: Vec<bool> = (0..set.nodes.len())
        .map(|index| {
            let mut scored = entries.iter().map(|entry| &entry.nodes[index]);
            scored.any(|scored| scored.status != Status::Pending && scored.points.is_some())
        })
        .collect();
    let waits_alone = |(index, node): (usize, &NodePoints)| {
        let is_leaf = set.nodes[index].leaf.is_some();
        is_leaf && node.status == Status::Pending && given[index]
    };
    let (mut comparable, mut others) = (Vec::new(), Vec::new());
    for entry in entries {
        let reason = if entry.nodes.iter().enumerate().any(waits_alone) {
            Some(Reason::PendingDiffers)
        } else {
            let nothing = entry.total.percent.is_none();
            nothing.then_some(Reason::NothingApplies)
        };
        match reason {
            None => comparable.push(entry),
            Some(reason) => others.push(NotRanked {
                unit: entry.unit,
                listed: entry.listed,
                path: Some(entry.path),
                reason,
                diagnostics: entry.diagnostics,
            }),
        }
    }
    (comparable, others)
}

/// The leaves that these units wait for.
fn waiting(set: &CriteriaSet, entries: &[Entry]) -> Vec<usize> {
    let pending = |index: &usize| {
        let mut scored = entries.iter().map(|entry| &entry.nodes[*index]);
        scored.any(|scored| scored.status == Status::Pending)
    };
    set.leaves()
        .map(|(index, ..)| index)
        .filter(pending)
        .collect()
}

/// What a unit is compared by; a unit to which nothing applies stands at 0 and is not ranked.
fn standing(set: &CriteriaSet, entry: &Entry) -> Standing {
    let total = &entry.total;
    let percent = if set.ranking.exact {
        let share = total.exact.checked_div(&total.applicable_max.into());
        share.map(|share| &share * &Exact::from(100))
    } else {
        total.percent.map(Exact::from)
    };
    let ties = set.ranking.ties.iter().map(|tie| match tie {
        Tie::Source(source) => entry
            .sources
            .iter()
            .find(|of| of.source == *source)
            .map_or(Points::ZERO, |of| of.points),
        Tie::Node(index) => entry.nodes[*index].points.unwrap_or(Points::ZERO),
    });
    Standing {
        percent: percent.unwrap_or_else(Exact::zero),
        ties: ties.collect(),
    }
}

fn in_order(set: &CriteriaSet, entries: Vec<Entry>) -> Vec<Ranked> {
    let mut standings: Vec<(Standing, Entry)> = entries
        .into_iter()
        .map(|entry| (standing(set, &entry), entry))
        .collect();
    standings.sort_by_cached_key(|(standing, entry)| {
        let unit = &entry.unit;
        let name = (unit.code.clone(), unit.name.clone(), entry.path.clone());
        (Reverse(standing.clone()), name)
    });
    let places: Vec<Standing> = standings
        .iter()
        .map(|(standing, _)| standing.clone())
        .collect();
    let rank_of = |standing: &Standing| places.partition_point(|other| other > standing) + 1;
    let mut units = Vec::with_capacity(places.len());
    for (standing, entry) in standings {
        let rank = rank_of(&standing);
        let shared = places.partition_point(|other| other >= &standing) + 1 - rank;
        let above = rank.checked_sub(2).map(|index| &places[index]);
        units.push(Ranked {
            rank,
            tied: shared > 1,
            next_rank: above.map(|above| distance::to_rank(set, &entry, &standing, above)),
            next_class: distance::to_class(set, &entry),
            entry,
        });
    }
    units
}
