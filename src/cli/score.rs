//! `parindex score`.

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Command};

use super::inputs;
use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("score"))
        .about(words.pick(
            "Chấm một hồ sơ tự chấm điểm: điểm từng lĩnh vực, điểm mất, nguyên nhân và tài liệu còn thiếu",
            "Score one submission: points by field, what is lost, why, and which attachments are missing",
        ))
        .override_usage(words.pick(
            "parindex score [THƯ_MỤC] [TÙY CHỌN]",
            "parindex score [FOLDER] [OPTIONS]",
        ))
        .arg(inputs::folder(words));
    let command = inputs::reading(inputs::unit(inputs::tables(command, words), words), words)
        .next_help_heading(words.pick("Cách tính và điều kiện", "How to score, and gates"))
        .arg(words.basis(
            "Điểm làm căn cứ: tính được (mặc định), tự chấm, thẩm định hoặc công bố",
            "Points to stand on: computed (default), claimed, appraised or published",
        ))
        .arg(words.option(
            "as-of",
            words.pick("NGÀY", "DATE"),
            "Tính như vào ngày này (dd/MM/yyyy hoặc yyyy-MM-dd); không có thì chưa hạn nào qua",
            "Take this day as today (dd/MM/yyyy or yyyy-MM-dd); without it no deadline has passed",
        ))
        .arg(words.option(
            "fail-under",
            "N|N%",
            "Thoát với mã 1 nếu tổng điểm (hoặc phần trăm) dưới N",
            "Exit 1 if the total (or its percentage) is below N",
        ))
        .arg(
            words
                .option(
                    "fail-on",
                    "losses|claims|published",
                    "Thoát với mã 1 nếu mất điểm; tự chấm cao hơn tính được; điểm công bố khác tính được",
                    "Exit 1 if points are lost; claims exceed; published points differ",
                )
                .action(ArgAction::Append)
                .value_parser(PossibleValuesParser::new(["losses", "claims", "published"]))
                .hide_possible_values(true),
        )
        .arg(
            words
                .option(
                    "assume",
                    words.pick("MÃ.SỐ_LIỆU=GIÁ_TRỊ", "CODE.FIGURE=VALUE"),
                    "Chấm giả định với số liệu này (lặp lại được); mã * là số liệu chung",
                    "Score as if this figure were stated (repeatable); the code * means the set's figures",
                )
                .action(ArgAction::Append),
        )
        .arg(
            words
                .option(
                    "attach",
                    words.pick("MÃ/TÀI_LIỆU", "CODE/DOCUMENT"),
                    "Chấm giả định như đã có tài liệu này (lặp lại được)",
                    "Score as if this document were in order (repeatable)",
                )
                .action(ArgAction::Append),
        )
        .arg(words.option(
            "assume-pending",
            words.pick("PHẦN_TRĂM", "PERCENT"),
            "Khi xét điều kiện, coi điểm chờ đạt chừng này phần trăm",
            "For gates, take this percentage of pending points as given",
        ));
    words.output(command, &["terminal", "html", "json", "csv"])
}
