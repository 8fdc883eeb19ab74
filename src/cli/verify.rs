//! `parindex verify`.

use std::path::PathBuf;

use clap::builder::ValueHint;
use clap::{Arg, Command, value_parser};

use super::inputs;
use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("verify"))
        .about(words.pick(
            "Tính lại một kết quả (JSON, HTML, XLSX) từ căn cứ ghi trong chính tệp ấy và đối chiếu từng số, từng chữ",
            "Work a result (JSON, HTML, XLSX) out again from what its own file carries, and compare every number and word",
        ))
        .override_usage(words.pick(
            "parindex verify KẾT_QUẢ [--inputs THƯ_MỤC] [TÙY CHỌN]",
            "parindex verify RESULT [--inputs FOLDER] [OPTIONS]",
        ))
        .arg(
            Arg::new("result")
                .value_name(words.pick("KẾT_QUẢ", "RESULT"))
                .required(true)
                .value_parser(value_parser!(PathBuf)).value_hint(ValueHint::FilePath)
                .help_heading(words.pick("Đầu vào", "Inputs"))
                .help(words.pick(
                    "Tệp kết quả: `score` (JSON, HTML) hoặc `report` (XLSX, JSON, HTML)",
                    "File of a result: of `score` (JSON, HTML) or `report` (XLSX, JSON, HTML)",
                )),
        )
        .arg(
            words
                .option(
                    "inputs",
                    words.pick("THƯ_MỤC", "FOLDER"),
                    "Đọc lại hồ sơ trong thư mục này và cho biết tệp nào đã đổi, thêm hoặc thiếu",
                    "Read the submission in this folder anew, and tell which file changed, is new or is gone",
                )
                .value_parser(value_parser!(PathBuf)).value_hint(ValueHint::DirPath)
                .help_heading(words.pick("Đầu vào", "Inputs")),
        );
    let command = inputs::reading(inputs::unit(inputs::tables(command, words), words), words);
    words.look(command)
}
