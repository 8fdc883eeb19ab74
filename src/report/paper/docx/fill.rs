//! A template's placeholders give way to their values. Word splits a placeholder over several
//! runs as it likes: what counts is the text of the whole paragraph.

use std::collections::BTreeSet;

use super::error::TemplateError;
use super::section;
use super::text;
use super::values::{self, Mark, Values};
use super::xml::{Element, Node};

/// Fills in a template.
#[derive(Debug)]
pub(super) struct Filler<'a> {
    values: &'a Values,
    /// The placeholders that were met.
    pub(super) met: BTreeSet<&'static str>,
    /// How many were met, and how many of them had a value.
    count: (usize, usize),
}

impl<'a> Filler<'a> {
    pub(super) fn new(values: &'a Values) -> Self {
        Self {
            values,
            met: BTreeSet::new(),
            count: (0, 0),
        }
    }

    /// Fills in all that an element holds.
    pub(super) fn inside(&mut self, mut element: Element) -> Result<Element, TemplateError> {
        let mut filled = Vec::new();
        for node in std::mem::take(&mut element.children) {
            self.node(node, &mut filled)?;
        }
        // A cell ends with a paragraph (ECMA-376, part 1, 17.4.65).
        let last = filled.iter().filter_map(Node::element).next_back();
        if element.is("w:tc") && !last.is_some_and(|last| last.is("w:p")) {
            filled.push(Node::Element(Element::new("w:p")));
        }
        element.children = filled;
        Ok(element)
    }

    /// Fills in a node; a paragraph may become several or none.
    pub(super) fn node(&mut self, node: Node, out: &mut Vec<Node>) -> Result<(), TemplateError> {
        let Node::Element(element) = node else {
            out.push(node);
            return Ok(());
        };
        let (met, filled) = self.count;
        let element = self.inside(element)?;
        if element.is("w:p") {
            let paragraphs = self.paragraph(element, ends_with_table(out))?;
            out.extend(paragraphs.into_iter().map(Node::Element));
        } else if element.is("w:tbl") && self.count.0 > met && self.count.1 == filled {
            // A head or a closing for a paper that has none, with the words that stand in it.
        } else {
            out.push(Node::Element(element));
        }
        Ok(())
    }

    fn paragraph(
        &mut self,
        paragraph: Element,
        behind_table: bool,
    ) -> Result<Vec<Element>, TemplateError> {
        let pieces = pieces(&paragraph);
        let joined = pieces.concat();
        let marks = values::marks(&joined)?;
        if marks.is_empty() {
            return Ok(vec![paragraph]);
        }
        if let Some(slot) = marks.iter().find(|mark| mark.is_slot()) {
            return Err(TemplateError::NotAlone(slot.name));
        }
        let values = self.values;
        let lines = |mark: &Mark| values.lines(mark.name).len();
        self.met.extend(marks.iter().map(|mark| mark.name));
        self.count.0 += marks.len();
        self.count.1 += marks.iter().filter(|mark| lines(mark) > 0).count();
        let times = marks.iter().map(lines).max().unwrap_or(0);
        if times == 0 && !says_anything(&joined, &marks) {
            return Ok(left_out(paragraph, behind_table).into_iter().collect());
        }
        let copy = |index: usize| {
            let value = |mark: &Mark| values.line(mark.name, index);
            let texts = replaced(&pieces, &marks, value);
            let mut copy = rewritten(paragraph.clone(), &mut texts.into_iter());
            if index > 0 {
                make_anonymous(&mut copy);
            }
            copy
        };
        Ok((0..times.max(1)).map(copy).collect())
    }
}

/// The placeholder for paragraphs that is all a paragraph says.
pub(super) fn slot(paragraph: &Element) -> Result<Option<&'static str>, TemplateError> {
    let joined = pieces(paragraph).concat();
    let marks = values::marks(&joined)?;
    Ok(match marks[..] {
        [mark] if mark.is_slot() && joined.trim().len() == mark.end - mark.start => Some(mark.name),
        _ => None,
    })
}

/// Whether the last element is a table.
pub(super) fn ends_with_table(nodes: &[Node]) -> bool {
    let last = nodes.iter().rev().find_map(Node::element);
    last.is_some_and(|last| last.is("w:tbl"))
}

/// Whether a paragraph has words besides its placeholders.
fn says_anything(joined: &str, marks: &[Mark]) -> bool {
    let mut outside = joined.char_indices().filter(|(at, _)| {
        let within = |mark: &Mark| (mark.start..mark.end).contains(at);
        !marks.iter().any(within)
    });
    outside.any(|(_, letter)| letter.is_alphanumeric())
}

/// What stays of a paragraph that says nothing: the end of a section, and what keeps two tables
/// from becoming one.
fn left_out(paragraph: Element, behind_table: bool) -> Option<Element> {
    if section::properties(&paragraph).is_some() {
        let properties = paragraph.find("w:pPr").cloned();
        return Some(Element::new("w:p").with(properties));
    }
    behind_table.then(text::spacer)
}

/// What an element is to the text of the paragraph that it stands in.
enum Place {
    Text,
    Break,
    Within,
    Outside,
}

fn place(element: &Element) -> Place {
    match element.name() {
        "w:t" => Place::Text,
        "w:tab" | "w:br" | "w:cr" => Place::Break,
        // Another paragraph (in a text box); properties; what was deleted or moved away.
        "w:p" | "w:pPr" | "w:rPr" | "w:del" | "w:moveFrom" => Place::Outside,
        _ => Place::Within,
    }
}

/// The pieces that the text of a paragraph is split into.
fn pieces(element: &Element) -> Vec<String> {
    let mut out = Vec::new();
    for child in element.elements() {
        match place(child) {
            Place::Text => out.push(child.own_text()),
            Place::Break => out.push("\t".to_owned()),
            Place::Within => out.extend(pieces(child)),
            Place::Outside => {}
        }
    }
    out
}

/// The pieces with values in place of placeholders: a value stands in the piece where its
/// placeholder begins. Nothing for a piece that stays.
fn replaced<'v>(
    pieces: &[String],
    marks: &[Mark],
    value: impl Fn(&Mark) -> &'v str,
) -> Vec<Option<String>> {
    let mut start = 0;
    let mut next = |piece: &String| {
        let end = start + piece.len();
        let (mut text, mut at) = (String::new(), start);
        let mut touched = false;
        for mark in marks {
            if mark.end <= start || mark.start >= end {
                continue;
            }
            touched = true;
            if mark.start >= start {
                text += &piece[at - start..mark.start - start];
                text += value(mark);
            }
            at = mark.end.min(end);
        }
        text += &piece[at - start..];
        start = end;
        touched.then_some(text)
    };
    pieces.iter().map(&mut next).collect()
}

/// The element with these texts as its pieces.
fn rewritten(mut element: Element, texts: &mut impl Iterator<Item = Option<String>>) -> Element {
    let mut children = Vec::new();
    for node in std::mem::take(&mut element.children) {
        let Node::Element(child) = node else {
            children.push(node);
            continue;
        };
        match place(&child) {
            Place::Text => match texts.next().flatten() {
                Some(text) => children.extend(text::words(&text).into_iter().map(Node::Element)),
                None => children.push(Node::Element(child)),
            },
            Place::Break => {
                texts.next();
                children.push(Node::Element(child));
            }
            Place::Within if child.is("w:proofErr") => {}
            Place::Within => children.push(Node::Element(rewritten(child, texts))),
            Place::Outside => children.push(Node::Element(child)),
        }
    }
    element.children = children;
    element
}

/// Takes away from a copy of a paragraph what may stand only once in a document.
fn make_anonymous(paragraph: &mut Element) {
    paragraph.set(&[("w14:paraId", None), ("w14:textId", None)]);
    paragraph.children.retain(|child| {
        let once = |child: &Element| child.is("w:bookmarkStart") || child.is("w:bookmarkEnd");
        !child.element().is_some_and(once)
    });
}
