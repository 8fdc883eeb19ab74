//! Rows of cells, and tables: rows under a header.

use std::sync::Arc;

use super::cell::{Cell, Held};
use super::{Known, header, quotes};
use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, SourceFile};
use crate::text::encoding::{self, Encoding};
use crate::text::lang::text;

/// The rows of a file or sheet before its header is found.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The file, or the sheet of one.
    pub file: Arc<SourceFile>,
    /// The rows that are not blank.
    pub rows: Vec<Row>,
    /// Cells that are one on screen, as far as they can be part of a header.
    pub merged: Vec<Merged>,
    /// Cells of one column that are one on screen.
    pub tall: Vec<Merged>,
    /// Whether it is a sheet that its users do not see.
    pub hidden: bool,
}

/// Cells that are one on screen; what stands in them is in the first.
#[derive(Clone, Copy, Debug)]
pub struct Merged {
    /// First and last line, from 1.
    pub lines: (usize, usize),
    /// First and last column, from 0.
    pub columns: (usize, usize),
}

impl Merged {
    /// Whether two have a cell in common.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let meet = |a: (usize, usize), b: (usize, usize)| a.0 <= b.1 && b.0 <= a.1;
        meet(self.lines, other.lines) && meet(self.columns, other.columns)
    }
}

impl Grid {
    /// Reads the cells of a sheet as typed with an old font.
    pub fn convert(&mut self, font: Encoding) {
        for row in &mut self.rows {
            if let Cells::Sheet(cells) = &mut row.cells {
                for cell in cells.iter_mut().filter(|cell| !cell.text.is_ascii()) {
                    cell.text = encoding::convert(&cell.text, font);
                }
            }
        }
    }
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its line in the file, or its row in the sheet, from 1.
    pub line: usize,
    pub(super) cells: Cells,
}

#[derive(Clone, Debug)]
pub(super) enum Cells {
    Text(csv::StringRecord),
    Sheet(Vec<SheetCell>),
}

/// A cell of a spreadsheet.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetCell {
    pub(super) text: String,
    pub(super) held: Option<Held>,
    pub(super) fault: Option<Fault>,
}

/// Why nothing can be read from a cell of a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A formula whose result the file does not hold.
    NoResult,
    /// A formula that ended in an error.
    Error,
}

/// A table with a header.
#[derive(Clone, Debug)]
pub struct Table {
    /// The file it was read from, or its sheet.
    pub file: Arc<SourceFile>,
    /// The line of the header, from 1.
    pub header_line: usize,
    /// The header as written, tidied.
    pub headers: Vec<Arc<str>>,
    /// What the columns are called: as the header says, unless an office's own headers are
    /// mapped to others.
    pub names: Vec<Arc<str>>,
    /// The rows above the header: titles.
    pub titles: Vec<Row>,
    /// The rows that are not blank.
    pub rows: Vec<Row>,
    /// Headers that a spreadsheet holds as numbers.
    pub numeric: Vec<usize>,
    /// Cells of one column that are one on screen.
    tall: Vec<Merged>,
}

impl Row {
    /// What stands in a cell, without the white space around it.
    pub fn cell(&self, column: usize) -> &str {
        self.get(column).text
    }

    /// A cell with what a spreadsheet says it holds.
    pub fn get(&self, column: usize) -> Cell<'_> {
        match &self.cells {
            Cells::Text(cells) => Cell::text(cells.get(column).unwrap_or_default()),
            Cells::Sheet(cells) => match cells.get(column) {
                // Of a cell with a fault that is all there is to say.
                Some(cell) if cell.fault.is_none() => Cell {
                    text: &cell.text,
                    held: cell.held,
                },
                _ => Cell::default(),
            },
        }
    }

    /// How many cells the row has.
    pub(super) fn len(&self) -> usize {
        match &self.cells {
            Cells::Text(cells) => cells.len(),
            Cells::Sheet(cells) => cells.len(),
        }
    }

    /// The filled cells.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = (0..self.len()).map(|column| self.cell(column));
        texts.filter(|text| !text.is_empty())
    }

    /// Why nothing can be read from a cell, with what it shows.
    fn fault(&self, column: usize) -> Option<(Fault, &str)> {
        match &self.cells {
            Cells::Text(_) => None,
            Cells::Sheet(cells) => {
                let cell = cells.get(column)?;
                Some((cell.fault?, cell.text.as_str()))
            }
        }
    }

    /// Whether nothing can be read from a cell.
    pub fn is_faulty(&self, column: usize) -> bool {
        self.fault(column).is_some()
    }

    /// Puts text into a cell that is blank.
    fn fill(&mut self, column: usize, text: &str, held: Option<Held>) {
        let Cells::Sheet(cells) = &mut self.cells else {
            return;
        };
        if cells.len() <= column {
            cells.resize(column + 1, SheetCell::default());
        }
        let cell = &mut cells[column];
        if cell.text.is_empty() && cell.fault.is_none() {
            cell.text = text.to_owned();
            cell.held = held;
        }
    }
}

impl Table {
    /// The place of a row.
    pub fn row_place(&self, row: &Row) -> Place {
        Place {
            file: Arc::clone(&self.file),
            at: At::Line(row.line),
        }
    }

    /// The place of a cell.
    pub fn cell_place(&self, row: &Row, column: usize) -> Place {
        self.place(row.line, column)
    }

    /// The place of a header.
    pub fn header_place(&self, column: usize) -> Place {
        self.place(self.header_line, column)
    }

    fn place(&self, line: usize, column: usize) -> Place {
        let header = self
            .headers
            .get(column)
            .map_or_else(|| Arc::from(""), Arc::clone);
        Place {
            file: Arc::clone(&self.file),
            at: At::Cell(line, column, header),
        }
    }

    /// Finds the header of a grid that has rows. Rows of another width are reported and left
    /// out.
    pub(super) fn of(grid: Grid, known: Known<'_>, problems: &Problems) -> Option<Self> {
        let mut header = header::find(&grid, known)?;
        let Grid {
            file, rows, tall, ..
        } = grid;
        let top = rows.iter().rfind(|row| row.line == header.line);
        let is_number = |column: &usize| {
            top.is_some_and(|row| matches!(row.get(*column).held, Some(Held::Number(..))))
        };
        let numeric = (0..header.names.len()).filter(is_number).collect();
        let mut titles = rows;
        let rows = titles.split_off(header.rows);
        titles.truncate(header.above);
        // In a sheet the columns without a header are columns all the same.
        if file.sheet.is_some() {
            let widths = rows.iter().map(Row::len);
            let width = widths.fold(header.names.len(), usize::max);
            header.names.resize_with(width, || Arc::from(""));
        }
        let is_text = |row: &Row| matches!(row.cells, Cells::Text(_));
        let (rows, odd): (Vec<Row>, Vec<Row>) = rows
            .into_iter()
            .partition(|row| !is_text(row) || row.len() == header.names.len());
        let table = Self {
            file,
            header_line: header.line,
            names: header.names.clone(),
            headers: header.names,
            titles,
            rows,
            numeric,
            tall,
        };
        // Without a header that is the one problem to tell.
        if header.known > 0 {
            table.report_width(&odd, problems);
        }
        Some(table)
    }

    /// Says over again, in each row that a merged cell covers, what it says in the first: in the
    /// columns whose names are about the row as a whole.
    pub fn fill_down(&mut self, is_about_row: impl Fn(&str) -> bool) {
        for merged in std::mem::take(&mut self.tall) {
            let (first, last) = merged.lines;
            let column = merged.columns.0;
            if !self
                .names
                .get(column)
                .is_some_and(|name| is_about_row(name))
            {
                continue;
            }
            let start = self.rows.partition_point(|row| row.line < first);
            let covered = self.rows[start..].partition_point(|row| row.line <= last);
            let [top, below @ ..] = &mut self.rows[start..start + covered] else {
                continue;
            };
            let cell = top.get(column);
            if top.line == first {
                for row in below {
                    row.fill(column, cell.text, cell.held);
                }
            }
        }
    }

    fn report_width(&self, odd: &[Row], problems: &Problems) {
        for row in odd {
            let (found, expected) = (row.len(), self.headers.len());
            let odd = match &row.cells {
                Cells::Text(cells) => quotes::odd_cell(&self.file.text, cells, row.line, expected),
                Cells::Sheet(_) => None,
            };
            let place = Place {
                at: odd.unwrap_or(At::Line(row.line)),
                ..self.row_place(row)
            };
            problems.add(
                Diagnostic::at(
                    Code::WrongFieldCount,
                    place,
                    text!(
                        "dòng này có {found} ô, tiêu đề có {expected} cột",
                        "this row has {found} cells, the header has {expected} columns"
                    ),
                )
                .help(text!(
                    "ô có dấu phân cách bên trong phải đặt trong dấu nháy \"…\"",
                    "a cell with a delimiter inside must stand in quotes \"…\""
                )),
            );
        }
    }

    /// Reports the cells of a column whose formula has no result, or ended in an error. A total
    /// without its result is as good as blank: nothing rests on it.
    pub fn report_faults(
        &self,
        column: usize,
        is_total: impl Fn(&Row) -> bool,
        problems: &Problems,
    ) {
        for row in &self.rows {
            let Some((fault, found)) = row.fault(column) else {
                continue;
            };
            if matches!(fault, Fault::NoResult) && is_total(row) {
                continue;
            }
            let (message, help) = match fault {
                Fault::NoResult => (
                    text!(
                        "ô là công thức mà tệp không lưu kết quả",
                        "the cell is a formula and the file does not hold its result"
                    ),
                    text!(
                        "mở tệp bằng Excel hoặc LibreOffice, lưu lại; hoặc ghi thẳng giá trị",
                        "open the file in Excel or LibreOffice and save it, or write the value itself"
                    ),
                ),
                Fault::Error => (
                    text!(
                        "công thức ở ô này báo lỗi {found}",
                        "the formula of this cell ends in the error {found}"
                    ),
                    text!(
                        "sửa công thức, hoặc ghi thẳng giá trị",
                        "mend the formula, or write the value itself"
                    ),
                ),
            };
            let place = self.cell_place(row, column);
            problems.add(Diagnostic::at(Code::BadCell, place, message).help(help));
        }
    }
}
