//! A paper as large as those of offices, for tests: eight fields, each of two criteria with three
//! leaves of 2 points. Every seventh leaf from the fourth on, seven in all, has 1,25 of them: a
//! total of 96 − 7 × 0,75 = 90,75.

use rust_decimal::Decimal;

use super::{Annex, Block, Cell, Chart, Closing, Column, Head, Paper, Role, Row, Table};
use crate::points::Points;
use crate::text::lang::text;

/// Text that would be a formula, a mark or a tag if it were taken for one.
pub(super) const HOSTILE: [&str; 6] = [
    "=1+1",
    "+84 905",
    "-2+3",
    "@SUM(A1)",
    "<script>alert(1)</script> & \"x\" | **y** `z`",
    "=HYPERLINK(\"http://x\",\"y\")",
];

const FIELDS: [&str; 8] = [
    "Công tác chỉ đạo, điều hành cải cách hành chính",
    "Cải cách thể chế",
    "Cải cách thủ tục hành chính",
    "Cải cách tổ chức bộ máy hành chính",
    "Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức, người hoạt động không chuyên trách",
    "Cải cách tài chính công",
    "Hiện đại hóa hành chính",
    "Tác động của cải cách hành chính đến người dân, tổ chức và phát triển kinh tế - xã hội",
];

const LEAVES: [&str; 6] = [
    "Ban hành Kế hoạch cải cách hành chính năm của Ủy ban nhân dân xã kịp thời theo quy định",
    "Tỷ lệ hồ sơ thủ tục hành chính được tiếp nhận, giải quyết đúng hạn trên Hệ thống thông tin giải quyết thủ tục hành chính của tỉnh",
    "Thực hiện chế độ báo cáo",
    "Tuyên truyền cải cách hành chính bằng nhiều hình thức: niêm yết, loa truyền thanh, trang thông tin điện tử, mạng xã hội; có sản phẩm cụ thể kèm theo",
    "Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực",
    "Xử lý phản ánh, kiến nghị của cá nhân, tổ chức",
];

pub(super) fn points(hundredths: i64) -> Points {
    Points::new(Decimal::new(hundredths, 2))
}

/// The positions of the table's rows with a role.
fn all(rows: &[Row], role: Role) -> Vec<usize> {
    let of_role = (0..rows.len()).filter(|at| rows[*at].role == role);
    of_role.collect()
}

/// The claims of the leaves in these rows, added up: 200 or 125 hundredths each.
fn sum(rows: &[Row], column: usize, of: Vec<usize>) -> Cell {
    let points = of.iter().filter_map(|at| rows[*at].cells[column].number());
    Cell::Sum(points.sum(), of)
}

fn scores() -> Table {
    let mut rows: Vec<Row> = Vec::new();
    let mut leaf = 0;
    for (field, name) in (1..).zip(FIELDS) {
        let start = rows.len();
        rows.push(row(Role::Field, &field.to_string(), name));
        for inner in 1..=2 {
            let code = format!("{field}.{inner}");
            let start = rows.len();
            rows.push(row(
                Role::Inner,
                &code,
                "Tổ chức thực hiện nhiệm vụ được giao",
            ));
            for number in 1..=3 {
                let mut row = row(Role::Leaf, &format!("{code}.{number}"), LEAVES[leaf % 6]);
                leaf += 1;
                row.cells[0] = Cell::Count(leaf);
                row.cells[3] = Cell::Points(points(200));
                let short = leaf % 7 == 4;
                row.cells[4] = Cell::Points(points(if short { 125 } else { 200 }));
                row.cells[5] = Cell::text(
                    "Kế hoạch số 15/KH-UBND ngày 05/01/2024\nBáo cáo số 120/BC-UBND ngày 14/11/2024",
                );
                if short {
                    row.cells[6] = Cell::text(
                        "Đã nộp báo cáo trên hệ thống, bản giấy chưa đóng dấu nên đơn vị chỉ tự chấm một phần số điểm của chỉ tiêu này.",
                    );
                }
                row.cells[8] = Cell::text(format!("{leaf:064x}"));
                rows.push(row);
            }
            let of: Vec<usize> = (start + 1..rows.len()).collect();
            for column in [3, 4] {
                rows[start].cells[column] = sum(&rows, column, of.clone());
            }
        }
        for column in [3, 4] {
            let of = all(&rows, Role::Inner);
            let of = of.into_iter().filter(|at| *at > start).collect();
            rows[start].cells[column] = sum(&rows, column, of);
        }
    }
    let mut total = row(Role::Total, "", "Tổng cộng");
    for column in [3, 4] {
        total.cells[column] = sum(&rows, column, all(&rows, Role::Leaf));
    }
    rows.push(total);
    Table {
        name: "Bảng điểm".to_owned(),
        caption: Some("Bảng tự chấm điểm Chỉ số cải cách hành chính năm 2024".to_owned()),
        columns: vec![
            Column::middle("STT", 4),
            Column::middle("Mã", 6),
            Column::words("Tiêu chí, tiêu chí thành phần", 30),
            Column::points("Điểm tối đa", 6),
            Column {
                full: Some(3),
                ..Column::points("Điểm tự chấm", 6)
            },
            Column::words("Tài liệu kiểm chứng", 22),
            Column::words("Giải trình", 22),
            Column {
                choices: vec!["Đạt".to_owned(), "Không đạt, cần bổ sung".to_owned()],
                ..Column::words("Kết quả", 8)
            },
            Column {
                annex_only: true,
                ..Column::words("SHA-256", 20)
            },
        ],
        rows,
        chart: Some(Chart {
            title: "Điểm tối đa và điểm tự chấm theo lĩnh vực".to_owned(),
            of: Role::Field,
            label: 2,
            series: vec![3, 4],
        }),
    }
}

fn row(role: Role, code: &str, name: &str) -> Row {
    let mut cells = vec![Cell::Blank; 9];
    cells[1] = Cell::text(code);
    cells[2] = Cell::text(name);
    Row { role, cells }
}

/// A small table of an upright page: text that is hostile, a code that looks like a number.
fn hostile() -> Table {
    let rows = HOSTILE.iter().map(|text| Row {
        role: Role::Leaf,
        cells: vec![Cell::text("1.10"), Cell::text(*text), Cell::Count(1910)],
    });
    Table {
        // The name of the sheet before, in other letters.
        name: "BẢNG ĐIỂM".to_owned(),
        caption: None,
        columns: vec![
            Column::middle("=Mã", 3),
            Column::words("Nội dung | ghi", 10),
            Column::points("Số lượng", 3),
        ],
        rows: rows.collect(),
        chart: None,
    }
}

/// A letter with a table of text and an annex.
pub(super) fn paper() -> Paper {
    Paper {
        banner: Some("BỘ TIÊU CHÍ THAM KHẢO: không dùng để nộp chính thức".to_owned()),
        head: Some(Head {
            body: "ỦY BAN NHÂN DÂN XÃ PHÚ MỸ".to_owned(),
            nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(),
            motto: "Độc lập - Tự do - Hạnh phúc".to_owned(),
            symbol: "Số:           /BC-UBND".to_owned(),
            place_and_date: "Phú Mỹ, ngày      tháng      năm 2024".to_owned(),
        }),
        kind: "BÁO CÁO".to_owned(),
        about: "Kết quả tự chấm điểm Chỉ số cải cách hành chính năm 2024".to_owned(),
        body: vec![
            Block::Ground("Căn cứ Quyết định số 876/QĐ-BNV ngày 10 tháng 11 năm 2022 của Bộ trưởng Bộ Nội vụ;".to_owned()),
            Block::Ground("Căn cứ Kế hoạch số 15/KH-UBND ngày 05 tháng 01 năm 2024 của Ủy ban nhân dân xã.".to_owned()),
            Block::Part("I. KẾT QUẢ CHUNG".to_owned()),
            Block::Text("Tổng điểm tự chấm là 90,75/96 điểm; 41/48 chỉ tiêu đạt điểm tối đa. Các chỉ tiêu chưa đạt điểm tối đa và nguyên nhân được trình bày theo từng lĩnh vực dưới đây.".to_owned()),
            Block::Section("1. Cải cách thủ tục hành chính".to_owned()),
            Block::Item("Chỉ tiêu 3.1.2 (1,25 điểm): thiếu đính kèm báo cáo kết quả thực hiện.".to_owned()),
            Block::Item("= không phải công thức".to_owned()),
            Block::Table(hostile()),
            Block::Part("II. KIẾN NGHỊ".to_owned()),
            Block::Text("Đề nghị Sở Nội vụ xem xét, thẩm định./.".to_owned()),
        ],
        closing: Some(Closing {
            recipients: vec!["Sở Nội vụ;".to_owned(), "Lưu: VT.".to_owned()],
            signer_title: vec!["TM. ỦY BAN NHÂN DÂN".to_owned(), "CHỦ TỊCH".to_owned()],
            signer_name: "Nguyễn Thị Hoà".to_owned(),
        }),
        annexes: vec![Annex {
            title: "PHỤ LỤC I. BẢNG TỰ CHẤM ĐIỂM".to_owned(),
            body: vec![
                Block::Text("Kèm theo Báo cáo số       /BC-UBND.".to_owned()),
                Block::Table(scores()),
            ],
        }],
        blanks: vec![text!("để trống số", "the number is blank")],
    }
}

#[test]
fn the_sample_is_what_it_says() {
    let paper = paper();
    let scores = paper.tables().last().unwrap();
    assert_eq!(scores.rows.len(), 8 + 16 + 48 + 1);
    let total = &scores.rows[72];
    assert_eq!(total.cells[3].number(), Some(points(9600)));
    assert_eq!(total.cells[4].number(), Some(points(9075)));
    let leaves = scores.rows.iter().filter(|row| row.role == Role::Leaf);
    assert_eq!(leaves.filter(|row| scores.falls_short(row, 4)).count(), 7);
}
