//! A set on screen: its head, then the tree, a line a node, and below each leaf what it asks.

use unicode_width::UnicodeWidthStr;

use super::SetView;
use super::page::{Page, Paint};
use crate::criteria::model::Node;
use crate::points::Exact;
use crate::report::terminal::{Screen, broken};
use crate::report::words;

/// Columns that codes and names have at least, however narrow the screen.
const LEAST: usize = 24;

/// Renders a set.
pub fn render(view: &SetView<'_>, screen: Screen) -> String {
    let mut page = Page::new(screen);
    if let Some(banner) = words::banner(view.set.provenance, view.lang) {
        page.paragraph(banner, Paint::Bold);
        page.blank();
    }
    page.paragraph(&view.set.name, Paint::Bold);
    page.paragraph(&view.line(), Paint::Plain);
    page.blank();
    page.entries(2, &view.head(), Paint::Dim);
    page.blank();
    tree(view, &mut page);
    page.text()
}

/// A node as its line shows it.
struct Heading<'a> {
    node: &'a Node,
    /// Blanks and the code.
    start: String,
    name: String,
    max: String,
    /// How many leaves are left out below it.
    below: String,
}

fn tree(view: &SetView<'_>, page: &mut Page) {
    let headings: Vec<Heading<'_>> = view.nodes().map(|node| heading(view, node)).collect();
    let widest = |of: &dyn Fn(&Heading<'_>) -> usize| headings.iter().map(of).max().unwrap_or(0);
    let max = widest(&|heading| heading.max.width());
    let below = widest(&|heading| heading.below.width());
    let right = 2 + max + if below == 0 { 0 } else { 2 + below };
    let names = widest(&|heading| heading.start.width() + heading.name.width());
    let column = names.min(page.width().saturating_sub(right)).max(LEAST);
    let deep = headings.iter().any(|heading| heading.node.depth > 1);
    let mut said_before = false;
    for (i, heading) in headings.iter().enumerate() {
        let entries = view.entries(heading.node);
        let apart = said_before || !entries.is_empty() || (deep && heading.node.depth == 1);
        if i > 0 && apart {
            page.blank();
        }
        said_before = !entries.is_empty();
        let start = heading.start.width();
        let fit = column.saturating_sub(start);
        let paint = match heading.node.depth {
            1 => Paint::Bold,
            _ => Paint::Plain,
        };
        for (i, piece) in broken(&heading.name, fit, fit).iter().enumerate() {
            if i > 0 {
                let blanks = " ".repeat(start);
                page.line(&format!("{blanks}{}", page.paint(piece, paint)));
                continue;
            }
            let name = page.paint(&format!("{}{piece}", heading.start), paint);
            let gap = " ".repeat(column.saturating_sub(start + piece.width()) + 2);
            let left = " ".repeat(max - heading.max.width()) + &heading.max;
            let count = " ".repeat(below - heading.below.width()) + &heading.below;
            page.line(&format!("{name}{gap}{left}  {count}"));
        }
        let indent = 2 * heading.node.depth + 2;
        page.entries(indent, &entries, Paint::Dim);
    }
}

fn heading<'n>(view: &SetView<'_>, node: &'n Node) -> Heading<'n> {
    let below = if view.is_cut(node) {
        words::leaves(view.leaves(node), view.lang)
    } else {
        String::new()
    };
    Heading {
        node,
        start: format!("{}{}  ", "  ".repeat(node.depth - 1), node.code),
        name: view.name(node),
        max: words::points(&Exact::from(node.max), view.lang),
        below,
    }
}
