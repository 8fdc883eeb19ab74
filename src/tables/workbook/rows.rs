//! The rows of a sheet as they come in, cell by cell, and how much of them is taken in.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::header::MOST_LINES;
use super::super::table::{Cells, Grid, Merged, Row, SheetCell};
use super::unread::Unread;
use crate::diagnostic::{Sheet, SourceFile};
use crate::limits;

/// The most merged cells that are looked at in a header.
const MOST_MERGED: usize = 1_000;

/// How much more is taken in of a workbook: cells, and bytes of text in them.
pub(super) struct Room {
    cells: usize,
    text: usize,
}

impl Default for Room {
    fn default() -> Self {
        let limits = limits::get();
        Self {
            cells: limits.workbook_cells,
            text: usize::try_from(limits.workbook_bytes / 2).unwrap_or(usize::MAX),
        }
    }
}

/// What is known of a sheet beside its cells.
pub(super) struct About {
    /// Its position among the sheets, and its name.
    pub(super) sheet: Sheet,
    /// Whether its users do not see it.
    pub(super) hidden: bool,
    /// Cells that are one on screen.
    pub(super) merged: Vec<Merged>,
}

/// Rows by their position from 0.
#[derive(Default)]
pub(super) struct Rows(BTreeMap<u32, Vec<SheetCell>>);

impl Rows {
    /// Puts a cell at a row and column, from 0.
    pub(super) fn add(
        &mut self,
        (row, column): (u32, u32),
        cell: SheetCell,
        room: &mut Room,
    ) -> Result<(), Unread> {
        if cell.text.is_empty() && cell.fault.is_none() {
            return Ok(());
        }
        let text = room.text.checked_sub(cell.text.len());
        room.text = text.ok_or(Unread::TooMuchText)?;
        let cells = self.0.entry(row).or_default();
        let column = usize::try_from(column)?;
        if cells.len() <= column {
            let more = column + 1 - cells.len();
            room.cells = room.cells.checked_sub(more).ok_or(Unread::TooManyCells)?;
            cells.resize(column + 1, SheetCell::default());
        }
        cells[column] = cell;
        Ok(())
    }

    /// The sheet that these are all rows of.
    pub(super) fn into_grid(self, file: &SourceFile, about: About) -> Grid {
        let text = self.as_text();
        let line = |row: u32| row as usize + 1;
        let rows = self.0.into_iter().map(|(row, cells)| Row {
            line: line(row),
            cells: Cells::Sheet(cells),
        });
        let rows: Vec<Row> = rows.collect();
        let mut tall = about.merged.clone();
        tall.retain(|one| one.columns.0 == one.columns.1 && one.lines.0 < one.lines.1);
        Grid {
            merged: of_header(about.merged, &rows),
            tall,
            rows,
            hidden: about.hidden,
            file: Arc::new(file.with_sheet(about.sheet, text)),
        }
    }

    /// The rows as lines with tabs, for messages to quote.
    fn as_text(&self) -> String {
        let mut lines = String::new();
        let mut last = 0;
        for (row, cells) in &self.0 {
            lines.extend(std::iter::repeat_n('\n', (row - last) as usize));
            last = *row;
            for (index, cell) in cells.iter().enumerate() {
                if index > 0 {
                    lines.push('\t');
                }
                let letters = cell.text.chars();
                lines.extend(letters.map(|c| if c.is_control() { ' ' } else { c }));
            }
        }
        lines
    }
}

/// The merged cells that a header can have, within the columns that are filled. No program lets
/// merged cells overlap; of those that do, the first holds.
fn of_header(merged: Vec<Merged>, rows: &[Row]) -> Vec<Merged> {
    let top = &rows[..rows.len().min(MOST_LINES)];
    let (Some(last), Some(width)) = (top.last(), top.iter().map(Row::len).max()) else {
        return Vec::new();
    };
    let mut kept: Vec<Merged> = Vec::new();
    for mut one in merged {
        one.columns.1 = one.columns.1.min(width.saturating_sub(1));
        let within = one.lines.0 <= last.line && one.columns.0 <= one.columns.1;
        if within && kept.len() < MOST_MERGED && !kept.iter().any(|other| other.overlaps(&one)) {
            kept.push(one);
        }
    }
    kept
}
