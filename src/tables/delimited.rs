//! Tables of text: CSV with `,`, `;` or tab, quoted or not, LF or CRLF, every row with its
//! line.

use std::sync::Arc;

use super::quotes::{faulty_quote, span};
use super::table::{Cells, Grid, Row};
use super::{Known, header, unreadable};
use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, SourceFile};
use crate::text::lang::text;

/// Reads a table of text; what is wrong is reported.
pub(super) fn read(file: &Arc<SourceFile>, known: Known<'_>, problems: &Problems) -> Option<Grid> {
    if let Some(position) = file.text.find('\0') {
        problems.add(unreadable(
            file,
            span(&file.text, position..position + 1),
            text!(
                "có ký tự NUL: đây không phải tệp chữ",
                "a NUL character: this is no text file"
            ),
            text!("lưu lại dạng «CSV UTF-8»", "save it again as «CSV UTF-8»"),
        ));
        return None;
    }
    let delimiter = delimiter(&file.text, known);
    if let Some((quote, message)) = faulty_quote(&file.text, delimiter) {
        let line = file.text[quote..].split(['\r', '\n']).next();
        let place = Place {
            file: Arc::clone(file),
            at: span(&file.text, quote..quote + line.map_or(1, str::len)),
        };
        problems.add(
            Diagnostic::at(Code::UnclosedQuote, place, message).help(text!(
                "mỗi ô mở bằng \" phải đóng bằng \"; dấu nháy trong ô viết đôi: \"\"",
                "a cell opened with \" must be closed with \"; a quote inside is doubled: \"\""
            )),
        );
        return None;
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(file.text.as_bytes());
    let mut lines = Lines::new(&file.text);
    let mut rows: Vec<Row> = Vec::new();
    for record in reader.records() {
        let Ok(cells) = record else {
            problems.add(unreadable(
                file,
                At::File,
                text!("không đọc được bảng", "the table cannot be read"),
                text!("lưu lại dạng «CSV UTF-8»", "save it again as «CSV UTF-8»"),
            ));
            return None;
        };
        let line = lines.line_at(cells.position().map_or(0, csv::Position::byte));
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            let cells = Cells::Text(cells);
            rows.push(Row { line, cells });
        }
    }
    Some(Grid {
        file: Arc::clone(file),
        rows,
        merged: Vec::new(),
        tall: Vec::new(),
        hidden: false,
    })
}

/// The header of a table of text of which only the beginning is read.
#[derive(Debug)]
pub struct Head {
    /// What stands between cells.
    pub delimiter: u8,
    /// What the columns are called.
    pub names: Vec<Arc<str>>,
    /// How many of the names are known.
    pub known: usize,
    /// How many lines stand above its last row.
    pub above: usize,
    /// Where the rows below the header start, in bytes of the text.
    pub data_at: usize,
}

/// Finds the header in the beginning of a table of text, which may end within a row. `None`
/// where no row is whole.
pub fn head(file: &Arc<SourceFile>, known: Known<'_>) -> Option<Head> {
    let text = &file.text;
    let delimiter = delimiter(text, known);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    let mut starts = Vec::new();
    for (line, record) in reader.records().enumerate() {
        let cells = record.ok()?;
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        starts.push(cells.position().map_or(0, csv::Position::byte));
        rows.push(Row {
            line: line + 1,
            cells: Cells::Text(cells),
        });
        if rows.len() > header::MOST_LINES {
            break;
        }
    }
    let grid = Grid {
        file: Arc::clone(file),
        rows,
        merged: Vec::new(),
        tall: Vec::new(),
        hidden: false,
    };
    let header = header::find(&grid, known)?;
    let behind = starts.get(header.rows).copied();
    let own = starts.get(header.rows.saturating_sub(1)).copied();
    let own = usize::try_from(own.unwrap_or_default()).unwrap_or_default();
    let blank = text[own..].len() - text[own..].trim_start_matches(['\r', '\n']).len();
    Some(Head {
        delimiter,
        names: header.names,
        above: text[..own + blank].matches('\n').count(),
        known: header.known,
        data_at: behind.map_or(text.len(), |at| usize::try_from(at).unwrap_or(text.len())),
    })
}

/// Rows that tell the delimiters apart.
const TOP_ROWS: usize = 30;

/// The delimiter under which most headers are known; on a tie, the one that occurs most.
fn delimiter(text: &str, known: Known<'_>) -> u8 {
    let top: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(TOP_ROWS)
        .collect();
    let score = |delimiter: &char| {
        let score = |line: &&str| {
            let cells: Vec<&str> = line
                .split(*delimiter)
                .map(|cell| cell.trim_matches('"'))
                .collect();
            (cells.iter().filter(|cell| known(cell)).count(), cells.len())
        };
        top.iter().map(score).max()
    };
    let best = [',', ';', '\t']
        .into_iter()
        .rev()
        .max_by_key(score)
        .unwrap_or(',');
    u8::try_from(best).unwrap_or(b',')
}

/// Lines of byte positions that only grow.
struct Lines<'t> {
    bytes: &'t [u8],
    at: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// The line of the record that starts at `byte`, line ends before it skipped.
    fn line_at(&mut self, byte: u64) -> usize {
        let mut end = usize::try_from(byte)
            .unwrap_or(usize::MAX)
            .min(self.bytes.len());
        while matches!(self.bytes.get(end), Some(b'\r' | b'\n')) {
            end += 1;
        }
        if end > self.at {
            self.line += self.bytes[self.at..end]
                .iter()
                .filter(|b| **b == b'\n')
                .count();
            self.at = end;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::table::Table;

    fn read(text: &str) -> (Option<Table>, Vec<Diagnostic>) {
        let (file, _) = SourceFile::new("bang.csv", text.as_bytes());
        let problems = Problems::default();
        let known = |header: &str| matches!(header, "a" | "b");
        let table = crate::tables::of_text(&Arc::new(file), &known, &problems);
        (table, problems.into_sorted())
    }

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        let (table, problems) = read(text);
        assert_eq!(problems, []);
        table
            .unwrap()
            .rows
            .into_iter()
            .map(|row| {
                let cells = (0..row.len()).map(|column| row.cell(column).to_owned());
                (row.line, cells.collect())
            })
            .collect()
    }

    #[test]
    fn reads_each_delimiter_and_line_end() {
        let expected = vec![(2, vec!["1".to_owned(), "x".to_owned()])];
        assert_eq!(cells("a,b\n1,x\n"), expected);
        assert_eq!(cells("a;b\r\n1;x\r\n"), expected);
        assert_eq!(cells("\u{FEFF}a\tb\n1\tx"), expected);
        assert_eq!(cells("\"a\",\"b\"\n\"1\",\"x\"\n"), expected);
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let text = "a,b\r\n\r\n1,\"x\r\ny\"\r\n,\r\n2,z\r\n";
        let lines: Vec<usize> = cells(text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [3, 6]);
    }

    #[test]
    fn refuses_quotes_that_swallow_rows() {
        for (text, line) in [
            ("a,b\n1,\"x\n2,y\n", 2),
            ("a,b\n1,\"x\n2,\"y\"\n", 2),
            ("a,b\n1,\"x\"y\n", 2),
        ] {
            let (table, problems) = read(text);
            assert!(table.is_none());
            assert_eq!(problems[0].code, Code::UnclosedQuote);
            assert_eq!(
                problems[0].place.as_ref().and_then(Place::line),
                Some(line),
                "{text}"
            );
        }
    }

    #[test]
    fn titles_may_stand_above_the_header() {
        let text = "BẢNG MINH CHỨNG\nTừ ngày 01/01,\n\na,b\n1,x\n";
        assert_eq!(cells(text), [(5, vec!["1".to_owned(), "x".to_owned()])]);
    }

    #[test]
    fn reports_rows_of_another_width() {
        let (_, problems) = read("a,b\n1\n1,2,3\n");
        let codes: Vec<Code> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [Code::WrongFieldCount, Code::WrongFieldCount]);
    }

    #[test]
    fn refuses_what_is_no_text_or_no_table() {
        assert_eq!(read("a,b\n1,\0\n").1[0].code, Code::UnreadableTable);
        assert_eq!(read("\n\n").1[0].code, Code::NoHeader);
    }
}
