//! Classes by rounded percent, and the gates that hold them down.

use crate::criteria::model::{CriteriaSet, Gate};
use crate::evidence::facts::FigureValues;
use crate::points::Points;

/// What became of a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateState {
    /// The class is free.
    Open,
    /// The class is held down.
    Closed,
    /// A figure it needs is not stated.
    NotStated,
}

/// Checks a gate against the set's figures.
pub fn gate(gate: &Gate, common: &FigureValues) -> GateState {
    let lookup = |name: &str| common.get(name)?.value.number();
    if gate.value.names().iter().any(|name| lookup(name).is_none()) {
        return GateState::NotStated;
    }
    match gate.value.evaluate(&lookup) {
        Ok(value) if value > gate.over => GateState::Closed,
        Ok(_) => GateState::Open,
        Err(_) => GateState::NotStated,
    }
}

/// The class of a rounded percentage, no better than closed gates allow; `None` below the
/// lowest threshold or without classes.
pub fn class(set: &CriteriaSet, percent: Points, common: &FigureValues) -> Option<String> {
    let best = best_open(set, common);
    let by_percent = set.classes.iter().position(|class| percent >= class.from)?;
    set.classes
        .get(by_percent.max(best))
        .map(|class| class.name.clone())
}

/// The position of the best class that closed gates leave open.
pub fn best_open(set: &CriteriaSet, common: &FigureValues) -> usize {
    let closed = set
        .gates
        .iter()
        .filter(|g| gate(g, common) == GateState::Closed);
    closed.map(|gate| gate.class_at_most).max().unwrap_or(0)
}
