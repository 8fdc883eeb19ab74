//! Points that a survey or a council gives.

use super::{Asked, Understood, Why};
use crate::annex::words::{Token, parts, words};

/// Words for points that come from elsewhere.
const ELSEWHERE: [(&str, &[&str]); 3] = [
    (
        "survey",
        &[
            "xa hoi hoc",
            "dtxhh",
            "sipas",
            "ket qua khao sat",
            "theo khao sat",
            "phieu khao sat",
            "diem khao sat",
        ],
    ),
    (
        "council",
        &[
            "hoi dong tham dinh",
            "hoi dong danh gia",
            "hoi dong cham",
            "hoi dong xem xet",
        ],
    ),
    (
        "system",
        &[
            "ket qua tu he thong",
            "he thong tu dong",
            "trich xuat tu he thong",
        ],
    ),
];

/// Who gives the points; `None` where it is the unit.
///
/// # Errors
/// Where somebody else gives them and the words say more than that.
pub(super) fn read(texts: &[String], asked: &Asked<'_>) -> Result<Option<Understood>, Why> {
    let all: Vec<Token> = texts.iter().flat_map(|text| parts(text)).collect();
    let joined = words(&all).join(" ");
    let any = |of: &[&str]| of.iter().any(|words| joined.contains(words));
    let Some((source, _)) = ELSEWHERE.iter().find(|(_, words)| any(words)) else {
        return Ok(None);
    };
    let says_more = all.iter().any(|token| match token {
        Token::Number(number) => *number != asked.max,
        Token::Percent(_) | Token::Date(..) => true,
        Token::Word(word) => matches!(
            word.as_str(),
            "khong" | "chua" | "hoac" | "moi" | "tru" | "va" | "cong" | "cua" | "tu"
        ),
        Token::Sign(_) => false,
    });
    // A long text says more than who gives the points.
    if says_more || joined.split(' ').count() > 30 {
        return Err("điểm do nơi khác cho, nhưng lời còn nói thêm".to_owned());
    }
    Ok(Some(Understood {
        source: Some(source),
        notes: vec!["điểm do nơi khác cho, chưa có thì chờ".to_owned()],
        ..Understood::plain("awarded")
    }))
}
