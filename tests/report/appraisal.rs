//! The appraiser's worksheet, filled in as people do and read back as a round of appraisal.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::{nodes, phu_my, printed, report};

/// What is filled in at a leaf: points, verdict, reason.
type Answer<'a> = (&'a str, Option<f64>, &'a str, &'a str);

/// Fills a worksheet in, the other cells as they are.
fn fill(sheet: Vec<u8>, answers: &[Answer<'_>], path: &Path) {
    let mut read: Xlsx<_> = open_workbook_from_rs(Cursor::new(sheet)).unwrap();
    let range = read.worksheet_range("Thẩm định").unwrap();
    let (start, _) = range.start().unwrap();
    let at = |row: &[Data], name: &str| row.iter().position(|cell| *cell == *name);
    let header = range
        .rows()
        .position(|row| at(row, "Mã").is_some())
        .unwrap();
    let names = range.rows().nth(header).unwrap();
    let column = |name: &str| at(names, name).unwrap();
    let (code, points) = (column("Mã"), column("Điểm thẩm định"));
    let (verdict, reason) = (column("Kết luận"), column("Lý do"));
    let mut book = Workbook::new();
    let out = book.add_worksheet().set_name("Thẩm định").unwrap();
    for (line, row) in (start..).zip(range.rows()) {
        let own = row[code].to_string();
        let answer = answers.iter().find(|(code, ..)| *code == own);
        for (number, cell) in (0_u16..).zip(row) {
            match cell {
                Data::Float(value) => out.write_number(line, number, *value).map(drop),
                Data::Empty => Ok(()),
                other => out.write_string(line, number, other.to_string()).map(drop),
            }
            .unwrap();
        }
        let column = |index: usize| u16::try_from(index).unwrap();
        if let Some((_, given, judged, why)) = answer {
            if let Some(given) = given {
                out.write_number(line, column(points), *given).unwrap();
            }
            out.write_string(line, column(verdict), *judged).unwrap();
            out.write_string(line, column(reason), *why).unwrap();
        }
    }
    fs::write(path, book.save_to_buffer().unwrap()).unwrap();
}

fn scored(appraisal: &Path, more: &[&str]) -> Value {
    let folder = phu_my();
    let start = [
        "score",
        folder.to_str().unwrap(),
        "--format",
        "json",
        "--appraisals",
        appraisal.to_str().unwrap(),
    ];
    serde_json::from_slice(&printed(&[&start[..], more].concat())).unwrap()
}

#[test]
fn a_filled_worksheet_is_read_back_as_a_round() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phieu.xlsx");
    // Left as it is, nobody has looked at anything.
    fill(report("appraisal", "xlsx", &[]), &[], &path);
    let before = scored(&path, &[]);
    assert_eq!(before["counts"].get("appraised"), None);
    assert_eq!(before["total"]["points"], json!(91.84));
    let answers: [Answer<'_>; 3] = [
        (
            "1.1.1",
            None,
            "Không chấp nhận",
            "kế hoạch ban hành sai thẩm quyền",
        ),
        ("2.1.1", Some(0.25), "", "chưa công khai trên cổng"),
        ("9.1.1", None, "Chấp nhận", ""),
    ];
    fill(report("appraisal", "xlsx", &[]), &answers, &path);
    let after = scored(&path, &[]);
    let (old, new) = (nodes(&before), nodes(&after));
    for (code, node) in &new {
        let changed = ["1", "1.1", "1.1.1"].contains(&code.as_str());
        assert_eq!(node["points"] != old[code]["points"], changed, "{code}");
    }
    assert_eq!(new["1.1.1"]["points"], json!(0));
    let rejected = after["losses"].as_array().unwrap();
    let rejected = rejected
        .iter()
        .find(|loss| loss["criterion"] == "1.1.1")
        .unwrap();
    assert_eq!(rejected["cause"], "rejected");
    assert_eq!(rejected["points"], old["1.1.1"]["points"]);
    let place = &new["2.1.1"]["appraisals"][0]["place"];
    assert_eq!(place["sheet"], "Thẩm định");
    assert_eq!(new["2.1.1"]["appraised"], json!(0.25));
    assert_eq!(after["counts"]["appraised"], 3);
    assert_eq!(after["counts"]["confirmed"], 1);
    let codes = after["diagnostics"].as_array().unwrap().iter();
    let codes: Vec<&Value> = codes.map(|found| &found["code"]).collect();
    let known = before["diagnostics"].as_array().unwrap().iter();
    let known: Vec<&Value> = known.map(|found| &found["code"]).collect();
    assert_eq!(
        codes, known,
        "the worksheet has nothing that is not understood"
    );
    // By hand only where that is asked for.
    let standing = nodes(&scored(&path, &["--basis", "appraised"]));
    assert_eq!(standing["2.1.1"]["points"], json!(0.25));
    assert_eq!(new["2.1.1"]["points"], old["2.1.1"]["points"]);
}

#[test]
fn the_next_sheet_is_of_the_next_round() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("1.xlsx"), folder.path().join("2.xlsx"));
    let refused: Answer<'_> = ("1.1.1", None, "Không chấp nhận", "thiếu chữ ký");
    fill(report("appraisal", "xlsx", &[]), &[refused], &first);
    let first = first.to_str().unwrap();
    let next = report("appraisal", "xlsx", &["--appraisals", first]);
    // What the first round refused, the second accepts.
    fill(next, &[("1.1.1", None, "Chấp nhận", "")], &second);
    let more = ["--appraisals", first];
    let result = scored(&second, &more);
    let node = &nodes(&result)["1.1.1"];
    let rounds = node["appraisals"].as_array().unwrap().iter();
    let rounds: Vec<(&Value, &Value)> = rounds.map(|by| (&by["round"], &by["verdict"])).collect();
    assert_eq!(
        rounds,
        [
            (&json!(1), &json!("refused")),
            (&json!(2), &json!("accepted"))
        ]
    );
    assert_eq!(node["points"], node["max"]);
}

#[test]
fn a_field_is_appraised_for_all_units_in_one_table() {
    let folder = tempfile::tempdir().unwrap();
    let sheet = report("appraisal", "csv", &["--field", "2"]);
    let sheet = String::from_utf8(sheet).unwrap();
    let header = sheet.lines().next().unwrap().trim_start_matches('\u{feff}');
    let names: Vec<&str> = header.split(',').collect();
    let column = |name: &str| names.iter().position(|known| *known == name).expect(name);
    let (code, verdict) = (column("Mã"), column("Kết luận"));
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(reader.headers().unwrap()).unwrap();
    let mut leaves = 0;
    for record in reader.records() {
        let mut cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        assert!(cells[code].starts_with("2."), "{cells:?}");
        "Chấp nhận".clone_into(&mut cells[verdict]);
        writer.write_record(cells).unwrap();
        leaves += 1;
    }
    let path = folder.path().join("linh-vuc.csv");
    fs::write(&path, writer.into_inner().unwrap()).unwrap();
    let result = scored(&path, &[]);
    assert_eq!(result["counts"]["appraised"], leaves);
    assert_eq!(result["counts"]["confirmed"], leaves);
    assert_eq!(result["total"]["points"], json!(91.84));
}
