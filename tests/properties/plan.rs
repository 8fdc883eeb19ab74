//! Plans against brute force: every combination of everything that could be done is scored, and
//! none with less work reaches the goal, none with as much work reaches more. What a plan says
//! of each step is what scoring again gives.

use std::collections::BTreeMap;
use std::fmt::Write;

use parindex::criteria::model::CriteriaSet;
use parindex::diagnostic::{Problems, SourceFile};
use parindex::evidence::cells::Unit;
use parindex::evidence::efforts::Efforts;
use parindex::evidence::facts::{Facts, Value};
use parindex::evidence::load::{Select, Tables, load};
use parindex::evidence::reading::Reading;
use parindex::evidence::table_files;
use parindex::plan::efforts::Effort;
use parindex::plan::solve::{Act, Goal, Plan, Proof, Step, open_steps, result_with, solve};
use parindex::plan::universe::{Setting, Time};
use parindex::points::Points;
use parindex::score::assessment::Assessment;
use parindex::score::tree::{Options, assess};
use proptest::collection::vec;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::made_sets::set;
use crate::scoring::{cases, read_set};

/// A leaf: its maximum in quarters, its rule, the documents it needs.
#[derive(Clone, Debug)]
struct LeafPick {
    quarters: u32,
    rule: usize,
    figure: u32,
    /// Each by number (the same number is the same document) with what its absence costs.
    documents: Vec<(usize, usize)>,
    bonus: bool,
}

fn leaf() -> impl Strategy<Value = LeafPick> {
    (
        1..=12_u32,
        0..6_usize,
        0..=4_u32,
        vec((0..5_usize, 0..4_usize), 0..=2),
        prop::bool::weighted(0.25),
    )
        .prop_map(|(quarters, rule, figure, documents, bonus)| LeafPick {
            quarters,
            rule,
            figure,
            documents,
            bonus,
        })
}

/// A set and the facts of a unit that attached nothing.
struct Small {
    set: CriteriaSet,
    facts: Facts,
    assessment: Assessment,
}

fn small(leaves: &[LeafPick], efforts: &[u32], (mode, at): (usize, usize)) -> Small {
    let (yaml, figures) = texts(leaves, efforts, (mode, at));
    let set = read_set(&yaml);
    let problems = Problems::default();
    let (file, _) = SourceFile::new("so-lieu.csv", figures.as_bytes());
    let reading = Reading::default();
    let table = table_files::of_text(&file.into(), &reading, &problems).expect("a table");
    let tables = Tables {
        figures: vec![table],
        ..Tables::default()
    };
    let unit = Unit::default();
    let units = load(&set, &tables, None, &reading, Select::One(&unit), &problems);
    assert!(!problems.any_error(), "{yaml}\n{figures}");
    let facts = units.into_iter().next().expect("a unit").facts;
    let assessment = assess(&set, &facts, Options::default()).expect("the book closes");
    Small {
        set,
        facts,
        assessment,
    }
}

fn texts(leaves: &[LeafPick], efforts: &[u32], (mode, at): (usize, usize)) -> (String, String) {
    let mut normal = String::new();
    let mut bonus = String::new();
    let mut figures = "criterion,figure,value\n".to_owned();
    let mut total = Decimal::ZERO;
    for (number, leaf) in leaves.iter().enumerate() {
        let max = Decimal::new(i64::from(leaf.quarters) * 25, 2);
        let is_bonus = leaf.bonus && number > 0;
        let code = if is_bonus {
            format!("C.{number}")
        } else {
            format!("1.{number}")
        };
        let out = if is_bonus { &mut bonus } else { &mut normal };
        if !is_bonus {
            total += max;
        }
        writeln!(out, "      - code: {code}\n        name: Chỉ tiêu {number}\n        max: {max}\n        clause: mục {number}").unwrap();
        let mut known: Vec<usize> = Vec::new();
        for (document, missing) in &leaf.documents {
            if known.contains(document) {
                continue;
            }
            if known.is_empty() {
                writeln!(out, "        documents:").unwrap();
            }
            known.push(*document);
            let missing = match missing {
                0 => "void".to_owned(),
                1 => "{ lose: 0.25 }".to_owned(),
                2 => format!("{{ lose: {} }}", max / Decimal::TWO),
                _ => "{ lose: 0 }".to_owned(),
            };
            let effort = efforts.get(*document).copied().unwrap_or(4);
            let effort = Decimal::new(i64::from(effort) * 5, 1);
            writeln!(out, "          - {{ id: d{document}, name: Tài liệu {document}, missing: {missing}, effort: {effort} }}").unwrap();
        }
        let part = |of: i64| max * Decimal::new(of, 2);
        let declared = "figures: [{ id: x, kind: count, max: 6, effort: 1.5 }]";
        let rule = match leaf.rule {
            0 if !known.is_empty() => String::new(),
            0 | 1 => format!(
                "{declared}\n        rule: {{ per_item: {{ value: x, points: {} }} }}",
                part(30)
            ),
            2 => format!("{declared}\n        rule: {{ proportional: {{ value: x / 5 }} }}"),
            3 => format!(
                "{declared}\n        rule: {{ deduct: {{ value: 6 - x, points: {} }} }}",
                part(20)
            ),
            4 => format!(
                "{declared}\n        rule: {{ bands: {{ value: x, bands: [{{ below: 2, points: 0 }}, {{ from: 2, to: 4, points: {} }}, {{ over: 4, points: {max} }}] }} }}",
                part(40)
            ),
            _ => format!(
                "figures: [{{ id: level, effort: 2.5 }}]\n        rule: {{ levels: {{ levels: [{{ id: a, points: 0 }}, {{ id: b, points: {} }}, {{ id: c, points: {max} }}] }} }}",
                part(50)
            ),
        };
        if !rule.is_empty() {
            writeln!(out, "        {rule}").unwrap();
            match leaf.rule {
                5 => {
                    let level = ["a", "b", "c"][leaf.figure as usize % 3];
                    writeln!(figures, "{code},level,{level}").unwrap();
                }
                _ => writeln!(figures, "{code},x,{}", leaf.figure).unwrap(),
            }
        }
    }
    let bonus = if bonus.is_empty() {
        String::new()
    } else {
        format!(
            "  - code: C\n    name: Điểm cộng\n    max: 1.5\n    bonus: true\n    criteria:\n{bonus}"
        )
    };
    let mode = ["half_up", "half_even", "down"][mode];
    let at = ["leaf", "total"][at];
    let yaml = format!(
        "schema: parindex/criteria/v1\nid: thu\nname: Bộ thử\nlevel: xa\nprovince: Thử\nyear: 2023\nprovenance: illustrative\nperiod: {{ from: 2023-01-01, to: 2023-12-31 }}\nrounding: {{ digits: 2, mode: {mode}, at: {at} }}\ntotal: {total}\nbonus_over_total: {}\nfields:\n  - code: \"1\"\n    name: Lĩnh vực\n    max: {total}\n    criteria:\n{normal}{bonus}",
        at == "leaf",
    );
    (yaml, figures)
}

fn setting<'a>(
    set: &'a CriteriaSet,
    facts: &'a Facts,
    assessment: &'a Assessment,
    files_checked: bool,
    efforts: &'a Efforts,
) -> Setting<'a> {
    Setting {
        set,
        facts,
        assessment,
        files_checked,
        time: Time {
            today: None,
            by: None,
            supplement_by: None,
            next: None,
        },
        efforts,
        assume_pending: None,
    }
}

/// The same choices, of a count every value up to its greatest, whether it wins anything or not.
fn every_value(choices: &[Step]) -> Vec<Step> {
    let Some(Step {
        act:
            Act::Raise {
                leaf,
                figure,
                from: Value::Number(from),
                ..
            },
        ..
    }) = choices.first()
    else {
        return choices.to_vec();
    };
    let values = (1..=6).map(Decimal::from).filter(|value| value > from);
    let steps = values.map(|value| Step {
        act: Act::Raise {
            leaf: *leaf,
            figure: figure.clone(),
            from: Value::Number(*from),
            to: Value::Number(value),
        },
        effort: Effort {
            days: (value - *from) * Decimal::new(15, 1),
            stated: true,
        },
        by: None,
    });
    steps.collect()
}

/// Every combination of what could be done: its work and what scoring again gives.
fn everything(setting: &Setting<'_>, open: &[Vec<Step>]) -> Vec<(Decimal, Points)> {
    let mut all: Vec<Vec<Step>> = vec![Vec::new()];
    for choices in open {
        let mut more = all.clone();
        for choice in choices {
            more.extend(all.iter().map(|chosen| {
                let mut chosen = chosen.clone();
                chosen.push(choice.clone());
                chosen
            }));
        }
        all = more;
    }
    all.iter()
        .map(|steps| {
            let effort = steps.iter().map(|step| step.effort.days).sum();
            (
                effort,
                result_with(setting, steps).expect("the book closes"),
            )
        })
        .collect()
}

/// That a plan's groups are what scoring again gives, step by step, and add up.
fn gains_are_true(setting: &Setting<'_>, plan: &Plan) -> Result<(), TestCaseError> {
    let mut done: Vec<Step> = Vec::new();
    let mut reached = plan.now;
    for group in &plan.groups {
        done.extend(group.steps.iter().cloned());
        let now = result_with(setting, &done).expect("the book closes");
        prop_assert_eq!(now - reached, group.gain, "{:?}", group);
        reached = now;
    }
    prop_assert_eq!(reached, plan.then);
    let effort: Decimal = done.iter().map(|step| step.effort.days).sum();
    prop_assert_eq!(effort.normalize(), plan.effort);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..crate::config() })]

    #[test]
    fn a_plan_is_as_good_as_the_best_of_all_combinations(
        leaves in vec(leaf(), 1..=4),
        efforts in vec(1..=6_u32, 5),
        rounding in (0..3_usize, 0..2_usize),
        goal in 0..=100_u32,
    ) {
        let small = small(&leaves, &efforts, rounding);
        let none = Efforts::default();
        let setting = setting(&small.set, &small.facts, &small.assessment, false, &none);
        let open: Vec<Vec<Step>> = open_steps(setting).iter().map(|one| every_value(one)).collect();
        let combinations: usize = open.iter().map(|choices| choices.len() + 1).product();
        prop_assume!(combinations <= 400);
        let all = everything(&setting, &open);
        // The best result for each effort, by looking at everything.
        let mut best: BTreeMap<Decimal, Points> = BTreeMap::new();
        for (effort, points) in &all {
            let known = best.entry(*effort).or_insert(*points);
            *known = (*known).max(*points);
        }
        let mut frontier: Vec<(Decimal, Points)> = Vec::new();
        for (effort, points) in best {
            if frontier.last().is_none_or(|(_, last)| points > *last) {
                frontier.push((effort.normalize(), points));
            }
        }
        let most = frontier.last().expect("doing nothing").1;
        let (low, high) = (setting.assessment.total.points.decimal(), most.decimal());
        let wanted = low + (high - low) * Decimal::from(goal) / Decimal::from(90);
        let plan = solve(setting, Goal::Points(wanted)).expect("the book closes");
        prop_assert_eq!(plan.proof, Proof::Optimal);
        prop_assert!(plan.exact);
        prop_assert_eq!(&plan.frontier, &frontier);
        let cheapest = all.iter().filter(|(_, points)| points.decimal() >= wanted);
        match cheapest.map(|(effort, _)| *effort).min() {
            Some(least) => {
                prop_assert!(plan.reached);
                prop_assert!(plan.then.decimal() >= wanted);
                prop_assert_eq!(plan.effort, least.normalize());
            }
            None => {
                prop_assert!(!plan.reached);
                prop_assert_eq!(plan.then, most);
            }
        }
        gains_are_true(&setting, &plan)?;
        prop_assert_eq!(plan.best.total.points, most);
    }
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn plans_of_any_set_say_what_scoring_again_gives(case in cases(set())) {
        let scored = case.score();
        let none = Efforts::default();
        let setting = setting(&case.set, &scored.facts, &scored.assessment, case.checked, &none);
        let plan = solve(setting, Goal::Most).expect("the book closes");
        gains_are_true(&setting, &plan)?;
        prop_assert!(plan.then >= plan.now);
        prop_assert_eq!(plan.best.total.points, plan.then);
        let rises = plan.frontier.windows(2);
        for pair in rises {
            prop_assert!(pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1);
        }
        // No single step that could be done wins anything beyond the best.
        let done: Vec<Step> = plan.groups.iter().flat_map(|group| group.steps.clone()).collect();
        for step in open_steps(setting).into_iter().flatten() {
            let touches = |known: &Step| match (&known.act, &step.act) {
                (Act::Raise { leaf, figure, .. }, Act::Raise { leaf: other, figure: id, .. }) => {
                    leaf == other && figure == id
                }
                (Act::Attach { document, .. }, Act::Attach { document: id, .. }) => document == id,
                _ => false,
            };
            let mut steps: Vec<Step> = done.clone();
            steps.retain(|known| !touches(known));
            steps.push(step);
            let points = result_with(&setting, &steps).expect("the book closes");
            prop_assert!(points <= plan.then || plan.proof != Proof::Optimal);
        }
    }
}
