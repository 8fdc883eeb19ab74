//! What all commands share: texts in a language, kinds of options, where results go.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, ValueHint};
use clap::{Arg, ArgAction, Command, value_parser};

use crate::score::official::Basis;
use crate::text::lang::Lang;

/// Texts in the language of the command line.
#[derive(Clone, Copy)]
pub(super) struct Words(pub(super) Lang);

impl Words {
    pub(super) fn pick(self, vi: &'static str, en: &'static str) -> &'static str {
        self.0.pick(vi, en)
    }

    /// What every command has: language, help, and headings in that language.
    pub(super) fn dress(self, command: Command) -> Command {
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

    pub(super) fn option(
        self,
        name: &'static str,
        value: &'static str,
        vi: &'static str,
        en: &'static str,
    ) -> Arg {
        Arg::new(name)
            .long(name)
            .value_name(value)
            .value_hint(ValueHint::Other)
            .help(self.pick(vi, en))
    }

    /// On which points an output stands.
    pub(super) fn basis(self, vi: &'static str, en: &'static str) -> Arg {
        self.option("basis", "computed|claimed|appraised|published", vi, en)
            .value_parser(PossibleValuesParser::new(Basis::ALL.map(Basis::id)))
            .hide_possible_values(true)
    }

    pub(super) fn flag(self, name: &'static str, vi: &'static str, en: &'static str) -> Arg {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .help(self.pick(vi, en))
    }

    pub(super) fn list(self, name: &'static str, vi: &'static str, en: &'static str) -> Arg {
        let value = self.pick("BẢNG", "TABLE");
        self.option(name, value, vi, en)
            .value_hint(ValueHint::FilePath)
            .action(ArgAction::Append)
    }

    /// Where the result goes.
    pub(super) fn target(self) -> [Arg; 2] {
        let output = self.option(
            "output",
            self.pick("TỆP", "FILE"),
            "Ghi kết quả vào tệp",
            "Write the result to a file",
        );
        let force = self.flag(
            "force",
            "Cho phép thay tệp đã có",
            "Replace an existing file",
        );
        [
            output
                .short('o')
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath),
            force,
        ]
    }

    /// Where the result goes and how it looks.
    pub(super) fn output(self, command: Command, formats: &'static [&'static str]) -> Command {
        self.output_or(command, formats, "terminal")
    }

    /// The same, where another format than the terminal's is the usual one.
    pub(super) fn output_or(
        self,
        command: Command,
        formats: &'static [&'static str],
        usual: &'static str,
    ) -> Command {
        let command = command
            .next_help_heading(self.pick("Kết quả", "Output"))
            .arg(
                Arg::new("format")
                    .long("format")
                    .value_name(self.pick("DẠNG", "FORMAT"))
                    .help(self.0.pick(
                        format!(
                            "{} (mặc định: theo đuôi tệp của -o, không thì {usual})",
                            formats.join(", ")
                        ),
                        format!(
                            "{} (default: by the extension of -o, else {usual})",
                            formats.join(", ")
                        ),
                    ))
                    .value_parser(PossibleValuesParser::new(formats.iter().map(|format| {
                        let value = PossibleValue::new(*format);
                        if *format == "markdown" {
                            value.alias("md")
                        } else {
                            value
                        }
                    })))
                    .hide_possible_values(true),
            )
            .args(self.target());
        let command = if formats.contains(&"csv") {
            command.arg(self.csv())
        } else {
            command
        };
        self.look(command)
    }

    /// How messages look.
    pub(super) fn look(self, command: Command) -> Command {
        command
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

    fn csv(self) -> Arg {
        self.option(
            "csv",
            "plain|excel-vi",
            "Kiểu CSV: excel-vi dùng dấu ; và dấu phẩy thập phân",
            "CSV dialect: excel-vi uses ; and decimal commas",
        )
        .value_parser(PossibleValuesParser::new(["plain", "excel-vi"]))
        .hide_possible_values(true)
    }
}
