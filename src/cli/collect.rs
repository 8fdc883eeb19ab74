//! `parindex collect`.

use clap::Command;

use super::inputs;
use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("collect"))
        .about(words.pick(
            "Đề xuất dòng minh chứng cho các tệp đính kèm chưa khai: theo thư mục, tên tệp, số ký hiệu và ngày trong tệp; không ghi vào bảng của đơn vị",
            "Propose evidence rows for attachments that no row declares, by folder, name, and the symbol and date inside; never written into the unit's own table",
        ))
        .override_usage(words.pick(
            "parindex collect [THƯ_MỤC] [TÙY CHỌN]",
            "parindex collect [FOLDER] [OPTIONS]",
        ))
        .arg(inputs::folder(words));
    let command = inputs::unit(inputs::tables(command, words), words);
    let command = inputs::reading(command, words);
    words.output(command, &["terminal", "csv", "xlsx"])
}
