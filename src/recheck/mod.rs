//! From claim to published points, step by step: facts in, a waterfall for every leaf out, each
//! step taken apart into the causes that came or went.
//!
//! ```text
//!   claim ── computed ── round 1 ── supplement ── round 2 ── published
//!    3,00 ──  2,85   ──  2,70   ──    2,70    ──  2,70   ──   2,50
//!          1 task open   corrected                        lowered: why?
//! ```
//!
//! A step is the difference of two books, which both close; so its parts always add up to it.
//! What nobody gave a fact, a verdict or a reason for is left over, and said.

mod parts;
mod versions;

use std::collections::BTreeSet;

use crate::criteria::model::CriteriaSet;
use crate::evidence::appraisals::{FIRST, Round};
use crate::evidence::facts::Facts;
use crate::points::Points;
use crate::score::assessment::Assessment;
use crate::score::official::Basis;
use crate::score::tree::{Options, Unbalanced, assess};

pub use parts::{Part, Why};
pub use versions::{Change, What, changes};

/// Where a result stands on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What the unit claims.
    Claimed,
    /// What its facts gave when they were first handed in.
    Computed,
    /// With what was handed in for a later round, before anybody looked at it.
    Supplement(Round),
    /// After a round of appraisal.
    Appraised(Round),
    /// What was published.
    Published,
}

impl Stage {
    /// Its name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Computed => "computed",
            Self::Supplement(_) => "supplement",
            Self::Appraised(_) => "appraised",
            Self::Published => "published",
        }
    }

    /// Its round, where it has one.
    pub fn round(self) -> Option<Round> {
        match self {
            Self::Supplement(round) | Self::Appraised(round) => Some(round),
            Self::Claimed | Self::Computed | Self::Published => None,
        }
    }
}

/// A stage with the facts and the result of it.
#[derive(Debug)]
pub struct Standing {
    /// Which.
    pub stage: Stage,
    /// The facts as they stood.
    pub facts: Facts,
    /// The result.
    pub assessment: Assessment,
}

/// How a leaf's points, or the total, got from one stage to the next.
#[derive(Debug)]
pub struct Step {
    /// Positions of the stages.
    pub stages: (usize, usize),
    /// Points before and after; those of a penalty negative, 0 where the leaf does not apply.
    pub points: (Points, Points),
    /// What makes up the difference, in the order of causes.
    pub parts: Vec<Part>,
    /// What no fact, verdict or reason explains of it.
    pub unexplained: Points,
}

impl Step {
    /// What it changes.
    pub fn change(&self) -> Points {
        self.points.1 - self.points.0
    }
}

/// A leaf whose points changed on their way.
#[derive(Debug)]
pub struct Waterfall {
    /// The leaf's position.
    pub leaf: usize,
    /// The steps that changed anything.
    pub steps: Vec<Step>,
}

/// A claim that the facts do not bear out, or fall short of.
#[derive(Debug)]
pub struct Claim {
    /// The leaf's position.
    pub leaf: usize,
    /// What is claimed, a penalty's negative.
    pub claimed: Points,
    /// What the facts gave when they were first handed in.
    pub computed: Points,
}

/// All of it, for one unit.
#[derive(Debug)]
pub struct Recheck {
    /// The stages there are, in order.
    pub stages: Vec<Standing>,
    /// The leaves that change, in tree order.
    pub leaves: Vec<Waterfall>,
    /// Claims above what the facts give, in tree order.
    pub over: Vec<Claim>,
    /// Claims below it.
    pub under: Vec<Claim>,
    /// What nothing explains: the sum over all steps, each without its sign.
    pub unexplained: Points,
}

impl Recheck {
    /// Follows a unit's result through its stages.
    ///
    /// # Errors
    /// Where a book does not close; that is a bug.
    pub fn of(set: &CriteriaSet, facts: &Facts, options: Options) -> Result<Self, Unbalanced> {
        let mut stages = Vec::new();
        for (stage, facts, basis) in plan(facts) {
            let options = Options { basis, ..options };
            let assessment = assess(set, &facts, options)?;
            stages.push(Standing {
                stage,
                facts,
                assessment,
            });
        }
        let mut leaves = Vec::new();
        for (leaf, ..) in set.leaves() {
            let each = stages.windows(2).enumerate();
            let steps =
                each.filter_map(|(at, pair)| parts::step(set, leaf, at, &pair[0], &pair[1]));
            let steps: Vec<Step> = steps.collect();
            if !steps.is_empty() {
                leaves.push(Waterfall { leaf, steps });
            }
        }
        let unexplained = leaves.iter().flat_map(|of| &of.steps);
        let unexplained = unexplained.map(|step| step.unexplained.max(-step.unexplained));
        let (over, under) = claims(set, &stages);
        Ok(Self {
            unexplained: unexplained.sum(),
            stages,
            leaves,
            over,
            under,
        })
    }

    /// What rounding at the total and the caps of bonus and penalty add to a step: its total less
    /// what its leaves change.
    pub fn beyond_leaves(&self, at: usize) -> Points {
        let of = |index: usize| self.stages[index].assessment.total.points;
        let steps = self.leaves.iter().flat_map(|of| &of.steps);
        let of_leaves = steps.filter(|step| step.stages.0 == at).map(Step::change);
        of(at + 1) - of(at) - of_leaves.sum::<Points>()
    }
}

/// The points of a leaf at a stage.
fn points(standing: &Standing, leaf: usize) -> Points {
    let points = standing.assessment.nodes[leaf].points;
    points.unwrap_or(Points::ZERO)
}

/// The stages that a unit's facts have, each with the facts as they stood.
fn plan(facts: &Facts) -> Vec<(Stage, Facts, Basis)> {
    let first = facts.as_of(FIRST, 0);
    let mut plan = Vec::new();
    if Basis::Claimed.is_there(facts) {
        plan.push((Stage::Claimed, first.clone(), Basis::Claimed));
    }
    plan.push((Stage::Computed, first, Basis::Computed));
    let (said, supplements) = (facts.rounds(), facts.supplements());
    let all: BTreeSet<Round> = said.iter().chain(&supplements).copied().collect();
    let mut heard = 0;
    for round in all {
        if supplements.contains(&round) {
            let with = facts.as_of(round, heard);
            plan.push((Stage::Supplement(round), with, Basis::Appraised));
        }
        if said.contains(&round) {
            heard = round;
            let after = facts.as_of(round, round);
            plan.push((Stage::Appraised(round), after, Basis::Appraised));
        }
    }
    if Basis::Published.is_there(facts) {
        plan.push((Stage::Published, facts.clone(), Basis::Published));
    }
    plan
}

/// Claims beside what the facts gave at first; what waits for somebody's points has none yet.
fn claims(set: &CriteriaSet, stages: &[Standing]) -> (Vec<Claim>, Vec<Claim>) {
    let (mut over, mut under) = (Vec::new(), Vec::new());
    let [claimed, computed, ..] = stages else {
        return (over, under);
    };
    if claimed.stage != Stage::Claimed {
        return (over, under);
    }
    for (leaf, ..) in set.leaves() {
        let scored = &computed.assessment.nodes[leaf];
        let is_claimed = scored.leaf.as_ref().is_some_and(|of| of.claimed.is_some());
        if !is_claimed || !scored.pending.is_zero() {
            continue;
        }
        let claim = Claim {
            leaf,
            claimed: points(claimed, leaf),
            computed: points(computed, leaf),
        };
        if claim.claimed > claim.computed {
            over.push(claim);
        } else if claim.claimed < claim.computed {
            under.push(claim);
        }
    }
    (over, under)
}
