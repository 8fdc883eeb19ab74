//! The sheet of a table.

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, Format, Formula,
    IgnoreError, Worksheet, XlsxError,
};

use super::aside::{Aside, Value};
use super::cells::{Filled, printable, text};
use super::{chart, style, widths};
use crate::report::paper::{Cell, Role, Table};
use crate::report::workbook::{SHADE, heights, print_setup};

/// Writes a table below the paper's banner and the table's caption.
pub(super) fn write(
    sheet: &mut Worksheet,
    banner: Option<&str>,
    table: &Table,
    name: &str,
    aside: &mut Aside,
) -> Result<(), XlsxError> {
    let widths = widths::of(table);
    print_setup(sheet);
    if widths::lies(&widths) {
        sheet.set_landscape();
    }
    for (column, width) in (0..).zip(&widths) {
        sheet.set_column_width(column, *width)?;
    }
    let mut header = 0;
    let above = [
        (banner, style::banner()),
        (table.caption.as_deref(), style::title()),
    ];
    for (said, format) in above {
        if let Some(said) = said {
            across(sheet, header, said, &widths, &format)?;
            header += 1;
        }
    }
    let mut lines = 1;
    for ((column, of), width) in (0..).zip(&table.columns).zip(&widths) {
        // The button of the filter covers a corner.
        lines = lines.max(heights::lines(&of.title, width.saturating_sub(2)));
        text(sheet, (header, column), &of.title, &style::header())?;
    }
    heights::set(sheet, header, lines)?;
    let filled = Filled {
        table,
        first: header + 1,
    };
    rows(sheet, &filled, &widths)?;
    let last = filled.row(table.rows.len()) - 1;
    let edge = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
    // A total below the rows stays where it is, whatever is filtered.
    let body = table.rows.iter().rposition(|row| row.role != Role::Total);
    let body = body.map_or(header, |at| filled.row(at));
    sheet
        .set_freeze_panes(header + 1, 0)?
        .set_repeat_rows(header, header)?
        .autofilter(header, 0, body, edge)?
        .ignore_error_range(header, 0, last, edge, IgnoreError::NumberStoredAsText)?;
    if body > header {
        marks(sheet, &filled, body)?;
    }
    choices(sheet, &filled, aside)?;
    if let Some(of) = &table.chart {
        chart::draw(sheet, &filled, name, of, last + 2, aside)?;
    }
    Ok(())
}

/// Writes a text across all columns.
fn across(
    sheet: &mut Worksheet,
    row: u32,
    said: &str,
    widths: &[u8],
    format: &Format,
) -> Result<(), XlsxError> {
    let all = widths
        .iter()
        .fold(0_u8, |all, width| all.saturating_add(*width));
    let edge = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
    if edge > 0 {
        sheet.merge_range(row, 0, row, edge, &printable(said), format)?;
    }
    text(sheet, (row, 0), said, format)?;
    // Larger letters need more room.
    heights::set(sheet, row, heights::lines(said, all / 5 * 4) + 1)
}

fn rows(sheet: &mut Worksheet, filled: &Filled<'_>, widths: &[u8]) -> Result<(), XlsxError> {
    for (at, row) in filled.table.rows.iter().enumerate() {
        let mut lines = 1;
        let columns = (0..).zip(&filled.table.columns).zip(&row.cells).zip(widths);
        for (((column, of), cell), width) in columns {
            let mut format = style::body(row.role, of);
            if let Cell::Text(text) = cell {
                lines = lines.max(heights::lines(text, *width));
            }
            if row.role == Role::Leaf && !of.choices.is_empty() {
                format = format.set_background_color(SHADE);
            }
            filled.write(sheet, (at, column), &format)?;
        }
        heights::set(sheet, filled.row(at), lines)?;
    }
    Ok(())
}

/// Marks cells below what they can reach, also where they are changed later.
fn marks(sheet: &mut Worksheet, filled: &Filled<'_>, last: u32) -> Result<(), XlsxError> {
    for (column, of) in (0..).zip(&filled.table.columns) {
        let Some(full) = of.full.and_then(|full| u16::try_from(full).ok()) else {
            continue;
        };
        let own = format!("${}", filled.ranges(&[0], column).concat());
        let full = format!("${}", filled.ranges(&[0], full).concat());
        // Sums of decimals are a little off where a workbook adds them up.
        let rule = format!("=AND(ISNUMBER({own}),ISNUMBER({full}),ROUND({own},9)<ROUND({full},9))");
        let format = ConditionalFormatFormula::new()
            .set_rule(rule.as_str())
            .set_format(style::short());
        sheet.add_conditional_format(filled.first, column, last, column, &format)?;
    }
    Ok(())
}

/// Offers the values that may be entered in rows with content of their own.
fn choices(sheet: &mut Worksheet, filled: &Filled<'_>, aside: &mut Aside) -> Result<(), XlsxError> {
    let leaf = |at: &usize| filled.table.rows[*at].role == Role::Leaf;
    let leaves: Vec<usize> = (0..filled.table.rows.len()).filter(leaf).collect();
    for (column, of) in (0..).zip(&filled.table.columns) {
        if of.choices.is_empty() {
            continue;
        }
        let values = of.choices.iter().map(|choice| Value::Text(choice.clone()));
        let list = aside.add(values.collect());
        let range = aside.range(list, of.choices.len());
        let validation = DataValidation::new()
            .allow_list_formula(Formula::new(range))
            .set_error_style(DataValidationErrorStyle::Warning);
        for run in leaves.chunk_by(|one, next| one + 1 == *next) {
            let (from, to) = (filled.row(run[0]), filled.row(run[run.len() - 1]));
            sheet.add_data_validation(from, column, to, column, &validation)?;
        }
    }
    Ok(())
}
