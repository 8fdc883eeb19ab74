//! The list of units that are expected: codes, names, groups, and where each one's submission
//! lies. Units are matched by code, else by name, and never guessed between two.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, Problems, SourceFile};
use crate::evidence::cells::{self, Unit};
use crate::evidence::targets::is_total;
use crate::tables;
use crate::tables::table::{Grid, Row, Table};
use crate::text::fold;
use crate::text::lang::{Text, text};

/// A unit of the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its code and name.
    pub unit: Unit,
    /// Its group: xã, phường, đặc khu.
    pub group: Option<String>,
    /// Where its submission lies, relative to the list.
    pub path: Option<String>,
    /// Where the list says so.
    pub place: Place,
}

/// All units that are expected, in the order of the list.
#[derive(Debug, Default)]
pub struct UnitList {
    /// The units.
    pub units: Vec<Listed>,
    by_code: BTreeMap<String, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_folded_name: BTreeMap<String, Vec<usize>>,
}

/// What a code or name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// The unit at this position.
    One(usize),
    /// Any of several.
    Several(Vec<usize>),
    /// None.
    None,
}

/// The columns of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Code,
    Name,
    OtherNames,
    Group,
    Path,
}

/// Headers without case, marks and spaces.
pub(crate) const HEADERS: [(Column, &[&str]); 5] = [
    (
        Column::Code,
        &["ma", "madonvi", "code", "unitcode", "madinhdanh"],
    ),
    (
        Column::Name,
        &["ten", "tendonvi", "name", "unitname", "donvi", "unit"],
    ),
    (
        Column::OtherNames,
        &["tenkhac", "tengoikhac", "othernames", "aliases"],
    ),
    (
        Column::Group,
        &["nhom", "loai", "loaidonvi", "nhomdonvi", "group", "type"],
    ),
    (
        Column::Path,
        &["duongdan", "thumuc", "hoso", "path", "folder"],
    ),
];

fn meaning(header: &str) -> Option<Column> {
    let key = fold::key(header);
    let known = HEADERS
        .iter()
        .find(|(_, keys)| keys.contains(&key.as_str()));
    known.map(|(column, _)| *column)
}

fn is_known(header: &str) -> bool {
    meaning(header).is_some()
}

impl UnitList {
    /// Reads a list; what is wrong is reported.
    pub fn read(file: &Arc<SourceFile>, problems: &Problems) -> Option<Self> {
        Self::of(&tables::of_text(file, &is_known, problems)?, problems)
    }

    /// Reads a list that stands in a sheet of a workbook, in that of this name where one is
    /// `wanted`; what is wrong is reported.
    pub fn read_sheet(
        file: &Arc<SourceFile>,
        sheets: &[Grid],
        wanted: Option<&str>,
        problems: &Problems,
    ) -> Option<Self> {
        let sheets: Vec<&Grid> = sheets.iter().filter(|sheet| !sheet.hidden).collect();
        let tables = tables::of_sheets(file, &sheets, wanted, &is_known, problems);
        Self::of(tables.first()?, problems)
    }

    fn of(table: &Table, problems: &Problems) -> Option<Self> {
        let column = |wanted: Column| {
            let headers = table.headers.iter();
            headers
                .enumerate()
                .find_map(|(index, header)| (meaning(header) == Some(wanted)).then_some(index))
        };
        if column(Column::Code).is_none() && column(Column::Name).is_none() {
            problems.add(
                Diagnostic::at(
                    Code::NoHeader,
                    table.header_place(0),
                    text!(
                        "danh sách đơn vị không có cột mã hay tên đơn vị",
                        "the unit list has no column for codes or names"
                    ),
                )
                .help(text!(
                    "đặt tên cột là `ma`, `ten`, `ten_khac`, `nhom`, `duong_dan`",
                    "name the columns `code`, `name`, `other_names`, `group`, `path`"
                )),
            );
            return None;
        }
        let mut list = Self::default();
        for row in &table.rows {
            let cell = |wanted: Column| {
                let text = column(wanted).map_or("", |index| row.cell(index));
                (!text.is_empty()).then(|| fold::tidy(text))
            };
            let unit = Unit {
                code: cell(Column::Code),
                name: cell(Column::Name),
            };
            if unit == Unit::default() || is_total(row, table.headers.len()) {
                continue;
            }
            let others = column(Column::OtherNames).map_or("", |index| row.cell(index));
            let names: Vec<String> = cells::list(others, &[';', '\n'])
                .map(str::to_owned)
                .collect();
            let listed = Listed {
                unit,
                group: cell(Column::Group),
                path: cell(Column::Path),
                place: table.row_place(row),
            };
            list.add(listed, &names, row, table, problems);
        }
        Some(list)
    }

    fn add(
        &mut self,
        listed: Listed,
        other_names: &[String],
        row: &Row,
        table: &Table,
        problems: &Problems,
    ) {
        let index = self.units.len();
        if let Some(code) = &listed.unit.code
            && let Some(first) = self.by_code.insert(fold::spelling(code), index)
        {
            let line = self.units[first].place.line().unwrap_or(1);
            problems.add(Diagnostic::at(
                Code::DuplicateUnit,
                table.row_place(row),
                text!(
                    "mã đơn vị `{code}` đã có ở dòng {line}",
                    "the unit code `{code}` stands on line {line} already"
                ),
            ));
        }
        let own = listed.unit.name.iter().chain(other_names);
        for name in own {
            for (names, key) in [
                (&mut self.by_name, fold::spelling(name)),
                (&mut self.by_folded_name, fold::key(name)),
            ] {
                let units = names.entry(key).or_default();
                if !units.contains(&index) {
                    units.push(index);
                }
            }
        }
        self.units.push(listed);
    }

    /// The unit that a row or a manifest means by this code and name, either of which may be
    /// blank; a name may also stand where a code is expected.
    pub fn find(&self, code: &str, name: &str) -> Match {
        if let Some(index) = self.by_code.get(&fold::spelling(code)) {
            return Match::One(*index);
        }
        for text in [code, name] {
            if text.is_empty() {
                continue;
            }
            let exact = self.by_name.get(&fold::spelling(text));
            let folded = || self.by_folded_name.get(&fold::key(text));
            match exact.or_else(folded).map(Vec::as_slice) {
                Some([one]) => return Match::One(*one),
                Some(several) => return Match::Several(several.to_vec()),
                None => {}
            }
        }
        Match::None
    }

    /// The units that are not at these positions.
    pub fn others(&self, there: &[usize]) -> impl Iterator<Item = (usize, &Listed)> {
        let units = self.units.iter().enumerate();
        units.filter(|(index, _)| !there.contains(index))
    }

    /// The unit that a submission means by its unit.
    pub fn find_unit(&self, unit: &Unit) -> Match {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        self.find(&text(&unit.code), &text(&unit.name))
    }

    /// What is said where a name fits several units.
    pub fn ambiguous(&self, found: &str, fitting: &[usize]) -> (Text, Text) {
        let units: Vec<String> = fitting
            .iter()
            .map(|index| {
                let unit = &self.units[*index].unit;
                let code = unit.code.as_deref().unwrap_or_default();
                format!("{code} {}", unit.name.as_deref().unwrap_or_default())
                    .trim()
                    .to_owned()
            })
            .collect();
        let units = units.join(", ");
        (
            text!(
                "`{found}` hợp với nhiều đơn vị trong danh sách: {units}",
                "`{found}` fits several units of the list: {units}"
            ),
            text!(
                "ghi mã đơn vị thay cho tên, hoặc thêm tên gọi riêng vào cột `ten_khac`",
                "write the unit's code in place of its name, or add a name of its own to `other_names`"
            ),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> UnitList {
        let text = "ma;ten;ten_khac;nhom\nH1;UBND xã Hòa An;Hoà An cũ;Xã\nH2;UBND xã Hóa Ân;;Xã\nH3;UBND phường Một;;Phường\n";
        let (file, _) = SourceFile::new("don-vi.csv", text.as_bytes());
        let problems = Problems::default();
        let list = UnitList::read(&Arc::new(file), &problems).unwrap();
        assert!(problems.into_sorted().is_empty());
        list
    }

    #[test]
    fn units_are_found_by_code_by_name_and_by_other_names() {
        let list = list();
        assert_eq!(list.find("h2", ""), Match::One(1));
        assert_eq!(list.find("", "ubnd XÃ hòa an"), Match::One(0));
        assert_eq!(list.find("Hòa An cũ", ""), Match::One(0));
        assert_eq!(list.find("", "UBND Phuong Mot"), Match::One(2));
        assert_eq!(list.find("H9", "UBND xã khác"), Match::None);
        assert_eq!(list.units[2].group.as_deref(), Some("Phường"));
    }

    #[test]
    fn a_name_that_fits_two_units_is_not_guessed() {
        assert_eq!(
            list().find("", "UBND xa Hoa An"),
            Match::Several(vec![0, 1])
        );
    }
}
