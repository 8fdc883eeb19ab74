//! Vietnamese text made comparable.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text in NFC with invisible and control characters dropped and white space made plain and
/// single: safe to print.
pub fn tidy(text: &str) -> String {
    let visible = text.chars().filter(|c| !is_invisible(*c));
    let mut tidy = String::with_capacity(text.len());
    for c in visible.nfc() {
        if c.is_whitespace() {
            if !tidy.ends_with(' ') && !tidy.is_empty() {
                tidy.push(' ');
            }
        } else {
            tidy.push(c);
        }
    }
    tidy.truncate(tidy.trim_end().len());
    tidy
}

/// Whether a character prints nothing, or steers a terminal or the direction of text.
pub fn is_invisible(c: char) -> bool {
    let steers_terminals = c.is_control() && !c.is_whitespace();
    let steers_text =
        matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    steers_terminals || steers_text || matches!(c, '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

/// NFC alone: what file names are compared on.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// The letters and digits of `text` without case, diacritics, spaces and punctuation:
/// what headers and names are matched on. `Đ`, `đ` and the look-alike `Ð` become `d`.
pub fn key(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, 'đ' | 'ð') { 'd' } else { c })
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// A name as it is spelt, without regard to case, to spaces and to which letter of a word bears
/// its tone: `Hoà` is `hòa`, and `Lập` is not `Lạp`.
pub fn spelling(name: &str) -> String {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let words = tidy(name).to_lowercase();
    let spelt = words.split(|c: char| c.is_whitespace()).map(|word| {
        let (tones, letters): (String, String) = word.nfd().partition(|c| TONES.contains(c));
        letters + &tones
    });
    spelt.collect::<Vec<_>>().join(" ")
}

/// Whether text is written without any Vietnamese mark.
pub fn is_unmarked(text: &str) -> bool {
    text.nfd()
        .all(|c| !is_combining_mark(c) && !matches!(c, 'đ' | 'Đ'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_ignore_case_marks_spaces_and_the_two_ways_to_place_a_tone() {
        assert_eq!(key("Số, ký hiệu"), key("so_ky_hieu"));
        assert_eq!(key("ĐIỂM TỰ CHẤM"), "diemtucham");
        assert_eq!(key("Ðơn vị"), key("Đơn vị"));
        assert_eq!(key("hoà"), key("hòa"));
        assert_eq!(key("Uỷ ban"), key("Ủy ban"));
    }

    #[test]
    fn spelling_heeds_marks_and_not_where_a_tone_stands() {
        assert_eq!(spelling("UBND xã Hoà  An"), spelling("ubnd xã hòa an"));
        assert_ne!(spelling("Tân Lập"), spelling("Tân Lạp"));
        assert!(is_unmarked("UBND xa Tan Lap") && !is_unmarked("Đông"));
    }

    #[test]
    fn tidies_decomposed_letters_and_odd_spaces() {
        assert_eq!(tidy(" Ke\u{302}\u{301}\u{a0} hoạch\u{200b} "), "Kế hoạch");
    }
}
