//! The rows of an annex in their tree, with what stands wrong in it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::draft::Node;
use super::labels::{self, Placed};
use super::rows::{self, Entries, Entry};
use super::sums;
use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::text::lang::{Lang, text};
use crate::text::numbers;

/// The nodes in their tree.
pub(super) fn tree(entries: Entries, problems: &Problems) -> Vec<Node> {
    let mut entries = entries.entries;
    let levels: Option<Vec<usize>> = entries.iter().map(|entry| entry.level).collect();
    let placed = match levels.filter(|levels| !levels.is_empty()) {
        Some(levels) => by_levels(&entries, &levels, problems),
        None => {
            add_left_out(&mut entries);
            let labels: Vec<labels::Label> =
                entries.iter().map(|entry| entry.label.clone()).collect();
            labels::place(&labels)
        }
    };
    if placed.len() != entries.len() {
        return Vec::new();
    }
    for (entry, placed) in entries.iter().zip(&placed) {
        if let Some(missing) = placed.missing.as_ref().filter(|_| !entry.left_out) {
            let label = entry.label.text();
            let message = text!(
                "{label} cần một dòng {missing} ở trên mà bảng không có",
                "{label} needs a row {missing} above it, which the table lacks"
            );
            let help = text!(
                "thêm dòng {missing}, hoặc sửa mã này",
                "add the row {missing}, or mend this code"
            );
            problems.add(Diagnostic::at(Code::BadCell, entry.place.clone(), message).help(help));
        }
    }
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (entry, placed) in entries.iter().zip(&placed) {
        if let Some(line) = first.insert(&placed.code, entry.line) {
            let code = &placed.code;
            let message = text!(
                "mã {code} đã có ở dòng {line}",
                "the code {code} stands in row {line} already"
            );
            let help = text!(
                "đặt cho mỗi mục một mã riêng; 1.10 bị Excel đổi thành 1.1 thì định dạng cột là Text",
                "give every node its own code; where Excel made 1.1 of 1.10, format the column as text"
            );
            problems
                .add(Diagnostic::at(Code::DuplicateCode, entry.place.clone(), message).help(help));
        }
    }
    // From the last row up: what stands below a node is whole before it is put there.
    let mut below: BTreeMap<Option<usize>, Vec<Node>> = BTreeMap::new();
    for (index, (entry, placed)) in entries.into_iter().zip(&placed).enumerate().rev() {
        let mut children = below.remove(&Some(index)).unwrap_or_default();
        children.reverse();
        below
            .entry(placed.parent)
            .or_default()
            .push(node(entry, placed, children));
    }
    let mut fields = below.remove(&None).unwrap_or_default();
    fields.reverse();
    fields
}

fn by_levels(entries: &[Entry], levels: &[usize], problems: &Problems) -> Vec<Placed> {
    let labels: Vec<_> = entries
        .iter()
        .map(|entry| &entry.label)
        .zip(levels.iter().copied())
        .collect();
    let placed = labels::by_levels(&labels);
    for (entry, placed) in entries.iter().zip(&placed) {
        if placed.is_none() {
            let message = text!(
                "cấp của dòng này nhảy cách",
                "the level of this row skips one"
            );
            let help = text!(
                "cấp chỉ hơn dòng trên nhiều nhất 1",
                "a level is at most one deeper than that of the row above"
            );
            problems.add(Diagnostic::at(Code::BadCell, entry.place.clone(), message).help(help));
        }
    }
    placed.into_iter().flatten().collect()
}

/// A table of leaves alone gets the rows above them, their names to be filled in.
fn add_left_out(entries: &mut Vec<Entry>) {
    let labels: Vec<labels::Label> = entries.iter().map(|entry| entry.label.clone()).collect();
    for (at, label) in labels::left_out(&labels).into_iter().rev() {
        let below = &entries[at];
        let entry = Entry {
            name: format!("(chưa có tên) {}", label.text()),
            label,
            level: None,
            line: below.line,
            place: below.place.clone(),
            max: None,
            documents: Vec::new(),
            owner: String::new(),
            scoring: Vec::new(),
            parts: Vec::new(),
            notes: Vec::new(),
            keys: Vec::new(),
            left_out: true,
        };
        entries.insert(at, entry);
    }
}

fn node(entry: Entry, placed: &Placed, mut children: Vec<Node>) -> Node {
    let mut review = Vec::new();
    let (mut scoring, mut documents) = (entry.scoring, entry.documents);
    if entry.left_out {
        review.push(
            "bảng không có dòng này: ghi tên và đối chiếu điểm tối đa với quyết định".to_owned(),
        );
    }
    let points = || entry.parts.iter().map(|part| part.points);
    let sum = points().try_fold(Decimal::ZERO, |sum, points| sum.checked_add(points));
    let max = entry.max.as_ref().map(|(max, _)| *max);
    let add_up = entry.parts.len() > 1 && sum == max && points().max() < max;
    if children.is_empty() && add_up {
        let letters = "abcdđeghiklmnopqrstuvxy".chars();
        let parts = entry.parts.iter().zip(letters);
        children = parts
            .map(|(part, letter)| part_of(part, letter, &placed.code))
            .collect();
        let of_part = |line: &String| entry.parts.iter().any(|part| part.documents.contains(line));
        documents.retain(|line| !of_part(line));
        let of_parts: Vec<usize> = entry.parts.iter().map(|part| part.line).collect();
        let mut line = 0;
        scoring.retain(|_| {
            line += 1;
            !of_parts.contains(&(line - 1))
        });
    } else if let Some(options) = options(&children, max) {
        review.push(
            "các mục a, b, c bên dưới đọc là các mức điểm, vì không cộng lại thành điểm tối đa"
                .to_owned(),
        );
        scoring.extend(options);
        children.clear();
    }
    Node {
        line: entry.line,
        place: entry.place,
        code: placed.code.clone(),
        name: entry.name,
        max: entry.max,
        documents,
        owner: entry.owner,
        scoring,
        notes: entry.notes,
        keys: entry.keys,
        children,
        review,
    }
}

/// Lettered parts that are choices: the best is worth the maximum, and they do not add up to it.
fn options(children: &[Node], max: Option<Decimal>) -> Option<Vec<String>> {
    let lettered = |node: &Node| {
        let last = node.code.rsplit('.').next().unwrap_or_default();
        last.chars().count() == 1
            && last.chars().all(char::is_lowercase)
            && node.children.is_empty()
    };
    let points = || {
        children
            .iter()
            .map(|node| node.max.as_ref().map(|(max, _)| *max))
    };
    let highest = points().max()??;
    let none = points().any(|of| of.is_some_and(|of| of.is_zero()));
    let differ = Some(highest) == max && (none || sums::sum(children) != max);
    if children.len() < 2
        || !differ
        || !children.iter().all(lettered)
        || points().any(|of| of.is_none())
    {
        return None;
    }
    let shown = |value: Decimal| numbers::show(value, Lang::Vi);
    let line = |node: &Node| {
        let points = node.max.as_ref().map(|(max, _)| shown(*max));
        format!("{}: {} điểm", node.name, points.unwrap_or_default())
    };
    Some(children.iter().map(line).collect())
}

/// A part without a code whose points add up with the others' to the maximum above.
fn part_of(part: &rows::Part, letter: char, above: &str) -> Node {
    Node {
        line: part.place.line().unwrap_or_default(),
        place: part.place.clone(),
        code: format!("{above}.{letter}"),
        name: part.name.clone(),
        max: Some((part.points, part.place.clone())),
        documents: part.documents.clone(),
        owner: String::new(),
        scoring: Vec::new(),
        notes: Vec::new(),
        keys: Vec::new(),
        children: Vec::new(),
        review: vec![
            "bảng không ghi mã cho mục này; các mục cùng nhóm cộng lại vừa bằng điểm tối đa ở trên"
                .to_owned(),
        ],
    }
}
