//! Tables: a caption, columns, rows headed by their first cell. On a narrow screen a row
//! becomes a card (see the style), in which each cell repeats the name of its column.

use maud::{Markup, html};

/// A column.
pub(super) struct Column<'a> {
    name: &'a str,
    number: bool,
}

/// A column of words.
pub(super) fn words(name: &str) -> Column<'_> {
    Column {
        name,
        number: false,
    }
}

/// A column of numbers.
pub(super) fn numbers(name: &str) -> Column<'_> {
    Column { name, number: true }
}

/// A row, its heading first.
pub(super) struct Row {
    cells: Vec<Markup>,
    class: Option<String>,
}

impl Row {
    pub(super) fn new(cells: Vec<Markup>) -> Self {
        Self { cells, class: None }
    }

    /// A row that looks different.
    pub(super) fn classed(cells: Vec<Markup>, class: String) -> Self {
        Self {
            cells,
            class: Some(class),
        }
    }
}

/// A table; `total` is its last row. The roles say what cells are where the style makes cards
/// of them, which hides it from some screen readers.
pub(super) fn table(
    caption: &str,
    columns: &[Column<'_>],
    rows: &[Row],
    total: Option<&Row>,
) -> Markup {
    html! {
        table role="table" {
            caption { (caption) }
            thead role="rowgroup" {
                tr role="row" {
                    @for column in columns {
                        th scope="col" role="columnheader" class=[of(column)] { (column.name) }
                    }
                }
            }
            tbody role="rowgroup" {
                @for one in rows { (row(columns, one)) }
            }
            @if let Some(total) = total {
                tfoot role="rowgroup" { (row(columns, total)) }
            }
        }
    }
}

fn row(columns: &[Column<'_>], row: &Row) -> Markup {
    html! {
        tr role="row" class=[row.class.as_deref()] {
            @for (index, (column, cell)) in columns.iter().zip(&row.cells).enumerate() {
                @if index == 0 {
                    th scope="row" role="rowheader" { (cell) }
                } @else {
                    td role="cell" class=[of(column)] data-label=(column.name) { (cell) }
                }
            }
        }
    }
}

fn of(column: &Column<'_>) -> Option<&'static str> {
    column.number.then_some("number")
}
