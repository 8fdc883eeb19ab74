//! The reference: a register counted as simply as can be, sharing nothing with the product.
//!
//! The columns of form 06a (Circular 01/2018/TT-VPCP) and what Decision 766/QĐ-TTg asks of online
//! dossiers, payments and digitised results. Ids of all counted dossiers are kept.

mod row;
mod tally;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use csv::{ByteRecord, Reader, ReaderBuilder};
use jiff::civil::Date;
use serde::Serialize;

use row::{Columns, Kind, Period};
use tally::Book;
pub(crate) use tally::Counts;

pub(crate) struct Options {
    pub(crate) file: PathBuf,
    /// First day of the period.
    pub(crate) from: Date,
    /// Last day of the period, which is in it.
    pub(crate) to: Date,
    pub(crate) on_time: OnTime,
    pub(crate) delimiter: u8,
}

/// Whether on the due day the time counts too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnTime {
    Dates,
    Timestamps,
}

impl Options {
    /// A comma-separated register whose days are compared.
    pub(crate) fn dates(file: PathBuf, from: Date, to: Date) -> Self {
        Options {
            file,
            from,
            to,
            on_time: OnTime::Dates,
            delimiter: b',',
        }
    }
}

#[derive(Serialize)]
pub(crate) struct Counted {
    from: String,
    to: String,
    pub(crate) book: Book,
    /// By name.
    pub(crate) units: Vec<Counts>,
}

pub(crate) fn count(options: &Options) -> Result<Counted> {
    let mut reader = open(&options.file, options.delimiter)?;
    let mut record = ByteRecord::new();
    let columns = loop {
        let more = reader.read_byte_record(&mut record)?;
        if let Some(columns) = Columns::of(&record) {
            break columns;
        }
        ensure!(more, "no header: none of the rows names ma_ho_so");
    };
    let period = Period {
        from: options.from,
        to: options.to,
    };
    let mut book = Book::default();
    let mut units: BTreeMap<Vec<u8>, Counts> = BTreeMap::new();
    let mut ids: HashSet<Vec<u8>> = HashSet::new();
    while reader.read_byte_record(&mut record)? {
        let row = columns.row(&record);
        let mut kind = row.kind(period);
        if kind == Kind::Counted && !row.id.is_empty() && !ids.insert(row.id.to_vec()) {
            kind = Kind::Duplicate;
        }
        book.enter(kind);
        if kind != Kind::Counted {
            continue;
        }
        if !units.contains_key(row.unit) {
            let name = std::str::from_utf8(row.unit).context("a unit's name is not UTF-8")?;
            units.insert(row.unit.to_vec(), Counts::new(name, &columns));
        }
        if let Some(counts) = units.get_mut(row.unit) {
            counts.enter(&row, period, options.on_time);
        }
    }
    Ok(Counted {
        from: options.from.to_string(),
        to: options.to.to_string(),
        book,
        units: units.into_values().collect(),
    })
}

/// How many records lie below a file's header.
pub(crate) fn records(file: &Path) -> Result<u64> {
    let mut reader = open(file, b',')?;
    let mut record = ByteRecord::new();
    let mut records: u64 = 0;
    while reader.read_byte_record(&mut record)? {
        records += 1;
    }
    Ok(records.saturating_sub(1))
}

fn open(file: &Path, delimiter: u8) -> Result<Reader<std::fs::File>> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(1 << 16)
        .from_path(file)
        .with_context(|| format!("cannot read {}", file.display()))
}
