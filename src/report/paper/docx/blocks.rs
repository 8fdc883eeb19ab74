//! Blocks of a paper as paragraphs and tables.

use super::styles::{Style, Styles};
use super::text::{self, Paragraph};
use super::xml::Element;
use crate::report::paper::Block;
use crate::text::lang::Lang;

/// What blocks are written with.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    pub(super) styles: &'a Styles,
    pub(super) lang: Lang,
    /// How wide text is, in twentieths of a point.
    pub(super) width: u32,
}

impl Writer<'_> {
    /// The blocks; the end of `tied` ones stays on the page of what follows.
    pub(super) fn blocks(&self, blocks: &[Block], tied: bool) -> Vec<Element> {
        let last = blocks.len().saturating_sub(1);
        let write = |(index, block)| self.block(block, tied && index == last);
        blocks.iter().enumerate().flat_map(write).collect()
    }

    fn block(&self, block: &Block, tied: bool) -> Vec<Element> {
        match block {
            Block::Part(text) => self.paragraphs(Style::Part, text, tied),
            Block::Section(text) => self.paragraphs(Style::Section, text, tied),
            Block::Text(text) => self.paragraphs(Style::Text, text, tied),
            Block::Ground(text) => self.paragraphs(Style::Ground, text, tied),
            Block::Item(text) => self.paragraphs(Style::Item, &format!("- {text}"), tied),
            Block::Table(table) => {
                let table = table.signed();
                let caption = table
                    .caption
                    .as_ref()
                    .map(|caption| Paragraph::new(Style::Caption, caption).build(self.styles));
                let written = self.table(&table, tied);
                // Two tables without anything between them would become one.
                caption
                    .into_iter()
                    .chain(written)
                    .chain([text::gap()])
                    .collect()
            }
        }
    }

    /// A paragraph for each line: justified text would be stretched before a line break.
    fn paragraphs(&self, style: Style, text: &str, tied: bool) -> Vec<Element> {
        let lines = text.split('\n').map(|line| {
            let paragraph = Paragraph {
                keep_next: tied,
                ..Paragraph::new(style, line)
            };
            paragraph.build(self.styles)
        });
        lines.collect()
    }
}
