//! Two pages, mark by mark and text by text. Blanks between words count as one.

use super::difference::{Difference, aligned};
use crate::report::html::RECORD;

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Mark(String),
    Text(String),
}

/// A page without what it carries, and that: `None` where it carries nothing.
pub(super) fn split(page: &str) -> Option<(String, &str)> {
    let start = format!("<script type=\"application/json\" id=\"{RECORD}\">");
    let (before, rest) = page.split_once(&start)?;
    let (record, behind) = rest.split_once("</script>")?;
    Some((format!("{before}{behind}"), record))
}

/// Where a page differs from another.
pub(super) fn compare(stated: &str, computed: &str) -> Vec<Difference> {
    let (stated, computed) = (pieces(stated), pieces(computed));
    let mut found = Vec::new();
    let mut place = Place::default();
    for (one, other) in aligned(&stated, &computed) {
        if let Some(piece) = other.or(one) {
            place.pass(piece);
        }
        if one != other {
            found.push(Difference {
                place: place.shown(),
                stated: one.map(Piece::shown),
                computed: other.map(Piece::shown),
            });
        }
    }
    found
}

fn pieces(page: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = page;
    loop {
        let (text, mark) = rest.split_once('<').unwrap_or((rest, ""));
        let words: Vec<&str> = text.split_whitespace().collect();
        if !words.is_empty() {
            pieces.push(Piece::Text(words.join(" ")));
        }
        if mark.is_empty() {
            return pieces;
        }
        let (mark, behind) = mark.split_once('>').unwrap_or((mark, ""));
        let words: Vec<&str> = mark.split_whitespace().collect();
        pieces.push(Piece::Mark(words.join(" ")));
        rest = behind;
    }
}

impl Piece {
    fn shown(&self) -> String {
        match self {
            Self::Mark(mark) => format!("<{mark}>"),
            Self::Text(text) => text
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&"),
        }
    }
}

/// How far one has read: the last heading, and the row of a table below it.
#[derive(Debug, Default)]
struct Place {
    heading: String,
    row: String,
    in_heading: bool,
    in_row: bool,
}

impl Place {
    fn pass(&mut self, piece: &Piece) {
        match piece {
            Piece::Mark(mark) => {
                let name = mark.split(' ').next().unwrap_or_default();
                match name {
                    "title" | "h1" | "h2" | "h3" | "caption" | "summary" => {
                        self.in_heading = true;
                        self.heading.clear();
                        self.row.clear();
                    }
                    "/title" | "/h1" | "/h2" | "/h3" | "/caption" | "/summary" => {
                        self.in_heading = false;
                    }
                    "tr" | "dt" | "li" => {
                        self.in_row = true;
                        self.row.clear();
                    }
                    _ => {}
                }
            }
            Piece::Text(_) if self.in_heading => self.heading = piece.shown(),
            // A row goes by its first text: a code or a name.
            Piece::Text(_) if self.in_row => {
                self.in_row = false;
                self.row = piece.shown();
            }
            Piece::Text(_) => {}
        }
    }

    fn shown(&self) -> String {
        let parts = [&self.heading, &self.row];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        let parts: Vec<&str> = parts.map(String::as_str).collect();
        parts.join(" › ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "<h2>Bảng điểm</h2>\n<table><tr id=\"1.1\"><td>1.1</td>\n<td>2,85</td></tr></table>";

    #[test]
    fn a_text_is_told_by_its_heading_and_row() {
        let changed = PAGE.replace("2,85", "3");
        let expected = Difference {
            place: "Bảng điểm › 1.1".to_owned(),
            stated: Some("3".to_owned()),
            computed: Some("2,85".to_owned()),
        };
        assert_eq!(compare(&changed, PAGE), [expected]);
    }

    #[test]
    fn marks_count_and_line_ends_do_not() {
        assert_eq!(compare(&PAGE.replace('\n', "\r\n  "), PAGE), []);
        assert_eq!(compare(&PAGE.replace("id=", "hidden id="), PAGE).len(), 1);
    }

    #[test]
    fn a_row_more_is_told_as_that() {
        let more = PAGE.replace("</table>", "<tr><td>1.2</td></tr></table>");
        let found = compare(&more, PAGE);
        assert!(found.iter().all(|one| one.computed.is_none()), "{found:?}");
        assert_eq!(found.len(), 5);
    }
}
