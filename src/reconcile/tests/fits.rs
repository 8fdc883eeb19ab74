//! One reading fits, several do, none does.

use super::*;
use crate::reconcile::verdict::{Left, Verdict};

const SIX_OF_SEVEN: &str = "a,1.1,all,7\na,1.1,done,6\n";

#[test]
fn several_readings_fit_one_figure() {
    // half up: 2,85 and 2,86; cut off: 2,85 and 2,85.
    let two = "readings: { rounding: [{ digits: 2, mode: down, at: leaf }] }";
    let set = set(HALF_UP, two, "3", TASKS);
    with(&set, SIX_OF_SEVEN, "a,1.1,2.85", |found| {
        assert_eq!(
            fitting(found),
            ["1.1=rule: half_up/leaf down/leaf", "1.1=part: down/leaf"]
        );
        assert_eq!(found.verdict(), Verdict::Several);
        assert_eq!(
            found.left(),
            Left {
                fitting: 3,
                open: 0
            }
        );
        // 5 of 7: 3 − 2 × 0,15 = 2,7; 2 + 5/7 = 2,714…
        let [apart] = found.apart.as_slice() else {
            panic!("{:?}", found.apart)
        };
        assert_eq!(apart.changed, Some(("done".to_owned(), 5.into())));
        let gives: Vec<_> = apart.gives.values().flatten().copied().collect();
        assert_eq!(gives, [points("2.7"), points("2.71")]);
    });
}

#[test]
fn one_reading_fits_two_figures() {
    let two = "readings: { rounding: [{ digits: 2, mode: down, at: leaf }] }";
    let set = set(HALF_UP, two, "3", TASKS);
    let figures = format!("{SIX_OF_SEVEN}b,1.1,all,7\nb,1.1,done,5\n");
    with(&set, &figures, "a,1.1,2.85\nb,1.1,2.71", |found| {
        assert_eq!(fitting(found), ["1.1=part: down/leaf"]);
        assert_eq!(found.verdict(), Verdict::Unique);
        assert_eq!(found.apart, []);
        // Half up each reading misses one of the two; the rule in force is named.
        assert_eq!(found.roundings[0].all_missed(), [1]);
    });
}

#[test]
fn no_reading_fits() {
    let set = set(HALF_UP, "", "3", TASKS);
    with(&set, SIX_OF_SEVEN, "a,1.1,2.9\na,*,2.85", |found| {
        assert_eq!(found.verdict(), Verdict::None);
        assert_eq!(found.left(), Left::default());
        assert_eq!(found.never_reproduced(), [0]);
        assert_eq!(found.nearest().unwrap().rounding, set.rounding);
        assert_eq!(found.survivors().len(), 0);
    });
}
