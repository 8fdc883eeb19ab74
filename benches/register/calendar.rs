//! Days from the year before the register's to two years after it, written out once.

use anyhow::Result;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// How a register writes dates, channels and states.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// dd/MM/yyyy HH:mm:ss, words for channels and states.
    Vi,
    /// yyyy-MM-dd HH:mm:ss, numbers for channels and states.
    Iso,
}

/// A day by its number in the calendar, with the second of the day where a time is written.
#[derive(Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) day: usize,
    pub(crate) second: Option<usize>,
}

pub(crate) struct Calendar {
    written: Vec<String>,
    /// yyMMdd, as in dossier ids.
    short: Vec<String>,
    /// Days that are no Saturday or Sunday.
    workdays: Vec<usize>,
    /// For each day, which workday it is or comes next.
    workday_from: Vec<usize>,
    pub(crate) first: usize,
    pub(crate) last: usize,
}

impl Calendar {
    pub(crate) fn new(year: i16, style: Style) -> Result<Self> {
        let format = match style {
            Style::Vi => "%d/%m/%Y",
            Style::Iso => "%Y-%m-%d",
        };
        let start = date(year - 1, 1, 1);
        let day_of =
            |day: Date| -> Result<usize> { Ok(usize::try_from(start.until(day)?.get_days())?) };
        let mut calendar = Calendar {
            written: Vec::new(),
            short: Vec::new(),
            workdays: Vec::new(),
            workday_from: Vec::new(),
            first: day_of(date(year, 1, 1))?,
            last: day_of(date(year, 12, 31))?,
        };
        let days = start
            .series(1.day())
            .take_while(|day| day.year() <= year + 2);
        for (number, day) in days.enumerate() {
            calendar.written.push(day.strftime(format).to_string());
            calendar.short.push(day.strftime("%y%m%d").to_string());
            calendar.workday_from.push(calendar.workdays.len());
            if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
                calendar.workdays.push(number);
            }
        }
        Ok(calendar)
    }

    pub(crate) fn short(&self, day: usize) -> &str {
        &self.short[day]
    }

    /// Which workday a day is, or comes next after it.
    pub(crate) fn workday(&self, day: usize) -> usize {
        self.workday_from[day]
    }

    /// The day of a workday.
    pub(crate) fn day(&self, workday: usize) -> usize {
        self.workdays[workday]
    }

    /// The day that lies some workdays later.
    pub(crate) fn later(&self, day: usize, workdays: usize) -> usize {
        self.day(self.workday(day) + workdays)
    }

    pub(crate) fn write(&self, moment: Moment, into: &mut Vec<u8>) {
        into.extend_from_slice(self.written[moment.day].as_bytes());
        let Some(second) = moment.second else { return };
        for (mark, part) in [
            (b' ', second / 3600),
            (b':', second / 60 % 60),
            (b':', second % 60),
        ] {
            into.extend_from_slice(&[mark, b'0' + (part / 10) as u8, b'0' + (part % 10) as u8]);
        }
    }
}
