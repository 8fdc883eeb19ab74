//! Finds the objects of a PDF by their headers, in one pass over the bytes.

use std::ops::Range;

use memchr::memmem::Finder;

/// Where an object stands.
#[derive(Debug)]
pub(super) struct Marker {
    pub(super) number: u32,
    pub(super) generation: u16,
    /// Where its text starts, behind `obj`.
    pub(super) start: usize,
    end: usize,
    /// The data of a stream, with the line end before `endstream`.
    pub(super) data: Option<Range<usize>>,
    /// Whether it is a cross-reference stream.
    pub(super) is_xref: bool,
    /// Whether it is an object stream.
    pub(super) is_container: bool,
}

impl Marker {
    /// Where its text stands: all of it, or the dictionary of a stream.
    pub(super) fn text(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether the byte at `at` is part of its text.
    pub(super) fn covers(&self, at: usize) -> bool {
        self.text().contains(&at)
    }
}

/// The objects of a file in its order, at most so many.
pub(super) fn markers(bytes: &[u8], most: usize) -> Vec<Marker> {
    let mut headers = Word::new(bytes, b"obj");
    let mut ends = Word::new(bytes, b"endobj");
    let mut streams = Word::new(bytes, b"stream");
    let mut stream_ends = Word::new(bytes, b"endstream");
    let mut markers = Vec::new();
    let mut at = 0;
    while let Some(found) = headers.at_or_behind(at)
        && markers.len() < most
    {
        let start = found + b"obj".len();
        at = start;
        let Some((number, generation)) = header_before(&bytes[..found]) else {
            continue;
        };
        let mut end = ends.at_or_behind(start).unwrap_or(bytes.len());
        let mut data = None;
        if let Some((keyword, from)) = stream_from(bytes, &mut streams, start, end) {
            let to = length_in(&bytes[start..keyword])
                .and_then(|length| from.checked_add(length))
                .filter(|to| ends_stream(bytes, *to))
                .or_else(|| stream_ends.at_or_behind(from))
                .unwrap_or(bytes.len());
            (end, at) = (keyword, to);
            data = Some(from..to);
        }
        let says = |word: &[u8]| {
            data.is_some() && memchr::memmem::find(&bytes[start..end], word).is_some()
        };
        markers.push(Marker {
            number,
            generation,
            start,
            end,
            is_xref: says(b"/XRef"),
            is_container: says(b"/ObjStm"),
            data,
        });
    }
    markers
}

/// The texts behind the first and the last few words `trailer`, with their places.
pub(super) fn trailers(bytes: &[u8]) -> Vec<(usize, &[u8])> {
    const LONGEST: usize = 8 << 10;
    const MOST: usize = 8;
    let word = b"trailer";
    let last = memchr::memmem::rfind_iter(bytes, word).take(MOST);
    let first = memchr::memmem::find(bytes, word);
    last.chain(first)
        .map(|at| {
            let start = at + word.len();
            let end = bytes.len().min(start + LONGEST);
            (at, bytes[start..end].trim_ascii_start())
        })
        .collect()
}

/// Number and generation where `before` ends in an object's header without its `obj`.
fn header_before(before: &[u8]) -> Option<(u32, u16)> {
    let (before, generation) = split_number(before)?;
    let (_, number) = split_number(before)?;
    Some((number.parse().ok()?, generation.parse().ok()?))
}

/// Takes a number off the end of `text`, which must be set off by white space.
fn split_number(text: &[u8]) -> Option<(&[u8], &str)> {
    const LONGEST: usize = 10;
    let digits_end = text.trim_ascii_end();
    if digits_end.len() == text.len() {
        return None;
    }
    let digits = digits_end
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_digit())
        .take(LONGEST + 1)
        .count();
    let (rest, number) = digits_end.split_at(digits_end.len() - digits);
    let number = std::str::from_utf8(number).ok()?;
    (1..=LONGEST).contains(&digits).then_some((rest, number))
}

/// The `stream` keyword between `start` and `end`, and where the data behind it starts.
fn stream_from(
    bytes: &[u8],
    streams: &mut Word,
    start: usize,
    end: usize,
) -> Option<(usize, usize)> {
    let keyword = streams
        .at_or_behind(start)
        .filter(|keyword| *keyword < end)?;
    let behind = bytes.get(keyword + b"stream".len()..)?;
    let blanks = behind
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    let line_end = match behind.get(blanks..)? {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => return None,
    };
    Some((keyword, keyword + b"stream".len() + blanks + line_end))
}

/// The length that a stream's dictionary states outright.
fn length_in(dictionary: &[u8]) -> Option<usize> {
    let at = memchr::memmem::rfind(dictionary, b"/Length ")? + b"/Length ".len();
    let text = dictionary[at..].trim_ascii_start();
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_reference = text[digits..].trim_ascii_start().first()?.is_ascii_digit();
    let length = std::str::from_utf8(&text[..digits]).ok()?.parse().ok();
    length.filter(|_| !is_reference)
}

/// Whether `endstream` follows, at most a line end away.
fn ends_stream(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    let line_end = rest
        .iter()
        .take(2)
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .count();
    rest[line_end..].starts_with(b"endstream")
}

/// A word looked for from places that only move forward, so that the bytes are gone over once.
struct Word<'a> {
    bytes: &'a [u8],
    finder: Finder<'a>,
    /// The place last found; none where there is no more.
    next: Option<usize>,
}

impl<'a> Word<'a> {
    fn new(bytes: &'a [u8], word: &'a [u8]) -> Self {
        let finder = Finder::new(word);
        let next = finder.find(bytes);
        Self {
            bytes,
            finder,
            next,
        }
    }

    fn at_or_behind(&mut self, at: usize) -> Option<usize> {
        if self.next.is_some_and(|next| next < at) {
            let rest = self.bytes.get(at..).unwrap_or_default();
            self.next = self.finder.find(rest).map(|found| at + found);
        }
        self.next
    }
}
