//! What was received: schema `parindex/receipt/v1`.

use serde::Serialize;

use super::{Criteria, Tool, Unit, criteria_out, pretty, tool, unit_out};
use crate::evidence::received::ReceivedFile;
use crate::report::view::View;

/// The schema.
pub const SCHEMA: &str = "parindex/receipt/v1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    tool: Tool<'a>,
    /// The day of receipt.
    received: Option<String>,
    unit: Option<Unit<'a>>,
    year: i16,
    criteria: Criteria<'a>,
    /// The manifest and the tables.
    inputs: Vec<FileOut<'a>>,
    /// Every attachment, declared or not; null where there is no folder.
    attachments: Option<Vec<FileOut<'a>>>,
}

#[derive(Serialize)]
struct FileOut<'a> {
    path: &'a str,
    sha256: &'a str,
    bytes: u64,
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
