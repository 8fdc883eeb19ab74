//! Which joint readings reproduce the official points, one rounding at a time.
//!
//! Groups of leaves are independent until a published sum stands above several of them. So the
//! points of leaves are compared first, group by group, then the sums over ever more groups,
//! which are joined as the sums ask for it; each time the joint readings are kept that miss
//! nothing, and those that come nearest to it:
//!
//! ```text
//!   1.1.3   rule ✓  ti_le ✗  noi_suy ✓  ─┐
//!                                        ├─ field 1, total: joined ─ rule·a ✓  noi_suy·a ✗
//!   1.5.1   a ✓     b ✗                 ─┘
//! ```
//!
//! So none that misses nothing is lost on the way.

use std::collections::{BTreeMap, BTreeSet};

use crate::points::Rounding;
use crate::reconcile::case::{Case, Found, Standing};
use crate::reconcile::choices::Group;

/// The most leaves' points that are added up for the sums of one set of groups. Beyond it they
/// are not examined, and that is said.
const MOST_ADDITIONS: usize = 20_000_000;

/// The most joint readings of one part.
const MOST_ROWS: usize = 100_000;

/// One joint reading of the leaves of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The reading of each leaf of the part, 0 being its rule.
    pub readings: Vec<usize>,
    /// The observations it does not reproduce.
    pub missed: Vec<usize>,
    /// The observations it cannot be held against: a figure that it reads is not stated.
    pub open: Vec<usize>,
}

impl Row {
    /// Whether it reproduces all that was compared with it.
    pub fn fits(&self) -> bool {
        self.missed.is_empty() && self.open.is_empty()
    }

    /// How much it is not known to reproduce.
    fn lacks(&self) -> usize {
        self.missed.len() + self.open.len()
    }
}

/// Leaves whose readings official points tie together, and the joint readings that are left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The positions of the leaves.
    pub leaves: Vec<usize>,
    /// Whether any official points rest on these leaves.
    pub touched: bool,
    /// The joint readings that miss nothing, and those that reproduce the most; what is in force
    /// first. Empty: there are too many to look at.
    pub rows: Vec<Row>,
}

impl Part {
    /// The joint reading that reproduces the most.
    pub fn best(&self) -> Option<&Row> {
        self.rows
            .iter()
            .min_by_key(|row| (row.lacks(), row.missed.len()))
    }

    /// Whether official points refute every joint reading of it.
    fn is_refuted(&self) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(|row| !row.missed.is_empty())
    }
}

/// What one rounding makes of the official points.
#[derive(Debug)]
pub struct UnderRounding {
    /// The rounding.
    pub rounding: Rounding,
    /// The observations that no reading changes and that it does not reproduce.
    pub missed: Vec<usize>,
    /// The leaves with readings.
    pub parts: Vec<Part>,
    /// The observations that were not examined: too many joint readings.
    pub unexamined: Vec<usize>,
}

impl UnderRounding {
    /// Whether official points refute it, however the leaves are read.
    pub fn is_refuted(&self) -> bool {
        !self.missed.is_empty() || self.parts.iter().any(Part::is_refuted)
    }

    /// The parts that official points rest on.
    pub fn touched(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.touched)
    }

    /// The observations that it does not reproduce, read as well as can be; in their order.
    pub fn all_missed(&self) -> Vec<usize> {
        self.with_best(&self.missed, |row| &row.missed)
    }

    /// The observations that the best reading cannot be held against.
    pub fn all_open(&self) -> Vec<usize> {
        self.with_best(&[], |row| &row.open)
    }

    fn with_best(&self, own: &[usize], of: fn(&Row) -> &Vec<usize>) -> Vec<usize> {
        let best = self.parts.iter().filter_map(Part::best);
        let all: BTreeSet<usize> = best.flat_map(of).chain(own).copied().collect();
        all.into_iter().collect()
    }

    /// How the best joint reading reads a leaf.
    pub fn best_reading(&self, leaf: usize) -> usize {
        let of_part = |part: &Part| {
            let slot = part.leaves.iter().position(|own| *own == leaf)?;
            part.best().map(|row| row.readings[slot])
        };
        self.parts.iter().find_map(of_part).unwrap_or(0)
    }
}

/// The observations by the groups they rest on, those of the fewest groups first.
pub(super) fn batches(case: &Case<'_>, groups: &[Group]) -> Vec<(Vec<usize>, Vec<usize>)> {
    let group_of: BTreeMap<usize, usize> = groups
        .iter()
        .enumerate()
        .flat_map(|(index, group)| group.leaves.iter().map(move |leaf| (*leaf, index)))
        .collect();
    let mut batches: BTreeMap<(usize, Vec<usize>), Vec<usize>> = BTreeMap::new();
    for (index, observation) in case.observations.iter().enumerate() {
        if observation.standing != Standing::Compared {
            continue;
        }
        let below = case.below(observation.node).iter();
        let scope: BTreeSet<usize> = below
            .filter_map(|leaf| group_of.get(leaf).copied())
            .collect();
        let key = (scope.len(), scope.into_iter().collect());
        batches.entry(key).or_default().push(index);
    }
    batches
        .into_iter()
        .map(|((_, scope), observations)| (scope, observations))
        .collect()
}

/// Searches under one rounding.
pub(super) fn under(
    case: &Case<'_>,
    groups: &[Group],
    batches: &[(Vec<usize>, Vec<usize>)],
    rounding: Rounding,
) -> UnderRounding {
    let mut parts: Vec<Part> = groups.iter().map(Part::of).collect();
    let (mut missed, mut unexamined) = (Vec::new(), Vec::new());
    for (scope, observations) in batches {
        let leaves: BTreeSet<usize> = scope
            .iter()
            .flat_map(|group| groups[*group].leaves.iter().copied())
            .collect();
        let rests = |part: &Part| part.leaves.iter().any(|leaf| leaves.contains(leaf));
        for part in parts.iter_mut().filter(|part| rests(part)) {
            part.touched = true;
        }
        if scope.is_empty() {
            let rule = |_: usize| 0;
            let check = |index: &&usize| judge(case, **index, rounding, &rule) == Judgement::Misses;
            missed.extend(observations.iter().filter(check));
            continue;
        }
        let joined = || parts.iter().filter(|part| rests(part));
        let rows = joined().try_fold(1_usize, |rows, part| rows.checked_mul(part.rows.len()));
        let below = |index: &usize| case.below(case.observations[*index].node).len();
        let additions = observations.iter().map(below).sum::<usize>();
        let few = rows
            .filter(|rows| (1..=MOST_ROWS).contains(rows))
            .and_then(|rows| rows.checked_mul(additions))
            .is_some_and(|work| work <= MOST_ADDITIONS);
        if !few {
            unexamined.extend(observations);
            continue;
        }
        let (joined, mut others): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(rests);
        let joined = joined.into_iter().reduce(Part::join);
        others.extend(joined.map(|part| part.keep_best(case, observations, rounding)));
        others.sort_by(|a, b| a.leaves.cmp(&b.leaves));
        parts = others;
    }
    UnderRounding {
        rounding,
        missed,
        parts,
        unexamined,
    }
}

impl Part {
    fn of(group: &Group) -> Self {
        let row = |readings: &Vec<usize>| Row {
            readings: readings.clone(),
            missed: Vec::new(),
            open: Vec::new(),
        };
        Self {
            leaves: group.leaves.clone(),
            touched: false,
            rows: group.choices.iter().flatten().map(row).collect(),
        }
    }

    /// Every row of one part beside every row of the other.
    fn join(self, other: Self) -> Self {
        let both = |one: &[usize], other: &[usize]| [one, other].concat();
        let rows = self.rows.iter().flat_map(|one| {
            other.rows.iter().map(move |two| Row {
                readings: both(&one.readings, &two.readings),
                missed: both(&one.missed, &two.missed),
                open: both(&one.open, &two.open),
            })
        });
        Self {
            rows: rows.collect(),
            leaves: both(&self.leaves, &other.leaves),
            touched: self.touched || other.touched,
        }
    }

    /// With these observations compared, and only the best rows kept.
    fn keep_best(mut self, case: &Case<'_>, observations: &[usize], rounding: Rounding) -> Self {
        let slots: BTreeMap<usize, usize> = self
            .leaves
            .iter()
            .enumerate()
            .map(|(slot, leaf)| (*leaf, slot))
            .collect();
        for row in &mut self.rows {
            for index in observations {
                let reading = |leaf: usize| slots.get(&leaf).map_or(0, |slot| row.readings[*slot]);
                match judge(case, *index, rounding, &reading) {
                    Judgement::Fits => {}
                    Judgement::Misses => row.missed.push(*index),
                    Judgement::Open => row.open.push(*index),
                }
            }
        }
        let least = self.rows.iter().map(Row::lacks).min();
        let best = |row: &Row| row.missed.is_empty() || Some(row.lacks()) == least;
        self.rows.retain(best);
        self
    }
}

/// What becomes of an observation.
#[derive(PartialEq, Eq)]
enum Judgement {
    Fits,
    Misses,
    Open,
}

fn judge(
    case: &Case<'_>,
    index: usize,
    rounding: Rounding,
    reading: &dyn Fn(usize) -> usize,
) -> Judgement {
    let observation = &case.observations[index];
    match case.found(observation.unit, observation.node, rounding, reading) {
        Found::Points(points) if points == observation.published => Judgement::Fits,
        Found::Points(_) | Found::NotApplicable => Judgement::Misses,
        Found::Open => Judgement::Open,
    }
}
