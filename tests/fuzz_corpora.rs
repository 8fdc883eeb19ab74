//! The corpora of the fuzz targets, replayed through what the targets run: a finding stays found
//! without a fuzzer. `fuzz/README.md` says how they come about.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    unreachable_pub,
    reason = "a test fails by panicking, and the targets are another crate's"
)]

#[path = "../fuzz/bodies/lib.rs"]
mod bodies;

use std::path::Path;

/// Runs a target over its corpus. Some inputs must be read to their end and some refused: a
/// corpus of which all is refused says nothing of what comes behind.
fn replay(target: &str, run: fn(&[u8]) -> bool) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder.join("fuzz/corpus").join(target);
    let (mut read, mut refused) = (0, 0);
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        println!("{}", path.display());
        let input = std::fs::read(&path).unwrap();
        let count = if run(&input) { &mut read } else { &mut refused };
        *count += 1;
    }
    assert!(
        read > 2 && refused > 2,
        "of {} only {read} inputs were read and {refused} refused",
        folder.display()
    );
}

#[test]
fn criteria_sets() {
    replay("criteria_set", bodies::criteria_set::run);
}

#[test]
fn tables() {
    replay("tables", bodies::tables::run);
}

#[test]
fn expressions() {
    replay("expression", bodies::expression::run);
}

#[test]
fn attachments() {
    replay("attachment", bodies::attachment::run);
}

#[test]
fn every_corpus_is_replayed() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let names = std::fs::read_dir(corpora).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(
        names,
        ["attachment", "criteria_set", "expression", "tables"]
    );
}
