//! One byte per letter: Windows-1258, and what only looks like it.

use std::{array, slice};

use encoding_rs::{WINDOWS_1252, WINDOWS_1258, mem};
use unicode_normalization::UnicodeNormalization;

use super::words::{ENOUGH, Tally, Verdict, is_latin, judge, offset, read_as};
use super::{Encoding, Example, Undecodable, end_of, is_of, unicode};

/// Reads bytes that are not Unicode: as Windows-1258, where they are Vietnamese so and only so.
pub(super) fn read(bytes: &[u8]) -> Result<String, Undecodable> {
    if unicode::is_damaged(bytes) {
        return Err(Undecodable::no_text(unicode::head(bytes)));
    }
    let signs = signs();
    let seen = Seen::of(bytes, &signs);
    if seen.is_windows_1258() || bytes.iter().all(|byte| signs[usize::from(*byte)]) {
        return decode(bytes);
    }
    if let Some(example) = seen.example() {
        return Err(Undecodable::NeedsWord(example));
    }
    Err(Undecodable::no_text(unicode::head(bytes)))
}

/// The bytes that are the same sign in all three encodings: ASCII, the hard space, dashes and
/// quotes, `°`, `²`.
fn signs() -> [bool; 256] {
    array::from_fn(|byte| u8::try_from(byte).is_ok_and(is_sign))
}

fn is_sign(byte: u8) -> bool {
    let (typed, _) = WINDOWS_1252.decode_without_bom_handling(slice::from_ref(&byte));
    let (modern, _) = WINDOWS_1258.decode_without_bom_handling(slice::from_ref(&byte));
    let fonts = [Encoding::Tcvn3, Encoding::Vni];
    let is_letter = |c| is_latin(c) || fonts.iter().any(|font| is_of(*font, c));
    typed == modern && assigned(&typed).is_ok() && !typed.contains(is_letter)
}

/// How the words of a text read in each encoding.
struct Seen {
    windows_1258: Tally,
    fonts: [Font; 2],
}

/// How they read in an old font, and the first that is no Vietnamese otherwise.
struct Font {
    encoding: Encoding,
    tally: Tally,
    example: Option<Example>,
}

impl Seen {
    fn of(bytes: &[u8], signs: &[bool; 256]) -> Self {
        let mut seen = Self {
            windows_1258: Tally::default(),
            fonts: [Encoding::Tcvn3, Encoding::Vni].map(|encoding| Font {
                encoding,
                tally: Tally::default(),
                example: None,
            }),
        };
        let words = bytes.split(|byte| !is_in_word(*byte));
        // One byte alone is a sign as often as a word: §, ½, ©.
        let is_telling =
            |word: &&[u8]| word.len() > 1 && !word.iter().all(|byte| signs[usize::from(*byte)]);
        let telling = words.filter(is_telling);
        for word in telling.take(ENOUGH) {
            seen.weigh(bytes, word);
        }
        seen
    }

    fn weigh(&mut self, bytes: &[u8], word: &[u8]) {
        let (composed, _) = WINDOWS_1258.decode_without_bom_handling(word);
        let modern = judge(&composed.nfc().collect::<String>());
        self.windows_1258.add(modern);
        let (typed, _) = WINDOWS_1252.decode_without_bom_handling(word);
        for font in &mut self.fonts {
            let (reads, verdict) = read_as(&typed, font.encoding);
            font.tally.add(verdict);
            if verdict == Verdict::Reads && modern != Verdict::Reads && font.example.is_none() {
                let start = offset(bytes, word);
                let (line, column) = end_of(&mem::decode_latin1(&bytes[..start]));
                font.example = Some(Example {
                    encoding: font.encoding,
                    line,
                    column,
                    found: typed.to_string(),
                    reads,
                });
            }
        }
    }

    fn is_windows_1258(&self) -> bool {
        self.windows_1258.fits() && self.fonts.iter().all(|font| font.tally.is_chance())
    }

    /// The example of the old font in which the text reads, where it reads best so.
    fn example(self) -> Option<Example> {
        let [tcvn3, vni] = self.fonts;
        let (font, other) = if tcvn3.tally.reads > vni.tally.reads {
            (tcvn3, vni)
        } else {
            (vni, tcvn3)
        };
        let best = font.tally.reads > other.tally.reads.max(self.windows_1258.reads);
        font.example.filter(|_| best && font.tally.fits())
    }
}

/// A letter in one of the three encodings; 80 to A0 are quotes, dashes and the hard space in all.
fn is_in_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte > 0xA0
}

/// Reads Windows-1258, as the user says. Bytes that are Unicode contradict that.
pub(super) fn windows_1258(bytes: &[u8]) -> Result<String, Undecodable> {
    match unicode::read(bytes) {
        None => decode(bytes),
        Some(Ok(read)) if read.text.as_bytes() == bytes && bytes.is_ascii() => Ok(read.text),
        Some(Err(binary @ Undecodable::Binary { .. })) => Err(binary),
        Some(_) => {
            let is_foreign = |byte: &u8| *byte == 0 || !byte.is_ascii();
            let own = bytes.split(is_foreign).next().unwrap_or_default();
            Err(Undecodable::no_text(unicode::head(own)))
        }
    }
}

fn decode(bytes: &[u8]) -> Result<String, Undecodable> {
    let (text, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
    let mut composed = String::with_capacity(text.len());
    for line in assigned(&text)?.split_inclusive('\n') {
        if line.is_ascii() {
            composed.push_str(line);
        } else {
            composed.extend(line.nfc());
        }
    }
    Ok(composed)
}

/// Reads Windows-1252, on which the old fonts stand.
pub(super) fn windows_1252(bytes: &[u8]) -> Result<String, Undecodable> {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Ok(assigned(&text)?.to_owned())
}

/// Bytes that a code page leaves free come out as the controls U+0080 to U+009F.
fn assigned(text: &str) -> Result<&str, Undecodable> {
    match text.find(|c| matches!(c, '\u{80}'..='\u{9F}')) {
        Some(at) => Err(Undecodable::no_text(&text[..at])),
        None => Ok(text),
    }
}
