//! The facts of one result put in the place of another's, kind by kind. Every kind of fact is
//! named here: one that is added elsewhere does not compile until somebody says which it is.

use super::crosswalk::Mapping;
use crate::criteria::model::CriteriaSet;
use crate::evidence::facts::{Facts, LeafFacts};
use crate::evidence::figure_names::RESERVED;

/// The same facts at the leaves of another set that have the same codes.
pub(super) fn recoded(facts: &Facts, from: &CriteriaSet, to: &CriteriaSet) -> Facts {
    let place = |index: usize| {
        let (index, node) = to.node(&from.nodes[index].code)?;
        node.leaf.as_ref().map(|_| index)
    };
    let leaves = facts.leaves.iter();
    Facts {
        leaves: leaves
            .filter_map(|(index, said)| Some((place(*index)?, said.clone())))
            .collect(),
        common: facts.common.clone(),
        // Compared with what is computed, never part of it.
        published_sums: std::collections::BTreeMap::new(),
    }
}

/// Old facts at the leaves that they are the facts of in another set, under the names these have
/// there.
pub(super) fn renamed(facts: &Facts, mappings: &[Mapping]) -> Facts {
    let leaves = mappings.iter().filter_map(|mapping| {
        let (names, [old], [new]) = (mapping.facts.as_ref()?, &*mapping.old, &*mapping.new) else {
            return None;
        };
        let LeafFacts {
            figures,
            evidence,
            explanation,
            not_applicable,
            claim: _,
            published: _,
        } = facts.leaves.get(old)?.clone();
        let mut leaf = LeafFacts {
            explanation,
            not_applicable,
            ..LeafFacts::default()
        };
        for (id, stated) in figures.iter() {
            let reserved = RESERVED.contains(&id).then_some(id);
            let name = names.figures.get(id).map(String::as_str).or(reserved);
            if let Some(name) = name {
                leaf.figures.insert(name.into(), stated.clone());
            }
        }
        for (id, rows) in evidence {
            if let Some(name) = names.documents.get(&id) {
                leaf.evidence.insert(name.clone(), rows);
            }
        }
        Some((*new, leaf))
    });
    Facts {
        leaves: leaves.collect(),
        common: facts.common.clone(),
        published_sums: std::collections::BTreeMap::new(),
    }
}

/// Old facts with the figures of the new ones and, if asked for, the documents too. Points that
/// were given officially stay the old ones.
pub(super) fn mixed(old: &Facts, new: &Facts, documents: bool) -> Facts {
    let nothing = LeafFacts::default();
    let places = old.leaves.keys().chain(new.leaves.keys());
    let leaves = places.map(|place| {
        let old = old.leaves.get(place).unwrap_or(&nothing);
        let LeafFacts {
            figures,
            evidence,
            explanation,
            not_applicable,
            claim: _,
            published: _,
        } = new.leaves.get(place).unwrap_or(&nothing).clone();
        let mut mixed = LeafFacts {
            figures,
            not_applicable,
            ..old.clone()
        };
        if documents {
            mixed.evidence = evidence;
            mixed.explanation = explanation;
        }
        (*place, mixed)
    });
    Facts {
        leaves: leaves.collect(),
        common: new.common.clone(),
        published_sums: std::collections::BTreeMap::new(),
    }
}
