//! The figures of Phú Thọ, 2026, scored by the shipped set of QĐ 766/QĐ-TTg and compared with
//! what the national portal published. See `data/qd766-phu-tho-2026/README.md`.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use parindex::criteria::model::CriteriaSet;
use parindex::criteria::{code::Code, read, shipped};
use parindex::diagnostic::{Problems, SourceFile};
use parindex::evidence::load::{Select, Tables, UnitFacts, load};
use parindex::evidence::reading::Reading;
use parindex::evidence::table_files;
use parindex::points::Points;
use parindex::score::assessment::{Assessment, Cause};
use parindex::score::tree::{Options, assess};
use rust_decimal::Decimal;

const FOLDER: &str = "tests/data/qd766-phu-tho-2026";

/// Published points by unit and code of a leaf or group.
type Published = BTreeMap<(String, String), Points>;

/// Every unit of `figures.csv`, read by the loaders and scored.
struct Scored {
    set: CriteriaSet,
    units: Vec<(UnitFacts, Assessment)>,
}

impl Scored {
    fn new() -> Self {
        let problems = Problems::default();
        let source = shipped::find("qd-766-cap-xa").expect("the set is shipped");
        let set = read::read(&source, None, &problems).expect("the set loads");
        let tables = Tables {
            figures: vec![
                table_files::of_text(&file("figures.csv"), &Reading::default(), &problems)
                    .expect("a table"),
            ],
            ..Tables::default()
        };
        let units = load(
            &set,
            &tables,
            None,
            &Reading::default(),
            Select::Every(None),
            &problems,
        );
        assert_eq!(
            problems.into_sorted(),
            [],
            "nothing is refused or left over"
        );
        let units = units
            .into_iter()
            .map(|unit| {
                let assessment = assess(&set, &unit.facts, Options::default());
                (unit, assessment.expect("the book closes"))
            })
            .collect();
        Self { set, units }
    }

    /// The computed points of a leaf or group.
    fn points(&self, unit: &str, code: &str) -> Points {
        let (_, assessment) = self
            .units
            .iter()
            .find(|(facts, _)| code_of(facts) == unit)
            .expect("the unit is scored");
        assessment.nodes[self.position(code)]
            .points
            .expect("a leaf with published points applies")
    }

    fn position(&self, code: &str) -> usize {
        let code = Code::parse(code).expect("a code");
        self.set.node(&code).expect("a code of the set").0
    }
}

fn code_of(unit: &UnitFacts) -> &str {
    unit.unit.code.as_deref().expect("every row names its unit")
}

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(FOLDER)
        .join(name)
}

fn file(name: &str) -> Arc<SourceFile> {
    let bytes = fs::read(path(name)).expect("the data is there");
    let (file, bad) = SourceFile::new(name, &bytes);
    assert_eq!(bad, None, "the data is UTF-8");
    Arc::new(file)
}

/// The rows of a table as maps from header to cell, read without the program's own loaders.
fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path(name)).expect("the data is there");
    reader
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("a table with a header")
}

/// What the portal published, by unit and the code in column `code`.
fn published(name: &str, code: &str) -> Published {
    rows(name)
        .into_iter()
        .filter(|row| !row["diem_cong_bo"].is_empty())
        .map(|row| {
            let points = row["diem_cong_bo"].parse::<Decimal>().expect("points");
            let key = (row["don_vi"].clone(), row[code].clone());
            (key, Points::new(points))
        })
        .collect()
}

fn published_leaves() -> Published {
    published("figures.csv", "tieu_chi")
}

/// The published totals of one group.
fn published_totals(group: &str) -> Published {
    let mut totals = published("published-group-totals.csv", "linh_vuc");
    totals.retain(|(_, code), _| code == group);
    totals
}

#[test]
fn every_row_reaches_its_unit() {
    let scored = Scored::new();
    let wanted: BTreeSet<String> = rows("figures.csv")
        .iter()
        .map(|row| row["don_vi"].clone())
        .collect();
    let found: BTreeSet<String> = scored
        .units
        .iter()
        .map(|(unit, _)| code_of(unit).to_owned())
        .collect();
    assert_eq!(found, wanted);
    assert_eq!(scored.units.len(), 82);

    let leaves = |unit: &UnitFacts| unit.facts.leaves.len();
    let total: usize = scored.units.iter().map(|(unit, _)| leaves(unit)).sum();
    assert_eq!(total, 894, "one leaf for each row of the table");
    let figures: usize = scored
        .units
        .iter()
        .flat_map(|(unit, _)| unit.facts.leaves.values())
        .map(|leaf| leaf.figures.len())
        .sum();
    assert_eq!(figures, 2 * 894, "a numerator and a denominator for each");
}

#[test]
fn every_published_leaf_is_reproduced() {
    let scored = Scored::new();
    let leaves = published_leaves();
    let computed: Published = leaves
        .keys()
        .map(|(unit, code)| {
            let key = (unit.clone(), code.clone());
            (key, scored.points(unit, code))
        })
        .collect();
    assert_eq!(computed, leaves);

    let mut compared: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, code) in leaves.keys() {
        *compared.entry(code).or_default() += 1;
    }
    let group_1 = ["1.1", "1.2", "1.3", "1.4"].map(|code| (code, 40));
    let group_5 = ["5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7"].map(|code| (code, 40));
    let group_6 = ["6.1", "6.2", "6.3"].map(|code| (code, 42));
    let expected = group_1
        .into_iter()
        .chain([("2.1", 82)])
        .chain(group_5)
        .chain(group_6)
        .collect();
    assert_eq!(compared, expected);
    assert_eq!(leaves.len(), 648);
}

#[test]
fn published_points_beside_figures_are_kept_and_never_the_basis() {
    let scored = Scored::new();
    let mut kept = Published::new();
    for (unit, assessment) in &scored.units {
        for (index, node, _) in scored.set.leaves() {
            let said = unit.facts.leaves.get(&index);
            let from_table = said.and_then(|said| said.published.as_deref());
            let in_result = assessment.nodes[index]
                .leaf
                .as_ref()
                .and_then(|leaf| leaf.published);
            assert_eq!(from_table.map(|(points, _)| *points), in_result);
            let key = (code_of(unit).to_owned(), node.code.to_string());
            kept.extend(in_result.map(|points| (key, points)));
        }
    }
    assert_eq!(kept, published_leaves());

    // Group 4 has figures and no published leaf points: it is computed all the same.
    assert!(kept.keys().all(|(_, code)| !code.starts_with("4.")));
    assert!(!scored.points("H44", "4").is_zero());
}

/// No total is left out of the comparisons below but those of group 3.
#[test]
fn the_published_totals_are_those_of_six_groups() {
    let counts = ["1", "2", "3", "4", "5", "6"].map(|group| published_totals(group).len());
    assert_eq!(counts, [40, 82, 82, 82, 40, 42]);
    let all = rows("published-group-totals.csv").len();
    assert_eq!(counts.iter().sum::<usize>(), all);
}

#[test]
fn totals_of_groups_1_2_5_and_6_are_reproduced() {
    let scored = Scored::new();
    for (group, units) in [("1", 40), ("2", 82), ("5", 40), ("6", 42)] {
        let totals = published_totals(group);
        let computed: Published = totals
            .keys()
            .map(|key| (key.clone(), scored.points(&key.0, group)))
            .collect();
        assert_eq!(computed, totals);
        assert_eq!(totals.len(), units, "published totals of group {group}");
    }
}

/// The portal computes group 4 in binary floating point from a rate that is rounded already.
#[test]
fn totals_of_group_4_differ_by_one_hundredth_at_most_and_at_two_units_only() {
    let scored = Scored::new();
    let totals = published_totals("4");
    let differing: Vec<(&str, String, String)> = totals
        .iter()
        .map(|((unit, _), total)| (unit.as_str(), scored.points(unit, "4"), *total))
        .filter(|(_, computed, total)| computed != total)
        .map(|(unit, computed, total)| (unit, computed.to_string(), total.to_string()))
        .collect();
    let expected = [("H44.125", "7.23", "7.22"), ("H44.158", "7.02", "7.01")]
        .map(|(unit, computed, total)| (unit, computed.to_owned(), total.to_owned()));
    assert_eq!(differing, expected);
    assert_eq!(totals.len(), 82);
}

/// The portal's formula of group 3 is not known and its figures are not published.
#[test]
fn leaves_without_figures_are_unanswered_and_say_so() {
    let scored = Scored::new();
    let with_figures: BTreeSet<(String, String)> = rows("figures.csv")
        .into_iter()
        .map(|row| (row["don_vi"].clone(), row["tieu_chi"].clone()))
        .collect();
    let mut unanswered = 0;
    for (unit, assessment) in &scored.units {
        for (index, node, _) in scored.set.leaves() {
            let key = (code_of(unit).to_owned(), node.code.to_string());
            let leaf = assessment.nodes[index].leaf.as_ref().expect("a leaf");
            assert_eq!(leaf.answered, with_figures.contains(&key), "{key:?}");
            if leaf.answered {
                continue;
            }
            unanswered += 1;
            let causes: Vec<Cause> = assessment
                .losses
                .iter()
                .filter(|loss| loss.node == Some(index))
                .map(|loss| loss.cause)
                .collect();
            assert_eq!(causes, [Cause::FigureMissing], "{key:?}");
        }
        for code in ["3.1", "3.2", "3.3"] {
            let leaf = assessment.nodes[scored.position(code)].leaf.as_ref();
            assert!(leaf.is_some_and(|leaf| !leaf.answered), "{code}");
        }
    }
    assert_eq!(unanswered, 82 * 21 - 894);
}
