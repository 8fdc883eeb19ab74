//! The request to supplement, answered by the unit and read back; the receipt of what came in.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{ROOT, phu_my, printed, report};

fn case() -> PathBuf {
    Path::new(ROOT).join("tests/cases/tham-dinh-khong-chap-nhan")
}

fn asked(format: &str) -> Vec<u8> {
    let folder = case();
    let folder = folder.to_str().unwrap();
    printed(&[
        "report",
        folder,
        "--kind",
        "supplement",
        "--format",
        format,
        "--as-of",
        "2025-01-10",
    ])
}

/// The case with an answer beside its own evidence.
fn answered(answer: &Path) -> Value {
    let folder = case();
    let own = folder.join("minh-chung.csv");
    let arguments = [
        "score",
        folder.to_str().unwrap(),
        "--format",
        "json",
        "--evidence",
        own.to_str().unwrap(),
        "--evidence",
        answer.to_str().unwrap(),
    ];
    serde_json::from_slice(&printed(&arguments)).unwrap()
}

#[test]
fn the_answered_table_is_evidence_of_the_next_round() {
    let folder = tempfile::tempdir().unwrap();
    let table = String::from_utf8(asked("csv")).unwrap();
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|known| known == name).expect(name);
    let (number, round) = (column("Số ký hiệu"), column("Lần"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    let mut wanted = Vec::new();
    for (at, record) in reader.records().enumerate() {
        let mut cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        wanted.push((
            cells[column("Mã")].clone(),
            cells[column("Tài liệu yêu cầu")].clone(),
        ));
        assert_eq!(cells[round], "2", "after the first appraisal");
        cells[number] = format!("{}/BC-UBND", 40 + at);
        writer.write_record(cells).unwrap();
    }
    let pairs = [
        ("1.1", "Kế hoạch"),
        ("1.2", "Biên bản"),
        ("1.4", "Báo cáo quý II"),
    ];
    assert_eq!(
        wanted,
        pairs.map(|(code, name)| (code.to_owned(), name.to_owned()))
    );
    let path = folder.path().join("bo-sung.csv");
    fs::write(&path, writer.into_inner().unwrap()).unwrap();
    let result = answered(&path);
    // 1.1: 2, 1.2: 2, 1.3: 1, 1.4: 3; what was handed in again (2 + 2 + 1) awaits a second look.
    assert_eq!(result["total"]["points"], json!(8));
    assert_eq!(result["total"]["at_risk"], json!(5));
    let documents = result["documents"].as_array().unwrap().iter();
    let awaiting = documents.filter(|document| document["verdict"] == "awaiting");
    let awaiting: Vec<&Value> = awaiting.map(|document| &document["criterion"]).collect();
    assert_eq!(awaiting, ["1.1", "1.2", "1.4"]);
    let warnings = result["diagnostics"].as_array().unwrap().iter();
    let warnings: Vec<&Value> = warnings.map(|found| &found["code"]).collect();
    assert_eq!(warnings, ["files_not_checked"]);
}

#[test]
fn an_answer_that_is_left_blank_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bo-sung.xlsx");
    fs::write(&path, asked("xlsx")).unwrap();
    let result = answered(&path);
    assert_eq!(result["total"]["points"], json!(3));
    assert_eq!(result["diagnostics"].as_array().unwrap().len(), 1);
}

#[test]
fn the_letter_says_what_is_wrong_and_what_it_is_worth() {
    let letter = String::from_utf8(asked("markdown")).unwrap();
    for said in [
        "kế hoạch của năm trước",
        "báo cáo không có số liệu",
        "2,00",
        "1,00",
    ] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
}

#[test]
fn a_receipt_names_every_file_with_its_hash() {
    let receipt: Value = serde_json::from_slice(&report("receipt", "json", &[])).unwrap();
    assert_eq!(receipt["schema"], "parindex/receipt/v1");
    assert_eq!(receipt["received"], crate::DAY);
    let folder = phu_my().join("tep");
    let files = walkdir::WalkDir::new(&folder)
        .into_iter()
        .map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    let received = receipt["attachments"].as_array().unwrap();
    let mut seen = 0;
    for entry in files {
        let bytes = fs::read(entry.path()).unwrap();
        let hash = parindex::diagnostic::sha256(&bytes);
        let is = |file: &&Value| file["sha256"] == hash.as_str();
        let file = received.iter().find(is).expect("every file is received");
        assert_eq!(file["bytes"], json!(bytes.len()));
        seen += 1;
    }
    assert_eq!(seen, received.len());
    let inputs = receipt["inputs"].as_array().unwrap().iter();
    let inputs: Vec<&Value> = inputs.map(|file| &file["path"]).collect();
    assert_eq!(inputs, ["parindex.yaml", "minh-chung.csv", "so-lieu.csv"]);
    // The paper has the same files.
    let paper = String::from_utf8(report("receipt", "csv", &[])).unwrap();
    assert_eq!(paper.matches("Đính kèm").count(), seen);
}
