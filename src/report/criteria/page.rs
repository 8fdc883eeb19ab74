//! Lines of a page on screen: paragraphs, and texts in a column beside their labels.

use unicode_width::UnicodeWidthStr;

use super::{Content, DocumentRow, Entry, FigureRow};
use crate::report::rule_words::Said;
use crate::report::terminal::{Screen, broken};

/// Columns that a text beside its label has at least, however narrow the screen.
const LEAST: usize = 24;

/// A page being written.
pub(super) struct Page {
    screen: Screen,
    lines: Vec<String>,
}

/// How a text is set off.
#[derive(Clone, Copy)]
pub(super) enum Paint {
    Plain,
    Bold,
    Dim,
}

impl Page {
    pub(super) fn new(screen: Screen) -> Self {
        Self {
            screen,
            lines: Vec::new(),
        }
    }

    /// The columns there are.
    pub(super) fn width(&self) -> usize {
        self.screen.width.map_or(usize::MAX, usize::from)
    }

    pub(super) fn paint(&self, text: &str, paint: Paint) -> String {
        let code = match paint {
            Paint::Bold if self.screen.color => 1,
            Paint::Dim if self.screen.color => 2,
            _ => return text.to_owned(),
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    pub(super) fn line(&mut self, line: &str) {
        self.lines.push(line.trim_end().to_owned());
    }

    pub(super) fn blank(&mut self) {
        self.line("");
    }

    /// A text from the margin, what follows its first line indented.
    pub(super) fn paragraph(&mut self, text: &str, paint: Paint) {
        let pieces = broken(text, self.width(), self.width().saturating_sub(2));
        for (i, piece) in pieces.iter().enumerate() {
            let indent = if i == 0 { "" } else { "  " };
            self.line(&format!("{indent}{}", self.paint(piece, paint)));
        }
    }

    /// Entries below one another, their texts in a column.
    pub(super) fn entries(&mut self, indent: usize, entries: &[Entry<'_>], paint: Paint) {
        let labels = entries.iter().map(|entry| entry.label.width());
        let column = labels.max().unwrap_or(0) + 2;
        let blanks = " ".repeat(indent);
        for entry in entries {
            let room = self.width().saturating_sub(indent + column).max(LEAST);
            let mut label = entry.label;
            for (start, text) in texts(&entry.content) {
                let rest = " ".repeat(start.width());
                let fit = room.saturating_sub(start.width());
                for (i, piece) in broken(&text, fit, fit).iter().enumerate() {
                    let start = if i == 0 { &start } else { &rest };
                    let gap = " ".repeat(column - label.width());
                    let label = match std::mem::take(&mut label) {
                        "" => String::new(),
                        label => self.paint(label, paint),
                    };
                    self.line(&format!("{blanks}{label}{gap}{start}{piece}"));
                }
            }
        }
    }

    /// The page as text.
    pub(super) fn text(self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }
}

/// The lines of an entry: what stands before each, and its text. Several things are listed.
fn texts(content: &Content) -> Vec<(String, String)> {
    let said: Vec<Said> = match content {
        Content::Said(said) => said.clone(),
        Content::Figures(rows) => rows.iter().map(FigureRow::said).collect(),
        Content::Documents(rows) => rows.iter().map(DocumentRow::said).collect(),
    };
    let listed = usize::from(said.len() > 1);
    said.iter()
        .flat_map(Said::lines)
        .map(|(depth, text)| {
            let start = match depth + listed {
                0 => String::new(),
                depth => format!("{}- ", "  ".repeat(depth - 1)),
            };
            (start, text)
        })
        .collect()
}
