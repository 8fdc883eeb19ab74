//! What was noticed about the inputs.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::names::Severity;
use super::{line_out, sheet_out};
use crate::diagnostic::{At, Diagnostic, Place};
use crate::text::lang::Lang;

/// Something noticed about the inputs.
///
/// Một lưu ý về đầu vào.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Diagnostic")]
pub(super) struct DiagnosticOut<'a> {
    /// Its stable code: `unused_row`.
    ///
    /// Mã cố định: `unused_row`.
    code: &'static str,
    /// Whether it stops a run.
    ///
    /// Mức độ.
    severity: Severity,
    /// What was found, in the language asked for.
    ///
    /// Nội dung, theo ngôn ngữ đã chọn.
    message: &'a str,
    /// How to mend it.
    ///
    /// Cách sửa.
    help: Option<&'a str>,
    /// The file.
    ///
    /// Tệp.
    file: Option<&'a str>,
    /// The line, from 1.
    ///
    /// Dòng, từ 1.
    line: Option<usize>,
    /// The sheet of a spreadsheet.
    ///
    /// Trang tính.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    /// The cell of a spreadsheet: `E12`.
    ///
    /// Ô của bảng tính: `E12`.
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    /// The header of the column in a table, its number from 1 elsewhere.
    ///
    /// Tiêu đề cột trong bảng; tệp khác thì số thứ tự cột, từ 1.
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

impl JsonSchema for ColumnOut<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Column".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "integer"] })
    }
}

pub(super) fn diagnostics_out(diagnostics: &[Diagnostic], lang: Lang) -> Vec<DiagnosticOut<'_>> {
    let out = |diagnostic| diagnostic_out(diagnostic, lang);
    diagnostics.iter().map(out).collect()
}

fn diagnostic_out(diagnostic: &Diagnostic, lang: Lang) -> DiagnosticOut<'_> {
    let place = diagnostic.place.as_ref();
    DiagnosticOut {
        code: diagnostic.code.id(),
        severity: diagnostic.code.severity().into(),
        message: diagnostic.message.get(lang),
        help: diagnostic.help.as_ref().map(|help| help.get(lang)),
        file: place.map(|place| place.file.name.as_str()),
        line: place.and_then(line_out),
        sheet: place.and_then(sheet_out),
        cell: place.and_then(Place::cell),
        column: place.and_then(|place| match &place.at {
            At::Cell(.., header) => Some(ColumnOut::Header(header)),
            At::Span { column, .. } => Some(ColumnOut::Number(*column)),
            At::File | At::Line(_) => None,
        }),
    }
}
