//! Many units in order: by the set's rule, ties broken or declared, each with its distance to
//! the rank and the class above.

mod distance;
mod order;
mod submissions;
mod summary;

use std::sync::Arc;

use crate::criteria::model::CriteriaSet;
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::evidence::cells::Unit;
use crate::points::Points;
use crate::score::assessment::{Counts, Scored, Status, Total};
use crate::score::official::Basis;
use crate::score::published::Published;
use crate::score::sources::OfSource;

pub use submissions::{any_has, of_submissions};
pub use summary::Summary;

/// Units in order.
#[derive(Debug)]
pub struct Ranking {
    /// The set that all were scored by.
    pub set: Arc<CriteriaSet>,
    /// The year.
    pub year: i16,
    /// On which points units are ranked.
    pub basis: Basis,
    /// One group, or one for each group of units where the set ranks them apart.
    pub groups: Vec<Group>,
    /// Those that could not be ranked, in the order of their units.
    pub not_ranked: Vec<NotRanked>,
    /// The files that were read.
    pub inputs: Vec<Arc<SourceFile>>,
    /// What was noticed about no unit alone.
    pub diagnostics: Vec<Diagnostic>,
}

/// Units that are ranked together.
#[derive(Debug)]
pub struct Group {
    /// Its name, where units are ranked apart; `None` also for units without a group.
    pub name: Option<String>,
    /// The units, best first.
    pub units: Vec<Ranked>,
    /// Positions of leaves whose points all of them still wait for.
    pub all_wait_for: Vec<usize>,
    /// What they have together.
    pub summary: Summary,
}

/// A unit that was scored.
#[derive(Debug)]
pub struct Entry {
    /// The unit.
    pub unit: Unit,
    /// Its position in the list of units.
    pub listed: Option<usize>,
    /// Its group, as the list says.
    pub group: Option<String>,
    /// Where its submission lies.
    pub path: String,
    /// The points of each node, by its position in the set.
    pub nodes: Vec<NodePoints>,
    /// The result as a whole.
    pub total: Total,
    /// Its points by who gives them.
    pub sources: Vec<OfSource>,
    /// How many leaves stand how.
    pub counts: Counts,
    /// How many leaves lack the points that units are ranked by, and stand on computed ones.
    pub without_official: usize,
    /// Whether it claims more than was computed at some leaf.
    pub claims_exceed: bool,
    /// The position of the best class that gates leave open to it.
    pub best_class: usize,
    /// Published beside computed points, where any were published.
    pub published: Option<Published>,
    /// What was noticed about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// A node's points, without what explains them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodePoints {
    /// Points; `None` where the node does not apply.
    pub points: Option<Points>,
    /// Points lost.
    pub lost: Points,
    /// Points that somebody else has still to give.
    pub pending: Points,
    /// Points taken out.
    pub excluded: Points,
    /// How it stands.
    pub status: Status,
    /// Whether any table says something of it, or of a leaf below it.
    pub answered: bool,
}

impl From<&Scored> for NodePoints {
    fn from(scored: &Scored) -> Self {
        Self {
            points: scored.points,
            lost: scored.lost,
            pending: scored.pending,
            excluded: scored.excluded,
            status: scored.status,
            answered: scored.leaf.as_ref().is_some_and(|leaf| leaf.answered),
        }
    }
}

impl NodePoints {
    /// The points of all nodes of a set.
    pub fn of_all(set: &CriteriaSet, scored: &[Scored]) -> Vec<Self> {
        let mut nodes: Vec<Self> = scored.iter().map(Self::from).collect();
        for (index, node) in set.nodes.iter().enumerate().rev() {
            if let Some(parent) = node.parent {
                nodes[parent].answered |= nodes[index].answered;
            }
        }
        nodes
    }
}

/// A unit with its rank.
#[derive(Debug)]
pub struct Ranked {
    /// Its rank, from 1; units that are equal share one, and the next ranks are left out.
    pub rank: usize,
    /// Whether another unit shares it.
    pub tied: bool,
    /// The unit.
    pub entry: Entry,
    /// The fewest points with which it would reach the rank above; `None` for the first.
    pub next_rank: Option<Points>,
    /// The class above and the fewest points to it; `None` in the best class that is open to
    /// it, while anything is pending, and without classes.
    pub next_class: Option<(String, Points)>,
}

/// A unit without a rank.
#[derive(Debug)]
pub struct NotRanked {
    /// The unit.
    pub unit: Unit,
    /// Its position in the list of units.
    pub listed: Option<usize>,
    /// Where its submission lies, if there is one.
    pub path: Option<String>,
    /// Why.
    pub reason: Reason,
    /// What was noticed about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a unit is not ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its inputs are wrong.
    Broken,
    /// It is expected, and nothing of it is there.
    NotSubmitted,
    /// Its submission is made for another set.
    OtherCriteria,
    /// It waits for points that another unit has got.
    PendingDiffers,
    /// Nothing of the set applies to it.
    NothingApplies,
}

impl Reason {
    /// Its name in JSON and CSV.
    pub fn id(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::NotSubmitted => "not_submitted",
            Self::OtherCriteria => "other_criteria",
            Self::PendingDiffers => "pending_differs",
            Self::NothingApplies => "nothing_applies",
        }
    }
}

impl Ranking {
    /// All ranked units, group by group.
    pub fn ranked(&self) -> impl Iterator<Item = &Ranked> {
        self.groups.iter().flat_map(|group| &group.units)
    }
}
