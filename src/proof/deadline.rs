//! Deadlines: a later day never gives more, and the first step can be met.

use crate::criteria::documents::Issued;
use crate::diagnostic::{Code, Diagnostic};
use crate::proof::leaf::Proof;
use crate::rules::deadline::Deadline;
use crate::text::lang::{Text, text};
use crate::text::{dates, numbers};

pub(super) fn prove(proof: &Proof<'_>, rule: &Deadline) {
    let Some(first) = rule.steps.first() else {
        return;
    };
    let place = || proof.leaf.rule_place.clone();
    let code = &proof.node.code;
    let later = rule.steps.iter().skip(1).map(|step| &step.points);
    let points: Vec<_> = later.chain([&rule.late]).collect();
    for (step, next) in rule.steps.iter().zip(points) {
        if next <= &step.points {
            continue;
        }
        let message = Text::each(|lang| {
            let show = |points| numbers::show_exact(points, lang);
            let (day, now, then) = (dates::short(step.by), show(&step.points), show(next));
            lang.pick(
                format!("{code}: ban hành đến {day} được {now} điểm, muộn hơn lại được {then}"),
                format!("{code}: issued by {day} gives {now} points, later gives {then}"),
            )
        });
        proof.problems.add(
            Diagnostic::at(Code::NotMonotone, place(), message).help(text!(
                "để điểm của bậc sau không cao hơn bậc trước",
                "let no later step give more than an earlier one"
            )),
        );
    }
    let requirement = proof.leaf.requirement(&rule.document);
    let documents = requirement.map(|requirement| requirement.documents.as_slice());
    let starts = documents
        .unwrap_or_default()
        .iter()
        .map(|document| match document.issued {
            Issued::Within(from, _) => from,
            Issued::Any | Issued::Silent => None,
        });
    let earliest = starts.min().flatten();
    if let Some(from) = earliest.filter(|from| *from > first.by) {
        let (from, by) = (dates::short(from), dates::short(first.by));
        let message = text!(
            "{code}: hạn đầu tiên là {by}, trước ngày {from} mà `issued.from` của tài liệu đòi hỏi: hai điều trái nhau",
            "{code}: the first step ends on {by}, before {from}, which `issued.from` of the document asks for: the two contradict"
        );
        proof.problems.add(
            Diagnostic::at(Code::ImpossibleDate, place(), message).help(text!(
                "sửa `by` của bậc đầu, hoặc `issued.from` của tài liệu",
                "mend `by` of the first step, or `issued.from` of the document"
            )),
        );
    }
}
