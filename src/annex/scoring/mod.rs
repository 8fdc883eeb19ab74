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

use super::words::{Token, has, parts};
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
    /// Its documents.
    pub documents: &'a [Document],
    /// The year of the set, where it is known.
    pub year: Option<i16>,
}

/// A document of the leaf.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The types it may be of.
    pub types: Vec<String>,
    /// Whether it is one document, and has to be there.
    pub is_one: bool,
    /// Whether the leaf is lost without it.
    pub is_required: bool,
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
    if let Some(given) = given::read(&texts, asked)? {
        return Ok(given);
    }
    if levels::is_yes_or_no(&texts) {
        return Ok(levels::yes_or_no(asked));
    }
    let all: Vec<Token> = texts.iter().flat_map(|text| parts(text)).collect();
    if all.iter().any(|token| token.is("moi") || token.is("cu")) {
        return items::read(&texts, asked);
    }
    let pieces = amounts::pieces(&texts, asked.max).or_else(|why| {
        // «Có: 2 điểm, không: 0 điểm»: commas part choices where each part is one.
        let parts = texts.iter().flat_map(|text| text.split(", "));
        let parts: Vec<String> = parts.map(str::to_owned).collect();
        amounts::pieces(&parts, asked.max).map_err(|_| why)
    })?;
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
            let number = line[from..*at].trim().bytes().all(|b| b.is_ascii_digit());
            let sentence = *c == '.'
                && !number
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
    let bare = |text: &String| without_number(text.trim_matches(marks)).to_owned();
    let texts = texts.iter().map(bare);
    texts.filter(|text| !text.is_empty()).collect()
}

/// A line without the number of a list before it: `1. …`, `2) …`.
fn without_number(text: &str) -> &str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(['.', ')']);
    match rest.filter(|rest| (1..=2).contains(&digits) && rest.starts_with(' ')) {
        Some(rest) => rest.trim_start(),
        None => text,
    }
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

/// Words of what is not wanted: of such a share less is better.
const UNWANTED: [&[&str]; 10] = [
    &["qua", "han"],
    &["tre"],
    &["cham"],
    &["vi", "pham"],
    &["khong"],
    &["chua"],
    &["ton", "dong"],
    &["thieu"],
    &["sai"],
    &["bi", "tra", "lai"],
];

/// Words under which it is not clear whether more of a share is better.
const UNCLEAR: [&[&str]; 6] = [
    &["giam"],
    &["khac", "phuc"],
    &["khieu", "nai"],
    &["to", "cao"],
    &["don", "thu"],
    &["khong", "de"],
];

/// Whether a leaf's name may stand for one share.
fn may_be_share(name: &str) -> bool {
    let name = parts(name);
    let unclear = UNCLEAR.iter().any(|words| has(&name, words));
    let issues = has(&name, &["ban", "hanh"]) || has(&name, &["xay", "dung"]);
    let shares = name
        .windows(2)
        .filter(|pair| pair[0].is("ty") && pair[1].is("le"));
    let unwanted = UNWANTED.iter().filter(|words| has(&name, words));
    // «không quá hạn» turns round once more.
    !unclear && !issues && shares.count() <= 1 && unwanted.count() <= 1
}

/// Whether a leaf's name is about what is not wanted.
fn is_unwanted(name: &str) -> bool {
    let name = parts(name);
    UNWANTED.iter().any(|words| has(&name, words))
}

/// Sees that words speak of nothing but what the leaf's name is about: its share is meant then.
fn is_about_leaf(words: &[&str], asked: &Asked<'_>) -> Result<(), Why> {
    let name = parts(asked.name);
    let of_plan = has(&name, &["ke", "hoach"]) && !has(&name, &["ban", "hanh"]);
    let known = |word: &&str| {
        name.iter().any(|token| token.is(word)) || of_plan && ["nhiem", "vu"].contains(word)
    };
    match words.iter().find(|word| !known(word)) {
        None => Ok(()),
        Some(_) => {
            let said = words.join(" ");
            Err(format!(
                "không rõ có phải tỷ lệ ở tên chỉ tiêu không (các chữ: {said})"
            ))
        }
    }
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

/// Whether the leaf is lost without some document.
fn needs_documents(asked: &Asked<'_>) -> bool {
    !asked.penalty && asked.documents.iter().any(|document| document.is_required)
}

/// What is said where points are given in steps and documents are asked for, too.
const NEEDS_ALL: &str = "thiếu một tài liệu thì mất cả điểm dù đạt mức nào: xem lại `missing`";

/// The id of that figure.
const SHARE: &str = "ty_le";

#[cfg(test)]
mod tests;
