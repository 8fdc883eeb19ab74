//! Paragraphs and the text in them.

use super::styles::{self, Style, Styles};
use super::xml::{Element, Node};

/// A paragraph being put together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph<'a> {
    pub(super) style: Style,
    pub(super) text: &'a str,
    /// Whether it stays on the page of what follows.
    pub(super) keep_next: bool,
    /// Whether it begins a page.
    pub(super) new_page: bool,
    /// Where its lines stand, if not where its style says.
    pub(super) align: Option<&'static str>,
    pub(super) bold: bool,
    pub(super) italic: bool,
}

impl<'a> Paragraph<'a> {
    pub(super) fn new(style: Style, text: &'a str) -> Self {
        Self {
            style,
            text,
            keep_next: false,
            new_page: false,
            align: None,
            bold: false,
            italic: false,
        }
    }

    /// The paragraph in a document with these styles.
    pub(super) fn build(self, styles: &Styles) -> Element {
        let paragraph = Element::new("w:p").child(self.properties(styles));
        if self.text.is_empty() {
            return paragraph;
        }
        let look = self.look(styles);
        let run = Element::new("w:r").with((!look.children.is_empty()).then_some(look));
        paragraph.child(run.with(words(self.text)))
    }

    fn properties(&self, styles: &Styles) -> Element {
        let id = styles.id(self.style);
        let mut all: Vec<Element> = match id {
            Some(id) => vec![Element::new("w:pStyle").attr("w:val", id)],
            None => self.style.paragraph().iter().map(styles::element).collect(),
        };
        let mut set = |element: Element| {
            all.retain(|other| !other.is(element.name()));
            all.push(element);
        };
        if self.keep_next {
            set(Element::new("w:keepNext"));
        }
        if self.new_page {
            set(Element::new("w:pageBreakBefore"));
        }
        if let Some(align) = self.align {
            set(Element::new("w:jc").attr("w:val", align));
        }
        all.sort_by_key(|element| PROPERTIES.iter().position(|name| element.is(name)));
        Element::new("w:pPr").with(all)
    }

    /// How its text looks, apart from what its style says.
    fn look(&self, styles: &Styles) -> Element {
        let written_out = styles.id(self.style).is_none();
        let in_style =
            |name: &str| written_out && self.style.text().iter().any(|property| property.0 == name);
        let font = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"]
            .into_iter()
            .fold(Element::new("w:rFonts"), |font, kind| {
                font.attr(kind, "Times New Roman")
            });
        let sizes = ["w:sz", "w:szCs"];
        let sizes = sizes.map(|name| Element::new(name).attr("w:val", self.style.size()));
        let (bold, italic) = (self.bold || in_style("w:b"), self.italic || in_style("w:i"));
        Element::new("w:rPr")
            .with(written_out.then_some(font))
            .with(bold.then(|| Element::new("w:b")))
            .with(bold.then(|| Element::new("w:bCs")))
            .with(italic.then(|| Element::new("w:i")))
            .with(italic.then(|| Element::new("w:iCs")))
            .with(sizes.into_iter().filter(|_| written_out))
    }
}

/// The order of a paragraph's properties (ECMA-376, part 1, CT_PPrBase), as far as they are used.
const PROPERTIES: [&str; 7] = [
    "w:pStyle",
    "w:keepNext",
    "w:pageBreakBefore",
    "w:spacing",
    "w:ind",
    "w:jc",
    "w:outlineLvl",
];

/// Text within a run: a line break and a tab are elements of their own.
pub(super) fn words(text: &str) -> Vec<Element> {
    let mut out = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push(Element::new("w:br"));
        }
        for (index, words) in line.split('\t').enumerate() {
            if index > 0 {
                out.push(Element::new("w:tab"));
            }
            if !words.is_empty() {
                let text = Element::new("w:t").attr("xml:space", "preserve");
                out.push(text.text(words));
            }
        }
    }
    out
}

/// A paragraph that is not seen, a point high: behind a table at the end of a page anything
/// higher could take a page of its own.
pub(super) fn spacer() -> Element {
    space("20")
}

/// A paragraph that keeps 6 points of space behind a table.
pub(super) fn gap() -> Element {
    space("120")
}

/// A paragraph that is not seen and ends a section with these properties.
pub(super) fn spacer_ending(section: Element) -> Element {
    let mut paragraph = spacer();
    if let Some(Node::Element(properties)) = paragraph.children.first_mut() {
        properties.children.push(Node::Element(section));
    }
    paragraph
}

/// An empty paragraph, its height in twentieths of a point.
fn space(height: &str) -> Element {
    let spacing = Element::new("w:spacing")
        .attr("w:before", "0")
        .attr("w:after", "0")
        .attr("w:line", height)
        .attr("w:lineRule", "exact");
    Element::new("w:p").child(Element::new("w:pPr").child(spacing))
}
