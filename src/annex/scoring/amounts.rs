//! `trong tháng 01: 1 điểm`: what is asked for, and what it gives.

use rust_decimal::Decimal;

use super::Why;
use crate::annex::words::{Token, alone, tokens, words};
use crate::text::fold;

/// One choice of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// What is asked for, in words.
    pub(super) text: String,
    /// The same taken apart.
    pub(super) condition: Vec<Token>,
    /// What it gives.
    pub(super) amount: Amount,
    /// How the share is named, where that is what it gives.
    pub(super) of_share: Vec<Token>,
}

/// What a choice gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// So many points.
    Points(Decimal),
    /// The share of the maximum.
    Share,
}

/// The choices of a text. Lines before the first that give nothing introduce them.
///
/// # Errors
/// Where a later part gives nothing that is understood.
pub(super) fn pieces(texts: &[String], max: Decimal) -> Result<Vec<Piece>, Why> {
    let mut pieces = Vec::new();
    for text in texts {
        match piece(text, max) {
            Some(piece) => pieces.push(piece),
            None if pieces.is_empty() && introduces(text) => {}
            None => return Err(format!("chưa hiểu «{text}»")),
        }
    }
    if pieces.is_empty() {
        return Err("không có mức điểm nào trong lời".to_owned());
    }
    Ok(pieces)
}

/// Whether a text has no number that would be passed over.
fn introduces(text: &str) -> bool {
    let is_word = |token: &Token| matches!(token, Token::Word(_) | Token::Sign(_));
    tokens(text).iter().all(|(token, _)| is_word(token))
}

/// Words with which points change others, in place of being some.
const CHANGES: [&str; 3] = ["trừ", "giảm", "cộng"];

/// A part of a text as a choice; `None` where it is none, or says more than a choice does.
fn piece(text: &str, max: Decimal) -> Option<Piece> {
    let all = tokens(text);
    let changes = |(token, at): &(Token, std::ops::Range<usize>)| {
        let word = fold::tidy(&text[at.clone()]).to_lowercase();
        *token == Token::Sign('+') || CHANGES.contains(&word.as_str())
    };
    if all.iter().any(changes) {
        return None;
    }
    let piece = found(text, &all, max)?;
    // Points within the condition are those of another choice.
    let of_another = |pair: &[Token]| matches!(pair[0], Token::Number(_)) && pair[1].is("diem");
    let ends_open = matches!(piece.condition.last(), Some(Token::Sign('-')));
    (!piece.condition.windows(2).any(of_another) && !ends_open).then_some(piece)
}

fn found(text: &str, all: &[(Token, std::ops::Range<usize>)], max: Decimal) -> Option<Piece> {
    let separators = all.iter().enumerate();
    let separators = separators.filter(|(_, (token, _))| matches!(token, Token::Sign(':' | '=')));
    for (index, (_, range)) in separators {
        let tail = alone(&all[index + 1..]);
        if let Some(amount) = amount(&tail, max) {
            let condition = alone(&all[..index]);
            let text = text[..range.start].trim().to_owned();
            return Some(Piece {
                text,
                condition,
                amount,
                of_share: if amount == Amount::Share {
                    tail
                } else {
                    Vec::new()
                },
            });
        }
    }
    // «Tỷ lệ đạt được x 1» alone.
    let whole = alone(all);
    if let Some(Amount::Share) = amount(&whole, max) {
        return Some(Piece {
            text: String::new(),
            condition: Vec::new(),
            amount: Amount::Share,
            of_share: whole,
        });
    }
    // «… được 1 điểm», «… thì được 0,5 điểm»; behind a mark only what is understood counts.
    if whole
        .iter()
        .any(|token| matches!(token, Token::Sign(':' | '=')))
    {
        return None;
    }
    let [head @ .., (Token::Number(points), at), (last, _)] = all else {
        return None;
    };
    if !(last.is("diem") || last.is("d")) || head.is_empty() {
        return None;
    }
    let verb = |token: &Token| {
        ["duoc", "thi", "dat", "cham", "tinh", "la"]
            .iter()
            .any(|word| token.is(word))
    };
    let kept = head.iter().rposition(|(token, _)| !verb(token))?;
    let end = head[kept].1.end.min(at.start);
    Some(Piece {
        text: text[..end].trim().to_owned(),
        condition: alone(&head[..=kept]),
        amount: Amount::Points(*points),
        of_share: Vec::new(),
    })
}

/// What stands behind the mark: points, none, or the share.
fn amount(tail: &[Token], max: Decimal) -> Option<Amount> {
    let is_points = |token: &Token| token.is("diem") || token.is("d");
    match tail {
        [Token::Number(points)] => return Some(Amount::Points(*points)),
        [Token::Number(points), unit] if is_points(unit) => return Some(Amount::Points(*points)),
        _ => {}
    }
    let words = words(tail);
    let only_words = words.len() == tail.len();
    let none = [
        "khong diem",
        "khong tinh diem",
        "khong co diem",
        "khong cham diem",
        "khong duoc diem",
        "khong duoc tinh diem",
    ];
    let joined = words.join(" ");
    if only_words && none.contains(&joined.as_str()) {
        return Some(Amount::Points(Decimal::ZERO));
    }
    let full = [
        "diem toi da",
        "dat diem toi da",
        "duoc diem toi da",
        "du diem",
    ];
    if only_words && full.contains(&joined.as_str()) {
        return Some(Amount::Points(max));
    }
    share(tail, &joined, max)
}

/// «tỷ lệ × 1», «tính theo tỷ lệ», «(tỷ lệ % x điểm tối đa)/100».
fn share(tail: &[Token], joined: &str, max: Decimal) -> Option<Amount> {
    if !joined.contains("ty le") {
        return None;
    }
    let is_known = |token: &Token| match token {
        Token::Number(number) => *number == max || *number == Decimal::ONE_HUNDRED,
        Token::Percent(share) => *share == Decimal::ONE,
        Token::Date(..) => false,
        Token::Sign(sign) => matches!(sign, 'x' | '/' | '(' | ')' | '='),
        Token::Word(_) => true,
    };
    let times = tail
        .iter()
        .filter(|token| **token == Token::Sign('x'))
        .count();
    let of_maximum = tail.contains(&Token::Number(max))
        || ["toi da", "diem chuan", "so diem"]
            .iter()
            .any(|word| joined.contains(word));
    // A quotient by anything but 100 is another rule.
    let divisor = tail.iter().position(|token| *token == Token::Sign('/'));
    let by_hundred = divisor.is_none_or(|at| {
        matches!(tail.get(at + 1), Some(Token::Number(by)) if *by == Decimal::ONE_HUNDRED)
            || matches!(tail.get(at + 1), Some(Token::Percent(by)) if *by == Decimal::ONE)
    });
    // What is multiplied must be the share itself, and nothing may be left over.
    let spare = ["tru", "cong", "chia", "nhan doi", "nua", "vuot", "thieu"];
    let strange = spare
        .iter()
        .any(|word| joined.split(' ').any(|found| found == *word));
    (tail.iter().all(is_known)
        && times <= 1
        && (times == 0 || of_maximum)
        && by_hundred
        && !strange)
        .then_some(Amount::Share)
}
