//! Cells of a table: numbers read by column, units matched, text split.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::tables::cell::{Cell, Held, day_of_serial};
use crate::text::lang::{Text, text};
use crate::text::numbers::{self, Readings, Style};
use crate::text::{dates, fold};

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

/// Decides one column: a cell with two readings takes the style that is said, else the one that
/// the others prove. Cells that stay ambiguous are reported and give `None`.
pub fn decide(
    cells: &[NumberCell],
    said: Option<Style>,
    problems: &Problems,
) -> Vec<Option<Decimal>> {
    let proved: Vec<Style> = cells.iter().filter_map(NumberCell::proves).collect();
    let style = match (
        proved.contains(&Style::Comma),
        proved.contains(&Style::Point),
    ) {
        (true, false) => Some(Style::Comma),
        (false, true) => Some(Style::Point),
        _ => None,
    };
    let style = said.or(style);
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
    let found = &cell.text;
    let message = Text::each(|lang| {
        let show =
            |value: Option<Decimal>| value.map(|v| numbers::show(v, lang)).unwrap_or_default();
        let (a, b) = (show(comma), show(point));
        lang.pick(
            format!(
                "`{found}` có thể là {a} hoặc {b}, và không ô nào khác trong cột cho biết cách đọc"
            ),
            format!("`{found}` may be {a} or {b}, and no other cell of the column decides"),
        )
    });
    let help = comma.zip(point).map(|(a, b)| {
        Text::each(|lang| {
            // A whole number without marks, a fraction with a digit more: neither has two readings.
            let write = |value: Decimal| {
                let value = value.normalize();
                if value.is_integer() {
                    value.to_string()
                } else {
                    format!("{value}0").replace('.', lang.pick(",", "."))
                }
            };
            let (first, second) = (write(a), write(b));
            let (a, b) = (numbers::show(a, lang), numbers::show(b, lang));
            lang.pick(
                format!("viết `{first}` nếu là {a}, `{second}` nếu là {b}; hoặc thêm `--numbers vi` (dấu phẩy thập phân) hay `--numbers en` (dấu chấm thập phân)"),
                format!("write `{first}` for {a}, `{second}` for {b}; or add `--numbers vi` (decimal comma) or `--numbers en` (decimal point)"),
            )
        })
    });
    problems.add(Diagnostic::at(Code::AmbiguousNumber, cell.place.clone(), message).help(help));
}

/// Reads a cell as a number; anything else is reported.
pub fn number_cell(
    cell: Cell<'_>,
    place: Place,
    whole: bool,
    most: Option<Decimal>,
    problems: &Problems,
) -> Option<NumberCell> {
    let text = cell.text;
    let readings = match cell.held {
        // A spreadsheet leaves nothing to decide.
        Some(Held::Number(value, percent)) => Some(Readings {
            comma: Some(value),
            point: Some(value),
            percent,
        }),
        Some(Held::Date(_)) => None,
        None => numbers::read(text),
    };
    let Some(readings) = readings else {
        problems.add(
            Diagnostic::at(
                Code::BadCell,
                place,
                text!("`{text}` không phải một số", "`{text}` is no number"),
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
        text: text.to_owned(),
        readings,
        whole,
        most,
    })
}

/// Reads a cell as a day; anything else is reported.
pub fn date_cell(cell: Cell<'_>, place: Place, problems: &Problems) -> Option<Date> {
    let found = cell.text;
    let serial = || day_of_serial(Decimal::from_str_exact(found).ok()?);
    let date = match cell.held {
        Some(Held::Date(date)) => Some(date),
        Some(Held::Number(value, false)) => day_of_serial(value),
        Some(Held::Number(_, true)) => None,
        None => dates::read(found).or_else(serial),
    };
    if date.is_none() {
        problems.add(
            Diagnostic::at(
                Code::BadCell,
                place,
                text!("`{found}` không phải một ngày", "`{found}` is no date"),
            )
            .help(text!(
                "ghi một ngày có thật, ngày trước tháng: 05/03/2023",
                "write a real date, the day first: 05/03/2023"
            )),
        );
    }
    date
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
    /// What it is called: by its name, else by its code.
    pub fn label(&self) -> Option<&str> {
        self.name.as_deref().or(self.code.as_deref())
    }

    /// Whether a row's unit cells mean this unit: its code as it is written, or its name as it
    /// is spelt; marks may be left out as a whole, but two spellings are two names.
    pub fn is(&self, code: &str, name: &str) -> bool {
        let written = if code.is_empty() { name } else { code };
        let spelt = fold::spelling(written);
        let is_code = |own: &String| fold::spelling(own) == spelt;
        let is_name = |own: &String| {
            let unmarked = fold::is_unmarked(written) || fold::is_unmarked(own);
            is_code(own) || (unmarked && fold::key(own) == fold::key(written))
        };
        self.code.as_ref().is_some_and(is_code) || self.name.as_ref().is_some_and(is_name)
    }
}

/// The parts of a cell that lists several things.
pub fn list<'c>(cell: &'c str, separators: &'c [char]) -> impl Iterator<Item = &'c str> {
    cell.split(separators)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}
