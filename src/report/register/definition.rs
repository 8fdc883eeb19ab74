//! What a metric counts, in words.

use crate::evidence::register::condition::{Condition, DayRef, Relation, Timing};
use crate::evidence::register::labels;
use crate::text::lang::Lang;

/// Which dossiers a condition means.
pub fn definition(condition: &Condition, lang: Lang) -> String {
    match condition {
        Condition::All(parts) if parts.is_empty() => lang
            .pick("mọi hồ sơ TTHC được tính", "all dossiers that count")
            .to_owned(),
        Condition::All(parts) => joined(parts, lang.pick(" và ", " and "), lang),
        Condition::Any(parts) => joined(parts, lang.pick(" hoặc ", " or "), lang),
        Condition::Not(part) => {
            let part = definition(part, lang);
            lang.pick(format!("không phải ({part})"), format!("not ({part})"))
        }
        Condition::Carried(true) => lang
            .pick("tiếp nhận trước kỳ", "received before the period")
            .to_owned(),
        Condition::Carried(false) => lang
            .pick("tiếp nhận trong kỳ", "received in the period")
            .to_owned(),
        Condition::Came(timing) => came(*timing, lang).to_owned(),
        Condition::Present(column) => {
            let column = labels::column(column, lang);
            lang.pick(format!("có {column}"), format!("with {column}"))
        }
        Condition::In(column, values) => {
            let values = values.iter().map(|name| labels::value(column, name, lang));
            let values = values.collect::<Vec<_>>().join(", ");
            let column = labels::column(column, lang);
            lang.pick(
                format!("{column} là {values}"),
                format!("{column} is {values}"),
            )
        }
        Condition::Day(left, relation, right) => {
            let (left, right) = (day(left, lang), day(right, lang));
            format!("{left} {} {right}", relation_words(*relation, lang))
        }
    }
}

fn joined(parts: &[Condition], word: &str, lang: Lang) -> String {
    let part = |part: &Condition| {
        let words = definition(part, lang);
        match part {
            Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 && parts.len() > 1 => {
                format!("({words})")
            }
            _ => words,
        }
    };
    let parts: Vec<String> = parts.iter().map(part).collect();
    parts.join(word)
}

fn came(timing: Timing, lang: Lang) -> &'static str {
    match timing {
        Timing::Early => lang.pick("kết thúc trước ngày hẹn", "ended before the day due"),
        Timing::OnDue => lang.pick("kết thúc đúng ngày hẹn", "ended on the day due"),
        Timing::Late => lang.pick("kết thúc quá hạn", "ended late"),
        Timing::OpenInTime => lang.pick("chưa xong, còn hạn", "open, in time"),
        Timing::OpenOverdue => lang.pick("chưa xong, quá hạn", "open, overdue"),
    }
}

fn day(day: &DayRef, lang: Lang) -> String {
    match day {
        DayRef::Column(column) => labels::column(column, lang),
        DayRef::End => lang.pick("ngày kết thúc", "the end").to_owned(),
        DayRef::PeriodFrom => lang
            .pick("ngày đầu kỳ", "the first day of the period")
            .to_owned(),
        DayRef::PeriodTo => lang
            .pick("ngày cuối kỳ", "the last day of the period")
            .to_owned(),
    }
}

fn relation_words(relation: Relation, lang: Lang) -> &'static str {
    match relation {
        Relation::Before => lang.pick("trước", "before"),
        Relation::NotAfter => lang.pick("không sau", "not after"),
        Relation::On => lang.pick("đúng", "on"),
        Relation::NotBefore => lang.pick("không trước", "not before"),
        Relation::After => lang.pick("sau", "after"),
    }
}
