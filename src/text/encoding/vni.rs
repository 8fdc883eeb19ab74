//! VNI for Windows: a mark of its own behind the letter that bears it, or one byte for both.

use std::iter;

use unicode_normalization::UnicodeNormalization;

/// The tones, as combining characters.
const TONES: [&str; 5] = ["\u{301}", "\u{300}", "\u{309}", "\u{303}", "\u{323}"];
/// Marks that are a tone alone.
const TONE: &str = "ùøûõï";
/// Marks with a circumflex: alone, then with each tone.
const CIRCUMFLEX: &str = "âáàåãä";
/// Marks with a breve: alone, then with each tone.
const BREVE: &str = "êéèúüë";

/// Text typed with these fonts. A mark without a letter that can bear it stays as it is.
pub(super) fn convert(text: &str) -> String {
    letters(text).map(|(letter, _)| letter).collect()
}

/// Whether a mark stands where no letter can bear it.
pub(super) fn has_stray_mark(text: &str) -> bool {
    letters(text).any(|(_, stray)| stray)
}

/// The letters that the fonts show for `text`, and whether one is a mark alone.
fn letters(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut characters = text.chars().peekable();
    iter::from_fn(move || {
        let c = characters.next()?;
        let letter = letter(c).unwrap_or(c);
        let marked = characters.peek().and_then(|mark| marked(letter, *mark));
        if marked.is_some() {
            characters.next();
        }
        Some((marked.unwrap_or(letter), is_mark(c)))
    })
}

/// Whether the fonts use `c`, a character of Windows-1252, for a letter or a mark.
pub(super) fn is_used(c: char) -> bool {
    letter(c).is_some() || is_mark(c)
}

fn is_mark(c: char) -> bool {
    let mark = small(c);
    [TONE, CIRCUMFLEX, BREVE]
        .iter()
        .any(|marks| marks.contains(mark))
}

/// A letter that is one byte.
fn letter(c: char) -> Option<char> {
    let letter = match small(c) {
        'ô' => 'ơ',
        'ö' => 'ư',
        'í' => 'í',
        'ì' => 'ì',
        'æ' => 'ỉ',
        'ó' => 'ĩ',
        'ò' => 'ị',
        'î' => 'ỵ',
        'ñ' => 'đ',
        _ => return None,
    };
    if c.is_uppercase() {
        letter.to_uppercase().next()
    } else {
        Some(letter)
    }
}

/// `letter` with the mark that the fonts show for `mark`; that may be of the other case.
fn marked(letter: char, mark: char) -> Option<char> {
    let mark = small(mark);
    let place = |marks: &str| marks.chars().position(|c| c == mark);
    let (shape, tone) = match small(letter) {
        'a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'ư' if TONE.contains(mark) => ("", place(TONE)),
        'a' | 'e' | 'o' if CIRCUMFLEX.contains(mark) => {
            ("\u{302}", place(CIRCUMFLEX)?.checked_sub(1))
        }
        'a' if BREVE.contains(mark) => ("\u{306}", place(BREVE)?.checked_sub(1)),
        _ => return None,
    };
    let tone = tone.map_or("", |tone| TONES[tone]);
    let parts = [letter]
        .into_iter()
        .chain(shape.chars())
        .chain(tone.chars());
    parts.nfc().next()
}

fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}
