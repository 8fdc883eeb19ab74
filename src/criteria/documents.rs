//! Documents that a leaf requires.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::criteria::effort;
use crate::diagnostic::Code;
use crate::points::Exact;
use crate::text::lang::text;
use crate::yaml::{Map, Node, Reader};

/// A document that a leaf requires, or a group of which one is enough.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The id of the document or group.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The documents that satisfy it: one, or the group's alternatives.
    pub documents: Vec<Document>,
    /// Whether any one of several is enough.
    pub one_of: bool,
    /// What its absence costs.
    pub missing: Missing,
}

/// What it costs when a required document is not in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The whole leaf.
    Void,
    /// These points.
    Lose(Exact),
    /// Nothing while an explanation stands in for it; else the whole leaf.
    Explain,
}

/// One document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its id; the same id in several leaves is the same document.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Type codes of Nghị định 30/2020/NĐ-CP that its symbol may have; empty: any or none.
    pub types: Vec<String>,
    /// When it may have been issued.
    pub issued: Issued,
    /// Files at least.
    pub files: usize,
    /// Whether a file is accepted.
    pub accepts_file: bool,
    /// Whether a link is accepted: declared, never fetched, at risk.
    pub accepts_link: bool,
    /// Extensions accepted, lower case; empty: any.
    pub formats: Vec<String>,
    /// Days of work until it can be attached, where the set says.
    pub effort: Option<Decimal>,
}

/// When a document may have been issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issued {
    /// Dates do not matter.
    Any,
    /// The set is silent: a date outside the period is only warned about.
    Silent,
    /// Between these days, both included.
    Within(Option<Date>, Option<Date>),
}

/// Reads the list `documents` of a leaf.
pub fn read_list(
    node: Option<&Node>,
    reader: &Reader<'_>,
    date: &dyn Fn(&Node) -> Option<Date>,
    max: Option<&Exact>,
) -> Vec<Requirement> {
    let Some(items) = node.and_then(|node| reader.list(node)) else {
        return Vec::new();
    };
    let mut requirements: Vec<Requirement> = Vec::new();
    for item in items {
        let Some(mut map) = reader.map(item) else {
            continue;
        };
        let requirement = requirement(&mut map, reader, date, max);
        map.finish(reader);
        let Some(requirement) = requirement else {
            continue;
        };
        let taken = |id: &str| {
            requirements
                .iter()
                .any(|other| other.id == id || other.documents.iter().any(|d| d.id == id))
        };
        let own = requirement
            .documents
            .iter()
            .map(|document| document.id.as_str());
        if let Some(id) = own.chain([requirement.id.as_str()]).find(|id| taken(id)) {
            report_duplicate(id, item, reader);
        }
        requirements.push(requirement);
    }
    requirements
}

fn requirement(
    map: &mut Map<'_>,
    reader: &Reader<'_>,
    date: &dyn Fn(&Node) -> Option<Date>,
    max: Option<&Exact>,
) -> Option<Requirement> {
    let missing = map
        .get("missing")
        .map_or(Some(Missing::Void), |node| missing(node, reader, max));
    let Some(list) = map.get("one_of") else {
        let document = document(map, reader, date)?;
        return Some(Requirement {
            id: document.id.clone(),
            name: document.name.clone(),
            documents: vec![document],
            one_of: false,
            missing: missing?,
        });
    };
    let id = map.need("id", reader).and_then(|node| reader.text(node));
    let name = map.need("name", reader).and_then(|node| reader.text(node));
    let items = reader.list(list)?;
    let mut documents: Vec<Document> = Vec::new();
    for item in items {
        let Some(mut alternative) = reader.map(item) else {
            continue;
        };
        let document = document(&mut alternative, reader, date);
        if let Some(node) = alternative.get("missing") {
            reader.report(
                Code::UnknownKey,
                node,
                text!(
                    "`missing` thuộc về cả nhóm",
                    "`missing` belongs to the group"
                ),
                text!("chuyển ra cạnh `one_of`", "move it beside `one_of`"),
            );
        }
        alternative.finish(reader);
        let Some(document) = document else { continue };
        if documents.iter().any(|other| other.id == document.id) {
            report_duplicate(&document.id, item, reader);
        }
        documents.push(document);
    }
    if items.len() < 2 {
        reader.report(
            Code::BadValue,
            list,
            text!(
                "`one_of` cần ít nhất hai tài liệu",
                "`one_of` takes at least two documents"
            ),
            None,
        );
    }
    Some(Requirement {
        id: id?,
        name: name?,
        documents,
        one_of: true,
        missing: missing?,
    })
}

fn report_duplicate(id: &str, item: &Node, reader: &Reader<'_>) {
    reader.report(
        Code::DuplicateId,
        item.entry("id").unwrap_or(item),
        text!(
            "tài liệu `{id}` đã có ở trên",
            "the document `{id}` stands above already"
        ),
        text!(
            "đặt id khác, hoặc ghi `files: 2` nếu là cùng một tài liệu",
            "give it another id, or write `files: 2` if it is the same document"
        ),
    );
}

fn missing(node: &Node, reader: &Reader<'_>, max: Option<&Exact>) -> Option<Missing> {
    if node.scalar().is_some() {
        let choices = [("void", true), ("explain", false)];
        return Some(if reader.choice(node, &choices)? {
            Missing::Void
        } else {
            Missing::Explain
        });
    }
    let mut map = reader.map(node)?;
    let lose = map.need("lose", reader);
    map.finish(reader);
    let lose = lose?;
    let points = Exact::from(reader.number(lose)?);
    if points.is_negative() || max.is_some_and(|max| &points > max) {
        let found = lose.scalar().unwrap_or_default();
        reader.report(
            Code::BadValue,
            lose,
            text!(
                "điểm trừ {found} nằm ngoài khoảng từ 0 đến điểm tối đa của chỉ tiêu",
                "{found} points to lose lie outside 0 to the leaf's maximum"
            ),
            None,
        );
        return None;
    }
    Some(Missing::Lose(points))
}

fn document(
    map: &mut Map<'_>,
    reader: &Reader<'_>,
    date: &dyn Fn(&Node) -> Option<Date>,
) -> Option<Document> {
    let texts = |node: &Node| -> Option<Vec<String>> {
        reader
            .one_or_many(node)?
            .iter()
            .map(|item| reader.text(item))
            .collect()
    };
    let id = map.need("id", reader).and_then(|node| reader.text(node));
    let name = map.need("name", reader).and_then(|node| reader.text(node));
    let types = map.get("type").map_or(Some(Vec::new()), texts);
    let issued = map
        .get("issued")
        .map_or(Some(Issued::Silent), |node| issued(node, reader, date));
    let files = map
        .get("files")
        .map_or(Some(1), |node| reader.whole(node, 1..=1000));
    let accept = map.get("accept").map_or(Some(vec![false]), |node| {
        let choices = [("file", false), ("link", true)];
        reader
            .one_or_many(node)?
            .iter()
            .map(|item| reader.choice(item, &choices))
            .collect()
    });
    let formats = map.get("formats").map_or(Some(Vec::new()), texts);
    let accept = accept?;
    Some(Document {
        id: id?,
        name: name?,
        types: types?,
        issued: issued?,
        files: usize::try_from(files?).unwrap_or(1),
        accepts_file: accept.contains(&false),
        accepts_link: accept.contains(&true),
        formats: formats?
            .iter()
            .map(|format| format.trim_start_matches('.').to_lowercase())
            .collect(),
        effort: effort::read(map, reader),
    })
}

fn issued(
    node: &Node,
    reader: &Reader<'_>,
    date: &dyn Fn(&Node) -> Option<Date>,
) -> Option<Issued> {
    if node.scalar().is_some() {
        return reader.choice(node, &[("any", ())]).map(|()| Issued::Any);
    }
    let mut map = reader.map(node)?;
    let from = map.get("from").map(date);
    let by = map.get("by").map(date);
    map.finish(reader);
    let from = from.map_or(Some(None), |date| date.map(Some))?;
    let by = by.map_or(Some(None), |date| date.map(Some))?;
    if let (Some(from), Some(by)) = (from, by)
        && from > by
    {
        reader.report(
            Code::BadOrder,
            node,
            text!(
                "`from` {from} sau `by` {by}",
                "`from` {from} is after `by` {by}"
            ),
            None,
        );
    }
    Some(Issued::Within(from, by))
}
