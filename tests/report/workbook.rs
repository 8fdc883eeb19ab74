//! XLSX, read back cell by cell.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};

use crate::{json, nodes, report};

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

/// The header row of a sheet, and where each column is.
fn header(sheet: &Range<Data>, first: &str) -> (usize, Vec<String>) {
    let is = |row: &[Data]| {
        row.iter()
            .any(|cell| cell == &Data::String(first.to_owned()))
    };
    let at = sheet.rows().position(is).expect(first);
    let names = sheet
        .rows()
        .nth(at)
        .unwrap()
        .iter()
        .map(ToString::to_string);
    (at, names.collect())
}

#[test]
fn the_score_table_has_real_numbers_and_sums_that_add_up() {
    let mut book = open(report("self", "xlsx", &[]));
    let sheet = book.worksheet_range("Bảng tự chấm điểm").unwrap();
    let formulas = book.worksheet_formula("Bảng tự chấm điểm").unwrap();
    let (at, names) = header(&sheet, "Mã");
    let column = |name: &str| names.iter().position(|known| known == name).unwrap();
    let (code, max, points) = (column("Mã"), column("Điểm tối đa"), column("Điểm tự chấm"));
    let nodes = nodes(&json());
    let mut seen = 0;
    for row in sheet.rows().skip(at + 1) {
        let Data::String(own) = &row[code] else {
            continue;
        };
        let node = &nodes[own];
        for (cell, key) in [(max, "max"), (points, "points")] {
            let Data::Float(value) = &row[cell] else {
                panic!("{own}: {:?}", row[cell]);
            };
            assert_eq!(value.to_string(), node[key].to_string(), "{own} {key}");
        }
        seen += 1;
    }
    assert_eq!(seen, nodes.len());
    // Every node with children adds them up itself.
    let inner = nodes.values().filter(|node| node["leaf"] == false).count();
    let sums = formulas
        .used_cells()
        .filter(|(_, _, formula)| !formula.is_empty());
    // Two columns, and the total.
    assert_eq!(sums.count(), 2 * (inner + 1));
}

#[test]
fn hashes_stand_in_the_workbook() {
    let mut book = open(report("self", "xlsx", &[]));
    let sheet = book.worksheet_range("Minh chứng").unwrap();
    let (at, names) = header(&sheet, "SHA-256");
    let column = |name: &str| names.iter().position(|known| known == name).unwrap();
    let (path, hash) = (column("Tệp đính kèm"), column("SHA-256"));
    let result = json();
    let documents = result["documents"].as_array().unwrap().iter();
    let files = documents.flat_map(|document| document["files"].as_array().unwrap());
    let mut compared = 0;
    for file in files {
        let is = |row: &&[Data]| row[path] == *file["path"].as_str().unwrap();
        let row = sheet.rows().skip(at + 1).find(is).unwrap();
        assert_eq!(row[hash].to_string(), file["sha256"].as_str().unwrap());
        compared += 1;
    }
    assert!(compared > 50, "{compared}");
}
