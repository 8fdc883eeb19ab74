//! What the rows of tables are about: a leaf, a field or criterion, or the set as a whole, by
//! their codes or, where a table numbers its rows in its own way, by their names.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::criteria::code::Code as CriterionCode;
use crate::criteria::model::CriteriaSet;
use crate::diagnostic::{Code, Diagnostic};
use crate::evidence::cells;
use crate::evidence::columns::Columns;
use crate::evidence::load::Loader;
use crate::tables::table::{Row, Table};
use crate::text::lang::text;
use crate::text::{fold, suggest};

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

/// What codes and names mean.
pub(super) struct Targets {
    /// By the cells of codes as they were written.
    cells: BTreeMap<String, Arc<[Target]>>,
    /// Nodes by their names; `None` where several have one.
    names: BTreeMap<String, Option<usize>>,
}

impl Targets {
    pub(super) fn new(set: &CriteriaSet) -> Self {
        let mut names = BTreeMap::new();
        for (index, node) in set.nodes.iter().enumerate() {
            let known = names.entry(fold::key(&node.name));
            known
                .and_modify(|known| *known = None)
                .or_insert(Some(index));
        }
        Self {
            cells: BTreeMap::new(),
            names,
        }
    }
}

impl Loader<'_> {
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
        let says_total = |column: usize| is_word_for_total(row.cell(column));
        if columns.name.is_some_and(says_total) {
            return Arc::from([]);
        }
        // A short number may be that of the table itself: I, 1, a).
        let name = columns.name.map(|column| row.cell(column));
        if let Some(name) = name.filter(|_| !cell.contains('.'))
            && !matches!(self.target(cell), Some(Target::Leaf(_)))
            && let Some(named) = self.named(name)
        {
            return Arc::from([named]);
        }
        if let Some(targets) = self.targets.cells.get(cell) {
            return Arc::clone(targets);
        }
        let parts = || cells::list(cell, &[';', ',', '\n']);
        let mut targets: Vec<Target> = Vec::new();
        for target in parts().filter_map(|part| self.target(part)) {
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        if targets.is_empty() {
            if let Some(named) = self.named(name.unwrap_or(cell)) {
                return Arc::from([named]);
            }
            if is_total(row, table.names.len()) {
                return Arc::from([]);
            }
            if cell.is_empty() {
                let why = text!(
                    "dòng này không có mã tiêu chí",
                    "the row has no code of a criterion"
                );
                self.unused_row(table, row, why);
            }
        }
        let unknown: Vec<&str> = parts().filter(|part| self.target(part).is_none()).collect();
        for part in &unknown {
            self.report_unknown_code(table, columns, row, part);
        }
        let targets: Arc<[Target]> = targets.into();
        if unknown.is_empty() && !cell.is_empty() {
            self.targets
                .cells
                .insert(cell.to_owned(), Arc::clone(&targets));
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
        let name = columns.name.map(|column| row.cell(column));
        name.and_then(|name| self.named(name)).into_iter().collect()
    }

    /// The field, criterion or leaf of this name, where there is one only: some tables number
    /// their rows in their own way (I, 1, a), or not at all.
    pub(super) fn named(&self, name: &str) -> Option<Target> {
        let index = self.targets.names.get(&fold::key(name)).copied()??;
        Some(self.target_at(index))
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
        let (index, _) = self.set.node(&code)?;
        Some(self.target_at(index))
    }

    fn target_at(&self, index: usize) -> Target {
        if self.set.nodes[index].leaf.is_some() {
            Target::Leaf(index)
        } else {
            Target::Inner(index)
        }
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

    /// What is wrong with the leaf that tables are said to be about.
    pub(super) fn unknown_leaf(&self) -> Option<Diagnostic> {
        let code = self.reading.leaf.as_ref()?;
        let message = match self.target(code.as_str()) {
            Some(Target::Leaf(_)) => return None,
            Some(_) => text!(
                "--leaf {code}: {code} là mục có mục con, không phải một chỉ tiêu",
                "--leaf {code}: {code} has parts and is no leaf"
            ),
            None => text!(
                "--leaf {code}: bộ tiêu chí không có mã này",
                "--leaf {code}: the set has no such code"
            ),
        };
        let leaves = self.set.leaves().map(|(_, node, _)| node.code.as_str());
        let help = suggest::nearest(code.as_str(), leaves).map(suggest::did_you_mean);
        Some(Diagnostic::general(Code::BadValue, message).help(help))
    }
}

/// Whether a row is the total of its table: some cell says so.
pub(super) fn is_total(row: &Row, columns: usize) -> bool {
    (0..columns).any(|column| is_word_for_total(row.cell(column)))
}

fn is_word_for_total(cell: &str) -> bool {
    const WORDS: [&str; 6] = ["tong", "tongcong", "tongdiem", "tongso", "cong", "total"];
    // Most cells are numbers, or longer than any of the words.
    let may_be = cell.len() <= 20 && cell.starts_with(char::is_alphabetic);
    may_be && WORDS.contains(&fold::key(cell).as_str())
}
