//! A hidden sheet with what the paper is worked out from, as text cut into cells.

use rust_xlsxwriter::{Worksheet, XlsxError};

/// What the first cell of the sheet says; the others hold the record.
pub const HEAD: &str = "parindex/record/v1";

/// How much of it a cell holds, in units of UTF-16: Excel takes 32,767.
const MOST: usize = 32_000;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, name: &str, record: &str) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_hidden(true);
    sheet.write_string(0, 0, HEAD)?;
    // In cells `_x0041_` stands for a letter; in JSON it need not stand so.
    let record = record.replace("_x", "\\u005fx");
    for (row, piece) in (1..).zip(pieces(&record)) {
        sheet.write_string(row, 0, piece)?;
    }
    Ok(())
}

/// A text cut into pieces that fit into a cell each, none of which starts or ends with a blank:
/// programs may drop those.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut cut, mut units, mut before) = (0, 0, 0, ' ');
    for (at, letter) in text.char_indices() {
        if !before.is_whitespace() && !letter.is_whitespace() {
            cut = at;
        }
        units += letter.len_utf16();
        if units > MOST && cut > start {
            pieces.push(&text[start..cut]);
            units = text[cut..at].encode_utf16().count() + letter.len_utf16();
            start = cut;
        }
        before = letter;
    }
    pieces.push(&text[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_letters() {
        let text = format!("{}{}", "a".repeat(31_999), "bcd");
        assert_eq!(
            pieces(&text),
            [format!("{}b", "a".repeat(31_999)), "cd".to_owned()]
        );
    }

    #[test]
    fn no_piece_starts_or_ends_with_a_blank() {
        let text = format!("{} {}", "a".repeat(31_999), "b".repeat(40_000));
        let found = pieces(&text);
        assert_eq!(found.concat(), text);
        assert_eq!(found[0].len(), 31_998, "{}", found[0].len());
        assert!(found.iter().all(|piece| piece.trim() == *piece));
        assert!(found.iter().all(|piece| piece.len() <= MOST));
    }

    #[test]
    fn letters_beyond_the_first_plane_count_twice() {
        let text = "𠀀".repeat(20_000);
        let found = pieces(&text);
        assert_eq!(found.concat(), text);
        assert_eq!(found[0].encode_utf16().count(), 32_000);
    }

    #[test]
    fn a_short_text_is_one_piece() {
        assert_eq!(pieces("{}"), ["{}"]);
    }
}
