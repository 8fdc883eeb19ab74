//! What the values of a spreadsheet are as cells of a table.

use calamine::Data;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::cell::{Held, decimal};
use super::super::table::{Fault, SheetCell};
use super::share::Share;
use crate::text::dates;

/// The cell of a value that calamine read.
pub(super) fn cell(value: &Data, share: Share) -> SheetCell {
    match value {
        Data::Empty => SheetCell::default(),
        Data::String(text) => plain(text),
        Data::Bool(value) => truth(*value),
        Data::Int(value) => number((*value).into(), share),
        Data::Float(value) => match decimal(*value) {
            Some(value) => number(value, share),
            None => plain(&value.to_string()),
        },
        Data::DateTime(stored) => match day(stored) {
            Some(date) => of_day(date),
            // A plain number, or hours, under the format of a date.
            None => cell(&Data::Float(stored.as_f64()), Share::No),
        },
        Data::DateTimeIso(text) => {
            let date = text.get(..10).and_then(|day| day.parse().ok());
            date.map_or_else(|| plain(text), of_day)
        }
        Data::DurationIso(text) => plain(text),
        Data::Error(error) => failed(&error.to_string()),
    }
}

/// Text.
pub(super) fn plain(text: &str) -> SheetCell {
    SheetCell {
        text: text.trim().to_owned(),
        ..SheetCell::default()
    }
}

/// A truth value.
pub(super) fn truth(value: bool) -> SheetCell {
    plain(if value { "TRUE" } else { "FALSE" })
}

/// A number under a format.
pub(super) fn number(value: Decimal, share: Share) -> SheetCell {
    let hundred = Decimal::ONE_HUNDRED;
    let (value, shown) = match share {
        Share::No => (value, value),
        Share::Scaled => (value, value.checked_mul(hundred).unwrap_or(value)),
        Share::Written => (value.checked_div(hundred).unwrap_or(value), value),
    };
    let percent = share != Share::No;
    let sign = if percent { "%" } else { "" };
    SheetCell {
        text: format!("{}{sign}", shown.normalize()),
        held: Some(Held::Number(value.normalize(), percent)),
        fault: None,
    }
}

/// A day, written as its users see it.
pub(super) fn of_day(date: Date) -> SheetCell {
    SheetCell {
        text: dates::short(date),
        held: Some(Held::Date(date)),
        fault: None,
    }
}

/// A formula that ended in an error.
pub(super) fn failed(error: &str) -> SheetCell {
    SheetCell {
        text: error.trim().to_owned(),
        held: None,
        fault: Some(Fault::Error),
    }
}

/// A formula whose result the file does not hold.
pub(super) fn without_result() -> SheetCell {
    SheetCell {
        fault: Some(Fault::NoResult),
        ..SheetCell::default()
    }
}

/// The first year whose days are taken for days: small numbers under the format of a date lie
/// before it.
const FIRST_YEAR: i16 = 1905;

/// Whether a day is meant as one.
pub(super) fn is_day(date: Date) -> bool {
    date.year() >= FIRST_YEAR
}

/// The day of a stored date; times without a day, as of durations, have none.
fn day(stored: &calamine::ExcelDateTime) -> Option<Date> {
    let (year, month, day, ..) = stored.to_ymd_hms_milli();
    let (year, month) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?);
    let date = Date::new(year, month, i8::try_from(day).ok()?).ok()?;
    (stored.is_datetime() && is_day(date)).then_some(date)
}
