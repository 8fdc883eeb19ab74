//! The workbook and the scripts that `init` writes. What stands in the workbook is compared
//! cell by cell with what the set asks for, and read back by the loaders of tables.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod init {
    mod earlier;
    mod loaders;
    mod scripts;
    mod workbook;
}

use std::io::Cursor;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use parindex::criteria::model::CriteriaSet;
use parindex::criteria::{read, shipped};
use parindex::diagnostic::{Problems, SourceFile};
use parindex::evidence::manifest::Manifest;
use parindex::report::blank::{Contents, Tables, blank};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PROGRAM: &str = env!("CARGO_BIN_EXE_parindex");

/// A set from its text.
fn set(text: &str) -> CriteriaSet {
    let (file, _) = SourceFile::new("bo-tieu-chi.yaml", text.as_bytes());
    let problems = Problems::default();
    let set = read::read(&Arc::new(file), None, &problems);
    set.unwrap_or_else(|| panic!("{:#?}", problems.into_sorted()))
}

/// The shipped sets and those of the cases: every kind of rule, document and figure.
fn sets() -> Vec<CriteriaSet> {
    let shipped = shipped::ids().map(|id| shipped::text(id).unwrap().to_owned());
    let cases = std::fs::read_dir(Path::new(ROOT).join("tests/cases")).unwrap();
    let mut paths: Vec<_> = cases
        .map(|case| case.unwrap().path().join("bo-tieu-chi.yaml"))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    assert!(paths.len() > 20);
    let cases = paths
        .into_iter()
        .map(|path| std::fs::read_to_string(path).unwrap());
    shipped.chain(cases).map(|text| set(&text)).collect()
}

/// The bytes of a set's workbook.
fn workbook(set: &CriteriaSet, manifest: &Manifest) -> Vec<u8> {
    let contents = Contents {
        set,
        manifest,
        earlier: None,
    };
    let mut files = blank(&contents, Tables::Workbook).unwrap().files;
    let workbook = files.remove(0);
    assert_eq!(workbook.name, "ho-so.xlsx");
    workbook.content
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap()
}

/// The cells of a sheet, as far as there are any with content, from A1 on.
fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let range = open(bytes).worksheet_range(sheet).unwrap();
    assert_eq!(range.start(), Some((0, 0)), "{sheet}");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// A part of the workbook as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let entry = archive.by_name(name).unwrap();
    std::io::read_to_string(entry).unwrap()
}

/// Where a column stands.
fn column(cells: &[Vec<Data>], header: &str) -> usize {
    let found = cells[0].iter().position(|cell| *cell == header);
    found.unwrap_or_else(|| panic!("{header}: {:?}", cells[0]))
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}
