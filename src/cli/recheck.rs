//! `parindex recheck`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, ValueHint};
use clap::{Arg, ArgAction, Command, value_parser};

use super::inputs;
use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("recheck"))
        .about(words.pick(
            "Đối chiếu điểm từng bước: tự chấm, tính được, từng lần thẩm định, công bố; mỗi chênh lệch vì đâu, ai cho",
            "Trace points from claim to computed, each appraisal and publication: why each differs, and who says so",
        ))
        .override_usage(words.pick(
            "parindex recheck [ĐƯỜNG_DẪN…] [TÙY CHỌN]",
            "parindex recheck [PATH…] [OPTIONS]",
        ))
        .arg(inputs::paths(words))
        .next_help_heading(words.pick("Đầu vào", "Inputs"))
        .arg(inputs::units(words));
    let command = inputs::reading(inputs::unit(inputs::tables(command, words), words), words)
        .next_help_heading(words.pick("Nội dung và điều kiện", "Content, and gates"))
        .arg(
            Arg::new("before")
                .long("before")
                .value_name(words.pick("THƯ_MỤC", "FOLDER"))
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::DirPath)
                .help(words.pick(
                    "Bản trước của cùng hồ sơ (đã rút, nộp lại): thêm gì, bỏ gì, đổi gì",
                    "An earlier version of the same submission: what was added, removed, changed",
                )),
        )
        .arg(words.option(
            "as-of",
            words.pick("NGÀY", "DATE"),
            "Tính như vào ngày này; không có thì chưa hạn nào qua",
            "Take this day as today; without it no deadline has passed",
        ))
        .arg(
            words
                .option(
                    "fail-on",
                    "claims",
                    "Thoát với mã 1 nếu tự chấm cao hơn tính được",
                    "Exit 1 if claims exceed what the facts give",
                )
                .action(ArgAction::Append)
                .value_parser(PossibleValuesParser::new(["claims"]))
                .hide_possible_values(true),
        )
        .arg(words.flag(
            "allow-broken",
            "Không thoát với mã 2 vì hồ sơ có lỗi",
            "Do not exit 2 because of broken submissions",
        ));
    words.output(command, &["terminal", "markdown", "json"])
}
