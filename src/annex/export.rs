//! From a set to the table of an annex: a row a node, words for people, a column a key for
//! what words do not hold, the set as a whole above the header.

use super::documents;
use super::{HEAD_KEYS, KEYS};
use crate::text::fold;
use crate::text::lang::Lang;
use crate::yaml::Value;

/// A table to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Keys of the set with their values, above the header.
    pub head: Vec<[String; 2]>,
    /// The header.
    pub header: Vec<String>,
    /// A row a node.
    pub rows: Vec<Line>,
}

/// A row of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How deep it stands: 1 for fields.
    pub level: usize,
    /// Whether it has parts.
    pub is_inner: bool,
    /// Its cells, as many as the header has.
    pub cells: Vec<String>,
}

/// Where the column of maxima stands.
pub const MAX_COLUMN: usize = 3;

/// The table of a set, as its YAML says it.
pub fn export(set: &Value, lang: Lang) -> Exported {
    let mut nodes = Vec::new();
    if let Some(Value::List(fields)) = set.get("fields") {
        for field in fields {
            gather(field, 1, &mut nodes);
        }
    }
    let used = KEYS
        .into_iter()
        .filter(|key| nodes.iter().any(|(_, node)| node.get(key).is_some()));
    let used: Vec<&str> = used.collect();
    let words = lang.pick(
        [
            "Mã",
            "Cấp",
            "Tiêu chí",
            "Điểm tối đa",
            "Tài liệu kiểm chứng",
            "Người phụ trách",
            "Cách chấm",
        ],
        [
            "Code",
            "Level",
            "Criterion",
            "Maximum",
            "Evidence",
            "Owner",
            "Scoring",
        ],
    );
    let header = words.iter().chain(&used).map(|name| (*name).to_owned());
    let head = HEAD_KEYS.into_iter().chain(["review"]);
    let head = head.filter_map(|key| Some([key.to_owned(), cell(set.get(key)?)]));
    let rows = nodes.iter().map(|(level, node)| {
        let text = |key: &str| node.get(key).map(cell).unwrap_or_default();
        let mut cells = vec![
            text("code"),
            level.to_string(),
            text("name"),
            text("max"),
            evidence(node),
            text("owner"),
            text("clause"),
        ];
        cells.extend(used.iter().map(|key| text(key)));
        Line {
            level: *level,
            is_inner: node.get("criteria").is_some(),
            cells,
        }
    });
    Exported {
        head: head.collect(),
        header: header.collect(),
        rows: rows.collect(),
    }
}

fn gather<'v>(node: &'v Value, level: usize, nodes: &mut Vec<(usize, &'v Value)>) {
    nodes.push((level, node));
    if let Some(Value::List(children)) = node.get("criteria") {
        for child in children {
            gather(child, level + 1, nodes);
        }
    }
}

fn evidence(node: &Value) -> String {
    let Some(Value::List(items)) = node.get("documents") else {
        return String::new();
    };
    items
        .iter()
        .map(documents::shown)
        .collect::<Vec<_>>()
        .join("\n")
}

/// A value as a cell: text as it is, unless it would be taken for YAML.
fn cell(value: &Value) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Scalar(text) if !text.starts_with(['{', '[', '"', '\'']) => fold::tidy(text),
        Value::Scalar(text) => serde_json::Value::from(text.as_str()).to_string(),
        other => other.flow(),
    }
}
