//! The form of a rule: one kind with its parameters.

use schemars::{JsonSchema, Schema};
use serde_json::json;

use super::scalars::{Day, Expression, NotNegative, Number, Positive, Text};
use super::shape;

/// How points follow from facts: `{ kind: { parameters } }`, or the bare name of a kind that
/// needs none. Points are always within 0 and the leaf's maximum.
///
/// Cách tính điểm: `{ loại: { tham số } }`, hoặc chỉ tên loại nếu không cần tham số. Điểm luôn từ
/// 0 đến điểm tối đa của chỉ tiêu.
#[derive(JsonSchema)]
// Beside `properties` the limits would keep an editor from proposing the first key.
#[schemars(
    extend("allOf" = [{ "minProperties": 1, "maxProperties": 1 }]),
    transform = shape::or_name::<Bare>,
)]
pub struct Rule {
    /// The maximum; documents that are missing are taken off.
    ///
    /// Điểm tối đa; thiếu tài liệu thì trừ.
    pub presence: Option<Nothing>,
    /// maximum × value / `full_at`; 0 where value is below `zero_below`.
    ///
    /// điểm tối đa × giá trị / `full_at`; 0 điểm nếu giá trị dưới `zero_below`.
    pub proportional: Option<Proportional>,
    /// The points of the one band that holds the value.
    ///
    /// Điểm của khoảng chứa giá trị.
    pub bands: Option<Bands>,
    /// `points` for each whole `step` of the value above `from`.
    ///
    /// `points` cho mỗi `step` trọn vẹn của giá trị tính từ `from`.
    pub per_item: Option<PerItem>,
    /// The maximum less `points` for each whole `step` of the value, not under `floor`.
    ///
    /// Điểm tối đa trừ `points` cho mỗi `step` trọn vẹn của giá trị, không dưới `floor`.
    pub deduct: Option<Deduct>,
    /// The points of the first step by whose day the document was issued, else `late`; 0 without
    /// the document.
    ///
    /// Điểm của bậc đầu tiên mà tài liệu kịp ban hành, không thì `late`; không có tài liệu thì 0.
    pub deadline: Option<Deadline>,
    /// The points of the level that the unit states as figure `level`, by id or name.
    ///
    /// Điểm của mức đơn vị khai ở số liệu `level`, theo mã hoặc tên.
    pub levels: Option<Levels>,
    /// The points that the unit states as figure `points`.
    ///
    /// Số điểm đơn vị khai ở số liệu `points`.
    pub stated: Option<Stated>,
    /// The points that a survey, a council or a system gives, as figure `points` or `percent`, or
    /// as the maximum times a `value`; pending until then.
    ///
    /// Điểm do khảo sát, hội đồng hoặc hệ thống cho, ở số liệu `points` hoặc `percent`, hoặc bằng
    /// điểm tối đa nhân `value`; chưa có thì chờ.
    pub awarded: Option<Awarded>,
    /// The best of several rules; the first on a tie. They do not nest.
    ///
    /// Quy tắc cho điểm cao nhất; bằng nhau thì quy tắc đứng trước. Không lồng nhau.
    #[schemars(length(min = 1))]
    pub best_of: Option<Vec<Branch>>,
}

/// A kind that needs no parameters.
///
/// Loại không cần tham số.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Bare {
    /// The maximum; documents that are missing are taken off.
    ///
    /// Điểm tối đa; thiếu tài liệu thì trừ.
    Presence,
    /// The points that the unit states as figure `points`.
    ///
    /// Số điểm đơn vị khai ở số liệu `points`.
    Stated,
    /// The points that a survey, a council or a system gives, as figure `points` or `percent`;
    /// pending until then.
    ///
    /// Điểm do khảo sát, hội đồng hoặc hệ thống cho, ở số liệu `points` hoặc `percent`; chưa có
    /// thì chờ.
    Awarded,
}

/// No parameters.
///
/// Không có tham số.
#[derive(JsonSchema)]
#[schemars(extend("type" = ["object", "null"], "maxProperties" = 0))]
pub struct Nothing {}

/// A rule that is no `best_of` itself.
///
/// Quy tắc không phải là `best_of`.
#[derive(JsonSchema)]
#[schemars(extend("not" = { "type": "object", "required": ["best_of"] }))]
pub struct Branch(pub Rule);

/// What is measured.
///
/// Giá trị đo.
#[derive(JsonSchema)]
pub struct Measure {
    /// What is measured, from figures: `dung_han / da_giai_quyet`.
    ///
    /// Giá trị, tính từ số liệu: `dung_han / da_giai_quyet`.
    pub value: Expression,
    /// What a zero denominator means; it must stand where there can be one.
    ///
    /// Mẫu số bằng 0 thì tính thế nào; bắt buộc nếu mẫu số có thể bằng 0.
    pub on_zero: Option<OnZero>,
}

/// What a zero denominator means.
///
/// Mẫu số bằng 0 thì tính thế nào.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum OnZero {
    /// Full marks.
    ///
    /// Được điểm tối đa.
    Full,
    /// 0 points.
    ///
    /// 0 điểm.
    Zero,
    /// The leaf is taken out of what applies.
    ///
    /// Chỉ tiêu không áp dụng, loại ra khỏi tổng điểm áp dụng.
    NotApplicable,
}

/// A share of the maximum.
///
/// Một phần của điểm tối đa.
#[derive(JsonSchema)]
pub struct Proportional {
    /// The value.
    ///
    /// Giá trị.
    #[schemars(flatten)]
    pub measure: Measure,
    /// The value that gives the maximum.
    ///
    /// Giá trị được điểm tối đa.
    #[schemars(extend("default" = 1))]
    pub full_at: Option<Positive>,
    /// Values below this give 0.
    ///
    /// Giá trị dưới mức này được 0 điểm.
    #[schemars(extend("default" = 0))]
    pub zero_below: Option<Number>,
}

/// Points by bands of a value.
///
/// Điểm theo khoảng giá trị.
#[derive(JsonSchema)]
pub struct Bands {
    /// The value.
    ///
    /// Giá trị.
    #[schemars(flatten)]
    pub measure: Measure,
    /// The bands: without gap or overlap, each value in one.
    ///
    /// Các khoảng: không hở, không chồng, mỗi giá trị thuộc một khoảng.
    #[schemars(length(min = 1))]
    pub bands: Vec<Band>,
}

/// A band: its bounds, and exactly one of `points`, `proportional`, `interpolate`.
///
/// Một khoảng: hai cận, và đúng một trong `points`, `proportional`, `interpolate`.
#[derive(JsonSchema)]
#[schemars(transform = band)]
pub struct Band {
    /// The lower bound, part of the band: 0.9 or 90%.
    ///
    /// Cận dưới, thuộc khoảng: 0.9 hoặc 90%.
    pub from: Option<Number>,
    /// The lower bound, not part of the band.
    ///
    /// Cận dưới, không thuộc khoảng.
    pub over: Option<Number>,
    /// The upper bound, part of the band.
    ///
    /// Cận trên, thuộc khoảng.
    pub to: Option<Number>,
    /// The upper bound, not part of the band.
    ///
    /// Cận trên, không thuộc khoảng.
    pub below: Option<Number>,
    /// What the band gives.
    ///
    /// Số điểm của khoảng.
    pub points: Option<NotNegative>,
    /// maximum × value.
    ///
    /// điểm tối đa × giá trị.
    #[schemars(extend("const" = true))]
    pub proportional: Option<bool>,
    /// Straight from the first points at the lower bound to the second at the upper bound.
    ///
    /// Tăng giảm đều từ số điểm đầu ở cận dưới đến số điểm sau ở cận trên.
    pub interpolate: Option<[NotNegative; 2]>,
}

/// Points for each item.
///
/// Điểm cho mỗi đơn vị đếm.
#[derive(JsonSchema)]
pub struct PerItem {
    /// The value.
    ///
    /// Giá trị.
    #[schemars(flatten)]
    pub measure: Measure,
    /// Points of one item.
    ///
    /// Số điểm mỗi đơn vị đếm.
    pub points: Positive,
    /// Where counting starts.
    ///
    /// Đếm từ mức nào.
    #[schemars(extend("default" = 0))]
    pub from: Option<Number>,
    /// How much makes one item.
    ///
    /// Bao nhiêu là một đơn vị đếm.
    #[schemars(extend("default" = 1))]
    pub step: Option<Positive>,
}

/// Points taken off for each item.
///
/// Trừ điểm cho mỗi đơn vị đếm.
#[derive(JsonSchema)]
pub struct Deduct {
    /// The value.
    ///
    /// Giá trị.
    #[schemars(flatten)]
    pub measure: Measure,
    /// Points that one item costs.
    ///
    /// Số điểm trừ mỗi đơn vị đếm.
    pub points: Positive,
    /// How much makes one item.
    ///
    /// Bao nhiêu là một đơn vị đếm.
    #[schemars(extend("default" = 1))]
    pub step: Option<Positive>,
    /// What is left at least.
    ///
    /// Còn lại ít nhất bao nhiêu điểm.
    #[schemars(extend("default" = 0))]
    pub floor: Option<NotNegative>,
}

/// Points by a document's day of issue.
///
/// Điểm theo ngày ban hành của một tài liệu.
#[derive(JsonSchema)]
pub struct Deadline {
    /// The id of the document, one that the leaf requires.
    ///
    /// Mã tài liệu, là một tài liệu của chỉ tiêu.
    pub document: Text,
    /// The steps, from early to late.
    ///
    /// Các bậc, từ sớm đến muộn.
    #[schemars(length(min = 1))]
    pub steps: Vec<Step>,
    /// What a later document gives.
    ///
    /// Điểm khi ban hành muộn hơn mọi bậc.
    #[schemars(extend("default" = 0))]
    pub late: Option<NotNegative>,
}

/// One step of a deadline.
///
/// Một bậc thời hạn.
#[derive(JsonSchema)]
pub struct Step {
    /// The last day, included.
    ///
    /// Ngày cuối, kể cả ngày này.
    pub by: Day,
    /// What it gives.
    ///
    /// Số điểm.
    pub points: NotNegative,
}

/// Named levels.
///
/// Các mức có tên.
#[derive(JsonSchema)]
pub struct Levels {
    /// The levels.
    ///
    /// Các mức.
    #[schemars(length(min = 1))]
    pub levels: Vec<NamedLevel>,
}

/// A named level.
///
/// Một mức.
#[derive(JsonSchema)]
pub struct NamedLevel {
    /// Its id, unlike any other of the rule.
    ///
    /// Mã, không trùng trong cùng quy tắc.
    pub id: Text,
    /// What it is called; the id where absent.
    ///
    /// Tên gọi; không ghi thì dùng mã.
    pub name: Option<Text>,
    /// What it gives.
    ///
    /// Số điểm.
    pub points: NotNegative,
}

/// Points as the unit states them.
///
/// Điểm do đơn vị khai.
#[derive(JsonSchema)]
#[schemars(extend("type" = ["object", "null"]))]
pub struct Stated {
    /// The points that may be stated. Without them any from 0 to the maximum may.
    ///
    /// Các mức điểm được khai. Không ghi thì từ 0 đến điểm tối đa.
    pub choices: Option<Vec<NotNegative>>,
}

/// Points that somebody else gives.
///
/// Điểm do nơi khác cho.
#[derive(JsonSchema)]
#[schemars(
    extend("type" = ["object", "null"]),
    extend("dependentRequired" = { "on_zero": ["value"] }),
)]
pub struct Awarded {
    /// The share of the maximum that is given: `survey.hai_long`. Pending until all its figures
    /// are there. Without it points are stated.
    ///
    /// Phần điểm tối đa được cho: `survey.hai_long`. Chưa đủ số liệu thì chờ. Không ghi thì điểm
    /// được khai trong bảng.
    pub value: Option<Expression>,
    /// What a zero denominator means; it must stand where there can be one.
    ///
    /// Mẫu số bằng 0 thì tính thế nào; bắt buộc nếu mẫu số có thể bằng 0.
    pub on_zero: Option<OnZero>,
}

/// One way to points, one bound a side at most, and both to interpolate between.
fn band(schema: &mut Schema) {
    let has = |key: &str| json!({ "required": [key] });
    let one_of = |keys: [&str; 2]| json!({ "anyOf": keys.map(has) });
    let not_both =
        |a: &str, b: &str| json!({ "if": has(a), "then": { "properties": { b: false } } });
    let both_sides = json!({ "allOf": [one_of(["from", "over"]), one_of(["to", "below"])] });
    let ways = ["points", "proportional", "interpolate"].map(has);
    let bounds = json!([
        not_both("from", "over"),
        not_both("to", "below"),
        { "if": has("interpolate"), "then": both_sides },
    ]);
    schema.insert("oneOf".to_owned(), ways.into());
    schema.insert("allOf".to_owned(), bounds);
}
