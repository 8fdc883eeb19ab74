//! The sheet that says what the paper is: its text from the banner to the signature, a line
//! each, and the way to the sheets of its tables.

use rust_xlsxwriter::{Format, FormatAlign, Url, Worksheet, XlsxError};

use super::aside::quoted;
use super::cells::{printable, text};
use super::style;
use crate::report::paper::{Block, Closing, Paper};
use crate::report::workbook::{heights, print_setup};
use crate::text::lang::Lang;

/// The width of the only column in digits.
const WIDTH: u8 = 84;

/// A line of the sheet.
enum Line<'a> {
    Said(String, Format),
    /// What a table is about, and its sheet.
    Table(String, &'a str),
    Gap,
}

/// Writes the sheet; `sheets` are the names of those of the tables.
pub(super) fn write(
    sheet: &mut Worksheet,
    paper: &Paper,
    sheets: &[&str],
    lang: Lang,
) -> Result<(), XlsxError> {
    print_setup(sheet);
    sheet.set_column_width(0, WIDTH)?;
    for (row, line) in (0..).zip(lines(paper, sheets, lang)) {
        match line {
            Line::Said(said, format) => {
                text(sheet, (row, 0), &said, &format)?;
                heights::set(sheet, row, heights::lines(&said, WIDTH))?;
            }
            Line::Table(said, name) => {
                let said = printable(&said);
                let link = format!("internal:{}!A1", quoted(name));
                let link = Url::new(link).set_text(&said);
                let format = style::text().set_underline(rust_xlsxwriter::FormatUnderline::Single);
                sheet.write_url_with_format(row, 0, link, &format)?;
                heights::set(sheet, row, heights::lines(&said, WIDTH))?;
            }
            Line::Gap => {}
        }
    }
    Ok(())
}

fn lines<'a>(paper: &Paper, sheets: &[&'a str], lang: Lang) -> Vec<Line<'a>> {
    let bold = || style::text().set_bold();
    let mut lines = Vec::new();
    let mut said = |text: &str, format: Format| lines.push(Line::Said(text.to_owned(), format));
    if let Some(banner) = &paper.banner {
        said(banner, style::banner());
    }
    if let Some(head) = &paper.head {
        said(&head.body, style::middle().set_bold());
        said(&head.symbol, style::middle());
        said(&head.nation, style::middle().set_bold());
        said(&head.motto, style::middle().set_bold());
        said(&head.place_and_date, style::middle().set_italic());
        lines.push(Line::Gap);
    }
    let mut said = |text: &str, format: Format| lines.push(Line::Said(text.to_owned(), format));
    said(&paper.kind, style::title());
    said(&paper.about, style::middle().set_bold());
    lines.push(Line::Gap);
    let mut sheets = sheets.iter().copied();
    let mut block = |block: &Block| match block {
        Block::Part(title) | Block::Section(title) => Line::Said(title.clone(), bold()),
        Block::Text(said) => Line::Said(said.clone(), style::text()),
        Block::Ground(said) => Line::Said(said.clone(), style::text().set_italic()),
        Block::Item(said) => {
            let format = style::text().set_indent(1);
            Line::Said(format!("- {said}"), format)
        }
        Block::Table(table) => {
            let name = sheets.next().unwrap_or_default();
            let word = lang.pick("Xem trang", "See the sheet");
            let line = match &table.caption {
                Some(caption) => format!("{caption}: {} «{name}»", word.to_lowercase()),
                None => format!("{word} «{name}»"),
            };
            Line::Table(line, name)
        }
    };
    lines.extend(paper.body.iter().map(&mut block));
    if let Some(closing) = &paper.closing {
        let right = || style::middle().set_align(FormatAlign::Right);
        lines.push(Line::Gap);
        for line in &closing.signer_title {
            lines.push(Line::Said(line.clone(), right().set_bold()));
        }
        let name = closing.signer_name.clone();
        lines.push(Line::Said(name, right().set_bold()));
        lines.push(Line::Gap);
        let heading = Closing::heading(lang).to_owned();
        lines.push(Line::Said(heading, bold().set_italic()));
        for to in &closing.recipients {
            lines.push(Line::Said(format!("- {to}"), style::text()));
        }
    }
    for annex in &paper.annexes {
        lines.push(Line::Gap);
        lines.push(Line::Said(annex.title.clone(), bold()));
        lines.extend(annex.body.iter().map(&mut block));
    }
    lines
}
