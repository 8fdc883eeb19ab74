//! What scripts read of a reconciliation: `parindex/reconcile/v1`, on the published points of
//! Phú Mỹ and on a table of several units.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

use serde_json::{Value, json};

const PHU_MY: [&str; 3] = [
    "examples/phu-my-2023",
    "--published",
    "examples/phu-my-2023/cong-bo.csv",
];
const UNITS: [&str; 4] = [
    "--criteria",
    "tests/cli/reconcile-units/bo-tieu-chi.yaml",
    "--figures",
    "tests/cli/reconcile-units/so-lieu.csv",
];

fn run(arguments: &[&str]) -> (Option<i32>, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("reconcile")
        .args(arguments)
        .args(["--format", "json"])
        .output()
        .unwrap();
    let result = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    (output.status.code(), result)
}

#[test]
fn phu_my_leaves_three_readings() {
    let (exit, result) = run(&PHU_MY);
    assert_eq!(exit, Some(0));
    assert_eq!(result["schema"], "parindex/reconcile/v1");
    // 8 leaves, 5 fields, the total.
    assert_eq!(result["compared"], json!(14));
    let [leaf] = result["leaves"].as_array().unwrap().as_slice() else {
        panic!("{:#}", result["leaves"])
    };
    // Points before rounding; half up; cut off; the difference to 2,85 of each.
    let expected = [
        ("rule", "2.85", (2.85, 0.0), (2.85, 0.0)),
        ("ti_le", "18/7", (2.57, -0.28), (2.57, -0.28)),
        ("noi_suy", "20/7", (2.86, 0.01), (2.85, 0.0)),
        ("khoang_95", "2.85", (2.85, 0.0), (2.85, 0.0)),
    ];
    let readings = leaf["readings"].as_array().unwrap();
    assert_eq!(readings.len(), expected.len());
    for (reading, (id, exact, half_up, down)) in readings.iter().zip(expected) {
        assert_eq!(reading["id"], id);
        let against = &reading["against"][0];
        assert_eq!(against["exact"], exact, "{id}");
        for (mode, (points, difference)) in [("half_up", half_up), ("down", down)] {
            let rounded = against["rounded"].as_array().unwrap();
            let found = rounded.iter().find(|r| r["mode"] == mode).unwrap();
            assert_eq!(found["points"].as_f64(), Some(points), "{id} {mode}");
            assert_eq!(
                found["difference"].as_f64(),
                Some(difference),
                "{id} {mode}"
            );
            assert_eq!(found["fits"], json!(difference == 0.0), "{id} {mode}");
        }
    }
    // Two readings under six roundings each, one under the two that cut off.
    let conclusion = &result["conclusion"];
    assert_eq!(conclusion["verdict"], "several");
    assert_eq!(conclusion["fitting"], json!(14));
    let left: Vec<(&Value, usize)> = conclusion["left"]
        .as_array()
        .unwrap()
        .iter()
        .map(|left| {
            let roundings = left["fitting"].as_array().unwrap().len();
            (&left["readings"][0]["reading"], roundings)
        })
        .collect();
    let (rule, part, band) = (json!("rule"), json!("noi_suy"), json!("khoang_95"));
    assert_eq!(left, [(&rule, 6), (&part, 2), (&band, 6)]);
}

#[test]
fn points_that_no_reading_gives_are_named() {
    let published = "tests/cli/reconcile-units/khong-khop.csv";
    let (exit, result) = run(&["examples/phu-my-2023", "--published", published]);
    assert_eq!(exit, Some(1));
    assert_eq!(result["conclusion"]["verdict"], "none");
    assert_eq!(result["conclusion"]["left"], json!([]));
    let never = &result["conclusion"]["never_reproduced"];
    assert_eq!(never[0]["criterion"], "1.1.3");
    assert_eq!(never[0]["published"].as_f64(), Some(2.9));
    assert_eq!(never.as_array().unwrap().len(), 1);
}

#[test]
fn every_unit_of_a_table_counts_and_what_is_not_known_is_said() {
    let (exit, result) = run(&UNITS);
    assert_eq!(exit, Some(0));
    let observations = result["observations"].as_array().unwrap();
    let unit = |o: &Value| o["unit"]["code"].as_str().unwrap().to_owned();
    let units: Vec<String> = observations.iter().map(unit).collect();
    assert_eq!(units, ["xa-a", "xa-b", "xa-c", "xa-d"]);
    let open = json!([{ "criterion": "1.2", "reason": "unanswered" }]);
    assert_eq!(observations[3]["open"], open);
    assert_eq!(observations[3]["compared"], json!(false));
    let conclusion = &result["conclusion"];
    assert_eq!(conclusion["fitting"], json!(1));
    assert_eq!(conclusion["silent"], json!(["1.2"]));
    let untested = &result["leaves"][0]["readings"][2]["against"][0];
    let gap = json!({ "reason": "figure_missing", "figures": ["ho_so"] });
    assert_eq!(untested["open"], gap);
    assert_eq!(untested["rounded"][0]["fits"], Value::Null);
}

#[test]
fn one_unit_can_be_chosen() {
    let (_, result) = run(&[&UNITS[..], &["--unit", "xa-b"]].concat());
    assert_eq!(result["compared"], json!(1));
    assert_eq!(result["observations"][0]["unit"]["code"], "xa-b");
}
