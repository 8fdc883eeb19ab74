//! Arguments: read in the language that was asked for, and errors about them in it.

use jiff::civil::Date;
use rust_decimal::Decimal;
use thiserror::Error;

use crate::points::Exact;
use crate::text::lang::{Lang, Text, text};
use crate::text::{dates, numbers, suggest};

/// The language that the arguments ask for, before they are read.
pub fn lang(arguments: &[std::ffi::OsString]) -> Lang {
    let mut arguments = arguments.iter().map(|argument| argument.to_string_lossy());
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--lang") {
            Some("") => arguments.next().map(|value| value.into_owned()),
            Some(value) => value.strip_prefix('=').map(str::to_owned),
            None => continue,
        };
        if value.as_deref() == Some("en") {
            return Lang::En;
        }
    }
    Lang::Vi
}

/// An argument that cannot be used. Exit 2.
#[derive(Debug, Error)]
#[error("an argument is wrong")]
pub struct BadArgument(pub Text);

/// The day by the clock and the time zone of this machine.
pub fn today() -> Date {
    jiff::Zoned::now().date()
}

/// That nobody of this name has anything to do, with the names that have.
pub fn unknown_owner(owner: &str, known: &[String]) -> BadArgument {
    let names = known.iter().map(String::as_str);
    let listed = suggest::nearest(owner, names).map_or_else(|| known.join("; "), str::to_owned);
    if listed.is_empty() {
        return BadArgument(text!(
            "--owner: không ai còn việc phải làm",
            "--owner: nothing is left to be done by anybody"
        ));
    }
    BadArgument(text!(
        "--owner: không có việc nào của `{owner}`; có: {listed}",
        "--owner: nothing is to be done by `{owner}`; there is: {listed}"
    ))
}

/// Reads a date.
///
/// # Errors
/// Where the text is none.
pub fn date(flag: &str, value: &str) -> Result<Date, BadArgument> {
    dates::read(value).ok_or_else(|| {
        BadArgument(text!(
            "--{flag}: `{value}` không phải một ngày; viết như 15/01/2024 hoặc 2024-01-15",
            "--{flag}: `{value}` is no date; write 15/01/2024 or 2024-01-15"
        ))
    })
}

/// Reads a year.
///
/// # Errors
/// Where the text is none from 1990 to 2999.
pub fn year(flag: &str, value: &str) -> Result<i16, BadArgument> {
    let year = value
        .trim()
        .parse()
        .ok()
        .filter(|year| (1990..=2999).contains(year));
    year.ok_or_else(|| {
        BadArgument(text!(
            "--{flag}: `{value}` không phải một năm từ 1990 đến 2999; viết như 2024",
            "--{flag}: `{value}` is no year from 1990 to 2999; write 2024"
        ))
    })
}

/// Reads a number of levels.
///
/// # Errors
/// Where the text is no whole number from 1.
pub fn levels(flag: &str, value: &str) -> Result<usize, BadArgument> {
    let levels = value.trim().parse().ok().filter(|levels| *levels > 0);
    levels.ok_or_else(|| {
        BadArgument(text!(
            "--{flag}: `{value}` không phải một số cấp; viết 1, 2, 3, …",
            "--{flag}: `{value}` is no number of levels; write 1, 2, 3, …"
        ))
    })
}

/// Points, or a percentage of what applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// Points.
    Points(Decimal),
    /// Percent, 0 to 100.
    Percent(Decimal),
}

/// Reads `N` or `N%`, from 0.
///
/// # Errors
/// Where the text is neither, or below 0.
pub fn threshold(flag: &str, value: &str) -> Result<Threshold, BadArgument> {
    let (number, percent) = match value.trim().strip_suffix('%') {
        Some(number) => (number, true),
        None => (value, false),
    };
    match numbers::plain(number) {
        Some(number) if number < Decimal::ZERO => Err(BadArgument(text!(
            "--{flag}: `{value}` nhỏ hơn 0; viết từ 0 trở lên, như 90 hoặc 90%",
            "--{flag}: `{value}` is below 0; write 0 or more, such as 90 or 90%"
        ))),
        Some(number) if percent => Ok(Threshold::Percent(number)),
        Some(number) => Ok(Threshold::Points(number)),
        None => Err(BadArgument(text!(
            "--{flag}: `{value}` không phải điểm hay phần trăm; viết như 90 hoặc 90%",
            "--{flag}: `{value}` is neither points nor a percentage; write 90 or 90%"
        ))),
    }
}

/// Reads a percentage from 0 to 100, with or without `%`, as a share.
///
/// # Errors
/// Where the text is none.
pub fn percent(flag: &str, value: &str) -> Result<Exact, BadArgument> {
    let number = value.trim().trim_end_matches('%');
    numbers::plain(number)
        .filter(|number| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(number))
        .map(|number| Exact::from(number) / Exact::from(100))
        .ok_or_else(|| {
            BadArgument(text!(
                "--{flag}: `{value}` không phải phần trăm từ 0 đến 100; viết như 80 hoặc 80%",
                "--{flag}: `{value}` is no percentage from 0 to 100; write 80 or 80%"
            ))
        })
}
