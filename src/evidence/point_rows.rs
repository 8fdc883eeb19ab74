//! Points tables: what a unit claims, what was published.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::criteria::model::Side;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::evidence::cells::{self, NumberCell};
use crate::evidence::columns::{Column, Columns};
use crate::evidence::load::{Loader, Target};
use crate::points::Points;
use crate::tables::table::{Row, Table};
use crate::text::lang::{Text, text};
use crate::text::{fold, numbers};

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

/// What a table says of nodes with parts (`None`: of all), by unit.
type Sums = BTreeMap<(Arc<str>, Option<usize>), (Points, Place)>;

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
        let Some(unit) = loader.unit_of(table, columns, row) else {
            continue;
        };
        let cell = row.cell(points);
        let blank = numbers::is_blank(cell);
        let targets = if is_total(row, table.headers.len()) {
            Arc::from([Target::Common])
        } else if row.cell(columns.criterion).is_empty() {
            continue;
        } else {
            loader.targets(table, columns, row)
        };
        for &target in targets.iter() {
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
    let mut sums = Sums::new();
    for entry in entries {
        let Some(value) = decided[entry.cell] else {
            continue;
        };
        let place = numbers_of_column[entry.cell].place.clone();
        let value = Points::new(value);
        match entry.target {
            Target::Leaf(index) => insert(loader, &entry.unit, index, value, place, which),
            Target::Inner(index) => {
                let key = (entry.unit, Some(index));
                if let Some(first) = sums.get(&key).filter(|(first, _)| *first != value) {
                    let problem = conflict(first, place.clone(), &text!("mục này", "this node"));
                    loader.problems.add(problem);
                }
                sums.insert(key, (value, place));
            }
            // Tables write a total below each part too: the last one is that of the whole.
            Target::Common => {
                sums.insert((entry.unit, None), (value, place));
            }
        }
    }
    check_sums(loader, &sums, which);
    if which == Which::Published {
        store_sums(loader, sums);
    }
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
        let code = &node.code;
        let message = Text::each(|lang| {
            let show = |points: Points| numbers::show(points.decimal(), lang);
            let (found, max) = (show(points), show(node.max));
            lang.pick(
                format!("{found} điểm cho {code}, tối đa là {max}"),
                format!("{found} points for {code}, the maximum is {max}"),
            )
        });
        let help = Text::each(|lang| {
            let max = numbers::show(node.max.decimal(), lang);
            lang.pick(
                format!("ghi điểm từ 0 đến {max}"),
                format!("write points from 0 to {max}"),
            )
        });
        loader
            .problems
            .add(Diagnostic::at(Code::PointsAboveMax, place, message).help(help));
        return;
    }
    let problems = loader.problems;
    let facts = loader.leaf(unit, leaf);
    let slot = match which {
        Which::Claims => &mut facts.claim,
        Which::Published => &mut facts.published,
    };
    match slot.as_deref() {
        Some(first) if first.0 != points => {
            problems.add(conflict(first, place, &text!("chỉ tiêu này", "this leaf")))
        }
        Some((_, first)) if *first <= place => {}
        _ => *slot = Some(Box::new((points, place))),
    }
}

/// Keeps what was published for nodes with parts and for the total.
fn store_sums(loader: &mut Loader<'_>, sums: Sums) {
    let problems = loader.problems;
    for ((unit, index), (points, place)) in sums {
        let known = &mut loader.facts(&unit).published_sums;
        match known.get(&index) {
            Some(first) if first.0 != points => {
                let node = match index {
                    Some(_) => text!("mục này", "this node"),
                    None => text!("dòng tổng", "the total"),
                };
                problems.add(conflict(first, place, &node));
            }
            Some((_, first)) if *first <= place => {}
            _ => {
                known.insert(index, (points, place));
            }
        }
    }
}

/// Points that were given twice, differently.
fn conflict((old, first): &(Points, Place), place: Place, node: &Text) -> Diagnostic {
    let message = Text::each(|lang| {
        let (node, old) = (node.get(lang), numbers::show(old.decimal(), lang));
        let first = first.shown(lang);
        lang.pick(
            format!("{node} đã có {old} điểm ở {first}"),
            format!("{node} has {old} points in {first} already"),
        )
    });
    Diagnostic::at(Code::ConflictingFigure, place, message)
}

/// Whether a row is the total of its table: some cell says so.
fn is_total(row: &Row, columns: usize) -> bool {
    const WORDS: [&str; 6] = ["tong", "tongcong", "tongdiem", "tongso", "cong", "total"];
    (0..columns).any(|column| WORDS.contains(&fold::key(row.cell(column)).as_str()))
}

/// Compares subtotals and the total with the sum of the leaves they stand for. What is
/// published is often only a part of the leaves: then there is no sum to compare with.
fn check_sums(loader: &mut Loader<'_>, sums: &Sums, which: Which) {
    for ((unit, index), (written, place)) in sums {
        let set = loader.set;
        let mut nodes: Vec<usize> = match index {
            Some(index) => vec![*index],
            None => set.fields().map(|(index, _)| index).collect(),
        };
        let mut sum = Points::ZERO;
        let (mut any, mut all) = (false, true);
        while let Some(index) = nodes.pop() {
            let node = &set.nodes[index];
            nodes.extend(&node.children);
            let facts = loader.facts(unit).leaves.get(&index);
            let points = facts.and_then(|facts| match which {
                Which::Claims => facts.claim.as_deref(),
                Which::Published => facts.published.as_deref(),
            });
            if let Some((points, _)) = points {
                any = true;
                sum = if node.side == Side::Penalty {
                    sum - *points
                } else {
                    sum + *points
                };
            } else if node.leaf.is_some() && node.side == Side::Normal {
                all = false;
            }
        }
        let whole = all || which == Which::Claims;
        if any && whole && sum != *written {
            let message = Text::each(|lang| {
                let show = |points: Points| numbers::show(points.decimal(), lang);
                let (says, adds, gap) = (show(*written), show(sum), show(*written - sum));
                let row = index.map(|index| &set.nodes[index].code);
                let row = row.map_or(lang.pick("tổng", "total").to_owned(), ToString::to_string);
                lang.pick(
                    format!("mục {row} ghi {says} điểm, các chỉ tiêu bên dưới cộng lại là {adds} (chênh {gap})"),
                    format!("{row} says {says} points, its leaves add up to {adds} (difference {gap})"),
                )
            });
            let help = text!(
                "sửa dòng này hoặc điểm của một chỉ tiêu; dòng này chỉ để kiểm tra, không được cộng",
                "mend this row or a leaf; the row is only compared, never added"
            );
            let found = Diagnostic::at(Code::ControlFigure, place.clone(), message);
            loader.problems.add(found.help(help));
        }
    }
}

fn read_explanations(loader: &mut Loader<'_>, table: &Table, columns: &Columns) {
    let Some(index) = columns.at(Column::Explanation) else {
        return;
    };
    for row in &table.rows {
        let Some(unit) = loader.unit_of(table, columns, row) else {
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
            loader.leaf(&unit, leaf).explain(explanation, place);
        }
    }
}
