//! What was counted so far: rows by unit and key, and the book of what was left out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use foldhash::fast::FixedState;

use crate::evidence::register::part::{Counted, Part};
use crate::evidence::register::row::{Left, plain, unquoted};
use crate::evidence::register::words::{Words, settled};

/// Rows of one unit that are alike to every metric.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Alike {
    pub(super) rows: u64,
    /// Days that they took, together.
    pub(super) days: u64,
}

/// A row that is left out, to be listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Listed {
    /// Which file, by its position.
    pub(super) file: usize,
    /// Where the row starts, in bytes of its text.
    pub(super) at: u64,
    /// The dossier's id, where it has one.
    pub(super) id: String,
    pub(super) unit: u32,
}

/// How much is noted beside counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noting {
    /// Rows of each kind that are listed.
    pub(super) listed: usize,
    /// Ids of each kind of alike rows that are kept.
    pub(super) samples: usize,
    /// The most ids that are compared to find duplicates.
    pub(super) compared: usize,
}

/// What was counted.
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) noting: Noting,
    pub(super) words: Words,
    pub(super) alike: HashMap<(u32, u64), Alike, FixedState>,
    pub(super) samples: HashMap<(u32, u64), Vec<String>, FixedState>,
    /// By unit and kind.
    pub(super) left: BTreeMap<(u32, Left), u64>,
    pub(super) listed: BTreeMap<Left, Vec<Listed>>,
    /// Rows of each file, those left out included.
    pub(super) rows: Vec<u64>,
    hashes: Vec<u64>,
    /// Whether there were too many ids to compare.
    pub(super) too_many: bool,
}

/// The unit of registers that have no column for units.
pub(super) const NO_UNIT: u32 = u32::MAX >> 1;

impl Tally {
    pub(super) fn new(noting: Noting) -> Self {
        Self {
            noting,
            words: Words::default(),
            alike: HashMap::default(),
            samples: HashMap::default(),
            left: BTreeMap::new(),
            listed: BTreeMap::new(),
            rows: Vec::new(),
            hashes: Vec::new(),
            too_many: false,
        }
    }

    /// Takes in a part: of file number `file`, whose bytes start at `base` of its text.
    pub(super) fn take_in(&mut self, part: Part, bytes: &[u8], file: usize, base: u64) {
        let new = self.words.take_in(part.local);
        if self.rows.len() <= file {
            self.rows.resize(file + 1, 0);
        }
        self.rows[file] += (part.counted.len() + part.left.len()) as u64;
        for row in &part.counted {
            let place = (settled(row.unit, &new), row.key);
            let alike = self.alike.entry(place).or_default();
            alike.rows += 1;
            alike.days += u64::from(row.days);
            if alike.rows <= self.noting.samples as u64 {
                let id = id_of(bytes, row.id);
                let known = self.samples.entry(place).or_default();
                if !id.is_empty() && !known.contains(&id) {
                    known.push(id);
                }
            }
        }
        self.note_hashes(&part.counted);
        for row in part.left {
            let unit = settled(row.unit, &new);
            let listed = Listed {
                file,
                at: base + u64::from(row.at),
                id: id_of(bytes, row.id),
                unit,
            };
            self.leave(row.left, unit, listed);
        }
    }

    fn note_hashes(&mut self, rows: &[Counted]) {
        if self.too_many {
            return;
        }
        let with_id = rows.iter().filter(|row| row.hash != 0);
        self.hashes.extend(with_id.map(|row| row.hash));
        if self.hashes.len() > self.noting.compared {
            self.hashes = Vec::new();
            self.too_many = true;
        }
    }

    fn leave(&mut self, left: Left, unit: u32, listed: Listed) {
        *self.left.entry((unit, left)).or_default() += 1;
        let list = self.listed.entry(left).or_default();
        if list.len() < self.noting.listed {
            list.push(listed);
        }
    }

    /// The hashes of ids that were met more than once.
    pub(super) fn repeated(&mut self) -> BTreeSet<u64> {
        let mut hashes = std::mem::take(&mut self.hashes);
        hashes.sort_unstable();
        let twice = hashes.windows(2).filter(|pair| pair[0] == pair[1]);
        twice.map(|pair| pair[0]).collect()
    }

    /// Looks at a part again: leaves out the rows whose id was `seen` before.
    pub(super) fn leave_duplicates(
        &mut self,
        part: &Part,
        bytes: &[u8],
        (file, base): (usize, u64),
        repeated: &BTreeSet<u64>,
        seen: &mut BTreeSet<Vec<u8>>,
    ) {
        for row in &part.counted {
            if !repeated.contains(&row.hash) {
                continue;
            }
            let (start, end) = row.id;
            let id = plain(&bytes[start as usize..end as usize]);
            if seen.insert(id.to_owned()) {
                continue;
            }
            // All units are known by now.
            let alike = self.alike.entry((row.unit, row.key)).or_default();
            alike.rows = alike.rows.saturating_sub(1);
            alike.days = alike.days.saturating_sub(u64::from(row.days));
            let listed = Listed {
                file,
                at: base + u64::from(row.at),
                id: told_id(id),
                unit: row.unit,
            };
            self.leave(Left::Duplicate, row.unit, listed);
        }
    }
}

fn id_of(bytes: &[u8], (start, end): (u32, u32)) -> String {
    told_id(plain(&bytes[start as usize..end as usize]))
}

/// An id as it is told: none with white space in it, which may be somebody's name.
fn told_id(id: &[u8]) -> String {
    let id = unquoted(id);
    if id.contains(char::is_whitespace) {
        return String::new();
    }
    id
}
