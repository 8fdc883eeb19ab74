//! What a register says of a unit: metrics as sums over rows that are alike, rates, and the
//! cross-checks of form 06a.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::evidence::register::metrics::DAYS;
use crate::evidence::register::row::Left;
use crate::points::Exact;

/// Rows of a unit that are alike to every metric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// How many.
    pub rows: u64,
    /// For each metric of the definitions, whether they count.
    pub counts: Arc<[bool]>,
    /// The ids of the first of them, where they were kept.
    pub ids: Vec<String>,
}

/// What a register says of one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitCounts {
    /// Its code, or its name where the register has no codes; `None` where it has neither.
    pub code: Option<String>,
    /// Its name, where the register has one beside the code.
    pub name: Option<String>,
    /// Each metric of the definitions; `None` where the register lacks a column for it.
    pub metrics: Vec<Option<u64>>,
    /// Days that completed dossiers took, together.
    pub days: u64,
    /// Rows that count.
    pub counted: u64,
    /// Rows that are left out, by reason.
    pub left: BTreeMap<Left, u64>,
    /// Its rows by what they count for.
    pub alike: Vec<Alike>,
}

impl UnitCounts {
    /// The metric with this id, by the ids of the definitions.
    pub fn metric(&self, ids: &[&str], id: &str) -> Option<u64> {
        if id == DAYS {
            return Some(self.days);
        }
        let at = ids.iter().position(|known| *known == id)?;
        self.metrics.get(at).copied().flatten()
    }

    /// Adds what is counted of another that is the same unit.
    pub fn add(&mut self, other: &Self) {
        for (sum, one) in self.metrics.iter_mut().zip(&other.metrics) {
            *sum = sum.zip(*one).map(|(sum, one)| sum + one);
        }
        self.days += other.days;
        self.counted += other.counted;
        for (left, rows) in &other.left {
            *self.left.entry(*left).or_default() += rows;
        }
        self.alike.extend(other.alike.iter().cloned());
    }

    /// All rows: those that count and those that are left out.
    pub fn rows(&self) -> u64 {
        self.counted + self.left.values().sum::<u64>()
    }
}

/// A quotient of two metrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    /// On time of those completed: form 06a.
    OfCompleted,
    /// On time of those received and carried over: Quyết định 766/QĐ-TTg.
    OfTotal,
    /// Days for a completed dossier.
    MeanDays,
}

impl Rate {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::OfCompleted, Self::OfTotal, Self::MeanDays];

    /// Its name in JSON and CSV.
    pub fn id(self) -> &'static str {
        match self {
            Self::OfCompleted => "on_time_of_completed",
            Self::OfTotal => "on_time_of_total",
            Self::MeanDays => "mean_days",
        }
    }

    /// What is divided by what.
    pub fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::OfCompleted => ("completed_on_time", "completed"),
            Self::OfTotal => ("completed_on_time", "total"),
            Self::MeanDays => (DAYS, "completed"),
        }
    }

    /// Its value; `None` where a part is unknown, or nothing is there to divide by.
    pub fn of(self, unit: &UnitCounts, ids: &[&str]) -> Option<Exact> {
        let (part, whole) = self.parts();
        let part = unit.metric(ids, part)?;
        let whole = unit.metric(ids, whole)?;
        exact(part).checked_div(&exact(whole))
    }
}

/// A number of dossiers, exactly.
pub fn exact(number: u64) -> Exact {
    rust_decimal::Decimal::from(number).into()
}

/// A cross-check of form 06a: a column that is the sum of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CrossCheck {
    /// The sum.
    pub sum: &'static str,
    /// What it is the sum of.
    pub parts: &'static [&'static str],
}

/// The cross-checks of form 06a. They hold by how rows are counted: each row stands in one
/// column of each sum.
pub const CROSS_CHECKS: [CrossCheck; 4] = [
    CrossCheck {
        sum: "total",
        parts: &["received_online", "received_in_person", "carried_over"],
    },
    CrossCheck {
        sum: "completed",
        parts: &["completed_early", "completed_on_due", "completed_late"],
    },
    CrossCheck {
        sum: "open",
        parts: &["open_in_time", "open_overdue"],
    },
    CrossCheck {
        sum: "total",
        parts: &["completed", "open"],
    },
];

impl CrossCheck {
    /// The sum and its parts; `None` where one is unknown.
    pub fn of(&self, unit: &UnitCounts, ids: &[&str]) -> Option<(u64, Vec<u64>)> {
        let parts = self.parts.iter().map(|part| unit.metric(ids, part));
        Some((unit.metric(ids, self.sum)?, parts.collect::<Option<_>>()?))
    }
}
