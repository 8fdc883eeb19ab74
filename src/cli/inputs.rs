//! Arguments that name inputs; several commands have them.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};

use super::words::Words;
use crate::text::encoding::Encoding;

/// The submission's folder.
pub(super) fn folder(words: Words) -> Arg {
    Arg::new("folder")
        .value_name(words.pick("THƯ_MỤC", "FOLDER"))
        .value_parser(value_parser!(PathBuf))
        .help_heading(words.pick("Đầu vào", "Inputs"))
        .help(words.pick(
            "Thư mục có parindex.yaml (mặc định: thư mục hiện tại)",
            "Folder with parindex.yaml (default: the working directory)",
        ))
}

/// What a plan is to reach, until when, with how much work a step.
pub(super) fn goal(words: Words) -> [Arg; 4] {
    [
        words.option(
            "target",
            "N|N%",
            "Phương án: tổng điểm (hoặc phần trăm) cần đạt, bằng ít công nhất",
            "Plan: points (or percent) to reach with the least work",
        ),
        words
            .option(
                "class",
                words.pick("TÊN", "NAME"),
                "Phương án: mức xếp loại cần đạt, bằng ít công nhất",
                "Plan: class to reach with the least work",
            )
            .conflicts_with("target"),
        words.option(
            "by",
            words.pick("NGÀY", "DATE"),
            "Phương án: mọi việc phải xong trước hết ngày này",
            "Plan: everything has to be done by this day",
        ),
        words.option(
            "effort",
            words.pick("BẢNG", "TABLE"),
            "Phương án: bảng ngày công của từng tài liệu, số liệu (thay cho bộ tiêu chí)",
            "Plan: table of days of work by document and figure (over the set's)",
        ),
    ]
}

/// Where many submissions lie.
pub(super) fn paths(words: Words) -> Arg {
    Arg::new("paths")
        .value_name(words.pick("ĐƯỜNG_DẪN", "PATH"))
        .action(ArgAction::Append)
        .num_args(0..)
        .help_heading(words.pick("Đầu vào", "Inputs"))
        .help(words.pick(
            "Thư mục hồ sơ, thư mục hoặc .zip chứa nhiều hồ sơ, mẫu như nop/*; không có thì các bảng có cột đơn vị",
            "Folder of a submission, folder or .zip of many, patterns such as in/*; without any, tables with a unit column",
        ))
}

/// The set, the tables, the attachments and the year, over what a manifest says.
pub(super) fn tables(command: Command, words: Words) -> Command {
    command
        .next_help_heading(words.pick(
            "Đầu vào (thay cho parindex.yaml)",
            "Inputs (over parindex.yaml)",
        ))
        .arg(criteria(words))
        .arg(words.list(
            "evidence",
            "Bảng minh chứng (lặp lại được)",
            "Evidence table (repeatable)",
        ))
        .arg(words.list(
            "figures",
            "Bảng số liệu (lặp lại được)",
            "Table of figures (repeatable)",
        ))
        .arg(
            words
                .option(
                    "attachments",
                    words.pick("THƯ_MỤC", "FOLDER"),
                    "Thư mục tệp đính kèm",
                    "Folder of attachments",
                )
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(words.list("claims", "Bảng tự chấm điểm", "Table of claimed points"))
        .arg(words.list(
            "published",
            "Bảng điểm công bố",
            "Table of published points",
        ))
        .arg(words.list(
            "appraisals",
            "Bảng thẩm định, mỗi lần một hoặc nhiều bảng",
            "Appraisal table, one or several a round",
        ))
        .arg(words.list(
            "register",
            "Sổ theo dõi hồ sơ TTHC: số liệu `register.…` của quy tắc",
            "Dossier register: figures `register.…` of rules",
        ))
        .arg(words.list(
            "survey",
            "Phiếu khảo sát: mỗi dòng một người trả lời",
            "Survey sheet: a row per respondent",
        ))
        .arg(year(words))
}

/// The encoding of text.
pub(super) fn encoding(words: Words) -> Arg {
    words
        .option(
            "encoding",
            words.pick("BẢNG_MÃ", "ENCODING"),
            "Bảng mã của tệp chữ: tcvn3, vni (phải nói); utf-8, utf-16le, utf-16be, windows-1258 (tự nhận)",
            "Encoding of text: tcvn3, vni (must be said); utf-8, utf-16le, utf-16be, windows-1258 (found out)",
        )
        .value_parser(PossibleValuesParser::new(Encoding::ALL.map(Encoding::id)))
        .hide_possible_values(true)
}

/// How tables are read where they do not say so themselves.
pub(super) fn reading(command: Command, words: Words) -> Command {
    command
        .next_help_heading(words.pick("Cách đọc bảng", "How tables are read"))
        .arg(words.option(
            "columns",
            words.pick("TỆP", "FILE"),
            "Tệp YAML đổi tên cột: tiêu đề của đơn vị: tiêu đề đã biết",
            "YAML file that maps an office's own headers to known ones",
        ))
        .arg(encoding(words))
        .arg(
            words
                .option(
                    "numbers",
                    "vi|en",
                    "Cách đọc số trong tệp chữ: vi là 1.234,5; en là 1,234.5",
                    "Marks of numbers in tables of text: vi is 1.234,5; en is 1,234.5",
                )
                .value_parser(PossibleValuesParser::new(["vi", "en"]))
                .hide_possible_values(true),
        )
        .arg(words.option(
            "leaf",
            words.pick("MÃ", "CODE"),
            "Mã chỉ tiêu của bảng không có cột mã (phiếu khảo sát một cột)",
            "Code of the leaf that tables without a code column are about",
        ))
        .arg(
            words
                .option(
                    "limit",
                    words.pick("TÊN=GIÁ_TRỊ", "NAME=VALUE"),
                    "Giới hạn khi đọc: table, yaml-nodes, file, pdf, pdf-work, zip-entries, zip-part, zip-ratio",
                    "Limit on what is read: table, yaml-nodes, file, pdf, pdf-work, zip-entries, zip-part, zip-ratio",
                )
                .action(ArgAction::Append),
        )
        .arg(words.flag(
            "no-cache",
            "Đọc lại mọi tệp đính kèm, không dùng kết quả đã lưu",
            "Look into every attachment again, without what was kept",
        ))
}

/// Which unit.
pub(super) fn unit(command: Command, words: Words) -> Command {
    command
        .arg(words.option(
            "unit",
            words.pick("MÃ", "CODE"),
            "Mã đơn vị",
            "Code of the unit",
        ))
        .arg(words.option(
            "name",
            words.pick("TÊN", "NAME"),
            "Tên đơn vị",
            "Name of the unit",
        ))
}

/// The criteria set.
pub(super) fn criteria(words: Words) -> Arg {
    words.option(
        "criteria",
        words.pick("MÃ|TỆP", "ID|FILE"),
        "Bộ tiêu chí: mã có sẵn hoặc tệp YAML",
        "Criteria set: a shipped id or a YAML file",
    )
}

/// The year of assessment.
pub(super) fn year(words: Words) -> Arg {
    words.option(
        "year",
        words.pick("NĂM", "YEAR"),
        "Năm đánh giá (mặc định: năm của bộ tiêu chí)",
        "Year of assessment (default: the set's)",
    )
}

/// The list of units that are expected.
pub(super) fn units(words: Words) -> Arg {
    words.option(
        "units",
        words.pick("BẢNG", "TABLE"),
        "Danh sách đơn vị: ma, ten, ten_khac, nhom, duong_dan",
        "List of units: code, name, other_names, group, path",
    )
}
