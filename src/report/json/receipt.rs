//! What was received: schema `parindex/receipt/v1`.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::names::{DAY, SHA256};
use super::{Criteria, Tool, Unit, criteria_out, pretty, tool, unit_out};
use crate::evidence::received::ReceivedFile;
use crate::report::view::View;

/// The schema.
pub const SCHEMA: &str = "parindex/receipt/v1";

/// What was received: every file with its SHA-256.
///
/// Phiếu tiếp nhận: từng tệp kèm SHA-256.
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
    tool: Tool<'a>,
    /// The day of receipt.
    ///
    /// Ngày tiếp nhận.
    #[schemars(regex(pattern = DAY))]
    received: Option<String>,
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
    /// The manifest and the tables.
    ///
    /// Tệp parindex.yaml và các bảng.
    inputs: Vec<FileOut<'a>>,
    /// Every attachment, declared or not; null where there is no folder.
    ///
    /// Mọi tệp đính kèm, đã khai hay chưa; null nếu không có thư mục.
    attachments: Option<Vec<FileOut<'a>>>,
}

/// A file that was received.
///
/// Một tệp đã nhận.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReceivedFile")]
struct FileOut<'a> {
    /// Its path.
    ///
    /// Đường dẫn.
    path: &'a str,
    /// SHA-256 of its bytes.
    ///
    /// SHA-256 của nội dung.
    #[schemars(regex(pattern = SHA256))]
    sha256: &'a str,
    /// How many bytes it has.
    ///
    /// Số byte.
    bytes: u64,
}

/// The JSON Schema of it.
pub fn schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<Document<'_>>()
}

/// Renders a receipt, with a line end.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(view: &View<'_>, files: &[ReceivedFile]) -> std::io::Result<String> {
    let of = |attached: bool| -> Vec<FileOut<'_>> {
        let files = files.iter().filter(|file| file.is_attached == attached);
        let out = files.map(|file| FileOut {
            path: &file.path,
            sha256: &file.sha256,
            bytes: file.bytes,
        });
        out.collect()
    };
    let has_folder = view.submission.attachments.is_some();
    pretty(&Document {
        schema: SCHEMA,
        tool: tool(),
        received: view.as_of.map(|day| day.to_string()),
        unit: unit_out(&view.submission.unit.unit),
        year: view.submission.year,
        criteria: criteria_out(view.set()),
        inputs: of(false),
        attachments: has_folder.then(|| of(true)),
    })
}
