//! From the table of an annex to the YAML of a set.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::{self, Columns};
use super::draft::{Above, Drafter, Node};
use super::head::Head;
use super::tree::tree;
use super::{rows, sides, sums, titles};
use crate::criteria::model::CriteriaSet;
use crate::criteria::read;
use crate::diagnostic::{Code, Diagnostic, Problems, SourceFile};
use crate::tables::table::Table;
use crate::text::lang::text;
use crate::text::numbers;
use crate::yaml::Value;

/// What is said of the set beside the table.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Its id.
    pub id: Option<String>,
    /// What it is called.
    pub name: Option<String>,
    /// For which level of units.
    pub level: Option<String>,
    /// Which province issued it.
    pub province: Option<String>,
    /// The first year it applies.
    pub year: Option<i16>,
}

/// A set made of a table.
#[derive(Debug)]
pub struct Imported {
    /// Its YAML.
    pub yaml: String,
    /// The set that the YAML is.
    pub set: CriteriaSet,
}

/// Whether a header is one of an annex.
pub fn is_known(header: &str) -> bool {
    columns::meaning(header).is_some()
}

/// Makes a set of a table; `name` is what the file of the set is called in messages. What is
/// wrong with the table goes to `problems`, and there is no set where anything is.
pub fn import(table: &mut Table, said: &Said, name: &str, problems: &Problems) -> Option<Imported> {
    table.fill_down(is_about_rows);
    let columns = Columns::find(table, problems)?;
    let titles = titles::read(table, problems);
    let exported = !titles.keys.is_empty();
    if exported && !columns.keys.iter().any(|(key, _)| *key == "rule") {
        problems.add(no_rules(table));
    }
    let entries = rows::read(table, &columns, problems);
    let aside = entries.aside.clone();
    if entries.entries.is_empty() {
        problems.add(nothing(table));
    }
    let total = entries.total.clone();
    let mut nodes = tree(entries, problems);
    let of_sides = sides::mark(&mut nodes, !exported);
    let fields = nodes.iter_mut().zip(&of_sides);
    for (field, side) in fields {
        sums::check(field, side.is_some(), problems);
    }
    let sum = |wanted: fn(Option<&str>) -> bool| {
        let of = nodes
            .iter()
            .zip(&of_sides)
            .filter(|(_, side)| wanted(side.as_deref()));
        sums::sum(of.map(|(node, _)| node))
    };
    let normal = sum(|side| side.is_none());
    // An exported table says the total above its header.
    let stated = titles.keys.iter().find(|(key, _)| key == "total");
    let stated = stated
        .and_then(|(_, value)| numbers::plain(value.text()?))
        .zip(titles.total.clone());
    if let (Some(normal), Some(total)) = (normal, &stated.or(total)) {
        let bonus = sum(|side| side == Some("bonus")).unwrap_or_default();
        sums::total(normal, bonus, total, problems);
    }
    if normal.is_some_and(|normal| normal.is_zero()) && !nodes.is_empty() {
        problems.add(only_extras(table));
    }
    let head = Head {
        aside: &aside,
        any_words_of_documents: nodes.iter().any(Node::has_documents_in_words),
        titles: &titles,
        said,
        table,
        digits: digits(&nodes),
        total: normal.unwrap_or_default(),
    };
    let head = head.read(problems);
    if problems.any_error() {
        return None;
    }
    let year = head.iter().find(|(key, _)| key == "year");
    let mut drafter = Drafter {
        has_evidence: columns.documents.is_some(),
        year: year.and_then(|(_, year)| year.text()?.parse().ok()),
        problems,
        ids: BTreeMap::new(),
    };
    let nodes = nodes.iter().zip(&of_sides);
    let fields = nodes
        .map(|(field, side)| {
            let above = Above {
                side: *side,
                ..Above::default()
            };
            drafter.node(field, &above)
        })
        .collect();
    if problems.any_error() {
        return None;
    }
    let mut set = head;
    set.push(("fields".to_owned(), Value::List(fields)));
    let yaml = Value::Map(set).document();
    let (source, _) = SourceFile::new(name, yaml.as_bytes());
    let set = read::read(&Arc::new(source), None, problems)?;
    Some(Imported { yaml, set })
}

/// Whether a merged cell of a column speaks of all its rows.
fn is_about_rows(header: &str) -> bool {
    matches!(
        columns::meaning(header),
        Some(columns::Column::Owner | columns::Column::Documents)
    )
}

fn only_extras(table: &Table) -> Diagnostic {
    let message = text!(
        "bảng chỉ có lĩnh vực cộng hoặc trừ điểm, tổng điểm bằng 0",
        "the table has bonus and penalty fields only; the total is 0"
    );
    Diagnostic::at(Code::SumMismatch, table.header_place(0), message).help(text!(
        "thêm các lĩnh vực chấm điểm",
        "add the fields that are scored"
    ))
}

fn no_rules(table: &Table) -> Diagnostic {
    let message = text!(
        "bảng xuất từ một bộ tiêu chí mà không còn cột `rule`",
        "the table was exported from a set and has lost its column `rule`"
    );
    Diagnostic::at(Code::NoHeader, table.header_place(0), message).help(text!(
        "giữ cột `rule`: ô trống thì quy tắc đọc lại từ cách chấm, ô `-` là chỉ cần đủ tài liệu",
        "keep the column `rule`: a blank cell has the rule read from the words on scoring, `-` means that the documents are all"
    ))
}

fn nothing(table: &Table) -> Diagnostic {
    let place = table.header_place(0);
    let message = text!(
        "bảng không có dòng nào có mã",
        "the table has no row with a code"
    );
    Diagnostic::at(Code::NoHeader, place, message).help(text!(
        "mỗi lĩnh vực, tiêu chí, chỉ tiêu là một dòng có mã ở cột STT",
        "each field, criterion and leaf is a row with its code"
    ))
}

/// The decimals of the maxima, two at least.
fn digits(nodes: &[Node]) -> u32 {
    let own = nodes
        .iter()
        .filter_map(|node| node.max.as_ref().map(|(max, _)| max.normalize().scale()));
    let below = nodes.iter().map(|node| digits(&node.children));
    own.chain(below).fold(2, u32::max)
}
