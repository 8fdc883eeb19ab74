//! The `parindex` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    ExitCode::from(parindex::commands::run(&arguments).code())
}
