//! Cells of a table: numbers read by column, units matched, text split.

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::text::fold;
use crate::text::lang::{Lang, text};
use crate::text::numbers::{self, Readings, Style};

/// A cell with a number in it.
#[derive(Debug)]
pub struct NumberCell {
    /// Where it stands.
    pub place: Place,
    /// As written.
    pub text: String,
    /// What it can mean.
    pub readings: Readings,
    /// Only a whole number is possible here.
    pub whole: bool,
    /// The most that is possible here.
    pub most: Option<Decimal>,
}

impl NumberCell {
    fn fits(&self, value: Decimal) -> bool {
        (!self.whole || value.is_integer()) && self.most.is_none_or(|most| value <= most)
    }

    /// The readings that what is known of the figure leaves.
    fn possible(&self) -> (Option<Decimal>, Option<Decimal>) {
        let Readings { comma, point, .. } = self.readings;
        let fits = |value: Option<Decimal>| value.filter(|value| self.fits(*value));
        match (fits(comma), fits(point)) {
            (None, None) => (comma, point),
            possible => possible,
        }
    }

    fn proves(&self) -> Option<Style> {
        match self.possible() {
            (Some(_), None) => Some(Style::Comma),
            (None, Some(_)) => Some(Style::Point),
            _ => None,
        }
    }
}

/// Decides one column: a cell with two readings takes the style that the others prove.
/// Cells that stay ambiguous are reported and give `None`.
pub fn decide(cells: &[NumberCell], problems: &Problems) -> Vec<Option<Decimal>> {
    let proved: Vec<Style> = cells.iter().filter_map(NumberCell::proves).collect();
    let style = match (
        proved.contains(&Style::Comma),
        proved.contains(&Style::Point),
    ) {
        (true, false) => Some(Style::Comma),
        (false, true) => Some(Style::Point),
        _ => None,
    };
    cells
        .iter()
        .map(|cell| match (cell.possible(), style) {
            ((Some(a), Some(b)), _) if a == b => Some(a),
            ((Some(only), None) | (None, Some(only)), _) => Some(only),
            ((Some(_), Some(_)), Some(style)) => cell.readings.under(style),
            ((comma, point), _) => {
                report_ambiguous(cell, comma, point, problems);
                None
            }
        })
        .collect()
}

fn report_ambiguous(
    cell: &NumberCell,
    comma: Option<Decimal>,
    point: Option<Decimal>,
    problems: &Problems,
) {
    let show = |value: Option<Decimal>| {
        value
            .map(|v| numbers::show(v, Lang::Vi))
            .unwrap_or_default()
    };
    let found = &cell.text;
    let (a, b) = (show(comma), show(point));
    let plain = |value: Option<Decimal>| {
        value
            .map(|v| v.normalize().to_string().replace('.', ","))
            .unwrap_or_default()
    };
    let whole = plain(comma.filter(|v| v.is_integer()).or(point));
    problems.add(
        Diagnostic::at(
            Code::AmbiguousNumber,
            cell.place.clone(),
            text!(
                "`{found}` có thể là {a} hoặc {b}, và không ô nào khác trong cột cho biết cách đọc",
                "`{found}` may be {a} or {b} (Vietnamese notation), and no other cell of the column decides"
            ),
        )
        .help(text!(
            "viết {whole} không có dấu tách hàng nghìn, hoặc thêm số 0 ở cuối phần thập phân",
            "write {whole} without a mark between thousands, or add a 0 to the decimals"
        )),
    );
}

/// Reads a cell as a number; anything else is reported.
pub fn number_cell(
    cell: &str,
    place: Place,
    whole: bool,
    most: Option<Decimal>,
    problems: &Problems,
) -> Option<NumberCell> {
    let Some(readings) = numbers::read(cell) else {
        problems.add(
            Diagnostic::at(
                Code::BadCell,
                place,
                text!("`{cell}` không phải một số", "`{cell}` is no number"),
            )
            .help(text!(
                "viết như 12, 1.878, 98,32% hoặc 2,85",
                "write 12, 98.32% or 2.85"
            )),
        );
        return None;
    };
    Some(NumberCell {
        place,
        text: cell.to_owned(),
        readings,
        whole,
        most,
    })
}

/// The unit of a submission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Its code.
    pub code: Option<String>,
    /// Its name.
    pub name: Option<String>,
}

impl Unit {
    /// Whether a row's unit cells mean this unit.
    pub fn is(&self, code: &str, name: &str) -> bool {
        let same = |own: &Option<String>, cell: &str| {
            own.as_deref()
                .is_some_and(|own| fold::key(own) == fold::key(cell))
        };
        if code.is_empty() {
            same(&self.name, name)
        } else {
            same(&self.code, code) || same(&self.name, code)
        }
    }
}

/// The parts of a cell that lists several things.
pub fn list<'c>(cell: &'c str, separators: &'c [char]) -> impl Iterator<Item = &'c str> {
    cell.split(separators)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}
