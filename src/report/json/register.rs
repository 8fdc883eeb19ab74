//! What a dossier register says: schema `parindex/register/v1`.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{InputOut, PlaceOut, Tool, Unit, file_out, place_out, pretty, tool};
use crate::evidence::register::condition::ColumnRef;
use crate::evidence::register::counts::{CROSS_CHECKS, Rate, UnitCounts};
use crate::evidence::register::labels;
use crate::evidence::register::metrics::{DAYS, form_column};
use crate::report::register::Counted;
use crate::report::register::RATE_DIGITS;
use crate::text::lang::Lang;

/// The schema.
pub const SCHEMA: &str = "parindex/register/v1";

#[derive(Serialize)]
struct RegisterOut<'a> {
    schema: &'static str,
    tool: Tool<'a>,
    period: PeriodOut,
    on_time: &'static str,
    inputs: Vec<InputOut<'a>>,
    metrics: Vec<MetricOut<'a>>,
    units: Vec<UnitOut<'a>>,
    together: CountsOut<'a>,
    left_without_unit: Map<String, Value>,
    left_out: Vec<LeftOut<'a>>,
    duplicates_compared: bool,
    not_understood: Vec<OtherOut<'a>>,
}

#[derive(Serialize)]
struct PeriodOut {
    from: String,
    to: String,
}

#[derive(Serialize)]
struct MetricOut<'a> {
    id: &'a str,
    name: &'a str,
    form_column: Option<u8>,
    /// The columns it needs and a register lacks; it is unknown then.
    lacking: Vec<String>,
}

#[derive(Serialize)]
struct UnitOut<'a> {
    unit: Option<Unit<'a>>,
    #[serde(flatten)]
    counts: CountsOut<'a>,
}

#[derive(Serialize)]
struct CountsOut<'a> {
    rows: u64,
    counted: u64,
    left: Map<String, Value>,
    metrics: Map<String, Value>,
    /// Shares, and days: rounded to six decimals; null where there is nothing to divide by.
    rates: Map<String, Value>,
    cross_checks: Vec<CrossCheckOut<'a>>,
}

#[derive(Serialize)]
struct CrossCheckOut<'a> {
    sum: &'a str,
    parts: &'a [&'a str],
    /// Null where a part is unknown.
    holds: Option<bool>,
}

#[derive(Serialize)]
struct LeftOut<'a> {
    reason: &'static str,
    dossier: Option<&'a str>,
    unit: Option<&'a str>,
    place: PlaceOut<'a>,
}

#[derive(Serialize)]
struct OtherOut<'a> {
    column: &'static str,
    written: &'a str,
    rows: u64,
}

/// Renders what a register says.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(counted: &Counted<'_>) -> std::io::Result<String> {
    let register = counted.register;
    let ids = counted.ids();
    let (from, to) = counted.period;
    let of_left = |left: &std::collections::BTreeMap<_, u64>| -> Map<String, Value> {
        let rows = left.iter();
        rows.map(
            |(left, rows): (&crate::evidence::register::row::Left, &u64)| {
                (left.id().to_owned(), (*rows).into())
            },
        )
        .collect()
    };
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
        reason: row.left.id(),
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
        on_time: counted.definitions.on_time.id(),
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

fn metrics(unit: &UnitCounts, ids: &[&str]) -> Map<String, Value> {
    let counts = ids.iter().zip(&unit.metrics);
    let counts = counts.map(|(id, count)| ((*id).to_owned(), (*count).into()));
    counts
        .chain([(DAYS.to_owned(), unit.days.into())])
        .collect()
}

fn rates(unit: &UnitCounts, ids: &[&str]) -> Map<String, Value> {
    let rates = Rate::ALL.map(|rate| {
        let value = rate
            .of(unit, ids)
            .map(|value| value.rounded_text(RATE_DIGITS));
        let value = value.and_then(|text| text.parse::<serde_json::Number>().ok());
        (
            rate.id().to_owned(),
            value.map_or(Value::Null, Value::Number),
        )
    });
    rates.into_iter().collect()
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
