//! Dossier registers: every count against a plain one that shares nothing with the program, on
//! registers made from seeds and on one worked out by hand; every dialect; what they give rules;
//! and that nobody's name leaves them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "../benches/register/calendar.rs"]
mod calendar;
#[path = "../benches/register/catalogue.rs"]
mod catalogue;
#[path = "../benches/register/count/mod.rs"]
#[allow(dead_code, reason = "the bench binary also counts bare records")]
mod count;
#[path = "../benches/register/dossier.rs"]
mod dossier;
#[path = "../benches/register/faults.rs"]
mod faults;
#[path = "../benches/register/generate.rs"]
mod generate;
#[path = "support/program.rs"]
mod program;
#[path = "../benches/register/random.rs"]
mod random;
#[path = "../benches/register/record.rs"]
mod record;

#[path = "register/by_hand.rs"]
mod by_hand;
#[path = "register/dialects.rs"]
mod dialects;
#[path = "register/offices.rs"]
mod offices;
#[path = "register/rules.rs"]
mod rules;

use std::path::Path;

use calendar::Style;
use count::OnTime;
use jiff::civil::date;
use serde_json::Value;

use program::{done, parindex};

/// What the program says of a register, as JSON.
fn counted(folder: &Path, file: &str, more: &[&str]) -> Value {
    let arguments = ["register", file, "--year", "2023", "--format", "json"];
    serde_json::from_str(&done(folder, &[&arguments, more].concat())).unwrap()
}

/// The plain count of a register in `folder`.
fn plain(folder: &Path, file: &str, delimiter: u8, on_time: OnTime) -> Value {
    let options = count::Options {
        on_time,
        delimiter,
        ..count::Options::dates(folder.join(file), date(2023, 1, 1), date(2023, 12, 31))
    };
    serde_json::to_value(count::count(&options).unwrap()).unwrap()
}

/// Sees that every count of every unit is the same, and the book of rows.
fn same(ours: &Value, plain: &Value) {
    let units = plain["units"].as_array().unwrap();
    let counting = |unit: &&Value| unit["counted"] != 0;
    let ours_of = ours["units"].as_array().unwrap().iter().filter(counting);
    let ours_of: Vec<&Value> = ours_of.collect();
    assert_eq!(ours_of.len(), units.len());
    for (ours, plain) in ours_of.into_iter().zip(units) {
        assert_eq!(ours["unit"]["code"], plain["unit"]);
        for (name, count) in plain.as_object().unwrap() {
            if name != "unit" {
                assert_eq!(ours["metrics"][name], *count, "{}: {name}", plain["unit"]);
            }
        }
        for check in ours["cross_checks"].as_array().unwrap() {
            assert_eq!(check["holds"], true, "{check}");
        }
    }
    let together = &ours["together"];
    for (kind, rows) in plain["book"].as_object().unwrap() {
        let ours = match kind.as_str() {
            "rows" | "counted" => &together[kind],
            _ => &together["left"][kind],
        };
        let ours = if ours.is_null() {
            &Value::from(0)
        } else {
            ours
        };
        assert_eq!(ours, rows, "{kind}");
    }
}

#[test]
fn every_count_is_the_plain_one() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 1..=8 {
        let options = generate::Options {
            seed,
            style: if seed % 2 == 0 { Style::Vi } else { Style::Iso },
            crlf: seed % 3 == 0,
            bom: seed % 4 == 1,
            apology: seed % 5 < 2,
            delimiter: if seed % 4 == 3 { b';' } else { b',' },
            ..generate::Options::plain(4_000, 9, folder.path().join("so.csv"))
        };
        generate::write(&options).unwrap();
        for on_time in [OnTime::Dates, OnTime::Timestamps] {
            let more: &[&str] = match on_time {
                OnTime::Dates => &[],
                OnTime::Timestamps => &["--on-time", "timestamps"],
            };
            let plain = plain(folder.path(), "so.csv", options.delimiter, on_time);
            assert!(plain["book"]["duplicate"].as_u64() > Some(0), "{seed}");
            same(&counted(folder.path(), "so.csv", more), &plain);
        }
    }
}

/// Several registers are one: ids of the second are held against those of the first.
#[test]
fn a_register_in_two_files_counts_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so.csv");
    generate::write(&generate::Options::plain(500, 3, path)).unwrap();
    std::fs::copy(folder.path().join("so.csv"), folder.path().join("lai.csv")).unwrap();
    let once = counted(folder.path(), "so.csv", &[]);
    let twice = counted(folder.path(), "so.csv", &["lai.csv"]);
    let ids = once["together"]["counted"].as_u64().unwrap();
    assert_eq!(twice["together"]["metrics"], once["together"]["metrics"]);
    let again = |of: &Value| of["together"]["left"]["duplicate"].as_u64().unwrap_or(0);
    assert_eq!(again(&twice), ids + 2 * again(&once));
}

/// The same bytes whatever the number of threads.
#[test]
fn threads_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so.csv");
    generate::write(&generate::Options::plain(30_000, 40, path)).unwrap();
    let run = |threads: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_parindex"))
            .current_dir(folder.path())
            .env("RAYON_NUM_THREADS", threads)
            .args(["register", "so.csv", "--year", "2023", "--format", "json"])
            .output()
            .unwrap();
        assert!(output.status.success());
        output.stdout
    };
    let one = run("1");
    assert!(!one.is_empty());
    for threads in ["2", "3", "7"] {
        assert!(run(threads) == one, "{threads}");
    }
}

/// Title rows stand above the header, a total below: none of them is a dossier.
#[test]
fn titles_and_totals_are_no_dossiers() {
    let folder = tempfile::tempdir().unwrap();
    let mut options = generate::Options {
        style: Style::Vi,
        ..generate::Options::plain(300, 1, folder.path().join("so.csv"))
    };
    generate::write(&options).unwrap();
    options.output = folder.path().join("co-tieu-de.csv");
    options.titles = true;
    generate::write(&options).unwrap();
    let bare = counted(folder.path(), "so.csv", &[]);
    let titled = counted(folder.path(), "co-tieu-de.csv", &[]);
    assert_eq!(titled["units"][0]["metrics"], bare["units"][0]["metrics"]);
    let rows = |of: &Value| of["together"]["left"]["no_dossier"].as_u64().unwrap_or(0);
    assert_eq!(rows(&titled), rows(&bare) + 1);
}

#[test]
fn what_cannot_be_counted_is_said_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("khac.csv", "Họ tên,Điểm\nNguyễn Văn Thử,5\n");
    write(
        "thieu.csv",
        "Mã hồ sơ,Ngày tiếp nhận,Ngày trả\nA,01/02/2023,02/02/2023\n",
    );
    write(
        "nhay.csv",
        "Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả\nA,01/02/2023,02/02/2023,\nB,\"01/02/2023,02/02/2023,\n",
    );
    for (file, code, said) in [
        ("khac.csv", "no_header", "không thấy dòng tiêu đề"),
        ("thieu.csv", "no_header", "không có cột ngày hẹn trả"),
        ("nhay.csv", "unclosed_quote", "nhay.csv dòng 3"),
    ] {
        let output = parindex(folder.path(), &["register", file, "--year", "2023"]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{file}: {told}");
        assert!(output.stdout.is_empty());
        assert!(told.contains(code), "{told}");
        assert!(told.contains(said) || told.contains("nhay.csv:3"), "{told}");
        assert!(!told.contains("Nguyễn Văn Thử"), "{told}");
    }
    for wrong in [
        &["register", "thieu.csv"][..],
        &["register", "--year", "2023"],
        &["register", "thieu.csv", "--period", "2023"],
        &[
            "register",
            "thieu.csv",
            "--period",
            "31/12/2023..01/01/2023",
        ],
    ] {
        let output = parindex(folder.path(), wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(output.stdout.is_empty());
    }
    let absent = parindex(
        folder.path(),
        &["register", "khong-co.csv", "--year", "2023"],
    );
    assert_eq!(absent.status.code(), Some(3));
}
