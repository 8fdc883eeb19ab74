//! Appraisal tables: points by hand, verdicts, corrected figures, each with its reason; what the
//! appraiser left blank was not looked at.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::criteria::model::Leaf;
use crate::diagnostic::{Code, Diagnostic};
use crate::evidence::appraisals::{Appraisal, FIRST, Named, Round, Verdict};
use crate::evidence::cells;
use crate::evidence::columns::{Column, Column as C, Columns};
use crate::evidence::crosswise::{self, Placed};
use crate::evidence::evidence_rows;
use crate::evidence::facts::Stated;
use crate::evidence::figure_cells::FigureColumn;
use crate::evidence::figure_names::Names;
use crate::evidence::figure_rows::report_unknown;
use crate::evidence::load::Loader;
use crate::evidence::point_rows::{self, Sums};
use crate::evidence::rounds;
use crate::evidence::targets::{Target, is_total};
use crate::points::Points;
use crate::tables::table::{Row, Table};
use crate::text::lang::text;
use crate::text::{fold, numbers, suggest};

pub(crate) const USED: [Column; 18] = [
    C::Points,
    C::Claimed,
    C::Appraised,
    C::Published,
    C::Verdict,
    C::Explanation,
    C::Document,
    C::Number,
    C::File,
    C::Title,
    C::Figure,
    C::Value,
    C::Source,
    C::Round,
    C::Appraiser,
    C::Issued,
    C::Unit,
    C::UnitName,
];

/// What stands in the appraiser's worksheet for people alone.
const FOR_PEOPLE: [&str; 8] = [
    "diemlantruoc",
    "previousround",
    "cosocuadiemtinhduoc",
    "whatthecomputedpointsreston",
    "tailieukiemchung",
    "evidence",
    "chenhlech",
    "difference",
];

/// Points and figures by the line of their row and what it is about.
type Found<T> = BTreeMap<(usize, Target), T>;

pub(super) fn read(loader: &mut Loader<'_>, table: &Table) {
    let of_file = rounds::of_file(&table.file).unwrap_or(FIRST);
    let coded = crosswise::headed_by_codes(loader, table);
    if !coded.is_empty() {
        let cells = crosswise::of_units(loader, table, &coded);
        return points_alone(loader, table, cells, of_file);
    }
    let Some(mut columns) = Columns::find(table, &USED, loader) else {
        return;
    };
    columns
        .others
        .retain(|index| !FOR_PEOPLE.contains(&fold::key(&table.names[*index]).as_str()));
    let points = columns.points(table, &[C::Appraised, C::Points], loader);
    let corrects = columns.at(C::Figure).is_some() && columns.at(C::Value).is_some();
    if points.is_none() && columns.at(C::Verdict).is_none() && !corrects {
        if let Some(cells) = point_rows::of_unit_columns(loader, table, &mut columns) {
            points_alone(loader, table, cells, of_file);
        }
        return;
    }
    columns.report_others(table, loader.problems);
    let points = points.map(|column| points_of(loader, table, &columns, column));
    let figures = figures_of(loader, table, &columns);
    let rows = Rows {
        table,
        columns: &columns,
        of_file,
        points: points.unwrap_or_default(),
        figures,
    };
    rows.read(loader);
}

/// A table that holds points and nothing else, a column per unit or per leaf.
fn points_alone(
    loader: &mut Loader<'_>,
    table: &Table,
    columns: Vec<Vec<Placed<'_>>>,
    round: Round,
) {
    let mut sums = Sums::new();
    let mut of_leaves = BTreeMap::new();
    for cells in columns {
        for given in point_rows::decided(loader, table, cells) {
            let Target::Leaf(leaf) = given.target else {
                point_rows::take_sum(loader, given, &mut sums);
                continue;
            };
            if !point_rows::in_bounds(loader, leaf, given.points, &given.place) {
                continue;
            }
            of_leaves.insert((Arc::clone(&given.unit), leaf), given.points);
            let said = Appraisal {
                round,
                points: Some((given.points, given.place.clone())),
                verdict: None,
                named: Named::default(),
                figure: None,
                reason: None,
                appraiser: None,
                date: None,
                place: given.place,
            };
            let leaf = loader.leaf(&given.unit, leaf);
            leaf.appraisals.push(Arc::new(said));
        }
    }
    check_sums(loader, &sums, &of_leaves);
}

/// The points of a column, those of leaves by their row; sums are compared and left out.
fn points_of(
    loader: &mut Loader<'_>,
    table: &Table,
    columns: &Columns,
    column: usize,
) -> Found<(Points, crate::diagnostic::Place)> {
    let cells = point_rows::one_column(loader, table, columns, column);
    let mut found = Found::new();
    let mut sums = Sums::new();
    let mut of_leaves = BTreeMap::new();
    for given in point_rows::decided(loader, table, cells) {
        let Target::Leaf(leaf) = given.target else {
            point_rows::take_sum(loader, given, &mut sums);
            continue;
        };
        if point_rows::in_bounds(loader, leaf, given.points, &given.place) {
            of_leaves.insert((given.unit, leaf), given.points);
            found.insert((given.row.line, given.target), (given.points, given.place));
        }
    }
    check_sums(loader, &sums, &of_leaves);
    found
}

fn check_sums(
    loader: &mut Loader<'_>,
    sums: &Sums,
    of_leaves: &BTreeMap<(Arc<str>, usize), Points>,
) {
    point_rows::check_sums(loader, sums, false, |_, unit, leaf| {
        of_leaves.get(&(Arc::clone(unit), leaf)).copied()
    });
}

/// The corrected figures of a table, by their row.
fn figures_of(
    loader: &mut Loader<'_>,
    table: &Table,
    columns: &Columns,
) -> Found<(Arc<str>, Stated)> {
    let (Some(figure), Some(value)) = (columns.at(C::Figure), columns.at(C::Value)) else {
        return Found::new();
    };
    let mut names = Names::new(loader.set);
    let mut column = FigureColumn::default();
    let mut lines = BTreeMap::new();
    for row in &table.rows {
        let unit = loader.unit_of(table, columns, row);
        let cell = row.get(value);
        let name = row.cell(figure);
        if numbers::is_blank(cell.text) {
            continue;
        }
        for &target in loader.targets(table, columns, row).iter() {
            let Some(meaning) = names.find(target, name) else {
                report_unknown(loader, table, row, figure, target, name);
                continue;
            };
            let place = table.cell_place(row, value);
            lines.insert(place.clone(), row.line);
            column.add(loader, target, meaning, unit.clone(), cell, place);
        }
    }
    let decided = column.decide(loader).into_iter();
    let by_row = decided.filter_map(|found| {
        let line = lines.get(&found.stated.place)?;
        Some((
            (*line, found.target),
            (Arc::clone(&found.meaning.id), found.stated),
        ))
    });
    by_row.collect()
}

/// The rows of a table with a column of codes.
struct Rows<'t> {
    table: &'t Table,
    columns: &'t Columns,
    /// The round of rows that name none.
    of_file: Round,
    points: Found<(Points, crate::diagnostic::Place)>,
    figures: Found<(Arc<str>, Stated)>,
}

impl Rows<'_> {
    fn read(&self, loader: &mut Loader<'_>) {
        let (table, columns) = (self.table, self.columns);
        for row in &table.rows {
            let Some(unit) = loader.unit_of(table, columns, row) else {
                continue;
            };
            let round = rounds::of_row(table, columns, row, loader.problems);
            let (verdict, date) = (self.verdict(loader, row), self.date(loader, row));
            let coded = columns
                .criterion
                .is_none_or(|column| !row.cell(column).is_empty());
            let targets = loader.named_or_coded(table, columns, row, coded);
            self.report_lost(loader, row, verdict, targets.is_empty());
            for &target in targets.iter() {
                let said = Appraisal {
                    round: round.unwrap_or(self.of_file),
                    points: self.points.get(&(row.line, target)).cloned(),
                    verdict,
                    named: Named::default(),
                    figure: self.figures.get(&(row.line, target)).cloned(),
                    reason: self.said(row, C::Explanation),
                    appraiser: self.said(row, C::Appraiser),
                    date,
                    place: table.row_place(row),
                };
                match target {
                    Target::Leaf(leaf) => self.of_leaf(loader, row, &unit, leaf, said),
                    Target::Common if said.figure.is_some() => {
                        loader.facts(&unit).appraisals.push(Arc::new(said));
                    }
                    Target::Inner(node) if said.verdict.is_some() => {
                        let code = &loader.set.nodes[node].code;
                        let why = text!(
                            "{code} là mục có mục con; kết luận phải ghi cho từng chỉ tiêu bên dưới",
                            "{code} has parts; verdicts belong to the leaves below it"
                        );
                        loader.unused_row(table, row, why);
                    }
                    Target::Inner(_) | Target::Common => {}
                }
            }
        }
    }

    /// Reports what an appraiser wrote and nothing can use: without a code, or a figure that
    /// gets no other value.
    fn report_lost(
        &self,
        loader: &Loader<'_>,
        row: &Row,
        verdict: Option<Verdict>,
        about_nothing: bool,
    ) {
        let table = self.table;
        let said = |column| self.said(row, column).is_some();
        let points = said(C::Appraised) || said(C::Points);
        if about_nothing && !is_total(row, table.names.len()) {
            if verdict.is_some() || points || said(C::Value) {
                let why = text!(
                    "dòng này có ý kiến thẩm định mà không có mã tiêu chí",
                    "the row says something and has no code of a criterion"
                );
                loader.unused_row(table, row, why);
            }
        } else if said(C::Figure) && self.columns.at(C::Value).is_some() && !said(C::Value) {
            let why = text!(
                "dòng này nêu số liệu phải sửa mà không ghi giá trị",
                "the row names a figure to be corrected and no value"
            );
            loader.unused_row(table, row, why);
        }
    }

    fn of_leaf(
        &self,
        loader: &mut Loader<'_>,
        row: &Row,
        unit: &Arc<str>,
        leaf: usize,
        mut said: Appraisal,
    ) {
        if !said.has_looked() && said.reason.is_none() {
            return;
        }
        let document = match self.document(loader, row, leaf) {
            Ok(document) => document,
            // A verdict on a document that is not known must not fall on the others.
            Err(()) => {
                said.verdict = None;
                None
            }
        };
        said.named = Named {
            document,
            number: self.said(row, C::Number),
            file: self.said(row, C::File),
        };
        let leaf = loader.leaf(unit, leaf);
        leaf.appraisals.push(Arc::new(said));
    }

    /// What a cell says, if anything.
    fn said(&self, row: &Row, column: Column) -> Option<String> {
        let cell = self.columns.cell(row, column);
        (!numbers::is_blank(cell)).then(|| cell.to_owned())
    }

    fn date(&self, loader: &Loader<'_>, row: &Row) -> Option<Date> {
        let column = self.columns.at(C::Issued)?;
        let cell = row.get(column);
        let place = self.table.cell_place(row, column);
        (!numbers::is_blank(cell.text)).then(|| cells::date_cell(cell, place, loader.problems))?
    }

    fn verdict(&self, loader: &Loader<'_>, row: &Row) -> Option<Verdict> {
        let column = self.columns.at(C::Verdict)?;
        let written = row.cell(column);
        if numbers::is_blank(written) {
            return None;
        }
        let verdict = verdict(written);
        if verdict.is_none() {
            let message = text!(
                "`{written}` không phải một kết luận",
                "`{written}` is no verdict"
            );
            let help = text!(
                "ghi «Chấp nhận» hoặc «Không chấp nhận», nhận xét thì ghi vào cột `ly_do`",
                "write «Accepted» or «Rejected»; remarks belong into the column `reason`"
            );
            let place = self.table.cell_place(row, column);
            let found = Diagnostic::at(Code::BadCell, place, message);
            loader.problems.add(found.help(help));
        }
        verdict
    }

    /// The document that a row names; one that the leaf does not require is reported.
    fn document(&self, loader: &Loader<'_>, row: &Row, index: usize) -> Result<Option<String>, ()> {
        let Some(column) = self.columns.at(C::Document) else {
            return Ok(None);
        };
        let written = row.cell(column);
        if numbers::is_blank(written) {
            return Ok(None);
        }
        let node = &loader.set.nodes[index];
        let known = node
            .leaf
            .as_ref()
            .and_then(|leaf| evidence_rows::document(leaf, written));
        if let Some(document) = known {
            return Ok(Some(document.id.clone()));
        }
        let code = &node.code;
        let ids = node.leaf.iter().flat_map(Leaf::accepted);
        let ids = ids.map(|document| document.id.as_str()).collect::<Vec<_>>();
        let message = text!(
            "chỉ tiêu {code} không yêu cầu tài liệu `{written}`; kết luận này không được tính",
            "the leaf {code} requires no document `{written}`; the verdict is not counted"
        );
        let place = self.table.cell_place(row, column);
        let found = Diagnostic::at(Code::UnknownRequirement, place, message);
        loader
            .problems
            .add(found.help(suggest::advice(written, ids)));
        Err(())
    }
}

/// A verdict as people write it.
fn verdict(written: &str) -> Option<Verdict> {
    let key = fold::key(written);
    match key.as_str() {
        "chapnhan" | "dat" | "dongy" | "hople" | "thongnhat" | "co" | "x" | "accepted"
        | "accept" | "yes" | "ok" => Some(Verdict::Accepted),
        "khongchapnhan" | "khongdat" | "khongdongy" | "khonghople" | "khongthongnhat" | "khong"
        | "chuadat" | "bacbo" | "rejected" | "refused" | "reject" | "no" => Some(Verdict::Refused),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_as_people_write_them() {
        for written in ["Chấp nhận", "chap nhan", "Đạt", "ĐỒNG Ý", "Accepted"] {
            assert_eq!(verdict(written), Some(Verdict::Accepted), "{written}");
        }
        for written in [
            "Không chấp nhận",
            "không đạt",
            "Chưa đạt",
            "Không đồng ý",
            "rejected",
        ] {
            assert_eq!(verdict(written), Some(Verdict::Refused), "{written}");
        }
        for written in ["Xem lại", "0,5", "đạt một phần"] {
            assert_eq!(verdict(written), None, "{written}");
        }
    }
}
