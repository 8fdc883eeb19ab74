//! What hangs on each attached file: schema `parindex/weakest/v1`.

use serde::Serialize;

use super::{Criteria, Tool, Unit, criteria_out, pretty, tool, unit_out};
use crate::plan::weakest::Weak;
use crate::points::Points;
use crate::report::view::View;

/// The schema.
pub const SCHEMA: &str = "parindex/weakest/v1";

#[derive(Serialize)]
struct WeakestOut<'a> {
    schema: &'static str,
    tool: Tool<'a>,
    as_of: Option<String>,
    unit: Option<Unit<'a>>,
    year: i16,
    criteria: Criteria<'a>,
    points: Points,
    evidence: Vec<WeakOut<'a>>,
    /// How many pieces could be lost, each alone, without losing points.
    idle: usize,
}

#[derive(Serialize)]
struct WeakOut<'a> {
    evidence: &'a str,
    loss: Points,
    leaves: Vec<LeafOut<'a>>,
}

#[derive(Serialize)]
struct LeafOut<'a> {
    criterion: &'a str,
    loss: Points,
}

/// Renders what hangs on each file.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(view: &View<'_>, weak: &[Weak], idle: usize) -> std::io::Result<String> {
    let set = view.set();
    let evidence = weak.iter().map(|one| WeakOut {
        evidence: &one.evidence,
        loss: one.loss,
        leaves: one
            .leaves
            .iter()
            .map(|(leaf, loss)| LeafOut {
                criterion: set.nodes[*leaf].code.as_str(),
                loss: *loss,
            })
            .collect(),
    });
    pretty(&WeakestOut {
        schema: SCHEMA,
        tool: tool(),
        as_of: view.as_of.map(|day| day.to_string()),
        unit: unit_out(&view.submission.unit.unit),
        year: view.submission.year,
        criteria: criteria_out(set),
        points: view.assessment.total.points,
        evidence: evidence.collect(),
        idle,
    })
}
