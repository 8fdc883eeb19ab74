//! `parindex schema`.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

use super::words::Words;
use crate::schema::Kind;

pub(super) fn command(words: Words) -> Command {
    words
        .dress(Command::new("schema"))
        .about(words.pick(
            "In JSON Schema của bộ tiêu chí, của parindex.yaml hoặc của JSON do một lệnh in ra, để trình soạn thảo gợi ý và kiểm tra",
            "Print the JSON Schema of criteria sets, of parindex.yaml or of the JSON that a command prints, for editors to complete and check by",
        ))
        .override_usage(words.pick(
            "parindex schema LOẠI [TÙY CHỌN]",
            "parindex schema KIND [OPTIONS]",
        ))
        .arg(
            Arg::new("kind")
                .value_name(words.pick("LOẠI", "KIND"))
                .value_parser(PossibleValuesParser::new(Kind::ALL.map(Kind::id)))
                .hide_possible_values(true)
                .required(true)
                .help_heading(words.pick("Đầu vào", "Inputs"))
                .help(words.pick(
                    "Lược đồ của cái gì: một trong các loại dưới đây",
                    "What it describes: one of the kinds below",
                )),
        )
        .next_help_heading(words.pick("Kết quả", "Output"))
        .args(words.target())
        .after_help(kinds(words))
}

/// Every kind with what it describes, a line each.
fn kinds(words: Words) -> String {
    let widest = Kind::ALL.iter().map(|kind| kind.id().len()).max();
    let width = widest.unwrap_or_default();
    let lines = Kind::ALL.map(|kind| format!("\n  {:width$}  {}", kind.id(), kind.about(words.0)));
    format!("{}:{}", words.pick("Loại", "Kinds"), lines.concat())
}
