//! Points tables: what a unit claims, what was published.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::evidence::cells::{self, NumberCell};
use crate::evidence::columns::{Column, Columns};
use crate::evidence::load::{Loader, Target};
use crate::evidence::table::Table;
use crate::points::Points;
use crate::text::lang::{Lang, text};
use crate::text::numbers;

const USED: [Column; 6] = [
    Column::Points,
    Column::Published,
    Column::Explanation,
    Column::Unit,
    Column::UnitName,
    Column::Round,
];

/// Whose points a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The unit's own.
    Claims,
    /// The appraiser's, published.
    Published,
}

/// Points at a node, before they are stored.
struct Entry {
    target: Target,
    unit: Arc<str>,
    cell: usize,
}

pub(super) fn read(loader: &mut Loader<'_>, table: &Table, which: Which) {
    let Some(columns) = Columns::find(table, &USED, loader.set, loader.problems) else {
        return;
    };
    columns.report_others(table, loader.problems);
    let preferred = match which {
        Which::Claims => [Column::Points, Column::Published],
        Which::Published => [Column::Published, Column::Points],
    };
    let Some(points) = preferred.iter().find_map(|column| columns.at(*column)) else {
        loader.problems.add(
            Diagnostic::at(
                Code::NoHeader,
                table.header_place(columns.criterion),
                text!(
                    "không thấy cột điểm trong tiêu đề",
                    "the header has no column for points"
                ),
            )
            .help(text!(
                "đặt tên cột là `diem` hoặc `diem_tu_cham`",
                "name the column `points` or `claim`"
            )),
        );
        return;
    };
    read_points(loader, table, &columns, points, which);
    if which == Which::Claims {
        read_explanations(loader, table, &columns);
    }
}

/// Published points that stand in a table of figures.
pub(super) fn read_published(loader: &mut Loader<'_>, table: &Table, columns: &Columns) {
    if let Some(points) = columns.at(Column::Published) {
        read_points(loader, table, columns, points, Which::Published);
    }
}

fn read_points(
    loader: &mut Loader<'_>,
    table: &Table,
    columns: &Columns,
    points: usize,
    which: Which,
) {
    let mut numbers_of_column: Vec<NumberCell> = Vec::new();
    let mut entries = Vec::new();
    for row in &table.rows {
        let Some(unit) = loader.unit_of(columns, row) else {
            continue;
        };
        let cell = row.cell(points);
        let blank = numbers::is_blank(cell);
        if row.cell(columns.criterion).is_empty() {
            continue;
        }
        for &target in loader.targets(table, columns, row).iter() {
            if blank {
                continue;
            }
            let place = table.cell_place(row, points);
            let most = match target {
                Target::Leaf(index) | Target::Inner(index) => loader.set.nodes[index].max.decimal(),
                Target::Common => loader.set.total.decimal(),
            };
            if let Some(number) =
                cells::number_cell(cell, place, false, Some(most), loader.problems)
            {
                numbers_of_column.push(number);
                let cell = numbers_of_column.len() - 1;
                let unit = unit.clone();
                entries.push(Entry { target, unit, cell });
            }
        }
    }
    let decided = cells::decide(&numbers_of_column, loader.problems);
    let mut sums: BTreeMap<(Arc<str>, usize), (Points, Place)> = BTreeMap::new();
    for entry in entries {
        let Some(value) = decided[entry.cell] else {
            continue;
        };
        let place = numbers_of_column[entry.cell].place.clone();
        let value = Points::new(value);
        match entry.target {
            Target::Leaf(index) => insert(loader, &entry.unit, index, value, place, which),
            Target::Inner(index) => {
                sums.insert((entry.unit, index), (value, place));
            }
            Target::Common => {}
        }
    }
    check_sums(loader, &sums, which);
}

fn insert(
    loader: &mut Loader<'_>,
    unit: &Arc<str>,
    leaf: usize,
    points: Points,
    place: Place,
    which: Which,
) {
    let node = &loader.set.nodes[leaf];
    if points < Points::ZERO || points > node.max {
        let (code, max) = (&node.code, numbers::show(node.max.decimal(), Lang::Vi));
        let found = numbers::show(points.decimal(), Lang::Vi);
        loader.problems.add(
            Diagnostic::at(
                Code::PointsAboveMax,
                place,
                text!(
                    "{found} điểm cho {code}, tối đa là {max}",
                    "{found} points for {code}, the maximum is {max}"
                ),
            )
            .help(text!(
                "sửa điểm trong khoảng từ 0 đến {max}",
                "write points from 0 to {max}"
            )),
        );
        return;
    }
    let problems = loader.problems;
    let facts = loader.leaf(unit, leaf);
    let slot = match which {
        Which::Claims => &mut facts.claim,
        Which::Published => &mut facts.published,
    };
    match slot {
        Some((first, first_place)) if *first != points => {
            let (file, line) = (&first_place.file.name, first_place.line().unwrap_or(1));
            let old = numbers::show(first.decimal(), Lang::Vi);
            problems.add(Diagnostic::at(
                Code::ConflictingFigure,
                place,
                text!(
                    "chỉ tiêu này đã có {old} điểm ở {file} dòng {line}",
                    "this leaf has {old} points in {file} line {line} already"
                ),
            ));
        }
        Some(_) => {}
        None => *slot = Some((points, place)),
    }
}

/// Compares subtotals with the sum of the leaves below them.
fn check_sums(
    loader: &mut Loader<'_>,
    sums: &BTreeMap<(Arc<str>, usize), (Points, Place)>,
    which: Which,
) {
    for ((unit, index), (written, place)) in sums {
        let set = loader.set;
        let mut leaves = vec![*index];
        let mut sum = Points::ZERO;
        let mut any = false;
        while let Some(index) = leaves.pop() {
            let node = &set.nodes[index];
            leaves.extend(&node.children);
            let facts = loader.facts(unit).leaves.get(&index);
            let points = facts.and_then(|facts| match which {
                Which::Claims => facts.claim.as_ref(),
                Which::Published => facts.published.as_ref(),
            });
            if let Some((points, _)) = points {
                any = true;
                sum = sum + *points;
            }
        }
        if any && sum != *written {
            let code = &set.nodes[*index].code;
            let (written, sum) = (
                numbers::show(written.decimal(), Lang::Vi),
                numbers::show(sum.decimal(), Lang::Vi),
            );
            loader.problems.add(Diagnostic::at(
                Code::ControlFigure,
                place.clone(),
                text!(
                    "dòng {code} ghi {written}, các chỉ tiêu bên dưới cộng lại là {sum}",
                    "the row {code} says {written}, its leaves add up to {sum}"
                ),
            ));
        }
    }
}

fn read_explanations(loader: &mut Loader<'_>, table: &Table, columns: &Columns) {
    let Some(index) = columns.at(Column::Explanation) else {
        return;
    };
    for row in &table.rows {
        let Some(unit) = loader.unit_of(columns, row) else {
            continue;
        };
        let explanation = row.cell(index);
        if explanation.is_empty() || row.cell(columns.criterion).is_empty() {
            continue;
        }
        let code = crate::criteria::code::Code::parse(row.cell(columns.criterion));
        let leaf = code.and_then(|code| loader.set.by_code.get(&code).copied());
        if let Some(leaf) = leaf.filter(|leaf| loader.set.nodes[*leaf].leaf.is_some()) {
            let place = table.cell_place(row, index);
            let facts = loader.leaf(&unit, leaf);
            facts
                .explanation
                .get_or_insert((explanation.to_owned(), place));
        }
    }
}
