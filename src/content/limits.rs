//! How much of an attachment is looked at.

use serde::Serialize;

const MIB: u64 = 1 << 20;

/// The most that is spent on one attachment. There is no clock among them: what counts is the
/// work to be done, so that a result is the same on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// Bytes of a file of any type.
    pub file_bytes: u64,
    /// Bytes of a PDF that is read; a larger one is left to a person.
    pub pdf_bytes: u64,
    /// Bytes of a PDF that are parsed or inflated: what bounds the time it takes and the memory.
    /// A mebibyte takes a tenth of a second at the very worst.
    pub pdf_work: u64,
    /// Entries of a zip container, such as a DOCX.
    pub zip_entries: u64,
    /// Inflated bytes of one part of a zip container that is read.
    pub zip_bytes: u64,
    /// How many times its packed size a zip container may inflate to; small ones (up to
    /// `zip_bytes`) may inflate to more.
    pub zip_ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 1024 * MIB,
            pdf_bytes: 256 * MIB,
            pdf_work: 16 * MIB,
            zip_entries: 20_000,
            zip_bytes: 64 * MIB,
            zip_ratio: 200,
        }
    }
}
