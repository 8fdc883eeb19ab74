//! Official points, and what the facts give in their place under a rounding and readings.

use std::collections::BTreeMap;

use crate::criteria::model::{CriteriaSet, Side};
use crate::diagnostic::Place;
use crate::evidence::cells::Unit;
use crate::evidence::facts::Facts;
use crate::points::{Exact, Points, Rounding};
use crate::reconcile::worth::{Gap, Variants, Worth};
use crate::score::sums::Sums;
use crate::score::tree::Unbalanced;

/// A unit and what the inputs say of it.
#[derive(Clone, Copy, Debug)]
pub struct UnitCase<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// Its facts.
    pub facts: &'a Facts,
}

/// Points that were published for one node of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Which unit, by its position.
    pub unit: usize,
    /// The node's position; `None` is the total.
    pub node: Option<usize>,
    /// The points; below 0 where they were taken off.
    pub published: Points,
    /// Where they stand.
    pub place: Place,
    /// Whether facts can be held against them.
    pub standing: Standing,
}

/// Whether facts can be held against published points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They can.
    Compared,
    /// The unit or the set says that nothing there applies.
    NotApplicable,
    /// Of these leaves the facts do not tell what they are worth, however the text is read.
    Open(Vec<(usize, Gap)>),
}

/// What the facts give at a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Points as they would be printed; below 0 where they are taken off.
    Points(Points),
    /// Nothing there applies.
    NotApplicable,
    /// Some reading reads a figure that is not stated.
    Open,
}

/// Official points and what stands against them.
#[derive(Debug)]
pub struct Case<'a> {
    /// The set.
    pub set: &'a CriteriaSet,
    /// The units.
    pub units: &'a [UnitCase<'a>],
    /// All that is published, by unit, then in tree order, the total last.
    pub observations: Vec<Observation>,
    /// By unit, position of the leaf, reading.
    worths: Vec<Vec<Vec<Worth>>>,
    /// The leaves at or below each node; `None` is the total.
    below: BTreeMap<Option<usize>, Vec<usize>>,
}

impl<'a> Case<'a> {
    pub(super) fn new(
        set: &'a CriteriaSet,
        units: &'a [UnitCase<'a>],
        variants: &Variants,
    ) -> Result<Self, Unbalanced> {
        let of_unit = |unit: &UnitCase<'_>| variants.worths(unit.facts);
        let worths = units.iter().map(of_unit).collect::<Result<_, _>>()?;
        let mut case = Self {
            set,
            units,
            observations: Vec::new(),
            worths,
            below: below(set),
        };
        for unit in 0..units.len() {
            case.observe(unit);
        }
        Ok(case)
    }

    fn observe(&mut self, unit: usize) {
        let facts = self.units[unit].facts;
        let nodes = self.set.nodes.iter().enumerate();
        let of_nodes = nodes.filter_map(|(index, node)| {
            let (points, place) = match &node.leaf {
                Some(_) => facts.leaves.get(&index)?.published.as_ref()?,
                None => facts.published_sums.get(&Some(index))?,
            };
            let taken_off = node.leaf.is_some() && node.side == Side::Penalty;
            let points = if taken_off { -*points } else { *points };
            Some((Some(index), points, place))
        });
        let of_total = facts.published_sums.get(&None);
        let of_total = of_total.map(|(points, place)| (None, *points, place));
        for (node, published, place) in of_nodes.chain(of_total).collect::<Vec<_>>() {
            self.observations.push(Observation {
                unit,
                node,
                published,
                place: place.clone(),
                standing: self.standing(unit, node),
            });
        }
    }

    fn standing(&self, unit: usize, node: Option<usize>) -> Standing {
        let ways = |leaf: &usize| &self.worths[unit][*leaf];
        let gap = |leaf: &usize| {
            let open = ways(leaf).iter().all(|worth| worth.gap().is_some());
            open.then(|| ways(leaf).first()?.gap()).flatten()
        };
        let gaps: Vec<(usize, Gap)> = self
            .below(node)
            .iter()
            .filter_map(|leaf| Some((*leaf, gap(leaf)?.clone())))
            .collect();
        let declared_out = |worth: &Worth| matches!(worth, Worth::Out { by_rule: false });
        let nothing = |leaf: &usize| ways(leaf).iter().all(declared_out);
        if !gaps.is_empty() {
            Standing::Open(gaps)
        } else if self.below(node).iter().all(nothing) {
            Standing::NotApplicable
        } else {
            Standing::Compared
        }
    }

    /// The leaves at or below a node (`None`: of the whole set), in tree order.
    pub fn below(&self, node: Option<usize>) -> &[usize] {
        self.below.get(&node).map_or(&[], Vec::as_slice)
    }

    /// What a leaf is worth to a unit under each of its readings, the rule first.
    pub fn worths(&self, unit: usize, leaf: usize) -> &[Worth] {
        &self.worths[unit][leaf]
    }

    /// What the facts of a unit give at a node, as it would be printed under a rounding, where
    /// `reading` says how each leaf is read.
    pub fn found(
        &self,
        unit: usize,
        node: Option<usize>,
        rounding: Rounding,
        reading: &dyn Fn(usize) -> usize,
    ) -> Found {
        let worth = |leaf: usize| self.worths[unit][leaf].get(reading(leaf));
        let mut out = Points::ZERO;
        let mut applies = false;
        for leaf in self.below(node) {
            match worth(*leaf) {
                None | Some(Worth::Open(_)) => return Found::Open,
                Some(Worth::Points { .. }) => applies = true,
                Some(Worth::Out { .. }) if self.set.nodes[*leaf].side == Side::Normal => {
                    out = out + self.set.nodes[*leaf].max;
                }
                Some(Worth::Out { .. }) => {}
            }
        }
        if !applies {
            return Found::NotApplicable;
        }
        let exact = |index: usize| match worth(index) {
            Some(Worth::Points { exact, .. }) => Some(exact),
            _ => None,
        };
        let sums = Sums {
            set: self.set,
            rounding,
            exact: &exact,
        };
        let sum: Exact = match node {
            Some(node) if self.set.nodes[node].side == Side::Penalty => -sums.node(node),
            Some(node) => sums.node(node),
            None => sums.whole(self.set.total - out).1,
        };
        Found::Points(rounding.total(&sum))
    }
}

fn below(set: &CriteriaSet) -> BTreeMap<Option<usize>, Vec<usize>> {
    let mut below: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (leaf, ..) in set.leaves() {
        let mut node = Some(leaf);
        while let Some(index) = node {
            below.entry(Some(index)).or_default().push(leaf);
            node = set.nodes[index].parent;
        }
        below.entry(None).or_default().push(leaf);
    }
    below
}
