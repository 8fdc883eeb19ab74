//! How a register is read and what is counted of it, as sets and manifests say.

use std::collections::BTreeMap;

use crate::evidence::register::columns::Column;
use crate::evidence::register::condition::ColumnRef;
use crate::evidence::register::metrics::{self, Metric};
use crate::evidence::register::values;
use crate::text::fold;
use crate::text::lang::Text;

/// By what a dossier is on time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnTime {
    /// By days, as local systems do.
    #[default]
    Dates,
    /// By days and times, as the national one does.
    Timestamps,
}

impl OnTime {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Dates, Self::Timestamps];

    /// Its name in sets and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Dates => "dates",
            Self::Timestamps => "timestamps",
        }
    }
}

/// What an office's own words mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Columns by the key of their header.
    columns: BTreeMap<String, Column>,
    /// Values of columns, by their key: positions in [`values::names`].
    values: BTreeMap<(Column, String), usize>,
}

impl Mapping {
    /// Maps a header to a column.
    pub fn add_column(&mut self, header: &str, column: Column) {
        self.columns.insert(fold::key(header), column);
    }

    /// Maps what is written in a column to one of its known values.
    pub fn add_value(&mut self, column: Column, written: &str, value: usize) {
        self.values.insert((column, fold::key(written)), value);
    }

    /// The same, and where it says nothing what the other says.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        for (header, column) in &other.columns {
            self.columns.entry(header.clone()).or_insert(*column);
        }
        for (value, means) in &other.values {
            self.values.entry(value.clone()).or_insert(*means);
        }
        self
    }

    /// The column that a header is mapped to.
    pub(super) fn own_column(&self, header: &str) -> Option<Column> {
        self.columns.get(&fold::key(header)).copied()
    }

    /// The column that a header means.
    pub fn column(&self, header: &str) -> Option<Column> {
        self.own_column(header).or_else(|| Column::of(header))
    }

    /// Whether a header is that of a column.
    pub fn means(&self, header: &str, column: &ColumnRef) -> bool {
        match column {
            ColumnRef::Known(known) => self.column(header) == Some(*known),
            ColumnRef::Own(key) => fold::key(header) == *key,
        }
    }

    /// The position among the column's known values that a cell holds.
    pub fn value(&self, column: Column, cell: &str) -> Option<usize> {
        let own = self.values.get(&(column, fold::key(cell))).copied();
        own.or_else(|| values::of(column, cell))
    }

    /// All that stands for a known value, as keys.
    pub fn written(&self, column: Column, value: usize) -> Vec<String> {
        let of = |((of, _), means): &(&(Column, String), &usize)| *of == column && **means == value;
        let own = self
            .values
            .iter()
            .filter(of)
            .map(|((_, key), _)| key.clone());
        let known = values::keys(column, value).iter().map(ToString::to_string);
        let overridden = |key: &String| {
            let own = self.values.get(&(column, key.clone()));
            own.is_some_and(|means| *means != value)
        };
        known.filter(|key| !overridden(key)).chain(own).collect()
    }
}

/// How a register is read, and what is counted of it.
#[derive(Clone, Debug)]
pub struct Definitions {
    /// By what a dossier is on time.
    pub on_time: OnTime,
    /// What an office's own words mean.
    pub mapping: Mapping,
    /// All metrics, those that the program knows first.
    pub metrics: Vec<Metric>,
}

impl Default for Definitions {
    fn default() -> Self {
        Self {
            on_time: OnTime::default(),
            mapping: Mapping::default(),
            metrics: metrics::known(),
        }
    }
}

impl Definitions {
    /// The ids of all metrics.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.metrics.iter().map(|metric| metric.id.as_str())
    }

    /// The metric with this id; the days that dossiers took are none.
    pub fn metric(&self, id: &str) -> Option<&Metric> {
        self.metrics.iter().find(|metric| metric.id == id)
    }

    /// What `register.<id>` is called; `None` where there is none.
    pub fn name(&self, id: &str) -> Option<Text> {
        if id == metrics::DAYS {
            return Some(metrics::days_name());
        }
        self.metric(id).map(|metric| metric.name.clone())
    }

    /// Whether a header is looked at, or one that registers have.
    pub fn is_known(&self, header: &str) -> bool {
        let key = fold::key(header);
        let named = |metric: &Metric| {
            let columns = metric.condition.columns();
            columns
                .iter()
                .any(|column| matches!(column, ColumnRef::Own(own) if *own == key))
        };
        self.mapping.column(header).is_some()
            || super::columns::is_known(header)
            || self.metrics.iter().any(named)
    }
}
