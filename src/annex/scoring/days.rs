//! Days: «trong tháng 01: 1 điểm; trong quý I: 0,5 điểm; sau đó: 0 điểm».

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::amounts::{Amount, Piece};
use super::{Asked, Document, Understood, Why, written};
use crate::annex::words::{Token, has, parts, words};
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
    /// Behind all days, and behind this one, where it is named.
    Late(Option<Day>),
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

/// Words that a condition on the day of issue is made of, beside those of the leaf's name. Others
/// may name another day: of sending, of publishing, of finishing.
const ABOUT_ISSUE: [&str; 25] = [
    "ban", "hanh", "ky", "truoc", "sau", "trong", "ngay", "thang", "quy", "nam", "den", "het",
    "cham", "nhat", "muon", "hon", "thoi", "gian", "tu", "da", "duoc", "i", "ii", "iii", "iv",
];

/// Words for what is late or never comes: of no points, or behind the last day.
const TOO_LATE: [&str; 14] = [
    "hoac", "khong", "chua", "con", "lai", "kip", "dung", "han", "tre", "qua", "tro", "di", "va",
    "do",
];

/// Words for what is done beside issuing: then another day than that of issue is meant.
const OTHER_ACTS: [&[&str]; 12] = [
    &["gui"],
    &["nop"],
    &["cong", "khai"],
    &["hoan", "thanh"],
    &["to", "chuc"],
    &["trien", "khai"],
    &["tap", "huan"],
    &["so", "hoa"],
    &["niem", "yet"],
    &["khi"],
    &["cua"],
    &["theo"],
];

/// Reads choices by the day of issue.
pub(super) fn read(pieces: &[Piece], asked: &Asked<'_>) -> Result<Understood, Why> {
    let mut notes = Vec::new();
    let mut steps: Vec<(Period, Decimal)> = Vec::new();
    let mut late = None;
    let mut after = None;
    speaks_of_issue(pieces, asked)?;
    for piece in pieces {
        let Amount::Points(points) = piece.amount else {
            return Err("tỷ lệ đứng cạnh ngày".to_owned());
        };
        is_about_issue(piece, asked)?;
        let when = when(&piece.condition, asked.year, &mut notes);
        match when.ok_or_else(|| format!("chưa hiểu ngày ở «{}»", piece.text))? {
            When::By(period) => steps.push((period, points)),
            When::Late(day) if late.is_none() => {
                late = Some(points);
                after = day;
            }
            When::Never if points.is_zero() => {}
            When::Late(_) | When::Never => return Err(format!("chưa hiểu «{}»", piece.text)),
        }
    }
    if steps.is_empty() {
        return Err("không rõ hạn nào".to_owned());
    }
    let in_order = steps
        .windows(2)
        .all(|pair| pair[0].0.to < pair[1].0.to && pair[0].1 > pair[1].1);
    let last = steps.last();
    let late_is_less = last.is_some_and(|(_, points)| late.is_none_or(|late| late < *points));
    if !in_order || !late_is_less {
        return Err("các hạn không theo thứ tự ngày và điểm".to_owned());
    }
    // «sau ngày D» must go on where the last step ends.
    let ends = last.map(|(period, _)| period.to);
    if after.is_some_and(|day| Some(day) != ends && Some(day) != ends.map(Day::next)) {
        return Err("hạn cuối và «sau …» không nối nhau".to_owned());
    }
    if late.is_none() {
        notes.push("lời không nói muộn hơn thì sao: để 0 điểm".to_owned());
    }
    if steps
        .iter()
        .any(|(period, _)| (period.to.month, period.to.day) == (2, 28))
    {
        notes.push("cuối tháng 02 lấy ngày 28".to_owned());
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

/// Sees that the leaf is about issuing something, and about nothing else.
fn speaks_of_issue(pieces: &[Piece], asked: &Asked<'_>) -> Result<(), Why> {
    let name = parts(asked.name);
    let issues = |tokens: &[Token]| {
        has(tokens, &["ban", "hanh"])
            || has(tokens, &["xay", "dung"])
            || has(tokens, &["phe", "duyet"])
    };
    let other = |tokens: &[Token]| OTHER_ACTS.iter().any(|act| has(tokens, act));
    let issued = issues(&name) || pieces.iter().any(|piece| issues(&piece.condition));
    let other = other(&name) || pieces.iter().any(|piece| other(&piece.condition));
    if !issued || other {
        return Err("có thể không nói về ngày ban hành tài liệu".to_owned());
    }
    Ok(())
}

/// Sees that a condition is made of words on the day of issue of a document that is asked for.
fn is_about_issue(piece: &Piece, asked: &Asked<'_>) -> Result<(), Why> {
    let types = crate::annex::documents::types_in(&piece.text);
    let asked_for = |of: &&str| {
        let mut documents = asked.documents.iter();
        documents.any(|document| document.types.iter().any(|known| known == of))
    };
    let name = parts(asked.name);
    let nothing = piece.amount == Amount::Points(Decimal::ZERO)
        || piece.condition.iter().any(|token| token.is("sau"));
    let known = |word: &&str| {
        ABOUT_ISSUE.contains(word)
            || (nothing || has(&piece.condition, &["muon", "hon"])) && TOO_LATE.contains(word)
            || !TOO_LATE.contains(word) && name.iter().any(|token| token.is(word))
    };
    let words = words(&piece.condition);
    let cham = has(&piece.condition, &["cham"]) && !has(&piece.condition, &["cham", "nhat"]);
    let slow = cham && !nothing;
    if slow || !words.iter().all(known) || !types.iter().all(asked_for) {
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
    let named = crate::annex::documents::types_in(asked.name);
    let is_named = |document: &&Document| {
        named.is_empty() || document.types.iter().any(|of| named.contains(&of.as_str()))
    };
    let fits: Vec<&Document> = asked.documents.iter().filter(is_named).collect();
    match fits[..] {
        _ if asked.documents.is_empty() => {
            Err("không có tài liệu để biết ngày ban hành".to_owned())
        }
        [only] if only.is_one => Ok(&only.id),
        _ => Err("không rõ hạn tính theo tài liệu nào".to_owned()),
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
        || has(condition, &["muon", "hon"])
        || has(condition, &["cham", "hon"])
        || has(condition, &["con", "lai"])
        || has(condition, &["qua", "han"])
        || has(condition, &["tre", "han"])
        || has(condition, &["tro", "di"]);
    let until = |to: Day| Some(When::By(Period { from: None, to }));
    match days[..] {
        [] if late => Some(When::Late(None)),
        [found] if late => Some(When::Late(Some(found.day))),
        _ if late => None,
        [] if starts_off => Some(When::Never),
        _ if has(condition, &["truoc", "quy"]) => None,
        // «không ban hành trước …» is no day of issue.
        _ if condition
            .iter()
            .any(|token| token.is("khong") || token.is("chua")) =>
        {
            None
        }
        [found] if alone("truoc") => until(day_before(found, year, notes)?),
        // «trong tháng 3», but not «đến tháng 3».
        [
            Found {
                day,
                from: Some(from),
            },
        ] if !has(condition, &["den"])
            && !has(condition, &["het"])
            && !has(condition, &["cham", "nhat"]) =>
        {
            Some(When::By(Period {
                from: Some(from),
                to: day,
            }))
        }
        [found] => until(found.day),
        // Between two days: the later one ends it.
        [first, second]
            if first.day < second.day
                && (has(condition, &["den"]) || condition.contains(&Token::Sign('-'))) =>
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
    // A year belongs to the day right before it, not to what a plan is for.
    let placed = |at: usize| {
        let before = at.checked_sub(1).map(|before| &condition[before]);
        match before {
            Some(Token::Date(..) | Token::Number(_)) => true,
            Some(Token::Word(word)) => numeral(word).is_some(),
            _ => false,
        }
    };
    let of_year = |at: &usize| {
        let next = condition.get(at + 1);
        let year = next.is_some_and(|next| {
            matches!(next, Token::Number(_)) || next.is("truoc") || next.is("sau")
        });
        condition[*at].is("nam") && year
    };
    if !(0..condition.len()).filter(of_year).all(placed) {
        return None;
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
