//! The choices of drop-downs, each list a column of a hidden sheet: names may be long, hold
//! commas, and be many, which a list written into its drop-down may not.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use crate::report::blank::workbook::page::Value;
use crate::report::blank::workbook::style::{self, Holds};

/// The sheet's name. Its headers are no table's, so that nothing reads it.
const SHEET: &str = "Danh mục";

/// The lists, by header.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: Vec<(String, Vec<Value>)>,
}

impl Lists {
    /// Takes in a list and gives the cells it will stand in. A list that is there already is
    /// not repeated.
    pub(super) fn add(&mut self, header: &str, choices: Vec<Value>) -> Formula {
        let rows = choices.len() + 1;
        let known = self.lists.iter().position(|(_, known)| *known == choices);
        let column = known.unwrap_or_else(|| {
            self.lists.push((header.to_owned(), choices));
            self.lists.len() - 1
        });
        // Beyond the last column writing the sheet fails.
        let column = column_number_to_name(u16::try_from(column).unwrap_or(u16::MAX));
        Formula::new(format!("'{SHEET}'!${column}$2:${column}${rows}"))
    }

    /// Writes the sheet.
    pub(super) fn write(self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(SHEET)?.set_hidden(true);
        for (column, (header, choices)) in (0..).zip(&self.lists) {
            sheet.set_column_width(column, 30)?;
            sheet.write_string_with_format(0, column, header, &style::header())?;
            for (row, choice) in (1..).zip(choices) {
                choice.write(sheet, (row, column), &style::given(choice.holds()))?;
            }
        }
        Ok(())
    }
}

/// Texts as choices.
pub(super) fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<Value> {
    texts.into_iter().map(Value::text).collect()
}

/// Numbers as choices.
pub(super) fn numbers(values: impl IntoIterator<Item = rust_decimal::Decimal>) -> Vec<Value> {
    values.into_iter().map(Value::Number).collect()
}

impl Value {
    fn holds(&self) -> Holds {
        match self {
            Self::Number(_) => Holds::Number,
            Self::Day(_) => Holds::Day,
            Self::Text(_) => Holds::Text,
        }
    }
}
