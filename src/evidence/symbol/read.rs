//! Symbols found in text: in a cell, in the head of a document, in the name of a file.

use super::types::kind_of;
use super::{DASHES, Style, Symbol};
use crate::text::fold;

/// The most digits that a number has: registers start anew every year.
const MOST_DIGITS: usize = 6;
/// The most letters that a code has; what is longer is a word.
const MOST_LETTERS: usize = 20;

/// Issuers that are known in lower case too, where nothing else tells a code from a word.
const ISSUERS: [&str; 2] = ["UBND", "HĐND"];

/// All symbols in `text`, in order.
pub(super) fn all(text: &str) -> Vec<Symbol> {
    let plain = fold::tidy(text).replace(DASHES, "-").replace('Ð', "Đ");
    let chars: Vec<char> = plain.replace('ð', "đ").chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let symbol = starts_number(&chars, at)
            .then(|| symbol_at(&chars, at))
            .flatten();
        match symbol {
            Some((symbol, end)) => {
                found.push(symbol);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a number can start here: not within a word, a date or a decimal.
fn starts_number(chars: &[char], at: usize) -> bool {
    let back = |steps: usize| at.checked_sub(steps).and_then(|at| chars.get(at));
    let within = match back(1) {
        Some(c) if c.is_alphanumeric() => true,
        Some('/' | '.' | ',') => back(2).is_some_and(char::is_ascii_digit),
        _ => false,
    };
    chars[at].is_ascii_digit() && !within
}

fn symbol_at(chars: &[char], at: usize) -> Option<(Symbol, usize)> {
    let mut reader = Reader { chars, at };
    let number = reader.number()?;
    if reader.eats('/') {
        return reader.state(number);
    }
    let behind_number = reader.clone();
    let party = reader.party(&number);
    party.or_else(|| behind_number.joined(number))
}

#[derive(Clone)]
struct Reader<'c> {
    chars: &'c [char],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn run(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let run: String = self.chars[self.at..]
            .iter()
            .take_while(|c| belongs(**c))
            .collect();
        self.at += run.chars().count();
        run
    }

    /// Passes over `sign`, with spaces around it; without it stays.
    fn eats(&mut self, sign: char) -> bool {
        let start = self.at;
        self.run(char::is_whitespace);
        if self.peek() == Some(sign) {
            self.at += 1;
            self.run(char::is_whitespace);
            return true;
        }
        self.at = start;
        false
    }

    /// A number above 0, perhaps with a letter: `012` is 12, `12A` is 12a.
    fn number(&mut self) -> Option<String> {
        let digits = self.run(|c| c.is_ascii_digit());
        let significant = digits.trim_start_matches('0');
        if significant.is_empty() || digits.len() > MOST_DIGITS {
            return None;
        }
        let letter = self.run(char::is_alphabetic);
        let single = letter.chars().count() <= 1 && letter.is_ascii();
        (single && self.is_between_words())
            .then(|| format!("{significant}{}", letter.to_lowercase()))
    }

    /// A year, where `/` or a joining sign stands behind it.
    fn year(&mut self, behind: impl Fn(&mut Self) -> bool) -> Option<i16> {
        let start = self.at;
        let digits = self.run(|c| c.is_ascii_digit());
        if is_year(&digits) && behind(self) {
            return digits.parse().ok();
        }
        self.at = start;
        None
    }

    /// What stands between separators: letters, behind them digits; further letters in capitals
    /// may follow on `.` or `&` (`SGD&ĐT`).
    fn group(&mut self) -> Option<String> {
        let start = self.at;
        let belongs = |c: char| c.is_ascii_alphanumeric() || matches!(c, 'Đ' | 'đ' | 'Ư' | 'ư');
        let mut group = self.run(belongs);
        let mut whole = self.is_between_words();
        while whole && let Some(sign @ ('.' | '&')) = self.peek() {
            let end = self.at;
            self.at += 1;
            let more = self.run(belongs);
            let capitals = !more.is_empty() && !more.contains(char::is_lowercase);
            if !(capitals && self.is_between_words()) {
                self.at = end;
                break;
            }
            group.push(sign);
            group.push_str(&more);
        }
        whole &= group.starts_with(char::is_alphabetic) && group.chars().count() <= MOST_LETTERS;
        if !whole {
            self.at = start;
        }
        whole.then_some(group)
    }

    fn is_between_words(&self) -> bool {
        self.peek().is_none_or(|c| !c.is_alphanumeric())
    }

    /// Behind `45/`: `KH-UBND`, `2018/QĐ-UBND`, `UBND-VP`, `KH`.
    fn state(mut self, number: String) -> Option<(Symbol, usize)> {
        let symbol = Symbol {
            number,
            year: self.year(|reader| reader.eats('/')),
            kind: None,
            issuer: None,
            unit: None,
            style: Some(Style::State),
        };
        let start = self.at;
        let first = self.group()?;
        let Some(kind) = kind_of(&first) else {
            self.at = start;
            let (issuer, unit) = self.issuer(false)?;
            let issuer = Some(issuer);
            return Some((
                Symbol {
                    issuer,
                    unit,
                    ..symbol
                },
                self.at,
            ));
        };
        let kind = Some(kind);
        let behind_kind = self.at;
        if self.eats('-')
            && let Some((issuer, unit)) = self.issuer(true)
        {
            let issuer = Some(issuer);
            return Some((
                Symbol {
                    kind,
                    issuer,
                    unit,
                    ..symbol
                },
                self.at,
            ));
        }
        is_capitals(&first).then_some((Symbol { kind, ..symbol }, behind_kind))
    }

    /// Behind `01`: `-KH/ĐU`.
    fn party(mut self, number: &str) -> Option<(Symbol, usize)> {
        if !self.eats('-') {
            return None;
        }
        let kind = kind_of(&self.group()?)?;
        if !self.eats('/') {
            return None;
        }
        let (issuer, unit) = self.issuer(true)?;
        let symbol = Symbol {
            number: number.to_owned(),
            year: None,
            kind: Some(kind),
            issuer: Some(issuer),
            unit,
            style: Some(Style::Party),
        };
        Some((symbol, self.at))
    }

    /// Behind `12` in `12-QD-UBND` and `30_2018_QD_UBND`, as files are called.
    fn joined(mut self, number: String) -> Option<(Symbol, usize)> {
        let joins = |reader: &mut Self| {
            let joins = matches!(reader.peek(), Some('-' | '_'));
            reader.at += usize::from(joins);
            joins
        };
        if !joins(&mut self) {
            return None;
        }
        let year = self.year(joins);
        let kind = kind_of(&self.group()?)?;
        if !joins(&mut self) {
            return None;
        }
        let issuer = self.group().filter(|group| is_issuer(group))?;
        let mut end = self.at;
        let mut unit = None;
        if joins(&mut self)
            && let Some(group) = self.group().filter(|group| is_capitals(group))
        {
            unit = Some(group);
            end = self.at;
        }
        let symbol = Symbol {
            number,
            year,
            kind: Some(kind),
            issuer: Some(capitals(&issuer)),
            unit,
            style: None,
        };
        Some((symbol, end))
    }

    /// An issuer and the unit that drafted: `UBND-VP`. Behind a type code what is joined to it
    /// is taken for the issuer; else only what looks like one.
    fn issuer(&mut self, behind_kind: bool) -> Option<(String, Option<String>)> {
        let joined = self.at > 0 && !self.chars[self.at - 1].is_whitespace();
        let first = self.group()?;
        if !(is_issuer(&first) || behind_kind && joined) {
            return None;
        }
        let mut units: Vec<String> = Vec::new();
        loop {
            let end = self.at;
            let more = self.eats('-').then(|| self.group()).flatten();
            let joined = self.at > end && !self.chars[end..self.at].contains(&' ');
            match more {
                Some(unit) if is_capitals(&unit) || joined && is_lower(&first) => {
                    units.push(capitals(&unit));
                }
                _ => {
                    self.at = end;
                    break;
                }
            }
        }
        let unit = (!units.is_empty()).then(|| units.join("-"));
        Some((capitals(&first), unit))
    }
}

/// Whether digits are a year that a document can be of.
pub(in crate::evidence) fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

fn is_issuer(group: &str) -> bool {
    let key = fold::key(group);
    is_capitals(group) || ISSUERS.iter().any(|known| fold::key(known) == key)
}

/// Whether a group is written as abbreviations are: with two capitals at least.
fn is_capitals(group: &str) -> bool {
    group.chars().filter(|c| c.is_uppercase()).count() > 1
}

fn is_lower(group: &str) -> bool {
    !group.chars().any(char::is_uppercase)
}

/// A code written in small letters, in capitals.
fn capitals(group: &str) -> String {
    let key = fold::key(group);
    match ISSUERS.iter().find(|known| fold::key(known) == key) {
        Some(known) => (*known).to_owned(),
        None if is_lower(group) => group.to_uppercase(),
        None => group.to_owned(),
    }
}
