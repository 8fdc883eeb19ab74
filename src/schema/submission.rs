//! The form of a manifest.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::register::Values;
use super::scalars::{OneOrMany, Text, Year};
use crate::evidence::manifest::FILE_NAME;

/// A submission: the unit, the set it is scored by, its tables and attachments. Every key may be
/// absent; flags of the same name win. Paths start from the file's folder.
///
/// Một hồ sơ tự chấm điểm: đơn vị, bộ tiêu chí, các bảng và tệp đính kèm. Khóa nào cũng có thể
/// không ghi; tham số dòng lệnh cùng tên được ưu tiên. Đường dẫn tính từ thư mục chứa tệp này.
#[derive(JsonSchema)]
#[schemars(title = FILE_NAME)]
pub struct Submission {
    /// The unit: its code, or code and name.
    ///
    /// Đơn vị: mã, hoặc mã và tên.
    pub unit: Option<Unit>,
    /// The year that is assessed; without it the set's.
    ///
    /// Năm đánh giá; không ghi thì là năm của bộ tiêu chí.
    pub year: Option<Year>,
    /// The criteria set: the id of a shipped one, or a path.
    ///
    /// Bộ tiêu chí: mã của bộ có sẵn, hoặc đường dẫn.
    pub criteria: Option<Text>,
    /// Tables of evidence, one row a document. `*` stands for any file name.
    ///
    /// Các bảng minh chứng, mỗi dòng một tài liệu. `*` thay cho tên tệp bất kỳ.
    pub evidence: Option<OneOrMany<Text>>,
    /// Tables of figures.
    ///
    /// Các bảng số liệu.
    pub figures: Option<OneOrMany<Text>>,
    /// The folder of attachments. Without it no file is checked.
    ///
    /// Thư mục tệp đính kèm. Không ghi thì không kiểm tra tệp nào.
    pub attachments: Option<Text>,
    /// Tables of claimed points.
    ///
    /// Các bảng điểm tự chấm.
    pub claims: Option<OneOrMany<Text>>,
    /// Tables of appraised points.
    ///
    /// Các bảng thẩm định.
    pub appraisals: Option<OneOrMany<Text>>,
    /// Tables of published points.
    ///
    /// Các bảng điểm công bố.
    pub published: Option<OneOrMany<Text>>,
    /// Dossier registers.
    ///
    /// Sổ theo dõi hồ sơ TTHC.
    pub register: Option<OneOrMany<Text>>,
    /// Survey sheets.
    ///
    /// Phiếu khảo sát.
    pub survey: Option<OneOrMany<Text>>,
    /// How tables of text are encoded; `tcvn3` and `vni` must be said, the others are found out.
    ///
    /// Bảng mã của các bảng dạng chữ; `tcvn3` và `vni` phải nói rõ, còn lại tự nhận.
    pub encoding: Option<Encoding>,
    /// The marks of numbers in tables of text where a column does not tell: `vi` is 1.234,5;
    /// `en` is 1,234.5.
    ///
    /// Dấu của số trong bảng dạng chữ khi cột không cho biết: `vi` là 1.234,5; `en` là 1,234.5.
    pub numbers: Option<Marks>,
    /// An office's own headers, each with the known header or the figure it stands for:
    /// `Điểm đơn vị chấm: diem_tu_cham`.
    ///
    /// Tiêu đề cột riêng của đơn vị, mỗi tiêu đề ứng với một tiêu đề đã biết hoặc một số liệu:
    /// `Điểm đơn vị chấm: diem_tu_cham`.
    pub columns: Option<BTreeMap<String, Text>>,
    /// What is written in columns of dossier registers, and what it means.
    ///
    /// Giá trị ghi trong các cột của sổ theo dõi hồ sơ và nghĩa của nó.
    pub values: Option<Values>,
    /// The person in each role of the set, `Công chức Văn phòng - Thống kê: Nguyễn Văn A`. Blank
    /// where nobody is named yet.
    ///
    /// Người giữ từng chức danh của bộ tiêu chí, `Công chức Văn phòng - Thống kê: Nguyễn Văn A`.
    /// Để trống nếu chưa có tên.
    pub owners: Option<BTreeMap<String, Option<Text>>>,
    /// Days of this unit, over the set's.
    ///
    /// Các hạn riêng của đơn vị, thay cho hạn của bộ tiêu chí.
    pub deadlines: Option<Deadlines>,
    /// Heading, signature and recipients of documents. What is absent stays a visible blank.
    ///
    /// Tiêu đề, chữ ký và nơi nhận của văn bản. Không ghi thì để trống cho thấy rõ.
    pub letter: Option<Letter>,
}

/// An encoding of Vietnamese text.
///
/// Bảng mã tiếng Việt.
#[derive(JsonSchema)]
#[schemars(extend("enum" = ["utf-8", "utf-16le", "utf-16be", "windows-1258", "tcvn3", "vni"]))]
pub struct Encoding(pub String);

/// The marks of numbers.
///
/// Dấu của số.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum Marks {
    /// A comma before the decimals.
    ///
    /// Dấu phẩy trước phần thập phân.
    Vi,
    /// A point before the decimals.
    ///
    /// Dấu chấm trước phần thập phân.
    En,
}

/// A unit: its code and name, or its code alone.
///
/// Đơn vị: mã và tên, hoặc chỉ mã.
#[derive(JsonSchema)]
#[schemars(extend("type" = ["object", "string", "number"], "pattern" = r"\S"))]
pub struct Unit {
    /// The code, as tables of several units have it.
    ///
    /// Mã, như trong các bảng nhiều đơn vị.
    pub code: Option<Text>,
    /// The name, as documents print it: UBND xã Mẫu.
    ///
    /// Tên, như in trong văn bản: UBND xã Mẫu.
    pub name: Option<Text>,
}

/// Days over those of the set.
///
/// Các hạn thay cho hạn của bộ tiêu chí.
#[derive(JsonSchema)]
pub struct Deadlines {
    /// The last day to submit; not used yet.
    ///
    /// Hạn nộp; chưa dùng đến.
    pub submit: Option<CalendarDay>,
    /// The last day to supplement; nothing can be mended after it.
    ///
    /// Hạn bổ sung; sau ngày này không khắc phục được nữa.
    pub supplement: Option<CalendarDay>,
}

/// A day: `2024-01-15` or `15/01/2024`.
///
/// Một ngày: `2024-01-15` hoặc `15/01/2024`.
#[derive(JsonSchema)]
#[schemars(extend("pattern" = r"^\s*([0-9]{4}([/.-][0-9]{1,2}){2}|([0-9]{1,2}[/.-]){2}[0-9]{4}|[Nn][Gg].+)"))]
pub struct CalendarDay(pub String);

/// What documents carry around their content.
///
/// Phần thể thức của văn bản.
#[derive(JsonSchema)]
pub struct Letter {
    /// The issuing body.
    ///
    /// Cơ quan ban hành.
    pub body: Option<Text>,
    /// Where it is issued.
    ///
    /// Địa danh.
    pub place: Option<Text>,
    /// Who signs.
    ///
    /// Người ký.
    pub signer: Option<Signer>,
    /// What the document rests on.
    ///
    /// Các căn cứ.
    pub grounds: Option<OneOrMany<Text>>,
    /// Who receives it.
    ///
    /// Nơi nhận.
    pub recipients: Option<OneOrMany<Text>>,
}

/// Who signs.
///
/// Người ký.
#[derive(JsonSchema)]
pub struct Signer {
    /// On whose behalf: TM. ỦY BAN NHÂN DÂN.
    ///
    /// Ký thay mặt: TM. ỦY BAN NHÂN DÂN.
    #[schemars(rename = "for")]
    pub behalf: Option<Text>,
    /// The title: CHỦ TỊCH.
    ///
    /// Chức vụ: CHỦ TỊCH.
    pub title: Option<Text>,
    /// The name.
    ///
    /// Họ tên.
    pub name: Option<Text>,
}
