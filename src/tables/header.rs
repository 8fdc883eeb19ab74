//! Which rows of a grid are its header: below titles, perhaps over several rows of merged
//! cells, perhaps above a row that only numbers the columns.

use std::sync::Arc;

use super::Known;
use super::table::{Grid, Row};
use crate::text::fold;

/// Rows in which a header is looked for: titles may stand above it.
const TITLE_ROWS: usize = 30;

/// The most rows a header has.
const MOST_ROWS: usize = 4;

/// The rows, blank ones left out, that are looked at for a header.
pub(super) const MOST_LINES: usize = TITLE_ROWS + MOST_ROWS;

/// A header.
pub(super) struct Header {
    /// How many rows of the grid stand above it.
    pub(super) above: usize,
    /// How many rows of the grid end with it.
    pub(super) rows: usize,
    /// The line of its last row, from 1.
    pub(super) line: usize,
    /// What each column is called.
    pub(super) names: Vec<Arc<str>>,
    /// How many of the names are known.
    pub(super) known: usize,
}

/// Whether a grid has a header with a known name.
pub(super) fn is_there(grid: &Grid, known: Known<'_>) -> bool {
    find(grid, known).is_some_and(|header| header.known > 0)
}

/// The rows under which most names are known; of several the first. `None` without rows.
pub(super) fn find(grid: &Grid, known: Known<'_>) -> Option<Header> {
    let top = 0..grid.rows.len().min(TITLE_ROWS);
    let known_of = |row: usize| {
        let names = names(grid, row, row);
        names.iter().filter(|name| known(name)).count()
    };
    let counted = top.map(|row| (known_of(row), row));
    let (_, most) = counted.max_by_key(|(known, row)| (*known, std::cmp::Reverse(*row)))?;
    let mut first = most;
    while first > 0 && most - first + 1 < MOST_ROWS && reaches_over(grid, first - 1, first - 1) {
        first -= 1;
    }
    let mut last = most;
    while last + 1 < grid.rows.len() && last + 1 - first < MOST_ROWS && goes_on(grid, first, last) {
        last += 1;
    }
    let names: Vec<Arc<str>> = joined(grid, first, last, known);
    let known = names.iter().filter(|name| known(name)).count();
    let numbered = grid.rows.get(last + 1).is_some_and(numbers_columns);
    Some(Header {
        above: first,
        rows: last + 1 + usize::from(numbered),
        line: grid.rows[last].line,
        names,
        known,
    })
}

/// Whether the row below `last` belongs to the header that starts at `first`: merged cells
/// reach into it, or it only divides columns that the row above leaves open.
fn goes_on(grid: &Grid, first: usize, last: usize) -> bool {
    let (above, below) = (&grid.rows[last], &grid.rows[last + 1]);
    let adjacent = below.line == above.line + 1;
    adjacent && (reaches_over(grid, first, last) || divides(above, below))
}

/// Whether a merged cell that starts in the rows from `first` to `last` reaches into the row
/// below them.
fn reaches_over(grid: &Grid, first: usize, last: usize) -> bool {
    let (top, bottom) = (grid.rows[first].line, grid.rows[last].line);
    grid.merged.iter().any(|merged| {
        let (from, to) = merged.lines;
        (top..=bottom).contains(&from) && to > bottom
    })
}

/// Whether the filled cells of `below` are words that stand only under blank cells of `above`
/// or under the cell before them, as the parts of a wide heading do in a table of text.
fn divides(above: &Row, below: &Row) -> bool {
    let blank_above = |column: usize| above.cell(column).is_empty();
    let is_part = |column: &usize| {
        let cell = below.cell(*column);
        let words =
            cell.chars().any(char::is_alphabetic) && !cell.contains(|c: char| c.is_ascii_digit());
        let next = column + 1;
        words && (blank_above(*column) || (next < above.len() && blank_above(next)))
    };
    let filled: Vec<usize> = (0..below.len())
        .filter(|column| !below.cell(*column).is_empty())
        .collect();
    let whole =
        (0..above.len()).any(|column| !blank_above(column) && below.cell(column).is_empty());
    let parts = filled.len() >= 2 && filled.iter().any(|column| blank_above(*column));
    whole && parts && filled.iter().all(is_part)
}

/// The names of the columns over rows of a header: the lowest that is known, the parts of a
/// wide heading with it ("Điểm" over "tự chấm"), else what stands lowest.
fn joined(grid: &Grid, first: usize, last: usize, known: Known<'_>) -> Vec<Arc<str>> {
    let rows: Vec<Vec<String>> = (first..=last).map(|row| names(grid, row, last)).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let column = |column: usize| {
        let mut parts: Vec<&str> = Vec::new();
        for row in &rows {
            let name = row.get(column).map_or("", String::as_str);
            if !name.is_empty() && parts.last() != Some(&name) {
                parts.push(name);
            }
        }
        let lowest = parts.last().copied().unwrap_or_default();
        let whole = parts.join(" ");
        let tries = [lowest, whole.as_str()].into_iter();
        let found = tries
            .chain(parts.iter().rev().copied())
            .find(|name| known(name));
        Arc::from(found.unwrap_or(lowest))
    };
    (0..width).map(column).collect()
}

/// The cells of a row, tidied, with what merged cells bring into it from above and, where
/// they end above `last`, from the left.
fn names(grid: &Grid, row: usize, last: usize) -> Vec<String> {
    let line = grid.rows[row].line;
    let tidy = |row: &Row, column: usize| fold::tidy(row.cell(column));
    let own = &grid.rows[row];
    let mut names: Vec<String> = (0..own.len()).map(|column| tidy(own, column)).collect();
    let within = |(from, to): (usize, usize), at: usize| from <= at && at <= to;
    for merged in grid
        .merged
        .iter()
        .filter(|merged| within(merged.lines, line))
    {
        let first = grid.rows[..=last]
            .iter()
            .find(|row| row.line == merged.lines.0);
        let Some(first) = first else { continue };
        let text = tidy(first, merged.columns.0);
        if text.is_empty() {
            continue;
        }
        if names.len() <= merged.columns.1 {
            names.resize(merged.columns.1 + 1, String::new());
        }
        let spread = if row < last {
            merged.columns.1
        } else {
            merged.columns.0
        };
        for name in names.iter_mut().take(spread + 1).skip(merged.columns.0) {
            name.clone_from(&text);
        }
    }
    names
}

/// Whether a row only numbers the columns: 1, 2, 3 …, A, B, 1, 2 … or (1), (2), (3)=(1)+(2) …
fn numbers_columns(row: &Row) -> bool {
    let texts: Vec<&str> = row.texts().collect();
    let lettered = texts.iter().zip('A'..='Z');
    let letters =
        lettered.take_while(|(text, letter)| text.trim_matches(['(', ')']) == letter.to_string());
    let letters = letters.count();
    let is_number = |(index, text): (usize, &&str)| {
        let bare = text.trim_start_matches(['(', '[']);
        let rest = bare.strip_prefix(&(index + 1).to_string());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([')', ']', '=']))
    };
    let numbers = texts.get(letters..).unwrap_or_default();
    numbers.len() >= 3 && numbers.iter().enumerate().all(is_number)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Problems, SourceFile};
    use crate::tables::of_text;
    use std::sync::Arc;

    fn table(text: &str) -> (Vec<String>, Vec<usize>) {
        let (file, _) = SourceFile::new("bang.csv", text.as_bytes());
        let known = |name: &str| {
            matches!(
                name,
                "STT" | "Tiêu chí" | "Điểm Tự chấm" | "Điểm" | "Tối đa"
            )
        };
        let problems = Problems::default();
        let table = of_text(&Arc::new(file), &known, &problems).unwrap();
        assert_eq!(problems.into_sorted(), []);
        let headers = table.headers.iter().map(ToString::to_string).collect();
        (headers, table.rows.iter().map(|row| row.line).collect())
    }

    #[test]
    fn titles_stand_above_a_header_of_two_rows() {
        let text =
            "BẢNG TỰ CHẤM,,,\nNăm 2023,,,\nSTT,Tiêu chí,Điểm,\n,,Tối đa,Tự chấm\n1.1,Kế hoạch,3,\n";
        let (headers, lines) = table(text);
        assert_eq!(headers, ["STT", "Tiêu chí", "Tối đa", "Tự chấm"]);
        assert_eq!(lines, [5]);
    }

    #[test]
    fn a_row_that_numbers_the_columns_is_no_data() {
        for numbering in ["(1),(2),(3)", "1,2,3", "A,1,2,3", "(1),(2),(3)=(1)-(2)"] {
            let wide = numbering.split(',').count() == 4;
            let extra = if wide { ",Ghi chú" } else { "" };
            let blank = if wide { "," } else { "" };
            let text = format!("STT,Tiêu chí,Điểm{extra}\n{numbering}\n1.1,Kế hoạch,3{blank}\n");
            assert_eq!(table(&text).1, [3], "{numbering}");
        }
    }

    #[test]
    fn a_row_of_data_under_a_blank_header_is_data() {
        let text = "STT,Tiêu chí,\n1.1,Kế hoạch,ghi thêm\n";
        assert_eq!(table(text).1, [2]);
    }
}
