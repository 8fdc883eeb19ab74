//! Proposed evidence rows: as a table to review on screen, and as CSV and XLSX with the columns
//! of an evidence table.

use comfy_table::CellAlignment::Left;

use crate::evidence::proposals::Proposal;
use crate::report::blank::workbook;
use crate::report::csv::{self, Dialect};
use crate::report::terminal::{Screen, joined, table};
use crate::text::dates;
use crate::text::lang::Lang;

/// The header, fixed for scripts: that of an evidence table.
pub const HEADER: [&str; 8] = [
    "tieu_chi",
    "ten_tieu_chi",
    "tai_lieu",
    "so_ky_hieu",
    "ngay_ban_hanh",
    "trich_yeu",
    "tep",
    "ghi_chu",
];

/// Renders proposals as CSV.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn csv(proposals: &[Proposal<'_>], dialect: Dialect, lang: Lang) -> std::io::Result<Vec<u8>> {
    let mut rows = vec![HEADER.map(str::to_owned).to_vec()];
    for proposal in proposals {
        let [code, name, document, number, issued, notes] = cells(proposal, lang);
        let cells = [
            code,
            name,
            document,
            number,
            issued,
            String::new(),
            proposal.path.clone(),
            notes,
        ];
        rows.push(cells.iter().map(|cell| csv::safe(cell)).collect());
    }
    csv::table(&rows, dialect)
}

/// Renders proposals as a workbook: codes as text, days as days.
///
/// # Errors
/// Where there are more than a sheet has rows.
pub fn xlsx(proposals: &[Proposal<'_>], lang: Lang) -> std::io::Result<Vec<u8>> {
    workbook::of_proposals(proposals, lang)
}

/// Renders proposals for a screen.
pub fn terminal(proposals: &[Proposal<'_>], lang: Lang, screen: Screen) -> String {
    if proposals.is_empty() {
        let nothing = lang.pick(
            "Mọi tệp đính kèm đều đã được khai.",
            "Every attachment is declared.",
        );
        return joined(&[nothing.to_owned()], screen);
    }
    let count = proposals.len();
    let title = lang.pick(
        format!("{count} tệp chưa khai; đề xuất để người xem lại, chưa tính điểm:"),
        format!("{count} files are not declared; proposals to review, not counted:"),
    );
    let header = match lang {
        Lang::Vi => ["Mã", "Tài liệu", "Số, ký hiệu", "Ngày", "Tệp", "Ghi chú"],
        Lang::En => ["Code", "Document", "Symbol", "Issued", "File", "Note"],
    };
    let header = header.map(|name| (name, Left));
    let mut rows = table::new(&header, screen);
    for proposal in proposals {
        let [code, _, document, number, issued, notes] = cells(proposal, lang);
        rows.add_row([code, document, number, issued, proposal.path.clone(), notes]);
    }
    table::align(&mut rows, &header);
    let end = lang.pick(
        "Ghi ra bảng để sửa: thêm `-o de-xuat.xlsx`; xem xong chép các dòng đúng sang bảng minh chứng.",
        "To edit them add `-o proposals.xlsx`; then copy the right rows into the evidence table.",
    );
    joined(
        &[title, table::finish(rows, &[0, 3]), end.to_owned()],
        screen,
    )
}

/// Code and name of the leaf, document, symbol, day, notes.
pub(super) fn cells(proposal: &Proposal<'_>, lang: Lang) -> [String; 6] {
    let leaf =
        |of: fn(&crate::criteria::model::Node) -> String| proposal.leaf.map(of).unwrap_or_default();
    let notes = proposal.notes.iter().map(|note| note.get(lang));
    [
        leaf(|node| node.code.to_string()),
        leaf(|node| node.name.clone()),
        proposal
            .document
            .map(|document| document.id.clone())
            .unwrap_or_default(),
        proposal.number.clone().unwrap_or_default(),
        proposal.issued.map(dates::short).unwrap_or_default(),
        notes.collect::<Vec<_>>().join("; "),
    ]
}
