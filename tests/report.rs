//! The papers people hand in: read back and compared with the JSON of the same computation, and
//! with the published plan of Phú Mỹ.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "report/appraisal.rs"]
mod appraisal;
#[path = "report/docx.rs"]
mod docx;
#[path = "report/files.rs"]
mod files;
#[path = "report/missing.rs"]
mod missing;
#[path = "report/phu_my.rs"]
mod phu_my;
#[path = "report/sides.rs"]
mod sides;
#[path = "report/supplement.rs"]
mod supplement;
#[path = "report/workbook.rs"]
mod workbook;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// In the year after the assessed one, as the published plan was.
const DAY: &str = "2024-08-22";

fn phu_my() -> PathBuf {
    Path::new(ROOT).join("examples/phu-my-2023")
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parindex"))
        .args(arguments)
        .current_dir(ROOT)
        .output()
        .unwrap()
}

/// What a run prints that must end well.
fn printed(arguments: &[&str]) -> Vec<u8> {
    let output = run(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    output.stdout
}

fn report(kind: &str, format: &str, more: &[&str]) -> Vec<u8> {
    let folder = phu_my();
    let folder = folder.to_str().unwrap();
    let start = [
        "report", folder, "--kind", kind, "--format", format, "--as-of", DAY,
    ];
    printed(&[&start[..], more].concat())
}

/// The result that every paper is made of.
fn json() -> Value {
    serde_json::from_slice(&report("self", "json", &[])).unwrap()
}

/// The nodes of the result by code.
fn nodes(result: &Value) -> BTreeMap<String, Value> {
    let nodes = result["nodes"].as_array().unwrap().iter();
    nodes
        .map(|node| (node["code"].as_str().unwrap().to_owned(), node.clone()))
        .collect()
}

/// A JSON number as Vietnamese papers write it.
fn vi(number: &Value) -> String {
    number.to_string().replace('.', ",")
}
