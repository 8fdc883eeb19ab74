//! What offices' registers are like: ragged sheets, spellings, own words, headers that clash.

use std::path::Path;

use super::{counted, parindex};

const HEADER: &str = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả,Trạng thái\n";

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

/// In a sheet blank cells at the end of a row are no cells, and a stray note is one more.
#[test]
fn rows_of_a_sheet_are_ragged() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let rows: [&[&str]; 4] = [
        &["Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả"],
        &["1", "01/02/2023", "03/02/2023"],
        &[
            "2",
            "01/02/2023",
            "03/02/2023",
            "02/02/2023",
            "",
            "",
            "ghi thêm",
        ],
        &["3", "01/02/2023", "03/02/2023", "02/02/2023"],
    ];
    for (line, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            if !cell.is_empty() {
                sheet.write(line, column, *cell).unwrap();
            }
        }
    }
    book.save(folder.path().join("so.xlsx")).unwrap();
    let found = counted(folder.path(), "so.xlsx", &[]);
    assert_eq!(found["together"]["counted"], 3);
    assert_eq!(found["together"]["metrics"]["open"], 1);
}

#[test]
fn one_unit_is_one_however_it_is_spelt() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "1,UBND xã Hoà An,01/02/2023,03/02/2023,02/02/2023,10\n\
                2,UBND Xã  Hòa An,01/02/2023,03/02/2023,02/02/2023,10\n\
                3,UBND xã Hoa An,01/02/2023,03/02/2023,02/02/2023,10\n";
    write(folder.path(), "so.csv", &format!("{HEADER}{rows}"));
    let found = counted(folder.path(), "so.csv", &[]);
    let units = found["units"].as_array().unwrap().iter();
    let units: Vec<(&str, u64)> = units
        .map(|unit| {
            let code = unit["unit"]["code"].as_str().unwrap();
            (code, unit["counted"].as_u64().unwrap())
        })
        .collect();
    assert_eq!(units, [("UBND xã Hoa An", 1), ("UBND xã Hoà An", 2)]);
}

/// A status that nobody knows is told, and nothing that may be about somebody is repeated.
#[test]
fn words_that_are_not_understood_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "1,A,01/02/2023,03/02/2023,,Zzz\n\
                2,A,01/02/2023,03/02/2023,,gọi ông Thử 0912345678\n\
                Nguyễn Văn Thử,A,01/02/2023,03/02/2023,01/01/2023,10\n";
    write(folder.path(), "so.csv", &format!("{HEADER}{rows}"));
    let found = counted(folder.path(), "so.csv", &[]);
    let others = found["not_understood"].as_array().unwrap().iter();
    let others: Vec<&str> = others
        .map(|other| other["written"].as_str().unwrap())
        .collect();
    assert_eq!(others, ["Zzz", "… (22)"]);
    assert!(!found.to_string().contains("0912345678"));
    assert!(!found.to_string().contains("Nguyễn Văn Thử"));
}

#[test]
fn two_columns_of_one_meaning_need_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let header = "Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Hạn xử lý,Ngày trả\n";
    write(
        folder.path(),
        "so.csv",
        &format!("{header}1,01/02/2023,03/02/2023,10/02/2023,05/02/2023\n"),
    );
    let output = parindex(folder.path(), &["register", "so.csv", "--year", "2023"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("`Ngày hẹn trả` và `Hạn xử lý`"), "{said}");
    // The one that is mapped is meant.
    write(folder.path(), "cot.yaml", "Hạn xử lý: due\n");
    let found = counted(folder.path(), "so.csv", &["--columns", "cot.yaml"]);
    assert_eq!(found["together"]["metrics"]["completed_early"], 1);
    write(folder.path(), "cot.yaml", "Hạn xử lý: ghi_chu\n");
    let found = counted(folder.path(), "so.csv", &["--columns", "cot.yaml"]);
    assert_eq!(found["together"]["metrics"]["completed_late"], 1);
}

/// No row is nothing, not a row of zeros.
#[test]
fn a_register_without_rows_has_no_counts() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "so.csv", HEADER);
    let output = parindex(folder.path(), &["register", "so.csv", "--year", "2023"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        said.contains("0 dòng") && !said.contains("Đối chiếu"),
        "{said}"
    );
}
