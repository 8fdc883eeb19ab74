//! The scripts beside a submission.

use std::fs;
use std::path::Path;

use crate::run_in;

/// A submission for a shipped set.
fn made(folder: &Path) -> std::path::PathBuf {
    let arguments = ["init", "xã A", "--criteria", "qd-766-cap-xa"];
    assert_eq!(run_in(folder, &arguments).status.code(), Some(0));
    folder.join("xã A")
}

#[test]
fn the_windows_script_has_windows_lines_and_waits() {
    let folder = tempfile::tempdir().unwrap();
    let script = fs::read_to_string(made(folder.path()).join("cham-diem.cmd")).unwrap();
    assert_eq!(script.matches('\n').count(), script.matches("\r\n").count());
    let lines: Vec<&str> = script.lines().collect();
    // Letters beyond ASCII come only after the code page is set.
    assert_eq!(lines[..2], ["@echo off", "chcp 65001 >nul"]);
    assert_eq!(lines[lines.len() - 2], "pause >nul");
    assert!(script.contains("score -o \"%KET_QUA%\" --force %*"));
    // An echo with a parenthesis would end its block.
    let said = lines.iter().filter(|line| line.trim().starts_with("echo "));
    assert!(said.clone().count() > 4);
    assert!(
        said.clone()
            .all(|line| !line.contains(['(', ')', '&', '|', '<', '>']))
    );
}

#[cfg(unix)]
mod unix {
    use std::process::{Command, Output};

    use super::*;
    use crate::PROGRAM;

    /// Runs the script from elsewhere, with only this folder beside the system's on the path.
    fn run(script: &Path, path: &str) -> Output {
        Command::new(script)
            .current_dir("/")
            .env("PATH", format!("{path}:/usr/bin:/bin"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .output()
            .unwrap()
    }

    #[test]
    fn the_script_scores_its_own_folder_again_and_again() {
        let folder = tempfile::tempdir().unwrap();
        let made = made(folder.path());
        let script = made.join("cham-diem.sh");
        let programs = Path::new(PROGRAM).parent().unwrap().to_str().unwrap();
        for _ in 0..2 {
            let output = run(&script, programs);
            let said = String::from_utf8_lossy(&output.stdout);
            assert_eq!(said, "Đã chấm, kết quả ở ket-qua.html.\n");
            assert_eq!(output.status.code(), Some(0));
        }
        let result = fs::read_to_string(made.join("ket-qua.html")).unwrap();
        assert!(result.contains("Đã khai 0/21 chỉ tiêu"), "{result}");
        let gate = Command::new(&script)
            .arg("--fail-under=50")
            .env("PATH", format!("{programs}:/usr/bin:/bin"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .output();
        assert_eq!(gate.unwrap().status.code(), Some(1));
    }

    #[test]
    fn the_script_says_what_is_the_matter() {
        let folder = tempfile::tempdir().unwrap();
        let made = made(folder.path());
        let script = made.join("cham-diem.sh");
        let output = run(&script, "/nowhere");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            said.starts_with("Không tìm thấy chương trình parindex.\n"),
            "{said}"
        );
        assert_eq!(output.status.code(), Some(3));

        // A program beside the script is found without a path.
        std::os::unix::fs::symlink(PROGRAM, made.join("parindex")).unwrap();
        fs::write(made.join("parindex.yaml"), "criteria: khong-co\n").unwrap();
        let output = run(&script, "/nowhere");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("không có bộ tiêu chí `khong-co`"), "{said}");
        assert!(said.ends_with("Chưa chấm được. Sửa các lỗi ghi ở trên rồi chạy lại.\n"));
        assert_eq!(output.status.code(), Some(2));
        assert!(!made.join("ket-qua.html").exists());
    }
}
