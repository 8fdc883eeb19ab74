//! The way from claim to published points as JSON, worked out by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::process::Command;

use rust_decimal::Decimal;
use serde_json::{Value, json};

fn recheck(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .args(["recheck", "tests/data/recheck", "--format", "json"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let result: Value = serde_json::from_slice(&output.stdout).unwrap();
    result["units"][0].clone()
}

fn decimal(value: &Value) -> Decimal {
    Decimal::from_str_exact(&value.to_string()).unwrap()
}

/// Claimed 2 + 3 + 2 + 2 + 0,5 + 1; computed 2 + 2,85 + 2 + 2 + 1 + 1; in the first round 1.2 is
/// corrected to 2,7, 1.3 loses 1 and 1.4 all 2 to rejections, 1.5 gets 0,75; 1.3 is supplemented,
/// 1.4 accepted in the second; published are 1,5 for 1.3 without a reason and 0,9 for 1.6 with one.
#[test]
fn every_stage_is_as_worked_out_by_hand() {
    let unit = recheck(&[]);
    let stages = unit["stages"].as_array().unwrap().iter();
    let stages: Vec<(&Value, &Value, &Value)> = stages
        .map(|stage| (&stage["stage"], &stage["round"], &stage["points"]))
        .collect();
    let null = Value::Null;
    assert_eq!(
        stages,
        [
            (&json!("claimed"), &null, &json!(10.5)),
            (&json!("computed"), &null, &json!(10.85)),
            (&json!("appraised"), &json!(1), &json!(7.45)),
            (&json!("supplement"), &json!(2), &json!(8.45)),
            (&json!("appraised"), &json!(2), &json!(10.45)),
            (&json!("published"), &null, &json!(9.85)),
        ]
    );
    assert_eq!(unit["unexplained"], json!(0.5));
    let claims = |key: &str| {
        let claims = unit[key].as_array().unwrap().iter();
        let claims = claims.map(|claim| (claim["criterion"].clone(), claim["difference"].clone()));
        claims.collect::<Vec<_>>()
    };
    assert_eq!(claims("over_claims"), [(json!("1.2"), json!(0.15))]);
    assert_eq!(claims("under_claims"), [(json!("1.5"), json!(-0.5))]);
}

#[test]
fn steps_and_their_parts_add_up_and_name_who_said_so() {
    let unit = recheck(&[]);
    let mut of_leaves = Decimal::ZERO;
    for leaf in unit["leaves"].as_array().unwrap() {
        for step in leaf["steps"].as_array().unwrap() {
            let parts = step["parts"].as_array().unwrap().iter();
            let sum: Decimal = parts.map(|part| decimal(&part["change"])).sum();
            assert_eq!(sum, decimal(&step["change"]), "{step}");
            of_leaves += sum;
        }
    }
    assert_eq!(of_leaves, Decimal::new(-65, 2), "9,85 − 10,50");
    let leaf = |code: &str| {
        let mut leaves = unit["leaves"].as_array().unwrap().iter();
        leaves
            .find(|leaf| leaf["criterion"] == code)
            .unwrap()
            .clone()
    };
    let corrected = &leaf("1.2")["steps"][1]["parts"][0];
    assert_eq!(corrected["cause"], "corrected");
    assert_eq!(corrected["by"], "Trần Thị A");
    assert_eq!(corrected["reason"], "chỉ 5 nhiệm vụ có sản phẩm");
    let published = leaf("1.3")["steps"][2].clone();
    assert_eq!(published["unexplained"], json!(-0.5));
    assert_eq!(published["parts"][0]["explained"], json!(false));
}

#[test]
fn two_versions_differ_in_what_was_changed() {
    let unit = recheck(&["--before", "tests/data/recheck-truoc"]);
    let changes = unit["changes"].as_array().unwrap().iter();
    let changes: Vec<String> = changes
        .map(|change| {
            let [code, what, how] = ["criterion", "what", "change"].map(|key| &change[key]);
            format!("{code} {what} {how}").replace('"', "")
        })
        .collect();
    assert_eq!(
        changes,
        [
            "1.2 figure changed",
            "1.3 evidence added",
            "1.3 claim added",
            "1.4 claim added",
            "1.5 claim changed",
            "1.6 evidence removed",
            "1.6 evidence added",
            "1.6 claim added",
        ]
    );
}
