//! What is wrong with an input: a stable code, the place, what was found and expected, and
//! the act that mends it. Losses of points are no diagnostics: see [`crate::score`].

mod code;
mod render;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

pub use code::{Code, Severity};
pub use render::render;

use sha2::{Digest, Sha256};

use crate::text::lang::Text;

/// A text file that diagnostics can quote.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// The name that is printed: relative to the submission where it lies below it, with `/`.
    pub name: String,
    /// The whole text, without a byte order mark.
    pub text: String,
    /// SHA-256 of the bytes as they were read, in hexadecimal.
    pub sha256: String,
    /// How many bytes were read.
    pub bytes: u64,
}

impl SourceFile {
    /// Takes in the bytes of a file. Bytes that are no UTF-8 leave the text empty and are
    /// told by the number of bytes before the first of them.
    pub fn new(name: impl Into<String>, bytes: &[u8]) -> (Self, Option<usize>) {
        let (text, bad) = match std::str::from_utf8(bytes) {
            Ok(text) => (text.strip_prefix('\u{FEFF}').unwrap_or(text), None),
            Err(error) => ("", Some(error.valid_up_to())),
        };
        let file = Self {
            name: name.into(),
            text: text.to_owned(),
            sha256: sha256(bytes),
            bytes: bytes.len() as u64,
        };
        (file, bad)
    }
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Where in a file something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// The file as a whole.
    File,
    /// A span of a YAML file.
    Span {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// Bytes of the text.
        bytes: (usize, usize),
    },
    /// A line of a table.
    Line(usize),
    /// A cell of a table: line and the header of its column.
    Cell(usize, Arc<str>),
}

/// A place in an input file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Where in it.
    pub at: At,
}

impl Place {
    /// The line, from 1, where the place has one.
    pub fn line(&self) -> Option<usize> {
        match self.at {
            At::File => None,
            At::Span { line, .. } | At::Line(line) | At::Cell(line, _) => Some(line),
        }
    }

    fn bytes(&self) -> Option<Range<usize>> {
        let text = &self.file.text;
        match &self.at {
            At::File => None,
            At::Span { bytes, .. } => {
                let (start, end) = *bytes;
                (end <= text.len() && text.is_char_boundary(start) && text.is_char_boundary(end))
                    .then_some(start..end)
            }
            At::Line(line) | At::Cell(line, _) => {
                let start: usize = text
                    .split_inclusive('\n')
                    .take(line - 1)
                    .map(str::len)
                    .sum();
                let length = text[start..].split(['\n', '\r']).next().map_or(0, str::len);
                (length > 0).then_some(start..start + length)
            }
        }
    }
}

/// One message about an input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
        found.sort();
        found.dedup();
        found
    }
}
