//! Where in a file something stands, and which bytes of it a message quotes.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use super::SourceFile;
use crate::text::fold;
use crate::text::lang::Lang;

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

/// By file, sheet, line and column.
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

    /// The cell of a spreadsheet as its users name it: `E12`; of a whole row its first.
    pub fn cell(&self) -> Option<String> {
        self.file.sheet.as_ref()?;
        match &self.at {
            At::Cell(line, column, _) => Some(format!("{}{line}", column_letters(*column))),
            At::Line(line) => Some(format!("A{line}")),
            At::File | At::Span { .. } => None,
        }
    }

    /// The file, with the sheet and cell of a spreadsheet: `ho-so.xlsx, Minh chứng!E12`.
    pub fn origin(&self) -> String {
        let name = &self.file.name;
        match (&self.file.sheet, self.cell()) {
            (None, _) => name.clone(),
            (Some(sheet), None) => format!("{name}, {}", sheet.name),
            (Some(sheet), Some(cell)) => format!("{name}, {}!{cell}", sheet.name),
        }
    }

    /// Where it is, within a sentence: "so-lieu.csv dòng 3", "ho-so.xlsx, Số liệu!C3".
    pub fn shown(&self, lang: Lang) -> String {
        let origin = self.origin();
        match self.line().filter(|_| self.file.sheet.is_none()) {
            Some(line) => lang.pick(
                format!("{origin} dòng {line}"),
                format!("{origin} line {line}"),
            ),
            None => origin,
        }
    }

    /// What places are ordered by: file, sheet, line, column.
    fn order(&self) -> (&str, Option<usize>, Option<usize>, usize) {
        let column = match &self.at {
            At::File | At::Line(_) => 0,
            At::Span { column, .. } => *column,
            At::Cell(_, column, _) => 1 + column,
        };
        let sheet = self.file.sheet.as_ref().map(|sheet| sheet.index);
        (&self.file.name, sheet, self.line(), column)
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
            At::Cell(line, column, _) if self.file.sheet.is_some() => self
                .sheet_cell_bytes(*line, *column)
                .or_else(|| filled(*line)),
            At::Cell(line, column, header) => self
                .cell_bytes(*line, *column, header)
                .or_else(|| filled(*line)),
        }
    }

    /// The cell of a sheet, whose rows are lines with tabs.
    fn sheet_cell_bytes(&self, line: usize, column: usize) -> Option<Range<usize>> {
        let row = self.file.line(line)?;
        let mut cells = self.file.text[row.clone()].split('\t');
        let start = row.start
            + cells
                .by_ref()
                .take(column)
                .map(|cell| cell.len() + 1)
                .sum::<usize>();
        let cell = cells.next().filter(|cell| !cell.is_empty())?;
        Some(start..start + cell.len())
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

/// The letters of a spreadsheet's column, from 0: `A`, `Z`, `AA`.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
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
    fn columns_have_letters() {
        let letters = [0, 4, 25, 26, 51, 52, 701, 702].map(column_letters);
        assert_eq!(letters, ["A", "E", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
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
