//! Two rankings of one set.

use std::path::Path;

use serde_json::{Value, json};

use crate::{done, json, parindex, text};

const SET: &str = "schema: parindex/criteria/v1
id: xep-hang
name: Bộ tiêu chí thử
level: xa
province: Minh họa
year: 2024
provenance: illustrative
period: { from: '{year}-01-01', to: '{year}-12-31' }
rounding: { digits: 2, mode: half_up, at: leaf }
total: 10
classes: [{ name: Tốt, from: 80 }, { name: Khá, from: 50 }]
fields:
  - { code: '1', name: Một, max: 6, criteria: [{ code: '1.1', name: Kế hoạch, max: 6, rule: { stated: {} } }] }
  - { code: '2', name: Hai, max: 4, criteria: [{ code: '2.1', name: Thực hiện, max: 4, rule: { stated: {} } }] }
";

fn ranking(folder: &Path, name: &str, units: &[(&str, &str, &str)]) {
    std::fs::write(folder.join("bo.yaml"), SET).unwrap();
    let mut table = "don_vi,tieu_chi,so_lieu,gia_tri\n".to_owned();
    for (unit, one, two) in units {
        table += &format!("{unit},1.1,points,{one}\n{unit},2.1,points,{two}\n");
    }
    std::fs::write(folder.join("bang.csv"), table).unwrap();
    let arguments = [
        "rank",
        "-q",
        "--criteria",
        "bo.yaml",
        "--figures",
        "bang.csv",
        "-o",
        name,
    ];
    done(folder, &arguments);
}

/// Then: a 9, b 8, c 7, d 5. Now: a 9 as it was, c 8,5, b 8 as it was; d is gone, e is new with 8.
fn two() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let then = [
        ("a", "6", "3"),
        ("b", "5", "3"),
        ("c", "4", "3"),
        ("d", "3", "2"),
    ];
    ranking(folder.path(), "cu.json", &then);
    let now = [
        ("a", "6", "3"),
        ("b", "5", "3"),
        ("c", "5.5", "3"),
        ("e", "4", "4"),
    ];
    ranking(folder.path(), "nay.json", &now);
    folder
}

fn unit<'v>(compared: &'v Value, unit: &str) -> &'v Value {
    let changes = compared["changes"].as_array().unwrap();
    changes
        .iter()
        .find(|change| change["unit"] == unit)
        .unwrap()
}

#[test]
fn whose_change_caused_a_rank_is_told() {
    let folder = two();
    let compared = json(folder.path(), &["compare", "cu.json", "nay.json"]);
    assert_eq!(compared["kind"], "rankings");
    // b fell from 2 to 3 with the same points, for c rose by 1,5; e is level with it.
    let b = unit(&compared, "b");
    assert_eq!(text(&b["change"]), "0");
    assert_eq!(
        (text(&b["old"]["rank"]), text(&b["new"]["rank"])),
        ("2".into(), "3".into())
    );
    assert_eq!(b["came_ahead"], json!([{"unit": "c", "change": 1.5}]));
    assert_eq!(b["fell_behind"], json!([]));
    let c = unit(&compared, "c");
    assert_eq!(text(&c["fell_by"]), "-1");
    assert_eq!(c["fields"], json!([{"code": "1", "change": 1.5}]));
    assert_eq!(c["fell_behind"], json!([{"unit": "b", "change": 0}]));
    assert_eq!(
        (&c["old"]["class"], &c["new"]["class"]),
        (&json!("Khá"), &json!("Tốt"))
    );
    let a = unit(&compared, "a");
    assert_eq!(
        (text(&a["fell_by"]), &a["came_ahead"]),
        ("0".into(), &json!([]))
    );
    assert_eq!(unit(&compared, "d")["new"], Value::Null);
    assert_eq!(unit(&compared, "e")["old"], Value::Null);
}

#[test]
fn a_rank_changes_by_those_that_came_ahead_less_those_that_fell_behind() {
    let folder = tempfile::tempdir().unwrap();
    // Points of one leaf of 6 each, then and now, all different: ranks have no ties.
    let orders: [(&[usize], &[usize]); 4] = [
        (&[0, 1, 2, 3, 4, 5], &[5, 4, 3, 2, 1, 0]),
        (&[0, 1, 2, 3, 4, 5], &[2, 0, 1, 5, 3, 4]),
        (&[3, 1, 4, 0, 5, 2], &[0, 1, 2, 3, 4, 5]),
        (&[0, 1, 2], &[2, 1, 0, 3, 4]),
    ];
    for (then, now) in orders {
        for (name, points) in [("cu.json", then), ("nay.json", now)] {
            let units: Vec<(String, String)> = points
                .iter()
                .enumerate()
                .map(|(unit, points)| (format!("x{unit}"), points.to_string()))
                .collect();
            let units: Vec<(&str, &str, &str)> = units
                .iter()
                .map(|(unit, points)| (&**unit, &**points, "4"))
                .collect();
            let _ = std::fs::remove_file(folder.path().join(name));
            ranking(folder.path(), name, &units);
        }
        let compared = json(folder.path(), &["compare", "cu.json", "nay.json"]);
        let mut both = 0;
        for change in compared["changes"].as_array().unwrap() {
            let Some(fell) = change["fell_by"].as_i64() else {
                continue;
            };
            let count = |key: &str| i64::try_from(change[key].as_array().unwrap().len()).unwrap();
            assert_eq!(
                fell,
                count("came_ahead") - count("fell_behind"),
                "{change:#}"
            );
            both += 1;
        }
        assert_eq!(both, then.len().min(now.len()));
    }
}

#[test]
fn on_screen_the_reason_stands_beside_the_rank() {
    let folder = two();
    let said = done(folder.path(), &["compare", "cu.json", "nay.json"]);
    for part in [
        "4/5 đơn vị thay đổi",
        "điểm của đơn vị không đổi; bị vượt bởi c (+1,50)",
        "lĩnh vực 1 +1,50; không còn đứng sau b (0,00)",
        "Khá → Tốt",
        "mới được xếp hạng",
        "không còn được xếp hạng",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let said = done(
        folder.path(),
        &[
            "compare", "cu.json", "nay.json", "--lang", "en", "--format", "markdown",
        ],
    );
    assert!(said.contains("overtaken by c (+1.50)"), "{said}");
}

#[test]
fn a_unit_with_fewer_points_is_a_regression() {
    let folder = two();
    let gate = |old, new| {
        let output = parindex(
            folder.path(),
            &["compare", old, new, "--fail-on", "regression"],
        );
        output.status.code()
    };
    assert_eq!(gate("cu.json", "nay.json"), Some(0));
    assert_eq!(gate("nay.json", "cu.json"), Some(1));
}

#[test]
fn rankings_by_other_sets_or_beside_results_are_refused() {
    let folder = two();
    let text = std::fs::read_to_string(folder.path().join("nay.json")).unwrap();
    let mut other: Value = serde_json::from_str(&text).unwrap();
    other["criteria"]["id"] = "khac".into();
    other["criteria"]["sha256"] = "0".into();
    std::fs::write(folder.path().join("khac.json"), other.to_string()).unwrap();
    let output = parindex(folder.path(), &["compare", "cu.json", "khac.json"]);
    assert_eq!(output.status.code(), Some(2));
    let score = [
        "score",
        "-q",
        "--criteria",
        "bo.yaml",
        "--figures",
        "bang.csv",
        "--unit",
        "a",
        "-o",
        "a.json",
    ];
    done(folder.path(), &score);
    let output = parindex(folder.path(), &["compare", "cu.json", "a.json"]);
    assert_eq!(output.status.code(), Some(2));
}

/// What a file of a ranking says does not steer the terminal.
#[test]
fn names_from_files_are_safe_to_print() {
    let folder = two();
    let text = std::fs::read_to_string(folder.path().join("nay.json")).unwrap();
    let changed = text.replace("\"code\": \"c\"", "\"code\": \"c\\u001b[2J\"");
    assert_ne!(changed, text);
    std::fs::write(folder.path().join("la.json"), changed).unwrap();
    let said = done(folder.path(), &["compare", "cu.json", "la.json"]);
    assert!(!said.contains('\u{1b}') && said.contains("c[2J"), "{said}");
}
