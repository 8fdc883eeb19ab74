//! What is asked of a rule before and beside its award: the most it can give, what it lacks, when
//! its documents are due.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::date;

use super::award::{Given, OnZero, Step};
use super::awarded::Awarded;
use super::bands::{Band, Bands, Gives};
use super::best_of::BestOf;
use super::deadline::{By, Deadline};
use super::deduct::Deduct;
use super::expression::Expression;
use super::interval::{Bound, Interval};
use super::levels::{Level, Levels};
use super::measure::Measure;
use super::per_item::PerItem;
use super::proportional::Proportional;
use super::span::{End, Span};
use super::stated::Stated;
use super::*;
use crate::diagnostic::{At, Place, SourceFile};
use crate::evidence::facts::{FigureValues, Stated as StatedFigure, Value};
use crate::text::lang::Lang;

fn place() -> Place {
    let (file, _) = SourceFile::new("bo-tieu-chi.yaml", b"");
    Place {
        file: Arc::new(file),
        at: At::File,
    }
}

fn ratio(n: i64, d: i64) -> Exact {
    Exact::from(n) / Exact::from(d)
}

fn measure(value: &str) -> Measure {
    let value = Expression::parse(value).unwrap();
    Measure {
        names: value.names().into_iter().map(str::to_owned).collect(),
        value,
        place: place(),
        on_zero: None,
    }
}

/// Of at most 10 points, the most where `n` is free from `low` to `high` and `m` is stated as 4.
fn best(rule: &Rule, low: Bound, high: Bound) -> Option<Exact> {
    let mut figures = FigureValues::default();
    let value = Value::of(Exact::from(4));
    let place = place();
    figures.insert("m".into(), StatedFigure { value, place });
    let (max, none, documents) = (Exact::from(10), FigureValues::none(), BTreeMap::new());
    let given = Given {
        max: &max,
        figures: &figures,
        common: &none,
        documents: &documents,
        trace: None,
    };
    let range = |_: &str| Interval {
        low: low.clone(),
        high: high.clone(),
    };
    let figures: &[&str] = &["n"];
    let range: &dyn Fn(&str) -> Interval = &range;
    rule.best(&given, Free { figures, range })
}

fn at(n: i64, d: i64) -> Bound {
    Bound::At(ratio(n, d))
}

fn band(low: Option<End>, high: Option<End>, gives: Gives) -> Band {
    Band {
        place: place(),
        span: Span { low, high },
        gives,
    }
}

#[test]
fn deductions_cost_least_at_the_lowest_value() {
    let rule = Rule::Deduct(Deduct {
        measure: measure("n"),
        points: Exact::from(3),
        step: Exact::from(2),
        floor: Exact::one(),
    });
    // 5 / 2 makes 2 items, 10 − 3 × 2; 20 / 2 makes 10, and 10 − 30 is held at 1.
    assert_eq!(best(&rule, at(5, 1), Bound::Above), Some(Exact::from(4)));
    assert_eq!(best(&rule, at(20, 1), Bound::Above), Some(Exact::one()));
}

#[test]
fn items_and_shares_give_most_at_the_highest_value() {
    let items = Rule::PerItem(PerItem {
        measure: measure("n"),
        from: Exact::zero(),
        points: Exact::from(2),
        step: Exact::one(),
    });
    assert_eq!(best(&items, at(0, 1), at(3, 1)), Some(Exact::from(6)));
    let share = Rule::Proportional(Proportional {
        measure: measure("n"),
        full_at: Exact::one(),
        zero_below: ratio(1, 2),
    });
    // 10 × 1/2 is reached from 1/2 on; under that nothing.
    assert_eq!(best(&share, at(0, 1), at(1, 2)), Some(Exact::from(5)));
    assert_eq!(best(&share, at(0, 1), at(1, 4)), Some(Exact::zero()));
    let lacking = Rule::Proportional(Proportional {
        measure: measure("n / other"),
        full_at: Exact::one(),
        zero_below: Exact::zero(),
    });
    // `other` is neither stated nor free, though `n` is free.
    assert_eq!(best(&lacking, at(0, 1), at(1, 1)), Some(Exact::zero()));
    let stated = Rule::PerItem(PerItem {
        measure: measure("m"),
        from: Exact::zero(),
        points: Exact::one(),
        step: Exact::one(),
    });
    // Nothing is free: the 4 that are stated count.
    assert_eq!(best(&stated, at(9, 1), at(9, 1)), Some(Exact::from(4)));
}

#[test]
fn bands_give_the_most_of_those_that_are_reached() {
    let points = |n: i64| Gives::Points(Exact::from(n));
    let rule = Rule::Bands(Bands {
        measure: measure("n"),
        bands: vec![
            band(None, Some(End::beside(1.into())), points(2)),
            band(
                Some(End::at(1.into())),
                Some(End::beside(2.into())),
                points(5),
            ),
            band(Some(End::beside(2.into())), None, points(8)),
        ],
    });
    assert_eq!(best(&rule, at(0, 1), at(1, 2)), Some(Exact::from(2)));
    assert_eq!(best(&rule, at(0, 1), at(1, 1)), Some(Exact::from(5)));
    assert_eq!(best(&rule, at(1, 2), at(2, 1)), Some(Exact::from(5)));
    assert_eq!(best(&rule, at(1, 2), at(3, 1)), Some(Exact::from(8)));
    // 2 itself lies in no band.
    assert_eq!(best(&rule, at(2, 1), at(2, 1)), Some(Exact::zero()));
    // A share rises up to the end of its band: 10 × 3/4.
    let share = Rule::Bands(Bands {
        measure: measure("n"),
        bands: vec![band(
            Some(End::at(ratio(1, 2))),
            Some(End::at(ratio(3, 4))),
            Gives::Proportional,
        )],
    });
    assert_eq!(best(&share, Bound::Below, Bound::Above), Some(ratio(15, 2)));
}

#[test]
fn a_level_or_points_that_are_not_free_count_as_they_are() {
    let level = Level {
        id: "tot".into(),
        name: "Tốt".into(),
        points: Exact::from(7),
    };
    let levels = vec![level];
    let rule = Rule::Levels(Levels { levels });
    assert_eq!(best(&rule, at(0, 1), at(1, 1)), Some(Exact::zero()));
    let rule = Rule::Stated(Stated::default());
    assert_eq!(best(&rule, at(0, 1), at(1, 1)), Some(Exact::zero()));
}

fn due(document: &str, days: [i8; 2], points: [i64; 2], late: i64) -> Rule {
    let step = |(day, points): (i8, i64)| By {
        by: date(2026, 1, day),
        points: points.into(),
    };
    Rule::Deadline(Deadline {
        document: document.into(),
        steps: days.into_iter().zip(points).map(step).collect(),
        late: late.into(),
    })
}

#[test]
fn documents_are_due_by_the_first_step_and_count_until_the_last_that_gives_points() {
    let day = |day: i8| Some(date(2026, 1, day));
    let rule = due("kh", [10, 20], [2, 1], 0);
    assert_eq!(rule.in_full_by("kh"), day(10));
    assert_eq!(rule.in_full_by("bc"), None);
    assert_eq!(rule.counts_until("kh"), day(20));
    assert_eq!(rule.counts_until("bc"), None);
    assert_eq!(due("kh", [10, 20], [2, 0], 0).counts_until("kh"), day(10));
    // Even a late one wins a point.
    assert_eq!(due("kh", [10, 20], [3, 2], 1).counts_until("kh"), None);
    let branches = vec![rule, due("kh", [5, 25], [2, 1], 0)];
    let either = Rule::BestOf(BestOf { branches });
    assert_eq!(either.in_full_by("kh"), day(5));
    assert_eq!(either.dated_documents(), BTreeSet::from(["kh"]));
}

#[test]
fn the_best_of_several_asks_what_any_of_them_asks() {
    let awarded = || Rule::Awarded(Awarded::default());
    let counted = || {
        Rule::PerItem(PerItem {
            measure: measure("n"),
            from: Exact::zero(),
            points: Exact::one(),
            step: Exact::one(),
        })
    };
    let choices = vec![Exact::one(), Exact::from(2)];
    let stated = || {
        Rule::Stated(Stated {
            choices: choices.clone(),
        })
    };
    let best_of = |branches: Vec<Rule>| Rule::BestOf(BestOf { branches });
    // Whether points, a percentage, and another's award are taken.
    let takes = |rule: &Rule| (rule.takes_points(), rule.takes_percent(), rule.is_awarded());
    assert_eq!(takes(&counted()), (false, false, false));
    assert_eq!(takes(&stated()), (true, false, false));
    assert_eq!(takes(&awarded()), (true, true, true));
    assert_eq!(
        takes(&best_of(vec![counted(), awarded()])),
        (true, true, true)
    );
    assert_eq!(
        takes(&best_of(vec![counted(), stated()])),
        (true, false, false)
    );
    assert_eq!(best_of(vec![counted(), stated()]).choices(), choices);

    let either = best_of(vec![counted(), awarded()]);
    let missing = |stated: &[&str]| -> Vec<String> {
        let missing = either.missing(&|name| stated.contains(&name));
        missing.into_iter().map(str::to_owned).collect()
    };
    assert_eq!(missing(&[]), ["n", "points"]);
    assert!(missing(&["n"]).is_empty());
    assert!(missing(&["points"]).is_empty());
    assert!(missing(&["percent"]).is_empty());
}

#[test]
fn while_a_branch_waits_the_best_of_several_waits_too() {
    let mut figures = FigureValues::default();
    let (value, place) = (Value::of(Exact::from(4)), place());
    figures.insert("m".into(), StatedFigure { value, place });
    let (max, none, documents) = (Exact::from(10), FigureValues::none(), BTreeMap::new());
    let given = Given {
        max: &max,
        figures: &figures,
        common: &none,
        documents: &documents,
        trace: None,
    };
    let counted = |points: i64| {
        Rule::PerItem(PerItem {
            measure: measure("m"),
            points: points.into(),
            from: Exact::zero(),
            step: Exact::one(),
        })
    };
    let with = |other: Rule| {
        let branches = vec![Rule::Awarded(Awarded::default()), other];
        Rule::BestOf(BestOf { branches })
    };
    // 4 × 2 = 8 are certain, 10 may still come.
    let rule = with(counted(2));
    let points = Exact::from(8);
    assert_eq!(rule.award(&given), Award::Pending { points });
    // 4 × 3 is held at 10: no award can be better.
    let rule = with(counted(3));
    let full = matches!(rule.award(&given), Award::Points { points, .. } if points == max);
    assert!(full);
}

#[test]
fn a_denominator_that_cannot_but_be_zero_gives_what_the_set_says() {
    let most = |on_zero: OnZero| {
        let rule = Rule::PerItem(PerItem {
            measure: Measure {
                on_zero: Some(on_zero),
                ..measure("n / (m - m)")
            },
            points: Exact::one(),
            from: Exact::zero(),
            step: Exact::one(),
        });
        best(&rule, at(0, 1), at(1, 1))
    };
    assert_eq!(most(OnZero::Full), Some(Exact::from(10)));
    assert_eq!(most(OnZero::Zero), Some(Exact::zero()));
    assert_eq!(most(OnZero::NotApplicable), None);
}

/// The steps by which 4 of `m` come to points of at most 10, each in a few words.
fn steps(rule: &Rule) -> Vec<String> {
    let mut figures = FigureValues::default();
    let (value, place) = (Value::of(Exact::from(4)), place());
    figures.insert("m".into(), StatedFigure { value, place });
    let (max, none, documents) = (Exact::from(10), FigureValues::none(), BTreeMap::new());
    let noted = RefCell::new(Vec::new());
    rule.award(&Given {
        max: &max,
        figures: &figures,
        common: &none,
        documents: &documents,
        trace: Some(&noted),
    });
    let words = |step: &Step| match step {
        Step::Points(worked, _) => format!("points {}", worked.show(Lang::En)),
        Step::Held(points) => format!("held at {}", points.ratio_text()),
        Step::Full(points) => format!("full {}", points.ratio_text()),
        Step::Band(band) => format!("band {band}"),
        Step::AlsoBand(band) => format!("also band {band}"),
        Step::NoBand => "no band".to_owned(),
        Step::Branch(branch) => format!("branch {branch}"),
        Step::WithoutDocument(id) => format!("without {id}"),
        other => format!("{other:?}"),
    };
    let steps = noted.borrow();
    let behind_the_value = steps.iter().filter(|step| !matches!(step, Step::Value(..)));
    behind_the_value.map(words).collect()
}

#[test]
fn the_arithmetic_is_noted_step_by_step() {
    assert_eq!(steps(&Rule::Presence), ["full 10/1"]);
    let deduct = Rule::Deduct(Deduct {
        measure: measure("m"),
        points: Exact::from(3),
        step: Exact::one(),
        floor: Exact::one(),
    });
    assert_eq!(steps(&deduct), ["points 10 − 3 × 4", "held at 1/1"]);
    let points = |n: i64| Gives::Points(Exact::from(n));
    let until = |n: i64| Some(End::at(n.into()));
    let bands = |list: Vec<Band>| {
        Rule::Bands(Bands {
            measure: measure("m"),
            bands: list,
        })
    };
    let two = bands(vec![
        band(until(0), until(5), points(2)),
        band(until(3), until(9), points(5)),
    ]);
    assert_eq!(steps(&two), ["band 1", "also band 2", "points 2"]);
    assert_eq!(steps(&bands(vec![])), ["no band"]);
    // A share of 4 is more than the whole: 10 is the most.
    let share = bands(vec![band(until(0), None, Gives::Proportional)]);
    assert_eq!(steps(&share), ["band 1", "points min(10 × 4, 10)"]);
    let late = due("kh", [10, 20], [2, 1], 0);
    assert_eq!(steps(&late), ["without kh"]);
    let branches = vec![late, deduct];
    let best = steps(&Rule::BestOf(BestOf { branches }));
    assert_eq!(best, ["branch 2", "points 10 − 3 × 4", "held at 1/1"]);
}
