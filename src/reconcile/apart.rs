//! Which further official figure would tell readings apart: the points of a leaf that were
//! not published, or those of a unit with one count more or less.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::criteria::figures::{Figure, Kind};
use crate::criteria::model::{CriteriaSet, Leaf};
use crate::evidence::facts::{Facts, FigureValues, Stated, Value};
use crate::points::{Points, Rounding};
use crate::reconcile::Reconciliation;
use crate::reconcile::worth::{Variants, Worth};
use crate::rules::Rule;
use crate::rules::interval::Bound;
use crate::score::tree::Unbalanced;

/// How far a count is changed.
const FARTHEST: i64 = 20;

/// How many units are tried.
const UNITS: usize = 5;

/// Points of a leaf that would tell its readings apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The leaf's position.
    pub leaf: usize,
    /// The unit's position.
    pub unit: usize,
    /// A figure of the leaf with another value than the unit's; `None`: the unit as it is.
    pub changed: Option<(String, Decimal)>,
    /// What each reading that is left would give, under the roundings it is left with.
    pub gives: BTreeMap<usize, BTreeSet<Points>>,
}

/// The readings of a leaf that are left, with their roundings.
type Remaining = BTreeMap<usize, BTreeSet<usize>>;

/// For each leaf with several readings left the nearest figure that tells them apart, if any
/// does.
pub(super) fn all(
    found: &Reconciliation<'_>,
    variants: &Variants,
) -> Result<Vec<Apart>, Unbalanced> {
    let mut remaining: BTreeMap<usize, Remaining> = BTreeMap::new();
    for survivor in found.survivors() {
        for (leaf, reading) in survivor.leaves.iter().zip(survivor.readings) {
            let readings = remaining.entry(*leaf).or_default();
            let roundings = readings.entry(*reading).or_default();
            roundings.extend(survivor.fitting.iter().chain(&survivor.open));
        }
    }
    let mut all = Vec::new();
    for (leaf, readings) in remaining {
        if readings.len() > 1 {
            all.extend(of_leaf(found, variants, leaf, &readings)?);
        }
    }
    Ok(all)
}

fn of_leaf(
    found: &Reconciliation<'_>,
    variants: &Variants,
    leaf: usize,
    remaining: &Remaining,
) -> Result<Option<Apart>, Unbalanced> {
    let case = &found.case;
    for unit in 0..case.units.len() {
        let published = case.units[unit].facts.leaves.get(&leaf);
        let published = published.is_some_and(|said| said.published.is_some());
        if !published && let Some(gives) = told(found, case.worths(unit, leaf), remaining) {
            let changed = None;
            return Ok(Some(Apart {
                leaf,
                unit,
                changed,
                gives,
            }));
        }
    }
    for unit in 0..case.units.len().min(UNITS) {
        for (id, value, facts) in nearby(case.set, leaf, case.units[unit].facts) {
            let worths = variants.worths(&facts)?;
            if let Some(gives) = told(found, &worths[leaf], remaining) {
                let changed = Some((id, value));
                return Ok(Some(Apart {
                    leaf,
                    unit,
                    changed,
                    gives,
                }));
            }
        }
    }
    Ok(None)
}

/// What the readings that are left would give, if no two of them could give the same.
fn told(
    found: &Reconciliation<'_>,
    worths: &[Worth],
    remaining: &Remaining,
) -> Option<BTreeMap<usize, BTreeSet<Points>>> {
    let mut gives: BTreeMap<usize, BTreeSet<Points>> = BTreeMap::new();
    for (reading, roundings) in remaining {
        let Some(Worth::Points { exact, .. }) = worths.get(*reading) else {
            return None;
        };
        let rounded = |rounding: Rounding| rounding.total(exact);
        let points = roundings
            .iter()
            .map(|at| rounded(found.roundings[*at].rounding));
        gives.insert(*reading, points.collect());
    }
    let different: BTreeSet<Points> = gives.values().flatten().copied().collect();
    let all: usize = gives.values().map(BTreeSet::len).sum();
    (different.len() == all).then_some(gives)
}

/// The facts of a unit with one figure of a leaf changed, the smallest changes first; other
/// leaves are left out.
fn nearby(
    set: &CriteriaSet,
    leaf: usize,
    facts: &Facts,
) -> impl Iterator<Item = (String, Decimal, Facts)> {
    let said = facts.leaves.get(&leaf).cloned().unwrap_or_default();
    let common = facts.common.clone();
    let definition = set.nodes[leaf].leaf.as_ref();
    let counts = definition.map_or_else(Vec::new, |own| counts(set, own, &said.figures));
    let steps = (1..=FARTHEST).flat_map(|step| [-step, step]);
    let changes = steps.flat_map(move |step| {
        let each = counts.clone().into_iter();
        each.map(move |(figure, one, stated)| (figure, one * Decimal::from(step), stated))
    });
    changes.filter_map(move |(figure, change, stated)| {
        let Value::Number(old) = stated.value else {
            return None;
        };
        let value = old.checked_add(change)?.normalize();
        let range = figure.range();
        let exact = Bound::At(value.into());
        if exact < range.low || exact > range.high {
            return None;
        }
        let mut said = said.clone();
        let changed = Stated {
            value: Value::Number(value),
            ..stated
        };
        said.figures.insert(figure.id.as_str().into(), changed);
        let facts = Facts {
            leaves: BTreeMap::from([(leaf, said)]),
            common: common.clone(),
            ..Facts::default()
        };
        Some((figure.id, value, facts))
    })
}

/// The figures of a leaf that can be changed by a step, with that step.
fn counts(set: &CriteriaSet, leaf: &Leaf, stated: &FigureValues) -> Vec<(Figure, Decimal, Stated)> {
    let read: BTreeSet<&str> = leaf.rules().flat_map(Rule::figures).collect();
    let figures = stated.iter().filter(|(id, _)| read.contains(id));
    let declared = figures.filter_map(|(id, stated)| Some((set.figure(leaf, id)?, stated)));
    declared
        .filter_map(|(figure, stated)| {
            let one = match figure.kind {
                Kind::Count | Kind::YesNo => Decimal::ONE,
                Kind::Percent => Decimal::new(1, 2),
                Kind::Number | Kind::Money | Kind::Date => return None,
            };
            Some((figure.clone(), one, stated.clone()))
        })
        .collect()
}
