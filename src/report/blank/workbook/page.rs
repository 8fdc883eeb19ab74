//! A sheet with a table: header, widths, frozen panes, print setup, rows filled by column.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, IgnoreError, Worksheet, XlsxError};

use crate::report::blank::workbook::expected::Expected;
use crate::report::blank::workbook::style::{self, Holds};
use crate::report::workbook::{clipped, heights, print_setup};
use crate::text::fold;

/// What is written into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Number(Decimal),
    Day(Date),
}

impl Value {
    /// Text; in a cell it is always text, never a formula.
    pub(super) fn text(text: &str) -> Self {
        Self::Text(printable(text))
    }

    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        format: &Format,
    ) -> Result<(), XlsxError> {
        match self {
            Self::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
            Self::Number(number) => match f64::try_from(*number) {
                Ok(value) => sheet.write_number_with_format(row, column, value, format)?,
                Err(_) => {
                    sheet.write_string_with_format(row, column, number.to_string(), format)?
                }
            },
            Self::Day(day) => {
                let parts = (u16::try_from(day.year()), u8::try_from(day.month()));
                let (Ok(year), Ok(month)) = parts else {
                    return Ok(());
                };
                let day = ExcelDateTime::from_ymd(year, month, day.day().unsigned_abs())?;
                sheet.write_datetime_with_format(row, column, &day, format)?
            }
        };
        Ok(())
    }
}

/// Text that can be printed, as much of it as a cell can hold.
pub(super) fn printable(text: &str) -> String {
    clipped(&fold::tidy(text))
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// Its header, by which the loaders know it.
    pub(super) header: &'static str,
    /// Its width in digits.
    pub(super) width: u8,
    /// What to write into it; nothing where it is given.
    pub(super) hint: &'static str,
}

/// A sheet being filled from the top.
pub(super) struct Page<'w> {
    sheet: &'w mut Worksheet,
    columns: Vec<Column>,
    row: u32,
    /// How many lines the row's texts take.
    lines: u32,
}

impl<'w> Page<'w> {
    /// Names the sheet, writes the header and sets up view and print. The first `frozen`
    /// columns stay in view.
    pub(super) fn begin(
        sheet: &'w mut Worksheet,
        name: &str,
        columns: Vec<Column>,
        frozen: u16,
    ) -> Result<Self, XlsxError> {
        sheet.set_name(name)?;
        print_setup(sheet);
        sheet.set_landscape();
        sheet.set_freeze_panes(1, frozen)?.set_repeat_rows(0, 0)?;
        let mut lines = 1;
        for (at, column) in (0..).zip(&columns) {
            lines = lines.max(heights::lines(column.header, column.width));
            sheet.set_column_width(at, column.width)?;
            sheet.write_string_with_format(0, at, column.header, &style::header())?;
            if !column.hint.is_empty() {
                sheet.insert_note(0, at, &style::note(column.hint))?;
            }
        }
        heights::set(sheet, 0, lines)?;
        Ok(Self {
            sheet,
            columns,
            row: 1,
            lines: 1,
        })
    }

    fn at(&self, header: &str) -> Option<u16> {
        let at = self
            .columns
            .iter()
            .position(|column| column.header == header)?;
        u16::try_from(at).ok()
    }

    /// Writes into the row's cell below a header; a column that the sheet lacks is passed over.
    pub(super) fn put(
        &mut self,
        header: &str,
        value: &Value,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let Some(at) = self.at(header) else {
            return Ok(());
        };
        let width = self.columns.get(usize::from(at)).map(|column| column.width);
        if let (Value::Text(text), Some(width)) = (value, width) {
            self.lines = self.lines.max(heights::lines(text, width));
        }
        value.write(self.sheet, (self.row, at), format)
    }

    /// Leaves the row's cell below a header to be filled in.
    pub(super) fn leave(&mut self, header: &str, holds: Holds) -> Result<(), XlsxError> {
        if let Some(column) = self.at(header) {
            let format = style::fill(holds);
            self.sheet.write_blank(self.row, column, &format)?;
        }
        Ok(())
    }

    /// Writes a formula with the value it has as long as nothing is filled in.
    pub(super) fn formula(
        &mut self,
        header: &str,
        formula: &Formula,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if let Some(column) = self.at(header) {
            self.sheet
                .write_formula_with_format(self.row, column, formula, format)?;
        }
        Ok(())
    }

    /// Puts a note beside the row's cell below a header.
    pub(super) fn note(&mut self, header: &str, text: &str) -> Result<(), XlsxError> {
        if let Some(column) = self.at(header) {
            let note = style::note(&clipped(text));
            self.sheet.insert_note(self.row, column, &note)?;
        }
        Ok(())
    }

    /// Says what the row's cell below a header should hold. Anything else is asked about once
    /// more, and accepted.
    pub(super) fn expect(&mut self, header: &str, expected: Expected) -> Result<(), XlsxError> {
        let Some(column) = self.at(header) else {
            return Ok(());
        };
        let validation = expected.validation()?;
        self.sheet
            .add_data_validation(self.row, column, self.row, column, &validation)?;
        Ok(())
    }

    /// Goes on to the next row.
    pub(super) fn next(&mut self) -> Result<(), XlsxError> {
        heights::set(self.sheet, self.row, self.lines)?;
        self.row += 1;
        self.lines = 1;
        Ok(())
    }

    /// The number of the row as people count it.
    pub(super) fn line(&self) -> u32 {
        self.row + 1
    }

    /// The letter of a column.
    pub(super) fn letter(&self, header: &str) -> String {
        let at = self.at(header).unwrap_or_default();
        rust_xlsxwriter::utility::column_number_to_name(at)
    }

    /// Lets people filter and sort the rows so far.
    pub(super) fn filter(&mut self) -> Result<(), XlsxError> {
        let (row, column) = self.last();
        self.sheet.autofilter(0, 0, row, column)?;
        Ok(())
    }

    /// Keeps Excel from marking codes that look like numbers.
    pub(super) fn finish(self) -> Result<(), XlsxError> {
        let (row, column) = self.last();
        let kind = IgnoreError::NumberStoredAsText;
        self.sheet.ignore_error_range(0, 0, row, column, kind)?;
        Ok(())
    }

    /// The last cell so far.
    fn last(&self) -> (u32, u16) {
        let column = self.columns.len().saturating_sub(1);
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        (self.row.saturating_sub(1), column)
    }
}
