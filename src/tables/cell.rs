//! A cell: its text and, in a spreadsheet, the number or day it holds.

use jiff::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A cell of a row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cell<'r> {
    /// What stands in it, without the white space around it.
    pub text: &'r str,
    /// What a spreadsheet says it holds; nothing in a table of text.
    pub held: Option<Held>,
}

/// What a spreadsheet's cell holds beside text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// A number; with the format of a percentage, 98,32% is 0.9832.
    Number(Decimal, Percent),
    /// A day, whatever the time.
    Date(Date),
}

/// Whether a number is formatted as a percentage.
pub type Percent = bool;

impl<'r> Cell<'r> {
    /// A cell of a table of text.
    pub fn text(text: &'r str) -> Self {
        Self {
            text: text.trim(),
            held: None,
        }
    }
}

/// The number that a spreadsheet stores as a binary fraction: Excel shows and keeps fifteen
/// significant digits, so what lies behind them was never typed.
pub fn decimal(stored: f64) -> Option<Decimal> {
    let written = format!("{stored:.14e}");
    Decimal::from_scientific(&written)
        .ok()
        .map(|value| value.normalize())
}

/// The day of a spreadsheet's serial number, counted from 1900 as Excel does; only days from
/// 2000 to 2099, so that a plain number is not taken for one.
pub fn day_of_serial(serial: Decimal) -> Option<Date> {
    const FIRST: i32 = 36_526; // 2000-01-01
    const LAST: i32 = 73_050; // 2099-12-31
    let days = serial.is_integer().then(|| serial.to_i32())??;
    if !(FIRST..=LAST).contains(&days) {
        return None;
    }
    let first = Date::new(2000, 1, 1).ok()?;
    first.checked_add(Span::new().days(days - FIRST)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_were_typed() {
        for (stored, typed) in [
            (0.9832, "0.9832"),
            (2.85, "2.85"),
            (0.1 + 0.2, "0.3"),
            (6.0, "6"),
            (1878.0, "1878"),
            (-0.5, "-0.5"),
            (123_456_789_012.345, "123456789012.345"),
            (0.0, "0"),
        ] {
            assert_eq!(decimal(stored).unwrap().to_string(), typed);
        }
        assert_eq!(decimal(f64::NAN), None);
        assert_eq!(decimal(f64::INFINITY), None);
    }

    #[test]
    fn serials_are_days_of_this_century() {
        let day = |serial: i32| day_of_serial(serial.into());
        assert_eq!(day(44_986), Date::new(2023, 3, 1).ok());
        assert_eq!(day(36_526), Date::new(2000, 1, 1).ok());
        assert_eq!(day(73_050), Date::new(2099, 12, 31).ok());
        assert_eq!(day(2023), None);
        assert_eq!(day_of_serial(Decimal::new(449_865, 1)), None);
    }
}
