//! Points that a survey or a council gives.

use super::{Asked, Understood, bare};
use crate::annex::words::Token;

/// Who gives the points, where the words say nothing else.
pub(super) fn read(texts: &[String], asked: &Asked<'_>) -> Option<Understood> {
    let all: Vec<Token> = texts.iter().flat_map(|text| bare(text)).collect();
    let says_more = all.iter().any(|token| match token {
        Token::Number(number) => *number != asked.max,
        Token::Percent(_) | Token::Date(..) => true,
        Token::Word(_) | Token::Sign(_) => false,
    });
    let words: Vec<&str> = all
        .iter()
        .filter_map(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            _ => None,
        })
        .collect();
    let joined = words.join(" ");
    let any = |of: &[&str]| of.iter().any(|words| joined.contains(words));
    let source = if any(&[
        "xa hoi hoc",
        "dtxhh",
        "sipas",
        "ket qua khao sat",
        "theo khao sat",
        "phieu khao sat",
    ]) {
        "survey"
    } else if any(&[
        "hoi dong tham dinh",
        "hoi dong danh gia",
        "hoi dong cham",
        "hoi dong xem xet",
    ]) {
        "council"
    } else {
        return None;
    };
    // A long text says more than who gives the points.
    if says_more || words.len() > 30 {
        return None;
    }
    Some(Understood {
        source: Some(source),
        notes: vec!["điểm do nơi khác cho, chưa có thì chờ".to_owned()],
        ..Understood::plain("awarded")
    })
}
