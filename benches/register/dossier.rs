//! One dossier: what was asked for, when, and how it went.

use crate::calendar::{Calendar, Moment};
use crate::catalogue::PROCEDURES;
use crate::faults::Fault;
use crate::random::{Random, Skewed};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channel {
    InPerson,
    Online,
    Post,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    InProgress,
    Supplement,
    Withdrawn,
    Stopped,
    Finished,
    Returned,
}

pub(crate) struct Dossier {
    pub(crate) number: u64,
    pub(crate) unit: usize,
    pub(crate) procedure: usize,
    pub(crate) channel: Channel,
    pub(crate) received: Moment,
    pub(crate) due: Moment,
    pub(crate) end: Option<Moment>,
    pub(crate) state: State,
    /// Not on the due day or before, seen from the period's last day.
    pub(crate) late: bool,
}

/// What all dossiers of a register are drawn from.
pub(crate) struct Source {
    pub(crate) seed: u64,
    rows: u64,
    units: Skewed,
    procedures: Skewed,
    pub(crate) calendar: Calendar,
}

/// Rows in a hundred that were received the year before; they stand first.
const CARRIED_OVER: u64 = 3;
/// The register was written out on the tenth day after the period: later ends are not known.
const WRITTEN_AFTER: usize = 10;

impl Source {
    pub(crate) fn new(seed: u64, rows: u64, units: usize, calendar: Calendar) -> Self {
        Source {
            seed,
            rows,
            units: Skewed::new(units, 20),
            procedures: Skewed::new(PROCEDURES.len(), 1),
            calendar,
        }
    }

    /// The dossier of a row, its dates bent by what is wrong with it.
    pub(crate) fn dossier(
        &self,
        number: u64,
        random: &mut Random,
        fault: Option<Fault>,
    ) -> Dossier {
        let calendar = &self.calendar;
        let unit = self.units.draw(random);
        let procedure = self.procedures.draw(random);
        let channel = match random.below(100) {
            0..=41 => Channel::Online,
            42..=96 => Channel::InPerson,
            _ => Channel::Post,
        };
        let received = self.received(number, random, fault);
        let carried = received < calendar.first;
        let workdays = PROCEDURES[procedure].workdays;
        let due = if carried && fault != Some(Fault::Before) {
            calendar.later(calendar.first, random.below(workdays + 5))
        } else {
            calendar.later(received, workdays)
        };
        let earliest = received.max(if fault == Some(Fault::Before) {
            0
        } else {
            calendar.first
        });
        let (state, end) = self.outcome(earliest, due, random);
        let (state, end) = match fault {
            Some(Fault::Impossible) => (State::Returned, Some(received - 1 - random.below(30))),
            Some(Fault::Before) => (State::Returned, Some(due)),
            Some(Fault::UndatedEnd) => (State::Returned, None),
            _ => (state, end),
        };
        let received = moment(received, 1, random);
        let due = Moment {
            day: due,
            second: due_second(received, random),
        };
        Dossier {
            number,
            unit,
            procedure,
            channel,
            received,
            due,
            end: end.map(|day| moment(day, 2, random)),
            state,
            late: end.unwrap_or(usize::MAX).min(calendar.last) > due.day,
        }
    }

    /// Registers grow by date: a row's day follows from its place, give or take a day.
    fn received(&self, number: u64, random: &mut Random, fault: Option<Fault>) -> usize {
        let calendar = &self.calendar;
        let carried = self.rows * CARRIED_OVER / 100;
        match fault {
            Some(Fault::After) => return calendar.later(calendar.last + 1, random.below(8)),
            // Due within the year before, whatever the procedure: the longest takes 45 workdays.
            Some(Fault::Before) => return calendar.later(0, 100 + random.below(60)),
            _ => {}
        }
        if number < carried {
            let workday = calendar.workday(calendar.first) - 1 - random.below(30);
            return calendar.day(workday);
        }
        let first = calendar.workday(calendar.first);
        let last = calendar.workday(calendar.last + 1) - 1;
        let place = (number - carried) * (last + 1 - first) as u64 / (self.rows - carried);
        calendar.day((first + place as usize + random.below(3)).clamp(first + 1, last + 1) - 1)
    }

    /// Two in a hundred are late, 15 come on the last day; a few are open, withdrawn or stopped.
    fn outcome(&self, earliest: usize, due: usize, random: &mut Random) -> (State, Option<usize>) {
        let calendar = &self.calendar;
        let (from, to) = (calendar.workday(earliest), calendar.workday(due));
        let early = from + random.below(to.saturating_sub(from));
        let (state, workday) = match random.below(1000) {
            0..4 => return (State::Supplement, None),
            4..8 => return (State::InProgress, None),
            8..18 => (State::Withdrawn, early),
            18..21 => (State::Stopped, early),
            21..41 => (State::Returned, to.max(from) + 1 + random.below(10)),
            41..190 => (State::Returned, to.max(from)),
            190..220 => (State::Finished, early),
            _ => (State::Returned, early),
        };
        let day = calendar.day(workday);
        if day > calendar.last + WRITTEN_AFTER {
            return (State::InProgress, None);
        }
        (state, Some(day))
    }
}

/// A day with a time in working hours, which so many in a hundred lack.
fn moment(day: usize, without: usize, random: &mut Random) -> Moment {
    const MORNING: (usize, usize) = (7 * 3600 + 1800, 4 * 3600);
    const AFTERNOON: (usize, usize) = (13 * 3600 + 1800, 3 * 3600 + 1800);
    let drawn = random.below(MORNING.1 + AFTERNOON.1);
    let second = if drawn < MORNING.1 {
        MORNING.0 + drawn
    } else {
        AFTERNOON.0 + drawn - MORNING.1
    };
    Moment {
        day,
        second: (!random.percent(without)).then_some(second),
    }
}

/// Due at the end of work, or at the time of day it was received; sometimes by the day only.
fn due_second(received: Moment, random: &mut Random) -> Option<usize> {
    match random.below(100) {
        0..60 => Some(17 * 3600),
        60..97 => received.second,
        _ => None,
    }
}
