//! `parindex compare`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, ValueHint};
use clap::{Arg, ArgAction, Command, value_parser};

use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    let side = |name: &'static str, value, help| {
        Arg::new(name)
            .value_name(value)
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::AnyPath)
            .help_heading(words.pick("Đầu vào", "Inputs"))
            .help(help)
    };
    let command = words
        .dress(Command::new("compare"))
        .about(words.pick(
            "So hai kết quả (hoặc hai thư mục kết quả, hai bảng xếp hạng): đổi gì, vì sao, bao nhiêu điểm",
            "Compare two results (or two folders of them, or two rankings): what changed, why, by how many points",
        ))
        .override_usage(words.pick(
            "parindex compare TRƯỚC NAY [TÙY CHỌN]",
            "parindex compare OLD NEW [OPTIONS]",
        ))
        .arg(side(
            "old",
            words.pick("TRƯỚC", "OLD"),
            words.pick(
                "Kết quả trước: tệp của `score` hoặc `report`, thư mục hồ sơ, thư mục kết quả .json, hoặc JSON của `rank`",
                "The earlier result: a file of `score` or `report`, a submission's folder, a folder of .json results, or JSON of `rank`",
            ),
        ))
        .arg(side(
            "new",
            words.pick("NAY", "NEW"),
            words.pick("Kết quả nay, như trên", "The later one, likewise"),
        ))
        .arg(
            words
                .option(
                    "crosswalk",
                    words.pick("TỆP", "FILE"),
                    "Bảng chuyển đổi giữa hai bộ tiêu chí và đơn vị sáp nhập (YAML)",
                    "Crosswalk between two sets, and units that were merged (YAML)",
                )
                .value_parser(value_parser!(PathBuf)).value_hint(ValueHint::FilePath)
                .help_heading(words.pick("Đầu vào", "Inputs")),
        )
        .arg(
            words
                .option(
                    "unit",
                    words.pick("MÃ", "CODE"),
                    "Chỉ đơn vị này",
                    "This unit only",
                )
                .help_heading(words.pick("Đầu vào", "Inputs")),
        )
        .next_help_heading(words.pick("Điều kiện", "Gates"))
        .arg(
            words
                .option(
                    "fail-on",
                    "regression",
                    "Thoát với mã 1 nếu có chỉ tiêu hoặc đơn vị bị giảm điểm (qua hai bộ tiêu chí: giảm vì việc làm)",
                    "Exit 1 if a leaf or a unit has fewer points (across sets: fewer for its work)",
                )
                .action(ArgAction::Append)
                .value_parser(PossibleValuesParser::new(["regression"]))
                .hide_possible_values(true),
        );
    words.output(command, &["terminal", "markdown", "json"])
}
