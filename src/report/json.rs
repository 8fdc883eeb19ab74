//! Result JSON, schema `parindex/result/v1`: a frozen shape of its own.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::criteria::documents::Requirement;
use crate::criteria::model::{Node, Side};
use crate::diagnostic::{At, Diagnostic, Place, sha256};
use crate::evidence::facts::{Evidence, Found, Value};
use crate::evidence::submission::Submission;
use crate::points::Points;
use crate::report::view::View;
use crate::report::{details, steps, words};
use crate::score::assessment::{Judged, JudgedDocument, LeafScore, Loss, Scored, State};

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
struct NodeOut<'a> {
    code: &'a str,
    parent: Option<&'a str>,
    name: &'a str,
    leaf: bool,
    #[serde(skip_serializing_if = "is_false")]
    bonus: bool,
    #[serde(skip_serializing_if = "is_false")]
    penalty: bool,
    max: Points,
    points: Option<Points>,
    lost: Points,
    pending: Points,
    excluded: Points,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<&'a str>,
    #[serde(flatten)]
    of_leaf: Option<LeafOut<'a>>,
}

#[derive(Serialize)]
struct LeafOut<'a> {
    rule: &'static str,
    source: &'static str,
    owner: Option<&'a str>,
    provenance: &'static str,
    answered: bool,
    at_risk: Points,
    with_documents: Option<Points>,
    claimed: Option<Points>,
    published: Option<Points>,
    not_applicable: Option<String>,
    steps: Vec<String>,
    hint: Option<&'a str>,
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
struct DocumentOut<'a> {
    criterion: &'a str,
    id: &'a str,
    name: &'a str,
    state: &'static str,
    number: Option<&'a str>,
    issued: Option<String>,
    files: Vec<AttachedOut<'a>>,
    link: Option<&'a str>,
    place: Option<PlaceOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    one_of: Vec<DocumentOut<'a>>,
}

#[derive(Serialize)]
struct AttachedOut<'a> {
    path: &'a str,
    sha256: Option<String>,
    bytes: Option<u64>,
}

#[derive(Serialize)]
struct FigureOut<'a> {
    criterion: &'a str,
    id: &'a str,
    value: FigureValue<'a>,
    place: PlaceOut<'a>,
}

enum FigureValue<'a> {
    Number(Decimal),
    Text(&'a str),
    Day(String),
}

impl Serialize for FigureValue<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(value) => Points::new(*value).serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Day(day) => serializer.serialize_str(day),
        }
    }
}

#[derive(Serialize)]
struct DiagnosticOut<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<ColumnOut<'a>>,
}

enum ColumnOut<'a> {
    Header(&'a str),
    Number(usize),
}

impl Serialize for ColumnOut<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Header(header) => serializer.serialize_str(header),
            Self::Number(number) => number.serialize(serializer),
        }
    }
}

#[derive(Serialize)]
struct FileOut<'a> {
    path: &'a str,
    sha256: &'a str,
    bytes: u64,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_false(value: &bool) -> bool {
    !value
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
        tool: Tool {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        },
        as_of: view.as_of.map(|date| date.to_string()),
        unit: unit(submission),
        year: submission.year,
        criteria: Criteria {
            id: &set.id,
            name: &set.name,
            provenance: set.provenance.id(),
            sha256: &set.sha256,
        },
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
            .map(|diagnostic| diagnostic_out(view, diagnostic))
            .collect(),
        inputs: submission
            .inputs
            .iter()
            .map(|file| FileOut {
                path: &file.name,
                sha256: &file.sha256,
                bytes: file.bytes,
            })
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}

fn unit(submission: &Submission) -> Option<Unit<'_>> {
    let unit = &submission.unit.unit;
    let (code, name) = (unit.code.as_deref(), unit.name.as_deref());
    (code.is_some() || name.is_some()).then_some(Unit { code, name })
}

fn total<'a>(view: &View<'a>) -> Total<'a> {
    let total = &view.assessment.total;
    let percent = view.assume_pending.as_ref();
    let assumed = percent
        .zip(view.assumed_points())
        .map(|(percent, points)| Assumed {
            percent: view
                .set()
                .rounding
                .total(&(percent * &crate::points::Exact::from(100))),
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

fn nodes<'a>(view: &View<'a>) -> Vec<NodeOut<'a>> {
    let set = view.set();
    let out = |(node, scored): (&'a Node, &'a Scored)| NodeOut {
        code: node.code.as_str(),
        parent: node.parent.map(|parent| set.nodes[parent].code.as_str()),
        name: &node.name,
        leaf: node.leaf.is_some(),
        bonus: node.side == Side::Bonus,
        penalty: node.side == Side::Penalty,
        max: node.max,
        points: scored.points,
        lost: scored.lost,
        pending: scored.pending,
        excluded: scored.excluded,
        status: scored.status.id(),
        clause: node.clause.as_deref(),
        of_leaf: scored
            .leaf
            .as_ref()
            .and_then(|score| leaf_out(view, node, scored, score)),
    };
    set.nodes
        .iter()
        .zip(&view.assessment.nodes)
        .map(out)
        .collect()
}

fn leaf_out<'a>(
    view: &View<'a>,
    node: &'a Node,
    scored: &Scored,
    score: &'a LeafScore,
) -> Option<LeafOut<'a>> {
    let leaf = node.leaf.as_ref()?;
    Some(LeafOut {
        rule: leaf.rule.kind(),
        source: leaf.source.id(),
        owner: leaf.owner.as_deref(),
        provenance: leaf.provenance.unwrap_or(view.set().provenance).id(),
        answered: score.answered,
        at_risk: score.at_risk,
        with_documents: scored.points.map(|_| match node.side {
            Side::Penalty => -score.with_documents,
            Side::Normal | Side::Bonus => score.with_documents,
        }),
        claimed: score.claimed,
        published: score.published,
        not_applicable: score
            .not_applicable
            .as_ref()
            .map(|reason| words::reason(reason, view.lang)),
        steps: score
            .steps
            .iter()
            .map(|step| steps::words(view, leaf, step))
            .collect(),
        hint: leaf.hint.as_deref(),
    })
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

fn documents<'a>(view: &View<'a>) -> std::io::Result<Vec<DocumentOut<'a>>> {
    let mut hashes = BTreeMap::new();
    let mut out = Vec::new();
    for (node, leaf, _, score) in view.leaves() {
        for judged in &score.documents {
            if let Some(requirement) = leaf.documents.get(judged.requirement) {
                out.push(requirement_out(
                    view,
                    node,
                    requirement,
                    judged,
                    &mut hashes,
                )?);
            }
        }
    }
    Ok(out)
}

type Hashes = BTreeMap<String, String>;

fn requirement_out<'a>(
    view: &View<'a>,
    node: &'a Node,
    requirement: &'a Requirement,
    judged: &'a Judged,
    hashes: &mut Hashes,
) -> std::io::Result<DocumentOut<'a>> {
    let best = judged
        .documents
        .iter()
        .rev()
        .max_by_key(|document| document.state);
    let mut out = document_out(view, node, best, hashes)?;
    out.id = &requirement.id;
    out.name = &requirement.name;
    out.state = judged.state.id();
    if requirement.one_of {
        for (document, alternative) in judged.documents.iter().zip(&requirement.documents) {
            let mut of = document_out(view, node, Some(document), hashes)?;
            of.id = &alternative.id;
            of.name = &alternative.name;
            out.one_of.push(of);
        }
    }
    Ok(out)
}

fn document_out<'a>(
    view: &View<'a>,
    node: &'a Node,
    judged: Option<&'a JudgedDocument>,
    hashes: &mut Hashes,
) -> std::io::Result<DocumentOut<'a>> {
    let rows = judged.map_or(&[][..], |judged| judged.rows.as_slice());
    let declared = || rows.iter().filter(|row| row.declared);
    let mut files = Vec::new();
    for file in declared().flat_map(|row| &row.files) {
        let (sha256, bytes) = match file.found {
            Found::Absent | Found::NotChecked => (None, None),
            Found::Empty => (Some(hash(view, &file.path, hashes)?), Some(0)),
            Found::File(bytes) => (Some(hash(view, &file.path, hashes)?), Some(bytes)),
        };
        files.push(AttachedOut {
            path: &file.path,
            sha256,
            bytes,
        });
    }
    let first: Option<&Evidence> = declared().next();
    Ok(DocumentOut {
        criterion: node.code.as_str(),
        id: "",
        name: "",
        state: judged
            .map_or(State::NotDeclared, |judged| judged.state)
            .id(),
        number: first.and_then(|row| row.number.as_deref()),
        issued: judged
            .and_then(|judged| judged.issued)
            .or_else(|| first.and_then(|row| row.issued))
            .map(|date| date.to_string()),
        files,
        link: first.and_then(|row| row.link.as_deref()),
        place: first
            .or_else(|| rows.first())
            .map(|row| place_out(&row.place)),
        one_of: Vec::new(),
    })
}

/// The hash of an attachment, read once however many documents it serves.
fn hash(view: &View<'_>, path: &str, hashes: &mut Hashes) -> std::io::Result<String> {
    if let Some(hash) = hashes.get(path) {
        return Ok(hash.clone());
    }
    let bytes = match &view.submission.attachments {
        Some(attachments) => attachments.read(path)?,
        None => Vec::new(),
    };
    let hash = sha256(&bytes);
    hashes.insert(path.to_owned(), hash.clone());
    Ok(hash)
}

fn figures<'a>(view: &View<'a>) -> Vec<FigureOut<'a>> {
    let facts = &view.submission.unit.facts;
    let mut out = Vec::new();
    for (index, node, _) in view.set().leaves() {
        let Some(leaf) = facts.leaves.get(&index) else {
            continue;
        };
        let code = node.code.as_str();
        for (id, stated) in leaf.figures.iter() {
            out.push(figure_out(code, id, &stated.value, &stated.place));
        }
        if let Some((reason, place)) = &leaf.not_applicable {
            out.push(FigureOut {
                criterion: code,
                id: crate::evidence::figure_names::NOT_APPLICABLE,
                value: FigureValue::Text(reason),
                place: place_out(place),
            });
        }
    }
    for (id, stated) in facts.common.iter() {
        out.push(figure_out("*", id, &stated.value, &stated.place));
    }
    out
}

fn figure_out<'a>(
    criterion: &'a str,
    id: &'a str,
    value: &'a Value,
    place: &'a Place,
) -> FigureOut<'a> {
    FigureOut {
        criterion,
        id,
        value: match value {
            Value::Number(value) => FigureValue::Number(*value),
            Value::Text(text) => FigureValue::Text(text),
            Value::Date(date) => FigureValue::Day(date.to_string()),
        },
        place: place_out(place),
    }
}

fn diagnostic_out<'a>(view: &View<'a>, diagnostic: &'a Diagnostic) -> DiagnosticOut<'a> {
    let place = diagnostic.place.as_ref();
    DiagnosticOut {
        code: diagnostic.code.id(),
        severity: diagnostic.code.severity().id(),
        message: diagnostic.message.get(view.lang),
        help: diagnostic.help.as_ref().map(|help| help.get(view.lang)),
        file: place.map(|place| place.file.name.as_str()),
        line: place.and_then(Place::line),
        column: place.and_then(|place| match &place.at {
            At::Cell(_, header) => Some(ColumnOut::Header(header)),
            At::Span { column, .. } => Some(ColumnOut::Number(*column)),
            At::File | At::Line(_) => None,
        }),
    }
}
