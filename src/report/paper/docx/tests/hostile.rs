//! Text that would break a document, and the same bytes for the same paper.

use super::super::render;
use super::read::{body, table, text};
use super::sample;
use crate::report::paper::{Block, Cell, Paper};
use crate::text::lang::Lang;

const HOSTILE: &str =
    "<w:p>&amp; \"{{ content }}\" ]]> \u{0}\u{8}\u{b}\u{1b}\u{fffe}{{ unknown }} \u{1d5d5}=SUM(A1)";
/// The same without letters that XML 1.0 forbids.
const SHOWN: &str = "<w:p>&amp; \"{{ content }}\" ]]> {{ unknown }} \u{1d5d5}=SUM(A1)";

fn hostile() -> Paper {
    let mut paper = sample::letter();
    paper.banner = Some(HOSTILE.to_owned());
    paper.kind = HOSTILE.to_owned();
    // What a paragraph says once it is filled in is no placeholder.
    paper.about = "{{ content }}".to_owned();
    paper.body = vec![Block::Text(HOSTILE.to_owned())];
    let closing = paper.closing.as_mut().unwrap();
    closing.recipients = vec![HOSTILE.to_owned()];
    closing.signer_name = "{{ annex }}".to_owned();
    let Block::Table(table) = &mut paper.annexes[0].body[0] else {
        panic!("the annex begins with its table");
    };
    table.rows.truncate(3);
    table.rows[2].cells[2] = Cell::text(format!("{HOSTILE}\nhai\tcột\r\nba"));
    paper
}

#[test]
fn hostile_text_is_mere_text() {
    let docx = render(&hostile(), None, Lang::Vi).unwrap();
    let body = body(&docx);
    let shown: Vec<String> = body.elements().map(text).collect();
    assert_eq!(shown[0], SHOWN);
    assert_eq!(shown[2], SHOWN);
    assert_eq!(shown[3], "{{ content }}");
    assert!(shown[5..7].contains(&SHOWN.to_owned()));
    let tables: Vec<_> = body.elements().filter(|piece| piece.is("w:tbl")).collect();
    let closing = table(tables[1]);
    assert_eq!(closing[0][0], format!("Nơi nhận:\n- {SHOWN}."));
    assert!(closing[0][1].ends_with("\n{{ annex }}"));
    let scores = table(tables[2]);
    assert_eq!(scores[3][2], format!("{SHOWN}\nhai\tcột\nba"));
}

#[test]
fn very_long_text_stays_whole() {
    let mut paper = sample::letter();
    let long = "từ ".repeat(40_000) + &"x".repeat(40_000);
    let Block::Table(scores) = &mut paper.annexes[0].body[0] else {
        panic!("the annex begins with its table");
    };
    scores.rows[2].cells[2] = Cell::text(long.clone());
    let docx = render(&paper, None, Lang::Vi).unwrap();
    let body = body(&docx);
    let scores = body.elements().filter(|piece| piece.is("w:tbl")).nth(3);
    assert_eq!(table(scores.unwrap())[3][2], long);
    // A row that is longer than a page may be torn, others are not.
    let rows = scores.unwrap().elements().filter(|row| row.is("w:tr"));
    let kept = rows.map(|row| row.find("w:trPr").is_some());
    let torn: Vec<usize> = kept
        .enumerate()
        .filter_map(|(row, kept)| (!kept).then_some(row))
        .collect();
    assert_eq!(torn, [3]);
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let write = || render(&sample::letter(), None, Lang::Vi).unwrap();
    assert!(write() == write());
}
