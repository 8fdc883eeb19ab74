//! `parindex completions`.

use clap::{Arg, Command, value_parser};
use clap_complete::Shell;

use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    words
        .dress(Command::new("completions"))
        .about(words.pick(
            "In kịch bản để vỏ lệnh tự hoàn thành lệnh, tham số, giá trị và tên tệp khi bấm Tab",
            "Print a script by which a shell completes commands, options, values and files on Tab",
        ))
        .override_usage(words.pick(
            "parindex completions bash|zsh|fish|powershell|elvish [TÙY CHỌN]",
            "parindex completions bash|zsh|fish|powershell|elvish [OPTIONS]",
        ))
        .after_help(words.pick(
            "bash: thêm vào ~/.bashrc dòng `source <(parindex completions bash)`; PowerShell: thêm vào $PROFILE dòng `parindex completions powershell | Out-String | Invoke-Expression`.",
            "bash: add `source <(parindex completions bash)` to ~/.bashrc; PowerShell: add `parindex completions powershell | Out-String | Invoke-Expression` to $PROFILE.",
        ))
        .arg(
            Arg::new("shell")
                .value_name(words.pick("VỎ_LỆNH", "SHELL"))
                .value_parser(value_parser!(Shell))
                .hide_possible_values(true)
                .required(true)
                .help_heading(words.pick("Đầu vào", "Inputs"))
                .help(words.pick(
                    "bash, zsh, fish, powershell hoặc elvish",
                    "bash, zsh, fish, powershell or elvish",
                )),
        )
        .next_help_heading(words.pick("Kết quả", "Output"))
        .args(words.target())
}
