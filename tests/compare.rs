//! What changed between two results, worked out by hand; and that parts always add up.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "compare/across.rs"]
mod across;
#[path = "support/program.rs"]
mod program;
#[path = "compare/rankings.rs"]
mod rankings;
#[path = "compare/sums.rs"]
mod sums;
#[path = "compare/unit.rs"]
mod unit;

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use program::{done, parindex};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let text = done(folder, &[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&text).unwrap()
}

/// A folder with the sets of `tests/compare/`.
fn place() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(Path::new(ROOT).join("tests/compare")).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    folder
}

/// A submission below a folder, with no attachments folder: files are not looked for.
fn submission(folder: &Path, name: &str, set: &str, evidence: &str, figures: &str) {
    let own = folder.join(name);
    std::fs::create_dir_all(&own).unwrap();
    let write = |file: &str, text: &str| std::fs::write(own.join(file), text).unwrap();
    write(
        "parindex.yaml",
        &format!(
            "unit: {{ code: {name}, name: UBND {name} }}\ncriteria: ../{set}\n\
             evidence: [minh-chung.csv]\nfigures: [so-lieu.csv]\n"
        ),
    );
    write(
        "minh-chung.csv",
        &format!("tieu_chi,tai_lieu,so_ky_hieu,giai_trinh\n{evidence}"),
    );
    write(
        "so-lieu.csv",
        &format!("tieu_chi,so_lieu,gia_tri\n{figures}"),
    );
}

/// The leaf with this code, of the only change.
fn leaf<'v>(compared: &'v Value, code: &str) -> &'v Value {
    let leaves = compared["changes"][0]["leaves"].as_array().unwrap();
    let found = leaves.iter().find(|leaf| leaf["code"] == code);
    found.unwrap_or_else(|| panic!("{code}: {compared:#}"))
}

/// A number as it is written.
fn text(value: &Value) -> String {
    value.to_string().trim_matches('"').to_owned()
}
