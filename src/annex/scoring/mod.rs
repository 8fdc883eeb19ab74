//! Words that say how a leaf is scored, understood where they have a plain shape: a list of
//! choices with points, shares with bounds, so much for each, days. What has none stays
//! stated by the unit, with the reason.

mod amounts;
mod days;
mod given;
mod items;
mod levels;
mod shares;

use rust_decimal::Decimal;

use super::words::{Token, tokens};
use crate::text::lang::Lang;
use crate::text::numbers;
use crate::yaml::Value;
use amounts::{Amount, Piece};

/// What is asked about one leaf.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// What the leaf is called.
    pub name: &'a str,
    /// The lines that say how it is scored.
    pub lines: &'a [String],
    /// Its maximum.
    pub max: Decimal,
    /// Whether it takes points off.
    pub penalty: bool,
    /// Its documents: ids, with the types they are of.
    pub documents: &'a [(String, Vec<String>)],
    /// The year of the set, where it is known.
    pub year: Option<i16>,
}

/// What was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// The rule as the set holds it.
    pub rule: Value,
    /// Figures that the rule reads.
    pub figures: Vec<Value>,
    /// Who gives the points, where that is not the unit.
    pub source: Option<&'static str>,
    /// How what was open has been read.
    pub notes: Vec<String>,
}

impl Understood {
    fn rule(kind: &str, parameters: Value) -> Self {
        Self {
            rule: Value::map([(kind, parameters)]),
            figures: Vec::new(),
            source: None,
            notes: Vec::new(),
        }
    }

    fn plain(kind: &str) -> Self {
        Self {
            rule: Value::scalar(kind),
            figures: Vec::new(),
            source: None,
            notes: Vec::new(),
        }
    }
}

/// Why nothing was understood.
pub type Why = String;

/// Reads what is said of a leaf.
///
/// # Errors
/// With the reason, where its shape is not a plain one.
pub fn understand(asked: &Asked<'_>) -> Result<Understood, Why> {
    if asked.lines.is_empty() {
        return Err("bảng không nói cách chấm".to_owned());
    }
    let texts = split(asked.lines);
    if let Some(given) = given::read(&texts, asked) {
        return Ok(given);
    }
    if levels::is_yes_or_no(&texts) {
        return Ok(levels::yes_or_no(asked));
    }
    let all: Vec<Token> = texts.iter().flat_map(|text| bare(text)).collect();
    if all.iter().any(|token| token.is("moi") || token.is("cu")) {
        return items::read(&texts, asked);
    }
    let pieces = amounts::pieces(&texts, asked.max)?;
    highest_is_maximum(&pieces, asked)?;
    let conditions = || pieces.iter().map(|piece| &piece.condition[..]);
    if conditions().any(days::speaks_of_days) {
        return days::read(&pieces, asked);
    }
    let shares = pieces.iter().any(|piece| piece.amount == Amount::Share)
        || conditions().any(|tokens| {
            tokens
                .iter()
                .any(|token| matches!(token, Token::Percent(_)))
        });
    if shares {
        return shares::read(&pieces, asked);
    }
    levels::read(&pieces, asked)
}

/// The parts of the lines: between `;`, and sentences.
fn split(lines: &[String]) -> Vec<String> {
    let mut texts = Vec::new();
    for line in lines {
        let mut from = 0;
        let marks: Vec<(usize, char)> = line.char_indices().collect();
        for (position, (at, c)) in marks.iter().enumerate() {
            let next = |more: usize| marks.get(position + more).map(|(_, c)| *c);
            // A sentence ends before a capital; 1.000 and 1.1 do not end one.
            let sentence = *c == '.'
                && next(1).is_some_and(char::is_whitespace)
                && next(2).is_some_and(char::is_uppercase);
            if *c == ';' || sentence {
                texts.push(line[from..*at].to_owned());
                from = at + c.len_utf8();
            }
        }
        texts.push(line[from..].to_owned());
    }
    let marks = |c: char| c.is_whitespace() || matches!(c, '-' | '+' | '•' | '*' | '–' | '.' | ',');
    let texts = texts.iter().map(|text| text.trim_matches(marks).to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

/// The tokens of a text.
fn bare(text: &str) -> Vec<Token> {
    tokens(text).into_iter().map(|(token, _)| token).collect()
}

/// Sees that the best choice gives the maximum.
fn highest_is_maximum(pieces: &[Piece], asked: &Asked<'_>) -> Result<(), Why> {
    let points = pieces.iter().map(|piece| match piece.amount {
        Amount::Points(points) => points,
        Amount::Share => asked.max,
    });
    let highest = points.max().unwrap_or_default();
    if highest == asked.max {
        return Ok(());
    }
    let (highest, max) = (shown(highest), shown(asked.max));
    Err(format!(
        "mức cao nhất trong lời là {highest} điểm, điểm tối đa của bảng là {max}"
    ))
}

/// A number as Vietnamese text shows it.
fn shown(value: Decimal) -> String {
    numbers::show(value, Lang::Vi)
}

/// A number as a set writes it.
fn written(value: Decimal) -> Value {
    Value::scalar(value.normalize().to_string())
}

/// A share as a set writes it: `80%`.
fn percent(share: Decimal) -> Value {
    let hundredths = share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(share);
    Value::scalar(format!("{}%", hundredths.normalize()))
}

/// The figure for a share that the text measures, by the name of its leaf.
fn share_figure(asked: &Asked<'_>) -> Value {
    let name = asked.name;
    let named = crate::text::fold::key(name).contains("tyle");
    let label = if named {
        name.to_owned()
    } else {
        format!("Tỷ lệ đạt được: {name}")
    };
    Value::map([
        ("id", Value::scalar(SHARE)),
        ("name", Value::scalar(label)),
        ("kind", Value::scalar("percent")),
    ])
}

/// The id of that figure.
const SHARE: &str = "ty_le";

#[cfg(test)]
mod tests;
