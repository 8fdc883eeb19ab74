//! The program as people and scripts meet it: every command of README.md and of the
//! transcripts in `cli/` is run, and text and exit code compared to the letter. Transcripts
//! change by hand only: `TRYCMD=overwrite cargo test --test cli`, then read the difference.
//!
//! Below the transcripts stands what holds between runs, whatever the wording: streams, gates
//! in every format, files written, colours.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PROGRAM: &str = env!("CARGO_BIN_EXE_parindex");
const PHU_MY: &str = "examples/phu-my-2023";

#[test]
fn readme_and_transcripts_say_what_the_program_prints() {
    let rewriting = std::env::var_os("TRYCMD").is_some() && std::env::var_os("CI").is_some();
    assert!(!rewriting, "transcripts are never rewritten in CI");
    trycmd::TestCases::new()
        .register_bin("parindex", Path::new(PROGRAM))
        .case("README.md")
        .case("tests/cli/*.trycmd");
}

/// trycmd passes over commands of a program it does not know.
#[test]
fn no_transcript_has_a_command_that_is_not_run() {
    for path in transcripts() {
        let text = fs::read_to_string(&path).unwrap();
        let mut console = false;
        for line in text.lines() {
            if line.starts_with("```") {
                console = line == "```console";
                continue;
            }
            let Some(command) = line.strip_prefix("$ ").filter(|_| console) else {
                continue;
            };
            let program = command.split(' ').find(|word| !word.contains('='));
            assert_eq!(program, Some("parindex"), "{}: {line}", path.display());
        }
    }
}

#[test]
fn no_transcript_names_a_folder_of_this_machine() {
    let temporary = std::env::temp_dir();
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let folders: Vec<String> = [Some(PathBuf::from(ROOT)), Some(temporary), home]
        .into_iter()
        .flatten()
        .map(|folder| folder.display().to_string())
        .filter(|folder| folder.len() > 1)
        .collect();
    for path in files_below(&Path::new(ROOT).join("tests/cli"))
        .into_keys()
        .chain([Path::new(ROOT).join("README.md")])
    {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        for folder in &folders {
            assert!(!text.contains(folder), "{}: {folder}", path.display());
        }
    }
}

#[test]
fn the_set_in_the_readme_can_be_filled_in_and_scored() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let sets: Vec<&str> = readme
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .filter(|block| block.starts_with("schema: parindex/criteria/v1"))
        .collect();
    assert_eq!(sets.len(), 1);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bo-tieu-chi.yaml"), sets[0]).unwrap();
    let init = run_in(
        folder.path(),
        &["init", "xa", "--criteria", "bo-tieu-chi.yaml"],
    );
    assert_clean(&init);
    assert_clean(&run_in(folder.path(), &["score", "xa"]));
}

#[test]
fn the_readme_names_every_rule_kind() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    for kind in parindex::rules::KINDS {
        assert!(readme.contains(&format!("| `{kind}` |")), "{kind}");
    }
}

#[test]
fn wrong_inputs_leave_stdout_empty_and_write_nothing() {
    let inputs = Path::new(ROOT).join("tests/cli/bad-inputs.in");
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("ket-qua");
    for submission in ["bang-sai", "manifest-sai", "bo-tieu-chi-sai"] {
        for format in ["terminal", "html", "json", "csv"] {
            let arguments = ["score", submission, "--format", format, "--fail-under", "1"];
            let output = run_in(&inputs, &arguments);
            assert_eq!(output.status.code(), Some(2), "{submission} {format}");
            assert!(output.stdout.is_empty(), "{submission} {format}");
            assert!(!output.stderr.is_empty(), "{submission} {format}");

            let target = target.to_str().unwrap();
            let output = run_in(&inputs, &[&arguments[..], &["-o", target]].concat());
            assert_eq!(output.status.code(), Some(2), "{submission} {format}");
            assert!(files_below(folder.path()).is_empty(), "{submission}");
        }
    }
}

#[test]
fn wrong_arguments_and_absent_paths_leave_stdout_empty() {
    let cases: [(&[&str], i32); 8] = [
        (&["scor"], 2),
        (&["score", PHU_MY, "--formt", "json"], 2),
        (&["score", PHU_MY, "--format", "xml"], 2),
        (&["score", PHU_MY, "--as-of", "30/02/2024"], 2),
        (&["score", PHU_MY, "--fail-under", "x"], 2),
        (&["score", "examples"], 2),
        (&["score", "khong-co"], 3),
        (&["score", PHU_MY, "--figures", "khong-co.csv"], 3),
    ];
    for (arguments, code) in cases {
        for lang in ["vi", "en"] {
            let output = run(&[arguments, &["--lang", lang]].concat());
            assert_eq!(output.status.code(), Some(code), "{arguments:?} {lang}");
            assert!(output.stdout.is_empty(), "{arguments:?} {lang}");
            assert!(!output.stderr.is_empty(), "{arguments:?} {lang}");
        }
    }
}

#[test]
fn gates_give_the_same_exit_code_and_result_in_every_format() {
    let gates: [(&[&str], i32); 8] = [
        (&["--fail-under", "91,84"], 0),
        (&["--fail-under", "91.85"], 1),
        (&["--fail-under", "91,84%"], 0),
        (&["--fail-under", "91,85 %"], 1),
        (&["--fail-on", "losses"], 1),
        (&["--fail-on", "claims"], 0),
        (&["--fail-on", "published"], 0),
        (&["--fail-under", "50", "--fail-on", "losses"], 1),
    ];
    for format in ["terminal", "html", "json", "csv"] {
        let open = run(&["score", PHU_MY, "--format", format]);
        assert_eq!(open.status.code(), Some(0));
        for (gate, code) in gates {
            let output = run(&[&["score", PHU_MY, "--format", format], gate].concat());
            assert_eq!(output.status.code(), Some(code), "{gate:?} {format}");
            assert!(output.stdout == open.stdout, "{gate:?} {format}");
        }
    }
}

/// What `check` finds is its result: it is printed even where something is wrong.
#[test]
fn check_gives_the_same_exit_code_in_every_format_and_always_a_result() {
    let many = Path::new(ROOT).join("tests/cli/check-many.in");
    let cases: [(&[&str], i32); 8] = [
        (&["bo-tieu-chi.yaml"], 0),
        (&["bo-sai.yaml"], 2),
        (&["khong-co"], 2),
        (&["ho-so/an-phu", "--fail-on", "incomplete"], 0),
        (&["ho-so/binh-an"], 0),
        (&["ho-so/binh-an", "--fail-on", "incomplete"], 1),
        (&["ho-so", "--units", "don-vi.csv"], 2),
        (&["ho-so", "--allow-broken"], 0),
    ];
    let before = files_below(&many);
    let folder = tempfile::tempdir().unwrap();
    for (arguments, code) in cases {
        for format in ["terminal", "json", "csv"] {
            let arguments = [&["check"], arguments, &["--format", format]].concat();
            let printed = run_in(&many, &arguments);
            assert_eq!(printed.status.code(), Some(code), "{arguments:?}");
            assert!(!printed.stdout.is_empty(), "{arguments:?}");

            let path = folder.path().join("ket-qua");
            let target = path.to_str().unwrap();
            let written = run_in(
                &many,
                &[&arguments[..], &["-o", target, "--force"]].concat(),
            );
            assert_eq!(written.status.code(), Some(code), "{arguments:?}");
            assert!(written.stdout.is_empty(), "{arguments:?}");
            assert!(fs::read(&path).unwrap() == printed.stdout, "{arguments:?}");
        }
    }
    assert!(files_below(&many) == before);
}

#[test]
fn a_file_holds_what_stdout_would() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["--format", "terminal"][..],
        &["--format", "json", "--lang", "en"],
        &["--format", "html"],
        &["--format", "csv"],
        &["--format", "csv", "--csv", "excel-vi"],
    ] {
        let arguments = [&["score", PHU_MY], arguments].concat();
        let path = folder.path().join("ket-qua");
        let printed = run(&arguments);
        let target = path.to_str().unwrap();
        let written = run(&[&arguments[..], &["-o", target, "--force"]].concat());
        assert_eq!(written.status.code(), Some(0), "{arguments:?}");
        assert!(written.stdout.is_empty(), "{arguments:?}");
        assert!(fs::read(&path).unwrap() == printed.stdout, "{arguments:?}");
        assert_eq!(files_below(folder.path()).len(), 1, "{arguments:?}");
    }
}

#[test]
fn scoring_changes_no_input() {
    let folder = Path::new(ROOT).join(PHU_MY);
    let before = files_below(&folder);
    assert!(!before.is_empty());
    assert_eq!(run(&["score", PHU_MY]).status.code(), Some(0));
    assert!(files_below(&folder) == before);
}

#[test]
fn an_empty_submission_is_scored_untouched() {
    for set in ["an-giang-xa-2023", "qd-766-cap-xa"] {
        for dialect in ["plain", "excel-vi"] {
            let folder = tempfile::tempdir().unwrap();
            let init = ["init", "xa", "--criteria", set, "--csv", dialect];
            assert_clean(&run_in(folder.path(), &init));
            assert_clean(&run_in(folder.path(), &["score", "xa"]));
            let output = run_in(folder.path(), &["score", "xa", "--format", "json"]);
            let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(result["total"]["points"].to_string(), "0", "{set}");
            assert_eq!(result["counts"]["full"], 0, "{set}");
            assert_eq!(result["diagnostics"].as_array().unwrap().len(), 0, "{set}");
        }
    }
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let colored = |output: &Output| output.stdout.contains(&0x1B) || output.stderr.contains(&0x1B);
    let piped = run(&["score", PHU_MY]);
    assert!(!colored(&piped));
    let always = run(&["score", PHU_MY, "--color", "always"]);
    assert!(always.stdout.contains(&0x1B));
    assert_eq!(without_styles(&always.stdout), text(&piped.stdout));
    assert!(!colored(&run(&["score", PHU_MY, "--color", "never"])));

    let mut command = program(Path::new(ROOT), &["score", PHU_MY, "--color", "auto"]);
    let output = command.env("NO_COLOR", "1").output().unwrap();
    assert!(!colored(&output));
    for format in ["html", "json", "csv"] {
        let output = run(&["score", PHU_MY, "--color", "always", "--format", format]);
        assert!(!output.stdout.contains(&0x1B), "{format}");
    }
}

#[test]
fn results_depend_on_no_locale_and_no_folder() {
    for format in ["terminal", "html", "json", "csv"] {
        let arguments = ["score", PHU_MY, "--format", format];
        let plain = run(&arguments);
        let output = program(Path::new(ROOT), &arguments)
            .envs([("LC_ALL", "de_DE.UTF-8"), ("TZ", "Pacific/Kiritimati")])
            .output()
            .unwrap();
        assert!(output.stdout == plain.stdout, "{format}");
        let inside = run_in(
            &Path::new(ROOT).join(PHU_MY),
            &["score", "--format", format],
        );
        assert!(inside.stdout == plain.stdout, "{format}");
    }
}

/// README and every transcript.
fn transcripts() -> Vec<PathBuf> {
    let folder = Path::new(ROOT).join("tests/cli");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "trycmd"))
        .collect();
    assert!(!paths.is_empty());
    paths.push(Path::new(ROOT).join("README.md"));
    paths
}

/// The program with these arguments, colours left to itself.
fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR");
    command
}

fn run(arguments: &[&str]) -> Output {
    run_in(Path::new(ROOT), arguments)
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().unwrap()
}

/// Exit 0 and not a word on stderr.
fn assert_clean(output: &Output) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*said), (Some(0), ""));
    assert!(!output.stdout.is_empty());
}

/// Every file below a folder with its content.
fn files_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let content = fs::read(entry.path()).unwrap();
            files.insert(entry.into_path(), content);
        }
    }
    files
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Text without the escape sequences of colours, and without the blanks they keep at the end
/// of a line.
fn without_styles(bytes: &[u8]) -> String {
    let mut plain = String::new();
    let mut letters = text(bytes).chars().collect::<Vec<_>>().into_iter();
    while let Some(letter) = letters.next() {
        if letter == '\u{1B}' {
            letters.find(|letter| *letter == 'm');
        } else {
            plain.push(letter);
        }
    }
    plain.lines().fold(String::new(), |mut lines, line| {
        lines.push_str(line.trim_end());
        lines.push('\n');
        lines
    })
}
