//! Documents that are open in an office program.

use std::fs;

use crate::{result, run_in, small, stderr};

#[test]
fn a_result_that_is_open_in_word_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let made = small(folder.path());
    let report = [
        "report",
        ".",
        "--as-of",
        "2025-01-10",
        "-q",
        "-o",
        "bao-cao.docx",
        "--force",
    ];
    let first = run_in(&made, &report);
    assert_eq!(first.status.code(), Some(0), "{}", stderr(&first));
    let before = fs::read(made.join("bao-cao.docx")).unwrap();
    for owner in ["~$o-cao.docx", "~$bao-cao.docx", ".~lock.bao-cao.docx#"] {
        fs::write(made.join(owner), "x").unwrap();
        let output = run_in(&made, &report);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains("bao-cao.docx: tệp đang mở"), "{said}");
        assert!(said.contains(&format!("xóa `{owner}`")), "{said}");
        assert!(fs::read(made.join("bao-cao.docx")).unwrap() == before);
        fs::remove_file(made.join(owner)).unwrap();
    }
    // The lock of another document says nothing, nor one beside a file that is new.
    fs::write(made.join("~$khac.docx"), "x").unwrap();
    assert_eq!(run_in(&made, &report).status.code(), Some(0));
    fs::remove_file(made.join("bao-cao.docx")).unwrap();
    fs::write(made.join("~$o-cao.docx"), "x").unwrap();
    assert_eq!(run_in(&made, &report).status.code(), Some(0));
}

/// The files that office programs leave beside are neither tables nor attachments.
#[test]
fn locks_are_no_inputs() {
    let folder = tempfile::tempdir().unwrap();
    let made = small(folder.path());
    let expected = result(&made, &[]);
    let manifest = made.join("parindex.yaml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(
        &manifest,
        text.replace("[minh-chung.csv]", "['*minh-chung.csv*']"),
    )
    .unwrap();
    for lock in ["~$minh-chung.csv", ".~lock.minh-chung.csv#"] {
        fs::write(made.join(lock), "\0\0").unwrap();
    }
    for entry in walkdir::WalkDir::new(made.join("tep")) {
        let entry = entry.unwrap();
        if entry.file_type().is_dir() {
            fs::write(entry.path().join("~$ke hoach.docx"), "x").unwrap();
            fs::write(entry.path().join(".~lock.ke hoach.docx#"), "x").unwrap();
        }
    }
    let found = result(&made, &[]);
    assert_eq!(found["diagnostics"], expected["diagnostics"]);
    assert_eq!(found["documents"], expected["documents"]);
    assert_eq!(
        found["inputs"].as_array().unwrap().len(),
        expected["inputs"].as_array().unwrap().len()
    );
}
