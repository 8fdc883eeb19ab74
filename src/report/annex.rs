//! The table that a set is exported to, as CSV and as a workbook that a person can read and
//! edit: its maxima are numbers, its codes are text.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::annex::export::{Exported, MAX_COLUMN};
use crate::report::csv::{self, Dialect, safe};
use crate::report::workbook::{self, HEADER, LINE, heights};

/// How wide the columns for people are, in digits; columns of keys are as wide as the last.
const WIDTHS: [u8; 8] = [10, 6, 50, 9, 40, 24, 50, 30];

/// The table as CSV.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn csv(table: &Exported, dialect: Dialect) -> std::io::Result<Vec<u8>> {
    let width = table.header.len();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for head in &table.head {
        let mut row: Vec<String> = head.iter().map(|cell| safe(cell)).collect();
        row.resize(width, String::new());
        rows.push(row);
    }
    rows.push(table.header.clone());
    for line in &table.rows {
        let cell = |(index, cell): (usize, &String)| {
            let decimal_comma = index == MAX_COLUMN && dialect == Dialect::ExcelVi;
            if decimal_comma {
                cell.replace('.', ",")
            } else {
                safe(cell)
            }
        };
        rows.push(line.cells.iter().enumerate().map(cell).collect());
    }
    csv::table(&rows, dialect)
}

/// The table as a workbook of one sheet; `title` is what the set is called.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn xlsx(table: &Exported, title: &str) -> std::io::Result<Vec<u8>> {
    let bytes = book(table, title).map_err(std::io::Error::other)?;
    heights::let_rows_grow(bytes)
}

fn book(table: &Exported, title: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook::begin(title)?;
    let sheet = book.add_worksheet();
    sheet.set_name("Bộ tiêu chí")?;
    sheet.set_landscape();
    workbook::print_setup(sheet);
    let width = |column: usize| {
        WIDTHS
            .get(column)
            .or(WIDTHS.last())
            .copied()
            .unwrap_or_default()
    };
    for column in 0..table.header.len() {
        sheet.set_column_width(index(column)?, u32::from(width(column)))?;
    }
    let plain = workbook::plain().set_align(FormatAlign::Top);
    let mut row = 0;
    for [key, value] in &table.head {
        sheet.write_string_with_format(row, 0, key, &plain)?;
        sheet.write_string_with_format(row, 1, fits(value)?, &plain)?;
        row += 1;
    }
    let header = row;
    let bold = workbook::plain()
        .set_bold()
        .set_background_color(HEADER)
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    for (column, name) in table.header.iter().enumerate() {
        sheet.write_string_with_format(header, index(column)?, name, &bold)?;
    }
    sheet.set_freeze_panes(header + 1, 0)?;
    sheet.set_repeat_rows(header, header)?;
    heights::set(sheet, header, 2)?;
    for line in &table.rows {
        row += 1;
        let mut lines = 1;
        for (column, cell) in line.cells.iter().enumerate() {
            let format = of_cell(column, line.is_inner);
            write(sheet, row, column, cell, &format)?;
            // Keys of the set are for the program; rows are as high as the words need.
            if column < WIDTHS.len() - 1 {
                lines = lines.max(heights::lines(cell, width(column)));
            }
        }
        heights::set(sheet, row, lines)?;
    }
    // On paper stands what people read; the keys would make it too small to be read.
    sheet.set_print_area(header, 0, row, index(WIDTHS.len() - 2)?)?;
    book.save_to_buffer()
}

fn of_cell(column: usize, is_inner: bool) -> Format {
    let format = workbook::plain()
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
        .set_align(FormatAlign::Top);
    let format = if column < WIDTHS.len() - 1 {
        format.set_text_wrap()
    } else {
        format
    };
    let format = if is_inner { format.set_bold() } else { format };
    // Codes stay text when somebody types over them.
    if column == 0 {
        format.set_num_format("@")
    } else {
        format
    }
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: usize,
    cell: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let at = index(column)?;
    let number = Decimal::from_str_exact(cell)
        .ok()
        .filter(|_| column == MAX_COLUMN || column == 1);
    match number.and_then(|number| number.to_f64()) {
        Some(number) => sheet.write_number_with_format(row, at, number, format)?,
        None => sheet.write_string_with_format(row, at, fits(cell)?, format)?,
    };
    Ok(())
}

/// A cell holds 32,767 characters; a key that is longer would be cut, which no export does.
fn fits(text: &str) -> Result<&str, XlsxError> {
    let length = text.encode_utf16().count();
    if length > 32_767 {
        return Err(XlsxError::MaxStringLengthExceeded);
    }
    Ok(text)
}

fn index(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}
