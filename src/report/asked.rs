//! What a set asks of a document or a figure, in words.

use crate::criteria::documents::{Document, Issued, Missing, Requirement};
use crate::criteria::figures::{Figure, Kind, kind_words};
use crate::points::Exact;
use crate::report::words;
use crate::text::lang::Lang;
use crate::text::{dates, numbers};

/// The types that a document's symbol may have: `loại văn bản QC hoặc QĐ`.
pub fn types(document: &Document, lang: Lang) -> Option<String> {
    let types = document.types.join(lang.pick(" hoặc ", " or "));
    (!types.is_empty())
        .then(|| lang.pick(format!("loại văn bản {types}"), format!("of type {types}")))
}

/// When it may have been issued: `ban hành từ 01/01/2023 đến 31/12/2023`.
pub fn issued(issued: &Issued, lang: Lang) -> Option<String> {
    let Issued::Within(from, by) = issued else {
        return None;
    };
    let (from, by) = (from.map(dates::short), by.map(dates::short));
    match (from, by) {
        (Some(from), Some(by)) => Some(lang.pick(
            format!("ban hành từ {from} đến {by}"),
            format!("issued from {from} to {by}"),
        )),
        (Some(from), None) => Some(lang.pick(
            format!("ban hành từ {from}"),
            format!("issued from {from} on"),
        )),
        (None, Some(by)) => {
            Some(lang.pick(format!("ban hành đến {by}"), format!("issued by {by}")))
        }
        (None, None) => None,
    }
}

/// Files, their formats, and links: nothing where one file of any format is asked for.
pub fn files(document: &Document, lang: Lang) -> Vec<String> {
    let mut parts = Vec::new();
    if document.files > 1 {
        let files = document.files;
        parts.push(lang.pick(
            format!("ít nhất {files} tệp"),
            format!("at least {files} files"),
        ));
    }
    if !document.formats.is_empty() {
        let formats = document.formats.join(", ");
        parts.push(lang.pick(format!("dạng {formats}"), format!("as {formats}")));
    }
    if document.accepts_link {
        let words = if document.accepts_file {
            lang.pick("tệp hoặc đường dẫn", "a file or a link")
        } else {
            lang.pick("ghi đường dẫn", "a link")
        };
        parts.push(words.to_owned());
    }
    parts
}

/// What its absence costs.
pub fn missing(missing: &Missing, lang: Lang) -> String {
    match missing {
        Missing::Void => lang
            .pick("thiếu thì 0 điểm", "without it 0 points")
            .to_owned(),
        Missing::Lose(points) if points.is_zero() => lang
            .pick("thiếu thì không trừ điểm", "without it nothing is lost")
            .to_owned(),
        Missing::Lose(points) => {
            let points = numbers::show_exact(points, lang);
            lang.pick(
                format!("thiếu thì trừ {points}"),
                format!("without it {points} less"),
            )
        }
        Missing::Explain => lang
            .pick(
                "thiếu thì phải giải trình",
                "without it an explanation is needed",
            )
            .to_owned(),
    }
}

/// That one document of a group is enough: `một trong hai`.
pub fn one_of(group: &Requirement, lang: Lang) -> String {
    let count = group.documents.len();
    let (vi, en) = match count {
        2 => ("hai", "two"),
        3 => ("ba", "three"),
        4 => ("bốn", "four"),
        5 => ("năm", "five"),
        _ => return lang.pick(format!("một trong {count}"), format!("one of {count}")),
    };
    lang.pick(format!("một trong {vi}"), format!("one of {en}"))
}

/// The values a figure may have: `số nguyên, từ 1, đến 12`.
pub fn values(figure: &Figure, lang: Lang) -> String {
    let mut parts = vec![kind_words(figure.kind, lang).to_owned()];
    parts.extend(bounds(figure, lang));
    parts.join(", ")
}

/// The least and the most a figure may be, as the set declares them.
pub fn bounds(figure: &Figure, lang: Lang) -> Vec<String> {
    let show = |value| match figure.kind {
        Kind::Percent => words::percent(&Exact::from(value), lang),
        _ => numbers::show(value, lang),
    };
    let least = figure.min.map(show);
    let most = figure.max.map(show);
    let least = least.map(|least| lang.pick(format!("từ {least}"), format!("from {least}")));
    let most = most.map(|most| lang.pick(format!("đến {most}"), format!("to {most}")));
    least.into_iter().chain(most).collect()
}
