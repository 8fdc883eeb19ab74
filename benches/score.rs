//! Benchmarks of whole runs: one commune from its folder, and the ranking of a province.
//!
//! The province is generated: 3,321 units × 100 leaves of four rule kinds, figures in one wide
//! table. Goals are ratios between machines' own runs; no test depends on a time.

use std::fmt::Write;
use std::hint::black_box;
use std::path::PathBuf;

use criterion::{Criterion, criterion_group, criterion_main};
use parindex::criteria::sets::Sets;
use parindex::diagnostic::Problems;
use parindex::evidence::batch;
use parindex::evidence::candidates::Candidate;
use parindex::evidence::location::Location;
use parindex::evidence::submission::{Request, Submission};
use parindex::ranking::of_submissions;
use parindex::report::json;
use parindex::report::view::View;
use parindex::score::tree::{Options, assess};
use parindex::text::lang::Lang;

const UNITS: usize = 3_321;
const LEAVES: usize = 100;

fn province_set() -> String {
    let mut yaml = String::from(
        "schema: parindex/criteria/v1\nid: bench\nname: Bench\nlevel: xa\nprovince: X\nyear: 2025\n\
         provenance: illustrative\nperiod: { from: 2025-01-01, to: 2025-12-31 }\n\
         rounding: { digits: 2, mode: half_up, at: leaf }\ntotal: 100\nfields:\n",
    );
    for field in 1..=10 {
        let _ = write!(
            yaml,
            "  - code: \"{field}\"\n    name: F{field}\n    max: 10\n    criteria:\n"
        );
        for leaf in 1..=LEAVES / 10 {
            let rule = match leaf % 4 {
                0 => "proportional: { value: a / b, on_zero: zero, full_at: 0.8 }",
                1 => {
                    "bands: { value: a / b, on_zero: zero, bands: [{ below: 50%, points: 0 }, { from: 50%, below: 90%, interpolate: [0.5, 0.9] }, { from: 90%, points: 1 }] }"
                }
                2 => "deduct: { value: b - a, points: 0.01, step: 10 }",
                _ => "per_item: { value: a, points: 0.05, step: 20 }",
            };
            let _ = write!(
                yaml,
                "      - code: {field}.{leaf}\n        name: L{field}.{leaf}\n        max: 1\n        \
                 figures: [{{ id: a, kind: count }}, {{ id: b, kind: count }}]\n        rule: {{ {rule} }}\n"
            );
        }
    }
    yaml
}

/// Figures of all units, one row per unit and leaf.
fn province_table() -> String {
    let mut csv = String::from("don_vi,tieu_chi,a,b\n");
    let mut seed: u64 = 42;
    let mut next = |below: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for unit in 0..UNITS {
        for leaf in 0..LEAVES {
            let total = 100 + next(900);
            let done = next(total + 1);
            let _ = writeln!(
                csv,
                "X{unit:04},{}.{},{done},{total}",
                leaf / 10 + 1,
                leaf % 10 + 1
            );
        }
    }
    csv
}

fn commune(c: &mut Criterion) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/phu-my-2023");
    let request = Request {
        folder: Location::Disk(folder),
        ..Request::default()
    };
    c.bench_function("phu-my: read, score, JSON with hashes", |b| {
        b.iter(|| {
            let problems = Problems::default();
            let submission = match Submission::read(&request, &problems) {
                Ok(Some(submission)) => submission,
                other => panic!("{other:?}"),
            };
            let options = Options {
                files_checked: true,
                ..Options::default()
            };
            let assessment = match assess(&submission.set, &submission.unit.facts, options) {
                Ok(assessment) => assessment,
                Err(error) => panic!("{error}"),
            };
            let view = View {
                submission: &submission,
                assessment: &assessment,
                computed: &assessment,
                diagnostics: &[],
                as_of: None,
                assume_pending: None,
                hypothesis: None,
                lang: Lang::Vi,
                version: env!("CARGO_PKG_VERSION"),
            };
            black_box(json::render(&view).map(|text| text.len()))
        });
    });
}

/// The whole of `rank --format json`: the set and the table read from disk, every unit scored
/// and ranked, the result rendered.
fn province(c: &mut Criterion) {
    let Ok(folder) = tempfile::tempdir() else {
        panic!("no folder for the tables");
    };
    let write = |name: &str, text: &str| {
        if let Err(error) = std::fs::write(folder.path().join(name), text) {
            panic!("{name}: {error}");
        }
    };
    write("bench.yaml", &province_set());
    write("so-lieu.csv", &province_table());
    write(
        "parindex.yaml",
        "criteria: bench.yaml\nfigures: [so-lieu.csv]\n",
    );
    let place = Location::Disk(folder.path().to_owned());
    let mut group = c.benchmark_group("province");
    group.sample_size(10);
    group.bench_function("3,321 units × 100 leaves: rank from a table", |b| {
        b.iter(|| {
            let candidates = vec![Candidate::new(place.clone())];
            let batched = batch::read(candidates, &Request::default(), &Sets::default(), None);
            let ranking = match of_submissions(batched, None, None, None, Problems::default()) {
                Ok(Ok(ranking)) => ranking,
                other => panic!("{other:?}"),
            };
            assert_eq!(ranking.ranked().count(), UNITS);
            let text = json::ranking::render(&ranking, false, Lang::Vi);
            black_box(text.map(|text| text.len()))
        });
    });
    group.finish();
}

criterion_group!(benches, commune, province);
criterion_main!(benches);
