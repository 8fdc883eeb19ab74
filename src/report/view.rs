//! What every format of a score shows, worked out once.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::criteria::model::{CriteriaSet, Leaf, Node, Side};
use crate::diagnostic::Diagnostic;
use crate::evidence::assumed::Change;
use crate::evidence::submission::Submission;
use crate::points::{Exact, Points};
use crate::score::assessment::{Assessment, LeafScore, Loss, Scored, Status};
use crate::score::published;
use crate::text::lang::Lang;

/// A scored submission, ready to be shown.
#[derive(Debug)]
pub struct View<'a> {
    /// What was handed in.
    pub submission: &'a Submission,
    /// What it gives.
    pub assessment: &'a Assessment,
    /// What documents and figures give, on whatever points the assessment stands.
    pub computed: &'a Assessment,
    /// What was noticed on the way.
    pub diagnostics: &'a [Diagnostic],
    /// The day it is taken to be.
    pub as_of: Option<Date>,
    /// Percent of pending points taken as given, for gates and in words.
    pub assume_pending: Option<Exact>,
    /// What else is taken as given though nobody stated it; then nothing here is a result, and
    /// every format says so.
    pub hypothesis: Option<&'a Hypothesis>,
    /// The language of words.
    pub lang: Lang,
    /// The version of the program that made it.
    pub version: &'a str,
}

/// What is taken as given though nobody stated it.
#[derive(Debug)]
pub struct Hypothesis {
    /// Which facts were changed.
    pub changes: Vec<Change>,
    /// The score without the changes.
    pub real: Assessment,
}

/// Points that somebody gave, beside the computed ones of the same leaves.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// Their sum.
    pub given: Points,
    /// The computed sum of the same leaves.
    pub computed: Points,
    /// How many leaves they name, of how many.
    pub leaves: (usize, usize),
    /// How many given points lack the facts to be compared with.
    pub without_facts: usize,
    /// How many could be compared.
    pub compared: usize,
    /// Those that differ: of claims those too high first, by size; of published ones in tree
    /// order, inner nodes and the total with them.
    pub differences: Vec<Difference<'a>>,
}

/// A node whose given points differ from what was computed.
#[derive(Debug)]
pub struct Difference<'a> {
    /// The node; `None` for the total.
    pub node: Option<&'a Node>,
    /// What was given.
    pub given: Points,
    /// What the facts give.
    pub computed: Points,
}

impl<'a> View<'a> {
    /// The set.
    pub fn set(&self) -> &'a CriteriaSet {
        &self.submission.set
    }

    /// Every leaf with its definition and score.
    pub fn leaves(&self) -> impl Iterator<Item = (&'a Node, &'a Leaf, &'a Scored, &'a LeafScore)> {
        let nodes = &self.assessment.nodes;
        self.set().leaves().filter_map(move |(index, node, leaf)| {
            let scored = nodes.get(index)?;
            Some((node, leaf, scored, scored.leaf.as_ref()?))
        })
    }

    /// The leaf of a loss; `None` for the rounding of the total.
    pub fn leaf_of(&self, loss: &Loss) -> Option<(&'a Node, &'a Leaf, &'a LeafScore)> {
        let index = loss.node?;
        let node = self.set().nodes.get(index)?;
        let score = self.assessment.nodes.get(index)?.leaf.as_ref()?;
        Some((node, node.leaf.as_ref()?, score))
    }

    /// Whether a loss is of a leaf of which nobody said anything.
    pub fn is_unanswered(&self, loss: &Loss) -> bool {
        self.leaf_of(loss)
            .is_some_and(|(_, _, score)| !score.answered)
    }

    fn is_pending(&self, loss: &Loss) -> bool {
        let scored = loss.node.and_then(|index| self.assessment.nodes.get(index));
        scored.is_some_and(|scored| scored.status == Status::Pending)
    }

    /// Losses to documents, at leaves whose points are known: their points, and how many
    /// different documents they name.
    pub fn lost_to_documents(&self) -> (Points, usize) {
        let losses = || {
            self.assessment
                .losses
                .iter()
                .filter(|loss| loss.cause.is_document() && !loss.points.is_zero())
                .filter(|loss| !self.is_pending(loss))
        };
        let documents: BTreeSet<&str> = losses()
            .filter_map(|loss| Some((loss, self.leaf_of(loss)?.1)))
            .flat_map(|(loss, leaf)| {
                loss.documents
                    .iter()
                    .filter_map(|index| leaf.documents.get(*index))
            })
            .map(|requirement| requirement.id.as_str())
            .collect();
        (losses().map(|loss| loss.points).sum(), documents.len())
    }

    /// The unit's claims beside computed points; `None` where it claims nothing.
    pub fn claims(&self) -> Option<Comparison<'a>> {
        let claims = self.compare(|score| score.claimed);
        (claims.compared > 0).then_some(claims)
    }

    /// Published points beside computed ones, at leaves, fields and the total, wherever the
    /// facts are there; `None` where none are known.
    pub fn published(&self) -> Option<Comparison<'a>> {
        let facts = &self.submission.unit.facts;
        let found = published::compare(self.set(), facts, self.computed)?;
        let differences = found.differences.iter().map(|difference| Difference {
            node: difference.node.map(|index| &self.set().nodes[index]),
            given: difference.published,
            computed: difference.computed.unwrap_or(Points::ZERO),
        });
        Some(Comparison {
            without_facts: found.without_facts,
            compared: found.compared,
            differences: differences.collect(),
            ..self.compare(|score| score.published)
        })
    }

    fn compare(&self, of: fn(&LeafScore) -> Option<Points>) -> Comparison<'a> {
        let mut comparison = Comparison {
            given: Points::ZERO,
            computed: Points::ZERO,
            leaves: (0, self.leaves().count()),
            without_facts: 0,
            compared: 0,
            differences: Vec::new(),
        };
        let nodes = self.set().leaves();
        let nodes = nodes.map(|(index, node, _)| (node, &self.computed.nodes[index]));
        for (node, scored) in nodes {
            let Some(score) = &scored.leaf else { continue };
            let Some(given) = of(score) else { continue };
            let given = if node.side == Side::Penalty {
                -given
            } else {
                given
            };
            let computed = scored.points.unwrap_or(Points::ZERO);
            comparison.leaves.0 += 1;
            comparison.compared += 1;
            comparison.given = comparison.given + given;
            comparison.computed = comparison.computed + computed;
            if scored.status != Status::Pending && given != computed {
                comparison.differences.push(Difference {
                    node: Some(node),
                    given,
                    computed,
                });
            }
        }
        comparison
            .differences
            .sort_by_key(|difference| std::cmp::Reverse(difference.given - difference.computed));
        comparison
    }

    /// The result with the assumed share of what is pending.
    pub fn assumed_points(&self) -> Option<Points> {
        let share = self.assume_pending.as_ref()?;
        let total = &self.assessment.total;
        Some(total.assuming(share, self.set().rounding))
    }

    /// What counts for gates: the points, and their percentage of what applies.
    pub fn gate_points(&self) -> (Points, Option<Points>) {
        let total = &self.assessment.total;
        match self.assumed_points() {
            None => (total.points, total.percent),
            Some(points) => (
                points,
                self.set().rounding.percent(points, total.applicable_max),
            ),
        }
    }
}
