//! So much for each: «mỗi mô hình được 0,5 điểm, tối đa 2 điểm», «mỗi vụ việc trừ 0,5 điểm».

use std::ops::Range;

use rust_decimal::Decimal;

use super::{
    Asked, NEEDS_ALL, SHARE, Understood, Why, amounts, is_about_leaf, is_unwanted, may_be_share,
    needs_documents, percent, share_figure, shown, written,
};
use crate::annex::words::{Token, alone, id, parts, tokens, words};
use crate::text::fold;
use crate::yaml::Value;

/// Words after which the points come.
const VERBS: [&str; 8] = ["trừ", "được", "cộng", "tính", "chấm", "thì", "giảm", "là"];

/// Whether a part of a text is such a word: with its marks, for công is not cộng.
fn is_verb(text: &str) -> bool {
    VERBS.contains(&fold::tidy(text).to_lowercase().as_str())
}

/// The most words of a figure's id.
const ID_WORDS: usize = 8;

/// What one part says: for each step of what, how many points, at most how many.
struct Each {
    unit: String,
    step: Step,
    points: Decimal,
    off: bool,
    cap: Option<Decimal>,
}

/// What is counted.
enum Step {
    /// So many things.
    Things(Decimal),
    /// So much of a share, above another.
    Share(Decimal, Option<Decimal>),
}

/// Reads so much for each.
pub(super) fn read(texts: &[String], asked: &Asked<'_>) -> Result<Understood, Why> {
    let mut found: Option<Each> = None;
    for text in texts {
        if is_each(text) {
            let each = each(text).ok_or_else(|| format!("chưa hiểu «{text}»"))?;
            if found.replace(each).is_some() {
                return Err("có nhiều câu «mỗi …»".to_owned());
            }
        } else if let Some(cap) = only_cap(text) {
            match &mut found {
                Some(each) if each.cap.is_none() => each.cap = Some(cap),
                _ => return Err(format!("chưa hiểu «{text}»")),
            }
        } else {
            ends(text, asked)?;
        }
    }
    let each = found.ok_or("không rõ mỗi gì được mấy điểm")?;
    if each.points <= Decimal::ZERO {
        return Err("điểm cho mỗi mục phải lớn hơn 0".to_owned());
    }
    rule(&each, asked)
}

/// Sees that another part only says what both ends give: nothing, or the maximum.
fn ends(text: &str, asked: &Asked<'_>) -> Result<(), Why> {
    let pieces = amounts::pieces(&[text.to_owned()], asked.max);
    let is_end = |piece: &amounts::Piece| {
        let plain = piece
            .condition
            .iter()
            .all(|token| matches!(token, Token::Word(_) | Token::Sign(_)));
        let negates = piece
            .condition
            .iter()
            .any(|token| token.is("khong") || token.is("chua"));
        plain
            && negates
            && matches!(piece.amount, amounts::Amount::Points(points) if points.is_zero() || points == asked.max)
    };
    match pieces {
        Ok(pieces) if pieces.iter().all(is_end) => Ok(()),
        _ => Err(format!("chưa hiểu «{text}»")),
    }
}

fn is_each(text: &str) -> bool {
    tokens(text)
        .iter()
        .any(|(token, _)| token.is("moi") || token.is("cu"))
}

/// «tối đa 2 điểm», «trừ không quá 1 điểm».
fn only_cap(text: &str) -> Option<Decimal> {
    let all = parts(text);
    let [head @ .., Token::Number(cap), last] = &all[..] else {
        return None;
    };
    (last.is("diem") && says_cap(head)).then_some(*cap)
}

/// Whether tokens say that there is an upper limit, and nothing else.
fn says_cap(tokens: &[Token]) -> bool {
    let mut words = words(tokens);
    while matches!(
        words.first(),
        Some(&("tru" | "cong" | "tong" | "diem" | "nhung"))
    ) {
        words.remove(0);
    }
    let caps = [
        "toi da",
        "toi da la",
        "toi da khong qua",
        "khong qua",
        "khong vuot qua",
        "cao nhat",
    ];
    caps.contains(&words.join(" ").as_str())
}

fn each(text: &str) -> Option<Each> {
    let all = tokens(text);
    let start = all
        .iter()
        .position(|(token, _)| token.is("moi") || token.is("cu"))?;
    let mut next = start + 1;
    // «cứ mỗi», «cứ thêm»
    while all
        .get(next)
        .is_some_and(|(token, _)| token.is("moi") || token.is("them") || token.is("tang"))
    {
        next += 1;
    }
    let step = match all.get(next) {
        Some((Token::Number(step), _)) => {
            next += 1;
            Step::Things(*step)
        }
        Some((Token::Percent(step), _)) => {
            next += 1;
            Step::Share(*step, None)
        }
        _ => Step::Things(Decimal::ONE),
    };
    let is_stop = |(token, at): &(Token, Range<usize>)| match token {
        Token::Word(_) => is_verb(&text[at.clone()]),
        Token::Number(_) | Token::Sign(':' | '=') => true,
        _ => false,
    };
    let stop = (next..all.len()).find(|at| is_stop(&all[*at]))?;
    // «… bị trừ»
    let end = if stop > next && all[stop - 1].0.is("bi") {
        stop - 1
    } else {
        stop
    };
    let unit = match all.get(next) {
        Some((_, first)) if end > next => text[first.start..all[end - 1].1.end].trim().to_owned(),
        _ => String::new(),
    };
    let at = (stop..all.len()).find(|at| matches!(all[*at].0, Token::Number(_)))?;
    let Token::Number(points) = all[at].0 else {
        return None;
    };
    // What is counted is named by words alone, without what qualifies how much of it.
    let counted = alone(&all[next..end]);
    let qualifies = ["hoac", "tren", "tang", "them", "vuot", "duoi"];
    let is_plain = |token: &Token| match token {
        Token::Word(word) => !qualifies.contains(&word.as_str()),
        _ => false,
    };
    if !counted.iter().all(is_plain) {
        return None;
    }
    let verbs = &all[stop..at];
    let leads = |(token, at): &(Token, Range<usize>)| match token {
        Token::Word(word) => {
            is_verb(&text[at.clone()]) || matches!(word.as_str(), "them" | "so" | "di")
        }
        Token::Sign(':' | '=' | '-') => true,
        _ => false,
    };
    if !verbs.iter().all(leads) {
        return None;
    }
    let takes = |token: &Token| token.is("tru") || token.is("giam") || *token == Token::Sign('-');
    let off = verbs.iter().any(|(token, _)| takes(token))
        || all[..start].iter().any(|(token, _)| token.is("tru"));
    let mut rest = &all[at + 1..];
    if rest
        .first()
        .is_some_and(|(token, _)| token.is("diem") || token.is("d"))
    {
        rest = &rest[1..];
    }
    let cap = match rest {
        [] => None,
        [head @ .., (Token::Number(cap), _)] if says_cap(&alone(head)) => Some(*cap),
        [head @ .., (Token::Number(cap), _), (last, _)]
            if last.is("diem") && says_cap(&alone(head)) =>
        {
            Some(*cap)
        }
        _ => return None,
    };
    // Before «mỗi» nothing but «trừ» and the like, or the share from where it counts.
    let before = alone(&all[..start]);
    let leads = |token: &Token| {
        ["tru", "cong", "thi", "duoc", "tinh", "diem"]
            .iter()
            .any(|word| token.is(word))
            || *token == Token::Sign(':')
    };
    let step = match (step, &before[..]) {
        (step, before) if before.iter().all(leads) => step,
        (Step::Share(step, _), [tren, Token::Percent(from), rest @ ..])
            if tren.is("tren") && rest.iter().all(leads) =>
        {
            Step::Share(step, Some(*from))
        }
        _ => return None,
    };
    let named = !unit.is_empty() || matches!(step, Step::Share(..));
    named.then_some(Each {
        unit,
        step,
        points,
        off,
        cap,
    })
}

fn rule(each: &Each, asked: &Asked<'_>) -> Result<Understood, Why> {
    let takes_off = each.off && !asked.penalty;
    if let Step::Share(step, _) = &each.step {
        let counted = parts(&each.unit);
        is_about_leaf(&words(&counted), asked)?;
        if takes_off || is_unwanted(asked.name) || !may_be_share(asked.name) {
            return Err("trừ điểm theo tỷ lệ: không rõ tính từ đâu".to_owned());
        }
        if step.is_zero() {
            return Err("bước của tỷ lệ phải lớn hơn 0".to_owned());
        }
    }
    if matches!(&each.step, Step::Things(step) if step.is_zero()) {
        return Err("bước phải lớn hơn 0".to_owned());
    }
    let mut floor = None;
    if let Some(cap) = each.cap.filter(|cap| *cap != asked.max) {
        if !takes_off || cap > asked.max {
            let (cap, max) = (shown(cap), shown(asked.max));
            return Err(format!(
                "lời nói tối đa {cap} điểm, điểm tối đa của bảng là {max}"
            ));
        }
        floor = asked.max.checked_sub(cap);
    }
    let (value, figure, step, from) = match &each.step {
        Step::Share(step, from) => (
            SHARE.to_owned(),
            share_figure(asked),
            Some(percent(*step)),
            from.map(percent),
        ),
        Step::Things(step) => {
            let name = format!("Số {}", each.unit);
            let value = id(&name, "_", ID_WORDS);
            let figure = Value::map([
                ("id", Value::scalar(value.clone())),
                ("name", Value::scalar(name)),
                ("kind", Value::scalar("count")),
            ]);
            let step = (*step != Decimal::ONE).then(|| written(*step));
            (value, figure, step, None)
        }
    };
    let mut entries = vec![
        ("value", Value::scalar(value)),
        ("points", written(each.points)),
    ];
    entries.extend(from.map(|from| ("from", from)));
    entries.extend(step.map(|step| ("step", step)));
    entries.extend(floor.map(|floor| ("floor", written(floor))));
    let kind = if takes_off { "deduct" } else { "per_item" };
    let mut found = Understood::rule(kind, Value::map(entries));
    found.figures.push(figure);
    if needs_documents(asked) {
        found.notes.push(NEEDS_ALL.to_owned());
    }
    if each.cap.is_none() {
        found.notes.push(if takes_off {
            "trừ không dưới 0".to_owned()
        } else {
            "cộng không quá điểm tối đa".to_owned()
        });
    }
    Ok(found)
}
