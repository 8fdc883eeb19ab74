//! Runs every folder of `tests/invalid/` through the program: the smallest input for each
//! diagnostic code, in a folder of that name. Errors give exit code 2, warnings 0; the whole
//! message is compared with `thong-bao.txt` (Vietnamese) and `message.txt` (English). Folders
//! whose name starts with `_` hold several problems, or one that has no code of its own.
//!
//! What runs is `score .`, which an error stops with an empty stdout, or what `lenh.txt` of the
//! folder says, such as `check bo-tieu-chi.yaml`: the result of `check` is what it found, so
//! that its stdout is never empty; `rank nop` prints what it can.
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
/// The file with what is run in place of `score .`.
const COMMAND: &str = "lenh.txt";
const MESSAGES: [(&str, &str); 2] = [("vi", "thong-bao.txt"), ("en", "message.txt")];

/// Folders with several problems, and what is reported of them, in order.
const SEVERAL: [(&str, &[&str]); 21] = [
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
    // Departments that contradict each other, words that are no verdict, no round and no reason.
    (
        "_ket-luan-trai-nhau",
        &[
            "bad_cell phong-a.csv:4",
            "bad_cell phong-a.csv:5",
            "unused_row phong-a.csv:6",
            "conflicting_appraisal phong-b.csv:2",
            "reason_missing phong-b.csv:2",
            "conflicting_appraisal phong-b.csv:3",
        ],
    ),
    // Between whole values there is nothing.
    (
        "_khoang-ho",
        &[
            "band_gap bo-tieu-chi.yaml:16",
            "band_gap bo-tieu-chi.yaml:23",
            "band_gap bo-tieu-chi.yaml:30",
            "band_gap bo-tieu-chi.yaml:40",
        ],
    ),
    (
        "_khoang-chong",
        &[
            "band_overlap bo-tieu-chi.yaml:16",
            "band_overlap bo-tieu-chi.yaml:21",
            "band_overlap bo-tieu-chi.yaml:26",
            "band_overlap bo-tieu-chi.yaml:26",
            "band_overlap bo-tieu-chi.yaml:26",
        ],
    ),
    (
        "_khong-don-dieu",
        &[
            "not_monotone bo-tieu-chi.yaml:16",
            "not_monotone bo-tieu-chi.yaml:21",
            "not_monotone bo-tieu-chi.yaml:26",
            "not_monotone bo-tieu-chi.yaml:31",
            "not_monotone bo-tieu-chi.yaml:36",
        ],
    ),
    (
        "_khong-dat-toi-da",
        &[
            "max_unreachable bo-tieu-chi.yaml:16",
            "max_unreachable bo-tieu-chi.yaml:21",
            "max_unreachable bo-tieu-chi.yaml:25",
            "max_unreachable bo-tieu-chi.yaml:29",
            "max_unreachable bo-tieu-chi.yaml:34",
            "max_unreachable bo-tieu-chi.yaml:39",
            "max_unreachable bo-tieu-chi.yaml:44",
            "max_unreachable bo-tieu-chi.yaml:51",
        ],
    ),
    (
        "_nhanh-khong-dat",
        &[
            "branch_max bo-tieu-chi.yaml:18",
            "branch_max bo-tieu-chi.yaml:26",
            "branch_max bo-tieu-chi.yaml:26",
        ],
    ),
    (
        "_luc-nao-cung-dat",
        &[
            "cannot_lose bo-tieu-chi.yaml:15",
            "cannot_lose bo-tieu-chi.yaml:20",
            "cannot_lose bo-tieu-chi.yaml:25",
            "cannot_lose bo-tieu-chi.yaml:30",
            "cannot_lose bo-tieu-chi.yaml:34",
            "cannot_lose bo-tieu-chi.yaml:38",
            "cannot_lose bo-tieu-chi.yaml:43",
            "cannot_lose bo-tieu-chi.yaml:49",
        ],
    ),
    (
        "_khong-tranh-duoc",
        &[
            "cannot_avoid bo-tieu-chi.yaml:25",
            "cannot_avoid bo-tieu-chi.yaml:29",
            "cannot_avoid bo-tieu-chi.yaml:34",
        ],
    ),
    (
        "_ten-so-lieu",
        &[
            "unknown_name bo-tieu-chi.yaml:15",
            "unknown_name bo-tieu-chi.yaml:20",
            "unknown_name bo-tieu-chi.yaml:25",
            "unknown_name bo-tieu-chi.yaml:29",
            "unknown_name bo-tieu-chi.yaml:34",
        ],
    ),
    (
        "_so-theo-doi",
        &[
            "bad_value bo-tieu-chi.yaml:12",
            "bad_value bo-tieu-chi.yaml:13",
            "bad_value bo-tieu-chi.yaml:14",
            "unknown_key bo-tieu-chi.yaml:14",
            "duplicate_id bo-tieu-chi.yaml:16",
            "bad_value bo-tieu-chi.yaml:17",
            "bad_value bo-tieu-chi.yaml:17",
            "wrong_shape bo-tieu-chi.yaml:18",
            "wrong_shape bo-tieu-chi.yaml:19",
            "wrong_shape bo-tieu-chi.yaml:20",
            "bad_value bo-tieu-chi.yaml:21",
            "wrong_shape bo-tieu-chi.yaml:22",
        ],
    ),
    (
        "_bo-cau-hoi",
        &[
            "bad_value bo-tieu-chi.yaml:12",
            "duplicate_id bo-tieu-chi.yaml:13",
            "duplicate_id bo-tieu-chi.yaml:14",
            "bad_value bo-tieu-chi.yaml:15",
            "missing_key bo-tieu-chi.yaml:16",
            "bad_value bo-tieu-chi.yaml:17",
            "missing_key bo-tieu-chi.yaml:18",
            "bad_value bo-tieu-chi.yaml:19",
            "bad_expression bo-tieu-chi.yaml:20",
            "duplicate_id bo-tieu-chi.yaml:21",
            "on_zero_missing bo-tieu-chi.yaml:21",
            "missing_key bo-tieu-chi.yaml:29",
        ],
    ),
    // Answers that are none, a question too few, no header, a row too short: and nothing that
    // respondents wrote is quoted, so that places have a line and no column.
    (
        "_phieu-khao-sat",
        &[
            "bad_answer dot-1.csv",
            "bad_answer dot-1.csv",
            "bad_answer dot-1.csv",
            "bad_answer dot-1.csv",
            "question_missing dot-2.csv",
            "no_header",
            "wrong_field_count dot-4.csv",
        ],
    ),
    (
        "_ngay-nam-khac",
        &[
            "impossible_date bo-tieu-chi.yaml:17",
            "bad_date bo-tieu-chi.yaml:21",
        ],
    ),
    // Of leaves that only read figures of the set too.
    (
        "_so-lieu-chung",
        &["several_bands so-lieu.csv:2", "no_band so-lieu.csv:2"],
    ),
    // Cells that lead to no file: what is meant, where to copy it, why it is no path.
    (
        "_ten-tep",
        &[
            "file_not_found minh-chung.csv:2",
            "file_not_found minh-chung.csv:3",
            "file_outside_root minh-chung.csv:4",
            "file_outside_root minh-chung.csv:5",
            "file_outside_root minh-chung.csv:6",
            "file_not_found minh-chung.csv:7",
            "file_outside_root minh-chung.csv:8",
            "file_not_found minh-chung.csv:9",
            "file_not_found minh-chung.csv:10",
            "file_not_found minh-chung.csv:10",
            "unused_file",
            "unused_file",
            "unused_file",
            "unused_file",
        ],
    ),
    // What waits for a survey, does not apply or has been explained is not asked for.
    (
        "_ho-so-chua-du",
        &[
            "explanation_missing minh-chung.csv:2",
            "explanation_missing minh-chung.csv:3",
            "file_not_found minh-chung.csv:3",
            "unanswered",
            "figure_not_stated",
            "figure_not_stated",
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
    // A code without its folder is the other test's.
    let with_folder = |code: &&Code| Path::new(FOLDER).join(code.id()).is_dir();
    for code in Code::ALL.iter().filter(with_folder) {
        for (lang, _) in MESSAGES {
            let run = run(&Path::new(FOLDER).join(code.id()), lang)?;
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
            if error && run.command == "score" && !run.stdout.is_empty() {
                fault("stdout is not empty".to_owned());
            }
            // `rank` prints what it can, which may be nothing.
            if error && run.command != "check" && run.stdout.is_empty() {
                continue;
            }
            let result: Value = serde_json::from_slice(&run.stdout)
                .with_context(|| format!("{}: stdout is no JSON", code.id()))?;
            let severity = code.severity().id();
            let found = diagnostics_in(&result);
            if found.is_empty()
                || found
                    .iter()
                    .any(|found| found["code"] != code.id() || found["severity"] != severity)
            {
                fault(format!(
                    "expected this {severity} in the JSON, got {found:?}"
                ));
            }
            let sets = result["sets"].as_array().into_iter().flatten();
            for set in sets.filter(|set| set["proved"] == error) {
                fault(format!("proved: {}", set["proved"]));
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
    let is_error = |found: &str| {
        let mut codes = Code::ALL.iter();
        codes.any(|code| {
            found.split(' ').next() == Some(code.id()) && code.severity() == Severity::Error
        })
    };
    for (folder, expected) in SEVERAL {
        let run = run(&Path::new(FOLDER).join(folder), "vi")?;
        let wrong = expected.iter().any(|found| is_error(found));
        let exit = if wrong { 2 } else { 0 };
        if run.exit != Some(exit) {
            faults.push(format!(
                "{folder}: exit code {:?}, expected {exit}",
                run.exit
            ));
        }
        if wrong && run.command == "score" && !run.stdout.is_empty() {
            faults.push(format!("{folder}: stdout is not empty"));
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
    command: String,
    exit: Option<i32>,
    stdout: Vec<u8>,
    stderr: String,
}

/// Runs a folder's command from within, so that paths in messages are short.
fn run(folder: &Path, lang: &str) -> Result<Run> {
    let written = std::fs::read_to_string(folder.join(COMMAND));
    let line = written.unwrap_or_else(|_| "score .".to_owned());
    let arguments: Vec<&str> = line.split_whitespace().collect();
    let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .current_dir(folder)
        .args(&arguments)
        .args(["--format", "json", "--lang", lang])
        .output()
        .with_context(|| folder.display().to_string())?;
    Ok(Run {
        command: (*arguments.first().context("an empty command")?).to_owned(),
        exit: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8(output.stderr).context("stderr is not UTF-8")?,
    })
}

/// Everything that a result lists as found: of the run, of sets and of submissions.
fn diagnostics_in(result: &Value) -> Vec<&Value> {
    let parts = ["sets", "submissions", "units", "not_ranked"]
        .into_iter()
        .flat_map(|part| result[part].as_array().into_iter().flatten());
    std::iter::once(result)
        .chain(parts)
        .flat_map(|part| part["diagnostics"].as_array().into_iter().flatten())
        .collect()
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

/// The codes on stderr with file and line, where there is one, in order.
fn with_places(stderr: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in stderr.lines() {
        found.extend(reported(line));
        let place = line.trim_start().strip_prefix("--> ");
        let place = place.and_then(|place| place.rsplit_once(':'));
        if let (Some(last), Some((file_and_line, _column))) = (found.last_mut(), place) {
            *last = format!("{last} {file_and_line}");
        }
    }
    found
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
