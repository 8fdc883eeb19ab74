//! Tables on screen: no frames, two spaces between columns.

use comfy_table::{
    Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, presets,
};

use super::Screen;

/// A table with a header; it wraps where the screen has a width.
pub(crate) fn new(header: &[(&str, CellAlignment)], screen: Screen) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    match screen.width {
        Some(width) => {
            table
                .set_content_arrangement(ContentArrangement::Dynamic)
                .set_width(width);
        }
        None => {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    if screen.color {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    let cells = header.iter().map(|(name, alignment)| {
        Cell::new(name)
            .set_alignment(*alignment)
            .add_attribute(Attribute::Dim)
    });
    table.set_header(cells.collect::<Vec<_>>());
    table
}

/// Aligns all cells as their headers are.
pub(crate) fn align(table: &mut Table, header: &[(&str, CellAlignment)]) {
    for (index, (_, alignment)) in header.iter().enumerate() {
        if let Some(column) = table.column_mut(index) {
            column.set_cell_alignment(*alignment);
        }
    }
}

/// The table as text; the columns in `fixed` keep their width, the others wrap.
pub(crate) fn finish(mut table: Table, fixed: &[usize]) -> String {
    for column in table.column_iter_mut() {
        column.set_padding((2, 0));
    }
    for index in fixed {
        if let Some(column) = table.column_mut(*index) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}
