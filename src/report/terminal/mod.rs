//! A score on screen: fields, then losses with their causes, then what else must be said.

mod beside;
mod fields;
mod losses;
pub mod reconcile;
pub(crate) mod table;
mod wrap;

use crate::report::score_words::Wording;
use crate::report::view::View;
pub(crate) use wrap::{broken, wrap};

/// How wide, and in colour or not.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Columns; `None`: not a terminal, nothing is wrapped.
    pub width: Option<u16>,
    /// Whether colours are wanted.
    pub color: bool,
}

/// Renders a result.
pub fn render(view: &View<'_>, screen: Screen) -> String {
    let said = Wording { view };
    let page = Page { said, screen };
    let mut parts = vec![said.title()];
    parts.extend(page.hypothetical());
    parts.extend(said.basis());
    parts.extend(said.half_filled());
    parts.push(page.fields());
    parts.extend(lines(said.result()));
    parts.push(page.losses());
    parts.extend(page.unanswered());
    parts.extend(page.pending());
    parts.extend(page.not_applicable());
    parts.extend(said.claims().map(|claims| page.compared(&claims)));
    parts.extend(said.published().map(|published| page.compared(&published)));
    parts.push(said.counts());
    parts.extend(said.appraised());
    parts.extend(page.awaiting());
    parts.extend(page.notes());
    joined(&parts, screen)
}

struct Page<'a> {
    said: Wording<'a>,
    screen: Screen,
}

/// Lines as one part of a page.
fn lines(lines: Vec<String>) -> Option<String> {
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Parts of a page with a blank line between them, lines broken to the screen.
pub(crate) fn joined(parts: &[String], screen: Screen) -> String {
    let mut text = String::new();
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            text.push('\n');
        }
        for line in part.lines() {
            text.push_str(&wrap(line, screen.width));
            text.push('\n');
        }
    }
    text
}
