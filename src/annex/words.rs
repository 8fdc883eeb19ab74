//! Text of decisions taken apart: words without case and marks, numbers, dates, signs.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::text::{fold, numbers};

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A word, without case and marks.
    Word(String),
    /// A number.
    Number(Decimal),
    /// A number with a percent sign, as a fraction.
    Percent(Decimal),
    /// Day and month, and the year where it stands.
    Date(i8, i8, Option<i16>),
    /// A sign that means something: `:` `=` `<` `≤` `>` `≥` `-` `+` `x` `/` `(` `)`.
    Sign(char),
}

impl Token {
    /// Whether it is this word.
    pub fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(found) if found == word)
    }
}

/// The parts of a text, each with where it stands in it (bytes).
pub fn tokens(text: &str) -> Vec<(Token, Range<usize>)> {
    let mut tokens: Vec<(Token, Range<usize>)> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let (token, length) = if first.is_ascii_digit() {
            number(rest)
        } else if first.is_alphabetic() {
            word(rest)
        } else {
            (sign(rest), first.len_utf8())
        };
        let length = match &token {
            Some(Token::Sign('≤' | '≥')) if rest[first.len_utf8()..].starts_with('=') => {
                length + 1
            }
            _ => length,
        };
        if let Some(token) = token {
            tokens.push((token, start..start + length));
        }
        rest = &rest[length.max(first.len_utf8())..];
    }
    tokens
}

fn word(text: &str) -> (Option<Token>, usize) {
    let is_part =
        |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    let found = fold::key(&text[..end]);
    let token = if found == "x" {
        Token::Sign('x')
    } else {
        Token::Word(found)
    };
    (Some(token), end)
}

fn sign(text: &str) -> Option<Token> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let second = chars.next();
    Some(Token::Sign(match first {
        '<' if second == Some('=') => '≤',
        '>' if second == Some('=') => '≥',
        '×' | '*' => 'x',
        '–' | '—' | '−' => '-',
        ':' | '=' | '<' | '≤' | '>' | '≥' | '-' | '+' | '/' | '(' | ')' => first,
        _ => return None,
    }))
}

/// A number, with its percent sign, or a date such as 31/01 and 31/01/2025.
fn number(text: &str) -> (Option<Token>, usize) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    if let Some((token, length)) = date(text) {
        return (Some(token), length);
    }
    let mut end = digits(text);
    while text[end..].starts_with(['.', ',']) && digits(&text[end + 1..]) > 0 {
        end += 1 + digits(&text[end + 1..]);
    }
    let read = |text: &str| {
        let readings = numbers::read(text)?;
        // Points and shares have decimals; thousands are marked only in counts.
        readings.certain().or(readings.comma).or(readings.point)
    };
    let value = read(&text[..end]);
    let after = &text[end..];
    let spaces = after.len() - after.trim_start_matches([' ', '\u{a0}']).len();
    if after[spaces..].starts_with('%') {
        let share = value.and_then(|value| value.checked_div(Decimal::ONE_HUNDRED));
        return (
            share.map(|share| Token::Percent(share.normalize())),
            end + spaces + 1,
        );
    }
    // 4G, 1A: the letters belong to it.
    if after.starts_with(char::is_alphabetic) {
        let (_, more) = word(after);
        if more <= 2 && !fold::key(&after[..more]).starts_with(['d', 'x']) {
            return (
                Some(Token::Word(fold::key(&text[..end + more]))),
                end + more,
            );
        }
    }
    (value.map(Token::Number), end)
}

/// `31/01`, `31/01/2025`, `31-12-2025`.
fn date(text: &str) -> Option<(Token, usize)> {
    let part = |text: &str, most: usize| {
        let length = text.bytes().take_while(u8::is_ascii_digit).count();
        (1..=most).contains(&length).then_some(length)
    };
    let day = part(text, 2)?;
    let mark = text[day..]
        .chars()
        .next()
        .filter(|c| matches!(c, '/' | '-' | '.'))?;
    let rest = &text[day + 1..];
    let month = part(rest, 2)?;
    let after = &rest[month..];
    let year = after
        .strip_prefix(mark)
        .and_then(|rest| Some((rest, part(rest, 4)?)));
    let year = year.filter(|(_, length)| *length == 4);
    // 1-2 is a range and 2.5 a number; only with a year are these dates.
    if mark != '/' && year.is_none() {
        return None;
    }
    let (d, m) = (text[..day].parse().ok()?, rest[..month].parse().ok()?);
    if !(1..=31).contains(&d) || !(1..=12).contains(&m) {
        return None;
    }
    let length = day + 1 + month;
    Some(match year {
        Some((rest, digits)) => (
            Token::Date(d, m, rest[..digits].parse().ok()),
            length + 1 + digits,
        ),
        None => (Token::Date(d, m, None), length),
    })
}

/// The parts of a text alone.
pub fn parts(text: &str) -> Vec<Token> {
    alone(&tokens(text))
}

/// Parts without where they stand.
pub fn alone(tokens: &[(Token, Range<usize>)]) -> Vec<Token> {
    tokens.iter().map(|(token, _)| token.clone()).collect()
}

/// The words among tokens.
pub fn words(tokens: &[Token]) -> Vec<&str> {
    let words = tokens.iter().filter_map(|token| match token {
        Token::Word(word) => Some(word.as_str()),
        _ => None,
    });
    words.collect()
}

/// Whether these words stand among tokens, one behind the other.
pub fn has(tokens: &[Token], words: &[&str]) -> bool {
    let fits = |window: &[Token]| window.iter().zip(words).all(|(token, word)| token.is(word));
    tokens.windows(words.len()).any(fits)
}

/// An id made of the words of a text, without marks, joined by `joint`; no longer than
/// `most` words.
pub fn id(text: &str, joint: &str, most: usize) -> String {
    let words = text.split(|c: char| {
        !c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c)
    });
    let words = words.map(fold::key).filter(|word| !word.is_empty());
    words.take(most).collect::<Vec<_>>().join(joint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_taken_apart() {
        let kinds = parts;
        let number = |text: &str| Token::Number(text.parse().unwrap());
        let percent = |text: &str| Token::Percent(text.parse().unwrap());
        let word = |text: &str| Token::Word(text.to_owned());
        assert_eq!(
            kinds("Từ 80%–<100 %: 0,5 điểm"),
            [
                word("tu"),
                percent("0.8"),
                Token::Sign('-'),
                Token::Sign('<'),
                percent("1"),
                Token::Sign(':'),
                number("0.5"),
                word("diem")
            ]
        );
        assert_eq!(
            kinds("trước 31/01/2025 >= 1.5"),
            [
                word("truoc"),
                Token::Date(31, 1, Some(2025)),
                Token::Sign('≥'),
                number("1.5")
            ]
        );
        assert_eq!(
            kinds("1-2 mô hình"),
            [
                number("1"),
                Token::Sign('-'),
                number("2"),
                word("mo"),
                word("hinh")
            ]
        );
        assert_eq!(
            kinds("b/a x 2"),
            [
                word("b"),
                Token::Sign('/'),
                word("a"),
                Token::Sign('x'),
                number("2")
            ]
        );
        assert_eq!(kinds("0,5đ"), [number("0.5"), word("d")]);
        assert_eq!(kinds("mức 4G"), [word("muc"), word("4g")]);
    }

    #[test]
    fn ids_are_words_without_marks() {
        assert_eq!(
            id("Số hồ sơ TTHC (đúng hạn)", "_", 8),
            "so_ho_so_tthc_dung_han"
        );
        assert_eq!(id("Kế hoạch CCHC năm", "-", 2), "ke-hoach");
    }
}
