//! Reads the tables of a submission into facts, for one unit or for all that they hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::criteria::code::Code as CriterionCode;
use crate::criteria::model::CriteriaSet;
use crate::diagnostic::{Code, Diagnostic, Place, Problems, SourceFile};
use crate::evidence::attachments::Attachments;
use crate::evidence::cells::{self, Unit};
use crate::evidence::columns::{self, Column, Columns};
use crate::evidence::facts::{Facts, LeafFacts};
use crate::evidence::reading::Reading;
use crate::evidence::unit_list::{Match, UnitList};
use crate::evidence::{evidence_rows, figure_rows, figure_store, point_rows};
use crate::tables::table::{Row, Table};
use crate::text::lang::{Text, text};
use crate::text::{fold, suggest};

/// The tables of one or many submissions.
#[derive(Debug, Default)]
pub struct Tables {
    /// Evidence rows.
    pub evidence: Vec<Table>,
    /// Figures, long or wide.
    pub figures: Vec<Table>,
    /// Points that the unit claims.
    pub claims: Vec<Table>,
    /// Points that were published.
    pub published: Vec<Table>,
}

/// Which units' rows are wanted.
#[derive(Clone, Copy, Debug)]
pub enum Select<'a> {
    /// Those of one unit; rows without a unit are its own.
    One(&'a Unit),
    /// All, by unit; with a list, as it names them. Rows without a unit are about all.
    Every(Option<&'a UnitList>),
}

/// The facts of one unit.
#[derive(Debug, Default)]
pub struct UnitFacts {
    /// Which unit.
    pub unit: Unit,
    /// Its position in the list of units, where there is one and it stands there.
    pub listed: Option<usize>,
    /// Its facts.
    pub facts: Facts,
    /// The rows about it, by file and line, where all units were wanted.
    pub rows: Vec<(Arc<SourceFile>, usize)>,
}

/// What the tables are read with.
pub(super) struct Loader<'a> {
    pub(super) set: &'a CriteriaSet,
    pub(super) attachments: Option<&'a Attachments>,
    pub(super) reading: &'a Reading,
    pub(super) problems: &'a Problems,
    select: Select<'a>,
    units: BTreeMap<Arc<str>, UnitFacts>,
    seen: BTreeMap<Arc<str>, Seen>,
    first: Option<Arc<str>>,
    keys: BTreeMap<String, Option<Arc<str>>>,
    targets: BTreeMap<String, Arc<[Target]>>,
    /// Workbooks with a sheet per unit.
    sheets_of_units: BTreeSet<String>,
}

/// A unit that rows name.
#[derive(Clone, Debug, Default)]
struct Seen {
    unit: Unit,
    listed: Option<usize>,
}

/// What a code in a row means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A leaf, by its position.
    Leaf(usize),
    /// A field or criterion, by its position.
    Inner(usize),
    /// The set as a whole (`*`).
    Common,
}

/// Reads all tables. The result is by unit, in the order of their codes; for [`Select::One`]
/// it is that unit's alone. With an error in `problems` it must not be used.
pub fn load(
    set: &CriteriaSet,
    tables: &Tables,
    attachments: Option<&Attachments>,
    reading: &Reading,
    select: Select<'_>,
    problems: &Problems,
) -> Vec<UnitFacts> {
    let mut loader = Loader {
        set,
        attachments,
        reading,
        problems,
        select,
        units: BTreeMap::new(),
        seen: BTreeMap::new(),
        first: None,
        keys: BTreeMap::new(),
        targets: BTreeMap::new(),
        sheets_of_units: sheets_of_units(tables, select),
    };
    for table in &tables.evidence {
        evidence_rows::read(&mut loader, table);
    }
    for table in &tables.figures {
        figure_rows::read(&mut loader, table);
    }
    for table in &tables.claims {
        point_rows::read(&mut loader, table, point_rows::Which::Claims);
    }
    for table in &tables.published {
        point_rows::read(&mut loader, table, point_rows::Which::Published);
    }
    loader.check_units();
    loader.report_unused_files();
    loader.finish()
}

/// The workbooks whose sheets are a unit each: several sheets of one kind, no column for units,
/// and where one unit is asked for, a sheet that is called like it.
fn sheets_of_units(tables: &Tables, select: Select<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for kind in [
        &tables.evidence,
        &tables.figures,
        &tables.claims,
        &tables.published,
    ] {
        let mut sheets: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for table in kind {
            let names = table.names.iter();
            let mut meanings = names.filter_map(|name| columns::meaning(name));
            let has_unit = meanings.any(|column| matches!(column, Column::Unit | Column::UnitName));
            if let Some(sheet) = table.file.sheet.as_ref().filter(|_| !has_unit) {
                let sheets = sheets.entry(table.file.name.as_str()).or_default();
                sheets.push(sheet.name.as_str());
            }
        }
        for (file, sheets) in sheets {
            let are_units = match select {
                Select::One(unit) if *unit != Unit::default() => {
                    sheets.iter().any(|sheet| unit.is("", sheet))
                }
                _ => true,
            };
            if sheets.len() > 1 && are_units {
                found.insert(file.to_owned());
            }
        }
    }
    found
}

impl<'a> Loader<'a> {
    /// The key of the unit that a row is about, or `None` where that unit is not wanted.
    pub(super) fn unit_of(
        &mut self,
        table: &Table,
        columns: &Columns,
        row: &Row,
    ) -> Option<Arc<str>> {
        let cell = |column| columns.cell(row, column);
        let (code, mut name) = (cell(Column::Unit), cell(Column::UnitName));
        if code.is_empty() && name.is_empty() && self.sheets_of_units.contains(&table.file.name) {
            let sheet = table.file.sheet.as_ref();
            name = sheet.map(|sheet| sheet.name.as_str()).unwrap_or_default();
        }
        let column = [Column::Unit, Column::UnitName];
        let column = column.into_iter().find_map(|column| columns.at(column));
        let place = match column {
            Some(column) => table.cell_place(row, column),
            None => table.row_place(row),
        };
        self.unit_named(table, row, code, name, &place)
    }

    /// The key of the unit with this code or name, or `None` where it is not wanted.
    pub(super) fn unit_named(
        &mut self,
        table: &Table,
        row: &Row,
        code: &str,
        name: &str,
        place: &Place,
    ) -> Option<Arc<str>> {
        let key = if code.is_empty() { name } else { code };
        let key = match self.keys.get(key) {
            Some(key) => key.clone(),
            None if key.is_empty() => Some(Arc::from("")),
            None => {
                let known = self.new_unit(code, name, place);
                self.keys.insert(key.to_owned(), known.clone());
                known
            }
        }?;
        match self.select {
            Select::Every(_) => {
                self.keep_row(table, row, &key);
                Some(key)
            }
            Select::One(_) if key.is_empty() => Some(key),
            // Without a unit the first one stands in; several are an error in the end.
            Select::One(unit) if *unit == Unit::default() => {
                let first = Arc::clone(self.first.get_or_insert_with(|| Arc::clone(&key)));
                (first == key).then(|| Arc::from(""))
            }
            Select::One(unit) => unit.is(code, name).then(|| Arc::from("")),
        }
    }

    /// Takes in a unit that no row named before; `None` where its name fits several.
    fn new_unit(&mut self, code: &str, name: &str, place: &Place) -> Option<Arc<str>> {
        let written = if code.is_empty() { name } else { code };
        let of = |text: &str| (!text.is_empty()).then(|| fold::tidy(text));
        let mut seen = Seen {
            unit: Unit {
                code: of(code),
                name: of(name),
            },
            listed: None,
        };
        let mut key: Arc<str> = fold::tidy(written).into();
        if let Select::Every(list) = self.select {
            match list.map_or(Match::None, |list| list.find(code, name)) {
                // A code as it is written, a name as it is spelt.
                Match::None if code.is_empty() => key = fold::spelling(name).into(),
                Match::None => {}
                Match::One(index) => {
                    let listed = list.and_then(|list| list.units.get(index));
                    seen.unit = listed.map(|listed| listed.unit.clone()).unwrap_or_default();
                    seen.listed = Some(index);
                    key = format!("\u{1}{index:06}").into();
                }
                Match::Several(fitting) => {
                    let (message, help) = list?.ambiguous(written, &fitting);
                    let found = Diagnostic::at(Code::AmbiguousUnit, place.clone(), message);
                    self.problems.add(found.help(help));
                    return None;
                }
            }
        }
        self.seen.entry(Arc::clone(&key)).or_insert(seen);
        Some(key)
    }

    /// Notes that a row is about a unit.
    fn keep_row(&mut self, table: &Table, row: &Row, key: &Arc<str>) {
        let rows = &mut self.units.entry(Arc::clone(key)).or_default().rows;
        let is_new = rows
            .last()
            .is_none_or(|(file, line)| *line != row.line || !Arc::ptr_eq(file, &table.file));
        if is_new {
            rows.push((Arc::clone(&table.file), row.line));
        }
    }

    /// The facts of a unit.
    pub(super) fn facts(&mut self, unit: &Arc<str>) -> &mut Facts {
        &mut self.units.entry(Arc::clone(unit)).or_default().facts
    }

    /// The facts of a unit's leaf.
    pub(super) fn leaf(&mut self, unit: &Arc<str>, leaf: usize) -> &mut LeafFacts {
        self.facts(unit).leaves.entry(leaf).or_default()
    }

    /// What the codes of a row mean; unknown ones are reported.
    pub(super) fn targets(&mut self, table: &Table, columns: &Columns, row: &Row) -> Arc<[Target]> {
        if columns.damaged.contains(&row.line) {
            return Arc::from([]);
        }
        let cell = match (columns.criterion, &self.reading.leaf) {
            (Some(column), _) => row.cell(column),
            (None, Some(leaf)) => leaf.as_str(),
            (None, None) => "",
        };
        if let Some(targets) = self.targets.get(cell) {
            return Arc::clone(targets);
        }
        if let Some(named) = self.named(columns, row, cell) {
            return Arc::from([named]);
        }
        // A figure may be called «Tổng số»: where a row has a code, it is no total.
        let coded = cells::list(cell, &[';', ',', '\n']).any(|part| self.target(part).is_some());
        if !coded && is_total(row, table.names.len()) {
            return Arc::from([]);
        }
        if cell.is_empty() {
            let why = text!(
                "dòng này không có mã tiêu chí",
                "the row has no code of a criterion"
            );
            self.unused_row(table, row, why);
            return Arc::from([]);
        }
        let mut targets = Vec::new();
        let mut all_known = true;
        for part in cells::list(cell, &[';', ',', '\n']) {
            match self.target(part) {
                Some(target) if targets.contains(&target) => {}
                Some(target) => targets.push(target),
                None => {
                    all_known = false;
                    self.report_unknown_code(table, columns, row, part);
                }
            }
        }
        let targets: Arc<[Target]> = targets.into();
        if all_known {
            self.targets.insert(cell.to_owned(), Arc::clone(&targets));
        }
        targets
    }

    /// What a row of a score table is about: by its code, or by its name where it has none of
    /// the set's. Rows without either are for people.
    pub(super) fn named_or_coded(
        &mut self,
        table: &Table,
        columns: &Columns,
        row: &Row,
        coded: bool,
    ) -> Arc<[Target]> {
        if coded {
            return self.targets(table, columns, row);
        }
        self.named(columns, row, "").into_iter().collect()
    }

    /// The field or criterion that a row of a score table is about by its name, where the
    /// table numbers it in its own way (I, a) or not at all.
    fn named(&self, columns: &Columns, row: &Row, code: &str) -> Option<Target> {
        let name = columns.name.map(|column| fold::key(row.cell(column)))?;
        if name.is_empty() || self.target(code).is_some() {
            return None;
        }
        let nodes = self.set.nodes.iter().enumerate();
        let mut named = nodes.filter(|(_, node)| fold::key(&node.name) == name);
        let (index, node) = named.next()?;
        (named.next().is_none() && node.leaf.is_none()).then_some(Target::Inner(index))
    }

    /// What a code means.
    pub(super) fn target(&self, text: &str) -> Option<Target> {
        if text == "*" {
            return Some(Target::Common);
        }
        // Two ways to keep 1.10 text in Excel: '1.10 and ="1.10".
        let bare = text
            .strip_prefix("=\"")
            .and_then(|rest| rest.strip_suffix('"'));
        let text = bare.or(text.strip_prefix('\'')).unwrap_or(text);
        let code = CriterionCode::parse(text)?;
        let (index, node) = self.set.node(&code)?;
        Some(if node.leaf.is_some() {
            Target::Leaf(index)
        } else {
            Target::Inner(index)
        })
    }

    fn report_unknown_code(&self, table: &Table, columns: &Columns, row: &Row, part: &str) {
        let part: &str = &part.chars().take(60).collect::<String>();
        let leaves = self.set.leaves().map(|(_, node, _)| node.code.as_str());
        self.problems.add(
            Diagnostic::at(
                Code::UnknownCriterion,
                columns.criterion.map_or_else(
                    || table.row_place(row),
                    |column| table.cell_place(row, column),
                ),
                text!(
                    "bộ tiêu chí không có mã `{part}`; dòng này không được tính",
                    "the set has no code `{part}`; the row is not counted"
                ),
            )
            .help(suggest::nearest(part, leaves).map(suggest::did_you_mean)),
        );
    }

    /// Reports a row that nothing used.
    pub(super) fn unused_row(&self, table: &Table, row: &Row, why: Text) {
        let help = text!(
            "sửa mã ở dòng này, hoặc xóa dòng",
            "mend the code of this row, or remove the row"
        );
        self.problems
            .add(Diagnostic::at(Code::UnusedRow, table.row_place(row), why).help(help));
    }

    fn check_units(&self) {
        let Select::One(unit) = self.select else {
            return;
        };
        let list = |limit: usize| {
            let names: Vec<&str> = self.seen.keys().take(limit).map(AsRef::as_ref).collect();
            let more = if self.seen.len() > limit { ", …" } else { "" };
            format!("{}{more}", names.join(", "))
        };
        if *unit == Unit::default() {
            if self.seen.len() > 1 {
                let (count, list) = (self.seen.len(), list(5));
                self.problems.add(
                    Diagnostic::general(
                        Code::UnitNeeded,
                        text!(
                            "các bảng có {count} đơn vị ({list}) mà chưa chọn đơn vị nào",
                            "the tables hold {count} units ({list}) and none is chosen"
                        ),
                    )
                    .help(text!(
                        "thêm `--unit MÃ`, hoặc `unit: {{ code: … }}` trong parindex.yaml",
                        "add `--unit CODE`, or `unit: {{ code: … }}` in parindex.yaml"
                    )),
                );
            }
            return;
        }
        let found = self.seen.values().any(|Seen { unit: seen, .. }| {
            unit.is(
                seen.code.as_deref().unwrap_or_default(),
                seen.name.as_deref().unwrap_or_default(),
            )
        });
        if !self.seen.is_empty() && !found {
            let name = unit
                .code
                .as_deref()
                .or(unit.name.as_deref())
                .unwrap_or_default();
            let list = list(5);
            self.problems.add(
                Diagnostic::general(
                    Code::UnknownUnit,
                    text!(
                        "không dòng nào thuộc đơn vị `{name}`; các bảng có: {list}",
                        "no row is about the unit `{name}`; the tables hold: {list}"
                    ),
                )
                .help(
                    match suggest::nearest(name, self.seen.keys().map(AsRef::as_ref)) {
                        Some(near) => suggest::did_you_mean(near),
                        None => text!(
                            "sửa `unit` trong parindex.yaml, hoặc thêm `--unit MÃ`",
                            "mend `unit` in parindex.yaml, or add `--unit CODE`"
                        ),
                    },
                ),
            );
        }
    }

    fn report_unused_files(&self) {
        for path in self
            .attachments
            .map(Attachments::unused)
            .unwrap_or_default()
        {
            self.problems.add(
                Diagnostic::general(
                    Code::UnusedFile,
                    text!(
                        "tệp `{path}` không được dòng minh chứng nào khai",
                        "no evidence row declares the file `{path}`"
                    ),
                )
                .help(text!(
                    "ghi tên tệp vào cột `tep` của dòng tài liệu mà nó chứng minh",
                    "write its name into the column `file` of the document it proves"
                )),
            );
        }
    }

    fn finish(mut self) -> Vec<UnitFacts> {
        for unit in self.units.values_mut() {
            let leaves = unit.facts.leaves.values_mut();
            for rows in leaves.flat_map(|leaf| leaf.evidence.values_mut()) {
                rows.sort_by(|a, b| a.place.cmp(&b.place));
            }
        }
        if let Select::One(unit) = self.select {
            let mut facts = self.units.remove("").unwrap_or_default();
            facts.unit = match self.seen.values().next() {
                Some(only) if *unit == Unit::default() => only.unit.clone(),
                _ => unit.clone(),
            };
            return vec![facts];
        }
        self.spread_rows_about_all();
        let seen = self.seen;
        self.units
            .into_iter()
            .map(|(key, mut facts)| {
                let seen = seen.get(&key).cloned().unwrap_or_default();
                facts.unit = seen.unit;
                facts.listed = seen.listed;
                facts
            })
            .collect()
    }

    /// What rows without a unit say is said of every unit.
    fn spread_rows_about_all(&mut self) {
        if self.units.len() < 2 {
            return;
        }
        let Some(of_all) = self.units.remove("") else {
            return;
        };
        for unit in self.units.values_mut() {
            for (id, own, of_all) in unit.facts.take_in(&of_all.facts) {
                self.problems.add(figure_store::differ(&id, &of_all, &own));
            }
        }
    }
}

/// Whether a row is the total of its table: some cell says so.
pub(super) fn is_total(row: &Row, columns: usize) -> bool {
    const WORDS: [&str; 6] = ["tong", "tongcong", "tongdiem", "tongso", "cong", "total"];
    (0..columns).any(|column| WORDS.contains(&fold::key(row.cell(column)).as_str()))
}
