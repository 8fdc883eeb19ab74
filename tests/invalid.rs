//! Runs every folder of `tests/invalid/` through the program: the smallest input for each
//! diagnostic code, in a folder of that name. Errors stop the run with exit code 2 and an
//! empty stdout, warnings do not; the whole message is compared with `thong-bao.txt`
//! (Vietnamese) and `message.txt` (English). Folders whose name starts with `_` hold several
//! problems, or one that has no code of its own.
//!
//! `PARINDEX_BLESS=1 cargo test --test invalid` writes the messages anew; read them before
//! they are committed. On a build server that is refused.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use parindex::diagnostic::{Code, Severity};
use serde_json::Value;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/invalid");
const MESSAGES: [(&str, &str); 2] = [("vi", "thong-bao.txt"), ("en", "message.txt")];

/// Folders with several problems, and what is reported of them, in order.
const SEVERAL: [(&str, &[&str]); 5] = [
    (
        "_nhieu-loi-bo-tieu-chi",
        &[
            "bad_value bo-tieu-chi.yaml:4",
            "sum_mismatch bo-tieu-chi.yaml:14",
            "unknown_rule bo-tieu-chi.yaml:19",
            "on_zero_missing bo-tieu-chi.yaml:23",
            "unknown_key bo-tieu-chi.yaml:24",
            "duplicate_code bo-tieu-chi.yaml:25",
            "bad_date bo-tieu-chi.yaml:29",
        ],
    ),
    (
        "_nhieu-loi-bang",
        &[
            "bad_cell minh-chung.csv:2",
            "wrong_field_count minh-chung.csv:3",
            "bad_cell so-lieu.csv:2",
            "ambiguous_number so-lieu.csv:3",
            "points_above_max so-lieu.csv:4",
            "unknown_criterion so-lieu.csv:5",
            "points_above_max tu-cham.csv:2",
        ],
    ),
    ("_ly-do-khac-nhau", &["conflicting_figure so-lieu.csv:3"]),
    (
        "_cach-doc-sai",
        &[
            "bad_value bo-tieu-chi.yaml:10",
            "duplicate_id bo-tieu-chi.yaml:22",
            "duplicate_id bo-tieu-chi.yaml:24",
            "missing_key bo-tieu-chi.yaml:25",
            "on_zero_missing bo-tieu-chi.yaml:25",
            "misplaced_bonus bo-tieu-chi.yaml:35",
        ],
    ),
    (
        "_cong-bo-khac-nhau",
        &[
            "conflicting_figure cong-bo-1.csv:3",
            "conflicting_figure cong-bo-2.csv:2",
        ],
    ),
];

#[test]
fn every_code_has_its_folder_and_every_folder_its_code() -> Result<()> {
    let mut folders: Vec<String> = folders()?
        .iter()
        .map(|folder| name(folder))
        .filter(|name| !name.starts_with('_'))
        .collect();
    let mut codes: Vec<String> = Code::ALL.iter().map(|code| code.id().to_owned()).collect();
    folders.sort();
    codes.sort();
    let missing: Vec<_> = codes
        .iter()
        .filter(|code| !folders.contains(code))
        .collect();
    let extra: Vec<_> = folders
        .iter()
        .filter(|folder| !codes.contains(folder))
        .collect();
    ensure!(
        missing.is_empty() && extra.is_empty(),
        "codes without folder: {missing:?}; folders without code: {extra:?}"
    );
    Ok(())
}

#[test]
fn every_code_is_reported_alone_with_its_exit_code() -> Result<()> {
    let mut faults = Vec::new();
    for code in Code::ALL {
        let folder = Path::new(FOLDER).join(code.id());
        for (lang, _) in MESSAGES {
            let run = run(&folder, lang)?;
            let mut fault = |text: String| faults.push(format!("{} ({lang}): {text}", code.id()));
            let error = code.severity() == Severity::Error;
            let expected = if error { 2 } else { 0 };
            if run.exit != Some(expected) {
                fault(format!(
                    "exit code {:?}, expected {expected}\n{}",
                    run.exit, run.stderr
                ));
            }
            let reported = reported(&run.stderr);
            if reported.is_empty() || reported.iter().any(|found| found != code.id()) {
                fault(format!(
                    "expected only [{}] on stderr, got {reported:?}",
                    code.id()
                ));
            }
            if error && !run.stdout.is_empty() {
                fault("stdout is not empty".to_owned());
            }
            if !error {
                let result: Value = serde_json::from_slice(&run.stdout)
                    .with_context(|| format!("{}: stdout is no JSON", code.id()))?;
                let found = result["diagnostics"]
                    .as_array()
                    .cloned()
                    .unwrap_or_default();
                if !found
                    .iter()
                    .any(|found| found["code"] == code.id() && found["severity"] == "warning")
                {
                    fault("the warning is not in the JSON".to_owned());
                }
            }
        }
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

#[test]
fn messages_are_as_approved() -> Result<()> {
    let bless = std::env::var_os("PARINDEX_BLESS").is_some_and(|value| value == "1");
    ensure!(
        !bless || std::env::var_os("CI").is_none(),
        "messages are not approved on a build server"
    );
    let mut faults = Vec::new();
    for folder in folders()? {
        for (lang, file) in MESSAGES {
            let run = run(&folder, lang)?;
            let path = folder.join(file);
            if bless {
                std::fs::write(&path, &run.stderr).with_context(|| path.display().to_string())?;
                continue;
            }
            let approved = std::fs::read_to_string(&path).unwrap_or_default();
            if approved != run.stderr {
                let place = format!("{}/{file}", name(&folder));
                faults.push(format!(
                    "--- {place}, approved:\n{approved}--- got:\n{}",
                    run.stderr
                ));
            }
        }
    }
    ensure!(
        faults.is_empty(),
        "{} messages differ (see PARINDEX_BLESS in this file)\n{}",
        faults.len(),
        faults.join("\n")
    );
    Ok(())
}

#[test]
fn all_problems_are_reported_at_once_in_the_order_of_files_and_lines() -> Result<()> {
    let mut faults = Vec::new();
    for (folder, expected) in SEVERAL {
        let run = run(&Path::new(FOLDER).join(folder), "vi")?;
        if run.exit != Some(2) || !run.stdout.is_empty() {
            faults.push(format!(
                "{folder}: exit code {:?}, expected 2 and no result",
                run.exit
            ));
        }
        let found = with_places(&run.stderr);
        if found != *expected {
            faults.push(format!("{folder}: expected {expected:#?}, got {found:#?}"));
        }
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

#[test]
fn an_alias_bomb_is_refused_at_once() -> Result<()> {
    let start = Instant::now();
    let run = run(&Path::new(FOLDER).join("_bom-bi-danh"), "vi")?;
    let took = start.elapsed();
    ensure!(
        run.exit == Some(2) && run.stdout.is_empty(),
        "exit code {:?}",
        run.exit
    );
    ensure!(reported(&run.stderr) == ["yaml_syntax"], "{}", run.stderr);
    ensure!(took < Duration::from_secs(1), "it took {took:?}");
    Ok(())
}

struct Run {
    exit: Option<i32>,
    stdout: Vec<u8>,
    stderr: String,
}

/// Scores a folder from within, so that paths in messages are short.
fn run(folder: &Path, lang: &str) -> Result<Run> {
    let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .current_dir(folder)
        .args(["score", ".", "--format", "json", "--lang", lang])
        .output()
        .with_context(|| folder.display().to_string())?;
    Ok(Run {
        exit: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8(output.stderr).context("stderr is not UTF-8")?,
    })
}

/// The codes on stderr, in order: those of `lỗi[code]: …` and the like.
fn reported(stderr: &str) -> Vec<String> {
    let title = |line: &str| {
        let rest = ["lỗi[", "lưu ý[", "error[", "warning["]
            .iter()
            .find_map(|name| line.strip_prefix(name))?;
        rest.split_once("]: ").map(|(code, _)| code.to_owned())
    };
    stderr.lines().filter_map(title).collect()
}

/// The codes on stderr with file and line, in order.
fn with_places(stderr: &str) -> Vec<String> {
    let place = |line: &str| {
        let place = line.trim_start().strip_prefix("--> ")?;
        let (file_and_line, _column) = place.rsplit_once(':')?;
        Some(file_and_line.to_owned())
    };
    let codes = reported(stderr).into_iter();
    let places = stderr.lines().filter_map(place);
    codes
        .zip(places)
        .map(|(code, place)| format!("{code} {place}"))
        .collect()
}

fn folders() -> Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(FOLDER).context(FOLDER)? {
        let path = entry?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    ensure!(!folders.is_empty(), "{FOLDER} holds nothing");
    Ok(folders)
}

fn name(folder: &Path) -> String {
    folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
