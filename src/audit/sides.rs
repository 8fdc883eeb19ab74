//! What a unit's points at a leaf rest on, and whether one has at least what another has.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::{Audited, Side};
use crate::criteria::model::{CriteriaSet, Leaf, Node};
use crate::evidence::facts::{FigureValues, LeafFacts, Value};
use crate::points::Exact;
use crate::score::assessment::State;
use crate::score::documents::judge;
use crate::score::leaf::{self, Documents, Outcome};

/// A unit at a leaf.
pub(super) struct Standing<'a> {
    pub(super) side: Side,
    /// Figures that the rule reads, corrected where an appraiser did.
    figures: Vec<(&'a str, &'a Value)>,
    /// The state of each requirement, with its day where the rule reads it.
    documents: Vec<(State, Option<Date>)>,
    explained: bool,
    not_applicable: bool,
    unit: &'a Audited<'a>,
    said: &'a LeafFacts,
    judged: Documents,
}

impl<'a> Standing<'a> {
    pub(super) fn new(
        side: Side,
        unit: &'a Audited<'a>,
        leaf: &'a Leaf,
        said: &'a LeafFacts,
    ) -> Self {
        let judged = judge(leaf, said, unit.files_checked);
        let dated = leaf.rule.dated_documents();
        let read = leaf.rule.figures();
        let common = unit.facts.common.iter();
        let common = common.filter(|(id, _)| read.contains(id) && !said.figures.contains_key(id));
        let own = said.figures.iter().filter(|(id, _)| read.contains(id));
        let figures = own.chain(common).map(|(id, stated)| (id, &stated.value));
        let mut figures: Vec<(&str, &Value)> = figures.collect();
        figures.sort_by_key(|(id, _)| *id);
        let documents = judged.iter().zip(&leaf.documents);
        let documents = documents.map(|(judged, requirement)| {
            let reads_day = dated.contains(requirement.id.as_str());
            (judged.state, judged.issued.filter(|_| reads_day))
        });
        Self {
            side,
            figures,
            documents: documents.collect(),
            explained: said.explanation_stands(),
            not_applicable: said.standing_not_applicable().is_some(),
            unit,
            said,
            judged: Documents::actual(&judged),
        }
    }

    /// Whether both rest on the same.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.order(other) == Ordering::Equal
    }

    /// An order in which those that rest on the same are equal.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let key = |one: &Self| {
            let figures = one
                .figures
                .iter()
                .map(|(id, value)| format!("{id}={value:?}"));
            (
                figures.collect::<Vec<_>>(),
                one.documents.clone(),
                one.explained,
                one.not_applicable,
            )
        };
        key(self).cmp(&key(other))
    }

    /// Whether everything this one has is at least what the other has: every document nearer to
    /// being in order or as near, none issued later; the same figures stated, each as good or
    /// better by the rule, all else as the other has it.
    pub(super) fn at_least(&self, other: &Self, set: &CriteriaSet, node: &Node) -> bool {
        if self.not_applicable || other.not_applicable {
            return false;
        }
        let documents = self.documents.iter().zip(&other.documents);
        let documents = documents.into_iter().all(|((own, day), (state, other))| {
            let level = |state: State| match state {
                State::InOrder => 2,
                State::Explained => 1,
                _ => 0,
            };
            let in_time = match (day, other) {
                (Some(day), Some(other)) => day <= other,
                (_, None) => true,
                (None, Some(_)) => false,
            };
            level(*own) >= level(*state) && in_time
        });
        let ids = |one: &Self| -> Vec<&str> { one.figures.iter().map(|(id, _)| *id).collect() };
        documents && ids(self) == ids(other) && self.figures_at_least(other, set, node)
    }

    fn figures_at_least(&self, other: &Self, set: &CriteriaSet, node: &Node) -> bool {
        let Some(before) = other.gives(set, node, &other.said.figures, &other.unit.facts.common)
        else {
            return false;
        };
        self.figures.iter().all(|(id, value)| {
            let own = other.figures.iter().find(|(known, _)| known == id);
            if own.is_some_and(|(_, own)| own == value) {
                return true;
            }
            let (mut figures, mut common) =
                (other.said.figures.clone(), other.unit.facts.common.clone());
            let of = if figures.contains_key(id) {
                &mut figures
            } else {
                &mut common
            };
            let Some(mut stated) = of.get(id).cloned() else {
                return false;
            };
            stated.value = (*value).clone();
            of.insert((*id).into(), stated);
            let after = other.gives(set, node, &figures, &common);
            after.is_some_and(|after| after >= before)
        })
    }

    /// What the rule gives with all documents in order and these figures.
    fn gives(
        &self,
        set: &CriteriaSet,
        node: &Node,
        figures: &FigureValues,
        common: &FigureValues,
    ) -> Option<Exact> {
        let leaf = node.leaf.as_ref()?;
        let max = Exact::from(node.max);
        let facts = leaf::Facts {
            leaf,
            max: &max,
            figures,
            common,
            declared: &set.figures,
        };
        match leaf::points(&facts, &self.judged.all_in_order(), None) {
            Outcome::Points {
                points,
                waiting: false,
                ..
            } => Some(points),
            _ => None,
        }
    }
}
