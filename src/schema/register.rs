//! The form of what sets and manifests say of dossier registers.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use super::scalars::{OneOrMany, Text};
use crate::criteria::register::{HEADS, TESTS};

/// How dossier registers are read, and what is counted of them.
///
/// Cách đọc sổ theo dõi hồ sơ TTHC và đếm những gì.
#[derive(JsonSchema)]
pub struct Register {
    /// Whether a dossier is on time by days (usual) or by days and hours.
    ///
    /// Đúng hạn tính theo ngày (thường dùng) hay theo ngày và giờ.
    #[schemars(extend("default" = "dates"))]
    pub on_time: Option<OnTime>,
    /// The province's own headers, each with the column it is.
    ///
    /// Tiêu đề cột riêng, mỗi tiêu đề là cột nào.
    pub columns: Option<BTreeMap<String, RegisterColumn>>,
    /// What is written in columns, and what it means.
    ///
    /// Giá trị ghi trong các cột và nghĩa của nó.
    pub values: Option<Values>,
    /// The province's own metrics, `register.<id>` in values; the usual ones are always there.
    ///
    /// Chỉ số riêng, dùng là `register.<id>`; các chỉ số thường dùng luôn có sẵn.
    pub metrics: Option<Vec<Metric>>,
}

/// By what a dossier is on time.
///
/// Đúng hạn tính theo gì.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum OnTime {
    /// Days.
    ///
    /// Ngày.
    Dates,
    /// Days and hours.
    ///
    /// Ngày và giờ.
    Timestamps,
}

/// A column of a register.
///
/// Một cột của sổ.
#[derive(JsonSchema)]
#[schemars(extend("enum" = ["id", "unit", "unitname", "received", "due", "finished", "returned", "stopped", "status", "channel", "level", "payment", "digitised", "apology"]))]
pub struct RegisterColumn(pub String);

/// What is written in columns of registers, and what it means.
///
/// Giá trị ghi trong các cột của sổ và nghĩa của nó.
#[derive(JsonSchema)]
pub struct Values {
    /// How far a dossier is: open, supplement, withdrawn, stopped, finished, returned.
    ///
    /// Trạng thái: open (đang xử lý), supplement (yêu cầu bổ sung), withdrawn (rút), stopped
    /// (dừng), finished (xử lý xong), returned (đã trả kết quả).
    pub status: Option<BTreeMap<String, Status>>,
    /// How it was handed in: in_person, online, post.
    ///
    /// Kênh tiếp nhận: in_person (trực tiếp), online (trực tuyến), post (bưu chính).
    pub channel: Option<BTreeMap<String, Channel>>,
    /// The level of online service: partial, full.
    ///
    /// Mức độ dịch vụ công: partial (một phần), full (toàn trình).
    pub level: Option<BTreeMap<String, Level>>,
    /// How fees were paid: online, in_person.
    ///
    /// Thanh toán: online (trực tuyến), in_person (trực tiếp hoặc không).
    pub payment: Option<BTreeMap<String, Payment>>,
    /// Whether the result was digitised: done, not_done.
    ///
    /// Số hóa kết quả: done (có), not_done (không).
    pub digitised: Option<BTreeMap<String, Done>>,
    /// Whether there is a letter of apology: done, not_done.
    ///
    /// Thư xin lỗi: done (có), not_done (không).
    pub apology: Option<BTreeMap<String, Done>>,
}

/// How far a dossier is.
///
/// Trạng thái hồ sơ.
#[derive(JsonSchema)]
#[schemars(extend("enum" = ["open", "supplement", "withdrawn", "stopped", "finished", "returned"]))]
pub struct Status(pub String);

/// How a dossier was handed in.
///
/// Kênh tiếp nhận.
#[derive(JsonSchema)]
#[schemars(extend("enum" = ["in_person", "online", "post"]))]
pub struct Channel(pub String);

/// A level of online service.
///
/// Mức độ dịch vụ công.
#[derive(JsonSchema)]
#[schemars(rename = "ServiceLevel", extend("enum" = ["partial", "full"]))]
pub struct Level(pub String);

/// How fees were paid.
///
/// Thanh toán.
#[derive(JsonSchema)]
#[schemars(extend("enum" = ["online", "in_person"]))]
pub struct Payment(pub String);

/// Done or not.
///
/// Đã có hoặc chưa.
#[derive(JsonSchema)]
#[schemars(extend("enum" = ["done", "not_done"]))]
pub struct Done(pub String);

/// A number of dossiers.
///
/// Một số đếm hồ sơ TTHC.
#[derive(JsonSchema)]
pub struct Metric {
    /// Its id: `register.<id>` in values.
    ///
    /// Mã: dùng là `register.<id>`.
    pub id: MetricId,
    /// What is counted.
    ///
    /// Đếm những gì.
    pub name: Text,
    /// Which dossiers count, of those received in the period or carried over into it.
    ///
    /// Hồ sơ nào được đếm, trong số tiếp nhận trong kỳ và kỳ trước chuyển sang.
    pub count: Condition,
}

/// The id of a metric: letters, digits and `_`, not a digit first.
///
/// Mã chỉ số: chữ, số và dấu gạch dưới, không bắt đầu bằng số.
#[derive(JsonSchema)]
#[schemars(extend("pattern" = r"^\s*[^\s0-9!-@\[-^`{-~][^\s!-/:-@\[-^`{-~]*\s*$"))]
pub struct MetricId(pub String);

/// Which dossiers are meant: one of `all`, `any`, `not`, `metric`, or `column` with one test.
///
/// Những hồ sơ nào: một trong `all`, `any`, `not`, `metric`, hoặc `column` cùng một phép thử.
#[derive(JsonSchema)]
#[schemars(transform = condition)]
pub struct Condition {
    /// All of these.
    ///
    /// Thỏa mọi điều kiện.
    pub all: Option<Vec<Condition>>,
    /// Any of these.
    ///
    /// Thỏa ít nhất một điều kiện.
    pub any: Option<Vec<Condition>>,
    /// Not this.
    ///
    /// Không thỏa điều kiện này.
    pub not: Option<Box<Condition>>,
    /// What another metric counts, which stands above or is a usual one.
    ///
    /// Như một chỉ số khác, ở trên hoặc có sẵn.
    pub metric: Option<Text>,
    /// A column: one of the known names, or the header of another; `end`, `period.from` and
    /// `period.to` are days too.
    ///
    /// Một cột: tên đã biết, hoặc tiêu đề của cột khác; `end` (ngày kết thúc), `period.from`,
    /// `period.to` (đầu kỳ, cuối kỳ) cũng là ngày.
    pub column: Option<Text>,
    /// The column holds this value.
    ///
    /// Cột mang giá trị này.
    pub equals: Option<Text>,
    /// The column holds one of these values.
    ///
    /// Cột mang một trong các giá trị này.
    #[schemars(rename = "in")]
    pub one_of: Option<OneOrMany<Text>>,
    /// Whether the column is filled.
    ///
    /// Cột có ghi hay không.
    pub present: Option<bool>,
    /// The day lies before this one.
    ///
    /// Trước ngày này.
    pub before: Option<Text>,
    /// The day is not later than this one.
    ///
    /// Không sau ngày này.
    pub not_after: Option<Text>,
    /// Both are the same day.
    ///
    /// Cùng ngày này.
    pub on: Option<Text>,
    /// The day is not earlier than this one.
    ///
    /// Không trước ngày này.
    pub not_before: Option<Text>,
    /// The day lies after this one.
    ///
    /// Sau ngày này.
    pub after: Option<Text>,
}

/// Exactly one head, and exactly one test with `column` alone.
fn condition(schema: &mut Schema) {
    let required = |keys: &[&str]| -> Value {
        let keys = keys.iter().map(|key| json!({ "required": [key] }));
        keys.collect::<Vec<_>>().into()
    };
    schema.insert("oneOf".to_owned(), required(&HEADS));
    schema.insert("if".to_owned(), json!({ "required": ["column"] }));
    schema.insert("then".to_owned(), json!({ "oneOf": required(&TESTS) }));
    schema.insert(
        "else".to_owned(),
        json!({ "not": { "anyOf": required(&TESTS) } }),
    );
}
