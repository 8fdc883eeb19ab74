//! Shares with bounds: «100%: 1; từ 80% đến dưới 100%: tỷ lệ × 1; dưới 80%: 0».

use rust_decimal::Decimal;

use super::amounts::{Amount, Piece};
use super::{Asked, SHARE, Understood, Why, percent, share_figure, written};
use crate::annex::words::Token;
use crate::yaml::Value;

/// From where to where, and whether the bounds belong to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Range {
    low: Option<(Decimal, bool)>,
    high: Option<(Decimal, bool)>,
}

/// Reads choices by a share.
pub(super) fn read(pieces: &[Piece], asked: &Asked<'_>) -> Result<Understood, Why> {
    let mut whole = false;
    let mut bands: Vec<(Range, Amount)> = Vec::new();
    for piece in pieces {
        let numbers = piece
            .condition
            .iter()
            .any(|token| matches!(token, Token::Number(_) | Token::Percent(_)));
        if piece.amount == Amount::Share && !numbers {
            whole = true;
            continue;
        }
        let range = range(&piece.condition);
        let range = range.ok_or_else(|| format!("chưa hiểu khoảng «{}»", piece.text))?;
        bands.push((range, piece.amount));
    }
    let zero = Amount::Points(Decimal::ZERO);
    let zero_below = |bands: &[(Range, Amount)]| match bands {
        [
            (
                Range {
                    low: None,
                    high: Some((bound, false)),
                },
                amount,
            ),
        ] if *amount == zero => Some(*bound),
        _ => None,
    };
    let value = ("value", Value::scalar(SHARE));
    let mut found = if whole {
        // One part for all shares: only «dưới …: 0 điểm» can stand beside it.
        let full = |(range, amount): &(Range, Amount)| {
            *amount == Amount::Points(asked.max) && range.low == Some((Decimal::ONE, true))
        };
        let rest: Vec<(Range, Amount)> = bands.iter().copied().filter(|band| !full(band)).collect();
        match (rest.is_empty(), zero_below(&rest)) {
            (true, _) => Understood::rule("proportional", Value::map([value])),
            (false, Some(bound)) => Understood::rule(
                "proportional",
                Value::map([value, ("zero_below", percent(bound))]),
            ),
            (false, None) => return Err("tỷ lệ chung đứng cạnh mức điểm riêng".to_owned()),
        }
    } else if let Some(bound) = usual(&bands, asked.max) {
        Understood::rule(
            "proportional",
            Value::map([value, ("zero_below", percent(bound))]),
        )
    } else {
        let items = bands
            .iter()
            .map(|(range, amount)| band(*range, *amount))
            .collect();
        Understood::rule("bands", Value::map([value, ("bands", Value::List(items))]))
    };
    found.figures.push(share_figure(asked));
    found
        .notes
        .push("tỷ lệ là số đơn vị khai; có tử số và mẫu số thì thay bằng phép chia".to_owned());
    Ok(found)
}

/// «100%: tối đa; từ A đến dưới 100%: tỷ lệ; dưới A: 0», where A is the bound.
fn usual(bands: &[(Range, Amount)], max: Decimal) -> Option<Decimal> {
    let [(top, full), (middle, Amount::Share), (bottom, none)] = bands else {
        return None;
    };
    let bound = middle.low?;
    let fits = top.low == Some((Decimal::ONE, true))
        && *full == Amount::Points(max)
        && middle.high == Some((Decimal::ONE, false))
        && bottom.low.is_none()
        && bottom.high == Some((bound.0, false))
        && bound.1
        && *none == Amount::Points(Decimal::ZERO);
    fits.then_some(bound.0)
}

fn band(range: Range, amount: Amount) -> Value {
    let mut entries = Vec::new();
    if let Some((low, within)) = range.low {
        entries.push((if within { "from" } else { "over" }, percent(low)));
    }
    if let Some((high, within)) = range.high {
        entries.push((if within { "to" } else { "below" }, percent(high)));
    }
    entries.push(match amount {
        Amount::Points(points) => ("points", written(points)),
        Amount::Share => ("proportional", Value::scalar("true")),
    });
    Value::map(entries)
}

/// The bounds that a condition names.
fn range(condition: &[Token]) -> Option<Range> {
    let any_percent = condition
        .iter()
        .any(|token| matches!(token, Token::Percent(_)));
    if !any_percent {
        return None;
    }
    let share = |token: &Token| match token {
        Token::Percent(share) => Some(*share),
        // 80–<100 %: the sign stands once.
        Token::Number(number) => number
            .checked_div(Decimal::ONE_HUNDRED)
            .map(|share| share.normalize()),
        _ => None,
    };
    let found: Vec<(usize, Decimal)> = condition
        .iter()
        .enumerate()
        .filter_map(|(at, token)| Some((at, share(token)?)))
        .collect();
    match found[..] {
        [(at, bound)] => one(condition, at, bound),
        [(first, a), (second, b)] => two(condition, (first, a), (second, b)),
        _ => None,
    }
}

/// Whether words or signs stand among tokens, in this order.
fn has(tokens: &[Token], words: &[&str]) -> bool {
    tokens
        .windows(words.len())
        .any(|window| window.iter().zip(words).all(|(token, word)| token.is(word)))
}

fn sign(tokens: &[Token], sign: char) -> bool {
    tokens.contains(&Token::Sign(sign))
}

fn below(tokens: &[Token]) -> bool {
    sign(tokens, '<')
        || ["duoi", "chua"].iter().any(|word| has(tokens, &[word]))
        || ["it", "nho", "thap"]
            .iter()
            .any(|word| has(tokens, &[word, "hon"]))
}

fn above(tokens: &[Token]) -> bool {
    sign(tokens, '>')
        || has(tokens, &["tren"])
        || has(tokens, &["vuot"])
        || ["lon", "cao", "nhieu"]
            .iter()
            .any(|word| has(tokens, &[word, "hon"]))
}

fn one(condition: &[Token], at: usize, bound: Decimal) -> Option<Range> {
    let (before, after) = (&condition[..at], &condition[at + 1..]);
    let upwards = has(after, &["tro", "len"])
        || sign(before, '≥')
        || has(before, &["it", "nhat"])
        || has(before, &["toi", "thieu"]);
    let low = |within| {
        Some(Range {
            low: Some((bound, within)),
            high: None,
        })
    };
    let high = |within| {
        Some(Range {
            low: None,
            high: Some((bound, within)),
        })
    };
    if upwards {
        // «trên 80% trở lên» does not say whether 80% is meant.
        return if above(before) { None } else { low(true) };
    }
    match (below(before), above(before)) {
        (true, true) => None,
        (true, false) => high(false),
        (false, true) => low(false),
        (false, false)
            if sign(before, '≤') || has(before, &["den"]) || has(before, &["khong", "qua"]) =>
        {
            high(true)
        }
        (false, false) if has(before, &["tu"]) => low(true),
        (false, false) if bound == Decimal::ONE => low(true),
        (false, false) => None,
    }
}

fn two(condition: &[Token], first: (usize, Decimal), second: (usize, Decimal)) -> Option<Range> {
    let (before, between) = (&condition[..first.0], &condition[first.0 + 1..second.0]);
    let ((_, a), (_, b)) = (first, second);
    if a > b {
        // «dưới 100% đến 80%»
        let high = (a, !below(before));
        return (!above(between) && !below(between)).then_some(Range {
            low: Some((b, true)),
            high: Some(high),
        });
    }
    if a == b || below(before) {
        return None;
    }
    let signs: Vec<char> = between
        .iter()
        .filter_map(|token| match token {
            Token::Sign(sign @ ('<' | '≤' | '-')) => Some(*sign),
            _ => None,
        })
        .collect();
    let (low, high) = match signs[..] {
        // a ≤ tỷ lệ < b
        [low @ ('<' | '≤'), high @ ('<' | '≤')] => (low == '≤', high == '≤'),
        _ => (!above(before), !below(between)),
    };
    Some(Range {
        low: Some((a, low)),
        high: Some((b, high)),
    })
}
