//! Readings of several leaves: linked by their ids, or by a sum.

use super::*;
use crate::reconcile::case::Found;
use crate::reconcile::choices::{self, Group};
use crate::reconcile::verdict::Verdict;

/// Two leaves read by what is missing or by the ratio, under ids to be filled in.
pub(super) fn ratios(first: &str, second: &str) -> String {
    let leaf = |code: &str, id: &str| {
        format!(
            "      - {{ code: \"{code}\", name: a, max: 2, figures: [{{ id: n, kind: count }}, {{ id: d, kind: count, min: 1 }}],\n\
             \u{20}         rule: {{ deduct: {{ value: d - n, points: 1 }} }}, readings: [{{ id: {id}, name: r, rule: {{ proportional: {{ value: n / d }} }} }}] }}\n"
        )
    };
    format!(
        "\n  - code: \"1\"\n    name: b\n    max: 4\n    criteria:\n{}{}",
        leaf("1.1", first),
        leaf("1.2", second)
    )
}

/// 1 of 2: 2 − 1 = 1 and 2 × 1/2 = 1. 1 of 4: 2 − 3 is held at 0, and 2 × 1/4 = 0,5.
const RATIO_FIGURES: &str = "a,1.1,n,1\na,1.1,d,2\na,1.2,n,1\na,1.2,d,4";

#[test]
fn readings_of_one_id_are_taken_together() {
    let linked = set(HALF_UP, ONE_ROUNDING, "4", &ratios("r", "r"));
    for (second, expected) in [("0", "1.1=rule 1.2=rule"), ("0.5", "1.1=r 1.2=r")] {
        let published = format!("a,1.1,1\na,1.2,{second}");
        with(&linked, RATIO_FIGURES, &published, |found| {
            assert_eq!(fitting(found), [format!("{expected}: half_up/leaf")]);
            assert_eq!(found.verdict(), Verdict::Unique);
        });
    }
    let apart = set(HALF_UP, ONE_ROUNDING, "4", &ratios("r", "s"));
    with(&apart, RATIO_FIGURES, "a,1.1,1\na,1.2,0", |found| {
        let expected =
            ["1.1=rule", "1.1=r", "1.2=rule"].map(|name| format!("{name}: half_up/leaf"));
        assert_eq!(fitting(found), expected);
        assert_eq!(found.left().fitting, 2);
    });
}

#[test]
fn a_sum_over_several_leaves_ties_their_readings() {
    // 1 + 0 = 1 by the rules, 1 + 0,5 by r and s; of the sum alone the first leaf tells nothing.
    let set = set(HALF_UP, ONE_ROUNDING, "4", &ratios("r", "s"));
    with(&set, RATIO_FIGURES, "a,1,1.5", |found| {
        assert_eq!(
            fitting(found),
            ["1.1=rule 1.2=s: half_up/leaf", "1.1=r 1.2=s: half_up/leaf"]
        );
        assert_eq!(found.verdict(), Verdict::Several);
    });
}

#[test]
fn linked_leaves_have_few_joint_choices_and_too_many_are_said() {
    let leaf = |at: usize, readings: &str| {
        format!(
            "      - {{ code: \"1.{at}\", name: a, max: 1, rule: stated, readings: [{readings}] }}\n"
        )
    };
    let fields = |count: usize, readings: &dyn Fn(usize) -> String| {
        let leaves: String = (1..=count).map(|at| leaf(at, &readings(at))).collect();
        format!("\n  - code: \"1\"\n    name: b\n    max: {count}\n    criteria:\n{leaves}")
    };
    let shared = "{ id: x, name: x, rule: stated }, { id: y, name: y, rule: stated }";
    let all_shared = fields(20, &|_| shared.to_owned());
    let all_shared = set(HALF_UP, "", "20", &all_shared);
    let groups = choices::groups(&all_shared);
    let [
        Group {
            leaves,
            choices: Some(choices),
        },
    ] = groups.as_slice()
    else {
        panic!("{groups:?}")
    };
    assert_eq!(leaves.len(), 20);
    assert_eq!(*choices, [vec![0; 20], vec![1; 20], vec![2; 20]]);

    let own = |at: usize| {
        format!("{{ id: x, name: x, rule: stated }}, {{ id: own{at}, name: o, rule: stated }}")
    };
    let too_many = set(HALF_UP, "", "20", &fields(20, &own));
    assert_eq!(choices::groups(&too_many)[0].choices, None);
    let figures: String = (1..=20).map(|at| format!("a,1.{at},points,1\n")).collect();
    with(&too_many, &figures, "a,*,20", |found| {
        assert_eq!(found.roundings[0].unexamined, [0]);
        assert_eq!(found.verdict(), Verdict::Undecided);
    });
}

/// Every joint reading under every rounding, tried one by one.
fn one_by_one(found: &Reconciliation<'_>) -> u128 {
    let case = &found.case;
    let leaves: Vec<usize> = case.set.leaves().map(|(index, ..)| index).collect();
    let id = |leaf: usize, reading: usize| {
        let readings = &case.set.nodes[leaf].leaf.as_ref().unwrap().readings;
        Some(readings[reading.checked_sub(1)?].id.as_str())
    };
    let ways = |leaf: usize| case.worths(0, leaf).len();
    let mut joint = vec![Vec::new()];
    for leaf in &leaves {
        let longer = |taken: &Vec<usize>| {
            let each = (0..ways(*leaf)).map(|reading| [taken.as_slice(), &[reading]].concat());
            each.collect::<Vec<_>>()
        };
        joint = joint.iter().flat_map(longer).collect();
    }
    joint.retain(|readings| {
        let taken: Vec<_> = leaves
            .iter()
            .zip(readings)
            .map(|(l, r)| id(*l, *r))
            .collect();
        leaves.iter().zip(&taken).all(|(leaf, own)| {
            let has = |wanted| (1..ways(*leaf)).any(|reading| id(*leaf, reading) == wanted);
            let others = taken.iter().filter(|other| other.is_some());
            others.into_iter().all(|other| other == own || !has(*other))
        })
    });
    let mut fitting = 0;
    for under in &found.roundings {
        for readings in &joint {
            let reading = |leaf: usize| {
                let slot = leaves.iter().position(|own| *own == leaf);
                slot.map_or(0, |slot| readings[slot])
            };
            let all = case.observations.iter().all(|o| {
                case.found(o.unit, o.node, under.rounding, &reading) == Found::Points(o.published)
            });
            fitting += u128::from(all);
        }
    }
    fitting
}

#[test]
fn the_search_finds_what_trying_all_finds() {
    // n/d: 1/3, 2/3, 1/2, 1/8 of 1 point each; the readings double, halve or square them.
    let leaf = |code: &str, n: u8, d: u8, readings: &str| {
        format!("      - {{ code: \"{code}\", name: a, max: 1, rule: {{ proportional: {{ value: n / {d} }} }}, readings: [{readings}] }}\n")
            .replace("n /", &format!("n * {n} /"))
    };
    let reading = |id: &str, value: &str| {
        format!("{{ id: {id}, name: r, rule: {{ proportional: {{ value: {value} }} }} }}")
    };
    let (twice, half) = (reading("x", "n * 2 / 3"), reading("y", "n / 2 / 3"));
    let (own, other) = (reading("z", "n / 8"), reading("x", "n * 3 / 8"));
    let first = [
        leaf("1.1", 1, 3, &format!("{twice}, {half}")),
        leaf("1.2", 2, 3, &other),
    ]
    .concat();
    let second = [leaf("2.1", 1, 2, &own), leaf("2.2", 1, 8, &half)].concat();
    let fields = format!(
        "\n  - code: \"1\"\n    name: b\n    max: 2\n    criteria:\n{first}  - code: \"2\"\n    name: b\n    max: 2\n    criteria:\n{second}"
    );
    let set = set(HALF_UP, "", "4", &fields);
    let figures = "a,1.1,n,1\na,1.2,n,1\na,2.1,n,1\na,2.2,n,1";
    let (mut none, mut some) = (0, 0);
    for hundredths in 50..200 {
        let total = format!("a,*,{}.{:02}\n", hundredths / 100, hundredths % 100);
        for more in [
            "",
            "a,1.1,0.33\n",
            "a,1.1,0.67\na,1,1.04\n",
            "a,2,0.63\n",
            "a,1,1\n",
        ] {
            with(&set, figures, &format!("{total}{more}"), |found| {
                let expected = one_by_one(found);
                assert_eq!(found.left().fitting, expected, "{total}{more}");
                none += usize::from(expected == 0);
                some += usize::from(expected > 0);
            });
        }
    }
    assert!(none > 100 && some > 20, "{none} {some}");
}
