//! `parindex reconcile`.

use clap::Command;

use super::inputs;
use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("reconcile"))
        .about(words.pick(
            "Đối chiếu điểm công bố với số liệu: cách đọc nào của bộ tiêu chí, cách làm tròn nào cho đúng mọi điểm ấy",
            "Hold published points against the facts: which readings of the set, and which rounding, reproduce them all",
        ))
        .override_usage(words.pick(
            "parindex reconcile [THƯ_MỤC] [TÙY CHỌN]",
            "parindex reconcile [FOLDER] [OPTIONS]",
        ))
        .arg(inputs::folder(words));
    let command = inputs::unit(inputs::tables(command, words), words);
    let command = inputs::reading(command, words);
    words.output(command, &["terminal", "json"])
}
