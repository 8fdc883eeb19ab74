//! How much a workbook unpacks to: a small archive can hold more than any machine has.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use zip::ZipArchive;

use super::unread::Unread;
use crate::limits;

/// Refuses an archive whose parts unpack to more than is read, whatever it says of them.
pub(super) fn check(bytes: &[u8]) -> Result<(), Unread> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut left = limits::get().workbook_bytes;
    for index in 0..archive.len() {
        // A damaged part is told by who needs it.
        let Ok(part) = archive.by_index(index) else {
            continue;
        };
        let unpacked = io::copy(&mut part.take(left + 1), &mut io::sink());
        left = match left.checked_sub(unpacked.unwrap_or_default()) {
            Some(left) => left,
            None => return Err(Unread::Inflates),
        };
    }
    Ok(())
}

/// A file that can be read a few times over and no more: sheets that share one part would have
/// it unpacked for each of them.
pub(super) struct Metered<'b> {
    inner: Cursor<&'b [u8]>,
    left: usize,
}

impl<'b> Metered<'b> {
    /// Each part is read three times: for values, formulas and merged cells.
    const TIMES: usize = 8;

    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self {
            inner: Cursor::new(bytes),
            left: bytes.len().saturating_mul(Self::TIMES),
        }
    }
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read)
            .ok_or_else(|| io::Error::other("read too often"))?;
        Ok(read)
    }
}

impl Seek for Metered<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
