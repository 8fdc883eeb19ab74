//! Choices with points: «đầy đủ: 1 điểm; chưa đầy đủ: 0,5 điểm; không: 0 điểm».

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::amounts::{Amount, Piece};
use super::{Asked, NEEDS_ALL, Understood, Why, needs_documents, written};
use crate::annex::words::{Token, id, parts, words};
use crate::text::fold;
use crate::yaml::Value;

/// The most words of a level's id.
const ID_WORDS: usize = 6;

/// Whether a text only says «Có/Không».
pub(super) fn is_yes_or_no(texts: &[String]) -> bool {
    let all: Vec<Token> = texts.iter().flat_map(|text| parts(text)).collect();
    let words: Vec<&Token> = all
        .iter()
        .filter(|token| matches!(token, Token::Word(_)))
        .collect();
    let rest = all
        .iter()
        .all(|token| matches!(token, Token::Word(_) | Token::Sign('/' | '-')));
    rest && matches!(&words[..], [yes, no] if yes.is("co") && no.is("khong"))
}

/// Yes or no: a document of the kind that the name asks for proves it; else the unit states it.
pub(super) fn yes_or_no(asked: &Asked<'_>) -> Understood {
    if proves(&[], asked) {
        let mut found = Understood::plain("presence");
        found.notes.push("đủ tài liệu là có".to_owned());
        return found;
    }
    let mut found = of_levels(&[
        ("Có".to_owned(), asked.max),
        ("Không".to_owned(), Decimal::ZERO),
    ]);
    if needs_documents(asked) {
        found.notes.push(NEEDS_ALL.to_owned());
    }
    found
}

/// Whether the documents prove what these words ask for: the words are of their names; without
/// any, the leaf's name is about issuing a document of their type. Conditions in the name are
/// not proved by a document's being there.
fn proves(asked_for: &[&str], asked: &Asked<'_>) -> bool {
    let name = parts(asked.name);
    let conditions = [
        "khong", "truoc", "sau", "kip", "dung", "du", "day", "le", "tu", "tre", "cham", "thuc",
        "va",
    ];
    let plain = name.iter().all(|token| match token {
        Token::Word(word) => !conditions.contains(&word.as_str()),
        Token::Sign(_) => true,
        _ => false,
    });
    let named = crate::annex::documents::types_in(asked.name);
    let of_type = asked
        .documents
        .iter()
        .any(|document| document.types.iter().any(|of| named.contains(&of.as_str())));
    let in_names = |word: &&str| {
        let mut documents = asked.documents.iter();
        documents.any(|document| parts(&document.name).iter().any(|token| token.is(word)))
    };
    let one = asked.documents.len() == 1 && asked.documents[0].is_required;
    let words_fit = if asked_for.is_empty() {
        of_type
    } else {
        asked_for.iter().all(in_names)
    };
    plain && one && !asked.penalty && words_fit
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
    let documents = needs_documents(asked);
    let there = pieces.first().and_then(what_is_there);
    let is_all_or_nothing = match pieces {
        [one] => points(one) == Some(asked.max),
        [one, other] => {
            points(one) == Some(asked.max)
                && points(other) == Some(Decimal::ZERO)
                && there.as_ref().is_some_and(|there| is_absent(other, there))
        }
        _ => false,
    };
    let proved = there.is_some_and(|there| proves(&there, asked));
    if is_all_or_nothing && proved {
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
    let names: BTreeSet<String> = levels.iter().map(|(name, _)| fold::key(name)).collect();
    if names.len() < levels.len() {
        return Err("một mức đứng hai lần".to_owned());
    }
    let mut found = of_levels(&levels);
    if documents {
        found.notes.push(NEEDS_ALL.to_owned());
    }
    Ok(found)
}

/// What a choice says is there, if that is all it says: «có kế hoạch», «đã ban hành kế hoạch».
fn what_is_there(piece: &Piece) -> Option<Vec<&str>> {
    let all = words(&piece.condition);
    let rest = match &all[..] {
        ["co", "ban", "hanh", rest @ ..]
        | ["da", "ban", "hanh", rest @ ..]
        | ["ban", "hanh", rest @ ..]
        | ["co", rest @ ..] => rest.to_vec(),
        _ => return None,
    };
    (all.len() == piece.condition.len()).then_some(rest)
}

/// Whether a choice only says that the same is not there.
fn is_absent(piece: &Piece, there: &[&str]) -> bool {
    let all = words(&piece.condition);
    let plain = all.len() == piece.condition.len();
    let rest = match &all[..] {
        ["khong" | "chua", "co", rest @ ..] | ["khong" | "chua", "ban", "hanh", rest @ ..] => rest,
        ["khong" | "chua"] => &[],
        _ => return false,
    };
    plain && (rest.is_empty() || rest == there)
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
