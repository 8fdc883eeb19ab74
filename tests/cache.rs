//! What was found in attachments is kept between runs: that must never show in a result.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What a run says, to programs and to people.
#[derive(Debug, PartialEq)]
struct Said {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// A submission whose attachments have all sorts of findings, and a user's home of its own.
struct Office {
    place: TempDir,
}

impl Office {
    /// The case `noi-dung-tep` (3 of 6 points), with three more rows of files that can be read.
    fn new() -> Self {
        let office = Self {
            place: tempfile::tempdir().unwrap(),
        };
        fs::create_dir_all(office.path("ho-so/tep")).unwrap();
        let case = Path::new(ROOT).join("tests/cases/noi-dung-tep");
        for name in ["bo-tieu-chi.yaml", "parindex.yaml"] {
            fs::copy(case.join(name), office.path("ho-so").join(name)).unwrap();
        }
        for file in fs::read_dir(case.join("tep")).unwrap() {
            let file = file.unwrap().path();
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            office.attach(&name, &fs::read(&file).unwrap(), 3);
        }
        for name in ["bao-cao.pdf", "bao-cao.docx"] {
            let file = Path::new(ROOT).join("tests/data/content").join(name);
            office.attach(name, &fs::read(file).unwrap(), 3);
        }
        office.attach("ghi-chu.txt", "Số: 8/BC-UBND\n".as_bytes(), 3);
        // Of the report both files say 12/BC-UBND, ngày 05 tháng 3 năm 2023.
        let more = "1.1,bao-cao-1,12/BC-UBND,06/03/2023,bao-cao.pdf\n\
                    1.4,bao-cao-4,99/BC-UBND,05/03/2023,bao-cao.docx\n\
                    1.5,bao-cao-5,7/BC-UBND,05/12/2024,ghi-chu.txt\n";
        let rows = fs::read_to_string(case.join("minh-chung.csv")).unwrap();
        fs::write(office.path("ho-so/minh-chung.csv"), rows + more).unwrap();
        office
    }

    fn path(&self, below: &str) -> PathBuf {
        self.place.path().join(below)
    }

    /// Writes an attachment as if so many hours ago: what was just written is not kept.
    fn attach(&self, name: &str, bytes: &[u8], hours: u64) {
        let path = self.path("ho-so/tep").join(name);
        fs::write(&path, bytes).unwrap();
        let then = SystemTime::now() - Duration::from_secs(hours * 3600);
        let file = File::options().write(true).open(&path).unwrap();
        file.set_modified(then).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Said {
        let home = self.path("nha");
        let mut program = Command::new(env!("CARGO_BIN_EXE_parindex"));
        for name in ["XDG_CACHE_HOME", "HOME", "LOCALAPPDATA", "USERPROFILE"] {
            program.env(name, &home);
        }
        let output = program
            .args(arguments)
            .current_dir(self.path("ho-so"))
            .output()
            .unwrap();
        Said {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn score(&self) -> Said {
        self.run(&["score", "--format", "json"])
    }

    fn score_anew(&self) -> Said {
        self.run(&["score", "--format", "json", "--no-cache"])
    }

    /// The file in which is kept what was found.
    fn kept(&self) -> Option<PathBuf> {
        let files = walkdir::WalkDir::new(self.path("nha")).into_iter();
        let mut files = files
            .filter_map(Result::ok)
            .map(walkdir::DirEntry::into_path);
        files.find(|file| {
            file.extension()
                .is_some_and(|extension| extension == "json")
        })
    }
}

impl Said {
    fn points(&self) -> String {
        let result: Value = serde_json::from_str(&self.stdout).unwrap();
        result["total"]["points"].to_string()
    }

    fn mentions(&self, code: &str) -> usize {
        let result: Value = serde_json::from_str(&self.stdout).unwrap();
        let all = result["diagnostics"].as_array().unwrap().iter();
        all.filter(|said| said["code"] == code).count()
    }
}

#[test]
fn results_are_the_same_cold_warm_and_without() {
    let commands: [&[&str]; 5] = [
        &["score", "--format", "json"],
        &["score", "--lang", "en"],
        &["score", "--format", "csv", "--fail-under", "5"],
        &["check", "--format", "json"],
        &["collect"],
    ];
    for command in commands {
        let office = Office::new();
        let anew = [command, &["--no-cache"]].concat();
        let without = office.run(&anew);
        assert_eq!(office.kept(), None, "--no-cache keeps nothing");
        let cold = office.run(command);
        assert!(office.kept().is_some(), "{command:?} keeps what it found");
        let warm = office.run(command);
        assert_eq!(without, cold, "{command:?}");
        assert_eq!(without, warm, "{command:?}");
        assert_eq!(without, office.run(&anew), "{command:?}");
    }
}

#[test]
fn the_findings_are_those_of_the_case() {
    let office = Office::new();
    for said in [office.score(), office.score()] {
        assert_eq!((said.code, said.points().as_str()), (Some(0), "3"));
        assert_eq!(said.mentions("unusable_file"), 3);
        // bao-cao.docx has another symbol than 99/BC-UBND, ghi-chu.txt another than 7/BC-UBND.
        assert_eq!(said.mentions("symbol_differs"), 2);
        // bao-cao.pdf was issued on 5 March, not on the 6th.
        assert_eq!(said.mentions("date_differs"), 1);
    }
}

#[test]
fn what_is_kept_is_what_is_used() {
    let office = Office::new();
    let before = office.score();
    let kept = office.kept().unwrap();
    // A lie about the signed PDF: it is said to be empty.
    let mut stored: Value = serde_json::from_slice(&fs::read(&kept).unwrap()).unwrap();
    let content = &mut stored["files"]["ky-so.pdf"]["content"];
    assert_eq!(content["fault"], Value::Null);
    content["fault"] = "Empty".into();
    fs::write(&kept, stored.to_string()).unwrap();
    assert_eq!(office.score().mentions("unusable_file"), 4);
    assert_eq!(office.score_anew(), before);
}

#[test]
fn a_changed_file_is_looked_at_again() {
    let office = Office::new();
    let before = office.score();
    // A PDF in place of the picture: 1.3 has its point, 4 in all.
    let mut pdf = fs::read(office.path("ho-so/tep/ky-so.pdf")).unwrap();
    pdf.extend(b"\n% ban khac\n");
    office.attach("anh.pdf", &pdf, 1);
    let after = office.score();
    assert_eq!((before.points(), after.points()), ("3".into(), "4".into()));
    assert_eq!(after, office.score_anew());
    assert_eq!(after, office.score());
    // As long as before: the row says 7/BC-UBND, and now the text does too.
    office.attach("ghi-chu.txt", "Số: 7/BC-UBND\n".as_bytes(), 1);
    let after = office.score();
    assert_eq!(after.mentions("symbol_differs"), 1);
    assert_eq!(after, office.score_anew());
    assert_eq!(after, office.score());
    // Gone, and the others as they were.
    fs::remove_file(office.path("ho-so/tep/ky-so.pdf")).unwrap();
    assert_eq!(office.score(), office.score_anew());
}

#[test]
fn a_file_of_other_limits_or_versions_is_not_used() {
    let office = Office::new();
    let all = office.score();
    let limited = ["score", "--format", "json", "--limit", "file=30KB"];
    let cold = office.run(&limited);
    assert_eq!(cold, office.run(&limited));
    assert_eq!(cold, office.run(&[&limited[..], &["--no-cache"]].concat()));
    // The protected PDF, unusable either way, and the report are longer than that.
    assert_eq!(cold.mentions("unusable_file"), 4);
    assert_eq!(office.score(), all);
    let kept = office.kept().unwrap();
    let mut stored: Value = serde_json::from_slice(&fs::read(&kept).unwrap()).unwrap();
    stored["made_by"] = "0.0.1".into();
    stored["files"]["ky-so.pdf"]["content"]["fault"] = "Empty".into();
    fs::write(&kept, stored.to_string()).unwrap();
    assert_eq!(office.score(), all);
}

#[test]
fn a_damaged_file_is_as_none() {
    let office = Office::new();
    let whole = office.score();
    let kept = office.kept().unwrap();
    let good = fs::read(&kept).unwrap();
    let damages: [&[u8]; 5] = [
        b"",
        &good[..good.len() / 2],
        b"\xff\xfe\0\0",
        b"{\"made_by\": 1, \"files\": []}",
        b"[[[[[[",
    ];
    for damage in damages {
        fs::write(&kept, damage).unwrap();
        assert_eq!(office.score(), whole);
        assert_eq!(fs::read(&kept).unwrap(), good, "it is written again");
    }
    // Nor is it a fault where nothing can be kept.
    fs::remove_dir_all(office.path("nha")).unwrap();
    fs::write(office.path("nha"), "no folder").unwrap();
    assert_eq!(office.score(), whole);
}

#[test]
fn files_of_an_archive_are_kept_too() {
    let office = Office::new();
    let archive = office.path("ho-so/tep.zip");
    let mut writer = zip::ZipWriter::new(File::create(&archive).unwrap());
    for file in fs::read_dir(office.path("ho-so/tep")).unwrap() {
        let file = file.unwrap();
        let options = zip::write::SimpleFileOptions::default();
        let name = file.file_name().to_string_lossy().into_owned();
        writer.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut writer, &fs::read(file.path()).unwrap()).unwrap();
    }
    let then = SystemTime::now() - Duration::from_secs(3600);
    writer.finish().unwrap().set_modified(then).unwrap();
    let command = ["score", "--format", "json", "--attachments", "tep.zip"];
    let cold = office.run(&command);
    assert_eq!((cold.code, cold.points().as_str()), (Some(0), "3"));
    assert!(office.kept().is_some());
    assert_eq!(cold, office.run(&command));
    assert_eq!(cold, office.run(&[&command[..], &["--no-cache"]].concat()));
}
