//! `parindex report`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, ValueHint};
use clap::{Arg, Command, value_parser};

use super::inputs;
use super::words::Words;

/// The papers that can be written.
const KINDS: [&str; 6] = [
    "self",
    "plan",
    "appraisal",
    "supplement",
    "receipt",
    "ranking",
];

/// What they can be written as.
const FORMATS: [&str; 6] = ["docx", "xlsx", "html", "markdown", "csv", "json"];

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("report"))
        .about(words.pick(
            "Soạn văn bản nộp và ký: báo cáo tự chấm điểm, kế hoạch khắc phục, phiếu thẩm định, phụ lục công bố",
            "Write the papers that are handed in and signed: self report, plan, appraisal sheet, published ranking",
        ))
        .override_usage(words.pick(
            "parindex report [ĐƯỜNG_DẪN…] [TÙY CHỌN]",
            "parindex report [PATH…] [OPTIONS]",
        ))
        .arg(inputs::paths(words))
        .next_help_heading(words.pick("Đầu vào", "Inputs"))
        .arg(inputs::units(words));
    let command = inputs::reading(inputs::unit(inputs::tables(command, words), words), words)
        .next_help_heading(words.pick("Văn bản", "Paper"))
        .arg(
            words
                .option(
                    "kind",
                    "self|plan|appraisal|supplement|receipt|ranking",
                    "self: báo cáo tự chấm điểm (mặc định); plan: kế hoạch khắc phục; appraisal: phiếu thẩm định; supplement: yêu cầu bổ sung; receipt: phiếu tiếp nhận; ranking: phụ lục công bố",
                    "self: the unit's own report (default); plan: to mend what was lost; appraisal: the appraiser's sheet; supplement: what is asked for; receipt: what was received; ranking: what is published",
                )
                .value_parser(PossibleValuesParser::new(KINDS))
                .hide_possible_values(true),
        )
        .arg(words.flag(
            "all",
            "Soạn đủ bộ vào thư mục -o: báo cáo (docx, xlsx), kế hoạch (docx), kết quả (html, json)",
            "Write the usual set into the folder -o: report (docx, xlsx), plan (docx), result (html, json)",
        ))
        .arg(words.basis(
            "Điểm làm căn cứ (mặc định: plan, ranking theo điểm công bố, chưa có thì thẩm định; văn bản khác theo điểm tính được)",
            "Points to stand on (default: plan and ranking on published, else appraised ones; other papers on computed)",
        ))
        .arg(words.option(
            "owner",
            words.pick("TÊN", "NAME"),
            "Kế hoạch: chỉ việc của một người, theo vai hoặc họ tên, thành phiếu giao việc",
            "Plan: one person's tasks alone, by role or name, as a slip",
        ))
        .arg(words.option(
            "for-year",
            words.pick("NĂM", "YEAR"),
            "Kế hoạch cho năm này (mặc định: năm chấm khi còn hạn bổ sung, sau đó năm kế tiếp)",
            "Plan for this year (default: the assessed year while it can be supplemented, then the next)",
        ))
        .args(inputs::goal(words))
        .arg(words.option(
            "field",
            words.pick("MÃ", "CODE"),
            "Phiếu thẩm định: một lĩnh vực của mọi đơn vị trong một bảng",
            "Appraisal: one field of all units in one table",
        ))
        .arg(
            Arg::new("template")
                .long("template")
                .value_name(words.pick("TỆP", "FILE"))
                .value_parser(value_parser!(PathBuf)).value_hint(ValueHint::FilePath)
                .help(words.pick(
                    "Mẫu riêng: tệp .docx có chỗ điền, hoặc tệp .j2 (minijinja)",
                    "A template of your own: a .docx with places to fill, or a .j2 (minijinja)",
                )),
        )
        .arg(words.option(
            "as-of",
            words.pick("NGÀY", "DATE"),
            "Coi là ngày này (mặc định: hôm nay); năm và thời hạn trong văn bản theo ngày này",
            "Take this day as today (default: today); years and deadlines follow it",
        ))
        .arg(words.flag(
            "allow-broken",
            "Không thoát với mã 2 vì hồ sơ có lỗi",
            "Do not exit 2 because of broken submissions",
        ));
    words.output_or(command, &FORMATS, "docx")
}
