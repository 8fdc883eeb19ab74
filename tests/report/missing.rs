//! `missing`: the same losses as the score, by owner.

use crate::{phu_my, printed, run};

fn missing(more: &[&str]) -> String {
    let folder = phu_my();
    let start = ["missing", folder.to_str().unwrap(), "--as-of", "2024-01-10"];
    String::from_utf8(printed(&[&start[..], more].concat())).unwrap()
}

/// One report is missing for two leaves, 1 point each, and one decision, 1 point.
#[test]
fn every_format_names_the_two_documents_and_what_they_win() {
    for format in ["terminal", "text", "markdown", "csv"] {
        let said = missing(&["--format", format]);
        assert!(
            said.contains("Báo cáo kết quả thực hiện"),
            "{format}: {said}"
        );
        assert!(said.contains("Quyết định Ban biên tập"), "{format}: {said}");
        assert!(said.contains("2.3.1, 2.3.2"), "{format}: {said}");
        assert!(said.contains("tep/3.3.1/"), "{format}: {said}");
    }
    let said = missing(&[]);
    assert!(
        said.contains("Còn 2 việc; làm đủ thì lấy lại 3,00 điểm."),
        "{said}"
    );
    assert!(said.contains("+2,00") && said.contains("+1,00"), "{said}");
}

#[test]
fn one_officer_gets_their_own_tasks() {
    let role = "cong chuc phu trach kiem soat tthc";
    let said = missing(&["--format", "text", "--owner", role]);
    assert!(
        said.starts_with("Gửi Công chức phụ trách kiểm soát TTHC:"),
        "{said}"
    );
    assert!(!said.contains("Ban biên tập"), "{said}");
    let folder = phu_my();
    let output = run(&[
        "missing",
        folder.to_str().unwrap(),
        "--owner",
        "Nguyễn Văn A",
    ]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("Công chức phụ trách kiểm soát TTHC"),
        "{said}"
    );
}

/// What is said to be won is won: the report is put where the list says, and the score is 2
/// points higher.
#[test]
fn doing_what_it_says_wins_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    copy(&phu_my(), folder.path());
    let path = folder.path().to_str().unwrap();
    let evidence = folder.path().join("minh-chung.csv");
    let table = std::fs::read_to_string(&evidence).unwrap();
    let row = "bao-cao-ra-soat,,,";
    assert_eq!(table.matches(row).count(), 1);
    let filled = table.replace(row, "bao-cao-ra-soat,99/BC-UBND,01/12/2023,");
    std::fs::write(&evidence, filled).unwrap();
    std::fs::create_dir_all(folder.path().join("tep/2.3.1/bao-cao-ra-soat")).unwrap();
    let report = folder.path().join("tep/2.3.1/bao-cao-ra-soat/bao-cao.txt");
    std::fs::write(report, "Số: 99/BC-UBND, ngày 01 tháng 12 năm 2023").unwrap();
    let said = printed(&["score", path, "--format", "json"]);
    let result: serde_json::Value = serde_json::from_slice(&said).unwrap();
    // 91,84 + 2,00
    assert_eq!(result["total"]["points"].to_string(), "93.84");
    let said = String::from_utf8(printed(&["missing", path, "--as-of", "2024-01-10"])).unwrap();
    assert!(
        said.contains("Còn 1 việc; làm đủ thì lấy lại 1,00 điểm."),
        "{said}"
    );
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir_all(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}
