//! Tables: as wide as the text, with a header on each page and rows that are not torn apart.

use super::blocks::Writer;
use super::styles::Style;
use super::text::Paragraph;
use super::widths;
use super::xml::Element;
use crate::report::paper::{Align, Column, Role, Row, Table};

/// How many lines a row may have that is kept on one page: half of a page that lies.
const LONGEST_KEPT: u32 = 18;

const HEADER_FILL: &str = "E7E6E6";
const FIELD_FILL: &str = "F2F2F2";

/// How a row looks.
#[derive(Clone, Copy, Debug)]
struct Look {
    bold: bool,
    italic: bool,
    fill: Option<&'static str>,
    keep_next: bool,
}

impl Writer<'_> {
    /// The table; nothing where it has no columns.
    pub(super) fn table(&self, table: &Table, tied: bool) -> Option<Element> {
        if table.columns.is_empty() {
            return None;
        }
        let texts: Vec<Vec<String>> = table
            .rows
            .iter()
            .map(|row| self.texts(row, &table.columns))
            .collect();
        let widths = self.column_widths(table, &texts);
        let grid = widths
            .iter()
            .map(|width| Element::new("w:gridCol").attr("w:w", &width.to_string()));
        let last = table.rows.len().saturating_sub(1);
        let rows = table.rows.iter().zip(&texts).enumerate();
        let rows = rows.map(|(index, (row, texts))| {
            // A total does not stand on a page alone.
            let total_next = table
                .rows
                .get(index + 1)
                .is_some_and(|next| next.role == Role::Total);
            let look = Look::of(row.role, total_next || (tied && index == last));
            let cells = table.columns.iter().enumerate().map(|(index, column)| {
                let text = texts.get(index).map_or("", String::as_str);
                self.cell(text, widths[index], align(column.align), look)
            });
            let lines = texts.iter().zip(&widths);
            let lines = lines.map(|(text, width)| widths::lines(text, *width));
            let kept = lines.max().unwrap_or(0) <= LONGEST_KEPT;
            row_of(kept.then(|| Element::new("w:cantSplit")), cells)
        });
        let header = table.columns.iter().zip(&widths);
        let header =
            header.map(|(column, width)| self.cell(&column.title, *width, "center", Look::HEADER));
        let repeated = ["w:cantSplit", "w:tblHeader"].map(Element::new);
        Some(
            Element::new("w:tbl")
                .child(self.table_properties())
                .child(Element::new("w:tblGrid").with(grid))
                .child(row_of(repeated, header))
                .with(rows),
        )
    }

    /// The words of a row's cells.
    fn texts(&self, row: &Row, columns: &[Column]) -> Vec<String> {
        row.cells
            .iter()
            .zip(columns)
            .map(|(cell, column)| cell.shown(column, self.lang))
            .collect()
    }

    fn column_widths(&self, table: &Table, texts: &[Vec<String>]) -> Vec<u32> {
        let shares: Vec<u16> = table.columns.iter().map(|column| column.width).collect();
        let least = |(index, column): (usize, &Column)| {
            let cells = texts.iter().filter_map(|row| row.get(index));
            let longest = cells.map(|text| widths::longest_word(text)).max();
            longest
                .unwrap_or(0)
                .max(widths::longest_word(&column.title))
        };
        let least: Vec<u32> = table.columns.iter().enumerate().map(least).collect();
        widths::widths(&shares, &least, self.width)
    }

    fn table_properties(&self) -> Element {
        let style = self.styles.table();
        let borders = [
            "w:top",
            "w:left",
            "w:bottom",
            "w:right",
            "w:insideH",
            "w:insideV",
        ];
        let borders = borders.map(|side| {
            Element::new(side)
                .attr("w:val", "single")
                .attr("w:sz", "4")
                .attr("w:space", "0")
                .attr("w:color", "auto")
        });
        let margins = ["w:left", "w:right"].map(|side| width_of(side, 85));
        let written_out = style.is_none();
        Element::new("w:tblPr")
            .with(style.map(|id| Element::new("w:tblStyle").attr("w:val", id)))
            .child(width_of("w:tblW", self.width))
            .child(Element::new("w:jc").attr("w:val", "center"))
            .with(written_out.then(|| Element::new("w:tblBorders").with(borders)))
            .child(Element::new("w:tblLayout").attr("w:type", "fixed"))
            .with(written_out.then(|| Element::new("w:tblCellMar").with(margins)))
    }

    fn cell(&self, text: &str, width: u32, align: &'static str, look: Look) -> Element {
        let shade = |fill| {
            Element::new("w:shd")
                .attr("w:val", "clear")
                .attr("w:color", "auto")
                .attr("w:fill", fill)
        };
        let properties = Element::new("w:tcPr")
            .child(width_of("w:tcW", width))
            .with(look.fill.map(shade))
            .child(Element::new("w:vAlign").attr("w:val", "center"));
        let paragraph = Paragraph {
            align: Some(align),
            bold: look.bold,
            italic: look.italic,
            keep_next: look.keep_next,
            ..Paragraph::new(Style::Cell, text)
        };
        Element::new("w:tc")
            .child(properties)
            .child(paragraph.build(self.styles))
    }
}

impl Look {
    const HEADER: Self = Self {
        bold: true,
        italic: false,
        fill: Some(HEADER_FILL),
        keep_next: true,
    };

    /// A row above others stays with them, and so does a `tied` one with what follows.
    fn of(role: Role, tied: bool) -> Self {
        let above = matches!(role, Role::Field | Role::Inner);
        Self {
            bold: role != Role::Leaf,
            italic: role == Role::Inner,
            fill: (role == Role::Field).then_some(FIELD_FILL),
            keep_next: above || tied,
        }
    }
}

fn row_of(
    properties: impl IntoIterator<Item = Element>,
    cells: impl Iterator<Item = Element>,
) -> Element {
    let properties = Element::new("w:trPr").with(properties);
    Element::new("w:tr")
        .with((!properties.children.is_empty()).then_some(properties))
        .with(cells)
}

/// A width in twentieths of a point.
fn width_of(name: &'static str, width: u32) -> Element {
    Element::new(name)
        .attr("w:w", &width.to_string())
        .attr("w:type", "dxa")
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}
