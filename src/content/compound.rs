//! Compound files [MS-CFB]: the office formats before 2007, Outlook messages, and the shell
//! around encrypted new ones. Only what tells the type and whether a password is needed is read.

use std::collections::BTreeSet;

use super::{Fault, Found, Kind, kind, xls};

/// The most entries of a directory that are looked at.
const MOST_ENTRIES: usize = 4096;

/// Looks into a compound file.
pub(super) fn look(extension: &str, bytes: &[u8]) -> Found {
    let file = File { bytes };
    if file.is_cut_off() {
        return Found::fault(Fault::Damaged);
    }
    let streams = file.streams().unwrap_or_default();
    let stream = |names: &[&str]| {
        let is_named = |stream: &&Stream| names.contains(&stream.name.as_str());
        streams.iter().find(is_named)
    };
    if stream(&["EncryptedPackage"]).is_some() {
        let documents = [Kind::Docx, Kind::Xlsx, Kind::Pptx, Kind::Compound];
        return if documents.iter().any(|kind| kind.fits(extension)) {
            Found::fault(Fault::Encrypted)
        } else {
            other_type(extension, Kind::Compound)
        };
    }
    let (found, encrypted) = if let Some(word) = stream(&["WordDocument"]) {
        (
            Kind::Doc,
            file.start_of(word).is_some_and(is_encrypted_word),
        )
    } else if let Some(book) = stream(&["Workbook", "Book"]) {
        (
            Kind::Xls,
            file.start_of(book).is_some_and(xls::is_encrypted),
        )
    } else if stream(&["PowerPoint Document"]).is_some() {
        (Kind::Ppt, stream(&["EncryptedSummary"]).is_some())
    } else if stream(&["__properties_version1.0"]).is_some() {
        (Kind::Msg, false)
    } else {
        (kind::of_container(bytes, Kind::Compound), false)
    };
    if !found.fits(extension) {
        other_type(extension, found)
    } else if encrypted {
        Found::fault(Fault::Encrypted)
    } else {
        Found::default()
    }
}

fn other_type(extension: &str, found: Kind) -> Found {
    let extension = extension.to_owned();
    Found::fault(Fault::OtherType { extension, found })
}

/// Whether a Word document is encrypted: bit 8 of the flags at byte 10 of its head [MS-DOC,
/// FibBase], which starts with the mark A5EC.
fn is_encrypted_word(head: &[u8]) -> bool {
    head.starts_with(&[0xEC, 0xA5]) && head.get(11).is_some_and(|flags| flags & 1 == 1)
}

struct File<'a> {
    bytes: &'a [u8],
}

/// A stream directly below the root.
#[derive(Default)]
struct Stream {
    name: String,
    start: u32,
    size: u32,
}

/// An entry of the directory, 128 bytes.
struct Entry<'a>(&'a [u8]);

impl Entry<'_> {
    fn number(&self, at: usize) -> u32 {
        let bytes = self.0.get(at..).and_then(<[u8]>::first_chunk);
        bytes.map_or(NONE, |bytes| u32::from_le_bytes(*bytes))
    }

    fn stream(&self) -> Stream {
        let units = self.0.chunks_exact(2).take(32);
        let units = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
        let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        Stream {
            name: String::from_utf16_lossy(&units),
            start: self.number(116),
            size: self.number(120),
        }
    }
}

/// No sector, no entry: this and what is above it are not numbers.
const NONE: u32 = 0xFFFF_FFFA;

impl<'a> File<'a> {
    /// Sectors have two sizes, 2⁹ and 2¹² bytes.
    fn sector_size(&self) -> usize {
        if self.bytes.get(30) == Some(&12) {
            1 << 12
        } else {
            1 << 9
        }
    }

    fn number(&self, at: usize) -> Option<u32> {
        let bytes = self.bytes.get(at..)?.first_chunk()?;
        Some(u32::from_le_bytes(*bytes)).filter(|number| *number < NONE)
    }

    fn offset(&self, sector: u32) -> Option<usize> {
        usize::try_from(sector)
            .ok()?
            .checked_add(1)?
            .checked_mul(self.sector_size())
    }

    /// Whether the directory or a part of the allocation table lies behind the end of the file.
    fn is_cut_off(&self) -> bool {
        let tables = (0..109).map_while(|index| self.number(76 + 4 * index));
        let mut sectors = self.number(48).into_iter().chain(tables);
        sectors.any(|sector| {
            self.offset(sector)
                .is_none_or(|start| start >= self.bytes.len())
        })
    }

    /// The sector that follows one in its chain. Only the part of the allocation table is known
    /// that the head points to: enough for the first 6.8 MB, where directories are.
    fn next(&self, sector: u32) -> Option<u32> {
        let in_table = self.sector_size() / 4;
        let sector = usize::try_from(sector).ok()?;
        let table = sector / in_table;
        let table = self.number(76 + 4 * table).filter(|_| table < 109)?;
        self.number(self.offset(table)? + 4 * (sector % in_table))
    }

    /// The streams below the root: its child and the siblings of that.
    fn streams(&self) -> Option<Vec<Stream>> {
        let entries = self.directory()?;
        let mut waiting = vec![entries.first()?.number(76)];
        let mut seen = BTreeSet::new();
        let mut streams = Vec::new();
        while let Some(index) = waiting.pop() {
            let entry = usize::try_from(index)
                .ok()
                .and_then(|index| entries.get(index));
            if let Some(entry) = entry.filter(|_| seen.insert(index)) {
                streams.push(entry.stream());
                waiting.extend([entry.number(68), entry.number(72)]);
            }
        }
        Some(streams)
    }

    fn directory(&self) -> Option<Vec<Entry<'a>>> {
        let mut entries = Vec::new();
        let mut sector = self.number(48);
        while let Some(known) = sector
            && entries.len() < MOST_ENTRIES
        {
            let start = self.offset(known)?;
            let end = self.bytes.len().min(start + self.sector_size());
            entries.extend(self.bytes.get(start..end)?.chunks_exact(128).map(Entry));
            sector = self.next(known);
        }
        Some(entries)
    }

    /// The first bytes of a stream, at least 64 where it has as many. Small streams lie in
    /// pieces of 64 bytes within the stream of the root.
    fn start_of(&self, stream: &Stream) -> Option<&'a [u8]> {
        let cutoff = self.number(56)?;
        let start = if stream.size >= cutoff {
            self.offset(stream.start)?
        } else {
            let within = usize::try_from(stream.start).ok()?.checked_mul(64)?;
            let mut sector = self.directory()?.first()?.stream().start;
            for _ in 0..within / self.sector_size() {
                sector = self.next(sector)?;
            }
            self.offset(sector)? + within % self.sector_size()
        };
        let end = self.bytes.len().min(start.checked_add(self.sector_size())?);
        self.bytes.get(start..end)
    }
}
