//! A step of a leaf, taken apart: what one book loses for a cause and the next does not.

use crate::criteria::model::{CriteriaSet, Side};
use crate::diagnostic::Place;
use crate::evidence::appraisals::{Appraisal, Verdict};
use crate::evidence::facts::{Evidence, LeafFacts};
use crate::points::Points;
use crate::recheck::{Stage, Standing, Step, points};
use crate::score::assessment::{Cause, Loss};

/// A part of a step.
#[derive(Debug)]
pub struct Part {
    /// What it changes.
    pub change: Points,
    /// What it is.
    pub why: Why,
    /// The reason that was given.
    pub reason: Option<String>,
    /// Who gave it.
    pub by: Option<String>,
    /// Where.
    pub place: Option<Place>,
    /// Whether a fact, a verdict or a reason explains it.
    pub is_explained: bool,
}

/// What a part of a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Points lost for a cause, more or fewer than before: the loss by its stage and its position
    /// in the losses there, on the side where it costs more.
    Loss(usize, usize),
    /// Points that are still to be given.
    Pending,
    /// What does not apply.
    NotApplicable,
    /// Points of bonus and penalty, which have no losses.
    Beside,
}

/// The step of a leaf between two stages that follow each other; `None` where nothing changes.
pub(super) fn step(
    set: &CriteriaSet,
    leaf: usize,
    at: usize,
    before: &Standing,
    after: &Standing,
) -> Option<Step> {
    let (from, to) = (points(before, leaf), points(after, leaf));
    let mut changes: Vec<(Points, Why)> = losses(leaf, at, before, after);
    let of = |standing: &Standing| {
        let scored = &standing.assessment.nodes[leaf];
        (scored.pending, scored.excluded)
    };
    let ((pending, excluded), (pending_after, excluded_after)) = (of(before), of(after));
    changes.push((pending - pending_after, Why::Pending));
    changes.push((excluded - excluded_after, Why::NotApplicable));
    if set.nodes[leaf].side != Side::Normal {
        changes = vec![(to - from, Why::Beside)];
    }
    changes.retain(|(change, _)| !change.is_zero());
    if changes.is_empty() {
        return None;
    }
    let nothing = LeafFacts::default();
    let said = after.facts.leaves.get(&leaf).unwrap_or(&nothing);
    let speaker = speaker(after.stage, said);
    let part = |(change, why): (Points, Why)| Part {
        change,
        why,
        reason: speaker.reason.clone(),
        by: speaker.by.clone(),
        place: speaker.place.clone(),
        is_explained: speaker.explains,
    };
    let parts: Vec<Part> = changes.into_iter().map(part).collect();
    let explained = parts.iter().filter(|part| part.is_explained);
    let explained: Points = explained.map(|part| part.change).sum();
    Some(Step {
        stages: (at, at + 1),
        points: (from, to),
        parts,
        unexplained: to - from - explained,
    })
}

/// Whose doing a step is.
#[derive(Default)]
struct Speaker {
    reason: Option<String>,
    by: Option<String>,
    place: Option<Place>,
    explains: bool,
}

/// Facts explain themselves; an appraiser does by a verdict or a reason, what is published by a
/// reason of its own or that of the appraisal it takes over.
fn speaker(stage: Stage, said: &LeafFacts) -> Speaker {
    let of = |by: &Appraisal, explains: bool| Speaker {
        reason: said.reason_of(by).map(str::to_owned),
        by: by.appraiser.clone(),
        place: Some(by.place.clone()),
        explains,
    };
    match stage {
        Stage::Claimed | Stage::Computed => Speaker {
            explains: true,
            ..Speaker::default()
        },
        Stage::Supplement(round) => {
            let rows = said.evidence.values().flatten();
            let rows = rows.filter(|row| row.round == round && row.declared);
            let named = |row: &Evidence| row.number.clone().or_else(|| row.title.clone());
            let names: Vec<String> = rows.clone().filter_map(named).collect();
            Speaker {
                reason: (!names.is_empty()).then(|| names.join(", ")),
                by: None,
                place: rows.map(|row| row.place.clone()).min(),
                explains: true,
            }
        }
        Stage::Appraised(round) => {
            let of_round = || said.appraisals.iter().filter(|by| by.round == round);
            let by_hand = of_round().find(|by| by.points.is_some());
            let looked = by_hand.or_else(|| of_round().find(|by| by.has_looked()));
            // A figure of the set as a whole is corrected elsewhere.
            let Some(by) = looked else {
                return Speaker {
                    explains: true,
                    ..Speaker::default()
                };
            };
            let accepts = by.verdict == Some(Verdict::Accepted);
            let explains = accepts || said.reason_of(by).is_some();
            of(by, explains)
        }
        Stage::Published => {
            let taken_over = || {
                let (points, _) = said.published.as_deref()?;
                let (given, by) = said.by_hand()?;
                (given == *points).then_some(by)
            };
            let place = said.published.as_deref().map(|(_, place)| place.clone());
            match (&said.published_reason, taken_over()) {
                (Some(reason), _) => Speaker {
                    reason: Some(reason.to_string()),
                    by: None,
                    place,
                    explains: true,
                },
                (None, Some(by)) => of(by, said.reason_of(by).is_some()),
                (None, None) => Speaker {
                    place,
                    ..Speaker::default()
                },
            }
        }
    }
}

/// What losses cost less after than before, cause by cause.
fn losses(leaf: usize, at: usize, before: &Standing, after: &Standing) -> Vec<(Points, Why)> {
    let of = |standing: &'_ Standing| -> Vec<usize> {
        let losses = standing.assessment.losses.iter().enumerate();
        let own = losses.filter(|(_, loss)| loss.node == Some(leaf));
        own.map(|(index, _)| index).collect()
    };
    let (mut left, right) = (of(before), of(after));
    let (was, is) = (&before.assessment.losses, &after.assessment.losses);
    let mut changes = Vec::new();
    for index in right {
        let loss = &is[index];
        let same = left.iter().position(|other| same(&was[*other], loss));
        let earlier = same.map(|position| left.remove(position));
        let cost = earlier.map_or(Points::ZERO, |earlier| was[earlier].points);
        let why = match earlier {
            Some(earlier) if cost > loss.points => Why::Loss(at, earlier),
            _ => Why::Loss(at + 1, index),
        };
        changes.push((cost - loss.points, why));
    }
    changes.extend(
        left.into_iter()
            .map(|index| (was[index].points, Why::Loss(at, index))),
    );
    changes
}

/// Whether two losses are one cause's: a document that is missing in one book and rejected in
/// the next are two, given less by hand is one.
fn same(one: &Loss, other: &Loss) -> bool {
    one.cause == other.cause
        && (one.cause == Cause::AppraisedLess
            || one.documents == other.documents && one.figures == other.figures)
}
