//! What leaves read of registers, in traces.

use schemars::JsonSchema;
use serde::Serialize;

use super::names::DAY;
use super::set_names::OnTime;
use super::{InputOut, file_out};
use crate::criteria::model::CriteriaSet;
use crate::evidence::facts::Facts;
use crate::evidence::register_figures::PREFIX;
use crate::report::register::definition::definition;
use crate::score::dossiers::behind;
use crate::text::lang::Lang;

/// What a leaf reads of dossier registers.
///
/// Chỉ tiêu lấy gì từ sổ theo dõi hồ sơ.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LeafRegister")]
pub(super) struct LeafRegisterOut<'a> {
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    criterion: &'a str,
    /// The registers.
    ///
    /// Các sổ.
    inputs: Vec<InputOut<'a>>,
    /// The first and the last day of the period.
    ///
    /// Ngày đầu và ngày cuối của kỳ.
    period: [DayOut; 2],
    /// How dossiers are told to be on time.
    ///
    /// Tính đúng hạn theo gì.
    on_time: OnTime,
    /// Dossiers of the unit that count.
    ///
    /// Số hồ sơ TTHC được tính của đơn vị.
    counted: u64,
    /// Rows that are left out for a fault.
    ///
    /// Số dòng để ngoài vì có lỗi.
    faulty: u64,
    /// What its rule reads.
    ///
    /// Các chỉ số mà quy tắc dùng.
    metrics: Vec<DefinedOut<'a>>,
    /// Dossiers without which there would be more points.
    ///
    /// Số hồ sơ TTHC làm mất điểm.
    dossiers: u64,
    /// The ids of the first of them.
    ///
    /// Mã của những hồ sơ đầu tiên trong đó.
    first_dossiers: Vec<&'a str>,
}

/// A metric.
///
/// Một chỉ số.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DefinedMetric")]
struct DefinedOut<'a> {
    /// The figure: `register.completed`.
    ///
    /// Số liệu: `register.completed`.
    figure: &'a str,
    /// Which dossiers it counts, in words.
    ///
    /// Đếm những hồ sơ nào, bằng lời.
    definition: String,
}

/// A day.
///
/// Một ngày.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Day", extend("pattern" = DAY))]
struct DayOut(String);

/// What the leaf at a position reads of registers; `None` where that is nothing.
pub(super) fn of_leaf<'a>(
    set: &'a CriteriaSet,
    index: usize,
    facts: &'a Facts,
    lang: Lang,
) -> Option<LeafRegisterOut<'a>> {
    let register = facts.register.as_ref()?;
    let node = set.nodes.get(index)?;
    let named = node.leaf.as_ref()?.rule.figures();
    let metrics = named.into_iter().filter_map(|figure| {
        let metric = set.register.metric(figure.strip_prefix(PREFIX)?)?;
        let definition = definition(&metric.condition, lang);
        Some(DefinedOut { figure, definition })
    });
    let metrics: Vec<DefinedOut<'_>> = metrics.collect();
    if metrics.is_empty() {
        return None;
    }
    let behind = behind(set, index, facts);
    let (from, to) = register.period;
    let inputs = register.files.iter().map(|(file, rows)| InputOut {
        file: file_out(file),
        sheet: file.sheet.as_ref().map(|sheet| sheet.name.as_str()),
        rows: *rows,
    });
    Some(LeafRegisterOut {
        criterion: node.code.as_str(),
        inputs: inputs.collect(),
        period: [from, to].map(|day| DayOut(day.to_string())),
        on_time: set.register.on_time.into(),
        counted: register.counts.counted,
        faulty: register.faults().values().sum(),
        metrics,
        dossiers: behind.rows,
        first_dossiers: behind.ids,
    })
}
