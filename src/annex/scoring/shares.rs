//! Shares with bounds: «100%: 1; từ 80% đến dưới 100%: tỷ lệ × 1; dưới 80%: 0».

use rust_decimal::Decimal;

use super::amounts::{Amount, Piece};
use super::{
    Asked, SHARE, Understood, Why, is_about_leaf, is_unwanted, may_be_share, percent, share_figure,
    written,
};
use crate::annex::words::{Token, has, words};
use crate::yaml::Value;

/// From where to where, and whether the bounds belong to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Range {
    low: Option<(Decimal, bool)>,
    high: Option<(Decimal, bool)>,
}

/// Words that say where a share lies, and no more.
const BOUNDS: [&[&str]; 16] = [
    &["khong", "qua"],
    &["it", "nhat"],
    &["toi", "thieu"],
    &["it", "hon"],
    &["nho", "hon"],
    &["thap", "hon"],
    &["lon", "hon"],
    &["cao", "hon"],
    &["nhieu", "hon"],
    &["tro", "len"],
    &["diem", "toi", "da"],
    &["tuong", "ung"],
    &["ty", "le"],
    &["dat", "duoc"],
    &["hoan", "thanh"],
    &["thuc", "hien"],
];

/// Words that say no more, alone.
const BARE: [&str; 18] = [
    "tu", "den", "duoi", "tren", "dat", "muc", "khoang", "bang", "vuot", "hon", "diem", "theo",
    "tinh", "nhan", "duoc", "thi", "chuan", "thuc",
];

/// What words speak of, beside bounds.
fn subject(tokens: &[Token]) -> Vec<&str> {
    let words = words(tokens);
    let mut rest = &words[..];
    let mut subject = Vec::new();
    while let Some((first, after)) = rest.split_first() {
        if let Some(bound) = BOUNDS.iter().find(|bound| rest.starts_with(bound)) {
            rest = &rest[bound.len()..];
            continue;
        }
        if !BARE.contains(first) {
            subject.push(*first);
        }
        rest = after;
    }
    subject
}

/// Reads choices by a share.
pub(super) fn read(pieces: &[Piece], asked: &Asked<'_>) -> Result<Understood, Why> {
    if !may_be_share(asked.name) {
        return Err("không rõ tỷ lệ nào: tên chỉ tiêu không phải một tỷ lệ".to_owned());
    }
    let mut whole = false;
    let mut others = None;
    let mut bands: Vec<(Range, Amount)> = Vec::new();
    for piece in pieces {
        let words = words(&piece.condition);
        let is_rest = matches!(
            words[..],
            ["con", "lai"] | [.., "truong", "hop", "khac"] | [.., "truong", "hop", "con", "lai"]
        );
        if is_rest && words.len() == piece.condition.len() && others.replace(piece.amount).is_none()
        {
            continue;
        }
        is_about_leaf(&subject(&piece.condition), asked)?;
        is_about_leaf(&subject(&piece.of_share), asked)?;
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
    if let Some(amount) = others {
        bands.push((rest(&bands)?, amount));
    }
    let value = ("value", Value::scalar(SHARE));
    let proportional = |bound: Option<Decimal>| {
        let mut entries = vec![value.clone()];
        entries.extend(bound.map(|bound| ("zero_below", percent(bound))));
        Understood::rule("proportional", Value::map(entries))
    };
    let mut figure = share_figure(asked);
    let mut rising = true;
    let mut found = if whole {
        proportional(beside_whole(&bands, asked.max)?)
    } else {
        let top = tiled(&bands)?;
        rising = top == Amount::Share || top == Amount::Points(asked.max);
        // A top band that ends at 100% says that there is no more.
        let ends = |(range, _): &(Range, Amount)| range.high == Some((Decimal::ONE, true));
        if let (Value::Map(entries), true) = (&mut figure, bands.iter().any(ends)) {
            entries.push(("max".to_owned(), Value::scalar("100%")));
        }
        match usual(&bands, asked.max) {
            Some(bound) => proportional(Some(bound)),
            None => {
                let items = bands.iter().map(|(range, amount)| band(*range, *amount));
                let items = Value::List(items.collect());
                Understood::rule("bands", Value::map([value.clone(), ("bands", items)]))
            }
        }
    };
    if rising == is_unwanted(asked.name) {
        return Err("tỷ lệ tăng thì điểm tăng hay giảm: lời và tên chỉ tiêu trái nhau".to_owned());
    }
    found.figures.push(figure);
    found
        .notes
        .push("tỷ lệ là số đơn vị khai; có tử số và mẫu số thì thay bằng phép chia".to_owned());
    Ok(found)
}

/// The bound below which there is nothing, where one part stands for all shares: only that,
/// and the maximum at 100%, can stand beside it.
fn beside_whole(bands: &[(Range, Amount)], max: Decimal) -> Result<Option<Decimal>, Why> {
    let full = |(range, amount): &(Range, Amount)| {
        *amount == Amount::Points(max) && range.low == Some((Decimal::ONE, true))
    };
    let rest: Vec<(Range, Amount)> = bands.iter().copied().filter(|band| !full(band)).collect();
    match rest[..] {
        [] => Ok(None),
        [
            (
                Range {
                    low: None,
                    high: Some((bound, false)),
                },
                Amount::Points(points),
            ),
        ] if points.is_zero() => Ok(Some(bound)),
        _ => Err("tỷ lệ chung đứng cạnh mức điểm riêng".to_owned()),
    }
}

/// What is left below the lowest of bands that go up to all.
fn rest(bands: &[(Range, Amount)]) -> Result<Range, Why> {
    let to_all =
        |(range, _): &(Range, Amount)| range.high.is_none_or(|(high, _)| high == Decimal::ONE);
    let lowest = bands
        .iter()
        .filter_map(|(range, _)| range.low)
        .min_by_key(|(low, _)| *low);
    match lowest.filter(|_| bands.iter().any(to_all)) {
        Some((low, within)) => Ok(Range {
            low: None,
            high: Some((low, !within)),
        }),
        None => Err("«còn lại» là khoảng nào thì không rõ".to_owned()),
    }
}

/// Sees that bands hold every share once; gives what the highest does.
fn tiled(bands: &[(Range, Amount)]) -> Result<Amount, Why> {
    let mut sorted: Vec<&(Range, Amount)> = bands.iter().collect();
    sorted.sort_by_key(|(range, _)| range.low.map(|(low, within)| (low, !within)));
    let (Some((lowest, _)), Some((highest, top))) = (sorted.first(), sorted.last()) else {
        return Err("không có khoảng nào".to_owned());
    };
    let from_nothing = lowest
        .low
        .is_none_or(|(low, within)| low.is_zero() && within);
    let to_all = highest
        .high
        .is_none_or(|(high, within)| high == Decimal::ONE && within);
    let meets = |pair: &[&(Range, Amount)]| match (pair[0].0.high, pair[1].0.low) {
        (Some((high, here)), Some((low, there))) => high == low && here != there,
        _ => false,
    };
    if !from_nothing || !to_all || !sorted.windows(2).all(meets) {
        return Err("các khoảng hở, chồng nhau hoặc không nói hết mọi tỷ lệ".to_owned());
    }
    Ok(*top)
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
        // 80–<100 %: the sign stands once, behind the second.
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
    let unmarked = |at: usize| matches!(condition[at], Token::Number(_));
    match found[..] {
        [(at, bound)] if !unmarked(at) => one(condition, at, bound),
        [(first, low), (second, _)]
            if unmarked(second)
                || unmarked(first)
                    && (second - first > 3 || low < Decimal::new(1, 2) || low > Decimal::ONE) =>
        {
            None
        }
        [(first, a), (second, b)] => two(condition, (first, a), (second, b)),
        _ => None,
    }
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
