//! Figures put in their places: ranges checked, contradictions found.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::criteria::figures::{Kind, kind_words};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::evidence::facts::{Stated, Value};
use crate::evidence::figure_names::{Meaning, NOT_APPLICABLE};
use crate::evidence::load::Loader;
use crate::evidence::targets::Target;
use crate::points::Exact;
use crate::rules::interval::{Bound, Interval};
use crate::rules::{awarded, stated};
use crate::text::lang::{Lang, Text, text};
use crate::text::{dates, numbers};

/// Whether a number fits the kind and range of its figure; if not, it is reported.
pub(super) fn in_range(
    loader: &Loader<'_>,
    target: Target,
    meaning: &Meaning<'_>,
    place: &Place,
    value: Decimal,
) -> bool {
    let Some(figure) = meaning.figure() else {
        return true;
    };
    let Interval { low, high } = figure.range();
    let exact = Bound::At(Exact::from(value));
    let whole = figure.kind != Kind::Count || value.is_integer();
    if whole && low <= exact && exact <= high {
        return choice_allowed(loader, target, meaning, place, value);
    }
    let is_points = &*meaning.id == awarded::POINTS;
    let code = if is_points {
        Code::PointsAboveMax
    } else {
        Code::OutOfRange
    };
    let leaf = match target {
        Target::Leaf(index) | Target::Inner(index) => loader.set.nodes[index].code.as_str(),
        Target::Common => "*",
    };
    let hundred = Exact::from(100);
    let message = Text::each(|lang| {
        let show = |value: &Exact| match figure.kind {
            Kind::Percent => format!("{} %", numbers::show_exact(&(value * &hundred), lang)),
            _ => numbers::show_exact(value, lang),
        };
        let end = |bound: &Bound| match bound {
            Bound::At(value) => Some(show(value)),
            _ => None,
        };
        let bounds = match (end(&low), end(&high)) {
            (Some(low), Some(high)) => lang.pick(
                format!("từ {low} đến {high}"),
                format!("from {low} to {high}"),
            ),
            (Some(low), None) => lang.pick(format!("từ {low} trở lên"), format!("at least {low}")),
            (None, Some(high)) => lang.pick(format!("không quá {high}"), format!("at most {high}")),
            (None, None) => String::new(),
        };
        let kind = kind_words(figure.kind, lang);
        let (found, label) = (show(&value.into()), figure.label());
        if is_points {
            return lang.pick(
                format!("{found} điểm cho {leaf}, cần điểm {bounds}"),
                format!("{found} points for {leaf}, expected points {bounds}"),
            );
        }
        lang.pick(
            format!("`{label}` của {leaf} là {found}, cần {kind} {bounds}"),
            format!("`{label}` of {leaf} is {found}, expected {kind} {bounds}"),
        )
    });
    let help = text!(
        "xem lại số liệu, hoặc `min`, `max`, `kind` của nó trong bộ tiêu chí",
        "check the figure, or its `min`, `max` and `kind` in the set"
    );
    loader
        .problems
        .add(Diagnostic::at(code, place.clone(), message).help(help));
    false
}

/// Whether stated points are one of the choices, where the set lists them.
fn choice_allowed(
    loader: &Loader<'_>,
    target: Target,
    meaning: &Meaning<'_>,
    place: &Place,
    value: Decimal,
) -> bool {
    let Target::Leaf(index) = target else {
        return true;
    };
    let Some(leaf) = loader.set.nodes[index].leaf.as_ref() else {
        return true;
    };
    let choices = leaf.rule.choices();
    if &*meaning.id != stated::FIGURE || choices.is_empty() || choices.contains(&Exact::from(value))
    {
        return true;
    }
    let list: Vec<String> = choices
        .iter()
        .map(|choice| numbers::show_exact(choice, Lang::Vi))
        .collect();
    let (list, found) = (list.join("; "), numbers::show(value, Lang::Vi));
    loader.problems.add(Diagnostic::at(
        Code::OutOfRange,
        place.clone(),
        text!(
            "điểm {found} không thuộc các mức: {list}",
            "{found} points are none of: {list}"
        ),
    ));
    false
}

/// Puts a figure in its place; a second, different value is reported.
pub(super) fn insert(
    loader: &mut Loader<'_>,
    unit: &Arc<str>,
    target: Target,
    id: &Arc<str>,
    stated: Stated,
) {
    let problems = loader.problems;
    let values = match target {
        Target::Leaf(index) if &**id == NOT_APPLICABLE => {
            let slot = &mut loader.leaf(unit, index).not_applicable;
            match (slot.as_deref(), &stated.value) {
                (Some((first, place)), Value::Text(reason)) if first != reason => {
                    problems.add(conflict(id, first, place, reason, stated.place));
                }
                (Some((_, first)), _) if *first <= stated.place => {}
                (_, Value::Text(reason)) => {
                    *slot = Some(Box::new((reason.clone(), stated.place)));
                }
                _ => {}
            }
            return;
        }
        Target::Leaf(index) => &mut loader.leaf(unit, index).figures,
        Target::Common => &mut loader.facts(unit).common,
        Target::Inner(_) => return,
    };
    match values.get(id) {
        None => values.insert(Arc::clone(id), stated),
        Some(first) if first.value == stated.value => {
            if stated.place < first.place {
                values.insert(Arc::clone(id), stated);
            }
        }
        Some(first) => problems.add(differ(id, first, &stated)),
    }
}

/// A figure that two rows state differently.
pub(super) fn differ(id: &str, first: &Stated, second: &Stated) -> Diagnostic {
    let (old, new) = (plain(&first.value), plain(&second.value));
    conflict(id, &old, &first.place, &new, second.place.clone())
}

/// A figure stated twice, differently.
fn conflict(id: &str, old: &str, first: &Place, new: &str, place: Place) -> Diagnostic {
    let message = Text::each(|lang| {
        let first = first.shown(lang);
        lang.pick(
            format!("`{id}` ở đây là {new}, ở {first} là {old}"),
            format!("`{id}` is {new} here and {old} in {first}"),
        )
    });
    Diagnostic::at(Code::ConflictingFigure, place, message)
        .help(text!("giữ lại một giá trị", "keep one of the values"))
}

fn plain(value: &Value) -> String {
    match value {
        Value::Number(value) => numbers::show(*value, Lang::Vi),
        Value::Ratio(value) => numbers::show_exact(value, Lang::Vi),
        Value::Text(text) => text.clone(),
        Value::Date(date) => dates::short(*date),
    }
}
