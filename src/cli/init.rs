//! `parindex init`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, ValueHint};
use clap::{Arg, Command, value_parser};

use super::inputs;
use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("init"))
        .about(words.pick(
            "Tạo hồ sơ tự chấm điểm trống: bảng tính để điền, thư mục đính kèm, tệp bấm đúp để chấm",
            "Make an empty submission: a workbook to fill in, attachment folders, scripts that score it",
        ))
        .after_help(words.pick(
            "Trên màn hình dòng lệnh, tham số nào chưa ghi thì chương trình hỏi.",
            "On a terminal, what is not given is asked for.",
        ))
        .override_usage(words.pick(
            "parindex init THƯ_MỤC --criteria MÃ|TỆP [TÙY CHỌN]",
            "parindex init FOLDER --criteria ID|FILE [OPTIONS]",
        ))
        .arg(
            Arg::new("folder")
                .value_name(words.pick("THƯ_MỤC", "FOLDER"))
                .value_parser(value_parser!(PathBuf)).value_hint(ValueHint::DirPath)
                .help_heading(words.pick("Đầu vào", "Inputs"))
                .help(words.pick("Thư mục sẽ tạo", "The folder to make")),
        )
        .arg(inputs::criteria(words));
    inputs::unit(command, words)
        .arg(inputs::year(words))
        .arg(
            words
                .option(
                    "from",
                    words.pick("THƯ_MỤC", "FOLDER"),
                    "Hồ sơ tự chấm điểm kỳ trước: chép đơn vị, người phụ trách, thể thức văn bản; nội dung cũ ghi ở cột Kỳ trước",
                    "An earlier submission: its unit, owners and letter data are carried over, its content is shown beside the rows",
                )
                .value_parser(value_parser!(PathBuf)).value_hint(ValueHint::DirPath),
        )
        .arg(
            words
                .option(
                    "tables",
                    "xlsx|csv",
                    "Một bảng tính (mặc định), hoặc parindex.yaml và các bảng CSV",
                    "One workbook (default), or parindex.yaml and CSV tables",
                )
                .value_parser(PossibleValuesParser::new(["xlsx", "csv"]))
                .hide_possible_values(true),
        )
        .arg(
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
