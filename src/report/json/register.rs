//! What a dossier register says: schema `parindex/register/v1`.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::by_id::ById;
use super::names::DAY;
use super::set_names::OnTime;
use super::{InputOut, PlaceOut, Tool, Unit, file_out, place_out, pretty, tool};
use crate::evidence::register::columns::Column;
use crate::evidence::register::condition::ColumnRef;
use crate::evidence::register::counts::{CROSS_CHECKS, Rate, UnitCounts};
use crate::evidence::register::labels;
use crate::evidence::register::metrics::{DAYS, form_column};
use crate::evidence::register::row::Left;
use crate::report::register::Counted;
use crate::report::register::RATE_DIGITS;
use crate::text::lang::Lang;

/// The schema.
pub const SCHEMA: &str = "parindex/register/v1";

/// What dossier registers say.
///
/// Số liệu từ sổ theo dõi hồ sơ TTHC.
#[derive(Serialize, JsonSchema)]
#[schemars(title = SCHEMA)]
struct RegisterOut<'a> {
    /// Which form this is.
    ///
    /// Lược đồ của kết quả.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// What wrote it.
    ///
    /// Chương trình đã ghi.
    tool: Tool<'a>,
    /// The period.
    ///
    /// Kỳ tính.
    period: PeriodOut,
    /// How dossiers are told to be on time.
    ///
    /// Tính đúng hạn theo gì.
    on_time: OnTime,
    /// The registers.
    ///
    /// Các sổ.
    inputs: Vec<InputOut<'a>>,
    /// What is counted.
    ///
    /// Các chỉ số.
    metrics: Vec<MetricOut<'a>>,
    /// The units.
    ///
    /// Các đơn vị.
    units: Vec<UnitOut<'a>>,
    /// All units together.
    ///
    /// Chung mọi đơn vị.
    together: CountsOut<'a>,
    /// Rows that are left out and belong to no unit, by reason.
    ///
    /// Số dòng để ngoài không thuộc đơn vị nào, theo lý do.
    left_without_unit: ById<u64>,
    /// Rows that are left out: the first of each reason.
    ///
    /// Các dòng để ngoài: những dòng đầu của từng lý do.
    left_out: Vec<LeftOut<'a>>,
    /// Whether duplicates were looked for.
    ///
    /// Đã tìm hồ sơ trùng hay chưa.
    duplicates_compared: bool,
    /// Values that are not understood.
    ///
    /// Giá trị không hiểu.
    not_understood: Vec<OtherOut<'a>>,
}

/// A period, both days included.
///
/// Một kỳ, kể cả hai ngày.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Period")]
struct PeriodOut {
    /// The first day.
    ///
    /// Ngày đầu.
    #[schemars(regex(pattern = DAY))]
    from: String,
    /// The last.
    ///
    /// Ngày cuối.
    #[schemars(regex(pattern = DAY))]
    to: String,
}

/// Something that is counted.
///
/// Một chỉ số.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Metric")]
struct MetricOut<'a> {
    /// Its id.
    ///
    /// Mã.
    id: &'a str,
    /// Its name.
    ///
    /// Tên.
    name: &'a str,
    /// Its column in form 06a of Thông tư 01/2020/TT-VPCP; null for none.
    ///
    /// Cột trong biểu 06a của Thông tư 01/2020/TT-VPCP; null nếu không có.
    form_column: Option<u8>,
    /// The columns it needs and a register lacks; it is unknown then.
    ///
    /// Các cột cần có mà sổ thiếu; khi đó không biết giá trị.
    lacking: Vec<String>,
}

/// What is counted of a unit.
///
/// Số liệu của một đơn vị.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RegisterUnit")]
struct UnitOut<'a> {
    /// The unit; null where nobody named it.
    ///
    /// Đơn vị; null nếu không nói.
    unit: Option<Unit<'a>>,
    /// What is counted.
    ///
    /// Số liệu.
    #[serde(flatten)]
    counts: CountsOut<'a>,
}

/// What is counted.
///
/// Số liệu.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RegisterCounts")]
struct CountsOut<'a> {
    /// All rows.
    ///
    /// Mọi dòng.
    rows: u64,
    /// Dossiers that count.
    ///
    /// Số hồ sơ TTHC được tính.
    counted: u64,
    /// Rows that are left out, by reason.
    ///
    /// Số dòng để ngoài, theo lý do.
    left: ById<u64>,
    /// Counts by the id of the metric; null where a column is lacking.
    ///
    /// Số đếm theo mã chỉ số; null nếu thiếu cột.
    metrics: ById<Option<u64>>,
    /// Shares, and days: rounded to six decimals; null where there is nothing to divide by.
    ///
    /// Tỷ lệ và số ngày, làm tròn 6 chữ số; null nếu không có gì để chia.
    rates: ById<Option<serde_json::Number>>,
    /// Sums that have to hold.
    ///
    /// Các đẳng thức phải đúng.
    cross_checks: Vec<CrossCheckOut<'a>>,
}

/// A sum that has to hold.
///
/// Một đẳng thức phải đúng.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CrossCheck")]
struct CrossCheckOut<'a> {
    /// The metric that is the sum.
    ///
    /// Chỉ số là tổng.
    sum: &'a str,
    /// Those that add up to it.
    ///
    /// Các chỉ số cộng lại.
    parts: &'a [&'a str],
    /// Whether it does; null where a part is unknown.
    ///
    /// Có đúng hay không; null nếu có phần chưa biết.
    holds: Option<bool>,
}

/// A row that is left out.
///
/// Một dòng để ngoài.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LeftOut")]
struct LeftOut<'a> {
    /// Why.
    ///
    /// Vì sao.
    reason: LeftReason,
    /// The id of the dossier.
    ///
    /// Mã hồ sơ.
    dossier: Option<&'a str>,
    /// The code of the unit.
    ///
    /// Mã đơn vị.
    unit: Option<&'a str>,
    /// Where in the inputs it stands.
    ///
    /// Chỗ trong đầu vào.
    place: PlaceOut<'a>,
}

/// A value that is not understood.
///
/// Một giá trị không hiểu.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OtherValue")]
struct OtherOut<'a> {
    /// The column.
    ///
    /// Cột.
    #[schemars(extend("enum" = Column::ALL.map(Column::id)))]
    column: &'static str,
    /// What is written.
    ///
    /// Nội dung ghi.
    written: &'a str,
    /// In how many rows.
    ///
    /// Ở bao nhiêu dòng.
    rows: u64,
}

/// Why a row is left out of all counts.
///
/// Vì sao một dòng để ngoài.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum LeftReason {
    /// Neither an id nor a day of receipt.
    ///
    /// Không có mã hồ sơ, không có ngày tiếp nhận.
    NoDossier,
    /// More or fewer cells than the header.
    ///
    /// Số ô khác dòng tiêu đề.
    WrongWidth,
    /// The cell of the unit is blank.
    ///
    /// Ô đơn vị bỏ trống.
    NoUnit,
    /// A date that cannot be read.
    ///
    /// Có ngày không đọc được.
    BadDate,
    /// No day of receipt.
    ///
    /// Không có ngày tiếp nhận.
    NoReceived,
    /// No day due.
    ///
    /// Không có ngày hẹn trả.
    NoDue,
    /// Its status says that it ended, and no day when.
    ///
    /// Trạng thái là đã xong mà không có ngày.
    UndatedEnd,
    /// It ended before it was received.
    ///
    /// Xong trước khi tiếp nhận.
    Impossible,
    /// Received after the period, or ended before it.
    ///
    /// Ngoài kỳ.
    Outside,
    /// A dossier that stands further up already.
    ///
    /// Trùng mã hồ sơ ở dòng trên.
    Duplicate,
}

impl From<Left> for LeftReason {
    fn from(left: Left) -> Self {
        match left {
            Left::NoDossier => Self::NoDossier,
            Left::WrongWidth => Self::WrongWidth,
            Left::NoUnit => Self::NoUnit,
            Left::BadDate => Self::BadDate,
            Left::NoReceived => Self::NoReceived,
            Left::NoDue => Self::NoDue,
            Left::UndatedEnd => Self::UndatedEnd,
            Left::Impossible => Self::Impossible,
            Left::Outside => Self::Outside,
            Left::Duplicate => Self::Duplicate,
        }
    }
}

/// The JSON Schema of it.
pub fn schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<RegisterOut<'_>>()
}

/// Renders what a register says.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(counted: &Counted<'_>) -> std::io::Result<String> {
    let register = counted.register;
    let ids = counted.ids();
    let (from, to) = counted.period;
    let counts = |unit: &UnitCounts| CountsOut {
        rows: unit.rows(),
        counted: unit.counted,
        left: of_left(&unit.left),
        metrics: metrics(unit, &ids),
        rates: rates(unit, &ids),
        cross_checks: cross_checks(unit, &ids),
    };
    let inputs = register.files.iter().map(|(file, rows)| InputOut {
        file: file_out(file),
        sheet: file.sheet.as_ref().map(|sheet| sheet.name.as_str()),
        rows: *rows,
    });
    let units = register.units.iter().map(|unit| UnitOut {
        unit: unit_of(unit),
        counts: counts(unit),
    });
    let left_out = register.listed.iter().map(|row| LeftOut {
        reason: row.left.into(),
        dossier: row.id.as_deref(),
        unit: row
            .unit
            .and_then(|unit| register.units[unit].code.as_deref()),
        place: place_out(&row.place),
    });
    let others = register.others.iter().map(|other| OtherOut {
        column: other.column.id(),
        written: &other.written,
        rows: other.rows,
    });
    pretty(&RegisterOut {
        schema: SCHEMA,
        tool: tool(),
        period: PeriodOut {
            from: from.to_string(),
            to: to.to_string(),
        },
        on_time: counted.definitions.on_time.into(),
        inputs: inputs.collect(),
        metrics: definitions(counted),
        units: units.collect(),
        together: counts(&counted.together()),
        left_without_unit: of_left(&register.without_unit),
        left_out: left_out.collect(),
        duplicates_compared: register.compared,
        not_understood: others.collect(),
    })
}

fn unit_of(unit: &UnitCounts) -> Option<Unit<'_>> {
    let (code, name) = (unit.code.as_deref(), unit.name.as_deref());
    (code.is_some() || name.is_some()).then_some(Unit { code, name })
}

fn definitions<'a>(counted: &Counted<'a>) -> Vec<MetricOut<'a>> {
    let lacking = &counted.register.lacking;
    let of = |column: &&ColumnRef| lacking.contains(*column);
    let metrics = counted.definitions.metrics.iter();
    metrics
        .map(|metric| MetricOut {
            id: &metric.id,
            name: metric.name.get(counted.lang),
            form_column: form_column(&metric.id),
            lacking: (metric
                .condition
                .columns()
                .iter()
                .filter(|column| of(column)))
            .map(|column| labels::column(column, Lang::En))
            .collect(),
        })
        .collect()
}

fn of_left(left: &BTreeMap<Left, u64>) -> ById<u64> {
    let rows = left.iter();
    ById(
        rows.map(|(left, rows)| (left.id().to_owned(), *rows))
            .collect(),
    )
}

fn metrics(unit: &UnitCounts, ids: &[&str]) -> ById<Option<u64>> {
    let counts = ids.iter().zip(&unit.metrics);
    let counts = counts.map(|(id, count)| ((*id).to_owned(), *count));
    ById(counts.chain([(DAYS.to_owned(), Some(unit.days))]).collect())
}

fn rates(unit: &UnitCounts, ids: &[&str]) -> ById<Option<serde_json::Number>> {
    let rates = Rate::ALL.map(|rate| {
        let value = rate
            .of(unit, ids)
            .map(|value| value.rounded_text(RATE_DIGITS));
        let value = value.and_then(|text| text.parse::<serde_json::Number>().ok());
        (rate.id().to_owned(), value)
    });
    ById(rates.into())
}

fn cross_checks(unit: &UnitCounts, ids: &[&str]) -> Vec<CrossCheckOut<'static>> {
    let checks = CROSS_CHECKS.iter();
    checks
        .map(|check| CrossCheckOut {
            sum: check.sum,
            parts: check.parts,
            holds: (check.of(unit, ids)).map(|(sum, parts)| parts.iter().sum::<u64>() == sum),
        })
        .collect()
}
