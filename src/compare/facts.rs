//! The facts of one result put in the place of another's, kind by kind. Every kind of fact is
//! named here: one that is added elsewhere does not compile until somebody says which it is.

use std::sync::Arc;

use super::crosswalk::Mapping;
use crate::criteria::model::CriteriaSet;
use crate::evidence::appraisals::Appraisal;
use crate::evidence::facts::{Facts, FigureValues, LeafFacts};
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
        own_common: facts.own_common.clone(),
        surveys: facts.surveys.clone(),
        appraisals: facts.appraisals.clone(),
        register: facts.register.clone(),
        is_published: facts.is_published,
        // Compared with what is computed, never part of it.
        published_sums: std::collections::BTreeMap::new(),
    }
}

/// What appraisers concluded, without the points they gave by hand.
fn conclusions(said: &[Arc<Appraisal>]) -> impl Iterator<Item = Arc<Appraisal>> + '_ {
    said.iter().map(|said| {
        Arc::new(Appraisal {
            points: None,
            ..(**said).clone()
        })
    })
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
            own_figures,
            evidence,
            explanation,
            explained_in,
            not_applicable,
            claim: _,
            published: _,
            published_reason: _,
            appraisals,
            assumed,
        } = facts.leaves.get(old)?.clone();
        let renamed = |figures: &FigureValues| {
            let mut renamed = FigureValues::default();
            for (id, stated) in figures.iter() {
                let reserved = RESERVED.contains(&id).then_some(id);
                let name = names.figures.get(id).map(String::as_str).or(reserved);
                if let Some(name) = name {
                    renamed.insert(name.into(), stated.clone());
                }
            }
            renamed
        };
        let mut leaf = LeafFacts {
            figures: renamed(&figures),
            own_figures: own_figures.map(|own| Box::new(renamed(&own))),
            explanation,
            explained_in,
            not_applicable,
            appraisals: conclusions(&appraisals).collect(),
            assumed,
            ..LeafFacts::default()
        };
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
        own_common: facts.own_common.clone(),
        surveys: facts.surveys.clone(),
        appraisals: facts.appraisals.clone(),
        register: facts.register.clone(),
        is_published: false,
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
            own_figures,
            evidence,
            explanation,
            explained_in,
            not_applicable,
            claim: _,
            published: _,
            published_reason: _,
            appraisals,
            assumed,
        } = new.leaves.get(place).unwrap_or(&nothing).clone();
        let mut mixed = LeafFacts {
            figures,
            own_figures,
            not_applicable,
            ..old.clone()
        };
        if documents {
            mixed.evidence = evidence;
            mixed.explanation = explanation;
            mixed.explained_in = explained_in;
            mixed.assumed = assumed;
            // What was concluded is the new, what was given by hand the old.
            mixed.appraisals.retain(|said| said.points.is_some());
            mixed.appraisals.extend(conclusions(&appraisals));
        }
        (*place, mixed)
    });
    Facts {
        leaves: leaves.collect(),
        common: new.common.clone(),
        own_common: new.own_common.clone(),
        surveys: new.surveys.clone(),
        appraisals: new.appraisals.clone(),
        register: new.register.clone(),
        is_published: old.is_published,
        published_sums: std::collections::BTreeMap::new(),
    }
}
