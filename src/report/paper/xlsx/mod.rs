//! A paper as a workbook: a sheet that says what it is, with all its text, and a sheet for each
//! of its tables with all columns, those for looking things up too. The same paper gives the
//! same bytes.

mod about;
mod aside;
mod cells;
mod chart;
mod names;
mod record;
mod sheet;
mod style;
#[cfg(test)]
mod tests;
mod widths;

pub use record::HEAD as RECORD;
pub use rust_xlsxwriter::XlsxError;

use super::{Paper, Table};
use crate::report::workbook::{self, heights};
use crate::text::lang::Lang;

/// Writes a paper as XLSX, with the record it can be worked out again from where there is one.
///
/// # Errors
/// Where a table has more rows or columns than a sheet can hold.
pub fn render(paper: &Paper, record: Option<&str>, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut names = names::Names::default();
    let about = names.give(lang.pick("Thông tin", "About"));
    let tables: Vec<(String, &Table)> = paper
        .tables()
        .map(|table| (names.give(&table.name), table))
        .collect();
    let mut aside = aside::Aside::new(names.give(lang.pick("Danh mục", "Lists")));
    let mut workbook = workbook::begin(&format!("{} – {}", paper.kind, paper.about))?;
    let sheets: Vec<&str> = tables.iter().map(|(name, _)| name.as_str()).collect();
    let first = workbook.add_worksheet();
    first.set_name(about)?;
    about::write(first, paper, &sheets, lang)?;
    for (name, table) in &tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet::write(sheet, paper.banner.as_deref(), table, name, &mut aside)?;
    }
    if !aside.is_empty() {
        aside.write(workbook.add_worksheet())?;
    }
    if let Some(record) = record {
        let name = names.give("parindex");
        record::write(workbook.add_worksheet(), &name, record)?;
    }
    let bytes = workbook.save_to_buffer()?;
    Ok(heights::let_rows_grow(bytes)?)
}
