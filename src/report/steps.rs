//! The arithmetic of a leaf, step by step, in words.

use crate::criteria::model::Leaf;
use crate::points::Exact;
use crate::report::view::View;
use crate::rules::award::{OnZero, Step};
use crate::rules::expression::Expression;
use crate::text::lang::Lang;
use crate::text::{dates, numbers};

/// `6 / 7 ≈ 0,8571`, or the value alone where there is nothing to work out.
pub fn equation(expression: &Expression, value: &Exact, lang: Lang) -> String {
    if let Expression::Number(_) = expression {
        return numbers::show_exact(value, lang);
    }
    let worked = expression.show(lang);
    match value.decimal_text(6) {
        Some(text) => format!("{worked} = {}", numbers::show_text(&text, lang)),
        None => format!(
            "{worked} ≈ {}",
            numbers::show_text(&value.rounded_text(4), lang)
        ),
    }
}

/// One step in words.
pub fn words(view: &View<'_>, leaf: &Leaf, step: &Step) -> String {
    let lang = view.lang;
    let show = |value: &Exact| numbers::show_exact(value, lang);
    let document = |id: &str| {
        leaf.requirement(id)
            .map_or(id, |requirement| requirement.name.as_str())
            .to_owned()
    };
    let list = |ids: &[String]| {
        ids.iter()
            .map(|id| document(id))
            .collect::<Vec<_>>()
            .join(", ")
    };
    match step {
        Step::Value(expression, value) => {
            let equation = equation(expression, value, lang);
            lang.pick(format!("giá trị: {equation}"), format!("value: {equation}"))
        }
        Step::Points(expression, value) => {
            let equation = equation(expression, value, lang);
            lang.pick(format!("điểm: {equation}"), format!("points: {equation}"))
        }
        Step::Held(value) => {
            let value = show(value);
            lang.pick(
                format!("giữ trong giới hạn: {value}"),
                format!("held within limits: {value}"),
            )
        }
        Step::BelowMinimum(value, minimum) => {
            let (value, minimum) = (show(value), show(minimum));
            lang.pick(
                format!("{value} < {minimum}: 0 điểm"),
                format!("{value} < {minimum}: 0 points"),
            )
        }
        Step::Band(number) => lang.pick(format!("khoảng thứ {number}"), format!("band {number}")),
        Step::AlsoBand(number) => lang.pick(
            format!("khoảng thứ {number} cũng chứa giá trị này, không tính"),
            format!("band {number} holds the value too and does not count"),
        ),
        Step::NoBand => lang
            .pick("không thuộc khoảng nào: 0 điểm", "in no band: 0 points")
            .to_owned(),
        Step::ZeroDenominator(on_zero) => match on_zero {
            OnZero::Full => lang.pick("mẫu số bằng 0: điểm tối đa", "zero denominator: full marks"),
            OnZero::Zero => lang.pick("mẫu số bằng 0: 0 điểm", "zero denominator: 0 points"),
            OnZero::NotApplicable => lang.pick(
                "mẫu số bằng 0: không áp dụng",
                "zero denominator: not applicable",
            ),
        }
        .to_owned(),
        Step::Issued(id, date, points) => {
            let (name, date, points) = (document(id), dates::short(*date), show(points));
            lang.pick(
                format!("{name} ban hành {date}: {points} điểm"),
                format!("{name} issued {date}: {points} points"),
            )
        }
        Step::InTime(id, points) => {
            let (name, points) = (document(id), show(points));
            lang.pick(
                format!("{name} đúng hạn: {points} điểm"),
                format!("{name} in time: {points} points"),
            )
        }
        Step::WithoutDocument(id) => {
            let name = document(id);
            lang.pick(
                format!("không có {name}: 0 điểm"),
                format!("without {name}: 0 points"),
            )
        }
        Step::Level(name, points) => {
            let points = show(points);
            lang.pick(
                format!("mức «{name}»: {points} điểm"),
                format!("level «{name}»: {points} points"),
            )
        }
        Step::Given(points) => {
            let points = show(points);
            lang.pick(
                format!("điểm được cho: {points}"),
                format!("points given: {points}"),
            )
        }
        Step::NotStated(ids) => {
            let names: Vec<String> = ids
                .iter()
                .map(|id| super::words::figure(view.set().figure(leaf, id), id, lang))
                .collect();
            let names = names.join(", ");
            lang.pick(
                format!("chưa khai {names}: 0 điểm"),
                format!("{names} not stated: 0 points"),
            )
        }
        Step::Waiting => lang.pick("chưa có điểm", "no points yet").to_owned(),
        Step::Awaiting(ids) => {
            let names: Vec<String> = ids
                .iter()
                .map(|id| super::words::figure(view.set().figure(leaf, id), id, lang))
                .collect();
            let names = names.join(", ");
            lang.pick(
                format!("chưa có điểm: chờ {names}"),
                format!("no points yet: waiting for {names}"),
            )
        }
        Step::Branch(number) => lang.pick(
            format!("cách tính thứ {number} cho điểm cao nhất"),
            format!("rule {number} gives the most"),
        ),
        Step::Full(max) => {
            let max = show(max);
            lang.pick(
                format!("đủ tài liệu: {max} điểm"),
                format!("documents in order: {max} points"),
            )
        }
        Step::Lose(id, points, left) => {
            let (name, points, left) = (document(id), show(points), show(left));
            lang.pick(
                format!("chưa có {name}: trừ {points}, còn {left}"),
                format!("{name} not in order: less {points}, leaves {left}"),
            )
        }
        Step::Void(ids) => {
            let names = list(ids);
            lang.pick(
                format!("chưa có {names}: 0 điểm"),
                format!("{names} not in order: 0 points"),
            )
        }
        Step::Rounded(points) => {
            let points = numbers::show_fixed(*points, view.set().rounding.digits, lang);
            lang.pick(format!("làm tròn: {points}"), format!("rounded: {points}"))
        }
    }
}
