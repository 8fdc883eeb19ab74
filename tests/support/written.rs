//! Workbooks written down as text.
//!
//! A file `bang-tinh.yaml` lists workbooks, each with its sheets. The cells of a sheet stand as
//! rows of text, `|` between them, a blank line for a blank row, and are typed as in Excel:
//!
//! | written | the cell holds |
//! |---|---|
//! | `12`, `0.85`, `1E+05` | a number |
//! | `98.32%` | the number 0.9832 under the format `0.00%` |
//! | `@2024-03-05`, `@2024-03-05 07:30` | a date under `dd/mm/yyyy` |
//! | `TRUE`, `FALSE` | a truth value |
//! | `#N/A`, `#DIV/0!` … | an error |
//! | `=C2/C3 -> 0.85` | a formula with its stored result, of any of these types |
//! | `=C2/C3 -> ''` | a formula that ended in no text |
//! | `=C2/C3` | a formula whose result the file does not hold |
//! | `'1.10` | the text 1.10 |
//! | anything else | text; `\n` is a line end |
//!
//! Beside `cells` a sheet may say `merged: [A1:C2]`, `formats: { C: "0%", "B2:B5": "d/m/yyyy" }`
//! (number formats of a column, a cell or a range), `hidden: true`, `hidden_rows: [3]`,
//! `hidden_columns: [C]`. A workbook may say `patch: [{ part, from, to }]`: text that is replaced
//! in a part of the made file, for what no program would write on demand.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::sheets::{Area, Book, Patch, Sheet, rows_of};

impl Book {
    /// The workbooks that a file lists, by name.
    pub(crate) fn all_of(file: &Path) -> Result<BTreeMap<String, Self>> {
        let text = std::fs::read_to_string(file)?;
        let books: BTreeMap<String, Value> =
            serde_saphyr::from_str(&text).with_context(|| file.display().to_string())?;
        let read = |(name, book): (String, Value)| {
            let read = Self::read(&book).with_context(|| name.clone())?;
            Ok((name, read))
        };
        books.into_iter().map(read).collect()
    }

    fn read(book: &Value) -> Result<Self> {
        known_keys(book, &["sheets", "patch"])?;
        let sheets = book["sheets"].as_array().context("no `sheets`")?;
        let patches = book["patch"].as_array().into_iter().flatten();
        let patches = patches.map(|patch| {
            let text = |key: &str| {
                let text = patch[key].as_str().map(str::to_owned);
                text.with_context(|| format!("`patch` without `{key}`"))
            };
            Ok(Patch {
                part: text("part")?,
                from: text("from")?,
                to: text("to")?,
            })
        });
        Ok(Self {
            sheets: sheets.iter().map(Sheet::read).collect::<Result<_>>()?,
            patches: patches.collect::<Result<_>>()?,
        })
    }
}

impl Sheet {
    fn read(sheet: &Value) -> Result<Self> {
        known_keys(
            sheet,
            &[
                "name",
                "cells",
                "merged",
                "formats",
                "hidden",
                "hidden_rows",
                "hidden_columns",
            ],
        )?;
        let name = sheet["name"].as_str().context("a sheet without `name`")?;
        let cells = sheet["cells"].as_str().unwrap_or_default();
        let texts = |key: &str| sheet[key].as_array().into_iter().flatten();
        let merged = texts("merged").map(|area| Area::parse(area.as_str().unwrap_or_default()));
        let formats = sheet["formats"].as_object().into_iter().flatten();
        let formats = formats.map(|(area, format)| {
            let format = format.as_str().context("a format is text")?;
            Ok((Area::parse(area)?, format.to_owned()))
        });
        let columns = texts("hidden_columns").map(|column| {
            let (_, column) = reference(column.as_str().unwrap_or_default())?;
            Ok(column)
        });
        let rows = texts("hidden_rows").map(|row| {
            let row = row.as_u64().context("`hidden_rows` are numbers")?;
            Ok(u32::try_from(row)? - 1)
        });
        Ok(Self {
            name: name.to_owned(),
            rows: rows_of(cells),
            merged: merged.collect::<Result<_>>()?,
            formats: formats.collect::<Result<_>>()?,
            hidden: sheet["hidden"].as_bool().unwrap_or(false),
            hidden_rows: rows.collect::<Result<_>>()?,
            hidden_columns: columns.collect::<Result<_>>()?,
        })
    }
}

impl Area {
    fn parse(text: &str) -> Result<Self> {
        let (from, to) = text.split_once(':').unwrap_or((text, text));
        let (from_row, from_column) = reference(from)?;
        let (to_row, to_column) = reference(to)?;
        Ok(Self {
            from: (from_row.unwrap_or(0), from_column),
            to: (to_row.unwrap_or(u32::MAX), to_column),
        })
    }
}

/// `C5`, or `C` without a row.
fn reference(text: &str) -> Result<(Option<u32>, u16)> {
    let digits = text.find(|c: char| c.is_ascii_digit());
    let (letters, row) = text.split_at(digits.unwrap_or(text.len()));
    let mut column = 0;
    for letter in letters.bytes() {
        ensure!(letter.is_ascii_uppercase(), "no cell: {text}");
        column = column * 26 + u16::from(letter - b'A') + 1;
    }
    ensure!(column > 0, "no cell: {text}");
    let row: Option<u32> = (!row.is_empty()).then(|| row.parse()).transpose()?;
    Ok((row.map(|row| row - 1), column - 1))
}

fn known_keys(value: &Value, known: &[&str]) -> Result<()> {
    for key in value.as_object().context("no map")?.keys() {
        ensure!(known.contains(&key.as_str()), "unknown key `{key}`");
    }
    Ok(())
}
