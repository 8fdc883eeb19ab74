//! From what was counted to what registers say: units in their order, metrics as sums, rows that
//! are left out with their lines.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{At, Place};
use crate::evidence::inputs::Unreadable;
use crate::evidence::register::columns::Column;
use crate::evidence::register::condition::ColumnRef;
use crate::evidence::register::counts::{Alike, UnitCounts};
use crate::evidence::register::lines::lines_of;
use crate::evidence::register::plan::Attribute;
use crate::evidence::register::read::{LeftRow, OtherValue, Register, Run};
use crate::evidence::register::row::{Layout, Left};
use crate::evidence::register::tally::{Listed, NO_UNIT, Tally};

impl Run<'_> {
    /// What was counted, by unit.
    ///
    /// # Errors
    /// Where a register cannot be read once more.
    pub(super) fn finish(&self, tally: Tally) -> Result<Register, Unreadable> {
        let lacking = self.lacking();
        let mut register = Register {
            files: Vec::new(),
            units: Vec::new(),
            without_unit: BTreeMap::new(),
            listed: Vec::new(),
            others: Vec::new(),
            lacking,
            compared: !tally.too_many,
        };
        for (file, one) in self.inputs.iter().enumerate() {
            let rows = tally.rows.get(file).copied().unwrap_or_default();
            let read = one.input.described(self.asked.digest);
            let read = read.map_err(|error| one.found.location.unreadable(&error))?;
            register.files.push((read, rows));
        }
        let numbers = self.units(&tally, &mut register);
        register.listed = self.listed(&tally.listed, &numbers)?;
        for ((attribute, written), rows) in &tally.words.others {
            let attribute = self
                .plan
                .packed
                .get(*attribute)
                .map(|packed| &packed.attribute);
            if let Some(Attribute::Value(ColumnRef::Known(column), _)) = attribute {
                register.others.push(OtherValue {
                    column: *column,
                    written: written.clone(),
                    rows: *rows,
                });
            }
        }
        Ok(register)
    }

    /// The columns that metrics look at and a register lacks.
    fn lacking(&self) -> BTreeSet<ColumnRef> {
        let metrics = self.asked.definitions.metrics.iter();
        let asked: BTreeSet<&ColumnRef> = metrics
            .flat_map(|metric| metric.condition.columns())
            .collect();
        let lacks = |column: &&ColumnRef| {
            let mut inputs = self.inputs.iter();
            inputs.any(|one| !one.has(column, self.asked))
        };
        asked.into_iter().filter(lacks).cloned().collect()
    }

    /// Puts the units in their order; gives each one's position by its number.
    fn units(&self, tally: &Tally, register: &mut Register) -> BTreeMap<u32, usize> {
        let known: Vec<bool> = (self.asked.definitions.metrics.iter())
            .map(|metric| {
                let columns = metric.condition.columns();
                !columns
                    .iter()
                    .any(|column| register.lacking.contains(*column))
            })
            .collect();
        let mut counting: BTreeMap<u64, Arc<[bool]>> = BTreeMap::new();
        for (_, key) in tally.alike.keys() {
            counting.entry(*key).or_insert_with(|| {
                let metrics = self.asked.definitions.metrics.iter().zip(&known);
                let counts = metrics
                    .map(|(metric, known)| *known && self.plan.holds(&metric.condition, *key));
                counts.collect()
            });
        }
        let mut units: BTreeMap<u32, UnitCounts> = BTreeMap::new();
        let new = || UnitCounts {
            metrics: known.iter().map(|known| known.then_some(0)).collect(),
            ..UnitCounts::default()
        };
        let mut cells: Vec<_> = tally
            .alike
            .iter()
            .filter(|(_, alike)| alike.rows > 0)
            .collect();
        cells.sort_unstable_by_key(|(place, _)| **place);
        for ((number, key), alike) in cells {
            let unit = units.entry(*number).or_insert_with(new);
            let counts = &counting[key];
            for (metric, counts) in unit.metrics.iter_mut().zip(counts.iter()) {
                if let (Some(metric), true) = (metric, counts) {
                    *metric += alike.rows;
                }
            }
            unit.counted += alike.rows;
            unit.days += alike.days;
            let ids = tally
                .samples
                .get(&(*number, *key))
                .cloned()
                .unwrap_or_default();
            if self.asked.ids > 0 {
                unit.alike.push(Alike {
                    rows: alike.rows,
                    counts: Arc::clone(counts),
                    ids,
                });
            }
        }
        for ((number, left), rows) in &tally.left {
            let has_unit = *number != NO_UNIT || !self.has_units();
            if has_unit && !matches!(left, Left::NoDossier | Left::WrongWidth | Left::NoUnit) {
                let unit = units.entry(*number).or_insert_with(new);
                *unit.left.entry(*left).or_default() += rows;
            } else {
                *register.without_unit.entry(*left).or_default() += rows;
            }
        }
        let mut units: Vec<(u32, UnitCounts)> = units.into_iter().collect();
        for (number, unit) in &mut units {
            if let Some((code, name)) = tally.words.named.get(*number as usize) {
                unit.code = Some(code.clone());
                unit.name.clone_from(name);
            }
        }
        units.sort_by(|(_, a), (_, b)| a.code.cmp(&b.code));
        let positions = units.iter().enumerate();
        let positions = positions.map(|(at, (number, _))| (*number, at)).collect();
        register.units = units.into_iter().map(|(_, unit)| unit).collect();
        positions
    }

    /// Whether some register has a column for units.
    fn has_units(&self) -> bool {
        let has = |layout: &Layout| {
            layout.at(Column::Unit).is_some() || layout.at(Column::UnitName).is_some()
        };
        self.layouts.iter().any(has)
    }

    fn listed(
        &self,
        listed: &BTreeMap<Left, Vec<Listed>>,
        numbers: &BTreeMap<u32, usize>,
    ) -> Result<Vec<LeftRow>, Unreadable> {
        let mut lines: BTreeMap<(usize, u64), usize> = BTreeMap::new();
        for (file, one) in self.inputs.iter().enumerate() {
            let of_file = listed.values().flatten().filter(|row| row.file == file);
            let positions: Vec<u64> = of_file.map(|row| row.at).collect();
            let found = lines_of(&one.input, &positions, self.problems);
            let found = found.map_err(|error| one.found.location.unreadable(&error))?;
            lines.extend(positions.into_iter().map(|at| (file, at)).zip(found));
        }
        let mut rows = Vec::new();
        for (left, list) in listed {
            for row in list {
                let line = lines.get(&(row.file, row.at)).copied().unwrap_or(1);
                rows.push(LeftRow {
                    left: *left,
                    place: Place {
                        file: Arc::clone(&self.inputs[row.file].input.file),
                        at: At::Line(line),
                    },
                    id: Some(row.id.clone()).filter(|id| !id.is_empty()),
                    unit: numbers.get(&row.unit).copied(),
                });
            }
        }
        Ok(rows)
    }
}
