//! Number and symbol in the names of files: `12-BC-UBND.pdf`, `BC 12-UBND.pdf`,
//! `CV so 1749.pdf`.

use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::symbol::{LETTER, Symbol, is_year, kind_of};
use crate::text::fold;

/// The word for "number", which stands between type and number.
const NUMBER: &str = "so";

/// How a part of a name follows the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    /// Not at all, or with `-`, `_` or `.`.
    Joined,
    /// With spaces, perhaps with a hyphen between them.
    Spaced,
    /// With another sign, or with `. ` as behind the number of an item.
    Apart,
}

#[derive(Debug)]
struct Part {
    key: String,
    gap: Gap,
    /// Whether it continues a number: the 12 of `1.12`.
    decimal: bool,
}

/// Which files mention which number with which code.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    files: BTreeMap<(String, String), BTreeSet<usize>>,
}

impl Mentions {
    /// Takes in the name of a file, without extension.
    pub(super) fn add(&mut self, file: usize, name: &str) {
        let parts = parts(name);
        for at in 0..parts.len() {
            let Some(number) = number(&parts, at) else {
                continue;
            };
            let codes = [at.wrapping_sub(2), at.wrapping_sub(1), at + 1, at + 2];
            for code in codes.into_iter().filter_map(|at| parts.get(at)) {
                if code.key.starts_with(char::is_alphabetic) {
                    let key = (number.clone(), code.key.clone());
                    self.files.entry(key).or_default().insert(file);
                }
            }
        }
    }

    /// The files that may mention a symbol, in order.
    pub(super) fn candidates(&self, symbol: &Symbol) -> BTreeSet<usize> {
        let codes = match symbol.kind {
            Some(kind) => [Some(kind), None],
            None => [Some(LETTER), symbol.issuer.as_deref()],
        };
        let codes = codes.into_iter().flatten();
        codes
            .filter_map(|code| self.files.get(&(symbol.number.clone(), fold::key(code))))
            .flatten()
            .copied()
            .collect()
    }
}

/// Whether a name holds a symbol: number, type and issuer in a row, the type before the number
/// and the issuer behind it, or type and number with `số` between them.
pub(super) fn holds(name: &str, symbol: &Symbol) -> bool {
    let parts = parts(name);
    (0..parts.len()).any(|at| {
        number(&parts, at).is_some_and(|number| number == symbol.number)
            && (follows(&parts, at, symbol) || leads(&parts, at, symbol))
    })
}

/// `12-BC-UBND`, `30-2018-QD-UBND`, `1749-UBND-VP`.
fn follows(parts: &[Part], number: usize, symbol: &Symbol) -> bool {
    let mut at = number + 1;
    if let Some(year) = parts.get(at).filter(|part| is_year(&part.key)) {
        if !agrees(symbol.year, &year.key) {
            return false;
        }
        at += 1;
    }
    let next = |at: usize, code: &str, least: Gap| {
        let fits = |part: &Part| {
            part.key == fold::key(code) && (part.gap == Gap::Joined || part.gap == least)
        };
        parts.get(at).is_some_and(fits)
    };
    match (symbol.kind, &symbol.issuer) {
        (Some(kind), Some(issuer)) => {
            next(at, kind, Gap::Spaced) && next(at + 1, issuer, Gap::Spaced)
        }
        (Some(kind), None) => next(at, kind, Gap::Joined),
        (None, Some(issuer)) => {
            let ends = parts.get(at + 1).is_none_or(|part| part.gap != Gap::Joined);
            let unit = symbol.unit.as_deref();
            next(at, issuer, Gap::Spaced)
                && (ends || unit.is_none_or(|unit| next(at + 1, unit, Gap::Joined)))
        }
        (None, None) => false,
    }
}

/// `BC 12-UBND`, `BC so 12`.
fn leads(parts: &[Part], number: usize, symbol: &Symbol) -> bool {
    let kind = fold::key(symbol.kind.unwrap_or(LETTER));
    let before = |steps: usize| number.checked_sub(steps).map(|at| &parts[at]);
    let linked = |at: usize| parts.get(at).is_some_and(|part| part.gap != Gap::Apart);
    let is_kind = |steps: usize| before(steps).is_some_and(|part| part.key == kind);
    let mut next = number + 1;
    if let Some(year) = parts.get(next).filter(|part| is_year(&part.key)) {
        if !agrees(symbol.year, &year.key) {
            return false;
        }
        next += 1;
    }
    let issuer = symbol.issuer.as_deref().map(fold::key);
    let behind = parts.get(next).filter(|_| linked(next));
    let by_issuer = behind.is_some_and(|part| issuer.as_ref() == Some(&part.key));
    if is_kind(1) && linked(number) {
        return by_issuer;
    }
    let so = before(1).is_some_and(|part| part.key == NUMBER) && linked(number);
    // What is joined to the number is part of the symbol: `BC so 12-HDND` is another one.
    let by_another = behind.is_some_and(|part| part.gap == Gap::Joined) && !by_issuer;
    so && is_kind(2) && linked(number - 1) && !(by_another && issuer.is_some())
}

fn agrees(stated: Option<i16>, year: &str) -> bool {
    stated.is_none_or(|stated| stated.to_string() == year)
}

/// The number at a place, as symbols have it. A year behind another number is none.
fn number(parts: &[Part], at: usize) -> Option<String> {
    let part = &parts[at];
    let behind_number = at
        .checked_sub(1)
        .is_some_and(|at| is_number(&parts[at].key));
    if !is_number(&part.key) || part.decimal || (behind_number && is_year(&part.key)) {
        return None;
    }
    let significant = part.key.trim_start_matches('0');
    (!significant.is_empty()).then(|| significant.to_owned())
}

/// Whether a part is digits, perhaps with one letter.
fn is_number(key: &str) -> bool {
    let digits = key.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < key.len() && digits.len() <= 1
}

/// The words and numbers of a name. Type and number that are written as one are two.
fn parts(name: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut gap = String::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        if !first.is_alphanumeric() {
            gap.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let end = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        let decimal = matches!(gap.as_str(), "." | ",")
            && parts.last().is_some_and(|part| is_number(&part.key));
        let key = fold::key(word);
        let (head, tail) = halves(&key);
        parts.push(Part {
            key: head.to_owned(),
            gap: gap_of(&gap),
            decimal,
        });
        if !tail.is_empty() {
            parts.push(Part {
                key: tail.to_owned(),
                gap: Gap::Joined,
                decimal: false,
            });
        }
        gap.clear();
        rest = behind;
    }
    parts
}

/// `12bc` and `bc12` in two, where the letters are a type, or `so12`.
fn halves(key: &str) -> (&str, &str) {
    let letters_first = key.starts_with(char::is_alphabetic);
    let turn = key.find(|c: char| c.is_ascii_digit() == letters_first);
    let Some(turn) = turn else {
        return (key, "");
    };
    let (head, tail) = key.split_at(turn);
    let (letters, digits) = if letters_first {
        (head, tail)
    } else {
        (tail, head)
    };
    let known = letters == NUMBER || kind_of(letters).is_some();
    if known && is_number(digits) {
        (head, tail)
    } else {
        (key, "")
    }
}

fn gap_of(signs: &str) -> Gap {
    let bare: String = signs.split_whitespace().collect();
    let joins = bare.chars().all(|c| matches!(c, '-' | '_' | '–'));
    match (joins, bare.len() == signs.len()) {
        (true, true) => Gap::Joined,
        (true, false) => Gap::Spaced,
        _ if signs == "." => Gap::Joined,
        _ => Gap::Apart,
    }
}
