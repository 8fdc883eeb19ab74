//! What the name of a figure means at a leaf: which figure, and what it takes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::criteria::figures::{Figure, Kind};
use crate::criteria::model::{CriteriaSet, Node};
use crate::evidence::targets::Target;
use crate::rules::{Rule, awarded, levels};
use crate::text::fold;

/// The figure whose value is the reason why a leaf does not apply.
pub const NOT_APPLICABLE: &str = "not_applicable";

/// Figures with a meaning of their own, at leaves only.
pub const RESERVED: [&str; 4] = [
    levels::FIGURE,
    awarded::POINTS,
    awarded::PERCENT,
    NOT_APPLICABLE,
];

/// A figure that a cell states.
pub(super) struct Meaning<'s> {
    /// Its id.
    pub(super) id: Arc<str>,
    /// What its cells hold.
    pub(super) takes: Takes<'s>,
}

/// What the cells of a figure hold.
pub(super) enum Takes<'s> {
    /// A value of a declared or named figure.
    Value(Figure),
    /// The id or name of a level.
    Level(Vec<&'s levels::Level>),
    /// The reason why a leaf does not apply.
    Reason,
}

impl Meaning<'_> {
    /// The figure whose kind and range a number must fit.
    pub(super) fn figure(&self) -> Option<&Figure> {
        match &self.takes {
            Takes::Value(figure) => Some(figure),
            Takes::Level(_) | Takes::Reason => None,
        }
    }
}

/// Looks names up, each name once per leaf.
pub(super) struct Names<'s> {
    set: &'s CriteriaSet,
    known: BTreeMap<Target, BTreeMap<String, Option<Arc<Meaning<'s>>>>>,
}

impl<'s> Names<'s> {
    pub(super) fn new(set: &'s CriteriaSet) -> Self {
        Self {
            set,
            known: BTreeMap::new(),
        }
    }

    /// The figure of a leaf (or of the set) that `name` means by id or label.
    pub(super) fn find(&mut self, target: Target, name: &str) -> Option<Arc<Meaning<'s>>> {
        let known = self.known.entry(target).or_default();
        if let Some(meaning) = known.get(name) {
            return meaning.clone();
        }
        let meaning = find(self.set, target, name).map(Arc::new);
        known.insert(name.to_owned(), meaning.clone());
        meaning
    }
}

/// The id of the figure that a `figure` cell means at the leaf in this position of the set's
/// nodes, or (`None`) in the set as a whole.
pub fn id(set: &CriteriaSet, leaf: Option<usize>, written: &str) -> Option<Arc<str>> {
    let target = leaf.map_or(Target::Common, Target::Leaf);
    find(set, target, written).map(|meaning| meaning.id)
}

fn find<'s>(set: &'s CriteriaSet, target: Target, name: &str) -> Option<Meaning<'s>> {
    let key = fold::key(name);
    let means = |figure: &Figure| {
        figure.id == name
            || fold::key(&figure.id) == key
            || figure
                .name
                .as_deref()
                .is_some_and(|label| fold::key(label) == key)
    };
    match target {
        Target::Inner(_) => None,
        Target::Common => {
            let declared = set.common_figures().find(|figure| means(figure)).cloned();
            let named = || {
                common_names(set)
                    .into_iter()
                    .map(Figure::undeclared)
                    .find(|figure| means(figure))
            };
            declared.or_else(named).map(of_figure)
        }
        Target::Leaf(index) => {
            let node = set.nodes.get(index)?;
            of_leaf(set, node, name, &key, &means)
        }
    }
}

fn of_figure<'s>(figure: Figure) -> Meaning<'s> {
    Meaning {
        id: figure.id.as_str().into(),
        takes: Takes::Value(figure),
    }
}

fn of_leaf<'s>(
    set: &CriteriaSet,
    node: &'s Node,
    name: &str,
    key: &str,
    means: &dyn Fn(&Figure) -> bool,
) -> Option<Meaning<'s>> {
    let leaf = node.leaf.as_ref()?;
    let max = node.max.decimal();
    let labelled = |id: &str| {
        leaf.figures
            .iter()
            .any(|figure| figure.id == id && means(figure))
    };
    let reserved = |id: &str, label: &str| {
        name == id || key == fold::key(id) || key == fold::key(label) || labelled(id)
    };
    if reserved(NOT_APPLICABLE, "không áp dụng") {
        return Some(Meaning {
            id: NOT_APPLICABLE.into(),
            takes: Takes::Reason,
        });
    }
    let mut levels: Vec<&levels::Level> = Vec::new();
    for level in leaf.rules().flat_map(Rule::levels) {
        if !levels.iter().any(|known| known.id == level.id) {
            levels.push(level);
        }
    }
    if !levels.is_empty() && reserved(levels::FIGURE, "mức") {
        return Some(Meaning {
            id: levels::FIGURE.into(),
            takes: Takes::Level(levels),
        });
    }
    if leaf.rules().any(Rule::takes_points) && reserved(awarded::POINTS, "điểm") {
        let (min, max) = (Some(Decimal::ZERO), Some(max));
        return Some(of_figure(Figure {
            min,
            max,
            ..Figure::undeclared(awarded::POINTS)
        }));
    }
    if leaf.rules().any(Rule::takes_percent) && reserved(awarded::PERCENT, "tỷ lệ") {
        let (kind, max) = (Kind::Percent, Some(Decimal::ONE));
        return Some(of_figure(Figure {
            kind,
            max,
            ..Figure::undeclared(awarded::PERCENT)
        }));
    }
    if let Some(figure) = leaf.figures.iter().find(|figure| means(figure)) {
        return Some(of_figure(figure.clone()));
    }
    let names: BTreeSet<&str> = leaf.rules().flat_map(Rule::figures).collect();
    let declared = |id: &str| set.common_figure(id).cloned();
    // What a survey gives is a figure of the set alone.
    let used = names
        .into_iter()
        .filter(|id| set.survey(id).is_none())
        .map(|id| declared(id).unwrap_or_else(|| Figure::undeclared(id)));
    used.into_iter().find(|figure| means(figure)).map(of_figure)
}

/// Names that gates and leaves use and that no leaf declares; reserved ones belong to leaves.
fn common_names(set: &CriteriaSet) -> Vec<&str> {
    let of_gates = set.gates.iter().flat_map(|gate| gate.value.names());
    let of_leaves = set.leaves().flat_map(|(_, _, leaf)| {
        let own = |name: &&str| !leaf.figures.iter().any(|figure| figure.id == *name);
        leaf.rules()
            .flat_map(Rule::figures)
            .filter(own)
            .collect::<Vec<_>>()
    });
    of_gates
        .chain(of_leaves)
        .filter(|name| !RESERVED.contains(name))
        .collect()
}
