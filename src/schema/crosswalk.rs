//! A crosswalk between two sets: see [`crate::compare::crosswalk`].

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::scalars::{Code, OneOrMany, Positive, Text};
use crate::compare::crosswalk::SCHEMA;

/// A crosswalk: which leaves of an older set became which of a newer one, and which units were
/// merged.
///
/// Bảng chuyển đổi: chỉ tiêu nào của bộ cũ thành chỉ tiêu nào của bộ mới, đơn vị nào sáp nhập.
#[derive(JsonSchema)]
#[schemars(title = SCHEMA)]
pub struct Crosswalk {
    /// Which form this is.
    ///
    /// Lược đồ của tệp.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: String,
    /// The id of the older set.
    ///
    /// Mã bộ tiêu chí cũ.
    pub from: Text,
    /// The id of the newer set.
    ///
    /// Mã bộ tiêu chí mới.
    pub to: Text,
    /// The leaves that go together; what no row names was dropped, or is new.
    ///
    /// Các chỉ tiêu đi với nhau; chỉ tiêu không dòng nào nêu là đã bỏ, hoặc là mới.
    pub leaves: Vec<Mapping>,
    /// The units that were merged.
    ///
    /// Các đơn vị sáp nhập.
    pub units: Option<Vec<Merger>>,
}

/// Leaves that go together.
///
/// Các chỉ tiêu đi với nhau.
#[derive(JsonSchema)]
pub struct Mapping {
    /// Codes of the older set; a node stands for all leaves below it.
    ///
    /// Mã ở bộ cũ; mã tiêu chí, lĩnh vực là mọi chỉ tiêu bên dưới.
    pub old: OneOrMany<Code>,
    /// Codes of the newer set, likewise.
    ///
    /// Mã ở bộ mới, tương tự.
    pub new: OneOrMany<Code>,
    /// Where one leaf became one other: its figures, old id to new, so that the old facts can be
    /// scored by the new rule.
    ///
    /// Nếu một chỉ tiêu thành một chỉ tiêu: số liệu, mã cũ thành mã mới, để chấm số liệu cũ theo
    /// cách tính mới.
    pub figures: Option<BTreeMap<String, Text>>,
    /// Its documents, likewise.
    ///
    /// Tài liệu, tương tự.
    pub documents: Option<BTreeMap<String, Text>>,
}

/// A unit and those it was made of.
///
/// Một đơn vị và các đơn vị hợp thành.
#[derive(JsonSchema)]
pub struct Merger {
    /// The code of the unit.
    ///
    /// Mã đơn vị.
    pub new: Text,
    /// The codes of those it was made of.
    ///
    /// Mã các đơn vị hợp thành.
    pub old: OneOrMany<Text>,
    /// What each of them counts; without it they count alike.
    ///
    /// Trọng số của từng đơn vị; không có thì như nhau.
    pub weights: Option<OneOrMany<Positive>>,
}
