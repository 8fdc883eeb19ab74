//! What registers say of a unit, as facts: figures `register.<metric>`, and how they came about.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::SourceFile;
use crate::evidence::register::counts::UnitCounts;
use crate::evidence::register::read::{LeftRow, Register};
use crate::evidence::register::row::Left;

/// How the figures that registers give came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterFacts {
    /// The registers and how many rows each has.
    pub files: Vec<(Arc<SourceFile>, u64)>,
    /// The first and the last day of the period.
    pub period: (Date, Date),
    /// What was counted of the unit.
    pub counts: UnitCounts,
    /// Its first rows that are left out for a fault.
    pub listed: Vec<LeftRow>,
}

impl RegisterFacts {
    /// What registers say of the units at these positions, which are one.
    pub fn of(register: &Register, period: (Date, Date), units: &[usize]) -> Self {
        let mut of_unit = units.iter().filter_map(|at| register.units.get(*at));
        let mut counts = of_unit.next().cloned().unwrap_or_default();
        for other in of_unit {
            counts.add(other);
        }
        // A register of one unit: whatever is left out is left out of its dossiers.
        if register.units.len() < 2 {
            for (left, rows) in &register.without_unit {
                *counts.left.entry(*left).or_default() += rows;
            }
        }
        let of_these = |row: &&LeftRow| match row.unit {
            Some(unit) => units.contains(&unit),
            None => register.units.len() < 2,
        };
        let listed = register.listed.iter().filter(|row| row.left.is_fault());
        Self {
            files: register.files.clone(),
            period,
            counts,
            listed: listed.filter(of_these).cloned().collect(),
        }
    }

    /// The rows that are left out though they are of the period, by reason.
    pub fn faults(&self) -> BTreeMap<Left, u64> {
        let left = self.counts.left.iter();
        let faults = left.filter(|(left, _)| left.is_fault());
        faults.map(|(left, rows)| (*left, *rows)).collect()
    }
}
