//! Result JSON, schema `parindex/result/v1`: a frozen shape of its own.

mod diagnostics;
mod documents;
mod figures;
mod nodes;
pub mod reconcile;

use serde::Serialize;

use crate::criteria::model::CriteriaSet;
use crate::diagnostic::{Place, SourceFile};
use crate::evidence::cells;
use crate::points::{Exact, Points};
use crate::report::details;
use crate::report::view::View;
use crate::score::assessment::Loss;
use diagnostics::{DiagnosticOut, diagnostic_out};
use documents::{DocumentOut, documents};
use figures::{FigureOut, figures};
use nodes::{NodeOut, nodes};

/// The schema of a result.
pub const SCHEMA: &str = "parindex/result/v1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    tool: Tool,
    as_of: Option<String>,
    unit: Option<Unit<'a>>,
    year: i16,
    criteria: Criteria<'a>,
    total: Total<'a>,
    counts: Counts,
    nodes: Vec<NodeOut<'a>>,
    losses: Vec<LossOut<'a>>,
    documents: Vec<DocumentOut<'a>>,
    figures: Vec<FigureOut<'a>>,
    diagnostics: Vec<DiagnosticOut<'a>>,
    inputs: Vec<FileOut<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Unit<'a> {
    code: Option<&'a str>,
    name: Option<&'a str>,
}

#[derive(Serialize)]
struct Criteria<'a> {
    id: &'a str,
    name: &'a str,
    provenance: &'static str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Total<'a> {
    basis: &'static str,
    max: Points,
    excluded: Points,
    applicable_max: Points,
    points: Points,
    lost: Points,
    pending: Points,
    at_risk: Points,
    bonus: Points,
    with_documents: Points,
    percent: Option<Points>,
    class: Option<&'a str>,
    class_range: Option<ClassRange<'a>>,
    by_source: Vec<SourceOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assume_pending: Option<Assumed>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    closed_gates: Vec<&'a str>,
}

#[derive(Serialize)]
struct ClassRange<'a> {
    from: Option<&'a str>,
    to: Option<&'a str>,
}

#[derive(Serialize)]
struct Assumed {
    percent: Points,
    points: Points,
}

#[derive(Serialize)]
struct SourceOut {
    source: &'static str,
    max: Points,
    points: Points,
    pending: Points,
}

#[derive(Serialize)]
struct Counts {
    leaves: usize,
    full: usize,
    short: usize,
    unanswered: usize,
    pending: usize,
    not_applicable: usize,
}

#[derive(Serialize)]
struct LossOut<'a> {
    criterion: Option<&'a str>,
    points: Points,
    regain: Points,
    cause: &'static str,
    recoverable: bool,
    documents: Vec<&'a str>,
    figures: &'a [String],
    detail: String,
    owner: Option<&'a str>,
    place: Option<PlaceOut<'a>>,
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
}

#[derive(Serialize)]
struct FileOut<'a> {
    path: &'a str,
    sha256: &'a str,
    bytes: u64,
}

/// Renders the result, with a line end.
///
/// # Errors
/// Where an attachment that was listed can no longer be read.
pub fn render(view: &View<'_>) -> std::io::Result<String> {
    let submission = view.submission;
    let set = view.set();
    let assessment = view.assessment;
    let document = Document {
        schema: SCHEMA,
        tool: TOOL,
        as_of: view.as_of.map(|date| date.to_string()),
        unit: unit(&submission.unit.unit),
        year: submission.year,
        criteria: criteria(set),
        total: total(view),
        counts: Counts {
            leaves: assessment.counts.leaves,
            full: assessment.counts.full,
            short: assessment.counts.short,
            unanswered: assessment.counts.unanswered,
            pending: assessment.counts.pending,
            not_applicable: assessment.counts.not_applicable,
        },
        nodes: nodes(view),
        losses: assessment
            .losses
            .iter()
            .map(|loss| loss_out(view, loss))
            .collect(),
        documents: documents(view)?,
        figures: figures(view),
        diagnostics: view
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic_out(diagnostic, view.lang))
            .collect(),
        inputs: submission
            .inputs
            .iter()
            .map(|file| file_out(file))
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}

/// The program, as every document names it.
const TOOL: Tool = Tool {
    name: env!("CARGO_PKG_NAME"),
    version: env!("CARGO_PKG_VERSION"),
};

fn criteria(set: &CriteriaSet) -> Criteria<'_> {
    Criteria {
        id: &set.id,
        name: &set.name,
        provenance: set.provenance.id(),
        sha256: &set.sha256,
    }
}

fn file_out(file: &SourceFile) -> FileOut<'_> {
    FileOut {
        path: &file.name,
        sha256: &file.sha256,
        bytes: file.bytes,
    }
}

fn unit(unit: &cells::Unit) -> Option<Unit<'_>> {
    let (code, name) = (unit.code.as_deref(), unit.name.as_deref());
    (code.is_some() || name.is_some()).then_some(Unit { code, name })
}

fn total<'a>(view: &View<'a>) -> Total<'a> {
    let total = &view.assessment.total;
    let percent = view.assume_pending.as_ref();
    let assumed = percent
        .zip(view.assumed_points())
        .map(|(percent, points)| Assumed {
            percent: view.set().rounding.total(&(percent * &Exact::from(100))),
            points,
        });
    Total {
        basis: "computed",
        max: view.set().total,
        excluded: total.excluded,
        applicable_max: total.applicable_max,
        points: total.points,
        lost: total.lost,
        pending: total.pending,
        at_risk: total.at_risk,
        bonus: total.bonus,
        with_documents: total.with_documents,
        percent: total.percent,
        class: total.class.as_deref(),
        class_range: total.class_range.as_ref().map(|(from, to)| ClassRange {
            from: from.as_deref(),
            to: to.as_deref(),
        }),
        by_source: view
            .by_source()
            .into_iter()
            .map(|of| SourceOut {
                source: of.source.id(),
                max: of.max,
                points: of.points,
                pending: of.pending,
            })
            .collect(),
        claimed: view.claims().map(|claims| claims.given),
        assume_pending: assumed,
        closed_gates: total.closed_gates.iter().map(String::as_str).collect(),
    }
}

fn loss_out<'a>(view: &View<'a>, loss: &'a Loss) -> LossOut<'a> {
    let of = view.leaf_of(loss);
    LossOut {
        criterion: of.map(|(node, ..)| node.code.as_str()),
        points: loss.points,
        regain: loss.regain,
        cause: loss.cause.id(),
        recoverable: loss.recoverable,
        documents: of.map_or_else(Vec::new, |(_, leaf, _)| {
            let named = loss
                .documents
                .iter()
                .filter_map(|index| leaf.documents.get(*index));
            named.map(|requirement| requirement.id.as_str()).collect()
        }),
        figures: &loss.figures,
        detail: details::sentence(view, loss),
        owner: of.and_then(|(_, leaf, _)| leaf.owner.as_deref()),
        place: loss.place.as_ref().map(place_out),
    }
}

fn place_out(place: &Place) -> PlaceOut<'_> {
    PlaceOut {
        file: &place.file.name,
        line: place.line(),
    }
}
