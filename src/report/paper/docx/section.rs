//! Sections: the size of pages and what stands around their text.

use super::text;
use super::xml::{Element, Node};

/// The properties of a section.
#[derive(Clone, Debug)]
pub(super) struct Section(Element);

impl Section {
    /// The section of the body's piece at `index`: its properties stand behind its text.
    pub(super) fn at(body: &[Node], index: usize) -> Self {
        let rest = body.iter().skip(index).filter_map(Node::element);
        let found = rest.into_iter().find_map(properties);
        Self(found.cloned().unwrap_or_else(a4))
    }

    /// How wide text is, in twentieths of a point.
    pub(super) fn text_width(&self) -> u32 {
        let margins = ["w:left", "w:right", "w:gutter"];
        let margins: u32 = margins.map(|name| self.size("w:pgMar", name)).iter().sum();
        let width = self.size("w:pgSz", "w:w");
        // Anything narrower is no page to print a table on.
        width.saturating_sub(margins).max(2_000)
    }

    /// Whether its pages are wider than high.
    pub(super) fn is_landscape(&self) -> bool {
        self.size("w:pgSz", "w:w") > self.size("w:pgSz", "w:h")
    }

    /// The section with its pages turned, behind another one: it begins a page, and counts on.
    pub(super) fn turned(&self) -> Self {
        let (width, height) = (self.size("w:pgSz", "w:w"), self.size("w:pgSz", "w:h"));
        let (width, height) = (width.to_string(), height.to_string());
        let mut section = self.0.clone();
        // `w:type` says how it begins, `w:titlePg` that its first page has no number.
        section.children.retain(|child| {
            let dropped = |child: &Element| child.is("w:type") || child.is("w:titlePg");
            !child.element().is_some_and(dropped)
        });
        for child in &mut section.children {
            let Node::Element(child) = child else {
                continue;
            };
            if child.is("w:pgSz") {
                child.set(&[
                    ("w:w", Some(&height)),
                    ("w:h", Some(&width)),
                    ("w:orient", Some("landscape")),
                ]);
            } else if child.is("w:pgNumType") {
                child.set(&[("w:start", None)]);
            }
        }
        Self(section)
    }

    /// A measure in twentieths of a point; those of A4 where it is not stated.
    fn size(&self, name: &str, attribute: &str) -> u32 {
        let stated = self.0.find(name).and_then(|sizes| sizes.get(attribute));
        // No page is longer than 22 inches.
        let stated =
            stated.and_then(|value| value.parse::<u32>().ok().map(|size| size.min(31_680)));
        stated.unwrap_or(match attribute {
            "w:w" => 11_906,
            "w:h" => 16_838,
            _ => 0,
        })
    }

    /// Its properties as they stand at the end of the body.
    pub(super) fn into_last(self) -> Element {
        self.0
    }

    /// A paragraph that ends it.
    pub(super) fn into_paragraph(self) -> Element {
        text::spacer_ending(self.0)
    }
}

/// The properties of the section that ends with this piece of the body, if one does.
pub(super) fn properties(piece: &Element) -> Option<&Element> {
    if piece.is("w:sectPr") {
        return Some(piece);
    }
    piece
        .find("w:pPr")
        .filter(|_| piece.is("w:p"))
        .and_then(|properties| properties.find("w:sectPr"))
}

/// A4, with the margins of Nghị định 30/2020/NĐ-CP, Phụ lục I: 20 mm above and below, 30 left,
/// 15 right.
fn a4() -> Element {
    let size = Element::new("w:pgSz")
        .attr("w:w", "11906")
        .attr("w:h", "16838");
    let margins = Element::new("w:pgMar")
        .attr("w:top", "1134")
        .attr("w:right", "850")
        .attr("w:bottom", "1134")
        .attr("w:left", "1701")
        .attr("w:header", "567")
        .attr("w:footer", "567")
        .attr("w:gutter", "0");
    Element::new("w:sectPr").child(size).child(margins)
}
