//! `parindex explain`.

use clap::{Arg, Command};

use super::inputs;
use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("explain"))
        .about(words.pick(
            "Giải thích điểm của một mục: căn cứ, cách tính, số liệu và tài liệu kèm chỗ khai, phép tính, nguyên nhân mất điểm, điều sẽ làm tăng điểm",
            "Explain the points of one node: clause, rule, figures and documents with their places, arithmetic, causes, what would raise the points",
        ))
        .override_usage(words.pick(
            "parindex explain MÃ [THƯ_MỤC] [TÙY CHỌN]\n           parindex explain --all [THƯ_MỤC] [TÙY CHỌN]",
            "parindex explain CODE [FOLDER] [OPTIONS]\n       parindex explain --all [FOLDER] [OPTIONS]",
        ))
        .arg(
            Arg::new("code")
                .value_name(words.pick("MÃ", "CODE"))
                .help_heading(words.pick("Đầu vào", "Inputs"))
                .help(words.pick(
                    "Mã lĩnh vực, tiêu chí hoặc chỉ tiêu",
                    "Code of a field, criterion or leaf",
                )),
        )
        .arg(inputs::folder(words));
    let command = inputs::reading(inputs::unit(inputs::tables(command, words), words), words)
        .next_help_heading(words.pick("Nội dung", "Content"))
        .arg(words.flag("all", "Giải thích mọi chỉ tiêu", "Explain every leaf"))
        .arg(words.basis(
            "Điểm làm căn cứ: tính được (mặc định), tự chấm, thẩm định hoặc công bố",
            "Points to stand on: computed (default), claimed, appraised or published",
        ))
        .arg(words.option(
            "as-of",
            words.pick("NGÀY", "DATE"),
            "Tính như vào ngày này; không có thì chưa hạn nào qua",
            "Take this day as today; without it no deadline has passed",
        ));
    words.output(command, &["terminal", "docx", "html", "markdown", "json"])
}
