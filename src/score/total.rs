//! The result as a whole: bonus and penalty, rounding, percent, class.

use crate::criteria::model::{CriteriaSet, Gate, Side};
use crate::evidence::facts::Facts;
use crate::points::{Exact, Points};
use crate::score::assessment::{Cases, Cause, Loss, Scored, Total};
use crate::score::classes::{self, GateState};
use crate::score::sums::Sums;

/// A result for one case of every leaf: without bonus and penalty, and with them.
fn result(
    set: &CriteriaSet,
    nodes: &[Scored],
    applicable: Points,
    case: fn(&Cases) -> &Exact,
) -> (Points, Exact) {
    let exact = |index: usize| nodes[index].leaf.as_ref().map(|leaf| case(&leaf.exact));
    let sums = Sums {
        set,
        rounding: set.rounding,
        exact: &exact,
    };
    let (base, whole) = sums.whole(applicable);
    (set.rounding.total(&base), whole)
}

pub(super) fn total(
    set: &CriteriaSet,
    nodes: &[Scored],
    facts: &Facts,
    losses: &mut Vec<Loss>,
) -> Total {
    let normal = || {
        set.fields()
            .filter(|(_, node)| node.side == Side::Normal)
            .map(|(index, _)| &nodes[index])
    };
    let excluded: Points = normal().map(|field| field.excluded).sum();
    let pending: Points = normal().map(|field| field.pending).sum();
    let displayed: Points = normal().filter_map(|field| field.points).sum();
    let applicable_max = set.total - excluded;
    let (base, exact) = result(set, nodes, applicable_max, |cases| &cases.now);
    let rounded = |case: fn(&Cases) -> &Exact| {
        let (_, exact) = result(set, nodes, applicable_max, case);
        set.rounding.total(&exact)
    };
    let back = set.leaves().filter(|(index, node, _)| {
        let leaf = nodes[*index].leaf.as_ref();
        node.side == Side::Normal && leaf.is_some_and(|leaf| leaf.back_with_documents)
    });
    let back: Points = back.map(|(_, node, _)| node.max).sum();
    let (_, with_documents) = result(set, nodes, applicable_max + back, |cases| {
        &cases.with_documents
    });
    let points = set.rounding.total(&exact);
    let rounding = displayed - base;
    if !rounding.is_zero() {
        losses.push(Loss {
            node: None,
            points: rounding,
            reason: None,
            regain: Points::ZERO,
            cause: Cause::Rounding,
            recoverable: false,
            documents: Vec::new(),
            figures: Vec::new(),
            place: None,
        });
    }
    let lost = normal().map(|field| field.lost).sum::<Points>() + rounding;
    let percent_of = |points| set.rounding.percent(points, applicable_max);
    let waiting = nodes.iter().any(|node| !node.pending.is_zero());
    let class_of = |points: Points| {
        percent_of(points).and_then(|percent| classes::class(set, percent, &facts.common))
    };
    let floor = rounded(|cases| &cases.without_risk);
    let ceiling = rounded(|cases| &cases.ceiling);
    let class_range =
        (waiting && !set.classes.is_empty()).then(|| (class_of(points), class_of(ceiling)));
    let closed = |gate: &&Gate| classes::gate(gate, &facts.common) == GateState::Closed;
    Total {
        applicable_max,
        excluded,
        points,
        exact,
        lost,
        pending,
        bonus: points - base,
        at_risk: points - floor,
        floor,
        ceiling,
        with_documents: set.rounding.total(&with_documents),
        percent: percent_of(points),
        class: if waiting { None } else { class_of(points) },
        class_range,
        closed_gates: set
            .gates
            .iter()
            .filter(closed)
            .map(|gate| gate.name.clone())
            .collect(),
    }
}
