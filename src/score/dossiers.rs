//! Which dossiers hold the points of a leaf down: those without which there would be more.

use std::collections::BTreeMap;

use crate::criteria::model::{CriteriaSet, Leaf};
use crate::evidence::facts::{Facts, FigureValues, Stated, Value};
use crate::evidence::register::counts::Alike;
use crate::evidence::register::metrics::DAYS;
use crate::evidence::register_figures::PREFIX;
use crate::points::{Exact, Points};
use crate::rules::award::{Award, Given, Issue};

/// Dossiers without which a leaf would have more points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Behind<'f> {
    /// How many.
    pub rows: u64,
    /// The ids of the first of them, in order.
    pub ids: Vec<&'f str>,
}

/// Ids that are cited.
const CITED: usize = 5;

/// Of a unit's dossiers that are alike, those of a kind without which a leaf (by its position in
/// the set's nodes) would have more points by its rule, all else being as it is: each kind is
/// taken out on its own. None where the rule names no metric of registers, or figures of
/// registers are stated by a table.
pub fn behind<'f>(set: &CriteriaSet, index: usize, facts: &'f Facts) -> Behind<'f> {
    let kinds = kinds_behind(set, index, facts);
    let ids = kinds.iter().flat_map(|alike| &alike.ids);
    let mut ids: Vec<&str> = ids.map(String::as_str).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.truncate(CITED);
    Behind {
        rows: kinds.iter().map(|alike| alike.rows).sum(),
        ids,
    }
}

fn kinds_behind<'f>(set: &CriteriaSet, index: usize, facts: &'f Facts) -> Vec<&'f Alike> {
    let node = &set.nodes[index];
    let (Some(leaf), Some(register)) = (&node.leaf, &facts.register) else {
        return Vec::new();
    };
    let names = leaf.rule.figures();
    let metrics = names
        .into_iter()
        .filter_map(|name| Some((name, name.strip_prefix(PREFIX)?)));
    let ids: Vec<&str> = set.register.ids().collect();
    let read: Vec<(&str, usize)> = metrics
        .filter(|(_, metric)| *metric != DAYS)
        .filter_map(|(name, metric)| Some((name, ids.iter().position(|id| *id == metric)?)))
        .collect();
    let own = facts.leaves.get(&index).map(|said| said.figures.clone());
    let own = own.unwrap_or_default();
    let now = points(leaf, node.max, &own, &facts.common);
    let Some(now) = now.filter(|_| !read.is_empty()) else {
        return Vec::new();
    };
    let raises = |alike: &&Alike| {
        let mut common = facts.common.clone();
        for (name, metric) in &read {
            let stated = common.get(name).cloned();
            if let (
                Some(true),
                Some(Stated {
                    value: Value::Number(value),
                    place,
                }),
            ) = (alike.counts.get(*metric), stated)
            {
                let less = value - rust_decimal::Decimal::from(alike.rows);
                let value = Value::Number(less);
                common.insert((*name).into(), Stated { value, place });
            }
        }
        points(leaf, node.max, &own, &common).is_some_and(|without| without > now)
    };
    register.counts.alike.iter().filter(raises).collect()
}

/// Points by the rule alone, its documents taken as in order; `None` where they are pending or
/// the leaf does not apply.
fn points(leaf: &Leaf, max: Points, own: &FigureValues, common: &FigureValues) -> Option<Exact> {
    let max = Exact::from(max.decimal());
    let documents: BTreeMap<&str, Issue> = (leaf.documents.iter())
        .map(|requirement| (requirement.id.as_str(), Issue::Assumed))
        .collect();
    let given = Given {
        max: &max,
        figures: own,
        common,
        documents: &documents,
        trace: None,
    };
    match leaf.rule.award(&given) {
        Award::Points { points, .. } => Some(points),
        Award::Pending { .. } | Award::NotApplicable => None,
    }
}
