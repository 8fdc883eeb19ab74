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
    marks: Option<Marks>,
}

/// What a row of the score table is linked, shown and found by.
pub(super) struct Marks {
    pub(super) id: String,
    pub(super) class: String,
    /// The id of the row it stands under.
    pub(super) parent: Option<String>,
    /// Of leaves, the code of the field.
    pub(super) field: Option<String>,
    /// Of leaves, who answers for them, as the filter counts them.
    pub(super) owner: Option<usize>,
    /// Whether it lost points.
    pub(super) lost: bool,
}

impl Row {
    pub(super) fn new(cells: Vec<Markup>) -> Self {
        Self { cells, marks: None }
    }

    /// A row of the score table.
    pub(super) fn marked(cells: Vec<Markup>, marks: Marks) -> Self {
        Self {
            cells,
            marks: Some(marks),
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
    let marks = row.marks.as_ref();
    html! {
        tr role="row"
            id=[marks.map(|marks| &marks.id)]
            class=[marks.map(|marks| &marks.class)]
            data-parent=[marks.and_then(|marks| marks.parent.as_ref())]
            data-field=[marks.and_then(|marks| marks.field.as_ref())]
            data-owner=[marks.and_then(|marks| marks.owner)]
            data-lost[marks.is_some_and(|marks| marks.lost)] {
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
