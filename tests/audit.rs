//! A province with planted inconsistencies: all of them are found, and nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "support/plain.rs"]
mod plain;

use std::path::{Path, PathBuf};
use std::process::Command;

use plain::plain;
use serde_json::{Map, Value, json};

const TABLES: [&str; 10] = [
    "--criteria",
    "bo-tieu-chi.yaml",
    "--evidence",
    "minh-chung.csv",
    "--figures",
    "so-lieu.csv",
    "--attachments",
    "tep",
    "--appraisals",
    "tham-dinh.csv",
];

fn province() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit/sau-xa")
}

fn audit(folder: &Path, arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .current_dir(folder)
        .args(["audit", "--format", "json", "--quiet", "--no-cache"])
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Findings as the expected ones are written, units by their codes.
fn told(audit: &Value) -> Vec<Value> {
    let units = audit["units"].as_array().unwrap();
    let code = |unit: &Value| {
        let unit = &units[usize::try_from(unit.as_u64().unwrap()).unwrap()];
        unit["unit"]["code"].as_str().unwrap().to_owned()
    };
    let points = |sides: &[Value]| {
        let sides = sides
            .iter()
            .map(|side| (code(&side["unit"]), side["points"].clone()));
        Value::Object(sides.collect::<Map<String, Value>>())
    };
    let treated = |all: &Value| -> Value {
        let all = all.as_array().unwrap().iter();
        all.map(|one| json!([code(&one["unit"]), one["criterion"]]))
            .collect()
    };
    let findings = audit["findings"].as_array().unwrap().iter();
    findings
        .map(|found| match found["kind"].as_str().unwrap() {
            "unequal" => json!({
                "kind": "unequal",
                "criterion": found["criterion"],
                "sides": points(found["sides"].as_array().unwrap()),
            }),
            "out_of_line" => json!({
                "kind": "out_of_line",
                "criterion": found["criterion"],
                "odd": points(std::slice::from_ref(&found["odd"])),
                "others": points(found["others"].as_array().unwrap()),
                "has_more_points": found["has_more_points"],
            }),
            "shared_attachment" => {
                let uses = found["uses"].as_array().unwrap().iter();
                let uses: Value = uses
                    .map(|one| json!([code(&one["unit"]), one["criterion"], one["file"]]))
                    .collect();
                json!({ "kind": "shared_attachment", "uses": uses })
            }
            _ => json!({
                "kind": "treated_differently",
                "document": found["document"],
                "refused": treated(&found["refused"]),
                "accepted": treated(&found["accepted"]),
            }),
        })
        .collect()
}

#[test]
fn what_was_planted_is_found_and_nothing_else() {
    let folder = province();
    let text = std::fs::read_to_string(folder.join("ket-qua.yaml")).unwrap();
    let wanted: Vec<Value> = serde_saphyr::from_str(&text).unwrap();
    let found = told(&audit(&folder, &TABLES));
    assert_eq!(
        found.iter().map(plain).collect::<Vec<_>>(),
        wanted.iter().map(plain).collect::<Vec<_>>()
    );
}

/// Without points that anybody gave there is nothing to compare; what was attached twice stays.
#[test]
fn computed_points_are_never_inconsistent() {
    let found = told(&audit(&province(), &TABLES[..8]));
    let kinds: Vec<&Value> = found.iter().map(|found| &found["kind"]).collect();
    assert_eq!(kinds, ["shared_attachment"]);
}

/// The same unit twice with one attachment is no finding: only other units and years are.
#[test]
fn a_unit_may_attach_one_file_for_several_leaves() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/phu-my-2023");
    let found = told(&audit(&folder, &["."]));
    assert_eq!(found, Vec::<Value>::new());
}
