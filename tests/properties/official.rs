//! On published points the book closes too: causes act in their order as far as the published
//! points, and what is left above them is the appraisal's.

use parindex::criteria::model::Side;
use parindex::diagnostic::{At, Place};
use parindex::points::{Exact, Points};
use parindex::score::assessment::{Cause, Status};
use parindex::score::official::Basis;
use parindex::score::tree::{Options, assess};
use proptest::prelude::*;

use crate::made_sets::set;
use crate::scoring::cases;

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn the_book_closes_on_published_points(
        case in cases(set()),
        quarters in proptest::collection::vec(proptest::option::of(0_i64..=4), 1..12),
    ) {
        let computed = case.score();
        let mut facts = computed.facts.clone();
        let place = Place { file: case.set.source.clone(), at: At::File };
        let leaves: Vec<usize> = case.set.leaves().map(|(index, ..)| index).collect();
        let mut given = Vec::new();
        for (leaf, quarter) in leaves.iter().zip(quarters.iter().cycle()) {
            let Some(quarter) = quarter else { continue };
            let max = Exact::from(case.set.nodes[*leaf].max);
            let share = max * (Exact::from(*quarter) / Exact::from(4));
            let points = case.set.rounding.leaf(&share);
            let said = facts.leaves.entry(*leaf).or_default();
            said.published = Some(Box::new((points, place.clone())));
            given.push((*leaf, points));
        }
        let options = Options { files_checked: case.checked, basis: Basis::Published, ..Options::default() };
        // That the book closes at every node is what `assess` itself refuses to give up.
        let official = assess(&case.set, &facts, options).expect("the book closes");
        for (leaf, points) in given {
            let node = &case.set.nodes[leaf];
            let scored = &official.nodes[leaf];
            if scored.leaf.as_ref().is_some_and(|leaf| leaf.not_applicable.is_some()) {
                continue;
            }
            let points = if node.side == Side::Penalty { -points } else { points };
            prop_assert_eq!(scored.points, Some(points), "{}", &node.code);
            prop_assert_ne!(scored.status, Status::Pending);
            let losses = || official.losses.iter().filter(|loss| loss.node == Some(leaf));
            for loss in losses() {
                prop_assert!(loss.points >= Points::ZERO, "{:?}", loss);
            }
            // Nobody is blamed beyond what the facts give.
            let own = &computed.assessment.nodes[leaf];
            let lowered = losses().any(|loss| loss.cause == Cause::AppraisedLess);
            if node.side == Side::Normal {
                let below = own.points.is_some_and(|given| points < given + own.pending);
                prop_assert_eq!(lowered, below, "{}", &node.code);
            }
        }
    }
}
