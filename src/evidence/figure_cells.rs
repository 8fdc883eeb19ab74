//! Cells with figures on their way to become facts: numbers decided by column, percentages
//! by figure, ranges checked, contradictions found.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::criteria::figures::Kind;
use crate::criteria::model::Policy;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::evidence::cells::{self, NumberCell};
use crate::evidence::facts::{Stated, Value};
use crate::evidence::figure_names::{Meaning, Takes};
use crate::evidence::figure_store::{in_range, insert};
use crate::evidence::load::Loader;
use crate::evidence::targets::Target;
use crate::rules::levels;
use crate::tables::cell as table;
use crate::text::lang::{Lang, Text, text};
use crate::text::{fold, numbers};

/// The cells of one column of figures.
#[derive(Default)]
pub(super) struct FigureColumn<'s> {
    entries: Vec<Entry<'s>>,
    numbers: Vec<NumberCell>,
}

/// A cell that states a figure.
struct Entry<'s> {
    target: Target,
    meaning: Arc<Meaning<'s>>,
    /// `None`: of a unit that is not wanted; it only helps to decide how the column is read.
    unit: Option<Arc<str>>,
    place: Place,
    cell: Cell,
}

/// A figure that a cell states, decided.
pub(super) struct Decided<'s> {
    pub(super) target: Target,
    pub(super) meaning: Arc<Meaning<'s>>,
    /// `None`: of a unit that is not wanted.
    pub(super) unit: Option<Arc<str>>,
    pub(super) stated: Stated,
}

enum Cell {
    /// A number, by its place in the column.
    Number(usize),
    Done(Value),
}

impl<'s> FigureColumn<'s> {
    /// Takes in a cell that is not blank; what cannot be read is reported.
    pub(super) fn add(
        &mut self,
        loader: &Loader<'_>,
        target: Target,
        meaning: Arc<Meaning<'s>>,
        unit: Option<Arc<str>>,
        cell: table::Cell<'_>,
        place: Place,
    ) {
        if let Some(cell) = self.read(loader, target, &meaning, cell, &place) {
            self.entries.push(Entry {
                target,
                meaning,
                unit,
                place,
                cell,
            });
        }
    }

    fn read(
        &mut self,
        loader: &Loader<'_>,
        target: Target,
        meaning: &Meaning<'_>,
        found: table::Cell<'_>,
        place: &Place,
    ) -> Option<Cell> {
        let cell = found.text;
        let problems = loader.problems;
        let bad = |code, message: Text, help: Option<Text>| {
            problems.add(Diagnostic::at(code, place.clone(), message).help(help));
        };
        let figure = match &meaning.takes {
            Takes::Reason => {
                reason(loader, target, cell, &bad)?;
                return Some(Cell::Done(Value::Text(fold::tidy(cell))));
            }
            Takes::Level(known) => {
                let Some(level) = levels::find(known, cell) else {
                    bad(
                        Code::UnknownLevel,
                        text!("không có mức `{cell}`", "there is no level `{cell}`"),
                        Some(level_advice(known)),
                    );
                    return None;
                };
                return Some(Cell::Done(Value::Text(level.id.clone())));
            }
            Takes::Value(figure) => figure,
        };
        match figure.kind {
            Kind::Date => {
                let date = cells::date_cell(found, place.clone(), problems)?;
                Some(Cell::Done(Value::Date(date)))
            }
            Kind::YesNo => {
                let value = yes_no(cell);
                if value.is_none() {
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
                }
                Some(Cell::Done(Value::Number(value?)))
            }
            kind => {
                let scale = if kind == Kind::Percent {
                    Decimal::ONE_HUNDRED
                } else {
                    Decimal::ONE
                };
                let most = figure.max.and_then(|max| max.checked_mul(scale));
                let number =
                    cells::number_cell(found, place.clone(), kind == Kind::Count, most, problems)?;
                self.numbers.push(number);
                Some(Cell::Number(self.numbers.len() - 1))
            }
        }
    }

    /// Decides the numbers and puts all figures in their places.
    pub(super) fn store(self, loader: &mut Loader<'_>) {
        for Decided {
            target,
            meaning,
            unit,
            stated,
        } in self.decide(loader)
        {
            if let Some(unit) = unit {
                insert(loader, &unit, target, &meaning.id, stated);
            }
        }
    }

    /// Decides the numbers; what cannot be decided or is out of range is reported.
    pub(super) fn decide(self, loader: &Loader<'_>) -> Vec<Decided<'s>> {
        let mut found = Vec::new();
        let decided = cells::decide(&self.numbers, loader.reading.numbers, loader.problems);
        let whole = self.whole_percents(loader, &decided);
        for entry in self.entries {
            let value = match entry.cell {
                Cell::Done(value) => value,
                Cell::Number(index) => {
                    let Some(mut value) = decided[index] else {
                        continue;
                    };
                    if is_percent(&entry.meaning) && !self.numbers[index].readings.percent {
                        match whole.get(&(entry.target, Arc::clone(&entry.meaning.id))) {
                            Some(true) => value = (value / Decimal::ONE_HUNDRED).normalize(),
                            Some(false) => {}
                            None => continue,
                        }
                    }
                    if !in_range(loader, entry.target, &entry.meaning, &entry.place, value) {
                        continue;
                    }
                    Value::Number(value)
                }
            };
            let place = entry.place;
            found.push(Decided {
                target: entry.target,
                meaning: entry.meaning,
                unit: entry.unit,
                stated: Stated { value, place },
            });
        }
        found
    }

    /// For each percent figure of the column: whether its bare values are 0 … 100 (true) or
    /// cannot matter (false). One that stays open is reported and absent.
    fn whole_percents(
        &self,
        loader: &Loader<'_>,
        decided: &[Option<Decimal>],
    ) -> BTreeMap<(Target, Arc<str>), bool> {
        let mut bare: BTreeMap<(Target, Arc<str>), Vec<usize>> = BTreeMap::new();
        for entry in &self.entries {
            if let Cell::Number(index) = entry.cell
                && !self.numbers[index].readings.percent
                && is_percent(&entry.meaning)
            {
                bare.entry((entry.target, Arc::clone(&entry.meaning.id)))
                    .or_default()
                    .push(index);
            }
        }
        let mut whole = BTreeMap::new();
        for (key, cells) in bare {
            let values = || {
                cells
                    .iter()
                    .filter_map(|index| Some((*index, decided[*index]?)))
            };
            if values().any(|(_, value)| value > Decimal::ONE) {
                whole.insert(key, true);
            } else if let Some((index, value)) = values().find(|(_, value)| !value.is_zero()) {
                report_open_percent(loader, &self.numbers[index], value);
            } else {
                whole.insert(key, false);
            }
        }
        whole
    }
}

fn is_percent(meaning: &Meaning<'_>) -> bool {
    meaning
        .figure()
        .is_some_and(|figure| figure.kind == Kind::Percent)
}

fn report_open_percent(loader: &Loader<'_>, cell: &NumberCell, value: Decimal) {
    let found = &cell.text;
    let share = numbers::show(value * Decimal::ONE_HUNDRED, Lang::Vi);
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

/// The levels there are, by id and name.
fn level_advice(known: &[&levels::Level]) -> Text {
    let levels: Vec<String> = known
        .iter()
        .map(|level| format!("{} ({})", level.id, level.name))
        .collect();
    let levels = levels.join("; ");
    text!("ghi một trong: {levels}", "write one of: {levels}")
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
