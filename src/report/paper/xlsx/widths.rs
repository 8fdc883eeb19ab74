//! How wide columns are: by the share the paper gives them, as wide as their words need, and no
//! wider than their text.

use crate::report::paper::{Cell, Column, Table};
use crate::report::workbook::heights;
use crate::text::lang::Lang;

/// What a printed page takes of columns in digits, upright and lying, at a size that is read
/// without effort.
const UPRIGHT: usize = 92;
const LYING: usize = 150;

/// The widths of a table's columns in digits.
pub(super) fn of(table: &Table) -> Vec<u8> {
    let page = if table.columns.len() > 6 {
        LYING
    } else {
        UPRIGHT
    };
    let signed = table.columns.iter().filter(|column| !column.annex_only);
    let shares: usize = signed.map(|column| usize::from(column.width)).sum();
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(at, column)| {
            let share = usize::from(column.width) * page / shares.max(1);
            width(table, at, column, share)
        })
        .collect()
}

/// Whether a sheet with these columns is printed lying.
pub(super) fn lies(widths: &[u8]) -> bool {
    let all: usize = widths.iter().map(|width| usize::from(*width)).sum();
    all > UPRIGHT + 8
}

fn width(table: &Table, at: usize, column: &Column, share: usize) -> u8 {
    // Beside the words: room at the edges, and for the button of the filter.
    const EDGES: usize = 2;
    const BUTTON: usize = 2;
    // A word that is longer, such as a hash, is broken.
    const WORD: usize = 34;
    const LEAST: usize = 6;
    const MOST: usize = 80;
    let cells = table.rows.iter().map(|row| match &row.cells[at] {
        Cell::Text(text) => text.clone(),
        cell => cell.shown(column, Lang::Vi),
    });
    let texts: Vec<String> = cells.chain(column.choices.iter().cloned()).collect();
    let widest =
        |parts: &mut dyn Iterator<Item = &str>| parts.map(heights::width).max().unwrap_or(0);
    let lines = widest(&mut texts.iter().flat_map(|text| text.lines()));
    let words = widest(&mut texts.iter().flat_map(|text| text.split_whitespace()));
    let title = widest(&mut column.title.split_whitespace()) + BUTTON;
    let least = words.max(title).min(WORD) + EDGES;
    let most = (lines + EDGES).clamp(least, MOST);
    let width = share.clamp(least, most).max(LEAST);
    u8::try_from(width).unwrap_or(u8::MAX)
}
