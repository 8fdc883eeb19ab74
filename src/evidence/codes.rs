//! Codes that Excel has changed: 1.10 that became 1.1, 3.2 or 3-2 that became a date, 1.1 that
//! became 1,1. Each is reported with its likely original, and none is read as another leaf's.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::criteria::code::Code as CriterionCode;
use crate::criteria::model::CriteriaSet;
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::evidence::columns::{Column, Columns};
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
    let shortened = Shortened::find(set);
    let mut known: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    let mut find = |text| *known.entry(text).or_insert_with(|| position(text, set));
    // Codes in the order of their rows; each unit's are a sequence of its own.
    let same_unit = |a: &Row, b: &Row| {
        let same = |column| columns.cell(a, column) == columns.cell(b, column);
        same(Column::Unit) && same(Column::UnitName)
    };
    for rows in table.rows.chunk_by(same_unit) {
        let codes: Vec<Option<usize>> = rows.iter().map(|row| find(row.cell(column))).collect();
        for (index, row) in rows.iter().enumerate() {
            let cell = row.get(column);
            let original = match codes[index] {
                None => from_date(cell, set).or_else(|| from_comma(cell, set)),
                Some(at) => {
                    let mut pairs = shortened.iter().filter(|pair| pair.short == at);
                    let number = matches!(cell.held, Some(Held::Number(..)));
                    let meant = pairs.find(|pair| pair.is_meant(&codes, index, number, set));
                    let whole = |row: &Row| is_whole(row.cell(column), cell.text);
                    meant
                        .filter(|_| !table.rows.iter().any(whole))
                        .map(|pair| vec![set.nodes[pair.long].code.to_string()])
                }
            };
            if let Some(original) = original {
                let place = table.cell_place(row, column);
                report(place, cell.text, &original, problems);
                damaged.insert(row.line);
            }
        }
    }
    damaged
}

/// Reports the columns of a crosswise table whose code became a date or another's.
pub(super) fn report_damaged_headers(table: &Table, set: &CriteriaSet, problems: &Problems) {
    let code = |name: &str| position(name, set);
    let codes: Vec<Option<usize>> = table.names.iter().map(|name| code(name)).collect();
    let shortened = Shortened::find(set);
    for (column, name) in table.names.iter().enumerate() {
        let original = match codes[column] {
            None => from_date(Cell::text(name), set),
            Some(_) if !table.numeric.contains(&column) => None,
            Some(at) => {
                let mut pairs = shortened.iter().filter(|pair| pair.short == at);
                let meant = pairs.find(|pair| pair.is_meant(&codes, column, true, set));
                let twice = codes.iter().filter(|code| **code == Some(at)).count() > 1;
                meant
                    .filter(|pair| !twice && !codes.contains(&Some(pair.long)))
                    .map(|pair| vec![set.nodes[pair.long].code.to_string()])
            }
        };
        if let Some(original) = original {
            report(table.header_place(column), name, &original, problems);
        }
    }
}

fn position(code: &str, set: &CriteriaSet) -> Option<usize> {
    set.by_code.get(&CriterionCode::parse(code)?).copied()
}

/// Whether a code is another with its zeros: 1.10 beside 1.1.
fn is_whole(code: &str, short: &str) -> bool {
    code != short && code.trim_end_matches('0') == short
}

fn report(place: Place, found: &str, original: &[String], problems: &Problems) {
    let likely = original.join(", ");
    let message = text!(
        "mã `{found}` có lẽ đã bị Excel đổi; mã gốc có thể là {likely}",
        "Excel seems to have changed the code `{found}`; it may have been {likely}"
    );
    let help = text!(
        "định dạng ô mã là Văn bản (Text) rồi ghi lại mã",
        "format the cells of codes as Text and write the code again"
    );
    problems.add(Diagnostic::at(Code::DamagedCode, place, message).help(help));
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

    /// Whether the long code is meant by the short one at `index`, as far as its neighbours tell:
    /// the code above is between the two in the order of the set, and the code below is not. A
    /// cell of text may be what was typed: there the short code must have had its own row, in a
    /// table that goes by the order of the set but for this row.
    fn is_meant(
        &self,
        codes: &[Option<usize>],
        index: usize,
        number: bool,
        set: &CriteriaSet,
    ) -> bool {
        let between = |code: &usize| self.short < *code && *code < self.long;
        let above = || codes[..index].iter().flatten();
        let mut below = codes[index + 1..].iter().flatten();
        let below = below.find(|code| **code != self.short);
        let Some(before) = above().next_back().filter(|code| between(code)) else {
            return false;
        };
        if number {
            return !below.is_some_and(between);
        }
        let follows = below.map_or_else(
            || {
                set.nodes[*before + 1..self.long]
                    .iter()
                    .all(|node| node.leaf.is_none())
            },
            |below| *below > self.long,
        );
        follows && above().any(|code| *code == self.short) && above().is_sorted()
    }
}

/// The code of the set that a program with decimal commas has written: 1,1 for 1.1.
fn from_comma(cell: Cell<'_>, set: &CriteriaSet) -> Option<Vec<String>> {
    let code = cell.text.replace(',', ".");
    let is_one = code != cell.text && position(&code, set).is_some();
    let parts = || cell.text.split(',').map(|part| position(part, set));
    // A list of leaves is what it says.
    let leaf = |part: Option<usize>| part.is_some_and(|at| set.nodes[at].leaf.is_some());
    (is_one && !parts().all(leaf)).then(|| vec![code])
}

/// The codes of the set that Excel may have made a date of.
fn from_date(cell: Cell<'_>, set: &CriteriaSet) -> Option<Vec<String>> {
    let date = match cell.held {
        Some(Held::Date(date)) => Some(date),
        _ => dates::read(cell.text).or_else(|| day_and_month(cell.text)),
    }?;
    let (day, month, year) = (date.day(), date.month(), date.year() % 100);
    let tries = [
        format!("{day}.{month}.{year}"),
        format!("{month}.{day}.{year}"),
        format!("{day}.{month}"),
        format!("{month}.{day}"),
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
