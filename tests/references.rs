//! The references under `docs/reference/` in both languages: written from the program's own
//! definitions, compared byte for byte. `PARINDEX_BLESS=1 cargo test --test references` writes
//! them anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "references/cli.rs"]
mod cli;
#[path = "references/diagnostics.rs"]
mod diagnostics;
#[path = "references/json.rs"]
mod json;
#[path = "references/rules.rs"]
mod rules;
#[path = "references/tables.rs"]
mod tables;

use std::path::{Path, PathBuf};
use std::process::Command;

use parindex::text::lang::Lang;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A page: its file and what writes it.
type Page = (&'static str, fn(Lang) -> String);

const PAGES: [Page; 5] = [
    ("cli.md", cli::page),
    ("rules.md", rules::page),
    ("diagnostics.md", diagnostics::page),
    ("tables.md", tables::page),
    ("json.md", json::page),
];

#[test]
fn the_references_are_what_the_program_says() {
    let bless = std::env::var_os("PARINDEX_BLESS").is_some();
    let mut others = Vec::new();
    for lang in [Lang::Vi, Lang::En] {
        let folder = Path::new(ROOT).join("docs/reference").join(id(lang));
        for (name, page) in PAGES {
            let path = folder.join(name);
            let text = finished(&page(lang));
            if bless {
                std::fs::create_dir_all(&folder).unwrap();
                std::fs::write(&path, text).unwrap();
            } else if std::fs::read_to_string(&path).ok().as_deref() != Some(&text) {
                others.push(path);
            }
        }
    }
    assert!(
        others.is_empty(),
        "not what the program says; look at the difference after \
         `PARINDEX_BLESS=1 cargo test --test references`: {others:#?}"
    );
}

/// Nothing but these pages, which all come from the program, lies there.
#[test]
fn there_are_no_other_references() {
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(Path::new(ROOT).join("docs/reference"))
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.into_path())
        .collect();
    found.sort();
    let mut expected: Vec<PathBuf> = [Lang::Vi, Lang::En]
        .iter()
        .flat_map(|lang| PAGES.map(|(name, _)| (id(*lang), name)))
        .map(|(lang, name)| Path::new(ROOT).join("docs/reference").join(lang).join(name))
        .collect();
    expected.sort();
    assert_eq!(found, expected);
}

fn id(lang: Lang) -> &'static str {
    lang.pick("vi", "en")
}

/// One blank line between parts, a line end at the end, no blanks before it.
fn finished(page: &str) -> String {
    let mut text = String::new();
    let mut blank = false;
    for line in page.trim().lines().map(str::trim_end) {
        if line.is_empty() && blank {
            continue;
        }
        blank = line.is_empty();
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// A row of a table; what would end a cell is escaped.
fn row(cells: &[&str]) -> String {
    let cells = cells
        .iter()
        .map(|cell| cell.replace('|', "\\|").replace('\n', " "));
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// The head of a table.
fn head(cells: &[&str]) -> String {
    let rule = cells.iter().map(|_| "---").collect::<Vec<_>>().join(" | ");
    format!("\n{}| {rule} |\n", row(cells))
}

/// What the program prints in a folder of the repository, in a language.
fn printed(folder: &str, arguments: &[&str], lang: Lang) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .current_dir(Path::new(ROOT).join(folder))
        .args(arguments)
        .args(["--lang", id(lang)])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.stdout.is_empty(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(path)).expect(path)
}
