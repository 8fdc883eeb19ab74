//! A criteria set as people and programs read it: one view, a file per format.

mod grading;
mod head;
pub mod imported;
mod leaf;
pub mod list;
pub mod markdown;
mod page;
pub mod terminal;
#[cfg(test)]
mod tests;

use crate::criteria::model::{CriteriaSet, Node, Side};
use crate::report::rule_words::Said;
use crate::report::words;
use crate::text::lang::Lang;

/// A set, ready to be shown.
#[derive(Clone, Copy, Debug)]
pub struct SetView<'a> {
    /// The set.
    pub set: &'a CriteriaSet,
    /// How many levels of its tree are shown; `None`: all, leaves with what they ask.
    pub depth: Option<usize>,
    /// The language of words.
    pub lang: Lang,
}

/// Something that is said of a set or of a node, under a label.
struct Entry<'a> {
    label: &'a str,
    content: Content,
}

/// What an entry says.
enum Content {
    /// Sentences.
    Said(Vec<Said>),
    /// Figures to state.
    Figures(Vec<FigureRow>),
    /// Documents to attach.
    Documents(Vec<DocumentRow>),
}

/// A figure in words.
struct FigureRow {
    id: String,
    label: String,
    /// Its kind and range.
    values: String,
}

/// A required document, or a group of which one is enough, in words.
#[derive(Default)]
struct DocumentRow {
    name: String,
    types: Option<String>,
    issued: Option<String>,
    files: Vec<String>,
    /// What its absence costs; of an alternative the group says it.
    missing: Option<String>,
    /// `một trong hai`, and the documents.
    one_of: Option<(String, Vec<DocumentRow>)>,
}

impl<'a> Entry<'a> {
    fn said(label: &'a str, text: impl Into<String>) -> Self {
        Self::all(label, vec![Said::plain(text)])
    }

    fn all(label: &'a str, said: Vec<Said>) -> Self {
        Self {
            label,
            content: Content::Said(said),
        }
    }
}

impl<'a> SetView<'a> {
    /// The whole of a set.
    pub fn whole(set: &'a CriteriaSet, lang: Lang) -> Self {
        Self {
            set,
            depth: None,
            lang,
        }
    }

    fn pick<T>(&self, vi: T, en: T) -> T {
        self.lang.pick(vi, en)
    }

    /// The nodes that are shown.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &'a Node> {
        let depth = self.depth.unwrap_or(usize::MAX);
        let nodes = self.set.nodes.iter();
        nodes.filter(move |node| node.depth <= depth)
    }

    /// Whether what stands below a node is left out.
    fn is_cut(&self, node: &Node) -> bool {
        !node.children.is_empty() && Some(node.depth) == self.depth
    }

    /// How many leaves stand below a node; a leaf counts itself.
    pub(super) fn leaves(&self, node: &'a Node) -> usize {
        if node.leaf.is_some() {
            return 1;
        }
        self.children(node).map(|child| self.leaves(child)).sum()
    }

    fn children(&self, node: &'a Node) -> impl Iterator<Item = &'a Node> {
        let nodes = &self.set.nodes;
        node.children.iter().filter_map(|index| nodes.get(*index))
    }

    /// A node's name, marked where it stands outside the total.
    fn name(&self, node: &Node) -> String {
        match words::side(node.side, self.lang).filter(|_| node.depth == 1) {
            Some(side) => format!("{} ({side})", node.name),
            None => node.name.clone(),
        }
    }

    /// A set's own word for leaves, as a heading.
    fn leaf_word(&self) -> &'a str {
        let own = self.set.words.leaf.as_deref();
        own.unwrap_or(self.lang.pick("Chỉ tiêu", "Leaves"))
    }

    /// How many fields and leaves the total is made of.
    pub(super) fn counts(&self) -> (usize, usize) {
        let fields = self.set.fields();
        let fields = fields.filter(|(_, node)| node.side == Side::Normal);
        let leaves = self.set.leaves();
        let leaves = leaves.filter(|(_, node, _)| node.side == Side::Normal);
        (fields.count(), leaves.count())
    }
}
