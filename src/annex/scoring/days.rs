//! Days: «trong tháng 01: 1 điểm; trong quý I: 0,5 điểm; sau đó: 0 điểm».

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::amounts::{Amount, Piece};
use super::{Asked, Understood, Why, written};
use crate::annex::words::Token;
use crate::yaml::Value;

/// A day of the year of assessment, or of one beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Day {
    years: i16,
    month: i8,
    day: i8,
}

/// What a condition says of the day of issue.
enum When {
    By(Day),
    Late,
    Never,
}

/// Whether a condition names a day, a month or a quarter.
pub(super) fn speaks_of_days(condition: &[Token]) -> bool {
    let month = |pair: &[Token]| {
        (pair[0].is("thang") || pair[0].is("quy"))
            && !matches!(pair[1], Token::Word(ref word) if numeral(word).is_none())
    };
    condition
        .iter()
        .any(|token| matches!(token, Token::Date(..)))
        || condition.windows(2).any(month)
}

/// Reads choices by the day of issue.
pub(super) fn read(pieces: &[Piece], asked: &Asked<'_>) -> Result<Understood, Why> {
    let mut notes = Vec::new();
    let mut steps: Vec<(Day, Decimal)> = Vec::new();
    let mut late = None;
    for piece in pieces {
        let Amount::Points(points) = piece.amount else {
            return Err("tỷ lệ đứng cạnh ngày".to_owned());
        };
        let when = when(&piece.condition, asked.year, &mut notes);
        match when.ok_or_else(|| format!("chưa hiểu ngày ở «{}»", piece.text))? {
            When::By(day) => steps.push((day, points)),
            When::Late if late.is_none() => late = Some(points),
            When::Never if points.is_zero() => {}
            When::Late | When::Never => return Err(format!("chưa hiểu «{}»", piece.text)),
        }
    }
    if steps.is_empty() {
        return Err("không rõ hạn nào".to_owned());
    }
    let in_order = steps
        .windows(2)
        .all(|pair| pair[0].0 < pair[1].0 && pair[0].1 > pair[1].1);
    if !in_order {
        return Err("các hạn không theo thứ tự ngày và điểm".to_owned());
    }
    let document = document(asked)?;
    let items = steps.iter().map(|(day, points)| {
        Value::map([
            ("by", Value::scalar(day.written())),
            ("points", written(*points)),
        ])
    });
    let mut entries = vec![
        ("document", Value::scalar(document)),
        ("steps", Value::List(items.collect())),
    ];
    entries.extend(
        late.filter(|late| !late.is_zero())
            .map(|late| ("late", written(late))),
    );
    let mut found = Understood::rule("deadline", Value::map(entries));
    if asked.documents.len() > 1 {
        notes.push(format!("hạn tính theo ngày của tài liệu `{document}`"));
    }
    notes.push("hạn tính theo ngày ban hành ghi trên văn bản".to_owned());
    found.notes = notes;
    Ok(found)
}

/// Whose day counts: the only document, or the only one of a type that the leaf's name starts
/// its issue with.
fn document<'a>(asked: &'a Asked<'_>) -> Result<&'a str, Why> {
    match asked.documents {
        [] => Err("không có tài liệu để biết ngày ban hành".to_owned()),
        [(only, _)] => Ok(only),
        several => {
            let named = crate::annex::documents::types_in(asked.name);
            let fits = several
                .iter()
                .filter(|(_, types)| types.iter().any(|of| named.contains(&of.as_str())));
            match &fits.collect::<Vec<_>>()[..] {
                [(only, _)] => Ok(only),
                _ => Err("nhiều tài liệu, không rõ hạn tính theo tài liệu nào".to_owned()),
            }
        }
    }
}

/// The value of I to IV, or 1 to 12.
fn numeral(word: &str) -> Option<i8> {
    ["i", "ii", "iii", "iv"]
        .iter()
        .position(|known| *known == word)
        .and_then(|at| i8::try_from(at + 1).ok())
}

fn small(token: &Token) -> Option<i8> {
    match token {
        Token::Number(number) if number.is_integer() => i8::try_from(*number).ok(),
        Token::Word(word) => numeral(word),
        _ => None,
    }
}

fn when(condition: &[Token], year: Option<i16>, notes: &mut Vec<String>) -> Option<When> {
    let has = |words: &[&str]| {
        condition
            .windows(words.len())
            .any(|window| window.iter().zip(words).all(|(token, word)| token.is(word)))
    };
    let starts_off = ["khong", "chua"]
        .iter()
        .any(|word| condition.first().is_some_and(|token| token.is(word)));
    let days = days(condition, year)?;
    let late = has(&["sau"]) && !has(&["nam", "sau"])
        || has(&["muon", "hon"])
        || has(&["cham", "hon"])
        || has(&["con", "lai"])
        || has(&["qua", "han"])
        || has(&["tre", "han"])
        || has(&["tro", "di"]);
    match days[..] {
        _ if late => Some(When::Late),
        [] if starts_off => Some(When::Never),
        _ if has(&["truoc", "quy"]) => None,
        [(day, _)] => {
            let before = has(&["truoc"]) && !has(&["nam", "truoc"])
                || has(&["truoc", "ngay"])
                || has(&["truoc", "thang"]);
            Some(When::By(if before {
                day_before(day, days[0].1, year, notes)?
            } else {
                day
            }))
        }
        // Between two days: the later one ends it.
        [(first, _), (second, _)]
            if first < second && (has(&["den"]) || condition.contains(&Token::Sign('-'))) =>
        {
            Some(When::By(second))
        }
        _ => None,
    }
}

/// «trước ngày D» ends the day before, «trước tháng M» with the month before.
fn day_before(
    day: Day,
    whole_month: bool,
    year: Option<i16>,
    notes: &mut Vec<String>,
) -> Option<Day> {
    let base = year.unwrap_or(2025);
    let first = if whole_month { 1 } else { day.day };
    let date = Date::new(base + day.years, day.month, first)
        .ok()?
        .yesterday()
        .ok()?;
    let before = Day {
        years: date.year() - base,
        month: date.month(),
        day: date.day(),
    };
    // 29 February is not in every year.
    let before = Day {
        day: if before.month == 2 {
            before.day.min(28)
        } else {
            before.day
        },
        ..before
    };
    if !whole_month {
        notes.push(format!(
            "«trước ngày {:02}/{:02}» đọc là muộn nhất {:02}/{:02}; nếu tính cả ngày ấy thì sửa lại",
            day.day, day.month, before.day, before.month
        ));
    }
    Some(before)
}

/// The days that a condition names, and whether each stands for a whole month or quarter.
fn days(condition: &[Token], year: Option<i16>) -> Option<Vec<(Day, bool)>> {
    let beside = |word: &str| {
        condition
            .windows(2)
            .any(|pair| pair[0].is("nam") && pair[1].is(word))
    };
    let stated = condition.windows(2).find_map(|pair| match pair {
        [word, Token::Number(of)] if word.is("nam") => i16::try_from(*of).ok(),
        _ => None,
    });
    let years = match (stated, year) {
        (Some(of), Some(year)) => of - year,
        (Some(_), None) => return None,
        (None, _) if beside("truoc") => -1,
        (None, _) => i16::from(beside("sau")),
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = condition.get(at) {
        let next = condition.get(at + 1).and_then(small);
        match token {
            Token::Date(day, month, of) => {
                let years = match (of, year) {
                    (Some(of), Some(year)) => of - year,
                    (Some(_), None) => return None,
                    (None, _) => years,
                };
                found.push((
                    Day {
                        years,
                        month: *month,
                        day: *day,
                    },
                    false,
                ));
            }
            // «ngày 31 tháng 01»
            Token::Number(_) if condition.get(at + 1).is_some_and(|token| token.is("thang")) => {
                let month = condition
                    .get(at + 2)
                    .and_then(small)
                    .filter(|month| (1..=12).contains(month))?;
                found.push((
                    Day {
                        years,
                        month,
                        day: small(token)?,
                    },
                    false,
                ));
                at += 2;
            }
            Token::Word(word) if word == "thang" && next.is_some() => {
                let month = next.filter(|month| (1..=12).contains(month))?;
                found.push((
                    Day {
                        years,
                        month,
                        day: last_of(month),
                    },
                    true,
                ));
                at += 1;
            }
            Token::Word(word) if word == "quy" && next.is_some() => {
                let month = next.filter(|quarter| (1..=4).contains(quarter))? * 3;
                found.push((
                    Day {
                        years,
                        month,
                        day: last_of(month),
                    },
                    true,
                ));
                at += 1;
            }
            // «năm 2025»
            Token::Word(word)
                if word == "nam" && matches!(condition.get(at + 1), Some(Token::Number(_))) =>
            {
                at += 1
            }
            Token::Number(_) | Token::Percent(_) => return None,
            _ => {}
        }
        at += 1;
    }
    (found.len() <= 2).then_some(found)
}

fn last_of(month: i8) -> i8 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Day {
    fn written(self) -> String {
        let Self { years, month, day } = self;
        let year = match years {
            0 => "{year}".to_owned(),
            years => format!("{{year{years:+}}}"),
        };
        format!("{year}-{month:02}-{day:02}")
    }
}
