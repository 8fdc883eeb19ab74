//! Completion scripts, loaded into bash and asked as a person at a prompt would; manual pages of
//! every command, in both languages.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
#[cfg(unix)]
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn parindex(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .current_dir(ROOT)
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    assert!(said.is_empty(), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_shell_has_a_script_that_knows_commands_and_options() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = parindex(&["completions", shell]);
        for word in [
            "score",
            "reconcile",
            "fail-under",
            "completions",
            "crosswalk",
        ] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        if ["zsh", "fish", "powershell", "elvish"].contains(&shell) {
            // These show what an option means.
            assert!(script.contains("Bảng minh chứng"), "{shell}");
            let english = parindex(&["completions", shell, "--lang", "en"]);
            assert!(english.contains("Evidence table"), "{shell}");
        }
    }
    // Where a shipped set or a file will do, both are offered.
    assert!(parindex(&["completions", "zsh"]).contains("{compadd -- an-giang-xa-2023"));
    let fish = parindex(&["completions", "fish"]);
    let criteria = fish.lines().find(|line| line.contains("-l criteria"));
    assert!(criteria.unwrap().contains("-r -F"), "{criteria:?}");
}

/// What bash offers for the last word of a line.
#[cfg(unix)]
fn offered(script: &Path, line: &[&str]) -> BTreeSet<String> {
    let quoted: Vec<String> = line.iter().map(|word| format!("'{word}'")).collect();
    let (last, before) = (line.len() - 1, line.len() - 2);
    let asked = format!(
        "compopt() {{ :; }}; source \"$0\"; COMP_WORDS=({}); COMP_CWORD={last}; _parindex parindex {} {}; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        quoted.join(" "),
        quoted[last],
        quoted[before],
    );
    let output = Command::new("bash")
        .args(["--norc", "-c", &asked])
        .arg(script)
        .current_dir(ROOT)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && said.is_empty(),
        "{line:?}: {said}"
    );
    let offered = String::from_utf8(output.stdout).unwrap();
    offered.lines().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_options_values_and_files() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("parindex.bash");
    let to = script.to_str().unwrap();
    assert!(parindex(&["completions", "bash", "-o", to]).is_empty());
    let is = |line: &[&str], expected: &[&str]| {
        let expected: BTreeSet<String> = expected.iter().map(|&word| word.to_owned()).collect();
        assert_eq!(offered(&script, line), expected, "{line:?}");
    };
    is(&["parindex", "sc"], &["schema", "score"]);
    is(&["parindex", "criteria", "sh"], &["show"]);
    is(&["parindex", "score", "--fail-u"], &["--fail-under"]);
    is(&["parindex", "score", "--lang", ""], &["en", "vi"]);
    is(&["parindex", "score", "--format", "j"], &["json"]);
    is(&["parindex", "report", "--kind", "re"], &["receipt"]);
    is(&["parindex", "score", "--encoding", "tc"], &["tcvn3"]);
    is(&["parindex", "schema", "ra"], &["ranking"]);
    is(&["parindex", "completions", "ba"], &["bash"]);
    // A shipped set, or a file of one's own.
    is(
        &["parindex", "score", "--criteria", "an-g"],
        &["an-giang-xa-2023"],
    );
    is(
        &["parindex", "score", "--criteria", "Cargo.t"],
        &["Cargo.toml"],
    );
    is(
        &["parindex", "score", "--evidence", "Cargo.t"],
        &["Cargo.toml"],
    );
    is(&["parindex", "score", "-o", "Cargo.t"], &["Cargo.toml"]);
    // Nothing but what was typed: no file is a day.
    is(&["parindex", "score", "--as-of", "Cargo"], &["Cargo"]);
}

#[test]
fn every_command_has_a_manual_page_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, headings) in [
        (
            "vi",
            [
                "TÊN",
                "CÁCH DÙNG",
                "MÔ TẢ",
                "ĐẦU VÀO",
                "KẾT QUẢ",
                "TÙY CHỌN",
            ],
        ),
        (
            "en",
            [
                "NAME",
                "SYNOPSIS",
                "DESCRIPTION",
                "INPUTS",
                "OUTPUT",
                "OPTIONS",
            ],
        ),
    ] {
        let to = folder.path().join(lang);
        parindex(&["man", "-o", to.to_str().unwrap(), "--lang", lang]);
        let mut names = BTreeSet::new();
        for entry in std::fs::read_dir(&to).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let page = std::fs::read_to_string(&path).unwrap();
            let sections: Vec<&str> = page
                .lines()
                .filter_map(|line| line.strip_prefix(".SH "))
                .map(|heading| heading.trim_matches('"'))
                .collect();
            assert_eq!(sections[..3], headings[..3], "{name}");
            // No heading of the other language.
            let english = |heading: &&str| heading.is_ascii();
            let of_english = sections.iter().filter(|heading| english(heading)).count();
            assert_eq!(
                of_english,
                if lang == "en" { sections.len() } else { 0 },
                "{name}: {sections:?}"
            );
            names.insert(name);
        }
        let score = std::fs::read_to_string(to.join("parindex-score.1")).unwrap();
        for heading in headings {
            let line = score.lines().any(|line| {
                line.strip_prefix(".SH ")
                    .is_some_and(|said| said.trim_matches('"') == heading)
            });
            assert!(line, "{lang}: {heading}");
        }
        for name in [
            "parindex.1",
            "parindex-score.1",
            "parindex-criteria-show.1",
            "parindex-man.1",
        ] {
            assert!(names.contains(name), "{names:?}");
        }
        // One page is the same printed.
        assert_eq!(parindex(&["man", "score", "--lang", lang]), score);
    }
    assert!(parindex(&["man", "criteria", "show"]).contains("parindex\\-criteria\\-show"));
    let again = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .args(["man", "-o"])
        .arg(folder.path().join("vi"))
        .output()
        .unwrap();
    assert_eq!(again.status.code(), Some(3), "files are not replaced");
    for (words, said) in [
        (&["scor"][..], "score"),
        (&["criteria", "shw"], "show"),
        (&["score", "x"], "`x`"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
            .arg("man")
            .args(words)
            .output()
            .unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains(said), "{message}");
    }
}
