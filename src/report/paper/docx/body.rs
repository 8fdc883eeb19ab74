//! The body of a document: the template's, with the paper's text and annexes in their places.

use super::blocks::Writer;
use super::error::TemplateError;
use super::fill::{self, Filler};
use super::section::{self, Section};
use super::styles::{Style, Styles};
use super::text::{self, Paragraph};
use super::values::{ANNEX, BANNER, CONTENT};
use super::xml::{Element, Node};
use crate::report::paper::Paper;
use crate::text::lang::Lang;

/// What a paper is written with.
#[derive(Debug)]
pub(super) struct Body<'a> {
    pub(super) paper: &'a Paper,
    pub(super) styles: &'a Styles,
    pub(super) lang: Lang,
}

impl Body<'_> {
    /// Fills in the body of a template.
    pub(super) fn fill(
        &self,
        template: &Element,
        filler: &mut Filler,
    ) -> Result<Element, TemplateError> {
        let pieces = &template.children;
        let mut out = Vec::new();
        // The section that ends the document, once annexes have turned its pages.
        let mut last = None;
        for (index, piece) in pieces.iter().enumerate() {
            match piece.element() {
                Some(end) if end.is("w:sectPr") => {
                    if !filler.met.contains(ANNEX) {
                        filler.met.insert(ANNEX);
                        last = self.annexes(pieces, index, &mut out);
                    }
                    let end = last.take().map_or_else(|| end.clone(), Section::into_last);
                    push(&mut out, [end]);
                }
                Some(paragraph) if paragraph.is("w:p") => match fill::slot(paragraph)? {
                    Some(slot) if !filler.met.insert(slot) => {
                        return Err(TemplateError::Twice(slot));
                    }
                    Some(CONTENT) => {
                        push(&mut out, self.content(pieces, index));
                        push(&mut out, section_end(paragraph));
                    }
                    Some(_) => {
                        last = self.annexes(pieces, index, &mut out);
                        push(&mut out, section_end(paragraph));
                    }
                    None => filler.node(piece.clone(), &mut out)?,
                },
                _ => filler.node(piece.clone(), &mut out)?,
            }
        }
        if !filler.met.contains(CONTENT) {
            return Err(TemplateError::NoContent);
        }
        if !filler.met.contains(ANNEX) {
            last = self.annexes(pieces, pieces.len(), &mut out);
        }
        // Left over where the template has no section at its end.
        push(&mut out, last.map(Section::into_last));
        if !filler.met.contains(BANNER)
            && let Some(banner) = &self.paper.banner
        {
            let banner = Paragraph::new(Style::Banner, banner).build(self.styles);
            out.insert(0, Node::Element(banner));
        }
        let mut body = template.clone();
        body.children = out;
        Ok(body)
    }

    fn content(&self, pieces: &[Node], index: usize) -> Vec<Element> {
        let width = Section::at(pieces, index).text_width();
        // A signature does not stand alone on a page.
        let tied = self.paper.closing.is_some();
        self.writer(width).blocks(&self.paper.body, tied)
    }

    /// Writes the annexes, on pages wider than high. The section that is to end the document
    /// comes back where its pages were turned.
    fn annexes(&self, pieces: &[Node], index: usize, out: &mut Vec<Node>) -> Option<Section> {
        if self.paper.annexes.is_empty() {
            if fill::ends_with_table(out) {
                push(out, [text::spacer()]);
            }
            return None;
        }
        let upright = Section::at(pieces, index);
        let own = !upright.is_landscape();
        let section = if own {
            upright.turned()
        } else {
            upright.clone()
        };
        if own {
            push(out, [upright.into_paragraph()]);
        }
        let writer = self.writer(section.text_width());
        for (index, annex) in self.paper.annexes.iter().enumerate() {
            let title = Paragraph {
                new_page: index > 0 || !own,
                ..Paragraph::new(Style::AnnexTitle, &annex.title)
            };
            push(out, [title.build(self.styles)]);
            push(out, writer.blocks(&annex.body, false));
        }
        let mut rest = pieces.iter().skip(index + 1).filter_map(Node::element);
        if own && rest.any(|piece| !piece.is("w:sectPr") && !is_empty(piece)) {
            push(out, [section.into_paragraph()]);
            return None;
        }
        own.then_some(section)
    }

    fn writer(&self, width: u32) -> Writer<'_> {
        Writer {
            styles: self.styles,
            lang: self.lang,
            width,
        }
    }
}

/// Whether it is a paragraph without anything in it, as often stands at the end of a document.
fn is_empty(piece: &Element) -> bool {
    let nothing = |child: &Element| match child.name() {
        "w:pPr" | "w:bookmarkStart" | "w:bookmarkEnd" => true,
        "w:r" => child.elements().all(|inner| inner.is("w:rPr")),
        _ => false,
    };
    piece.is("w:p") && section::properties(piece).is_none() && piece.elements().all(nothing)
}

/// The end of the section that a paragraph ended which gave way to others.
fn section_end(paragraph: &Element) -> Option<Element> {
    let properties = section::properties(paragraph)?.clone();
    Some(text::spacer_ending(properties))
}

fn push(out: &mut Vec<Node>, elements: impl IntoIterator<Item = Element>) {
    out.extend(elements.into_iter().map(Node::Element));
}
