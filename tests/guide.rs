//! The guide in `docs/`: its pages are read in their order, as a person does, and every command
//! is run in one folder that holds what the archive holds.
//!
//! A block `bat` holds lines to copy; a number after the word is the exit code that is expected
//! in place of 0. A block `text` right behind it says what they print, to the letter; `...`
//! stands for any lines. Without one only the exit code is compared. A block of a named table
//! (```` ```csv don-vi.csv ````) is written to that file. Blocks of other kinds are not run.
//!
//! `PARINDEX_BLESS=1 cargo test --test guide` writes what is printed now into the pages; then
//! read the difference.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The first page and those it links to, in its order.
fn pages() -> Vec<PathBuf> {
    let docs = Path::new(ROOT).join("docs");
    let first = docs.join("huong-dan.md");
    let mut pages = vec![first.clone()];
    for link in links(&fs::read_to_string(first).unwrap()) {
        let page = docs.join(&link);
        if link.starts_with("huong-dan/") && !pages.contains(&page) {
            pages.push(page);
        }
    }
    pages
}

/// The targets of links and pictures, without the places within a page.
fn links(text: &str) -> Vec<String> {
    let targets = text.split("](").skip(1);
    let targets = targets.filter_map(|rest| rest.split(')').next());
    let files = targets.filter_map(|target| target.split('#').next());
    let inside = files.filter(|file| !file.is_empty() && !file.contains("://"));
    inside.map(str::to_owned).collect()
}

/// The arguments of a line as cmd and PowerShell part them: blanks, and double quotes.
fn arguments(line: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (index, piece) in line.split('"').enumerate() {
        match index % 2 {
            0 => all.extend(piece.split_whitespace().map(str::to_owned)),
            _ => all.push(piece.to_owned()),
        }
    }
    all
}

/// What a command prints, results before messages.
fn printed(line: &str, code: i32, folder: &Path) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
    command.args(arguments(line)).current_dir(folder);
    let output = command.output().unwrap();
    let said = |stream: &[u8]| String::from_utf8(stream.to_vec()).unwrap();
    let text = said(&output.stdout) + &said(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{line}\n{text}");
    let lines = text.trim_end().lines();
    lines.map(|line| line.trim_end().to_owned()).collect()
}

/// Whether the lines fit, where `...` stands for any number of them.
fn fits(expected: &[&str], found: &[&str]) -> bool {
    match expected.split_first() {
        None => found.is_empty(),
        Some((&"...", rest)) => (0..=found.len()).any(|skip| fits(rest, &found[skip..])),
        Some((line, rest)) => found.first() == Some(line) && fits(rest, &found[1..]),
    }
}

/// Runs a page; its text with what is printed now.
fn run(page: &str, folder: &Path) -> String {
    let mut text = String::new();
    let mut lines = page.lines();
    let mut before: Option<Vec<String>> = None;
    while let Some(line) = lines.next() {
        text += &format!("{line}\n");
        let Some(info) = line.trim_start().strip_prefix("```") else {
            before = before.filter(|_| line.is_empty());
            continue;
        };
        let block = lines.by_ref();
        let block: Vec<&str> = block
            .take_while(|line| line.trim_start() != "```")
            .collect();
        let indent = &line[..line.len() - line.trim_start().len()];
        let (kind, more) = info.split_once(' ').unwrap_or((info, ""));
        let mut kept = block.clone();
        let found = before.take();
        match kind {
            "bat" => {
                let code = more.parse().unwrap_or(0);
                let printed = block.iter().flat_map(|line| run_line(line, code, folder));
                before = Some(printed.collect());
            }
            "text" => {
                if let Some(found) = &found {
                    let found: Vec<&str> = found.iter().map(String::as_str).collect();
                    if !fits(&block, &found) {
                        kept = found;
                    }
                }
            }
            _ if !more.is_empty() => {
                assert!(!more.contains(['/', '\\', ' ']), "{more}");
                fs::write(folder.join(more), block.join("\n") + "\n").unwrap();
            }
            _ => {}
        }
        kept.iter().for_each(|line| text += &format!("{line}\n"));
        text += &format!("{indent}```\n");
    }
    text
}

fn run_line(line: &str, code: i32, folder: &Path) -> Vec<String> {
    let arguments = line
        .strip_prefix("parindex ")
        .unwrap_or_else(|| panic!("no command: {line}"));
    // PowerShell writes another encoding, and the shells of Windows know no single quotes.
    assert!(!arguments.contains(['>', '<', '|', '\'', '%']), "{line}");
    printed(arguments, code, folder)
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn every_command_prints_what_the_guide_says() {
    let bless = std::env::var_os("PARINDEX_BLESS").is_some();
    assert!(!bless || std::env::var_os("CI").is_none(), "never in CI");
    let folder = tempfile::tempdir().unwrap();
    for part in ["examples", "criteria"] {
        copy(&Path::new(ROOT).join(part), &folder.path().join(part));
    }
    let pages = pages();
    assert!(pages.len() > 10);
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        let now = run(&text, folder.path());
        if bless {
            fs::write(&page, now).unwrap();
        } else {
            assert!(text == now, "{}:\n{now}", page.display());
        }
    }
}

#[test]
fn every_page_is_linked_and_every_link_leads_somewhere() {
    let pages = pages();
    for page in &pages {
        for link in links(&fs::read_to_string(page).unwrap()) {
            let target = page.parent().unwrap().join(&link);
            assert!(target.exists(), "{}: {link}", page.display());
        }
    }
    for entry in fs::read_dir(Path::new(ROOT).join("docs/huong-dan")).unwrap() {
        let path = entry.unwrap().path();
        assert!(pages.contains(&path), "{}", path.display());
    }
}
