//! What facts tell, and what they do not.

use super::links::ratios;
use super::*;
use crate::reconcile::case::{Found, Standing};
use crate::reconcile::verdict::{Left, Verdict};
use crate::reconcile::worth::Gap;

#[test]
fn what_facts_do_not_tell_is_not_compared() {
    let set = set(HALF_UP, ONE_ROUNDING, "4", &ratios("r", "s"));
    let published = "a,1.1,1\na,1.2,0\na,1,1\na,*,1";
    with(&set, "a,1.1,n,1\na,1.1,d,2", published, |found| {
        let second = set.by_code.values().copied().max().unwrap();
        let gap = Standing::Open(vec![(second, Gap::Unanswered)]);
        let standings: Vec<&Standing> = found
            .case
            .observations
            .iter()
            .map(|o| &o.standing)
            .collect();
        assert_eq!(standings, [&gap, &Standing::Compared, &gap, &gap]);
        assert_eq!(found.compared(), 1);
        assert_eq!(found.silent(), [second]);
        assert_eq!(found.verdict(), Verdict::Several);
    });
}

#[test]
fn a_reading_without_its_figure_is_neither_refuted_nor_proved() {
    let fields = r#"
  - code: "1"
    name: b
    max: 2
    criteria:
      - code: "1.1"
        name: a
        max: 2
        rule: { per_item: { value: n, points: 1 } }
        readings: [{ id: other, name: o, rule: { per_item: { value: m, points: 1 } } }]
"#;
    let set = set(HALF_UP, ONE_ROUNDING, "2", fields);
    with(&set, "a,1.1,n,1", "a,1.1,1", |found| {
        assert_eq!(
            found.left(),
            Left {
                fitting: 1,
                open: 1
            }
        );
        assert_eq!(found.verdict(), Verdict::Several);
    });
    with(&set, "a,1.1,n,1", "a,1.1,2", |found| {
        assert_eq!(
            found.left(),
            Left {
                fitting: 0,
                open: 1
            }
        );
        assert_eq!(found.verdict(), Verdict::Undecided);
    });
    with(&set, "a,1.1,n,1\na,1.1,m,2", "a,1.1,2", |found| {
        assert_eq!(fitting(found), ["1.1=other: half_up/leaf"]);
        assert_eq!(found.verdict(), Verdict::Unique);
    });
}

#[test]
fn a_survey_that_is_still_to_come_leaves_the_sum_open() {
    let fields = r#"
  - code: "1"
    name: b
    max: 3
    criteria:
      - { code: "1.1", name: a, max: 1, rule: stated }
      - { code: "1.2", name: s, max: 2, source: survey, rule: awarded }
"#;
    let set = set(HALF_UP, "", "3", fields);
    let published = "a,1.1,0.5\na,1.2,1.5\na,1,2";
    with(&set, "a,1.1,points,0.5", published, |found| {
        assert_eq!(found.compared(), 1);
        let survey = &found.case.observations[2];
        assert!(matches!(&survey.standing, Standing::Open(gaps) if gaps[0].1 == Gap::Pending));
        assert_eq!(found.roundings[0].left().fitting, 1);
    });
    with(
        &set,
        "a,1.1,points,0.5\na,1.2,points,1.5",
        published,
        |found| {
            assert_eq!(found.compared(), 3);
            assert!(found.roundings[0].all_missed().is_empty());
        },
    );
}

#[test]
fn a_zero_denominator_is_read_as_the_reading_says() {
    let fields = r#"
  - code: "1"
    name: b
    max: 2
    criteria:
      - code: "1.1"
        name: a
        max: 2
        figures: [{ id: n, kind: count }, { id: d, kind: count }]
        rule: { proportional: { value: n / d, on_zero: not_applicable } }
        readings: [{ id: full, name: f, rule: { proportional: { value: n / d, on_zero: full } } }]
"#;
    let set = set(HALF_UP, ONE_ROUNDING, "2", fields);
    with(&set, "a,1.1,n,0\na,1.1,d,0", "a,1.1,2\na,*,2", |found| {
        assert_eq!(fitting(found), ["1.1=full: half_up/leaf"]);
        let rule = found.case.found(0, Some(1), set.rounding, &|_| 0);
        assert_eq!(rule, Found::NotApplicable);
    });
}

#[test]
fn bonus_and_penalty_count_as_the_scorer_counts_them() {
    // 2 + 0,5 (of 1, held at the cap) − 0,25 = 2,25.
    let fields = r#"
  - code: "1"
    name: b
    max: 3
    criteria: [{ code: "1.1", name: a, max: 3, rule: stated }]
  - code: C
    name: cộng
    max: 0.5
    bonus: true
    criteria: [{ code: C.1, name: c, max: 1, rule: { per_item: { value: n, points: 1 } } }]
  - code: T
    name: trừ
    max: 1
    penalty: true
    criteria: [{ code: T.1, name: t, max: 1, rule: { per_item: { value: v, points: 0.25 } } }]
"#;
    let set = set(HALF_UP, "", "3", fields);
    let figures = "a,1.1,points,2\na,C.1,n,1\na,T.1,v,1";
    let published = "a,1,2\na,C.1,1\na,C,0.5\na,T.1,0.25\na,T,-0.25\na,*,2.25";
    with(&set, figures, published, |found| {
        assert_eq!(found.compared(), 6);
        assert!(found.roundings[0].all_missed().is_empty());
    });
}

#[test]
fn published_points_beside_figures_count() {
    let set = set(HALF_UP, ONE_ROUNDING, "3", TASKS);
    let text = "criterion,figure,value,published\n1.1,all,7,2.85\n1.1,done,6,2.85\n";
    let tables = Tables {
        figures: vec![table("figures.csv", text)],
        ..Tables::default()
    };
    let units = load(
        &set,
        &tables,
        None,
        &Reading::default(),
        Select::Every(None),
        &Problems::default(),
    );
    let cases = [UnitCase {
        unit: &units[0].unit,
        facts: &units[0].facts,
    }];
    let found = reconcile(&set, &cases, Options::default()).unwrap();
    assert_eq!(fitting(&found), ["1.1=rule: half_up/leaf"]);
}
