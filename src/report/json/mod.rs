//! Result JSON, schema `parindex/result/v1`: a frozen shape of its own.
//!
//! The types state the JSON Schema too; of their doc comments see [`crate::schema`].

mod appraisals;
pub mod audit;
mod by_id;
pub mod check;
pub mod compare;
pub mod criteria;
mod diagnostics;
mod documents;
pub mod explain;
mod figures;
mod hypothesis;
mod losses;
mod names;
mod nodes;
pub mod plan;
pub mod ranking;
pub mod receipt;
pub mod recheck;
pub mod reconcile;
pub mod register;
mod registers;
mod set_names;
mod surveys;
mod total;
pub mod weakest;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::criteria::model::CriteriaSet;
use crate::diagnostic::{Place, SourceFile};
use crate::record::{Carrier, Record};
use crate::report::view::View;
use diagnostics::{DiagnosticOut, diagnostics_out};
use documents::{DocumentOut, documents};
use figures::{FigureOut, figures};
use hypothesis::{HypothesisOut, hypothesis};
use losses::{LossOut, losses};
use names::{DAY, Provenance, SHA256};
use nodes::{NodeOut, nodes};
use total::{CountsOut, TotalOut, counts, total};

/// The schema of a result.
pub const SCHEMA: &str = "parindex/result/v1";

/// The result for one unit. Numbers are exact decimals. Texts follow `--lang`; keys, codes and
/// names of causes and states never do.
///
/// Kết quả của một đơn vị. Số là số thập phân chính xác. Câu chữ theo `--lang`; khóa, mã, tên
/// nguyên nhân và tình trạng thì không đổi.
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
    /// Chương trình đã chấm.
    tool: Tool<'a>,
    /// The day that was taken as today, deciding which deadlines have passed; null for none.
    ///
    /// Ngày được coi là hôm nay, để biết hạn nào đã qua; null nếu không nói.
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
    /// What is taken as given though nobody stated it: then this is no result. Absent from
    /// results.
    ///
    /// Những gì được giả định: khi đó đây không phải kết quả. Kết quả thật không có khóa này.
    #[serde(skip_serializing_if = "Option::is_none")]
    hypothesis: Option<HypothesisOut<'a>>,
    /// The result as a whole.
    ///
    /// Kết quả chung.
    total: TotalOut<'a>,
    /// How many leaves stand how.
    ///
    /// Số chỉ tiêu theo tình trạng.
    counts: CountsOut,
    /// Fields, criteria and leaves in tree order, bonus and penalty fields last.
    ///
    /// Lĩnh vực, tiêu chí, chỉ tiêu theo thứ tự của bộ tiêu chí, phần cộng, trừ ở cuối.
    nodes: Vec<NodeOut<'a>>,
    /// Losses in tree order, within a leaf in the order in which causes act.
    ///
    /// Điểm mất theo thứ tự của bộ tiêu chí, trong một chỉ tiêu theo thứ tự tác động.
    losses: Vec<LossOut<'a>>,
    /// Required documents and how they stand.
    ///
    /// Tài liệu phải có và tình trạng.
    documents: Vec<DocumentOut<'a>>,
    /// Figures as they were stated.
    ///
    /// Số liệu đã khai.
    figures: Vec<FigureOut<'a>>,
    /// What was noticed about the inputs.
    ///
    /// Những lưu ý về đầu vào.
    diagnostics: Vec<DiagnosticOut<'a>>,
    /// The manifest and the tables that were read.
    ///
    /// Tệp parindex.yaml và các bảng đã đọc.
    inputs: Vec<FileOut<'a>>,
    /// What all of this stands on; absent where something is taken as given.
    ///
    /// Căn cứ của tất cả những điều trên; không có nếu là giả định.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Record>")]
    record: Option<Box<RawValue>>,
}

/// What wrote a result.
///
/// Chương trình đã chấm.
#[derive(Serialize, JsonSchema)]
struct Tool<'a> {
    /// Its name.
    ///
    /// Tên.
    #[schemars(extend("const" = env!("CARGO_PKG_NAME")))]
    name: &'static str,
    /// Its version.
    ///
    /// Phiên bản.
    version: &'a str,
}

/// A unit.
///
/// Đơn vị.
#[derive(Serialize, JsonSchema)]
struct Unit<'a> {
    /// Its code.
    ///
    /// Mã.
    code: Option<&'a str>,
    /// Its name.
    ///
    /// Tên.
    name: Option<&'a str>,
}

/// A criteria set.
///
/// Bộ tiêu chí.
#[derive(Serialize, JsonSchema)]
struct Criteria<'a> {
    /// Its id.
    ///
    /// Mã.
    id: &'a str,
    /// Its name.
    ///
    /// Tên.
    name: &'a str,
    /// How far its text can be relied on.
    ///
    /// Nội dung đáng tin đến đâu.
    provenance: Provenance,
    /// SHA-256 of the file.
    ///
    /// SHA-256 của tệp.
    #[schemars(regex(pattern = SHA256))]
    sha256: &'a str,
}

/// A place in the inputs.
///
/// Một chỗ trong đầu vào.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Place")]
struct PlaceOut<'a> {
    /// The file.
    ///
    /// Tệp.
    file: &'a str,
    /// The line, from 1; absent in a spreadsheet and where the whole file is meant.
    ///
    /// Dòng, từ 1; không có nếu là bảng tính hoặc là cả tệp.
    #[serde(skip_serializing_if = "Option::is_none")]
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
}

/// A file that was read.
///
/// Một tệp đã đọc.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "File")]
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

/// The JSON Schema of a result.
pub fn schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<Document<'_>>()
}

/// Renders the result, with a line end.
///
/// # Errors
/// Where an attachment that was listed can no longer be read.
pub fn render(view: &View<'_>) -> std::io::Result<String> {
    let submission = view.submission;
    let set = view.set();
    let document = Document {
        schema: SCHEMA,
        tool: Tool {
            version: view.version,
            ..tool()
        },
        as_of: view.as_of.map(|date| date.to_string()),
        unit: unit_out(&submission.unit.unit),
        year: submission.year,
        criteria: criteria_out(set),
        hypothesis: hypothesis(view),
        total: total(view),
        counts: counts(&view.assessment.counts),
        nodes: nodes(view),
        losses: losses(view),
        documents: documents(view),
        figures: figures(view),
        diagnostics: diagnostics_out(view.diagnostics, view.lang),
        inputs: submission
            .inputs
            .iter()
            .map(|file| file_out(file))
            .collect(),
        // On one line: it is for programs.
        record: match Record::of(view, Carrier::Result) {
            Some(record) => Some(RawValue::from_string(record.to_json()?)?),
            None => None,
        },
    };
    pretty(&document)
}

/// A register, and how many rows it has.
///
/// Một sổ theo dõi và số dòng.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RegisterFile")]
struct InputOut<'a> {
    /// The file.
    ///
    /// Tệp.
    #[serde(flatten)]
    file: FileOut<'a>,
    /// The sheet of a spreadsheet.
    ///
    /// Trang tính.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    /// How many rows it has.
    ///
    /// Số dòng.
    rows: u64,
}

/// A document as text, with a line end.
fn pretty(document: &impl Serialize) -> std::io::Result<String> {
    let mut text = serde_json::to_string_pretty(document)?;
    text.push('\n');
    Ok(text)
}

fn criteria_out(set: &CriteriaSet) -> Criteria<'_> {
    Criteria {
        id: &set.id,
        name: &set.name,
        provenance: set.provenance.into(),
        sha256: &set.sha256,
    }
}

fn file_out(file: &SourceFile) -> FileOut<'_> {
    FileOut {
        path: &file.name,
        sha256: &file.sha256,
        bytes: file.bytes,
    }
}

/// What wrote a result.
fn tool() -> Tool<'static> {
    Tool {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
    }
}

fn unit_out(unit: &crate::evidence::cells::Unit) -> Option<Unit<'_>> {
    let (code, name) = (unit.code.as_deref(), unit.name.as_deref());
    (code.is_some() || name.is_some()).then_some(Unit { code, name })
}

fn place_out(place: &Place) -> PlaceOut<'_> {
    PlaceOut {
        file: &place.file.name,
        line: line_out(place),
        sheet: sheet_out(place),
        cell: place.cell(),
    }
}

/// The line; spreadsheets have cells in its place.
fn line_out(place: &Place) -> Option<usize> {
    place.line().filter(|_| place.file.sheet.is_none())
}

fn sheet_out(place: &Place) -> Option<&str> {
    place.file.sheet.as_ref().map(|sheet| sheet.name.as_str())
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_false(value: &bool) -> bool {
    !value
}
