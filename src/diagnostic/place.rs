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
    /// A cell of a table: line and the header of its column.
    Cell(usize, Arc<str>),
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
            At::Span { line, .. } | At::Line(line) | At::Cell(line, _) => Some(line),
        }
    }

    /// What places are ordered by: file, line, column.
    fn order(&self) -> (&str, Option<usize>, usize) {
        let column = match &self.at {
            At::File | At::Line(_) => 0,
            At::Span { column, .. } => *column,
            At::Cell(line, header) => self
                .cell_bytes(*line, header)
                .map_or(0, |bytes| 1 + bytes.start),
        };
        (&self.file.name, self.line(), column)
    }

    /// The bytes of the file that a message quotes.
    pub(super) fn bytes(&self) -> Option<Range<usize>> {
        let text = &self.file.text;
        match &self.at {
            At::File => None,
            At::Span {
                bytes: (start, end),
                ..
            } => {
                (*end <= text.len() && text.is_char_boundary(*start) && text.is_char_boundary(*end))
                    .then_some(*start..*end)
            }
            At::Line(line) => self.line_bytes(*line),
            At::Cell(line, header) => self
                .cell_bytes(*line, header)
                .or_else(|| self.line_bytes(*line)),
        }
    }

    fn line_bytes(&self, line: usize) -> Option<Range<usize>> {
        let text = &self.file.text;
        let start: usize = text
            .split_inclusive('\n')
            .take(line.saturating_sub(1))
            .map(str::len)
            .sum();
        let length = text
            .get(start..)?
            .split(['\n', '\r'])
            .next()
            .map_or(0, str::len);
        (length > 0).then_some(start..start + length)
    }

    /// The cell below `header`, where the row stands on one line.
    fn cell_bytes(&self, line: usize, header: &str) -> Option<Range<usize>> {
        let text = &self.file.text;
        let row = self.line_bytes(line)?;
        // The header stands in one of the first lines, perhaps below titles.
        text.lines().take(line.min(30)).find_map(|head| {
            [',', ';', '\t'].into_iter().find_map(|delimiter| {
                let headers = cells(head, delimiter);
                let is_header = |cell: &Range<usize>| {
                    fold::tidy(head[cell.clone()].trim_matches('"')) == header
                };
                let column = headers
                    .iter()
                    .position(is_header)
                    .filter(|_| headers.len() > 1)?;
                let cells = cells(&text[row.clone()], delimiter);
                let cell = cells.get(column).filter(|_| cells.len() == headers.len())?;
                (!cell.is_empty()).then(|| row.start + cell.start..row.start + cell.end)
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
            quoted(text, At::Cell(2, "gia_tri".into())).as_deref(),
            Some("\"2;5\"")
        );
        assert_eq!(
            quoted(text, At::Cell(3, "nguon".into())).as_deref(),
            Some("y")
        );
    }

    #[test]
    fn a_blank_or_unknown_cell_falls_back_to_its_line() {
        let text = "a,b\n1,\n";
        assert_eq!(quoted(text, At::Cell(2, "b".into())).as_deref(), Some("1,"));
        assert_eq!(quoted(text, At::Cell(2, "c".into())).as_deref(), Some("1,"));
        assert_eq!(quoted(text, At::Line(9)), None);
    }
}
