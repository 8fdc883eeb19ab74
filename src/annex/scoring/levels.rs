//! Choices with points: «đầy đủ: 1 điểm; chưa đầy đủ: 0,5 điểm; không: 0 điểm».

use rust_decimal::Decimal;

use super::amounts::{Amount, Piece};
use super::{Asked, Understood, Why, bare, written};
use crate::annex::words::{Token, id};
use crate::yaml::Value;

/// The most words of a level's id.
const ID_WORDS: usize = 6;

/// Whether a text only says «Có/Không».
pub(super) fn is_yes_or_no(texts: &[String]) -> bool {
    let all: Vec<Token> = texts.iter().flat_map(|text| bare(text)).collect();
    let words: Vec<&Token> = all
        .iter()
        .filter(|token| matches!(token, Token::Word(_)))
        .collect();
    let rest = all
        .iter()
        .all(|token| matches!(token, Token::Word(_) | Token::Sign('/' | '-')));
    rest && matches!(&words[..], [yes, no] if yes.is("co") && no.is("khong"))
}

/// Yes or no: the documents prove it; without any the unit states it.
pub(super) fn yes_or_no(asked: &Asked<'_>) -> Understood {
    if !asked.documents.is_empty() && !asked.penalty {
        let mut found = Understood::plain("presence");
        found.notes.push("đủ tài liệu là có".to_owned());
        return found;
    }
    of_levels(&[
        ("Có".to_owned(), asked.max),
        ("Không".to_owned(), Decimal::ZERO),
    ])
}

/// Reads choices that name neither shares nor days.
pub(super) fn read(pieces: &[Piece], asked: &Asked<'_>) -> Result<Understood, Why> {
    let points = |piece: &Piece| match piece.amount {
        Amount::Points(points) => Some(points),
        Amount::Share => None,
    };
    let levels: Option<Vec<(String, Decimal)>> = pieces
        .iter()
        .map(|piece| Some((piece.text.clone(), points(piece)?)))
        .collect();
    let levels = levels.ok_or("tỷ lệ nào thì không nói")?;
    let starts = |piece: &Piece, words: &[&str]| {
        words
            .iter()
            .any(|word| piece.condition.first().is_some_and(|token| token.is(word)))
    };
    let yes = |piece: &Piece| {
        starts(piece, &["co"])
            || piece
                .condition
                .iter()
                .any(|token| token.is("day") || token.is("du"))
    };
    let no = |piece: &Piece| starts(piece, &["khong", "chua"]);
    let documents = !asked.documents.is_empty() && !asked.penalty;
    let is_all_or_nothing = match pieces {
        [one] => points(one) == Some(asked.max) && yes(one) && !no(one),
        [one, other] => {
            points(one) == Some(asked.max)
                && points(other) == Some(Decimal::ZERO)
                && no(other)
                && !no(one)
        }
        _ => false,
    };
    if is_all_or_nothing && documents {
        let mut found = Understood::plain("presence");
        found.notes.push("đủ tài liệu là đạt".to_owned());
        return Ok(found);
    }
    if levels.len() < 2 {
        return Err("chỉ có một mức điểm và không có tài liệu để biết đạt hay không".to_owned());
    }
    if levels.iter().any(|(name, _)| name.is_empty()) {
        return Err("có mức điểm không nói khi nào".to_owned());
    }
    Ok(of_levels(&levels))
}

fn of_levels(levels: &[(String, Decimal)]) -> Understood {
    let mut ids: Vec<String> = Vec::new();
    let mut items = Vec::new();
    for (name, points) in levels {
        let stem = id(name, "_", ID_WORDS);
        let taken = |id: &String| ids.contains(id);
        let mut own = stem.clone();
        let mut number = 2;
        while taken(&own) {
            own = format!("{stem}_{number}");
            number += 1;
        }
        ids.push(own.clone());
        items.push(Value::map([
            ("id", Value::scalar(own)),
            ("name", Value::scalar(name.clone())),
            ("points", written(*points)),
        ]));
    }
    let mut found = Understood::rule("levels", Value::map([("levels", Value::List(items))]));
    found.notes.push("đơn vị khai đạt mức nào".to_owned());
    found
}
