//! Rounds: what a cell says, what the name of a file or sheet says.

use crate::diagnostic::{Code, Diagnostic, Problems, SourceFile};
use crate::evidence::appraisals::Round;
use crate::evidence::columns::{Column, Columns};
use crate::tables::table::{Row, Table};
use crate::text::lang::text;
use crate::text::{fold, numbers};

/// Words that stand before the number of a round.
const WORDS: [&str; 5] = ["lan", "dot", "vong", "round", "thamdinh"];

/// The round that a row names; what is none is reported.
pub(super) fn of_row(
    table: &Table,
    columns: &Columns,
    row: &Row,
    problems: &Problems,
) -> Option<Round> {
    let column = columns.at(Column::Round)?;
    let written = row.cell(column);
    if numbers::is_blank(written) {
        return None;
    }
    let round = read(written);
    if round.is_none() {
        let message = text!(
            "`{written}` không phải lần (đợt) thẩm định",
            "`{written}` is no round"
        );
        let help = text!("ghi 1, 2 hoặc «Lần 2»", "write 1, 2 or «Round 2»");
        let place = table.cell_place(row, column);
        problems.add(Diagnostic::at(Code::BadCell, place, message).help(help));
    }
    round
}

/// `2`, `Lần 2`, `đợt II`.
fn read(written: &str) -> Option<Round> {
    let key = fold::key(written);
    let bare = WORDS.iter().find_map(|word| key.strip_prefix(word));
    let round = match bare.unwrap_or(&key) {
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        number => number.parse().ok()?,
    };
    (1..=99).contains(&round).then_some(round)
}

/// The round that a table is of by the name of its sheet or file: `tham-dinh-2.csv`,
/// «Thẩm định lần 2».
pub(super) fn of_file(file: &SourceFile) -> Option<Round> {
    let sheet = file.sheet.as_ref().map(|sheet| sheet.name.as_str());
    let name = file.name.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    sheet.into_iter().chain([stem]).find_map(|name| {
        let key = fold::key(name);
        let words = key.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let round = key[words.len()..].parse().ok()?;
        let said = WORDS.iter().any(|word| words.ends_with(word));
        (said && (1..=99).contains(&round)).then_some(round)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_as_people_write_them() {
        for (written, round) in [
            ("1", Some(1)),
            ("Lần 2", Some(2)),
            ("đợt II", Some(2)),
            ("Vòng 3", Some(3)),
            ("0", None),
            ("đầu", None),
            ("2024", None),
        ] {
            assert_eq!(read(written), round, "{written}");
        }
    }

    #[test]
    fn names_of_files_say_the_round() {
        for (name, round) in [
            ("tham-dinh-1.csv", Some(1)),
            ("ra/Thẩm định lần 2.csv", Some(2)),
            ("appraisal-round3.csv", Some(3)),
            ("tham-dinh.csv", None),
            ("tham-dinh-2024.csv", None),
            ("linh-vuc-2.csv", None),
        ] {
            let (file, _) = SourceFile::new(name, b"");
            assert_eq!(of_file(&file), round, "{name}");
        }
    }
}
