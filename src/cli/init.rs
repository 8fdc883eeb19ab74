//! `parindex init`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, value_parser};

use super::inputs;
use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("init"))
        .about(words.pick(
            "Tạo hồ sơ tự chấm điểm trống: parindex.yaml, các bảng CSV và thư mục đính kèm",
            "Make an empty submission: parindex.yaml, CSV tables and attachment folders",
        ))
        .override_usage(words.pick(
            "parindex init THƯ_MỤC --criteria MÃ|TỆP [TÙY CHỌN]",
            "parindex init FOLDER --criteria ID|FILE [OPTIONS]",
        ))
        .arg(
            Arg::new("folder")
                .value_name(words.pick("THƯ_MỤC", "FOLDER"))
                .value_parser(value_parser!(PathBuf))
                .required(true)
                .help_heading(words.pick("Đầu vào", "Inputs"))
                .help(words.pick("Thư mục sẽ tạo", "The folder to make")),
        )
        .arg(inputs::criteria(words).required(true));
    inputs::unit(command, words).arg(inputs::year(words)).arg(
        words
            .option(
                "csv",
                "plain|excel-vi",
                "Kiểu CSV: excel-vi dùng dấu ; (Excel tiếng Việt mở được ngay)",
                "CSV dialect: excel-vi uses ; (for Excel under Vietnamese settings)",
            )
            .value_parser(PossibleValuesParser::new(["plain", "excel-vi"]))
            .hide_possible_values(true),
    )
}
