//! What `check` found, schema `parindex/check/v1`.

use serde::Serialize;

use super::diagnostics::{DiagnosticOut, diagnostics_out};
use super::{Tool, Unit, pretty, tool, unit_out};
use crate::points::Points;
use crate::report::check::{Checked, CheckedSet, Received};
use crate::text::lang::Lang;

/// The schema of what `check` prints.
pub const SCHEMA: &str = "parindex/check/v1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    tool: Tool<'static>,
    sets: Vec<SetOut<'a>>,
    submissions: Vec<SubmissionOut<'a>>,
    diagnostics: Vec<DiagnosticOut<'a>>,
}

#[derive(Serialize)]
struct SetOut<'a> {
    path: &'a str,
    id: Option<&'a str>,
    year: Option<i16>,
    total: Option<Points>,
    leaves: usize,
    without_formula: usize,
    proved: bool,
    sha256: Option<&'a str>,
    diagnostics: Vec<DiagnosticOut<'a>>,
}

#[derive(Serialize)]
struct SubmissionOut<'a> {
    unit: Option<Unit<'a>>,
    path: Option<&'a str>,
    criteria: Option<&'a str>,
    year: Option<i16>,
    status: &'static str,
    files: Option<FilesOut>,
    leaves: Option<usize>,
    unanswered: Option<usize>,
    claimed: Option<Points>,
    diagnostics: Vec<DiagnosticOut<'a>>,
}

#[derive(Serialize)]
struct FilesOut {
    declared: usize,
    found: Option<usize>,
    unreadable: Option<usize>,
}

/// Renders what was found, with a line end.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(checked: &Checked, lang: Lang) -> std::io::Result<String> {
    let document = Document {
        schema: SCHEMA,
        tool: tool(),
        sets: checked.sets.iter().map(|set| set_out(set, lang)).collect(),
        submissions: checked
            .submissions
            .iter()
            .map(|received| submission_out(received, lang))
            .collect(),
        diagnostics: diagnostics_out(&checked.diagnostics, lang),
    };
    pretty(&document)
}

fn set_out(checked: &CheckedSet, lang: Lang) -> SetOut<'_> {
    let set = checked.set.as_ref();
    let (without_formula, leaves) = checked.without_formula();
    SetOut {
        path: &checked.name,
        id: set.map(|set| set.id.as_str()),
        year: set.map(|set| set.year),
        total: set.map(|set| set.total),
        leaves,
        without_formula,
        proved: checked.is_proved(),
        sha256: set.map(|set| set.sha256.as_str()),
        diagnostics: diagnostics_out(&checked.diagnostics, lang),
    }
}

fn submission_out(received: &Received, lang: Lang) -> SubmissionOut<'_> {
    let done = received.completeness.as_ref();
    SubmissionOut {
        unit: unit_out(&received.unit),
        path: received.path.as_deref(),
        criteria: received.criteria.as_deref(),
        year: received.year,
        status: received.status(),
        files: done.map(|done| FilesOut {
            declared: done.declared,
            found: done.found,
            unreadable: done.unreadable,
        }),
        leaves: done.map(|done| done.leaves),
        unanswered: done.map(|done| done.unanswered),
        claimed: done.and_then(|done| done.claimed),
        diagnostics: diagnostics_out(&received.diagnostics, lang),
    }
}
