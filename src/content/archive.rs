//! Zip containers: documents in one of the office formats, or mere archives. Read in memory, one
//! part at a time, within the limits; archives inside are not opened.

use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{Amount, Archive, Fault, Found, Kind, Limits, kind, office};

/// A zip container that is open.
pub(super) struct Container<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    limits: Limits,
}

/// What became of reading a part.
pub(super) enum Part {
    Read(Vec<u8>),
    Missing,
    Broken,
    /// Packed in a way that is not understood, or more than a part may hold.
    Unread,
    /// It inflates to more than anything real does.
    Bomb(Fault),
}

/// Looks into a zip container.
pub(super) fn look(extension: &str, bytes: &[u8], limits: &Limits) -> Found {
    if let Some(fault) = too_many_entries(bytes, limits) {
        return Found::fault(fault);
    }
    let Ok(zip) = ZipArchive::new(Cursor::new(bytes)) else {
        let damaged = extension.is_empty() || Kind::is_zip_extension(extension);
        return Found::fault(if damaged {
            Fault::Damaged
        } else {
            let (extension, found) = (extension.to_owned(), Kind::Zip);
            Fault::OtherType { extension, found }
        });
    };
    let mut container = Container {
        zip,
        limits: *limits,
    };
    let found =
        office::kind(&mut container).unwrap_or_else(|| kind::of_container(bytes, Kind::Zip));
    if !found.fits(extension) {
        let torn = found == Kind::Zip && container.is_torn_document(extension);
        let extension = extension.to_owned();
        return Found::fault(if torn {
            Fault::Damaged
        } else {
            Fault::OtherType { extension, found }
        });
    }
    if let Some(fault) = container.bomb() {
        return Found::fault(fault);
    }
    match found {
        Kind::Zip => Found::archive(Archive::Zip),
        Kind::Other(_) => Found::default(),
        document => office::look(&document, &mut container),
    }
}

/// Counts the headers of entries, before anything is made of them.
fn too_many_entries(bytes: &[u8], limits: &Limits) -> Option<Fault> {
    let headers = memmem::find_iter(bytes, b"PK\x01\x02").count() as u64;
    (headers > limits.zip_entries).then_some(Fault::TooLarge {
        of: Amount::Entries,
        found: headers,
        limit: limits.zip_entries,
    })
}

impl Container<'_> {
    /// The names of its entries.
    pub(super) fn names(&self) -> impl Iterator<Item = &[u8]> {
        self.zip.file_names_raw()
    }

    /// Whether it has an entry of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Reads an entry.
    pub(super) fn read(&mut self, name: &str) -> Part {
        let most = self.limits.zip_bytes;
        let mut entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Part::Missing,
            Err(ZipError::InvalidArchive(_) | ZipError::Io(_)) => return Part::Broken,
            Err(_) => return Part::Unread,
        };
        let packed = entry.compressed_size();
        let mut content = Vec::new();
        let read = entry.by_ref().take(most + 1).read_to_end(&mut content);
        let size = content.len() as u64;
        if size > most {
            return too_dense(size, packed, &self.limits).map_or(Part::Unread, Part::Bomb);
        }
        read.map_or(Part::Broken, |_| Part::Read(content))
    }

    /// The fault of a container that claims to inflate to far more than it holds.
    fn bomb(&mut self) -> Option<Fault> {
        let (mut size, mut packed) = (0_u64, 0_u64);
        for index in 0..self.zip.len() {
            if let Ok(entry) = self.zip.by_index_raw(index) {
                size = size.saturating_add(entry.size());
                packed = packed.saturating_add(entry.compressed_size());
            }
        }
        too_dense(size, packed, &self.limits)
    }

    /// Whether it holds pieces of the document that its extension promises.
    fn is_torn_document(&self, extension: &str) -> bool {
        let pieces: [&[u8]; 5] = [
            b"word/",
            b"xl/",
            b"ppt/",
            b"[Content_Types].xml",
            b"content.xml",
        ];
        let is_piece = |name: &[u8]| pieces.iter().any(|piece| name.starts_with(piece));
        Kind::is_zip_extension(extension) && self.names().any(is_piece)
    }
}

fn too_dense(size: u64, packed: u64, limits: &Limits) -> Option<Fault> {
    let found = size / packed.max(1);
    (size > limits.zip_bytes && found > limits.zip_ratio).then_some(Fault::TooLarge {
        of: Amount::Ratio,
        found,
        limit: limits.zip_ratio,
    })
}
