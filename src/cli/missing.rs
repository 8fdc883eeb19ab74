//! `parindex missing`.

use clap::Command;

use super::inputs;
use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("missing"))
        .about(words.pick(
            "Liệt kê tài liệu, số liệu, giải trình còn thiếu theo người phụ trách: để ở đâu, lấy lại mấy điểm, hạn ngày nào",
            "List what is still to be attached, entered or explained, by owner: where to put it, what it wins back, until when",
        ))
        .override_usage(words.pick(
            "parindex missing [THƯ_MỤC] [TÙY CHỌN]",
            "parindex missing [FOLDER] [OPTIONS]",
        ))
        .arg(inputs::folder(words));
    let command = inputs::reading(inputs::unit(inputs::tables(command, words), words), words)
        .next_help_heading(words.pick("Nội dung", "Content"))
        .arg(words.option(
            "owner",
            words.pick("TÊN", "NAME"),
            "Chỉ việc của một người, theo vai hoặc họ tên",
            "One person's tasks alone, by role or name",
        ))
        .arg(words.basis(
            "Điểm làm căn cứ: tính được (mặc định), tự chấm, thẩm định hoặc công bố",
            "Points to stand on: computed (default), claimed, appraised or published",
        ))
        .arg(words.option(
            "as-of",
            words.pick("NGÀY", "DATE"),
            "Coi là ngày này (mặc định: hôm nay)",
            "Take this day as today (default: today)",
        ));
    words.output(command, &["terminal", "text", "markdown", "csv", "xlsx"])
}
