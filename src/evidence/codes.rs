//! Codes that Excel has changed: 1.10 that became 1.1, 3-2 that became a date. Each is reported
//! with its likely original, and none is read as another leaf's.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::criteria::code::Code as CriterionCode;
use crate::criteria::model::CriteriaSet;
use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::evidence::columns::Columns;
use crate::tables::cell::{Cell, Held};
use crate::tables::table::{Row, Table};
use crate::text::dates;
use crate::text::lang::text;

/// Reports the damaged codes of a table; gives their lines.
pub(super) fn report_damaged(
    table: &Table,
    columns: &Columns,
    set: &CriteriaSet,
    problems: &Problems,
) -> BTreeSet<usize> {
    let mut damaged = BTreeSet::new();
    let Some(column) = columns.criterion else {
        return damaged;
    };
    let position = |text: &str| set.by_code.get(&CriterionCode::parse(text)?).copied();
    let shortened = Shortened::find(set);
    let mut before: Option<usize> = None;
    for row in &table.rows {
        let cell = row.get(column);
        let found = position(cell.text);
        let original = match found {
            None => from_date(cell, set),
            Some(at) => shortened
                .iter()
                .find(|pair| pair.short == at)
                .filter(|pair| pair.is_meant(table, column, row, before))
                .map(|pair| vec![set.nodes[pair.long].code.to_string()]),
        };
        if let Some(original) = original {
            report(table, column, row, &original, problems);
            damaged.insert(row.line);
        }
        before = found.or(before);
    }
    damaged
}

fn report(table: &Table, column: usize, row: &Row, original: &[String], problems: &Problems) {
    let (found, likely) = (row.cell(column), original.join(", "));
    problems.add(
        Diagnostic::at(
            Code::DamagedCode,
            table.cell_place(row, column),
            text!(
                "mã `{found}` có lẽ đã bị Excel đổi; mã gốc có thể là {likely}",
                "Excel seems to have changed the code `{found}`; it may have been {likely}"
            ),
        )
        .help(text!(
            "định dạng cột mã là Văn bản (Text) rồi ghi lại mã",
            "format the column of codes as Text and write the code again"
        )),
    );
}

/// A code that another becomes when Excel takes it for a number: 1.1 for 1.10.
struct Shortened {
    short: usize,
    long: usize,
}

impl Shortened {
    fn find(set: &CriteriaSet) -> Vec<Self> {
        let longs = set.nodes.iter().enumerate().filter_map(|(long, node)| {
            let text = node.code.as_str();
            let short = text.contains('.').then(|| text.trim_end_matches('0'))?;
            let short = CriterionCode::parse(short).filter(|short| *short != node.code)?;
            let short = *set.by_code.get(&short)?;
            Some(Self { short, long })
        });
        longs.collect()
    }

    /// Whether the long code is meant where the short one stands: it stands nowhere itself, and
    /// the row above is between the two in the order of the set. A cell of text could be what
    /// was typed, so there the short code must have had its own row already.
    fn is_meant(&self, table: &Table, column: usize, row: &Row, before: Option<usize>) -> bool {
        let between = before.is_some_and(|before| self.short < before && before < self.long);
        if !between {
            return false;
        }
        let code = row.cell(column);
        let number = matches!(row.get(column).held, Some(Held::Number(..)));
        let above = table.rows.iter().take_while(|other| other.line < row.line);
        let had_its_row = || above.clone().any(|other| other.cell(column) == code);
        let zeros = |other: &Row| {
            let other = other.cell(column);
            other.trim_end_matches('0') == code && other != code
        };
        (number || had_its_row()) && !table.rows.iter().any(zeros)
    }
}

/// The codes of the set that Excel may have made a date of.
fn from_date(cell: Cell<'_>, set: &CriteriaSet) -> Option<Vec<String>> {
    let date = match cell.held {
        Some(Held::Date(date)) => Some(date),
        _ => dates::read(cell.text).or_else(|| day_and_month(cell.text)),
    }?;
    let (day, month, year) = (date.day(), date.month(), date.year() % 100);
    let tries = [
        format!("{day}.{month}"),
        format!("{month}.{day}"),
        format!("{day}-{month}"),
        format!("{month}-{day}"),
        format!("{day}.{month}.{year}"),
        format!("{month}.{day}.{year}"),
    ];
    let mut known: Vec<String> = Vec::new();
    for text in tries {
        let code = CriterionCode::parse(&text);
        if code.is_some_and(|code| set.by_code.contains_key(&code)) && !known.contains(&text) {
            known.push(text);
        }
    }
    (!known.is_empty()).then_some(known)
}

/// A day and month as Excel shows them in English: `3-Feb`. The year does not matter.
fn day_and_month(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let (day, month) = text.split_once('-')?;
    let month = month.to_lowercase();
    let month = MONTHS.iter().position(|known| *known == month)?;
    Date::new(2000, i8::try_from(month + 1).ok()?, day.parse().ok()?).ok()
}
