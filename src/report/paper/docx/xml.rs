//! A part of a document as a tree of elements: read, changed and written.

use quick_xml::events::{BytesDecl, BytesEnd, BytesRef, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

/// How deep elements may nest. Word's own files stay below 60.
const DEEPEST: usize = 200;
/// How many pieces a part may have: some hundred times a long letter.
const MOST_NODES: usize = 1_000_000;

/// A piece of a part.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Element(Element),
    /// Text, a comment: whatever lies between elements.
    Other(Event<'static>),
}

/// An element.
#[derive(Clone, Debug)]
pub(super) struct Element {
    start: BytesStart<'static>,
    pub(super) children: Vec<Node>,
}

/// Reads a part; nothing where it is not well-formed, or no document anybody would write.
pub(super) fn read(bytes: &[u8]) -> Option<Element> {
    // Takes a byte order mark into account: UTF-16 is allowed.
    let (xml, _, _) = encoding_rs::UTF_8.decode(bytes);
    let mut reader = Reader::from_str(&xml);
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    for _ in 0..MOST_NODES {
        let node = match reader.read_event().ok()? {
            Event::Start(start) => {
                open.push(Element::of(start.into_owned()));
                if open.len() > DEEPEST {
                    return None;
                }
                continue;
            }
            Event::Empty(start) => Node::Element(Element::of(start.into_owned())),
            Event::End(_) => Node::Element(open.pop()?),
            // Word refuses documents that define entities.
            Event::DocType(_) => return None,
            Event::Eof => return root.filter(|_| open.is_empty()),
            other => Node::Other(other.into_owned()),
        };
        match (open.last_mut(), node) {
            (Some(parent), node) => parent.children.push(node),
            (None, Node::Element(element)) if root.is_none() => root = Some(element),
            (None, Node::Element(_)) => return None,
            (None, Node::Other(_)) => {}
        }
    }
    None
}

/// Writes a part.
///
/// # Errors
/// Never in practice: it writes to memory.
pub(super) fn write(root: &Element) -> std::io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    let declaration = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
    writer.write_event(Event::Decl(declaration))?;
    write_element(&mut writer, root)?;
    Ok(writer.into_inner())
}

fn write_element(writer: &mut Writer<Vec<u8>>, element: &Element) -> std::io::Result<()> {
    if element.children.is_empty() {
        return writer.write_event(Event::Empty(element.start.borrow()));
    }
    writer.write_event(Event::Start(element.start.borrow()))?;
    for child in &element.children {
        match child {
            Node::Element(child) => write_element(writer, child)?,
            Node::Other(event) => writer.write_event(event.borrow())?,
        }
    }
    writer.write_event(Event::End(BytesEnd::new(element.name())))
}

impl Element {
    fn of(start: BytesStart<'static>) -> Self {
        Self {
            start,
            children: Vec::new(),
        }
    }

    /// A new element of this name.
    pub(super) fn new(name: &'static str) -> Self {
        Self::of(BytesStart::new(name))
    }

    /// With an attribute.
    pub(super) fn attr(mut self, name: &str, value: &str) -> Self {
        self.start.push_attribute((name, value));
        self
    }

    /// With an element in it.
    pub(super) fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// With elements in it.
    pub(super) fn with(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children
            .extend(children.into_iter().map(Node::Element));
        self
    }

    /// With text in it, less what XML has no place for.
    pub(super) fn text(mut self, text: &str) -> Self {
        let text: String = text.chars().filter(|letter| is_allowed(*letter)).collect();
        let text = BytesText::new(&text).into_owned();
        self.children.push(Node::Other(Event::Text(text)));
        self
    }

    /// Its name with the prefix, `w:p`.
    pub(super) fn name(&self) -> &str {
        self.start.name().into_inner()
    }

    /// Whether it has this name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name() == name
    }

    /// An attribute.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let attribute = self.start.try_get_attribute(name).ok().flatten()?;
        let value = quick_xml::escape::unescape(&attribute.value).ok()?;
        Some(value.into_owned())
    }

    /// Sets attributes, or takes them away: all others stay, in their order.
    pub(super) fn set(&mut self, changes: &[(&str, Option<&str>)]) {
        let mut start = BytesStart::new(self.name().to_owned());
        for attribute in self.start.attributes().flatten() {
            let name = attribute.key.into_inner();
            if !changes.iter().any(|(changed, _)| *changed == name) {
                start.push_attribute(attribute);
            }
        }
        for (name, value) in changes {
            if let Some(value) = value {
                start.push_attribute((*name, *value));
            }
        }
        self.start = start;
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(Node::element)
    }

    /// The first element of this name in it.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        self.elements().find(|child| child.is(name))
    }

    /// The text right in it.
    pub(super) fn own_text(&self) -> String {
        let words = self.children.iter().map(|child| match child {
            Node::Other(Event::Text(text)) => text.xml10_content().into_owned(),
            Node::Other(Event::CData(text)) => text.xml10_content().into_owned(),
            Node::Other(Event::GeneralRef(entity)) => letter(entity),
            _ => String::new(),
        });
        words.collect()
    }
}

impl Node {
    /// The element that it is.
    pub(super) fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Other(_) => None,
        }
    }
}

fn letter(entity: &BytesRef) -> String {
    match entity.resolve_char_ref() {
        Ok(Some(letter)) => letter.to_string(),
        _ => quick_xml::escape::resolve_xml_entity(entity)
            .unwrap_or_default()
            .to_owned(),
    }
}

/// Whether a letter may stand in XML 1.0 (its production `Char`); a carriage return would be
/// read as a line break.
fn is_allowed(letter: char) -> bool {
    match letter {
        '\t' | '\n' => true,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        let xml = r#"<a x="1 &lt; 2"><!-- c --><b/>m &amp; n &#272;<c> </c></a>"#;
        let root = read(xml.as_bytes()).unwrap();
        let head = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
        assert_eq!(
            String::from_utf8(write(&root).unwrap()).unwrap(),
            format!("{head}{xml}")
        );
        assert_eq!(root.get("x").as_deref(), Some("1 < 2"));
        assert_eq!(root.own_text(), "m & n Đ");
    }

    #[test]
    fn no_document_is_refused() {
        for xml in [
            "",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "</a>",
            "<!DOCTYPE a><a/>",
            "a",
        ] {
            assert!(read(xml.as_bytes()).is_none(), "{xml}");
        }
        let deep = "<a>".repeat(201) + &"</a>".repeat(201);
        assert!(read(deep.as_bytes()).is_none());
    }

    #[test]
    fn letters_that_xml_forbids_are_dropped() {
        let root = Element::new("a").text("\u{0}<&>\u{b}\u{1f}\r\n\u{ffff}\u{fffd}");
        let xml = String::from_utf8(write(&root).unwrap()).unwrap();
        assert!(xml.ends_with("<a>&lt;&amp;&gt;\n\u{fffd}</a>"), "{xml}");
    }

    #[test]
    fn attributes_are_set_in_their_order() {
        let mut root = read(br#"<a x="1" y="&lt;" z="3"/>"#).unwrap();
        root.set(&[("x", None), ("z", Some("\"4\""))]);
        let xml = String::from_utf8(write(&root).unwrap()).unwrap();
        assert!(xml.ends_with(r#"<a y="&lt;" z="&quot;4&quot;"/>"#), "{xml}");
    }
}
