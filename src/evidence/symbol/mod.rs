//! Number and symbol of documents, by Nghị định 30/2020/NĐ-CP (Phụ lục I and III):
//! `45/KH-UBND`, number / type - issuer; `30/2018/QĐ-UBND`, a legal act with its year;
//! `1749/UBND-VP`, a letter (công văn), which has no type but the unit that drafted it. Party
//! offices write `01-KH/ĐU`.

mod read;
mod types;

use std::fmt;

use jiff::civil::Date;

use crate::text::fold;

pub(in crate::evidence) use read::is_year;
pub(in crate::evidence) use types::{LETTER, kind_of};
pub use types::{TYPES, has_type};

/// What is written for a hyphen.
const DASHES: [char; 7] = ['‐', '‑', '‒', '–', '—', '―', '−'];

/// Number and symbol of one document. It has a type or an issuer, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The number without leading zeros, a letter behind it small: `5`, `12a`.
    pub number: String,
    /// The year, which legal acts carry.
    pub year: Option<i16>,
    /// The type in its canonical spelling: a code of Phụ lục III, or `NĐ`, `TT`, `TTLT`, `CV`,
    /// `KL`, `QĐi`. A letter has none; a code that is none of these is read as the issuer.
    pub kind: Option<&'static str>,
    /// Who issued it: `UBND`.
    pub issuer: Option<String>,
    /// The unit that drafted it, with its parts: `VP`.
    pub unit: Option<String>,
    /// Whose way of writing it is; none where it is written as files are called
    /// (`12-QD-UBND`), which shows neither.
    pub style: Option<Style>,
}

/// The two ways to write a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `12/QĐ-UBND`, by Nghị định 30/2020/NĐ-CP.
    State,
    /// `12-QĐ/ĐU`, as party offices write it.
    Party,
}

impl Symbol {
    /// The one symbol in `text`, whatever stands around it ("Số: …", a date); `None` where
    /// there is none, or several. Any dash, `Ð`, small letters, leading zeros, spaces around
    /// `/` and `-` and invisible characters are taken for what they mean.
    pub fn parse(text: &str) -> Option<Self> {
        let mut all = Self::all(text).into_iter();
        all.next().filter(|_| all.next().is_none())
    }

    /// All symbols in `text`, in order: two in "12/KH-UBND; 13/KH-UBND".
    pub fn all(text: &str) -> Vec<Self> {
        read::all(text)
    }

    /// Whether the two can be the same document: nothing that both state differs. A symbol with
    /// an issuer and no type is a letter, so it is no plan with that number; one without
    /// issuer, year or unit leaves that open. The two styles are different symbols.
    pub fn same_as(&self, other: &Self) -> bool {
        fn agree<T>(a: Option<&T>, b: Option<&T>, same: impl Fn(&T, &T) -> bool) -> bool {
            a.zip(b).is_none_or(|(a, b)| same(a, b))
        }
        let spelt = |a: &String, b: &String| fold::key(a) == fold::key(b);
        let letter = |symbol: &Self| symbol.kind.unwrap_or(types::LETTER);
        self.number == other.number
            && letter(self) == letter(other)
            && agree(self.year.as_ref(), other.year.as_ref(), i16::eq)
            && agree(self.issuer.as_ref(), other.issuer.as_ref(), spelt)
            && agree(self.unit.as_ref(), other.unit.as_ref(), spelt)
            && agree(self.style.as_ref(), other.style.as_ref(), Style::eq)
    }

    /// Whether the year in the symbol, if there is one, is that of the date of issue.
    pub fn fits_date(&self, issued: Date) -> bool {
        self.year.is_none_or(|year| year == issued.year())
    }
}

/// As the decree has it: the number with two digits at least.
impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.number.trim_end_matches(char::is_alphabetic).len();
        let zero = if digits < 2 { "0" } else { "" };
        write!(f, "{zero}{}", self.number)?;
        let party = self.style == Some(Style::Party);
        let (before, behind) = if party { ('-', '/') } else { ('/', '-') };
        if let Some(year) = self.year {
            write!(f, "/{year}")?;
        }
        let parts = [self.kind, self.issuer.as_deref(), self.unit.as_deref()];
        let signs = [
            before,
            if self.kind.is_some() { behind } else { before },
            '-',
        ];
        for (part, sign) in parts.iter().zip(signs) {
            if let Some(part) = part {
                write!(f, "{sign}{part}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
