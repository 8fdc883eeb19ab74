//! `parindex criteria`: the shipped sets, and any set as a person reads it.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

use super::inputs;
use super::words::Words;
use crate::criteria::model::Level;

/// What a set can be shown as.
const FORMATS: &[&str] = &["terminal", "markdown", "json"];

pub(super) fn command(words: Words) -> Command {
    words
        .dress(Command::new("criteria"))
        .about(words.pick(
            "Bộ tiêu chí: có những bộ nào, một bộ nói gì, lấy một bộ ra để sửa thành bộ của mình",
            "Criteria sets: which there are, what one says, taking one out to adapt",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .override_usage(words.pick(
            "parindex criteria <LỆNH> [TÙY CHỌN]",
            "parindex criteria <COMMAND> [OPTIONS]",
        ))
        .subcommand_help_heading(words.pick("Lệnh", "Commands"))
        .subcommand(list(words))
        .subcommand(show(words))
        .subcommand(export(words))
        .subcommand(import(words))
}

fn list(words: Words) -> Command {
    let command = words
        .dress(Command::new("list"))
        .about(words.pick(
            "Các bộ tiêu chí có sẵn",
            "The sets that come with the program",
        ))
        .override_usage(words.pick(
            "parindex criteria list [TÙY CHỌN]",
            "parindex criteria list [OPTIONS]",
        ));
    words.output(command, FORMATS)
}

fn show(words: Words) -> Command {
    let command = words
        .dress(Command::new("show"))
        .about(words.pick(
            "Đọc một bộ tiêu chí: điểm tối đa, cách tính bằng lời, số liệu và tài liệu từng chỉ tiêu",
            "Read a set: maxima, rules in words, figures and documents of every leaf",
        ))
        .override_usage(words.pick(
            "parindex criteria show MÃ|TỆP [TÙY CHỌN]",
            "parindex criteria show ID|FILE [OPTIONS]",
        ))
        .arg(
            set(words, words.pick("MÃ|TỆP", "ID|FILE")).help(words.pick(
                "Bộ tiêu chí: mã có sẵn hoặc tệp YAML",
                "Criteria set: a shipped id or a YAML file",
            )),
        )
        .arg(words.option(
            "depth",
            words.pick("SỐ_CẤP", "LEVELS"),
            "Chỉ in chừng này cấp: 1 là các lĩnh vực (mặc định: tất cả, kể cả cách tính)",
            "Show so many levels: 1 is the fields (default: everything, rules included)",
        ))
        .arg(inputs::year(words));
    words.output(command, FORMATS)
}

fn export(words: Words) -> Command {
    let command = words
        .dress(Command::new("export"))
        .about(words.pick(
            "Xuất một bộ tiêu chí: tệp YAML của bộ có sẵn, nguyên văn từng byte; hoặc bảng (xlsx, csv) như phụ lục, sửa xong thì import lại",
            "Write out a set: the YAML of a shipped one, byte for byte; or a table (xlsx, csv) like an annex, to edit and import again",
        ))
        .override_usage(words.pick(
            "parindex criteria export MÃ|TỆP [-o TỆP] [TÙY CHỌN]",
            "parindex criteria export ID|FILE [-o FILE] [OPTIONS]",
        ))
        .arg(
            set(words, words.pick("MÃ|TỆP", "ID|FILE")).help(words.pick(
                "Bộ tiêu chí: mã có sẵn hoặc tệp YAML",
                "Criteria set: a shipped id or a YAML file",
            )),
        );
    words.output_or(command, &["yaml", "xlsx", "csv"], "yaml")
}

fn import(words: Words) -> Command {
    let about = |name: &'static str, value, vi, en| words.option(name, value, vi, en);
    let command = words
        .dress(Command::new("import"))
        .about(words.pick(
            "Lập bộ tiêu chí từ bảng phụ lục của quyết định (STT, tiêu chí, điểm tối đa, tài liệu kiểm chứng, người phụ trách, cách chấm); chỗ nào do chương trình suy ra đều đánh dấu để xem lại",
            "Make a set of the annex of a decision (code, criterion, maximum, evidence, owner, scoring); whatever the program infers is marked for review",
        ))
        .override_usage(words.pick(
            "parindex criteria import BẢNG -o TỆP.yaml [TÙY CHỌN]",
            "parindex criteria import TABLE -o FILE.yaml [OPTIONS]",
        ))
        .arg(
            Arg::new("table")
                .value_name(words.pick("BẢNG", "TABLE"))
                .required(true)
                .help_heading(words.pick("Đầu vào", "Inputs"))
                .help(words.pick(
                    "Phụ lục: CSV, TSV, XLSX (tep.xlsx#Trang), XLS, ODS; hoặc bảng do `criteria export` xuất ra",
                    "The annex: CSV, TSV, XLSX (file.xlsx#Sheet), XLS, ODS; or a table that `criteria export` wrote",
                )),
        )
        .next_help_heading(words.pick(
            "Bộ tiêu chí (thay cho những gì bảng nói)",
            "The set (over what the table says)",
        ))
        .arg(about("id", words.pick("MÃ", "ID"), "Mã của bộ", "Its id"))
        .arg(about("name", words.pick("TÊN", "NAME"), "Tên của bộ", "What it is called"))
        .arg(
            about("level", "xa|huyen|so|tinh", "Cấp", "For which level")
                .value_parser(PossibleValuesParser::new(Level::ALL.map(Level::id)))
                .hide_possible_values(true),
        )
        .arg(about("province", words.pick("TỈNH", "PROVINCE"), "Tỉnh ban hành", "The province that issued it"))
        .arg(about("year", words.pick("NĂM", "YEAR"), "Năm đầu tiên áp dụng", "The first year it applies"))
        .arg(inputs::encoding(words));
    words.output_or(command, &["yaml"], "yaml")
}

fn set(words: Words, value: &'static str) -> Arg {
    Arg::new("set")
        .value_name(value)
        .required(true)
        .help_heading(words.pick("Đầu vào", "Inputs"))
}
