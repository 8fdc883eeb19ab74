//! `parindex rank`.

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Command};

use super::inputs;
use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("rank"))
        .about(words.pick("Chấm và xếp hạng nhiều đơn vị", "Score and rank many units"))
        .override_usage(words.pick(
            "parindex rank [ĐƯỜNG_DẪN…] [TÙY CHỌN]",
            "parindex rank [PATH…] [OPTIONS]",
        ))
        .arg(inputs::paths(words))
        .next_help_heading(words.pick("Đầu vào", "Inputs"))
        .arg(inputs::units(words));
    let command = inputs::tables(
        command.next_help_heading(words.pick(
            "Đầu vào (thay cho parindex.yaml)",
            "Inputs (over parindex.yaml)",
        )),
        words,
    );
    let command = inputs::reading(command, words)
    .next_help_heading(words.pick("Nội dung và điều kiện", "Content, and gates"))
    .arg(words.flag(
        "details",
        "Thêm điểm của mọi chỉ tiêu (json, csv)",
        "Add the points of every leaf (json, csv)",
    ))
    .arg(words.basis(
        "Điểm để xếp hạng (mặc định: công bố, chưa có thì thẩm định, chưa có nữa thì tính được)",
        "Points to rank by (default: published, else appraised, else computed)",
    ))
    .arg(words.option(
        "fail-under",
        "N|N%",
        "Thoát với mã 1 nếu có đơn vị dưới N điểm (hoặc phần trăm)",
        "Exit 1 if a unit is below N points (or percent)",
    ))
    .arg(
        words
            .option(
                "fail-on",
                "losses|claims|published",
                "Thoát với mã 1 nếu có đơn vị mất điểm; tự chấm cao hơn tính được; điểm công bố khác tính được",
                "Exit 1 if a unit lost points; claims exceed; published points differ",
            )
            .action(ArgAction::Append)
            .value_parser(PossibleValuesParser::new(["losses", "claims", "published"]))
            .hide_possible_values(true),
    )
    .arg(words.flag(
        "allow-broken",
        "Không thoát với mã 2 vì hồ sơ có lỗi",
        "Do not exit 2 because of broken submissions",
    ));
    words.output(command, &["terminal", "json", "csv", "markdown"])
}
