//! `parindex audit`.

use clap::Command;

use super::inputs;
use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("audit"))
        .about(words.pick(
            "Kiểm tra tính nhất quán giữa các đơn vị: như nhau mà khác điểm, nhiều hơn mà ít điểm hơn, một tệp nhiều nơi, nơi nhận nơi không",
            "Consistency across units: the same facts with other points, more for fewer points, one file in several places, refused here and accepted there",
        ))
        .override_usage(words.pick(
            "parindex audit ĐƯỜNG_DẪN… [TÙY CHỌN]",
            "parindex audit PATH… [OPTIONS]",
        ))
        .arg(inputs::paths(words))
        .next_help_heading(words.pick("Đầu vào", "Inputs"))
        .arg(inputs::units(words));
    let command = inputs::tables(command, words);
    let command = inputs::reading(command, words)
        .next_help_heading(words.pick("Điều kiện", "Gates"))
        .arg(words.flag(
            "allow-broken",
            "Không thoát với mã 2 vì hồ sơ có lỗi",
            "Do not exit 2 because of broken submissions",
        ));
    words.output(command, &["terminal", "markdown", "json"])
}
