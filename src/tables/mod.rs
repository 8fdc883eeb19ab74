//! Tables: text (CSV, TSV) and spreadsheets (XLSX, XLS, ODS) as rows under a header, every
//! cell with its place.

pub mod cell;
mod delimited;
mod header;
mod quotes;
pub mod table;
pub mod workbook;

pub use delimited::{Head, head};

use std::sync::Arc;

use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, SourceFile};
use crate::text::lang::{Text, text};
use table::{Grid, Table};

/// Which headers a table is looked for by.
pub type Known<'a> = &'a dyn Fn(&str) -> bool;

/// Reads a table of text; what is wrong is reported and gives `None`.
pub fn of_text(file: &Arc<SourceFile>, known: Known<'_>, problems: &Problems) -> Option<Table> {
    let grid = delimited::read(file, known, problems)?;
    if grid.rows.is_empty() {
        problems.add(empty(file));
        return None;
    }
    Table::of(grid, known, problems)
}

/// The table of a sheet, whatever of its header is known.
pub fn of_grid(grid: &Grid, known: Known<'_>, problems: &Problems) -> Option<Table> {
    if grid.rows.is_empty() {
        problems.add(empty(&grid.file));
        return None;
    }
    Table::of(grid.clone(), known, problems)
}

/// Reads the tables of a workbook: the sheets that have a known header, or the one that is
/// asked for by name. None is reported.
pub fn of_sheets(
    file: &Arc<SourceFile>,
    grids: &[&Grid],
    wanted: Option<&str>,
    known: Known<'_>,
    problems: &Problems,
) -> Vec<Table> {
    if let Some(wanted) = wanted {
        return match workbook::sheet(grids.iter().copied(), wanted) {
            Some(grid) => of_grid(grid, known, problems).into_iter().collect(),
            None => {
                problems.add(no_sheet(file, grids, wanted));
                Vec::new()
            }
        };
    }
    let with_header = grids.iter().filter(|grid| header::is_there(grid, known));
    let tables: Vec<Table> = with_header
        .filter_map(|grid| Table::of((*grid).clone(), known, problems))
        .collect();
    if tables.is_empty() && !problems.any_error() {
        problems.add(no_header(file, grids));
    }
    tables
}

fn empty(file: &Arc<SourceFile>) -> Diagnostic {
    Diagnostic::at(
        Code::NoHeader,
        whole(file),
        text!("bảng trống", "the table is empty"),
    )
    .help(text!(
        "dòng đầu phải là tiêu đề cột",
        "the first row must be the header"
    ))
}

fn no_sheet(file: &Arc<SourceFile>, grids: &[&Grid], wanted: &str) -> Diagnostic {
    let names = grids
        .iter()
        .filter_map(|grid| Some(grid.file.sheet.as_ref()?.name.as_str()));
    let known: Vec<&str> = names.collect();
    Diagnostic::at(
        Code::NoHeader,
        whole(file),
        text!(
            "không có trang tính `{wanted}`",
            "there is no sheet `{wanted}`"
        ),
    )
    .help(crate::text::suggest::advice(wanted, known))
}

fn no_header(file: &Arc<SourceFile>, grids: &[&Grid]) -> Diagnostic {
    let firsts = grids.iter().filter_map(|grid| {
        let sheet = grid.file.sheet.as_ref()?;
        let cells = grid.rows.first().map(|row| row.texts().take(6));
        let cells: Vec<&str> = cells.into_iter().flatten().collect();
        Some(format!("{}: {}", sheet.name, cells.join(" · ")))
    });
    let firsts: Vec<String> = firsts.take(5).collect();
    let found = firsts.join("; ");
    Diagnostic::at(
        Code::NoHeader,
        whole(file),
        text!(
            "không trang tính nào có dòng tiêu đề nhận ra được; đang có: {found}",
            "no sheet has a header that is known; there are: {found}"
        ),
    )
    .help(text!(
        "đặt tên cột như `Mã tiêu chí`, `Tài liệu`, `Tệp`, hoặc khai `columns:` trong parindex.yaml",
        "name the columns `criterion`, `document`, `file`, or map them under `columns:` in parindex.yaml"
    ))
}

/// That a file is no table, with the reason.
fn unreadable(file: &Arc<SourceFile>, at: At, message: Text, help: Text) -> Diagnostic {
    let place = Place {
        file: Arc::clone(file),
        at,
    };
    Diagnostic::at(Code::UnreadableTable, place, message).help(help)
}

fn whole(file: &Arc<SourceFile>) -> Place {
    Place {
        file: Arc::clone(file),
        at: At::File,
    }
}
