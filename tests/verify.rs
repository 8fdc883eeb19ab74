//! Results worked out again: whatever is changed in a file is found, and what is not is not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "verify/flips.rs"]
mod flips;
#[path = "verify/inputs.rs"]
mod inputs;
#[path = "support/program.rs"]
mod program;
#[path = "verify/receipt.rs"]
mod receipt;
#[path = "verify/runs.rs"]
mod runs;

use std::path::{Path, PathBuf};

use parindex::verify::Carried;
use tempfile::TempDir;

use program::{done, parindex};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn example(name: &str) -> PathBuf {
    Path::new(ROOT).join("examples").join(name)
}

/// A folder of one's own with the smallest example as a submission, to which further lines of
/// the manifest are added.
fn smallest(more: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&example("toi-thieu"), folder.path());
    let manifest = format!(
        "unit: {{ code: xa-a, name: UBND xã A }}\ncriteria: bo-tieu-chi.yaml\nevidence: [minh-chung.csv]\n\
         figures: [so-lieu.csv]\nattachments: tep\n{more}"
    );
    std::fs::write(folder.path().join("parindex.yaml"), manifest).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// Whether a file is what its record gives.
fn matches(bytes: &[u8]) -> bool {
    let verified = Carried::read(bytes).map(|carried| carried.verify());
    matches!(verified, Ok(Ok(verified)) if verified.differences.is_empty())
}
