//! Spreadsheets made to do harm, or harmed: each costs no more than itself, is told by its name,
//! and never brings a panic. All are made here, none is stored.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "hostile/books.rs"]
mod books;
#[path = "hostile/mutants.rs"]
mod mutants;
#[path = "support/ods.rs"]
mod ods;
#[path = "support/sheets.rs"]
mod sheets;

use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// What a run over one hostile file may take, on a slow and busy machine, built without
/// optimisation.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a run may take of memory, in kilobytes: ten times what it takes of a table that fills
/// every limit would be no limit.
const MEMORY: u64 = 3 << 20;

/// Limits that are reached sooner than those that hold without a word.
const LIMITS: [&str; 2] = ["workbook=16MB", "workbook-cells=500000"];

/// Scores a submission whose figures are these bytes.
fn score(name: &str, bytes: &[u8]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write(
        "bo-tieu-chi.yaml",
        include_bytes!("office/bo-tieu-chi.yaml"),
    );
    let manifest = format!("criteria: bo-tieu-chi.yaml\nfigures: [\"{name}\"]\n");
    write("parindex.yaml", manifest.as_bytes());
    write(name, bytes);
    run(folder.path())
}

fn run(folder: &Path) -> Output {
    let start = Instant::now();
    let limits = LIMITS.iter().flat_map(|limit| ["--limit", limit]);
    let output = limited()
        .arg("score")
        .arg(folder)
        .args(limits)
        .output()
        .unwrap();
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("panicked"), "{stderr}");
    let code = output.status.code();
    assert!(matches!(code, Some(0 | 2 | 3)), "{code:?}: {stderr}");
    output
}

/// The program, with a limit on its memory where the system can set one.
fn limited() -> Command {
    let program = env!("CARGO_BIN_EXE_parindex");
    if !cfg!(target_os = "linux") {
        return Command::new(program);
    }
    let mut shell = Command::new("sh");
    let script = format!("ulimit -v {MEMORY} && exec \"$0\" \"$@\"");
    shell.args(["-c", &script, program]);
    shell
}

/// Asserts that a file is refused, with its name and these words.
fn refused(name: &str, bytes: &[u8], words: &str) {
    let output = score(name, bytes);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{name}: {stderr}");
    assert!(output.stdout.is_empty());
    assert!(stderr.contains(words), "{name}: no `{words}` in {stderr}");
    assert!(stderr.contains(name), "{name}: {stderr}");
}

/// Asserts that a file is read.
fn scored(name: &str, bytes: &[u8], points: &str) {
    let output = score(name, bytes);
    let stderr = String::from_utf8_lossy(&output.stderr);
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{name}: {stderr}");
    let total = stdout.lines().find(|line| line.contains("Tổng"));
    let total = total.unwrap_or_default();
    assert!(total.contains(points), "{name}: {total}");
}
