//! A plan: schema `parindex/plan/v1`.

use rust_decimal::Decimal;
use serde::Serialize;

use super::figures::{FigureValue, figure_value};
use super::names::Cause;
use super::{Criteria, Tool, Unit, criteria_out, pretty, tool, unit_out};
use crate::plan::solve::{Act, Goal, Proof, Step};
use crate::points::{Exact, Points};
use crate::report::plan::Planned;

/// The schema of plans.
pub const SCHEMA: &str = "parindex/plan/v1";

#[derive(Serialize)]
struct PlanOut<'a> {
    schema: &'static str,
    tool: Tool<'a>,
    as_of: Option<String>,
    unit: Option<Unit<'a>>,
    year: i16,
    /// The year it is for.
    for_year: i16,
    criteria: Criteria<'a>,
    goal: GoalOut<'a>,
    by: Option<String>,
    /// Of the points that are pending, this percentage is taken as given.
    assume_pending: Option<Points>,
    now: Points,
    reached: bool,
    then: Points,
    percent: Option<Points>,
    class: Option<&'a str>,
    effort: Points,
    proof: ProofOut,
    groups: Vec<GroupOut<'a>>,
    /// Everything that could be done; of the steps of one figure one can be chosen.
    open: Vec<Vec<StepOut<'a>>>,
    frontier: FrontierOut,
    unreachable: Vec<LostOut<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum GoalOut<'a> {
    Points(Points),
    Percent(Points),
    Class(&'a str),
    Most,
}

#[derive(Serialize)]
struct ProofOut {
    /// Whether every combination was covered.
    optimal: bool,
    /// The goal takes at least so many days of work.
    at_least: Option<Points>,
}

#[derive(Serialize)]
struct GroupOut<'a> {
    steps: Vec<StepOut<'a>>,
    /// What they win at the total, all groups before them done.
    gain: Points,
}

#[derive(Serialize)]
struct StepOut<'a> {
    act: &'static str,
    criteria: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<serde_json::Value>,
    words: String,
    owner: Option<&'a str>,
    by: Option<String>,
    effort: Points,
    effort_stated: bool,
}

#[derive(Serialize)]
struct FrontierOut {
    exact: bool,
    points: Vec<ReachedOut>,
}

#[derive(Serialize)]
struct ReachedOut {
    effort: Points,
    points: Points,
}

#[derive(Serialize)]
struct LostOut<'a> {
    criterion: &'a str,
    points: Points,
    cause: Cause,
    why: &'static str,
}

/// Renders a plan.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(planned: &Planned<'_>) -> std::io::Result<String> {
    let (view, plan, setting) = (planned.view, planned.plan, planned.setting);
    let set = view.set();
    let goal = match plan.goal {
        Goal::Points(points) => GoalOut::Points(Points::new(points)),
        Goal::Percent(percent) => GoalOut::Percent(Points::new(percent)),
        Goal::Class(class) => GoalOut::Class(&set.classes[class].name),
        Goal::Most => GoalOut::Most,
    };
    let groups = plan.groups.iter().map(|group| {
        Ok(GroupOut {
            steps: steps(planned, &group.steps)?,
            gain: group.gain,
        })
    });
    let open = plan.open.iter().map(|choices| steps(planned, choices));
    let unreachable = plan.lost.iter().filter_map(|(position, why)| {
        let loss = &plan.best.losses[*position];
        Some(LostOut {
            criterion: set.nodes[loss.node?].code.as_str(),
            points: loss.points,
            cause: loss.cause.into(),
            why: why.id(),
        })
    });
    let frontier = plan.frontier.iter().map(|(effort, points)| ReachedOut {
        effort: Points::new(*effort),
        points: *points,
    });
    let known = view.assessment.total.pending.is_zero() || setting.assume_pending.is_some();
    let class = plan.class.filter(|_| known);
    pretty(&PlanOut {
        schema: SCHEMA,
        tool: tool(),
        as_of: setting.time.today.map(|day| day.to_string()),
        unit: unit_out(&view.submission.unit.unit),
        year: view.submission.year,
        for_year: setting
            .time
            .next
            .map_or(view.submission.year, |set| set.year),
        criteria: criteria_out(set),
        goal,
        by: setting.time.by.map(|day| day.to_string()),
        assume_pending: setting
            .assume_pending
            .map(|share| set.rounding.total(&(share * &Exact::from(100)))),
        now: plan.now,
        reached: plan.reached,
        then: plan.then,
        percent: plan.percent,
        class: class.map(|class| set.classes[class].name.as_str()),
        effort: Points::new(plan.effort),
        proof: match plan.proof {
            Proof::Optimal => ProofOut {
                optimal: true,
                at_least: None,
            },
            Proof::AtLeast(days) => ProofOut {
                optimal: false,
                at_least: Some(Points::new(days)),
            },
        },
        groups: groups.collect::<serde_json::Result<_>>()?,
        open: open.collect::<serde_json::Result<_>>()?,
        frontier: FrontierOut {
            exact: plan.exact,
            points: frontier.collect(),
        },
        unreachable: unreachable.collect(),
    })
}

fn steps<'a>(planned: &Planned<'a>, steps: &[Step]) -> serde_json::Result<Vec<StepOut<'a>>> {
    steps.iter().map(|step| step_out(planned, step)).collect()
}

fn step_out<'a>(planned: &Planned<'a>, step: &Step) -> serde_json::Result<StepOut<'a>> {
    let set = planned.view.set();
    let shown = |value: FigureValue<'_>| serde_json::to_value(value);
    let (act, document, figure, from, to) = match &step.act {
        Act::Attach { document, .. } => ("attach", Some(document.clone()), None, None, None),
        Act::Raise {
            figure, from, to, ..
        } => (
            "raise",
            None,
            Some(figure.clone()),
            Some(shown(figure_value(from))?),
            Some(shown(figure_value(to))?),
        ),
    };
    let codes = step.leaves().iter();
    Ok(StepOut {
        act,
        criteria: codes.map(|leaf| set.nodes[*leaf].code.as_str()).collect(),
        document,
        figure,
        from,
        to,
        words: planned.act(step),
        owner: planned.role(step),
        by: step.by.map(|day| day.to_string()),
        effort: Points::new(Decimal::normalize(&step.effort.days)),
        effort_stated: step.effort.stated,
    })
}
