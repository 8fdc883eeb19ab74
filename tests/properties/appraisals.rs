//! The book closes on every basis, whatever appraisers say; going back before a round gives what
//! was computed then; accepting everything in a last round lifts every rejection.

use std::sync::Arc;

use parindex::criteria::model::Side;
use parindex::diagnostic::{At, Place};
use parindex::evidence::appraisals::{Appraisal, Named, Round, Verdict};
use parindex::evidence::facts::Facts;
use parindex::points::{Exact, Points};
use parindex::recheck::Recheck;
use parindex::score::assessment::Assessment;
use parindex::score::official::Basis;
use parindex::score::tree::{Options, assess};
use proptest::prelude::*;

use crate::made_sets::set;
use crate::scoring::{Case, cases};

/// What is said of one leaf: points in quarters of its maximum, refused or accepted, the round.
type Said = (Option<i64>, Option<bool>, Round);

fn said() -> impl Strategy<Value = Vec<Said>> {
    let one = (
        proptest::option::of(0_i64..=4),
        proptest::option::of(any::<bool>()),
        1_u16..=3,
    );
    proptest::collection::vec(one, 1..20)
}

fn place(case: &Case) -> Place {
    Place {
        file: case.set.source.clone(),
        at: At::File,
    }
}

fn share(case: &Case, leaf: usize, quarters: i64) -> Points {
    let max = Exact::from(case.set.nodes[leaf].max);
    let share = max * (Exact::from(quarters) / Exact::from(4));
    case.set.rounding.leaf(&share)
}

fn appraisal(
    case: &Case,
    round: Round,
    points: Option<Points>,
    accepts: Option<bool>,
) -> Appraisal {
    let verdict = accepts.map(|accepts| {
        if accepts {
            Verdict::Accepted
        } else {
            Verdict::Refused
        }
    });
    Appraisal {
        round,
        points: points.map(|points| (points, place(case))),
        verdict,
        named: Named::default(),
        figure: None,
        reason: Some("thử".to_owned()),
        appraiser: None,
        date: None,
        place: place(case),
    }
}

/// Everything said of every leaf in turn, and claims and published points in quarters.
fn with(case: &Case, facts: &Facts, said: &[Said]) -> Facts {
    let mut facts = facts.clone();
    let leaves: Vec<usize> = case.set.leaves().map(|(index, ..)| index).collect();
    // At least once around.
    let rows = said.len().max(leaves.len());
    let all = leaves.iter().cycle().zip(said.iter().cycle()).take(rows);
    for (leaf, (quarters, accepts, round)) in all {
        let points = quarters.map(|quarters| share(case, *leaf, quarters));
        let by = appraisal(case, *round, points, *accepts);
        let own = facts.leaves.entry(*leaf).or_default();
        own.appraisals.push(Arc::new(by));
        if let (Some(points), Some(accepts)) = (points, accepts) {
            let slot = if *accepts {
                &mut own.claim
            } else {
                &mut own.published
            };
            slot.get_or_insert_with(|| Box::new((points, place(case))));
        }
    }
    facts.settle();
    facts
}

fn zero() -> Points {
    Points::new(rust_decimal::Decimal::ZERO)
}

fn points(case: &Case, facts: &Facts, basis: Basis) -> Assessment {
    let options = Options {
        files_checked: case.checked,
        basis,
        ..Options::default()
    };
    // That the book closes at every node is what `assess` itself refuses to give up.
    assess(&case.set, facts, options).expect("the book closes")
}

fn of_nodes(assessment: &Assessment) -> Vec<Option<Points>> {
    let nodes = assessment.nodes.iter();
    nodes.map(|scored| scored.points).collect()
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn the_book_closes_on_every_basis(case in cases(set()), said in said()) {
        let computed = case.score();
        let facts = with(&case, &computed.facts, &said);
        for basis in Basis::ALL {
            let standing = points(&case, &facts, basis);
            for (leaf, node, _) in case.set.leaves() {
                let scored = &standing.nodes[leaf];
                let own = facts.leaves.get(&leaf);
                let given = own.and_then(|own| match basis {
                    Basis::Computed => None,
                    Basis::Claimed => own.claim.as_deref().map(|(points, _)| *points),
                    Basis::Appraised => own.by_hand().map(|(points, _)| points),
                    Basis::Published => own.published.as_deref().map(|(points, _)| *points),
                });
                let Some(given) = given else { continue };
                if scored.leaf.as_ref().is_some_and(|leaf| leaf.not_applicable.is_some()) {
                    continue;
                }
                // No finer than the set rounds.
                let given = case.set.rounding.leaf(&Exact::from(given));
                let given = if node.side == Side::Penalty { -given } else { given };
                prop_assert_eq!(scored.points, Some(given), "{} on {:?}", &node.code, basis);
            }
            for loss in &standing.losses {
                prop_assert!(loss.node.is_none() || loss.points >= Points::ZERO, "{:?}", loss);
            }
        }
    }

    #[test]
    fn waterfalls_add_up(case in cases(set()), said in said()) {
        let computed = case.score();
        let facts = with(&case, &computed.facts, &said);
        let options = Options { files_checked: case.checked, ..Options::default() };
        let recheck = Recheck::of(&case.set, &facts, options).expect("the book closes");
        let last = recheck.stages.len() - 1;
        let at = |stage: usize, leaf: usize| {
            recheck.stages[stage].assessment.nodes[leaf].points.unwrap_or(zero())
        };
        let mut unexplained = zero();
        for (leaf, node, _) in case.set.leaves() {
            let steps = recheck.leaves.iter().filter(|of| of.leaf == leaf).flat_map(|of| &of.steps);
            let mut points = at(0, leaf);
            for step in steps {
                prop_assert_eq!(step.points, (at(step.stages.0, leaf), at(step.stages.1, leaf)));
                let parts: Points = step.parts.iter().map(|part| part.change).sum();
                prop_assert_eq!(parts, step.change(), "{} at {:?}", &node.code, step.stages);
                let open = step.parts.iter().filter(|part| !part.is_explained);
                let open: Points = open.map(|part| part.change).sum();
                prop_assert_eq!(open, step.unexplained);
                unexplained = unexplained + open.max(-open);
                points = points + step.change();
            }
            prop_assert_eq!(points, at(last, leaf), "{}", &node.code);
        }
        prop_assert_eq!(unexplained, recheck.unexplained);
        // Beyond its leaves a total moves by rounding and caps alone.
        let plain = case.spec.at == "leaf"
            && case.set.fields().all(|(_, field)| field.side == Side::Normal);
        for stage in 0..last {
            prop_assert!(!plain || recheck.beyond_leaves(stage).is_zero());
        }
        for claim in recheck.over.iter().chain(&recheck.under) {
            prop_assert_ne!(claim.claimed, claim.computed);
        }
    }

    #[test]
    fn before_any_round_stands_what_was_computed(case in cases(set()), said in said()) {
        let computed = case.score();
        let facts = with(&case, &computed.facts, &said);
        let before = points(&case, &facts.as_of_round(0), Basis::Computed);
        prop_assert_eq!(of_nodes(&before), of_nodes(&computed.assessment));
    }

    #[test]
    fn a_last_acceptance_lifts_every_rejection(case in cases(set()), said in said()) {
        let computed = case.score();
        let mut facts = with(&case, &computed.facts, &said);
        for (leaf, ..) in case.set.leaves() {
            let by = appraisal(&case, 4, None, Some(true));
            facts.leaves.entry(leaf).or_default().appraisals.push(Arc::new(by));
        }
        facts.settle();
        for basis in [Basis::Computed, Basis::Appraised] {
            let after = points(&case, &facts, basis);
            prop_assert_eq!(of_nodes(&after), of_nodes(&computed.assessment));
            prop_assert_eq!(after.without_official, 0);
        }
    }
}
