//! What is written into cells: text that stays text, numbers as they are, sums as formulas.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};

use crate::points::Points;
use crate::report::paper::{Align, Cell, Table};
use crate::report::workbook::clipped;
use crate::text::fold;

/// What starts a formula where a cell is typed, or typed again.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// Writes text as text, however often the cell is edited.
pub(super) fn text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let text = printable(text);
    let format = if text.starts_with(FORMULA) {
        &format.clone().set_quote_prefix()
    } else {
        format
    };
    sheet.write_string_with_format(row, column, text, format)?;
    Ok(())
}

/// Text that can be printed, its line breaks kept.
pub(super) fn printable(text: &str) -> String {
    let seen = |letter: &char| *letter != '\r' && !fold::is_invisible(*letter);
    clipped(&text.chars().filter(seen).collect::<String>())
}

/// A number as a cell holds it, which is exact up to 15 digits; `None` for a longer one.
pub(super) fn number(value: Points) -> Option<f64> {
    const LONGEST: u128 = 1_000_000_000_000_000;
    let value = value.decimal().normalize();
    let short = value.mantissa().unsigned_abs() < LONGEST;
    // Read from its digits it is the nearest there is, which is shown as these digits.
    short.then(|| value.to_string().parse().ok()).flatten()
}

/// A table on its way into a sheet.
pub(super) struct Filled<'a> {
    pub(super) table: &'a Table,
    /// The row of the sheet that holds the table's first.
    pub(super) first: u32,
}

impl Filled<'_> {
    /// The row of the sheet that holds a row of the table.
    pub(super) fn row(&self, at: usize) -> u32 {
        // A sheet with more rows than it can hold fails when it is written.
        self.first
            .saturating_add(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// Writes the cell of a row and a column.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        (at, column): (usize, u16),
        format: &Format,
    ) -> Result<(), XlsxError> {
        let place = (self.row(at), column);
        let (row, _) = place;
        let index = usize::from(column);
        match &self.table.rows[at].cells[index] {
            Cell::Text(said) => {
                let codes = self.table.columns[index].align == Align::Center;
                // Codes typed into it stay codes, too.
                let format = if codes {
                    &format.clone().set_num_format("@")
                } else {
                    format
                };
                text(sheet, place, said, format)?;
            }
            Cell::Count(count) => {
                let format = format.clone().set_num_format("#,##0");
                numeric(sheet, place, Points::new((*count).into()), &format)?;
            }
            Cell::Points(points) => numeric(sheet, place, *points, format)?,
            Cell::Sum(points, of) => match self.sum(*points, of, column) {
                Some(formula) => {
                    let formula = Formula::new(formula).set_result(points.to_string());
                    sheet.write_formula_with_format(row, column, formula, format)?;
                }
                None => numeric(sheet, place, *points, format)?,
            },
            Cell::ToSum(of) if !of.is_empty() => {
                let ranges = self.ranges(of, column).join(",");
                let formula = format!("=IF(COUNT({ranges})=0,\"\",SUM({ranges}))");
                // An empty result would be written as 0.
                let formula = Formula::new(formula).set_result(" ");
                sheet.write_formula_with_format(row, column, formula, format)?;
            }
            Cell::ToSum(_) | Cell::Blank => {
                sheet.write_blank(row, column, format)?;
            }
        }
        Ok(())
    }

    /// The formula that adds up these rows of a column, where it gives these points; what they
    /// are rounded or capped to is not what they add up to, and stays a number.
    fn sum(&self, points: Points, of: &[usize], column: u16) -> Option<String> {
        // What Excel takes: 255 ranges in a sum, and letters in a formula.
        const RANGES: usize = 255;
        const LETTERS: usize = 8_000;
        let cell = |at: &usize| self.table.rows.get(*at)?.cells.get(usize::from(column));
        let parts: Option<Vec<&Cell>> = of.iter().map(cell).collect();
        let added: Points = parts?.iter().filter_map(|cell| cell.number()).sum();
        let ranges = self.ranges(of, column);
        let formula = format!("=SUM({})", ranges.join(","));
        let fits = (1..=RANGES).contains(&ranges.len()) && formula.len() <= LETTERS;
        (added == points && fits).then_some(formula)
    }

    /// The cells of a column in these rows, those that follow each other as one range.
    pub(super) fn ranges(&self, of: &[usize], column: u16) -> Vec<String> {
        let letter = column_number_to_name(column);
        of.chunk_by(|one, next| one + 1 == *next)
            .map(|run| {
                // As people count them.
                let line = |at: usize| self.row(at).saturating_add(1);
                let (from, to) = (line(run[0]), line(run[run.len() - 1]));
                if from == to {
                    format!("{letter}{from}")
                } else {
                    format!("{letter}{from}:{letter}{to}")
                }
            })
            .collect()
    }
}

fn numeric(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: Points,
    format: &Format,
) -> Result<(), XlsxError> {
    match number(value) {
        Some(number) => sheet.write_number_with_format(row, column, number, format)?,
        None => sheet.write_string_with_format(row, column, value.to_string(), format)?,
    };
    Ok(())
}
