//! The sheet «Tự chấm»: a row per leaf, and the total.

use rust_xlsxwriter::{FormatAlign, Formula, Worksheet, XlsxError};

use crate::criteria::model::{CriteriaSet, Side};
use crate::evidence::info_sheet;
use crate::report::blank::Contents;
use crate::report::blank::workbook::expected::Expected;
use crate::report::blank::workbook::headers::{CODE, EARLIER, EXPLANATION, MAX, NAME, NOTE};
use crate::report::blank::workbook::page::{Column, Page, Value};
use crate::report::blank::workbook::style::{self, Holds};
use crate::report::words;
use crate::text::lang::Lang;
use crate::text::numbers;

const CLAIM: &str = "Điểm tự chấm";

pub(super) fn write(sheet: &mut Worksheet, contents: &Contents<'_>) -> Result<(), XlsxError> {
    let set = contents.set;
    let mut page = Page::begin(sheet, info_sheet::CLAIMS, columns(contents), 2)?;
    let first = page.line();
    for (leaf, node, _) in set.leaves() {
        let text = style::given(Holds::Text);
        let max = node.max.decimal();
        page.put(CODE, &Value::text(node.code.as_str()), &text)?;
        let name = match words::side(node.side, Lang::Vi) {
            Some(side) => format!("{} ({side})", node.name),
            None => node.name.clone(),
        };
        page.put(NAME, &Value::text(&name), &text)?;
        page.put(MAX, &Value::Number(max), &style::given(Holds::Number))?;
        page.leave(CLAIM, Holds::Number)?;
        let expected = Expected::Number {
            least: Some(0.into()),
            most: Some(max),
            whole: false,
            words: format!("điểm từ 0 đến {}", numbers::show(max, Lang::Vi)),
        };
        page.expect(CLAIM, expected)?;
        page.leave(EXPLANATION, Holds::Text)?;
        page.leave(NOTE, Holds::Text)?;
        if let Some(earlier) = contents.earlier {
            let said = Value::text(earlier.claim(leaf));
            page.put(EARLIER, &said, &style::aside())?;
        }
        page.next()?;
    }
    page.filter()?;
    let total = style::total(Holds::Text);
    page.put(CODE, &Value::text(""), &total)?;
    page.put(NAME, &Value::text("Tổng"), &total)?;
    let number = style::total(Holds::Number);
    let max = number.clone().set_align(FormatAlign::Center);
    page.put(MAX, &Value::Number(set.total.decimal()), &max)?;
    let sum = sum(set, &page.letter(CLAIM), first);
    page.formula(CLAIM, &Formula::new(sum).set_result("0"), &number)?;
    for header in [EXPLANATION, NOTE, EARLIER] {
        page.put(header, &Value::text(""), &total)?;
    }
    page.next()?;
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
        column(NAME, 60, ""),
        column(MAX, 10, ""),
        column(
            CLAIM,
            12,
            "Điểm đơn vị tự chấm, không bắt buộc. Ở mục điểm trừ, ghi số điểm bị trừ.",
        ),
        column(
            EXPLANATION,
            44,
            "Cách tự chấm; bắt buộc khi thiếu hoặc chưa đủ tài liệu.",
        ),
        column(NOTE, 20, "Cho người điền, không tính điểm."),
    ];
    if contents.earlier.is_some() {
        let hint = "Điểm tự chấm và giải trình của kỳ trước; để đối chiếu, không tính điểm.";
        columns.push(column(EARLIER, 24, hint));
    }
    columns
}

/// The sum of the claims, what penalties take off subtracted. Leaves stand from row `first` on.
fn sum(set: &CriteriaSet, column: &str, first: u32) -> String {
    let mut runs: Vec<(bool, u32, u32)> = Vec::new();
    for (row, (_, node, _)) in (first..).zip(set.leaves()) {
        let off = node.side == Side::Penalty;
        match runs.last_mut() {
            Some((same, _, last)) if *same == off => *last = row,
            _ => runs.push((off, row, row)),
        }
    }
    runs.iter()
        .map(|(off, from, to)| {
            let sign = if *off { "-" } else { "+" };
            format!("{sign}SUM({column}{from}:{column}{to})")
        })
        .collect::<String>()
        .trim_start_matches('+')
        .to_owned()
}
