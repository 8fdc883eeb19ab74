//! Reconciliation JSON, schema `parindex/reconcile/v1`: a frozen shape of its own.

mod conclusion;
mod readings;

use serde::Serialize;

use super::diagnostics::diagnostics_out;
use super::{
    Criteria, DiagnosticOut, FileOut, PlaceOut, Tool, Unit, criteria_out, file_out, place_out,
    pretty, tool, unit_out,
};
use crate::points::{Points, Rounding};
use crate::reconcile::case::{Found, Observation, Standing};
use crate::reconcile::worth::Gap;
use crate::report::reconcile::{Outcome, Reconciled};
use conclusion::{ConclusionOut, conclusion};
use readings::{LeafOut, leaves};

/// The schema of a reconciliation.
pub const SCHEMA: &str = "parindex/reconcile/v1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    tool: Tool<'static>,
    /// No day plays a part.
    as_of: Option<String>,
    year: i16,
    criteria: Criteria<'a>,
    compared: usize,
    observations: Vec<ObservationOut<'a>>,
    leaves: Vec<LeafOut<'a>>,
    roundings: Vec<UnderOut<'a>>,
    conclusion: ConclusionOut<'a>,
    diagnostics: Vec<DiagnosticOut<'a>>,
    inputs: Vec<FileOut<'a>>,
}

#[derive(Serialize)]
struct ObservationOut<'a> {
    unit: Option<Unit<'a>>,
    /// `null` is the total.
    criterion: Option<&'a str>,
    published: Points,
    compared: bool,
    /// Why not, leaf by leaf.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    open: Vec<OpenOut<'a>>,
    place: PlaceOut<'a>,
}

#[derive(Serialize)]
struct OpenOut<'a> {
    criterion: &'a str,
    #[serde(flatten)]
    gap: GapOut<'a>,
}

#[derive(Serialize)]
struct GapOut<'a> {
    reason: &'static str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    figures: &'a [String],
}

#[derive(Serialize)]
struct RoundingOut {
    digits: u32,
    mode: &'static str,
    at: &'static str,
}

#[derive(Serialize)]
struct UnderOut<'a> {
    #[serde(flatten)]
    rounding: RoundingOut,
    in_force: bool,
    reproduced: usize,
    missed: Vec<MissOut<'a>>,
    not_tested: usize,
    not_examined: usize,
    /// Joint readings of the leaves that fit under it.
    fitting: u64,
    /// Joint readings that are not refuted and could not all be tested.
    open: u64,
}

/// An observation, and what stands there with the readings that fit best.
#[derive(Serialize)]
struct MissOut<'a> {
    unit: Option<Unit<'a>>,
    criterion: Option<&'a str>,
    published: Points,
    /// `null` where nothing there applies.
    points: Option<Points>,
    difference: Option<Points>,
}

/// Renders a reconciliation, with a line end.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(view: &Reconciled<'_>) -> std::io::Result<String> {
    let submission = view.submission;
    let case = &view.found.case;
    let document = Document {
        schema: SCHEMA,
        tool: tool(),
        as_of: None,
        year: submission.year,
        criteria: criteria_out(view.set()),
        compared: view.found.compared(),
        observations: case
            .observations
            .iter()
            .map(|observation| observation_out(view, observation))
            .collect(),
        leaves: leaves(view),
        roundings: (0..view.found.roundings.len())
            .map(|index| under_out(view, index))
            .collect(),
        conclusion: conclusion(view),
        diagnostics: diagnostics_out(view.diagnostics, view.lang),
        inputs: submission
            .inputs
            .iter()
            .map(|file| file_out(file))
            .collect(),
    };
    pretty(&document)
}

fn observation_out<'a>(view: &Reconciled<'a>, observation: &'a Observation) -> ObservationOut<'a> {
    let open = match &observation.standing {
        Standing::Open(gaps) => gaps.as_slice(),
        Standing::Compared | Standing::NotApplicable => &[],
    };
    ObservationOut {
        unit: unit_at(view, observation.unit),
        criterion: code(view, observation.node),
        published: observation.published,
        compared: observation.standing == Standing::Compared,
        open: open
            .iter()
            .map(|(leaf, gap)| OpenOut {
                criterion: view.set().nodes[*leaf].code.as_str(),
                gap: gap_out(gap),
            })
            .collect(),
        place: place_out(&observation.place),
    }
}

fn under_out<'a>(view: &Reconciled<'a>, index: usize) -> UnderOut<'a> {
    let found = view.found;
    let under = &found.roundings[index];
    let (missed, open, left) = (under.all_missed(), under.all_open(), under.left());
    let unexamined = under.unexamined.len();
    UnderOut {
        rounding: rounding_out(under.rounding),
        in_force: index == 0,
        reproduced: found.compared() - missed.len() - open.len() - unexamined,
        missed: missed
            .iter()
            .map(|at| miss_out(view, index, &found.case.observations[*at]))
            .collect(),
        not_tested: open.len(),
        not_examined: unexamined,
        fitting: count(left.fitting),
        open: count(left.open),
    }
}

fn miss_out<'a>(view: &Reconciled<'a>, under: usize, observation: &'a Observation) -> MissOut<'a> {
    let best = view.best(under, observation);
    MissOut {
        unit: unit_at(view, observation.unit),
        criterion: code(view, observation.node),
        published: observation.published,
        points: points(&best),
        difference: best.difference,
    }
}

fn points(outcome: &Outcome) -> Option<Points> {
    match outcome.found {
        Found::Points(points) => Some(points),
        Found::NotApplicable | Found::Open => None,
    }
}

fn unit_at<'a>(view: &Reconciled<'a>, index: usize) -> Option<Unit<'a>> {
    unit_out(view.found.case.units[index].unit)
}

fn code<'a>(view: &Reconciled<'a>, node: Option<usize>) -> Option<&'a str> {
    node.map(|node| view.set().nodes[node].code.as_str())
}

fn gap_out(gap: &Gap) -> GapOut<'_> {
    let (reason, figures): (_, &[String]) = match gap {
        Gap::Unanswered => ("unanswered", &[]),
        Gap::Pending => ("pending", &[]),
        Gap::NotStated(figures) => ("figure_missing", figures),
    };
    GapOut { reason, figures }
}

fn rounding_out(rounding: Rounding) -> RoundingOut {
    RoundingOut {
        digits: rounding.digits,
        mode: rounding.mode.id(),
        at: rounding.at.id(),
    }
}

/// A count as scripts read it; the greatest stands for all beyond it.
fn count(count: u128) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
