//! Results that the program writes are valid, and between them say all that the schema names.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use parindex::schema::Kind;
use serde_json::{Value, json};

use crate::keys::{properties, seen};
use crate::{ROOT, faults, schema, validator};

/// Each example, with what a run of it needs.
pub(crate) const EXAMPLES: [(&str, &[&str]); 5] = [
    ("examples/mot-cua-2023", &[]),
    (
        "examples/phu-my-2023",
        &["--assume-pending", "80", "--as-of", "2024-08-22"],
    ),
    (
        "examples/toi-thieu",
        &[
            "--criteria",
            "examples/toi-thieu/bo-tieu-chi.yaml",
            "--evidence",
            "examples/toi-thieu/minh-chung.csv",
            "--figures",
            "examples/toi-thieu/so-lieu.csv",
            "--attachments",
            "examples/toi-thieu/tep",
        ],
    ),
    ("examples/qd-766-phu-tho-2026", &["--unit", "H44.125"]),
    ("examples/so-sanh/nay", &[]),
];

fn result(folder: &Path, arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .current_dir(folder)
        .args(["score", "--format", "json", "--quiet"])
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}: {said}",
        folder.display()
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

pub(crate) fn folders(folder: &str) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(Path::new(ROOT).join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn results() -> Vec<(String, Value)> {
    let mut results = Vec::new();
    for (example, arguments) in EXAMPLES {
        let mut all = arguments.to_vec();
        if !arguments.contains(&"--criteria") {
            all.insert(0, example);
        }
        results.push((example.to_owned(), result(Path::new(ROOT), &all)));
    }
    for case in folders("tests/cases") {
        let arguments = std::fs::read_to_string(case.join("tham-so.txt")).unwrap_or_default();
        let arguments: Vec<&str> = arguments.lines().filter(|line| !line.is_empty()).collect();
        results.push((case.display().to_string(), result(&case, &arguments)));
    }
    results.push(("a workbook".to_owned(), of_a_workbook()));
    let mut what_if = vec!["examples/phu-my-2023"];
    what_if.extend(["--assume", "1.1.3.hoan_thanh=7"]);
    what_if.extend(["--attach", "2.3.1/bao-cao-ra-soat"]);
    results.push(("what if".to_owned(), result(Path::new(ROOT), &what_if)));
    results
}

/// The smallest example with its figures in a workbook, and a row in it that nothing uses.
pub(crate) fn of_a_workbook() -> Value {
    let folder = tempfile::tempdir().unwrap();
    let table = std::fs::read(Path::new(ROOT).join("examples/toi-thieu/so-lieu.csv")).unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Số liệu").unwrap();
    let mut last = 0;
    for record in csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(&table[..])
        .records()
    {
        for (column, cell) in (0..).zip(record.unwrap().iter()) {
            sheet.write_string(last, column, cell).unwrap();
        }
        last += 1;
    }
    sheet.write_string(last, 0, "9.9").unwrap();
    sheet.write_string(last, 1, "a").unwrap();
    sheet.write_number(last, 2, 1.0).unwrap();
    book.save(folder.path().join("so-lieu.xlsx")).unwrap();
    let example = Path::new(ROOT).join("examples/toi-thieu");
    let [set, evidence, attachments] = ["bo-tieu-chi.yaml", "minh-chung.csv", "tep"]
        .map(|name| example.join(name).display().to_string());
    let arguments = [
        "--criteria",
        &set,
        "--evidence",
        &evidence,
        "--attachments",
        &attachments,
        "--figures",
        "so-lieu.xlsx",
    ];
    result(folder.path(), &arguments)
}

#[test]
fn every_example_is_scored_here() {
    for folder in folders("examples") {
        let known = EXAMPLES
            .iter()
            .any(|(example, _)| Path::new(ROOT).join(example).starts_with(&folder));
        assert!(known, "{}", folder.display());
    }
}

#[test]
fn results_are_valid_and_say_all_that_the_schema_names() {
    let (schema, validator) = (schema(Kind::Result), validator(Kind::Result));
    let mut said = BTreeSet::new();
    for (name, result) in results() {
        let found = faults(&validator, &result);
        assert!(found.is_empty(), "{name}: {found:#?}");
        seen(&schema, &result, &mut said);
    }
    let unsaid: Vec<_> = properties(&schema).difference(&said).cloned().collect();
    assert!(unsaid.is_empty(), "no result has {unsaid:#?}");
}

/// A result with a key more, or one fewer, or a name that the schema does not know, is refused.
#[test]
fn the_schema_of_results_is_closed() {
    let validator = validator(Kind::Result);
    let whole = result(Path::new(ROOT), &["examples/phu-my-2023"]);
    let mut objects = Vec::new();
    places("", &whole, &mut objects);
    for place in objects {
        let mut more = whole.clone();
        let object = more
            .pointer_mut(&place)
            .and_then(Value::as_object_mut)
            .unwrap();
        object.insert("moi".to_owned(), json!(1));
        assert!(!validator.is_valid(&more), "{place}");
    }
    for key in [
        "/total/bonus",
        "/nodes/0/status",
        "/losses/0/cause",
        "/documents/0/state",
        "/as_of",
    ] {
        let (object, name) = key.rsplit_once('/').unwrap();
        let mut fewer = whole.clone();
        let object = fewer
            .pointer_mut(object)
            .and_then(Value::as_object_mut)
            .unwrap();
        object.remove(name).unwrap();
        assert!(!validator.is_valid(&fewer), "{key}");
        let mut other = whole.clone();
        *other.pointer_mut(key).unwrap() = json!("khac");
        assert!(!validator.is_valid(&other), "{key}");
    }
}

/// The places of all objects.
fn places(place: &str, value: &Value, objects: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            objects.push(place.to_owned());
            for (key, value) in map {
                places(&format!("{place}/{key}"), value, objects);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(&format!("{place}/{index}"), item, objects);
            }
        }
        _ => {}
    }
}
