//! Days of work that a user states for documents and figures, over those of the set.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::criteria::code::Code as CriterionCode;
use crate::criteria::model::CriteriaSet;
use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::evidence::figure_names;
use crate::tables::table::Table;
use crate::text::lang::{Text, text};
use crate::text::{fold, numbers, suggest};

/// Days of work, stated.
#[derive(Clone, Debug, Default)]
pub struct Efforts {
    /// By the document's id.
    pub documents: BTreeMap<String, Decimal>,
    /// By the leaf's position and the figure's id.
    pub figures: BTreeMap<(usize, String), Decimal>,
}

/// The columns of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Criterion,
    Document,
    Figure,
    Effort,
}

/// Headers without case, marks and spaces.
pub(crate) const HEADERS: [(Column, &[&str]); 4] = [
    (
        Column::Criterion,
        &["tieuchi", "matieuchi", "machitieu", "ma", "criterion"],
    ),
    (Column::Document, &["tailieu", "matailieu", "document"]),
    (Column::Figure, &["solieu", "chiso", "figure"]),
    (
        Column::Effort,
        &["ngaycong", "congsuc", "songaycong", "effort", "days"],
    ),
];

fn meaning(header: &str) -> Option<Column> {
    let key = fold::key(header);
    let known = HEADERS
        .iter()
        .find(|(_, keys)| keys.contains(&key.as_str()));
    known.map(|(column, _)| *column)
}

/// Whether a header is one of this table.
pub fn is_known(header: &str) -> bool {
    meaning(header).is_some()
}

impl Efforts {
    /// Reads a table: a row for a document, or for a figure with the code of its leaf. What is
    /// wrong is reported.
    pub fn read(table: &Table, set: &CriteriaSet, problems: &Problems) -> Self {
        let column = |wanted: Column| {
            let headers = table.headers.iter();
            headers
                .enumerate()
                .find_map(|(index, header)| (meaning(header) == Some(wanted)).then_some(index))
        };
        let mut efforts = Self::default();
        let Some(effort) = column(Column::Effort) else {
            let found = text!(
                "bảng công sức không có cột số ngày công",
                "the table of efforts has no column for days of work"
            );
            let help = text!(
                "đặt tên cột là `tieu_chi`, `tai_lieu`, `so_lieu`, `ngay_cong`",
                "name the columns `criterion`, `document`, `figure`, `effort`"
            );
            problems.add(Diagnostic::at(Code::NoHeader, table.header_place(0), found).help(help));
            return efforts;
        };
        for row in &table.rows {
            let cell = |wanted: Column| column(wanted).map_or("", |index| row.cell(index)).trim();
            let written = row.cell(effort).trim();
            if numbers::is_blank(written) {
                continue;
            }
            let Some(days) = numbers::plain(written).filter(|days| *days >= Decimal::ZERO) else {
                let found = text!(
                    "`{written}` không phải số ngày công",
                    "`{written}` is no number of days"
                );
                let help = text!("viết như 1,5", "write 1.5");
                let place = table.cell_place(row, effort);
                problems.add(Diagnostic::at(Code::BadCell, place, found).help(help));
                continue;
            };
            let of = [Column::Criterion, Column::Document, Column::Figure].map(cell);
            if let Err((message, help)) = efforts.take(set, of, days) {
                let found = Diagnostic::at(Code::BadCell, table.row_place(row), message);
                problems.add(found.help(help));
            }
        }
        efforts
    }

    fn take(
        &mut self,
        set: &CriteriaSet,
        [criterion, document, figure]: [&str; 3],
        days: Decimal,
    ) -> Result<(), (Text, Option<Text>)> {
        if !document.is_empty() {
            let key = fold::key(document);
            let all = || {
                let requirements = set.leaves().flat_map(|(_, _, leaf)| &leaf.documents);
                requirements.flat_map(|of| &of.documents)
            };
            let found: Vec<&str> = all()
                .filter(|one| fold::key(&one.id) == key || fold::key(&one.name) == key)
                .map(|one| one.id.as_str())
                .collect();
            if found.is_empty() {
                return Err((
                    text!(
                        "bộ tiêu chí không cần tài liệu `{document}`",
                        "the set needs no document `{document}`"
                    ),
                    suggest::nearest(document, all().map(|one| one.id.as_str()))
                        .map(suggest::did_you_mean),
                ));
            }
            for id in found {
                self.documents.insert(id.to_owned(), days);
            }
            return Ok(());
        }
        let leaf = CriterionCode::parse(criterion).and_then(|code| set.node(&code));
        let leaf = leaf.filter(|(_, node)| node.leaf.is_some());
        let Some((index, _)) = leaf else {
            let codes = set.nodes.iter().map(|node| node.code.as_str());
            return Err((
                text!(
                    "dòng này không ghi tài liệu, và `{criterion}` không phải mã chỉ tiêu",
                    "the row names no document, and `{criterion}` is no code of a leaf"
                ),
                suggest::nearest(criterion, codes).map(suggest::did_you_mean),
            ));
        };
        let Some(id) = figure_names::id(set, Some(index), figure) else {
            return Err((
                text!(
                    "chỉ tiêu {criterion} không có số liệu `{figure}`",
                    "the leaf {criterion} has no figure `{figure}`"
                ),
                None,
            ));
        };
        self.figures.insert((index, id.to_string()), days);
        Ok(())
    }
}
