//! Paths and names that differ between systems.

use std::fs;
use std::io::Write;
use std::path::Path;

use serde_json::Value;

use crate::{ROOT, result, run_in, small, stderr};

/// The files of every document, and the total.
fn files(value: &Value) -> (String, Vec<String>) {
    let documents = value["documents"].as_array().unwrap().iter();
    let files = documents.flat_map(|document| document["files"].as_array().unwrap());
    let paths = files.map(|file| file["path"].as_str().unwrap().to_owned());
    (value["total"]["points"].to_string(), paths.collect())
}

#[test]
fn case_does_not_matter_where_one_file_is_meant() {
    let folder = tempfile::tempdir().unwrap();
    let made = small(folder.path());
    let expected = files(&result(&made, &[]));
    assert!(!expected.1.is_empty());
    let table = made.join("minh-chung.csv");
    let text = fs::read_to_string(&table).unwrap();
    for path in &expected.1 {
        assert!(text.contains(path), "{path}");
    }
    let upper = expected.1.iter().fold(text, |text, path| {
        text.replace(path, &format!("TEP\\{}", path.to_uppercase()))
    });
    fs::write(&table, upper).unwrap();
    assert_eq!(files(&result(&made, &[])), expected);
}

/// Only a system that tells case apart can hold both.
#[cfg(target_os = "linux")]
#[test]
fn of_two_files_that_differ_in_case_the_spelling_decides() {
    let folder = tempfile::tempdir().unwrap();
    let made = small(folder.path());
    let before = files(&result(&made, &[]));
    let path = Path::new(&before.1[0]);
    let name = path.file_name().unwrap().to_str().unwrap();
    let other = made
        .join("tep")
        .join(path.with_file_name(name.to_uppercase()));
    fs::write(other, "x").unwrap();
    assert_eq!(files(&result(&made, &["-q"])), before);
    let table = made.join("minh-chung.csv");
    let text = fs::read_to_string(&table).unwrap();
    let mixed = name[..1].to_uppercase() + &name[1..];
    assert_ne!(mixed, name);
    fs::write(&table, text.replace(name, &mixed)).unwrap();
    let output = run_in(&made, &["score", "."]);
    let said = stderr(&output);
    assert!(
        said.contains("ambiguous_file") && said.contains(name),
        "{said}"
    );
}

#[test]
fn a_manifest_with_backslashes_is_followed_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let made = small(folder.path());
    let expected = files(&result(&made, &[]));
    let own = made.join("bang");
    fs::create_dir(&own).unwrap();
    for name in ["minh-chung.csv", "so-lieu.csv", "bo-tieu-chi.yaml"] {
        fs::rename(made.join(name), own.join(name)).unwrap();
    }
    fs::rename(made.join("tep"), own.join("tep")).unwrap();
    fs::write(
        made.join("parindex.yaml"),
        "criteria: bang\\bo-tieu-chi.yaml\r\nevidence: ['bang\\minh-*.csv']\r\nfigures: [.\\bang\\so-lieu.csv]\r\nattachments: bang\\tep\r\n",
    )
    .unwrap();
    assert_eq!(files(&result(&made, &[])), expected);
}

/// Programs for Windows write `\` into archives; those of macOS write UTF-8 without saying so.
#[test]
fn an_archive_from_any_system_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let made = small(folder.path());
    let expected = files(&result(&made, &[])).0;
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for entry in walkdir::WalkDir::new(&made) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(&made).unwrap();
            let below = below.to_str().unwrap().replace('/', "\\");
            files.push((format!("xa\\{below}"), fs::read(entry.path()).unwrap()));
        }
    }
    let path = folder.path().join("nop.zip");
    let mut writer = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(name, options).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap();
    let output = run_in(folder.path(), &["rank", "nop.zip", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let ranking: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(ranking["units"][0]["total"]["points"].to_string(), expected);
}

#[test]
fn no_submission_is_made_that_windows_cannot_hold() {
    let folder = tempfile::tempdir().unwrap();
    for (name, found) in [
        ("CON", "thiết bị"),
        ("nul.xa", "thiết bị"),
        ("xã: Phú Tân", "`:`"),
        ("xa.", "dấu chấm"),
    ] {
        let init = ["init", name, "--criteria", "qd-766-cap-xa"];
        let output = run_in(folder.path(), &init);
        assert_eq!(output.status.code(), Some(3), "{name}");
        assert!(stderr(&output).contains(found), "{}", stderr(&output));
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// Folders are named after codes and ids, which a set may choose as it likes.
#[test]
fn folders_for_attachments_can_be_copied_to_windows_and_are_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let set = "schema: parindex/criteria/v1
id: mot
name: Bộ một chỉ tiêu
level: xa
province: Minh họa
year: 2024
provenance: illustrative
period: { from: 2024-01-01, to: 2024-12-31 }
rounding: { digits: 2, mode: half_up, at: leaf }
total: 10
fields:
  - code: AUX
    name: Một
    max: 10
    clause: mục 1
    documents: [{ id: 'a/b: c.', name: Kế hoạch, issued: any }]
";
    fs::write(folder.path().join("bo.yaml"), set).unwrap();
    let init = ["init", "xa", "--criteria", "bo.yaml", "--tables", "csv"];
    assert_eq!(run_in(folder.path(), &init).status.code(), Some(0));
    let made = folder.path().join("xa");
    let own = made.join("tep/AUX_/a-b- c");
    assert!(own.is_dir());
    fs::write(own.join("ke hoach.txt"), "Kế hoạch").unwrap();
    let table = made.join("minh-chung.csv");
    let text = fs::read_to_string(&table).unwrap();
    let row = text.lines().find(|line| line.contains("a/b: c.")).unwrap();
    let header: Vec<&str> = text
        .trim_start_matches('\u{feff}')
        .lines()
        .next()
        .unwrap()
        .split(',')
        .collect();
    let number = header
        .iter()
        .position(|name| *name == "so_ky_hieu")
        .unwrap();
    let mut cells: Vec<&str> = row.split(',').collect();
    cells[number] = "05/KH-UBND";
    fs::write(&table, text.replace(row, &cells.join(","))).unwrap();
    let found = files(&result(&made, &["-q"]));
    assert_eq!(
        found,
        ("10".to_owned(), vec!["AUX_/a-b- c/ke hoach.txt".to_owned()])
    );
}

/// What stands for a unit in a file's name is a name on every system, and two units never meet
/// in one file of a system that passes over case.
#[test]
fn files_are_named_after_units_so_that_every_system_takes_them() {
    let folder = tempfile::tempdir().unwrap();
    let phu_my = Path::new(ROOT).join("examples/toi-thieu");
    let phu_my = phu_my.to_str().unwrap();
    let criteria = format!("{phu_my}/bo-tieu-chi.yaml");
    let table = |codes: &[&str]| {
        let rows = codes
            .iter()
            .map(|code| format!("{code},1.2,nhiem_vu,10\n{code},1.2,hoan_thanh,8\n"));
        let text: String = rows.collect();
        fs::write(
            folder.path().join("so-lieu.csv"),
            format!("don_vi,ma_tieu_chi,so_lieu,gia_tri\n{text}"),
        )
        .unwrap();
    };
    let report = || {
        run_in(
            folder.path(),
            &[
                "report",
                "--criteria",
                &criteria,
                "--figures",
                "so-lieu.csv",
                "--kind",
                "self",
                "--as-of",
                "2025-01-10",
                "-q",
                "-o",
                "ra/{unit}.md",
                "--force",
            ],
        )
    };
    table(&["con", "xa:a"]);
    let output = report();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let mut names: Vec<String> = fs::read_dir(folder.path().join("ra"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["con_.md", "xa-a.md"]);
    table(&["Xa-A", "xa-a"]);
    let output = report();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("hai đơn vị"),
        "{}",
        stderr(&output)
    );
}
