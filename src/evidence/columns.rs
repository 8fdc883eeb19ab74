//! Columns: what a header means, however it is written.

use std::collections::BTreeSet;

use crate::criteria::code::Code as CriterionCode;
use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, column_letters};
use crate::evidence::codes;
use crate::evidence::load::Loader;
use crate::evidence::targets::is_total;
use crate::tables::table::{Row, Table};
use crate::text::lang::text;
use crate::text::{fold, suggest};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Codes of criteria.
    Criterion,
    /// A document by id or name.
    Document,
    /// Number and symbol of a document.
    Number,
    /// Date of issue.
    Issued,
    /// Title of a document.
    Title,
    /// Attachments.
    File,
    /// A link.
    Link,
    /// Section of a document.
    Section,
    /// Page of a document.
    Page,
    /// An explanation or reason.
    Explanation,
    /// Round of submission or appraisal.
    Round,
    /// Code of the unit.
    Unit,
    /// Name of the unit.
    UnitName,
    /// A figure by id or name.
    Figure,
    /// Its value.
    Value,
    /// Where the value comes from.
    Source,
    /// Points of whichever table it is.
    Points,
    /// Points that the unit claims; in a table of appraisals they are there for people.
    Claimed,
    /// Points that an appraiser gives.
    Appraised,
    /// Published points, also in a table of figures.
    Published,
    /// An appraiser's verdict.
    Verdict,
    /// Who appraised.
    Appraiser,
    /// Names of criteria: for people, and for rows whose code is none of the set's.
    CriterionName,
    /// Known, and not read: for people.
    Silent,
}

use Column as C;

/// Headers by what is left of them without case, marks, spaces and punctuation.
pub(crate) const HEADERS: &[(&str, Column)] = &[
    ("matieuchi", C::Criterion),
    ("machitieu", C::Criterion),
    ("tieuchi", C::Criterion),
    ("ma", C::Criterion),
    ("stt", C::Criterion),
    ("tt", C::Criterion),
    ("criterion", C::Criterion),
    ("criterioncode", C::Criterion),
    ("code", C::Criterion),
    ("tailieu", C::Document),
    ("matailieu", C::Document),
    ("tailieuyeucau", C::Document),
    ("document", C::Document),
    ("sokyhieu", C::Number),
    ("so", C::Number),
    ("number", C::Number),
    ("symbol", C::Number),
    ("ngaybanhanh", C::Issued),
    ("ngay", C::Issued),
    ("ngaythamdinh", C::Issued),
    ("issued", C::Issued),
    ("date", C::Issued),
    ("trichyeu", C::Title),
    ("tentailieu", C::Title),
    ("title", C::Title),
    ("tep", C::File),
    ("tepdinhkem", C::File),
    ("file", C::File),
    ("files", C::File),
    ("attachment", C::File),
    ("duongdan", C::Link),
    ("link", C::Link),
    ("url", C::Link),
    ("muc", C::Section),
    ("section", C::Section),
    ("trang", C::Page),
    ("page", C::Page),
    ("giaitrinh", C::Explanation),
    ("ykien", C::Explanation),
    ("ykienthamdinh", C::Explanation),
    ("lydo", C::Explanation),
    ("explanation", C::Explanation),
    ("reason", C::Explanation),
    ("lan", C::Round),
    ("dot", C::Round),
    ("vong", C::Round),
    ("lanthamdinh", C::Round),
    ("round", C::Round),
    ("donvi", C::Unit),
    ("madonvi", C::Unit),
    ("unit", C::Unit),
    ("unitcode", C::Unit),
    ("tendonvi", C::UnitName),
    ("unitname", C::UnitName),
    ("solieu", C::Figure),
    ("chiso", C::Figure),
    ("figure", C::Figure),
    ("giatri", C::Value),
    ("value", C::Value),
    ("nguon", C::Source),
    ("source", C::Source),
    ("diem", C::Points),
    ("diemtucham", C::Claimed),
    ("diemthamdinh", C::Appraised),
    ("claim", C::Claimed),
    ("claimed", C::Claimed),
    ("appraised", C::Appraised),
    ("points", C::Points),
    ("diemcongbo", C::Published),
    ("published", C::Published),
    ("ketluan", C::Verdict),
    ("verdict", C::Verdict),
    ("ketquathamdinh", C::Verdict),
    ("nguoithamdinh", C::Appraiser),
    ("canbothamdinh", C::Appraiser),
    ("appraiser", C::Appraiser),
    ("tentieuchi", C::CriterionName),
    ("tenchitieu", C::CriterionName),
    ("criterionname", C::CriterionName),
    ("diemtoida", C::Silent),
    ("max", C::Silent),
    ("maximum", C::Silent),
    ("thoihan", C::Silent),
    ("deadline", C::Silent),
    ("nguoiphutrach", C::Silent),
    ("owner", C::Silent),
    ("ghichu", C::Silent),
    ("note", C::Silent),
    ("notes", C::Silent),
    ("canbosung", C::Silent),
    ("whatisneeded", C::Silent),
    ("diemcothelaylai", C::Silent),
    ("pointsatstake", C::Silent),
    ("diemtinhduoc", C::Silent),
    ("diemmaytinh", C::Silent),
    ("computed", C::Silent),
    ("dvt", C::Silent),
    ("donvitinh", C::Silent),
    ("unitofmeasure", C::Silent),
    ("yeucau", C::Silent),
    ("requirement", C::Silent),
    ("tensolieu", C::Silent),
    ("figurename", C::Silent),
    ("kytruoc", C::Silent),
    ("namtruoc", C::Silent),
    ("previous", C::Silent),
];

/// What a header means, if it is known.
pub fn meaning(header: &str) -> Option<Column> {
    let key = fold::key(header);
    HEADERS
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, column)| *column)
}

/// Where the columns of one table stand.
#[derive(Debug)]
pub struct Columns {
    /// The column with codes of criteria; `None` where `--leaf` says which criterion it is.
    pub criterion: Option<usize>,
    /// The column with names of criteria.
    pub name: Option<usize>,
    found: Vec<(Column, usize)>,
    /// Columns that mean nothing to this table.
    pub others: Vec<usize>,
    /// Lines whose code is damaged; what they are about is not known.
    pub damaged: BTreeSet<usize>,
}

impl Columns {
    /// Finds the columns of a table that uses `used`. A missing code column, and two columns
    /// of one meaning, are reported.
    pub(super) fn find(table: &Table, used: &[Column], loader: &Loader<'_>) -> Option<Self> {
        let mut columns = Self::without_codes(table, used, loader);
        let meant = |wanted: Column| {
            let names = table.names.iter().enumerate();
            names
                .filter(move |(_, name)| meaning(name) == Some(wanted))
                .map(|(index, _)| index)
        };
        // Where the table is said to be about one leaf, its numbering is of something else.
        let numbering =
            |index: &usize| matches!(fold::key(&table.names[*index]).as_str(), "stt" | "tt");
        let about_one = loader.reading.leaf.is_some();
        let coded = meant(Column::Criterion).filter(|index| !(about_one && numbering(index)));
        columns.criterion = code_column(table, coded, loader);
        columns.name = meant(Column::CriterionName)
            .chain(meant(Column::Criterion))
            .find(|index| columns.criterion != Some(*index));
        if columns.criterion.is_none() && loader.reading.leaf.is_none() {
            loader.problems.add(no_code_column(table));
            return None;
        }
        columns.damaged = codes::report_damaged(table, &columns, loader.set, loader.problems);
        if let Some(column) = columns.criterion {
            table.report_faults(
                column,
                |row| is_total(row, table.names.len()),
                loader.problems,
            );
            let faulty = table.rows.iter().filter(|row| row.is_faulty(column));
            columns.damaged.extend(faulty.map(|row| row.line));
        }
        Some(columns)
    }

    /// The columns of a table without a column for codes. Two columns of one meaning are
    /// reported.
    pub(super) fn without_codes(table: &Table, used: &[Column], loader: &Loader<'_>) -> Self {
        let mut found: Vec<(Column, usize)> = Vec::new();
        let mut others = Vec::new();
        for (index, name) in table.names.iter().enumerate() {
            match meaning(name) {
                Some(Column::Criterion | Column::CriterionName | Column::Silent) => {}
                Some(column) if used.contains(&column) => {
                    if let Some((_, first)) = found.iter().find(|(other, _)| *other == column) {
                        loader.problems.add(same_meaning(table, *first, index));
                    }
                    table.report_faults(
                        index,
                        |row| is_total(row, table.names.len()),
                        loader.problems,
                    );
                    found.push((column, index));
                }
                _ => others.push(index),
            }
        }
        Self {
            criterion: None,
            name: None,
            found,
            others,
            damaged: BTreeSet::new(),
        }
    }

    /// Where a column stands.
    pub fn at(&self, column: Column) -> Option<usize> {
        self.found
            .iter()
            .find(|(other, _)| *other == column)
            .map(|(_, index)| *index)
    }

    /// What stands in the row's cell in a column; nothing where the table has no such column.
    pub fn cell<'r>(&self, row: &'r Row, column: Column) -> &'r str {
        self.at(column).map_or("", |index| row.cell(index))
    }

    /// Where the first of several columns of points stands that a table has. Two that may both
    /// be meant are reported.
    pub(super) fn points(
        &self,
        table: &Table,
        preferred: &[Column],
        loader: &Loader<'_>,
    ) -> Option<usize> {
        // «Điểm» may be anybody's, so beside a column of their own it is not known whose.
        let own = preferred.first().filter(|own| **own != Column::Published);
        let own = own.and_then(|own| self.at(*own));
        if let (Some(own), Some(any)) = (own, self.at(Column::Points)) {
            let (first, second) = (own.min(any), own.max(any));
            loader.problems.add(same_meaning(table, first, second));
        }
        preferred.iter().find_map(|column| self.at(*column))
    }

    /// Reports the columns that nothing reads.
    pub fn report_others(&self, table: &Table, problems: &Problems) {
        let filled = |index: &&usize| table.rows.iter().any(|row| !row.cell(**index).is_empty());
        let filled: Vec<usize> = self.others.iter().filter(filled).copied().collect();
        let unnamed = |index: &usize| table.headers[*index].is_empty();
        let (unnamed, named): (Vec<usize>, Vec<usize>) = filled.into_iter().partition(unnamed);
        if let Some(first) = unnamed.first() {
            let letters = unnamed.iter().take(5).map(|index| column_letters(*index));
            let letters = letters.collect::<Vec<_>>().join(", ");
            let more = if unnamed.len() > 5 { ", …" } else { "" };
            let message = text!(
                "cột {letters}{more} có dữ liệu mà không có tiêu đề nên không được dùng",
                "the column {letters}{more} is filled and has no header, so it is not used"
            );
            let help = text!(
                "ghi tiêu đề cho cột; cột chỉ để người đọc thì đặt tên `ghi_chu`",
                "give it a header; a column for people only may be called `note`"
            );
            let found = Diagnostic::at(Code::UnusedColumn, table.header_place(*first), message);
            problems.add(found.help(help));
        }
        for index in &named {
            let header = &table.headers[*index];
            problems.add(
                Diagnostic::at(
                    Code::UnusedColumn,
                    table.header_place(*index),
                    text!(
                        "cột `{header}` không được dùng",
                        "the column `{header}` is not used"
                    ),
                )
                .help(
                    match suggest::nearest(header, HEADERS.iter().map(|(key, _)| *key)) {
                        Some(_) if meaning(header).is_some() => text!(
                            "cột này thuộc về một bảng khác",
                            "this column belongs to another table"
                        ),
                        Some(near) => suggest::did_you_mean(near),
                        None => text!(
                            "cột chỉ để người đọc thì đặt tên `ghi_chu`",
                            "a column for people only may be called `note`"
                        ),
                    },
                ),
            );
        }
    }
}

fn no_code_column(table: &Table) -> Diagnostic {
    let found = table.headers.join(" · ");
    let place = Place {
        file: std::sync::Arc::clone(&table.file),
        at: At::Line(table.header_line),
    };
    Diagnostic::at(
        Code::NoHeader,
        place,
        text!(
            "tiêu đề không có cột mã tiêu chí; đang có: {found}",
            "the header has no column for codes of criteria; it has: {found}"
        ),
    )
    .help(text!(
        "đặt tên một cột là `tieu_chi` (hoặc Mã, STT, criterion), hoặc thêm `--leaf MÃ` nếu cả bảng là của một chỉ tiêu",
        "name a column `criterion` (or tieu_chi, Mã, STT), or add `--leaf CODE` if the whole table is about one leaf"
    ))
}

/// That two columns of a table mean the same.
pub(crate) fn same_meaning(table: &Table, first: usize, second: usize) -> Diagnostic {
    let (a, b) = (&table.headers[first], &table.headers[second]);
    Diagnostic::at(
        Code::DuplicateColumn,
        table.header_place(second),
        text!(
            "hai cột `{a}` và `{b}` cùng một nghĩa",
            "the columns `{a}` and `{b}` mean the same"
        ),
    )
    .help(text!(
        "bỏ hoặc đổi tên một cột",
        "remove or rename one of them"
    ))
}

/// Rows that tell whether a column holds codes.
const ROWS_TO_TELL: usize = 1_000;

/// Of several columns that could hold codes, the one whose cells are codes of the set.
fn code_column(
    table: &Table,
    candidates: impl Iterator<Item = usize>,
    loader: &Loader<'_>,
) -> Option<usize> {
    let set = loader.set;
    let is_code = |cell: &str| {
        cell == "*"
            || cell.split([';', ',', '\n']).any(|part| {
                CriterionCode::parse(part).is_some_and(|code| set.by_code.contains_key(&code))
            })
    };
    let rank = |index: usize| {
        let key = fold::key(&table.names[index]);
        HEADERS.iter().position(|(known, _)| *known == key)
    };
    let candidates: Vec<usize> = candidates.collect();
    if let [only] = candidates.as_slice() {
        return Some(*only);
    }
    candidates.into_iter().min_by_key(|index| {
        let rows = || table.rows.iter().take(ROWS_TO_TELL);
        let codes = rows().filter(|row| is_code(row.cell(*index))).count();
        // Names of leaves are numbered by a column of their own.
        let names = rows().filter(|row| loader.named(row.cell(*index)).is_some());
        let names = if codes == 0 { names.count() } else { 0 };
        (std::cmp::Reverse(codes), names, rank(*index))
    })
}
