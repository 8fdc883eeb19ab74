//! Windows ends lines with CR LF, and so may every text of a submission.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{ROOT, copy, result, run_in, stderr};

/// The texts of a submission with lines ended as on Windows, in quoted cells too. Attachments
/// stay as they are.
fn with_crlf(path: &Path, bytes: Vec<u8>) -> Vec<u8> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let attached = path.components().any(|part| part.as_os_str() == "tep");
    if attached || !matches!(&*extension, "yaml" | "yml" | "csv" | "tsv" | "txt" | "j2") {
        return bytes;
    }
    let Ok(text) = String::from_utf8(bytes.clone()) else {
        return bytes;
    };
    text.replace("\r\n", "\n")
        .replace('\n', "\r\n")
        .into_bytes()
}

/// Takes out what says which bytes were read.
fn without_hashes(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_hashes),
        Value::Object(map) => {
            for key in ["sha256", "bytes", "record", "seal"] {
                map.remove(key);
            }
            map.values_mut().for_each(without_hashes);
        }
        _ => {}
    }
}

/// The cases, and the example.
fn submissions() -> Vec<PathBuf> {
    let cases = fs::read_dir(Path::new(ROOT).join("tests/cases")).unwrap();
    let cases = cases.map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = cases
        .chain([Path::new(ROOT).join("examples/phu-my-2023")])
        .filter(|path| path.join("parindex.yaml").is_file())
        .collect();
    found.sort();
    found
}

#[test]
fn a_submission_with_lines_of_windows_gives_the_same_result() {
    let submissions = submissions();
    assert!(submissions.len() > 50);
    for submission in submissions {
        let folder = tempfile::tempdir().unwrap();
        let made = folder.path().join("xa");
        copy(&submission, &made, &with_crlf);
        let arguments = fs::read_to_string(submission.join("tham-so.txt")).unwrap_or_default();
        let arguments: Vec<&str> = arguments.lines().filter(|line| !line.is_empty()).collect();
        let mut expected = result(&submission, &arguments);
        let mut found = result(&made, &arguments);
        without_hashes(&mut expected);
        without_hashes(&mut found);
        assert_eq!(found, expected, "{}", submission.display());
    }
}

#[test]
fn lists_of_units_crosswalks_and_rankings_too() {
    let runs: [(&str, &[&str]); 3] = [
        (
            "tests/cli/check-many.in",
            &[
                "check",
                "ho-so",
                "--units",
                "don-vi.csv",
                "--format",
                "json",
            ],
        ),
        (
            "tests/cli/check-many.in",
            &[
                "rank",
                "ho-so",
                "--units",
                "don-vi.csv",
                "--allow-broken",
                "--format",
                "json",
            ],
        ),
        (
            "examples",
            &[
                "compare",
                "so-sanh/truoc",
                "so-sanh/nay",
                "--format",
                "json",
            ],
        ),
    ];
    for (inputs, arguments) in runs {
        let inputs = Path::new(ROOT).join(inputs);
        let folder = tempfile::tempdir().unwrap();
        copy(&inputs, folder.path(), &with_crlf);
        let json = |folder: &Path| {
            let output = run_in(folder, arguments);
            let mut value: Value = serde_json::from_slice(&output.stdout)
                .unwrap_or_else(|_| panic!("{arguments:?}: {}", stderr(&output)));
            without_hashes(&mut value);
            (value, output.status.code(), stderr(&output))
        };
        assert_eq!(json(folder.path()), json(&inputs), "{arguments:?}");
    }
}

/// A cell of several lines, as Alt+Enter makes them.
#[test]
fn lines_within_a_cell_are_ended_in_one_way() {
    let of = |end: &str| {
        let folder = tempfile::tempdir().unwrap();
        let made = crate::small(folder.path());
        let table = "ma_tieu_chi,tai_lieu,so_ky_hieu,ngay_ban_hanh,trich_yeu,tep\n\
             1.1,,05/KH-UBND,15/01/2024,\"Kế hoạch\nCCHC\",\"5-KH.pdf\n6-KH.pdf\"\n";
        fs::write(made.join("minh-chung.csv"), table.replace('\n', end)).unwrap();
        let mut value = result(&made, &["-q"]);
        without_hashes(&mut value);
        value
    };
    let expected = of("\n");
    assert!(expected.to_string().contains("6-KH.pdf"), "{expected}");
    assert_eq!(of("\r\n"), expected);
}
