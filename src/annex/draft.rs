//! The set that an annex makes, before it is text.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::documents::{self, Named, Required};
use super::scoring::{Asked, understand};
use super::words::id;
use crate::diagnostic::{Code, Diagnostic, Place, Problems, SourceFile};
use crate::text::fold;
use crate::text::lang::text;
use crate::yaml::{self, Value};

/// The most words of a document's id.
const ID_WORDS: usize = 6;

/// Names with fewer words say nothing but a type, and are shared by documents that differ.
const WORDS_OF_A_NAME: usize = 3;

/// A node of the set.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) place: Place,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) max: Option<(Decimal, Place)>,
    pub(super) documents: Vec<String>,
    pub(super) owner: String,
    pub(super) scoring: Vec<String>,
    pub(super) keys: Vec<(&'static str, Value, Place)>,
    pub(super) children: Vec<Node>,
    /// What somebody has to look at.
    pub(super) review: Vec<String>,
}

impl Node {
    /// Whether any document below is named in words alone.
    pub(super) fn has_documents_in_words(&self) -> bool {
        let key = self.keys.iter().find(|(key, ..)| *key == "documents");
        let set = key.is_some_and(|(key, value, _)| !is_words(key, value));
        let words = !self.documents.is_empty() || key.is_some();
        (self.children.is_empty() && words && !set)
            || self.children.iter().any(Self::has_documents_in_words)
    }
}

/// What a node takes from those above it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Above<'a> {
    /// The code of its parent; blank at a field.
    pub(super) code: &'a str,
    /// `bonus` or `penalty` for what belongs to such a field.
    pub(super) side: Option<&'static str>,
    /// Who answers for all of it.
    pub(super) owner: &'a str,
}

/// Makes the values of a set out of nodes.
pub(super) struct Drafter<'p> {
    pub(super) year: Option<i16>,
    pub(super) problems: &'p Problems,
    /// Ids of documents, with their names and the parents of their leaves.
    pub(super) ids: BTreeMap<String, (String, String)>,
}

/// A cell as text: tidied, without the mark that keeps it from being a formula.
pub(super) fn plain(cell: &str) -> String {
    let tidy = fold::tidy(cell);
    match tidy.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => tidy,
    }
}

/// A cell as a value: YAML on one line where it begins like a map, a list or quoted text.
pub(super) fn value(cell: &str, place: &Place, problems: &Problems) -> Option<Value> {
    if !cell.starts_with(['{', '[', '"']) {
        return Some(Value::scalar(plain(cell)));
    }
    let (file, _) = SourceFile::new("o", cell.as_bytes());
    let own = Problems::default();
    let value = yaml::parse(&Arc::new(file), &own).map(|node| Value::of(&node));
    if value.is_none() || own.any_error() {
        let message = text!(
            "không đọc được ô này: cần YAML trên một dòng",
            "this cell cannot be read: YAML on one line is needed"
        );
        let help = text!(
            "kiểm tra ngoặc, dấu hai chấm và dấu phẩy; văn bản thường thì không bắt đầu bằng ngoặc",
            "check brackets, colons and commas; plain text does not begin with a bracket"
        );
        problems.add(Diagnostic::at(Code::BadCell, place.clone(), message).help(help));
        return None;
    }
    value
}

/// Keys whose cells may hold words in place of YAML.
fn is_words(key: &str, value: &Value) -> bool {
    let kinds = ["presence", "awarded", "stated"];
    match (key, value) {
        ("documents", Value::Scalar(_)) => true,
        ("rule", Value::Scalar(text)) => !kinds.contains(&text.as_str()),
        _ => false,
    }
}

impl Drafter<'_> {
    /// A node and all below it.
    pub(super) fn node(&mut self, node: &Node, above: &Above<'_>) -> Value {
        let Above {
            code: parent, side, ..
        } = *above;
        let owner = if node.owner.is_empty() {
            above.owner
        } else {
            &node.owner
        };
        let own_side = ["bonus", "penalty"].into_iter().find(|key| {
            let said = node.keys.iter().find(|(name, ..)| name == key);
            said.is_some_and(|(_, value, _)| value.text() == Some("true"))
        });
        let side = own_side.or(side);
        let mut entries: Vec<(&str, Value)> = vec![
            ("code", Value::scalar(node.code.clone())),
            ("name", Value::scalar(node.name.clone())),
        ];
        if let Some((max, _)) = &node.max {
            entries.push(("max", Value::scalar(max.normalize().to_string())));
        }
        entries.extend(
            side.filter(|_| parent.is_empty())
                .map(|side| (side, Value::scalar("true"))),
        );
        let mut review = node.review.clone();
        if node.children.is_empty() {
            self.leaf(node, parent, side, owner, &mut entries, &mut review);
        } else {
            if !node.scoring.is_empty() {
                entries.push(("clause", Value::scalar(node.scoring.join("; "))));
            }
            self.unused(node);
        }
        if !review.is_empty() {
            entries.push((
                "review",
                Value::List(review.into_iter().map(Value::Scalar).collect()),
            ));
        }
        if !node.children.is_empty() {
            let above = Above {
                code: &node.code,
                side,
                owner,
            };
            let children = node.children.iter().map(|child| self.node(child, &above));
            entries.push(("criteria", Value::List(children.collect())));
        }
        Value::map(entries)
    }

    /// What stands at a node that has parts, where only leaves can have it.
    fn unused(&self, node: &Node) {
        let of_leaves = node
            .keys
            .iter()
            .filter(|(key, ..)| !matches!(*key, "bonus" | "penalty" | "review"));
        let places = of_leaves.map(|(_, _, place)| place);
        let words = !node.documents.is_empty();
        for place in places.chain(words.then_some(&node.place)) {
            let code = &node.code;
            let message = text!(
                "{code} có mục con nên tài liệu, quy tắc ghi ở dòng này không được dùng",
                "{code} has parts, so that documents and rule in this row are not used"
            );
            let help = text!(
                "ghi vào từng chỉ tiêu bên dưới",
                "write them at each leaf below"
            );
            self.problems
                .add(Diagnostic::at(Code::UnusedRow, place.clone(), message).help(help));
        }
    }

    fn leaf(
        &mut self,
        node: &Node,
        parent: &str,
        side: Option<&'static str>,
        owner: &str,
        entries: &mut Vec<(&'static str, Value)>,
        review: &mut Vec<String>,
    ) {
        let key = |name: &str| {
            let found = node
                .keys
                .iter()
                .find(|(key, value, _)| *key == name && !is_words(key, value));
            found.map(|(_, value, _)| value.clone())
        };
        let words = |name: &str| -> Vec<String> {
            let all = node.keys.iter();
            let found = all.filter(|(key, value, _)| *key == name && is_words(key, value));
            found
                .filter_map(|(_, value, _)| value.text().map(str::to_owned))
                .collect()
        };
        let is_set = ["rule", "documents", "figures"]
            .iter()
            .any(|name| key(name).is_some());
        let mut scoring = node.scoring.clone();
        scoring.extend(words("rule"));
        if !scoring.is_empty() {
            entries.push(("clause", Value::scalar(scoring.join("; "))));
        }
        let mut cell = node.documents.clone();
        cell.extend(words("documents"));
        let documents = match key("documents") {
            Some(documents) => {
                self.same_words(node, &documents);
                Some(documents)
            }
            None if cell.is_empty() => None,
            None if side == Some("penalty") => {
                review.push(format!(
                    "chỉ tiêu điểm trừ không có tài liệu; bảng ghi «{}»",
                    cell.join("; ")
                ));
                None
            }
            None => Some(self.documents(&documents::read(&cell), &cell, node, parent, review)),
        };
        let rule = if is_set {
            None
        } else {
            Some(self.proposed(node, &scoring, side, documents.as_ref(), review))
        };
        let source = rule
            .as_ref()
            .and_then(|rule| rule.source)
            .map(Value::scalar);
        entries.extend(key("source").or(source).map(|value| ("source", value)));
        if !owner.is_empty() {
            entries.push(("owner", Value::scalar(owner)));
        }
        entries.extend(documents.map(|value| ("documents", value)));
        let figures = rule
            .as_ref()
            .map(|rule| rule.figures.clone())
            .filter(|figures| !figures.is_empty());
        entries.extend(
            key("figures")
                .or(figures.map(Value::List))
                .map(|value| ("figures", value)),
        );
        entries.extend(
            key("rule")
                .or(rule.map(|rule| rule.rule))
                .map(|value| ("rule", value)),
        );
        for name in ["detail", "not_applicable", "hint", "provenance", "readings"] {
            entries.extend(key(name).map(|value| (name, value)));
        }
        let said = match key("review") {
            Some(Value::List(items)) => items,
            other => other.into_iter().collect(),
        };
        review.extend(
            said.iter()
                .filter_map(|item| item.text().map(str::to_owned)),
        );
    }

    fn proposed(
        &self,
        node: &Node,
        scoring: &[String],
        side: Option<&'static str>,
        documents: Option<&Value>,
        review: &mut Vec<String>,
    ) -> super::scoring::Understood {
        let text =
            |value: &Value, key: &str| value.get(key).and_then(Value::text).map(str::to_owned);
        let of = |document: &Value| {
            Some((
                text(document, "id")?,
                text(document, "type").into_iter().collect(),
            ))
        };
        let documents = match documents {
            Some(Value::List(documents)) => documents.iter().filter_map(of).collect(),
            _ => Vec::new(),
        };
        let asked = Asked {
            name: &node.name,
            lines: scoring,
            max: node.max.as_ref().map(|(max, _)| *max).unwrap_or_default(),
            penalty: side == Some("penalty"),
            documents: &documents,
            year: self.year,
        };
        let said = scoring.join("; ");
        match understand(&asked) {
            Ok(found) => {
                let notes: Vec<String> =
                    found.notes.iter().map(|note| format!("; {note}")).collect();
                review.push(format!("quy tắc suy từ «{said}»{}", notes.concat()));
                found
            }
            Err(why) => {
                review.push(if said.is_empty() || why.contains(&said) {
                    format!("chưa có công thức: {why}")
                } else {
                    format!("chưa có công thức ({why}): «{said}»")
                });
                super::scoring::Understood {
                    rule: Value::scalar("stated"),
                    figures: Vec::new(),
                    source: None,
                    notes: Vec::new(),
                }
            }
        }
    }

    fn documents(
        &mut self,
        required: &[Required],
        cell: &[String],
        node: &Node,
        parent: &str,
        review: &mut Vec<String>,
    ) -> Value {
        let mut taken = Vec::new();
        let mut notes = Vec::new();
        let mut items = Vec::new();
        for Required(alternatives) in required {
            let values = alternatives
                .iter()
                .map(|named| self.document(named, node, parent, &mut taken, &mut notes));
            let values: Vec<Value> = values.collect();
            if let [only] = &values[..] {
                items.push(only.clone());
                continue;
            }
            let names: Vec<&str> = alternatives
                .iter()
                .map(|named| named.name.as_str())
                .collect();
            let name = names.join(" hoặc ");
            let own = self.own_id(&id(&name, "-", ID_WORDS), &name, node, parent, &mut taken);
            items.push(Value::map([
                ("id", Value::scalar(own)),
                ("name", Value::scalar(name)),
                ("one_of", Value::List(values)),
            ]));
            notes.push("«hoặc» đọc là một trong hai là đủ".to_owned());
        }
        if !notes.is_empty() {
            review.push(format!(
                "tài liệu đọc từ «{}»: {}",
                cell.join("; "),
                notes.join("; ")
            ));
        }
        Value::List(items)
    }

    fn document(
        &mut self,
        named: &Named,
        node: &Node,
        parent: &str,
        taken: &mut Vec<String>,
        notes: &mut Vec<String>,
    ) -> Value {
        let shared = self.ids.get(&id(&named.name, "-", ID_WORDS)).cloned();
        let own = self.own_id(
            &id(&named.name, "-", ID_WORDS),
            &named.name,
            node,
            parent,
            taken,
        );
        if shared.is_some() && own == id(&named.name, "-", ID_WORDS) {
            notes.push(format!(
                "`{own}` cùng tên với tài liệu ở chỉ tiêu trước: coi là một văn bản"
            ));
        }
        let mut entries = vec![
            ("id", Value::scalar(own)),
            ("name", Value::scalar(named.name.clone())),
        ];
        entries.extend(named.of.map(|of| ("type", Value::scalar(of))));
        if let Some(files) = named.files {
            notes.push(format!("số ở đầu «{}» đọc là số tệp", named.name));
            entries.push(("files", Value::scalar(files.to_string())));
        }
        if named.undated {
            notes.push(format!(
                "«{}» không phải văn bản có ngày ban hành",
                named.name
            ));
            entries.push(("issued", Value::scalar("any")));
        }
        if named.linked {
            let both = ["file", "link"].map(Value::scalar).to_vec();
            entries.push(("accept", Value::List(both)));
        }
        Value::map(entries)
    }

    /// An id for a document: its own, unless it is the same one as beside it.
    fn own_id(
        &mut self,
        stem: &str,
        name: &str,
        node: &Node,
        parent: &str,
        taken: &mut Vec<String>,
    ) -> String {
        let stem = if stem.is_empty() { "tai-lieu" } else { stem };
        let tail = id(&node.code, "-", usize::MAX);
        let words = id(name, " ", usize::MAX).split(' ').count();
        let same = |known: &(String, String)| {
            words >= WORDS_OF_A_NAME && known.0 == fold::key(name) && known.1 == parent
        };
        let candidates = [stem.to_owned(), format!("{stem}-{tail}")].into_iter();
        let more = (2..).map(|number| format!("{stem}-{tail}-{number}"));
        let free = candidates
            .chain(more)
            .find(|id| !taken.contains(id) && self.ids.get(id).is_none_or(same));
        let own = free.unwrap_or_default();
        taken.push(own.clone());
        self.ids
            .insert(own.clone(), (fold::key(name), parent.to_owned()));
        own
    }

    /// Sees that words and key of an exported table say the same: one of them was edited else.
    fn same_words(&self, node: &Node, documents: &Value) {
        let Value::List(items) = documents else {
            return;
        };
        if node.documents.is_empty() {
            return;
        }
        let shown: Vec<String> = items
            .iter()
            .map(|item| fold::key(&documents::shown(item)))
            .collect();
        let found: Vec<String> = node.documents.iter().map(|line| fold::key(line)).collect();
        if shown == found {
            return;
        }
        let place = node
            .keys
            .iter()
            .find(|(key, ..)| *key == "documents")
            .map_or(&node.place, |(_, _, place)| place);
        let message = text!(
            "ô tài liệu kiểm chứng và ô `documents` của dòng này khác nhau",
            "the cell of evidence and the cell `documents` of this row differ"
        );
        let help = text!(
            "sửa ô `documents`; hoặc xóa các ô `documents`, `figures`, `rule` của dòng để đọc lại từ lời",
            "mend the cell `documents`; or clear `documents`, `figures` and `rule` of the row, to have the words read again"
        );
        self.problems
            .add(Diagnostic::at(Code::BadCell, place.clone(), message).help(help));
    }
}
