//! What a careless or hostile hand might do: nothing of the inputs is lost, and nothing in
//! them steers the terminal.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::{Command, Output};

const SET: &str = r#"
schema: parindex/criteria/v1
id: thu
name: Bộ tiêu chí thử
level: xa
province: Minh họa
year: 2024
provenance: illustrative
period: { from: "{year}-01-01", to: "{year}-12-31" }
rounding: { digits: 2, mode: half_up, at: leaf }
total: 3
fields:
  - code: "1"
    name: Chỉ đạo
    max: 3
    criteria:
      - { code: "1.1", name: Hai báo cáo, max: 2, documents: [{ id: bao-cao, name: Báo cáo, files: 2, issued: any }] }
      - { code: "1.2", name: Chợ, max: 1, not_applicable: exclude, rule: { proportional: { value: a } } }
"#;

/// A submission in which both rows name the same file.
fn submission() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("bo-tieu-chi.yaml", SET);
    write(
        "parindex.yaml",
        "criteria: ./bo-tieu-chi.yaml\nevidence: minh-chung.csv\nfigures: so-lieu.csv\nattachments: tep\n",
    );
    write(
        "minh-chung.csv",
        "tieu_chi,tai_lieu,tep\n1.1,bao-cao,a.txt; ./a.txt\n1.1,bao-cao,sub/../a.txt\n",
    );
    write(
        "so-lieu.csv",
        "tieu_chi,so_lieu,gia_tri\n1.2,not_applicable,\u{1b}[31mkhông có chợ\u{202e}\u{7}\n",
    );
    std::fs::create_dir(folder.path().join("tep")).unwrap();
    write("tep/a.txt", "Báo cáo");
    folder
}

fn score(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_parindex");
    Command::new(program)
        .arg("score")
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn inputs_are_never_overwritten() {
    let folder = submission();
    for name in [
        "minh-chung.csv",
        "so-lieu.csv",
        "parindex.yaml",
        "bo-tieu-chi.yaml",
        "tep/a.txt",
        "tep/moi.json",
    ] {
        let path = folder.path().join(name);
        let before = std::fs::read(&path).ok();
        let arguments = ["--format", "json", "-o", path.to_str().unwrap(), "--force"];
        let output = score(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(3), "{name}");
        assert_eq!(std::fs::read(&path).ok(), before, "{name}");
    }
    // The submission's own set is an input of it whoever's set it is scored by.
    let set = folder.path().join("bo-tieu-chi.yaml");
    let other = tempfile::tempdir().unwrap();
    let appraisers = other.path().join("tham-dinh.yaml");
    std::fs::copy(&set, &appraisers).unwrap();
    let before = std::fs::read(&set).unwrap();
    let by = ["--criteria", appraisers.to_str().unwrap()];
    let to = ["--format", "json", "-o", set.to_str().unwrap(), "--force"];
    let output = score(folder.path(), &[&by[..], &to[..]].concat());
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(std::fs::read(&set).unwrap(), before);
    let beside = folder.path().join("ket-qua.json");
    let output = score(folder.path(), &["-o", beside.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    assert!(beside.is_file());
}

#[cfg(unix)]
#[test]
fn a_link_is_kept_and_what_it_leads_to_replaced() {
    let folder = submission();
    let (target, link) = (
        folder.path().join("that.json"),
        folder.path().join("lien-ket.json"),
    );
    std::fs::write(&target, "cũ").unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let output = score(folder.path(), &["-o", link.to_str().unwrap(), "--force"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(std::fs::read_to_string(&target).unwrap().starts_with('{'));
    let inputs = folder.path().join("so-lieu.csv");
    std::fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(&inputs, &link).unwrap();
    let output = score(folder.path(), &["-o", link.to_str().unwrap(), "--force"]);
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn one_file_named_twice_is_one_file() {
    let folder = submission();
    let output = score(folder.path(), &["--format", "json"]);
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(result["total"]["points"].to_string(), "0");
    let detail = result["losses"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("có 1/2 tệp"), "{detail}");
}

#[test]
fn control_characters_of_inputs_are_not_printed() {
    let folder = submission();
    for format in ["terminal", "csv"] {
        let output = score(
            folder.path(),
            &["--format", format, "--name", "Xã \u{1b}]0;t\u{7}A"],
        );
        let text = String::from_utf8(output.stdout).unwrap();
        let bad =
            |c: char| c.is_control() && !c.is_whitespace() || matches!(c, '\u{202a}'..='\u{202e}');
        assert!(text.contains("Chỉ đạo"));
        assert!(!text.contains(bad), "{text:?}");
    }
}
