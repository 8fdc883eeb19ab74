//! The form of question sets: what a set asks in surveys.

use schemars::JsonSchema;
use serde_json::json;

use super::scalars::{Expression, Text};

/// A question set. Its answers come to a share from 0 to 1, which values read as `survey.<id>`.
///
/// Một bộ câu hỏi. Kết quả là một tỷ lệ từ 0 đến 1, dùng trong biểu thức là `survey.<mã>`.
#[derive(JsonSchema)]
#[schemars(extend(
    "dependentRequired" = json!({ "error": ["population"], "share": ["population"] }),
))]
pub struct QuestionSet {
    /// Its id, unlike any other: `hai_long` is `survey.hai_long` in values.
    ///
    /// Mã, không trùng: `hai_long` là `survey.hai_long` trong biểu thức.
    pub id: QuestionSetId,
    /// What it is called.
    ///
    /// Tên gọi.
    pub name: Text,
    /// The headers of its questions in the sheets, compared without case, marks and spaces. A
    /// row is a respondent, an answer a whole number from 1 to 5; a blank one does not count.
    ///
    /// Tiêu đề cột của các câu hỏi trong phiếu, so không kể hoa thường, dấu và khoảng trắng. Mỗi
    /// dòng một người trả lời, mỗi câu trả lời là số nguyên từ 1 đến 5; để trống thì không tính.
    #[schemars(length(min = 1))]
    pub questions: Vec<Text>,
    /// How the answers to all its questions become the share.
    ///
    /// Cách tính tỷ lệ từ mọi câu trả lời.
    pub method: Method,
    /// How many people could be asked (N): a whole number, or a value from figures of the set.
    ///
    /// Tổng thể (N), số người có thể được hỏi: một số nguyên, hoặc giá trị tính từ số liệu chung.
    pub population: Option<Expression>,
    /// The margin of error (e): the sample needed, N / (1 + N e²), is printed beside the one
    /// taken.
    ///
    /// Sai số cho phép (e): cỡ mẫu cần có, N / (1 + N e²), được in cạnh số phiếu thu về.
    pub error: Option<BelowOne>,
    /// The share of the population that is to be asked.
    ///
    /// Tỷ lệ người phải hỏi trên tổng thể.
    pub share: Option<UpToOne>,
}

/// The id of a question set: letters, digits and `_`, not a digit first.
///
/// Mã bộ câu hỏi: chữ, số và dấu gạch dưới.
#[derive(JsonSchema)]
#[schemars(extend("pattern" = r"^\s*[^\s!-/:-@\[-^`{-~]+\s*$"))]
pub struct QuestionSetId(pub String);

/// How answers become a share from 0 to 1.
///
/// Cách tính từ câu trả lời ra tỷ lệ từ 0 đến 1.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Method {
    /// Answers 4 or 5, of all answers.
    ///
    /// Số câu trả lời 4 hoặc 5 trên số câu trả lời.
    Top2Percent,
    /// (mean − 1) / 4.
    ///
    /// (điểm trung bình − 1) / 4.
    MeanScaled,
    /// mean / 5.
    ///
    /// điểm trung bình / 5.
    MeanFifth,
}

/// A share above 0 and below 1; with a decimal comma or `%` it is text: `5%`.
///
/// Tỷ lệ trên 0, dưới 1; có dấu phẩy thập phân hoặc `%` thì viết như chữ: `5%`.
#[derive(JsonSchema)]
#[schemars(extend(
    "type" = ["number", "string"],
    "exclusiveMinimum" = 0,
    "exclusiveMaximum" = 1,
    "pattern" = r"^\s*(0+[.,][0-9]*[1-9][0-9]*\s*%?|0*[1-9][0-9]?([.,][0-9]+)?\s*%)\s*$",
))]
pub struct BelowOne(pub String);

/// A share above 0 and at most 1; with a decimal comma or `%` it is text: `10%`.
///
/// Tỷ lệ trên 0, không quá 1; có dấu phẩy thập phân hoặc `%` thì viết như chữ: `10%`.
#[derive(JsonSchema)]
#[schemars(extend(
    "type" = ["number", "string"],
    "exclusiveMinimum" = 0,
    "maximum" = 1,
    "pattern" = r"^\s*(0+[.,][0-9]*[1-9][0-9]*\s*%?|0*[1-9][0-9]?([.,][0-9]+)?\s*%|0*1([.,]0+)?|0*100([.,]0+)?\s*%)\s*$",
))]
pub struct UpToOne(pub String);
