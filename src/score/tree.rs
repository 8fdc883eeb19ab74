//! Scores every leaf, rolls the tree up, and closes the book at every node.

use std::cell::RefCell;

use jiff::civil::Date;

use crate::criteria::model::{CriteriaSet, Leaf, Node, Policy, Side, Source};
use crate::evidence::appraisals::Appraisal;
use crate::evidence::facts::{Facts, LeafFacts};
use crate::evidence::register_figures::PREFIX;
use crate::points::{Exact, Points};
use crate::rules::award::Step;
use crate::score::assessment::{
    Assessment, Cases, Cause, Counts, LeafScore, Loss, Reason, Scored, Status,
};
use crate::score::book::{Own, Scorers};
use crate::score::closing::close;
use crate::score::leaf::{self, Documents, Outcome, Scorer};
use crate::score::official::{self, Basis};
use crate::score::total::total;
use crate::score::{book, documents};

pub use crate::score::closing::Unbalanced;

/// What scoring is told beyond facts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether files were looked at.
    pub files_checked: bool,
    /// The day it is taken to be; without one no deadline has passed.
    pub as_of: Option<Date>,
    /// The last day to supplement.
    pub supplement_by: Option<Date>,
    /// Leaves out of the result what explains it (the arithmetic, regains, where losses show),
    /// where only points are read.
    pub points_only: bool,
    /// On which points the result stands.
    pub basis: Basis,
}

/// Scores a unit.
///
/// # Errors
/// Where the book does not close; that is a bug.
pub fn assess(
    set: &CriteriaSet,
    facts: &Facts,
    options: Options,
) -> Result<Assessment, Unbalanced> {
    let mut nodes: Vec<Scored> = Vec::with_capacity(set.nodes.len());
    let mut losses = Vec::new();
    let nothing = LeafFacts::default();
    for (index, node) in set.nodes.iter().enumerate() {
        let scored = match &node.leaf {
            None => Scored {
                points: None,
                lost: Points::ZERO,
                pending: Points::ZERO,
                excluded: Points::ZERO,
                status: Status::NotApplicable,
                leaf: None,
            },
            Some(leaf) => {
                let said = facts.leaves.get(&index).unwrap_or(&nothing);
                let (scored, of_leaf) = score_leaf(set, index, node, leaf, said, facts, options);
                losses.extend(of_leaf);
                scored
            }
        };
        nodes.push(scored);
    }
    for loss in &mut losses {
        loss.recoverable = recoverable(set, loss, options);
    }
    for index in (0..nodes.len()).rev() {
        if set.nodes[index].leaf.is_none() {
            nodes[index] = roll_up(&set.nodes[index], &nodes);
        }
    }
    let total = total(set, &nodes, facts, &mut losses);
    close(set, &nodes, &losses, &total)?;
    let counts = count(set, &nodes);
    let uncovered = set.leaves().filter(|(index, ..)| {
        let said = facts.leaves.get(index).unwrap_or(&nothing);
        !options.basis.covers(said)
    });
    let without_official = uncovered.count();
    Ok(Assessment {
        nodes,
        losses,
        total,
        counts,
        basis: options.basis,
        options,
        without_official,
    })
}

fn score_leaf(
    set: &CriteriaSet,
    index: usize,
    node: &Node,
    leaf: &Leaf,
    said: &LeafFacts,
    facts: &Facts,
    options: Options,
) -> (Scored, Vec<Loss>) {
    let max = Exact::from(node.max);
    let judged = documents::judge(leaf, said, options.files_checked);
    let actual = Documents::actual(&judged);
    let of_leaf = leaf::Facts {
        leaf,
        max: &max,
        figures: &said.figures,
        common: &facts.common,
        declared: &set.figures,
    };
    let trace = RefCell::new(Vec::new());
    let own_trace = RefCell::new(Vec::new());
    let scorers = Scorers {
        now: Scorer::new(
            of_leaf,
            &actual,
            Some(&trace).filter(|_| !options.points_only),
        ),
        own: own(
            of_leaf,
            said,
            facts,
            &actual,
            Some(&own_trace).filter(|_| !options.points_only),
        ),
    };
    let scorer = &scorers.now;
    let outcome = scorer.outcome(&actual);
    let mut score = LeafScore {
        exact: Cases::all(&Exact::zero()),
        steps: trace.take(),
        own_steps: own_trace.take(),
        answered: answered(said) || counted(set, leaf, said, facts),
        not_applicable: None,
        claimed: said.claim.as_deref().map(|(points, _)| *points),
        appraised: said.by_hand().map(|(points, _)| points),
        is_appraised: said.is_appraised(),
        is_confirmed: said.is_confirmed(),
        published: said.published.as_deref().map(|(points, _)| *points),
        at_risk: Points::ZERO,
        with_documents: Points::ZERO,
        back_with_documents: false,
        documents: judged,
    };
    if let Some(reason) = taken_out(set, leaf, said, &outcome) {
        let full = matches!(reason, Reason::Declared(_)) && leaf.not_applicable == Policy::Full;
        if reason == Reason::NoSurvey
            && let Outcome::Points {
                points,
                waiting: false,
                ..
            } = &*scorer.outcome(&actual.all_in_order())
        {
            score.exact.with_documents = points.clone();
            score.with_documents = set.rounding.leaf(points);
            score.back_with_documents = true;
        }
        score.not_applicable = Some(reason);
        score.steps.clear();
        if full {
            score.exact = Cases::all(&max);
            score.with_documents = node.max;
        }
        let scored = Scored {
            points: full.then_some(node.max),
            lost: Points::ZERO,
            pending: Points::ZERO,
            excluded: if full || node.side != Side::Normal {
                Points::ZERO
            } else {
                node.max
            },
            status: if full {
                Status::Full
            } else {
                Status::NotApplicable
            },
            leaf: Some(score),
        };
        return (scored, Vec::new());
    }
    let book = book::of_leaf(
        set,
        index,
        &scorers,
        &score.documents,
        &actual,
        options.points_only,
    );
    score.exact = if leaf.documents.is_empty() {
        Cases {
            ceiling: scorer.ceiling(&actual),
            ..Cases::all(&scorer.points(&actual))
        }
    } else {
        Cases {
            now: scorer.points(&actual),
            ceiling: scorer.ceiling(&actual),
            with_documents: scorer.points(&actual.all_in_order()),
            without_risk: scorer.points(&actual.without_risk(&score.documents)),
        }
    };
    let rounded = |exact: &Exact| set.rounding.leaf(exact);
    score.at_risk = book.points - rounded(&score.exact.without_risk);
    score.with_documents = rounded(&score.exact.with_documents);
    if !options.points_only {
        score.steps.push(Step::Rounded(book.points));
    }
    let book = match options.basis.given(said) {
        None => book,
        // What a penalty took off is published with or without its sign.
        Some(official) => {
            let given = official.points.max(-official.points);
            // No finer than the set rounds.
            let given = set.rounding.leaf(&Exact::from(given));
            let official = official::Given {
                points: given,
                ..official
            };
            let book = official::stand_on(book, index, node.max, official);
            let of_documents = book.losses.iter().filter(|loss| loss.cause.is_document());
            let of_documents: Points = of_documents.map(|loss| loss.points).sum();
            score.exact = Cases {
                with_documents: Exact::from(given + of_documents),
                ..Cases::all(&Exact::from(given))
            };
            score.at_risk = Points::ZERO;
            score.with_documents = given + of_documents;
            book
        }
    };
    let lost: Points = book.losses.iter().map(|loss| loss.points).sum();
    let (points, lost, losses) = match node.side {
        Side::Normal => (book.points, lost, book.losses),
        Side::Bonus => (book.points, Points::ZERO, Vec::new()),
        Side::Penalty => (-book.points, Points::ZERO, Vec::new()),
    };
    let all = if node.side == Side::Penalty {
        Points::ZERO
    } else {
        node.max
    };
    let status = if !book.pending.is_zero() {
        Status::Pending
    } else if points == all {
        Status::Full
    } else {
        Status::Short
    };
    let scored = Scored {
        points: Some(points),
        lost,
        pending: book.pending,
        excluded: Points::ZERO,
        status,
        leaf: Some(score),
    };
    (scored, losses)
}

/// What scores the figures as the unit stated them, where an appraiser corrected one that the
/// leaf reads.
fn own<'a>(
    of_leaf: leaf::Facts<'a>,
    said: &'a LeafFacts,
    facts: &'a Facts,
    actual: &Documents,
    trace: Option<&RefCell<Vec<Step>>>,
) -> Option<Own<'a>> {
    let of_own = said.corrections().into_iter().map(|(id, by)| {
        let by: &Appraisal = by;
        (id, by, said.reason_of(by))
    });
    let of_set = facts.corrections().into_iter().map(|(id, by)| {
        let by: &Appraisal = by;
        (id, by, by.reason.as_deref())
    });
    let corrections: Vec<_> = of_own.chain(of_set).collect();
    if corrections.is_empty() {
        return None;
    }
    let own = leaf::Facts {
        figures: said.units_figures(),
        common: facts.units_common(),
        ..of_leaf
    };
    Some(Own {
        scorer: Scorer::new(own, actual, trace),
        corrections,
    })
}

/// Whether no table says anything of any leaf, and there are no metrics of the unit's dossiers:
/// nothing was submitted.
pub fn says_nothing(facts: &Facts) -> bool {
    let mut common = facts.common.iter();
    let counted = common.any(|(id, _)| id.starts_with(PREFIX));
    !counted && !facts.leaves.values().any(answered)
}

/// Whether any table says something of a leaf.
pub(super) fn answered(said: &LeafFacts) -> bool {
    !said.figures.is_empty()
        || said.explanation.is_some()
        || said.not_applicable.is_some()
        || said.claim.is_some()
        || !said.assumed.is_empty()
        || said.evidence.values().flatten().any(|row| row.declared)
}

/// Whether registers and surveys say all that the leaf asks for: nothing of it is the unit's to
/// hand in.
fn counted(set: &CriteriaSet, leaf: &Leaf, said: &LeafFacts, facts: &Facts) -> bool {
    let given = |id: &str| {
        let of_register = set.counted.iter().any(|figure| figure.id == id);
        (of_register || set.survey(id).is_some()) && facts.common.contains_key(id)
    };
    leaf.documents.is_empty()
        && leaf.rule.figures().into_iter().any(given)
        && leaf.rule.missing(&facts.stated(said)).is_empty()
}

/// Why a leaf is not scored by its rule.
fn taken_out(
    set: &CriteriaSet,
    leaf: &Leaf,
    said: &LeafFacts,
    outcome: &Outcome<'_>,
) -> Option<Reason> {
    if let Some((reason, _)) = said.standing_not_applicable() {
        return Some(Reason::Declared(reason.clone()));
    }
    let Outcome::Points { waiting, .. } = outcome else {
        return Some(Reason::ZeroDenominator);
    };
    let no_survey = set.survey_absent_excluded && leaf.source == Source::Survey && *waiting;
    no_survey.then_some(Reason::NoSurvey)
}

/// Whether a cause can still be mended on the day.
fn recoverable(set: &CriteriaSet, loss: &Loss, options: Options) -> bool {
    if matches!(
        loss.cause,
        Cause::AwardedLess | Cause::AppraisedLess | Cause::Rounding
    ) {
        return false;
    }
    let Some(as_of) = options.as_of else {
        return true;
    };
    let over = options
        .supplement_by
        .or(set.supplement_by)
        .is_some_and(|last| as_of > last);
    let measured = matches!(
        loss.cause,
        Cause::Shortfall | Cause::Deduction | Cause::Level | Cause::StatedLess | Cause::Corrected
    );
    !(over || measured && as_of > set.period.1)
}

/// An inner node from its children, which stand behind it.
fn roll_up(node: &Node, nodes: &[Scored]) -> Scored {
    let children = || node.children.iter().map(|child| &nodes[*child]);
    let sum = |part: fn(&Scored) -> Points| children().map(part).sum::<Points>();
    let applies = children().any(|child| child.points.is_some());
    let mut points = sum(|child| child.points.unwrap_or(Points::ZERO));
    if node.parent.is_none() {
        match node.side {
            Side::Normal => {}
            Side::Bonus => points = points.min(node.max),
            Side::Penalty => points = points.max(-node.max),
        }
    }
    let any = |status| children().any(|child| child.status == status);
    let status = if !applies {
        Status::NotApplicable
    } else if any(Status::Pending) {
        Status::Pending
    } else if any(Status::Short) {
        Status::Short
    } else {
        Status::Full
    };
    Scored {
        points: applies.then_some(points),
        lost: sum(|child| child.lost),
        pending: sum(|child| child.pending),
        excluded: sum(|child| child.excluded),
        status,
        leaf: None,
    }
}

fn count(set: &CriteriaSet, nodes: &[Scored]) -> Counts {
    let mut counts = Counts::default();
    for (index, node, _) in set.leaves() {
        if node.side != Side::Normal {
            continue;
        }
        let scored = &nodes[index];
        let leaf = scored.leaf.as_ref();
        counts.appraised += usize::from(leaf.is_some_and(|leaf| leaf.is_appraised));
        counts.confirmed += usize::from(leaf.is_some_and(|leaf| leaf.is_confirmed));
        counts.leaves += 1;
        match scored.status {
            Status::Full => counts.full += 1,
            Status::Short => {
                counts.short += 1;
                let answered = scored.leaf.as_ref().is_some_and(|leaf| leaf.answered);
                counts.unanswered += usize::from(!answered);
            }
            Status::Pending => counts.pending += 1,
            Status::NotApplicable => counts.not_applicable += 1,
        }
    }
    counts
}
