//! A hidden sheet with what other sheets refer to, a column for each: the choices of drop-downs,
//! which may be long, hold commas and be many, and the rows a chart shows, which in the table do
//! not follow each other.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use super::cells;
use crate::points::Points;
use crate::report::workbook::plain;

/// A cell of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    /// What another cell holds, and the number it holds now.
    Same(String, Points),
}

/// The sheet.
#[derive(Debug)]
pub(super) struct Aside {
    name: String,
    columns: Vec<Vec<Value>>,
}

impl Aside {
    pub(super) fn new(name: String) -> Self {
        Self {
            name,
            columns: Vec::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The sheet's name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Takes in a column and gives the one it will stand in. One that is there already is not
    /// repeated.
    pub(super) fn add(&mut self, values: Vec<Value>) -> u16 {
        let known = self.columns.iter().position(|known| *known == values);
        let column = known.unwrap_or_else(|| {
            self.columns.push(values);
            self.columns.len() - 1
        });
        // Beyond the last column writing the sheet fails.
        u16::try_from(column).unwrap_or(u16::MAX)
    }

    /// The first cells of a column, as a formula names them.
    pub(super) fn range(&self, column: u16, cells: usize) -> String {
        let column = column_number_to_name(column);
        format!("={}!${column}$1:${column}${cells}", quoted(&self.name))
    }

    /// Writes the sheet.
    pub(super) fn write(self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(self.name)?.set_hidden(true);
        for (column, values) in (0..).zip(&self.columns) {
            for (row, value) in (0..).zip(values) {
                match value {
                    Value::Text(text) => cells::text(sheet, (row, column), text, &plain())?,
                    Value::Same(cell, now) => {
                        let formula = Formula::new(cell).set_result(now.to_string());
                        sheet.write_formula(row, column, formula)?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// A sheet's name in a formula.
pub(super) fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}
