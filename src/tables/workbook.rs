//! Spreadsheets: XLSX, XLS and ODS, sheet by sheet. What a formula shows is what the file
//! holds of it; nothing is computed here.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{Data, DataType, Dimensions, Ods, Range, Reader, SheetType, Xls, Xlsx};
use jiff::civil::Date;

use super::cell::{Held, decimal};
use super::table::{Cells, Fault, Grid, Merged, Row, SheetCell};
use super::unreadable;
use crate::diagnostic::{At, Problems, Sheet, SourceFile};
use crate::text::fold;
use crate::text::lang::{Text, text};

/// The kinds of spreadsheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Xlsx,
    Xls,
    Ods,
}

/// Whether bytes are those of a spreadsheet, or of an archive or office file that may be one.
pub fn is_one(bytes: &[u8]) -> bool {
    kind(bytes).is_some()
}

fn kind(bytes: &[u8]) -> Option<Kind> {
    const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    if bytes.starts_with(&COMPOUND) {
        return Some(Kind::Xls);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let top = bytes.get(..200.min(bytes.len())).unwrap_or_default();
    let is_ods = top.windows(ODS.len()).any(|part| part == ODS);
    Some(if is_ods { Kind::Ods } else { Kind::Xlsx })
}

/// The sheet with this name, however it is written.
pub fn sheet<'g>(grids: &'g [Grid], wanted: &str) -> Option<&'g Grid> {
    let name = |grid: &&Grid| grid.file.sheet.as_ref().map(|sheet| sheet.name.clone());
    let exact = grids
        .iter()
        .find(|grid| name(grid).as_deref() == Some(wanted));
    let key = fold::key(wanted);
    exact.or_else(|| {
        let fits = |grid: &&Grid| name(grid).is_some_and(|name| fold::key(&name) == key);
        grids.iter().find(fits)
    })
}

/// Reads all sheets of a workbook; what is wrong is reported and gives `None`.
pub fn read(file: &Arc<SourceFile>, bytes: &[u8], problems: &Problems) -> Option<Vec<Grid>> {
    let kind = kind(bytes)?;
    // A hostile file must cost no more than itself.
    let read = catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Xlsx => xlsx(file, bytes),
        Kind::Xls => dense::<Xls<_>>(file, bytes),
        Kind::Ods => dense::<Ods<_>>(file, bytes),
    }));
    match read.unwrap_or_else(|_| Err(String::new())) {
        Ok(grids) => Some(grids),
        Err(reason) => {
            let (message, help) = reasons(bytes, &reason);
            problems.add(unreadable(file, At::File, message, help));
            None
        }
    }
}

/// What to say of a workbook that cannot be read.
fn reasons(bytes: &[u8], reason: &str) -> (Text, Text) {
    if reason == TOO_LARGE {
        return (
            text!(
                "một trang tính có hơn {MAX_CELLS} ô",
                "a sheet has more than {MAX_CELLS} cells"
            ),
            text!(
                "xóa các cột, dòng trống ở xa; hoặc chia bảng ra nhiều tệp",
                "remove far-off blank columns and rows, or split the table into several files"
            ),
        );
    }
    let encrypted = reason.to_lowercase().contains("password");
    if encrypted {
        return (
            text!(
                "bảng tính có mật khẩu",
                "the spreadsheet is protected by a password"
            ),
            text!(
                "mở bằng Excel, bỏ mật khẩu rồi lưu lại",
                "open it in Excel, remove the password and save it"
            ),
        );
    }
    let found = if bytes.starts_with(b"PK") {
        text!(
            "không phải bảng tính, hoặc bảng tính bị hỏng",
            "no spreadsheet, or a damaged one"
        )
    } else {
        text!(
            "không phải bảng tính Excel, hoặc bảng tính bị hỏng",
            "no Excel spreadsheet, or a damaged one"
        )
    };
    (
        found,
        text!(
            "mở bằng Excel và lưu lại dạng .xlsx hoặc «CSV UTF-8»",
            "open it in Excel and save it as .xlsx or «CSV UTF-8»"
        ),
    )
}

/// The most cells of a sheet, blank ones to the left of filled ones included.
const MAX_CELLS: usize = 8_000_000;

/// The reason where a sheet has more.
const TOO_LARGE: &str = "more cells than are read";

type OrReason<T> = Result<T, String>;

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// XLSX is read cell by cell: a sheet may say that it has billions of them.
fn xlsx(file: &Arc<SourceFile>, bytes: &[u8]) -> OrReason<Vec<Grid>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(said)?;
    let mut grids = Vec::new();
    for (index, name) in names(&book) {
        let merged = book.merge_cells_by_sheet_name(&name).map_err(said)?;
        let without_result = formulas_without_result(&mut book, &name)?;
        let mut rows = Rows::default();
        let mut cells = book.worksheet_cells_reader(&name).map_err(said)?;
        let percent: BTreeSet<usize> = percent_styles(cells.styles());
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(said)? {
            let position = cell.get_position();
            let mut made = sheet_cell(
                &Data::from(cell.get_value().clone()),
                percent.contains(&style),
            );
            if without_result.contains(&position) {
                made.fault = Some(Fault::NoResult);
            }
            rows.add(position, made)?;
        }
        grids.push(rows.into_grid(file, Sheet { index, name }, &merged));
    }
    Ok(grids)
}

/// The styles that show a number as a percentage.
fn percent_styles(styles: &[calamine::Style]) -> BTreeSet<usize> {
    let is_percent = |style: &calamine::Style| {
        let format = style.number_format.as_ref();
        format.is_some_and(|format| format.format_code.contains('%'))
    };
    let styles = styles.iter().enumerate();
    styles
        .filter(|(_, style)| is_percent(style))
        .map(|(id, _)| id)
        .collect()
}

fn formulas_without_result<R: Read + Seek>(
    book: &mut Xlsx<R>,
    name: &str,
) -> OrReason<BTreeSet<(u32, u32)>> {
    let mut found = BTreeSet::new();
    let mut cells = book.worksheet_cells_reader(name).map_err(said)?;
    while let Some(record) = cells.next_cell_with_formula_metadata().map_err(said)? {
        if record.formula.is_some() && record.value.is_empty() {
            found.insert(record.pos);
        }
    }
    Ok(found)
}

/// XLS and ODS are read as a whole.
fn dense<'b, B: Reader<Cursor<&'b [u8]>>>(
    file: &Arc<SourceFile>,
    bytes: &'b [u8],
) -> OrReason<Vec<Grid>>
where
    B::Error: std::fmt::Display,
{
    let mut book = B::new(Cursor::new(bytes)).map_err(said)?;
    let mut grids = Vec::new();
    for (index, name) in names(&book) {
        let values: Range<Data> = book.worksheet_range(&name).map_err(said)?;
        let formulas = book.worksheet_formula(&name).unwrap_or_default();
        let mut rows = Rows::default();
        let (top, left) = values.start().unwrap_or_default();
        for (row, column, value) in values.used_cells() {
            let place = u32::try_from(row).ok().zip(u32::try_from(column).ok());
            let Some((row, column)) = place else { continue };
            rows.add((top + row, left + column), sheet_cell(value, false))?;
        }
        let (top, left) = formulas.start().unwrap_or_default();
        for (row, column, formula) in formulas.used_cells() {
            let place = u32::try_from(row).ok().zip(u32::try_from(column).ok());
            let Some((row, column)) = place else { continue };
            let at = (top + row, left + column);
            let value = values.get_value(at);
            if !formula.is_empty() && value.is_none_or(DataType::is_empty) {
                let fault = Some(Fault::NoResult);
                rows.add(
                    at,
                    SheetCell {
                        fault,
                        ..SheetCell::default()
                    },
                )?;
            }
        }
        grids.push(rows.into_grid(file, Sheet { index, name }, &[]));
    }
    Ok(grids)
}

fn names<R: Read + Seek, B: Reader<R>>(book: &B) -> Vec<(usize, String)> {
    let sheets = book.sheets_metadata().iter().enumerate();
    let sheets = sheets.filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet);
    sheets
        .map(|(index, sheet)| (index, sheet.name.clone()))
        .collect()
}

fn sheet_cell(value: &Data, percent: bool) -> SheetCell {
    let plain = |text: String, held| SheetCell {
        text,
        held,
        fault: None,
    };
    match value {
        Data::Empty => SheetCell::default(),
        Data::String(text) => plain(text.trim().to_owned(), None),
        Data::Bool(value) => plain(if *value { "TRUE" } else { "FALSE" }.to_owned(), None),
        Data::Int(value) => number(&(*value).into(), percent),
        Data::Float(value) => match decimal(*value) {
            Some(value) => number(&value, percent),
            None => plain(value.to_string(), None),
        },
        Data::DateTime(stored) => match day(stored) {
            Some(date) => plain(date.to_string(), Some(Held::Date(date))),
            None => plain(stored.to_string(), None),
        },
        Data::DateTimeIso(text) => {
            let date = text.get(..10).and_then(|day| day.parse::<Date>().ok());
            plain(text.clone(), date.map(Held::Date))
        }
        Data::DurationIso(text) => plain(text.clone(), None),
        Data::Error(error) => SheetCell {
            text: error.to_string(),
            held: None,
            fault: Some(Fault::Error),
        },
    }
}

fn number(value: &rust_decimal::Decimal, percent: bool) -> SheetCell {
    let text = if percent {
        format!(
            "{}%",
            (value * rust_decimal::Decimal::ONE_HUNDRED).normalize()
        )
    } else {
        value.normalize().to_string()
    };
    SheetCell {
        text,
        held: Some(Held::Number(*value, percent)),
        fault: None,
    }
}

/// The day of a stored date; times without a day, as of durations, have none.
fn day(stored: &calamine::ExcelDateTime) -> Option<Date> {
    let (year, month, day, ..) = stored.to_ymd_hms_milli();
    let year = i16::try_from(year).ok().filter(|year| *year >= 1901)?;
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day)
        .ok()
        .filter(|_| stored.is_datetime())
}

/// Rows as they come in, cell by cell.
#[derive(Default)]
struct Rows {
    rows: BTreeMap<u32, Vec<SheetCell>>,
    /// How many cells there is room for.
    slots: usize,
}

impl Rows {
    fn add(&mut self, (row, column): (u32, u32), cell: SheetCell) -> OrReason<()> {
        if cell.text.is_empty() && cell.fault.is_none() {
            return Ok(());
        }
        let cells = self.rows.entry(row).or_default();
        let column = column as usize;
        if cells.len() <= column {
            self.slots += column + 1 - cells.len();
            if self.slots > MAX_CELLS {
                return Err(TOO_LARGE.to_owned());
            }
            cells.resize(column + 1, SheetCell::default());
        }
        cells[column] = cell;
        Ok(())
    }

    fn into_grid(self, file: &SourceFile, sheet: Sheet, merged: &[Dimensions]) -> Grid {
        let mut lines = String::new();
        let mut last = 0;
        for (row, cells) in &self.rows {
            lines.extend(std::iter::repeat_n('\n', *row as usize - last));
            last = *row as usize;
            for (index, cell) in cells.iter().enumerate() {
                if index > 0 {
                    lines.push('\t');
                }
                lines.extend(
                    cell.text
                        .chars()
                        .map(|c| if c.is_control() { ' ' } else { c }),
                );
            }
        }
        let rows = self.rows.into_iter().map(|(row, cells)| Row {
            line: row as usize + 1,
            cells: Cells::Sheet(cells),
        });
        let merged = merged.iter().map(|one| Merged {
            lines: (one.start.0 as usize + 1, one.end.0 as usize + 1),
            columns: (one.start.1 as usize, one.end.1 as usize),
        });
        Grid {
            rows: rows.collect(),
            merged: merged.collect(),
            file: Arc::new(file.with_sheet(sheet, lines)),
        }
    }
}
