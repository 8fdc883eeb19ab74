//! Whether the maxima of an annex add up, with the rows named where they do not.

use rust_decimal::Decimal;

use super::draft::Node;
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::text::lang::{Lang, Text, text};
use crate::text::numbers;

/// The most parts that a message names.
const MOST_NAMED: usize = 12;

/// Checks a node and all below it; a maximum that only its parts have is filled in.
pub(super) fn check(node: &mut Node, is_capped_field: bool, problems: &Problems) {
    for child in &mut node.children {
        check(child, false, problems);
    }
    if node.children.is_empty() {
        leaf(node, problems);
        return;
    }
    let Some(sum) = sum(&node.children) else {
        return;
    };
    let Some((max, place)) = &node.max else {
        node.review
            .push("bảng không ghi điểm tối đa của mục này: lấy tổng các mục bên dưới".to_owned());
        node.max = Some((sum, node.place.clone()));
        return;
    };
    if *max != sum && !is_capped_field {
        problems.add(differs(node, *max, sum, place));
    }
}

/// The sum of the maxima; `None` where one is missing.
pub(super) fn sum<'n>(nodes: impl IntoIterator<Item = &'n Node>) -> Option<Decimal> {
    nodes.into_iter().try_fold(Decimal::ZERO, |sum, node| {
        let (max, _) = node.max.as_ref()?;
        sum.checked_add(*max)
    })
}

fn leaf(node: &Node, problems: &Problems) {
    let (place, message) = match &node.max {
        None => (
            &node.place,
            text!("chỉ tiêu không có điểm tối đa", "the leaf has no maximum"),
        ),
        Some((max, place)) if *max <= Decimal::ZERO => (
            place,
            text!("điểm tối đa phải lớn hơn 0", "the maximum must be above 0"),
        ),
        Some(_) => return,
    };
    let help = text!(
        "ghi điểm tối đa; dòng chỉ nói cách chấm của mục trên thì xóa mã ở ô đầu",
        "write its maximum; where the row only says how the node above is scored, clear its code"
    );
    problems.add(Diagnostic::at(Code::BadCell, place.clone(), message).help(help));
}

fn differs(node: &Node, max: Decimal, sum: Decimal, place: &Place) -> Diagnostic {
    let message = Text::each(|lang| {
        let show = |value: Decimal| numbers::show(value, lang);
        let parts = node.children.iter().take(MOST_NAMED).map(|child| {
            let max = child
                .max
                .as_ref()
                .map(|(max, _)| show(*max))
                .unwrap_or_default();
            let line = child.line;
            lang.pick(
                format!("{} (dòng {line}) {max}", child.code),
                format!("{} (row {line}) {max}", child.code),
            )
        });
        let mut parts = parts.collect::<Vec<_>>().join(" + ");
        if node.children.len() > MOST_NAMED {
            parts.push_str(" + …");
        }
        let code = &node.code;
        let gap = show(max.checked_sub(sum).unwrap_or_default());
        let (max, sum) = (show(max), show(sum));
        lang.pick(
            format!("điểm tối đa của {code} là {max}, các mục bên dưới cộng lại là {sum} (chênh {gap}): {parts}"),
            format!("the maximum of {code} is {max}, its parts add up to {sum} (difference {gap}): {parts}"),
        )
    });
    Diagnostic::at(Code::SumMismatch, place.clone(), message).help(text!(
        "đối chiếu các dòng này với quyết định: thiếu dòng, chép sai điểm, hoặc một dòng đứng sai cấp",
        "compare these rows with the decision: a row is missing, points are miscopied, or a row stands at the wrong level"
    ))
}

/// That the fields do not add up to the row of the total.
pub(super) fn total(fields: Decimal, bonus: Decimal, row: &(Decimal, Place), problems: &Problems) {
    let (total, place) = row;
    let with_bonus = fields.checked_add(bonus);
    if *total == fields || Some(*total) == with_bonus {
        return;
    }
    let show = |lang: Lang| (numbers::show(*total, lang), numbers::show(fields, lang));
    let message = Text::each(|lang| {
        let (total, fields) = show(lang);
        lang.pick(
            format!("dòng tổng ghi {total}, các lĩnh vực cộng lại là {fields}"),
            format!("the row of the total says {total}, the fields add up to {fields}"),
        )
    });
    problems.add(
        Diagnostic::at(Code::SumMismatch, place.clone(), message).help(text!(
            "tìm lĩnh vực bị thiếu hoặc chép sai điểm",
            "look for a field that is missing or miscopied"
        )),
    );
}
