//! The SQL that counts the same metrics, by the same definitions, in an engine that keeps
//! registers already. It is made of the definitions: a column, a value or a metric that is added
//! to them is in it.

mod dialect;
mod tests_of;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use dialect::Engine;
use tests_of::Tests;

use crate::evidence::register::columns::Column;
use crate::evidence::register::condition::{ColumnRef, DayRef};
use crate::evidence::register::definitions::{Definitions, OnTime};
use crate::evidence::register::metrics::DAYS;
use crate::evidence::register::row::Left;
use crate::evidence::register::values;
use crate::text::fold;

/// Where the rows are.
#[derive(Clone, Debug)]
pub enum Rows {
    /// In a file of text in UTF-8.
    File {
        /// Its path.
        path: String,
        /// What stands between cells.
        delimiter: char,
        /// Lines above the header.
        skip: usize,
        /// What its columns are called.
        names: Vec<String>,
    },
    /// In a table `register`, whose columns are called by their ids.
    Table,
}

/// What is to be counted, where.
#[derive(Clone, Debug)]
pub struct Query<'a> {
    /// The engine.
    pub engine: Engine,
    /// Where the rows are.
    pub rows: Rows,
    /// What is counted, and how cells are understood.
    pub definitions: &'a Definitions,
    /// The first and the last day of the period.
    pub period: (Date, Date),
    /// The header of the column for units, where it is not one that is known.
    pub unit_column: Option<&'a str>,
}

/// Columns that stand in the rows: what the query calls them, and what the rows do.
type Columns = BTreeMap<ColumnRef, (String, String)>;

impl Query<'_> {
    /// The statements.
    pub fn text(&self) -> String {
        let columns = self.columns();
        let tests = Tests {
            engine: self.engine,
            columns: &columns,
            mapping: &self.definitions.mapping,
        };
        let parts = [
            format!("period AS (\n  {}\n)", self.period_part()),
            format!("source AS (\n{}\n)", self.source(&columns)),
            format!(
                "cells AS (\n  SELECT row_no,\n    {}\n  FROM source\n)",
                self.cells(&columns).join(",\n    ")
            ),
            format!(
                "moments AS (\n  SELECT *,\n    {}\n  FROM cells\n)",
                self.moments(&columns).join(",\n    ")
            ),
            format!(
                "days AS (\n  SELECT *,\n    {}\n  FROM moments\n)",
                self.days(&columns).join(",\n    ")
            ),
            self.left(&tests),
            self.kinds(&columns),
            self.classified(),
        ];
        let head = self.head();
        let with = parts.join(",\n");
        let metrics = self.metrics(&tests).join(",\n  ");
        let settings = match &self.rows {
            Rows::File {
                delimiter, skip, ..
            } => self.engine.settings(*delimiter, *skip),
            Rows::Table => String::new(),
        };
        format!(
            "{head}WITH\n{with}\nSELECT unit,\n  {metrics}\nFROM classified\nGROUP BY unit\nORDER BY unit{settings};\n"
        )
    }

    /// The columns that something is read of.
    fn columns(&self) -> Columns {
        let mut wanted: Vec<ColumnRef> = Column::ALL.map(ColumnRef::Known).into();
        for metric in &self.definitions.metrics {
            wanted.extend(metric.condition.columns().into_iter().cloned());
        }
        let unit_column = self.unit_column.map(fold::key);
        let mut columns = Columns::new();
        for column in wanted {
            let is = |name: &&String| match (&column, &unit_column) {
                (ColumnRef::Known(Column::Unit), Some(unit)) => fold::key(name) == *unit,
                (ColumnRef::Known(Column::UnitName), Some(_)) => false,
                (column, _) => self.definitions.mapping.means(name, column),
            };
            let id = match &column {
                ColumnRef::Known(known) => known.id().to_owned(),
                ColumnRef::Own(key) => format!("own_{key}"),
            };
            let found = match &self.rows {
                Rows::File { names, .. } => names.iter().find(is).cloned(),
                Rows::Table => Some(id.clone()),
            };
            if let Some(found) = found {
                columns.insert(column, (id, found));
            }
        }
        columns
    }

    fn head(&self) -> String {
        let (from, to) = self.period;
        let on_time = self.definitions.on_time.id();
        let mut head = format!(
            "-- parindex {}: {from} .. {to}, on time by {on_time}\n\
             -- Days are read as dd/MM/yyyy or yyyy-MM-dd, with or without HH:mm:ss.\n",
            env!("CARGO_PKG_VERSION")
        );
        match &self.rows {
            Rows::File { path, .. } => head += &self.engine.parameter(path),
            Rows::Table => {
                head += "-- The rows are those of a table `register`, in the order of its column `row_no`; all columns are text.\n"
            }
        }
        head
    }

    fn period_part(&self) -> String {
        let (from, to) = self.period;
        let (from, to) = (self.engine.day(from), self.engine.day(to));
        format!("SELECT {from} AS first_day, {to} AS last_day")
    }

    fn source(&self, columns: &Columns) -> String {
        match &self.rows {
            Rows::Table => "  SELECT * FROM register".to_owned(),
            Rows::File {
                delimiter,
                skip,
                names,
                ..
            } => {
                let used: Vec<&str> = columns.values().map(|(_, name)| name.as_str()).collect();
                self.engine.source(*delimiter, *skip, names, &used)
            }
        }
    }

    fn cells(&self, columns: &Columns) -> Vec<String> {
        let engine = self.engine;
        let mut cells = Vec::new();
        for (column, (id, name)) in columns {
            let text = engine.trimmed(name);
            cells.push(format!(
                "CASE WHEN {text} IN ('-', '…') THEN '' ELSE {text} END AS {id}_text"
            ));
            if let ColumnRef::Known(known) = column
                && !values::names(*known).is_empty()
            {
                cells.push(format!("{} AS {id}_key", engine.key(&text)));
            }
        }
        cells
    }

    /// The columns that hold days: those that every dossier is dated by, and those compared.
    fn dated(&self, columns: &Columns) -> Vec<String> {
        let mut dated: Vec<String> = Vec::new();
        let mut add = |column: &ColumnRef| {
            if let Some((id, _)) = columns.get(column).filter(|(id, _)| !dated.contains(id)) {
                dated.push(id.clone());
            }
        };
        for column in Column::ALL.into_iter().filter(|column| column.is_date()) {
            add(&ColumnRef::Known(column));
        }
        for metric in &self.definitions.metrics {
            for day in metric.condition.days() {
                if let DayRef::Column(column) = day {
                    add(column);
                }
            }
        }
        dated
    }

    fn moments(&self, columns: &Columns) -> Vec<String> {
        let dated = self.dated(columns);
        let read = dated.iter().map(|id| {
            let moment = self.engine.moment(&format!("{id}_text"));
            format!("{moment} AS {id}_at")
        });
        read.collect()
    }

    fn days(&self, columns: &Columns) -> Vec<String> {
        let dated = self.dated(columns);
        let ends = ["finished", "returned", "stopped"];
        let ends: Vec<&str> = ends
            .into_iter()
            .filter(|end| dated.iter().any(|id| id == end))
            .collect();
        let moments: Vec<String> = ends.iter().map(|end| format!("{end}_at")).collect();
        let mut first = "''".to_owned();
        for end in ends.iter().rev() {
            first = format!("CASE WHEN {end}_text <> '' THEN {end}_text ELSE {first} END");
        }
        let end = format!("coalesce({})", moments.join(", "));
        let mut days: Vec<String> = dated
            .iter()
            .map(|id| format!("{} AS {id}_day", self.engine.day_of(&format!("{id}_at"))))
            .collect();
        days.push(format!("{end} AS end_at"));
        days.push(format!("{first} AS end_text"));
        days.push(format!("{} AS end_day", self.engine.day_of(&end)));
        days
    }

    fn left(&self, tests: &Tests<'_>) -> String {
        let has = |column: Column| tests.columns.contains_key(&ColumnRef::Known(column));
        let unit = match (has(Column::Unit), has(Column::UnitName)) {
            (true, true) => "CASE WHEN unit_text <> '' THEN unit_text ELSE unitname_text END",
            (true, false) => "unit_text",
            (false, true) => "unitname_text",
            (false, false) => "''",
        };
        let id = if has(Column::Id) { "id_text" } else { "''" };
        let dates = Column::ALL
            .into_iter()
            .filter(|column| column.is_date() && has(*column));
        let bad: Vec<String> = dates
            .map(|column| format!("({0}_text <> '' AND {0}_at IS NULL)", column.id()))
            .collect();
        let mut cases = vec![(format!("{id} = '' AND received_text = ''"), Left::NoDossier)];
        if unit != "''" {
            cases.push((format!("{unit} = ''"), Left::NoUnit));
        }
        cases.push((bad.join(" OR "), Left::BadDate));
        cases.push(("received_text = ''".to_owned(), Left::NoReceived));
        cases.push(("due_text = ''".to_owned(), Left::NoDue));
        if has(Column::Status) {
            let ended = values::ENDED.map(str::to_owned);
            let ended = tests.in_values(&ColumnRef::Known(Column::Status), &ended);
            cases.push((format!("end_text = '' AND {ended}"), Left::UndatedEnd));
        }
        cases.push(("end_day < received_day".to_owned(), Left::Impossible));
        cases.push((
            "received_day > last_day OR end_day < first_day".to_owned(),
            Left::Outside,
        ));
        let cases: Vec<String> = cases
            .iter()
            .map(|(when, left)| format!("      WHEN {when} THEN '{}'", left.id()))
            .collect();
        let cases = cases.join("\n");
        format!(
            "sorted AS (\n  SELECT *, {unit} AS unit,\n    CASE\n{cases}\n      ELSE 'counted' END AS first_kind\n  FROM days CROSS JOIN period\n)"
        )
    }

    fn kinds(&self, columns: &Columns) -> String {
        let kind = if columns.contains_key(&ColumnRef::Known(Column::Id)) {
            "CASE WHEN first_kind = 'counted' AND id_text <> ''\n        AND row_number() OVER (PARTITION BY id_text, first_kind ORDER BY row_no) > 1\n      THEN 'duplicate' ELSE first_kind END"
        } else {
            "first_kind"
        };
        format!("kinds AS (\n  SELECT *,\n    {kind} AS kind\n  FROM sorted\n)")
    }

    fn classified(&self) -> String {
        let on_due = match self.definitions.on_time {
            OnTime::Dates => "end_day = due_day".to_owned(),
            OnTime::Timestamps => {
                let has_time = |text| self.engine.has_time(text);
                format!(
                    "end_day = due_day\n      AND (end_at <= due_at OR NOT {} OR NOT {})",
                    has_time("end_text"),
                    has_time("due_text")
                )
            }
        };
        let days = self.engine.days_between("received_day", "end_day");
        format!(
            "classified AS (\n  SELECT *,\n    kind = 'counted' AS is_counted,\n    received_day >= first_day AS is_new,\n    coalesce(end_day <= last_day, false) AS is_completed,\n    coalesce(end_day < due_day, false) AS is_early,\n    coalesce({on_due}, false) AS is_on_due,\n    last_day <= due_day AS is_due_later,\n    {days} AS days_taken\n  FROM kinds\n)"
        )
    }

    fn metrics(&self, tests: &Tests<'_>) -> Vec<String> {
        let engine = self.engine;
        let mut lines = vec!["count(*) AS \"rows\"".to_owned()];
        let kinds = std::iter::once("counted").chain(Left::ALL.map(Left::id));
        // Rows of another width engines refuse.
        for kind in kinds.filter(|kind| *kind != Left::WrongWidth.id()) {
            lines.push(format!(
                "{} AS kind_{kind}",
                engine.count(&format!("kind = '{kind}'"))
            ));
        }
        for metric in &self.definitions.metrics {
            let known = metric.condition.columns();
            let known = known
                .iter()
                .all(|column| tests.columns.contains_key(*column));
            lines.push(if known {
                let means = format!("is_counted AND {}", tests.means(&metric.condition));
                format!("{} AS {}", engine.count(&means), metric.id)
            } else {
                format!("NULL AS {}", metric.id)
            });
        }
        lines.push(format!(
            "{} AS {DAYS}",
            engine.sum("days_taken", "is_counted AND is_completed")
        ));
        lines
    }
}
