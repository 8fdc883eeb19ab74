//! Every table that the program reads, with the headers it knows.

use parindex::report::reference::Table;
use parindex::text::lang::Lang;

use crate::{head, row};

pub(crate) fn page(lang: Lang) -> String {
    let mut page = lang
        .pick(
            "# Các bảng\n\nBảng là CSV, TSV, XLSX, XLS hoặc ODS (`tep.xlsx#Trang`). Tiêu đề được so không kể hoa thường, dấu, khoảng trắng và dấu câu: \
             `Mã tiêu chí`, `ma_tieu_chi`, `MÃ TIÊU CHÍ` đều là `matieuchi`. Thứ tự cột tùy ý, cột nào không cần thì bỏ. \
             Tiêu đề khác của đơn vị được đổi bằng `--columns`. Cột không có trong danh sách thì được nêu là không dùng đến.\n",
            "# Tables\n\nTables are CSV, TSV, XLSX, XLS or ODS (`file.xlsx#Sheet`). Headers are compared without case, diacritics, blanks and punctuation: \
             `Mã tiêu chí`, `ma_tieu_chi`, `MÃ TIÊU CHÍ` are all `matieuchi`. Columns may stand in any order, and those that are not needed may be left out. \
             `--columns` maps an office's own headers. A column that is not listed is reported as unused.\n",
        )
        .to_owned();
    for table in Table::ALL {
        page += &format!("\n## {}\n\n{}\n", table.name(lang), table.about(lang));
        page += &head(&[
            lang.pick("Tiêu đề", "Headers"),
            lang.pick("Ô ghi gì", "Cells hold"),
        ]);
        for column in table.columns(lang) {
            let headers = format!("`{}`", column.headers.join("` `"));
            page += &row(&[&headers, column.holds]);
        }
    }
    page
}
