//! The counts of a unit, and the book of rows.

use jiff::civil::Time;
use serde::Serialize;

use super::OnTime;
use super::row::{Columns, Kind, Period, Row};

/// Every row below the header, by what became of it.
#[derive(Default, Serialize)]
pub(crate) struct Book {
    rows: u64,
    counted: u64,
    no_dossier: u64,
    wrong_width: u64,
    no_unit: u64,
    bad_date: u64,
    no_received: u64,
    no_due: u64,
    undated_end: u64,
    impossible: u64,
    outside: u64,
    duplicate: u64,
}

impl Book {
    pub(crate) fn enter(&mut self, kind: Kind) {
        self.rows += 1;
        *match kind {
            Kind::NoDossier => &mut self.no_dossier,
            Kind::WrongWidth => &mut self.wrong_width,
            Kind::NoUnit => &mut self.no_unit,
            Kind::BadDate => &mut self.bad_date,
            Kind::NoReceived => &mut self.no_received,
            Kind::NoDue => &mut self.no_due,
            Kind::UndatedEnd => &mut self.undated_end,
            Kind::Impossible => &mut self.impossible,
            Kind::Outside => &mut self.outside,
            Kind::Duplicate => &mut self.duplicate,
            Kind::Counted => &mut self.counted,
        } += 1;
    }

    /// Whether it holds so many rows, each in one place.
    pub(crate) fn is_closed(&self, rows: u64) -> bool {
        let apart = [
            self.no_dossier,
            self.wrong_width,
            self.no_unit,
            self.bad_date,
            self.no_received,
            self.no_due,
            self.undated_end,
            self.impossible,
            self.outside,
            self.duplicate,
        ];
        self.rows == rows && self.counted + apart.iter().sum::<u64>() == rows
    }
}

/// Counts of a unit's dossiers; `None` where the register lacks the column.
#[derive(Serialize)]
pub(crate) struct Counts {
    unit: String,
    total: u64,
    received: u64,
    received_online: Option<u64>,
    received_in_person: Option<u64>,
    carried_over: u64,
    completed: u64,
    completed_early: u64,
    completed_on_due: u64,
    completed_late: u64,
    completed_on_time: u64,
    open: u64,
    open_in_time: u64,
    open_overdue: u64,
    online_partial: Option<u64>,
    online_full: Option<u64>,
    paid_online: Option<u64>,
    digitised: Option<u64>,
    late_without_apology: Option<u64>,
    /// From received to end, summed over completed dossiers.
    days: i64,
}

impl Counts {
    pub(crate) fn new(unit: &str, columns: &Columns) -> Self {
        let from = |column: Option<usize>| column.map(|_| 0);
        let level = columns.channel.and(columns.level);
        Counts {
            unit: unit.to_owned(),
            total: 0,
            received: 0,
            received_online: from(columns.channel),
            received_in_person: from(columns.channel),
            carried_over: 0,
            completed: 0,
            completed_early: 0,
            completed_on_due: 0,
            completed_late: 0,
            completed_on_time: 0,
            open: 0,
            open_in_time: 0,
            open_overdue: 0,
            online_partial: from(level),
            online_full: from(level),
            paid_online: from(columns.payment),
            digitised: from(columns.digitised),
            late_without_apology: from(columns.apology),
            days: 0,
        }
    }

    /// Counts a dossier that is to be counted.
    pub(crate) fn enter(&mut self, row: &Row, period: Period, on_time: OnTime) {
        let (Some(received), Some(due)) = (row.received.day(), row.due.day()) else {
            return;
        };
        let new = received >= period.from;
        self.total += 1;
        add(&mut self.received, new);
        add(&mut self.carried_over, !new);
        add_known(&mut self.received_online, new && row.online);
        add_known(&mut self.received_in_person, new && !row.online);
        add_known(
            &mut self.online_partial,
            new && row.online && row.level == "Một phần",
        );
        add_known(
            &mut self.online_full,
            new && row.online && row.level == "Toàn trình",
        );
        add_known(&mut self.paid_online, row.paid_online);

        let late = if let Some(end) = row.end.day().filter(|end| *end <= period.to) {
            let (ended, owed) = (row.end.time(), row.due.time());
            let on_due = end == due && (on_time == OnTime::Dates || !is_after(ended, owed));
            self.completed += 1;
            add(&mut self.completed_early, end < due);
            add(&mut self.completed_on_due, on_due);
            add(&mut self.completed_late, end >= due && !on_due);
            add(&mut self.completed_on_time, end < due || on_due);
            add_known(&mut self.digitised, row.digitised);
            self.days += i64::from(end.since(received).map_or(0, |span| span.get_days()));
            end >= due && !on_due
        } else {
            self.open += 1;
            add(&mut self.open_in_time, period.to <= due);
            add(&mut self.open_overdue, period.to > due);
            period.to > due
        };
        add_known(&mut self.late_without_apology, late && !row.apology);
    }

    /// Form 06a: 3 = 4 + 5 + 6, 7 = 8 + 9 + 10, 11 = 12 + 13, 3 = 7 + 11.
    pub(crate) fn adds_up(&self) -> bool {
        let known = self.received_online.zip(self.received_in_person);
        known.is_none_or(|(online, other)| self.total == online + other + self.carried_over)
            && self.total == self.received + self.carried_over
            && self.completed == self.completed_early + self.completed_on_due + self.completed_late
            && self.open == self.open_in_time + self.open_overdue
            && self.total == self.completed + self.open
    }
}

/// Without a time on either side only days are compared.
fn is_after(ended: Option<Time>, owed: Option<Time>) -> bool {
    ended.zip(owed).is_some_and(|(ended, owed)| ended > owed)
}

fn add(count: &mut u64, holds: bool) {
    *count += u64::from(holds);
}

fn add_known(count: &mut Option<u64>, holds: bool) {
    if let Some(count) = count {
        add(count, holds);
    }
}
