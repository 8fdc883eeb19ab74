//! Points by who gives them.

use std::collections::BTreeMap;

use crate::criteria::model::{CriteriaSet, Side, Source};
use crate::points::Points;
use crate::score::assessment::Assessment;

/// Points of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfSource {
    /// Who.
    pub source: Source,
    /// What applies of their maximum.
    pub max: Points,
    /// What was given.
    pub points: Points,
    /// What is still to come.
    pub pending: Points,
    /// Whether any table says something of one of its leaves.
    pub answered: bool,
}

/// Points by source, outside bonus and penalty.
pub fn by_source(set: &CriteriaSet, assessment: &Assessment) -> Vec<OfSource> {
    let mut sources: BTreeMap<Source, OfSource> = BTreeMap::new();
    for (index, node, leaf) in set
        .leaves()
        .filter(|(_, node, _)| node.side == Side::Normal)
    {
        let scored = &assessment.nodes[index];
        let of = sources.entry(leaf.source).or_insert(OfSource {
            source: leaf.source,
            max: Points::ZERO,
            points: Points::ZERO,
            pending: Points::ZERO,
            answered: false,
        });
        of.answered |= scored.leaf.as_ref().is_some_and(|leaf| leaf.answered);
        of.max = of.max + node.max - scored.excluded;
        of.points = of.points + scored.points.unwrap_or(Points::ZERO);
        of.pending = of.pending + scored.pending;
    }
    sources.into_values().collect()
}
