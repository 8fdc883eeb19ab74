//! Conditions as tests of SQL.

use super::{Columns, Engine};
use crate::evidence::register::condition::{ColumnRef, Condition, DayRef, Relation, Timing};
use crate::evidence::register::definitions::Mapping;
use crate::evidence::register::values;

/// Writes tests.
pub(super) struct Tests<'a> {
    pub(super) engine: Engine,
    pub(super) columns: &'a Columns,
    pub(super) mapping: &'a Mapping,
}

impl Tests<'_> {
    /// Whether a condition means a row.
    pub(super) fn means(&self, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) if parts.is_empty() => "true".to_owned(),
            Condition::Any(parts) if parts.is_empty() => "false".to_owned(),
            Condition::All(parts) => self.joined(parts, " AND "),
            Condition::Any(parts) => self.joined(parts, " OR "),
            Condition::Not(part) => format!("NOT {}", self.means(part)),
            Condition::Carried(true) => "(NOT is_new)".to_owned(),
            Condition::Carried(false) => "is_new".to_owned(),
            Condition::Came(timing) => came(*timing).to_owned(),
            Condition::Present(column) => format!("({}_text <> '')", self.id(column)),
            Condition::In(column, wanted) => self.in_values(column, wanted),
            Condition::Day(left, relation, right) => {
                let (left, right) = (self.day(left), self.day(right));
                let sign = match relation {
                    Relation::Before => "<",
                    Relation::NotAfter => "<=",
                    Relation::On => "=",
                    Relation::NotBefore => ">=",
                    Relation::After => ">",
                };
                format!("coalesce({left} {sign} {right}, false)")
            }
        }
    }

    fn joined(&self, parts: &[Condition], word: &str) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.means(part)).collect();
        format!("({})", parts.join(word))
    }

    /// Whether a column holds one of these values.
    pub(super) fn in_values(&self, column: &ColumnRef, wanted: &[String]) -> String {
        let id = self.id(column);
        let listed = |written: Vec<String>| {
            let quoted: Vec<String> = written
                .iter()
                .map(|text| self.engine.literal(text))
                .collect();
            quoted.join(", ")
        };
        match column {
            ColumnRef::Known(known) if !values::names(*known).is_empty() => {
                let names = values::names(*known);
                let positions =
                    (0..names.len()).filter(|at| wanted.iter().any(|one| one == names[*at]));
                let written = positions.flat_map(|at| self.mapping.written(*known, at));
                format!("({id}_key IN ({}))", listed(written.collect()))
            }
            _ => format!("({id}_text IN ({}))", listed(wanted.to_vec())),
        }
    }

    fn id(&self, column: &ColumnRef) -> &str {
        self.columns.get(column).map_or("", |(id, _)| id)
    }

    fn day(&self, day: &DayRef) -> String {
        match day {
            DayRef::Column(column) => format!("{}_day", self.id(column)),
            DayRef::End => "end_day".to_owned(),
            DayRef::PeriodFrom => "first_day".to_owned(),
            DayRef::PeriodTo => "last_day".to_owned(),
        }
    }
}

fn came(timing: Timing) -> &'static str {
    match timing {
        Timing::Early => "(is_completed AND is_early)",
        Timing::OnDue => "(is_completed AND is_on_due)",
        Timing::Late => "(is_completed AND NOT is_early AND NOT is_on_due)",
        Timing::OpenInTime => "(NOT is_completed AND is_due_later)",
        Timing::OpenOverdue => "(NOT is_completed AND NOT is_due_later)",
    }
}
