//! A sheet as text with commas, a row a line, made as it is read: registers are read as text,
//! and a sheet of one may be too large to hold.

use std::io::{self, Read};
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx, XlsxCellReader};

use super::super::table::SheetCell;
use super::share::Share;
use super::unpacked::{self, Metered};
use super::unread::Unread;
use super::xlsx::{share, sheets};
use super::{Kind, kind, values};
use crate::contained;
use crate::diagnostic::{At, Problems, Sheet, SourceFile};
use crate::tables::unreadable;

/// The sheets of a workbook that its users see. What is wrong is reported and gives `None`.
pub fn visible(file: &Arc<SourceFile>, bytes: &[u8], problems: &Problems) -> Option<Vec<Sheet>> {
    if kind(bytes)? != Kind::Xlsx {
        let grids = super::read(file, bytes, problems)?;
        let seen = grids.into_iter().filter(|grid| !grid.hidden);
        return Some(seen.filter_map(|grid| grid.file.sheet.clone()).collect());
    }
    let read = || -> Result<Vec<Sheet>, Unread> {
        unpacked::check(bytes)?;
        let book: Xlsx<_> = Xlsx::new(Metered::new(bytes))?;
        let sheets = sheets(&book).into_iter().map(|(about, _)| about);
        let seen = sheets.filter(|about| !about.hidden);
        Ok(seen.map(|about| about.sheet).collect())
    };
    told(
        file,
        bytes,
        contained::run(read).unwrap_or(Err(Unread::Damaged)),
        problems,
    )
}

/// Gives a sheet as text to `each`. What is wrong is reported and gives `None`.
pub fn with_text<R>(
    file: &Arc<SourceFile>,
    bytes: &[u8],
    sheet: &Sheet,
    problems: &Problems,
    each: &mut dyn FnMut(&mut dyn Read) -> R,
) -> Option<R> {
    if kind(bytes)? != Kind::Xlsx {
        let grids = super::read(file, bytes, problems)?;
        let grid = grids
            .iter()
            .find(|grid| grid.file.sheet.as_ref() == Some(sheet))?;
        let mut text = Vec::new();
        let mut line = 1;
        for row in &grid.rows {
            let cells: Vec<&str> = (0..row.len()).map(|column| row.cell(column)).collect();
            write_row(&mut text, &mut line, row.line, &cells);
        }
        return Some(each(&mut text.as_slice()));
    }
    let read = || -> Result<R, Unread> {
        let mut book: Xlsx<_> = Xlsx::new(Metered::new(bytes))?;
        let cells = book.worksheet_cells_reader(&sheet.name)?;
        let shares = cells.styles().iter().map(share).collect();
        let mut text = SheetText {
            cells,
            shares,
            ahead: None,
            ended: false,
            line: 1,
            width: 0,
            made: Vec::new(),
            taken: 0,
        };
        Ok(each(&mut text))
    };
    told(
        file,
        bytes,
        contained::run(read).unwrap_or(Err(Unread::Damaged)),
        problems,
    )
}

fn told<T>(
    file: &Arc<SourceFile>,
    bytes: &[u8],
    read: Result<T, Unread>,
    problems: &Problems,
) -> Option<T> {
    match read {
        Ok(read) => Some(read),
        Err(unread) => {
            let (message, help) = unread.words(bytes);
            problems.add(unreadable(file, At::File, message, help));
            None
        }
    }
}

/// The text of an XLSX sheet as far as it is asked for.
struct SheetText<'b, 'r> {
    cells: XlsxCellReader<'r, Metered<'b>>,
    shares: Vec<Share>,
    /// The first cell of the next row.
    ahead: Option<(u32, usize, String)>,
    /// Whether no cell is left: to ask for one more is an error.
    ended: bool,
    line: usize,
    /// How many cells the widest row so far has.
    width: usize,
    made: Vec<u8>,
    taken: usize,
}

impl SheetText<'_, '_> {
    /// The next filled cell: its row and column from 0, and its text.
    fn next(&mut self) -> Result<Option<(u32, usize, String)>, Unread> {
        while !self.ended {
            let Some((cell, style)) = self.cells.next_cell_with_style_id()? else {
                self.ended = true;
                break;
            };
            let (row, column) = cell.get_position();
            let share = self.shares.get(style).copied().unwrap_or(Share::No);
            let value = Data::from(cell.get_value().clone());
            let text = shown(&value, share);
            if !text.is_empty() {
                return Ok(Some((row, usize::try_from(column)?, text)));
            }
        }
        Ok(None)
    }

    /// Makes the text of the next row; `false` at the end.
    fn make_row(&mut self) -> Result<bool, Unread> {
        let first = match self.ahead.take() {
            Some(first) => Some(first),
            None => self.next()?,
        };
        let Some((row, column, text)) = first else {
            return Ok(false);
        };
        let mut cells = Vec::new();
        put(&mut cells, column, text);
        while let Some((next, column, text)) = self.next()? {
            if next != row {
                self.ahead = Some((next, column, text));
                break;
            }
            put(&mut cells, column, text);
        }
        self.width = self.width.max(cells.len());
        cells.resize_with(self.width, String::new);
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        write_row(&mut self.made, &mut self.line, row as usize + 1, &cells);
        Ok(true)
    }
}

impl Read for SheetText<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.made.len() {
            self.made.clear();
            self.taken = 0;
            let made = self.make_row();
            if !made.map_err(|_| io::Error::from(io::ErrorKind::InvalidData))? {
                return Ok(0);
            }
        }
        let mut left = &self.made[self.taken..];
        let read = left.read(buffer)?;
        self.taken += read;
        Ok(read)
    }
}

/// The most columns that are looked at: a register has a few dozen.
const MOST_COLUMNS: usize = 1_000;

fn put(cells: &mut Vec<String>, column: usize, text: String) {
    if column < MOST_COLUMNS {
        if cells.len() <= column {
            cells.resize_with(column + 1, String::new);
        }
        cells[column] = text;
    }
}

/// A value as text, days with their time.
fn shown(value: &Data, share: Share) -> String {
    let SheetCell { text, held, .. } = values::cell(value, share);
    let (Data::DateTime(stored), Some(_)) = (value, held) else {
        return text;
    };
    match stored.to_ymd_hms_milli() {
        (.., 0, 0, 0, _) => text,
        (.., hour, minute, second, _) => format!("{text} {hour:02}:{minute:02}:{second:02}"),
    }
}

/// Writes a row that stands at `at`, blank lines for the rows before it.
fn write_row(text: &mut Vec<u8>, line: &mut usize, at: usize, cells: &[&str]) {
    text.resize(text.len() + at.saturating_sub(*line), b'\n');
    *line = at + 1;
    for (column, cell) in cells.iter().enumerate() {
        if column > 0 {
            text.push(b',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            text.push(b'"');
            let plain = cell.replace('"', "\"\"").replace(['\n', '\r'], " ");
            text.extend_from_slice(plain.as_bytes());
            text.push(b'"');
        } else {
            text.extend_from_slice(cell.as_bytes());
        }
    }
    text.push(b'\n');
}
