//! A letter as a commune writes it: long names, a table in the text, a score table of 48 leaves
//! as an annex.

use crate::points::Points;
use crate::report::paper::{
    Align, Annex, Block, Cell, Closing, Column, Head, Paper, Role, Row, Table,
};
use rust_decimal::Decimal;

pub(super) fn points(text: &str) -> Points {
    Points::new(Decimal::from_str_exact(text).unwrap())
}

fn row(role: Role, cells: Vec<Cell>) -> Row {
    Row { role, cells }
}

/// A table of two fields with hashes that no signed paper has.
pub(super) fn summary() -> Table {
    let mut hash = Column::words("Mã băm", 40);
    hash.annex_only = true;
    Table {
        name: "Tổng hợp".to_owned(),
        caption: Some("Tổng hợp theo lĩnh vực".to_owned()),
        columns: vec![
            Column::middle("STT", 1),
            Column::words("Lĩnh vực", 6),
            hash,
            Column::points("Điểm tối đa", 2),
            Column::points("Điểm đạt", 2),
        ],
        rows: vec![
            row(
                Role::Leaf,
                vec![
                    Cell::Count(1),
                    Cell::text("Công tác chỉ đạo, điều hành cải cách hành chính"),
                    Cell::text("e3b0c44298fc1c149afbf4c8996fb924"),
                    Cell::Points(points("12")),
                    Cell::Points(points("10.85")),
                ],
            ),
            row(
                Role::Leaf,
                vec![
                    Cell::Count(2),
                    Cell::text("Cải cách thủ tục hành chính"),
                    Cell::Blank,
                    Cell::Points(points("14")),
                    Cell::Points(points("12.00")),
                ],
            ),
            row(
                Role::Total,
                vec![
                    Cell::Blank,
                    Cell::text("Tổng cộng"),
                    Cell::Blank,
                    Cell::Sum(points("26"), vec![0, 1]),
                    Cell::Sum(points("22.85"), vec![0, 1]),
                ],
            ),
        ],
        chart: None,
    }
}

/// The score table: eight fields of six leaves each.
pub(super) fn scores() -> Table {
    let mut rows = Vec::new();
    for field in 1..=8_usize {
        rows.push(row(
            Role::Field,
            vec![
                Cell::Blank,
                Cell::text(field.to_string()),
                Cell::text("XÂY DỰNG VÀ PHÁT TRIỂN CHÍNH QUYỀN ĐIỆN TỬ, CHÍNH QUYỀN SỐ"),
                Cell::Sum(points("12.5"), vec![]),
                Cell::Sum(points("10.85"), vec![]),
                Cell::Blank,
                Cell::Blank,
                Cell::Blank,
            ],
        ));
        rows.push(row(
            Role::Inner,
            vec![
                Cell::Blank,
                Cell::text(format!("{field}.1")),
                Cell::text("Ứng dụng công nghệ thông tin trong giải quyết thủ tục hành chính"),
                Cell::Points(points("12.5")),
                Cell::Points(points("10.85")),
                Cell::Blank,
                Cell::Blank,
                Cell::Blank,
            ],
        ));
        for leaf in 1..=6_usize {
            let symbol =
                "Báo cáo số 1234/BC-UBND ngày 05/12/2024\nQuyết định số 56/QĐ-UBND ngày 12/3/2024";
            rows.push(row(
                Role::Leaf,
                vec![
                    Cell::Count((field - 1) * 6 + leaf),
                    Cell::text(format!("{field}.1.{leaf}")),
                    Cell::text(
                        "Trang thông tin điện tử của xã đáp ứng yêu cầu chức năng, tính năng kỹ thuật theo quy định tại Nghị định số 42/2022/NĐ-CP",
                    ),
                    Cell::Points(points("2.00")),
                    Cell::Points(points("1.925")),
                    Cell::text(symbol),
                    if leaf % 2 == 0 {
                        Cell::text("Thiếu quyết định kiện toàn Ban biên tập; đã khắc phục trong quý IV")
                    } else {
                        Cell::Blank
                    },
                    Cell::Blank,
                ],
            ));
        }
    }
    let columns = vec![
        Column::middle("STT", 3),
        Column::middle("Mã", 3),
        Column::words("Tiêu chí", 22),
        Column::points("Điểm tối đa", 4),
        Column::points("Điểm tự chấm", 4),
        Column::words("Tài liệu kiểm chứng", 16),
        Column::words("Giải trình", 14),
        Column::words("Ghi chú", 6),
    ];
    Table {
        name: "Bảng điểm".to_owned(),
        caption: None,
        columns,
        rows,
        chart: None,
    }
}

/// The letter.
pub(super) fn letter() -> Paper {
    Paper {
        banner: Some("BẢN THỬ: bộ tiêu chí chưa được đối chiếu với văn bản gốc".to_owned()),
        head: Some(Head {
            body: "ỦY BAN NHÂN DÂN\nTHỊ TRẤN PHÚ MỸ".to_owned(),
            nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(),
            motto: "Độc lập - Tự do - Hạnh phúc".to_owned(),
            symbol: "Số:           /KH-UBND".to_owned(),
            place_and_date: "Phú Mỹ, ngày      tháng      năm 2024".to_owned(),
        }),
        kind: "KẾ HOẠCH".to_owned(),
        about: "Khắc phục những hạn chế, tồn tại dẫn đến mất điểm các tiêu chí của Chỉ số cải cách hành chính trong năm 2023".to_owned(),
        body: vec![
            Block::Ground("Căn cứ Công văn số 1749/UBND-VP ngày 22/8/2024 của Ủy ban nhân dân huyện Phú Tân về việc triển khai thực hiện Thông báo số 197/TB-VPUBND ngày 07/8/2024 của Văn phòng UBND tỉnh.".to_owned()),
            Block::Text("Ủy ban nhân dân thị trấn xây dựng Kế hoạch khắc phục, với các nội dung sau:\nDòng thứ hai.".to_owned()),
            Block::Part("I. KẾT QUẢ".to_owned()),
            Block::Section("1. Công tác chỉ đạo, điều hành cải cách hành chính".to_owned()),
            Block::Text("UBND thị trấn thực hiện đạt 10,85/12 điểm, có 02 chỉ tiêu chưa đạt:".to_owned()),
            Block::Item("Thực hiện Kế hoạch CCHC hoàn thành 6/7 nhiệm vụ đạt 2,85/3 điểm.".to_owned()),
            Block::Item("Đổi mới, sáng tạo trong triển khai nhiệm vụ CCHC đạt 01/2 điểm; rà soát, kiến nghị cải cách thủ tục hành chính, sửa đổi, bổ sung quy định trong năm đánh giá.".to_owned()),
            Block::Table(summary()),
            Block::Part("II. TỔ CHỨC THỰC HIỆN".to_owned()),
            Block::Text("Trong quá trình thực hiện, nếu có vướng mắc, các ngành báo cáo về Thường trực UBND thị trấn để kịp thời chỉ đạo./.".to_owned()),
        ],
        closing: Some(Closing {
            recipients: ["Phòng Nội vụ;", "TT. ĐU - HĐND - UBND", "Lưu: VT"]
                .map(str::to_owned)
                .to_vec(),
            signer_title: vec!["TM. ỦY BAN NHÂN DÂN".to_owned(), "CHỦ TỊCH".to_owned()],
            signer_name: "Nguyễn Ngọc Hưng".to_owned(),
        }),
        annexes: vec![
            Annex {
                title: "Phụ lục I\nBẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH".to_owned(),
                body: vec![Block::Table(scores())],
            },
            Annex {
                title: "Phụ lục II".to_owned(),
                body: vec![Block::Text("Không có.".to_owned())],
            },
        ],
        blanks: Vec::new(),
    }
}

/// A paper that is an annex itself.
pub(super) fn annex() -> Paper {
    let mut table = scores();
    table.columns[2].align = Align::Left;
    Paper {
        head: None,
        closing: None,
        banner: None,
        kind: "PHỤ LỤC".to_owned(),
        about: "Kết quả chấm điểm".to_owned(),
        body: vec![Block::Table(table)],
        annexes: Vec::new(),
        blanks: Vec::new(),
    }
}
