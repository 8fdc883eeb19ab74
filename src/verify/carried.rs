//! A result's file, told by its content, and the record it carries.

use serde_json::Value;

use super::difference::Difference;
use super::{html, json, xlsx};
use crate::record::{Carrier, PaperRecord, Record};
use crate::report::view::View;
use crate::report::{self, paper};
use crate::tables::workbook::{self, PlainSheet};

/// A result's file without its record.
#[derive(Debug)]
pub(super) enum Body {
    Json(Value),
    Html(String),
    Xlsx(Vec<PlainSheet>),
}

/// The format of a result's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For programs.
    Json,
    /// For a browser.
    Html,
    /// For Excel.
    Xlsx,
}

impl Format {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Html => "HTML",
            Self::Xlsx => "XLSX",
        }
    }
}

/// Why a file is no result that can be worked out again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoRecord {
    /// It is neither JSON nor HTML nor XLSX, or damaged.
    Unknown,
    /// It is, and carries no record.
    Absent(Format),
}

/// The key of the record in JSON.
const KEY: &str = "record";

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<(Body, Value), NoRecord> {
    if bytes.starts_with(b"PK\x03\x04") {
        let sheets = workbook::plain(bytes).ok_or(NoRecord::Unknown)?;
        let (sheets, record) = xlsx::split(sheets).ok_or(NoRecord::Absent(Format::Xlsx))?;
        let record = serde_json::from_str(&record).map_err(|_| NoRecord::Absent(Format::Xlsx))?;
        return Ok((Body::Xlsx(sheets), record));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| NoRecord::Unknown)?;
    let text = text.trim_start_matches('\u{FEFF}');
    match text.trim_start().chars().next() {
        Some('{') => {
            let mut result: Value = serde_json::from_str(text).map_err(|_| NoRecord::Unknown)?;
            let record = result.as_object_mut().and_then(|keys| keys.remove(KEY));
            let record = record.filter(Value::is_object);
            Ok((
                Body::Json(result),
                record.ok_or(NoRecord::Absent(Format::Json))?,
            ))
        }
        Some('<') => {
            let absent = NoRecord::Absent(Format::Html);
            let (page, record) = html::split(text).ok_or(absent.clone())?;
            let record = serde_json::from_str(record).map_err(|_| absent)?;
            Ok((Body::Html(page), record))
        }
        _ => Err(NoRecord::Unknown),
    }
}

impl Body {
    pub(super) fn format(&self) -> Format {
        match self {
            Self::Json(_) => Format::Json,
            Self::Html(_) => Format::Html,
            Self::Xlsx(_) => Format::Xlsx,
        }
    }

    /// Where it differs from the same result worked out again.
    ///
    /// # Errors
    /// Where the result cannot be written: a workbook of a paper that there is not.
    pub(super) fn compare(
        &self,
        view: &View<'_>,
        of: Option<&PaperRecord>,
    ) -> anyhow::Result<Vec<Difference>> {
        Ok(match self {
            Self::Json(stated) => {
                let mut computed: Value = serde_json::from_str(&report::json::render(view)?)?;
                if let Some(keys) = computed.as_object_mut() {
                    keys.remove(KEY);
                }
                let mut found = Vec::new();
                json::compare("", Some(stated), Some(&computed), &mut found);
                found
            }
            Self::Html(stated) => {
                let page = report::html::render(view)?;
                let (computed, _) = html::split(&page).unwrap_or_default();
                html::compare(stated, &computed)
            }
            Self::Xlsx(stated) => {
                let of = of.ok_or_else(|| anyhow::anyhow!("paper"))?;
                let written = paper::written(view, of).map_err(|_| anyhow::anyhow!("paper"))?;
                let record = Record::of(view, Carrier::Paper(of));
                let record = record.map(|record| record.to_json()).transpose()?;
                let bytes = paper::xlsx::render(&written, record.as_deref(), view.lang)?;
                let sheets = workbook::plain(&bytes).unwrap_or_default();
                let (computed, _) = xlsx::split(sheets).unwrap_or_default();
                xlsx::compare(stated, &computed)
            }
        })
    }

    /// What its record is carried by.
    pub(super) fn carrier<'p>(&self, of: Option<&'p PaperRecord>) -> Carrier<'p> {
        match (self, of) {
            (Self::Json(_), _) => Carrier::Result,
            (Self::Xlsx(_), Some(paper)) => Carrier::Paper(paper),
            (Self::Html(_) | Self::Xlsx(_), _) => Carrier::Page,
        }
    }
}
