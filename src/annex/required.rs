//! Documents of a leaf that words name, as the set requires them.

use super::documents::{self, Named, Required};
use super::draft::{Drafter, Node};
use super::words::id;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::fold;
use crate::text::lang::text;
use crate::yaml::Value;

/// The most words of a document's id.
const ID_WORDS: usize = 6;

/// Names with fewer words say nothing but a type, and are shared by documents that differ.
const WORDS_OF_A_NAME: usize = 3;

impl Drafter<'_> {
    pub(super) fn documents(
        &mut self,
        cell: &[String],
        node: &Node,
        parent: &str,
        review: &mut Vec<String>,
    ) -> Option<Value> {
        let (required, others) = documents::read(cell);
        let mut taken = Vec::new();
        let mut notes = Vec::new();
        notes.extend(
            others
                .iter()
                .map(|other| format!("«{other}» không phải tài liệu")),
        );
        let mut items = Vec::new();
        for Required(alternatives) in &required {
            let values = alternatives
                .iter()
                .map(|named| self.document(named, node, parent, &mut taken, &mut notes));
            let mut values: Vec<Value> = values.collect();
            let missing = alternatives.iter().any(|named| named.optional);
            let mut item = match values.len() {
                1 => values.swap_remove(0),
                _ => {
                    let names = alternatives.iter().map(|named| named.name.as_str());
                    let name = names.collect::<Vec<_>>().join(" hoặc ");
                    let stem = id(&name, "-", ID_WORDS);
                    let own = self.own_id(&stem, &name, node, parent, &mut taken);
                    notes.push("«hoặc» đọc là một trong hai là đủ".to_owned());
                    Value::map([
                        ("id", Value::scalar(own)),
                        ("name", Value::scalar(name)),
                        ("one_of", Value::List(values)),
                    ])
                }
            };
            if let (Value::Map(entries), true) = (&mut item, missing) {
                notes.push("«(nếu có)» đọc là thiếu thì không mất điểm".to_owned());
                let lose = Value::map([("lose", Value::scalar("0"))]);
                entries.push(("missing".to_owned(), lose));
            }
            items.push(item);
        }
        if !notes.is_empty() {
            review.push(format!(
                "tài liệu đọc từ «{}»: {}",
                cell.join("; "),
                notes.join("; ")
            ));
        }
        (!items.is_empty()).then_some(Value::List(items))
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
        if let Some(doubt) = named.doubt {
            notes.push(format!("«{}»: {doubt}", named.name));
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
    pub(super) fn same_words(&self, node: &Node, documents: &Value) {
        let Value::List(items) = documents else {
            return;
        };
        if !self.has_evidence {
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
            .key("documents")
            .map_or(&node.place, |(_, place)| place);
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
