//! What is wrong with appraisals once all tables are read: contradictions within a round,
//! verdicts on what is not there, refusals without a reason.

use crate::criteria::model::{CriteriaSet, Node};
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::evidence::appraisals::{Appraisal, Verdict};
use crate::evidence::facts::{Facts, LeafFacts, Value};
use crate::points::Points;
use crate::text::lang::{Lang, Text, text};
use crate::text::{dates, numbers, suggest};

/// Checks the appraisals of one unit before they become part of its facts.
pub(super) fn check(set: &CriteriaSet, facts: &Facts, problems: &Problems) {
    for (index, said) in &facts.leaves {
        let node = &set.nodes[*index];
        let mut appraisals: Vec<&Appraisal> = said.appraisals.iter().map(AsRef::as_ref).collect();
        appraisals.sort_by(|a, b| (a.round, &a.place).cmp(&(b.round, &b.place)));
        for (at, appraisal) in appraisals.iter().enumerate() {
            let earlier = &appraisals[..at];
            let same = earlier
                .iter()
                .filter(|other| other.round == appraisal.round);
            let differing = same.filter_map(|other| differ(other, appraisal)).next();
            if let Some((message, place)) = differing {
                problems.add(conflict(message, place));
            }
            check_named(node, said, appraisal, problems);
            check_reason(node, said, appraisal, problems);
        }
    }
    let mut of_set: Vec<&Appraisal> = facts.appraisals.iter().map(AsRef::as_ref).collect();
    of_set.sort_by(|a, b| (a.round, &a.place).cmp(&(b.round, &b.place)));
    for (at, appraisal) in of_set.iter().enumerate() {
        let same = of_set[..at]
            .iter()
            .filter(|other| other.round == appraisal.round);
        if let Some((message, place)) = same.filter_map(|other| differ(other, appraisal)).next() {
            problems.add(conflict(message, place));
        }
    }
}

/// Several departments may fill one round; what contradicts in it is nobody's to decide.
fn differ(first: &Appraisal, second: &Appraisal) -> Option<(Text, Place)> {
    if let (Some((old, at)), Some((new, place))) = (&first.points, &second.points)
        && old != new
    {
        let show = |points: &Points, lang| numbers::show(points.decimal(), lang);
        let message = said_twice(at, second, |lang| (show(old, lang), show(new, lang)), "");
        return Some((message, place.clone()));
    }
    if let (Some((id, old)), Some((same, new))) = (&first.figure, &second.figure)
        && id == same
        && old.value != new.value
    {
        let shown = |lang| (plain(&old.value, lang), plain(&new.value, lang));
        let message = said_twice(&old.place, second, shown, id);
        return Some((message, new.place.clone()));
    }
    let both = first.verdict.zip(second.verdict);
    if both.is_some_and(|(old, new)| old != new) && first.named == second.named {
        let word = |verdict: Verdict, lang: Lang| {
            let (vi, en) = match verdict {
                Verdict::Accepted => ("chấp nhận", "accepted"),
                Verdict::Refused => ("không chấp nhận", "rejected"),
            };
            lang.pick(vi, en).to_owned()
        };
        let (old, new) = both?;
        let shown = |lang| (word(old, lang), word(new, lang));
        let message = said_twice(&first.place, second, shown, "");
        return Some((message, second.place.clone()));
    }
    None
}

fn said_twice(
    first: &Place,
    second: &Appraisal,
    shown: impl Fn(Lang) -> (String, String),
    figure: &str,
) -> Text {
    let round = second.round;
    let of = if figure.is_empty() {
        String::new()
    } else {
        format!(" `{figure}`")
    };
    Text::each(|lang| {
        let ((old, new), first) = (shown(lang), first.shown(lang));
        lang.pick(
            format!("thẩm định lần {round}{of}: ở đây là {new}, ở {first} là {old}"),
            format!("appraisal round {round}{of}: {new} here and {old} in {first}"),
        )
    })
}

fn conflict(message: Text, place: Place) -> Diagnostic {
    Diagnostic::at(Code::ConflictingAppraisal, place, message).help(text!(
        "giữ lại một; nếu là lần thẩm định sau, ghi số lần vào cột `lan`",
        "keep one of them; if it is of a later round, write its number into the column `round`"
    ))
}

fn plain(value: &Value, lang: Lang) -> String {
    match value {
        Value::Number(value) => numbers::show(*value, lang),
        Value::Ratio(value) => numbers::show_exact(value, lang),
        Value::Text(text) => text.clone(),
        Value::Date(date) => dates::short(*date),
    }
}

/// A verdict on what the evidence does not have judges nothing.
fn check_named(node: &Node, said: &LeafFacts, appraisal: &Appraisal, problems: &Problems) {
    let named = &appraisal.named;
    if appraisal.verdict.is_none() || named.is_all() {
        return;
    }
    let rows = || {
        let rows = said.evidence.iter();
        rows.flat_map(|(id, rows)| rows.iter().map(move |row| (id, row)))
            .filter(|(_, row)| row.round <= appraisal.round)
    };
    if rows().any(|(id, row)| named.means(id, row)) {
        return;
    }
    let parts = [&named.document, &named.number, &named.file];
    let written: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let written = written.join(", ");
    let code = &node.code;
    let message = text!(
        "minh chứng của {code} không có `{written}`; kết luận này không được tính",
        "the evidence of {code} has no `{written}`; the verdict is not counted"
    );
    let numbers = rows().filter_map(|(_, row)| row.number.as_deref());
    let files = rows().flat_map(|(_, row)| row.files.iter().map(|file| file.path.as_str()));
    let mut known: Vec<&str> = numbers.chain(files).collect();
    known.sort_unstable();
    known.dedup();
    let found = Diagnostic::at(Code::JudgesNothing, appraisal.place.clone(), message);
    problems.add(found.help(suggest::advice(&written, known)));
}

/// What changes a result must say why, as a leaf that does not apply must: so a refusal or a
/// correction without a reason stops the run. Points are compared once they are computed.
fn check_reason(node: &Node, said: &LeafFacts, appraisal: &Appraisal, problems: &Problems) {
    let refuses = appraisal.verdict == Some(Verdict::Refused);
    let corrects = appraisal.figure.as_ref().is_some_and(|(id, stated)| {
        let own = said.figures.get(id);
        own.is_some_and(|own| own.value != stated.value)
    });
    if (refuses || corrects) && said.reason_of(appraisal).is_none() {
        problems.add(without_reason(node, appraisal, refuses));
    }
}

/// That an appraiser refuses or corrects something and does not say why.
fn without_reason(node: &Node, appraisal: &Appraisal, refuses: bool) -> Diagnostic {
    let code = &node.code;
    let message = if refuses {
        text!(
            "không chấp nhận ở {code} mà không ghi lý do",
            "something is rejected at {code} without a reason"
        )
    } else {
        text!(
            "sửa số liệu của {code} mà không ghi lý do",
            "a figure of {code} is corrected without a reason"
        )
    };
    Diagnostic::at(Code::ReasonMissing, appraisal.place.clone(), message).help(text!(
        "ghi lý do vào cột `ly_do` của dòng này",
        "write the reason into the column `reason` of this row"
    ))
}
