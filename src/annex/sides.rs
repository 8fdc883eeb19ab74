//! Fields that add to the total or take from it.

use rust_decimal::Decimal;

use super::draft::Node;
use super::words::{self, Token};
use crate::text::fold;

/// Which fields are bonus or penalty: as their keys say, else, where `by_name`, by their names. Maxima of a
/// penalty count without their sign.
pub(super) fn mark(fields: &mut [Node], by_name: bool) -> Vec<Option<&'static str>> {
    let mut sides = Vec::new();
    for field in fields {
        let says = |key: &str| {
            let said = field.key(key).and_then(|(value, _)| value.text());
            said == Some("true")
        };
        let name = fold::key(&field.name);
        let named = |words: &[&str]| by_name && words.iter().any(|word| name.starts_with(word));
        let side = if says("bonus") {
            Some("bonus")
        } else if says("penalty") {
            Some("penalty")
        } else if named(&["diemcong", "diemthuong", "congdiem"]) {
            field
                .review
                .push("tên là điểm cộng: coi là lĩnh vực cộng điểm, ngoài tổng".to_owned());
            Some("bonus")
        } else if named(&["diemtru", "trudiem"]) {
            field
                .review
                .push("tên là điểm trừ: coi là lĩnh vực trừ điểm, ngoài tổng".to_owned());
            Some("penalty")
        } else {
            None
        };
        if side.is_some() && field.max.is_none() {
            field.max = cap_in_name(&field.name).map(|cap| (cap, field.place.clone()));
            if field.max.is_some() {
                field
                    .review
                    .push("`max`: đọc từ tên của lĩnh vực".to_owned());
            }
        }
        if side == Some("penalty") {
            without_sign(field);
        }
        sides.push(side);
    }
    sides
}

/// «Điểm cộng (tối đa 3 điểm)», «không quá 3 điểm».
fn cap_in_name(name: &str) -> Option<Decimal> {
    let all = words::parts(name);
    let numbers: Vec<Decimal> = all
        .iter()
        .filter_map(|token| match token {
            Token::Number(number) => Some(*number),
            _ => None,
        })
        .collect();
    let caps = words::has(&all, &["toi", "da"]) || words::has(&all, &["khong", "qua"]);
    match numbers[..] {
        [only] if caps && only > Decimal::ZERO => Some(only),
        _ => None,
    }
}

fn without_sign(node: &mut Node) {
    if let Some((max, _)) = &mut node.max {
        *max = max.abs();
    }
    node.children.iter_mut().for_each(without_sign);
}
