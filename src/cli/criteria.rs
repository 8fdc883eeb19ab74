//! `parindex criteria`: the shipped sets, and any set as a person reads it.

use clap::{Arg, Command};

use super::inputs;
use super::words::Words;

/// What a set can be shown as.
const FORMATS: &[&str] = &["terminal", "markdown", "json"];

pub(super) fn command(words: Words) -> Command {
    words
        .dress(Command::new("criteria"))
        .about(words.pick(
            "Bộ tiêu chí: có những bộ nào, một bộ nói gì, lấy một bộ ra để sửa thành bộ của mình",
            "Criteria sets: which there are, what one says, taking one out to adapt",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .override_usage(words.pick(
            "parindex criteria <LỆNH> [TÙY CHỌN]",
            "parindex criteria <COMMAND> [OPTIONS]",
        ))
        .subcommand_help_heading(words.pick("Lệnh", "Commands"))
        .subcommand(list(words))
        .subcommand(show(words))
        .subcommand(export(words))
}

fn list(words: Words) -> Command {
    let command = words
        .dress(Command::new("list"))
        .about(words.pick(
            "Các bộ tiêu chí có sẵn",
            "The sets that come with the program",
        ))
        .override_usage(words.pick(
            "parindex criteria list [TÙY CHỌN]",
            "parindex criteria list [OPTIONS]",
        ));
    words.output(command, FORMATS)
}

fn show(words: Words) -> Command {
    let command = words
        .dress(Command::new("show"))
        .about(words.pick(
            "Đọc một bộ tiêu chí: điểm tối đa, cách tính bằng lời, số liệu và tài liệu từng chỉ tiêu",
            "Read a set: maxima, rules in words, figures and documents of every leaf",
        ))
        .override_usage(words.pick(
            "parindex criteria show MÃ|TỆP [TÙY CHỌN]",
            "parindex criteria show ID|FILE [OPTIONS]",
        ))
        .arg(
            set(words, words.pick("MÃ|TỆP", "ID|FILE")).help(words.pick(
                "Bộ tiêu chí: mã có sẵn hoặc tệp YAML",
                "Criteria set: a shipped id or a YAML file",
            )),
        )
        .arg(words.option(
            "depth",
            words.pick("SỐ_CẤP", "LEVELS"),
            "Chỉ in chừng này cấp: 1 là các lĩnh vực (mặc định: tất cả, kể cả cách tính)",
            "Show so many levels: 1 is the fields (default: everything, rules included)",
        ))
        .arg(inputs::year(words));
    words.output(command, FORMATS)
}

fn export(words: Words) -> Command {
    let command = words
        .dress(Command::new("export"))
        .about(words.pick(
            "In tệp YAML của một bộ có sẵn, nguyên văn từng byte, để sửa thành bộ của mình",
            "Print the YAML of a shipped set, byte for byte, to adapt it",
        ))
        .override_usage(words.pick(
            "parindex criteria export MÃ [-o TỆP] [--force]",
            "parindex criteria export ID [-o FILE] [--force]",
        ))
        .arg(
            set(words, words.pick("MÃ", "ID"))
                .help(words.pick("Mã bộ tiêu chí có sẵn", "Id of a shipped set")),
        );
    command
        .next_help_heading(words.pick("Kết quả", "Output"))
        .args(words.target())
}

fn set(words: Words, value: &'static str) -> Arg {
    Arg::new("set")
        .value_name(value)
        .required(true)
        .help_heading(words.pick("Đầu vào", "Inputs"))
}
