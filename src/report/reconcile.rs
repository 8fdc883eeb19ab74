//! What every format of a reconciliation shows, worked out once.

use crate::criteria::model::{CriteriaSet, Leaf, Node};
use crate::criteria::readings::IN_FORCE;
use crate::diagnostic::Diagnostic;
use crate::evidence::submission::Submission;
use crate::points::{Exact, Points, Rounding};
use crate::reconcile::Reconciliation;
use crate::reconcile::case::{Found, Observation, Standing};
use crate::reconcile::worth::{Worth, ways};
use crate::text::lang::Lang;

/// A reconciliation, ready to be shown.
#[derive(Debug)]
pub struct Reconciled<'a> {
    /// What was handed in.
    pub submission: &'a Submission,
    /// What became of the readings.
    pub found: &'a Reconciliation<'a>,
    /// What was noticed on the way.
    pub diagnostics: &'a [Diagnostic],
    /// The language of words.
    pub lang: Lang,
}

/// A reading of a leaf: its rule in force, or one that the set declares beside it.
#[derive(Clone, Copy, Debug)]
pub struct ReadingOf<'a> {
    /// Its position, 0 for the rule.
    pub position: usize,
    /// Its id.
    pub id: &'a str,
    /// What it is called; `None` for the rule.
    pub name: Option<&'a str>,
    /// The kind of its rule.
    pub kind: &'static str,
}

/// What a reading gives in place of official points, rounded in some ways that agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Roundings by digits and mode; the stage does not matter at a leaf.
    pub roundings: Vec<Rounding>,
    /// What it gives.
    pub found: Found,
    /// What it gives less what was published.
    pub difference: Option<Points>,
}

impl Outcome {
    /// Whether it reproduces what was published; `None` where that cannot be told.
    pub fn fits(&self) -> Option<bool> {
        match self.found {
            Found::Open => None,
            _ => Some(self.difference.is_some_and(Points::is_zero)),
        }
    }
}

impl<'a> Reconciled<'a> {
    /// The set.
    pub fn set(&self) -> &'a CriteriaSet {
        &self.submission.set
    }

    /// Which way a unit is named, by its position.
    pub fn unit(&self, unit: usize) -> &'a str {
        let unit = self.found.case.units[unit].unit;
        let name = unit.name.as_deref().or(unit.code.as_deref());
        name.unwrap_or(self.lang.pick("(chưa nêu tên đơn vị)", "(unit not named)"))
    }

    /// Whether there are several units.
    pub fn several_units(&self) -> bool {
        self.found.case.units.len() > 1
    }

    /// Every leaf that has readings, with its position.
    pub fn leaves(&self) -> impl Iterator<Item = (usize, &'a Node, &'a Leaf)> {
        self.set()
            .leaves()
            .filter(|(_, _, leaf)| !leaf.readings.is_empty())
    }

    /// The readings of a leaf, the rule in force first.
    pub fn readings(&self, leaf: &'a Leaf) -> impl Iterator<Item = ReadingOf<'a>> {
        (0..ways(leaf)).map(|position| reading(leaf, position))
    }

    /// The id of a reading of the leaf at a position.
    pub fn reading_id(&self, leaf: usize, position: usize) -> &'a str {
        let leaf = self.set().nodes[leaf].leaf.as_ref();
        leaf.map_or(IN_FORCE, |leaf| reading(leaf, position).id)
    }

    /// The official points at a leaf, by unit.
    pub fn at(&self, leaf: usize) -> Vec<&'a Observation> {
        let observations = self.found.case.observations.iter();
        observations.filter(|o| o.node == Some(leaf)).collect()
    }

    /// Every pair of digits and mode that is possible.
    pub fn modes(&self) -> Vec<Rounding> {
        let mut modes: Vec<Rounding> = Vec::new();
        for under in &self.found.roundings {
            let new = under.rounding;
            let known = |old: &Rounding| (old.digits, old.mode) == (new.digits, new.mode);
            if !modes.iter().any(known) {
                modes.push(new);
            }
        }
        modes
    }

    /// What a reading gives where points were published for its leaf, roundings that agree
    /// together.
    pub fn outcomes(&self, observation: &Observation, position: usize) -> Vec<Outcome> {
        let case = &self.found.case;
        let mut outcomes: Vec<Outcome> = Vec::new();
        for rounding in self.modes() {
            let found = case.found(observation.unit, observation.node, rounding, &|_| position);
            match outcomes.iter_mut().find(|known| known.found == found) {
                Some(known) => known.roundings.push(rounding),
                None => outcomes.push(Outcome {
                    difference: difference(&found, observation),
                    roundings: vec![rounding],
                    found,
                }),
            }
        }
        outcomes
    }

    /// What stands at an observation under a rounding, read as well as can be.
    pub fn best(&self, under: usize, observation: &Observation) -> Outcome {
        let under = &self.found.roundings[under];
        let found = self.found.case.found(
            observation.unit,
            observation.node,
            under.rounding,
            &|leaf| under.best_reading(leaf),
        );
        Outcome {
            roundings: vec![under.rounding],
            difference: difference(&found, observation),
            found,
        }
    }

    /// A leaf's points before rounding, below 0 where they are taken off.
    pub fn exact(&self, observation: &Observation, position: usize) -> Option<Exact> {
        let leaf = observation.node?;
        match self.worth(observation, position)? {
            Worth::Points { exact, .. } if self.taken_off(leaf) => Some(-exact.clone()),
            Worth::Points { exact, .. } => Some(exact.clone()),
            Worth::Out { .. } | Worth::Open(_) => None,
        }
    }

    /// What the leaf of an observation is worth under a reading.
    pub fn worth(&self, observation: &Observation, position: usize) -> Option<&'a Worth> {
        let worths = self.found.case.worths(observation.unit, observation.node?);
        worths.get(position)
    }

    /// Whether documents that are not in order took points at the leaf of an observation.
    pub fn lacks_documents(&self, observation: &Observation, position: usize) -> bool {
        let worth = self.worth(observation, position);
        matches!(worth, Some(Worth::Points { lacking: true, .. }))
    }

    /// The official points that could not be held against facts.
    pub fn not_compared(&self) -> impl Iterator<Item = &'a Observation> {
        let observations = self.found.case.observations.iter();
        observations.filter(|o| o.standing != Standing::Compared)
    }

    fn taken_off(&self, node: usize) -> bool {
        self.set().nodes[node].side == crate::criteria::model::Side::Penalty
    }
}

fn reading(leaf: &Leaf, position: usize) -> ReadingOf<'_> {
    match position.checked_sub(1).and_then(|at| leaf.readings.get(at)) {
        Some(reading) => ReadingOf {
            position,
            id: &reading.id,
            name: Some(&reading.name),
            kind: reading.rule.kind(),
        },
        None => ReadingOf {
            position,
            id: IN_FORCE,
            name: None,
            kind: leaf.rule.kind(),
        },
    }
}

fn difference(found: &Found, observation: &Observation) -> Option<Points> {
    match found {
        Found::Points(points) => Some(*points - observation.published),
        Found::NotApplicable | Found::Open => None,
    }
}
