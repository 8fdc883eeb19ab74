//! The schemas that `parindex schema` prints, held against the readers, the files that people
//! write and the results that are written: neither side can change without the other.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "schema/files.rs"]
mod files;
#[path = "schema/keys.rs"]
mod keys;
#[path = "schema/mutations.rs"]
mod mutations;
#[path = "schema/outputs.rs"]
mod outputs;
#[path = "schema/refusals.rs"]
mod refusals;
#[path = "schema/results.rs"]
mod results;
#[path = "schema/wordings.rs"]
mod wordings;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jsonschema::Validator;
use parindex::criteria::read;
use parindex::diagnostic::{Code, Diagnostic, Problems, SourceFile};
use parindex::evidence::manifest::Manifest;
use parindex::schema::Kind;
use parindex::text::lang::Lang;
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn schema(kind: Kind) -> Value {
    kind.schema(Lang::En).to_value()
}

fn validator(kind: Kind) -> Validator {
    let schema = schema(kind);
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

/// What a validator finds, a line each.
fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    let errors = validator.iter_errors(value);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

/// A file as a validator sees it; `None` where it is no YAML, or has a key twice.
fn parsed(path: &Path) -> Option<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    serde_saphyr::from_str(text).ok()
}

/// What the program's reader says of a set or a manifest.
fn read(kind: Kind, text: &[u8]) -> Vec<Diagnostic> {
    let (file, _) = SourceFile::new("tep.yaml", text);
    let (file, problems) = (Arc::new(file), Problems::default());
    match kind {
        Kind::Criteria => drop(read::read(&file, None, &problems)),
        _ => drop(Manifest::read(&file, &problems)),
    }
    problems.into_sorted()
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<Code> {
    diagnostics.iter().map(|found| found.code).collect()
}

/// All files below a folder of the repository whose name ends so, in order.
fn below(folder: &str, end: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(Path::new(ROOT).join(folder))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.to_string_lossy().ends_with(end))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{folder}");
    paths
}

/// The document that has every key of its kind.
fn complete(kind: Kind) -> Value {
    parsed(&complete_path(kind)).unwrap()
}

fn complete_path(kind: Kind) -> PathBuf {
    let name = match kind {
        Kind::Criteria => "bo-tieu-chi.yaml",
        _ => "parindex.yaml",
    };
    Path::new(ROOT).join("tests/schema").join(name)
}
