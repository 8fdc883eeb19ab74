//! Plain values: text, numbers, dates, names.
//!
//! Patterns use what every dialect of regular expressions has, and refuse nothing that the
//! readers take.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// Text; a number counts as the text it is written as.
///
/// Chữ; số được hiểu đúng như chữ đã viết.
#[derive(JsonSchema)]
#[schemars(extend("type" = ["string", "number"], "pattern" = r"\S"))]
pub struct Text(pub String);

/// The code of a field, criterion or leaf: letters and digits in segments, such as `1.1.3` or
/// `II.a`. It is text: an unquoted 1.10 stays 1.10.
///
/// Mã lĩnh vực, tiêu chí hoặc chỉ tiêu: các đoạn chữ và số cách nhau bằng dấu chấm, như `1.1.3`
/// hay `II.a`. Mã là chữ: 1.10 không có dấu nháy vẫn là 1.10.
#[derive(JsonSchema)]
#[schemars(extend(
    "type" = ["string", "number"],
    "minimum" = 0,
    "pattern" = r"^\s*[^\s!-/:-@\[-`{-~]+(\.[^\s!-/:-@\[-`{-~]+)*\.?\s*$",
))]
pub struct Code(pub String);

/// The id of a figure, as expressions name it: letters, digits, `_` and points, not a digit
/// first.
///
/// Mã số liệu, dùng trong biểu thức: chữ, số, dấu gạch dưới và dấu chấm, không bắt đầu bằng số.
#[derive(JsonSchema)]
#[schemars(extend("pattern" = r"^\s*[^\s0-9!-@\[-^`{-~][^\s!-\-/:-@\[-^`{-~]*\s*$"))]
pub struct FigureId(pub String);

/// A value worked out from figures: numbers, percents, names of figures, `+ - * /`, brackets,
/// `min(…)` and `max(…)`.
///
/// Giá trị tính từ số liệu: số, phần trăm, mã số liệu, `+ - * /`, ngoặc, `min(…)` và `max(…)`.
#[derive(JsonSchema)]
#[schemars(extend("type" = ["string", "number"], "pattern" = r"\S"))]
pub struct Expression(pub String);

/// Words with figures put in by their ids in braces.
///
/// Câu chữ, có thể chèn số liệu bằng mã đặt trong ngoặc nhọn.
#[derive(JsonSchema)]
#[schemars(extend("type" = ["string", "number"], "minLength" = 1, "pattern" = r"^([^{}]*\{[^}]*\})*[^{}]*$"))]
pub struct Wording(pub String);

/// A number; with a decimal comma or `%` it is text: `0,9`, `90%`.
///
/// Một số; có dấu phẩy thập phân hoặc `%` thì viết như chữ: `0,9`, `90%`.
#[derive(JsonSchema)]
#[schemars(extend(
    "type" = ["number", "string"],
    "pattern" = r"^\s*-?[0-9]+([.,][0-9]+)?\s*%?\s*$",
))]
pub struct Number(pub String);

/// A number from 0; with a decimal comma or `%` it is text: `0,9`, `90%`.
///
/// Một số từ 0 trở lên; có dấu phẩy thập phân hoặc `%` thì viết như chữ: `0,9`, `90%`.
#[derive(JsonSchema)]
#[schemars(extend(
    "type" = ["number", "string"],
    "minimum" = 0,
    "pattern" = r"^\s*[0-9]+([.,][0-9]+)?\s*%?\s*$",
))]
pub struct NotNegative(pub String);

/// A number above 0; with a decimal comma or `%` it is text: `0,9`, `90%`.
///
/// Một số lớn hơn 0; có dấu phẩy thập phân hoặc `%` thì viết như chữ: `0,9`, `90%`.
#[derive(JsonSchema)]
#[schemars(extend(
    "type" = ["number", "string"],
    "exclusiveMinimum" = 0,
    "pattern" = r"^\s*([0-9]*[1-9][0-9]*([.,][0-9]+)?|[0-9]+[.,][0-9]*[1-9][0-9]*)\s*%?\s*$",
))]
pub struct Positive(pub String);

/// The points of a node at most: above 0, with no more decimals than `rounding.digits`; with a
/// decimal comma it is text.
///
/// Điểm tối đa: lớn hơn 0, không nhiều chữ số thập phân hơn `rounding.digits`; có dấu phẩy thập
/// phân thì viết như chữ.
#[derive(JsonSchema)]
#[schemars(extend(
    "type" = ["number", "string"],
    "exclusiveMinimum" = 0,
    "maximum" = 1_000_000,
    "pattern" = r"^\s*([0-9]*[1-9][0-9]*([.,][0-9]+)?|[0-9]+[.,][0-9]*[1-9][0-9]*)\s*$",
))]
pub struct Maximum(pub String);

/// A day: `2023-01-31`, or with the year that is assessed: `"{year}-01-31"`, `"{year-1}-12-15"`,
/// in quotes.
///
/// Một ngày: `2023-01-31`, hoặc theo năm đánh giá: `"{year}-01-31"`, `"{year-1}-12-15"`, đặt
/// trong dấu nháy.
#[derive(JsonSchema)]
#[schemars(extend(
    "pattern" = r"^\s*([0-9]{4}|\{\s*year\s*([+-]\s*[0-9]+\s*)?\})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\s*$",
))]
pub struct Day(pub String);

/// A year, 1990 to 2999.
///
/// Năm, từ 1990 đến 2999.
#[derive(JsonSchema)]
#[schemars(extend("minimum" = 1990, "maximum" = 2999))]
pub struct Year(pub i16);

/// One, or a list of several.
pub struct OneOrMany<T>(pub Vec<T>);

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMany_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}
