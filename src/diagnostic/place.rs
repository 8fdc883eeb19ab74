//! Where in a file something stands, and which bytes of it a message quotes.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use super::SourceFile;
use crate::text::fold;

/// Where in a file something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// A cell of a table: its line, its column (from 0), and the column's header.
    Cell(usize, usize, Arc<str>),
}

/// A place in an input file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Where in it.
    pub at: At,
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By file, line and column.
impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl Place {
    /// The line, from 1, where the place has one.
    pub fn line(&self) -> Option<usize> {
        match self.at {
            At::File => None,
            At::Span { line, .. } | At::Line(line) | At::Cell(line, ..) => Some(line),
        }
    }

    /// What places are ordered by: file, line, column.
    fn order(&self) -> (&str, Option<usize>, usize) {
        let column = match &self.at {
            At::File | At::Line(_) => 0,
            At::Span { column, .. } => *column,
            At::Cell(_, column, _) => 1 + column,
        };
        (&self.file.name, self.line(), column)
    }

    /// The bytes of the file that a message quotes.
    pub(super) fn bytes(&self) -> Option<Range<usize>> {
        let text = &self.file.text;
        let filled = |line| self.file.line(line).filter(|bytes| !bytes.is_empty());
        match &self.at {
            At::File => None,
            At::Span {
                bytes: (start, end),
                ..
            } => text.get(*start..*end).map(|_| *start..*end),
            At::Line(line) => filled(*line),
            At::Cell(line, column, header) => self
                .cell_bytes(*line, *column, header)
                .or_else(|| filled(*line)),
        }
    }

    /// The cell, where its row stands on one line: that under which the header says so.
    fn cell_bytes(&self, line: usize, column: usize, header: &str) -> Option<Range<usize>> {
        let text = &self.file.text;
        let row = self.file.line(line)?;
        // The header stands in one of the first lines, perhaps below titles.
        text.lines().take(line.min(30)).find_map(|head| {
            [',', ';', '\t'].into_iter().find_map(|delimiter| {
                let headers = cells(head, delimiter);
                let own = headers.get(column)?;
                let is_header = fold::tidy(head[own.clone()].trim_matches('"')) == header;
                let cells = cells(&text[row.clone()], delimiter);
                let fits = is_header && headers.len() > 1 && cells.len() == headers.len();
                let cell = cells.get(column).filter(|cell| fits && !cell.is_empty())?;
                Some(row.start + cell.start..row.start + cell.end)
            })
        })
    }
}

/// The cells of a line, quotes heeded.
fn cells(line: &str, delimiter: char) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in line.char_indices() {
        if c == '"' {
            quoted = !quoted;
        } else if c == delimiter && !quoted {
            cells.push(start..at);
            start = at + c.len_utf8();
        }
    }
    cells.push(start..line.len());
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str, at: At) -> Option<String> {
        let (file, _) = SourceFile::new("bang.csv", text.as_bytes());
        let place = Place {
            file: Arc::new(file),
            at,
        };
        place.bytes().map(|bytes| text[bytes].to_owned())
    }

    #[test]
    fn a_cell_is_found_below_its_header() {
        let text = "tieu_chi;gia_tri;nguon\n1.1;\"2;5\";x\n1.2;;y\n";
        assert_eq!(
            quoted(text, At::Cell(2, 1, "gia_tri".into())).as_deref(),
            Some("\"2;5\"")
        );
        assert_eq!(
            quoted(text, At::Cell(3, 2, "nguon".into())).as_deref(),
            Some("y")
        );
    }

    #[test]
    fn a_blank_or_unknown_cell_falls_back_to_its_line() {
        let text = "a,b\n1,\n";
        assert_eq!(
            quoted(text, At::Cell(2, 1, "b".into())).as_deref(),
            Some("1,")
        );
        assert_eq!(
            quoted(text, At::Cell(2, 7, "c".into())).as_deref(),
            Some("1,")
        );
        assert_eq!(quoted(text, At::Line(9)), None);
    }
}
