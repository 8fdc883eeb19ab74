//! DOCX, read back paragraph by paragraph and cell by cell.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::{json, nodes, report, vi};

/// A piece of a document's body.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece {
    /// A paragraph outside tables.
    Text(String),
    /// A table: rows of cells.
    Table(Vec<Vec<String>>),
}

/// The body of a DOCX in order.
pub(crate) fn read(bytes: &[u8]) -> Vec<Piece> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    let mut part = archive.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut xml).unwrap();
    let mut reader = Reader::from_str(&xml);
    let mut pieces = Vec::new();
    let mut tables: Vec<Vec<Vec<String>>> = Vec::new();
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(start) => match start.name().as_ref() {
                "w:tbl" => tables.push(Vec::new()),
                "w:tr" => tables.last_mut().unwrap().push(Vec::new()),
                "w:tc" => {
                    let row = tables.last_mut().unwrap().last_mut().unwrap();
                    row.push(String::new());
                }
                "w:p" => text.clear(),
                _ => {}
            },
            Event::Empty(empty) if empty.name().as_ref() == "w:br" => text.push('\n'),
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(entity) => text.push(match &*entity {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                other => panic!("entity {other}"),
            }),
            Event::End(end) => match end.name().as_ref() {
                "w:p" => match tables.last_mut() {
                    Some(table) => {
                        let cell = table.last_mut().unwrap().last_mut().unwrap();
                        if !cell.is_empty() && !text.is_empty() {
                            cell.push('\n');
                        }
                        cell.push_str(&text);
                        text.clear();
                    }
                    None => pieces.push(Piece::Text(std::mem::take(&mut text))),
                },
                "w:tbl" => pieces.push(Piece::Table(tables.pop().unwrap())),
                _ => {}
            },
            _ => {}
        }
    }
    pieces
}

/// All text of a document's body outside tables.
pub(crate) fn paragraphs(pieces: &[Piece]) -> Vec<&str> {
    let texts = pieces.iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text.as_str()),
        Piece::Table(_) => None,
    });
    texts.filter(|text| !text.is_empty()).collect()
}

/// The table that has a column of this name.
pub(crate) fn table<'p>(pieces: &'p [Piece], column: &str) -> &'p [Vec<String>] {
    let mut tables = pieces.iter().filter_map(|piece| match piece {
        Piece::Table(rows) => Some(rows),
        Piece::Text(_) => None,
    });
    let has = |rows: &&Vec<Vec<String>>| rows[0].iter().any(|cell| cell == column);
    tables.find(has).expect(column)
}

#[test]
fn the_score_table_of_the_self_report_is_the_json() {
    let pieces = read(&report("self", "docx", &[]));
    let result = json();
    let rows = table(&pieces, "Tài liệu kiểm chứng");
    assert_eq!(
        rows[0],
        [
            "STT",
            "Mã",
            "Tiêu chí",
            "Điểm tối đa",
            "Điểm tự chấm",
            "Tài liệu kiểm chứng",
            "Giải trình",
            "Ghi chú"
        ]
    );
    let all = result["nodes"].as_array().unwrap();
    assert_eq!(rows.len(), 1 + all.len() + 1, "header, nodes, total");
    for (row, node) in rows[1..].iter().zip(all) {
        assert_eq!(row[1], node["code"].as_str().unwrap());
        assert_eq!(row[2], node["name"].as_str().unwrap());
        assert_eq!(row[3], vi(&node["max"]), "{}", row[1]);
        assert_eq!(row[4], vi(&node["points"]), "{}", row[1]);
        let lost = result["losses"].as_array().unwrap().iter();
        let lost = lost
            .filter(|loss| loss["criterion"] == node["code"])
            .count();
        assert_eq!(row[7].matches("Mất ").count(), lost, "{}", row[1]);
    }
    let total = rows.last().unwrap();
    assert_eq!(total[2..5], ["Tổng cộng", "100", "91,84"]);
    // Leaves are numbered through: 48 of them.
    let numbers: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(
        numbers.iter().rfind(|number| !number.is_empty()),
        Some(&"48")
    );
}

#[test]
fn documents_stand_with_symbol_and_date_and_every_file_is_listed_once() {
    let pieces = read(&report("self", "docx", &[]));
    let result = json();
    let scores = table(&pieces, "Tài liệu kiểm chứng");
    let files = table(&pieces, "Tệp đính kèm");
    let mut paths: Vec<&str> = Vec::new();
    for document in result["documents"].as_array().unwrap() {
        let code = document["criterion"].as_str().unwrap();
        let row = scores.iter().find(|row| row[1] == code).unwrap();
        if let (Some(number), Some(issued)) =
            (document["number"].as_str(), document["issued"].as_str())
        {
            let day: Vec<&str> = issued.split('-').rev().collect();
            let said = format!("{number} ngày {}", day.join("/"));
            assert!(row[5].contains(&said), "{code}: {said} in {}", row[5]);
        }
        for file in document["files"].as_array().unwrap() {
            let path = file["path"].as_str().unwrap();
            let listed: Vec<_> = files.iter().filter(|row| row[1] == path).collect();
            assert_eq!(listed.len(), 1, "{path}");
            assert!(
                listed[0][5].split(", ").any(|listed| listed == code),
                "{path} {code}"
            );
            paths.push(path);
        }
    }
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(files.len(), 1 + paths.len());
    // Hashes are for the workbook and the JSON.
    assert!(!files[0].iter().any(|cell| cell.contains("SHA")));
}

#[test]
fn the_appraisal_sheet_has_room_for_every_leaf() {
    let pieces = read(&report("appraisal", "docx", &[]));
    let rows = table(&pieces, "Điểm thẩm định");
    let nodes = nodes(&json());
    assert_eq!(rows.len(), 1 + nodes.len() + 1);
    for row in &rows[1..rows.len() - 1] {
        let node = &nodes[&row[0]];
        assert_eq!(row[2], vi(&node["max"]), "{}", row[0]);
        assert_eq!(row[4], vi(&node["points"]), "{}", row[0]);
        assert_eq!(row[5..8], ["", "", ""], "{}: to be filled in", row[0]);
    }
    let texts = paragraphs(&pieces);
    let at = texts
        .iter()
        .position(|text| *text == "Đơn vị phải bổ sung")
        .unwrap();
    // Past the supplement deadline of nobody: none is stated, so all can be supplemented.
    assert_eq!(texts[at + 1..].len(), 2);
    assert!(texts[at + 1].contains("2.3.1, 2.3.2: Đính kèm Báo cáo kết quả thực hiện"));
    assert!(texts[at + 1].ends_with(": +2,00."), "{}", texts[at + 1]);
    assert!(texts[at + 2].ends_with(": +1,00."), "{}", texts[at + 2]);
}
