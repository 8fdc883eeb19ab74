//! A leaf's book: what lacks to the maximum, cause by cause, each share a difference of the
//! one function in [`leaf`](super::leaf) on changed facts.
//!
//! ```text
//!   max ── rule, documents taken as in order ── each `lose` in turn ── all void ones ── points
//!        └── figure or late ──┘              └──── one loss each ────┘└── one loss ──┘
//! ```

use crate::criteria::documents::Missing;
use crate::criteria::model::CriteriaSet;
use crate::diagnostic::Place;
use crate::evidence::appraisals::{Appraisal, Verdict};
use crate::points::{Exact, Points};
use crate::rules::award::{Cause as RuleCause, Reason};
use crate::score::assessment::{Cause, Judged, Loss, State};
use crate::score::leaf::{Documents, Facts, Held, Outcome, Scorer};

/// A leaf's losses with what they leave.
#[derive(Debug)]
pub struct Book {
    /// In the order of causes.
    pub losses: Vec<Loss>,
    /// Points that count now.
    pub points: Points,
    /// Points that may still come.
    pub pending: Points,
}

/// What scores a leaf.
#[derive(Debug)]
pub struct Scorers<'a> {
    /// On the facts as they stand.
    pub now: Scorer<'a>,
    /// On the figures as the unit stated them, where an appraiser corrected some.
    pub own: Option<Own<'a>>,
}

/// The unit's own figures, and what an appraiser made of them.
#[derive(Debug)]
pub struct Own<'a> {
    /// Scores them.
    pub scorer: Scorer<'a>,
    /// The corrections that stand, by figure, each with its reason.
    pub corrections: Vec<(&'a str, &'a Appraisal, Option<&'a str>)>,
}

/// Works out the book of a leaf that applies. What correcting figures costs is a cause of its
/// own. With `points_only` the losses have a cause and a share, and nothing that explains them.
pub fn of_leaf(
    set: &CriteriaSet,
    node: usize,
    scorers: &Scorers<'_>,
    judged: &[Judged],
    actual: &Documents,
    points_only: bool,
) -> Book {
    let round = |points: &Exact| set.rounding.leaf(points);
    let scorer = &scorers.now;
    let facts = &scorer.facts;
    let now = round(&scorer.points(actual));
    let mut losses = Vec::new();
    let mut left = round(facts.max);

    let mut documents = actual.all_in_order();
    if let Outcome::Points { ceiling, cause, .. } = &*scorer.outcome(&documents) {
        let after = round(ceiling);
        // What the unit's own figures cost comes first, what correcting them costs on top of it.
        let own = scorers.own.as_ref();
        let own = own.map(|own| (own, own.scorer.outcome(&documents)));
        let own = own.as_ref().and_then(|(own, outcome)| match &**outcome {
            Outcome::Points { ceiling, cause, .. } => Some((*own, round(ceiling), cause)),
            Outcome::NotApplicable => None,
        });
        let own = own.filter(|(_, own, _)| *own > after);
        let (after_rule, cause, stated) = match own {
            Some((own, points, cause)) => (points, cause, &own.scorer.facts),
            None => (after, cause, facts),
        };
        if let Some(cause) = cause.as_ref().filter(|_| points_only) {
            let loss = Loss::at(node, of_rule(cause.reason));
            push(&mut losses, loss, left - after_rule, Points::ZERO);
        } else if let Some(cause) = cause {
            let loss = by_rule(stated, judged, actual, cause, node);
            let mended = match &loss.documents[..] {
                [] => scorer.best(actual, &cause.figures),
                late => scorer.points(&actual.mended(late)),
            };
            push(&mut losses, loss, left - after_rule, round(&mended) - now);
        }
        if let Some((own, ..)) = own {
            let mended = round(&own.scorer.points(actual));
            let loss = by_correction(facts, own, node);
            push(&mut losses, loss, after_rule - after, mended - now);
        }
        left = after;
    }
    for group in turns(facts, actual) {
        documents = documents.with(&group, actual);
        let after = round(&scorer.ceiling(&documents));
        let mended = round(&scorer.points(&actual.mended(&group)));
        let loss = by_documents(facts, judged, group, node);
        push(&mut losses, loss, left - after, mended - now);
        left = after;
    }
    Book {
        losses,
        points: now,
        pending: round(&scorer.ceiling(actual)) - now,
    }
}

fn push(losses: &mut Vec<Loss>, mut loss: Loss, share: Points, regain: Points) {
    let names_faulty_document = loss.cause.is_document();
    if share.is_zero() && regain.is_zero() && !names_faulty_document {
        return;
    }
    loss.points = share;
    loss.regain = regain;
    losses.push(loss);
}

/// The turns in which documents that are not in order act: each `lose`, then all void ones
/// together, and with them explained ones whose date the rule reads.
fn turns(facts: &Facts<'_>, actual: &Documents) -> Vec<Vec<usize>> {
    let mut turns = Vec::new();
    if facts.leaf.documents.is_empty() {
        return turns;
    }
    let dated = facts.leaf.rule.dated_documents();
    let mut together = Vec::new();
    for (index, requirement) in facts.leaf.documents.iter().enumerate() {
        match (actual.held(index), &requirement.missing) {
            (Held::InOrder(_) | Held::Assumed, _) => {}
            (_, Missing::Lose(_)) => turns.push(vec![index]),
            (Held::Explained, _) if !dated.contains(requirement.id.as_str()) => {}
            _ => together.push(index),
        }
    }
    if !together.is_empty() {
        turns.push(together);
    }
    turns
}

fn of_rule(reason: Reason) -> Cause {
    match reason {
        Reason::FigureMissing => Cause::FigureMissing,
        Reason::Shortfall => Cause::Shortfall,
        Reason::Deduction => Cause::Deduction,
        Reason::Late | Reason::Document => Cause::Late,
        Reason::Level => Cause::Level,
        Reason::StatedLess => Cause::StatedLess,
        Reason::AwardedLess => Cause::AwardedLess,
    }
}

fn by_rule(
    facts: &Facts<'_>,
    judged: &[Judged],
    actual: &Documents,
    cause: &RuleCause<'_>,
    node: usize,
) -> Loss {
    let late = cause
        .document
        .filter(|_| cause.reason == Reason::Late)
        .and_then(|id| {
            let index = facts
                .leaf
                .documents
                .iter()
                .position(|requirement| requirement.id == id)?;
            matches!(actual.held(index), Held::InOrder(_)).then_some(index)
        });
    let place = match late {
        Some(index) => judged.get(index).and_then(place_of),
        None => cause
            .figures
            .iter()
            .find_map(|name| facts.figures.get(name).or_else(|| facts.common.get(name)))
            .map(|stated| stated.place.clone()),
    };
    Loss {
        documents: late.into_iter().collect(),
        figures: cause.figures.iter().map(|&name| name.to_owned()).collect(),
        place,
        ..Loss::at(node, of_rule(cause.reason))
    }
}

/// What an appraiser's figures cost beyond the unit's own.
fn by_correction(facts: &Facts<'_>, own: &Own<'_>, node: usize) -> Loss {
    let read = facts.leaf.rule.figures();
    let of_rule = own.corrections.iter().filter(|(id, ..)| read.contains(id));
    let first = of_rule.clone().next();
    let stated = first.and_then(|(_, said, _)| said.figure.as_ref());
    Loss {
        figures: of_rule.map(|(id, ..)| (*id).to_owned()).collect(),
        place: stated.map(|(_, stated)| stated.place.clone()),
        reason: first.and_then(|(.., reason)| reason.map(str::to_owned)),
        ..Loss::at(node, Cause::Corrected)
    }
}

fn by_documents(facts: &Facts<'_>, judged: &[Judged], documents: Vec<usize>, node: usize) -> Loss {
    let first = documents.first().and_then(|index| judged.get(*index));
    let state = first.map_or(State::NotDeclared, underlying);
    let cause = match state {
        State::FileMissing => Cause::FileMissing,
        State::FileUnusable => Cause::FileUnusable,
        State::WrongFormat => Cause::WrongFormat,
        State::WrongType => Cause::WrongType,
        State::OutOfDates => Cause::OutOfDates,
        State::Rejected => Cause::Rejected,
        State::NotDeclared | State::Explained | State::InOrder => Cause::DocumentMissing,
    };
    Loss {
        place: first.and_then(place_of),
        reason: first
            .filter(|_| cause == Cause::Rejected)
            .and_then(reason_of),
        documents: documents
            .into_iter()
            .filter(|index| *index < facts.leaf.documents.len())
            .collect(),
        ..Loss::at(node, cause)
    }
}

/// The state of a requirement with any explanation set aside.
pub fn underlying(judged: &Judged) -> State {
    judged
        .documents
        .iter()
        .map(|document| document.state)
        .max()
        .unwrap_or(State::NotDeclared)
}

/// Where a requirement's rows stand: the first that declares it, else the first prepared.
fn place_of(judged: &Judged) -> Option<Place> {
    let rows = || judged.documents.iter().flat_map(|document| &document.rows);
    rows()
        .find(|row| row.declared)
        .or_else(|| rows().next())
        .map(|row| row.place.clone())
}

/// Why a requirement's rows were refused.
fn reason_of(judged: &Judged) -> Option<String> {
    let mut rows = judged.documents.iter().flat_map(|document| &document.rows);
    let refused = rows.find_map(|row| {
        let said = row.verdict.as_ref()?;
        (said.verdict == Some(Verdict::Refused)).then_some(said)
    });
    refused?.reason.clone()
}
