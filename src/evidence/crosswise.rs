//! Tables that lie crosswise: a row per unit and a column per code, or a row per code and a
//! column per unit.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::criteria::code::Code as CriterionCode;
use crate::diagnostic::{Code, Diagnostic};
use crate::evidence::columns::{self, Column, Columns};
use crate::evidence::load::{Loader, Target};
use crate::tables::table::{Row, Table};
use crate::text::lang::text;
use crate::text::numbers;

/// A filled cell with what it is about.
pub(super) struct Placed<'t> {
    pub(super) row: &'t Row,
    pub(super) column: usize,
    pub(super) target: Target,
    /// `None`: a unit that is not wanted.
    pub(super) unit: Option<Arc<str>>,
}

/// The columns of a table that are headed by codes of the set, where no column holds codes.
pub(super) fn headed_by_codes(loader: &Loader<'_>, table: &Table) -> Vec<(usize, Target)> {
    let coded = table.names.iter().enumerate().filter_map(|(column, name)| {
        if columns::meaning(name).is_some() {
            return None;
        }
        Some((column, loader.target(code_of(name))?))
    });
    let coded: Vec<(usize, Target)> = coded.collect();
    let is_code = |row: &&Row, column: usize| {
        CriterionCode::parse(row.cell(column))
            .is_some_and(|code| loader.set.by_code.contains_key(&code))
    };
    let has_code_column = (0..table.names.len())
        .filter(|column| columns::meaning(&table.names[*column]) == Some(Column::Criterion))
        .any(|column| {
            let rows = table.rows.iter().take(50);
            let coded = rows
                .clone()
                .filter(|row| row.cell(column).contains('.') && is_code(row, column))
                .count();
            coded * 2 > rows.count()
        });
    if has_code_column { Vec::new() } else { coded }
}

/// The code of a heading: all of it, or what stands before its first space ("1.1 Kế hoạch").
fn code_of(heading: &str) -> &str {
    let first = heading.split_whitespace().next().unwrap_or_default();
    let first = first.trim_end_matches(['.', ':']);
    if first.contains('.') {
        first
    } else {
        heading.trim()
    }
}

/// The filled cells of a table with a row per unit, column by column.
pub(super) fn of_units<'t>(
    loader: &mut Loader<'_>,
    table: &'t Table,
    coded: &[(usize, Target)],
) -> Vec<Vec<Placed<'t>>> {
    report_twice(loader, table, coded);
    let columns = Columns::without_codes(table, &[Column::Unit, Column::UnitName], loader);
    let units: Vec<(&Row, Option<Arc<str>>)> = table
        .rows
        .iter()
        .filter(|row| !super::load::is_total(row, table.names.len()))
        .map(|row| (row, loader.unit_of(table, &columns, row)))
        .collect();
    let column = |&(column, target): &(usize, Target)| {
        table.report_faults(column, loader.problems);
        let filled = units
            .iter()
            .filter(|(row, _)| !numbers::is_blank(row.cell(column)));
        filled
            .map(|(row, unit)| Placed {
                row,
                column,
                target,
                unit: unit.clone(),
            })
            .collect()
    };
    coded.iter().map(column).collect()
}

/// Two columns headed by one code: often 1.1 and what was 1.10.
fn report_twice(loader: &Loader<'_>, table: &Table, coded: &[(usize, Target)]) {
    let mut first: BTreeMap<Target, usize> = BTreeMap::new();
    for (column, target) in coded {
        if let Some(earlier) = first.insert(*target, *column) {
            let (a, b) = (&table.headers[earlier], &table.headers[*column]);
            loader.problems.add(
                Diagnostic::at(
                    Code::DuplicateColumn,
                    table.header_place(*column),
                    text!(
                        "hai cột `{a}` và `{b}` cùng một mã",
                        "the columns `{a}` and `{b}` have one code"
                    ),
                )
                .help(text!(
                    "Excel có thể đã đổi mã (1.10 thành 1.1): định dạng tiêu đề là Văn bản rồi ghi lại",
                    "Excel may have changed a code (1.10 to 1.1): format the header as Text and write it again"
                )),
            );
        }
    }
}

/// The filled cells of a table with a row per code, of which these columns are units.
pub(super) fn of_codes<'t>(
    loader: &mut Loader<'_>,
    table: &'t Table,
    columns: &Columns,
    units: &[usize],
) -> Vec<Vec<Placed<'t>>> {
    let rows: Vec<(&Row, Arc<[Target]>)> = table
        .rows
        .iter()
        .map(|row| (row, loader.targets(table, columns, row)))
        .collect();
    let mut of_columns = Vec::new();
    for &column in units {
        table.report_faults(column, loader.problems);
        let name = Arc::clone(&table.headers[column]);
        let mut placed = Vec::new();
        for (row, targets) in &rows {
            if numbers::is_blank(row.cell(column)) {
                continue;
            }
            let place = table.cell_place(row, column);
            let unit = loader.unit_named(table, row, "", &name, &place);
            placed.extend(targets.iter().map(|&target| Placed {
                row,
                column,
                target,
                unit: unit.clone(),
            }));
        }
        of_columns.push(placed);
    }
    of_columns
}
