//! The form of a criteria set, the tree apart.

use schemars::JsonSchema;

use super::register::Register;
use super::scalars::{Day, Expression, NotNegative, Number, OneOrMany, Text, Year};
use super::survey::QuestionSet;
use super::tree::{Field, Figure};
use crate::criteria::read::SCHEMA;
use crate::evidence::figure_names::RESERVED;

/// A criteria set: what is scored, out of how many points, on which documents and figures.
///
/// Bộ tiêu chí: chấm những gì, tối đa bao nhiêu điểm, dựa vào tài liệu và số liệu nào.
#[derive(JsonSchema)]
#[schemars(title = SCHEMA)]
pub struct CriteriaSet {
    /// Which form this file has.
    ///
    /// Lược đồ của tệp này.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: String,
    /// The set's own short name, as `--criteria` takes it: `an-giang-xa-2023`.
    ///
    /// Tên ngắn của bộ tiêu chí, dùng với `--criteria`: `an-giang-xa-2023`.
    pub id: Text,
    /// The full name.
    ///
    /// Tên đầy đủ.
    pub name: Text,
    /// For which units the set is.
    ///
    /// Bộ tiêu chí dùng cho cấp nào.
    pub level: Level,
    /// The province that issued it.
    ///
    /// Tỉnh, thành phố ban hành.
    pub province: Text,
    /// The first year it applies. Without another one asked for, this is the year assessed.
    ///
    /// Năm đầu tiên áp dụng. Không nói năm nào khác thì đây là năm đánh giá.
    pub year: Year,
    /// The last year it applies; for years outside there is a warning.
    ///
    /// Năm cuối cùng áp dụng; ngoài thời gian này chỉ có lưu ý.
    pub until: Option<Year>,
    /// How far its text can be relied on; every document made from it says so.
    ///
    /// Nội dung đáng tin đến đâu; mọi văn bản lập ra đều ghi rõ điều này.
    pub provenance: Provenance,
    /// The decisions it rests on.
    ///
    /// Các quyết định làm căn cứ.
    pub basis: Option<Vec<Decision>>,
    /// The id of the set it replaces.
    ///
    /// Mã của bộ tiêu chí mà bộ này thay thế.
    pub supersedes: Option<Text>,
    /// What the decision calls the levels of its tree.
    ///
    /// Quyết định gọi các cấp của bộ tiêu chí là gì.
    pub words: Option<Words>,
    /// The period of assessment; a document dated outside it gives a warning where the set says
    /// nothing else of its date.
    ///
    /// Kỳ đánh giá; tài liệu có ngày ngoài kỳ này chỉ được lưu ý, nếu bộ tiêu chí không nói gì
    /// khác về ngày của nó.
    pub period: Period,
    /// How points are rounded.
    ///
    /// Cách làm tròn điểm.
    pub rounding: Rounding,
    /// The sum of the fields, bonus and penalty fields left out.
    ///
    /// Tổng điểm các lĩnh vực, không kể lĩnh vực cộng điểm và trừ điểm.
    pub total: NotNegative,
    /// Whether bonus points may lift a result above what applies.
    ///
    /// Điểm cộng có được đưa kết quả vượt tổng điểm áp dụng hay không.
    #[schemars(extend("default" = false))]
    pub bonus_over_total: Option<bool>,
    /// What becomes of survey leaves that have no points yet.
    ///
    /// Chỉ tiêu khảo sát chưa có điểm thì tính thế nào.
    #[schemars(extend("default" = "pending"))]
    pub survey_absent: Option<SurveyAbsent>,
    /// The classes, by the percentage reached of what applies.
    ///
    /// Các mức xếp loại, theo tỷ lệ phần trăm đạt được trên tổng điểm áp dụng.
    pub classes: Option<Vec<Class>>,
    /// Figures of the unit as a whole, which tables state for criterion `*`. They serve gates
    /// and every rule.
    ///
    /// Số liệu chung của đơn vị, khai trong bảng ở tiêu chí `*`. Dùng cho điều kiện khống chế và
    /// mọi quy tắc.
    pub figures: Option<Vec<CommonFigure>>,
    /// How dossier registers are read, and what is counted of them.
    ///
    /// Cách đọc sổ theo dõi hồ sơ TTHC và đếm những gì.
    pub register: Option<Register>,
    /// What surveys ask, and how the answers become a share.
    ///
    /// Các bộ câu hỏi khảo sát và cách tính tỷ lệ từ câu trả lời.
    pub survey: Option<Vec<QuestionSet>>,
    /// Conditions that hold the class down whatever the points.
    ///
    /// Các điều kiện khống chế mức xếp loại, dù điểm cao đến đâu.
    pub gates: Option<Vec<Gate>>,
    /// How a ranking orders units.
    ///
    /// Cách xếp hạng các đơn vị.
    pub ranking: Option<Ranking>,
    /// The last days to submit and to supplement.
    ///
    /// Hạn nộp và hạn bổ sung.
    pub deadlines: Option<Deadlines>,
    /// Other readings of the decision, held against official points and never used to score.
    ///
    /// Các cách đọc khác của quyết định, chỉ để đối chiếu với điểm chính thức, không dùng khi
    /// chấm.
    pub readings: Option<SetReadings>,
    /// What somebody has still to look at in the set as a whole; `check` lists it.
    ///
    /// Những gì còn phải xem lại của cả bộ tiêu chí; `check` liệt kê ra.
    pub review: Option<OneOrMany<Text>>,
    /// The fields; with criteria below them, or leaves themselves.
    ///
    /// Các lĩnh vực; bên dưới có tiêu chí, hoặc chính là chỉ tiêu.
    #[schemars(length(min = 1))]
    pub fields: Vec<Field>,
}

/// A level of units.
///
/// Cấp đơn vị.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Level {
    /// Communes, wards and special zones.
    ///
    /// Xã, phường, đặc khu.
    Xa,
    /// Districts, until 30/6/2025.
    ///
    /// Huyện, đến ngày 30/6/2025.
    Huyen,
    /// Departments of a province.
    ///
    /// Sở, ban, ngành.
    So,
    /// Provinces.
    ///
    /// Tỉnh, thành phố.
    Tinh,
}

/// How far a text can be relied on.
///
/// Nội dung đáng tin đến đâu.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Provenance {
    /// Taken from the decision itself.
    ///
    /// Lấy từ chính văn bản.
    Official,
    /// Taken from descriptions of the decision.
    ///
    /// Nguồn không chính thức.
    Unofficial,
    /// Put together from results that were published; not compared with the original.
    ///
    /// Dựng lại, chưa đối chiếu bản gốc.
    Reconstructed,
    /// Made up to show how things work.
    ///
    /// Minh họa.
    Illustrative,
}

/// A decision that a set rests on.
///
/// Một quyết định làm căn cứ.
#[derive(JsonSchema)]
pub struct Decision {
    /// Its number: `123/QĐ-UBND`.
    ///
    /// Số ký hiệu: `123/QĐ-UBND`.
    pub number: Text,
    /// When it was issued.
    ///
    /// Ngày ban hành.
    pub issued: Option<Day>,
    /// Its title.
    ///
    /// Trích yếu.
    pub title: Option<Text>,
}

/// What a decision calls the levels of its tree.
///
/// Tên gọi các cấp của bộ tiêu chí.
#[derive(JsonSchema)]
pub struct Words {
    /// The first level: Lĩnh vực, Nội dung, Nhóm chỉ số.
    ///
    /// Cấp đầu: Lĩnh vực, Nội dung, Nhóm chỉ số.
    pub field: Option<Text>,
    /// The levels between: Tiêu chí.
    ///
    /// Các cấp giữa: Tiêu chí.
    pub criterion: Option<Text>,
    /// What is scored: Chỉ tiêu, Tiêu chí thành phần.
    ///
    /// Cấp được chấm điểm: Chỉ tiêu, Tiêu chí thành phần.
    pub leaf: Option<Text>,
}

/// A first and a last day, both included.
///
/// Ngày đầu và ngày cuối, kể cả hai ngày.
#[derive(JsonSchema)]
pub struct Period {
    /// The first day.
    ///
    /// Ngày đầu.
    pub from: Day,
    /// The last day.
    ///
    /// Ngày cuối.
    pub to: Day,
}

/// How points are rounded.
///
/// Cách làm tròn điểm.
#[derive(JsonSchema)]
pub struct Rounding {
    /// Decimals of the result, 0 to 6.
    ///
    /// Số chữ số thập phân của kết quả, 0 đến 6.
    #[schemars(range(min = 0, max = 6))]
    pub digits: u8,
    /// How the digits behind are dropped.
    ///
    /// Cách bỏ các chữ số phía sau.
    pub mode: Mode,
    /// What is rounded.
    ///
    /// Làm tròn ở đâu.
    pub at: Stage,
}

/// How digits are dropped.
///
/// Cách bỏ chữ số.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Mode {
    /// To the nearest, a half away from zero: 2.125 is 2.13.
    ///
    /// Đến số gần nhất, nửa thì lên: 2,125 thành 2,13.
    HalfUp,
    /// To the nearest, a half to the even digit: 2.125 is 2.12.
    ///
    /// Đến số gần nhất, nửa thì về chữ số chẵn: 2,125 thành 2,12.
    HalfEven,
    /// Digits are cut off: 2.129 is 2.12.
    ///
    /// Cắt bỏ: 2,129 thành 2,12.
    Down,
}

/// Where points are rounded.
///
/// Làm tròn ở đâu.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Stage {
    /// Each leaf; parents add rounded leaves.
    ///
    /// Từng chỉ tiêu; cấp trên cộng điểm đã làm tròn.
    Leaf,
    /// The total only.
    ///
    /// Chỉ ở tổng điểm.
    Total,
}

/// What becomes of survey leaves without points.
///
/// Chỉ tiêu khảo sát chưa có điểm.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum SurveyAbsent {
    /// They wait for their points.
    ///
    /// Chờ điểm khảo sát.
    Pending,
    /// They are taken out of what applies.
    ///
    /// Loại ra khỏi tổng điểm áp dụng.
    Exclude,
}

/// A class.
///
/// Một mức xếp loại.
#[derive(JsonSchema)]
pub struct Class {
    /// What it is called: Tốt, Khá.
    ///
    /// Tên gọi: Tốt, Khá.
    pub name: Text,
    /// The percentage it starts from: 90 or 90%.
    ///
    /// Tỷ lệ phần trăm tối thiểu: 90 hoặc 90%.
    pub from: NotNegative,
}

/// A figure of the unit as a whole; `level`, `points`, `percent` and `not_applicable` are kept
/// for leaves.
///
/// Số liệu chung của đơn vị; `level`, `points`, `percent` và `not_applicable` dành riêng cho chỉ
/// tiêu.
#[derive(JsonSchema)]
#[schemars(extend("properties" = { "id": { "not": { "enum": RESERVED } } }))]
pub struct CommonFigure(pub Figure);

/// A condition that holds the class down.
///
/// Một điều kiện khống chế.
#[derive(JsonSchema)]
pub struct Gate {
    /// What it is called.
    ///
    /// Tên gọi.
    pub name: Text,
    /// What is measured, from figures of the set.
    ///
    /// Giá trị xét, tính từ số liệu chung.
    pub value: Expression,
    /// It closes above this value.
    ///
    /// Khống chế khi giá trị lớn hơn mức này.
    pub over: Number,
    /// The best class that is left.
    ///
    /// Mức xếp loại cao nhất còn được.
    pub class_at_most: Text,
}

/// How a ranking orders units.
///
/// Cách xếp hạng.
#[derive(JsonSchema)]
pub struct Ranking {
    /// By which percentage.
    ///
    /// Theo tỷ lệ phần trăm nào.
    #[schemars(extend("default" = "rounded"))]
    pub on: Option<RankedOn>,
    /// Whether each group of units (xã, phường, đặc khu) is ranked apart.
    ///
    /// Xếp hạng riêng từng nhóm đơn vị (xã, phường, đặc khu) hay không.
    #[schemars(extend("default" = false))]
    pub by_group: Option<bool>,
    /// What is compared in turn where percentages are equal: sources (`self`, `system`,
    /// `survey`, `council`) or codes. What is still equal then shares its rank.
    ///
    /// Khi bằng nhau thì lần lượt so điểm theo nguồn (`self`, `system`, `survey`, `council`)
    /// hoặc theo mã. Vẫn bằng nhau thì đồng hạng.
    pub ties: Option<Vec<Text>>,
}

/// What a ranking goes by.
///
/// Căn cứ xếp hạng.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum RankedOn {
    /// The percentage as it is printed.
    ///
    /// Tỷ lệ phần trăm đã làm tròn, như được in.
    Rounded,
    /// Points by what applies, before rounding.
    ///
    /// Điểm chia cho tổng điểm áp dụng, trước khi làm tròn.
    Exact,
}

/// The last days of a year's assessment.
///
/// Các hạn của kỳ đánh giá.
#[derive(JsonSchema)]
pub struct Deadlines {
    /// The last day to submit.
    ///
    /// Hạn nộp.
    pub submit: Option<Day>,
    /// The last day to supplement; nothing can be mended after it.
    ///
    /// Hạn bổ sung; sau ngày này không khắc phục được nữa.
    pub supplement: Option<Day>,
}

/// Other readings of what holds for the whole set.
///
/// Các cách đọc khác của điều áp dụng cho cả bộ tiêu chí.
#[derive(JsonSchema)]
pub struct SetReadings {
    /// The ways to round that are possible. Without them all modes are, at leaves and at the
    /// total, with the set's digits.
    ///
    /// Các cách làm tròn có thể. Không ghi thì mọi cách, ở chỉ tiêu và ở tổng điểm, với số chữ số
    /// của bộ tiêu chí.
    pub rounding: Option<Vec<Rounding>>,
}
