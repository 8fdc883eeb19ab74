//! The sheet «Số liệu»: a row per figure.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::criteria::figures::{Figure, Kind};
use crate::evidence::info_sheet;
use crate::report::blank::Contents;
use crate::report::blank::rows::{FigureRow, Takes, figures};
use crate::report::blank::workbook::expected::Expected;
use crate::report::blank::workbook::headers::{CODE, EARLIER, NAME, NOTE, REQUIREMENT};
use crate::report::blank::workbook::lists::{Lists, numbers, texts};
use crate::report::blank::workbook::page::{Column, Page, Value};
use crate::report::blank::workbook::style::{self, Holds};
use crate::rules::levels::Level;
use crate::text::lang::Lang;
use crate::text::numbers::show_exact;

const FIGURE: &str = "Số liệu";
const VALUE: &str = "Giá trị";
const SOURCE: &str = "Nguồn";

pub(super) fn write(
    sheet: &mut Worksheet,
    contents: &Contents<'_>,
    lists: &mut Lists,
) -> Result<(), XlsxError> {
    let mut page = Page::begin(sheet, info_sheet::FIGURES, columns(contents), 2)?;
    for row in figures(contents.set) {
        let text = style::given(Holds::Text);
        let name = row.leaf.map_or("Số liệu chung", |(_, node)| &node.name);
        page.put(CODE, &Value::text(row.code()), &text)?;
        page.put(NAME, &Value::text(name), &text)?;
        page.put(FIGURE, &Value::text(row.name(contents.set)), &text)?;
        page.put(REQUIREMENT, &Value::text(&wanted(&row)), &style::aside())?;
        page.leave(VALUE, holds(&row.takes))?;
        page.note(VALUE, &note(&row))?;
        if let Some(expected) = expected(&row, lists) {
            page.expect(VALUE, expected)?;
        }
        page.leave(SOURCE, Holds::Text)?;
        page.leave(NOTE, Holds::Text)?;
        if let Some(earlier) = contents.earlier {
            let said = Value::text(earlier.figure(&row));
            page.put(EARLIER, &said, &style::aside())?;
        }
        page.next()?;
    }
    page.filter()?;
    page.finish()
}

fn columns(contents: &Contents<'_>) -> Vec<Column> {
    let column = |header, width, hint| Column {
        header,
        width,
        hint,
    };
    let mut columns = vec![
        column(CODE, 10, ""),
        column(NAME, 36, ""),
        column(FIGURE, 36, ""),
        column(
            VALUE,
            18,
            "Ghi vào ô vàng. Chưa có số liệu thì để trống, không ghi 0.",
        ),
        column(REQUIREMENT, 32, ""),
        column(
            SOURCE,
            24,
            "Lấy số liệu ở đâu: báo cáo, phần mềm, sổ theo dõi.",
        ),
        column(NOTE, 20, "Cho người điền, không tính điểm."),
    ];
    if contents.earlier.is_some() {
        let hint = "Giá trị của kỳ trước; để đối chiếu, không tính điểm.";
        columns.push(column(EARLIER, 16, hint));
    }
    columns
}

/// What stands beside the value: choices are in the drop-down and in the note.
fn wanted(row: &FigureRow<'_>) -> String {
    match row.takes {
        Takes::Level(_) => "chọn một mức trong danh sách".to_owned(),
        _ => row.wanted(),
    }
}

fn note(row: &FigureRow<'_>) -> String {
    let mut lines = vec![row.label.clone()];
    match &row.takes {
        Takes::Level(levels) => {
            lines.push("Chọn một mức:".to_owned());
            let level = |level: &&Level| {
                let points = show_exact(&level.points, Lang::Vi);
                format!("- {}: {points} điểm", level.name)
            };
            lines.extend(levels.iter().map(level));
        }
        _ => lines.push(format!("Cần ghi: {}", row.wanted())),
    }
    if row.leaf.is_none() {
        lines.push("Khai một lần, nhiều chỉ tiêu cùng dùng.".to_owned());
    }
    lines.join("\n")
}

fn holds(takes: &Takes<'_>) -> Holds {
    match takes {
        Takes::Value(figure) => match figure.kind {
            Kind::Count => Holds::Count,
            Kind::Percent => Holds::Percent,
            Kind::Number => Holds::Number,
            Kind::Money => Holds::Money,
            Kind::Date => Holds::Day,
            Kind::YesNo => Holds::Text,
        },
        Takes::Stated(..) | Takes::Awarded(_) => Holds::Number,
        Takes::Level(_) | Takes::Reason => Holds::Text,
    }
}

fn expected(row: &FigureRow<'_>, lists: &mut Lists) -> Option<Expected> {
    let words = row.wanted();
    let points = |most| Expected::Number {
        least: Some(0.into()),
        most: Some(most),
        whole: false,
        words: words.clone(),
    };
    Some(match &row.takes {
        Takes::Value(figure) => of_kind(figure, words)?,
        Takes::Level(levels) => {
            // Two levels of one name are told apart by their ids.
            let known = |level: &Level| {
                crate::rules::levels::find(levels, &level.name)
                    .is_some_and(|found| found.id == level.id)
            };
            let names = levels.iter().map(|level| {
                if known(level) {
                    level.name.as_str()
                } else {
                    level.id.as_str()
                }
            });
            Expected::OneOf(lists.add("Danh sách mức", texts(names)))
        }
        Takes::Stated(max, []) => points(max.decimal()),
        Takes::Stated(_, choices) => {
            let choices = choices.iter().filter_map(|choice| {
                let exact = choice.decimal_text(28)?;
                rust_decimal::Decimal::from_str_exact(&exact).ok()
            });
            Expected::OneOf(lists.add("Danh sách điểm", numbers(choices)))
        }
        Takes::Awarded(max) => points(max.decimal()),
        Takes::Reason => return None,
    })
}

fn of_kind(figure: &Figure, words: String) -> Option<Expected> {
    let least = |at_least| figure.min.or(at_least);
    match figure.kind {
        Kind::YesNo => Some(Expected::YesNo),
        Kind::Date => Some(Expected::Day {
            from: None,
            by: None,
        }),
        Kind::Count | Kind::Percent | Kind::Money => Some(Expected::Number {
            least: least(Some(0.into())),
            most: figure.max,
            whole: figure.kind == Kind::Count,
            words,
        }),
        Kind::Number => Some(Expected::Number {
            least: least(None),
            most: figure.max,
            whole: false,
            words,
        }),
    }
}
