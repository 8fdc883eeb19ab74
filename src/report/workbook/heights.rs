//! How high rows are: as high as their text needs, and growing with what is typed.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{Worksheet, XlsxError};
use unicode_normalization::UnicodeNormalization;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The height of a line in pixels, at 12 points.
const LINE: u32 = 21;

/// How many lines a text takes in a column `width` digits wide, broken between words.
pub(crate) fn lines(text: &str, width: u8) -> u32 {
    text.split('\n').map(|line| lines_of(line, width)).sum()
}

fn lines_of(text: &str, width: u8) -> u32 {
    let width = 100 * usize::from(width.max(1));
    let space = letter_width(' ');
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ') {
        let length: usize = word.nfc().map(letter_width).sum();
        if used > 0 && used + space + length > width {
            lines += 1;
            used = 0;
        }
        // A word that is too long is broken itself.
        lines += length.saturating_sub(1) / width;
        used = if used == 0 {
            length % width
        } else {
            used + space + length
        };
    }
    u32::try_from(lines).unwrap_or(u32::MAX)
}

/// How wide a column has to be, in digits, so that a text of one line is not broken.
pub(crate) fn width(text: &str) -> usize {
    let width: usize = text.nfc().map(letter_width).sum();
    width.div_ceil(100)
}

/// The width of a letter of Times New Roman in hundredths of a digit's, rather too much.
fn letter_width(letter: char) -> usize {
    let base = letter.nfd().next().unwrap_or(letter);
    match base {
        'm' | 'w' => 156,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' => 67,
        ' ' | '.' | ',' | ';' | ':' | '\'' => 56,
        _ if base.is_uppercase() => 144,
        _ => 100,
    }
}

/// Makes a row high enough for so many lines.
pub(crate) fn set(sheet: &mut Worksheet, row: u32, lines: u32) -> Result<(), XlsxError> {
    // No row can be higher than 409 points.
    const MOST: u32 = 25;
    sheet.set_row_height_pixels(row, 2 + LINE * lines.min(MOST))?;
    Ok(())
}

/// Takes back that the heights of rows were set by hand, which keeps rows from growing with
/// what is typed. Without any heights LibreOffice shows one line of each row.
///
/// # Errors
/// Never in practice: it reads what was just written, and writes to memory.
pub(crate) fn let_rows_grow(workbook: Vec<u8>) -> std::io::Result<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(workbook))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut entry = from.by_index(index)?;
        let name = entry.name()?.into_owned();
        if !name.starts_with("xl/worksheets/sheet") {
            to.raw_copy_file(entry)?;
            continue;
        }
        let mut sheet = String::new();
        entry.read_to_string(&mut sheet)?;
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        to.start_file(name, options)?;
        to.write_all(without_custom_heights(&sheet).as_bytes())?;
    }
    Ok(to.finish()?.into_inner())
}

/// Only tags of rows have the attribute; in cells there is none, for texts stand elsewhere.
fn without_custom_heights(sheet: &str) -> String {
    sheet.replace(" customHeight=\"1\"", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        assert_eq!(lines("", 9), 1);
        assert_eq!(lines("1.1.3", 9), 1);
        assert_eq!(lines("một\nhai", 9), 2);
        // Each 100 but r and i: "Ban" 344, a space 56, "hành" 400; "Kế" 244, "hoạch" 500.
        assert_eq!(lines("Ban hành Kế hoạch", 8), 2);
        assert_eq!(lines("Ban hành Kế hoạch", 7), 3);
        // 2000 in lines of 800, and 56 + 100 behind the 400 left over.
        assert_eq!(lines("aaaaaaaaaaaaaaaaaaaa a", 8), 3);
        assert_eq!(lines("aaaaaaaaaaaaaaaaaaaa aaa aa", 8), 4);
    }
}
