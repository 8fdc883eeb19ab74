//! The program, run as a user would.

use std::path::Path;
use std::process::{Command, Output};

/// Runs the program in a folder.
pub(crate) fn parindex(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parindex"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

/// Runs a command that must succeed.
pub(crate) fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = parindex(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}
