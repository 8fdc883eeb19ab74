//! The trace of one node, or of all: schema `parindex/explain/v1`. Nodes, losses, documents and
//! figures are those of the result; beside them stand each leaf's rule in words, and the changes
//! of figures that would win points.

use serde::Serialize;
use serde_json::Value as Json;

use super::documents::documents;
use super::figures::{figure_value, figures};
use super::losses::losses;
use super::nodes::nodes;
use super::registers::{self, LeafRegisterOut};
use super::surveys::{SurveyOut, surveys};
use super::{Criteria, Tool, Unit, criteria_out, pretty, tool, unit_out};
use crate::criteria::code::Code;
use crate::points::Points;
use crate::report::rule_words;
use crate::report::view::View;
use crate::score::next::changes;
use crate::survey::QuestionSet;

/// The schema of traces.
pub const SCHEMA: &str = "parindex/explain/v1";

#[derive(Serialize)]
struct Trace<'a> {
    schema: &'static str,
    tool: Tool<'static>,
    as_of: Option<String>,
    unit: Option<Unit<'a>>,
    year: i16,
    criteria: Criteria<'a>,
    /// The node that was asked for; null for all.
    code: Option<&'a str>,
    nodes: Vec<Json>,
    rules: Vec<RuleOut<'a>>,
    losses: Vec<Json>,
    documents: Vec<Json>,
    figures: Vec<Json>,
    /// The counted answers behind figures that the rules read.
    registers: Vec<LeafRegisterOut<'a>>,
    surveys: Vec<SurveyOut<'a>>,
    next: Vec<NextOut<'a>>,
}

#[derive(Serialize)]
struct RuleOut<'a> {
    criterion: &'a str,
    kind: &'static str,
    words: String,
}

/// A change of one figure that wins points, all else as it is.
#[derive(Serialize)]
struct NextOut<'a> {
    criterion: &'a str,
    figure: String,
    from: Json,
    to: Json,
    gain: Points,
}

/// Renders the trace of a node, or of all.
///
/// # Errors
/// Where an attachment that was listed can no longer be read.
pub fn render(view: &View<'_>, code: Option<&Code>) -> std::io::Result<String> {
    let set = view.set();
    let above = code.and_then(|code| set.node(code)).map(|(index, _)| index);
    let wanted = |index: usize| above.is_none_or(|above| set.is_below(index, above));
    let is_wanted = |code: Option<&Json>| {
        let code = code.and_then(Json::as_str).and_then(Code::parse);
        let node = code.as_ref().and_then(|code| set.node(code));
        match node {
            Some((index, _)) => wanted(index),
            // What belongs to no node (rounding, figures of the set) belongs to all.
            None => above.is_none(),
        }
    };
    let kept = |all: Json, key: &str| match all {
        Json::Array(all) => all
            .into_iter()
            .filter(|one| is_wanted(one.get(key)))
            .collect(),
        _ => Vec::new(),
    };
    let facts = &view.submission.unit.facts;
    let checked = view.submission.files_checked;
    let mut rules = Vec::new();
    let mut next = Vec::new();
    let mut registers = Vec::new();
    for (index, node, leaf) in set.leaves().filter(|(index, ..)| wanted(*index)) {
        let criterion = node.code.as_str();
        rules.push(RuleOut {
            criterion,
            kind: leaf.rule.kind(),
            words: rule_words::words(set, node, leaf, &leaf.rule, view.lang).line(),
        });
        registers.extend(registers::of_leaf(set, index, facts, view.lang));
        for change in changes(set, index, facts, checked) {
            next.push(NextOut {
                criterion,
                figure: change.figure,
                from: serde_json::to_value(figure_value(&change.from))?,
                to: serde_json::to_value(figure_value(&change.to))?,
                gain: change.gain,
            });
        }
    }
    let is_read = |survey: &QuestionSet| {
        let mut leaves = set.leaves().filter(|(index, ..)| wanted(*index));
        above.is_none()
            || leaves.any(|(_, _, leaf)| leaf.rule.figures().contains(survey.figure.id.as_str()))
    };
    pretty(&Trace {
        schema: SCHEMA,
        tool: tool(),
        as_of: view.as_of.map(|date| date.to_string()),
        unit: unit_out(&view.submission.unit.unit),
        year: view.submission.year,
        criteria: criteria_out(set),
        code: code.map(Code::as_str),
        nodes: kept(serde_json::to_value(nodes(view))?, "code"),
        rules,
        losses: kept(serde_json::to_value(losses(view))?, "criterion"),
        documents: kept(serde_json::to_value(documents(view))?, "criterion"),
        figures: kept(serde_json::to_value(figures(view))?, "criterion"),
        registers,
        surveys: surveys(set.surveys.iter().filter(|survey| is_read(survey)), facts)?,
        next,
    })
}
