//! The page for a browser: what it holds is what the JSON holds, it loads nothing, and nothing
//! that a table says becomes a mark.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn score(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .arg("score")
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

fn phu_my() -> PathBuf {
    Path::new(ROOT).join("examples/phu-my-2023")
}

fn page(folder: &Path, arguments: &[&str]) -> String {
    score(folder, &[&["--format", "html"], arguments].concat())
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let text = score(folder, &[&["--format", "json"], arguments].concat());
    serde_json::from_str(&text).unwrap()
}

/// The page without what it carries to be worked out again, which no browser runs or shows: one
/// block, in which no mark can start or end.
fn markup(page: &str) -> String {
    let start = "<script type=\"application/json\" id=\"parindex-record\">";
    let (before, carried) = page.split_once(start).expect("it carries nothing");
    let (carried, behind) = carried.split_once("</script>").unwrap();
    assert!(!carried.contains('<'), "{carried}");
    assert!(serde_json::from_str::<Value>(carried).is_ok());
    format!("{before}{behind}")
}

/// Text without marks, each of them a blank, and with its signs as they are read.
fn text(markup: &str) -> String {
    let mut plain = String::new();
    let mut rest = markup;
    while let Some((before, mark)) = rest.split_once('<') {
        plain.push_str(before);
        plain.push(' ');
        rest = mark.split_once('>').expect("a mark without end").1;
    }
    plain.push_str(rest);
    let read = plain
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    read.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of the table that has this caption: their cells as text.
fn rows(page: &str, caption: &str) -> Vec<Vec<String>> {
    let table = page
        .split("<table")
        .find(|table| text(table).contains(caption) && table.contains("<caption>"))
        .expect("no table with this caption");
    let table = table.split("</table>").next().unwrap();
    let body = table.split("<tbody").nth(1).unwrap();
    let rows = body.split("<tr").skip(1);
    rows.map(|row| {
        let cells = row.split("</th>").flat_map(|part| part.split("</td>"));
        let cells = cells.map(|cell| text(cell.split_once("<t").map_or("", |cell| cell.1)));
        // What is left of the mark of the cell itself goes.
        let cells = cells.map(|cell| cell.split_once('>').map_or("", |cell| cell.1).to_owned());
        cells.map(|cell| cell.trim().to_owned()).collect()
    })
    .collect()
}

/// Points as the page shows losses: two decimals, with a comma.
fn fixed(points: &Value) -> String {
    let points = points.to_string();
    let (whole, decimals) = points.split_once('.').unwrap_or((&points, ""));
    format!("{whole},{decimals:0<2}")
}

#[test]
fn every_loss_of_the_json_stands_on_the_page() {
    let page = page(&phu_my(), &[]);
    let result = json(&phu_my(), &[]);
    let losses = result["losses"].as_array().unwrap();
    assert_eq!(losses.len(), 8);
    let shown = rows(
        &page,
        "Mất 8,16 điểm, trong đó 3,00 chỉ vì thiếu 2 tài liệu",
    );
    assert_eq!(shown.len(), losses.len());
    for loss in losses {
        let code = loss["criterion"].as_str().unwrap();
        let row = shown
            .iter()
            .find(|row| row[0].split(' ').next() == Some(code))
            .unwrap_or_else(|| panic!("{code} is not on the page"));
        assert_eq!(row[2], fixed(&loss["points"]), "{code}");
        // The sentence of the JSON, without the colon and capital of a label.
        let cause = row[4].replacen(": ", " ", 1).to_lowercase();
        let detail = loss["detail"].as_str().unwrap().to_lowercase();
        assert!(cause.starts_with(&detail), "{code}: {cause} / {detail}");
        if loss["recoverable"] == true {
            assert_eq!(row[3], fixed(&loss["regain"]), "{code}");
        }
        if let Some(place) = loss["place"].as_object() {
            let file = place["file"].as_str().unwrap();
            let place = format!("{file} dòng {}", place["line"]);
            assert!(row[4].contains(&place), "{code}: {place}");
        }
    }
    // Documents come first.
    let codes: Vec<&str> = shown
        .iter()
        .map(|row| row[0].split(' ').next().unwrap())
        .collect();
    assert_eq!(
        codes,
        [
            "2.3.1", "2.3.2", "3.3.1", "1.1.3", "1.5.1", "3.4.1", "4.2.1", "5.1"
        ]
    );
}

#[test]
fn every_node_of_the_json_stands_on_the_page() {
    let page = page(&phu_my(), &[]);
    let result = json(&phu_my(), &[]);
    let nodes = result["nodes"].as_array().unwrap();
    let shown = rows(&page, "Điểm, cách tính và tài liệu của từng mục");
    assert_eq!(shown.len(), nodes.len());
    for (row, node) in shown.iter().zip(nodes) {
        let (code, name) = (&node["code"], &node["name"]);
        let heading = format!("{} {}", code.as_str().unwrap(), name.as_str().unwrap());
        assert_eq!(row[0], heading);
        assert_eq!(row[2].replace(',', "."), node["points"].to_string());
        for step in node["steps"].as_array().into_iter().flatten() {
            let step = step.as_str().unwrap();
            assert!(row[4].contains(step), "{code}: {step}");
        }
    }
}

#[test]
fn the_head_warns_of_a_set_that_is_not_official() {
    let vietnamese = page(&phu_my(), &[]);
    assert!(vietnamese.starts_with("<!DOCTYPE html><html lang=\"vi\">"));
    assert!(text(&vietnamese).contains(
        "BỘ TIÊU CHÍ DỰNG LẠI, CHƯA ĐỐI CHIẾU BẢN GỐC, KHÔNG DÙNG ĐỂ NỘP UBND thị trấn Phú Mỹ \
         Chỉ số CCHC năm 2023"
    ));
    let english = page(&phu_my(), &["--lang", "en", "--as-of", "2023-06-01"]);
    assert!(english.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    let english = text(&english);
    assert!(english.contains("NOT TO BE HANDED IN"));
    assert!(english.contains("As of 01/06/2023"));
    assert!(english.contains("8.16 points lost, 3.00 of them only for want of 2 documents"));
}

/// What stands behind a leaf: `Mất điểm`, `Cách tính`, `Số liệu`, `Tài liệu`.
fn proof(page: &str, code: &str) -> String {
    let row = page
        .split(&format!("<tr role=\"row\" id=\"{code}\""))
        .nth(1);
    let row = row.unwrap_or_else(|| panic!("{code} has no row"));
    let details = row.split("<details>").nth(1).unwrap();
    text(details.split("</details>").next().unwrap())
}

/// 6 of 7 tasks: 3 − 0,15 × 1; figures from lines 3 and 4 of the table.
#[test]
fn a_leaf_shows_what_its_points_come_from() {
    let page = page(&phu_my(), &[]);
    let shown = proof(&page, "1.1.3");
    for said in [
        "Hoàn thành 6/7 nhiệm vụ",
        "0,15 : hoàn thành 6/7 nhiệm vụ; khắc phục được lấy lại 0,15 (so-lieu.csv dòng 4)",
        "điểm: 3 − 0,15 × 1 = 2,85",
        "Số nhiệm vụ theo kế hoạch: 7 (so-lieu.csv dòng 3)",
        "Báo cáo kết quả thực hiện Kế hoạch CCHC năm: đủ Số 412/BC-UBND; ngày 08/12/2023; \
         tệp 1.1.3/412-BC-UBND ket qua CCHC 2023.pdf (minh-chung.csv dòng 3)",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let shown = proof(&page, "2.3.1");
    assert!(shown.contains("Báo cáo kết quả thực hiện: thiếu đính kèm"));
    assert!(shown.contains("chưa có Báo cáo kết quả thực hiện: 0 điểm"));
    // A level by its name, as the set has it for `day_du`.
    let shown = proof(&page, "1.1.2");
    assert!(
        shown.contains("mức đạt: đủ nhiệm vụ, có phân công và kinh phí (so-lieu.csv dòng 2)"),
        "{shown}"
    );
}

/// Every loss leads to the row of its leaf, and every row that is led to is there.
#[test]
fn losses_lead_to_their_leaves() {
    let page = page(&phu_my(), &[]);
    for loss in json(&phu_my(), &[])["losses"].as_array().unwrap() {
        let code = loss["criterion"].as_str().unwrap();
        assert!(page.contains(&format!("<a class=\"code\" href=\"#{code}\">")));
    }
    for link in page.split("href=\"#").skip(1) {
        let id = link.split('"').next().unwrap();
        assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
    }
}

/// 10,85 of 12 is 90,4166… %: of a full bar of 240, 217,00. Field 6 has 5 of 5.
#[test]
fn charts_say_what_the_table_says() {
    let page = page(&phu_my(), &[]);
    let charts: Vec<&str> = page.split("<svg").skip(1).collect();
    assert_eq!(charts.len(), 2);
    for chart in &charts {
        assert!(chart.contains("role=\"img\""));
        assert!(
            chart.contains("1: 90,42 %; 2: 85,71 %; 3: 90,82 %; 4: 91,67 %; 5: 90,28 %; 6: 100 %")
        );
    }
    assert!(charts[0].contains("<rect class=\"reached\" x=\"19.00\" y=\"0\" width=\"217.00\""));
    assert_eq!(charts[0].matches("<rect class=\"reached\"").count(), 9);
    // The first axis stands upwards: 160 − 125 × 0,904166… = 46,98; two fields make no radar.
    assert!(charts[1].contains("<polygon class=\"area\" points=\"160.00,46.98 "));
    let small = self::page(&Path::new(ROOT).join("tests/cases/tu-cham"), &[]);
    assert!(!small.contains("chart-radar"));
}

/// The screen's lines, wherever they stand on the page.
#[test]
fn what_the_screen_says_the_page_says() {
    let cases = Path::new(ROOT).join("tests/cases");
    for (case, sentences) in [
        ("tu-cham", &[][..]),
        ("giai-trinh", &[]),
        ("khong-ap-dung", &[]),
        ("khoang-xep-loai", &["Chưa xếp loại"]),
        ("dieu-kien-khong-che", &["Điều kiện khống chế"]),
        ("chua-khai", &["Đã khai"]),
    ] {
        let folder = cases.join(case);
        let page = text(&page(&folder, &[]));
        let screen = score(&folder, &["--format", "terminal"]);
        for sentence in sentences {
            assert!(screen.contains(sentence), "{case}: {sentence}");
        }
        // Lines that are no heading and no row of a table.
        let lines = screen.lines().skip(1);
        let lines = lines.filter(|line| line.ends_with('.') && !line.starts_with(' '));
        assert!(lines.clone().count() > 0, "{case}");
        for line in lines {
            assert!(page.contains(line), "{case}: {line}");
        }
    }
}

#[test]
fn the_page_stands_alone() {
    let page = markup(&page(&phu_my(), &[]));
    // A link that evidence names is text: no attribute holds it.
    for foreign in ["=\"http", "=http", "src=", "url(", "@import"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert_eq!(
        page.matches("href=").count(),
        page.matches("href=\"#").count()
    );
    assert_eq!(page.matches("<script").count(), 1);
    assert!(!page.contains(" style="), "its policy forbids it");
    let (markup, _) = page.split_once("<script>").unwrap();
    let (before, after) = markup.split_once("<style>").unwrap();
    for markup in [before, after.split_once("</style>").unwrap().1] {
        assert!(!markup.contains(" on"), "an event handler?");
    }
    assert_eq!(page.matches("<h1>").count(), 1);
    let levels: Vec<u32> = page
        .split("<h")
        .filter_map(|rest| rest.chars().next()?.to_digit(10))
        .collect();
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1));
    let tables = page.matches("<table").count();
    assert_eq!(page.matches("<caption>").count(), tables);
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    assert!(page(&phu_my(), &[]) == page(&phu_my(), &[]));
}

#[test]
fn the_extension_of_a_file_asks_for_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ket-qua.HTML");
    let printed = score(&phu_my(), &["-o", path.to_str().unwrap()]);
    assert_eq!(printed, "");
    assert!(fs::read_to_string(&path).unwrap() == page(&phu_my(), &[]));
}

/// Names from a set, titles and explanations from tables, file names, headers of columns.
#[test]
fn what_a_table_says_stays_text() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\" onload=\"x";
    let set = format!(
        "schema: parindex/criteria/v1
id: bo
name: '{hostile}'
level: xa
province: '{hostile}'
year: 2024
provenance: illustrative
period: {{ from: '{{year}}-01-01', to: '{{year}}-12-31' }}
rounding: {{ digits: 2, mode: half_up, at: leaf }}
total: 2
words: {{ field: '{hostile}', leaf: '{hostile}' }}
classes: [{{ name: '{hostile}', from: 0 }}]
fields:
  - code: '1'
    name: '{hostile}'
    max: 2
    criteria:
      - code: '1.1'
        name: '{hostile}'
        max: 1
        owner: '{hostile}'
        hint: '{hostile}'
        clause: '{hostile}'
        documents: [{{ id: a, name: '{hostile}', issued: any }}]
      - code: '1.2'
        name: '{hostile}'
        max: 1
        documents: [{{ id: b, name: '{hostile}', issued: any, missing: explain }}]
"
    );
    fs::write(folder.path().join("bo.yaml"), set).unwrap();
    let unit = format!(
        "unit: {{ code: x, name: '{hostile}' }}\nyear: 2024\ncriteria: bo.yaml\nevidence: [minh-chung.csv]\n"
    );
    fs::write(folder.path().join("parindex.yaml"), unit).unwrap();
    let quoted = hostile.replace('"', "\"\"");
    let table = format!(
        "tieu_chi,tai_lieu,trich_yeu,tep,giai_trinh,\"{quoted}\"\n\
         1.1,a,,,,\n1.2,,,,\"{quoted}\",\n9.9,\"{quoted}\",\"{quoted}\",,,\"{quoted}\"\n"
    );
    fs::write(folder.path().join("minh-chung.csv"), table).unwrap();
    let page = markup(&page(folder.path(), &[]));
    // Its own.
    assert_eq!(page.matches("<script").count(), 1, "{page}");
    assert!(!page.contains("<img"), "{page}");
    assert!(!page.contains("\" onload"), "{page}");
    // It is there, as text: title, unit, set, field, leaf, owner, hint, document, explanation…
    assert!(page.matches("&lt;script&gt;").count() > 15, "{page}");
    assert!(text(&page).contains(&format!("«{hostile}»")));
}
