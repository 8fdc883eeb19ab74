//! Modes, digits and stages of rounding.

use super::*;
use crate::points::{Mode, Rounding, Stage};
use crate::reconcile::case::Found;
use crate::reconcile::verdict::Verdict;
use crate::score::tree::assess;

const EIGHTHS: &str = r#"
  - code: "1"
    name: Một lĩnh vực
    max: 2
    criteria:
      - { code: "1.1", name: a, max: 1, figures: [{ id: n, kind: count }], rule: { proportional: { value: n / 8 } } }
      - { code: "1.2", name: b, max: 1, figures: [{ id: n, kind: count }], rule: { proportional: { value: n / 8 } } }
"#;
const EIGHTH_FIGURES: &str = "a,1.1,n,1\na,1.2,n,3";

#[test]
fn each_figure_alone_can_be_reproduced_and_not_both() {
    // 1/8 = 0,125 is 0,13 half up only; 3/8 = 0,375 is 0,37 cut off only.
    let set = set(HALF_UP, "", "2", EIGHTHS);
    with(&set, EIGHTH_FIGURES, "a,1.1,0.13\na,1.2,0.37", |found| {
        assert_eq!(found.verdict(), Verdict::None);
        assert!(found.never_reproduced().is_empty());
        assert_eq!(found.nearest().unwrap().all_missed().len(), 1);
    });
}

#[test]
fn modes_are_told_apart_at_and_around_the_half() {
    //          1/8 = 0,125   3/8 = 0,375
    // half up      0,13          0,38
    // half even    0,12          0,38
    // cut off      0,12          0,37
    let set = set(HALF_UP, "", "2", EIGHTHS);
    let cases = [
        ("a,1.1,0.13\na,1.2,0.38", "half_up"),
        ("a,1.1,0.12\na,1.2,0.38", "half_even"),
        ("a,1.1,0.12\na,1.2,0.37", "down"),
    ];
    for (published, mode) in cases {
        let expected = [format!("{mode}/leaf"), format!("{mode}/total")];
        with(&set, EIGHTH_FIGURES, published, |found| {
            assert_eq!(roundings(found), expected);
        });
    }
}

const THIRDS: &str = r#"
  - code: "1"
    name: Một lĩnh vực
    max: 3
    criteria:
      - { code: "1.1", name: a, max: 1, figures: [{ id: n, kind: count }], rule: { proportional: { value: n / 3 } } }
      - { code: "1.2", name: b, max: 1, figures: [{ id: n, kind: count }], rule: { proportional: { value: n / 3 } } }
      - { code: "1.3", name: c, max: 1, figures: [{ id: n, kind: count }], rule: { proportional: { value: n / 3 } } }
"#;
const THIRD_FIGURES: &str = "a,1.1,n,1\na,1.2,n,1\na,1.3,n,1";

#[test]
fn a_sum_decides_where_it_is_rounded() {
    // Each leaf is 0,33; rounded leaves add up to 0,99, exact ones to 1.
    let set = set(HALF_UP, "", "3", THIRDS);
    for (sum, at) in [("1", "total"), ("0.99", "leaf")] {
        for code in ["1", "*"] {
            let published = format!("a,1.1,0.33\na,1.2,0.33\na,{code},{sum}");
            let expected = ["half_up", "half_even", "down"].map(|mode| format!("{mode}/{at}"));
            with(&set, THIRD_FIGURES, &published, |found| {
                assert_eq!(roundings(found), expected, "{code} {sum}");
            });
        }
    }
}

#[test]
fn digits_are_a_hypothesis_too() {
    let three = "readings: { rounding: [{ digits: 3, mode: half_up, at: leaf }] }";
    let set = set(HALF_UP, three, "2", EIGHTHS);
    with(&set, EIGHTH_FIGURES, "a,1.1,0.125", |found| {
        let fits = |rounding: Rounding| rounding.digits == 3;
        let left = found
            .roundings
            .iter()
            .filter(|under| under.left().fitting > 0);
        assert!(left.clone().count() == 1 && left.clone().all(|under| fits(under.rounding)));
        assert_eq!(found.verdict(), Verdict::Unique);
    });
}

#[test]
fn what_is_in_force_gives_the_scorer_s_own_points() {
    for rounding in [HALF_UP, "{ digits: 2, mode: down, at: total }"] {
        let set = set(rounding, "", "3", THIRDS);
        let units = units(&set, THIRD_FIGURES, "a,*,1");
        let assessment = assess(&set, &units[0].facts, Options::default()).unwrap();
        with(&set, THIRD_FIGURES, "a,*,1", |found| {
            let total = found.case.found(0, None, set.rounding, &|_| 0);
            assert_eq!(total, Found::Points(assessment.total.points));
        });
    }
}

#[test]
fn roundings_that_are_possible_start_with_the_set_s_own() {
    let ids = |set: &CriteriaSet| -> Vec<(u32, Mode, Stage)> {
        let all = set.roundings.iter();
        all.map(|rounding| (rounding.digits, rounding.mode, rounding.at))
            .collect()
    };
    let own = "{ digits: 1, mode: down, at: total }";
    let all = ids(&set(own, "", "3", THIRDS));
    assert_eq!(all[0], (1, Mode::Down, Stage::Total));
    assert_eq!(all.len(), 6);
    let listed = "readings: { rounding: [{ digits: 2, mode: half_up, at: leaf }, { digits: 1, mode: down, at: total }] }";
    let expected = [
        (1, Mode::Down, Stage::Total),
        (2, Mode::HalfUp, Stage::Leaf),
    ];
    assert_eq!(ids(&set(own, listed, "3", THIRDS)), expected);
    assert_eq!(ids(&set(own, ONE_ROUNDING, "3", THIRDS)).len(), 1);
}
