//! What would raise a leaf's points next: for each figure its rule reads, the nearest value at
//! which re-scoring gives more. Every gain is that of the one function from facts to points on
//! changed facts, so it is true whatever the rule.

pub(crate) mod chain;
mod search;

use crate::criteria::model::{CriteriaSet, Side};
use crate::evidence::facts::{Facts, LeafFacts, Value};
use crate::points::Points;
use crate::score::documents::judge;
use crate::score::leaf::Documents;
pub(crate) use search::Search;

/// A change of one figure that wins points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The figure.
    pub figure: String,
    /// What is stated now.
    pub from: Value,
    /// The nearest value that wins points.
    pub to: Value,
    /// What it wins at the leaf, all else as it is.
    pub gain: Points,
}

/// The nearest change of each figure of a leaf that wins points, levels by name: rises where
/// any rise wins some, else falls (of late dossiers, say). In the order of the figures' names;
/// none where documents that are not in order make the figures worth nothing, for penalties,
/// and where the leaf is declared not applicable.
pub fn changes(set: &CriteriaSet, index: usize, facts: &Facts, files_checked: bool) -> Vec<Change> {
    let nothing = LeafFacts::default();
    let Some((node, leaf)) = set
        .nodes
        .get(index)
        .and_then(|node| Some((node, node.leaf.as_ref()?)))
    else {
        return Vec::new();
    };
    let said = facts.leaves.get(&index).unwrap_or(&nothing);
    // What a penalty's rule gives is taken off; what does not apply has no points to raise.
    if node.side == Side::Penalty || said.standing_not_applicable().is_some() {
        return Vec::new();
    }
    let search = Search {
        set,
        node,
        leaf,
        figures: said.figures.clone(),
        common: &facts.common,
        documents: Documents::actual(&judge(leaf, said, files_checked)),
    };
    let Some(now) = search.now() else {
        return Vec::new();
    };
    let by_name = |change: Change| {
        let levels = leaf.rule.levels();
        let level = levels
            .into_iter()
            .find(|level| change.to == Value::Text(level.id.clone()));
        Change {
            to: level.map_or(change.to, |level| Value::Text(level.name.clone())),
            ..change
        }
    };
    let mut found: Vec<Change> = search.levels(now).into_iter().map(by_name).collect();
    for rising in [true, false] {
        if found.is_empty() {
            let figures = leaf.rule.figures();
            let changes = figures
                .iter()
                .filter_map(|id| search.figure(id, now, rising));
            found.extend(changes);
        }
    }
    found
}
