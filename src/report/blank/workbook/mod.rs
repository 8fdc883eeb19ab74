//! The workbook of an empty submission: a sheet for what the manifest says, one for evidence,
//! one for figures, one for claims, and a hidden one with the choices of drop-downs; and that of
//! proposed evidence rows, which looks like it. The same contents give the same bytes.

mod claims;
mod evidence;
mod expected;
mod figures;
mod info;
mod lists;
mod page;
mod proposed;
mod style;

use rust_xlsxwriter::XlsxError;

use crate::evidence::proposals::Proposal;
use crate::report::blank::Contents;
use crate::report::blank::workbook::lists::Lists;
use crate::report::workbook::{self, heights};
use crate::text::lang::Lang;

/// Headers by which the loaders know the columns, and those for people only.
mod headers {
    pub(super) const CODE: &str = "Mã tiêu chí";
    pub(super) const NAME: &str = "Tên tiêu chí";
    pub(super) const MAX: &str = "Điểm tối đa";
    pub(super) const OWNER: &str = "Người phụ trách";
    pub(super) const REQUIREMENT: &str = "Yêu cầu";
    pub(super) const EXPLANATION: &str = "Giải trình";
    pub(super) const NOTE: &str = "Ghi chú";
    pub(super) const EARLIER: &str = "Kỳ trước";
}

/// Makes the workbook.
///
/// # Errors
/// Where the set has more rows or lists than a sheet can hold.
pub(super) fn write(contents: &Contents<'_>) -> std::io::Result<Vec<u8>> {
    let workbook = sheets(contents).map_err(std::io::Error::other)?;
    heights::let_rows_grow(workbook)
}

/// Makes a workbook of proposed evidence rows, for people to review.
///
/// # Errors
/// Where there are more rows than a sheet can hold.
pub(in crate::report) fn of_proposals(
    proposals: &[Proposal<'_>],
    lang: Lang,
) -> std::io::Result<Vec<u8>> {
    let sheets = || {
        let mut book = workbook::begin("Dòng minh chứng đề xuất")?;
        proposed::write(book.add_worksheet(), proposals, lang)?;
        book.save_to_buffer()
    };
    heights::let_rows_grow(sheets().map_err(std::io::Error::other)?)
}

fn sheets(contents: &Contents<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = workbook::begin("Hồ sơ tự chấm điểm Chỉ số cải cách hành chính")?;
    let mut lists = Lists::default();
    info::write(workbook.add_worksheet(), contents)?;
    evidence::write(workbook.add_worksheet(), contents, &mut lists)?;
    figures::write(workbook.add_worksheet(), contents, &mut lists)?;
    claims::write(workbook.add_worksheet(), contents)?;
    lists.write(workbook.add_worksheet())?;
    workbook.save_to_buffer()
}
