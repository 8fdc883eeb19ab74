//! `parindex schema`.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

use super::words::Words;
use crate::schema::Kind;

pub(super) fn command(words: Words) -> Command {
    words
        .dress(Command::new("schema"))
        .about(words.pick(
            "In JSON Schema của bộ tiêu chí, của parindex.yaml hoặc của kết quả, để trình soạn thảo gợi ý và kiểm tra",
            "Print the JSON Schema of criteria sets, of parindex.yaml or of results, for editors to complete and check by",
        ))
        .override_usage(words.pick(
            "parindex schema criteria|submission|result [TÙY CHỌN]",
            "parindex schema criteria|submission|result [OPTIONS]",
        ))
        .arg(
            Arg::new("kind")
                .value_name(words.pick("LOẠI", "KIND"))
                .value_parser(PossibleValuesParser::new(Kind::ALL.map(Kind::id)))
                .hide_possible_values(true)
                .required(true)
                .help_heading(words.pick("Đầu vào", "Inputs"))
                .help(words.pick(
                    "criteria: bộ tiêu chí; submission: parindex.yaml; result: kết quả của --format json",
                    "criteria: a criteria set; submission: parindex.yaml; result: what --format json writes",
                )),
        )
        .next_help_heading(words.pick("Kết quả", "Output"))
        .args(words.target())
}
