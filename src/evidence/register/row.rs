//! One row of a register: counted under a key, or left out for a reason.

use crate::evidence::register::columns::Column;
use crate::evidence::register::condition::{ColumnRef, DayRef, Timing};
use crate::evidence::register::definitions::{Definitions, OnTime};
use crate::evidence::register::moment::Moment;
use crate::evidence::register::plan::{
    Attribute, BLANK, OTHER, Plan, STATUS, is_blank, order, value_of,
};
use crate::evidence::register::words::{Local, Words};
use crate::text::fold;

/// Why a row is left out of all counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// Neither an id nor a day of receipt: a title, a total, a signature.
    NoDossier,
    /// More or fewer cells than the header.
    WrongWidth,
    /// The register has a column for units, and it is blank here.
    NoUnit,
    /// A date that cannot be read.
    BadDate,
    /// No day of receipt.
    NoReceived,
    /// No day due: whether it is on time cannot be told.
    NoDue,
    /// Its status says that it ended, and no day when.
    UndatedEnd,
    /// It ended before it was received.
    Impossible,
    /// Received after the period, or ended before it.
    Outside,
    /// A dossier that stands further up already.
    Duplicate,
}

impl Left {
    /// All of them, in the order in which one is found before the next is looked for.
    pub const ALL: [Self; 10] = [
        Self::NoDossier,
        Self::WrongWidth,
        Self::NoUnit,
        Self::BadDate,
        Self::NoReceived,
        Self::NoDue,
        Self::UndatedEnd,
        Self::Impossible,
        Self::Outside,
        Self::Duplicate,
    ];

    /// Its name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::NoDossier => "no_dossier",
            Self::WrongWidth => "wrong_width",
            Self::NoUnit => "no_unit",
            Self::BadDate => "bad_date",
            Self::NoReceived => "no_received",
            Self::NoDue => "no_due",
            Self::UndatedEnd => "undated_end",
            Self::Impossible => "impossible",
            Self::Outside => "outside",
            Self::Duplicate => "duplicate",
        }
    }

    /// Whether the register itself is at fault, and not merely wider than what is asked for.
    pub fn is_fault(self) -> bool {
        !matches!(self, Self::NoDossier | Self::Outside)
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Counted { key: u64, days: u32 },
    Left(Left),
}

/// The cells of a row of which something is read, by their position.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// How many cells a row has; in a sheet as many as are filled.
    pub(super) width: Option<usize>,
    columns: [Option<usize>; Column::ALL.len()],
    /// For each attribute of the plan that holds a value: where its column stands.
    values: Vec<(usize, usize, u32)>,
    orders: Vec<(Day, Day, u32)>,
    /// Of the status: its attribute, and where its column stands.
    status: Option<(usize, usize)>,
}

/// A day that is compared, found.
#[derive(Clone, Copy, Debug)]
enum Day {
    Cell(usize),
    End,
    From,
    To,
    Absent,
}

impl Layout {
    /// Finds the columns among the names of a header. The first of two that mean the same counts.
    pub(super) fn of(
        names: &[impl AsRef<str>],
        of_sheet: bool,
        definitions: &Definitions,
        plan: &Plan,
    ) -> Self {
        let find = |wanted: &ColumnRef| {
            let mut names = names.iter();
            names.position(|name| definitions.mapping.means(name.as_ref(), wanted))
        };
        let day = |wanted: &DayRef| match wanted {
            DayRef::Column(column) => find(column).map_or(Day::Absent, Day::Cell),
            DayRef::End => Day::End,
            DayRef::PeriodFrom => Day::From,
            DayRef::PeriodTo => Day::To,
        };
        let (mut values, mut orders, mut status) = (Vec::new(), Vec::new(), None);
        for (index, packed) in plan.packed.iter().enumerate() {
            match &packed.attribute {
                Attribute::State => {}
                Attribute::Value(column, _) => {
                    values.extend(find(column).map(|cell| (index, cell, packed.shift)));
                    if *column == STATUS {
                        status = find(column).map(|cell| (index, cell));
                    }
                }
                Attribute::Order(left, right) => {
                    orders.push((day(left), day(right), packed.shift));
                }
            }
        }
        Self {
            width: (!of_sheet).then_some(names.len()),
            columns: Column::ALL.map(|column| find(&ColumnRef::Known(column))),
            values,
            orders,
            status,
        }
    }

    /// Where a column stands.
    #[inline]
    pub(super) fn at(&self, column: Column) -> Option<usize> {
        self.columns[column as usize]
    }
}

/// Reads rows.
pub(super) struct Reader<'a> {
    pub(super) layout: &'a Layout,
    pub(super) plan: &'a Plan,
    pub(super) definitions: &'a Definitions,
    /// The first and the last day of the period.
    pub(super) period: (i32, i32),
}

impl Reader<'_> {
    /// Reads a row of as many cells as the header; `cell` gives them by position as they stand,
    /// quotes included. Words that are not known yet are noted in `local`.
    #[inline]
    pub(super) fn row<'r>(
        &self,
        cell: impl Fn(usize) -> &'r [u8],
        words: &Words,
        local: &mut Local,
    ) -> Outcome {
        match self.dated(&cell) {
            Err(left) => Outcome::Left(left),
            Ok(Dated {
                state,
                end,
                days,
                ended,
            }) => {
                if !ended && self.says_ended(&cell, words, local) {
                    return Outcome::Left(Left::UndatedEnd);
                }
                match state {
                    Err(left) => Outcome::Left(left),
                    Ok(state) => Outcome::Counted {
                        key: state | self.noted(&cell, end, words, local),
                        days,
                    },
                }
            }
        }
    }

    /// Everything that days tell.
    #[inline]
    fn dated<'r>(&self, cell: &impl Fn(usize) -> &'r [u8]) -> Result<Dated, Left> {
        let read = |column: Column| -> Result<Option<Moment>, Left> {
            let Some(at) = self.layout.at(column) else {
                return Ok(None);
            };
            let text = plain(cell(at));
            if text.is_empty() || is_blank(text) {
                return Ok(None);
            }
            Moment::read(text).map(Some).ok_or(Left::BadDate)
        };
        let received = read(Column::Received)?;
        let due = read(Column::Due)?;
        let finished = read(Column::Finished)?;
        let returned = read(Column::Returned)?;
        let stopped = read(Column::Stopped)?;
        let received = received.ok_or(Left::NoReceived)?;
        let due = due.ok_or(Left::NoDue)?;
        let end = finished.or(returned).or(stopped);
        let (first, last) = self.period;
        let state = if end.is_some_and(|end| end.day < received.day) {
            Err(Left::Impossible)
        } else if received.day > last || end.is_some_and(|end| end.day < first) {
            Err(Left::Outside)
        } else {
            let timing = match end.filter(|end| end.day <= last) {
                Some(end) if end.day < due.day => Timing::Early,
                Some(end) if end.day == due.day && !self.is_past(end, due) => Timing::OnDue,
                Some(_) => Timing::Late,
                None if last <= due.day => Timing::OpenInTime,
                None => Timing::OpenOverdue,
            };
            Ok(Plan::state(received.day < first, timing))
        };
        let completed = end.filter(|end| end.day <= last);
        let days = completed.map_or(0, |end| end.day.saturating_sub(received.day));
        Ok(Dated {
            state,
            end: end.map(|end| end.day),
            ended: end.is_some(),
            days: u32::try_from(days).unwrap_or_default(),
        })
    }

    /// Whether a dossier ended after the hour of the day that it was due on.
    #[inline]
    fn is_past(&self, end: Moment, due: Moment) -> bool {
        let by_time = self.definitions.on_time == OnTime::Timestamps;
        let (Some(end), Some(due)) = (end.second, due.second) else {
            return false;
        };
        by_time && end > due
    }

    /// Whether a status says that a dossier ended.
    fn says_ended<'r>(
        &self,
        cell: &impl Fn(usize) -> &'r [u8],
        words: &Words,
        local: &mut Local,
    ) -> bool {
        self.layout.status.is_some_and(|(index, at)| {
            let noted = self.value(index, plain(cell(at)), words, local);
            self.plan.says_ended(noted)
        })
    }

    /// What is noted of a cell under an attribute.
    #[inline]
    fn value(&self, index: usize, text: &[u8], words: &Words, local: &mut Local) -> u64 {
        if is_blank(text) {
            return BLANK;
        }
        let known = words
            .value(index, text)
            .or_else(|| local.value(index, text));
        known.unwrap_or_else(|| self.learn(index, text, local))
    }

    /// The rest of a row's key.
    #[inline]
    fn noted<'r>(
        &self,
        cell: &impl Fn(usize) -> &'r [u8],
        end: Option<i32>,
        words: &Words,
        local: &mut Local,
    ) -> u64 {
        let mut key = 0;
        for (index, at, shift) in &self.layout.values {
            let text = plain(cell(*at));
            let noted = self.value(*index, text, words, local);
            if noted == OTHER {
                local.note_other(*index, text, self.plan);
            }
            key |= noted << shift;
        }
        for (left, right, shift) in &self.layout.orders {
            let day = |day: Day| match day {
                Day::Cell(at) => Moment::read(plain(cell(at))).map(|moment| moment.day),
                Day::End => end,
                Day::From => Some(self.period.0),
                Day::To => Some(self.period.1),
                Day::Absent => None,
            };
            key |= order(day(*left), day(*right)) << shift;
        }
        key
    }

    #[cold]
    fn learn(&self, index: usize, text: &[u8], local: &mut Local) -> u64 {
        let Some(Attribute::Value(column, values)) =
            self.plan.packed.get(index).map(|packed| &packed.attribute)
        else {
            return BLANK;
        };
        let written = unquoted(text);
        let noted = value_of(column, values, &self.definitions.mapping, &written);
        local.learn_value(index, text, noted);
        noted
    }
}

struct Dated {
    /// The number noted for how far it came, or why it is left out.
    state: Result<u64, Left>,
    end: Option<i32>,
    ended: bool,
    days: u32,
}

/// A cell without white space and quotes around it; doubled quotes within stay so.
#[inline]
pub(super) fn plain(raw: &[u8]) -> &[u8] {
    // Most cells have neither.
    if let ([first, ..], [.., last]) = (raw, raw)
        && *first > b'"'
        && *last > b'"'
    {
        return raw;
    }
    let raw = raw.trim_ascii();
    match raw {
        [b'"', inner @ .., b'"'] => inner.trim_ascii(),
        _ => raw,
    }
}

/// The text of a plain cell.
pub(super) fn unquoted(plain: &[u8]) -> String {
    fold::tidy(&String::from_utf8_lossy(plain).replace("\"\"", "\""))
}

/// Whether nothing stands in a row but separators: lines of nothing are no rows.
pub(super) fn is_blank_row(row: &[u8]) -> bool {
    row.iter()
        .all(|byte| matches!(byte, b',' | b';' | b'\t' | b'"' | b' ' | b'\r' | b'\n'))
}
