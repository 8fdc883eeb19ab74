//! Benchmark of a plan: a set of 100 leaves with 60 open steps, of which documents are shared
//! between leaves, figures have several values worth reaching and days of work have halves.

#![allow(clippy::expect_used, reason = "a benchmark fails by panicking")]

use std::fmt::Write;
use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use parindex::criteria::model::CriteriaSet;
use parindex::criteria::read;
use parindex::diagnostic::{Problems, SourceFile};
use parindex::evidence::cells::Unit;
use parindex::evidence::efforts::Efforts;
use parindex::evidence::facts::Facts;
use parindex::evidence::load::{Select, Tables, load};
use parindex::evidence::reading::Reading;
use parindex::evidence::table_files;
use parindex::plan::solve::{Goal, Proof, open_steps, solve};
use parindex::plan::universe::{Setting, Time};
use parindex::score::tree::{Options, assess};

/// 40 leaves whose points are there, 40 that lack documents (of 40 different ones, eight of them
/// needed by two leaves each) and 20 with a figure to be raised.
fn texts() -> (String, String) {
    let mut leaves = String::new();
    let mut figures = "criterion,figure,value\n".to_owned();
    for number in 1..=100 {
        let head = format!(
            "      - code: \"1.{number}\"\n        name: Chỉ tiêu {number}\n        max: 1\n"
        );
        leaves.push_str(&head);
        match number {
            1..=40 => {
                let days = number % 7 + 1;
                let own = format!(
                    "{{ id: d{number}, name: Tài liệu {number}, missing: {{ lose: 0.{:02} }}, effort: {days}.5 }}",
                    20 + number
                );
                let shared = if number <= 8 {
                    format!(
                        ", {{ id: d{}, name: Tài liệu chung, missing: {{ lose: 0.25 }} }}",
                        number + 8
                    )
                } else {
                    String::new()
                };
                writeln!(leaves, "        documents: [{own}{shared}]").expect("text");
            }
            41..=60 => {
                let effort = number % 5 + 1;
                writeln!(leaves, "        figures: [{{ id: x, kind: count, max: 9, effort: {effort}.5 }}]\n        rule: {{ proportional: {{ value: x / 9 }} }}").expect("text");
                writeln!(figures, "1.{number},x,{}", number % 6).expect("text");
            }
            _ => {
                writeln!(leaves, "        rule: stated").expect("text");
                writeln!(figures, "1.{number},points,1").expect("text");
            }
        }
    }
    let set = format!(
        "schema: parindex/criteria/v1\nid: bench\nname: Bench\nlevel: xa\nprovince: X\nyear: 2025\nprovenance: illustrative\nperiod: {{ from: 2025-01-01, to: 2025-12-31 }}\nrounding: {{ digits: 2, mode: half_up, at: leaf }}\ntotal: 100\nfields:\n  - code: \"1\"\n    name: F\n    max: 100\n    criteria:\n{leaves}"
    );
    (set, figures)
}

fn case() -> (Arc<CriteriaSet>, Facts) {
    let (set, figures) = texts();
    let problems = Problems::default();
    let (file, _) = SourceFile::new("bench.yaml", set.as_bytes());
    let set = read::read(&Arc::new(file), None, &problems).expect("a set");
    let (file, _) = SourceFile::new("so-lieu.csv", figures.as_bytes());
    let reading = Reading::default();
    let table = table_files::of_text(&Arc::new(file), &reading, &problems).expect("a table");
    let tables = Tables {
        figures: vec![table],
        ..Tables::default()
    };
    let unit = Unit::default();
    let units = load(&set, &tables, None, &reading, Select::One(&unit), &problems);
    assert!(!problems.any_error());
    let facts = units.into_iter().next().expect("a unit").facts;
    (Arc::new(set), facts)
}

fn plan(c: &mut Criterion) {
    let (set, facts) = case();
    let assessment = assess(&set, &facts, Options::default()).expect("the book closes");
    let efforts = Efforts::default();
    let setting = Setting {
        set: &set,
        facts: &facts,
        assessment: &assessment,
        files_checked: false,
        time: Time {
            today: None,
            by: None,
            supplement_by: None,
            next: None,
        },
        efforts: &efforts,
        assume_pending: None,
    };
    assert_eq!(open_steps(setting).len(), 60);
    let plan = solve(setting, Goal::Most).expect("the book closes");
    assert_eq!(plan.proof, Proof::Optimal);
    c.bench_function("plan 100 leaves, 60 open steps", |b| {
        b.iter(|| black_box(solve(setting, Goal::Points(90.into()))).expect("the book closes"));
    });
}

criterion_group!(benches, plan);
criterion_main!(benches);
