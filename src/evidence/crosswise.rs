//! Tables that lie crosswise: a row per unit and a column per code, or a row per code and a
//! column per unit.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::criteria::code::Code as CriterionCode;
use crate::diagnostic::{Code, Diagnostic};
use crate::evidence::codes;
use crate::evidence::columns::{self, Column, Columns};
use crate::evidence::load::Loader;
use crate::evidence::targets::{Target, is_total};
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

/// The columns of a crosswise table that are headed by codes of the set; none where a column
/// holds codes.
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
    let is_unit = |name: &Arc<str>| {
        let meaning = columns::meaning(name);
        matches!(meaning, Some(Column::Unit | Column::UnitName))
    };
    // One such column may be anything, unless the rows are units.
    let enough = coded.len() > 1 || table.names.iter().any(is_unit);
    if has_code_column || !enough {
        return Vec::new();
    }
    coded
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
    let coded = once(loader, table, coded);
    codes::report_damaged_headers(table, loader.set, loader.problems);
    let columns = Columns::without_codes(table, &[Column::Unit, Column::UnitName], loader);
    let units: Vec<(&Row, Option<Arc<str>>)> = table
        .rows
        .iter()
        .filter(|row| !is_total(row, table.names.len()))
        .map(|row| (row, loader.unit_of(table, &columns, row)))
        .collect();
    let column = |&(column, target): &(usize, Target)| {
        table.report_faults(
            column,
            |row| is_total(row, table.names.len()),
            loader.problems,
        );
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

/// The columns without those that are headed by the code of another: often 1.1 and what was
/// 1.10. They are reported.
fn once(loader: &Loader<'_>, table: &Table, coded: &[(usize, Target)]) -> Vec<(usize, Target)> {
    let mut first: BTreeMap<Target, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for (column, target) in coded {
        let Some(earlier) = first.get(target) else {
            first.insert(*target, *column);
            kept.push((*column, *target));
            continue;
        };
        let (a, b) = (&table.headers[*earlier], &table.headers[*column]);
        let message = text!(
            "hai cột `{a}` và `{b}` cùng một mã",
            "the columns `{a}` and `{b}` have one code"
        );
        let help = text!(
            "Excel có thể đã đổi mã (1.10 thành 1.1): định dạng tiêu đề là Văn bản rồi ghi lại",
            "Excel may have changed a code (1.10 to 1.1): format the header as Text and write it again"
        );
        let place = table.header_place(*column);
        let found = Diagnostic::at(Code::DuplicateColumn, place, message);
        loader.problems.add(found.help(help));
    }
    kept
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
        table.report_faults(
            column,
            |row| is_total(row, table.names.len()),
            loader.problems,
        );
        let name = Arc::clone(&table.headers[column]);
        let mut placed = Vec::new();
        for (row, targets) in &rows {
            if numbers::is_blank(row.cell(column)) {
                continue;
            }
            let place = || table.cell_place(row, column);
            let unit = loader.unit_named(table, row, "", &name, place);
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
