//! The command line: what can be asked for, in both languages, a file per command. No logic.

mod audit;
mod check;
mod collect;
mod compare;
mod completions;
mod criteria;
mod explain;
mod init;
mod inputs;
mod man;
mod missing;
mod plan;
mod rank;
mod recheck;
mod reconcile;
mod register;
mod report;
mod schema;
mod score;
mod sets;
mod verify;
mod words;

use clap::{Arg, ArgAction, Command};

use crate::text::lang::Lang;
use words::Words;

/// The exit codes, as help prints them.
const EXIT_CODES: [&str; 2] = [
    "Mã thoát: 0 xong · 1 xong nhưng không đạt điều kiện (--fail-under, --fail-on; plan: không đạt được mục tiêu; reconcile: không cách đọc nào khớp; verify: không khớp) · 2 đầu vào sai · 3 không đọc hoặc ghi được · 101 lỗi của chương trình",
    "Exit codes: 0 done · 1 done, a gate not met (--fail-under, --fail-on; plan: the goal cannot be reached; reconcile: no reading fits; verify: differs) · 2 inputs wrong · 3 cannot read or write · 101 a bug",
];

/// Columns of help.
const WIDTH: usize = 80;

/// The program's arguments, worded in `lang`.
pub fn command(lang: Lang) -> Command {
    let words = Words(lang);
    let about = words.pick(
        "Chấm Chỉ số cải cách hành chính (PAR Index) của một xã, phường và nói rõ từng điểm mất vì đâu",
        "Scores a Vietnamese commune's PAR Index and names the cause of every lost point",
    );
    words
        .dress(Command::new("parindex"))
        .about(about)
        // The same wherever it is printed; no line is longer than a plain console.
        .term_width(WIDTH)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .override_usage(words.pick("parindex <LỆNH> [TÙY CHỌN]", "parindex <COMMAND> [OPTIONS]"))
        .subcommand_help_heading(words.pick("Lệnh", "Commands"))
        .disable_help_subcommand(true)
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(words.pick("In phiên bản", "Print the version")),
        )
        .after_help(words.pick(EXIT_CODES[0], EXIT_CODES[1]))
        .subcommand(score::command(words))
        .subcommand(explain::command(words))
        .subcommand(missing::command(words))
        .subcommand(plan::command(words))
        .subcommand(report::command(words))
        .subcommand(rank::command(words))
        .subcommand(recheck::command(words))
        .subcommand(audit::command(words))
        .subcommand(register::command(words))
        .subcommand(check::command(words))
        .subcommand(reconcile::command(words))
        .subcommand(compare::command(words))
        .subcommand(verify::command(words))
        .subcommand(init::command(words))
        .subcommand(collect::command(words))
        .subcommand(criteria::command(words))
        .subcommand(schema::command(words))
        .subcommand(completions::command(words))
        .subcommand(man::command(words))
}
