//! Unicode text that was typed with the fonts of TCVN3 or VNI, as it comes out of workbooks.

use std::collections::BTreeSet;

use super::words::{
    ENOUGH, Tally, Verdict, is_old_letter, is_vietnamese_only, judge, offset, read_as,
};
use super::{Encoding, Example};

/// Tells text typed with an old font (`Uû ban nh©n d©n`, `UÛy ban nhaân daân`), by the first
/// word that shows it. Vietnamese and foreign names in Unicode are never taken for such text:
/// several words must make no sense as they stand and be syllables in the font, next to none
/// may fail in it, and no Vietnamese letter may occur that the font cannot give.
pub fn misread(text: &str) -> Option<Example> {
    if text.is_ascii() {
        return None;
    }
    let mut fonts = [Font::new(Encoding::Tcvn3), Font::new(Encoding::Vni)];
    let mut weighed = 0;
    for (index, line) in text.split('\n').enumerate() {
        if line.is_ascii() {
            continue;
        }
        if line.chars().any(is_vietnamese_only) {
            return None;
        }
        let words = line.split(|c| !is_in_word(c));
        for word in words.filter(|word| !word.is_ascii()).take(ENOUGH) {
            weighed += 1;
            for font in &mut fonts {
                font.weigh(word, index + 1, line);
            }
        }
        if weighed > ENOUGH {
            break;
        }
    }
    fonts.into_iter().find_map(Font::shown)
}

fn is_in_word(c: char) -> bool {
    c.is_alphabetic() || is_old_letter(c)
}

/// What speaks for one of the fonts.
struct Font<'a> {
    encoding: Encoding,
    tally: Tally,
    /// Words that can only be of this font.
    telling: BTreeSet<&'a str>,
    example: Option<Example>,
}

impl<'a> Font<'a> {
    fn new(encoding: Encoding) -> Self {
        Self {
            encoding,
            tally: Tally::default(),
            telling: BTreeSet::new(),
            example: None,
        }
    }

    fn weigh(&mut self, word: &'a str, line: usize, whole: &str) {
        let (reads, verdict) = read_as(word, self.encoding);
        self.tally.add(verdict);
        if verdict == Verdict::Reads && judge(word) == Verdict::Fails && self.is_telling(word) {
            self.telling.insert(word);
            let before = &whole[..offset(whole.as_bytes(), word.as_bytes())];
            self.example.get_or_insert_with(|| Example {
                encoding: self.encoding,
                line,
                column: before.chars().count() + 1,
                found: word.to_owned(),
                reads,
            });
        }
    }

    /// Whether nobody but a typist with this font writes such a word: with a sign amid its
    /// letters (TCVN3) or a mark behind one (VNI). `N·m`, `m×n`, `to¹` and `Loïc` are written.
    fn is_telling(&self, word: &str) -> bool {
        let telling = |c: char| match self.encoding {
            Encoding::Tcvn3 => {
                is_old_letter(c)
                    && (!c.is_alphabetic() || c == 'ª')
                    && !matches!(c, '·' | '¹' | '×' | '÷')
            }
            _ => is_old_letter(c) && !matches!(c, 'ï' | 'Ï'),
        };
        word.chars().count() > 2 && word.contains(telling)
    }

    fn shown(self) -> Option<Example> {
        let several = match self.encoding {
            Encoding::Tcvn3 => 2,
            _ => 3,
        };
        self.example
            .filter(|_| self.tally.fits() && self.telling.len() >= several)
    }
}
