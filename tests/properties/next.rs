//! What is said to raise a leaf's points does: the changed figure is scored again through the
//! whole score, and the leaf has exactly the gain more.

use parindex::evidence::facts::Value;
use parindex::points::Points;
use parindex::rules::levels;
use parindex::score::next::changes;
use parindex::score::tree::{Options, assess};
use proptest::prelude::*;

use crate::made_sets::set;
use crate::scoring::cases;

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn a_change_wins_what_it_says(case in cases(set())) {
        let scored = case.score();
        let options = Options { files_checked: case.checked, ..Options::default() };
        for (leaf, node, of) in case.set.leaves() {
            for change in changes(&case.set, leaf, &scored.facts, case.checked) {
                let mut facts = scored.facts.clone();
                let said = facts.leaves.get_mut(&leaf).expect("a stated figure");
                let mut stated = said.figures.get(&change.figure).expect("a stated figure").clone();
                prop_assert_eq!(&stated.value, &change.from);
                stated.value = match &change.to {
                    Value::Text(name) => {
                        let levels = of.rule.levels();
                        let level = levels::find(&levels, name).expect("a level of the rule");
                        Value::Text(level.id.clone())
                    }
                    value => value.clone(),
                };
                said.figures.insert(change.figure.as_str().into(), stated);
                let after = assess(&case.set, &facts, options).expect("the book closes");
                let points = |points: Option<Points>| points.unwrap_or(Points::ZERO);
                let before = points(scored.assessment.nodes[leaf].points);
                let gain = points(after.nodes[leaf].points) - before;
                prop_assert_eq!(gain, change.gain, "{} {:?}", &node.code, &change);
                prop_assert!(gain > Points::ZERO);
            }
        }
    }
}
