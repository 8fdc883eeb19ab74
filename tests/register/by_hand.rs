//! A register of a few rows, each of another kind, worked out by hand beside it.

use serde_json::{Value, json};

use super::counted;

/// The expected counts stand in `so-tay/README.md` row by row.
#[test]
fn counts_are_those_worked_out_by_hand() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/register/so-tay");
    for (more, on_due, late) in [(&[][..], 3, 1), (&["--on-time", "timestamps"][..], 2, 2)] {
        let counted = counted(&folder, "so-theo-doi.csv", more);
        let unit = &counted["units"][0];
        assert_eq!(unit["unit"]["code"], "X");
        assert_eq!(
            unit["metrics"],
            json!({
                "total": 9, "received": 8, "received_online": 2, "received_in_person": 6,
                "carried_over": 1, "completed": 7, "completed_early": 3,
                "completed_on_due": on_due, "completed_late": late,
                "completed_on_time": 3 + on_due, "open": 2, "open_in_time": 1,
                "open_overdue": 1, "online_partial": 1, "online_full": 1,
                "paid_online": Value::Null, "digitised": Value::Null,
                "late_without_apology": Value::Null, "days": 36,
            })
        );
        assert_eq!(counted["together"]["rows"], 20);
        assert_eq!(
            counted["together"]["left"],
            json!({
                "no_dossier": 1, "wrong_width": 1, "no_unit": 1, "bad_date": 1, "no_received": 1,
                "no_due": 1, "undated_end": 1, "impossible": 1, "outside": 2, "duplicate": 1,
            })
        );
        // 6 of 7 and 6 of 9, or 5 of 7 and 5 of 9; 36 days of 7 dossiers.
        let rates = &unit["rates"];
        let (of_completed, of_total) = if on_due == 3 {
            ("0.857143", "0.666667")
        } else {
            ("0.714286", "0.555556")
        };
        assert_eq!(rates["on_time_of_completed"].to_string(), of_completed);
        assert_eq!(rates["on_time_of_total"].to_string(), of_total);
        assert_eq!(rates["mean_days"].to_string(), "5.142857");
    }
}

/// Each row that is left out is listed with its line and id.
#[test]
fn rows_are_listed_where_they_stand() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/register/so-tay");
    let counted = counted(&folder, "so-theo-doi.csv", &[]);
    let listed = counted["left_out"].as_array().unwrap();
    let lines: Vec<(&str, u64, Option<&str>)> = listed
        .iter()
        .map(|row| {
            let line = row["place"]["line"].as_u64().unwrap();
            (
                row["reason"].as_str().unwrap(),
                line,
                row["dossier"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("no_dossier", 14, None),
            ("wrong_width", 15, Some("A13")),
            ("no_unit", 16, Some("A14")),
            ("bad_date", 17, Some("A15")),
            ("no_received", 18, Some("A16")),
            ("no_due", 19, Some("A17")),
            ("undated_end", 20, Some("A18")),
            ("impossible", 10, Some("A8")),
            ("outside", 21, Some("A19")),
            ("outside", 22, Some("A20")),
            ("duplicate", 9, Some("A1")),
        ]
    );
}
