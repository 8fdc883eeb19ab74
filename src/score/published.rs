//! Published points beside computed ones, wherever facts allow to compute: at leaves, at inner
//! nodes, at the total. What facts do not cover is counted, never taken for 0.

use crate::criteria::model::{CriteriaSet, Side};
use crate::evidence::facts::Facts;
use crate::points::Points;
use crate::score::assessment::{Assessment, Cause, Status};

/// How published points compare with computed ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// How many could be compared.
    pub compared: usize,
    /// How many could not: not all leaves below have the facts their rules need.
    pub without_facts: usize,
    /// Those that differ, in tree order; the total comes last.
    pub differences: Vec<Difference>,
}

/// Published points that differ from computed ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The node's position; `None` for the total.
    pub node: Option<usize>,
    /// What was published.
    pub published: Points,
    /// What the facts give; `None` where the node does not apply.
    pub computed: Option<Points>,
}

impl Difference {
    /// Published less computed.
    pub fn gap(&self) -> Points {
        self.published - self.computed.unwrap_or(Points::ZERO)
    }
}

/// Compares; `None` where nothing was published.
pub fn compare(set: &CriteriaSet, facts: &Facts, assessment: &Assessment) -> Option<Published> {
    let known = known(set, assessment);
    let mut found = Published::default();
    let mut one =
        |node: Option<usize>, published: Points, computed: Option<Points>, known: bool| {
            if !known {
                found.without_facts += 1;
                return;
            }
            found.compared += 1;
            if computed != Some(published) {
                found.differences.push(Difference {
                    node,
                    published,
                    computed,
                });
            }
        };
    let mut any = false;
    for (index, node) in set.nodes.iter().enumerate() {
        let scored = &assessment.nodes[index];
        let published = match &scored.leaf {
            Some(leaf) => leaf.published,
            None => facts
                .published_sums
                .get(&Some(index))
                .map(|(points, _)| *points),
        };
        let Some(published) = published else { continue };
        any = true;
        let taken_off = node.side == Side::Penalty && published > Points::ZERO;
        let published = if taken_off { -published } else { published };
        one(Some(index), published, scored.points, known[index]);
    }
    if let Some((published, _)) = facts.published_sums.get(&None) {
        any = true;
        let all = set.fields().all(|(index, _)| known[index]);
        one(None, *published, Some(assessment.total.points), all);
    }
    any.then_some(found)
}

/// Which nodes have all the facts that their points need.
fn known(set: &CriteriaSet, assessment: &Assessment) -> Vec<bool> {
    let mut known: Vec<bool> = assessment
        .nodes
        .iter()
        .map(|scored| {
            let answered = |leaf: &crate::score::assessment::LeafScore| {
                leaf.answered || leaf.not_applicable.is_some()
            };
            let said = scored.leaf.as_ref().is_none_or(answered);
            said && scored.status != Status::Pending
        })
        .collect();
    for loss in &assessment.losses {
        if let (Cause::FigureMissing, Some(index)) = (loss.cause, loss.node) {
            known[index] = false;
        }
    }
    for (index, node) in set.nodes.iter().enumerate().rev() {
        if let Some(parent) = node.parent {
            known[parent] &= known[index];
        }
    }
    known
}
