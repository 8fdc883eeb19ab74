//! UTF-8 and UTF-16, with and without a byte order mark.

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::{Decoded, Encoding, Undecodable, words};

/// Reads bytes that are Unicode by their byte order mark, by where their NULs stand, or by being
/// valid UTF-8; `None` where they are not.
pub(super) fn read(bytes: &[u8]) -> Option<Result<Decoded, Undecodable>> {
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((marked, _)) if marked == UTF_16LE => Encoding::Utf16Le,
        Some((marked, _)) if marked == UTF_16BE => Encoding::Utf16Be,
        Some(_) => Encoding::Utf8,
        None if bytes.contains(&0) => by_nuls(bytes).unwrap_or(Encoding::Utf8),
        None => {
            let text = std::str::from_utf8(bytes).ok()?;
            let encoding = Encoding::Utf8;
            return Some(whole(text.to_owned()).map(|text| Decoded { text, encoding }));
        }
    };
    let text = match encoding {
        Encoding::Utf16Le => utf16(bytes, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(bytes, u16::from_be_bytes),
        _ => utf8(bytes),
    };
    Some(text.map(|text| Decoded { text, encoding }))
}

/// UTF-16 has NULs in every other place, one for each ASCII character; a table has such
/// characters by the dozen, its separators at least. The other places have few: U+0300, the
/// grave tone of NFD, is one.
fn by_nuls(bytes: &[u8]) -> Option<Encoding> {
    let nuls = |from: usize| bytes.iter().skip(from).step_by(2).filter(|b| **b == 0);
    let (first, second) = (nuls(0).count(), nuls(1).count());
    let telling = |many: usize, few: usize| many * 4 >= bytes.len() / 2 && few * 4 <= many;
    if telling(second, first) {
        Some(Encoding::Utf16Le)
    } else if telling(first, second) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// Reads UTF-8.
pub(super) fn utf8(bytes: &[u8]) -> Result<String, Undecodable> {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    without_nul(bytes)?;
    match std::str::from_utf8(bytes) {
        Ok(text) => whole(text.to_owned()),
        Err(_) => Err(Undecodable::no_text(head(bytes))),
    }
}

/// The UTF-8 that `bytes` begin with.
pub(super) fn head(bytes: &[u8]) -> &str {
    bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
}

/// Whether bytes that are no UTF-8 were UTF-8 once: `ế`, `ộ`, `đ` are in them as it writes them,
/// which no other encoding writes.
pub(super) fn is_damaged(bytes: &[u8]) -> bool {
    bytes
        .utf8_chunks()
        .any(|chunk| chunk.valid().contains(words::is_composed_only))
}

/// Fails at the first NUL.
fn without_nul(bytes: &[u8]) -> Result<(), Undecodable> {
    if !bytes.contains(&0) {
        return Ok(());
    }
    let text = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    Err(Undecodable::binary(&String::from_utf8_lossy(text)))
}

/// Reads UTF-16, whose two bytes `unit` puts together.
pub(super) fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Undecodable> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let marked = pairs.first().is_some_and(|pair| unit(*pair) == 0xFEFF);
    let units = pairs.iter().skip(usize::from(marked)).copied().map(unit);
    let mut text = String::with_capacity(bytes.len());
    for c in char::decode_utf16(units) {
        match c {
            Ok('\0') => return Err(Undecodable::binary(&text)),
            Ok(c) => text.push(c),
            Err(_) => return Err(Undecodable::no_text(&text)),
        }
    }
    if !odd.is_empty() {
        return Err(Undecodable::no_text(&text));
    }
    // A table has separators and line ends. Without one ASCII character, bytes of another
    // encoding were taken in pairs, or these in the wrong order.
    if !marked && !text.is_empty() && !text.contains(|c: char| c.is_ascii()) {
        return Err(Undecodable::no_text(""));
    }
    whole(text)
}

/// Text without U+FFFD, which a program before put for what it could not read, and without
/// U+FFFE, a byte order mark the wrong way round.
fn whole(text: String) -> Result<String, Undecodable> {
    if text.is_ascii() {
        return Ok(text);
    }
    let lost = [text.find('\u{FFFD}'), text.find('\u{FFFE}')];
    match lost.into_iter().flatten().min() {
        Some(at) => Err(Undecodable::no_text(&text[..at])),
        None => Ok(text),
    }
}
