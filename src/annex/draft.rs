//! The set that an annex makes, before it is text.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::scoring::{Asked, Document, understand};
use crate::diagnostic::{Code, Diagnostic, Place, Problems, SourceFile};
use crate::text::fold;
use crate::text::lang::text;
use crate::yaml::{self, Value};

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
    pub(super) notes: Vec<String>,
    pub(super) keys: Vec<(&'static str, Value, Place)>,
    pub(super) children: Vec<Node>,
    /// What somebody has to look at.
    pub(super) review: Vec<String>,
}

impl Node {
    /// What stands in the column of a key, and where.
    pub(super) fn key(&self, name: &str) -> Option<(&Value, &Place)> {
        let found = self.keys.iter().find(|(key, ..)| *key == name);
        found.map(|(_, value, place)| (value, place))
    }

    /// The same, where it is YAML and no words.
    fn set_key(&self, name: &str) -> Option<(&Value, &Place)> {
        self.key(name).filter(|(value, _)| !is_words(name, value))
    }

    /// Whether any document below is named in words alone.
    pub(super) fn has_documents_in_words(&self) -> bool {
        let set = self.set_key("documents").is_some();
        let words = !self.documents.is_empty() || self.key("documents").is_some();
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
    /// Whether the table has a column of evidence in words.
    pub(super) has_evidence: bool,
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
        if !node.notes.is_empty() {
            review.push(format!("ghi chú của bảng: «{}»", node.notes.join("; ")));
        }
        if node.children.is_empty() {
            self.leaf(node, parent, side, owner, &mut entries, &mut review);
        } else {
            if !node.scoring.is_empty() {
                entries.push(("clause", Value::scalar(node.scoring.join("; "))));
            }
            self.unused(node, &mut review);
        }
        review.extend(self.said(node));
        self.same_scoring(node);
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
    fn unused(&self, node: &Node, review: &mut Vec<String>) {
        if !node.documents.is_empty() {
            review.push(format!(
                "tài liệu ghi ở mục có mục con, chưa đưa vào chỉ tiêu nào: «{}»",
                node.documents.join("; ")
            ));
        }
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
        let key = |name: &str| node.set_key(name).map(|(value, _)| value.clone());
        let words = |name: &str| {
            let found = node.key(name).filter(|(value, _)| is_words(name, value));
            found.and_then(|(value, _)| value.text().map(str::to_owned))
        };
        // A dash says that there is no rule: having the documents is all.
        let is_set = key("rule").is_some();
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
            None => self.documents(&cell, node, parent, review),
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
        let mut figures = rule
            .as_ref()
            .map_or_else(Vec::new, |rule| rule.figures.clone());
        if let Some(Value::List(items)) = key("figures") {
            let known = |item: &Value| {
                figures
                    .iter()
                    .any(|other| other.get("id") == item.get("id"))
            };
            let others: Vec<Value> = items.into_iter().filter(|item| !known(item)).collect();
            figures.extend(others);
        }
        if !figures.is_empty() {
            entries.push(("figures", Value::List(figures)));
        }
        let rule = key("rule").or(rule.map(|rule| rule.rule));
        let rule = rule.filter(|rule| *rule != Value::Nothing);
        entries.extend(rule.map(|value| ("rule", value)));
        for name in ["detail", "not_applicable", "hint", "provenance", "readings"] {
            entries.extend(key(name).map(|value| (name, value)));
        }
    }

    /// The remarks that the table carries; those on a rule that is read anew are not among them.
    fn said(&self, node: &Node) -> Vec<String> {
        let items = match node.key("review") {
            Some((Value::List(items), _)) => items.clone(),
            other => other.map(|(value, _)| value.clone()).into_iter().collect(),
        };
        let anew = node.children.is_empty() && node.set_key("rule").is_none();
        let of_rule = |text: &str| {
            text.starts_with("quy tắc suy từ") || text.starts_with("chưa có công thức")
        };
        let texts = items
            .iter()
            .filter_map(|item| item.text().map(str::to_owned));
        texts.filter(|text| !(anew && of_rule(text))).collect()
    }

    /// Sees that the words on scoring are those that the rule of an exported table came from: one
    /// of them was edited else.
    fn same_scoring(&self, node: &Node) {
        let Some((_, place)) = node.set_key("rule") else {
            return;
        };
        let clause = node.scoring.join("; ");
        let from = |text: &String| {
            text.starts_with("quy tắc suy từ «") && !text.contains(&format!("«{clause}»"))
        };
        if !self.said(node).iter().any(from) {
            return;
        }
        let message = text!(
            "cách chấm của dòng này đã sửa mà ô `rule` còn suy từ lời cũ",
            "the words on scoring of this row were edited, and the cell `rule` still comes from the old ones"
        );
        let help = text!(
            "xóa ô `rule` để đọc lại từ lời; hoặc sửa ô `rule` và xóa dòng «quy tắc suy từ …» ở ô `review`",
            "clear the cell `rule` to have the words read again; or mend it and remove «quy tắc suy từ …» from the cell `review`"
        );
        self.problems
            .add(Diagnostic::at(Code::BadCell, place.clone(), message).help(help));
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
            let name = text(document, "name")?;
            let alone = ["files", "missing", "one_of"]
                .iter()
                .all(|key| document.get(key).is_none());
            Some(Document {
                id: text(document, "id")?,
                types: text(document, "type").into_iter().collect(),
                is_one: alone && !name.contains(','),
                is_required: document.get("missing").is_none(),
                name,
            })
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
}
