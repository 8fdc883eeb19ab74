//! What `check` found, schema `parindex/check/v1`.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::diagnostics::{DiagnosticOut, diagnostics_out};
use super::names::SHA256;
use super::{Tool, Unit, pretty, tool, unit_out};
use crate::points::Points;
use crate::report::check::{self, Checked, CheckedSet, Received};
use crate::text::lang::Lang;

/// The schema of what `check` prints.
pub const SCHEMA: &str = "parindex/check/v1";

/// What `check` found of criteria sets and submissions.
///
/// Kết quả `check` các bộ tiêu chí và hồ sơ.
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
    /// The criteria sets.
    ///
    /// Các bộ tiêu chí.
    sets: Vec<SetOut<'a>>,
    /// The submissions, and units that handed none in.
    ///
    /// Các hồ sơ, và đơn vị chưa nộp.
    submissions: Vec<SubmissionOut<'a>>,
    /// What was noticed beside these.
    ///
    /// Những lưu ý khác.
    diagnostics: Vec<DiagnosticOut<'a>>,
}

/// A criteria set that was checked.
///
/// Một bộ tiêu chí đã kiểm tra.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CheckedSet")]
struct SetOut<'a> {
    /// Its path.
    ///
    /// Đường dẫn.
    path: &'a str,
    /// Its id; null where it cannot be read, as with `year`, `total` and `sha256`.
    ///
    /// Mã; null nếu không đọc được, cũng như `year`, `total` và `sha256`.
    id: Option<&'a str>,
    /// The first year it applies.
    ///
    /// Năm đầu áp dụng.
    year: Option<i16>,
    /// Its total.
    ///
    /// Tổng điểm.
    total: Option<Points>,
    /// How many leaves it has.
    ///
    /// Số chỉ tiêu.
    leaves: usize,
    /// Of these, how many have no formula: points are stated.
    ///
    /// Trong đó chưa có công thức: điểm do đơn vị khai.
    without_formula: usize,
    /// Whether everything about it was proved.
    ///
    /// Đã chứng minh được hết hay chưa.
    proved: bool,
    /// SHA-256 of its file.
    ///
    /// SHA-256 của tệp.
    #[schemars(regex(pattern = SHA256))]
    sha256: Option<&'a str>,
    /// What was found.
    ///
    /// Những gì tìm thấy.
    diagnostics: Vec<DiagnosticOut<'a>>,
}

/// A submission, or a unit that handed none in. What is not known of it is null.
///
/// Một hồ sơ, hoặc một đơn vị chưa nộp. Điều chưa biết thì null.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CheckedSubmission")]
struct SubmissionOut<'a> {
    /// The unit; null where nobody named it.
    ///
    /// Đơn vị; null nếu không nói.
    unit: Option<Unit<'a>>,
    /// The path of its submission.
    ///
    /// Đường dẫn của hồ sơ.
    path: Option<&'a str>,
    /// The id of its criteria set.
    ///
    /// Mã bộ tiêu chí.
    criteria: Option<&'a str>,
    /// The year that is assessed.
    ///
    /// Năm đánh giá.
    year: Option<i16>,
    /// How it stands.
    ///
    /// Tình trạng.
    status: Status,
    /// Its attachments.
    ///
    /// Tệp đính kèm.
    files: Option<FilesOut>,
    /// How many leaves its set has.
    ///
    /// Số chỉ tiêu.
    leaves: Option<usize>,
    /// Of these, how many no table says anything of.
    ///
    /// Trong đó chưa khai.
    unanswered: Option<usize>,
    /// What it claims in all.
    ///
    /// Tổng điểm tự chấm.
    claimed: Option<Points>,
    /// What was found.
    ///
    /// Những gì tìm thấy.
    diagnostics: Vec<DiagnosticOut<'a>>,
}

/// Its attachments in numbers.
///
/// Số tệp đính kèm.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Files")]
struct FilesOut {
    /// Declared.
    ///
    /// Đã khai.
    declared: usize,
    /// Found; null where they were not looked for.
    ///
    /// Tìm thấy; null nếu không tìm.
    found: Option<usize>,
    /// Of these, without text that can be read.
    ///
    /// Trong đó không đọc được nội dung chữ.
    unreadable: Option<usize>,
}

/// How a submission stands before it is scored.
///
/// Tình trạng của hồ sơ trước khi chấm.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Status {
    /// A unit that handed nothing in.
    ///
    /// Chưa nộp.
    NotSubmitted,
    /// It has errors.
    ///
    /// Có lỗi.
    Broken,
    /// It was made for another set.
    ///
    /// Dùng bộ tiêu chí khác.
    OtherCriteria,
    /// Answers, figures or explanations lack.
    ///
    /// Chưa đủ: còn thiếu khai báo, số liệu hoặc giải trình.
    Incomplete,
    /// Nothing lacks.
    ///
    /// Đủ.
    Complete,
}

impl From<check::Status> for Status {
    fn from(status: check::Status) -> Self {
        match status {
            check::Status::NotSubmitted => Self::NotSubmitted,
            check::Status::Broken => Self::Broken,
            check::Status::OtherCriteria => Self::OtherCriteria,
            check::Status::Incomplete => Self::Incomplete,
            check::Status::Complete => Self::Complete,
        }
    }
}

/// The JSON Schema of it.
pub fn schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<Document<'_>>()
}

/// Renders what was found, with a line end.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(checked: &Checked, lang: Lang) -> std::io::Result<String> {
    let document = Document {
        schema: SCHEMA,
        tool: tool(),
        sets: checked.sets.iter().map(|set| set_out(set, lang)).collect(),
        submissions: checked
            .submissions
            .iter()
            .map(|received| submission_out(received, lang))
            .collect(),
        diagnostics: diagnostics_out(&checked.diagnostics, lang),
    };
    pretty(&document)
}

fn set_out(checked: &CheckedSet, lang: Lang) -> SetOut<'_> {
    let set = checked.set.as_ref();
    let (without_formula, leaves) = set.map(|set| set.without_formula()).unwrap_or_default();
    SetOut {
        path: &checked.name,
        id: set.map(|set| set.id.as_str()),
        year: set.map(|set| set.year),
        total: set.map(|set| set.total),
        leaves,
        without_formula,
        proved: checked.is_proved(),
        sha256: set.map(|set| set.sha256.as_str()),
        diagnostics: diagnostics_out(&checked.diagnostics, lang),
    }
}

fn submission_out(received: &Received, lang: Lang) -> SubmissionOut<'_> {
    let done = received.completeness.as_ref();
    SubmissionOut {
        unit: unit_out(&received.unit),
        path: received.path.as_deref(),
        criteria: received.criteria.as_deref(),
        year: received.year,
        status: received.status().into(),
        files: done.map(|done| FilesOut {
            declared: done.declared,
            found: done.found,
            unreadable: done.unreadable,
        }),
        leaves: done.map(|done| done.leaves),
        unanswered: done.map(|done| done.unanswered),
        claimed: done.and_then(|done| done.claimed),
        diagnostics: diagnostics_out(&received.diagnostics, lang),
    }
}
