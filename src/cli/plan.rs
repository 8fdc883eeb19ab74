//! `parindex plan`.

use clap::Command;

use super::inputs;
use super::words::Words;

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("plan"))
        .about(words.pick(
            "Tìm cách ít công nhất để đạt một mức điểm hay mức xếp loại: đính kèm tài liệu nào, nâng số liệu nào; có chứng minh",
            "Find the least work that reaches a total or a class: which documents to attach, which figures to raise; with a proof",
        ))
        .override_usage(words.pick(
            "parindex plan [THƯ_MỤC] [--target N|--class TÊN|--weakest] [TÙY CHỌN]",
            "parindex plan [FOLDER] [--target N|--class NAME|--weakest] [OPTIONS]",
        ))
        .arg(inputs::folder(words));
    let command = inputs::reading(inputs::unit(inputs::tables(command, words), words), words)
        .next_help_heading(words.pick("Mục tiêu", "Goal"))
        .args(inputs::goal(words))
        .arg(
            words
                .flag(
                    "weakest",
                    "Thay vào đó: mất từng tệp thì mất bao nhiêu điểm",
                    "Instead: what losing each file would cost",
                )
                .conflicts_with_all(["target", "class", "by", "for-year", "effort"]),
        )
        .next_help_heading(words.pick("Nội dung", "Content"))
        .arg(words.option(
            "for-year",
            words.pick("NĂM", "YEAR"),
            "Lập cho năm này (mặc định: năm chấm, hoặc năm sau khi đã hết hạn bổ sung)",
            "Plan for this year (default: the assessed one, or the next once it is closed)",
        ))
        .arg(words.option(
            "as-of",
            words.pick("NGÀY", "DATE"),
            "Coi là ngày này (mặc định: hôm nay)",
            "Take this day as today (default: today)",
        ))
        .arg(words.option(
            "assume-pending",
            words.pick("PHẦN_TRĂM", "PERCENT"),
            "Coi điểm chờ đạt chừng này phần trăm (mặc định: chưa tính)",
            "Take this percentage of pending points as given (default: none)",
        ));
    words.output(command, &["terminal", "markdown", "json"])
}
