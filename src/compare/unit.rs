//! One unit, twice by one set: each leaf's change in parts, by putting the new facts in the
//! place of the old ones kind by kind. What each step changes is its part, so parts always add
//! up to the change.

use std::sync::Arc;

use thiserror::Error;

use super::Result;
use super::facts::{mixed, recoded};
use super::losses::{LossChange, changes};
use crate::criteria;
use crate::criteria::model::{CriteriaSet, Node};
use crate::diagnostic::Problems;
use crate::evidence::facts::{FigureValues, LeafFacts, Value};
use crate::points::Points;
use crate::score::assessment::{Assessment, Loss, Scored, State};
use crate::score::tree::{Options, Unbalanced, assess};

/// What a change is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Another text of the set.
    pub rules: Points,
    /// Figures, and what is declared not applicable.
    pub figures: Points,
    /// Documents and explanations, and the dates of another year.
    pub documents: Points,
    /// Points given officially, and what else a result stands on.
    pub official: Points,
}

impl Parts {
    /// Each of them.
    pub fn all(self) -> [Points; 4] {
        [self.rules, self.figures, self.documents, self.official]
    }

    /// Their sum.
    pub fn sum(self) -> Points {
        self.rules + self.figures + self.documents + self.official
    }
}

/// How a unit's result changed.
#[derive(Debug)]
pub struct UnitChange<'a> {
    /// The result then.
    pub old: &'a Result,
    /// The result now.
    pub new: &'a Result,
    /// The change of the total.
    pub change: Points,
    /// What it is made of.
    pub parts: Parts,
    /// What the total changed by beyond its leaves: rounding at the total, caps.
    pub beyond_leaves: Points,
    /// Figures of the unit as a whole that changed.
    pub common: Vec<FigureChange>,
    /// The leaves of which anything changed, in tree order.
    pub leaves: Vec<LeafChange<'a>>,
}

/// How a leaf changed.
#[derive(Debug)]
pub struct LeafChange<'a> {
    /// The leaf then; `None` where the set had none with this code.
    pub old: Option<(&'a Node, &'a Scored)>,
    /// The leaf now.
    pub new: Option<(&'a Node, &'a Scored)>,
    /// The change of its points.
    pub change: Points,
    /// What it is made of.
    pub parts: Parts,
    /// Figures that changed.
    pub figures: Vec<FigureChange>,
    /// Documents whose state changed.
    pub documents: Vec<DocumentChange>,
    /// Whether an explanation was given or withdrawn.
    pub explained: Option<bool>,
    /// Whether it was declared not applicable, or no longer is.
    pub not_applicable: Option<bool>,
    /// What was regained.
    pub regained: Vec<LossChange>,
    /// What was newly lost.
    pub newly_lost: Vec<LossChange>,
}

/// A figure that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// Its id.
    pub id: String,
    /// Its value then; `None` where nobody stated it.
    pub old: Option<Value>,
    /// Its value now.
    pub new: Option<Value>,
}

/// A document whose state changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentChange {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its state then; `None` where the set did not ask for it.
    pub old: Option<State>,
    /// Its state now.
    pub new: Option<State>,
}

/// Why two results cannot be compared.
#[derive(Debug, Error)]
pub enum Incomparable {
    /// They are by different sets, and no crosswalk says how these go together.
    #[error("different sets")]
    OtherSet,
    /// The set cannot be read for the other's year.
    #[error("no dates for {0}")]
    NoDates(i16),
    /// A book does not close; that is a bug.
    #[error(transparent)]
    Unbalanced(#[from] Unbalanced),
}

impl<'a> UnitChange<'a> {
    /// Compares two results by one set.
    ///
    /// # Errors
    /// Where they are by different sets, or its dates cannot be worked out for both years.
    pub fn of(old: &'a Result, new: &'a Result) -> std::result::Result<Self, Incomparable> {
        if old.set().id != new.set().id {
            return Err(Incomparable::OtherSet);
        }
        let steps = Steps::of(old, new)?;
        let parts = |node: Option<&Node>| steps.parts(node);
        let codes = new.set().leaves().map(|(_, node, _)| &node.code);
        let gone = old.set().leaves().map(|(_, node, _)| &node.code);
        let gone = gone.filter(|code| leaf_of(new, code).is_none());
        let mut leaves = Vec::new();
        let mut sum = Points::ZERO;
        for code in codes.chain(gone) {
            let (before, after) = (leaf_of(old, code), leaf_of(new, code));
            let node = after.or(before).map(|(_, node, _)| node);
            let leaf = leaf_change(old, before, new, after, parts(node));
            sum = sum + leaf.change;
            if leaf.says_anything() {
                leaves.push(leaf);
            }
        }
        let change = new.assessment.total.points - old.assessment.total.points;
        Ok(Self {
            old,
            new,
            change,
            parts: parts(None),
            beyond_leaves: change - sum,
            common: figures(&old.facts().common, &new.facts().common),
            leaves,
        })
    }

    /// What was regained, all leaves together.
    pub fn regained(&self) -> Points {
        let losses = self.leaves.iter().flat_map(|leaf| &leaf.regained);
        losses.map(|loss| loss.points).sum()
    }

    /// What was newly lost, all leaves together.
    pub fn newly_lost(&self) -> Points {
        let losses = self.leaves.iter().flat_map(|leaf| &leaf.newly_lost);
        losses.map(|loss| loss.points).sum()
    }

    /// Whether the total fell, or any leaf has fewer points than it had.
    pub fn is_regression(&self) -> bool {
        let fell = |change: Points| change < Points::ZERO;
        fell(self.change) || self.leaves.iter().any(|leaf| fell(leaf.change))
    }
}

impl LeafChange<'_> {
    /// Its node, as the newer set has it.
    pub fn node(&self) -> Option<&Node> {
        self.new.or(self.old).map(|(node, _)| node)
    }

    fn says_anything(&self) -> bool {
        !self.change.is_zero()
            || self.parts.all().iter().any(|part| !part.is_zero())
            || !self.figures.is_empty()
            || !self.documents.is_empty()
            || self.explained.is_some()
            || self.not_applicable.is_some()
            || !self.regained.is_empty()
            || !self.newly_lost.is_empty()
    }
}

type Leaf<'a> = (usize, &'a Node, &'a Scored);

fn leaf_of<'a>(result: &'a Result, code: &criteria::code::Code) -> Option<Leaf<'a>> {
    let (index, node) = result.set().node(code)?;
    node.leaf.as_ref()?;
    Some((index, node, result.assessment.nodes.get(index)?))
}

fn leaf_change<'a>(
    old: &'a Result,
    before: Option<Leaf<'a>>,
    new: &'a Result,
    after: Option<Leaf<'a>>,
    parts: Parts,
) -> LeafChange<'a> {
    let points = |leaf: Option<Leaf<'_>>| leaf.map_or(Points::ZERO, |(.., scored)| worth(scored));
    let nothing = LeafFacts::default();
    let said = |result: &'a Result, leaf: Option<Leaf<'a>>| {
        leaf.and_then(|(index, ..)| result.facts().leaves.get(&index))
    };
    let (then, now) = (said(old, before), said(new, after));
    let (then, now) = (then.unwrap_or(&nothing), now.unwrap_or(&nothing));
    let losses = |result: &'a Result, leaf: Option<Leaf<'a>>| -> Vec<&'a Loss> {
        let index = leaf.map(|(index, ..)| index);
        let all = result.assessment.losses.iter();
        all.filter(|loss| loss.node.is_some() && loss.node == index)
            .collect()
    };
    let definition = |leaf: Option<Leaf<'a>>| leaf.and_then(|(_, node, _)| node.leaf.as_ref());
    let (regained, newly_lost) = changes(
        definition(before),
        &losses(old, before),
        definition(after),
        &losses(new, after),
    );
    let switched = |was: bool, is: bool| (was != is).then_some(is);
    LeafChange {
        old: before.map(|(_, node, scored)| (node, scored)),
        new: after.map(|(_, node, scored)| (node, scored)),
        change: points(after) - points(before),
        parts,
        figures: figures(&then.figures, &now.figures),
        documents: documents(before, after),
        explained: switched(then.explanation.is_some(), now.explanation.is_some()),
        not_applicable: switched(then.not_applicable.is_some(), now.not_applicable.is_some()),
        regained,
        newly_lost,
    }
}

/// Points; a leaf that does not apply has none.
fn worth(scored: &Scored) -> Points {
    scored.points.unwrap_or(Points::ZERO)
}

fn figures(then: &FigureValues, now: &FigureValues) -> Vec<FigureChange> {
    let old = then.iter().map(|(id, _)| id);
    let new = now.iter().map(|(id, _)| id);
    let mut ids: Vec<&str> = old.chain(new).collect();
    ids.sort_unstable();
    ids.dedup();
    let value = |figures: &FigureValues, id: &str| figures.get(id).map(|said| said.value.clone());
    let changes = ids.into_iter().map(|id| FigureChange {
        id: id.to_owned(),
        old: value(then, id),
        new: value(now, id),
    });
    changes.filter(|change| change.old != change.new).collect()
}

fn documents(before: Option<Leaf<'_>>, after: Option<Leaf<'_>>) -> Vec<DocumentChange> {
    let states = |leaf: Option<Leaf<'_>>| -> Vec<(String, String, State)> {
        let Some((_, node, scored)) = leaf else {
            return Vec::new();
        };
        let judged = scored.leaf.iter().flat_map(|leaf| &leaf.documents);
        let named = judged.filter_map(|judged| {
            let requirement = node.leaf.as_ref()?.documents.get(judged.requirement)?;
            Some((
                requirement.id.clone(),
                requirement.name.clone(),
                judged.state,
            ))
        });
        named.collect()
    };
    let (before, after) = (states(before), states(after));
    let gone = before
        .iter()
        .filter(|(id, ..)| !after.iter().any(|(other, ..)| other == id));
    let all = after.iter().chain(gone);
    let state = |all: &[(String, String, State)], id: &str| {
        all.iter().find(|(other, ..)| other == id).map(|one| one.2)
    };
    let changes = all.map(|(id, name, _)| DocumentChange {
        id: id.clone(),
        name: name.clone(),
        old: state(&before, id),
        new: state(&after, id),
    });
    changes.filter(|change| change.old != change.new).collect()
}

/// The results on the way from old to new, each with the set it is by.
struct Steps<'a> {
    /// By the new rules, with the new figures, with the new documents.
    made: [(Arc<CriteriaSet>, Assessment); 3],
    old: &'a Result,
    new: &'a Result,
}

impl<'a> Steps<'a> {
    fn of(old: &'a Result, new: &'a Result) -> std::result::Result<Self, Incomparable> {
        let before = Options {
            points_only: true,
            ..old.rebuilt.options
        };
        let same_text = old.set().sha256 == new.set().sha256;
        let rules = if same_text {
            Arc::clone(&old.rebuilt.submission.set)
        } else {
            let year = old.set().year;
            let unseen = Problems::default();
            let set = criteria::read::read(&new.set().source, Some(year), &unseen);
            Arc::new(set.ok_or(Incomparable::NoDates(year))?)
        };
        let latest = &new.rebuilt.submission.set;
        let of_old = recoded(old.facts(), old.set(), &rules);
        let of_new = recoded(new.facts(), latest, &rules);
        let figures = mixed(&of_old, &of_new, false);
        let of_old_now = recoded(old.facts(), old.set(), latest);
        let documents = mixed(&of_old_now, new.facts(), true);
        let looked_at = Options {
            files_checked: new.rebuilt.options.files_checked,
            ..before
        };
        let made = [
            (Arc::clone(&rules), assess(&rules, &of_old, before)?),
            (Arc::clone(&rules), assess(&rules, &figures, before)?),
            (Arc::clone(latest), assess(latest, &documents, looked_at)?),
        ];
        Ok(Self { made, old, new })
    }

    /// What a node's change is made of; `None` is the total.
    fn parts(&self, node: Option<&Node>) -> Parts {
        let at = |set: &CriteriaSet, assessment: &Assessment| match node {
            None => assessment.total.points,
            Some(node) => set
                .node(&node.code)
                .and_then(|(index, _)| assessment.nodes.get(index))
                .map_or(Points::ZERO, worth),
        };
        let old = at(self.old.set(), &self.old.assessment);
        let new = at(self.new.set(), &self.new.assessment);
        let [rules, figures, documents] = self
            .made
            .each_ref()
            .map(|(set, assessment)| at(set, assessment));
        Parts {
            rules: rules - old,
            figures: figures - rules,
            documents: documents - figures,
            official: new - documents,
        }
    }
}
