//! What the codes of a font mean and how wide they are.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object};

use super::objects::Objects;
use super::ranges::Ranges;

/// So much of a map is read; real ones have some kilobytes.
const LONGEST_MAP: usize = 1 << 20;

/// A font of a page.
#[derive(Default)]
pub(super) struct Font {
    /// Whether a code is two bytes (Type0) rather than one.
    is_wide: bool,
    meanings: Ranges<Meaning>,
    /// In thousandths of the font size; for many codes in turn, or one for all.
    widths: Ranges<Vec<f32>>,
    other_width: f32,
}

enum Meaning {
    /// UTF-16; the last unit rises with the code.
    Rising(Vec<u16>),
    /// One text for each code.
    Each(Vec<String>),
}

/// One code of a string.
pub(super) struct Glyph {
    /// What it says; nothing where nobody can tell.
    pub(super) text: Option<String>,
    /// Thousandths of the font size.
    pub(super) width: f32,
    /// Whether it is the one-byte code 32, which word spacing applies to.
    pub(super) is_space: bool,
}

impl Font {
    /// Reads a font of a page's resources.
    pub(super) fn read(objects: &Objects, font: &Dictionary) -> Self {
        let is_wide = matches!(font.get(b"Subtype"), Ok(Object::Name(name)) if name == b"Type0");
        let mut read = Self {
            is_wide,
            meanings: meanings(objects, font, is_wide),
            ..Self::default()
        };
        if is_wide {
            read.wide_widths(objects, font);
        } else {
            read.narrow_widths(objects, font);
        }
        read
    }

    /// The codes of a string.
    pub(super) fn glyphs<'f>(&'f self, string: &'f [u8]) -> impl Iterator<Item = Glyph> + 'f {
        string.chunks(if self.is_wide { 2 } else { 1 }).map(|code| {
            let number = code.iter().fold(0, |high, low| high << 8 | u32::from(*low));
            let text = self
                .meanings
                .get(number)
                .and_then(|(at, meaning)| match meaning {
                    Meaning::Rising(units) => risen(units, at),
                    Meaning::Each(texts) => texts.get(usize::try_from(at).ok()?).cloned(),
                });
            let width = self.widths.get(number).and_then(|(at, widths)| {
                let one_for_all = widths.first().filter(|_| widths.len() == 1);
                one_for_all.or_else(|| widths.get(usize::try_from(at).ok()?))
            });
            Glyph {
                text: text.filter(|text| is_readable(text)),
                width: *width.unwrap_or(&self.other_width),
                is_space: code == [32],
            }
        })
    }

    fn wide_widths(&mut self, objects: &Objects, font: &Dictionary) {
        self.other_width = 1000.0;
        let descendants = font.get(b"DescendantFonts").ok();
        let descendants = descendants.and_then(|fonts| objects.as_array(fonts));
        let first = descendants.as_ref().and_then(|fonts| fonts.first());
        let Some(font) = first.and_then(|font| objects.as_dictionary(font)) else {
            return;
        };
        if let Some(width) = objects.entry(&font, b"DW").and_then(|width| number(&width)) {
            self.other_width = width;
        }
        let widths = font
            .get(b"W")
            .ok()
            .and_then(|widths| objects.as_array(widths));
        let mut rest = widths.unwrap_or_default().into_iter();
        while let (Some(first), Some(second)) = (rest.next(), rest.next()) {
            let Some(first) = code(&first) else { return };
            if let Some(last) = code(&second) {
                let width = rest.next().as_ref().and_then(number);
                self.widths.insert(first, last, width.into_iter().collect());
            } else if let Some(widths) = objects.as_array(&second) {
                self.widths_in_turn(first, &widths);
            }
        }
    }

    fn narrow_widths(&mut self, objects: &Objects, font: &Dictionary) {
        self.other_width = 500.0;
        let first = objects.entry(font, b"FirstChar");
        let widths = font
            .get(b"Widths")
            .ok()
            .and_then(|widths| objects.as_array(widths));
        if let (Some(first), Some(widths)) = (first.as_ref().and_then(code), widths) {
            self.widths_in_turn(first, &widths);
        }
    }

    fn widths_in_turn(&mut self, first: u32, widths: &[Object]) {
        let widths: Vec<f32> = widths
            .iter()
            .map(|width| number(width).unwrap_or(0.0))
            .collect();
        let last = u32::try_from(widths.len())
            .ok()
            .and_then(|count| first.checked_add(count));
        if let Some(last) = last.and_then(|behind| behind.checked_sub(1)) {
            self.widths.insert(first, last, widths);
        }
    }
}

fn number(object: &Object) -> Option<f32> {
    object.as_float().ok()
}

fn code(object: &Object) -> Option<u32> {
    u32::try_from(object.as_i64().ok()?).ok()
}

/// A font's `ToUnicode`; without one a font of one-byte codes may name a known encoding.
fn meanings(objects: &Objects, font: &Dictionary, is_wide: bool) -> Ranges<Meaning> {
    if let Some(Object::Stream(stream)) = objects.entry(font, b"ToUnicode")
        && let Some(text) = objects.content(&stream)
    {
        let meanings = to_unicode(&text[..text.len().min(LONGEST_MAP)]);
        if !meanings.is_empty() {
            return meanings;
        }
    }
    let mut meanings = Ranges::default();
    if !is_wide && let Some(texts) = known_encoding(objects, font) {
        meanings.insert(0, 255, Meaning::Each(texts));
    }
    meanings
}

/// Reads a `ToUnicode` map. It is written as a content stream is, in operands and operators.
fn to_unicode(text: &[u8]) -> Ranges<Meaning> {
    let mut meanings = Ranges::default();
    for operation in Content::decode_iter(text).map_while(Result::ok) {
        match operation.operator.as_str() {
            "endbfchar" => {
                for pair in operation.operands.chunks_exact(2) {
                    if let (Some(code), Object::String(text, _)) = (source(&pair[0]), &pair[1]) {
                        meanings.insert(code, code, Meaning::Rising(units(text)));
                    }
                }
            }
            "endbfrange" => {
                for range in operation.operands.chunks_exact(3) {
                    let (Some(first), Some(last)) = (source(&range[0]), source(&range[1])) else {
                        continue;
                    };
                    match &range[2] {
                        Object::String(text, _) => {
                            meanings.insert(first, last, Meaning::Rising(units(text)));
                        }
                        Object::Array(texts) => {
                            let each = texts.iter().map(|text| {
                                let units = text.as_str().map(units).unwrap_or_default();
                                risen(&units, 0).unwrap_or_default()
                            });
                            meanings.insert(first, last, Meaning::Each(each.collect()));
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    meanings
}

fn source(object: &Object) -> Option<u32> {
    let bytes = object.as_str().ok().filter(|bytes| bytes.len() <= 4)?;
    Some(
        bytes
            .iter()
            .fold(0, |high, low| high << 8 | u32::from(*low)),
    )
}

fn units(text: &[u8]) -> Vec<u16> {
    text.chunks(2)
        .map(|unit| unit.iter().fold(0, |high, low| high << 8 | u16::from(*low)))
        .collect()
}

fn risen(units: &[u16], by: u32) -> Option<String> {
    let (last, before) = units.split_last()?;
    let last = last.checked_add(u16::try_from(by).ok()?)?;
    String::from_utf16(&[before, &[last]].concat()).ok()
}

/// What the 256 codes mean in an encoding that the font names, or in the standard one for a
/// font that is not embedded. The codes of other fonts mean what their maker chose.
fn known_encoding(objects: &Objects, font: &Dictionary) -> Option<Vec<String>> {
    let mut font = font.clone();
    font.set("Type", "Font");
    font.remove(b"ToUnicode");
    match objects.entry(&font, b"Encoding") {
        Some(Object::Dictionary(mut encoding)) => {
            if let Some(differences) = objects.entry(&encoding, b"Differences") {
                encoding.set("Differences", differences);
            }
            font.set("Encoding", encoding);
        }
        Some(encoding) => font.set("Encoding", encoding),
        None if font.has(b"FontDescriptor") => return None,
        None => {}
    }
    let document = Document::new();
    let encoding = font.get_font_encoding(&document).ok()?;
    let differs = |encoding: &Dictionary| encoding.has(b"Differences");
    let understood = match &encoding {
        Encoding::Differences(_) | Encoding::SimpleEncoding(_) => true,
        // lopdf falls back to the standard encoding where it does not know a name.
        _ => !font
            .get(b"Encoding")
            .and_then(Object::as_dict)
            .is_ok_and(differs),
    };
    let text = |code| encoding.bytes_to_string(&[code]).unwrap_or_default();
    understood.then(|| (0..=255).map(text).collect())
}

/// Whether a text can be meant: no private, missing or control characters.
fn is_readable(text: &str) -> bool {
    let odd = |c: char| {
        matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' | '\u{F0000}'..)
            || c.is_control() && !c.is_whitespace()
    };
    !text.is_empty() && !text.contains(odd)
}
