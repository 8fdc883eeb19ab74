//! Points tables: what a unit claims, what was published.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::criteria::model::Side;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::evidence::appraisals::FIRST;
use crate::evidence::cells::{self, NumberCell};
use crate::evidence::columns::{self, Column, Column as C, Columns};
use crate::evidence::crosswise::{self, Placed};
use crate::evidence::load::Loader;
use crate::evidence::targets::{Target, is_total};
use crate::points::Points;
use crate::tables::cell::Cell;
use crate::tables::table::{Row, Table};
use crate::text::lang::{Text, text};
use crate::text::numbers;

pub(crate) const USED: [Column; 8] = [
    Column::Points,
    Column::Claimed,
    Column::Appraised,
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
pub(super) struct Given<'t> {
    pub(super) target: Target,
    pub(super) unit: Arc<str>,
    pub(super) row: &'t Row,
    pub(super) points: Points,
    pub(super) place: Place,
}

/// What a table says of nodes with parts (`None`: of all), by unit.
pub(super) type Sums = BTreeMap<(Arc<str>, Option<usize>), (Points, Place)>;

pub(super) fn read(loader: &mut Loader<'_>, table: &Table, which: Which) {
    let coded = crosswise::headed_by_codes(loader, table);
    if !coded.is_empty() {
        let cells = crosswise::of_units(loader, table, &coded);
        return take(loader, table, cells, which);
    }
    let Some(mut columns) = Columns::find(table, &USED, loader) else {
        return;
    };
    let preferred = match which {
        Which::Claims => [C::Claimed, C::Points, C::Published, C::Appraised],
        Which::Published => [C::Published, C::Appraised, C::Points, C::Claimed],
    };
    if let Some(points) = columns.points(table, &preferred, loader) {
        columns.report_others(table, loader.problems);
        let cells = one_column(loader, table, &columns, points);
        take(loader, table, vec![cells], which);
        read_reasons(loader, table, &columns, which);
        return;
    }
    if let Some(cells) = of_unit_columns(loader, table, &mut columns) {
        take(loader, table, cells, which);
    }
}

/// The filled cells of a table with a row per code and a column per unit; a table without any
/// column of points is reported.
pub(super) fn of_unit_columns<'t>(
    loader: &mut Loader<'_>,
    table: &'t Table,
    columns: &mut Columns,
) -> Option<Vec<Vec<Placed<'t>>>> {
    let units: Vec<usize> = columns.others.clone();
    let units: Vec<usize> = units
        .into_iter()
        .filter(|column| columns::meaning(&table.names[*column]).is_none())
        .filter(|column| table.rows.iter().any(|row| is_number(row.get(*column))))
        .collect();
    columns.others.retain(|column| !units.contains(column));
    columns.report_others(table, loader.problems);
    if units.is_empty() {
        loader.problems.add(no_points(table));
        return None;
    }
    Some(crosswise::of_codes(loader, table, columns, &units))
}

fn is_number(cell: Cell<'_>) -> bool {
    cell.held.is_some() || numbers::read(cell.text).is_some()
}

fn no_points(table: &Table) -> Diagnostic {
    Diagnostic::at(
        Code::NoHeader,
        table.header_place(0),
        text!(
            "không thấy cột điểm trong tiêu đề",
            "the header has no column for points"
        ),
    )
    .help(text!(
        "đặt tên cột là `diem` hoặc `diem_tu_cham`",
        "name the column `points` or `claim`"
    ))
}

/// Published points that stand in a table of figures.
pub(super) fn read_published(loader: &mut Loader<'_>, table: &Table, columns: &Columns) {
    if let Some(points) = columns.at(Column::Published) {
        let cells = one_column(loader, table, columns, points);
        take(loader, table, vec![cells], Which::Published);
    }
}

/// The filled cells of a column of points; totals are those of the whole.
pub(super) fn one_column<'t>(
    loader: &mut Loader<'_>,
    table: &'t Table,
    columns: &Columns,
    points: usize,
) -> Vec<Placed<'t>> {
    let mut cells = Vec::new();
    for row in &table.rows {
        let unit = loader.unit_of(table, columns, row);
        if unit.is_none() || numbers::is_blank(row.cell(points)) {
            continue;
        }
        let coded = columns
            .criterion
            .is_none_or(|column| !row.cell(column).is_empty());
        let known = if coded || columns.name.is_some() {
            loader.named_or_coded(table, columns, row, coded)
        } else {
            Arc::from([])
        };
        let is_total = known.is_empty() && is_total(row, table.names.len());
        let total = is_total.then_some(Target::Common);
        cells.extend(known.iter().copied().chain(total).map(|target| Placed {
            row,
            column: points,
            target,
            unit: unit.clone(),
        }));
    }
    cells
}

/// Takes in points, each column read in its own way.
fn take(loader: &mut Loader<'_>, table: &Table, columns: Vec<Vec<Placed<'_>>>, which: Which) {
    let mut sums = Sums::new();
    for cells in columns {
        take_column(loader, table, cells, which, &mut sums);
    }
    check_sums(
        loader,
        &sums,
        which == Which::Claims,
        |loader, unit, leaf| {
            let said = loader.facts(unit).leaves.get(&leaf)?;
            let points = match which {
                Which::Claims => said.claim.as_deref(),
                Which::Published => said.published.as_deref(),
            };
            points.map(|(points, _)| *points)
        },
    );
    if which == Which::Published {
        store_sums(loader, sums);
    }
}

fn take_column(
    loader: &mut Loader<'_>,
    table: &Table,
    cells: Vec<Placed<'_>>,
    which: Which,
    sums: &mut Sums,
) {
    for given in decided(loader, table, cells) {
        match given.target {
            Target::Leaf(index) => {
                insert(loader, &given.unit, index, given.points, given.place, which);
            }
            _ => take_sum(loader, given, sums),
        }
    }
}

/// The points of a column, its numbers read in one way; what cannot be read is reported.
pub(super) fn decided<'t>(
    loader: &Loader<'_>,
    table: &Table,
    cells: Vec<Placed<'t>>,
) -> Vec<Given<'t>> {
    let mut numbers_of_column: Vec<NumberCell> = Vec::new();
    let mut entries = Vec::new();
    for Placed {
        row,
        column,
        target,
        unit,
    } in cells
    {
        let most = match target {
            Target::Leaf(index) | Target::Inner(index) => loader.set.nodes[index].max.decimal(),
            Target::Common => loader.set.total.decimal(),
        };
        let place = table.cell_place(row, column);
        let cell = row.get(column);
        let number = cells::number_cell(cell, place, false, Some(most), loader.problems);
        if let Some((number, unit)) = number.zip(unit) {
            numbers_of_column.push(number);
            entries.push((target, unit, row));
        }
    }
    let decided = cells::decide(&numbers_of_column, loader.reading.numbers, loader.problems);
    let read = entries.into_iter().zip(decided).zip(numbers_of_column);
    read.filter_map(|(((target, unit, row), value), cell)| {
        Some(Given {
            target,
            unit,
            row,
            points: Points::new(value?),
            place: cell.place,
        })
    })
    .collect()
}

/// Takes in the points of a node with parts, or of the whole.
pub(super) fn take_sum(loader: &Loader<'_>, given: Given<'_>, sums: &mut Sums) {
    let Given {
        target,
        unit,
        points,
        place,
        ..
    } = given;
    match target {
        Target::Leaf(index) | Target::Inner(index) => {
            let key = (unit, Some(index));
            if let Some(first) = sums.get(&key).filter(|(first, _)| *first != points) {
                let problem = conflict(first, place.clone(), &text!("mục này", "this node"));
                loader.problems.add(problem);
            }
            sums.insert(key, (points, place));
        }
        // Tables write a total below each part too: the last one is that of the whole.
        Target::Common => {
            sums.insert((unit, None), (points, place));
        }
    }
}

/// Whether points are possible at a leaf; if not, they are reported.
pub(super) fn in_bounds(loader: &Loader<'_>, leaf: usize, points: Points, place: &Place) -> bool {
    let node = &loader.set.nodes[leaf];
    if points >= Points::ZERO && points <= node.max {
        return true;
    }
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
    let found = Diagnostic::at(Code::PointsAboveMax, place.clone(), message);
    loader.problems.add(found.help(help));
    false
}

fn insert(
    loader: &mut Loader<'_>,
    unit: &Arc<str>,
    leaf: usize,
    points: Points,
    place: Place,
    which: Which,
) {
    if !in_bounds(loader, leaf, points, &place) {
        return;
    }
    let problems = loader.problems;
    if which == Which::Published && loader.reads_published {
        loader.facts(unit).is_published = true;
    }
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

/// Compares subtotals and the total with the sum of the leaves they stand for. What is
/// published is often only a part of the leaves: then, unless a part is compared too, there is
/// no sum to compare with.
pub(super) fn check_sums<'a>(
    loader: &mut Loader<'a>,
    sums: &Sums,
    partly: bool,
    of_leaf: impl Fn(&mut Loader<'a>, &Arc<str>, usize) -> Option<Points>,
) {
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
            if let Some(points) = of_leaf(loader, unit, index) {
                any = true;
                sum = if node.side == Side::Penalty {
                    sum - points
                } else {
                    sum + points
                };
            } else if node.leaf.is_some() && node.side == Side::Normal {
                all = false;
            }
        }
        let whole = all || partly;
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

/// The reasons of published points, the explanations of claims.
fn read_reasons(loader: &mut Loader<'_>, table: &Table, columns: &Columns, which: Which) {
    let Some(index) = columns.at(Column::Explanation) else {
        return;
    };
    for row in &table.rows {
        let Some(unit) = loader.unit_of(table, columns, row) else {
            continue;
        };
        let said = row.cell(index);
        let code = columns.criterion.map_or("", |column| row.cell(column));
        if said.is_empty() {
            continue;
        }
        let Some(Target::Leaf(leaf)) = loader.target(code) else {
            continue;
        };
        let place = table.cell_place(row, index);
        let facts = loader.leaf(&unit, leaf);
        match which {
            Which::Claims => facts.explain(said, FIRST, place),
            Which::Published => facts.published_reason = Some(said.into()),
        }
    }
}
