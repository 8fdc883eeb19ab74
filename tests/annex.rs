//! The annex of a decision becomes a set: every folder of `tests/annex/` holds a table,
//! `phu-luc.*`, and what comes of it: the set in `bo-tieu-chi.yaml`, or in `loi.txt` why there
//! is none. `lenh.txt` has what is said beside the table. And every set that is exported as a
//! table is the same set when it is imported again.
//!
//! `PARINDEX_BLESS=1 cargo test --test annex` writes what comes of it anew; read it against the
//! table before it is committed. On a build server that is refused.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use parindex::annex::import::{Said, import, is_known};
use parindex::diagnostic::{Problems, SourceFile};
use parindex::tables;
use parindex::text::fold;
use parindex::yaml::{self, Value};
use proptest::prelude::*;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
    command
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn folders() -> Vec<PathBuf> {
    let all = std::fs::read_dir(Path::new(ROOT).join("tests/annex")).unwrap();
    let mut folders: Vec<PathBuf> = all.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn table_of(folder: &Path) -> String {
    let mut files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let table = files.find(|name| name.to_string_lossy().starts_with("phu-luc."));
    table.expect("a table").to_string_lossy().into_owned()
}

#[test]
fn annexes_become_sets() {
    let bless = std::env::var_os("PARINDEX_BLESS").is_some();
    assert!(
        !bless || std::env::var_os("CI").is_none(),
        "blessing is for people"
    );
    for folder in folders() {
        let said = std::fs::read_to_string(folder.join("lenh.txt")).unwrap_or_default();
        let table = table_of(&folder);
        let mut arguments = vec!["criteria", "import", table.as_str()];
        arguments.extend(said.split_whitespace());
        let output = run(&folder, &arguments);
        let made = String::from_utf8(output.stdout).unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        let (file, found, code) = if folder.join("loi.txt").exists() {
            assert_eq!(made, "", "{}", folder.display());
            ("loi.txt", told, 2)
        } else {
            ("bo-tieu-chi.yaml", made, 0)
        };
        assert_eq!(
            output.status.code(),
            Some(code),
            "{}: {found}",
            folder.display()
        );
        if bless {
            std::fs::write(folder.join(file), &found).unwrap();
        }
        let expected = std::fs::read_to_string(folder.join(file)).unwrap();
        assert_eq!(found, expected, "{}", folder.display());
        if code == 0 {
            let checked = run(&folder, &["check", "bo-tieu-chi.yaml", "--quiet"]);
            let said = String::from_utf8(checked.stdout).unwrap();
            assert!(
                said.contains("chỗ cần xem lại"),
                "{}: {said}",
                folder.display()
            );
        }
    }
}

/// Text tidied, keys in order: what a set is, however it is written.
fn plain(value: &Value) -> serde_json::Value {
    match value {
        Value::Nothing => serde_json::Value::Null,
        Value::Scalar(text) => fold::tidy(text).into(),
        Value::List(items) => items.iter().map(plain).collect(),
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| (key.clone(), plain(value)));
            serde_json::to_value(entries.collect::<BTreeMap<_, _>>()).unwrap()
        }
    }
}

fn read(text: &str) -> serde_json::Value {
    let (file, _) = SourceFile::new("bo-tieu-chi.yaml", text.as_bytes());
    let problems = Problems::default();
    let node = yaml::parse(&Arc::new(file), &problems).unwrap();
    plain(&Value::of(&node))
}

/// Where two sets differ.
fn differences(a: &serde_json::Value, b: &serde_json::Value, at: &str, found: &mut Vec<String>) {
    use serde_json::Value::{Array, Null, Object};
    match (a, b) {
        (Object(a), Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                let of = |map: &serde_json::Map<_, _>| map.get(key).cloned().unwrap_or(Null);
                differences(&of(a), &of(b), &format!("{at}/{key}"), found);
            }
        }
        (Array(a), Array(b)) if a.len() == b.len() => {
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                differences(a, b, &format!("{at}/{index}"), found);
            }
        }
        _ if a == b => {}
        _ => found.push(format!("{at}: {a} != {b}")),
    }
}

fn sets() -> Vec<PathBuf> {
    let root = Path::new(ROOT);
    let mut sets: Vec<PathBuf> = Vec::new();
    let mut folders: Vec<PathBuf> = [
        "criteria",
        "examples",
        "tests/cases",
        "tests/register",
        "tests/ranking",
    ]
    .iter()
    .map(|folder| root.join(folder))
    .collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "yaml")
            {
                let text = std::fs::read_to_string(&path).unwrap();
                if text.contains("schema: parindex/criteria/v1") {
                    sets.push(path);
                }
            }
        }
    }
    sets.sort();
    sets
}

#[test]
fn an_exported_set_is_the_same_set_when_it_is_imported() {
    let folder = tempfile::tempdir().unwrap();
    let all = sets();
    assert!(all.len() > 40, "sets of the tests are found: {}", all.len());
    for set in all {
        let path = set.to_str().unwrap();
        let written = read(&std::fs::read_to_string(&set).unwrap());
        let tables: [(&str, &[&str]); 4] = [
            ("bang.csv", &[]),
            ("bang-vi.csv", &["--csv", "excel-vi"]),
            ("bang.xlsx", &[]),
            ("table.xlsx", &["--lang", "en"]),
        ];
        for (table, flags) in tables {
            let mut arguments = vec![
                "criteria", "export", path, "-o", table, "--force", "--quiet",
            ];
            arguments.extend(flags);
            let exported = run(folder.path(), &arguments);
            assert_eq!(exported.status.code(), Some(0), "{path}: {exported:?}");
            let imported = run(folder.path(), &["criteria", "import", table]);
            let told = String::from_utf8_lossy(&imported.stderr).into_owned();
            assert_eq!(imported.status.code(), Some(0), "{path} {table}: {told}");
            let again = read(&String::from_utf8(imported.stdout).unwrap());
            let mut differs = Vec::new();
            differences(&written, &again, "", &mut differs);
            assert!(differs.is_empty(), "{path} {table}: {differs:#?}");
        }
    }
}

#[test]
fn words_that_were_edited_beside_their_key_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let set = Path::new(ROOT).join("examples/toi-thieu/bo-tieu-chi.yaml");
    let set = set.to_str().unwrap();
    assert_eq!(
        run(
            folder.path(),
            &["criteria", "export", set, "-o", "bang.csv"]
        )
        .status
        .code(),
        Some(0)
    );
    let table = folder.path().join("bang.csv");
    let text = std::fs::read_to_string(&table).unwrap();
    let edited = text.replacen("(BC)", "(KH)", 1);
    assert_ne!(text, edited);
    std::fs::write(&table, edited).unwrap();
    let imported = run(
        folder.path(),
        &["criteria", "import", "bang.csv", "--lang", "en"],
    );
    assert_eq!(imported.status.code(), Some(2));
    let told = String::from_utf8(imported.stderr).unwrap();
    assert!(
        told.contains("the cell of evidence and the cell `documents` of this row differ"),
        "{told}"
    );
}

/// Cells as annexes have them, and others.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,2}(\\.[0-9]{1,2}){0,2}",
        "[IVXABab]{1,3}[.)]?",
        "[0-9],[0-9]",
        Just(String::new()),
        Just("100%: 1 điểm".to_owned()),
        Just("Mỗi mô hình 0,5 điểm; tối đa 1".to_owned()),
        Just("Từ 80% đến dưới 100%: tỷ lệ x 1".to_owned()),
        Just("Trong tháng 02: 1; trước ngày 1/1: 0,5; năm 2024".to_owned()),
        Just("Kế hoạch; 04 báo cáo hoặc Quyết định".to_owned()),
        Just("{ deduct: { value: a, points: 1 } }".to_owned()),
        Just("[{ id: a, name: b }]".to_owned()),
        "\\PC{0,20}",
    ]
}

proptest! {
    /// Whatever a table holds, there is a set that loads or a reason.
    #[test]
    fn any_table_gives_a_set_or_a_reason(
        rows in prop::collection::vec(prop::collection::vec(cell(), 7), 0..12),
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["STT", "Tiêu chí", "Điểm tối đa", "Tài liệu", "Cách chấm", "rule", "documents"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let (file, _) = SourceFile::new("phu-luc.csv", &writer.into_inner().unwrap());
        let problems = Problems::default();
        let said = Said { year: Some(2025), province: Some("Minh họa".to_owned()), ..Said::default() };
        let table = tables::of_text(&Arc::new(file), &is_known, &problems);
        let made = table.and_then(|mut table| import(&mut table, &said, "bo.yaml", &problems));
        prop_assert_eq!(made.is_none(), problems.any_error());
    }
}
