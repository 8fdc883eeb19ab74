//! What somebody has still to look at in a set: key `review`, of the set or of a node.

use crate::diagnostic::Place;
use crate::yaml::{Node, Reader};

/// One remark.
#[derive(Clone, Debug)]
pub struct Remark {
    /// What is to be looked at.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// Reads one remark or a list of them.
pub(super) fn read(node: Option<&Node>, reader: &Reader<'_>) -> Vec<Remark> {
    let items = node
        .and_then(|node| reader.one_or_many(node))
        .unwrap_or_default();
    let remark = |item: &Node| {
        let text = reader.text(item)?;
        let place = reader.place(item);
        Some(Remark { text, place })
    };
    items.iter().filter_map(remark).collect()
}
