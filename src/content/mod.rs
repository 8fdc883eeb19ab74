//! What an attachment is and what its head says, told from its bytes alone. Nothing is unpacked
//! to disk, archives within archives are not opened, and the work is bounded by [`Limits`].

mod archive;
mod compound;
mod heading;
mod images;
mod kind;
mod limits;
mod office;
mod pdf;
mod plain;
mod words;
mod xls;
mod xml;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::diagnostic::sha256;
pub use heading::Heading;
pub use kind::Kind;
pub use limits::Limits;

use crate::contained;

/// What an attachment is and says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Why it cannot serve as evidence.
    pub fault: Option<Fault>,
    /// An archive where documents are expected: no fault, but a person must unpack it.
    pub archive: Option<Archive>,
    /// What its head says, as far as that can be read.
    pub reading: Reading,
    /// Its signature fields, if it is a PDF that has any.
    pub signature: Option<Signature>,
}

/// Why a file cannot serve as evidence. Only what is certain is a fault: where a common program
/// might still show the file, there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// No bytes, or nothing but white space and NULs.
    Empty,
    /// Other content than the extension says.
    OtherType {
        /// The extension, without its dot, in small letters.
        extension: String,
        /// What is inside.
        found: Kind,
    },
    /// A password is needed to open it.
    Encrypted,
    /// A PDF without a page.
    NoPages,
    /// It breaks off, or its container or its text cannot be read.
    Damaged,
    /// More than a limit allows.
    TooLarge {
        /// Of what there is too much.
        of: Amount,
        /// How much there is.
        found: u64,
        /// How much may be.
        limit: u64,
    },
}

/// What a limit of [`Fault::TooLarge`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Amount {
    /// Bytes of the file.
    Bytes,
    /// Entries of a zip container.
    Entries,
    /// How many times its packed size a zip container inflates to.
    Ratio,
}

/// An archive by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Archive {
    /// A zip that is no document.
    Zip,
    /// A RAR.
    Rar,
    /// A 7z.
    SevenZip,
}

/// What was read of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reading {
    /// No head is looked for in this type of file: pictures, workbooks, recordings, and documents
    /// in formats that are not read, such as DOC.
    #[default]
    NotText,
    /// A PDF of pictures, or of text that programs cannot read: a person must look.
    Scan,
    /// Not read: the file is faulty, over a limit, or built in a way that is not understood.
    NotTried,
    /// The head of the text.
    Text(Heading),
}

/// The signature fields of a PDF, taken together. Whether a signature is valid is not looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Whether a field is filled; else there are only empty ones.
    pub signed: bool,
    /// The latest day that a filled field states, by the signer's own clock.
    pub day: Option<Date>,
}

impl Content {
    /// A file of so many `bytes`, which are more than are read; so its hash is not known.
    pub fn too_large(bytes: u64, limits: &Limits) -> Self {
        let found = Found::fault(Fault::TooLarge {
            of: Amount::Bytes,
            found: bytes,
            limit: limits.file_bytes,
        });
        Self::of(String::new(), bytes, found)
    }

    fn of(sha256: String, bytes: u64, found: Found) -> Self {
        Self {
            sha256,
            bytes,
            fault: found.fault,
            archive: found.archive,
            reading: found.reading,
            signature: found.signature,
        }
    }
}

/// What a look into a file finds.
#[derive(Debug, Default)]
struct Found {
    fault: Option<Fault>,
    archive: Option<Archive>,
    reading: Reading,
    signature: Option<Signature>,
}

impl Found {
    fn fault(fault: Fault) -> Self {
        Self {
            fault: Some(fault),
            reading: Reading::NotTried,
            ..Self::default()
        }
    }

    fn archive(archive: Archive) -> Self {
        Self {
            archive: Some(archive),
            ..Self::default()
        }
    }

    fn reading(reading: Reading) -> Self {
        Self {
            reading,
            ..Self::default()
        }
    }
}

/// Looks at an attachment. Its `path` gives the extension only. Never panics.
pub fn inspect(path: &str, bytes: &[u8], limits: &Limits) -> Content {
    inspect_hashed(path, bytes, sha256(bytes), limits)
}

/// The same, where the hash of the bytes is known already.
pub fn inspect_hashed(path: &str, bytes: &[u8], sha256: String, limits: &Limits) -> Content {
    // Files come from anywhere, and some are read by other people's code.
    let found = contained::run(|| look(path, bytes, limits));
    let found = found.unwrap_or_else(|| Found::reading(Reading::NotTried));
    Content::of(sha256, bytes.len() as u64, found)
}

fn look(path: &str, bytes: &[u8], limits: &Limits) -> Found {
    let size = bytes.len() as u64;
    if size > limits.file_bytes {
        return Found::fault(Fault::TooLarge {
            of: Amount::Bytes,
            found: size,
            limit: limits.file_bytes,
        });
    }
    if plain::is_blank(bytes) {
        return Found::fault(Fault::Empty);
    }
    let extension = kind::extension(path);
    let found = match kind::of(bytes, &extension) {
        Kind::Zip => return archive::look(&extension, bytes, limits),
        Kind::Compound => return compound::look(&extension, bytes),
        found => found,
    };
    if !found.fits(&extension) {
        return Found::fault(Fault::OtherType { extension, found });
    }
    match found {
        Kind::Pdf => pdf::look(bytes, limits),
        Kind::Png if images::png_breaks_off(bytes) => Found::fault(Fault::Damaged),
        Kind::Jpeg if images::jpeg_breaks_off(bytes) => Found::fault(Fault::Damaged),
        Kind::Rar => Found::archive(Archive::Rar),
        Kind::SevenZip => Found::archive(Archive::SevenZip),
        Kind::Text => Found::reading(plain::read(bytes)),
        _ => Found::default(),
    }
}
