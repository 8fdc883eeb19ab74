//! The sheet «Minh chứng»: a row per required document, and empty rows below for more.

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use crate::criteria::documents::Issued;
use crate::criteria::model::CriteriaSet;
use crate::evidence::info_sheet;
use crate::report::blank::Contents;
use crate::report::blank::rows::{DocumentRow, documents, roles};
use crate::report::blank::workbook::expected::Expected;
use crate::report::blank::workbook::headers::{
    CODE, EARLIER, EXPLANATION, MAX, NAME, NOTE, OWNER, REQUIREMENT,
};
use crate::report::blank::workbook::lists::{Lists, texts};
use crate::report::blank::workbook::page::{Column, Page, Value};
use crate::report::blank::workbook::style::{self, Holds};
use crate::text::lang::Lang;
use crate::text::numbers;

pub(super) const DOCUMENT: &str = "Tài liệu";
const DEADLINE: &str = "Thời hạn";
pub(super) const NUMBER: &str = "Số, ký hiệu";
pub(super) const ISSUED: &str = "Ngày ban hành";
pub(super) const TITLE: &str = "Trích yếu";
pub(super) const FILE: &str = "Tệp đính kèm";
const LINK: &str = "Đường dẫn";

/// Rows for documents that have more than one.
const SPARE_ROWS: usize = 15;

pub(super) fn write(
    sheet: &mut Worksheet,
    contents: &Contents<'_>,
    lists: &mut Lists,
) -> Result<(), XlsxError> {
    let rows = documents(contents.set);
    let mut page = Page::begin(sheet, info_sheet::EVIDENCE, columns(contents, &rows), 2)?;
    let choices = Choices::add(contents, &rows, lists);
    for row in &rows {
        given(&mut page, row, contents)?;
        to_fill(&mut page, row.document.issued.clone())?;
        choices.offer(&mut page)?;
        page.next()?;
    }
    spare_rows(&mut page, contents.set, &choices, lists)?;
    page.filter()?;
    page.finish()
}

/// Empty rows, where the set asks for documents at all.
fn spare_rows(
    page: &mut Page<'_>,
    set: &CriteriaSet,
    choices: &Choices,
    lists: &mut Lists,
) -> Result<(), XlsxError> {
    let asking = set
        .leaves()
        .filter(|(_, _, leaf)| !leaf.documents.is_empty());
    let codes: Vec<&str> = asking.map(|(_, node, _)| node.code.as_str()).collect();
    if codes.is_empty() {
        return Ok(());
    }
    let codes = lists.add("Danh sách mã", texts(codes));
    for _ in 0..SPARE_ROWS {
        for header in [CODE, NAME, MAX, DOCUMENT, REQUIREMENT, OWNER] {
            page.leave(header, Holds::Text)?;
        }
        page.leave(DEADLINE, Holds::Day)?;
        page.expect(CODE, Expected::OneOf(codes.clone()))?;
        to_fill(page, Issued::Silent)?;
        choices.offer(page)?;
        page.next()?;
    }
    Ok(())
}

/// The columns; those that no row of the set needs are left out.
fn columns(contents: &Contents<'_>, rows: &[DocumentRow<'_>]) -> Vec<Column> {
    let column = |header, width, hint| {
        Some(Column {
            header,
            width,
            hint,
        })
    };
    let owned = rows.iter().any(|row| row.owner.is_some());
    let linked = rows.iter().any(|row| row.document.accepts_link);
    let columns = [
        column(CODE, 10, ""),
        column(NAME, 26, ""),
        column(MAX, 7, ""),
        column(DOCUMENT, 24, ""),
        column(REQUIREMENT, 26, ""),
        column(DEADLINE, 11, ""),
        column(OWNER, 18, "").filter(|_| owned),
        column(
            NUMBER,
            14,
            "Số và ký hiệu đúng như trên văn bản, ví dụ: 45/KH-UBND.\nMột tài liệu có nhiều văn bản thì ghi thêm dòng ở cuối bảng: chọn mã tiêu chí và tên tài liệu.",
        ),
        column(
            ISSUED,
            11,
            "Ngày ban hành, gõ ngày/tháng/năm.\nGõ xong nhìn lại: máy đảo ngày với tháng thì gõ dấu nháy đơn ' ở trước.",
        ),
        column(TITLE, 24, "Tên văn bản, hoặc nội dung chính của văn bản."),
        column(
            FILE,
            18,
            "Tên tệp trong thư mục tep; nhiều tệp cách nhau bằng dấu ;\nĐể trống thì lấy mọi tệp trong thư mục của dòng này (xem ghi chú ở ô tên tài liệu).",
        ),
        column(
            LINK,
            14,
            "Địa chỉ trang web, ở tài liệu cho nộp bằng đường dẫn.",
        )
        .filter(|_| linked),
        column(
            EXPLANATION,
            22,
            "Khi thiếu hoặc chưa đủ tài liệu: giải trình cách tự chấm của chỉ tiêu.",
        ),
        column(NOTE, 13, "Cho người điền, không tính điểm."),
        column(
            EARLIER,
            20,
            "Hồ sơ tự chấm điểm kỳ trước đã khai; để đối chiếu, không tính điểm.",
        )
        .filter(|_| contents.earlier.is_some()),
    ];
    columns.into_iter().flatten().collect()
}

/// Drop-downs of every row, where there is something to choose.
struct Choices {
    documents: Option<Formula>,
    owners: Option<Formula>,
}

impl Choices {
    fn add(contents: &Contents<'_>, rows: &[DocumentRow<'_>], lists: &mut Lists) -> Self {
        let mut labels: Vec<&str> = Vec::new();
        for row in rows {
            let label = row.label(contents.set);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        let roles = roles(contents.set);
        Self {
            documents: (!labels.is_empty()).then(|| lists.add("Danh sách tài liệu", texts(labels))),
            owners: (!roles.is_empty()).then(|| lists.add("Danh sách vai phụ trách", texts(roles))),
        }
    }

    fn offer(&self, page: &mut Page<'_>) -> Result<(), XlsxError> {
        for (header, cells) in [(DOCUMENT, &self.documents), (OWNER, &self.owners)] {
            if let Some(cells) = cells {
                page.expect(header, Expected::OneOf(cells.clone()))?;
            }
        }
        Ok(())
    }
}

/// What the set says of a document.
fn given(
    page: &mut Page<'_>,
    row: &DocumentRow<'_>,
    contents: &Contents<'_>,
) -> Result<(), XlsxError> {
    let text = style::given(Holds::Text);
    page.put(CODE, &Value::text(&row.codes()), &text)?;
    page.put(NAME, &Value::text(&row.names()), &text)?;
    match row.leaves.as_slice() {
        [(_, node, _)] => {
            let max = Value::Number(node.max.decimal());
            page.put(MAX, &max, &style::given(Holds::Number))?;
        }
        several => {
            let maxima = several
                .iter()
                .map(|(_, node, _)| numbers::show(node.max.decimal(), Lang::Vi));
            let maxima = maxima.collect::<Vec<_>>().join("; ");
            page.put(MAX, &Value::text(&maxima), &text)?;
        }
    }
    page.put(DOCUMENT, &Value::text(row.label(contents.set)), &text)?;
    page.note(DOCUMENT, &note(row))?;
    let requirement = row.parts_beside_last_day().join("; ");
    page.put(REQUIREMENT, &Value::text(&requirement), &style::aside())?;
    let day = style::given(Holds::Day);
    match row.last_day() {
        Some(last) => page.put(DEADLINE, &Value::Day(last), &day)?,
        None => page.put(DEADLINE, &Value::text(""), &day)?,
    }
    page.put(OWNER, &Value::text(row.owner.unwrap_or_default()), &text)?;
    if let Some(earlier) = contents.earlier {
        let said = Value::text(&earlier.document(row));
        page.put(EARLIER, &said, &style::aside())?;
    }
    Ok(())
}

/// What is wanted of a document, and where its files go.
fn note(row: &DocumentRow<'_>) -> String {
    let mut lines = vec![row.document.name.clone()];
    lines.extend(row.parts().into_iter().map(|part| format!("- {part}")));
    if let Some(folder) = row.folder() {
        lines.push(format!("Chép tệp vào thư mục {folder}"));
    }
    lines.join("\n")
}

/// The cells that a unit fills in.
fn to_fill(page: &mut Page<'_>, issued: Issued) -> Result<(), XlsxError> {
    for header in [NUMBER, TITLE, FILE, LINK, EXPLANATION, NOTE] {
        page.leave(header, Holds::Text)?;
    }
    page.leave(ISSUED, Holds::Day)?;
    let (from, by) = match issued {
        Issued::Within(from, by) => (from, by),
        Issued::Any | Issued::Silent => (None, None),
    };
    page.expect(ISSUED, Expected::Day { from, by })
}
