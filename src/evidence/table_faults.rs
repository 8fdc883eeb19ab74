//! Files that hold no table to read, and sheets that are left out.

use std::sync::Arc;

use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, SourceFile};
use crate::evidence::inputs::needs_word;
use crate::evidence::reading::Reading;
use crate::evidence::table_kinds::{Kind, by_header};
use crate::tables;
use crate::tables::table::{Grid, Table};
use crate::text::encoding;
use crate::text::lang::text;

/// Reports a web page, or XML: portals hand out tables as such under the name of a spreadsheet.
pub(super) fn is_no_page(file: &Arc<SourceFile>, problems: &Problems) -> bool {
    let start = file.text.trim_start().get(..5).unwrap_or_default();
    let start = start.to_lowercase();
    let marks = ["<html", "<!doc", "<?xml", "<tabl", "<meta", "<head"];
    if !marks.contains(&start.as_str()) {
        return true;
    }
    let place = Place {
        file: Arc::clone(file),
        at: At::File,
    };
    let message = text!(
        "đây là trang web (HTML) hoặc XML, không phải bảng tính",
        "this is a web page (HTML) or XML, no spreadsheet"
    );
    let help = text!(
        "mở bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx",
        "open it in Excel or LibreOffice and save it as .xlsx"
    );
    problems.add(Diagnostic::at(Code::UnreadableTable, place, message).help(help));
    false
}

/// Reports a hidden sheet that has a table of this kind: it is read only where it is named.
pub(super) fn report_hidden(sheet: &Grid, kind: Kind, reading: &Reading, problems: &Problems) {
    let known = |header: &str| reading.columns.is_known(header);
    let unseen = Problems::default();
    let tables = tables::of_sheets(&sheet.file, &[sheet], None, &known, &unseen);
    let is_of_kind = |table: &Table| by_header(table, reading).contains(&kind);
    if tables.iter().any(is_of_kind) {
        problems.add(hidden(sheet));
    }
}

/// That a sheet is hidden, so that the table in it is not read.
pub(super) fn hidden(sheet: &Grid) -> Diagnostic {
    let name = sheet.file.sheet.as_ref().map(|sheet| sheet.name.as_str());
    let name = name.unwrap_or_default();
    let file = &sheet.file.name;
    let place = Place {
        file: Arc::clone(&sheet.file),
        at: At::File,
    };
    let message = text!(
        "trang tính `{name}` đang ẩn nên bảng trong đó không được đọc",
        "the sheet `{name}` is hidden, so the table in it is not read"
    );
    let help = text!(
        "bỏ ẩn trang tính, hoặc gọi đích danh: `{file}#{name}`; bảng không dùng nữa thì xóa đi",
        "unhide the sheet, or name it: `{file}#{name}`; remove a table that is no longer used"
    );
    Diagnostic::at(Code::NotRead, place, message).help(help)
}

/// Reports a sheet typed with an old font.
pub(super) fn report_old_font(sheet: &Grid, problems: &Problems) {
    if let Some(example) = encoding::misread(&sheet.file.text) {
        let (message, help) = needs_word(&example);
        let place = Place {
            file: Arc::clone(&sheet.file),
            at: At::Line(example.line),
        };
        problems.add(Diagnostic::at(Code::UnreadableTable, place, message).help(help));
    }
}

/// That a table is larger than is read.
pub(super) fn too_large(name: &str, bytes: u64, limit: u64) -> Diagnostic {
    Diagnostic::general(
        Code::UnreadableTable,
        text!(
            "{name}: bảng có {bytes} byte, giới hạn là {limit}",
            "{name}: the table has {bytes} bytes, the limit is {limit}"
        ),
    )
    .help(text!(
        "chia bảng ra nhiều tệp, hoặc nâng giới hạn bằng `--limit table=…`",
        "split the table into several files, or raise the limit with `--limit table=…`"
    ))
}
