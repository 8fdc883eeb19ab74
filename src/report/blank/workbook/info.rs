//! The sheet «Thông tin chung»: what the manifest says, a row per item, with what to write.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::evidence::info_sheet::{HEADER, Item, SHEET, owner_label};
use crate::report::blank::workbook::page::{self, Value};
use crate::report::blank::workbook::style::{self, Holds};
use crate::report::blank::{ATTACHMENTS, Contents, rows};
use crate::report::words;
use crate::report::workbook::{heights, print_setup};
use crate::text::dates;
use crate::text::lang::Lang;

/// The widths of its columns, in digits.
const WIDTHS: [u8; 3] = [48, 48, 64];

/// Rows for items that may be stated several times.
const SEVERAL: usize = 4;

/// How to go about it.
const STEPS: [&str; 3] = [
    "1. Điền các ô vàng ở bốn trang: Thông tin chung, Minh chứng, Số liệu, Tự chấm. Ô không có thì để trống. Chỉ con trỏ vào ô có góc đỏ để xem hướng dẫn.",
    "2. Chép tệp đính kèm vào thư mục tep, theo mã tiêu chí.",
    "3. Lưu lại rồi bấm đúp cham-diem.cmd (Windows) hoặc chạy cham-diem.sh để chấm thử. Sửa và chấm lại bao nhiêu lần cũng được.",
];

/// A row of the sheet.
struct Row {
    label: String,
    value: Value,
    holds: Holds,
    /// Given by the set, not to be filled in.
    given: bool,
    hint: String,
}

pub(super) fn write(sheet: &mut Worksheet, contents: &Contents<'_>) -> Result<(), XlsxError> {
    sheet.set_name(SHEET)?;
    print_setup(sheet);
    sheet.set_landscape();
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let mut row = head(sheet, contents)?;
    for (column, header) in (0..).zip(HEADER) {
        sheet.write_string_with_format(row, column, header, &style::header())?;
    }
    // It is no long table, and with a frozen header the head would take the screen.
    sheet.set_repeat_rows(row, row)?;
    for (heading, items) in sections(contents) {
        row += 1;
        sheet.write_string_with_format(row, 0, heading, &style::heading())?;
        for item in items {
            row += 1;
            let given = style::given(Holds::Text);
            Value::text(&item.label).write(sheet, (row, 0), &given)?;
            let format = if item.given {
                style::given(item.holds)
            } else {
                style::fill(item.holds)
            };
            let format = format.set_align(rust_xlsxwriter::FormatAlign::Left);
            item.value.write(sheet, (row, 1), &format)?;
            Value::text(&item.hint).write(sheet, (row, 2), &style::aside())?;
            let value = match &item.value {
                Value::Text(text) => text,
                Value::Number(_) | Value::Day(_) => "",
            };
            let texts = [&item.label, value, &item.hint].into_iter().zip(WIDTHS);
            let lines = texts.map(|(text, width)| heights::lines(text, width)).max();
            heights::set(sheet, row, lines.unwrap_or(1))?;
        }
    }
    Ok(())
}

/// Writes title, warning and steps; gives the row of the header.
fn head(sheet: &mut Worksheet, contents: &Contents<'_>) -> Result<u32, XlsxError> {
    let set = contents.set;
    let title = "HỒ SƠ TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH";
    let mut lines = vec![(title.to_owned(), style::title())];
    lines.push((set.name.clone(), style::heading()));
    let banner = words::banner(set.provenance, Lang::Vi);
    lines.extend(banner.map(|banner| (banner.to_owned(), style::warning())));
    lines.extend(STEPS.map(|step| (step.to_owned(), style::text())));
    let mut row = 0;
    for (line, format) in lines {
        sheet.merge_range(row, 0, row, 2, &page::printable(&line), &format)?;
        row += 1;
    }
    Ok(row + 1)
}

fn sections(contents: &Contents<'_>) -> Vec<(&'static str, Vec<Row>)> {
    let mut sections = vec![
        ("Đơn vị và bộ tiêu chí", unit(contents)),
        ("Thời hạn", deadlines(contents)),
        (
            "Thể thức văn bản in ra (mục để trống thì văn bản chừa chỗ trống)",
            letter(contents),
        ),
    ];
    let owners: Vec<Row> = rows::roles(contents.set)
        .into_iter()
        .map(|role| {
            let person = contents.manifest.owners.get(role);
            let hint = "Họ tên người phụ trách các chỉ tiêu của vai này";
            fill(owner_label(role), person.map(String::as_str), hint)
        })
        .collect();
    if !owners.is_empty() {
        sections.push(("Người phụ trách", owners));
    }
    sections
}

fn fill(label: impl Into<String>, value: Option<&str>, hint: impl Into<String>) -> Row {
    Row {
        label: label.into(),
        value: Value::text(value.unwrap_or_default()),
        holds: Holds::Text,
        given: false,
        hint: hint.into(),
    }
}

fn unit(contents: &Contents<'_>) -> Vec<Row> {
    let manifest = contents.manifest;
    let item = |item: Item, value: Option<&str>, hint: &str| fill(item.label(), value, hint);
    let criteria = Row {
        given: true,
        ..item(
            Item::Criteria,
            manifest.criteria.as_deref(),
            "Mã bộ tiêu chí có sẵn, hoặc tên tệp cạnh bảng tính này; không sửa",
        )
    };
    let year = manifest.year.map(|year| year.to_string());
    vec![
        item(
            Item::UnitCode,
            manifest.unit.code.as_deref(),
            "Mã ngắn, viết liền, để tổng hợp nhiều đơn vị; ví dụ: phu-tan",
        ),
        item(
            Item::UnitName,
            manifest.unit.name.as_deref(),
            "Tên đầy đủ; ví dụ: UBND xã Phú Tân",
        ),
        item(Item::Year, year.as_deref(), "Năm được chấm điểm"),
        criteria,
        item(
            Item::Attachments,
            Some(ATTACHMENTS),
            "Thư mục cạnh bảng tính này, hoặc một tệp .zip",
        ),
    ]
}

fn deadlines(contents: &Contents<'_>) -> Vec<Row> {
    let set = contents.set;
    let row = |item: Item, of_set: Option<jiff::civil::Date>| {
        let hint = match of_set {
            Some(day) => {
                let day = dates::short(day);
                format!("Ngày/tháng/năm; để trống thì theo bộ tiêu chí: {day}")
            }
            None => "Ngày/tháng/năm; bộ tiêu chí không nêu".to_owned(),
        };
        Row {
            holds: Holds::Day,
            ..fill(item.label(), None, hint)
        }
    };
    vec![
        row(Item::SubmitBy, set.submit_by),
        row(Item::SupplementBy, set.supplement_by),
    ]
}

fn letter(contents: &Contents<'_>) -> Vec<Row> {
    let letter = &contents.manifest.letter;
    let item =
        |item: Item, value: &Option<String>, hint: &str| fill(item.label(), value.as_deref(), hint);
    let mut rows = vec![
        item(
            Item::Body,
            &letter.body,
            "Viết in hoa; ví dụ: ỦY BAN NHÂN DÂN XÃ PHÚ TÂN",
        ),
        item(
            Item::Place,
            &letter.place,
            "Tên đơn vị hành chính ghi trước ngày, tháng, năm; ví dụ: Phú Tân",
        ),
        item(
            Item::SignerFor,
            &letter.signer_for,
            "Ký thay mặt ai; ví dụ: TM. ỦY BAN NHÂN DÂN",
        ),
        item(Item::SignerTitle, &letter.signer_title, "Ví dụ: CHỦ TỊCH"),
        item(Item::SignerName, &letter.signer_name, "Họ và tên đầy đủ"),
    ];
    let grounds = "Mỗi dòng một câu: Căn cứ …; thiếu dòng thì chèn thêm, giữ nguyên chữ ở cột đầu";
    rows.extend(several(Item::Ground, &letter.grounds, grounds));
    let recipients = "Mỗi nơi nhận một dòng; ví dụ: Lưu: VT";
    rows.extend(several(Item::Recipient, &letter.recipients, recipients));
    rows
}

/// Rows for what may be stated several times, with room for more; the first says how.
fn several<'t>(item: Item, values: &'t [String], hint: &'t str) -> impl Iterator<Item = Row> + 't {
    (0..SEVERAL.max(values.len() + 1)).map(move |at| {
        let hint = if at == 0 { hint } else { "" };
        fill(item.label(), values.get(at).map(String::as_str), hint)
    })
}
