//! What follows: the joint readings that are left, and what would decide between them.

use serde::Serialize;

use super::{MissOut, RoundingOut, code, count, miss_out, rounding_out, unit_at};
use crate::points::Points;
use crate::reconcile::apart::Apart;
use crate::report::json::Unit;
use crate::report::reconcile::Reconciled;

#[derive(Serialize)]
pub(super) struct ConclusionOut<'a> {
    verdict: &'static str,
    /// A rounding with a reading of each leaf that official points rest on.
    fitting: u64,
    open: u64,
    left: Vec<LeftOut<'a>>,
    /// How many more are left than are listed.
    left_off: usize,
    /// Leaves with readings on which nothing published rests.
    silent: Vec<&'a str>,
    /// What is missed under every rounding, beside what the one in force gives.
    never_reproduced: Vec<MissOut<'a>>,
    apart: Vec<ApartOut<'a>>,
}

/// A joint reading of leaves that official points tie together.
#[derive(Serialize)]
struct LeftOut<'a> {
    readings: Vec<ChosenOut<'a>>,
    fitting: Vec<RoundingOut>,
    open: Vec<RoundingOut>,
}

#[derive(Serialize)]
struct ChosenOut<'a> {
    criterion: Option<&'a str>,
    reading: &'a str,
}

/// Official points that would tell the readings of a leaf apart.
#[derive(Serialize)]
struct ApartOut<'a> {
    criterion: Option<&'a str>,
    /// The unit whose facts are meant.
    unit: Option<Unit<'a>>,
    /// With this figure changed; `null`: as they are.
    changed: Option<ChangedOut<'a>>,
    gives: Vec<GivesOut<'a>>,
}

#[derive(Serialize)]
struct ChangedOut<'a> {
    figure: &'a str,
    value: Points,
}

#[derive(Serialize)]
struct GivesOut<'a> {
    reading: &'a str,
    points: Vec<Points>,
}

/// Joint readings that are listed.
const LISTED: usize = 1_000;

pub(super) fn conclusion<'a>(view: &Reconciled<'a>) -> ConclusionOut<'a> {
    let found = view.found;
    let (left, survivors) = (found.left(), found.survivors());
    let roundings = |positions: &[usize]| {
        let of = |at: &usize| rounding_out(found.roundings[*at].rounding);
        positions.iter().map(of).collect::<Vec<_>>()
    };
    ConclusionOut {
        verdict: found.verdict().id(),
        fitting: count(left.fitting),
        open: count(left.open),
        left_off: survivors.len().saturating_sub(LISTED),
        left: survivors
            .iter()
            .take(LISTED)
            .map(|survivor| LeftOut {
                readings: survivor
                    .leaves
                    .iter()
                    .zip(survivor.readings)
                    .map(|(leaf, reading)| ChosenOut {
                        criterion: code(view, Some(*leaf)),
                        reading: view.reading_id(*leaf, *reading),
                    })
                    .collect(),
                fitting: roundings(&survivor.fitting),
                open: roundings(&survivor.open),
            })
            .collect(),
        silent: found
            .silent()
            .into_iter()
            .filter_map(|leaf| code(view, Some(leaf)))
            .collect(),
        never_reproduced: found
            .never_reproduced()
            .into_iter()
            .map(|at| miss_out(view, 0, &found.case.observations[at]))
            .collect(),
        apart: found
            .apart
            .iter()
            .map(|apart| apart_out(view, apart))
            .collect(),
    }
}

fn apart_out<'a>(view: &Reconciled<'a>, apart: &'a Apart) -> ApartOut<'a> {
    ApartOut {
        criterion: code(view, Some(apart.leaf)),
        unit: unit_at(view, apart.unit),
        changed: apart.changed.as_ref().map(|(figure, value)| ChangedOut {
            figure,
            value: Points::new(*value),
        }),
        gives: apart
            .gives
            .iter()
            .map(|(reading, points)| GivesOut {
                reading: view.reading_id(apart.leaf, *reading),
                points: points.iter().copied().collect(),
            })
            .collect(),
    }
}
