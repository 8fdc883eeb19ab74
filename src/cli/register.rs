//! `parindex register`.

use clap::builder::{PossibleValuesParser, ValueHint};
use clap::{Arg, ArgAction, Command};

use super::inputs;
use super::words::Words;
use crate::evidence::register::definitions::OnTime;

pub(super) fn command(words: Words) -> Command {
    let command = words
        .dress(Command::new("register"))
        .about(words.pick(
            "Đếm hồ sơ TTHC của từng đơn vị từ sổ theo dõi hồ sơ: tiếp nhận, đúng hạn, quá hạn, trực tuyến, …",
            "Count each unit's dossiers in a dossier register: received, on time, late, online, …",
        ))
        .override_usage(words.pick(
            "parindex register TỆP… --year NĂM [TÙY CHỌN]",
            "parindex register FILE… --year YEAR [OPTIONS]",
        ))
        .arg(
            Arg::new("files")
                .value_name(words.pick("TỆP", "FILE"))
                .action(ArgAction::Append)
                .num_args(0..)
                .value_hint(ValueHint::FilePath)
                .help_heading(words.pick("Đầu vào", "Inputs"))
                .help(words.pick(
                    "Sổ theo dõi hồ sơ TTHC: CSV, TSV, XLSX (tep.xlsx#Trang), XLS, ODS; mẫu như so/*.csv",
                    "Dossier register: CSV, TSV, XLSX (file.xlsx#Sheet), XLS, ODS; patterns such as in/*.csv",
                )),
        )
        .next_help_heading(words.pick("Cách đếm", "How dossiers are counted"))
        .arg(inputs::year(words).help(words.pick(
            "Năm: kỳ của bộ tiêu chí, không có bộ tiêu chí thì từ 01/01 đến 31/12",
            "Year: the set's period, without a set 1 January to 31 December",
        )))
        .arg(
            words
                .option(
                    "period",
                    words.pick("TỪ..ĐẾN", "FROM..TO"),
                    "Kỳ, cả hai ngày: 01/01/2023..31/12/2023",
                    "Period, both days included: 2023-01-01..2023-12-31",
                )
                .conflicts_with("year"),
        )
        .arg(inputs::criteria(words).help(words.pick(
            "Bộ tiêu chí có cách đọc sổ và chỉ số riêng (`register`): mã có sẵn hoặc tệp YAML",
            "Criteria set with its own columns and metrics (`register`): a shipped id or a YAML file",
        )))
        .arg(words.option(
            "unit-column",
            words.pick("CỘT", "HEADER"),
            "Tiêu đề của cột đơn vị giải quyết",
            "Header of the column with the deciding unit",
        ))
        .arg(
            words
                .option(
                    "on-time",
                    "dates|timestamps",
                    "Đúng hạn tính theo ngày (mặc định) hay theo ngày và giờ",
                    "On time by days (default) or by days and hours",
                )
                .value_parser(PossibleValuesParser::new(OnTime::ALL.map(OnTime::id)))
                .hide_possible_values(true),
        )
        .arg(words.flag(
            "duplicates",
            "Tìm mã hồ sơ trùng cả khi sổ có hơn 2 triệu hồ sơ (thêm 8 byte bộ nhớ mỗi hồ sơ)",
            "Look for duplicates among more than 2 million dossiers too (8 bytes of memory each)",
        ))
        .arg(words.option(
            "list",
            words.pick("SỐ", "NUMBER"),
            "Số dòng để ngoài được nêu cho mỗi lý do (mặc định 5)",
            "Rows that are listed for each reason to be left out (default 5)",
        ))
        .arg(
            words
                .option(
                    "sql",
                    "duckdb|clickhouse",
                    "Không đọc sổ: in câu SQL tính cùng các chỉ số ấy trong kho dữ liệu",
                    "Read no register: print the SQL that computes the same metrics in a warehouse",
                )
                .value_parser(PossibleValuesParser::new(["duckdb", "clickhouse"]))
                .hide_possible_values(true),
        );
    let command = inputs::reading(command, words);
    words.output(command, &["terminal", "markdown", "json", "csv", "figures"])
}
