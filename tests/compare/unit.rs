//! One unit, twice by one set.

use serde_json::{Value, json};

use crate::{done, json, leaf, parindex, place, submission, text};

const SET: &str = "bo-tieu-chi.yaml";

/// Then: no plan, a report, 80 % done, 95 % on time, an explanation for the rules of procedure.
///   1.1  0 of 2; 1.2  3 × 0,8 = 2,4; 2.1  3 × 0,95 = 2,85; 2.2  2 (explained); together 7,25
const THEN: (&str, &str) = (
    "1.2,bao-cao,02/BC-UBND,\n2.2,,,đang sửa đổi\n",
    "1.2,ty_le,80%\n2.1,dung_han,95%\n",
);
/// Now: the plan is there and the report is not; 90 % done, 95 % on time; no explanation.
///   1.1  2; 1.2  3 × 0,9 − 1 = 1,7; 2.1  2,85; 2.2  0; together 6,55
const NOW: (&str, &str) = (
    "1.1,ke-hoach,01/KH-UBND,\n",
    "1.2,ty_le,90%\n2.1,dung_han,95%\n",
);

fn parts(value: &Value) -> [String; 4] {
    ["rules", "figures", "documents", "official"].map(|part| text(&value["parts"][part]))
}

#[test]
fn figures_and_documents_have_their_parts() {
    let folder = place();
    let folder = folder.path();
    submission(folder, "xa-a", SET, THEN.0, THEN.1);
    submission(folder, "xa-b", SET, NOW.0, NOW.1);
    let compared = json(folder, &["compare", "xa-a", "xa-b", "-q"]);
    let change = &compared["changes"][0];
    assert_eq!(text(&change["old"]["points"]), "7.25");
    assert_eq!(text(&change["new"]["points"]), "6.55");
    assert_eq!(text(&change["change"]), "-0.7");
    // 1.2: the figure wins 0,3, the report loses 1. 1.1 wins 2, 2.2 loses 2.
    assert_eq!(parts(change), ["0", "0.3", "-1", "0"]);
    assert_eq!(text(&change["regained"]), "2.3");
    assert_eq!(text(&change["newly_lost"]), "3");
    let one = leaf(&compared, "1.1");
    assert_eq!(parts(one), ["0", "0", "2", "0"]);
    assert_eq!(
        one["documents"],
        json!([{"id": "ke-hoach", "name": "Kế hoạch năm", "old": "not_declared", "new": "in_order"}])
    );
    let two = leaf(&compared, "1.2");
    assert_eq!(parts(two), ["0", "0.3", "-1", "0"]);
    assert_eq!(text(&two["figures"][0]["old"]), "0.8");
    assert_eq!(text(&two["figures"][0]["new"]), "0.9");
    // Shortfall 0,6 then and 0,3 now; the report takes 1 now.
    assert_eq!(text(&two["regained"][0]["points"]), "0.3");
    assert_eq!(two["regained"][0]["cause"], "shortfall");
    assert_eq!(two["newly_lost"][0]["cause"], "document_missing");
    assert_eq!(two["newly_lost"][0]["documents"], json!(["bao-cao"]));
    let last = leaf(&compared, "2.2");
    assert_eq!(last["explained"], json!(false));
    assert_eq!(text(&last["change"]), "-2");
    let codes = change["leaves"].as_array().unwrap().iter();
    let codes: Vec<&Value> = codes.map(|leaf| &leaf["code"]).collect();
    assert_eq!(codes, ["1.1", "1.2", "2.2"], "2.1 is as it was");
}

#[test]
fn a_result_and_the_same_result_have_no_changes() {
    let folder = place();
    let folder = folder.path();
    submission(folder, "xa-a", SET, THEN.0, THEN.1);
    done(folder, &["score", "xa-a", "-q", "-o", "a.json"]);
    done(folder, &["score", "xa-a", "-q", "-o", "a.html"]);
    let compared = json(
        folder,
        &["compare", "a.json", "a.html", "--fail-on", "regression"],
    );
    assert_eq!(compared["changes"][0]["leaves"], json!([]));
    assert_eq!(text(&compared["changes"][0]["change"]), "0");
}

/// A leaf that is taken out is no loss, and what applies is less.
#[test]
fn a_leaf_that_no_longer_applies_loses_its_points_to_figures() {
    let folder = place();
    let folder = folder.path();
    submission(folder, "xa-a", SET, THEN.0, THEN.1);
    let figures = format!("{}2.2,not_applicable,không có Quy chế\n", THEN.1);
    submission(folder, "xa-b", SET, "1.2,bao-cao,02/BC-UBND,\n", &figures);
    let compared = json(folder, &["compare", "xa-a", "xa-b", "-q"]);
    let one = leaf(&compared, "2.2");
    assert_eq!(one["new"]["points"], Value::Null);
    assert_eq!(one["not_applicable"], json!(true));
    assert_eq!(text(&one["change"]), "-2");
    assert_eq!(parts(one), ["0", "-2", "0", "0"]);
    assert_eq!(one["newly_lost"], json!([]));
}

/// Another text of the same set: what its rules change is told apart from what the unit did.
#[test]
fn another_text_of_the_set_has_its_own_part() {
    let folder = place();
    let folder = folder.path();
    let set = std::fs::read_to_string(folder.join(SET)).unwrap();
    let rule = "rule: { proportional: { value: dung_han } }";
    let other = set.replace(
        rule,
        "rule: { proportional: { value: dung_han, full_at: 95% } }",
    );
    assert_ne!(other, set);
    std::fs::write(folder.join("sua.yaml"), other).unwrap();
    submission(folder, "xa-a", SET, THEN.0, THEN.1);
    submission(
        folder,
        "xa-b",
        "sua.yaml",
        THEN.0,
        "1.2,ty_le,80%\n2.1,dung_han,76%\n",
    );
    let compared = json(folder, &["compare", "xa-a", "xa-b", "-q"]);
    // 2,85 by the old rule; 95 % is full by the new one: 3; 76 % of 95 % is 0,8: 2,4.
    let one = leaf(&compared, "2.1");
    assert_eq!(parts(one), ["0.15", "-0.6", "0", "0"]);
    assert_eq!(text(&one["change"]), "-0.45");
}

#[test]
fn points_that_were_given_officially_have_their_own_part() {
    let folder = place();
    let folder = folder.path();
    submission(folder, "xa-a", SET, THEN.0, THEN.1);
    std::fs::write(folder.join("cong-bo.csv"), "tieu_chi,diem\n2.1,2.5\n").unwrap();
    done(folder, &["score", "xa-a", "-q", "-o", "a.json"]);
    let published = [
        "report",
        "xa-a",
        "-q",
        "--kind",
        "plan",
        "--format",
        "json",
        "-o",
        "b.json",
        "--published",
        "cong-bo.csv",
        "--as-of",
        "2024-06-01",
    ];
    done(folder, &published);
    let compared = json(folder, &["compare", "a.json", "b.json"]);
    assert_eq!(parts(leaf(&compared, "2.1")), ["0", "0", "0", "-0.35"]);
    assert_eq!(text(&compared["changes"][0]["change"]), "-0.35");
}

#[test]
fn a_regression_is_a_gate() {
    let folder = place();
    let folder = folder.path();
    submission(folder, "xa-a", SET, THEN.0, THEN.1);
    submission(folder, "xa-b", SET, NOW.0, NOW.1);
    let gate = |old, new| {
        let output = parindex(
            folder,
            &["compare", old, new, "-q", "--fail-on", "regression"],
        );
        output.status.code()
    };
    assert_eq!(gate("xa-a", "xa-b"), Some(1));
    // Even where the total rose: 2.2 is won back, and 1.1 is lost.
    assert_eq!(gate("xa-b", "xa-a"), Some(1));
    assert_eq!(gate("xa-a", "xa-a"), Some(0));
}

#[test]
fn many_units_are_compared_by_their_codes() {
    let folder = place();
    let folder = folder.path();
    for (unit, then, now) in [
        ("xa-a", THEN, NOW),
        ("xa-b", NOW, THEN),
        ("xa-c", THEN, THEN),
    ] {
        submission(folder, unit, SET, then.0, then.1);
        let to = format!("cu/{unit}.json");
        std::fs::create_dir_all(folder.join("cu")).unwrap();
        std::fs::create_dir_all(folder.join("nay")).unwrap();
        done(folder, &["score", unit, "-q", "-o", &to]);
        submission(folder, unit, SET, now.0, now.1);
        let to = format!("nay/{}.json", if unit == "xa-c" { "khac" } else { unit });
        let name = if unit == "xa-c" { "xa-d" } else { unit };
        done(folder, &["score", unit, "-q", "--unit", name, "-o", &to]);
    }
    let compared = json(folder, &["compare", "cu", "nay"]);
    let changes = compared["changes"].as_array().unwrap();
    let changed: Vec<String> = changes
        .iter()
        .map(|change| text(&change["change"]))
        .collect();
    assert_eq!(changed, ["-0.7", "0.7"]);
    assert_eq!(compared["only_old"], json!(["UBND xa-c"]));
    assert_eq!(compared["only_new"], json!(["xa-d"]));
    let said = done(folder, &["compare", "cu", "nay"]);
    for line in [
        "UBND xa-a",
        "−0,70",
        "+0,70",
        "Chỉ có trước đây",
        "Chỉ có nay",
        "1.2",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
}

#[test]
fn results_that_were_changed_by_hand_are_refused() {
    let folder = place();
    let folder = folder.path();
    submission(folder, "xa-a", SET, THEN.0, THEN.1);
    done(folder, &["score", "xa-a", "-q", "-o", "a.json"]);
    let text = std::fs::read_to_string(folder.join("a.json")).unwrap();
    std::fs::write(folder.join("b.json"), text.replace("7.25", "9.25")).unwrap();
    let output = parindex(folder, &["compare", "a.json", "b.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    for (old, new, code) in [
        ("a.json", "khong-co.json", 3),
        ("a.json", "bo-tieu-chi.yaml", 2),
        (".", "a.json", 2),
    ] {
        let output = parindex(folder, &["compare", old, new]);
        assert_eq!(output.status.code(), Some(code), "{old} {new}");
    }
}
