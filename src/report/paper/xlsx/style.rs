//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::report::paper::{Align, Column, Role};
use crate::report::workbook::{HEADER, LINE, WARNING, plain};

/// Light enough to print and to be written on.
const FIELD: Color = Color::RGB(0xEA_EF_F8);
const INNER: Color = Color::RGB(0xF5_F5_F5);
const TOTAL: Color = Color::RGB(0xE4_E4_E4);
const SHORT: Color = Color::RGB(0xFD_E4_DC);

/// Running text.
pub(super) fn text() -> Format {
    plain().set_text_wrap().set_align(FormatAlign::Top)
}

/// Running text in the middle.
pub(super) fn middle() -> Format {
    text().set_align(FormatAlign::Center)
}

/// What must not be missed.
pub(super) fn banner() -> Format {
    middle().set_bold().set_font_color(WARNING)
}

/// A title, and what stands above a table.
pub(super) fn title() -> Format {
    middle().set_bold().set_font_size(14)
}

/// A cell of a table.
fn cell() -> Format {
    text().set_border(FormatBorder::Thin).set_border_color(LINE)
}

/// A column's header.
pub(super) fn header() -> Format {
    cell()
        .set_bold()
        .set_background_color(HEADER)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

/// A cell of a row in a column.
pub(super) fn body(role: Role, column: &Column) -> Format {
    let format = match role {
        Role::Field => cell().set_bold().set_background_color(FIELD),
        Role::Inner => cell().set_bold().set_background_color(INNER),
        Role::Leaf => cell(),
        Role::Total => cell().set_bold().set_background_color(TOTAL),
    };
    let format = match column.decimals {
        0 => format,
        decimals => format.set_num_format(format!("#,##0.{}", "0".repeat(decimals as usize))),
    };
    match column.align {
        Align::Left => format.set_align(FormatAlign::Left),
        // Clear of the words beside them, as in the workbook that is filled in.
        Align::Center | Align::Right => format.set_align(FormatAlign::Center),
    }
}

/// What a cell below the most it can reach has besides.
pub(super) fn short() -> Format {
    Format::new().set_background_color(SHORT)
}
