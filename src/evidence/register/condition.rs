//! What a metric counts: conditions over the columns of a register. They say which dossiers are
//! meant; how a row is read is not their business.

use crate::evidence::register::columns::Column;

/// A column that conditions look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnRef {
    /// One that every register has under some header.
    Known(Column),
    /// One of the province's own, by the key of its header.
    Own(String),
}

/// A day that conditions compare.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayRef {
    /// That of a column.
    Column(ColumnRef),
    /// When handling ended: finished, else returned, else stopped or withdrawn.
    End,
    /// The first day of the period.
    PeriodFrom,
    /// The last day of the period.
    PeriodTo,
}

/// How two days lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The first is earlier.
    Before,
    /// The first is not later.
    NotAfter,
    /// They are the same day.
    On,
    /// The first is not earlier.
    NotBefore,
    /// The first is later.
    After,
}

impl Relation {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Before,
        Self::NotAfter,
        Self::On,
        Self::NotBefore,
        Self::After,
    ];

    /// Its name in sets.
    pub fn id(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::NotAfter => "not_after",
            Self::On => "on",
            Self::NotBefore => "not_before",
            Self::After => "after",
        }
    }

    /// Whether it holds where the first day lies so to the second.
    pub(super) fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Before => order.is_lt(),
            Self::NotAfter => order.is_le(),
            Self::On => order.is_eq(),
            Self::NotBefore => order.is_ge(),
            Self::After => order.is_gt(),
        }
    }
}

/// How far a dossier came by the last day of the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// It ended before its day.
    Early,
    /// It ended on its day.
    OnDue,
    /// It ended late.
    Late,
    /// It is open, and its day has not passed.
    OpenInTime,
    /// It is open, and its day has passed.
    OpenOverdue,
}

impl Timing {
    pub(super) const ALL: [Self; 5] = [
        Self::Early,
        Self::OnDue,
        Self::Late,
        Self::OpenInTime,
        Self::OpenOverdue,
    ];
}

/// Which dossiers are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Those that all of these mean.
    All(Vec<Condition>),
    /// Those that any of these means.
    Any(Vec<Condition>),
    /// Those that this does not mean.
    Not(Box<Condition>),
    /// Those received before the period (`true`) or within it.
    Carried(bool),
    /// Those that came this far.
    Came(Timing),
    /// Those with something in a column.
    Present(ColumnRef),
    /// Those with one of these values in a column: its known values by name, of other columns
    /// what is written, white space aside.
    In(ColumnRef, Vec<String>),
    /// Those whose days lie so; where one of the days is blank it does not hold.
    Day(DayRef, Relation, DayRef),
}

impl Condition {
    /// Calls `each` with every condition in it, itself first.
    pub(super) fn walk<'c>(&'c self, each: &mut impl FnMut(&'c Self)) {
        each(self);
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.walk(each);
                }
            }
            Self::Not(part) => part.walk(each),
            _ => {}
        }
    }

    /// The days it compares.
    pub fn days(&self) -> Vec<&DayRef> {
        let mut days = Vec::new();
        self.walk(&mut |condition| {
            if let Self::Day(left, _, right) = condition {
                days.extend([left, right]);
            }
        });
        days
    }

    /// The columns it looks at, beside those that every dossier is dated by.
    pub fn columns(&self) -> Vec<&ColumnRef> {
        let mut columns = Vec::new();
        self.walk(&mut |condition| match condition {
            Self::Present(column) | Self::In(column, _) => columns.push(column),
            Self::Day(left, _, right) => {
                for day in [left, right] {
                    if let DayRef::Column(column) = day {
                        columns.push(column);
                    }
                }
            }
            _ => {}
        });
        columns
    }
}
