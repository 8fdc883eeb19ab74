//! `parindex man`.

use std::path::PathBuf;

use clap::builder::ValueHint;
use clap::{Arg, ArgAction, Command, value_parser};

use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    words
        .dress(Command::new("man"))
        .about(words.pick(
            "In trang hướng dẫn (man) của chương trình hoặc của một lệnh; với -o ghi mọi trang vào thư mục",
            "Print the manual page of the program or of one command; with -o write all pages into a folder",
        ))
        .override_usage(words.pick(
            "parindex man [LỆNH…] [TÙY CHỌN]\n           parindex man -o THƯ_MỤC [--force] [TÙY CHỌN]",
            "parindex man [COMMAND…] [OPTIONS]\n       parindex man -o FOLDER [--force] [OPTIONS]",
        ))
        .arg(
            Arg::new("command")
                .value_name(words.pick("LỆNH", "COMMAND"))
                .action(ArgAction::Append)
                .num_args(0..)
                .value_hint(ValueHint::Other)
                .help_heading(words.pick("Đầu vào", "Inputs"))
                .help(words.pick(
                    "Tên lệnh: `score`, `criteria show`; không có thì trang chung",
                    "Name of a command: `score`, `criteria show`; without one the general page",
                )),
        )
        .next_help_heading(words.pick("Kết quả", "Output"))
        .arg(
            words
                .option(
                    "output",
                    words.pick("THƯ_MỤC", "FOLDER"),
                    "Ghi mọi trang vào thư mục này, mỗi lệnh một tệp",
                    "Write all pages into this folder, a file for each command",
                )
                .short('o')
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::DirPath)
                .conflicts_with("command"),
        )
        .arg(words.flag(
            "force",
            "Cho phép thay tệp đã có",
            "Replace an existing file",
        ))
}
