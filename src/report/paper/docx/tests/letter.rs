//! Papers in the templates kept here, read back piece by piece.

use super::super::styles::{Style, Styles, element};
use super::super::xml::{self, Element};
use super::super::{ANNEX, LETTER, render, section};
use super::read::{Piece, body, part, pieces, text};
use super::sample;
use crate::report::paper::{Block, Cell, Paper, Table};
use crate::text::lang::Lang;

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Points(points) | Cell::Sum(points, _) => {
            points.decimal().normalize().to_string().replace('.', ",")
        }
        Cell::ToSum(_) | Cell::Blank => String::new(),
    }
}

/// The header and the rows of a table, without columns that no signed paper has.
fn rows(table: &Table) -> Vec<Vec<String>> {
    let signed = |cells: Vec<String>| {
        let kept = table.columns.iter().zip(cells);
        let kept = kept.filter(|(column, _)| !column.annex_only);
        kept.map(|(_, cell)| cell).collect()
    };
    let header = table.columns.iter().map(|column| column.title.clone());
    let rows = table.rows.iter();
    let rows = rows.map(|row| signed(row.cells.iter().map(words).collect()));
    [signed(header.collect())].into_iter().chain(rows).collect()
}

fn paragraph(style: &str, text: &str) -> Piece {
    Piece::Paragraph(style.to_owned(), text.to_owned())
}

fn expected(blocks: &[Block]) -> Vec<Piece> {
    let lines = |style: &str, text: &str| -> Vec<Piece> {
        text.split('\n')
            .map(|line| paragraph(style, line))
            .collect()
    };
    let block = |block: &Block| match block {
        Block::Part(text) => lines("Phan", text),
        Block::Section(text) => lines("Muc", text),
        Block::Text(text) => lines("NoiDung", text),
        Block::Ground(text) => lines("CanCu", text),
        Block::Item(text) => lines("GachDauDong", &format!("- {text}")),
        Block::Table(table) => {
            let caption = table.caption.iter();
            let caption = caption.map(|caption| paragraph("TenBang", caption));
            caption.chain([Piece::Table(rows(table))]).collect()
        }
    };
    blocks.iter().flat_map(block).collect()
}

fn annexes(paper: &Paper) -> Vec<Piece> {
    let annexes = paper.annexes.iter().flat_map(|annex| {
        let title = paragraph("TenPhuLuc", &annex.title);
        [title].into_iter().chain(expected(&annex.body))
    });
    annexes.collect()
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn a_letter_says_what_the_paper_says() {
    let paper = sample::letter();
    let mut pieces_expected = vec![
        paragraph("LoiBao", paper.banner.as_ref().unwrap()),
        Piece::Table(vec![
            row(&[
                "ỦY BAN NHÂN DÂN\nTHỊ TRẤN PHÚ MỸ",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
            ]),
            row(&[
                "Số:           /KH-UBND",
                "Phú Mỹ, ngày      tháng      năm 2024",
            ]),
        ]),
        paragraph("", "KẾ HOẠCH"),
        paragraph("", &paper.about),
    ];
    pieces_expected.extend(expected(&paper.body));
    pieces_expected.push(Piece::Table(vec![row(&[
        "Nơi nhận:\n- Phòng Nội vụ;\n- TT. ĐU - HĐND - UBND;\n- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Ngọc Hưng",
    ])]));
    pieces_expected.push(Piece::Section("11906".to_owned(), "16838".to_owned()));
    pieces_expected.extend(annexes(&paper));
    pieces_expected.push(Piece::Section("16838".to_owned(), "11906".to_owned()));
    let docx = render(&paper, None, Lang::Vi).unwrap();
    assert_eq!(pieces(&docx), pieces_expected);
}

#[test]
fn an_annex_says_what_the_paper_says() {
    let paper = sample::annex();
    let mut pieces_expected = vec![paragraph("", "PHỤ LỤC"), paragraph("", "Kết quả chấm điểm")];
    pieces_expected.extend(expected(&paper.body));
    pieces_expected.push(Piece::Section("16838".to_owned(), "11906".to_owned()));
    let docx = render(&paper, None, Lang::Vi).unwrap();
    assert_eq!(pieces(&docx), pieces_expected);
}

#[test]
fn points_have_the_marks_of_the_language() {
    let docx = render(&sample::letter(), None, Lang::En).unwrap();
    let mut tables = pieces(&docx).into_iter().filter_map(|piece| match piece {
        Piece::Table(rows) => Some(rows),
        _ => None,
    });
    // Behind the head.
    let summary = tables.nth(1).unwrap();
    assert_eq!(summary[3], ["", "Tổng cộng", "26", "22.85"]);
}

#[test]
fn columns_share_the_width_of_the_text_and_headers_come_again() {
    let docx = render(&sample::letter(), None, Lang::Vi).unwrap();
    let body = body(&docx);
    let tables: Vec<_> = body.elements().filter(|piece| piece.is("w:tbl")).collect();
    // Head, summary, closing, scores. A4 is 11906 wide or 16838 high, less 1701 and 850.
    for (table, width) in [(tables[1], 9_355_u32), (tables[3], 14_287)] {
        let grid = table.find("w:tblGrid").unwrap().elements();
        let grid: Vec<u32> = grid
            .map(|column| column.get("w:w").unwrap().parse().unwrap())
            .collect();
        assert_eq!(grid.iter().sum::<u32>(), width);
        for row in table.elements().filter(|row| row.is("w:tr")) {
            let cells = row.elements().filter(|cell| cell.is("w:tc"));
            let cells = cells.map(|cell| {
                let width = cell.find("w:tcPr").unwrap().find("w:tcW").unwrap();
                width.get("w:w").unwrap().parse::<u32>().unwrap()
            });
            assert_eq!(cells.collect::<Vec<_>>(), grid);
            let kept = row.find("w:trPr").unwrap();
            assert!(kept.find("w:cantSplit").is_some());
        }
        let headers = table.elements().filter(|row| {
            let properties = row.find("w:trPr");
            properties.is_some_and(|properties| properties.find("w:tblHeader").is_some())
        });
        assert_eq!(headers.count(), 1);
    }
}

#[test]
fn rows_look_like_what_they_are() {
    let docx = render(&sample::annex(), None, Lang::Vi).unwrap();
    let body = body(&docx);
    let table = body.find("w:tbl").unwrap();
    let look = |row: usize| {
        let row = table.elements().filter(|row| row.is("w:tr")).nth(row);
        // The third cell has words in each row, the fourth points.
        let cell = row.unwrap().elements().filter(|cell| cell.is("w:tc"));
        let cells: Vec<_> = cell.collect();
        let shade = cells[2].find("w:tcPr").unwrap().find("w:shd");
        let paragraph = cells[2].find("w:p").unwrap();
        let run = paragraph.find("w:r").unwrap().find("w:rPr");
        let has = |name: &str| run.is_some_and(|run| run.find(name).is_some());
        let properties = cells[3].find("w:p").unwrap().find("w:pPr").unwrap();
        (
            shade.and_then(|shade| shade.get("w:fill")),
            has("w:b"),
            has("w:i"),
            properties.find("w:jc").unwrap().get("w:val").unwrap(),
            properties.find("w:keepNext").is_some(),
        )
    };
    let fill = |fill: &str| Some(fill.to_owned());
    assert_eq!(
        look(0),
        (fill("E7E6E6"), true, false, "center".to_owned(), true)
    );
    assert_eq!(
        look(1),
        (fill("F2F2F2"), true, false, "right".to_owned(), true)
    );
    assert_eq!(look(2), (None, true, true, "right".to_owned(), true));
    assert_eq!(look(3), (None, false, false, "right".to_owned(), false));
}

#[test]
fn the_signature_stays_with_the_end_of_the_text() {
    let docx = render(&sample::letter(), None, Lang::Vi).unwrap();
    let body = body(&docx);
    let last = body.elements().find(|piece| text(piece).ends_with("./."));
    let properties = last.unwrap().find("w:pPr").unwrap();
    assert!(properties.find("w:keepNext").is_some());
}

#[test]
fn landscape_pages_are_numbered_on() {
    let docx = render(&sample::letter(), None, Lang::Vi).unwrap();
    let body = body(&docx);
    let ends = body.elements().filter_map(section::properties);
    let ends: Vec<_> = ends.collect();
    // The first page of the letter has no number; that of the annexes has.
    assert!(ends[0].find("w:titlePg").is_some());
    assert!(ends[1].find("w:titlePg").is_none());
    let header = |end: usize| ends[end].find("w:headerReference").unwrap().get("r:id");
    assert_eq!(header(0), header(1));
    let header = part(&docx, "word/header1.xml");
    let field = header.elements().flat_map(|paragraph| paragraph.elements());
    let field = field.filter_map(|run| run.find("w:instrText"));
    assert_eq!(
        field.map(|field| field.own_text()).collect::<String>(),
        " PAGE "
    );
}

#[test]
fn styles_of_the_templates_are_what_is_written_out_without_them() {
    for template in [ANNEX, LETTER] {
        let root = part(template, "word/styles.xml");
        for style in Style::ALL {
            let named = |element: &&Element| {
                let name = element.find("w:name").and_then(|name| name.get("w:val"));
                name.as_deref() == Some(style.name())
            };
            let found = root.elements().find(named).unwrap();
            let properties = found.find("w:pPr").unwrap().elements();
            // Nor is a frame written out.
            let properties: Vec<_> = properties.filter(|one| !one.is("w:pBdr")).collect();
            let written: Vec<_> = style.paragraph().iter().map(element).collect();
            let whole = |all: Vec<Element>| xml::write(&Element::new("w:pPr").with(all)).unwrap();
            let properties = properties.into_iter().cloned().collect();
            assert_eq!(whole(properties), whole(written), "{style:?}");
            let look = found.find("w:rPr");
            let look: Vec<_> = look.iter().flat_map(|look| look.elements()).collect();
            let size = look.iter().find(|one| one.is("w:sz"));
            let size = size.and_then(|size| size.get("w:val"));
            assert_eq!(size.as_deref().unwrap_or("28"), style.size(), "{style:?}");
            let look = look
                .into_iter()
                .filter(|one| !one.name().starts_with("w:sz"));
            let names: Vec<_> = look.map(|one| one.name().to_owned()).collect();
            let written: Vec<_> = style.text().iter().map(|one| one.0).collect();
            assert_eq!(names, written, "{style:?}");
        }
        let styles = Styles::read(Some(&xml::write(&root).unwrap()));
        assert_eq!(styles.table(), Some("Bang"));
    }
}
