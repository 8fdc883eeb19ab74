//! A set as Markdown: head, the tree in a table, then a section for each leaf.

use super::{Content, DocumentRow, Entry, FigureRow, SetView};
use crate::criteria::model::Node;
use crate::points::Exact;
use crate::report::markdown::{Align, table, text};
use crate::report::rule_words::Said;
use crate::report::words;
use crate::text::numbers;

/// The deepest heading that Markdown has.
const DEEPEST: usize = 6;

/// Renders a set.
pub fn render(view: &SetView<'_>) -> String {
    let mut parts = vec![format!("# {}", text(&view.set.name))];
    if let Some(banner) = words::banner(view.set.provenance, view.lang) {
        parts.push(format!("> **{}**", text(banner)));
    }
    parts.push(text(&view.line()));
    parts.extend(view.blocks(&view.head()));
    parts.push(format!("## {}", view.pick("Cây tiêu chí", "Tree")));
    parts.push(view.tree());
    for node in view.nodes() {
        if view.shows_a_leaf(node) {
            let marks = "#".repeat((node.depth + 1).min(DEEPEST));
            let max = words::points(&Exact::from(node.max), view.lang);
            let name = text(&view.name(node));
            parts.push(format!(
                "{marks} {} {name} ({max})",
                text(node.code.as_str())
            ));
            parts.extend(view.blocks(&view.entries(node)));
        }
    }
    let parts: Vec<&str> = parts.iter().map(|part| part.trim_end()).collect();
    parts.join("\n\n") + "\n"
}

impl<'a> SetView<'a> {
    /// Whether a leaf at or below this node is shown.
    fn shows_a_leaf(&self, node: &'a Node) -> bool {
        let depth = self.depth.unwrap_or(usize::MAX);
        let below = || self.children(node).any(|child| self.shows_a_leaf(child));
        node.depth <= depth && (node.leaf.is_some() || below())
    }

    /// The nodes that are shown, a row each.
    fn tree(&self) -> String {
        let header = [
            (self.pick("Mã", "Code"), Align::Left),
            (self.pick("Tên", "Name"), Align::Left),
            (self.pick("Tối đa", "Max"), Align::Right),
            (self.leaf_word(), Align::Right),
        ];
        let rows: Vec<Vec<String>> = self
            .nodes()
            .map(|node| {
                let (code, name) = (text(node.code.as_str()), text(&self.name(node)));
                let bold = |cell: String| match node.depth {
                    1 => format!("**{cell}**"),
                    _ => cell,
                };
                let leaves = match node.leaf {
                    Some(_) => String::new(),
                    None => self.leaves(node).to_string(),
                };
                let max = numbers::show(node.max.decimal(), self.lang);
                vec![bold(code), bold(name), max, leaves]
            })
            .collect();
        table(&header, &rows)
    }

    /// Sentences as lists, figures and documents as tables.
    fn blocks(&self, entries: &[Entry<'_>]) -> Vec<String> {
        let mut blocks = Vec::new();
        let mut list = String::new();
        for entry in entries {
            let label = entry.label;
            let block = match &entry.content {
                Content::Said(said) => {
                    list += &items(label, said);
                    continue;
                }
                Content::Figures(rows) => self.figure_table(rows),
                Content::Documents(rows) => self.document_table(rows),
            };
            if !list.is_empty() {
                blocks.push(std::mem::take(&mut list));
            }
            blocks.push(format!("**{label}**\n\n{block}"));
        }
        if !list.is_empty() {
            blocks.push(list);
        }
        blocks
    }

    fn figure_table(&self, rows: &[FigureRow]) -> String {
        let header = [
            (self.pick("Số liệu", "Figure"), Align::Left),
            (self.pick("Mã", "Id"), Align::Left),
            (self.pick("Giá trị", "Values"), Align::Left),
        ];
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| {
                let id = format!("`{}`", row.id);
                vec![text(&row.label), id, text(&row.values)]
            })
            .collect();
        table(&header, &rows)
    }

    fn document_table(&self, rows: &[DocumentRow]) -> String {
        let header = [
            (self.pick("Tài liệu", "Document"), Align::Left),
            (self.pick("Yêu cầu", "Asked"), Align::Left),
            (self.pick("Nếu thiếu", "If missing"), Align::Left),
        ];
        let mut cells = Vec::new();
        for row in rows {
            let missing = text(row.missing.as_deref().unwrap_or_default());
            let asked = |row: &DocumentRow| text(&row.parts().join("; "));
            match &row.one_of {
                None => cells.push(vec![text(&row.name), asked(row), missing]),
                Some((one_of, documents)) => {
                    let name = format!("{}, {one_of}:", text(&row.name));
                    cells.push(vec![name, String::new(), missing]);
                    for document in documents {
                        let name = format!("– {}", text(&document.name));
                        cells.push(vec![name, asked(document), String::new()]);
                    }
                }
            }
        }
        table(&header, &cells)
    }
}

/// A label with what is said: in its line, or in a list below it.
fn items(label: &str, said: &[Said]) -> String {
    let item = |depth: usize, line: &str| format!("{}- {}\n", "  ".repeat(depth), text(line));
    match said {
        [said] => {
            let mut lines = said.lines().into_iter();
            let first = lines
                .next()
                .map_or_else(String::new, |(_, line)| text(&line));
            let below = lines.map(|(depth, line)| item(depth.max(1), &line));
            format!("- **{label}:** {first}\n{}", below.collect::<String>())
        }
        said => {
            let lines = said.iter().flat_map(Said::lines);
            let below = lines.map(|(depth, line)| item(depth + 1, &line));
            format!("- **{label}:**\n{}", below.collect::<String>())
        }
    }
}
