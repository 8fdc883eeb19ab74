//! Phiếu tiếp nhận: what was received, file by file, and when.

use super::model::{Block, Cell, Column, Paper, Role, Row, Table};
use crate::evidence::received::ReceivedFile;
use crate::points::Points;
use crate::report::score_words::Wording;
use crate::report::view::View;
use crate::report::words;
use crate::text::dates;

/// Writes the receipt of a submission.
pub fn receipt(view: &View<'_>, files: &[ReceivedFile]) -> Paper {
    let lang = view.lang;
    let said = Wording { view };
    let unit = words::unit(said.unit(), lang);
    let year = view.submission.year;
    let count = files.iter().filter(|file| file.is_attached).count();
    let tables = files.len() - count;
    let mut body = vec![Block::Text(lang.pick(
        format!("Đơn vị nộp: {unit}."),
        format!("Handed in by: {unit}."),
    ))];
    if let Some(day) = view.as_of.map(dates::short) {
        body.push(Block::Text(lang.pick(
            format!("Ngày tiếp nhận: {day}."),
            format!("Received on: {day}."),
        )));
    }
    body.push(Block::Text(lang.pick(
        format!("Đã nhận {tables} tệp khai và {count} tệp đính kèm, theo danh sách; SHA-256 là dấu vết của nội dung từng tệp."),
        format!("Received: {tables} tables and {count} attachments, as listed; SHA-256 is the mark of each file's content."),
    )));
    if view.submission.attachments.is_none() {
        let none = lang.pick(
            "Không có thư mục đính kèm.",
            "There is no attachments folder.",
        );
        body.push(Block::Text(none.to_owned()));
    }
    body.push(Block::Table(table(view, files)));
    Paper::sheet(
        words::banner(view.set().provenance, lang),
        lang.pick("PHIẾU TIẾP NHẬN", "RECEIPT"),
        lang.pick(
            format!("Hồ sơ tự chấm điểm Chỉ số cải cách hành chính năm {year}"),
            format!("Submission for the PAR Index {year}"),
        ),
        body,
    )
}

fn table(view: &View<'_>, files: &[ReceivedFile]) -> Table {
    let pick = |vi: &'static str, en: &'static str| view.lang.pick(vi, en);
    let row = |(at, file): (usize, &ReceivedFile)| Row {
        role: Role::Leaf,
        cells: vec![
            Cell::Count(at + 1),
            Cell::text(if file.is_attached {
                pick("Đính kèm", "Attachment")
            } else {
                pick("Khai", "Table")
            }),
            Cell::text(file.path.as_str()),
            Cell::Points(Points::new(file.bytes.into())),
            Cell::text(file.sha256.as_str()),
        ],
    };
    Table {
        name: pick("Tệp đã nhận", "Files").to_owned(),
        caption: None,
        columns: vec![
            Column::middle(pick("STT", "No."), 6),
            Column::words(pick("Loại", "Kind"), 10),
            Column::words(pick("Tệp", "File"), 36),
            Column::points(pick("Số byte", "Bytes"), 12),
            Column::words("SHA-256", 36),
        ],
        rows: files.iter().enumerate().map(row).collect(),
        chart: None,
    }
}
