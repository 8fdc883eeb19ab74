//! A workbook that is filled in and saved as CSV, as the loaders of tables read it.

use std::collections::BTreeMap;
use std::sync::Arc;

use calamine::Data;
use parindex::criteria::documents::Issued;
use parindex::criteria::figures::{Figure, Kind};
use parindex::criteria::model::CriteriaSet;
use parindex::diagnostic::{Problems, SourceFile};
use parindex::evidence::cells::Unit;
use parindex::evidence::columns;
use parindex::evidence::facts::Facts;
use parindex::evidence::figure_names::NOT_APPLICABLE;
use parindex::evidence::load::{Select, Tables, load};
use parindex::evidence::manifest::Manifest;
use parindex::evidence::reading::Reading;
use parindex::report::blank::rows::{self, FigureRow, Takes};
use parindex::tables::{self, table::Table};
use parindex::text::dates;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::{cells, column, run_in, sets, workbook};

/// A sheet as a table with semicolons; `fill` gives what is typed into a row below headers.
fn table(
    bytes: &[u8],
    sheet: &str,
    fill: &dyn Fn(usize) -> BTreeMap<&'static str, String>,
) -> Table {
    let cells = cells(bytes, sheet);
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::new());
    for (index, row) in cells.iter().enumerate() {
        let shown = row.iter().map(|cell| match cell {
            // A deadline, which nothing reads.
            Data::DateTime(_) => "31/12/2024".to_owned(),
            cell => cell.to_string(),
        });
        let mut shown: Vec<String> = shown.collect();
        let typed = index.checked_sub(1).map(fill).unwrap_or_default();
        for (header, value) in typed {
            shown[column(&cells, header)] = value;
        }
        writer.write_record(shown).unwrap();
    }
    let (file, bad) = SourceFile::new(sheet, &writer.into_inner().unwrap());
    assert_eq!(bad, None);
    let problems = Problems::default();
    let known = |header: &str| columns::meaning(header).is_some();
    tables::of_text(&Arc::new(file), &known, &problems).unwrap()
}

/// The facts of the filled workbook; no loader may have anything to say.
fn facts(set: &CriteriaSet, tables: &Tables) -> Facts {
    let problems = Problems::default();
    let unit = Unit::default();
    let mut units = load(
        set,
        tables,
        None,
        &Reading::default(),
        Select::One(&unit),
        &problems,
    );
    let said = problems.into_sorted();
    assert!(said.is_empty(), "{}: {said:#?}", set.id);
    units.remove(0).facts
}

#[test]
fn an_untouched_workbook_states_nothing() {
    for set in sets() {
        let bytes = workbook(&set, &Manifest::default());
        let nothing = |_| BTreeMap::new();
        let sheet = |name| vec![table(&bytes, name, &nothing)];
        let tables = Tables {
            evidence: sheet("Minh chứng"),
            figures: sheet("Số liệu"),
            claims: sheet("Tự chấm"),
            appraisals: Vec::new(),
            published: Vec::new(),
            register: None,
            survey: Vec::new(),
        };
        let facts = facts(&set, &tables);
        assert!(facts.common.is_empty(), "{}", set.id);
        for said in facts.leaves.values() {
            let mut rows = said.evidence.values().flatten();
            assert!(rows.all(|row| !row.declared && row.issued.is_none()));
            assert!(said.figures.is_empty() && said.claim.is_none());
            assert!(said.explanation.is_none() && said.not_applicable.is_none());
        }
    }
}

/// The whole result is that of the CSV tables but for the files it was read from.
#[test]
fn an_untouched_workbook_is_scored_as_the_tables_are() {
    for set in ["an-giang-xa-2023", "qd-766-cap-xa", "papi-tinh"] {
        let folder = tempfile::tempdir().unwrap();
        let scored = |name: &str, tables: &str| {
            let init = ["init", name, "--criteria", set, "--tables", tables];
            assert_eq!(run_in(folder.path(), &init).status.code(), Some(0));
            let output = run_in(folder.path(), &["score", name, "--format", "json"]);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!((output.status.code(), &*said), (Some(0), ""), "{set}");
            let mut result: Value = serde_json::from_slice(&output.stdout).unwrap();
            let inputs = result["inputs"].take();
            assert!(!inputs.as_array().unwrap().is_empty());
            // It holds the files and the places in them.
            assert!(result["record"].take().is_object());
            forget_places(&mut result);
            result
        };
        assert_eq!(scored("bang-tinh", "xlsx"), scored("bang", "csv"), "{set}");
    }
}

/// Takes out where things were read.
fn forget_places(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.remove("place");
            map.values_mut().for_each(forget_places);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_places),
        _ => {}
    }
}

#[test]
fn documents_are_known_by_the_names_they_have_there() {
    for set in sets() {
        let documents = rows::documents(&set);
        let fill = |row: usize| {
            let document = documents[row].document;
            let kind = document.types.first().map_or("CV", String::as_str);
            let issued = match document.issued {
                Issued::Within(from, by) => from.or(by).unwrap_or(set.period.0),
                _ => set.period.0,
            };
            BTreeMap::from([
                ("Số, ký hiệu", format!("{}/{kind}-UBND", row + 1)),
                ("Ngày ban hành", dates::short(issued)),
                ("Giải trình", format!("vì {row}")),
            ])
        };
        let bytes = workbook(&set, &Manifest::default());
        let tables = Tables {
            evidence: vec![table(&bytes, "Minh chứng", &fill)],
            ..Tables::default()
        };
        let problems = Problems::default();
        let unit = Unit::default();
        let units = load(
            &set,
            &tables,
            None,
            &Reading::default(),
            Select::One(&unit),
            &problems,
        );
        // A date may still miss the period, where the steps of a deadline judge it.
        let said = problems
            .into_sorted()
            .into_iter()
            .map(|said| said.code.id());
        let said: Vec<&str> = said.filter(|code| *code != "date_outside_period").collect();
        assert_eq!(said, Vec::<&str>::new(), "{}", set.id);
        for (row, asked) in documents.iter().enumerate() {
            for (leaf, ..) in &asked.leaves {
                let said = &units[0].facts.leaves[leaf];
                let own = &said.evidence[&asked.document.id];
                let number = own[0].number.as_deref().unwrap();
                assert!(own.len() == 1 && number.starts_with(&format!("{}/", row + 1)));
                assert!(said.explanation.is_some());
            }
        }
    }
}

/// A value that a figure can have, as it is typed.
fn value(row: &FigureRow<'_>) -> String {
    let of = |figure: &Figure| {
        let value = figure.max.or(figure.min).unwrap_or(Decimal::ONE);
        match figure.kind {
            Kind::Percent => format!("{}%", value * Decimal::ONE_HUNDRED),
            Kind::YesNo => "Có".to_owned(),
            Kind::Date => "05/03/2024".to_owned(),
            Kind::Count | Kind::Number | Kind::Money => value.to_string(),
        }
    };
    match &row.takes {
        Takes::Value(figure) => of(figure),
        Takes::Level(levels) => levels[0].name.clone(),
        Takes::Stated(max, []) | Takes::Awarded(max) => max.to_string(),
        Takes::Stated(_, choices) => choices[0].decimal_text(9).unwrap(),
        Takes::Reason => "Không phát sinh nhiệm vụ".to_owned(),
    }
}

#[test]
fn figures_are_known_by_the_names_they_have_there() {
    for set in sets() {
        let figures = rows::figures(&set);
        let fill = |row: usize| BTreeMap::from([("Giá trị", value(&figures[row]))]);
        let bytes = workbook(&set, &Manifest::default());
        let tables = Tables {
            figures: vec![table(&bytes, "Số liệu", &fill)],
            ..Tables::default()
        };
        let facts = facts(&set, &tables);
        for row in &figures {
            let stated = match row.leaf {
                None => facts.common.contains_key(&row.id),
                Some((leaf, _)) if row.id == NOT_APPLICABLE => {
                    facts.leaves[&leaf].not_applicable.is_some()
                }
                Some((leaf, _)) => facts.leaves[&leaf].figures.contains_key(&row.id),
            };
            assert!(stated, "{}: {} {}", set.id, row.code(), row.id);
        }
    }
}

#[test]
fn claims_are_read_and_the_total_compared() {
    for set in sets() {
        let leaves: Vec<_> = set.leaves().map(|(_, node, _)| node.max).collect();
        let fill = |row: usize| match leaves.get(row) {
            Some(max) => BTreeMap::from([("Điểm tự chấm", max.to_string())]),
            None => BTreeMap::from([("Điểm tự chấm", String::new())]),
        };
        let bytes = workbook(&set, &Manifest::default());
        let tables = Tables {
            claims: vec![table(&bytes, "Tự chấm", &fill)],
            ..Tables::default()
        };
        let facts = facts(&set, &tables);
        for (leaf, node, _) in set.leaves() {
            let claim = facts.leaves[&leaf].claim.as_deref().unwrap();
            assert_eq!(claim.0, node.max, "{} {}", set.id, node.code);
        }
    }
}
