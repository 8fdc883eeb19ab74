//! The command line: what can be asked for, in both languages. No logic.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

use crate::text::lang::Lang;

/// The exit codes, as help prints them.
const EXIT_CODES: [&str; 2] = [
    "Mã thoát: 0 xong · 1 xong nhưng không đạt điều kiện (--fail-under, --fail-on) · 2 đầu vào sai · 3 không đọc hoặc ghi được · 101 lỗi của chương trình",
    "Exit codes: 0 done · 1 done, a gate not met (--fail-under, --fail-on) · 2 inputs wrong · 3 cannot read or write · 101 a bug",
];

/// Names that list arguments have in the manifest, too.
pub const TABLES: [&str; 7] = [
    "evidence",
    "figures",
    "claims",
    "appraisals",
    "published",
    "register",
    "survey",
];

/// The program's arguments, worded in `lang`.
pub fn command(lang: Lang) -> Command {
    let words = Words(lang);
    let about = words.pick(
        "Chấm Chỉ số cải cách hành chính (PAR Index) của một xã, phường và nói rõ từng điểm mất vì đâu",
        "Scores a Vietnamese commune's PAR Index and names the cause of every lost point",
    );
    words
        .dress(Command::new("parindex"))
        .about(about)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .override_usage(words.pick("parindex <LỆNH> [TÙY CHỌN]", "parindex <COMMAND> [OPTIONS]"))
        .subcommand_help_heading(words.pick("Lệnh", "Commands"))
        .disable_help_subcommand(true)
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(words.pick("In phiên bản", "Print the version")),
        )
        .after_help(words.pick(EXIT_CODES[0], EXIT_CODES[1]))
        .subcommand(score(words))
        .subcommand(init(words))
}

/// Texts in the language of the command line.
#[derive(Clone, Copy)]
struct Words(Lang);

impl Words {
    fn pick(self, vi: &'static str, en: &'static str) -> &'static str {
        self.0.pick(vi, en)
    }

    /// What every command has: language, help, and headings in that language.
    fn dress(self, command: Command) -> Command {
        let template = self.pick(
            "{about}\n\nCách dùng: {usage}\n\n{all-args}{after-help}",
            "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
        );
        command
            .help_template(template)
            .disable_help_flag(true)
            .next_help_heading(self.pick("Tùy chọn", "Options"))
            .arg(
                Arg::new("help")
                    .long("help")
                    .short('h')
                    .action(ArgAction::Help)
                    .global(true)
                    .help(self.pick("In trợ giúp", "Print help")),
            )
            .arg(
                self.option(
                    "lang",
                    "vi|en",
                    "Ngôn ngữ (mặc định vi)",
                    "Language (default vi)",
                )
                .value_parser(PossibleValuesParser::new(["vi", "en"]))
                .hide_possible_values(true)
                .global(true),
            )
    }

    fn option(
        self,
        name: &'static str,
        value: &'static str,
        vi: &'static str,
        en: &'static str,
    ) -> Arg {
        Arg::new(name)
            .long(name)
            .value_name(value)
            .help(self.pick(vi, en))
    }

    fn flag(self, name: &'static str, vi: &'static str, en: &'static str) -> Arg {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .help(self.pick(vi, en))
    }

    fn list(self, name: &'static str, vi: &'static str, en: &'static str) -> Arg {
        let value = self.pick("BẢNG", "TABLE");
        self.option(name, value, vi, en).action(ArgAction::Append)
    }

    /// Where the result goes and how it looks.
    fn output(self, command: Command, formats: &'static [&'static str]) -> Command {
        command
            .next_help_heading(self.pick("Kết quả", "Output"))
            .arg(
                self.option(
                    "format",
                    self.pick("DẠNG", "FORMAT"),
                    "terminal, json hoặc csv (mặc định: theo đuôi tệp của -o, không thì terminal)",
                    "terminal, json or csv (default: by the extension of -o, else terminal)",
                )
                .value_parser(PossibleValuesParser::new(formats))
                .hide_possible_values(true),
            )
            .arg(
                self.option(
                    "output",
                    self.pick("TỆP", "FILE"),
                    "Ghi kết quả vào tệp",
                    "Write the result to a file",
                )
                .short('o')
                .value_parser(value_parser!(PathBuf)),
            )
            .arg(self.flag(
                "force",
                "Cho phép thay tệp đã có",
                "Replace an existing file",
            ))
            .arg(
                self.option(
                    "csv",
                    "plain|excel-vi",
                    "Kiểu CSV: excel-vi dùng dấu ; và dấu phẩy thập phân",
                    "CSV dialect: excel-vi uses ; and decimal commas",
                )
                .value_parser(PossibleValuesParser::new(["plain", "excel-vi"]))
                .hide_possible_values(true),
            )
            .arg(
                self.option(
                    "color",
                    "auto|always|never",
                    "Màu trên màn hình (mặc định auto; biến NO_COLOR tắt màu)",
                    "Colours on screen (default auto; NO_COLOR turns them off)",
                )
                .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
                .hide_possible_values(true),
            )
            .arg(
                self.flag(
                    "quiet",
                    "Không in lưu ý ra stderr",
                    "Print no warnings on stderr",
                )
                .short('q'),
            )
    }
}

fn score(words: Words) -> Command {
    let inputs = words
        .dress(Command::new("score"))
        .about(words.pick(
            "Chấm một hồ sơ tự chấm điểm: điểm từng lĩnh vực, điểm mất, nguyên nhân và tài liệu còn thiếu",
            "Score one submission: points by field, what is lost, why, and which attachments are missing",
        ))
        .override_usage(words.pick(
            "parindex score [THƯ_MỤC] [TÙY CHỌN]",
            "parindex score [FOLDER] [OPTIONS]",
        ))
        .arg(
            Arg::new("folder")
                .value_name(words.pick("THƯ_MỤC", "FOLDER"))
                .value_parser(value_parser!(PathBuf))
                .help_heading(words.pick("Đầu vào", "Inputs"))
                .help(words.pick(
                    "Thư mục có parindex.yaml (mặc định: thư mục hiện tại)",
                    "Folder with parindex.yaml (default: the working directory)",
                )),
        )
        .next_help_heading(words.pick("Đầu vào (thay cho parindex.yaml)", "Inputs (over parindex.yaml)"))
        .arg(criteria(words))
        .arg(words.list("evidence", "Bảng minh chứng (lặp lại được)", "Evidence table (repeatable)"))
        .arg(words.list("figures", "Bảng số liệu (lặp lại được)", "Table of figures (repeatable)"))
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
        .arg(words.list("published", "Bảng điểm công bố", "Table of published points"))
        .arg(words.list("appraisals", "Bảng thẩm định (chưa đọc ở phiên bản này)", "Appraisal table (not read yet)"))
        .arg(words.list("register", "Sổ theo dõi hồ sơ TTHC (chưa đọc ở phiên bản này)", "Dossier register (not read yet)"))
        .arg(words.list("survey", "Phiếu khảo sát (chưa đọc ở phiên bản này)", "Survey sheet (not read yet)"))
        .arg(words.option("unit", words.pick("MÃ", "CODE"), "Mã đơn vị", "Code of the unit"))
        .arg(words.option("name", words.pick("TÊN", "NAME"), "Tên đơn vị", "Name of the unit"))
        .arg(year(words))
        .next_help_heading(words.pick("Cách tính và điều kiện", "How to score, and gates"))
        .arg(words.option(
            "as-of",
            words.pick("NGÀY", "DATE"),
            "Tính như vào ngày này (dd/MM/yyyy hoặc yyyy-MM-dd); không có thì chưa hạn nào qua",
            "Take this day as today (dd/MM/yyyy or yyyy-MM-dd); without it no deadline has passed",
        ))
        .arg(words.option(
            "fail-under",
            "N|N%",
            "Thoát với mã 1 nếu tổng điểm (hoặc phần trăm) dưới N",
            "Exit 1 if the total (or its percentage) is below N",
        ))
        .arg(
            words
                .option(
                    "fail-on",
                    "losses|claims|published",
                    "Thoát với mã 1 nếu mất điểm; tự chấm cao hơn tính được; điểm công bố khác tính được",
                    "Exit 1 if points are lost; claims exceed; published points differ",
                )
                .action(ArgAction::Append)
                .value_parser(PossibleValuesParser::new(["losses", "claims", "published"]))
                .hide_possible_values(true),
        )
        .arg(words.option(
            "assume-pending",
            words.pick("PHẦN_TRĂM", "PERCENT"),
            "Khi xét điều kiện, coi điểm chờ đạt chừng này phần trăm",
            "For gates, take this percentage of pending points as given",
        ));
    words.output(inputs, &["terminal", "json", "csv"])
}

fn init(words: Words) -> Command {
    words
        .dress(Command::new("init"))
        .about(words.pick(
            "Tạo hồ sơ tự chấm điểm trống: parindex.yaml, các bảng CSV và thư mục đính kèm",
            "Make an empty submission: parindex.yaml, CSV tables and attachment folders",
        ))
        .override_usage(words.pick(
            "parindex init THƯ_MỤC --criteria MÃ|TỆP [TÙY CHỌN]",
            "parindex init FOLDER --criteria ID|FILE [OPTIONS]",
        ))
        .arg(
            Arg::new("folder")
                .value_name(words.pick("THƯ_MỤC", "FOLDER"))
                .value_parser(value_parser!(PathBuf))
                .required(true)
                .help_heading(words.pick("Đầu vào", "Inputs"))
                .help(words.pick("Thư mục sẽ tạo", "The folder to make")),
        )
        .arg(criteria(words).required(true))
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
        .arg(year(words))
        .arg(
            words
                .option(
                    "csv",
                    "plain|excel-vi",
                    "Kiểu CSV: excel-vi dùng dấu ; (Excel tiếng Việt mở được ngay)",
                    "CSV dialect: excel-vi uses ; (for Excel under Vietnamese settings)",
                )
                .value_parser(PossibleValuesParser::new(["plain", "excel-vi"]))
                .hide_possible_values(true),
        )
}

fn criteria(words: Words) -> Arg {
    words.option(
        "criteria",
        words.pick("MÃ|TỆP", "ID|FILE"),
        "Bộ tiêu chí: mã có sẵn hoặc tệp YAML",
        "Criteria set: a shipped id or a YAML file",
    )
}

fn year(words: Words) -> Arg {
    words.option(
        "year",
        words.pick("NĂM", "YEAR"),
        "Năm đánh giá (mặc định: năm của bộ tiêu chí)",
        "Year of assessment (default: the set's)",
    )
}
