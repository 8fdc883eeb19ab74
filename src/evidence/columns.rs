//! Columns: what a header means, however it is written.

use crate::criteria::code::Code as CriterionCode;
use crate::criteria::model::CriteriaSet;
use crate::diagnostic::{At, Code, Diagnostic, Place, Problems};
use crate::evidence::table::{Row, Table};
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
    /// Published points, also in a table of figures.
    Published,
    /// An appraiser's verdict.
    Verdict,
    /// Who appraised.
    Appraiser,
    /// Known, and not read: for people.
    Silent,
}

use Column as C;

/// Headers by what is left of them without case, marks, spaces and punctuation.
const HEADERS: &[(&str, Column)] = &[
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
    ("lydo", C::Explanation),
    ("explanation", C::Explanation),
    ("reason", C::Explanation),
    ("lan", C::Round),
    ("dot", C::Round),
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
    ("diemtucham", C::Points),
    ("diemthamdinh", C::Points),
    ("claim", C::Points),
    ("claimed", C::Points),
    ("points", C::Points),
    ("diemcongbo", C::Published),
    ("published", C::Published),
    ("ketluan", C::Verdict),
    ("verdict", C::Verdict),
    ("nguoithamdinh", C::Appraiser),
    ("appraiser", C::Appraiser),
    ("tentieuchi", C::Silent),
    ("tenchitieu", C::Silent),
    ("criterionname", C::Silent),
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

/// Counts the known headers: tells delimiters apart.
pub fn recognised(headers: &[&str]) -> usize {
    headers
        .iter()
        .filter(|header| meaning(header).is_some())
        .count()
}

/// Where the columns of one table stand.
#[derive(Debug)]
pub struct Columns {
    /// The column with codes of criteria.
    pub criterion: usize,
    found: Vec<(Column, usize)>,
    /// Columns that mean nothing to this table.
    pub others: Vec<usize>,
}

impl Columns {
    /// Finds the columns of a table that uses `used`. A missing code column, and two columns
    /// of one meaning, are reported.
    pub fn find(
        table: &Table,
        used: &[Column],
        set: &CriteriaSet,
        problems: &Problems,
    ) -> Option<Self> {
        let meanings: Vec<Option<Column>> =
            table.headers.iter().map(|header| meaning(header)).collect();
        let candidates = meanings
            .iter()
            .enumerate()
            .filter(|(_, meaning)| **meaning == Some(Column::Criterion))
            .map(|(index, _)| index);
        let Some(criterion) = code_column(table, candidates, set) else {
            let found = table.headers.join(" · ");
            problems.add(
                Diagnostic::at(
                    Code::NoHeader,
                    Place {
                        file: std::sync::Arc::clone(&table.file),
                        at: At::Line(table.header_line),
                    },
                    text!(
                        "tiêu đề không có cột mã tiêu chí; đang có: {found}",
                        "the header has no column for codes of criteria; it has: {found}"
                    ),
                )
                .help(text!(
                    "dòng đầu phải có một cột tên `tieu_chi` (hoặc Mã, STT, criterion)",
                    "the first row must have a column `criterion` (or tieu_chi, Mã, STT)"
                )),
            );
            return None;
        };
        let mut found: Vec<(Column, usize)> = Vec::new();
        let mut others = Vec::new();
        for (index, meaning) in meanings.iter().enumerate() {
            match meaning {
                Some(Column::Criterion | Column::Silent) => {}
                Some(column) if used.contains(column) => {
                    if let Some((_, first)) = found.iter().find(|(other, _)| other == column) {
                        let (a, b) = (&table.headers[*first], &table.headers[index]);
                        problems.add(
                            Diagnostic::at(
                                Code::DuplicateColumn,
                                table.header_place(index),
                                text!(
                                    "hai cột `{a}` và `{b}` cùng một nghĩa",
                                    "the columns `{a}` and `{b}` mean the same"
                                ),
                            )
                            .help(text!(
                                "bỏ hoặc đổi tên một cột",
                                "remove or rename one of them"
                            )),
                        );
                    }
                    found.push((*column, index));
                }
                _ => others.push(index),
            }
        }
        Some(Self {
            criterion,
            found,
            others,
        })
    }

    /// Where a column stands.
    pub fn at(&self, column: Column) -> Option<usize> {
        self.found
            .iter()
            .find(|(other, _)| *other == column)
            .map(|(_, index)| *index)
    }

    /// The row's cell in a column; empty where the table has no such column.
    pub fn cell<'r>(&self, row: &'r Row, column: Column) -> &'r str {
        self.at(column).map_or("", |index| row.cell(index))
    }

    /// Reports the columns that nothing reads.
    pub fn report_others(&self, table: &Table, problems: &Problems) {
        for index in &self.others {
            let header = &table.headers[*index];
            let filled = table.rows.iter().any(|row| !row.cell(*index).is_empty());
            if !filled {
                continue;
            }
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

/// Rows that tell whether a column holds codes.
const ROWS_TO_TELL: usize = 1_000;

/// Of several columns that could hold codes, the one whose cells are codes of the set.
fn code_column(
    table: &Table,
    candidates: impl Iterator<Item = usize>,
    set: &CriteriaSet,
) -> Option<usize> {
    let is_code = |cell: &str| {
        cell == "*"
            || cell.split([';', ',', '\n']).any(|part| {
                CriterionCode::parse(part).is_some_and(|code| set.by_code.contains_key(&code))
            })
    };
    let rank = |index: usize| {
        let key = fold::key(&table.headers[index]);
        HEADERS.iter().position(|(known, _)| *known == key)
    };
    let candidates: Vec<usize> = candidates.collect();
    if let [only] = candidates.as_slice() {
        return Some(*only);
    }
    candidates.into_iter().min_by_key(|index| {
        let rows = table.rows.iter().take(ROWS_TO_TELL);
        let codes = rows.filter(|row| is_code(row.cell(*index))).count();
        (std::cmp::Reverse(codes), rank(*index))
    })
}
