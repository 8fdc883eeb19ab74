//! Workbooks with a sheet per unit, called like the unit.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::SourceFile;
use crate::evidence::cells::Unit;
use crate::evidence::columns::{self, Column};
use crate::evidence::load::{Select, Tables};
use crate::evidence::table_kinds::Kind;
use crate::evidence::unit_list::Match;
use crate::tables::table::Table;
use crate::text::fold;

/// The sheets that are a unit each, by workbook.
#[derive(Debug, Default)]
pub(super) struct UnitSheets(BTreeMap<String, BTreeSet<String>>);

impl UnitSheets {
    /// Finds them: the tables of one kind in a workbook, none of which has a column for units,
    /// where one is called like a unit that is known, or where one says over again what another
    /// says: two parts of one unit's table have no rows in common.
    pub(super) fn find(tables: &Tables, select: Select<'_>) -> Self {
        let mut found = Self::default();
        let kinds = [
            &tables.evidence,
            &tables.figures,
            &tables.claims,
            &tables.published,
        ];
        // Answers to the same questions are no repetition: sheets of a survey are units only
        // where they are called so.
        let kinds = kinds.into_iter().map(|kind| (kind, true));
        for (kind, may_repeat) in kinds.chain([(&tables.survey, false)]) {
            let mut books: BTreeMap<&str, Vec<(&str, &Table)>> = BTreeMap::new();
            for table in kind {
                if let Some(sheet) = sheet_name(&table.file).filter(|_| may_be_a_unit(table)) {
                    let sheets = books.entry(table.file.name.as_str()).or_default();
                    sheets.push((sheet, table));
                }
            }
            for (file, sheets) in books {
                let named = || sheets.iter().any(|(name, _)| is_known(name, select));
                if named() || (may_repeat && repeats(&sheets)) {
                    let names = sheets.iter().map(|(name, _)| (*name).to_owned());
                    found.0.entry(file.to_owned()).or_default().extend(names);
                }
            }
        }
        found
    }

    /// The unit that a sheet is called like, where it is one's.
    pub(super) fn name<'f>(&self, file: &'f SourceFile) -> Option<&'f str> {
        let name = sheet_name(file)?;
        let sheets = self.0.get(&file.name)?;
        sheets.contains(name).then_some(name)
    }
}

fn sheet_name(file: &SourceFile) -> Option<&str> {
    file.sheet.as_ref().map(|sheet| sheet.name.as_str())
}

fn may_be_a_unit(table: &Table) -> bool {
    let is_unit = |name: &str| {
        let meaning = columns::meaning(name);
        matches!(meaning, Some(Column::Unit | Column::UnitName))
    };
    let says_kind = sheet_name(&table.file).and_then(Kind::named).is_some();
    !says_kind && !table.names.iter().any(|name| is_unit(name))
}

fn is_known(sheet: &str, select: Select<'_>) -> bool {
    match select {
        Select::One(unit) => *unit != Unit::default() && unit.is("", sheet),
        Select::Every(None) => false,
        Select::Every(Some(list)) => list.find("", sheet) != Match::None,
    }
}

/// Whether most of what some sheet says stands in one before it.
fn repeats(sheets: &[(&str, &Table)]) -> bool {
    let mut before: BTreeSet<String> = BTreeSet::new();
    sheets.iter().any(|(_, table)| {
        let says = said(table);
        let again = says.intersection(&before).count();
        before.extend(says.iter().cloned());
        again > 0 && again * 2 >= says.len()
    })
}

/// What the cells of a table are about: the row's code, figure and document, and the column.
fn said(table: &Table) -> BTreeSet<String> {
    let meanings: Vec<Option<Column>> = table
        .names
        .iter()
        .map(|name| columns::meaning(name))
        .collect();
    let keys: Vec<String> = table.names.iter().map(|name| fold::key(name)).collect();
    let numbering = |column: usize| matches!(keys[column].as_str(), "stt" | "tt");
    let of = |wanted: &[Column]| -> Vec<usize> {
        let is_wanted = |column: &usize| meanings[*column].is_some_and(|m| wanted.contains(&m));
        (0..meanings.len()).filter(is_wanted).collect()
    };
    let mut about = of(&[Column::Criterion, Column::Figure, Column::Document]);
    if of(&[Column::Criterion]).len() > 1 {
        about.retain(|column| !numbering(*column));
    }
    let silent = of(&[Column::Silent, Column::CriterionName, Column::Criterion]);
    let mut said = BTreeSet::new();
    for row in &table.rows {
        let about_row: Vec<String> = about.iter().map(|at| fold::key(row.cell(*at))).collect();
        let about_row = about_row.join("\n");
        let others = (0..keys.len()).filter(|at| !about.contains(at) && !silent.contains(at));
        let filled = others.filter(|at| !row.cell(*at).is_empty());
        said.extend(filled.map(|at| format!("{about_row}\n{}", keys[at])));
    }
    said
}
