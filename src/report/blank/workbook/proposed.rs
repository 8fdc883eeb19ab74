//! The sheet «Đề xuất»: a row per attachment that no row declares, under the headers of an
//! evidence table, so that right rows can be copied there as they are.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::evidence::proposals::Proposal;
use crate::report::blank::workbook::evidence::{DOCUMENT, FILE, ISSUED, NUMBER, TITLE};
use crate::report::blank::workbook::headers::{CODE, NAME, NOTE};
use crate::report::blank::workbook::page::{Column, Page, Value};
use crate::report::blank::workbook::style::{self, Holds};
use crate::report::collect;
use crate::text::lang::Lang;

/// No kind of table is called so: what the sheet holds, its header says.
const SHEET: &str = "Đề xuất";

pub(super) fn write(
    sheet: &mut Worksheet,
    proposals: &[Proposal<'_>],
    lang: Lang,
) -> Result<(), XlsxError> {
    let mut page = Page::begin(sheet, SHEET, columns(), 1)?;
    for proposal in proposals {
        let [code, name, document, number, _, notes] = collect::cells(proposal, lang);
        let texts = [
            (CODE, code),
            (NAME, name),
            (DOCUMENT, document),
            (NUMBER, number),
            (TITLE, String::new()),
            (FILE, proposal.path.clone()),
        ];
        for (header, text) in texts {
            page.put(header, &Value::text(&text), &format(&text))?;
        }
        let day = style::given(Holds::Day);
        match proposal.issued {
            Some(issued) => page.put(ISSUED, &Value::Day(issued), &day)?,
            None => page.put(ISSUED, &Value::text(""), &day)?,
        }
        page.put(NOTE, &Value::text(&notes), &style::aside())?;
        page.next()?;
    }
    page.filter()?;
    page.finish()
}

/// Text that looks like a formula is marked as text: it stays so when the cell is edited.
fn format(text: &str) -> Format {
    let format = style::given(Holds::Text);
    if text.starts_with(['=', '+', '-', '@']) {
        format.set_quote_prefix()
    } else {
        format
    }
}

fn columns() -> Vec<Column> {
    let column = |header, width| Column {
        header,
        width,
        hint: "",
    };
    vec![
        column(CODE, 10),
        column(NAME, 30),
        column(DOCUMENT, 18),
        column(NUMBER, 16),
        column(ISSUED, 12),
        column(TITLE, 20),
        column(FILE, 36),
        column(NOTE, 34),
    ]
}
