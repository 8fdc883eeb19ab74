//! XLS of Excel 97–2003 [MS-XLS], and of Excel 5: values are read by calamine, from a copy that
//! holds nothing but the records it needs. In that copy no table of sectors runs in circles, no
//! sheet overlaps another, and formulas are only their results: those of a hostile file would
//! otherwise cost more than any machine has.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::ops::Range;

use calamine::{Reader, Xls};

use super::super::table::Grid;
use super::rows::{About, Room, Rows};
use super::share::Share;
use super::unread::Unread;
use super::values;
use super::xlsx::{of_dimensions, sheets};
use crate::diagnostic::SourceFile;

/// Kinds of records.
mod kind {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000A;
    pub(super) const NAME: u16 = 0x0018;
    pub(super) const PASSWORD: u16 = 0x002F;
    pub(super) const CONTINUE: u16 = 0x003C;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const SEVERAL_NUMBERS: u16 = 0x00BD;
    pub(super) const STYLE: u16 = 0x00E0;
    pub(super) const SIZE: u16 = 0x0200;
    pub(super) const FORMAT: u16 = 0x041E;
    pub(super) const START: u16 = 0x0809;
    /// Cells that are a record each: numbers, texts, truth values and errors.
    pub(super) const CELLS: [u16; 6] = [0x0203, 0x027E, 0x0204, 0x00D6, 0x0205, 0x00FD];
}

/// The most records that one goes on in: of a table of strings, some 80 MB.
const MOST_PARTS: usize = 10_000;

/// Reads the sheets of a workbook.
pub(super) fn read(file: &SourceFile, bytes: &[u8], room: &mut Room) -> Result<Vec<Grid>, Unread> {
    let mut stream = stream(bytes)?;
    let shares = mend(&mut stream)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(container(&stream)?))?;
    let mut grids = Vec::new();
    for (about, name) in sheets(&book) {
        let merged = book.merge_cells_by_sheet_name(&name)?;
        let range = book.worksheet_range(&name)?;
        let shares = shares.get(about.sheet.index);
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = Rows::default();
        for (row, column, value) in range.used_cells() {
            let at = (top + u32::try_from(row)?, left + u32::try_from(column)?);
            let share = shares.and_then(|shares| shares.get(&at).copied());
            let share = share.unwrap_or(Share::No);
            rows.add(at, values::cell(value, share), room)?;
        }
        let merged = merged.iter().map(of_dimensions).collect();
        grids.push(rows.into_grid(file, About { merged, ..about }));
    }
    Ok(grids)
}

/// The records of the workbook.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, Unread> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes))?;
    if file.is_stream("EncryptedPackage") {
        return Err(Unread::Password);
    }
    let name = ["Workbook", "Book"].into_iter();
    let mut name = name.filter(|name| file.is_stream(name));
    let name = name.next().ok_or(Unread::Damaged)?;
    let mut stream = Vec::new();
    file.open_stream(name)?.read_to_end(&mut stream)?;
    Ok(stream)
}

fn container(stream: &[u8]) -> Result<Vec<u8>, Unread> {
    let memory = Cursor::new(Vec::new());
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, memory)?;
    file.create_stream("Workbook")?.write_all(stream)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

/// The percentages of a sheet, by row and column.
type Shares = BTreeMap<(u32, u32), Share>;

/// Takes out of the records what calamine reads and nobody needs; gives the percentages of each
/// sheet.
fn mend(stream: &mut [u8]) -> Result<Vec<Shares>, Unread> {
    let mut formats = BTreeMap::from([(9, Share::Scaled), (10, Share::Scaled)]);
    let mut styles: Vec<u16> = Vec::new();
    let mut starts: Vec<usize> = Vec::new();
    let mut records = Records { at: 0 };
    let mut parts = 0;
    while let Some(record) = records.next(stream)? {
        parts = match record.kind {
            kind::CONTINUE if parts == MOST_PARTS => return Err(Unread::Damaged),
            kind::CONTINUE => parts + 1,
            _ => 0,
        };
        let data = &stream[record.data.clone()];
        match record.kind {
            kind::PASSWORD if short(data, 0)? != 0 => return Err(Unread::Password),
            kind::NAME => record.forget(stream),
            kind::FORMAT => {
                let share = Share::of(&format_code(data, records.is_new(stream)));
                formats.insert(short(data, 0)?, share);
            }
            kind::STYLE => styles.push(short(data, 2)?),
            kind::SHEET => {
                let start = data.first_chunk().ok_or(Unread::Damaged)?;
                starts.push(usize::try_from(u32::from_le_bytes(*start))?);
            }
            kind::END => break,
            _ => {}
        }
    }
    let shares = styles.iter().map(|format| formats.get(format).copied());
    let styles: Vec<Share> = shares.map(|share| share.unwrap_or(Share::No)).collect();
    let mut ends = BTreeMap::from([(0, records.at)]);
    let mut left = crate::limits::get().workbook_cells;
    let mut sheets = Vec::new();
    for start in starts {
        let sheet = Sheet::mend(stream, start, &styles)?;
        left = left.checked_sub(sheet.area()).ok_or(Unread::TooManyCells)?;
        if ends.insert(start, sheet.end).is_some() {
            return Err(Unread::Damaged);
        }
        sheets.push(sheet.shares);
    }
    let next = ends.keys().skip(1);
    if ends.values().zip(next).any(|(end, next)| end > next) {
        return Err(Unread::Damaged);
    }
    Ok(sheets)
}

/// The text of a number format, as far as percent signs and quotes go. Behind its number and
/// its length, and since Excel 97 a byte of flags, come letters of one or two bytes.
fn format_code(data: &[u8], new: bool) -> String {
    let letters = data.get(if new { 5 } else { 3 }..).unwrap_or_default();
    let letters = letters.iter().filter(|byte| **byte != 0);
    letters.map(|byte| char::from(*byte)).collect()
}

/// What is known of a sheet from its records.
struct Sheet {
    /// Where they end.
    end: usize,
    shares: Shares,
    /// The first and last row, the first and last column with a cell.
    extent: Option<[u32; 4]>,
}

impl Sheet {
    fn mend(stream: &mut [u8], start: usize, styles: &[Share]) -> Result<Self, Unread> {
        let mut sheet = Self {
            end: start,
            shares: Shares::new(),
            extent: None,
        };
        let mut records = Records { at: start };
        // Charts and the like lie within, between a start and an end of their own.
        let mut depth = 0_usize;
        while let Some(record) = records.next(stream)? {
            let data = record.data.clone();
            match record.kind {
                kind::START => depth += 1,
                kind::END if depth <= 1 => break,
                kind::END => depth -= 1,
                _ if depth > 1 => {}
                kind::SIZE => record.forget(stream),
                kind::FORMULA => {
                    // The formula's length; what follows is then not looked at.
                    let length = stream[data.clone()].get_mut(20..22);
                    length.ok_or(Unread::Damaged)?.fill(0);
                    sheet.note(&stream[data], styles)?;
                }
                kind::SEVERAL_NUMBERS => {
                    let data = &stream[data];
                    let numbers = data.get(4..).unwrap_or_default().chunks_exact(6);
                    for (column, number) in (short(data, 2)?..=u16::MAX).zip(numbers) {
                        sheet.note_at(short(data, 0)?, column, styles.get(style(number, 0)?));
                    }
                }
                other if kind::CELLS.contains(&other) => sheet.note(&stream[data], styles)?,
                _ => {}
            }
        }
        sheet.end = records.at;
        Ok(sheet)
    }

    /// Notes a cell: row, column, style.
    fn note(&mut self, data: &[u8], styles: &[Share]) -> Result<(), Unread> {
        let share = styles.get(style(data, 4)?);
        self.note_at(short(data, 0)?, short(data, 2)?, share);
        Ok(())
    }

    fn note_at(&mut self, row: u16, column: u16, share: Option<&Share>) {
        let (row, column) = (u32::from(row), u32::from(column));
        let [top, bottom, left, right] = self.extent.unwrap_or([row, row, column, column]);
        self.extent = Some([
            top.min(row),
            bottom.max(row),
            left.min(column),
            right.max(column),
        ]);
        if let Some(share) = share.filter(|share| **share != Share::No) {
            self.shares.insert((row, column), *share);
        }
    }

    /// How many cells lie between its first and its last: so many calamine makes.
    fn area(&self) -> usize {
        let [top, bottom, left, right] = self.extent.unwrap_or([1, 0, 1, 0]);
        ((bottom + 1 - top) as usize).saturating_mul((right + 1 - left) as usize)
    }
}

/// Records, one behind another: kind, length, that many bytes.
struct Records {
    at: usize,
}

struct Record {
    kind: u16,
    at: usize,
    data: Range<usize>,
}

impl Records {
    /// The next record; `None` at the end.
    fn next(&mut self, stream: &[u8]) -> Result<Option<Record>, Unread> {
        let rest = stream.get(self.at..).ok_or(Unread::Damaged)?;
        if rest.len() < 4 {
            return Ok(None);
        }
        let start = self.at + 4;
        let end = start + usize::from(short(rest, 2)?);
        if end > stream.len() {
            return Err(Unread::Damaged);
        }
        let record = Record {
            kind: short(rest, 0)?,
            at: self.at,
            data: start..end,
        };
        self.at = end;
        Ok(Some(record))
    }

    /// Whether the workbook is of Excel 97 or later: the first record says so.
    fn is_new(&self, stream: &[u8]) -> bool {
        short(stream, 4).is_ok_and(|version| version == 0x0600)
    }
}

impl Record {
    /// Makes it a record of no kind.
    fn forget(&self, stream: &mut [u8]) {
        stream[self.at..self.at + 2].fill(0xFF);
    }
}

fn short(data: &[u8], at: usize) -> Result<u16, Unread> {
    let bytes = data.get(at..).and_then(<[u8]>::first_chunk);
    let bytes = bytes.ok_or(Unread::Damaged)?;
    Ok(u16::from_le_bytes(*bytes))
}

fn style(data: &[u8], at: usize) -> Result<usize, Unread> {
    short(data, at).map(usize::from)
}
