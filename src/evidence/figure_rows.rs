//! Tables of figures: long (one figure a row) or wide (a figure a column).

use crate::criteria::model::{CriteriaSet, Leaf};
use crate::diagnostic::{Code, Diagnostic};
use crate::evidence::columns::{self, Column, Columns};
use crate::evidence::crosswise;
use crate::evidence::figure_cells::FigureColumn;
use crate::evidence::figure_names::{self, Names, RESERVED};
use crate::evidence::load::Loader;
use crate::evidence::targets::{Target, is_total};
use crate::evidence::{point_rows, register_figures};
use crate::rules::{Rule, awarded};
use crate::tables::cell::{Cell, Held};
use crate::tables::table::{Row, Table};
use crate::text::lang::{Text, text};
use crate::text::{numbers, suggest};

pub(crate) const LONG: [Column; 7] = [
    Column::Figure,
    Column::Value,
    Column::Source,
    Column::Unit,
    Column::UnitName,
    Column::Published,
    Column::Round,
];
pub(crate) const WIDE: [Column; 4] = [
    Column::Source,
    Column::Unit,
    Column::UnitName,
    Column::Published,
];

pub(super) fn read(loader: &mut Loader<'_>, table: &Table) {
    let coded = crosswise::headed_by_codes(loader, table);
    if !coded.is_empty() {
        return read_crosswise(loader, table, &coded);
    }
    let is = |column| {
        table
            .names
            .iter()
            .any(|name| columns::meaning(name) == Some(column))
    };
    if is(Column::Figure) && is(Column::Value) {
        read_long(loader, table);
    } else {
        read_wide(loader, table);
    }
}

fn read_long(loader: &mut Loader<'_>, table: &Table) {
    let Some(columns) = Columns::find(table, &LONG, loader) else {
        return;
    };
    columns.report_others(table, loader.problems);
    let (Some(figure), Some(value)) = (columns.at(Column::Figure), columns.at(Column::Value))
    else {
        return;
    };
    let mut names = Names::new(loader.set);
    let mut column = FigureColumn::default();
    for row in &table.rows {
        let unit = loader.unit_of(table, &columns, row);
        let cell = row.get(value);
        if numbers::is_blank(cell.text) {
            continue;
        }
        let name = row.cell(figure);
        for &target in loader.targets(table, &columns, row).iter() {
            match names.find(target, name) {
                Some(meaning) => {
                    let place = table.cell_place(row, value);
                    column.add(loader, target, meaning, unit.clone(), cell, place);
                }
                // A table of metrics has all of them, and a set reads a few.
                None if target == Target::Common && is_metric(loader, name) => {}
                None => report_unknown(loader, table, row, figure, target, name),
            }
        }
    }
    column.store(loader);
    point_rows::read_published(loader, table, &columns);
}

/// Whether a name is that of a metric of registers.
fn is_metric(loader: &Loader<'_>, name: &str) -> bool {
    let metric = name.trim().strip_prefix(register_figures::PREFIX);
    metric.is_some_and(|metric| loader.set.register.name(metric).is_some())
}

fn read_wide(loader: &mut Loader<'_>, table: &Table) {
    let Some(mut columns) = Columns::find(table, &WIDE, loader) else {
        return;
    };
    let mut names = Names::new(loader.set);
    let rows: Vec<_> = table
        .rows
        .iter()
        .map(|row| {
            (
                row,
                loader.unit_of(table, &columns, row),
                loader.targets(table, &columns, row),
            )
        })
        .collect();
    let candidates = figure_columns(table, &columns);
    for &index in &candidates {
        let only = (columns.criterion.is_none() && candidates.len() == 1)
            .then(|| only_figure(loader, table, index))
            .flatten();
        let header = only.as_deref().unwrap_or(&table.names[index]);
        let mut column = FigureColumn::default();
        let mut strays = Vec::new();
        let mut is_figure = false;
        for (row, unit, targets) in &rows {
            let cell = row.get(index);
            for &target in targets.iter() {
                match names.find(target, header) {
                    Some(meaning) if !numbers::is_blank(cell.text) => {
                        is_figure = true;
                        let place = table.cell_place(row, index);
                        column.add(loader, target, meaning, unit.clone(), cell, place);
                    }
                    Some(_) => is_figure = true,
                    None if !numbers::is_blank(cell.text) => strays.push((*row, target)),
                    None => {}
                }
            }
        }
        table.report_faults(
            index,
            |row| is_total(row, table.names.len()),
            loader.problems,
        );
        column.store(loader);
        if is_figure {
            columns.others.retain(|other| *other != index);
            for (row, target) in strays {
                report_unknown(loader, table, row, index, target, header);
            }
        } else if !columns.others.contains(&index) {
            columns.others.push(index);
        }
    }
    columns.report_others(table, loader.problems);
    point_rows::read_published(loader, table, &columns);
}

/// A table with a column per leaf: what the leaf's source gives it, as points or, with `%`, as
/// a share of the maximum.
fn read_crosswise(loader: &mut Loader<'_>, table: &Table, coded: &[(usize, Target)]) {
    let mut names = Names::new(loader.set);
    for cells in crosswise::of_units(loader, table, coded) {
        let shares = cells.iter().any(|cell| is_share(cell.row.get(cell.column)));
        let name = if shares {
            awarded::PERCENT
        } else {
            awarded::POINTS
        };
        let mut column = FigureColumn::default();
        for cell in cells {
            let place = table.cell_place(cell.row, cell.column);
            match names.find(cell.target, name) {
                Some(meaning) => {
                    let found = cell.row.get(cell.column);
                    column.add(loader, cell.target, meaning, cell.unit, found, place);
                }
                None => report_unknown(loader, table, cell.row, cell.column, cell.target, name),
            }
        }
        column.store(loader);
    }
}

fn is_share(cell: Cell<'_>) -> bool {
    matches!(cell.held, Some(Held::Number(_, true))) || cell.text.ends_with('%')
}

/// What the one column of values of a table about one leaf is called: by the leaf's only
/// figure, whatever its header says.
fn only_figure(loader: &Loader<'_>, table: &Table, column: usize) -> Option<String> {
    let leaf = loader.reading.leaf.as_ref()?;
    let Some(Target::Leaf(index)) = loader.target(leaf.as_str()) else {
        return None;
    };
    let leaf = loader.set.nodes[index].leaf.as_ref()?;
    if leaf.rule.takes_percent() {
        let mut cells = table.rows.iter().map(|row| row.get(column));
        let shares = cells.any(is_share);
        let name = if shares {
            awarded::PERCENT
        } else {
            awarded::POINTS
        };
        return Some(name.to_owned());
    }
    let mut figures = leaf.rule.figures().into_iter();
    let only = figures.next()?;
    figures.next().is_none().then(|| only.to_owned())
}

/// The columns of a wide table that may hold figures: those that are no other table's, and
/// those named like a reserved figure.
fn figure_columns(table: &Table, columns: &Columns) -> Vec<usize> {
    (0..table.headers.len())
        .filter(|index| {
            let header = &table.names[*index];
            let meaning = columns::meaning(header);
            let free = columns.others.contains(index)
                && matches!(
                    meaning,
                    None | Some(
                        Column::Points | Column::Claimed | Column::Appraised | Column::Value
                    )
                );
            free || RESERVED.contains(&header.as_ref())
        })
        .collect()
}

/// Whether a cell names the result of a survey.
fn common_survey(set: &CriteriaSet, name: &str) -> bool {
    figure_names::id(set, None, name).is_some_and(|id| set.survey(&id).is_some())
}

pub(super) fn report_unknown(
    loader: &Loader<'_>,
    table: &Table,
    row: &Row,
    column: usize,
    target: Target,
    name: &str,
) {
    let set = loader.set;
    let place = table.cell_place(row, column);
    let (message, known): (Text, Vec<&str>) = match target {
        Target::Inner(index) => {
            let code = &set.nodes[index].code;
            let message = text!(
                "{code} là mục có mục con; số liệu phải ghi cho từng chỉ tiêu bên dưới",
                "{code} has parts; figures belong to the leaves below it"
            );
            (message, Vec::new())
        }
        Target::Common => {
            let message = text!(
                "bộ tiêu chí không dùng số liệu chung `{name}`; dòng này không được tính",
                "the set uses no common figure `{name}`; the row is not counted"
            );
            (
                message,
                set.common_figures()
                    .map(|figure| figure.id.as_str())
                    .collect(),
            )
        }
        Target::Leaf(index) => {
            let node = &set.nodes[index];
            let code = &node.code;
            if common_survey(set, name) {
                let message = text!(
                    "`{name}` là kết quả khảo sát, khai chung cho đơn vị; ở {code} giá trị này không được tính",
                    "`{name}` is the result of a survey, stated for the unit as a whole; at {code} the value is not counted"
                );
                let help = text!(
                    "ghi `*` thay cho {code} ở cột mã",
                    "write `*` in place of {code}"
                );
                let found = Diagnostic::at(Code::UnknownFigure, place, message).help(help);
                loader.problems.add(found);
                return;
            }
            let message = text!(
                "chỉ tiêu {code} không dùng số liệu `{name}`; giá trị này không được tính",
                "the leaf {code} does not use the figure `{name}`; the value is not counted"
            );
            let of_rules = node.leaf.iter().flat_map(Leaf::rules);
            let of_rules = of_rules.flat_map(Rule::figures);
            let declared = node
                .leaf
                .iter()
                .flat_map(|leaf| &leaf.figures)
                .map(|figure| figure.id.as_str());
            let mut known: Vec<&str> = of_rules.chain(declared).collect();
            known.sort_unstable();
            (message, known)
        }
    };
    loader.problems.add(
        Diagnostic::at(Code::UnknownFigure, place, message).help(suggest::advice(name, known)),
    );
}
