//! What every leaf is worth to every unit under every reading, before rounding: the scorer's
//! own points, of sets in which a reading stands in place of the rule.

use crate::criteria::model::{CriteriaSet, Leaf};
use crate::evidence::facts::Facts;
use crate::points::Exact;
use crate::rules::award::Step;
use crate::score::assessment::{LeafScore, Reason, Scored, Status};
use crate::score::tree::{Options, Unbalanced, assess};

/// What a leaf is worth under one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worth {
    /// Points; what a penalty takes off is not negative here.
    Points {
        /// Before rounding.
        exact: Exact,
        /// Whether documents that are not in order took some of them.
        lacking: bool,
    },
    /// It does not apply.
    Out {
        /// The reading says so, of a zero denominator, and not the unit or the set.
        by_rule: bool,
    },
    /// The facts do not tell.
    Open(Gap),
}

/// Why facts do not tell what a leaf is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// No table says anything of it.
    Unanswered,
    /// Somebody else has still to give its points.
    Pending,
    /// These figures are not stated.
    NotStated(Vec<String>),
}

impl Worth {
    /// What the facts do not tell.
    pub fn gap(&self) -> Option<&Gap> {
        match self {
            Self::Open(gap) => Some(gap),
            Self::Points { .. } | Self::Out { .. } => None,
        }
    }

    fn of(scored: &Scored, leaf: &LeafScore) -> Self {
        let points = |lacking| Self::Points {
            exact: leaf.exact.now.clone(),
            lacking,
        };
        match &leaf.not_applicable {
            Some(Reason::ZeroDenominator) => return Self::Out { by_rule: true },
            Some(_) if scored.points.is_none() => return Self::Out { by_rule: false },
            Some(_) => return points(false),
            None => {}
        }
        if scored.status == Status::Pending {
            return Self::Open(Gap::Pending);
        }
        if !leaf.answered {
            return Self::Open(Gap::Unanswered);
        }
        let void = leaf.steps.iter().any(|step| matches!(step, Step::Void(_)));
        let lose = |step: &Step| matches!(step, Step::Lose(..));
        let open = leaf.steps.iter().find_map(|step| match step {
            Step::NotStated(figures) if !void => Some(figures.clone()),
            _ => None,
        });
        match open {
            Some(figures) => Self::Open(Gap::NotStated(figures)),
            None => points(void || leaf.steps.iter().any(lose)),
        }
    }
}

/// How many ways a leaf can be read: by its rule, which is reading 0, and by its readings.
pub fn ways(leaf: &Leaf) -> usize {
    leaf.readings.len() + 1
}

/// A set with each of its readings put in place of the rules: first the set as it is.
#[derive(Debug)]
pub struct Variants {
    sets: Vec<CriteriaSet>,
    options: Options,
}

impl Variants {
    /// Of a set whose facts are scored with `options`.
    pub fn new(set: &CriteriaSet, options: Options) -> Self {
        let most = set.leaves().map(|(_, _, leaf)| leaf.readings.len()).max();
        let read = (0..most.unwrap_or(0)).map(|position| set.with_readings(position));
        Self {
            sets: std::iter::once(set.clone()).chain(read).collect(),
            options: Options {
                points_only: false,
                ..options
            },
        }
    }

    /// What the leaves are worth on these facts: by position, then by reading; nothing at
    /// nodes with parts.
    ///
    /// # Errors
    /// Where a book does not close; that is a bug.
    pub fn worths(&self, facts: &Facts) -> Result<Vec<Vec<Worth>>, Unbalanced> {
        let mut worths = Vec::new();
        for (reading, set) in self.sets.iter().enumerate() {
            let assessment = assess(set, facts, self.options)?;
            worths.resize(assessment.nodes.len(), Vec::new());
            for (index, _, leaf) in set.leaves() {
                let scored = &assessment.nodes[index];
                if let Some(score) = scored.leaf.as_ref().filter(|_| reading < ways(leaf)) {
                    worths[index].push(Worth::of(scored, score));
                }
            }
        }
        Ok(worths)
    }
}
