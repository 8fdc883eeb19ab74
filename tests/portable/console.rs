//! Started without a word, and with streams that are closed or full.

use std::process::{Command, Stdio};

use crate::{PROGRAM, ROOT, run_in, stderr};

/// The lines to copy are run in turn, in an empty folder.
#[test]
fn the_five_steps_can_be_copied_line_by_line() {
    for lang in [&[][..], &["--lang", "en"]] {
        let folder = tempfile::tempdir().unwrap();
        let output = run_in(folder.path(), &[]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty() && said.contains("5. "), "{said}");
        let lines: Vec<&str> = said
            .lines()
            .filter_map(|line| line.strip_prefix("     parindex "))
            .collect();
        assert_eq!(lines.len(), 6);
        for line in lines {
            // One argument stands in quotes.
            let pieces: Vec<&str> = line.split('"').collect();
            let arguments: Vec<&str> = pieces
                .iter()
                .enumerate()
                .flat_map(|(index, piece)| match index % 2 {
                    0 => piece.split_whitespace().collect(),
                    _ => vec![*piece],
                })
                .collect();
            let output = run_in(folder.path(), &[&arguments, lang].concat());
            assert_eq!(output.status.code(), Some(0), "{line}: {}", stderr(&output));
        }
        assert!(folder.path().join("ke-hoach-khac-phuc.docx").is_file());
    }
}

/// It ends by itself wherever no window closes with it.
#[test]
fn nothing_waits_in_a_pipe() {
    let mut command = Command::new(PROGRAM);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Standard input stays open and empty.
    let input = child.stdin.take();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    drop(input);
}

#[cfg(unix)]
#[test]
fn closed_and_full_streams_never_panic() {
    let run = |redirected: &str| {
        let line = format!("\"$0\" {redirected}");
        let mut command = Command::new("sh");
        command.args(["-c", &line, PROGRAM]).current_dir(ROOT);
        let output = command.output().unwrap();
        (output.status.code(), stderr(&output))
    };
    let score = "score examples/phu-my-2023";
    assert_eq!(run(&format!("{score} >&-")).0, Some(0));
    assert_eq!(run(&format!("{score} <&- >&- 2>&-")).0, Some(0));
    assert_eq!(run("<&- >&- 2>&-").0, Some(2));
    assert_eq!(run("score khong-co >&- 2>&-").0, Some(3));
    if cfg!(target_os = "linux") {
        let (code, said) = run(&format!("{score} >/dev/full"));
        assert_eq!(code, Some(3));
        assert!(said.contains("hết chỗ trên ổ đĩa"), "{said}");
        assert_eq!(
            run(&format!("{score} --format json >/dev/full 2>&1")).0,
            Some(3)
        );
        assert_eq!(run("2>/dev/full").0, Some(2));
    }
}
