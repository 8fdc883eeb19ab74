//! Quotes in tables of text: where they are at fault, and where the cells between them stand.

use std::ops::Range;

use crate::diagnostic::At;
use crate::text::lang::{Text, text};

/// The first quote, by its position, that is never closed, or closed before the end of its cell.
/// The csv crate takes such a file without a word and swallows the rows behind.
pub(super) fn faulty_quote(text: &str, delimiter: u8) -> Option<(usize, Text)> {
    #[derive(PartialEq)]
    enum State {
        Start,
        Plain,
        Quoted,
        Closed,
    }
    let mut state = State::Start;
    let (mut opened, mut line, mut line_opened) = (0, 1, 1);
    for (at, byte) in text.bytes().enumerate() {
        let ends_line = matches!(byte, b'\n' | b'\r');
        state = match state {
            State::Start if byte == b'"' => {
                (opened, line_opened) = (at, line);
                State::Quoted
            }
            State::Quoted if byte == b'"' => State::Closed,
            State::Quoted => State::Quoted,
            State::Closed if byte == b'"' => State::Quoted,
            State::Closed if byte != delimiter && !ends_line => {
                let found = if line_opened == line {
                    text!(
                        "sau dấu nháy đóng còn chữ",
                        "text stands behind a closing quote"
                    )
                } else {
                    text!(
                        "dấu nháy mở ở đây chỉ đóng ở dòng {line}, giữa một ô khác",
                        "the quote opened here is closed only in line {line}, within another cell"
                    )
                };
                return Some((opened, found));
            }
            _ if byte == delimiter || ends_line => State::Start,
            _ => State::Plain,
        };
        if byte == b'\n' {
            line += 1;
        }
    }
    (state == State::Quoted).then(|| {
        (
            opened,
            text!(
                "dấu nháy mở ở đây không được đóng",
                "the quote opened here is never closed"
            ),
        )
    })
}

/// Bytes of a text, as a place in it.
pub(super) fn span(text: &str, bytes: Range<usize>) -> At {
    let line = text[..bytes.start].matches('\n').count() + 1;
    span_in_line(text, bytes, line)
}

fn span_in_line(text: &str, bytes: Range<usize>, line: usize) -> At {
    let before = &text[..bytes.start];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    At::Span {
        line,
        column: before[start..].chars().count() + 1,
        bytes: (bytes.start, bytes.end),
    }
}

/// Where a row of another width than the header has its first cell too many, or ends. `line` is
/// the row's.
pub(super) fn odd_cell(
    text: &str,
    row: &csv::StringRecord,
    line: usize,
    expected: usize,
) -> Option<At> {
    let start = usize::try_from(row.position()?.byte()).ok()?;
    let blank = text.get(start..)?.find(|c| !matches!(c, '\r' | '\n'))?;
    let start = start + blank;
    [',', ';', '\t'].into_iter().find_map(|delimiter| {
        let cells = raw_cells(&text[start..], delimiter);
        let end = start + cells.last()?.end;
        let odd = cells.get(expected).map_or(end, |cell| start + cell.start);
        let line = line + text[start..odd].matches('\n').count();
        (cells.len() == row.len()).then(|| span_in_line(text, odd..end, line))
    })
}

/// The cells of the row that a text starts with, quotes included.
fn raw_cells(text: &str, delimiter: char) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\r' | '\n' => {
                cells.push(start..at);
                return cells;
            }
            _ if letter == delimiter => {
                cells.push(start..at);
                start = at + letter.len_utf8();
            }
            _ => {}
        }
    }
    cells.push(start..text.len());
    cells
}
