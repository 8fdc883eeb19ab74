//! The head of a document by Nghị định 30/2020/NĐ-CP: its own symbol ("Số: 12/BC-UBND") and its
//! place and date ("Phú An, ngày 05 tháng 3 năm 2023"), both above the title. Symbols and dates
//! that a document cites are never taken for its own; where in doubt nothing is.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::fold;

/// What the head of a document says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Its number and symbol, without spaces and with plain hyphens: `12/BC-UBND`. None where
    /// the number is left blank ("Số:      /BC-UBND").
    pub symbol: Option<String>,
    /// Its day of issue. None where day or month is left blank.
    pub issued: Option<Date>,
}

/// The head is looked for in so many characters of a document.
pub(super) const LONGEST: usize = 4_000;

/// How the body starts where there is no title, and what stands above the title of an annex, in
/// the form of [`fold::key`]: the head ends there.
const BODY_STARTS: [&str; 7] = [
    "cancu",
    "kinhgui",
    "noinhan",
    "dieu1",
    "kemtheo",
    "banhanhkemtheo",
    "phuluc",
];

/// Titles, in the form of [`fold::key`]: the names of the types of Phụ lục III.
const TITLES: [&str; 28] = [
    "nghiquyet",
    "quyetdinh",
    "chithi",
    "quyche",
    "quydinh",
    "thongcao",
    "thongbao",
    "huongdan",
    "chuongtrinh",
    "kehoach",
    "phuongan",
    "dean",
    "duan",
    "baocao",
    "bienban",
    "totrinh",
    "hopdong",
    "congdien",
    "banghinho",
    "banthoathuan",
    "giayuyquyen",
    "giaymoi",
    "giaygioithieu",
    "giaynghiphep",
    "phieugui",
    "phieuchuyen",
    "phieubao",
    "thucong",
];

/// Type codes that are not written in capitals throughout.
const MIXED_CODES: [&str; 4] = ["QyĐ", "CTr", "TTr", "TrS"];

/// Reads the head of a document's text, in which line breaks and tabs part lines and cells.
pub(super) fn read(text: &str) -> Heading {
    let lines = head(text);
    Heading {
        symbol: symbol(&lines),
        issued: issued(&lines),
    }
}

/// The lines and cells above the title, tidied, with hyphens for dashes.
fn head(text: &str) -> Vec<String> {
    let text: String = text.chars().take(LONGEST).collect();
    text.split(['\n', '\r', '\t', '\u{b}', '\u{c}'])
        .flat_map(|line| line.split("    "))
        .map(|line| fold::tidy(line).replace(['–', '—', '‐', '‑', '−'], "-"))
        .filter(|line| !line.is_empty())
        .take_while(|line| !ends_head(line))
        .collect()
}

fn ends_head(line: &str) -> bool {
    let key = fold::key(line);
    let in_capitals = !line.contains(char::is_lowercase);
    let is_title = |title: &str| key == title || in_capitals && key.starts_with(title);
    TITLES.iter().any(|title| is_title(title))
        || BODY_STARTS.iter().any(|start| key.starts_with(start))
}

/// The symbol behind the first "Số:" whose number is filled in. The colon may be missing where
/// "Số 12/…" starts a line.
fn symbol(lines: &[String]) -> Option<String> {
    for (index, line) in lines.iter().enumerate() {
        let rest = lines[index + 1..].join("\n");
        let starts = line.match_indices(['S', 's']).map(|(at, _)| at);
        for at in starts.filter(|at| *at == 0 || line[..*at].ends_with(' ')) {
            let Some((behind, labelled)) = label(&line[at..]) else {
                continue;
            };
            if !labelled && at > 0 {
                continue;
            }
            match parse_symbol(&format!("{behind}\n{rest}")) {
                Symbol::Found(symbol) => return Some(symbol),
                Symbol::Blank if labelled => return None,
                Symbol::Blank | Symbol::Unclear => {}
            }
        }
    }
    None
}

/// Takes the word "Số" off the start of `text`, its letters apart or not; says whether a colon
/// follows. Without one only "Số" in just this case counts: a title may break off before the
/// "số" or "SỐ" of what it cites.
fn label(text: &str) -> Option<(&str, bool)> {
    let letter = text.strip_prefix('S')?.trim_start();
    let behind = letter.strip_prefix(['ố', 'ô', 'o', 'Ố', 'Ô', 'O'])?;
    if let Some(behind) = behind.trim_start().strip_prefix(':') {
        return Some((behind, true));
    }
    (letter.starts_with('ố') && behind.starts_with(' ')).then_some((behind, false))
}

enum Symbol {
    Found(String),
    /// There is a place for a number, and no number.
    Blank,
    Unclear,
}

/// Reads a number and what strokes and hyphens join to it: `12 /BC – UBND`, `12/2023/QĐ-UBND`,
/// `12-KH/ĐU`. Across a space or a line break only what looks like a code is joined.
fn parse_symbol(text: &str) -> Symbol {
    let text = text.trim_start();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 {
        return Symbol::Blank;
    }
    let (number, mut rest) = text.split_at(digits);
    let mut symbol = number.to_owned();
    let variant = rest.chars().next().filter(|c| c.is_alphabetic());
    if let Some(variant) = variant {
        symbol.push(variant);
        rest = &rest[variant.len_utf8()..];
    }
    let mut last = "";
    while let Some(separator) = rest
        .trim_start()
        .chars()
        .next()
        .filter(|c| matches!(c, '/' | '-'))
    {
        let behind = &rest.trim_start()[separator.len_utf8()..];
        let token = behind.trim_start();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '&');
        let length = token.len() - token.trim_start_matches(is_part).len();
        let (word, next) = token.split_at(length);
        let word = word.trim_end_matches('.');
        let is_joined = !rest.starts_with(char::is_whitespace) && token.len() == behind.len();
        if !word.starts_with(char::is_alphanumeric) {
            return Symbol::Unclear;
        }
        if !is_joined && !is_code(word) {
            if rest.starts_with(char::is_whitespace) {
                break;
            }
            return Symbol::Unclear;
        }
        symbol.push(separator);
        symbol.push_str(word);
        last = word;
        rest = next;
    }
    let is_whole = symbol.contains('/') && last.contains(char::is_alphabetic);
    if is_whole && !rest.starts_with(char::REPLACEMENT_CHARACTER) {
        Symbol::Found(symbol)
    } else {
        Symbol::Unclear
    }
}

fn is_code(word: &str) -> bool {
    MIXED_CODES.contains(&word) || !word.contains(char::is_lowercase)
}

/// The first date behind a place, "Phú An, ngày 05 tháng 3 năm 2023"; none where it is not
/// wholly filled in.
fn issued(lines: &[String]) -> Option<Date> {
    for (index, line) in lines.iter().enumerate() {
        let starts = line.match_indices(['n', 'N']).map(|(at, _)| at);
        for at in starts {
            let before = &line[..at];
            let Some(behind) = word(&line[at..], "ngay") else {
                continue;
            };
            let above = index.checked_sub(1).map_or("", |above| &lines[above]);
            if is_place(before, above, line[at..].starts_with('n')) {
                let rest = lines[index + 1..].join("\n");
                return date(&format!("{behind}\n{rest}"));
            }
        }
    }
    None
}

/// Takes a word off the start of `text`, whatever its marks and case and its letters apart or
/// not; `letters` has none.
fn word<'t>(text: &'t str, letters: &str) -> Option<&'t str> {
    let mut rest = text;
    for letter in letters.chars() {
        let found = rest.chars().next()?;
        if fold::key(found.encode_utf8(&mut [0; 4]))
            .chars()
            .ne([letter])
        {
            return None;
        }
        rest = rest[found.len_utf8()..].trim_start();
    }
    Some(rest)
}

/// Whether a place of issue stands before a date: "Phú An," or "Thị trấn Phú Mỹ,", on this line
/// or the one above; without comma only a name, "Phú An".
fn is_place(before: &str, above: &str, is_lowercase: bool) -> bool {
    const MOST_WORDS: usize = 8;
    let before = before.trim();
    let place = if before.is_empty() { above } else { before };
    let words: Vec<&str> = place.split(' ').collect();
    if place.ends_with(',') {
        return words.len() <= MOST_WORDS && !place.contains('/');
    }
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit())
    };
    !before.is_empty()
        && is_lowercase
        && words.len() <= MOST_WORDS / 2
        && words.iter().all(|word| is_name(&word))
        && before.contains(char::is_lowercase)
}

/// Reads what stands behind "ngày": "05 tháng 3 năm 2023", or "05/3/2023".
fn date(text: &str) -> Option<Date> {
    let (day, rest) = digits(text)?;
    let (month, rest) = match word(rest, "thang") {
        Some(rest) => digits(rest)?,
        None => digits(rest.strip_prefix(['/', '-', '.'])?)?,
    };
    let (year, rest) = match word(rest, "nam") {
        Some(rest) => digits(rest)?,
        None => digits(rest.strip_prefix(['/', '-', '.'])?)?,
    };
    if day.len() > 2 || month.len() > 2 || year.len() != 4 || rest.starts_with('\u{FFFD}') {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Takes digits off the start of `text`, with the white space around them.
fn digits(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    (!digits.is_empty()).then_some((digits, rest.trim_start()))
}
