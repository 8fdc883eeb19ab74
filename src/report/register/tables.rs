//! What a register says as tables: one that scripts read, and one that is evidence again.

use std::io;

use super::{Counted, name_of};
use crate::evidence::register::counts::{Rate, UnitCounts};
use crate::evidence::register::metrics::DAYS;
use crate::evidence::register::row::Left;
use crate::points::Points;
use crate::report::csv::{self, Dialect, safe};
use crate::text::dates;
use crate::text::numbers;

/// Decimals of quotients in tables.
pub const RATE_DIGITS: u32 = 6;

impl Counted<'_> {
    /// A row for each unit: its code and name, rows, metrics, rates, and what is left out.
    ///
    /// # Errors
    /// Never in practice: it writes to memory.
    pub fn csv(self, dialect: Dialect) -> io::Result<Vec<u8>> {
        let ids = self.ids();
        let mut header: Vec<String> = ["unit_code", "unit_name", "rows", "counted"]
            .map(str::to_owned)
            .into();
        header.extend(ids.iter().map(ToString::to_string));
        header.push(DAYS.to_owned());
        header.extend(Rate::ALL.map(|rate| rate.id().to_owned()));
        header.extend(Left::ALL.map(|left| format!("left_{}", left.id())));
        let mut rows = vec![header];
        let row = |unit: &UnitCounts| {
            let text = |text: &Option<String>| safe(text.as_deref().unwrap_or_default());
            let mut row = vec![text(&unit.code), text(&unit.name)];
            row.extend([unit.rows(), unit.counted].map(|number| number.to_string()));
            let counts = unit.metrics.iter();
            row.extend(
                counts.map(|count| count.map(|count| count.to_string()).unwrap_or_default()),
            );
            row.push(unit.days.to_string());
            row.extend(Rate::ALL.map(|rate| {
                let value = rate.of(unit, &ids);
                let value =
                    value.and_then(|value| numbers::plain(&value.rounded_text(RATE_DIGITS)));
                value
                    .map(|value| dialect.number(Points::new(value)))
                    .unwrap_or_default()
            }));
            row.extend(Left::ALL.map(|left| unit.left.get(&left).unwrap_or(&0).to_string()));
            row
        };
        rows.extend(self.register.units.iter().map(row));
        if !self.register.without_unit.is_empty() {
            let nobody = UnitCounts {
                metrics: vec![None; ids.len()],
                left: self.register.without_unit.clone(),
                ..UnitCounts::default()
            };
            rows.push(row(&nobody));
        }
        csv::table(&rows, dialect)
    }

    /// A table of figures of the set (criterion `*`): each metric that is known, by unit. It is
    /// read back as evidence in place of the register.
    ///
    /// # Errors
    /// Never in practice: it writes to memory.
    pub fn figures(self, dialect: Dialect) -> io::Result<Vec<u8>> {
        let header = [
            "tieu_chi",
            "don_vi",
            "ten_don_vi",
            "so_lieu",
            "ten_so_lieu",
            "gia_tri",
            "nguon",
        ];
        let mut rows = vec![header.map(str::to_owned).to_vec()];
        let (from, to) = self.period;
        let (from, to) = (dates::short(from), dates::short(to));
        for unit in &self.register.units {
            let counted = unit.counted;
            let source = self.lang.pick(
                format!("Sổ theo dõi hồ sơ TTHC, {counted} hồ sơ, {from} - {to}"),
                format!("Dossier register, {counted} dossiers, {from} - {to}"),
            );
            let days = crate::evidence::register::metrics::days_name();
            let metrics = self.definitions.metrics.iter();
            let named = metrics.map(|metric| (metric.id.as_str(), metric.name.get(self.lang)));
            let counts = named.zip(unit.metrics.iter().copied());
            let counts = counts.chain([((DAYS, days.get(self.lang)), Some(unit.days))]);
            for ((id, name), count) in counts {
                let Some(count) = count else { continue };
                rows.push(vec![
                    "*".to_owned(),
                    safe(unit.code.as_deref().unwrap_or_default()),
                    safe(
                        &name_of(unit)
                            .filter(|_| unit.name.is_some())
                            .unwrap_or_default(),
                    ),
                    format!("register.{id}"),
                    safe(name),
                    count.to_string(),
                    source.clone(),
                ]);
            }
        }
        csv::table(&rows, dialect)
    }
}
