//! What is wrong with an input: a stable code, the place, what was found and expected, and
//! the act that mends it. Losses of points are no diagnostics: see [`crate::score`].

mod code;
mod meaning;
mod place;
mod render;

use std::cell::RefCell;
use std::ops::Range;

pub use code::{Code, Severity};
pub use place::{At, Place, column_letters};
pub use render::render;

use std::io::Read;

use sha2::{Digest, Sha256};

use crate::text::lang::Text;

/// A text file that diagnostics can quote.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The name that is printed: relative to the submission where it lies below it, with `/`.
    pub name: String,
    /// The whole text, without a byte order mark.
    pub text: String,
    /// SHA-256 of the bytes as they were read, in hexadecimal.
    pub sha256: String,
    /// How many bytes were read.
    pub bytes: u64,
    /// The sheet, where the file is a spreadsheet; the text is then its rows, a line each.
    pub sheet: Option<Sheet>,
    /// Where each line of the text starts.
    line_starts: Vec<usize>,
}

/// A sheet of a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sheet {
    /// Its position among the sheets, from 0.
    pub index: usize,
    /// Its name.
    pub name: String,
}

impl SourceFile {
    /// Takes in the bytes of a file. Bytes that are no UTF-8 leave the text empty and are
    /// told by the number of bytes before the first of them.
    pub fn new(name: impl Into<String>, bytes: &[u8]) -> (Self, Option<usize>) {
        let (text, bad) = match std::str::from_utf8(bytes) {
            Ok(text) => (text.strip_prefix('\u{FEFF}').unwrap_or(text), None),
            Err(error) => ("", Some(error.valid_up_to())),
        };
        (Self::with_text(name, bytes, text.to_owned()), bad)
    }

    /// Takes in the bytes of a file that say `text`.
    pub fn with_text(name: impl Into<String>, bytes: &[u8], text: String) -> Self {
        Self {
            line_starts: line_starts(&text),
            name: name.into(),
            text,
            sha256: sha256(bytes),
            bytes: bytes.len() as u64,
            sheet: None,
        }
    }

    /// A file, or a sheet of one, of which only this is known.
    pub fn without_text(name: &str, sha256: &str, bytes: u64, sheet: Option<Sheet>) -> Self {
        Self {
            name: name.to_owned(),
            text: String::new(),
            sha256: sha256.to_owned(),
            bytes,
            sheet,
            line_starts: line_starts(""),
        }
    }

    /// A sheet of this file, its rows as lines.
    pub fn with_sheet(&self, sheet: Sheet, rows: String) -> Self {
        Self {
            line_starts: line_starts(&rows),
            name: self.name.clone(),
            text: rows,
            sha256: self.sha256.clone(),
            bytes: self.bytes,
            sheet: Some(sheet),
        }
    }

    /// The same file, of which no message can quote anything: personal data stands in it.
    pub fn unquoted(&self) -> Self {
        Self::without_text(&self.name, &self.sha256, self.bytes, self.sheet.clone())
    }

    /// The bytes of a line, from 1, without its end; `None` where there is no such line.
    fn line(&self, line: usize) -> Option<Range<usize>> {
        let start = *self.line_starts.get(line.checked_sub(1)?)?;
        let length = self.text.get(start..)?.split(['\n', '\r']).next()?.len();
        Some(start..start + length)
    }
}

/// Where each line of a text starts.
fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0)
        .chain(ends.map(|(at, _)| at + 1))
        .collect()
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// SHA-256 in hexadecimal of all that is read, and how many bytes that is.
///
/// # Errors
/// Where it cannot be read.
pub fn sha256_of(input: &mut dyn Read) -> std::io::Result<(String, u64)> {
    let (mut digest, mut bytes) = (Sha256::new(), 0);
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = input.read(&mut buffer)?;
        if read == 0 {
            return Ok((hexadecimal(&digest.finalize()), bytes));
        }
        digest.update(&buffer[..read]);
        bytes += read as u64;
    }
}

fn hexadecimal(digest: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(64);
    for byte in digest {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// One message about an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where, if in a file.
    pub place: Option<Place>,
    /// Its stable code.
    pub code: Code,
    /// What was found and what was expected.
    pub message: Text,
    /// What to do about it.
    pub help: Option<Text>,
}

impl Diagnostic {
    /// A message about `place`.
    pub fn at(code: Code, place: Place, message: Text) -> Self {
        Self {
            place: Some(place),
            code,
            message,
            help: None,
        }
    }

    /// A message about no place in a file (a flag, the submission as a whole).
    pub fn general(code: Code, message: Text) -> Self {
        Self {
            place: None,
            code,
            message,
            help: None,
        }
    }

    /// By file, line and column; what has no place comes last.
    fn order(&self) -> impl Ord + '_ {
        (self.place.is_none(), &self.place, self.code, &self.message)
    }

    /// Adds the act that mends it.
    pub fn help(mut self, help: impl Into<Option<Text>>) -> Self {
        self.help = help.into();
        self
    }
}

/// Collects diagnostics while an input is read, so that all of them are reported at once.
#[derive(Debug, Default)]
pub struct Problems {
    found: RefCell<Vec<Diagnostic>>,
}

impl Problems {
    /// Takes one in.
    pub fn add(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// Those found so far, taken out.
    pub fn take(&self) -> Self {
        Self {
            found: RefCell::new(self.found.take()),
        }
    }

    /// Whether any of them stops a run.
    pub fn any_error(&self) -> bool {
        self.found
            .borrow()
            .iter()
            .any(|d| d.code.severity() == Severity::Error)
    }

    /// All of them, in the order of files and lines.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        found.sort_by(|a, b| a.order().cmp(&b.order()));
        found.dedup();
        found
    }
}
