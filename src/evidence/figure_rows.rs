//! Tables of figures: long (one figure a row) or wide (a figure a column).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::criteria::figures::{Figure, Kind, kind_words};
use crate::criteria::model::{CriteriaSet, Leaf, Policy};
use crate::diagnostic::{At, Code, Diagnostic, Place};
use crate::evidence::cells::{self, NumberCell};
use crate::evidence::columns::{self, Column, Columns};
use crate::evidence::facts::{Stated, Value};
use crate::evidence::load::{Loader, Target};
use crate::evidence::point_rows;
use crate::evidence::table::{Row, Table};
use crate::points::Exact;
use crate::rules::interval::{Bound, Interval};
use crate::rules::{awarded, levels, stated};
use crate::text::lang::{Lang, Text, text};
use crate::text::{dates, fold, numbers, suggest};

const LONG: [Column; 7] = [
    Column::Figure,
    Column::Value,
    Column::Source,
    Column::Unit,
    Column::UnitName,
    Column::Published,
    Column::Round,
];
const WIDE: [Column; 4] = [
    Column::Source,
    Column::Unit,
    Column::UnitName,
    Column::Published,
];

/// The figure whose value is the reason why a leaf does not apply.
pub const NOT_APPLICABLE: &str = "not_applicable";

/// What a figure of a leaf takes.
enum Takes<'s> {
    /// A value of a declared or named figure.
    Figure(Figure),
    /// Points, up to the leaf's maximum.
    Points(Decimal),
    /// The id or name of a level.
    Level(Vec<&'s levels::Level>),
    /// A reason.
    Reason,
}

/// A cell on its way to become a figure.
struct Entry {
    target: Target,
    id: String,
    unit: Option<String>,
    place: Place,
    cell: Cell,
}

enum Cell {
    /// Waits for its column to be decided.
    Number(usize),
    Done(Value),
}

/// Numbers of one column, decided together.
#[derive(Default)]
struct Pending {
    cells: Vec<NumberCell>,
}

pub(super) fn read(loader: &mut Loader<'_>, table: &Table) {
    let is = |column| {
        table
            .headers
            .iter()
            .any(|header| columns::meaning(header) == Some(column))
    };
    if is(Column::Figure) && is(Column::Value) {
        read_long(loader, table);
    } else {
        read_wide(loader, table);
    }
}

fn read_long(loader: &mut Loader<'_>, table: &Table) {
    let Some(columns) = Columns::find(table, &LONG, loader.set, loader.problems) else {
        return;
    };
    columns.report_others(table, loader.problems);
    let (Some(figure), Some(value)) = (columns.at(Column::Figure), columns.at(Column::Value))
    else {
        return;
    };
    let mut pending = Pending::default();
    let mut entries = Vec::new();
    for row in &table.rows {
        let unit = loader.unit_of(&columns, row);
        let cell = &row.cells[value];
        if numbers::is_blank(cell) {
            continue;
        }
        let name = &row.cells[figure];
        for target in loader.targets(table, &columns, row) {
            let place = table.cell_place(row, value);
            let Some((id, takes)) = find(loader.set, target, name) else {
                report_unknown(loader, table, row, figure, target, name);
                continue;
            };
            let unit = unit.clone();
            entries.extend(entry(
                loader,
                target,
                id,
                takes,
                unit,
                cell,
                place,
                &mut pending,
            ));
        }
    }
    store(loader, entries, &pending);
    point_rows::read_published(loader, table, &columns);
}

fn read_wide(loader: &mut Loader<'_>, table: &Table) {
    let Some(mut columns) = Columns::find(table, &WIDE, loader.set, loader.problems) else {
        return;
    };
    let known: Vec<usize> = (0..table.headers.len())
        .filter(|index| {
            let header = &table.headers[*index];
            let reserved = [
                awarded::POINTS,
                awarded::PERCENT,
                levels::FIGURE,
                NOT_APPLICABLE,
            ];
            let free = columns.others.contains(index) && columns::meaning(header).is_none();
            free || reserved.contains(&header.as_ref())
        })
        .collect();
    let mut unused = Vec::new();
    for index in known {
        let header = &table.headers[index];
        let mut pending = Pending::default();
        let mut entries = Vec::new();
        let mut fits_somewhere = false;
        for row in &table.rows {
            let cell = &row.cells[index];
            for target in silent_targets(loader, &columns, row) {
                let Some((id, takes)) = find(loader.set, target, header) else {
                    continue;
                };
                fits_somewhere = true;
                if numbers::is_blank(cell) {
                    continue;
                }
                let unit = loader.unit_of(&columns, row);
                let place = table.cell_place(row, index);
                entries.extend(entry(
                    loader,
                    target,
                    id,
                    takes,
                    unit,
                    cell,
                    place,
                    &mut pending,
                ));
            }
        }
        store(loader, entries, &pending);
        if fits_somewhere {
            columns.others.retain(|other| *other != index);
            report_strays(loader, table, &columns, index);
        } else if !columns.others.contains(&index) {
            unused.push(index);
        }
    }
    columns.others.append(&mut unused);
    columns.report_others(table, loader.problems);
    for row in &table.rows {
        loader.unit_of(&columns, row);
        loader.targets(table, &columns, row);
    }
    point_rows::read_published(loader, table, &columns);
}

/// The targets of a row, without reporting unknown codes (that is done once per row).
fn silent_targets(loader: &Loader<'_>, columns: &Columns, row: &Row) -> Vec<Target> {
    cells::list(&row.cells[columns.criterion], &[';', ',', '\n'])
        .filter_map(|part| {
            if part == "*" {
                return Some(Target::Common);
            }
            let code = crate::criteria::code::Code::parse(part)?;
            let (index, node) = loader.set.node(&code)?;
            Some(if node.leaf.is_some() {
                Target::Leaf(index)
            } else {
                Target::Inner(index)
            })
        })
        .collect()
}

/// Values in a figure's column at rows whose leaf does not use that figure.
fn report_strays(loader: &Loader<'_>, table: &Table, columns: &Columns, index: usize) {
    let header = &table.headers[index];
    for row in &table.rows {
        if numbers::is_blank(&row.cells[index]) {
            continue;
        }
        for target in silent_targets(loader, columns, row) {
            if find(loader.set, target, header).is_none() {
                report_unknown(loader, table, row, index, target, header);
            }
        }
    }
}

/// The figure of a target that `name` means by id or label.
fn find<'s>(set: &'s CriteriaSet, target: Target, name: &str) -> Option<(String, Takes<'s>)> {
    let key = fold::key(name);
    let means = |figure: &Figure| {
        figure.id == name
            || fold::key(&figure.id) == key
            || figure
                .name
                .as_deref()
                .is_some_and(|label| fold::key(label) == key)
    };
    match target {
        Target::Inner(_) => None,
        Target::Common => {
            let declared = set.figures.iter().find(|figure| means(figure)).cloned();
            let figure = declared.or_else(|| {
                common_names(set)
                    .into_iter()
                    .map(Figure::undeclared)
                    .find(|figure| means(figure))
            })?;
            Some((figure.id.clone(), Takes::Figure(figure)))
        }
        Target::Leaf(index) => {
            let node = set.nodes.get(index)?;
            let leaf = node.leaf.as_ref()?;
            let max = node.max.decimal();
            of_leaf(leaf, max, name, &key, &means)
        }
    }
}

fn of_leaf<'s>(
    leaf: &'s Leaf,
    max: Decimal,
    name: &str,
    key: &str,
    means: &dyn Fn(&Figure) -> bool,
) -> Option<(String, Takes<'s>)> {
    if let Some(figure) = leaf.figures.iter().find(|figure| means(figure)) {
        return Some((figure.id.clone(), Takes::Figure(figure.clone())));
    }
    let reserved =
        |id: &str, label: &str| name == id || key == fold::key(id) || key == fold::key(label);
    if reserved(NOT_APPLICABLE, "không áp dụng") {
        return Some((NOT_APPLICABLE.to_owned(), Takes::Reason));
    }
    let names = leaf.rule.figures();
    if names.contains(levels::FIGURE)
        && !leaf.rule.levels().is_empty()
        && reserved(levels::FIGURE, "mức")
    {
        return Some((levels::FIGURE.to_owned(), Takes::Level(leaf.rule.levels())));
    }
    let pointed = leaf.rule.is_awarded() || names.contains(stated::FIGURE);
    if pointed && reserved(awarded::POINTS, "điểm") {
        return Some((awarded::POINTS.to_owned(), Takes::Points(max)));
    }
    if leaf.rule.is_awarded() && reserved(awarded::PERCENT, "tỷ lệ") {
        let figure = Figure {
            kind: Kind::Percent,
            max: Some(Decimal::ONE),
            ..Figure::undeclared(awarded::PERCENT)
        };
        return Some((figure.id.clone(), Takes::Figure(figure)));
    }
    let used = names
        .into_iter()
        .map(Figure::undeclared)
        .find(|figure| means(figure))?;
    Some((used.id.clone(), Takes::Figure(used)))
}

/// Names that gates and leaves use and that no leaf declares.
fn common_names(set: &CriteriaSet) -> Vec<&str> {
    let of_gates = set.gates.iter().flat_map(|gate| gate.value.names());
    let of_leaves = set.leaves().flat_map(|(_, _, leaf)| {
        let own = |name: &&str| !leaf.figures.iter().any(|figure| figure.id == *name);
        leaf.rule
            .figures()
            .into_iter()
            .filter(own)
            .collect::<Vec<_>>()
    });
    of_gates.chain(of_leaves).collect()
}

fn report_unknown(
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
                set.figures
                    .iter()
                    .map(|figure| figure.id.as_str())
                    .collect(),
            )
        }
        Target::Leaf(index) => {
            let node = &set.nodes[index];
            let code = &node.code;
            let message = text!(
                "chỉ tiêu {code} không dùng số liệu `{name}`; giá trị này không được tính",
                "the leaf {code} does not use the figure `{name}`; the value is not counted"
            );
            let of_rule = node.leaf.iter().flat_map(|leaf| leaf.rule.figures());
            let declared = node
                .leaf
                .iter()
                .flat_map(|leaf| &leaf.figures)
                .map(|figure| figure.id.as_str());
            let mut known: Vec<&str> = of_rule.chain(declared).collect();
            known.sort_unstable();
            (message, known)
        }
    };
    loader.problems.add(
        Diagnostic::at(Code::UnknownFigure, place, message).help(suggest::advice(name, known)),
    );
}

#[expect(
    clippy::too_many_arguments,
    reason = "one cell of a table with all that decides what it means"
)]
fn entry(
    loader: &Loader<'_>,
    target: Target,
    id: String,
    takes: Takes<'_>,
    unit: Option<String>,
    cell: &str,
    place: Place,
    pending: &mut Pending,
) -> Option<Entry> {
    let problems = loader.problems;
    let bad = |code, message: Text, help: Option<Text>| {
        problems.add(Diagnostic::at(code, place.clone(), message).help(help));
    };
    let cell = match takes {
        Takes::Reason => {
            reason(loader, target, cell, &bad)?;
            Cell::Done(Value::Text(fold::tidy(cell)))
        }
        Takes::Level(known) => {
            let Some(level) = levels::find(&known, cell) else {
                bad(
                    Code::UnknownLevel,
                    text!("không có mức `{cell}`", "there is no level `{cell}`"),
                    suggest::advice(
                        cell,
                        known
                            .iter()
                            .map(|level| level.id.as_str())
                            .collect::<Vec<_>>(),
                    ),
                );
                return None;
            };
            Cell::Done(Value::Text(level.id.clone()))
        }
        Takes::Points(max) => {
            let number = cells::number_cell(cell, place.clone(), false, Some(max), problems)?;
            pending.cells.push(number);
            Cell::Number(pending.cells.len() - 1)
        }
        Takes::Figure(figure) => match figure.kind {
            Kind::Date => {
                let Some(date) = dates::read(cell) else {
                    bad(
                        Code::BadCell,
                        text!("`{cell}` không phải một ngày", "`{cell}` is no date"),
                        Some(text!(
                            "viết ngày trước tháng: 05/03/2023",
                            "write the day first: 05/03/2023"
                        )),
                    );
                    return None;
                };
                Cell::Done(Value::Date(date))
            }
            Kind::YesNo => Cell::Done(Value::Number(yes_no(cell).or_else(|| {
                bad(
                    Code::OutOfRange,
                    text!(
                        "`{cell}` không phải Có hay Không",
                        "`{cell}` is neither yes nor no"
                    ),
                    Some(text!(
                        "ghi Có hoặc Không (x, 1, 0 cũng được)",
                        "write yes or no (x, 1, 0 do too)"
                    )),
                );
                None
            })?)),
            kind => {
                let most = figure.max.map(|max| {
                    if kind == Kind::Percent {
                        max * Decimal::ONE_HUNDRED
                    } else {
                        max
                    }
                });
                let number =
                    cells::number_cell(cell, place.clone(), kind == Kind::Count, most, problems)?;
                pending.cells.push(number);
                Cell::Number(pending.cells.len() - 1)
            }
        },
    };
    Some(Entry {
        target,
        id,
        unit,
        place,
        cell,
    })
}

fn yes_no(cell: &str) -> Option<Decimal> {
    match fold::key(cell).as_str() {
        "co" | "x" | "1" | "yes" | "y" | "true" | "dung" => Some(Decimal::ONE),
        "khong" | "0" | "no" | "n" | "false" | "sai" => Some(Decimal::ZERO),
        _ => None,
    }
}

/// Checks that a leaf may be declared not applicable, with a reason.
fn reason(
    loader: &Loader<'_>,
    target: Target,
    cell: &str,
    bad: &dyn Fn(Code, Text, Option<Text>),
) -> Option<()> {
    let Target::Leaf(index) = target else {
        return None;
    };
    let node = &loader.set.nodes[index];
    let code = &node.code;
    if node
        .leaf
        .as_ref()
        .is_some_and(|leaf| leaf.not_applicable == Policy::Forbid)
    {
        bad(
            Code::NotApplicableForbidden,
            text!(
                "bộ tiêu chí không cho khai không áp dụng ở {code}",
                "the set does not allow {code} to be not applicable"
            ),
            Some(text!(
                "bỏ giá trị này và khai số liệu, tài liệu của chỉ tiêu",
                "remove this value and state the leaf's figures and documents"
            )),
        );
        return None;
    }
    let says_nothing = yes_no(cell).is_some() || !cell.chars().any(char::is_alphabetic);
    if says_nothing {
        bad(
            Code::NotApplicableNoReason,
            text!(
                "`{cell}` không nói vì sao {code} không áp dụng",
                "`{cell}` does not say why {code} is not applicable"
            ),
            Some(text!(
                "ghi lý do bằng lời, hoặc để trống nếu có áp dụng",
                "write the reason in words, or leave it blank if the leaf applies"
            )),
        );
        return None;
    }
    Some(())
}

/// Decides the numbers and puts all entries in their places.
fn store(loader: &mut Loader<'_>, entries: Vec<Entry>, pending: &Pending) {
    let decided = cells::decide(&pending.cells, loader.problems);
    let whole = whole_percents(loader, &entries, pending, &decided);
    for entry in entries {
        let value = match entry.cell {
            Cell::Done(value) => value,
            Cell::Number(index) => {
                let Some(mut value) = decided[index] else {
                    continue;
                };
                let percent_sign = pending.cells[index].readings.percent;
                if is_percent(loader.set, &entry) && !percent_sign {
                    match whole.get(&(key_of(entry.target), entry.id.clone())) {
                        Some(true) => value = (value / Decimal::ONE_HUNDRED).normalize(),
                        Some(false) => {}
                        None => continue,
                    }
                }
                if !in_range(loader, &entry, value) {
                    continue;
                }
                Value::Number(value)
            }
        };
        let Some(unit) = entry.unit else { continue };
        let stated = Stated {
            value,
            place: entry.place,
        };
        insert(loader, &unit, entry.target, entry.id, stated);
    }
}

fn key_of(target: Target) -> Option<usize> {
    match target {
        Target::Leaf(index) | Target::Inner(index) => Some(index),
        Target::Common => None,
    }
}

fn spec(set: &CriteriaSet, target: Target, id: &str) -> Option<Figure> {
    let (_, takes) = find(set, target, id)?;
    match takes {
        Takes::Figure(figure) => Some(figure),
        Takes::Points(max) => Some(Figure {
            min: Some(Decimal::ZERO),
            max: Some(max),
            ..Figure::undeclared(id)
        }),
        Takes::Level(_) | Takes::Reason => None,
    }
}

fn is_percent(set: &CriteriaSet, entry: &Entry) -> bool {
    spec(set, entry.target, &entry.id).is_some_and(|figure| figure.kind == Kind::Percent)
}

/// For each percent figure of the table: whether its bare values are 0 … 100 (true) or
/// cannot matter (false). One that stays open is reported and absent.
fn whole_percents(
    loader: &Loader<'_>,
    entries: &[Entry],
    pending: &Pending,
    decided: &[Option<Decimal>],
) -> BTreeMap<(Option<usize>, String), bool> {
    let mut bare: BTreeMap<(Option<usize>, String), Vec<usize>> = BTreeMap::new();
    for entry in entries {
        if let Cell::Number(index) = entry.cell
            && !pending.cells[index].readings.percent
            && is_percent(loader.set, entry)
        {
            bare.entry((key_of(entry.target), entry.id.clone()))
                .or_default()
                .push(index);
        }
    }
    let mut whole = BTreeMap::new();
    for (key, cells) in bare {
        let values: Vec<Decimal> = cells.iter().filter_map(|index| decided[*index]).collect();
        if values.iter().any(|value| *value > Decimal::ONE) {
            whole.insert(key, true);
        } else if values.iter().all(Decimal::is_zero) {
            whole.insert(key, false);
        } else if let Some(index) = cells
            .iter()
            .find(|i| decided[**i].is_some_and(|v| !v.is_zero()))
        {
            let cell = &pending.cells[*index];
            let found = &cell.text;
            let share = decided[*index].unwrap_or_default() * Decimal::ONE_HUNDRED;
            let share = numbers::show(share, Lang::Vi);
            loader.problems.add(
                Diagnostic::at(
                    Code::AmbiguousNumber,
                    cell.place.clone(),
                    text!(
                        "tỷ lệ `{found}` có thể là {found} % hoặc {share} %, và không giá trị nào của số liệu này cho biết cách đọc",
                        "the rate `{found}` may be {found} % or {share} %, and no value of this figure decides"
                    ),
                )
                .help(text!("viết kèm dấu %: `{share}%` hoặc `{found}%`", "write it with %: `{share}%` or `{found}%`")),
            );
        }
    }
    whole
}

fn in_range(loader: &Loader<'_>, entry: &Entry, value: Decimal) -> bool {
    let set = loader.set;
    let Some(figure) = spec(set, entry.target, &entry.id) else {
        return true;
    };
    let Interval { low, high } = figure.range();
    let exact = Bound::At(Exact::from(value));
    let whole = figure.kind != Kind::Count || value.is_integer();
    if whole && low <= exact && exact <= high {
        return choice_allowed(loader, entry, value);
    }
    let is_points = entry.id == awarded::POINTS;
    let code = if is_points {
        Code::PointsAboveMax
    } else {
        Code::OutOfRange
    };
    let label = figure.label();
    let found = numbers::show(value, Lang::Vi);
    let kind = |lang| kind_words(figure.kind, lang);
    let bounds = |lang: Lang| {
        let end = |bound: &Bound| match bound {
            Bound::At(value) => Some(numbers::show_exact(value, lang)),
            _ => None,
        };
        match (end(&low), end(&high)) {
            (Some(low), Some(high)) => lang.pick(
                format!(", từ {low} đến {high}"),
                format!(", from {low} to {high}"),
            ),
            (Some(low), None) => {
                lang.pick(format!(", từ {low} trở lên"), format!(", at least {low}"))
            }
            (None, Some(high)) => {
                lang.pick(format!(", không quá {high}"), format!(", at most {high}"))
            }
            (None, None) => String::new(),
        }
    };
    let message = Text::new(
        format!(
            "`{label}` là {found}, cần {}{}",
            kind(Lang::Vi),
            bounds(Lang::Vi)
        ),
        format!(
            "`{label}` is {found}, expected {}{}",
            kind(Lang::En),
            bounds(Lang::En)
        ),
    );
    loader
        .problems
        .add(Diagnostic::at(code, entry.place.clone(), message));
    false
}

fn choice_allowed(loader: &Loader<'_>, entry: &Entry, value: Decimal) -> bool {
    let Target::Leaf(index) = entry.target else {
        return true;
    };
    let Some(leaf) = loader.set.nodes[index].leaf.as_ref() else {
        return true;
    };
    let choices = leaf.rule.choices();
    if entry.id != stated::FIGURE || choices.is_empty() || choices.contains(&Exact::from(value)) {
        return true;
    }
    let list: Vec<String> = choices
        .iter()
        .map(|choice| numbers::show_exact(choice, Lang::Vi))
        .collect();
    let (list, found) = (list.join("; "), numbers::show(value, Lang::Vi));
    loader.problems.add(Diagnostic::at(
        Code::OutOfRange,
        entry.place.clone(),
        text!(
            "điểm {found} không thuộc các mức: {list}",
            "{found} points are none of: {list}"
        ),
    ));
    false
}

/// Puts a figure in its place; a second, different value is reported.
fn insert(loader: &mut Loader<'_>, unit: &str, target: Target, id: String, stated: Stated) {
    let problems = loader.problems;
    if id == NOT_APPLICABLE
        && let (Target::Leaf(index), Value::Text(reason)) = (target, &stated.value)
    {
        loader.leaf(unit, index).not_applicable = Some((reason.clone(), stated.place));
        return;
    }
    let values = match target {
        Target::Leaf(index) => &mut loader.leaf(unit, index).figures,
        Target::Common => &mut loader.facts(unit).common,
        Target::Inner(_) => return,
    };
    match values.get(&id) {
        None => {
            values.insert(id, stated);
        }
        Some(first) if first.value == stated.value => {}
        Some(first) => {
            let file = &first.place.file.name;
            let line = match first.place.at {
                At::File => 1,
                _ => first.place.line().unwrap_or(1),
            };
            let (old, new) = (plain(&first.value), plain(&stated.value));
            problems.add(
                Diagnostic::at(
                    Code::ConflictingFigure,
                    stated.place,
                    text!(
                        "`{id}` ở đây là {new}, ở {file} dòng {line} là {old}",
                        "`{id}` is {new} here and {old} in {file} line {line}"
                    ),
                )
                .help(text!("giữ lại một giá trị", "keep one of the values")),
            );
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Number(value) => numbers::show(*value, Lang::Vi),
        Value::Text(text) => text.clone(),
        Value::Date(date) => dates::short(*date),
    }
}
