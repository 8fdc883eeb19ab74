//! Tables as offices have them: spreadsheets, layouts of provinces, damage done by Excel.
//!
//! Every folder of `tests/office/` is a case, and a new one needs no Rust:
//!
//! - `parindex.yaml`, `bo-tieu-chi.yaml`, tables of text: an ordinary submission.
//! - `bang-tinh.yaml`, if any: workbooks written as text (`tests/support/written.rs` says how);
//!   each is made into an XLSX beside the other files, and the case is run again with them as ODS.
//! - `libreoffice/`, if any: the same workbooks as LibreOffice saved them; the case is run again
//!   with each of them in place of the XLSX, and its results are the same.
//! - `ket-qua.yaml`: what comes of it, worked out by hand: a list of runs (see [`Run`]). Each is
//!   made by `score`, `check` and `rank`, which must agree.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "support/formats.rs"]
mod formats;
#[path = "support/ods.rs"]
mod ods;
#[path = "support/runs.rs"]
mod runs;
#[path = "support/sheets.rs"]
mod sheets;
#[path = "support/written.rs"]
mod written;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use runs::{Case, Format};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/office");

#[test]
fn every_case_gives_what_was_worked_out_by_hand() -> Result<()> {
    let mut faults = Vec::new();
    let only = std::env::var("CASE").unwrap_or_default();
    let cases = folders()?
        .into_iter()
        .filter(|case| case.ends_with(&only) || only.is_empty());
    for case in cases {
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        match faults_of(&case) {
            Ok(found) => faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}"))),
            Err(error) => faults.push(format!("{name}: {error:#}")),
        }
    }
    ensure!(
        faults.is_empty(),
        "{} differences:\n{}",
        faults.len(),
        faults.join("\n")
    );
    Ok(())
}

#[test]
fn every_case_says_what_it_shows() -> Result<()> {
    for case in folders()? {
        let text = std::fs::read_to_string(case.join("ket-qua.yaml"))?;
        ensure!(
            text.starts_with("# "),
            "{}/ket-qua.yaml does not begin with a comment that shows the arithmetic",
            case.display()
        );
    }
    Ok(())
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
    ensure!(!folders.is_empty(), "{FOLDER} holds no case");
    Ok(folders)
}

/// Runs a case with its workbooks as XLSX, then with each that LibreOffice saved. The XLSX are
/// also left in the folder that `PARINDEX_WORKBOOKS` names, for LibreOffice to open.
fn faults_of(folder: &Path) -> Result<Vec<String>> {
    let case = Case::read(folder)?;
    if let Some(left) = std::env::var_os("PARINDEX_WORKBOOKS") {
        let to = Path::new(&left).join(folder.file_name().unwrap_or_default());
        std::fs::create_dir_all(&to)?;
        case.write_workbooks(&to)?;
    }
    let mut faults = case.faults(&Format::Xlsx)?;
    if case.has_workbooks() {
        let found = case.faults(&Format::Ods)?;
        faults.extend(found.into_iter().map(|fault| format!("as ODS: {fault}")));
    }
    let saved = folder.join("libreoffice");
    if saved.is_dir() {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(saved)? {
            files.push(entry?.path());
        }
        files.sort();
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let found = case.faults(&Format::Saved(file.clone()))?;
            faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
        }
    }
    Ok(faults)
}
