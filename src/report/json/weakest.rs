//! What hangs on each attached file: schema `parindex/weakest/v1`.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::names::DAY;
use super::{Criteria, Tool, Unit, criteria_out, pretty, tool, unit_out};
use crate::plan::weakest::Weak;
use crate::points::Points;
use crate::report::view::View;

/// The schema.
pub const SCHEMA: &str = "parindex/weakest/v1";

/// What hangs on each piece of evidence.
///
/// Mất từng minh chứng thì mất bao nhiêu điểm.
#[derive(Serialize, JsonSchema)]
#[schemars(title = SCHEMA)]
struct WeakestOut<'a> {
    /// Which form this is.
    ///
    /// Lược đồ của kết quả.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// What wrote it.
    ///
    /// Chương trình đã ghi.
    tool: Tool<'a>,
    /// The day that was taken as today; null for none.
    ///
    /// Ngày được coi là hôm nay; null nếu không nói.
    #[schemars(regex(pattern = DAY))]
    as_of: Option<String>,
    /// The unit; null where nobody named it.
    ///
    /// Đơn vị; null nếu không nói.
    unit: Option<Unit<'a>>,
    /// The year that is assessed.
    ///
    /// Năm đánh giá.
    year: i16,
    /// The criteria set.
    ///
    /// Bộ tiêu chí.
    criteria: Criteria<'a>,
    /// The total now.
    ///
    /// Tổng điểm hiện nay.
    points: Points,
    /// Pieces of evidence, the one that costs most first.
    ///
    /// Các minh chứng, cái tốn điểm nhất đứng đầu.
    evidence: Vec<WeakOut<'a>>,
    /// How many pieces could be lost, each alone, without losing points.
    ///
    /// Số minh chứng mà mất riêng từng cái thì không mất điểm.
    idle: usize,
}

/// A piece of evidence.
///
/// Một minh chứng.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Evidence")]
struct WeakOut<'a> {
    /// Its file, or its number.
    ///
    /// Tệp hoặc số ký hiệu.
    evidence: &'a str,
    /// What the total loses without it.
    ///
    /// Tổng điểm mất đi nếu không có nó.
    loss: Points,
    /// Where it is lost.
    ///
    /// Mất ở đâu.
    leaves: Vec<LeafOut<'a>>,
}

/// A leaf that it serves.
///
/// Một chỉ tiêu cần nó.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LostLeaf")]
struct LeafOut<'a> {
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    criterion: &'a str,
    /// What the leaf loses.
    ///
    /// Điểm chỉ tiêu mất đi.
    loss: Points,
}

/// The JSON Schema of it.
pub fn schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<WeakestOut<'_>>()
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
