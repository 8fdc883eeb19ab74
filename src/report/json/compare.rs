//! What changed between results, schema `parindex/compare/v1`. Parts that are no decimals (a
//! third of a point) are written as fractions in text, `"1/3"`, so that they still add up.

use serde::Serialize;
use serde_json::Value as Json;

use super::names::{Cause, State};
use super::{Criteria, Tool, Unit, criteria_out, pretty, tool, unit_out};
use crate::compare::Result;
use crate::compare::across::{AcrossChange, AcrossParts, GroupChange};
use crate::compare::losses::LossChange;
use crate::compare::rankings::{Mover, PlaceChange, Placed};
use crate::compare::unit::{FigureChange, LeafChange, Parts, UnitChange};
use crate::criteria::model::Node;
use crate::evidence::facts::Value;
use crate::points::{Exact, Points};
use crate::score::assessment::Scored;

/// The schema of comparisons.
pub const SCHEMA: &str = "parindex/compare/v1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    tool: Tool<'static>,
    /// `units`, `across` or `rankings`.
    kind: &'static str,
    changes: Vec<Json>,
    only_old: &'a [&'a str],
    only_new: &'a [&'a str],
}

#[derive(Serialize)]
struct SideOut<'a> {
    path: &'a str,
    unit: Option<Unit<'a>>,
    year: i16,
    criteria: Criteria<'a>,
    points: Points,
    percent: Option<Points>,
    class: Option<&'a str>,
}

#[derive(Serialize)]
struct UnitOut<'a> {
    old: SideOut<'a>,
    new: SideOut<'a>,
    change: Points,
    parts: PartsOut,
    beyond_leaves: Points,
    regained: Points,
    newly_lost: Points,
    figures: Vec<FigureOut<'a>>,
    leaves: Vec<LeafOut<'a>>,
}

#[derive(Serialize)]
struct PartsOut {
    rules: Points,
    figures: Points,
    documents: Points,
    official: Points,
}

#[derive(Serialize)]
struct LeafOut<'a> {
    code: &'a str,
    name: &'a str,
    old: Option<PointsOut>,
    new: Option<PointsOut>,
    change: Points,
    parts: PartsOut,
    figures: Vec<FigureOut<'a>>,
    documents: Vec<DocumentOut<'a>>,
    explained: Option<bool>,
    not_applicable: Option<bool>,
    regained: Vec<LossOut<'a>>,
    newly_lost: Vec<LossOut<'a>>,
}

#[derive(Serialize)]
struct PointsOut {
    max: Points,
    points: Option<Points>,
    pending: Points,
}

#[derive(Serialize)]
struct FigureOut<'a> {
    id: &'a str,
    old: Json,
    new: Json,
}

#[derive(Serialize)]
struct DocumentOut<'a> {
    id: &'a str,
    name: &'a str,
    old: Option<State>,
    new: Option<State>,
}

#[derive(Serialize)]
struct LossOut<'a> {
    cause: Cause,
    documents: &'a [String],
    points: Points,
}

#[derive(Serialize)]
struct AcrossOut<'a> {
    old: SideOut<'a>,
    new: SideOut<'a>,
    parents: usize,
    change: Points,
    parts: AcrossPartsOut,
    groups: Vec<GroupOut<'a>>,
}

#[derive(Serialize)]
struct AcrossPartsOut {
    merged: Points,
    criteria: Points,
    work: Points,
    open: Points,
    rounding: Points,
}

#[derive(Serialize)]
struct GroupOut<'a> {
    old: &'a [String],
    new: &'a [String],
    name: &'a str,
    old_points: String,
    old_max: String,
    new_points: String,
    new_max: String,
    criteria: String,
    work: String,
    open: String,
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    unit: &'a str,
    name: &'a str,
    old: Option<PlacedOut<'a>>,
    new: Option<PlacedOut<'a>>,
    change: Option<Points>,
    fell_by: Option<i64>,
    fields: Vec<FieldOut<'a>>,
    came_ahead: Vec<MoverOut<'a>>,
    fell_behind: Vec<MoverOut<'a>>,
}

#[derive(Serialize)]
struct PlacedOut<'a> {
    rank: usize,
    points: Points,
    class: Option<&'a str>,
}

#[derive(Serialize)]
struct FieldOut<'a> {
    code: &'a str,
    change: Points,
}

#[derive(Serialize)]
struct MoverOut<'a> {
    unit: &'a str,
    change: Option<Points>,
}

/// Renders changes of units by one set, with a line end; beside them stand units on one side
/// only, by name.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn units(
    changes: &[UnitChange<'_>],
    only_old: &[&str],
    only_new: &[&str],
) -> std::io::Result<String> {
    let changes = changes
        .iter()
        .map(|change| serde_json::to_value(unit(change)));
    document(
        "units",
        changes.collect::<serde_json::Result<_>>()?,
        only_old,
        only_new,
    )
}

/// The same, by two sets.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn across(
    changes: &[AcrossChange<'_>],
    only_old: &[&str],
    only_new: &[&str],
) -> std::io::Result<String> {
    let changes = changes
        .iter()
        .map(|change| serde_json::to_value(across_of(change)));
    document(
        "across",
        changes.collect::<serde_json::Result<_>>()?,
        only_old,
        only_new,
    )
}

/// The same, of two rankings: every unit of either.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn rankings(changes: &[PlaceChange<'_>]) -> std::io::Result<String> {
    let changes = changes
        .iter()
        .map(|change| serde_json::to_value(place(change)));
    document(
        "rankings",
        changes.collect::<serde_json::Result<_>>()?,
        &[],
        &[],
    )
}

fn document(
    kind: &'static str,
    changes: Vec<Json>,
    only_old: &[&str],
    only_new: &[&str],
) -> std::io::Result<String> {
    pretty(&Document {
        schema: SCHEMA,
        tool: tool(),
        kind,
        changes,
        only_old,
        only_new,
    })
}

fn side(result: &Result) -> SideOut<'_> {
    let total = &result.assessment.total;
    SideOut {
        path: &result.path,
        unit: unit_out(&result.rebuilt.submission.unit.unit),
        year: result.year(),
        criteria: criteria_out(result.set()),
        points: total.points,
        percent: total.percent,
        class: total.class.as_deref(),
    }
}

fn unit<'a>(change: &'a UnitChange<'a>) -> UnitOut<'a> {
    UnitOut {
        old: side(change.old),
        new: side(change.new),
        change: change.change,
        parts: parts(change.parts),
        beyond_leaves: change.beyond_leaves,
        regained: change.regained(),
        newly_lost: change.newly_lost(),
        figures: change.common.iter().map(figure).collect(),
        leaves: change.leaves.iter().map(leaf).collect(),
    }
}

fn parts(parts: Parts) -> PartsOut {
    let Parts {
        rules,
        figures,
        documents,
        official,
    } = parts;
    PartsOut {
        rules,
        figures,
        documents,
        official,
    }
}

fn leaf<'a>(change: &'a LeafChange<'a>) -> LeafOut<'a> {
    let points = |side: Option<(&Node, &Scored)>| {
        side.map(|(node, scored)| PointsOut {
            max: node.max,
            points: scored.points,
            pending: scored.pending,
        })
    };
    let node = change.node();
    LeafOut {
        code: node.map_or("", |node| node.code.as_str()),
        name: node.map_or("", |node| node.name.as_str()),
        old: points(change.old),
        new: points(change.new),
        change: change.change,
        parts: parts(change.parts),
        figures: change.figures.iter().map(figure).collect(),
        documents: change
            .documents
            .iter()
            .map(|document| DocumentOut {
                id: &document.id,
                name: &document.name,
                old: document.old.map(Into::into),
                new: document.new.map(Into::into),
            })
            .collect(),
        explained: change.explained,
        not_applicable: change.not_applicable,
        regained: change.regained.iter().map(loss).collect(),
        newly_lost: change.newly_lost.iter().map(loss).collect(),
    }
}

fn figure(change: &FigureChange) -> FigureOut<'_> {
    let value = |value: &Option<Value>| match value {
        None => Json::Null,
        Some(Value::Number(number)) => {
            serde_json::to_value(Points::new(*number)).unwrap_or_default()
        }
        Some(Value::Ratio(exact)) => Json::String(exact.ratio_text()),
        Some(Value::Text(text)) => Json::String(text.clone()),
        Some(Value::Date(date)) => Json::String(date.to_string()),
    };
    FigureOut {
        id: &change.id,
        old: value(&change.old),
        new: value(&change.new),
    }
}

fn loss(change: &LossChange) -> LossOut<'_> {
    LossOut {
        cause: change.cause.into(),
        documents: &change.documents,
        points: change.points,
    }
}

fn across_of<'a>(change: &'a AcrossChange<'a>) -> AcrossOut<'a> {
    let AcrossParts {
        merged,
        criteria,
        work,
        open,
        rounding,
    } = change.parts;
    AcrossOut {
        old: side(change.old),
        new: side(change.new),
        parents: change.parents,
        change: change.change,
        parts: AcrossPartsOut {
            merged,
            criteria,
            work,
            open,
            rounding,
        },
        groups: change.groups.iter().map(group).collect(),
    }
}

fn group(group: &GroupChange) -> GroupOut<'_> {
    GroupOut {
        old: &group.old,
        new: &group.new,
        name: &group.name,
        old_points: exact(&group.before.0),
        old_max: exact(&group.before.1),
        new_points: exact(&group.after.0),
        new_max: exact(&group.after.1),
        criteria: exact(&group.criteria),
        work: exact(&group.work),
        open: exact(&group.open),
    }
}

/// A decimal where it is one, else a fraction.
fn exact(value: &Exact) -> String {
    value.decimal_text(12).unwrap_or_else(|| {
        let (numerator, denominator) = value.ratio();
        format!("{numerator}/{denominator}")
    })
}

fn place<'a>(change: &'a PlaceChange<'a>) -> PlaceOut<'a> {
    let placed = |placed: Option<&'a Placed>| {
        placed.map(|placed| PlacedOut {
            rank: placed.rank,
            points: placed.points,
            class: placed.class.as_deref(),
        })
    };
    let mover = |mover: &Mover<'a>| MoverOut {
        unit: &mover.unit.key,
        change: mover.change,
    };
    let unit = change.unit();
    PlaceOut {
        unit: unit.map_or("", |unit| &unit.key),
        name: unit.map_or("", |unit| &unit.name),
        old: placed(change.old),
        new: placed(change.new),
        change: change.change,
        fell_by: change.fell_by(),
        fields: change
            .fields
            .iter()
            .map(|(code, change)| FieldOut {
                code,
                change: *change,
            })
            .collect(),
        came_ahead: change.came_ahead.iter().map(mover).collect(),
        fell_behind: change.fell_behind.iter().map(mover).collect(),
    }
}
