//! Survey sheets: one row per respondent, a column per question. The answers are counted by unit
//! and question set; what they come to is a figure of the set as a whole. Names, telephone
//! numbers and whatever else stands in a row are never read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{At, Code, Diagnostic, Place};
use crate::evidence::columns::{Column, Columns, same_meaning};
use crate::evidence::facts::{Stated, Value};
use crate::evidence::figure_store;
use crate::evidence::load::Loader;
use crate::evidence::targets::{Target, is_total};
use crate::survey::tally::Tally;
use crate::survey::{ANSWERS, QuestionSet};
use crate::tables::cell::{Cell, Held};
use crate::tables::table::{Row, Table};
use crate::text::lang::{Text, text};
use crate::text::{fold, numbers, suggest};

/// Whether a header is that of a question which these sets ask.
pub(super) fn is_question(sets: &[QuestionSet], header: &str) -> bool {
    let key = fold::key(header);
    let questions = || sets.iter().flat_map(|set| &set.questions);
    !key.is_empty() && questions().any(|question| fold::key(question) == key)
}

/// Counts all sheets, and states what the answers of each unit come to.
pub(super) fn read(loader: &mut Loader<'_>, sheets: &[Table]) {
    // Without questions nobody looks for any.
    if loader.set.surveys.is_empty() {
        return;
    }
    let index = |sheet: &Table| sheet.file.sheet.as_ref().map(|sheet| sheet.index);
    let mut sheets: Vec<&Table> = sheets.iter().collect();
    // Which of two copies is counted is not a matter of the order in which they are named.
    sheets.sort_by(|a, b| (&a.file.name, index(a)).cmp(&(&b.file.name, index(b))));
    let mut seen: BTreeSet<(&str, Option<usize>)> = BTreeSet::new();
    let mut counted = Counted::new();
    for sheet in &sheets {
        let index = index(sheet);
        // Two flags or patterns may name the same file, and a copy of one is no other survey.
        if seen.insert((&sheet.file.sha256, index)) {
            count(loader, sheet, &mut counted);
        } else if let Some(copy) = copy_of(sheet, &sheets) {
            loader.problems.add(copy);
        }
    }
    for ((set, unit), tally) in counted {
        let survey = &loader.set.surveys[set];
        let id: Arc<str> = survey.figure.id.as_str().into();
        if let (Some(value), Some(sheet)) = (tally.value(survey.method), tally.sheets.first()) {
            let (value, place) = (Value::of(value), sheet.clone());
            let stated = Stated { value, place };
            figure_store::insert(loader, &unit, Target::Common, &id, stated);
        }
        let surveys = &mut loader.facts(&unit).surveys;
        surveys.insert(id.to_string(), tally);
    }
}

/// That a sheet has the content of another file, which is counted in its place.
fn copy_of(sheet: &Table, sheets: &[&Table]) -> Option<Diagnostic> {
    let first = sheets
        .iter()
        .find(|other| other.file.sha256 == sheet.file.sha256)?;
    let (name, first) = (&sheet.file.name, &first.file.name);
    (name != first).then(|| {
        let message = text!(
            "nội dung của `{name}` giống hệt `{first}` nên chỉ đếm một lần",
            "the content of `{name}` is that of `{first}`, so it is counted once"
        );
        let help = text!("bỏ một trong hai tệp", "leave one of the two files out");
        Diagnostic::at(Code::NotRead, whole(sheet), message).help(help)
    })
}

/// The answers to each question set (by its position), of each unit.
type Counted = BTreeMap<(usize, Arc<str>), Tally>;

/// The columns that hold the questions of a set, in its order.
struct Asked {
    /// The position of the set among those of the criteria set.
    set: usize,
    columns: Vec<usize>,
}

fn count(loader: &mut Loader<'_>, sheet: &Table, counted: &mut Counted) {
    let Some(asked) = asked(loader, sheet) else {
        return;
    };
    let units = [Column::Unit, Column::UnitName];
    let columns = Columns::without_codes(sheet, &units, loader);
    let names_unit = |row: &Row| {
        let mut cells = units.iter().map(|column| columns.cell(row, *column));
        cells.any(|cell| !cell.is_empty())
    };
    let by_unit = sheet.rows.iter().any(names_unit);
    let width = sheet.names.len();
    let totals = sheet.rows.iter().rev();
    let totals = totals.take_while(|row| is_total(row, width)).count();
    for row in &sheet.rows[..sheet.rows.len() - totals] {
        if by_unit && !names_unit(row) {
            let why = text!(
                "phiếu này không ghi đơn vị, trong khi các phiếu khác có ghi, nên không được đếm",
                "this row names no unit while others do, so it is not counted"
            );
            loader.unused_row(sheet, row, why);
            continue;
        }
        let unit = loader.unit_of(sheet, &columns, row);
        for Asked { set, columns } in &asked {
            let answers = columns.iter().map(|column| {
                let read = answer(row.get(*column));
                read.unwrap_or_else(|found| {
                    let place = sheet.cell_place(row, *column);
                    loader.problems.add(bad_answer(&found, place));
                    None
                })
            });
            let answers: Vec<Option<u8>> = answers.collect();
            if let Some(unit) = &unit {
                let tally = counted.entry((*set, Arc::clone(unit))).or_default();
                tally.add(&answers);
                tally.add_sheet(whole(sheet));
            }
        }
    }
}

/// The question sets that a sheet serves: those of which it has a question. A question that it
/// then lacks, or has under a slip of the header, is reported.
fn asked(loader: &Loader<'_>, sheet: &Table) -> Option<Vec<Asked>> {
    let keys: Vec<String> = sheet.names.iter().map(|name| fold::key(name)).collect();
    let at = |question: &str| {
        let key = fold::key(question);
        keys.iter().position(|own| *own == key)
    };
    let sets = &loader.set.surveys;
    let others = || {
        let named = sheet.names.iter().zip(&sheet.headers);
        let others = named.filter(|(name, _)| !is_question(sets, name));
        others.map(|(_, header)| header.as_ref())
    };
    let mut found = Vec::new();
    let mut sound = true;
    for (set, survey) in sets.iter().enumerate() {
        let columns: Vec<Option<usize>> = survey.questions.iter().map(|q| at(q)).collect();
        let serves = columns.iter().any(Option::is_some);
        for (question, column) in survey.questions.iter().zip(&columns) {
            let near = suggest::nearest(question, others());
            match column {
                Some(column) => {
                    let again = keys
                        .iter()
                        .skip(column + 1)
                        .position(|key| *key == keys[*column]);
                    if let Some(again) = again {
                        let again = column + 1 + again;
                        loader.problems.add(same_meaning(sheet, *column, again));
                        sound = false;
                    }
                    let is_total = |row: &Row| is_total(row, sheet.names.len());
                    sheet.report_faults(*column, is_total, loader.problems);
                }
                None if serves || near.is_some() => {
                    loader
                        .problems
                        .add(question_missing(sheet, survey, question, near));
                    sound = false;
                }
                None => {}
            }
        }
        if serves {
            let columns = columns.into_iter().flatten().collect();
            found.push(Asked { set, columns });
        }
    }
    if found.is_empty() && sound {
        loader.problems.add(no_question(sheet, sets));
    }
    sound.then_some(found)
}

/// An answer from 1 to 5, or none; what else was found.
fn answer(cell: Cell<'_>) -> Result<Option<u8>, Text> {
    if numbers::is_blank(cell.text) {
        return Ok(None);
    }
    let text = match cell.held {
        Some(Held::Number(number, false)) => number.normalize().to_string(),
        Some(Held::Number(_, true) | Held::Date(_)) | None => cell.text.to_owned(),
    };
    let whole = text.parse().ok();
    let whole = whole.filter(|answer| ANSWERS.contains(answer) && text.len() == 1);
    whole.map(Some).ok_or_else(|| found(&text))
}

/// What stands in a cell, for a message: a number as it is; words only by their length, for in a
/// sheet whose columns have moved they may be somebody's name.
fn found(cell: &str) -> Text {
    let short = cell.chars().count() <= 6;
    if short && numbers::read(cell).is_some() {
        return text!("`{cell}`", "`{cell}`");
    }
    let length = cell.chars().count();
    text!(
        "một đoạn chữ dài {length} ký tự",
        "text of {length} characters"
    )
}

fn bad_answer(found: &Text, place: Place) -> Diagnostic {
    let column = match &place.at {
        At::Cell(_, _, header) => Arc::clone(header),
        _ => "".into(),
    };
    let message = Text::each(|lang| {
        let found = found.get(lang);
        lang.pick(
            format!("câu trả lời ở cột `{column}` là {found}, cần số nguyên từ 1 đến 5"),
            format!(
                "the answer in column `{column}` is {found}, expected a whole number from 1 to 5"
            ),
        )
    });
    Diagnostic::at(Code::BadAnswer, place, message).help(text!(
        "ghi mức trả lời từ 1 (rất không hài lòng) đến 5 (rất hài lòng); không có ý kiến thì để trống",
        "write the answer from 1 (lowest) to 5 (highest); leave it blank where there is none"
    ))
}

fn question_missing(
    sheet: &Table,
    survey: &QuestionSet,
    question: &str,
    near: Option<&str>,
) -> Diagnostic {
    let name = survey.figure.label();
    let place = Place {
        at: At::Line(sheet.header_line),
        ..whole(sheet)
    };
    let message = text!(
        "phiếu khảo sát thiếu cột câu hỏi `{question}` của «{name}»",
        "the survey sheet lacks the question `{question}` of «{name}»"
    );
    let help = match near {
        Some(near) => text!(
            "có phải là cột `{near}`? đúng vậy thì đổi tiêu đề cột thành `{question}`",
            "is it the column `{near}`? then call it `{question}`"
        ),
        None => text!(
            "ghi tiêu đề cột đúng là `{question}`, hoặc đổi tên bằng `columns:` trong parindex.yaml",
            "call its column `{question}`, or map it under `columns:` in parindex.yaml"
        ),
    };
    Diagnostic::at(Code::QuestionMissing, place, message).help(help)
}

/// That a sheet has no question at all. Its own header is not quoted: it may be a row of answers.
pub(super) fn no_question(sheet: &Table, sets: &[QuestionSet]) -> Diagnostic {
    no_question_in(whole(sheet), sets)
}

/// The same of a file none of whose sheets has a question.
pub(super) fn no_question_in(place: Place, sets: &[QuestionSet]) -> Diagnostic {
    let mut questions: Vec<&str> = Vec::new();
    for question in sets.iter().flat_map(|set| &set.questions) {
        if !questions.contains(&question.as_str()) {
            questions.push(question);
        }
    }
    let more = if questions.len() > 12 { ", …" } else { "" };
    let list = questions
        .into_iter()
        .take(12)
        .collect::<Vec<_>>()
        .join(", ");
    let message = text!(
        "phiếu khảo sát không có dòng tiêu đề với các câu hỏi của bộ tiêu chí",
        "the survey sheet has no header with the questions of the set"
    );
    Diagnostic::at(Code::NoHeader, place, message).help(text!(
        "đặt tiêu đề cột theo bộ tiêu chí: {list}{more}",
        "name the columns as the set does: {list}{more}"
    ))
}

/// The place of a sheet as a whole.
fn whole(sheet: &Table) -> Place {
    Place {
        file: Arc::clone(&sheet.file),
        at: At::File,
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn answers_are_whole_numbers_from_one_to_five() {
        let read = |text: &str| answer(Cell::text(text));
        for (text, given) in [
            ("5", Some(5)),
            (" 1 ", Some(1)),
            ("", None),
            (" - ", None),
            ("…", None),
        ] {
            assert_eq!(read(text), Ok(given), "{text:?}");
        }
        for text in ["0", "6", "4,5", "05", "+4", "4.0", "Tốt", "5%", "x"] {
            assert!(read(text).is_err(), "{text:?}");
        }
        let held = |number: Decimal, percent| {
            answer(Cell {
                text: "5,0",
                held: Some(Held::Number(number, percent)),
            })
        };
        assert_eq!(held(Decimal::new(50, 1), false), Ok(Some(5)));
        assert!(held(Decimal::new(45, 1), false).is_err());
        assert!(held(Decimal::new(5, 0), true).is_err());
    }

    #[test]
    fn names_and_telephone_numbers_are_not_repeated() {
        use crate::text::lang::Lang;
        for private in ["Nguyễn Văn A", "0912345678", "An"] {
            let message = answer(Cell::text(private)).unwrap_err();
            assert!(!message.get(Lang::Vi).contains(private));
        }
        assert_eq!(
            answer(Cell::text("4,5")).unwrap_err().get(Lang::Vi),
            "`4,5`"
        );
    }
}
