//! What a leaf rests on, in words: its documents as they are declared, and what is not in order.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::model::{Cell, Column, Role, Row, Table};
use crate::criteria::code::Code;
use crate::evidence::facts::{Attached, Evidence, Found};
use crate::report::details;
use crate::report::view::View;
use crate::report::words;
use crate::score::assessment::{LeafScore, State};
use crate::score::book::underlying;
use crate::text::dates;
use crate::text::lang::Lang;

/// The documents of a leaf, a line each: `03/KH-UBND ngày 05/01/2023`.
pub(super) fn of_leaf(view: &View<'_>, index: usize) -> String {
    let node = view.set().nodes.get(index);
    let leaf = node.and_then(|node| node.leaf.as_ref());
    let score = score(view, index);
    let (Some(leaf), Some(score)) = (leaf, score) else {
        return String::new();
    };
    let mut lines: Vec<String> = Vec::new();
    for judged in &score.documents {
        let Some(requirement) = leaf.documents.get(judged.requirement) else {
            continue;
        };
        let rows = judged.documents.iter().flat_map(|document| &document.rows);
        for row in rows.filter(|row| row.declared) {
            let line = declared(row, &requirement.name, view.lang);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        if judged.state != State::InOrder {
            let state = words::capital(words::state(underlying(judged), view.lang));
            let name = details::name(requirement, view.lang);
            lines.push(format!("{state}: {name}"));
        }
    }
    lines.join("\n")
}

/// The explanation that the unit gives for a leaf.
pub(super) fn explanation<'a>(view: &View<'a>, index: usize) -> Option<&'a str> {
    let said = view.submission.unit.facts.leaves.get(&index)?;
    said.explanation.as_ref().map(|said| said.0.as_str())
}

fn score<'a>(view: &View<'a>, index: usize) -> Option<&'a LeafScore> {
    view.assessment.nodes.get(index)?.leaf.as_ref()
}

fn declared(row: &Evidence, name: &str, lang: Lang) -> String {
    let title = row.title.as_deref().unwrap_or(name);
    let mut line = match (&row.number, row.issued.map(dates::short)) {
        (Some(number), Some(day)) => lang.pick(
            format!("{number} ngày {day}, {title}"),
            format!("{number} of {day}, {title}"),
        ),
        (Some(number), None) => format!("{number}, {title}"),
        (None, Some(day)) => lang.pick(format!("{title}, ngày {day}"), format!("{title}, {day}")),
        (None, None) => title.to_owned(),
    };
    let part = |word: &str, at: &Option<String>| {
        at.as_ref()
            .map_or_else(String::new, |at| format!(", {word} {at}"))
    };
    line += &part(lang.pick("mục", "section"), &row.section);
    line += &part(lang.pick("trang", "page"), &row.page);
    if let Some(link) = &row.link {
        line += &format!(" ({link})");
    }
    line
}

/// A file with everything that rows say of it.
#[derive(Default)]
struct Listed<'a> {
    numbers: BTreeSet<&'a str>,
    issued: BTreeSet<Date>,
    titles: BTreeSet<&'a str>,
    codes: BTreeSet<&'a Code>,
    sha256: Option<&'a str>,
    bytes: Option<u64>,
}

/// Whether a file is there and can be used, as far as anybody looked.
fn serves(file: &Attached) -> bool {
    let content = file.content.as_deref();
    let fault = content.is_some_and(|content| content.fault.is_some());
    !fault && matches!(file.found, Found::File(_) | Found::NotChecked)
}

/// The files that rows name and that can be used, in the order of the attachments folder, with the leaves they
/// serve; hashes and sizes in columns for looking them up.
pub(super) fn list(view: &View<'_>) -> Table {
    let lang = view.lang;
    let mut files: BTreeMap<Vec<(Option<Code>, &str)>, Listed<'_>> = BTreeMap::new();
    for (node, leaf, _, score) in view.leaves() {
        for judged in &score.documents {
            let name = leaf.documents.get(judged.requirement);
            let name = name.map_or("", |requirement| requirement.name.as_str());
            let rows = judged.documents.iter().flat_map(|document| &document.rows);
            for row in rows.filter(|row| row.declared) {
                for file in row.files.iter().filter(|file| serves(file)) {
                    let parts = file.path.split('/').map(|part| (Code::parse(part), part));
                    let listed = files.entry(parts.collect()).or_default();
                    listed.numbers.extend(row.number.as_deref());
                    listed.issued.extend(row.issued);
                    listed.titles.insert(row.title.as_deref().unwrap_or(name));
                    listed.codes.insert(&node.code);
                    let content = file.content.as_deref();
                    listed.sha256 = content.map(|content| content.sha256.as_str());
                    listed.bytes = content.map(|content| content.bytes);
                }
            }
        }
    }
    let lookup = |column: Column| Column {
        annex_only: true,
        ..column
    };
    let columns = vec![
        Column::middle(lang.pick("STT", "No."), 5),
        Column::words(lang.pick("Tệp đính kèm", "File"), 28),
        Column::words(lang.pick("Số, ký hiệu", "Number"), 13),
        Column::middle(lang.pick("Ngày ban hành", "Issued"), 12),
        Column::words(lang.pick("Tên tài liệu", "Title"), 38),
        Column::middle(lang.pick("Mã tiêu chí", "Criteria"), 9),
        lookup(Column::points(lang.pick("Số byte", "Bytes"), 10)),
        lookup(Column::words("SHA-256", 40)),
    ];
    let rows = files.iter().enumerate().map(|(index, (path, listed))| {
        let path: Vec<&str> = path.iter().map(|(_, part)| *part).collect();
        let joined = |texts: &BTreeSet<&str>| Cell::text(joined(texts.iter().copied()));
        let days = listed.issued.iter().map(|day| dates::short(*day));
        let days: Vec<String> = days.collect();
        Row {
            role: Role::Leaf,
            cells: vec![
                Cell::Count(index + 1),
                Cell::text(path.join("/")),
                joined(&listed.numbers),
                Cell::text(days.join("\n")),
                joined(&listed.titles),
                Cell::text(
                    listed
                        .codes
                        .iter()
                        .map(|code| code.as_str())
                        .collect::<Vec<_>>()
                        .join(", "),
                ),
                listed
                    .bytes
                    .and_then(|bytes| usize::try_from(bytes).ok())
                    .map_or(Cell::Blank, Cell::Count),
                listed
                    .sha256
                    .filter(|hash| !hash.is_empty())
                    .map_or(Cell::Blank, Cell::text),
            ],
        }
    });
    Table {
        name: lang.pick("Minh chứng", "Evidence").to_owned(),
        caption: None,
        rows: rows.collect(),
        columns,
        chart: None,
    }
}

fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}
