//! One register however it was saved: the counts are the same.

use std::path::Path;

use super::{counted, generate, record};
use crate::calendar::Style;

/// A register of words and dd/MM/yyyy, its rows as cells.
fn rows(folder: &Path) -> Vec<Vec<String>> {
    let options = generate::Options {
        style: Style::Vi,
        apology: true,
        ..generate::Options::plain(400, 3, folder.join("so.csv"))
    };
    generate::write(&options).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(folder.join("so.csv"))
        .unwrap();
    let rows = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

fn written(rows: &[Vec<String>], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn text_in_every_dialect() {
    let folder = tempfile::tempdir().unwrap();
    let rows = rows(folder.path());
    assert_eq!(rows[0][..record::HEADER.len()], record::HEADER);
    let wanted = counted(folder.path(), "so.csv", &[]);
    assert!(wanted["together"]["counted"].as_u64() > Some(300));
    let utf16 = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let files: [(&str, Vec<u8>); 4] = [
        ("cham-phay.csv", written(&rows, b';').into_bytes()),
        ("tab.tsv", written(&rows, b'\t').into_bytes()),
        (
            "bom.csv",
            format!("\u{FEFF}{}", written(&rows, b',')).into_bytes(),
        ),
        ("unicode-text.txt", utf16(&written(&rows, b'\t'))),
    ];
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let found = counted(folder.path(), name, &[]);
        assert_eq!(found["together"], wanted["together"], "{name}");
        assert_eq!(found["units"], wanted["units"], "{name}");
    }
    // Decomposed letters, as a Mac writes them.
    use unicode_normalization::UnicodeNormalization;
    let decomposed: String = written(&rows, b',').nfd().collect();
    std::fs::write(folder.path().join("nfd.csv"), decomposed).unwrap();
    let found = counted(folder.path(), "nfd.csv", &[]);
    assert_eq!(found["units"], wanted["units"]);
}

#[test]
fn a_code_page_is_found_out_even_far_down() {
    let folder = tempfile::tempdir().unwrap();
    let header = "Mã hồ sơ;Đơn vị;Ngày tiếp nhận;Ngày hẹn trả;Ngày trả\n";
    let mut plain = header.to_owned();
    for row in 0..9_000 {
        plain += &format!("H{row};A;01/02/2023;03/02/2023;02/02/2023\n");
    }
    plain += "H9999;Xa\u{303} Đông;01/02/2023;03/02/2023;04/02/2023\n";
    let ascii = header
        .replace("Mã hồ sơ", "ma_ho_so")
        .replace("Đơn vị", "don_vi");
    let ascii = ascii
        .replace("Ngày tiếp nhận", "ngay_tiep_nhan")
        .replace("Ngày hẹn trả", "ngay_hen_tra");
    let ascii = plain.replace(header, &ascii.replace("Ngày trả", "ngay_tra"));
    let (bytes, _, lost) = encoding_rs::WINDOWS_1258.encode(&ascii);
    assert!(!lost);
    std::fs::write(folder.path().join("so.csv"), &bytes).unwrap();
    std::fs::write(folder.path().join("utf8.csv"), &ascii).unwrap();
    let found = counted(folder.path(), "so.csv", &[]);
    assert_eq!(
        found["units"],
        counted(folder.path(), "utf8.csv", &[])["units"]
    );
    assert_eq!(found["units"][1]["unit"]["code"], "Xã Đông");
}

#[test]
fn workbooks_with_dates_as_dates() {
    let folder = tempfile::tempdir().unwrap();
    let rows = rows(folder.path());
    let wanted = counted(folder.path(), "so.csv", &[]);
    let mut book = rust_xlsxwriter::Workbook::new();
    let guide = book.add_worksheet();
    guide.write(0, 0, "Hướng dẫn: xem trang sau").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Sổ").unwrap();
    sheet.write(0, 0, "SỔ THEO DÕI HỒ SƠ").unwrap();
    let shown = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy hh:mm:ss");
    for (at, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let (line, column) = (at as u32 + 2, column as u16);
            let moment = jiff::fmt::strtime::parse("%d/%m/%Y %H:%M:%S", cell)
                .and_then(|parsed| parsed.to_datetime());
            match moment {
                Ok(moment) => {
                    let text = format!("{}T{}", moment.date(), moment.time());
                    let moment = rust_xlsxwriter::ExcelDateTime::parse_from_str(&text).unwrap();
                    sheet
                        .write_with_format(line, column, &moment, &shown)
                        .unwrap();
                }
                Err(_) => {
                    sheet.write(line, column, cell.as_str()).unwrap();
                }
            }
        }
    }
    book.save(folder.path().join("so.xlsx")).unwrap();
    for name in ["so.xlsx", "so.xlsx#Sổ"] {
        let found = counted(folder.path(), name, &[]);
        assert_eq!(found["units"], wanted["units"], "{name}");
        assert_eq!(
            found["together"]["left"], wanted["together"]["left"],
            "{name}"
        );
        let times = counted(folder.path(), name, &["--on-time", "timestamps"]);
        let wanted = counted(folder.path(), "so.csv", &["--on-time", "timestamps"]);
        assert_eq!(times["units"], wanted["units"], "{name}");
    }
    let absent = super::parindex(
        folder.path(),
        &["register", "so.xlsx#Không", "--year", "2023"],
    );
    assert_eq!(absent.status.code(), Some(2));
}
