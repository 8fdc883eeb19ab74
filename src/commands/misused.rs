//! What is said of arguments that do not fit the command line, in the language asked for: what
//! was found, what was expected, and the act that mends it. Nothing of the parser's own English
//! passes.

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::criteria::shipped;
use crate::text::lang::{Lang, Text, text};
use crate::text::suggest;

/// The words for an error of the parser; help and version are no errors.
pub fn message(error: &clap::Error, arguments: &[OsString], lang: Lang) -> String {
    let found = Found {
        error,
        arguments,
        command: command(arguments, lang),
    };
    let (bad, how) = lang.pick(("lỗi", "cách sửa"), ("error", "help"));
    let (message, advice) = (found.what(), found.advice());
    let (message, advice) = (message.get(lang), advice.get(lang));
    format!("{bad}: {message}\n{how}: {advice}\n")
}

/// The command that the arguments name, as it is typed: `parindex criteria show`.
fn command(arguments: &[OsString], lang: Lang) -> String {
    let program = crate::cli::command(lang);
    let (mut named, mut command): (_, &Command) = ("parindex".to_owned(), &program);
    for word in arguments.iter().skip(1).filter_map(|word| word.to_str()) {
        if let Some(below) = command.find_subcommand(word) {
            named = format!("{named} {word}");
            command = below;
        }
    }
    named
}

/// An error, with the arguments it is about.
struct Found<'a> {
    error: &'a clap::Error,
    arguments: &'a [OsString],
    command: String,
}

impl Found<'_> {
    fn context(&self, kind: ContextKind) -> String {
        let joined = |texts: Vec<String>| texts.join(", ");
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => joined(texts.clone()),
            Some(ContextValue::StyledStr(text)) => text.to_string(),
            Some(ContextValue::StyledStrs(texts)) => {
                joined(texts.iter().map(ToString::to_string).collect())
            }
            Some(ContextValue::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// What is wrong.
    fn what(&self) -> Text {
        let argument = self.context(ContextKind::InvalidArg);
        let value = self.context(ContextKind::InvalidValue);
        let command = &self.command;
        match self.error.kind() {
            ErrorKind::UnknownArgument if argument.starts_with('-') => text!(
                "`{command}` không có tham số `{argument}`",
                "`{command}` has no option `{argument}`"
            ),
            ErrorKind::UnknownArgument => text!(
                "`{argument}` là thừa với `{command}`",
                "`{argument}` is one argument too many for `{command}`"
            ),
            ErrorKind::InvalidSubcommand => {
                let word = self.context(ContextKind::InvalidSubcommand);
                text!("không có lệnh `{word}`", "there is no command `{word}`")
            }
            ErrorKind::MissingRequiredArgument => text!(
                "`{command}` còn thiếu {argument}",
                "`{command}` lacks {argument}"
            ),
            ErrorKind::MissingSubcommand => {
                text!(
                    "`{command}` còn thiếu tên lệnh",
                    "`{command}` lacks a command"
                )
            }
            ErrorKind::TooManyValues => text!(
                "`{argument}` không nhận giá trị `{value}`",
                "`{argument}` does not take the value `{value}`"
            ),
            ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
                let wanted = self.context(ContextKind::ExpectedNumValues);
                let wanted = Some(wanted).filter(|number| !number.is_empty());
                let wanted = wanted.unwrap_or_else(|| self.context(ContextKind::MinValues));
                let given = self.context(ContextKind::ActualNumValues);
                text!(
                    "`{argument}` cần {wanted} giá trị, chỉ có {given}",
                    "`{argument}` needs {wanted} values, there are {given}"
                )
            }
            ErrorKind::NoEquals => text!(
                "giữa `{argument}` và giá trị phải có dấu =",
                "between `{argument}` and its value there must be a ="
            ),
            ErrorKind::InvalidValue if value.is_empty() => {
                text!("`{argument}` cần một giá trị", "`{argument}` needs a value")
            }
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => text!(
                "`{argument}` không nhận giá trị `{value}`",
                "`{argument}` does not take `{value}`"
            ),
            ErrorKind::ArgumentConflict => match self.other() {
                Some(other) => text!(
                    "`{argument}` không dùng cùng `{other}`",
                    "`{argument}` does not go with `{other}`"
                ),
                None => text!(
                    "`{argument}` chỉ dùng một lần",
                    "`{argument}` can be used only once"
                ),
            },
            ErrorKind::InvalidUtf8 => {
                let word = self.not_utf8();
                text!(
                    "tham số `{word}` không phải chữ UTF-8",
                    "the argument `{word}` is not UTF-8 text"
                )
            }
            _ => text!(
                "không hiểu các tham số của `{command}`",
                "the arguments of `{command}` are not understood"
            ),
        }
    }

    /// What mends it.
    fn advice(&self) -> Text {
        let suggested = [
            ContextKind::SuggestedArg,
            ContextKind::SuggestedSubcommand,
            ContextKind::SuggestedValue,
        ];
        let mut suggested = suggested.into_iter().map(|kind| self.context(kind));
        if let Some(near) = suggested.find(|near| !near.is_empty()) {
            return suggest::did_you_mean(&near);
        }
        let valid = self.context(ContextKind::ValidValue);
        let valid = Some(valid).filter(|valid| !valid.is_empty());
        // Completion offers the shipped sets where a file is as good.
        let sets = shipped::ids().collect::<Vec<_>>().join(", ");
        if valid.as_deref() == Some(&sets) {
            return text!(
                "ghi mã một bộ có sẵn ({sets}) hoặc một tệp YAML",
                "give a shipped set ({sets}) or a YAML file"
            );
        }
        if let Some(valid) = valid.or_else(|| self.commands()) {
            return text!("có thể dùng: {valid}", "one of: {valid}");
        }
        let command = &self.command;
        match self.error.kind() {
            ErrorKind::ArgumentConflict if self.other().is_some() => text!(
                "bỏ một trong hai; xem `{command} --help`",
                "leave one of them out; see `{command} --help`"
            ),
            ErrorKind::ArgumentConflict => text!(
                "chỉ để lại một lần; xem `{command} --help`",
                "leave only one of them; see `{command} --help`"
            ),
            ErrorKind::TooManyValues => {
                let flag = self.context(ContextKind::InvalidArg);
                text!("chỉ viết `{flag}`", "write `{flag}` alone")
            }
            ErrorKind::InvalidUtf8 => text!(
                "đổi tên tệp hoặc gõ lại bằng bảng mã UTF-8",
                "rename the file, or type it in UTF-8"
            ),
            _ => text!("xem `{command} --help`", "see `{command} --help`"),
        }
    }

    /// The other of two arguments that do not go together; `None` where it is the same twice.
    fn other(&self) -> Option<String> {
        let other = self.context(ContextKind::PriorArg);
        let same = other == self.context(ContextKind::InvalidArg);
        (!other.is_empty() && !same).then_some(other)
    }

    /// The commands there are, where one is lacking.
    fn commands(&self) -> Option<String> {
        let commands = self.context(ContextKind::ValidSubcommand);
        (!commands.is_empty()).then_some(commands)
    }

    /// The first argument that is no text, as far as it is.
    fn not_utf8(&self) -> String {
        let bad = self.arguments.iter().find(|word| word.to_str().is_none());
        bad.map(|word| word.to_string_lossy().into_owned())
            .unwrap_or_default()
    }
}
