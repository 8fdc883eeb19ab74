//! A submission is understood in the same way wherever it was made and wherever it is scored:
//! line ends, names, letters of another case, archives; and what is written can be copied to
//! any system.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod portable {
    mod console;
    mod line_ends;
    mod names;
    mod open_elsewhere;
}

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PROGRAM: &str = env!("CARGO_BIN_EXE_parindex");

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(folder);
    command.output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A copy of a folder, each file as `change` makes it.
fn copy(from: &Path, to: &Path, change: &dyn Fn(&Path, Vec<u8>) -> Vec<u8>) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            let bytes = fs::read(entry.path()).unwrap();
            fs::write(target, change(entry.path(), bytes)).unwrap();
        }
    }
}

/// A submission by the smallest set of the examples, in a folder of its own.
fn small(folder: &Path) -> PathBuf {
    let made = folder.join("xa");
    let example = Path::new(ROOT).join("examples/toi-thieu");
    copy(&example, &made, &|_, bytes| bytes);
    fs::write(
        made.join("parindex.yaml"),
        "criteria: bo-tieu-chi.yaml\nevidence: [minh-chung.csv]\nfigures: [so-lieu.csv]\nattachments: tep\n",
    )
    .unwrap();
    made
}

fn result(folder: &Path, arguments: &[&str]) -> serde_json::Value {
    let asked = [&["score", ".", "--format", "json"], arguments].concat();
    let output = run_in(folder, &asked);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}
