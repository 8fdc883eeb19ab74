//! The form of the documents that a leaf requires.

use schemars::{JsonSchema, Schema};

use super::scalars::{Day, NotNegative, OneOrMany, Text};
use super::shape;

/// A document that a leaf requires, or with `one_of` a group of which one is enough.
///
/// Một tài liệu phải có, hoặc với `one_of` là một nhóm chỉ cần một.
#[derive(JsonSchema)]
#[schemars(transform = group_or_document)]
pub struct Requirement {
    /// The document itself; of a group its id and name.
    ///
    /// Tài liệu; nếu là nhóm thì mã và tên của nhóm.
    #[schemars(flatten)]
    pub document: Document,
    /// What it costs when it is not in order.
    ///
    /// Thiếu hoặc không hợp lệ thì mất gì.
    #[schemars(extend("default" = "void"))]
    pub missing: Option<Missing>,
    /// The documents of which one is enough, two at least.
    ///
    /// Các tài liệu chỉ cần có một, ít nhất hai.
    #[schemars(length(min = 2))]
    pub one_of: Option<Vec<Document>>,
}

/// A document.
///
/// Một tài liệu.
#[derive(JsonSchema)]
pub struct Document {
    /// Its id; the same id in several leaves is the same document.
    ///
    /// Mã; cùng mã ở nhiều chỉ tiêu là cùng một tài liệu.
    pub id: Text,
    /// What it is called.
    ///
    /// Tên gọi.
    pub name: Text,
    /// The type code in its number, as KH in 08/KH-UBND; a list where several are fine. Without
    /// it any number is.
    ///
    /// Loại văn bản trong số ký hiệu, như KH trong 08/KH-UBND; có thể là danh sách. Không ghi
    /// thì số ký hiệu nào cũng được.
    #[schemars(rename = "type")]
    pub kind: Option<OneOrMany<Text>>,
    /// When it may have been issued. Without it a date outside the period is only warned about.
    ///
    /// Phải ban hành trong khoảng nào. Không ghi thì ngày ngoài kỳ chỉ được lưu ý.
    pub issued: Option<Issued>,
    /// Files at least.
    ///
    /// Số tệp tối thiểu.
    #[schemars(range(min = 1, max = 1000), extend("default" = 1))]
    pub files: Option<u16>,
    /// What is accepted.
    ///
    /// Chấp nhận tệp hay đường dẫn.
    #[schemars(extend("default" = ["file"]))]
    pub accept: Option<OneOrMany<Accepted>>,
    /// The extensions that are accepted: `pdf`, `docx`. Without it all are.
    ///
    /// Các đuôi tệp được chấp nhận: `pdf`, `docx`. Không ghi thì đuôi nào cũng được.
    pub formats: Option<OneOrMany<Text>>,
    /// Days of work until it can be attached, for plans. Without it one day.
    ///
    /// Số ngày công để có và đính kèm, dùng khi lập kế hoạch. Không ghi thì một ngày.
    pub effort: Option<NotNegative>,
}

/// When a document may have been issued: a first and a last day, both included, of which one may
/// be left out; or `any`.
///
/// Phải ban hành trong khoảng nào: ngày đầu và ngày cuối, kể cả hai ngày, có thể chỉ ghi một;
/// hoặc `any`.
#[derive(JsonSchema)]
#[schemars(transform = shape::or_name::<AnyDay>)]
pub struct Issued {
    /// The first day.
    ///
    /// Ngày đầu.
    pub from: Option<Day>,
    /// The last day.
    ///
    /// Ngày cuối.
    pub by: Option<Day>,
}

/// Any day.
///
/// Ngày bất kỳ.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum AnyDay {
    /// Its date does not matter, nor whether it has one.
    ///
    /// Ngày nào cũng được, không ghi ngày cũng được.
    Any,
}

/// What stands for a document.
///
/// Minh chứng là gì.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Accepted {
    /// A file.
    ///
    /// Tệp đính kèm.
    File,
    /// A link, which is never fetched: points that rest on it are at risk.
    ///
    /// Đường dẫn, không được mở để kiểm tra: điểm dựa vào nó là chưa chắc chắn.
    Link,
}

/// What it costs when a document is not in order: some points, or the leaf.
///
/// Tài liệu thiếu hoặc không hợp lệ thì mất gì: một số điểm, hoặc cả chỉ tiêu.
#[derive(JsonSchema)]
#[schemars(transform = shape::or_name::<MissingLeaf>)]
pub struct Missing {
    /// Points taken off, 0 to the leaf's maximum. With 0 only what the rule reads from the
    /// document counts.
    ///
    /// Số điểm trừ, từ 0 đến điểm tối đa của chỉ tiêu. Ghi 0 thì chỉ tính điều quy tắc đọc từ
    /// tài liệu.
    pub lose: NotNegative,
}

/// What becomes of the leaf without its document.
///
/// Chỉ tiêu thiếu tài liệu.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum MissingLeaf {
    /// The leaf is worth 0.
    ///
    /// Chỉ tiêu được 0 điểm.
    Void,
    /// An explanation keeps the points, at risk; without one the leaf is worth 0.
    ///
    /// Có giải trình thì giữ điểm, chưa chắc chắn; không có thì 0 điểm.
    Explain,
}

/// A group has an id, a name and what its absence costs; all else is its documents'.
fn group_or_document(schema: &mut Schema) {
    shape::not_beside(schema, "one_of", &["id", "name", "missing"]);
}
