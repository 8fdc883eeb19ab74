//! Receipts held against the submission as it is now: what came later is named.

use std::path::Path;

use crate::{done, parindex, smallest};

fn received(folder: &Path) {
    let kind = ["--kind", "receipt", "--format", "json", "-q"];
    let out = ["-o", "tiep-nhan.json", "--as-of", "2025-01-20"];
    done(folder, &[&["report", "."], &kind[..], &out[..]].concat());
}

fn held(folder: &Path) -> (Option<i32>, String) {
    let output = parindex(folder, &["verify", "tiep-nhan.json", "--inputs", "."]);
    let said = String::from_utf8(output.stdout).unwrap();
    (output.status.code(), said)
}

#[test]
fn a_submission_that_is_as_it_was_received_matches() {
    let folder = smallest("");
    received(folder.path());
    let (code, said) = held(folder.path());
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("đúng như đã nhận ngày 20/01/2025"), "{said}");
}

#[test]
fn what_came_later_changed_or_is_gone_is_named() {
    let folder = smallest("");
    received(folder.path());
    let tep = folder.path().join("tep");
    std::fs::write(tep.join("nop-sau.txt"), "nộp sau\n").unwrap();
    std::fs::rename(tep.join("ke-hoach.docx"), tep.join("khac.docx")).unwrap();
    let table = folder.path().join("so-lieu.csv");
    let text = std::fs::read_to_string(&table).unwrap();
    std::fs::write(&table, text.replace("hoan_thanh,8", "hoan_thanh,9")).unwrap();
    let (code, said) = held(folder.path());
    assert_eq!(code, Some(1), "{said}");
    for line in [
        "đã đổi: so-lieu.csv",
        "thiếu: ke-hoach.docx",
        "mới: khac.docx",
        "mới: nop-sau.txt",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert_eq!(said.lines().count(), 5, "{said}");
}

#[test]
fn a_receipt_alone_says_what_is_needed() {
    let folder = smallest("");
    received(folder.path());
    let output = parindex(folder.path(), &["verify", "tiep-nhan.json"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("--inputs"), "{said}");
}
