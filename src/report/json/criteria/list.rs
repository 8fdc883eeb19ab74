//! The shipped sets as JSON, schema `parindex/criteria-list/v1`.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use crate::criteria::model::CriteriaSet;
use crate::points::Points;
use crate::report::criteria::SetView;
use crate::report::json::names::{Provenance, SHA256};
use crate::report::json::set_names::Level;
use crate::report::json::{Tool, pretty, tool};
use crate::text::lang::Lang;

/// The schema of the list.
pub const SCHEMA: &str = "parindex/criteria-list/v1";

/// The sets that come with the program.
///
/// Các bộ tiêu chí có sẵn.
#[derive(Serialize, JsonSchema)]
#[schemars(title = SCHEMA)]
struct Document<'a> {
    /// Which form this is.
    ///
    /// Lược đồ của kết quả.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// What wrote it.
    ///
    /// Chương trình đã ghi.
    tool: Tool<'static>,
    /// The sets.
    ///
    /// Các bộ tiêu chí.
    sets: Vec<SetOut<'a>>,
}

/// A set.
///
/// Một bộ tiêu chí.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Set")]
struct SetOut<'a> {
    /// Its id.
    ///
    /// Mã.
    id: &'a str,
    /// Its name.
    ///
    /// Tên.
    name: &'a str,
    /// What kind of unit it scores.
    ///
    /// Cấp của đơn vị được chấm.
    level: Level,
    /// Whose it is.
    ///
    /// Của tỉnh, thành phố nào.
    province: &'a str,
    /// The first year it applies.
    ///
    /// Năm đầu áp dụng.
    since: i16,
    /// The last; null for none.
    ///
    /// Năm cuối; null nếu không nói.
    until: Option<i16>,
    /// How far its text can be relied on.
    ///
    /// Nội dung đáng tin đến đâu.
    provenance: Provenance,
    /// How many leaves it has.
    ///
    /// Số chỉ tiêu.
    leaves: usize,
    /// Its total.
    ///
    /// Tổng điểm.
    total: Points,
    /// SHA-256 of its file.
    ///
    /// SHA-256 của tệp.
    #[schemars(regex(pattern = SHA256))]
    sha256: &'a str,
}

/// The JSON Schema of it.
pub fn schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<Document<'_>>()
}

/// The list as JSON, with a line end.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(sets: &[CriteriaSet]) -> std::io::Result<String> {
    let sets = sets.iter().map(|set| SetOut {
        id: &set.id,
        name: &set.name,
        level: set.level.into(),
        province: &set.province,
        since: set.since,
        until: set.until,
        provenance: set.provenance.into(),
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
