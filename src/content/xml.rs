//! The text of a document in XML.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::heading;

/// How a document writes its text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// `word/document.xml` of a DOCX.
    Word,
    /// `content.xml` of an ODT.
    OpenDocument,
}

/// The start of the text, a line break behind each paragraph and a tab for each tab; nothing
/// where the XML is not well-formed to its end.
pub(super) fn text(xml: &[u8], dialect: Dialect) -> Option<String> {
    // Takes a byte order mark into account: UTF-16 is allowed.
    let (xml, _, _) = encoding_rs::UTF_8.decode(xml);
    let mut reader = Reader::from_str(&xml);
    let mut walk = Walk {
        dialect,
        text: String::new(),
        depth: 0,
        left_out: None,
        runs: 0,
        texts: 0,
    };
    let mut has_root = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) => {
                has_root = true;
                walk.depth += 1;
                walk.open(&element);
            }
            Event::Empty(element) => {
                has_root = true;
                walk.empty(&element);
            }
            Event::End(element) => {
                walk.close(element.local_name().as_ref());
                walk.depth -= 1;
            }
            Event::Text(text) => walk.say(&text.xml10_content()),
            Event::CData(text) => walk.say(&text.xml10_content()),
            Event::GeneralRef(entity) => match entity.resolve_char_ref().ok()? {
                Some(letter) => walk.say(letter.encode_utf8(&mut [0; 4])),
                None => walk.say(resolve_xml_entity(&entity).unwrap_or("\u{FFFD}")),
            },
            Event::Eof => return (has_root && walk.depth == 0).then_some(walk.text),
            _ => {}
        }
    }
}

struct Walk {
    dialect: Dialect,
    text: String,
    depth: usize,
    /// The depth of an element that is passed over with all it holds.
    left_out: Option<usize>,
    runs: usize,
    /// How many elements are open whose text counts.
    texts: usize,
}

impl Walk {
    fn open(&mut self, element: &BytesStart) {
        if self.left_out.is_some() {
            return;
        }
        match (self.dialect, element.local_name().as_ref()) {
            // The same text again for old programs; text moved away; comments; deleted text.
            (Dialect::Word, "Fallback" | "moveFrom")
            | (Dialect::OpenDocument, "annotation" | "tracked-changes" | "note") => {
                self.left_out = Some(self.depth);
            }
            (Dialect::Word, "r") => self.runs += 1,
            (Dialect::Word, "t") | (Dialect::OpenDocument, "p" | "h") => self.texts += 1,
            _ => self.empty(element),
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(depth) = self.left_out {
            if depth == self.depth {
                self.left_out = None;
            }
            return;
        }
        match (self.dialect, name) {
            (Dialect::Word, "r") => self.runs -= 1,
            (Dialect::Word, "t") => self.texts -= 1,
            (Dialect::Word, "p" | "tc") => self.push("\n"),
            (Dialect::OpenDocument, "p" | "h") => {
                self.texts -= 1;
                self.push("\n");
            }
            _ => {}
        }
    }

    /// Takes in an element that stands for a mark.
    fn empty(&mut self, element: &BytesStart) {
        if self.left_out.is_some() {
            return;
        }
        match (self.dialect, element.local_name().as_ref()) {
            // Outside a run a tab is a stop of the ruler.
            (Dialect::Word, "tab") if self.runs > 0 => self.push("\t"),
            (Dialect::Word, "br" | "cr") | (Dialect::OpenDocument, "line-break") => self.push("\n"),
            (Dialect::Word, "noBreakHyphen") => self.push("-"),
            (Dialect::Word, "sym") => self.push("\u{FFFD}"),
            (Dialect::OpenDocument, "tab") => self.push("\t"),
            (Dialect::OpenDocument, "s") => self.push(" "),
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        if self.texts > 0 && self.left_out.is_none() {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        if self.text.len() < 4 * heading::LONGEST {
            self.text.push_str(text);
        }
    }
}
