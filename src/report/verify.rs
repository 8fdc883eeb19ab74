//! What `verify` found, in words.

use std::fmt::Write;

use crate::text::lang::{Lang, Text, text};
use crate::text::{dates, numbers};
use crate::verify::inputs::{Against, FileChange};
use crate::verify::receipt::Receipt;
use crate::verify::{Difference, Format, NoRecord, Verified};

/// As much of a value as a line shows, and of what stands before the difference.
const LONGEST: usize = 160;
const BEFORE: usize = 30;

/// That another version made a result, where one did.
pub fn other_version(version: &str) -> Option<Text> {
    let own = env!("CARGO_PKG_VERSION");
    let version = around(version, 0);
    (version != own).then(|| {
        text!(
            "kết quả do parindex {version} tính, đang kiểm bằng parindex {own}",
            "the result was made by parindex {version}, and this is parindex {own}"
        )
    })
}

/// Whether a result is what its record gives.
pub fn of_result(verified: &Verified, name: &str, format: Format, lang: Lang) -> String {
    let format = format.name();
    let differences = &verified.differences;
    match (differences.first(), verified.points) {
        (None, Some(points)) => {
            let points = numbers::show(points.decimal(), lang);
            lang.pick(
                format!("khớp: {name} ({format}), {points} điểm, tính lại từ căn cứ ghi trong tệp\n"),
                format!("matches: {name} ({format}), {points} points, worked out again from what the file carries\n"),
            )
        }
        (None, None) => String::new(),
        (Some(first), points) => {
            let mut out = lang.pick(
                format!("không khớp: {name} ({format})\n"),
                format!("differs: {name} ({format})\n"),
            );
            if points.is_none() {
                out += lang.pick(
                    "  căn cứ ghi trong tệp đã bị sửa đến mức không tính lại được\n",
                    "  what the file carries was changed until nothing can be worked out from it\n",
                );
            }
            out += &said(
                first,
                lang.pick("tính lại", "worked out"),
                differences.len(),
                lang,
            );
            out
        }
    }
}

/// Whether inputs are still those of a result.
pub fn of_inputs(against: &Against, folder: &str, lang: Lang) -> String {
    if against.is_empty() {
        return lang.pick(
            format!("khớp: đầu vào trong {folder} đúng như khi tính, kết quả như nhau\n"),
            format!("matches: the inputs in {folder} are those it was made from, and give the same result\n"),
        );
    }
    let mut out = lang.pick(
        format!("không khớp: đầu vào trong {folder} khác khi tính\n"),
        format!("differs: the inputs in {folder} are not those it was made from\n"),
    );
    for change in &against.files {
        let _ = writeln!(out, "  {}", file(change).get(lang));
    }
    let parts = [
        (&against.facts, ("dữ kiện", "facts")),
        (&against.result, ("kết quả", "result")),
    ];
    for (differences, (vi, en)) in parts {
        if let Some(first) = differences.first() {
            let _ = writeln!(out, "  {}:", lang.pick(vi, en));
            let now = lang.pick("đầu vào nay", "inputs now");
            out += &said(first, now, differences.len(), lang);
        }
    }
    out
}

/// Whether the files of a submission are still those that were received.
pub fn of_receipt(
    receipt: &Receipt,
    changes: &[FileChange],
    name: &str,
    folder: &str,
    lang: Lang,
) -> String {
    let files = receipt.files();
    let day = receipt.received().and_then(dates::read).map(dates::short);
    let day = day.map_or_else(String::new, |day| {
        lang.pick(format!(" ngày {day}"), format!(" on {day}"))
    });
    if changes.is_empty() {
        return lang.pick(
            format!("khớp: {files} tệp trong {folder} đúng như đã nhận{day} ({name})\n"),
            format!("matches: the {files} files in {folder} are those received{day} ({name})\n"),
        );
    }
    let count = changes.len();
    let mut out = lang.pick(
        format!("không khớp: {count} tệp trong {folder} khác với khi nhận{day} ({name})\n"),
        format!("differs: {count} files in {folder} are not as they were received{day} ({name})\n"),
    );
    for change in changes {
        let _ = writeln!(out, "  {}", file(change).get(lang));
    }
    out
}

/// Why a file cannot be verified.
pub fn no_record(name: &str, why: &NoRecord) -> Text {
    match why {
        NoRecord::Unknown => text!(
            "{name}: không phải kết quả JSON, HTML hay XLSX của parindex, hoặc tệp đã hỏng",
            "{name}: no result of parindex as JSON, HTML or XLSX, or damaged"
        ),
        NoRecord::Absent(format) => {
            let format = format.name();
            text!(
                "{name}: tệp {format} không mang căn cứ để tính lại; kiểm được kết quả của `score` (json, html) và `report --kind self|plan` (xlsx, json)",
                "{name}: the {format} file carries nothing to work it out from; results of `score` (json, html) and `report --kind self|plan` (xlsx, json) can be verified"
            )
        }
    }
}

/// The first difference with both sides, and how many there are.
fn said(first: &Difference, now: &str, count: usize, lang: Lang) -> String {
    let absent = lang.pick("(không có)", "(absent)");
    let same = |(one, other): &(char, char)| one == other;
    let [one, other] = [&first.stated, &first.computed].map(|side| side.as_deref().unwrap_or(""));
    let common = one.chars().zip(other.chars()).take_while(same).count();
    let value = |value: Option<&String>| match value {
        None => absent.to_owned(),
        Some(text) => around(text, common),
    };
    let place = around(&first.place, 0);
    let stated = lang.pick("trong tệp", "in the file");
    let mut out = lang.pick(
        format!("  {count} chỗ khác, chỗ đầu tiên: {place}\n"),
        format!(
            "  {count} {}, the first: {place}\n",
            if count == 1 {
                "difference"
            } else {
                "differences"
            }
        ),
    );
    let wide = stated.chars().count().max(now.chars().count()) + 1;
    for (word, side) in [(stated, &first.stated), (now, &first.computed)] {
        let word = format!("{word}:");
        let _ = writeln!(out, "    {word:<wide$} {}", value(side.as_ref()));
    }
    out
}

/// A text, or of a long one what stands around a letter, on one line.
fn around(text: &str, at: usize) -> String {
    let plain = |letter: char| if letter.is_control() { ' ' } else { letter };
    let long = text.chars().count() > LONGEST;
    let from = if long { at.saturating_sub(BEFORE) } else { 0 };
    let mut rest = text.chars().skip(from).map(plain);
    let mut out = String::from(if from > 0 { "…" } else { "" });
    out.extend(rest.by_ref().take(LONGEST));
    if rest.next().is_some() {
        out.push('…');
    }
    out
}

fn file(change: &FileChange) -> Text {
    match change {
        FileChange::Changed(path, then, now) => {
            let [then, now] = [then, now].map(|hash| &hash[..hash.len().min(12)]);
            text!(
                "đã đổi: {path} (SHA-256 {then}… nay là {now}…)",
                "changed: {path} (SHA-256 {then}…, now {now}…)"
            )
        }
        FileChange::Missing(path) => text!("thiếu: {path}", "gone: {path}"),
        FileChange::New(path) => text!("mới: {path}", "new: {path}"),
    }
}
