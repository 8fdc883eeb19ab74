//! The rows of an annex as nodes: rows without a label go on with the node above them.

use rust_decimal::Decimal;

use super::columns::Columns;
use super::draft;
use super::labels::Label;
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::tables::cell::{Cell, Held};
use crate::tables::table::{Row, Table};
use crate::text::lang::{Lang, text};
use crate::text::{fold, numbers};
use crate::yaml::Value;

/// What the table says of one node.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its line in the table.
    pub(super) line: usize,
    /// Where its label stands.
    pub(super) place: Place,
    /// Its label.
    pub(super) label: Label,
    /// How deep it stands, where the table says.
    pub(super) level: Option<usize>,
    /// What it is called.
    pub(super) name: String,
    /// Its maximum, and where it stands.
    pub(super) max: Option<(Decimal, Place)>,
    /// Lines of the cell of documents.
    pub(super) documents: Vec<String>,
    /// Who answers for it.
    pub(super) owner: String,
    /// Lines that say how it is scored.
    pub(super) scoring: Vec<String>,
    /// Rows below it without a label that have points: choices or parts.
    pub(super) parts: Vec<Part>,
    /// Remarks of the table.
    pub(super) notes: Vec<String>,
    /// Keys of the set, with where they stand.
    pub(super) keys: Vec<(&'static str, Value, Place)>,
    /// Whether the table has no such row.
    pub(super) left_out: bool,
}

/// A row without a label that has points.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) points: Decimal,
    pub(super) place: Place,
    pub(super) documents: Vec<String>,
    /// Which of the lines on scoring is made of it.
    pub(super) line: usize,
}

/// All rows.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub(super) entries: Vec<Entry>,
    /// Rows behind the last node that belong to none: where, who signs.
    pub(super) aside: Vec<String>,
    /// The row of the total.
    pub(super) total: Option<(Decimal, Place)>,
}

/// Reads the rows of a table. What cannot be read goes to `problems`.
pub(super) fn read(table: &Table, columns: &Columns, problems: &Problems) -> Entries {
    let mut all = Entries::default();
    for row in &table.rows {
        let reader = RowReader {
            table,
            columns,
            row,
            problems,
        };
        reader.read(&mut all);
    }
    all
}

struct RowReader<'a> {
    table: &'a Table,
    columns: &'a Columns,
    row: &'a Row,
    problems: &'a Problems,
}

impl RowReader<'_> {
    fn read(&self, all: &mut Entries) {
        let name = self.row.cell(self.columns.name);
        let label_cell = self
            .columns
            .label
            .map_or(Cell::default(), |index| self.row.get(index));
        let coded = self.columns.label.is_some() && Label::parse(label_cell.text).is_some();
        if self.repeats_header() {
            return;
        }
        let max = self.max();
        if !coded && is_total(self.row) {
            // Sums of parts stand above or below them; the total of all comes last or first.
            if max.is_some() && !is_part_of_total(self.row) {
                all.total = max;
            }
            return;
        }
        let place = self
            .table
            .cell_place(self.row, self.columns.label.unwrap_or(self.columns.name));
        let level_cell = self.columns.level.map_or("", |index| self.row.cell(index));
        let level = level_cell
            .parse()
            .ok()
            .filter(|level| (1..=20).contains(level));
        if level.is_none() && !level_cell.is_empty() {
            let message = text!(
                "`{level_cell}` không phải một cấp",
                "`{level_cell}` is no level"
            );
            let help = text!(
                "ghi 1 cho lĩnh vực, 2 cho mục ngay dưới, …",
                "write 1 for fields, 2 for what is right below, …"
            );
            let place = self
                .table
                .cell_place(self.row, self.columns.level.unwrap_or_default());
            self.problems
                .add(Diagnostic::at(Code::BadCell, place, message).help(help));
        }
        let (label, name) = match self.columns.label {
            // Where levels stand, codes need not show the tree.
            Some(_) if level.is_some() => (Label::any(label_cell.text), draft::plain(name)),
            Some(_) => (Label::parse(label_cell.text), draft::plain(name)),
            None => match Label::before_name(name) {
                Some((label, rest)) => (Some(label), rest),
                None => (None, draft::plain(name)),
            },
        };
        let is_bullet = matches!(label_cell.text.trim(), "" | "-" | "+" | "*" | "•" | "–");
        if let Some(Held::Date(date)) = label_cell.held {
            let (day, month) = (date.day(), date.month());
            let likely = format!("{day}.{month} / {month}.{day}");
            self.problems.add(damaged(&place, label_cell.text, &likely));
            return;
        }
        let Some(label) = label else {
            if max.is_none() && is_page_text(&name) {
                all.aside.push(name);
            } else if is_bullet || self.columns.label.is_none() {
                self.go_on(all, &name, max);
            } else if max.is_none() && !all.entries.is_empty() && self.row.texts().count() <= 2 {
                // «Nơi nhận:», «CHỦ TỊCH», «Ghi chú: …» below the table.
                all.aside.extend(self.row.texts().map(draft::plain));
            } else {
                self.problems.add(no_label(&place, label_cell.text));
            }
            return;
        };
        let numeric = matches!(label_cell.held, Some(Held::Number(..)));
        let may_be_cut = level.is_none() && (numeric || label_cell.held.is_none());
        if let Some(likely) = lost_zero(all, &label).filter(|_| may_be_cut) {
            self.problems.add(damaged(&place, label_cell.text, &likely));
        }
        if name.is_empty() {
            let found = text!(
                "dòng này có mã mà không có tên",
                "this row has a code and no name"
            );
            let help = text!("ghi tên tiêu chí", "write the name of the criterion");
            self.problems
                .add(Diagnostic::at(Code::BadCell, place.clone(), found).help(help));
        }
        all.entries.push(Entry {
            line: self.row.line,
            place,
            label,
            level,
            name,
            max,
            documents: lines(
                self.columns
                    .documents
                    .map_or("", |index| self.row.cell(index)),
            ),
            owner: draft::plain(self.columns.owner.map_or("", |index| self.row.cell(index))),
            scoring: self.scoring(),
            parts: Vec::new(),
            notes: self.notes(),
            keys: self.keys(),
            left_out: false,
        });
    }

    fn notes(&self) -> Vec<String> {
        let cells = self.columns.notes.iter().map(|index| self.row.cell(*index));
        cells.flat_map(lines).collect()
    }

    fn scoring(&self) -> Vec<String> {
        let cells = self
            .columns
            .scoring
            .iter()
            .map(|index| self.row.cell(*index));
        let mut lines: Vec<String> = cells.flat_map(lines).collect();
        // Points of a choice stand in a column of their own.
        let points = self.columns.points.map_or("", |index| self.row.cell(index));
        if let (Some(last), false) = (lines.last_mut(), numbers::is_blank(points)) {
            last.push_str(&format!(": {points} điểm"));
        } else if !numbers::is_blank(points) {
            lines.push(format!("{points} điểm"));
        }
        lines
    }

    /// Whether the header, or the numbers of its columns, stand here again, as on a new page.
    fn repeats_header(&self) -> bool {
        let cells = || {
            let cells = (0..self.table.headers.len()).map(|index| (index, self.row.cell(index)));
            cells.filter(|(_, cell)| !cell.is_empty())
        };
        let same =
            |(index, cell): (usize, &str)| fold::key(cell) == fold::key(&self.table.headers[index]);
        let number = |(index, cell): (usize, &str)| cell == format!("({})", index + 1);
        cells().count() >= 2 && (cells().all(same) || cells().all(number))
    }

    /// A row without a label belongs to the node above.
    fn go_on(&self, all: &mut Entries, name: &str, max: Option<(Decimal, Place)>) {
        let Some(entry) = all.entries.last_mut() else {
            let place = self.table.row_place(self.row);
            let found = text!(
                "dòng này không có mã và không có dòng nào ở trên để thuộc về",
                "this row has no code, and there is none above that it could belong to"
            );
            let help = text!(
                "ghi mã, hoặc đưa dòng này lên trên tiêu đề cột",
                "write its code, or move the row above the header"
            );
            self.problems
                .add(Diagnostic::at(Code::BadCell, place, found).help(help));
            return;
        };
        let documents = lines(
            self.columns
                .documents
                .map_or("", |index| self.row.cell(index)),
        );
        let bare = name
            .trim_start_matches(['-', '+', '*', '•', '–'])
            .trim()
            .to_owned();
        match max {
            Some((points, place)) => {
                let shown = numbers::show(points, Lang::Vi);
                entry.parts.push(Part {
                    line: entry.scoring.len(),
                    name: bare.clone(),
                    points,
                    place,
                    documents: documents.clone(),
                });
                entry.scoring.push(format!("{bare}: {shown} điểm"));
            }
            None if !bare.is_empty() => {
                let points = self.columns.points.map_or("", |index| self.row.cell(index));
                let none = self.scoring().len() > 1 || numbers::is_blank(points);
                entry.scoring.push(if none {
                    bare
                } else {
                    format!("{bare}: {points} điểm")
                });
            }
            None => {}
        }
        let own = self.scoring();
        let only_points = own.len() == 1 && !name.is_empty() && self.columns.points.is_some();
        entry
            .scoring
            .extend(own.into_iter().filter(|_| !only_points));
        entry.notes.extend(self.notes());
        for line in documents {
            if !entry.documents.contains(&line) {
                entry.documents.push(line);
            }
        }
        if entry.owner.is_empty() {
            entry.owner = fold::tidy(self.columns.owner.map_or("", |index| self.row.cell(index)));
        }
    }

    fn max(&self) -> Option<(Decimal, Place)> {
        let index = self.columns.max;
        let cell = self.row.get(index);
        if numbers::is_blank(cell.text) {
            return None;
        }
        let place = self.table.cell_place(self.row, index);
        let bare = cell
            .text
            .trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
        let value = match cell.held {
            Some(Held::Number(value, _)) => Some(value),
            Some(Held::Date(_)) => None,
            // The maximum of a penalty may be written with a minus.
            None => numbers::read(bare)
                .filter(|found| !found.percent)
                .and_then(|found| {
                    let small = |value: &Decimal| value.abs() < Decimal::ONE_THOUSAND;
                    found
                        .certain()
                        .or(found.comma.filter(small))
                        .or(found.point.filter(small))
                }),
        };
        let Some(value) = value else {
            let found = cell.text;
            let message = text!(
                "`{found}` không phải điểm tối đa",
                "`{found}` is no maximum"
            );
            let help = text!(
                "ghi một số như 1 hoặc 0,5",
                "write a number such as 1 or 0.5"
            );
            self.problems
                .add(Diagnostic::at(Code::BadCell, place, message).help(help));
            return None;
        };
        Some((value.normalize(), place))
    }

    fn keys(&self) -> Vec<(&'static str, Value, Place)> {
        let mut keys = Vec::new();
        for (key, index) in &self.columns.keys {
            let cell = self.row.cell(*index);
            if cell.is_empty() {
                continue;
            }
            let place = self.table.cell_place(self.row, *index);
            // A dash says that a leaf has none; what is blank is read from words.
            if draft::plain(cell) == "-" && *key == "rule" {
                keys.push((*key, Value::Nothing, place));
            } else if let Some(value) = draft::value(cell, &place, self.problems) {
                keys.push((*key, value, place));
            }
        }
        keys
    }
}

/// The lines of a cell, tidied, without the marks of a list before them.
pub(super) fn lines(cell: &str) -> Vec<String> {
    let lines = cell.lines().map(draft::plain);
    lines.filter(|line| !numbers::is_blank(line)).collect()
}

/// Whether a text is about the page, or who signs it: «Trang 1/2», «Nơi nhận:», «TM. …».
fn is_page_text(text: &str) -> bool {
    let lower = text.to_lowercase();
    let page = lower
        .strip_prefix("trang ")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let signs = ["nơi nhận", "tm.", "kt.", "tl."]
        .iter()
        .any(|start| lower.starts_with(start));
    page || signs
}

/// Whether a row without a code only adds up others: «Tổng cộng», «Cộng lĩnh vực I».
fn is_total(row: &Row) -> bool {
    let first = row
        .texts()
        .find(|text| text.chars().any(char::is_alphabetic));
    first.is_some_and(|text| {
        let lower = fold::tidy(text).to_lowercase();
        let starts = ["tổng", "cộng", "điểm tổng", "total", "sum"];
        let starts = starts.iter().any(|word| {
            lower
                .strip_prefix(word)
                .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        });
        starts && lower.chars().count() <= 60
    })
}

/// Whether it adds up a part of all only.
fn is_part_of_total(row: &Row) -> bool {
    let mut texts = row.texts().map(|text| fold::tidy(text).to_lowercase());
    texts
        .any(|text| text.starts_with("cộng ") || text.contains("lĩnh vực") || text.contains("mục "))
}

/// The code that a spreadsheet cut a zero off, `1.10` for `1.1`: the one that is due.
fn lost_zero(all: &Entries, label: &Label) -> Option<String> {
    let before = all
        .entries
        .iter()
        .rev()
        .find(|entry| entry.label.prefix() == label.prefix())?;
    let (last, now) = (before.label.number()?, label.number()?);
    let due = last.checked_add(1)?;
    (due % 10 == 0 && now * 10 == due && label.prefix().is_some()).then(|| {
        let above = label
            .prefix()
            .map(|prefix| prefix.text())
            .unwrap_or_default();
        format!("{above}.{due}")
    })
}

fn damaged(place: &Place, found: &str, likely: &str) -> Diagnostic {
    Diagnostic::at(
        Code::DamagedCode,
        place.clone(),
        text!(
            "mã `{found}` có lẽ là {likely} mà Excel đã đổi",
            "the code `{found}` was probably {likely}, which Excel changed"
        ),
    )
    .help(text!(
        "định dạng cột mã là Text rồi ghi lại {likely}",
        "format the column of codes as text and write {likely} again"
    ))
}

fn no_label(place: &Place, found: &str) -> Diagnostic {
    Diagnostic::at(
        Code::BadCell,
        place.clone(),
        text!("`{found}` không phải mã mục", "`{found}` is no code of a node"),
    )
    .help(text!(
        "ghi mã như I, 1, 1.1, 1.1.2, a; dòng nói cách chấm của mục trên thì để trống ô mã",
        "write a code such as I, 1, 1.1, 1.1.2, a; leave it blank where the row says how the node above is scored"
    ))
}
