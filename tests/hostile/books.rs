//! Hostile spreadsheets, one by one.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::sheets::{Book, Patch, Sheet, parts, patched, rows_of, zipped};
use crate::{refused, scored};

/// A workbook with the figures of 1.2, worth 2,85 points.
pub(crate) fn good() -> Book {
    let cells = "Mã tiêu chí | Số liệu | Giá trị\n'1.2 | nhiem_vu | 7\n'1.2 | hoan_thanh | 6";
    Book {
        sheets: vec![Sheet {
            name: "Số liệu".to_owned(),
            rows: rows_of(cells),
            ..Sheet::default()
        }],
        ..Book::default()
    }
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn xlsx(patches: &[(&str, &str, &str)]) -> Vec<u8> {
    let patches = patches.iter().map(|(part, from, to)| Patch {
        part: (*part).to_owned(),
        from: (*from).to_owned(),
        to: (*to).to_owned(),
    });
    let patches: Vec<Patch> = patches.collect();
    patched(&good().to_xlsx().unwrap(), &patches).unwrap()
}

/// The workbook with one part made of a text many times over, between two others.
fn bomb(bytes: &[u8], part: &str, [head, body, tail]: [&str; 3], times: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, content) in parts(bytes).unwrap() {
        writer.start_file(name.as_str(), options).unwrap();
        if name == part {
            writer.write_all(head.as_bytes()).unwrap();
            let chunk = body.repeat(1000);
            for _ in 0..times / 1000 {
                writer.write_all(chunk.as_bytes()).unwrap();
            }
            writer.write_all(tail.as_bytes()).unwrap();
        } else {
            writer.write_all(&content).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

fn ods_with(content: impl Fn(&str) -> String) -> Vec<u8> {
    let bytes = good().to_ods().unwrap();
    let mut parts = parts(&bytes).unwrap();
    for (name, part) in &mut parts {
        if name == "content.xml" {
            let text = String::from_utf8(std::mem::take(part)).unwrap();
            *part = content(&text).into_bytes();
        }
    }
    zipped(&parts).unwrap()
}

#[test]
fn what_the_others_are_made_of_is_read() {
    scored("so-lieu.xlsx", &xlsx(&[]), "2,85");
    scored("so-lieu.ods", &good().to_ods().unwrap(), "2,85");
}

#[test]
fn a_zip_bomb_is_not_unpacked() {
    let good = xlsx(&[]);
    let blank = ["<worksheet>", "                ", "</worksheet>"];
    let bytes = bomb(&good, SHEET, blank, 2_000_000);
    assert!(bytes.len() < 300_000);
    refused("bom.xlsx", &bytes, "giải nén ra hơn");
    // Where nobody would look.
    let picture = ["", "                ", ""];
    let bytes = bomb(&good, "docProps/app.xml", picture, 2_000_000);
    refused("bom-an.xlsx", &bytes, "giải nén ra hơn");
    let good = super::books::good().to_ods().unwrap();
    let bytes = bomb(&good, "content.xml", blank, 2_000_000);
    refused("bom.ods", &bytes, "giải nén ra hơn");
}

#[test]
fn what_an_archive_says_of_its_sizes_is_not_believed() {
    let bytes = bomb(
        &xlsx(&[]),
        SHEET,
        ["<worksheet>", "                ", "</worksheet>"],
        2_000_000,
    );
    // Both places that state the unpacked size: of the largest part, 32 MB and some.
    let mut lying = bytes.clone();
    let size = 32_000_023_u32.to_le_bytes();
    let mut found = 0;
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&[1, 0, 0, 0]);
            found += 1;
        }
    }
    assert!(found >= 1, "the size stands nowhere");
    let output = crate::score("doi.xlsx", &lying);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_cell_in_the_last_corner_costs_a_row() {
    let far = xlsx(&[(
        SHEET,
        "</sheetData>",
        "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>",
    )]);
    let output = crate::score("goc.xlsx", &far);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn cells_beyond_all_columns_and_rows_are_refused() {
    for reference in [
        "XFE1",
        "ZZZZZZ1",
        "A1048577",
        "A99999999999",
        "1A",
        "",
        "A0",
    ] {
        let bytes = xlsx(&[(
            SHEET,
            "</sheetData>",
            &format!("<row r=\"9\"><c r=\"{reference}\"><v>1</v></c></row></sheetData>"),
        )]);
        let output = crate::score("ngoai.xlsx", &bytes);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() || stderr.contains("ngoai.xlsx"),
            "{reference}: {stderr}"
        );
    }
}

#[test]
fn a_sheet_that_claims_billions_of_cells_is_read_by_those_it_has() {
    let claims = xlsx(&[(
        SHEET,
        "<dimension ref=\"A1:C3\"/>",
        "<dimension ref=\"A1:XFD1048576\"/>",
    )]);
    scored("khai-man.xlsx", &claims, "2,85");
}

#[test]
fn a_wide_cell_in_very_many_rows_is_too_much() {
    let head = "<worksheet><sheetData>";
    let row = "<row><c r=\"XFD1\"><v>1</v></c></row>";
    let bytes = bomb(
        &xlsx(&[]),
        SHEET,
        [head, row, "</sheetData></worksheet>"],
        100_000,
    );
    let output = crate::score("rong.xlsx", &bytes);
    assert!(matches!(output.status.code(), Some(0 | 2)));
    // One row of all columns over and over is one row; these are rows of their own.
    let rows: String = (1..=200)
        .map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>"))
        .collect();
    let bytes = xlsx(&[(SHEET, "</sheetData>", &format!("{rows}</sheetData>"))]);
    refused("qua-rong.xlsx", &bytes, "có hơn 500000 ô");
}

#[test]
fn one_long_text_in_many_cells_is_too_much() {
    let long = "A".repeat(1 << 16);
    let string = format!("<si><t>{long}</t></si></sst>");
    let cells: String = (10..1_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>6</v></c></row>"))
        .collect();
    let bytes = xlsx(&[
        ("xl/sharedStrings.xml", "</sst>", &string),
        (SHEET, "</sheetData>", &format!("{cells}</sheetData>")),
    ]);
    refused("chu-dai.xlsx", &bytes, "MB chữ");
}

#[test]
fn sheets_that_share_one_part_are_not_read_for_each() {
    let names = "<sheet name=\"Số liệu\" sheetId=\"1\" r:id=\"rId1\"/>";
    let many: String = (1..=5_000)
        .map(|index| format!("<sheet name=\"T{index}\" sheetId=\"{index}\" r:id=\"rId1\"/>"))
        .collect();
    let bytes = xlsx(&[("xl/workbook.xml", names, &many)]);
    let filler = "<row><c><v></v></c></row>";
    let bytes = bomb(
        &bytes,
        SHEET,
        ["<worksheet><sheetData>", filler, "</sheetData></worksheet>"],
        200_000,
    );
    refused("chung.xlsx", &bytes, "bị hỏng");
}

#[test]
fn merged_cells_without_end_are_passed_over() {
    let mut merged = "<mergeCells>".to_owned();
    for row in 1..=20_000 {
        merged += &format!("<mergeCell ref=\"A{}:XFD1048576\"/>", row % 30 + 1);
    }
    merged += "</mergeCells>";
    let bytes = xlsx(&[(SHEET, "</sheetData>", &format!("</sheetData>{merged}"))]);
    let output = crate::score("gop.xlsx", &bytes);
    assert!(matches!(output.status.code(), Some(0 | 2)));
}

#[test]
fn repeats_without_end_are_counted_first() {
    let rows = |text: &str, row: &str| {
        text.replacen("<table:table-row>", &format!("{row}<table:table-row>"), 1)
    };
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\"";
    let cases = [
        format!("<table:table-row table:number-rows-repeated=\"4000000000\">{cell} table:number-columns-repeated=\"16384\"/></table:table-row>"),
        format!("<table:table-row>{cell} table:number-columns-repeated=\"4000000000\"/></table:table-row>").repeat(40),
        format!("<table:table-row table:number-rows-repeated=\"1000000\">{cell} table:number-columns-repeated=\"100\"/></table:table-row>"),
    ];
    for row in cases {
        refused(
            "lap.ods",
            &ods_with(|text| rows(text, &row)),
            "có hơn 500000 ô",
        );
    }
    // What no number can hold.
    let row = format!(
        "<table:table-row>{cell} table:number-columns-repeated=\"99999999999999999999\"/></table:table-row>"
    );
    refused("lap.ods", &ods_with(|text| rows(text, &row)), "bị hỏng");
    // Blank ones cost nothing.
    let blank = "<table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell table:number-columns-repeated=\"4000000000\"/></table:table-row>".repeat(1000);
    let below = |text: &str| text.replacen("</table:table>", &format!("{blank}</table:table>"), 1);
    scored("trong.ods", &ods_with(below), "2,85");
    // Spaces, and merged cells.
    let spaces = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p><text:s text:c=\"4000000000\"/>a</text:p></table:table-cell></table:table-row>";
    let output = crate::score("cach.ods", &ods_with(|text| rows(text, spaces)));
    assert_eq!(output.status.code(), Some(0));
    let merged = "<table:table-row><table:table-cell table:number-columns-spanned=\"4000000000\" table:number-rows-spanned=\"4000000000\"/></table:table-row>";
    scored(
        "gop.ods",
        &ods_with(|text| {
            text.replacen(
                "<table:table-row>",
                &format!("{merged}<table:table-row>"),
                1,
            )
        }),
        "2,85",
    );
}

#[test]
fn xml_that_breaks_off_is_refused() {
    let bytes = good().to_ods().unwrap();
    let text = parts(&bytes)
        .unwrap()
        .into_iter()
        .find(|(name, _)| name == "content.xml")
        .unwrap()
        .1;
    for end in (0..text.len()).step_by(97) {
        let Ok(cut) = String::from_utf8(text[..end].to_vec()) else {
            continue;
        };
        refused("cut.ods", &ods_with(|_| cut.clone()), "bị hỏng");
    }
}

#[test]
fn xml_nested_without_end_is_survived() {
    let deep = "<text:span>".repeat(100_000);
    let bytes = ods_with(|text| text.replacen("<text:p>", &format!("<text:p>{deep}"), 1));
    refused("sau.ods", &bytes, "bị hỏng");
    let deep = "<a>".repeat(100_000);
    let bytes = xlsx(&[(SHEET, "<sheetData>", &format!("{deep}<sheetData>"))]);
    let output = crate::score("sau.xlsx", &bytes);
    assert!(matches!(output.status.code(), Some(0 | 2)));
}

#[test]
fn entities_do_not_multiply() {
    let doctype = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>";
    let bytes = ods_with(|text| {
        let text = text.replacen("?>", &format!("?>{doctype}"), 1);
        text.replacen("nhiem_vu", "&c;&c;", 1)
    });
    let output = crate::score("thuc-the.ods", &bytes);
    assert!(matches!(output.status.code(), Some(0 | 2)));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("aaaaaaaaaaaaaaaaaaaa"));
}

#[test]
fn other_files_under_the_name_of_a_spreadsheet_are_told_for_what_they_are() {
    let docx = zipped(&[
        ("[Content_Types].xml".to_owned(), b"<Types/>".to_vec()),
        ("word/document.xml".to_owned(), b"<document/>".to_vec()),
    ]);
    refused("bao-cao.xlsx", &docx.unwrap(), "đây là tệp Word");
    let zip = zipped(&[("a.txt".to_owned(), b"a".to_vec())]);
    refused("nen.xlsx", &zip.unwrap(), "đây là tệp nén");
    refused("rong.xlsx", b"", "bảng trống");
    refused("pdf.xlsx", b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n", "");
    refused(
        "trang.xls",
        b"<html><body><table><tr><td>M\xC3\xA3</td></tr></table></body></html>",
        "trang web",
    );
}

#[test]
fn a_password_is_named() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("EncryptedPackage")
        .unwrap()
        .write_all(&[7; 5_000])
        .unwrap();
    file.create_stream("EncryptionInfo")
        .unwrap()
        .write_all(&[4, 0, 4, 0])
        .unwrap();
    file.flush().unwrap();
    let bytes = file.into_inner().into_inner();
    refused("mat-khau.xlsx", &bytes, "có mật khẩu");
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let mut parts = parts(&good().to_ods().unwrap()).unwrap();
    for (name, content) in &mut parts {
        if name == "META-INF/manifest.xml" {
            *content = manifest.as_bytes().to_vec();
        }
    }
    refused("mat-khau.ods", &zipped(&parts).unwrap(), "có mật khẩu");
    let stream = [record(0x0809, &[0, 6, 5, 0]), record(0x002F, &[1, 0, 1, 0])].concat();
    refused("mat-khau.xls", &xls(&stream), "có mật khẩu");
}

/// A compound file with the records of a workbook.
fn xls(stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("Workbook")
        .unwrap()
        .write_all(stream)
        .unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn number(row: u16, column: u16) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    record(0x0203, &[&place[..], &1.0_f64.to_le_bytes()].concat())
}

/// A workbook of one sheet with these records.
fn workbook(sheet: &[u8]) -> Vec<u8> {
    let start = record(0x0809, &[0, 6, 5, 0]);
    let end = record(0x000A, &[]);
    let name = |at: u32| {
        record(
            0x0085,
            &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat(),
        )
    };
    let globals = start.len() + name(0).len() + end.len();
    let at = u32::try_from(globals).unwrap();
    let globals = [start.clone(), name(at), end.clone()].concat();
    [
        globals,
        record(0x0809, &[0, 6, 0x10, 0]),
        sheet.to_vec(),
        end,
    ]
    .concat()
}

#[test]
fn an_old_workbook_with_cells_far_apart_is_too_much() {
    let far = [number(0, 0), number(65_535, 65_535)].concat();
    refused("xa.xls", &xls(&workbook(&far)), "có hơn 500000 ô");
}

#[test]
fn an_old_workbook_that_claims_billions_of_cells_is_read_by_those_it_has() {
    let size = [0_u32.to_le_bytes(), u32::MAX.to_le_bytes()].concat();
    let size = record(0x0200, &[&size[..], &[0, 0, 0xFF, 0xFF, 0, 0]].concat());
    let claims = [size, number(0, 0)].concat();
    refused(
        "khai-man.xls",
        &xls(&workbook(&claims)),
        "không trang tính nào có dòng tiêu đề",
    );
}

#[test]
fn sheets_of_an_old_workbook_do_not_overlap() {
    let start = record(0x0809, &[0, 6, 5, 0]);
    let end = record(0x000A, &[]);
    let name = |at: u32| {
        record(
            0x0085,
            &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat(),
        )
    };
    let at = u32::try_from(start.len() + 3 * name(0).len() + end.len()).unwrap();
    let stream = [
        start,
        name(at),
        name(at),
        name(at),
        end.clone(),
        number(0, 0),
        end,
    ]
    .concat();
    refused("chong.xls", &xls(&stream), "bị hỏng");
}

#[test]
fn a_table_of_strings_in_very_many_pieces_is_refused() {
    let start = record(0x0809, &[0, 6, 5, 0]);
    let strings = record(0x00FC, &[1, 0, 0, 0, 1, 0, 0, 0]);
    let pieces = record(0x003C, &[]).repeat(200_000);
    let stream = [start, strings, pieces, record(0x000A, &[])].concat();
    refused("vun.xls", &xls(&stream), "bị hỏng");
}

#[test]
fn a_chain_of_sectors_that_runs_in_circles_ends() {
    let mut bytes = xls(&workbook(&number(0, 0)));
    // Every entry of the first table of sectors leads to the one before it.
    let table = 512 * (1 + usize::from(bytes[76]));
    for entry in (table..(table + 512).min(bytes.len() - 3)).step_by(4) {
        let at = u32::try_from((entry - table) / 4).unwrap();
        bytes[entry..entry + 4].copy_from_slice(&at.saturating_sub(1).to_le_bytes());
    }
    let output = crate::score("vong.xls", &bytes);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn files_that_break_off_are_refused() {
    let books = [
        ("cut.xlsx", xlsx(&[])),
        ("cut.ods", good().to_ods().unwrap()),
        ("cut.xls", xls(&workbook(&number(0, 0)))),
    ];
    for (name, bytes) in books {
        for part in 1..8 {
            let end = bytes.len() * part / 8;
            refused(name, &bytes[..end], name);
        }
    }
}

#[test]
fn a_hostile_workbook_of_one_unit_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let set = include_str!("../office/bo-tieu-chi.yaml");
    let bad = xls(&workbook(&[number(0, 0), number(65_535, 65_535)].concat()));
    for (unit, name, bytes) in [("a", "so-lieu.xlsx", xlsx(&[])), ("b", "so-lieu.xls", bad)] {
        let place = folder.path().join(unit);
        std::fs::create_dir(&place).unwrap();
        let manifest = format!("unit: {unit}\ncriteria: bo-tieu-chi.yaml\nfigures: [{name}]\n");
        std::fs::write(place.join("parindex.yaml"), manifest).unwrap();
        std::fs::write(place.join("bo-tieu-chi.yaml"), set).unwrap();
        std::fs::write(place.join(name), bytes).unwrap();
    }
    let output = crate::limited()
        .args(["rank", "--format", "json"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(result["units"][0]["unit"]["code"], "a");
    assert_eq!(result["not_ranked"][0]["unit"]["code"], "b");
    assert_eq!(result["not_ranked"][0]["reason"], "broken");
}
