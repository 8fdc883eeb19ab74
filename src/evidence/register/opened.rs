//! Registers that are open: what their columns are called, and what is wrong with their headers.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{At, Code, Diagnostic, Place, Problems};
use crate::evidence::inputs::{Found, Unreadable};
use crate::evidence::reading::Reading;
use crate::evidence::register::columns::Column;
use crate::evidence::register::condition::ColumnRef;
use crate::evidence::register::definitions::Definitions;
use crate::evidence::register::input::Input;
use crate::evidence::register::plan::Plan;
use crate::evidence::register::read::Asked;
use crate::evidence::register::row::Layout;
use crate::text::fold;
use crate::text::lang::{Text, text};

/// What a file of text says of itself: what stands between cells, how many lines stand above the
/// header, what columns are called. `None` where it is none, which is reported.
///
/// # Errors
/// Where the file cannot be read.
pub fn header(
    found: &Found,
    reading: &Reading,
    definitions: &Definitions,
    problems: &Problems,
) -> Result<Option<(char, usize, Vec<String>)>, Unreadable> {
    let known = |header: &str| definitions.is_known(header);
    let inputs = Input::open(found, reading, false, &known, problems)?;
    let of_text = inputs.first().filter(|input| input.file.sheet.is_none());
    if of_text.is_none() && !inputs.is_empty() {
        let name = &found.name;
        let message = text!(
            "{name}: câu SQL chỉ đọc được tệp chữ (CSV), không đọc bảng tính",
            "{name}: SQL reads files of text (CSV), no workbooks"
        );
        problems.add(Diagnostic::general(Code::UnreadableTable, message));
    }
    Ok(of_text.map(|input| {
        let names = input.head.names.iter().map(ToString::to_string);
        (
            char::from(input.head.delimiter),
            input.head.above,
            names.collect(),
        )
    }))
}

/// A register that is open.
pub(super) struct Opened<'f> {
    pub(super) input: Input,
    pub(super) found: &'f Found,
    /// What the columns are called: that for units by its known name, those that others stand in
    /// for by none.
    names: Vec<String>,
}

/// Opens registers; what their headers lack or say twice is reported.
///
/// # Errors
/// Where a file cannot be read.
pub(super) fn open<'f>(
    found: &'f [Found],
    reading: &Reading,
    asked: &Asked<'_>,
    decode: &BTreeSet<usize>,
    problems: &Problems,
) -> Result<Vec<Opened<'f>>, Unreadable> {
    let unit_column = asked.unit_column.map(fold::key);
    let known = |header: &str| {
        asked.definitions.is_known(header) || unit_column.as_ref() == Some(&fold::key(header))
    };
    let mut opened = Vec::new();
    for (index, found) in found.iter().enumerate() {
        let inputs = Input::open(found, reading, decode.contains(&index), &known, problems)?;
        for input in inputs {
            let names = names(&input, asked);
            let one = Opened {
                input,
                found,
                names,
            };
            for wrong in one.lacking(asked).into_iter().chain(one.twice(asked)) {
                problems.add(wrong);
            }
            opened.push(one);
        }
    }
    Ok(opened)
}

impl Opened<'_> {
    pub(super) fn layout(&self, asked: &Asked<'_>, plan: &Plan) -> Layout {
        let of_sheet = self.input.file.sheet.is_some();
        Layout::of(&self.names, of_sheet, asked.definitions, plan)
    }

    /// Whether it has a column.
    pub(super) fn has(&self, column: &ColumnRef, asked: &Asked<'_>) -> bool {
        let mut names = self.names.iter();
        names.any(|name| asked.definitions.mapping.means(name, column))
    }

    /// Two columns of one meaning: which of them counts nobody can know.
    fn twice(&self, asked: &Asked<'_>) -> Vec<Diagnostic> {
        let found = |column: Column| {
            let names = self.names.iter().enumerate();
            let of = names
                .filter(move |(_, name)| asked.definitions.mapping.column(name) == Some(column));
            of.map(|(at, _)| at).collect::<Vec<usize>>()
        };
        let twice = Column::ALL
            .into_iter()
            .map(found)
            .filter(|found| found.len() > 1);
        let headers = &self.input.head.names;
        twice
            .map(|found| {
                let (a, b) = (&headers[found[0]], &headers[found[1]]);
                let place = Place {
                    file: Arc::clone(&self.input.file),
                    at: At::File,
                };
                let message = text!(
                    "hai cột `{a}` và `{b}` cùng một nghĩa",
                    "the columns `{a}` and `{b}` mean the same"
                );
                Diagnostic::at(Code::DuplicateColumn, place, message).help(text!(
                    "bỏ một cột, hoặc khai `columns: {{ \"{b}\": ghi_chu }}` cho cột không dùng; cột đơn vị thì thêm `--unit-column`",
                    "remove one of them, or map the one that is not meant: `columns: {{ \"{b}\": note }}`; for units use `--unit-column`"
                ))
            })
            .collect()
    }

    /// The columns without which nothing can be counted.
    fn lacking(&self, asked: &Asked<'_>) -> Vec<Diagnostic> {
        let has = |column: Column| self.has(&ColumnRef::Known(column), asked);
        let mut lacking = Vec::new();
        let ends = [Column::Finished, Column::Returned];
        for (column, there, words) in [
            (
                Column::Received,
                has(Column::Received),
                text!("ngày tiếp nhận", "days of receipt"),
            ),
            (
                Column::Due,
                has(Column::Due),
                text!("ngày hẹn trả", "days due"),
            ),
            (
                Column::Returned,
                ends.into_iter().any(has),
                text!(
                    "ngày trả (hoặc ngày kết thúc xử lý)",
                    "days of return (or of the end of handling)"
                ),
            ),
        ] {
            if !there {
                lacking.push(self.no_column(column, &words));
            }
        }
        if let Some(wanted) = asked.unit_column.filter(|_| !has(Column::Unit)) {
            lacking.push(self.no_column(
                Column::Unit,
                &text!("đơn vị tên là `{wanted}`", "units called `{wanted}`"),
            ));
        }
        lacking
    }

    fn no_column(&self, column: Column, words: &Text) -> Diagnostic {
        let found = self.input.head.names.join(" · ");
        let id = column.id();
        let message = Text::each(|lang| {
            let words = words.get(lang);
            lang.pick(
                format!("sổ theo dõi hồ sơ không có cột {words}; đang có: {found}"),
                format!("the register has no column for {words}; it has: {found}"),
            )
        });
        let place = Place {
            file: Arc::clone(&self.input.file),
            at: At::File,
        };
        Diagnostic::at(Code::NoHeader, place, message).help(text!(
            "khai `columns: {{ \"tên cột của đơn vị\": {id} }}` trong parindex.yaml, hoặc `register: {{ columns: … }}` trong bộ tiêu chí",
            "map it: `columns: {{ \"own header\": {id} }}` in parindex.yaml, or `register: {{ columns: … }}` in the set"
        ))
    }
}

/// What the columns are called, that for units by its known name.
fn names(input: &Input, asked: &Asked<'_>) -> Vec<String> {
    let unit_column = asked.unit_column.map(fold::key);
    let mapping = &asked.definitions.mapping;
    let names = input.head.names.iter();
    let mapped: BTreeSet<Column> = names
        .clone()
        .filter_map(|name| mapping.own_column(name))
        .collect();
    // Where a header is mapped to a column, no other is it.
    let is_replaced = |name: &str| {
        let column = mapping
            .column(name)
            .filter(|column| mapped.contains(column));
        column.is_some() && mapping.own_column(name).is_none()
    };
    names
        .map(|name| match &unit_column {
            _ if is_replaced(name) => String::new(),
            Some(unit) if fold::key(name) == *unit => Column::Unit.id().to_owned(),
            // Only the one that was asked for.
            Some(_) if is_unit(asked, name) => String::new(),
            _ => name.to_string(),
        })
        .collect()
}

fn is_unit(asked: &Asked<'_>, name: &str) -> bool {
    let column = asked.definitions.mapping.column(name);
    matches!(column, Some(Column::Unit | Column::UnitName))
}
