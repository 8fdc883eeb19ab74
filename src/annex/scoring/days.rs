//! Days: «trong tháng 01: 1 điểm; trong quý I: 0,5 điểm; sau đó: 0 điểm».

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::amounts::{Amount, Piece};
use super::{Asked, Understood, Why, written};
use crate::annex::words::{Token, words};
use crate::yaml::Value;

/// A day of the year of assessment, or of one beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Day {
    years: i16,
    month: i8,
    day: i8,
}

/// From one day, where that is said, to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Period {
    from: Option<Day>,
    to: Day,
}

/// What a condition says of the day of issue.
enum When {
    By(Period),
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

/// Words that a condition on the day of issue is made of. Others may name another day: of
/// sending, of publishing, of finishing.
const ABOUT_ISSUE: [&str; 44] = [
    "ban", "hanh", "ky", "truoc", "sau", "trong", "ngay", "thang", "quy", "nam", "den", "het",
    "cham", "nhat", "muon", "hon", "hoac", "khong", "chua", "con", "lai", "kip", "thoi", "dung",
    "han", "gian", "tre", "qua", "tu", "tro", "di", "cua", "duoc", "i", "ii", "iii", "iv", "danh",
    "gia", "va", "muc", "da", "la", "ve",
];

/// Reads choices by the day of issue.
pub(super) fn read(pieces: &[Piece], asked: &Asked<'_>) -> Result<Understood, Why> {
    let mut notes = Vec::new();
    let mut steps: Vec<(Period, Decimal)> = Vec::new();
    let mut late = None;
    for piece in pieces {
        let Amount::Points(points) = piece.amount else {
            return Err("tỷ lệ đứng cạnh ngày".to_owned());
        };
        is_about_issue(piece, asked)?;
        let when = when(&piece.condition, asked.year, &mut notes);
        match when.ok_or_else(|| format!("chưa hiểu ngày ở «{}»", piece.text))? {
            When::By(period) => steps.push((period, points)),
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
        .all(|pair| pair[0].0.to < pair[1].0.to && pair[0].1 > pair[1].1);
    if !in_order {
        return Err("các hạn không theo thứ tự ngày và điểm".to_owned());
    }
    // Each begins where the one before ends, the first with the year.
    let starts = |period: &Period, before: Option<&Period>| match (period.from, before) {
        (None, _) => true,
        (Some(from), None) => (from.month, from.day) == (1, 1),
        (Some(from), Some(before)) => from <= before.to.next(),
    };
    let periods: Vec<&Period> = steps.iter().map(|(period, _)| period).collect();
    let before = std::iter::once(None).chain(periods.iter().map(|period| Some(*period)));
    if !periods
        .iter()
        .zip(before)
        .all(|(period, before)| starts(period, before))
    {
        return Err("giữa các hạn có khoảng thời gian không được nói tới".to_owned());
    }
    let document = document(asked)?;
    let items = steps.iter().map(|(period, points)| {
        Value::map([
            ("by", Value::scalar(period.to.written())),
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

/// Sees that a condition speaks of the day of issue, of a document that is asked for.
fn is_about_issue(piece: &Piece, asked: &Asked<'_>) -> Result<(), Why> {
    let types = crate::annex::documents::types_in(&piece.text);
    let asked_for = |of: &&str| {
        let mut documents = asked.documents.iter();
        documents.any(|(_, types)| types.iter().any(|known| known == of))
    };
    let name = super::bare(asked.name);
    let known = |word: &&str| ABOUT_ISSUE.contains(word) || name.iter().any(|token| token.is(word));
    let strange = [
        "gui", "nop", "cong", "khai", "hoan", "thanh", "to", "chuc", "trien",
    ];
    let words = words(&piece.condition);
    let other = words.iter().any(|word| strange.contains(word));
    // The name of a type is made of words that are not in the list above.
    let typed = !types.is_empty() && types.iter().all(asked_for);
    if other || !(words.iter().all(known) || typed) || !types.iter().all(asked_for) {
        let text = &piece.text;
        return Err(format!(
            "«{text}» có thể không nói về ngày ban hành tài liệu"
        ));
    }
    Ok(())
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
    // «năm trước», «năm sau» name a year.
    let alone = |word: &str| {
        let mut at = (0..condition.len()).filter(|at| condition[*at].is(word));
        at.any(|at| at == 0 || !condition[at - 1].is("nam"))
    };
    let late = alone("sau")
        || has(&["muon", "hon"])
        || has(&["cham", "hon"])
        || has(&["con", "lai"])
        || has(&["qua", "han"])
        || has(&["tre", "han"])
        || has(&["tro", "di"]);
    let until = |to: Day| Some(When::By(Period { from: None, to }));
    match days[..] {
        _ if late => Some(When::Late),
        [] if starts_off => Some(When::Never),
        _ if has(&["truoc", "quy"]) => None,
        [found] if alone("truoc") => until(day_before(found, year, notes)?),
        // «trong tháng 3», but not «đến tháng 3».
        [
            Found {
                day,
                from: Some(from),
            },
        ] if !has(&["den"]) && !has(&["het"]) && !has(&["cham", "nhat"]) => {
            Some(When::By(Period {
                from: Some(from),
                to: day,
            }))
        }
        [found] => until(found.day),
        // Between two days: the later one ends it.
        [first, second]
            if first.day < second.day
                && (has(&["den"]) || condition.contains(&Token::Sign('-'))) =>
        {
            Some(When::By(Period {
                from: Some(first.from.unwrap_or(first.day)),
                to: second.day,
            }))
        }
        _ => None,
    }
}

/// A day that a condition names: the last of a month or quarter with its first.
#[derive(Clone, Copy, Debug)]
struct Found {
    day: Day,
    from: Option<Day>,
}

/// «trước ngày D» ends the day before, «trước tháng M» with the month before.
fn day_before(found: Found, year: Option<i16>, notes: &mut Vec<String>) -> Option<Day> {
    let base = year.unwrap_or(2025);
    let first = found.from.unwrap_or(found.day);
    let date = Date::new(base + first.years, first.month, first.day).ok()?;
    let date = date.yesterday().ok()?;
    // 29 February is not in every year.
    let day = if date.month() == 2 {
        date.day().min(28)
    } else {
        date.day()
    };
    let before = Day {
        years: date.year() - base,
        month: date.month(),
        day,
    };
    if found.from.is_none() {
        notes.push(format!(
            "«trước ngày {:02}/{:02}» đọc là muộn nhất {:02}/{:02}; nếu tính cả ngày ấy thì sửa lại",
            first.day, first.month, before.day, before.month
        ));
    }
    Some(before)
}

/// The days that a condition names; two at most, of the year of assessment or beside it.
fn days(condition: &[Token], year: Option<i16>) -> Option<Vec<Found>> {
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
                found.push(Found {
                    day: Day {
                        years,
                        month: *month,
                        day: *day,
                    },
                    from: None,
                });
            }
            // «ngày 31 tháng 01»
            Token::Number(_) if condition.get(at + 1).is_some_and(|token| token.is("thang")) => {
                let month = condition
                    .get(at + 2)
                    .and_then(small)
                    .filter(|month| (1..=12).contains(month))?;
                found.push(Found {
                    day: Day {
                        years,
                        month,
                        day: small(token)?,
                    },
                    from: None,
                });
                at += 2;
            }
            Token::Word(word) if word == "thang" && next.is_some() => {
                let month = next.filter(|month| (1..=12).contains(month))?;
                found.push(whole(years, month, month));
                at += 1;
            }
            Token::Word(word) if word == "quy" && next.is_some() => {
                let month = next.filter(|quarter| (1..=4).contains(quarter))? * 3;
                found.push(whole(years, month - 2, month));
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
    let near = found
        .iter()
        .all(|found| (-1..=1).contains(&found.day.years));
    (found.len() <= 2 && near).then_some(found)
}

/// Months as a whole.
fn whole(years: i16, first: i8, last: i8) -> Found {
    let (of_first, of_last) = ((first, 1), (last, last_of(last)));
    let day = |(month, day)| Day { years, month, day };
    Found {
        day: day(of_last),
        from: Some(day(of_first)),
    }
}

fn last_of(month: i8) -> i8 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Day {
    /// The day after; that of 28 February is 1 March.
    fn next(self) -> Self {
        let Self { years, month, day } = self;
        match (day < last_of(month), month) {
            (true, _) => Self {
                day: day + 1,
                ..self
            },
            (false, 12) => Self {
                years: years + 1,
                month: 1,
                day: 1,
            },
            (false, _) => Self {
                years,
                month: month + 1,
                day: 1,
            },
        }
    }

    fn written(self) -> String {
        let Self { years, month, day } = self;
        let year = match years {
            0 => "{year}".to_owned(),
            years => format!("{{year{years:+}}}"),
        };
        format!("{year}-{month:02}-{day:02}")
    }
}
