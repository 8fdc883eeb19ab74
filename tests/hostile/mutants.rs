//! Good spreadsheets with bytes changed at random: whatever comes of it, no panic gets out, and
//! nothing grows without end.

use std::sync::Arc;

use parindex::diagnostic::{Problems, SourceFile};
use parindex::tables::workbook;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::Config;

use crate::books::good;
use crate::sheets::{parts, zipped};

/// Old workbooks cannot be made here; LibreOffice saved this one.
const XLS: &[u8] = include_bytes!("../office/so/libreoffice/so-lieu.xls");

/// A change: bytes at a place become others.
type Change = (Index, Vec<u8>);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    vec((any::<Index>(), vec(any::<u8>(), 1..5)), 1..12)
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for (at, new) in changes {
        let at = at.index(bytes.len());
        let end = (at + new.len()).min(bytes.len());
        bytes[at..end].copy_from_slice(&new[..end - at]);
    }
    bytes
}

/// Changes what is in the parts, under the packing.
fn changed_within(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut parts = parts(bytes).unwrap();
    for change in changes {
        let part = change.0.index(parts.len());
        let content = std::mem::take(&mut parts[part].1);
        if !content.is_empty() {
            parts[part].1 = changed(content, std::slice::from_ref(change));
        }
    }
    zipped(&parts).unwrap()
}

fn read(name: &str, bytes: &[u8]) {
    let problems = Problems::default();
    let file = Arc::new(SourceFile::with_text(name, bytes, String::new()));
    let sheets = workbook::read(&file, bytes, &problems);
    let told = problems.into_sorted().len();
    // Not read is said, and read is not complained of; what is no spreadsheet any more is text.
    assert!(sheets.is_some() || told == 1 || !workbook::is_one(bytes));
}

proptest! {
    #![proptest_config(Config { cases: 400, failure_persistence: None, ..Config::default() })]

    #[test]
    fn of_xlsx(changes in changes()) {
        let bytes = good().to_xlsx().unwrap();
        read("a.xlsx", &changed_within(&bytes, &changes));
        read("a.xlsx", &changed(bytes, &changes));
    }

    #[test]
    fn of_ods(changes in changes()) {
        let bytes = good().to_ods().unwrap();
        read("a.ods", &changed_within(&bytes, &changes));
        read("a.ods", &changed(bytes, &changes));
    }

    #[test]
    fn of_xls(changes in changes()) {
        read("a.xls", &changed(XLS.to_vec(), &changes));
    }
}
