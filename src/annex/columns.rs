//! What the headers of an annex mean.

use super::KEYS;
use crate::criteria::code::Code as CriterionCode;
use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, column_letters};
use crate::evidence::columns::same_meaning;
use crate::tables::table::Table;
use crate::text::fold;
use crate::text::lang::text;

/// What a column of an annex holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Numbers or codes of fields, criteria and leaves.
    Label,
    /// How deep they stand: 1 for fields.
    Level,
    /// Their names.
    Name,
    /// Labels or names: what the cells are decides.
    LabelOrName,
    /// Their maxima.
    Max,
    /// Required documents.
    Documents,
    /// Who answers for them.
    Owner,
    /// How they are scored.
    Scoring,
    /// A key of the set, as [`KEYS`] has it.
    Key(&'static str),
    /// Remarks for people, which are kept for review.
    Note,
    /// Known, and not read.
    Silent,
}

use Column as C;

/// Headers by what is left of them without case, marks, spaces and punctuation.
pub(crate) const HEADERS: &[(&str, Column)] = &[
    ("ma", C::Label),
    ("matieuchi", C::Label),
    ("machitieu", C::Label),
    ("code", C::Label),
    ("stt", C::Label),
    ("tt", C::Label),
    ("sothutu", C::Label),
    ("sott", C::Label),
    ("no", C::Label),
    ("cap", C::Level),
    ("level", C::Level),
    ("tieuchi", C::LabelOrName),
    ("criterion", C::LabelOrName),
    ("chitieu", C::LabelOrName),
    ("diem", C::Max),
    ("max", C::Max),
    ("maximum", C::Max),
    ("toida", C::Max),
    ("points", C::Max),
    ("evidence", C::Documents),
    ("owner", C::Owner),
    ("clause", C::Scoring),
    ("scoring", C::Scoring),
    ("ghichu", C::Note),
    ("note", C::Note),
    ("notes", C::Note),
    ("quytacbangloi", C::Silent),
    ("ruleinwords", C::Silent),
];

/// Headers by a part of the same; the first that fits counts.
pub(crate) const PARTS: &[(&str, Column)] = &[
    ("diemtoida", C::Max),
    ("diemtd", C::Max),
    ("diemchuan", C::Max),
    ("thangdiem", C::Max),
    ("sodiem", C::Max),
    ("diemquydinh", C::Max),
    ("diemsotoida", C::Max),
    ("trongso", C::Max),
    ("tytrong", C::Max),
    ("tucham", C::Silent),
    ("tudanhgia", C::Silent),
    ("diemthamdinh", C::Silent),
    ("diemcongbo", C::Silent),
    ("diemdieutra", C::Silent),
    ("diemdat", C::Silent),
    ("giaitrinh", C::Silent),
    ("cachcham", C::Scoring),
    ("cachtinh", C::Scoring),
    ("cachdanhgia", C::Scoring),
    ("huongdan", C::Scoring),
    ("phuongphap", C::Scoring),
    ("quydinhcham", C::Scoring),
    ("chamdiem", C::Scoring),
    ("tinhdiem", C::Scoring),
    ("kiemchung", C::Documents),
    ("minhchung", C::Documents),
    ("chungminh", C::Documents),
    ("tailieu", C::Documents),
    ("phutrach", C::Owner),
    ("chutri", C::Owner),
    ("thammuu", C::Owner),
    ("theodoi", C::Owner),
    ("thuchien", C::Owner),
    ("tentieuchi", C::Name),
    ("tenchitieu", C::Name),
    ("linhvuc", C::Name),
    ("chisothanhphan", C::Name),
    ("cacchitieu", C::Name),
    ("tieuchi", C::Name),
    ("noidung", C::Name),
    ("name", C::Name),
];

/// What a header means, if it is known.
pub fn meaning(header: &str) -> Option<Column> {
    if let Some(key) = KEYS.into_iter().find(|key| *key == header) {
        return Some(Column::Key(key));
    }
    let key = fold::key(header);
    let whole = HEADERS.iter().find(|(known, _)| *known == key);
    let part = || PARTS.iter().find(|(known, _)| key.contains(known));
    whole.or_else(part).map(|(_, column)| *column)
}

/// Where the columns of an annex stand.
#[derive(Debug, Default)]
pub struct Columns {
    /// Labels; `None` where names begin with them.
    pub label: Option<usize>,
    /// Levels.
    pub level: Option<usize>,
    /// Names.
    pub name: usize,
    /// Maxima.
    pub max: usize,
    /// Points of choices, where they have a column beside the maxima.
    pub points: Option<usize>,
    /// Remarks.
    pub notes: Vec<usize>,
    /// Documents.
    pub documents: Option<usize>,
    /// Owners.
    pub owner: Option<usize>,
    /// How it is scored.
    pub scoring: Vec<usize>,
    /// Keys of the set.
    pub keys: Vec<(&'static str, usize)>,
}

impl Columns {
    /// Finds them. What is missing, or stands twice, or is not read goes to `problems`.
    pub fn find(table: &Table, problems: &Problems) -> Option<Self> {
        let meanings: Vec<Option<Column>> = table.names.iter().map(|name| meaning(name)).collect();
        let of = |wanted: Column| {
            let all = meanings.iter().enumerate();
            all.filter(move |(_, found)| **found == Some(wanted))
                .map(|(index, _)| index)
        };
        let once = |wanted: Column| {
            let mut found = of(wanted);
            let first = found.next();
            if let (Some(first), Some(second)) = (first, found.next()) {
                problems.add(same_meaning(table, first, second));
            }
            first
        };
        let label = label_column(table, of(Column::Label))
            .or_else(|| label_column(table, of(Column::LabelOrName)));
        let names = of(Column::Name).chain(of(Column::LabelOrName));
        let name = names
            .filter(|index| Some(*index) != label)
            .max_by_key(|index| {
                let letters = table.rows.iter().map(|row| row.cell(*index).len());
                (letters.sum::<usize>(), std::cmp::Reverse(*index))
            });
        let (max, points) = maxima(table, of(Column::Max).collect(), problems);
        let (Some(name), Some(max)) = (name, max) else {
            problems.add(no_columns(table));
            return None;
        };
        let keys = KEYS
            .into_iter()
            .filter_map(|key| Some((key, once(Column::Key(key))?)));
        let columns = Self {
            label,
            level: once(Column::Level),
            name,
            max,
            points,
            notes: of(Column::Note).collect(),
            documents: once(Column::Documents),
            owner: once(Column::Owner),
            scoring: of(Column::Scoring).collect(),
            keys: keys.collect(),
        };
        for (index, found) in meanings.iter().enumerate() {
            let filled = table.rows.iter().any(|row| !row.cell(index).is_empty());
            if found.is_none() && filled {
                problems.add(unused(table, index));
            }
        }
        Some(columns)
    }
}

/// Of several columns that may hold labels, the one with most cells that are some; of equals
/// the first in the order of the headers known.
fn label_column(table: &Table, candidates: impl Iterator<Item = usize>) -> Option<usize> {
    let labels = |index: usize| {
        let cells = table.rows.iter().map(|row| row.cell(index));
        cells
            .filter(|cell| super::labels::Label::parse(cell).is_some())
            .count()
    };
    // A running number is a label of its own in every row; codes have segments.
    let segments = |index: usize| {
        let cells = table.rows.iter().map(|row| row.cell(index));
        cells
            .filter(|cell| {
                CriterionCode::parse(cell).is_some_and(|code| code.as_str().contains('.'))
            })
            .count()
    };
    let counted = candidates.map(|index| (segments(index), labels(index), index));
    let counted = counted.filter(|(_, labels, _)| *labels > 0);
    let best = counted
        .max_by_key(|(segments, labels, index)| (*segments, *labels, std::cmp::Reverse(*index)));
    best.map(|(.., index)| index)
}

/// The column of maxima, and that of the points of choices. Of several columns the one that
/// says «tối đa» is the first, another the second; more are reported.
fn maxima(table: &Table, found: Vec<usize>, problems: &Problems) -> (Option<usize>, Option<usize>) {
    let says_so = |index: &usize| {
        let key = fold::key(&table.names[*index]);
        ["toida", "max"].iter().any(|word| key.contains(word))
    };
    let of_choices = |index: usize| {
        let key = fold::key(&table.names[index]);
        ["diem", "thangdiem", "sodiem", "points"].contains(&key.as_str())
    };
    let (sure, others): (Vec<usize>, Vec<usize>) = found.into_iter().partition(says_so);
    match (&sure[..], &others[..]) {
        ([first, second, ..], _) | ([], [first, second, ..]) | ([_], [first, second, ..]) => {
            problems.add(same_meaning(table, *first, *second));
            (Some(*first), None)
        }
        ([], others) => (others.first().copied(), None),
        ([max], [other]) if !of_choices(*other) => {
            problems.add(unused(table, *other));
            (Some(*max), None)
        }
        ([max], others) => (Some(*max), others.first().copied()),
    }
}

fn unused(table: &Table, index: usize) -> Diagnostic {
    let header = &table.headers[index];
    let message = if header.is_empty() {
        let letters = column_letters(index);
        text!(
            "cột {letters} không có tiêu đề nên không được dùng",
            "the column {letters} has no header, so it is not used"
        )
    } else {
        text!(
            "cột `{header}` không được dùng",
            "the column `{header}` is not used"
        )
    };
    Diagnostic::at(Code::UnusedColumn, table.header_place(index), message)
    .help(text!(
        "các cột đọc được: mã hoặc STT, tiêu chí, điểm tối đa, tài liệu kiểm chứng, người phụ trách, cách chấm",
        "the columns that are read: code, criterion, maximum, evidence, owner, scoring"
    ))
}

fn no_columns(table: &Table) -> Diagnostic {
    let found = table.headers.join(" · ");
    let place = Place {
        file: std::sync::Arc::clone(&table.file),
        at: At::Line(table.header_line),
    };
    Diagnostic::at(
        Code::NoHeader,
        place,
        text!(
            "tiêu đề không có đủ cột tiêu chí và điểm tối đa; đang có: {found}",
            "the header lacks a column for criteria or for maxima; it has: {found}"
        ),
    )
    .help(text!(
        "đặt tên cột là `STT`, `Tiêu chí`, `Điểm tối đa`, `Tài liệu kiểm chứng`, `Người phụ trách`, `Cách chấm`",
        "name the columns `Code`, `Criterion`, `Maximum`, `Evidence`, `Owner`, `Scoring`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_annexes_are_known_however_they_are_written() {
        for (header, expected) in [
            ("STT", C::Label),
            ("Lĩnh vực, tiêu chí, tiêu chí thành phần", C::Name),
            ("NỘI DUNG ĐÁNH GIÁ", C::Name),
            ("Tiêu chí", C::LabelOrName),
            ("Điểm tối đa", C::Max),
            ("Thang điểm", C::Max),
            ("Điểm tự chấm", C::Silent),
            ("Điểm thẩm định", C::Silent),
            ("Tài liệu kiểm chứng", C::Documents),
            ("Hồ sơ minh chứng", C::Documents),
            ("Đơn vị phụ trách", C::Owner),
            ("Cơ quan theo dõi, đánh giá", C::Owner),
            ("Cách chấm điểm", C::Scoring),
            ("Hướng dẫn chấm điểm", C::Scoring),
            ("Phương pháp đánh giá", C::Scoring),
            ("rule", C::Key("rule")),
            ("documents", C::Key("documents")),
        ] {
            assert_eq!(meaning(header), Some(expected), "{header}");
        }
        assert_eq!(meaning("Màu"), None);
    }
}
