//! Losses in words: the label of a cause and what it is about.

use crate::criteria::documents::Requirement;
use crate::criteria::model::Leaf;
use crate::criteria::wording::Part;
use crate::evidence::facts::FigureValues;
use crate::report::view::View;
use crate::report::words;
use crate::rules::award::Step;
use crate::score::assessment::{Cause, LeafScore, Loss};
use crate::score::book::underlying;
use crate::score::official::Basis;
use crate::text::dates;
use crate::text::lang::Lang;

/// A cause: a label, and often what it is about.
struct Phrase {
    label: String,
    about: Option<String>,
}

/// One line: `thiếu đính kèm: Báo cáo kết quả thực hiện`.
pub fn line(view: &View<'_>, loss: &Loss) -> String {
    joined(view, loss, |label, about| format!("{label}: {about}"))
}

/// Running text, as a plan writes it: `thiếu đính kèm báo cáo kết quả thực hiện`.
pub fn sentence(view: &View<'_>, loss: &Loss) -> String {
    joined(view, loss, |label, about| {
        format!("{label} {}", within_sentence(about))
    })
}

fn joined(view: &View<'_>, loss: &Loss, join: impl Fn(&str, &str) -> String) -> String {
    let said = causes(view, loss, join);
    match &loss.reason {
        Some(reason) => format!("{said} ({reason})"),
        None => said,
    }
}

fn causes(view: &View<'_>, loss: &Loss, join: impl Fn(&str, &str) -> String) -> String {
    let words = |phrase: Phrase| match &phrase.about {
        Some(about) => join(&phrase.label, about),
        None => phrase.label,
    };
    phrases(view, loss)
        .into_iter()
        .map(words)
        .collect::<Vec<_>>()
        .join("; ")
}

/// The words with a small first letter, unless they start with an abbreviation.
fn within_sentence(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            let rest = &words[first.len_utf8()..];
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => words.to_owned(),
    }
}

fn phrases(view: &View<'_>, loss: &Loss) -> Vec<Phrase> {
    let lang = view.lang;
    let plain = |label: &str| {
        vec![Phrase {
            label: label.to_owned(),
            about: None,
        }]
    };
    let Some((_, leaf, score)) = view.leaf_of(loss) else {
        return plain(lang.pick("làm tròn tổng điểm", "rounding of the total"));
    };
    if loss.cause.is_document() {
        return documents(loss, leaf, score, lang);
    }
    let about = |label: &str, about: String| {
        vec![Phrase {
            label: label.to_owned(),
            about: Some(about),
        }]
    };
    if let Some(wording) = &leaf.detail
        && !matches!(
            loss.cause,
            Cause::FigureMissing | Cause::Late | Cause::AppraisedLess | Cause::Corrected
        )
        && !(loss.cause == Cause::StatedLess && view.assessment.basis == Basis::Claimed)
    {
        return plain(&fill(view, loss, wording));
    }
    match loss.cause {
        Cause::FigureMissing => {
            let names: Vec<String> = loss
                .figures
                .iter()
                .map(|id| words::figure(view.set().figure(leaf, id), id, lang))
                .collect();
            about(
                lang.pick("chưa khai số liệu", "figure not stated"),
                names.join(", "),
            )
        }
        Cause::Corrected => about(
            lang.pick("thẩm định sửa số liệu", "figure corrected by the appraisal"),
            corrected(view, loss, leaf),
        ),
        Cause::Late => about(
            lang.pick("ban hành muộn", "issued late"),
            late(loss, leaf, score),
        ),
        Cause::Level => match level(own(view, loss, score)) {
            Some(name) => plain(&name),
            None => plain(lang.pick("mức thấp hơn tối đa", "a level below the best")),
        },
        Cause::StatedLess => plain(lang.pick(
            "đơn vị tự xác định thấp hơn tối đa",
            "stated below the maximum",
        )),
        Cause::AppraisedLess => plain(lang.pick("thẩm định giảm", "lowered by the appraisal")),
        Cause::AwardedLess => plain(lang.pick("chấm thấp hơn tối đa", "awarded less")),
        Cause::Deduction => match value(own(view, loss, score), lang) {
            Some(value) => about(lang.pick("bị trừ", "points taken off"), value),
            None => plain(lang.pick("bị trừ", "points taken off")),
        },
        _ => match value(own(view, loss, score), lang) {
            Some(value) => about(
                lang.pick("chưa đạt mức yêu cầu", "below what full marks need"),
                value,
            ),
            None => plain(lang.pick("chưa đạt mức yêu cầu", "below what full marks need")),
        },
    }
}

/// The documents of a loss, grouped by what is the matter with them.
fn documents(loss: &Loss, leaf: &Leaf, score: &LeafScore, lang: Lang) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = Vec::new();
    for index in &loss.documents {
        let (Some(requirement), Some(judged)) =
            (leaf.documents.get(*index), score.documents.get(*index))
        else {
            continue;
        };
        let mut label = words::state(underlying(judged), lang);
        let mut name = name(requirement, lang);
        let counted = judged
            .documents
            .iter()
            .find(|document| document.files.1 > 1 && document.files.0 > 0);
        if let Some(document) = counted {
            label = lang.pick("chưa đủ tệp", "too few files");
            let (present, needed) = document.files;
            name = lang.pick(
                format!("{name} (có {present}/{needed} tệp)"),
                format!("{name} ({present} of {needed} files)"),
            );
        }
        match phrases.iter_mut().find(|phrase| phrase.label == label) {
            Some(Phrase {
                about: Some(about), ..
            }) => {
                about.push_str(", ");
                about.push_str(&name);
            }
            _ => phrases.push(Phrase {
                label: label.to_owned(),
                about: Some(name),
            }),
        }
    }
    phrases
}

/// A requirement's name; of a group, with the documents of which one is enough.
pub fn name(requirement: &Requirement, lang: Lang) -> String {
    if !requirement.one_of {
        return requirement.name.clone();
    }
    let names: Vec<&str> = requirement
        .documents
        .iter()
        .map(|document| document.name.as_str())
        .collect();
    let either = names.join(lang.pick(" hoặc ", " or "));
    let rule = lang.pick("một trong", "one of");
    format!("{} ({rule}: {either})", requirement.name)
}

fn late(loss: &Loss, leaf: &Leaf, score: &LeafScore) -> String {
    let mut parts = Vec::new();
    for index in &loss.documents {
        if let (Some(requirement), Some(judged)) =
            (leaf.documents.get(*index), score.documents.get(*index))
        {
            let day = judged
                .issued
                .map(|date| format!(" ({})", dates::short(date)));
            parts.push(format!("{}{}", requirement.name, day.unwrap_or_default()));
        }
    }
    parts.join(", ")
}

fn level(steps: &[Step]) -> Option<String> {
    steps.iter().find_map(|step| match step {
        Step::Level(name, _) => Some(name.clone()),
        _ => None,
    })
}

/// The measured value: `798 / 802 ≈ 0,995`.
fn value(steps: &[Step], lang: Lang) -> Option<String> {
    steps.iter().find_map(|step| match step {
        Step::Value(expression, value) => Some(super::steps::equation(expression, value, lang)),
        _ => None,
    })
}

/// Whether what an appraiser corrected at the leaf of a loss is a cause of its own: then the
/// others are about the unit's figures.
fn is_corrected(view: &View<'_>, loss: &Loss) -> bool {
    let losses = &view.assessment.losses;
    let corrected = |other: &Loss| other.cause == Cause::Corrected && other.node == loss.node;
    losses.iter().any(corrected)
}

/// The arithmetic that a loss is about.
fn own<'s>(view: &View<'_>, loss: &Loss, score: &'s LeafScore) -> &'s [Step] {
    if is_corrected(view, loss) {
        &score.own_steps
    } else {
        &score.steps
    }
}

/// `Số nhiệm vụ đã hoàn thành từ 7 thành 6`.
fn corrected(view: &View<'_>, loss: &Loss, leaf: &Leaf) -> String {
    let facts = &view.submission.unit.facts;
    let Some(said) = loss.node.and_then(|index| facts.leaves.get(&index)) else {
        return String::new();
    };
    let each = loss.figures.iter().map(|id| {
        let figure = view.set().figure(leaf, id);
        let name = words::figure(figure, id, view.lang);
        let of = |own: &FigureValues, common: &FigureValues| {
            let stated = own.get(id).or_else(|| common.get(id));
            stated.map_or_else(
                || "…".to_owned(),
                |stated| words::value(&stated.value, figure, view.lang),
            )
        };
        let from = of(said.units_figures(), facts.units_common());
        let to = of(&said.figures, &facts.common);
        view.lang.pick(
            format!("{name} từ {from} thành {to}"),
            format!("{name} from {from} to {to}"),
        )
    });
    each.collect::<Vec<_>>().join(", ")
}

fn fill(view: &View<'_>, loss: &Loss, wording: &[Part]) -> String {
    let facts = &view.submission.unit.facts;
    let of_leaf = loss.node.and_then(|index| facts.leaves.get(&index));
    let own = is_corrected(view, loss);
    wording
        .iter()
        .map(|part| match part {
            Part::Plain(text) => text.clone(),
            Part::Figure(name) => {
                let (figures, common) = match of_leaf {
                    Some(leaf) if own => (Some(leaf.units_figures()), facts.units_common()),
                    leaf => (leaf.map(|leaf| &leaf.figures), &facts.common),
                };
                let stated = figures
                    .and_then(|figures| figures.get(name.as_str()))
                    .or_else(|| common.get(name.as_str()));
                let declared = loss.node.and_then(|index| {
                    let leaf = view.set().nodes.get(index)?.leaf.as_ref()?;
                    view.set().figure(leaf, name)
                });
                stated.map_or_else(
                    || "…".to_owned(),
                    |stated| words::value(&stated.value, declared, view.lang),
                )
            }
        })
        .collect()
}
