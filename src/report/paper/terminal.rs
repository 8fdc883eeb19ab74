//! A paper on screen: its text broken between words, its tables without frames.

use comfy_table::{Cell, CellAlignment};

use super::{Align, Block, Paper, Table};
use crate::report::terminal::{Screen, joined, table as screen};
use crate::text::lang::Lang;

/// Renders a paper's text and tables; head and signature are for paper.
pub fn render(paper: &Paper, lang: Lang, on: Screen) -> String {
    let mut parts: Vec<String> = paper.banner.iter().cloned().collect();
    parts.push(paper.about.clone());
    let mut lines: Vec<String> = Vec::new();
    let annexes = paper.annexes.iter().flat_map(|annex| &annex.body);
    for block in paper.body.iter().chain(annexes) {
        match block {
            Block::Part(text) | Block::Section(text) => {
                flush(&mut lines, &mut parts);
                lines.push(text.clone());
            }
            Block::Text(text) | Block::Ground(text) => lines.push(text.clone()),
            Block::Item(text) => {
                let mut rows = text.lines();
                lines.extend(rows.next().map(|first| format!("  - {first}")));
                lines.extend(rows.map(|row| format!("    {row}")));
            }
            Block::Table(table) => {
                flush(&mut lines, &mut parts);
                parts.push(drawn(table, lang, on));
            }
        }
    }
    flush(&mut lines, &mut parts);
    joined(&parts, on)
}

fn flush(lines: &mut Vec<String>, parts: &mut Vec<String>) {
    if !lines.is_empty() {
        parts.push(std::mem::take(lines).join("\n"));
    }
}

fn drawn(table: &Table, lang: Lang, on: Screen) -> String {
    let align = |align: Align| match align {
        Align::Left => CellAlignment::Left,
        Align::Center | Align::Right => CellAlignment::Right,
    };
    let header: Vec<(&str, CellAlignment)> = table
        .columns
        .iter()
        .map(|column| (column.title.as_str(), align(column.align)))
        .collect();
    let mut drawn = screen::new(&header, on);
    for row in &table.rows {
        let cells = row.cells.iter().zip(&table.columns).map(|(cell, column)| {
            Cell::new(cell.shown(column, lang)).set_alignment(align(column.align))
        });
        drawn.add_row(cells.collect::<Vec<_>>());
    }
    let fixed: Vec<usize> = (0..table.columns.len())
        .filter(|index| table.columns[*index].align != Align::Left)
        .collect();
    screen::finish(drawn, &fixed)
}
