//! The workbook read back, cell by cell, and compared with the paper.

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};
use rust_decimal::Decimal;

use super::cells::{Filled, number};
use super::render;
use crate::points::Points;
use crate::report::paper::sample::{HOSTILE, paper, points};
use crate::report::paper::{Cell, Paper, Role, Row, Table};
use crate::text::lang::Lang;

type Book = Xlsx<Cursor<Vec<u8>>>;

fn book(paper: &Paper) -> Book {
    Xlsx::new(Cursor::new(render(paper, None, Lang::Vi).unwrap())).unwrap()
}

fn get(range: &Range<Data>, row: usize, column: usize) -> Data {
    let place = (u32::try_from(row).unwrap(), u32::try_from(column).unwrap());
    range.get_value(place).cloned().unwrap_or_default()
}

/// A part of the workbook as it is stored.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut part = archive.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

/// The points a number of the workbook stands for, by the digits it is shown with.
fn shown(number: f64) -> Points {
    Points::new(Decimal::from_str_exact(&number.to_string()).unwrap())
}

#[test]
fn every_cell_of_every_table_is_the_papers() {
    let paper = paper();
    let mut book = book(&paper);
    let sheets = ["BẢNG ĐIỂM", "Bảng điểm (2)"];
    // Below the banner, and below the banner and the caption.
    let headers = [1, 2];
    let mut cells = 0;
    for ((table, sheet), header) in paper.tables().zip(sheets).zip(headers) {
        let range = book.worksheet_range(sheet).unwrap();
        assert_eq!(
            get(&range, 0, 0),
            Data::String(paper.banner.clone().unwrap())
        );
        for (column, of) in table.columns.iter().enumerate() {
            assert_eq!(get(&range, header, column), Data::String(of.title.clone()));
        }
        for (at, row) in table.rows.iter().enumerate() {
            for (column, cell) in row.cells.iter().enumerate() {
                let found = get(&range, header + 1 + at, column);
                match (cell, &found) {
                    (Cell::Text(text), Data::String(found)) => assert_eq!(found, text),
                    (Cell::Text(text), Data::Empty) => assert_eq!(text, ""),
                    (Cell::Blank, Data::Empty) => {}
                    (Cell::Blank | Cell::Text(_), _) => panic!("{at} {column}: {found:?}"),
                    (cell, Data::Float(found)) => {
                        assert_eq!(Some(shown(*found)), cell.number());
                    }
                    (cell, found) => panic!("{at} {column}: {cell:?} {found:?}"),
                }
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 6 * 3 + 73 * 9);
    let range = book.worksheet_range("Bảng điểm (2)").unwrap();
    assert_eq!(
        get(&range, 1, 0).to_string(),
        "Bảng tự chấm điểm Chỉ số cải cách hành chính năm 2024"
    );
    assert_eq!(get(&range, 75, 4), Data::Float(90.75));
}

#[test]
fn sums_are_formulas_that_give_our_values() {
    let mut book = book(&paper());
    let values = book.worksheet_range("Bảng điểm (2)").unwrap();
    let formulas = book.worksheet_formula("Bảng điểm (2)").unwrap();
    let used: Vec<_> = formulas
        .used_cells()
        .filter(|(.., text)| !text.is_empty())
        .collect();
    // Fields, criteria and the total, in two columns.
    assert_eq!(used.len(), (8 + 16 + 1) * 2);
    let (top, left) = formulas.start().unwrap();
    let (top, left) = (top as usize, left as usize);
    for (row, column, formula) in used {
        let (row, column) = (top + row, left + column);
        let letter = ["A", "B", "C", "D", "E"][column];
        let ranges = formula.trim_start_matches('=');
        let ranges = ranges
            .strip_prefix("SUM(")
            .unwrap()
            .strip_suffix(')')
            .unwrap();
        let mut added = Points::ZERO;
        for range in ranges.split(',') {
            let lines: Vec<usize> = range
                .split(':')
                .map(|cell| cell.strip_prefix(letter).unwrap().parse().unwrap())
                .collect();
            for line in lines[0]..=lines[lines.len() - 1] {
                let Data::Float(value) = get(&values, line - 1, column) else {
                    panic!("{formula}: line {line}");
                };
                added = added + shown(value);
            }
        }
        assert_eq!(
            get(&values, row, column).to_string(),
            added.to_string(),
            "{formula}"
        );
    }
    // The first field: its criteria stand one and five rows below it.
    assert_eq!(formulas.get_value((3, 4)).unwrap(), "SUM(E5,E9)");
    assert_eq!(formulas.get_value((4, 4)).unwrap(), "SUM(E6:E8)");
}

fn small(cells: [Cell; 4]) -> Table {
    let row = |cell| Row {
        role: Role::Leaf,
        cells: vec![cell],
    };
    Table {
        columns: vec![crate::report::paper::Column::points("Điểm", 1)],
        rows: cells.map(row).into(),
        ..paper().tables().next().unwrap().clone()
    }
}

#[test]
fn what_does_not_add_up_stays_a_number() {
    let mut paper = paper();
    paper.annexes.clear();
    let cells = [
        Cell::Points(points(150)),
        Cell::Count(2),
        // 3.5, which a cap of three points leaves 3.
        Cell::Sum(points(300), vec![0, 1]),
        Cell::Sum(points(0), vec![]),
    ];
    paper.body = vec![crate::report::paper::Block::Table(small(cells))];
    let mut book = book(&paper);
    let values = book.worksheet_range("BẢNG ĐIỂM").unwrap();
    let found: Vec<Data> = (2..6).map(|row| get(&values, row, 0)).collect();
    assert_eq!(found, [1.5, 2.0, 3.0, 0.0].map(Data::Float));
    assert!(book.worksheet_formula("BẢNG ĐIỂM").unwrap().is_empty());
}

#[test]
fn runs_of_rows_are_joined() {
    let table = small([Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank]);
    let filled = Filled {
        table: &table,
        first: 4,
    };
    assert_eq!(
        filled.ranges(&[0, 1, 2, 4, 6, 7], 3),
        ["D5:D7", "D9", "D11:D12"]
    );
}

#[test]
fn numbers_of_fifteen_digits_are_exact_and_longer_ones_text() {
    for text in [
        "0.1",
        "91.84",
        "-0.05",
        "1234567.89012345",
        "999999999999999",
        "0.000000000000001",
    ] {
        let value = Points::new(text.parse().unwrap());
        assert_eq!(shown(number(value).unwrap()).to_string(), text);
    }
    assert_eq!(
        number(Points::new("1234567.890123456".parse().unwrap())),
        None
    );
}

#[test]
fn hostile_text_and_codes_stay_text() {
    let paper = paper();
    let mut book = book(&paper);
    let range = book.worksheet_range("BẢNG ĐIỂM").unwrap();
    for (at, hostile) in HOSTILE.iter().enumerate() {
        assert_eq!(get(&range, 2 + at, 0), Data::String("1.10".to_owned()));
        assert_eq!(get(&range, 2 + at, 1), Data::String((*hostile).to_owned()));
    }
    assert!(book.worksheet_formula("BẢNG ĐIỂM").unwrap().is_empty());
    assert!(book.worksheet_formula("Thông tin").unwrap().is_empty());
}

#[test]
fn the_first_sheet_says_all_the_paper_says() {
    let paper = paper();
    let mut book = book(&paper);
    let range = book.worksheet_range("Thông tin").unwrap();
    let lines: Vec<String> = range.rows().map(|row| row[0].to_string()).collect();
    let expected = [
        "BỘ TIÊU CHÍ THAM KHẢO: không dùng để nộp chính thức",
        "ỦY BAN NHÂN DÂN XÃ PHÚ MỸ",
        "Số:           /BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Phú Mỹ, ngày      tháng      năm 2024",
        "",
        "BÁO CÁO",
        "Kết quả tự chấm điểm Chỉ số cải cách hành chính năm 2024",
        "",
        "Căn cứ Quyết định số 876/QĐ-BNV ngày 10 tháng 11 năm 2022 của Bộ trưởng Bộ Nội vụ;",
        "Căn cứ Kế hoạch số 15/KH-UBND ngày 05 tháng 01 năm 2024 của Ủy ban nhân dân xã.",
        "I. KẾT QUẢ CHUNG",
        "Tổng điểm tự chấm là 90,75/96 điểm; 41/48 chỉ tiêu đạt điểm tối đa. Các chỉ tiêu chưa đạt điểm tối đa và nguyên nhân được trình bày theo từng lĩnh vực dưới đây.",
        "1. Cải cách thủ tục hành chính",
        "- Chỉ tiêu 3.1.2 (1,25 điểm): thiếu đính kèm báo cáo kết quả thực hiện.",
        "- = không phải công thức",
        "Xem trang «BẢNG ĐIỂM»",
        "II. KIẾN NGHỊ",
        "Đề nghị Sở Nội vụ xem xét, thẩm định./.",
        "",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Thị Hoà",
        "",
        "Nơi nhận:",
        "- Sở Nội vụ;",
        "- Lưu: VT.",
        "",
        "PHỤ LỤC I. BẢNG TỰ CHẤM ĐIỂM",
        "Kèm theo Báo cáo số       /BC-UBND.",
        "Bảng tự chấm điểm Chỉ số cải cách hành chính năm 2024: xem trang «Bảng điểm (2)»",
    ];
    assert_eq!(lines, expected);
    let names = ["Thông tin", "BẢNG ĐIỂM", "Bảng điểm (2)", "Danh mục"];
    assert_eq!(book.sheet_names(), names);
}

#[test]
fn the_sheet_is_ready_for_work_and_print() {
    let bytes = render(&paper(), None, Lang::Vi).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet3.xml");
    for expected in [
        // The header is the third row, the total the 76th.
        "<pane ySplit=\"3\" topLeftCell=\"A4\"",
        "<autoFilter ref=\"A3:I75\"/>",
        "<conditionalFormatting sqref=\"E4:E75\">",
        "AND(ISNUMBER($E4),ISNUMBER($D4),ROUND($E4,9)&lt;ROUND($D4,9))",
        // The first leaves of the first criterion, the second.
        "sqref=\"H6:H8\"",
        "sqref=\"H10:H12\"",
        "<formula1>'Danh mục'!$A$1:$A$2</formula1>",
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "<drawing ",
    ] {
        assert!(sheet.contains(expected), "{expected}\n{}", &sheet[..2000]);
    }
    let upright = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(!upright.contains("landscape"));
    let names = part(&bytes, "xl/workbook.xml");
    assert!(names.contains("'Bảng điểm (2)'!$3:$3"), "{names}");
    assert!(names.contains("name=\"Danh mục\" sheetId=\"4\" state=\"hidden\""));
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("Times New Roman") && styles.contains("quotePrefix=\"1\""));
}

/// What a chart shows stands in the hidden sheet, row by row, and follows the table.
#[test]
fn the_chart_shows_the_fields() {
    let paper = paper();
    let bytes = render(&paper, None, Lang::Vi).unwrap();
    let chart = part(&bytes, "xl/charts/chart1.xml");
    for expected in [
        "Điểm tối đa và điểm tự chấm theo lĩnh vực",
        "<c:f>'Bảng điểm (2)'!$E$3</c:f>",
        "<c:f>'Danh mục'!$B$1:$B$8</c:f>",
        "<c:f>'Danh mục'!$D$1:$D$8</c:f>",
        "<c:barDir val=\"bar\"/>",
    ] {
        assert!(chart.contains(expected), "{expected}\n{chart}");
    }
    let mut book = book(&paper);
    let range = book.worksheet_range("Danh mục").unwrap();
    let formulas = book.worksheet_formula("Danh mục").unwrap();
    // Six leaves of two points in each field, of which the fourth lost nothing.
    for field in 0..8 {
        let got = if field == 3 { 12.0 } else { 11.25 };
        assert_eq!(get(&range, field, 2), Data::Float(12.0));
        assert_eq!(get(&range, field, 3), Data::Float(got));
        let line = 4 + 9 * field;
        let place = (u32::try_from(field).unwrap(), 3);
        let formula = formulas.get_value(place).unwrap();
        assert_eq!(formula, &format!("'Bảng điểm (2)'!E{line}"));
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert_eq!(
        render(&paper(), None, Lang::Vi).unwrap(),
        render(&paper(), None, Lang::Vi).unwrap()
    );
}
