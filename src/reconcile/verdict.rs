//! The conclusion: which joint readings are left.

use std::collections::{BTreeMap, BTreeSet};

use crate::reconcile::Reconciliation;
use crate::reconcile::search::{Row, UnderRounding};

/// What the official points say of the readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// One joint reading reproduces them all, and nothing else is left.
    Unique,
    /// Some do, and they do not decide between these.
    Several,
    /// None does.
    None,
    /// None is known to, and not all could be tried.
    Undecided,
}

impl Verdict {
    /// Its name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unique => "unique",
            Self::Several => "several",
            Self::None => "none",
            Self::Undecided => "undecided",
        }
    }
}

/// Joint readings that are left, over all leaves that official points rest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Those that reproduce everything; at least so many, where there are too many to count.
    pub fitting: u128,
    /// Those that nothing refutes, and that could not be held against everything.
    pub open: u128,
}

/// A joint reading of leaves that official points tie together, and where it is left.
#[derive(Debug)]
pub struct Survivor<'a> {
    /// The positions of the leaves.
    pub leaves: &'a [usize],
    /// The reading of each of them, 0 being its rule.
    pub readings: &'a [usize],
    /// The positions of the roundings under which it reproduces everything.
    pub fitting: Vec<usize>,
    /// The positions of the roundings under which it could not be held against everything.
    pub open: Vec<usize>,
}

impl UnderRounding {
    /// The joint readings that are left under it.
    pub fn left(&self) -> Left {
        if self.is_refuted() {
            return Left::default();
        }
        let product = |of: fn(&Row) -> bool| {
            // Of too many joint readings none was looked at: they count as one.
            let parts = self.touched().filter(|part| !part.rows.is_empty());
            parts
                .map(|part| part.rows.iter().filter(|row| of(row)).count() as u128)
                .fold(1_u128, u128::saturating_mul)
        };
        let all = product(|row| row.missed.is_empty());
        let fitting = if self.unexamined.is_empty() {
            product(Row::fits)
        } else {
            0
        };
        Left {
            fitting,
            open: all - fitting,
        }
    }
}

impl<'a> Reconciliation<'a> {
    /// The joint readings that are left, a rounding with a reading of each leaf counting as one.
    pub fn left(&self) -> Left {
        let each = self.roundings.iter().map(UnderRounding::left);
        each.fold(Left::default(), |all, left| Left {
            fitting: all.fitting.saturating_add(left.fitting),
            open: all.open.saturating_add(left.open),
        })
    }

    /// The conclusion.
    pub fn verdict(&self) -> Verdict {
        let left = self.left();
        match (left.fitting, left.open) {
            (1, 0) if self.silent().is_empty() => Verdict::Unique,
            (1.., _) => Verdict::Several,
            (0, 0) => Verdict::None,
            (0, _) => Verdict::Undecided,
        }
    }

    /// The leaves that have readings and on which no official points rest.
    pub fn silent(&self) -> Vec<usize> {
        let parts = self.roundings.iter().take(1).flat_map(|under| &under.parts);
        let untouched = parts.filter(|part| !part.touched);
        let mut leaves: Vec<usize> = untouched.flat_map(|part| part.leaves.clone()).collect();
        leaves.sort_unstable();
        leaves
    }

    /// The joint readings that are left, part by part, what is in force first.
    pub fn survivors(&self) -> Vec<Survivor<'_>> {
        let mut survivors: BTreeMap<(&[usize], &[usize]), Survivor<'_>> = BTreeMap::new();
        for (position, under) in self.roundings.iter().enumerate() {
            if under.is_refuted() {
                continue;
            }
            for part in under.touched() {
                for row in part.rows.iter().filter(|row| row.missed.is_empty()) {
                    let survivor = survivors.entry((&part.leaves, &row.readings));
                    let survivor = survivor.or_insert_with(|| Survivor {
                        leaves: &part.leaves,
                        readings: &row.readings,
                        fitting: Vec::new(),
                        open: Vec::new(),
                    });
                    if row.fits() && under.unexamined.is_empty() {
                        survivor.fitting.push(position);
                    } else {
                        survivor.open.push(position);
                    }
                }
            }
        }
        survivors.into_values().collect()
    }

    /// The observations that are missed under every rounding, read as well as can be.
    pub fn never_reproduced(&self) -> Vec<usize> {
        let missed = |under: &UnderRounding| -> BTreeSet<usize> {
            let sets = under.parts.iter().map(|part| {
                let rows = part.rows.iter();
                let each = rows.map(|row| row.missed.iter().copied().collect::<BTreeSet<_>>());
                each.reduce(|all, of_row| &all & &of_row)
                    .unwrap_or_default()
            });
            sets.chain([under.missed.iter().copied().collect()])
                .flatten()
                .collect()
        };
        let all = self.roundings.iter().map(missed);
        let never = all.reduce(|all, under| &all & &under);
        never.unwrap_or_default().into_iter().collect()
    }

    /// The rounding that misses the fewest, the one in force before others.
    pub fn nearest(&self) -> Option<&UnderRounding> {
        self.roundings
            .iter()
            .min_by_key(|under| under.all_missed().len() + under.unexamined.len())
    }
}
