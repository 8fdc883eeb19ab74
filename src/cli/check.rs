//! `parindex check`.

use clap::builder::{PossibleValuesParser, ValueHint};
use clap::{Arg, ArgAction, Command};

use super::inputs;
use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("check"))
        .about(words.pick(
            "Chứng minh bộ tiêu chí (không hở, không chồng, điểm tối đa đạt được…) và kiểm tra hồ sơ trước khi chấm",
            "Prove criteria sets (no gaps, no overlaps, every maximum reachable…) and check submissions before they are scored",
        ))
        .override_usage(words.pick(
            "parindex check [BỘ_TIÊU_CHÍ | THƯ_MỤC…] [TÙY CHỌN]",
            "parindex check [SET | FOLDER…] [OPTIONS]",
        ))
        .arg(
            Arg::new("paths")
                .value_name(words.pick("BỘ_TIÊU_CHÍ|THƯ_MỤC", "SET|FOLDER"))
                .action(ArgAction::Append)
                .num_args(0..)
                .value_hint(ValueHint::AnyPath)
                .help_heading(words.pick("Đầu vào", "Inputs"))
                .help(words.pick(
                    "Mã bộ tiêu chí có sẵn, tệp YAML, thư mục hồ sơ, thư mục hoặc .zip chứa nhiều hồ sơ (mặc định: thư mục hiện tại)",
                    "Id of a shipped set, YAML file, folder of a submission, folder or .zip of many (default: the working directory)",
                )),
        )
        .next_help_heading(words.pick("Đầu vào (thay cho parindex.yaml)", "Inputs (over parindex.yaml)"))
        .arg(inputs::criteria(words))
        .arg(inputs::units(words))
        .arg(inputs::year(words));
    let command = inputs::reading(command, words)
        .next_help_heading(words.pick("Điều kiện", "Gates"))
        .arg(
            words
                .option(
                    "fail-on",
                    "incomplete",
                    "Thoát với mã 1 nếu hồ sơ còn chỉ tiêu chưa khai, thiếu số liệu hoặc thiếu giải trình",
                    "Exit 1 if a submission lacks answers, figures or explanations",
                )
                .action(ArgAction::Append)
                .value_parser(PossibleValuesParser::new(["incomplete"]))
                .hide_possible_values(true),
        )
        .arg(words.flag(
            "allow-broken",
            "Không thoát với mã 2 vì hồ sơ có lỗi",
            "Do not exit 2 because of broken submissions",
        ));
    words.output(command, &["terminal", "json", "csv"])
}
