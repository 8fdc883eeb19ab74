//! How cells look: given ones plain, those to fill in shaded. Nothing is protected.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Note};

use crate::report::workbook::{FONT, HEADER, LINE, SHADE, WARNING, plain};

/// Words beside the matter; dark enough to be read when printed.
const ASIDE: Color = Color::RGB(0x59_59_59);

/// What cells hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Whatever is typed, as it is typed: codes stay text.
    Text,
    /// A day.
    Day,
    /// A whole number.
    Count,
    /// An amount: from a million on with thousands marked, else with all its decimals.
    Money,
    /// Any number.
    Number,
    /// A share: 98,32 typed is 98,32 %, up to four decimals are shown.
    Percent,
}

impl Holds {
    fn number_format(self) -> &'static str {
        match self {
            Self::Text => "@",
            Self::Day => "dd/mm/yyyy",
            Self::Count => "#,##0",
            Self::Money => "[>=1000000]#,##0;General",
            Self::Number => "General",
            Self::Percent => "0.00##%",
        }
    }
}

fn cell(holds: Holds) -> Format {
    let format = plain()
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
        .set_num_format(holds.number_format())
        .set_align(FormatAlign::Top);
    match holds {
        Holds::Text => format.set_text_wrap(),
        Holds::Day => format.set_align(FormatAlign::Center),
        Holds::Count | Holds::Money | Holds::Number | Holds::Percent => {
            format.set_align(FormatAlign::Right)
        }
    }
}

/// A cell that the set fills. Its numbers stand in the middle, clear of the texts beside them.
pub(super) fn given(holds: Holds) -> Format {
    match holds {
        Holds::Text => cell(holds),
        _ => cell(holds).set_align(FormatAlign::Center),
    }
}

/// A cell for people to fill in.
pub(super) fn fill(holds: Holds) -> Format {
    cell(holds).set_background_color(SHADE)
}

/// A cell with words that only go with others.
pub(super) fn aside() -> Format {
    cell(Holds::Text).set_font_color(ASIDE)
}

/// A column's header.
pub(super) fn header() -> Format {
    cell(Holds::Text)
        .set_bold()
        .set_background_color(HEADER)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

/// A total.
pub(super) fn total(holds: Holds) -> Format {
    cell(holds).set_bold()
}

/// The title of a sheet.
pub(super) fn title() -> Format {
    plain().set_bold().set_font_size(14).set_text_wrap()
}

/// A heading within a sheet.
pub(super) fn heading() -> Format {
    plain().set_bold()
}

/// Running text.
pub(super) fn text() -> Format {
    plain().set_text_wrap().set_align(FormatAlign::Top)
}

/// What must not be missed.
pub(super) fn warning() -> Format {
    title().set_font_size(12).set_font_color(WARNING)
}

/// A note of this text, wide and high enough to show all of it.
pub(super) fn note(text: &str) -> Note {
    const LETTERS_A_LINE: usize = 46;
    let lines = text
        .lines()
        .map(|line| 1 + line.chars().count() / LETTERS_A_LINE);
    let lines = u32::try_from(lines.sum::<usize>()).unwrap_or(40).min(40);
    Note::new(text)
        .set_author("parindex")
        .add_author_prefix(false)
        .set_font_name(FONT)
        .set_font_size(11)
        .set_width(320)
        .set_height(16 + 19 * lines)
}
