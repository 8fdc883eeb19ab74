//! `--from`: what is carried over from an earlier submission, and what is only shown.

use std::fs;
use std::path::{Path, PathBuf};

use calamine::Data;
use serde_json::Value;

use crate::{ROOT, cells, column, run_in};

/// The folder that `init` makes from the example of Phú Mỹ, and what it said on stderr.
fn made(arguments: &[&str]) -> (tempfile::TempDir, PathBuf, String) {
    let folder = tempfile::tempdir().unwrap();
    let old = Path::new(ROOT).join("examples/phu-my-2023");
    let from = ["init", "moi", "--from", old.to_str().unwrap()];
    let output = run_in(folder.path(), &[&from[..], arguments].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    let made = folder.path().join("moi");
    (folder, made, said)
}

#[test]
fn last_years_rows_stand_beside_this_years() {
    let (_folder, made, said) = made(&[]);
    let bytes = fs::read(made.join("ho-so.xlsx")).unwrap();
    let find = |sheet: &str, code: &str, name: (&str, &str)| -> String {
        let cells = cells(&bytes, sheet);
        let (header, name) = name;
        let row = cells.iter().find(|row| {
            row[column(&cells, "Mã tiêu chí")] == code && row[column(&cells, header)] == name
        });
        row.unwrap()[column(&cells, "Kỳ trước")].to_string()
    };
    // Rows of examples/phu-my-2023: a number and date; 6 of 7 tasks.
    let report = find("Minh chứng", "1.2.1", ("Tài liệu", "Báo cáo CCHC quý I"));
    assert!(report.contains("/BC-UBND ngày "), "{report}");
    let tasks = find("Số liệu", "1.1.3", ("Số liệu", "Số nhiệm vụ đã hoàn thành"));
    assert_eq!(tasks, "6");
    let level = find("Số liệu", "4.2.1", ("Số liệu", "Mức"));
    assert_eq!(level, "có hồ sơ điện tử nhưng hồ sơ giấy chưa đạt");

    let info = cells(&bytes, "Thông tin chung");
    let value = |label: &str| {
        let row = info.iter().find(|row| row[0] == label).unwrap();
        row[1].to_string()
    };
    assert_eq!(value("Năm"), "2024");
    assert_eq!(value("Tên đơn vị"), "UBND thị trấn Phú Mỹ");
    assert_eq!(value("Người phụ trách: Chủ tịch UBND"), "Nguyễn Ngọc Hưng");
    assert_eq!(value("Chức vụ người ký"), "CHỦ TỊCH");
    assert!(
        said.contains("(năm 2023)") && said.contains("1 người phụ trách"),
        "{said}"
    );
    assert!(!said.contains("không có chỗ cho"), "{said}");

    let evidence = cells(&bytes, "Minh chứng");
    for header in ["Số, ký hiệu", "Ngày ban hành", "Tệp đính kèm", "Giải trình"] {
        let at = column(&evidence, header);
        assert!(
            evidence[1..].iter().all(|row| row[at] == Data::Empty),
            "{header}"
        );
    }
}

/// Nothing of last year counts: the new submission is as empty as any, and says nothing.
#[test]
fn nothing_of_last_year_counts() {
    let (_folder, made, _) = made(&["--tables", "csv"]);
    let figures = fs::read_to_string(made.join("so-lieu.csv")).unwrap();
    let header = figures.lines().next().unwrap();
    assert!(header.ends_with(",ky_truoc"), "{header}");
    let output = run_in(&made, &["score", "--format", "json"]);
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
    let result: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(result["year"], 2024);
    assert_eq!(result["unit"]["code"], "phu-my");
    // All of 48 leaves but the survey's, which is pending.
    let counts = &result["counts"];
    assert_eq!(
        (&counts["unanswered"], &counts["pending"]),
        (&47.into(), &1.into())
    );
    assert_eq!(result["total"]["points"], 0);
    let manifest = fs::read_to_string(made.join("parindex.yaml")).unwrap();
    for line in [
        "  \"Chủ tịch UBND\": \"Nguyễn Ngọc Hưng\"\n",
        "signer: { title: \"CHỦ TỊCH\", name: \"Nguyễn Ngọc Hưng\" }",
    ] {
        assert!(manifest.contains(line), "{manifest}");
    }
}

/// Another set: rows are the same by code and document or figure, the rest is named.
#[test]
fn what_the_new_set_has_no_row_for_is_named() {
    let (_folder, made, said) = made(&["--criteria", "qd-766-cap-xa", "--year", "2026"]);
    assert!(
        said.contains("bộ tiêu chí mới không có chỗ cho: "),
        "{said}"
    );
    assert!(said.contains("; … (+"), "{said}");
    assert!(
        said.contains("vai Chủ tịch UBND") || said.contains("(+"),
        "{said}"
    );
    let bytes = fs::read(made.join("ho-so.xlsx")).unwrap();
    assert_eq!(cells(&bytes, "Thông tin chung").len(), 32);
}

/// A workbook that was made from an earlier submission is one for the year after.
#[test]
fn the_earlier_submission_may_be_a_workbook() {
    let (folder, _, _) = made(&[]);
    let output = run_in(folder.path(), &["init", "sau", "--from", "moi"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(
        said.contains("(năm 2024)") && said.contains("1 người phụ trách"),
        "{said}"
    );
    assert!(
        said.contains(": 0 tài liệu, 0 số liệu, 0 chỉ tiêu"),
        "{said}"
    );
    let bytes = fs::read(folder.path().join("sau/ho-so.xlsx")).unwrap();
    let info = cells(&bytes, "Thông tin chung");
    assert!(info.iter().any(|row| row[0] == "Năm" && row[1] == "2025"));
    assert!(info.iter().any(|row| row[1] == "UBND thị trấn Phú Mỹ"));
}
