//! The shipped sets as JSON, schema `parindex/criteria-list/v1`.

use serde::Serialize;

use crate::criteria::model::CriteriaSet;
use crate::points::Points;
use crate::report::criteria::SetView;
use crate::report::json::{Tool, pretty, tool};
use crate::text::lang::Lang;

/// The schema of the list.
pub const SCHEMA: &str = "parindex/criteria-list/v1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    tool: Tool<'static>,
    sets: Vec<SetOut<'a>>,
}

#[derive(Serialize)]
struct SetOut<'a> {
    id: &'a str,
    name: &'a str,
    level: &'static str,
    province: &'a str,
    since: i16,
    until: Option<i16>,
    provenance: &'static str,
    leaves: usize,
    total: Points,
    sha256: &'a str,
}

/// The list as JSON, with a line end.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(sets: &[CriteriaSet]) -> std::io::Result<String> {
    let sets = sets.iter().map(|set| SetOut {
        id: &set.id,
        name: &set.name,
        level: set.level.id(),
        province: &set.province,
        since: set.since,
        until: set.until,
        provenance: set.provenance.id(),
        leaves: SetView::whole(set, Lang::Vi).counts().1,
        total: set.total,
        sha256: &set.sha256,
    });
    pretty(&Document {
        schema: SCHEMA,
        tool: tool(),
        sets: sets.collect(),
    })
}
