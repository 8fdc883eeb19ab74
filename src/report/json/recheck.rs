//! The way from claim to published points: schema `parindex/recheck/v1`.

use serde::Serialize;

use super::{Criteria, PlaceOut, Tool, Unit, criteria_out, place_out, pretty, tool, unit_out};
use crate::points::Points;
use crate::recheck::{Change, Claim, Part, Stage, Step, What, Why};
use crate::report::recheck::Followed;

/// The schema.
pub const SCHEMA: &str = "parindex/recheck/v1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    tool: Tool<'a>,
    units: Vec<UnitOut<'a>>,
}

#[derive(Serialize)]
struct UnitOut<'a> {
    unit: Option<Unit<'a>>,
    year: i16,
    criteria: Criteria<'a>,
    stages: Vec<StageOut>,
    leaves: Vec<LeafOut<'a>>,
    unexplained: Points,
    over_claims: Vec<ClaimOut<'a>>,
    under_claims: Vec<ClaimOut<'a>>,
    /// What differs from an earlier version; absent where none was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<ChangeOut<'a>>>,
}

#[derive(Serialize)]
struct StageOut {
    stage: &'static str,
    round: Option<u16>,
    points: Points,
    /// Since the stage before; null for the first.
    change: Option<Points>,
    /// Of this, what rounding at the total and caps add.
    beyond_leaves: Option<Points>,
}

#[derive(Serialize)]
struct LeafOut<'a> {
    criterion: &'a str,
    steps: Vec<StepOut<'a>>,
}

#[derive(Serialize)]
struct StepOut<'a> {
    stage: &'static str,
    round: Option<u16>,
    from: Points,
    to: Points,
    change: Points,
    unexplained: Points,
    parts: Vec<PartOut<'a>>,
}

#[derive(Serialize)]
struct PartOut<'a> {
    change: Points,
    /// The cause of the loss that came or went, or `pending`, `not_applicable`, `beside`.
    cause: &'static str,
    detail: String,
    reason: Option<&'a str>,
    by: Option<&'a str>,
    explained: bool,
    place: Option<PlaceOut<'a>>,
}

#[derive(Serialize)]
struct ClaimOut<'a> {
    criterion: &'a str,
    claimed: Points,
    computed: Points,
    difference: Points,
}

#[derive(Serialize)]
struct ChangeOut<'a> {
    criterion: Option<&'a str>,
    what: &'static str,
    change: &'static str,
    detail: String,
    place: Option<PlaceOut<'a>>,
}

/// Renders the ways of units, with a line end.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(all: &[Followed<'_>]) -> std::io::Result<String> {
    pretty(&Document {
        schema: SCHEMA,
        tool: tool(),
        units: all.iter().map(unit).collect(),
    })
}

fn unit<'a>(of: &'a Followed<'a>) -> UnitOut<'a> {
    let set = &*of.submission.set;
    let recheck = of.recheck;
    let stages = recheck.stages.iter().enumerate().map(|(at, standing)| {
        let points = standing.assessment.total.points;
        let before = at.checked_sub(1).map(|before| &recheck.stages[before]);
        StageOut {
            stage: standing.stage.id(),
            round: standing.stage.round(),
            points,
            change: before.map(|before| points - before.assessment.total.points),
            beyond_leaves: before.map(|_| recheck.beyond_leaves(at - 1)),
        }
    });
    let leaves = recheck.leaves.iter().map(|leaf| LeafOut {
        criterion: set.nodes[leaf.leaf].code.as_str(),
        steps: leaf.steps.iter().map(|one| step(of, one)).collect(),
    });
    UnitOut {
        unit: unit_out(&of.submission.unit.unit),
        year: of.submission.year,
        criteria: criteria_out(set),
        stages: stages.collect(),
        leaves: leaves.collect(),
        unexplained: recheck.unexplained,
        over_claims: recheck.over.iter().map(|one| claim(of, one)).collect(),
        under_claims: recheck.under.iter().map(|one| claim(of, one)).collect(),
        changes: of
            .changes
            .map(|changes| changes.iter().map(|one| change(of, one)).collect()),
    }
}

fn step<'a>(of: &'a Followed<'a>, step: &'a Step) -> StepOut<'a> {
    let stage: Stage = of.recheck.stages[step.stages.1].stage;
    StepOut {
        stage: stage.id(),
        round: stage.round(),
        from: step.points.0,
        to: step.points.1,
        change: step.change(),
        unexplained: step.unexplained,
        parts: step.parts.iter().map(|one| part(of, step, one)).collect(),
    }
}

fn part<'a>(of: &'a Followed<'a>, step: &Step, part: &'a Part) -> PartOut<'a> {
    let cause = match part.why {
        Why::Loss(stage, index) => {
            let loss = of.recheck.stages[stage].assessment.losses.get(index);
            loss.map_or("", |loss| loss.cause.id())
        }
        Why::Pending => "pending",
        Why::NotApplicable => "not_applicable",
        Why::Beside => "beside",
    };
    PartOut {
        change: part.change,
        cause,
        detail: of.part(step, part),
        reason: part.reason.as_deref(),
        by: part.by.as_deref(),
        explained: part.is_explained,
        place: part.place.as_ref().map(place_out),
    }
}

fn claim<'a>(of: &'a Followed<'a>, claim: &Claim) -> ClaimOut<'a> {
    ClaimOut {
        criterion: of.submission.set.nodes[claim.leaf].code.as_str(),
        claimed: claim.claimed,
        computed: claim.computed,
        difference: claim.claimed - claim.computed,
    }
}

fn change<'a>(of: &'a Followed<'a>, change: &'a Change) -> ChangeOut<'a> {
    let what = match change.what {
        What::Figure(..) => "figure",
        What::Evidence(..) => "evidence",
        What::File(..) => "file",
        What::Explanation(..) => "explanation",
        What::NotApplicable(..) => "not_applicable",
        What::Claim(..) => "claim",
    };
    ChangeOut {
        criterion: change
            .leaf
            .map(|leaf| of.submission.set.nodes[leaf].code.as_str()),
        what,
        change: match change.what.is_there() {
            (false, _) => "added",
            (true, false) => "removed",
            (true, true) => "changed",
        },
        detail: of.change(change),
        place: change.place.as_ref().map(place_out),
    }
}
