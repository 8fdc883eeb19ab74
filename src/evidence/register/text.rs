//! A register of text, read a stretch at a time: each stretch is divided into parts that are read
//! side by side. Where a part starts is guessed and afterwards verified; a part that was guessed
//! wrong is read again.

use std::collections::BTreeSet;
use std::io::Read;

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::evidence::register::part::{Part, Text};
use crate::evidence::register::row::Reader;
use crate::evidence::register::scan::{Ends, Fault};
use crate::evidence::register::tally::Tally;
use crate::evidence::register::words::Words;

/// Why a register cannot be read.
#[derive(Debug)]
pub(super) enum Stop {
    /// The operating system says so.
    Io(std::io::Error),
    /// A quote is at fault: its position in the text, and whether text stands behind it.
    Quote { at: u64, text_behind: bool },
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

/// How large parts are, and how many make a stretch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    pub(super) part: usize,
    pub(super) parts: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            part: 512 << 10,
            parts: 2 * rayon::current_num_threads(),
        }
    }
}

/// The longest row there is: what seems longer has a quote that is never closed.
const LONGEST_ROW: usize = 16 << 20;

/// What is done with the parts of a register.
pub(super) enum Pass<'p> {
    /// They are counted.
    Count,
    /// Of ids that were met more than once all rows but the first are left out again.
    Duplicates {
        repeated: &'p BTreeSet<u64>,
        seen: &'p mut BTreeSet<Vec<u8>>,
    },
}

/// Where text comes from.
pub(super) struct Source<'s> {
    pub(super) input: &'s mut dyn Read,
    /// Position of the register among all.
    pub(super) file: usize,
    pub(super) delimiter: u8,
    /// Where its first row below the header starts.
    pub(super) data_at: u64,
}

/// Reads a register.
///
/// # Errors
/// Where the text cannot be read, or a quote is at fault.
pub(super) fn read(
    source: Source<'_>,
    tally: &mut Tally,
    mut pass: Pass<'_>,
    sizes: Sizes,
    reader: &Reader<'_>,
) -> Result<(), Stop> {
    let Source {
        input,
        file,
        delimiter,
        data_at,
    } = source;
    let mut base = std::io::copy(&mut input.take(data_at), &mut std::io::sink())?;
    let mut stretch = sizes.part * sizes.parts;
    let mut buffer = Vec::with_capacity(stretch);
    loop {
        let wanted = stretch.saturating_sub(buffer.len()) as u64;
        let whole = (input.take(wanted).read_to_end(&mut buffer)? as u64) < wanted;
        let text = Text {
            bytes: &buffer,
            delimiter,
            whole,
        };
        let mut done = 0;
        for (mut part, enough) in parts(text, sizes.part, reader, &tally.words) {
            if part.start != done {
                part = text.part((done, enough), reader, &tally.words, &mut Ends::default());
            }
            if let Some(fault) = part.fault {
                return Err(Stop::quote(fault, base));
            }
            done = part.end;
            match &mut pass {
                Pass::Count => tally.take_in(part, &buffer, file, base),
                Pass::Duplicates { repeated, seen } => {
                    tally.leave_duplicates(&part, &buffer, (file, base), repeated, seen);
                }
            }
        }
        if whole {
            return Ok(());
        }
        if done == 0 {
            if buffer.len() >= LONGEST_ROW {
                return Err(Stop::Quote {
                    at: base,
                    text_behind: false,
                });
            }
            stretch *= 2;
        }
        base += done as u64;
        buffer.copy_within(done.., 0);
        buffer.truncate(buffer.len() - done);
    }
}

/// The parts of a stretch, each with where the next one's rows start.
fn parts(text: Text<'_>, size: usize, reader: &Reader<'_>, words: &Words) -> Vec<(Part, usize)> {
    let count = text.bytes.len().div_ceil(size);
    let each = (0..count).into_par_iter().with_max_len(1);
    each.map_init(Ends::default, |ends, index| {
        let enough = if index + 1 == count {
            usize::MAX
        } else {
            (index + 1) * size
        };
        let part = text.part((text.guess(index * size), enough), reader, words, ends);
        (part, enough)
    })
    .collect()
}

impl Fault {
    fn at(self) -> usize {
        match self {
            Self::TextBehind(at) | Self::Open(at) => at,
        }
    }
}

impl Stop {
    fn quote(fault: Fault, base: u64) -> Self {
        Self::Quote {
            at: base + fault.at() as u64,
            text_behind: matches!(fault, Fault::TextBehind(_)),
        }
    }
}
