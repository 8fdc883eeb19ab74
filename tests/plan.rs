//! Plans as folders: a set, a submission, what is asked for, and the plan worked out by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "support/plain.rs"]
mod plain;

use std::path::{Path, PathBuf};
use std::process::Command;

use plain::plain;
use serde_json::{Map, Value, json};

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plan");
    let entries = std::fs::read_dir(root).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn plan(folder: &Path, arguments: &[&str]) -> (i32, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .current_dir(folder)
        .args(["plan", "--format", "json", "--quiet"])
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let plan = serde_json::from_slice(&output.stdout);
    let plan = plan.unwrap_or_else(|_| panic!("{}: {said}", folder.display()));
    (output.status.code().unwrap(), plan)
}

/// The plan as cases write it: each step on a line, the gain of a group at its last.
fn told(exit: i32, plan: &Value, wanted: &Map<String, Value>) -> Value {
    let mut told = Map::new();
    told.insert("exit".to_owned(), json!(exit));
    for key in [
        "now", "reached", "then", "percent", "class", "effort", "for_year",
    ] {
        if wanted.contains_key(key) {
            told.insert(key.to_owned(), plan[key].clone());
        }
    }
    let proof = match plan["proof"]["optimal"].as_bool().unwrap() {
        true => json!("optimal"),
        false => plan["proof"]["at_least"].clone(),
    };
    told.insert("proof".to_owned(), proof);
    let mut steps = Vec::new();
    for group in plan["groups"].as_array().unwrap() {
        let all = group["steps"].as_array().unwrap();
        for (position, step) in all.iter().enumerate() {
            let mut line = Map::new();
            match step["act"].as_str().unwrap() {
                "attach" => line.insert("attach".to_owned(), step["document"].clone()),
                _ => {
                    line.insert("from".to_owned(), step["from"].clone());
                    line.insert("to".to_owned(), step["to"].clone());
                    line.insert("raise".to_owned(), step["figure"].clone())
                }
            };
            line.insert("at".to_owned(), step["criteria"].clone());
            line.insert("days".to_owned(), step["effort"].clone());
            if step["effort_stated"] == json!(false) {
                line.insert("stated".to_owned(), json!(false));
            }
            if position + 1 == all.len() {
                line.insert("gain".to_owned(), group["gain"].clone());
            }
            let asked = wanted["steps"].get(steps.len());
            if asked.is_some_and(|asked| asked.get("by").is_some()) {
                line.insert("by".to_owned(), step["by"].clone());
            }
            steps.push(Value::Object(line));
        }
    }
    told.insert("steps".to_owned(), Value::Array(steps));
    let points = plan["frontier"]["points"].as_array().unwrap().iter();
    let points = points.map(|point| json!([point["effort"], point["points"]]));
    told.insert("frontier".to_owned(), points.collect());
    let lost = plan["unreachable"].as_array().unwrap().iter();
    let lost = lost.map(|lost| json!([lost["criterion"], lost["points"], lost["why"]]));
    told.insert("lost".to_owned(), lost.collect());
    Value::Object(told)
}

#[test]
fn every_case_has_the_plan_worked_out_by_hand() {
    let folders = folders();
    assert!(folders.len() >= 5);
    for folder in folders {
        let text = std::fs::read_to_string(folder.join("ket-qua.yaml")).unwrap();
        let wanted: Map<String, Value> = serde_saphyr::from_str(&text).unwrap();
        let arguments = std::fs::read_to_string(folder.join("tham-so.txt")).unwrap();
        let arguments: Vec<&str> = arguments.lines().collect();
        let (exit, plan) = plan(&folder, &arguments);
        let found = told(exit, &plan, &wanted);
        assert_eq!(
            plain(&found),
            plain(&Value::Object(wanted)),
            "{}",
            folder.display()
        );
    }
}

/// The published result of Phú Mỹ: 91,84; the report for two leaves and the decision win 3,00.
#[test]
fn the_cheapest_way_to_94_points_in_phu_my_is_two_documents() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/phu-my-2023");
    let (exit, plan) = plan(&folder, &["--target", "94", "--as-of", "2024-08-22"]);
    assert_eq!(exit, 0);
    assert_eq!(plan["then"], json!(94.84));
    let documents: Vec<&Value> = plan["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| &group["steps"][0]["document"])
        .collect();
    assert_eq!(documents, ["bao-cao-ra-soat", "quyet-dinh-ban-bien-tap"]);
    let lost = plan["unreachable"].as_array().unwrap();
    assert_eq!(lost.len(), 1, "only what the survey took");
    assert_eq!(lost[0]["points"], json!(3.5));
}

/// Every file below a folder with its bytes.
fn contents(folder: &Path, into: &mut Vec<(PathBuf, Vec<u8>)>) {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            contents(&path, into);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            into.push((path, bytes));
        }
    }
}

#[test]
fn what_if_and_plans_change_no_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/phu-my-2023");
    let mut before = Vec::new();
    contents(&folder, &mut before);
    let runs: [&[&str]; 4] = [
        &["score", "--attach", "3.3.1/quyet-dinh-ban-bien-tap"],
        &[
            "score",
            "--assume",
            "1.1.3.hoan_thanh=7",
            "--format",
            "html",
        ],
        &["plan", "--target", "95"],
        &["plan", "--weakest"],
    ];
    for arguments in runs {
        let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
            .current_dir(&folder)
            .args(arguments)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
    let mut after = Vec::new();
    contents(&folder, &mut after);
    assert!(before == after, "a file of the submission changed");
}

/// A hypothetical score says so in every row and every format.
#[test]
fn what_if_is_labelled_in_every_format() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/phu-my-2023");
    let score = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
            .current_dir(&folder)
            .args(["score", "--quiet"])
            .args(arguments)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let assume = ["--assume", "1.1.3.hoan_thanh=7"];
    let with = |format: &str| score(&[&assume[..], &["--format", format]].concat());
    let label = "GIẢ ĐỊNH, KHÔNG PHẢI KẾT QUẢ";
    assert!(with("terminal").contains(label));
    assert!(with("html").contains(label));
    let result: Value = serde_json::from_str(&with("json")).unwrap();
    assert_eq!(result["hypothesis"]["difference"], json!(0.15));
    let csv = with("csv");
    let rows: Vec<&str> = csv.lines().collect();
    assert!(rows[0].ends_with(",hypothetical"));
    assert!(rows[1..].iter().all(|row| row.ends_with(",1")));
    // What is no hypothesis has none of it.
    assert!(!score(&["--format", "csv"]).contains("hypothetical"));
    assert!(!score(&["--format", "json"]).contains("hypothesis"));
}

/// What hangs on a file is what the score is without it.
#[test]
fn losing_a_file_costs_what_the_score_without_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/phu-my-2023");
    let (_, weakest) = plan(&root, &["--weakest"]);
    let all = weakest["evidence"].as_array().unwrap();
    assert!(all.len() > 10);
    for one in [&all[0], &all[5], &all[all.len() - 1]] {
        let folder = tempfile::tempdir().unwrap();
        let mut files = Vec::new();
        contents(&root, &mut files);
        let lost = one["evidence"].as_str().unwrap();
        for (path, bytes) in files {
            let below = path.strip_prefix(&root).unwrap();
            if below == Path::new("tep").join(lost) {
                continue;
            }
            let copy = folder.path().join(below);
            std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
            std::fs::write(copy, bytes).unwrap();
        }
        let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
            .current_dir(folder.path())
            .args(["score", "--format", "json", "--quiet"])
            .output()
            .unwrap();
        let result: Value = serde_json::from_slice(&output.stdout).unwrap();
        let points = |value: &Value| value.to_string().parse::<rust_decimal::Decimal>().unwrap();
        let loss = points(&weakest["points"]) - points(&result["total"]["points"]);
        assert_eq!(loss, points(&one["loss"]), "{lost}");
    }
}
