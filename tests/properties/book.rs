//! The book closes everywhere, and no points leave their bounds.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed};
use parindex::criteria::model::Side;
use parindex::points::{Exact, Points};
use parindex::score::assessment::{Cause, Status};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::made_sets::set;
use crate::scoring::{Case, Scored, cases, read_set};

/// Every leaf below a node, or the node itself.
fn leaves_below(case: &Case, node: usize) -> Vec<usize> {
    let mut open = vec![node];
    let mut leaves = Vec::new();
    while let Some(index) = open.pop() {
        open.extend(&case.set.nodes[index].children);
        if case.set.nodes[index].leaf.is_some() {
            leaves.push(index);
        }
    }
    leaves
}

fn sum(points: impl Iterator<Item = Points>) -> Points {
    Points::new(points.map(Points::decimal).sum::<Decimal>())
}

/// Losses of the listed leaves, from the list of losses alone.
fn lost_at(scored: &Scored, leaves: &[usize]) -> Points {
    let at = |node: Option<usize>| node.is_some_and(|node| leaves.contains(&node));
    let losses = scored.assessment.losses.iter();
    sum(losses.filter(|loss| at(loss.node)).map(|loss| loss.points))
}

/// Rounds as a set says, worked out from the ratio without the program's rounding.
fn rounded(value: &Exact, digits: u32, mode: &str) -> Points {
    let (numerator, denominator) = value.ratio();
    let scale = BigInt::from(10).pow(digits);
    let scaled = BigRational::new(numerator * scale, denominator.clone());
    let size = scaled.abs();
    let floor = size.floor().to_integer();
    let twice_rest = (size - BigRational::from(floor.clone())) * BigInt::from(2);
    let half = BigRational::one();
    let up = match mode {
        "down" => false,
        "half_up" => twice_rest >= half,
        _ => twice_rest > half || (twice_rest == half && floor.is_odd()),
    };
    let size = if up { floor + 1 } else { floor };
    let signed = if scaled.is_negative() { -size } else { size };
    let signed = i128::try_from(signed).expect("points are small");
    Points::new(Decimal::from_i128_with_scale(signed, digits))
}

fn book_digits(case: &Case) -> u32 {
    let more = if case.spec.at == "total" { 4 } else { 0 };
    case.spec.digits + more
}

type Check = Result<(), TestCaseError>;

fn the_book_closes_at_every_node(case: &Case, scored: &Scored) -> Check {
    for (index, node) in case.set.nodes.iter().enumerate() {
        let found = &scored.assessment.nodes[index];
        let leaves = leaves_below(case, index);
        let of_leaves = |part: &dyn Fn(usize) -> Points| sum(leaves.iter().map(|leaf| part(*leaf)));
        prop_assert_eq!(
            found.lost,
            lost_at(scored, &leaves),
            "lost at {}",
            node.code
        );
        let pending = of_leaves(&|leaf| scored.assessment.nodes[leaf].pending);
        let excluded = of_leaves(&|leaf| scored.assessment.nodes[leaf].excluded);
        prop_assert_eq!((found.pending, found.excluded), (pending, excluded));
        if node.side != Side::Normal {
            prop_assert!(found.lost.is_zero() && found.excluded.is_zero());
            continue;
        }
        let points = of_leaves(&|leaf| scored.points(leaf));
        prop_assert_eq!(
            found.points.unwrap_or(Points::ZERO),
            points,
            "points at {}",
            node.code
        );
        let parts = points + found.lost + pending + excluded;
        prop_assert_eq!(parts, node.max, "book of {}", node.code);
    }
    Ok(())
}

fn the_book_closes_at_the_total(case: &Case, scored: &Scored) -> Check {
    let total = &scored.assessment.total;
    let normal: Vec<usize> = case
        .set
        .leaves()
        .filter(|(_, node, _)| node.side == Side::Normal)
        .map(|(index, ..)| index)
        .collect();
    let of_leaves = |part: &dyn Fn(usize) -> Points| sum(normal.iter().map(|leaf| part(*leaf)));
    prop_assert_eq!(
        total.pending,
        of_leaves(&|leaf| scored.assessment.nodes[leaf].pending)
    );
    prop_assert_eq!(
        total.excluded,
        of_leaves(&|leaf| scored.assessment.nodes[leaf].excluded)
    );
    prop_assert_eq!(total.applicable_max, case.set.total - total.excluded);
    let all_losses = sum(scored.assessment.losses.iter().map(|loss| loss.points));
    prop_assert_eq!(total.lost, all_losses);
    let parts = (total.points - total.bonus) + total.lost + total.pending + total.excluded;
    prop_assert_eq!(parts, case.set.total);

    let entries = scored
        .assessment
        .losses
        .iter()
        .filter(|loss| loss.node.is_none());
    let roundings: Vec<Points> = entries
        .inspect(|loss| assert_eq!(loss.cause, Cause::Rounding))
        .map(|loss| loss.points)
        .collect();
    let difference = of_leaves(&|leaf| scored.points(leaf)) - (total.points - total.bonus);
    let wanted: Vec<Points> = [difference].into_iter().filter(|d| !d.is_zero()).collect();
    prop_assert_eq!(roundings, wanted, "at most one rounding entry, at the root");
    Ok(())
}

fn leaves_and_totals_are_rounded_once_from_exact_points(case: &Case, scored: &Scored) -> Check {
    let spec = &case.spec;
    let mut sums = [Exact::zero(), Exact::zero(), Exact::zero()];
    for (index, field) in case.set.fields() {
        let mut of_field = Exact::zero();
        for leaf in leaves_below(case, index) {
            let found = &scored.assessment.nodes[leaf];
            let exact = &scored.leaf(leaf).exact.now;
            let shown = rounded(exact, book_digits(case), spec.mode);
            let signed = if field.side == Side::Penalty {
                -shown
            } else {
                shown
            };
            prop_assert_eq!(found.points.unwrap_or(Points::ZERO), signed);
            of_field = of_field
                + if spec.at == "leaf" {
                    shown.into()
                } else {
                    exact.clone()
                };
        }
        let cap = Exact::from(field.max);
        let at = match field.side {
            Side::Normal => 0,
            Side::Bonus => 1,
            Side::Penalty => 2,
        };
        let counted = if at == 0 { of_field } else { of_field.min(cap) };
        sums[at] = &sums[at] + &counted;
    }
    let [base, bonus, penalty] = sums;
    let total = &scored.assessment.total;
    let mut whole = (&(&base + &bonus) - &penalty).max(Exact::zero());
    if !spec.bonus_over_total {
        whole = whole.min(total.applicable_max.into());
    }
    prop_assert_eq!(total.points, rounded(&whole, spec.digits, spec.mode));
    let percent = whole_percent(total.points, total.applicable_max)
        .map(|percent| rounded(&percent, spec.digits, spec.mode));
    prop_assert_eq!(total.percent, percent);
    Ok(())
}

fn points_stay_within_their_bounds(case: &Case, scored: &Scored) -> Check {
    for (index, node, _) in case.set.leaves() {
        let found = &scored.assessment.nodes[index];
        let points = found.points.unwrap_or(Points::ZERO);
        let (low, high) = match node.side {
            Side::Penalty => (-node.max, Points::ZERO),
            Side::Normal | Side::Bonus => (Points::ZERO, node.max),
        };
        prop_assert!(low <= points && points <= high, "{}: {points}", node.code);
        prop_assert!(found.pending >= Points::ZERO && found.excluded >= Points::ZERO);
        for loss in scored.losses(index) {
            prop_assert!(loss.points >= Points::ZERO, "{loss:?}");
            let names_document = !loss.documents.is_empty();
            let counts = !loss.points.is_zero() || !loss.regain.is_zero();
            prop_assert!(counts || names_document, "{loss:?}");
        }
    }
    let total = &scored.assessment.total;
    prop_assert!(total.points >= Points::ZERO);
    prop_assert!(case.spec.bonus_over_total || total.points <= total.applicable_max);
    for (index, field) in case.set.fields() {
        let points = scored.points(index);
        prop_assert!(
            -field.max <= points && points <= field.max,
            "{}: {points}",
            field.code
        );
    }
    Ok(())
}

fn a_class_is_given_only_when_nothing_is_pending(case: &Case, scored: &Scored) -> Check {
    let total = &scored.assessment.total;
    let pending = scored
        .assessment
        .nodes
        .iter()
        .any(|node| node.status == Status::Pending);
    prop_assert_eq!(
        pending,
        scored
            .assessment
            .nodes
            .iter()
            .any(|node| !node.pending.is_zero())
    );
    prop_assert!(!(pending && total.class.is_some()));
    let has_classes = !case.spec.classes.is_empty();
    prop_assert_eq!(total.class_range.is_some(), pending && has_classes);
    let lowest = case
        .spec
        .classes
        .last()
        .map(|from| Points::new(Decimal::from(*from)));
    if let (Some(percent), Some(lowest), false) = (total.percent, lowest, pending) {
        prop_assert_eq!(total.class.is_some(), percent >= lowest);
    }
    Ok(())
}

fn whole_percent(points: Points, applicable: Points) -> Option<Exact> {
    if applicable.decimal().is_zero() {
        return None;
    }
    let share = Exact::from(points).checked_div(&Exact::from(applicable));
    share.map(|share| share * Exact::from(100))
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn every_valid_set_loads_without_a_word(spec in set()) {
        let read = read_set(&spec.yaml());
        let leaves: Vec<String> = read.leaves().map(|(_, node, _)| node.code.to_string()).collect();
        let wanted: Vec<String> = spec.leaves().into_iter().map(|(code, _)| code).collect();
        prop_assert_eq!(leaves, wanted);
    }

    #[test]
    fn the_book_closes_within_its_bounds(case in cases(set())) {
        let scored = case.score();
        the_book_closes_at_every_node(&case, &scored)?;
        the_book_closes_at_the_total(&case, &scored)?;
        leaves_and_totals_are_rounded_once_from_exact_points(&case, &scored)?;
        points_stay_within_their_bounds(&case, &scored)?;
        a_class_is_given_only_when_nothing_is_pending(&case, &scored)?;
    }
}
