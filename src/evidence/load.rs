//! Reads the tables of a submission into facts, for one unit or for all that they hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::criteria::model::CriteriaSet;
use crate::diagnostic::{Code, Diagnostic, Place, Problems, SourceFile};
use crate::evidence::attachments::Attachments;
use crate::evidence::cells::Unit;
use crate::evidence::columns::{Column, Columns};
use crate::evidence::facts::{Facts, LeafFacts};
use crate::evidence::reading::Reading;
use crate::evidence::register::read::Register;
use crate::evidence::targets::Targets;
use crate::evidence::unit_list::{Match, UnitList};
use crate::evidence::unit_sheets::UnitSheets;
use crate::evidence::{
    appraisal_checks, appraisal_rows, evidence_rows, figure_rows, figure_store, point_rows,
    register_figures, survey_rows,
};
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
    /// What appraisers say.
    pub appraisals: Vec<Table>,
    /// Points that were published.
    pub published: Vec<Table>,
    /// What dossier registers say.
    pub register: Option<Register>,
    /// Survey sheets.
    pub survey: Vec<Table>,
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
    pub(super) targets: Targets,
    /// Sheets that are a unit each.
    unit_sheets: UnitSheets,
    /// Whether a table of published points is read: those beside figures are only compared.
    pub(super) reads_published: bool,
}

/// A unit that rows name.
#[derive(Clone, Debug, Default)]
struct Seen {
    unit: Unit,
    listed: Option<usize>,
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
        targets: Targets::new(set),
        unit_sheets: UnitSheets::find(tables, select),
        reads_published: false,
    };
    if let Some(unknown) = loader.unknown_leaf() {
        problems.add(unknown);
        return loader.finish();
    }
    for table in &tables.evidence {
        evidence_rows::read(&mut loader, table);
    }
    for table in &tables.figures {
        figure_rows::read(&mut loader, table);
    }
    for table in &tables.claims {
        point_rows::read(&mut loader, table, point_rows::Which::Claims);
    }
    for table in &tables.appraisals {
        appraisal_rows::read(&mut loader, table);
    }
    loader.reads_published = true;
    for table in &tables.published {
        point_rows::read(&mut loader, table, point_rows::Which::Published);
    }
    if let Some(register) = &tables.register {
        register_figures::read(&mut loader, register);
    }
    survey_rows::read(&mut loader, &tables.survey);
    loader.check_units();
    loader.report_unused_files();
    loader.finish()
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
        if code.is_empty() && name.is_empty() {
            name = self.unit_sheets.name(&table.file).unwrap_or_default();
        }
        let place = || {
            let column = [Column::Unit, Column::UnitName];
            let column = column.into_iter().find_map(|column| columns.at(column));
            match column {
                Some(column) => table.cell_place(row, column),
                None => table.row_place(row),
            }
        };
        self.unit_named(table, row, code, name, place)
    }

    /// The key of the unit with this code or name that a row is about, or `None` where it is not
    /// wanted.
    pub(super) fn unit_named(
        &mut self,
        table: &Table,
        row: &Row,
        code: &str,
        name: &str,
        place: impl FnOnce() -> Place,
    ) -> Option<Arc<str>> {
        let key = self.unit_key(code, name, place)?;
        if let Select::Every(_) = self.select {
            self.keep_row(table, row, &key);
        }
        Some(key)
    }

    /// The key of the unit with this code or name, or `None` where it is not wanted.
    pub(super) fn unit_key(
        &mut self,
        code: &str,
        name: &str,
        place: impl FnOnce() -> Place,
    ) -> Option<Arc<str>> {
        let key = if code.is_empty() { name } else { code };
        let key = match self.keys.get(key) {
            Some(key) => key.clone(),
            None if key.is_empty() => Some(Arc::from("")),
            None => {
                let known = self.new_unit(code, name, &place());
                self.keys.insert(key.to_owned(), known.clone());
                known
            }
        }?;
        match self.select {
            Select::Every(_) => Some(key),
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
            appraisal_checks::check(self.set, &facts.facts, self.problems);
            facts.facts.settle();
            facts.unit = match self.seen.values().next() {
                Some(only) if *unit == Unit::default() => only.unit.clone(),
                _ => unit.clone(),
            };
            return vec![facts];
        }
        self.spread_rows_about_all();
        let (seen, set, problems) = (self.seen, self.set, self.problems);
        self.units
            .into_iter()
            .map(|(key, mut facts)| {
                let seen = seen.get(&key).cloned().unwrap_or_default();
                facts.unit = seen.unit;
                facts.listed = seen.listed;
                appraisal_checks::check(set, &facts.facts, problems);
                facts.facts.settle();
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
