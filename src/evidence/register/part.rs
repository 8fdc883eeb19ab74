//! A part of a register's text, read on its own.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use crate::evidence::register::columns::Column;
use crate::evidence::register::plan::is_blank;
use crate::evidence::register::row::{Left, Outcome, Reader, is_blank_row, plain};
use crate::evidence::register::scan::{Ends, Fault, scan};
use crate::evidence::register::tally::NO_UNIT;
use crate::evidence::register::words::{Local, Words};

/// A row that counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) unit: u32,
    pub(super) days: u32,
    pub(super) key: u64,
    /// Of the id; 0 where there is none.
    pub(super) hash: u64,
    /// The id's bytes.
    pub(super) id: (u32, u32),
    /// Where the row starts.
    pub(super) at: u32,
}

/// A row that is left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct LeftOut {
    pub(super) unit: u32,
    pub(super) left: Left,
    pub(super) id: (u32, u32),
    pub(super) at: u32,
}

/// What a part holds.
#[derive(Debug)]
pub(super) struct Part {
    /// Where its first row starts and its last one ends.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) counted: Vec<Counted>,
    pub(super) left: Vec<LeftOut>,
    pub(super) local: Local,
    pub(super) fault: Option<Fault>,
}

/// Text of which parts are read.
#[derive(Clone, Copy)]
pub(super) struct Text<'b> {
    pub(super) bytes: &'b [u8],
    pub(super) delimiter: u8,
    /// Whether it goes to the end of the file.
    pub(super) whole: bool,
}

impl Text<'_> {
    /// Where a row may start, at or behind a position: behind the first line end. Whether it
    /// does is known only once all before it is read, for the line end may stand in a cell.
    pub(super) fn guess(self, at: usize) -> usize {
        if at == 0 {
            return 0;
        }
        let end = memchr::memchr(b'\n', &self.bytes[at - 1..]);
        end.map_or(self.bytes.len(), |end| at + end)
    }

    /// Reads the rows that start from `start` and before `enough`.
    pub(super) fn part(
        self,
        (start, enough): (usize, usize),
        reader: &Reader<'_>,
        words: &Words,
        ends: &mut Ends,
    ) -> Part {
        let Self {
            bytes,
            delimiter,
            whole,
        } = self;
        let mut part = Part {
            start,
            end: start,
            counted: Vec::new(),
            left: Vec::new(),
            local: Local::default(),
            fault: None,
        };
        match scan(bytes, delimiter, start, enough, whole, ends) {
            Ok(end) => part.end = end,
            Err(fault) => {
                part.fault = Some(fault);
                return part;
            }
        }
        part.counted.reserve(ends.rows.len());
        let (mut at, mut first) = (start, 0);
        for row in &ends.rows {
            let last = *row as usize;
            part.row(bytes, at, &ends.cells[first..=last], reader, words);
            at = ends.cells[last] as usize + 1;
            first = last + 1;
        }
        part
    }
}

impl Part {
    /// Reads a row that starts at `at` and whose cells end at `ends`.
    #[inline]
    fn row(&mut self, bytes: &[u8], at: usize, ends: &[u32], reader: &Reader<'_>, words: &Words) {
        let layout = reader.layout;
        let span = |column: usize| -> (usize, usize) {
            let Some(end) = ends.get(column).map(|end| *end as usize) else {
                return (at, at);
            };
            let start = match column {
                0 => at,
                _ => ends.get(column - 1).map_or(end, |end| *end as usize + 1),
            };
            (start, end)
        };
        let cell = |column: usize| -> &[u8] {
            let (start, end) = span(column);
            &bytes[start..end]
        };
        let id = layout.at(Column::Id).map_or((at, at), span);
        let id_text = plain(&bytes[id.0..id.1]);
        let mut unit = NO_UNIT;
        let outcome = if layout.width.is_some_and(|width| ends.len() != width) {
            if is_blank_row(&bytes[at..ends.last().map_or(at, |end| *end as usize)]) {
                return;
            }
            Outcome::Left(Left::WrongWidth)
        } else if id_text.is_empty() && received_is_blank(reader, cell) {
            Outcome::Left(Left::NoDossier)
        } else {
            match self.unit(reader, words, cell) {
                None => Outcome::Left(Left::NoUnit),
                Some(number) => {
                    unit = number;
                    reader.row(cell, words, &mut self.local)
                }
            }
        };
        let (at, id) = (at as u32, (id.0 as u32, id.1 as u32));
        match outcome {
            Outcome::Counted { key, days } => self.counted.push(Counted {
                unit,
                days,
                key,
                hash: hash(id_text),
                id,
                at,
            }),
            Outcome::Left(left) => self.left.push(LeftOut { unit, left, id, at }),
        }
    }

    /// The unit of a row; `None` where it names none and should.
    #[inline]
    fn unit<'b>(
        &mut self,
        reader: &Reader<'_>,
        words: &Words,
        cell: impl Fn(usize) -> &'b [u8],
    ) -> Option<u32> {
        let layout = reader.layout;
        let (code, name) = (layout.at(Column::Unit), layout.at(Column::UnitName));
        let Some(first) = code.or(name) else {
            return Some(NO_UNIT);
        };
        let name = name.map_or(&b""[..], |name| plain(cell(name)));
        let code = match plain(cell(first)) {
            b"" if name.is_empty() => return None,
            b"" => name,
            code => code,
        };
        let known = words.unit(code);
        Some(known.unwrap_or_else(|| self.local.new_unit(code, name)))
    }
}

fn received_is_blank<'b>(reader: &Reader<'_>, cell: impl Fn(usize) -> &'b [u8]) -> bool {
    let received = reader.layout.at(Column::Received);
    received.is_none_or(|received| is_blank(plain(cell(received))))
}

/// The hash of an id; 0 for none.
#[inline]
fn hash(id: &[u8]) -> u64 {
    if id.is_empty() {
        return 0;
    }
    let mut hasher = FixedState::default().build_hasher();
    hasher.write(id);
    hasher.finish().max(1)
}
