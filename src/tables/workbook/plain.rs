//! A workbook as it is stored: every cell's value and formula, without a look at what they mean.

use std::collections::BTreeMap;

use calamine::{Data, Reader, Xlsx};
use rust_decimal::Decimal;

use super::unpacked::{self, Metered};
use super::unread::Unread;
use super::xlsx::sheets;
use crate::contained;

/// A sheet as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainSheet {
    /// Its name.
    pub name: String,
    /// What its cells hold, by row and column from 0; blank cells are absent.
    pub cells: BTreeMap<(u32, u32), String>,
    /// The formulas of those that have one.
    pub formulas: BTreeMap<(u32, u32), String>,
}

/// The sheets of an XLSX workbook; `None` where it cannot be read. Never panics.
pub fn plain(bytes: &[u8]) -> Option<Vec<PlainSheet>> {
    contained::run(|| read(bytes).ok()).flatten()
}

fn read(bytes: &[u8]) -> Result<Vec<PlainSheet>, Unread> {
    unpacked::check(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Metered::new(bytes))?;
    let mut read = Vec::new();
    for (_, name) in sheets(&book) {
        let mut sheet = PlainSheet {
            name: name.clone(),
            cells: BTreeMap::new(),
            formulas: BTreeMap::new(),
        };
        let mut values = book.worksheet_cells_reader(&name)?;
        while let Some(cell) = values.next_cell()? {
            let value = shown(&Data::from(cell.get_value().clone()));
            if !value.is_empty() {
                sheet.cells.insert(cell.get_position(), value);
            }
        }
        drop(values);
        let mut formulas = book.worksheet_cells_reader(&name)?;
        while let Some(cell) = formulas.next_formula()? {
            if !cell.get_value().is_empty() {
                let formula = cell.get_value().clone();
                sheet.formulas.insert(cell.get_position(), formula);
            }
        }
        read.push(sheet);
    }
    Ok(read)
}

/// A value by its digits or letters. Programs that work a sheet out anew store sums of decimals
/// a little off: beyond the ninth decimal nothing is said.
fn shown(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::Float(number) => {
            let digits = number.to_string();
            let exact = Decimal::from_str_exact(&digits);
            exact.map_or(digits, |exact| exact.round_dp(9).normalize().to_string())
        }
        Data::Error(error) => error.to_string(),
        other => other.to_string(),
    }
}
