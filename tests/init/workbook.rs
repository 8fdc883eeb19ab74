//! What stands in the workbook, and how it can be worked with.

use calamine::{Data, Reader, SheetVisible};
use jiff::civil::{Date, date};
use parindex::diagnostic::{At, Place, Problems, SourceFile};
use parindex::evidence::cells::Unit;
use parindex::evidence::info_sheet;
use parindex::evidence::manifest::{Letter, Manifest};
use parindex::report::blank::rows;

use crate::{cells, column, open, part, set, sets, workbook};

/// A day as spreadsheets count it.
fn serial(day: Date) -> Option<f64> {
    let days = (day - date(1899, 12, 30)).get_days();
    Some(f64::from(days))
}

fn text(cell: &Data) -> &str {
    match cell {
        Data::String(text) => text,
        Data::Empty => "",
        other => panic!("no text: {other:?}"),
    }
}

#[test]
fn every_document_has_its_row() {
    for set in sets() {
        let cells = cells(&workbook(&set, &Manifest::default()), "Minh chứng");
        let expected = rows::documents(&set);
        assert_eq!(cells.len(), 1 + expected.len(), "{}", set.id);
        let at = |header| column(&cells, header);
        for (row, asked) in cells[1..].iter().zip(&expected) {
            let document = asked.document;
            assert_eq!(text(&row[at("Mã tiêu chí")]), asked.codes());
            let label = text(&row[at("Tài liệu")]);
            assert!(label == document.name || label == document.id, "{label}");
            let deadline = match &row[at("Thời hạn")] {
                Data::DateTime(day) => Some(day.as_f64()),
                other => {
                    assert_eq!(text(other), "");
                    None
                }
            };
            assert_eq!(deadline, asked.last_day().and_then(serial), "{label}");
            let requirement = text(&row[at("Yêu cầu")]);
            for kind in &document.types {
                assert!(requirement.contains(kind.as_str()), "{requirement}");
            }
            let group = asked.leaves.iter().find(|(_, _, asks)| asks.one_of);
            if let Some((_, _, group)) = group {
                let names = group.documents.iter().map(|document| &document.name);
                assert!(
                    requirement.starts_with("chỉ cần một trong"),
                    "{requirement}"
                );
                assert!(names.clone().all(|name| requirement.contains(name)));
            }
            for header in ["Số, ký hiệu", "Ngày ban hành", "Trích yếu", "Tệp đính kèm"]
            {
                assert_eq!(row[at(header)], Data::Empty, "{header}");
            }
        }
    }
}

#[test]
fn every_figure_and_every_leaf_has_its_row() {
    for set in sets() {
        let bytes = workbook(&set, &Manifest::default());
        let figures = cells(&bytes, "Số liệu");
        let expected = rows::figures(&set);
        assert_eq!(figures.len(), 1 + expected.len(), "{}", set.id);
        let at = |header| column(&figures, header);
        for (row, asked) in figures[1..].iter().zip(&expected) {
            assert_eq!(text(&row[at("Mã tiêu chí")]), asked.code());
            assert_eq!(text(&row[at("Số liệu")]), asked.name(&set));
            assert_eq!(row[at("Giá trị")], Data::Empty);
        }
        let claims = cells(&bytes, "Tự chấm");
        assert_eq!(claims.len(), 2 + set.leaves().count(), "{}", set.id);
        let at = |header| column(&claims, header);
        for (row, (_, node, _)) in claims[1..].iter().zip(set.leaves()) {
            assert_eq!(text(&row[at("Mã tiêu chí")]), node.code.as_str());
            assert_eq!(row[at("Điểm tối đa")].to_string(), node.max.to_string());
            assert_eq!(row[at("Điểm tự chấm")], Data::Empty);
        }
        let total = claims.last().unwrap();
        assert_eq!(text(&total[at("Tên tiêu chí")]), "Tổng");
        assert_eq!(total[at("Điểm tự chấm")], Data::Float(0.0));
    }
}

/// Leaves 1.1 and 1.2 in rows 2 and 3, the bonus in 4, the penalty in 5.
const NASTY: &str = r#"
schema: parindex/criteria/v1
id: ten-la
name: =HYPERLINK("http://x.vn")
level: xa
province: Minh họa
year: 2024
provenance: official
period: { from: "{year}-01-01", to: "{year}-12-31" }
rounding: { digits: 2, mode: half_up, at: leaf }
total: 3
fields:
  - code: "1"
    name: +1
    max: 3
    criteria:
      - code: "1.1"
        name: =1+1
        max: 1
        owner: "@SUM(A1)"
        documents: [{ id: a, name: "-2+3", issued: any }, { id: b, name: "=cmd|' /C calc'!A0", issued: any }]
      - code: "1.2"
        name: Mức
        max: 2
        figures: [{ id: x, name: "=x" }]
        rule: { levels: { levels: [{ id: tot, name: "=Tốt", points: 2 }, { id: kem, name: "Kém, dở", points: 0 }] } }
  - { code: C, name: Cộng, max: 1, bonus: true, criteria: [{ code: C.1, name: Cộng, max: 1, rule: { stated: { choices: [0.5, 1] } } }] }
  - { code: T, name: Trừ, max: 1, penalty: true, criteria: [{ code: T.1, name: Trừ, max: 1, figures: [{ id: v, kind: count }], rule: { per_item: { value: v, points: 0.5 } } }] }
"#;

#[test]
fn names_are_never_formulas() {
    let set = set(NASTY);
    let bytes = workbook(&set, &Manifest::default());
    let mut book = open(&bytes);
    let mut formulas = Vec::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_formula(&sheet).unwrap();
        let used = range.used_cells().filter(|(_, _, text)| !text.is_empty());
        formulas.extend(used.map(|(_, _, text)| (sheet.clone(), text.clone())));
    }
    // What penalties take off is subtracted.
    let total = "SUM(D2:D4)-SUM(D5:D5)".to_owned();
    assert_eq!(formulas, [("Tự chấm".to_owned(), total)]);
    let evidence = cells(&bytes, "Minh chứng");
    let name = column(&evidence, "Tên tiêu chí");
    assert_eq!(evidence[1][name], "=1+1");
    assert_eq!(
        evidence[2][column(&evidence, "Tài liệu")],
        "=cmd|' /C calc'!A0"
    );
    assert_eq!(
        evidence[1][column(&evidence, "Người phụ trách")],
        "@SUM(A1)"
    );
}

#[test]
fn drop_downs_show_names() {
    let set = set(NASTY);
    let bytes = workbook(&set, &Manifest::default());
    let sheets = open(&bytes).sheets_metadata().to_vec();
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Thông tin chung",
            "Minh chứng",
            "Số liệu",
            "Tự chấm",
            "Danh mục"
        ]
    );
    assert_eq!(sheets[4].visible, SheetVisible::Hidden);
    let lists = cells(&bytes, "Danh mục");
    let list = |column: usize| -> Vec<String> {
        let cells = lists.iter().map(|row| row[column].to_string());
        cells.filter(|cell| !cell.is_empty()).collect()
    };
    assert_eq!(list(0)[1..], ["-2+3", "=cmd|' /C calc'!A0"]);
    assert_eq!(list(1)[1..], ["@SUM(A1)"]);
    assert_eq!(list(2)[1..], ["1.1"]);
    assert_eq!(list(3)[1..], ["=Tốt", "Kém, dở"]);
    assert_eq!(list(4)[1..], ["0.5", "1"]);
    // Nothing takes the lists for a table.
    let meant = |cell: &Data| parindex::evidence::columns::meaning(text(cell));
    assert!(lists[0].iter().all(|header| meant(header).is_none()));
    let figures = part(&bytes, "xl/worksheets/sheet3.xml");
    for cells in ["'Danh mục'!$D$2:$D$3", "'Danh mục'!$E$2:$E$3"] {
        assert!(figures.contains(cells), "{cells}");
    }
}

/// Warnings, not stops; no protection; the header stays in view; rows grow.
#[test]
fn nothing_is_locked() {
    let set = parindex::criteria::shipped::text("khung-cap-xa-2025").unwrap();
    let bytes = workbook(&crate::set(set), &Manifest::default());
    for sheet in 1..=5 {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(!xml.contains("sheetProtection"), "{sheet}");
        assert!(!xml.contains("customHeight"), "{sheet}");
        let validations = xml.matches("<dataValidation ").count();
        let warnings = xml.matches("errorStyle=\"warning\"").count();
        assert_eq!(validations, warnings, "{sheet}");
        assert_eq!(validations > 0, (2..=4).contains(&sheet), "{sheet}");
        if sheet < 5 {
            let frozen = xml.contains("state=\"frozen\"");
            assert_eq!(frozen, sheet > 1, "{sheet}");
            assert!(xml.contains("orientation=\"landscape\""), "{sheet}");
            assert!(xml.contains("paperSize=\"9\""), "{sheet}");
        }
    }
    assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains(" ht=\""));
}

#[test]
fn the_same_set_gives_the_same_bytes() {
    let text = parindex::criteria::shipped::text("an-giang-xa-2023").unwrap();
    let first = workbook(&set(text), &Manifest::default());
    assert!(first == workbook(&set(text), &Manifest::default()));
    let properties = part(&first, "docProps/core.xml");
    assert!(
        properties.contains(">1980-01-01T00:00:00Z<"),
        "{properties}"
    );
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(first)).unwrap();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).unwrap();
        assert_eq!(entry.last_modified(), Some(zip::DateTime::default()));
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn the_info_sheet_says_what_the_manifest_says() {
    let yaml = parindex::criteria::shipped::text("an-giang-xa-2023").unwrap();
    let written = Manifest {
        unit: Unit {
            code: some("01234"),
            name: some("=UBND xã Phú Tân"),
        },
        year: Some(2023),
        criteria: some("an-giang-xa-2023"),
        owners: [("Chủ tịch UBND".to_owned(), "Nguyễn Văn A".to_owned())].into(),
        letter: Letter {
            body: some("ỦY BAN NHÂN DÂN XÃ PHÚ TÂN"),
            place: some("Phú Tân"),
            signer_for: some("TM. ỦY BAN NHÂN DÂN"),
            signer_title: some("CHỦ TỊCH"),
            signer_name: some("Nguyễn Văn A"),
            grounds: (1..=6).map(|number| format!("Căn cứ {number}")).collect(),
            recipients: vec!["Như trên; các ban".to_owned(), "Lưu: VT".to_owned()],
        },
        ..Manifest::default()
    };
    let bytes = workbook(&set(yaml), &written);
    let sheet = cells(&bytes, info_sheet::SHEET);
    assert!(sheet.iter().any(|row| {
        row[0] == "BỘ TIÊU CHÍ DỰNG LẠI, CHƯA ĐỐI CHIẾU BẢN GỐC, KHÔNG DÙNG ĐỂ NỘP"
    }));
    let (file, _) = SourceFile::new("ho-so.xlsx", b"");
    let file = std::sync::Arc::new(file);
    let problems = Problems::default();
    let rows = sheet.iter().enumerate().map(|(index, row)| {
        let place = Place {
            file: std::sync::Arc::clone(&file),
            at: At::Line(index + 1),
        };
        (text(&row[0]), text(&row[1]), place)
    });
    let read = info_sheet::read(rows, &problems);
    assert_eq!(problems.into_sorted(), []);
    assert_eq!(read.unit, written.unit);
    assert_eq!(
        (read.year, &read.criteria),
        (written.year, &written.criteria)
    );
    assert_eq!(read.paths.attachments.as_deref(), Some("tep"));
    assert_eq!(read.owners, written.owners);
    assert_eq!(
        format!("{:?}", read.letter),
        format!("{:?}", written.letter)
    );
}
