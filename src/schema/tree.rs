//! The form of the tree: fields, criteria, leaves.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;

use super::criteria::Provenance;
use super::documents::Requirement;
use super::rules::Rule;
use super::scalars::{Code, FigureId, Maximum, NotNegative, Number, OneOrMany, Text, Wording};
use super::shape;
use crate::criteria::readings::IN_FORCE;

/// The keys of every node; all others are a leaf's.
const OF_EVERY_NODE: [&str; 7] = [
    "code", "name", "max", "clause", "review", "bonus", "penalty",
];

/// A field, the first level of the tree: it has criteria, or is a leaf itself.
///
/// Lĩnh vực, cấp đầu của bộ tiêu chí: có tiêu chí bên dưới, hoặc chính là chỉ tiêu.
#[derive(JsonSchema)]
#[schemars(transform = criteria_or_leaf)]
pub struct Field {
    /// What every node has.
    ///
    /// Những gì mục nào cũng có.
    #[schemars(flatten)]
    pub node: Node,
    /// Its points come on top of `total`; `max` is the cap of their sum.
    ///
    /// Lĩnh vực cộng điểm, nằm ngoài `total`; `max` là mức cộng tối đa.
    #[schemars(extend("default" = false))]
    pub bonus: Option<bool>,
    /// Its points are taken off; the rules below say how many, and `max` is the cap of their
    /// sum.
    ///
    /// Lĩnh vực trừ điểm, nằm ngoài `total`; quy tắc bên dưới cho biết trừ bao nhiêu, `max` là
    /// mức trừ tối đa.
    #[schemars(extend("default" = false))]
    pub penalty: Option<bool>,
    /// What it has as a leaf.
    ///
    /// Những gì một chỉ tiêu có.
    #[schemars(flatten)]
    pub leaf: Leaf,
    /// What `bonus` and `penalty` entail.
    ///
    /// Hệ quả của `bonus` và `penalty`.
    #[schemars(flatten)]
    pub side: Side,
}

/// A criterion below a field: it has criteria, or is a leaf.
///
/// Tiêu chí dưới một lĩnh vực: có tiêu chí bên dưới, hoặc là chỉ tiêu.
#[derive(JsonSchema)]
#[schemars(transform = criteria_or_leaf)]
pub struct Criterion {
    /// What every node has.
    ///
    /// Những gì mục nào cũng có.
    #[schemars(flatten)]
    pub node: Node,
    /// What it has as a leaf.
    ///
    /// Những gì một chỉ tiêu có.
    #[schemars(flatten)]
    pub leaf: Leaf,
}

/// What every node of the tree has.
///
/// Những gì mục nào cũng có.
#[derive(JsonSchema)]
pub struct Node {
    /// Its code, unlike any other of the set: `1.1.3`.
    ///
    /// Mã, không trùng với mã nào khác: `1.1.3`.
    pub code: Code,
    /// What it is called.
    ///
    /// Tên gọi.
    pub name: Text,
    /// The points at most: the sum of the maxima below it, but for bonus and penalty fields.
    ///
    /// Điểm tối đa: bằng tổng điểm tối đa của các mục ngay bên dưới, trừ lĩnh vực cộng điểm và
    /// trừ điểm.
    pub max: Maximum,
    /// The clause of the decision: `mục 1.1.3, Phụ lục I`.
    ///
    /// Điều khoản của quyết định: `mục 1.1.3, Phụ lục I`.
    pub clause: Option<Text>,
    /// What somebody has still to look at; `check` lists it.
    ///
    /// Những gì còn phải xem lại; `check` liệt kê ra.
    pub review: Option<OneOrMany<Text>>,
    /// The criteria below; a node without them is a leaf.
    ///
    /// Các tiêu chí bên dưới; mục không có thì là chỉ tiêu.
    #[schemars(length(min = 1))]
    pub criteria: Option<Vec<Criterion>>,
}

/// What a leaf has: the documents and figures it rests on, and the rule from them to points.
///
/// Những gì một chỉ tiêu có: tài liệu, số liệu và quy tắc tính điểm.
#[derive(JsonSchema)]
pub struct Leaf {
    /// The role that answers for it.
    ///
    /// Chức danh phụ trách.
    pub owner: Option<Text>,
    /// Who gives its points.
    ///
    /// Ai cho điểm.
    #[schemars(extend("default" = "self"))]
    pub source: Option<Source>,
    /// How far its text can be relied on, where that is not what the set says.
    ///
    /// Nội dung đáng tin đến đâu, nếu khác với cả bộ tiêu chí.
    pub provenance: Option<Provenance>,
    /// The documents it requires.
    ///
    /// Các tài liệu phải có.
    pub documents: Option<Vec<Requirement>>,
    /// Names, kinds and ranges of the figures that the rule uses. A figure that is only used
    /// counts as a number.
    ///
    /// Tên gọi, loại và khoảng giá trị của các số liệu mà quy tắc dùng. Số liệu không khai ở đây
    /// được coi là một số.
    pub figures: Option<Vec<Figure>>,
    /// How its points follow. A leaf with documents and no rule has `presence`.
    ///
    /// Cách tính điểm. Chỉ tiêu có tài liệu mà không có quy tắc thì dùng `presence`.
    pub rule: Option<Rule>,
    /// The wording of a shortfall, with figures in braces: `hoàn thành {hoan_thanh}/{nhiem_vu}
    /// nhiệm vụ`.
    ///
    /// Câu nói về phần chưa đạt, số liệu đặt trong ngoặc nhọn: `hoàn thành
    /// {hoan_thanh}/{nhiem_vu} nhiệm vụ`.
    pub detail: Option<Wording>,
    /// What the declaration "not applicable" does.
    ///
    /// Khai "không áp dụng" thì tính thế nào.
    #[schemars(extend("default" = "forbid"))]
    pub not_applicable: Option<Policy>,
    /// How to win its points back.
    ///
    /// Cách lấy lại điểm.
    pub hint: Option<Text>,
    /// Other readings of what the decision says of it, held against official points and never
    /// used to score.
    ///
    /// Các cách đọc khác của quyết định về chỉ tiêu này, chỉ để đối chiếu với điểm chính thức,
    /// không dùng khi chấm.
    pub readings: Option<Vec<Reading>>,
}

/// Who gives points.
///
/// Nguồn điểm.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Source {
    /// The unit itself, by its documents and figures.
    ///
    /// Đơn vị tự chấm, theo tài liệu và số liệu.
    #[schemars(rename = "self")]
    Own,
    /// A system that counts.
    ///
    /// Hệ thống thông tin.
    System,
    /// A survey.
    ///
    /// Điều tra, khảo sát.
    Survey,
    /// A council.
    ///
    /// Hội đồng thẩm định.
    Council,
}

/// What the declaration "not applicable" does.
///
/// Khai "không áp dụng" thì tính thế nào.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Policy {
    /// It is refused.
    ///
    /// Không được khai.
    Forbid,
    /// Full marks.
    ///
    /// Được điểm tối đa.
    Full,
    /// The leaf is taken out of what applies.
    ///
    /// Loại ra khỏi tổng điểm áp dụng.
    Exclude,
}

/// A figure: its label, kind and range.
///
/// Một số liệu: tên gọi, loại và khoảng giá trị.
#[derive(JsonSchema)]
pub struct Figure {
    /// Its id, as expressions and tables name it.
    ///
    /// Mã, dùng trong biểu thức và bảng.
    pub id: FigureId,
    /// Its label.
    ///
    /// Tên gọi.
    pub name: Option<Text>,
    /// What it is.
    ///
    /// Loại số liệu.
    #[schemars(extend("default" = "number"))]
    pub kind: Option<FigureKind>,
    /// The least it can be. Above 0, it can stand below a line without `on_zero`.
    ///
    /// Nhỏ nhất có thể. Lớn hơn 0 thì làm mẫu số được mà không cần `on_zero`.
    pub min: Option<Number>,
    /// The most it can be.
    ///
    /// Lớn nhất có thể.
    pub max: Option<Number>,
    /// Days of work that a step takes, for plans: one more of a count or of any other number,
    /// one more percent, the next level. Without it a step takes one day.
    ///
    /// Số ngày công cho một bước, để lập kế hoạch: thêm một đơn vị, thêm một phần trăm, lên một
    /// mức. Không ghi thì mỗi bước một ngày.
    pub effort: Option<NotNegative>,
}

/// What a figure is.
///
/// Loại số liệu.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum FigureKind {
    /// A whole number from 0.
    ///
    /// Số nguyên từ 0 trở lên.
    Count,
    /// A share from 0: 98,32% is 0.9832.
    ///
    /// Tỷ lệ từ 0 trở lên: 98,32% là 0,9832.
    Percent,
    /// Any number.
    ///
    /// Số bất kỳ.
    Number,
    /// An amount from 0.
    ///
    /// Số tiền từ 0 trở lên.
    Money,
    /// A day; expressions cannot use it.
    ///
    /// Ngày; không dùng được trong biểu thức.
    Date,
    /// Yes (1) or no (0).
    ///
    /// Có (1) hoặc Không (0).
    YesNo,
}

/// Another reading of what the decision says of a leaf.
///
/// Một cách đọc khác của quyết định về chỉ tiêu.
#[derive(JsonSchema)]
pub struct Reading {
    /// Its id: the same one at several leaves is one reading, taken at all of them or none.
    /// `rule` is the leaf's rule in force.
    ///
    /// Mã: cùng mã ở nhiều chỉ tiêu là cùng một cách đọc, áp dụng cho tất cả hoặc không. `rule`
    /// là quy tắc đang dùng của chỉ tiêu.
    #[schemars(extend("not" = { "const": IN_FORCE }))]
    pub id: Text,
    /// How the text is read, in words.
    ///
    /// Cách đọc này là gì, bằng lời.
    pub name: Text,
    /// The rule that this makes.
    ///
    /// Quy tắc theo cách đọc này.
    pub rule: Rule,
}

/// Criteria below, or a rule or documents: never both, never neither.
fn criteria_or_leaf(schema: &mut Schema) {
    shape::not_beside(schema, "criteria", &OF_EVERY_NODE);
    let leaf = json!({ "anyOf": [{ "required": ["rule"] }, { "required": ["documents"] }] });
    schema.insert("else".to_owned(), leaf);
}

/// A field gives points or takes them, never both, and taking is another matter all the way
/// down.
pub struct Side;

impl JsonSchema for Side {
    fn schema_name() -> Cow<'static, str> {
        "Side".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let taking = generator.subschema_for::<Taking>();
        let is = |key: &str| json!({ "required": [key], "properties": { key: { "const": true } } });
        json_schema!({ "allOf": [
            { "if": is("bonus"), "then": { "properties": { "penalty": { "const": false } } } },
            { "if": is("penalty"), "then": taking },
        ] })
    }
}

/// Documents take nothing off, and neither does what holds whatever the facts.
struct Taking;

impl JsonSchema for Taking {
    fn schema_name() -> Cow<'static, str> {
        "Taking".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let below = generator.subschema_for::<Self>();
        let presence = json!({ "type": "object", "required": ["presence"] });
        let conditional = json!({ "not": { "anyOf": [{ "const": "presence" }, presence] } });
        json_schema!({
            "description": "A penalty field and what is below: a rule says what is taken off.\n\nLĩnh vực trừ điểm và các mục bên dưới: quy tắc cho biết trừ bao nhiêu điểm.",
            "properties": {
                "criteria": { "items": below },
                "documents": false,
                "not_applicable": { "not": { "const": "full" } },
                "rule": conditional,
                "readings": { "items": { "properties": { "rule": conditional } } },
            },
        })
    }
}
