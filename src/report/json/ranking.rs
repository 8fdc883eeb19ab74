//! A ranking, schema `parindex/ranking/v1`.

use serde::Serialize;

use super::diagnostics::{DiagnosticOut, diagnostics_out};
use super::names::Basis;
use super::total::{CountsOut, TotalOut, counts, total_of};
use super::{Criteria, FileOut, Tool, Unit, criteria_out, file_out, pretty, tool, unit_out};
use crate::criteria::model::CriteriaSet;
use crate::points::Points;
use crate::ranking::{Entry, Group, NotRanked, Ranked, Ranking};
use crate::score::published::{Difference, Published};
use crate::text::lang::Lang;

/// The schema of a ranking.
pub const SCHEMA: &str = "parindex/ranking/v1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    tool: Tool<'static>,
    as_of: Option<String>,
    year: i16,
    criteria: Criteria<'a>,
    inputs: Vec<FileOut<'a>>,
    basis: Basis,
    units: Vec<UnitOut<'a>>,
    not_ranked: Vec<NotRankedOut<'a>>,
    summary: Vec<SummaryOut<'a>>,
    diagnostics: Vec<DiagnosticOut<'a>>,
}

#[derive(Serialize)]
struct UnitOut<'a> {
    rank: usize,
    tied: bool,
    group: Option<&'a str>,
    unit: Option<Unit<'a>>,
    path: &'a str,
    total: TotalOut<'a>,
    counts: CountsOut,
    fields: Vec<FieldOut<'a>>,
    next_rank: Option<Points>,
    next_class: Option<NextClass<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<PublishedOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nodes: Option<Vec<NodeOut<'a>>>,
    diagnostics: Vec<DiagnosticOut<'a>>,
}

#[derive(Serialize)]
struct FieldOut<'a> {
    code: &'a str,
    max: Points,
    points: Option<Points>,
    lost: Points,
    pending: Points,
    excluded: Points,
}

#[derive(Serialize)]
struct NodeOut<'a> {
    code: &'a str,
    points: Option<Points>,
    pending: Points,
}

#[derive(Serialize)]
struct NextClass<'a> {
    name: &'a str,
    points: Points,
}

#[derive(Serialize)]
struct PublishedOut<'a> {
    compared: usize,
    without_facts: usize,
    differences: Vec<DifferenceOut<'a>>,
}

#[derive(Serialize)]
struct DifferenceOut<'a> {
    criterion: Option<&'a str>,
    published: Points,
    computed: Option<Points>,
    difference: Points,
}

#[derive(Serialize)]
struct NotRankedOut<'a> {
    unit: Option<Unit<'a>>,
    path: Option<&'a str>,
    reason: &'static str,
    diagnostics: Vec<DiagnosticOut<'a>>,
}

#[derive(Serialize)]
struct SummaryOut<'a> {
    group: Option<&'a str>,
    ranked: usize,
    mean_percent: Option<Points>,
    highest: Option<Points>,
    lowest: Option<Points>,
    all_wait_for: Vec<&'a str>,
    classes: Vec<ClassOut<'a>>,
}

#[derive(Serialize)]
struct ClassOut<'a> {
    name: Option<&'a str>,
    units: usize,
}

/// Renders a ranking, with a line end; `details` adds every node of every unit.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(ranking: &Ranking, details: bool, lang: Lang) -> std::io::Result<String> {
    let set = &*ranking.set;
    let document = Document {
        schema: SCHEMA,
        tool: tool(),
        as_of: None,
        year: ranking.year,
        criteria: criteria_out(set),
        inputs: ranking.inputs.iter().map(|file| file_out(file)).collect(),
        basis: ranking.basis.into(),
        units: ranking
            .ranked()
            .map(|unit| unit_of(ranking, unit, details, lang))
            .collect(),
        not_ranked: ranking
            .not_ranked
            .iter()
            .map(|unit| not_ranked_out(unit, lang))
            .collect(),
        summary: ranking
            .groups
            .iter()
            .map(|group| summary_out(set, group))
            .collect(),
        diagnostics: diagnostics_out(&ranking.diagnostics, lang),
    };
    pretty(&document)
}

fn unit_of<'a>(ranking: &'a Ranking, ranked: &'a Ranked, details: bool, lang: Lang) -> UnitOut<'a> {
    let (set, entry) = (&*ranking.set, &ranked.entry);
    let field = |(index, node): (usize, &'a crate::criteria::model::Node)| {
        let scored = &entry.nodes[index];
        FieldOut {
            code: node.code.as_str(),
            max: node.max,
            points: scored.points,
            lost: scored.lost,
            pending: scored.pending,
            excluded: scored.excluded,
        }
    };
    UnitOut {
        rank: ranked.rank,
        tied: ranked.tied,
        group: entry.group.as_deref(),
        unit: unit_out(&entry.unit),
        path: &entry.path,
        total: total_of(
            set,
            &entry.total,
            &entry.sources,
            (ranking.basis, entry.without_official),
        ),
        counts: counts(&entry.counts),
        fields: set.fields().map(field).collect(),
        next_rank: ranked.next_rank,
        next_class: ranked.next_class.as_ref().map(|(name, points)| NextClass {
            name,
            points: *points,
        }),
        published: entry
            .published
            .as_ref()
            .map(|published| published_out(set, published)),
        nodes: details.then(|| nodes(set, entry)),
        diagnostics: diagnostics_out(&entry.diagnostics, lang),
    }
}

fn nodes<'a>(set: &'a CriteriaSet, entry: &Entry) -> Vec<NodeOut<'a>> {
    let scored = set.nodes.iter().zip(&entry.nodes);
    scored
        .map(|(node, scored)| NodeOut {
            code: node.code.as_str(),
            points: scored.points,
            pending: scored.pending,
        })
        .collect()
}

fn published_out<'a>(set: &'a CriteriaSet, published: &Published) -> PublishedOut<'a> {
    let difference = |difference: &Difference| DifferenceOut {
        criterion: difference.node.map(|index| set.nodes[index].code.as_str()),
        published: difference.published,
        computed: difference.computed,
        difference: difference.gap(),
    };
    PublishedOut {
        compared: published.compared,
        without_facts: published.without_facts,
        differences: published.differences.iter().map(difference).collect(),
    }
}

fn not_ranked_out(unit: &NotRanked, lang: Lang) -> NotRankedOut<'_> {
    NotRankedOut {
        unit: unit_out(&unit.unit),
        path: unit.path.as_deref(),
        reason: unit.reason.id(),
        diagnostics: diagnostics_out(&unit.diagnostics, lang),
    }
}

fn summary_out<'a>(set: &'a CriteriaSet, group: &'a Group) -> SummaryOut<'a> {
    let summary = &group.summary;
    SummaryOut {
        group: group.name.as_deref(),
        ranked: summary.ranked,
        mean_percent: summary.mean_percent,
        highest: summary.highest,
        lowest: summary.lowest,
        all_wait_for: group
            .all_wait_for
            .iter()
            .map(|index| set.nodes[*index].code.as_str())
            .collect(),
        classes: summary
            .classes
            .iter()
            .map(|(name, units)| ClassOut {
                name: name.as_deref(),
                units: *units,
            })
            .collect(),
    }
}
