//! The search on small sets whose numbers are worked out by hand.

mod facts;
mod fits;
mod links;
mod roundings;

use std::sync::Arc;

use crate::criteria::model::CriteriaSet;
use crate::criteria::read;
use crate::diagnostic::{Problems, SourceFile};
use crate::evidence::load::{Select, Tables, UnitFacts, load};
use crate::evidence::reading::Reading;
use crate::evidence::table_files;
use crate::points::Points;
use crate::reconcile::case::UnitCase;
use crate::reconcile::{Reconciliation, reconcile};
use crate::score::tree::Options;
use crate::tables::table::Table;

const HALF_UP: &str = "{ digits: 2, mode: half_up, at: leaf }";
const ONE_ROUNDING: &str = "readings: { rounding: [] }";

/// One task in seven is missing: 3 − 0,15; 2 + 6/7 = 2,857…
const TASKS: &str = r#"
  - code: "1"
    name: Một lĩnh vực
    max: 3
    criteria:
      - code: "1.1"
        name: Nhiệm vụ
        max: 3
        figures: [{ id: all, kind: count, min: 1 }, { id: done, kind: count }]
        rule: { deduct: { value: all - done, points: 0.15 } }
        readings:
          - { id: part, name: a, rule: { bands: { value: done / all, bands: [{ from: 0, to: 1, interpolate: [2, 3] }] } } }
"#;

fn file(name: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(name, text.as_bytes()).0)
}

fn table(name: &str, text: &str) -> Table {
    let table = table_files::of_text(&file(name, text), &Reading::default(), &Problems::default());
    table.unwrap_or_else(|| panic!("no table: {text}"))
}

/// A set with this rounding, this line on possible roundings and these fields.
fn set(rounding: &str, roundings: &str, total: &str, fields: &str) -> CriteriaSet {
    let text = format!(
        "schema: parindex/criteria/v1\nid: thu\nname: Thử\nlevel: xa\nprovince: Minh họa\nyear: 2024\n\
         provenance: illustrative\nperiod: {{ from: 2024-01-01, to: 2024-12-31 }}\nrounding: {rounding}\n\
         {roundings}\ntotal: {total}\nfields:{fields}"
    );
    let problems = Problems::default();
    let set = read::read(&file("set.yaml", &text), None, &problems);
    let found = problems.into_sorted();
    set.unwrap_or_else(|| panic!("{found:#?}"))
}

/// Figures (criterion, figure, value), then published points (criterion, points); each row
/// starts with the unit's code.
fn units(set: &CriteriaSet, figures: &str, published: &str) -> Vec<UnitFacts> {
    let of = |header: &str, rows: &str| {
        let rows = rows.lines().map(str::trim).filter(|row| !row.is_empty());
        let text: String = rows.flat_map(|row| [row, "\n"]).collect();
        vec![table("table.csv", &format!("{header}\n{text}"))]
    };
    let tables = Tables {
        figures: of("unit,criterion,figure,value", figures),
        published: of("unit,criterion,published", published),
        ..Tables::default()
    };
    let problems = Problems::default();
    let units = load(
        set,
        &tables,
        None,
        &Reading::default(),
        Select::Every(None),
        &problems,
    );
    assert!(!problems.any_error(), "{:#?}", problems.into_sorted());
    units
}

/// Reconciles and looks at what comes out.
fn with<T>(
    set: &CriteriaSet,
    figures: &str,
    published: &str,
    mut look: impl FnMut(&Reconciliation<'_>) -> T,
) -> T {
    let units = units(set, figures, published);
    let cases: Vec<UnitCase<'_>> = units
        .iter()
        .map(|unit| UnitCase {
            unit: &unit.unit,
            facts: &unit.facts,
        })
        .collect();
    look(&reconcile(set, &cases, Options::default()).unwrap())
}

/// Each joint reading that is left with the roundings it fits: `1.1=part: down/leaf`.
fn fitting(found: &Reconciliation<'_>) -> Vec<String> {
    let set = found.case.set;
    let name = |leaf: &usize, reading: &usize| {
        let node = &set.nodes[*leaf];
        let readings = &node.leaf.as_ref().unwrap().readings;
        let id = reading
            .checked_sub(1)
            .map_or("rule", |at| readings[at].id.as_str());
        format!("{}={id}", node.code)
    };
    let rounding = |at: &usize| {
        let rounding = found.roundings[*at].rounding;
        format!("{}/{}", rounding.mode.id(), rounding.at.id())
    };
    found
        .survivors()
        .iter()
        .filter(|survivor| !survivor.fitting.is_empty())
        .map(|survivor| {
            let leaves = survivor.leaves.iter().zip(survivor.readings);
            let names: Vec<String> = leaves.map(|(leaf, reading)| name(leaf, reading)).collect();
            let roundings: Vec<String> = survivor.fitting.iter().map(rounding).collect();
            format!("{}: {}", names.join(" "), roundings.join(" "))
        })
        .collect()
}

/// The roundings under which everything is reproduced.
fn roundings(found: &Reconciliation<'_>) -> Vec<String> {
    let fits = found
        .roundings
        .iter()
        .filter(|under| under.left().fitting > 0);
    fits.map(|under| format!("{}/{}", under.rounding.mode.id(), under.rounding.at.id()))
        .collect()
}

fn points(text: &str) -> Points {
    Points::new(text.parse().unwrap())
}
