//! What single words tell of the encoding that they are in.

use super::{Encoding, convert, is_of, syllable, vni};

/// So many words are weighed at most: those of the head of a table tell what the rest is.
pub(super) const ENOUGH: usize = 1000;

/// What one reading of a word says for that reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is a Vietnamese syllable, or an abbreviation like QĐ or HĐND.
    Reads,
    /// It is neither.
    Fails,
    /// It has no letters beyond ASCII: `m²`.
    Silent,
}

/// How the words of a text fare in one reading.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// Words that read as Vietnamese.
    pub(super) reads: usize,
    /// Words that do not.
    pub(super) fails: usize,
}

impl Tally {
    pub(super) fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Reads => self.reads += 1,
            Verdict::Fails => self.fails += 1,
            Verdict::Silent => {}
        }
    }

    /// Four words of five read: the rest are names and slips.
    pub(super) fn fits(self) -> bool {
        self.reads > 0 && self.reads >= self.fails * 4
    }

    /// At most as many words read as do not, and some do not: what reads does so by chance.
    pub(super) fn is_chance(self) -> bool {
        self.fails > 0 && self.reads <= self.fails
    }
}

/// Judges one reading of a word.
pub(super) fn judge(word: &str) -> Verdict {
    let word = word.trim_matches(|c: char| !c.is_ascii() && is_around_words(c));
    let said = word.chars().any(is_letter) && !word.is_ascii();
    if !said {
        Verdict::Silent
    } else if is_abbreviation(word) || is_cased(word) && syllable::is_plausible(word) {
        Verdict::Reads
    } else {
        Verdict::Fails
    }
}

/// A word as it would read in an old font, and what that says. It fails with a letter that the
/// font has not.
pub(super) fn read_as(word: &str, font: Encoding) -> (String, Verdict) {
    let reads = convert(word, font);
    let stray = font == Encoding::Vni && vni::has_stray_mark(word);
    let verdict = if stray || word.contains(|c| is_latin(c) && !is_of(font, c)) {
        Verdict::Fails
    } else {
        judge(&reads)
    };
    (reads, verdict)
}

/// The signs of units and notes (m², °C, a¹) and whatever stands beyond Latin-1 without being a
/// letter: quotes, dashes.
fn is_around_words(c: char) -> bool {
    matches!(c, '°' | '²' | '³' | '¹' | '·') || !is_letter(c) && c > '\u{FF}'
}

/// Capitals of which one is Đ: QĐ, HĐND, BCĐ.
fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().count();
    (2..=8).contains(&letters)
        && word.contains('Đ')
        && word.chars().all(|c| c.is_ascii_uppercase() || c == 'Đ')
}

/// Small letters, a capital before small letters, or capitals.
fn is_cased(word: &str) -> bool {
    let mut behind = word.chars().skip(1);
    let small = behind.clone().all(char::is_lowercase);
    small || behind.all(char::is_uppercase) && word.starts_with(char::is_uppercase)
}

/// A letter, and not one of the signs that Unicode counts as letters too.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, 'ª' | 'µ' | 'º') || is_combining(c)
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// A Latin letter beyond ASCII, or a mark for one.
pub(super) fn is_latin(c: char) -> bool {
    is_letter(c)
        && matches!(c, '\u{80}'..='\u{24F}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}')
}

/// A letter or mark of Vietnamese that only Unicode gives: text with it was not typed with old
/// fonts.
pub(super) fn is_vietnamese_only(c: char) -> bool {
    is_composed_only(c) || is_combining(c)
}

/// Such a letter in one piece.
pub(super) fn is_composed_only(c: char) -> bool {
    matches!(c, '\u{1EA0}'..='\u{1EF9}') || "ăĂđĐĩĨũŨơƠưƯ".contains(c)
}

/// Where the old fonts have their letters: in the upper half of Latin-1.
pub(super) fn is_old_letter(c: char) -> bool {
    matches!(c, '\u{A1}'..='\u{FF}')
}

/// How far into `whole` its part `part` begins, in bytes.
pub(super) fn offset(whole: &[u8], part: &[u8]) -> usize {
    part.as_ptr().addr() - whole.as_ptr().addr()
}
