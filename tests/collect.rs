//! Proposed evidence rows as a workbook: read back cell by cell, beside the CSV, and as the
//! evidence table that a reviewer makes of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use tempfile::TempDir;

const SET: &str = r#"
schema: parindex/criteria/v1
id: de-xuat
name: Đề xuất (minh họa)
level: xa
province: Minh họa
year: 2023
provenance: illustrative
period: { from: "{year}-01-01", to: "{year}-12-31" }
rounding: { digits: 2, mode: half_up, at: leaf }
total: 3
fields:
  - code: "1"
    name: Cải cách
    max: 3
    criteria:
      - { code: "1.1", name: Báo cáo, max: 1, documents: [{ id: bao-cao, name: Báo cáo năm, type: BC }] }
      - { code: "1.10", name: Kế hoạch, max: 2, documents: [{ id: ke-hoach, name: Kế hoạch năm, type: KH }] }
"#;

/// A submission without a row: a report that says 12/BC-UBND of 5 March 2023, a plan whose text
/// says nothing, and a file that is called like a formula.
fn office() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = place.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/content");
    write("bo-tieu-chi.yaml", SET.as_bytes());
    let manifest = "criteria: bo-tieu-chi.yaml\nattachments: tep\n";
    write("parindex.yaml", manifest.as_bytes());
    let report = fs::read(data.join("bao-cao.docx")).unwrap();
    write("tep/1.1/bao-cao.docx", &report);
    let plan = "Kế hoạch cải cách hành chính".as_bytes();
    write("tep/1.10/05-KH-UBND ngay 2-1-2023.txt", plan);
    write("tep/=1+1.txt", b"x");
    place
}

fn run(place: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parindex"))
        .args(arguments)
        .arg("--no-cache")
        .current_dir(place)
        .output()
        .unwrap()
}

fn collected(place: &Path, name: &str) -> PathBuf {
    let output = run(place, &["collect", "-o", name]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert!(output.stdout.is_empty());
    place.join(name)
}

fn sheet(file: &Path) -> Range<Data> {
    let mut book: Xlsx<_> = open_workbook(file).unwrap();
    assert_eq!(book.sheet_names(), ["Đề xuất"]);
    book.worksheet_range("Đề xuất").unwrap()
}

fn texts(row: &[Data]) -> Vec<String> {
    row.iter().map(ToString::to_string).collect()
}

#[test]
fn the_workbook_reads_back_as_what_was_found() {
    let place = office();
    let sheet = sheet(&collected(place.path(), "de-xuat.xlsx"));
    let rows: Vec<&[Data]> = sheet.rows().collect();
    assert_eq!(rows.len(), 4, "a header and three files");
    let header = "Mã tiêu chí|Tên tiêu chí|Tài liệu|Số, ký hiệu|Ngày ban hành|Trích yếu|Tệp đính kèm|Ghi chú";
    assert_eq!(texts(rows[0]).join("|"), header);
    let [report, plan, odd] = [rows[1], rows[2], rows[3]];
    // Codes are text: 1.10 is not 1.1.
    assert_eq!(report[0], Data::String("1.1".to_owned()));
    assert_eq!(plan[0], Data::String("1.10".to_owned()));
    assert_eq!(texts(&report[1..4]), ["Báo cáo", "bao-cao", "12/BC-UBND"]);
    assert_eq!(texts(&plan[1..4]), ["Kế hoạch", "ke-hoach", "05/KH-UBND"]);
    // 5 March 2023 as a day: 44,927 is 1 January 2023, and 31 + 28 + 4 days follow.
    assert!(matches!(&report[4], Data::DateTime(day) if day.as_f64() == 44_990.0));
    assert_eq!(report[6], Data::String("1.1/bao-cao.docx".to_owned()));
    // Text, no formula.
    assert_eq!(odd[6], Data::String("=1+1.txt".to_owned()));
    let file = place.path().join("de-xuat.xlsx");
    let mut book: Xlsx<_> = open_workbook(file).unwrap();
    assert!(book.worksheet_formula("Đề xuất").unwrap().is_empty());
}

#[test]
fn the_workbook_says_what_the_csv_says() {
    let place = office();
    let sheet = sheet(&collected(place.path(), "de-xuat.xlsx"));
    let csv = collected(place.path(), "de-xuat.csv");
    let mut reader = csv::Reader::from_path(csv).unwrap();
    let mut count = 0;
    for (line, row) in reader.records().zip(sheet.rows().skip(1)) {
        let line = line.unwrap();
        // The day is a day in one and a text in the other.
        for column in [0, 1, 2, 3, 5, 6, 7] {
            let text = line[column].strip_prefix('\'').unwrap_or(&line[column]);
            assert_eq!(text, row[column].to_string());
        }
        count += 1;
    }
    assert_eq!(count, 3);
}

#[test]
fn the_header_stays_in_view() {
    let place = office();
    let file = fs::File::open(collected(place.path(), "de-xuat.xlsx")).unwrap();
    let mut parts = zip::ZipArchive::new(file).unwrap();
    let part = parts.by_name("xl/worksheets/sheet1.xml").unwrap();
    let sheet = std::io::read_to_string(part).unwrap();
    let pane = "<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\"";
    assert!(sheet.contains(pane), "{sheet}");
}

#[test]
fn reviewed_rows_are_an_evidence_table() {
    let place = office();
    collected(place.path(), "de-xuat.xlsx");
    let score = |more: &[&str]| {
        let arguments = [&["score", "--format", "json"], more].concat();
        let output = run(place.path(), &arguments);
        let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        result["total"]["points"].to_string()
    };
    assert_eq!(score(&[]), "0", "proposals alone give no points");
    // The report is worth 1 point; the plan has no date within, which is a warning, and 2.
    assert_eq!(score(&["--evidence", "de-xuat.xlsx"]), "3");
}

#[test]
fn the_same_proposals_give_the_same_bytes_and_replace_none() {
    let place = office();
    let first = fs::read(collected(place.path(), "de-xuat.xlsx")).unwrap();
    let again = run(place.path(), &["collect", "-o", "de-xuat.xlsx"]);
    assert_eq!(again.status.code(), Some(3));
    let forced = run(place.path(), &["collect", "-o", "de-xuat.xlsx", "--force"]);
    assert_eq!(forced.status.code(), Some(0));
    assert_eq!(fs::read(place.path().join("de-xuat.xlsx")).unwrap(), first);
    let piped = run(place.path(), &["collect", "--format", "xlsx"]);
    let stderr = String::from_utf8_lossy(&piped.stderr);
    assert_eq!(piped.status.code(), Some(0), "{stderr}");
    assert_eq!(piped.stdout, first);
}
