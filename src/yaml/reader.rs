//! Reads nodes as what a key expects, and maps key by key.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::parse::{Kind, Node};
use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, SourceFile};
use crate::text::lang::{Text, text};
use crate::text::{numbers, suggest};

/// Reads nodes of one file and takes in what is wrong with them.
#[derive(Debug)]
pub struct Reader<'p> {
    /// The file being read.
    pub file: Arc<SourceFile>,
    problems: &'p Problems,
}

impl<'p> Reader<'p> {
    /// A reader of `file`.
    pub fn new(file: Arc<SourceFile>, problems: &'p Problems) -> Self {
        Self { file, problems }
    }

    /// The place of a node.
    pub fn place(&self, node: &Node) -> Place {
        Place {
            file: Arc::clone(&self.file),
            at: node.at.clone(),
        }
    }

    /// The place of a part of a node's text (in bytes of it), where the text stands in the
    /// file as it is; else the place of the node.
    pub fn place_within(&self, node: &Node, part: std::ops::Range<usize>) -> Place {
        let mut place = self.place(node);
        if let (
            At::Span {
                line,
                column,
                bytes: (start, end),
            },
            Some(text),
        ) = (&node.at, node.scalar())
            && self.file.text.get(*start..*end) == Some(text)
            && let Some(before) = text.get(..part.start)
        {
            // A mark behind the end still needs something to point at.
            let from = if part.start == text.len() {
                part.start.saturating_sub(1)
            } else {
                part.start
            };
            place.at = At::Span {
                line: *line,
                column: column + before.chars().count(),
                bytes: (start + from, start + part.end.max(from + 1).min(text.len())),
            };
        }
        place
    }

    /// Reports a problem at a place.
    pub fn report_at(
        &self,
        code: Code,
        place: Place,
        message: Text,
        help: impl Into<Option<Text>>,
    ) {
        self.problems
            .add(Diagnostic::at(code, place, message).help(help));
    }

    /// Reports a problem at a node.
    pub fn report(&self, code: Code, node: &Node, message: Text, help: impl Into<Option<Text>>) {
        self.problems
            .add(Diagnostic::at(code, self.place(node), message).help(help));
    }

    fn wrong_shape(&self, node: &Node, expected: &Text) {
        use crate::text::lang::Lang::{En, Vi};
        let found = node.found();
        let message = Text::new(
            format!("cần {}, ở đây là {}", expected.get(Vi), found.get(Vi)),
            format!("expected {}, found {}", expected.get(En), found.get(En)),
        );
        self.report(Code::WrongShape, node, message, None);
    }

    /// Text; numbers count as the text they are written as.
    pub fn text(&self, node: &Node) -> Option<String> {
        match node.scalar() {
            Some(text) if !text.trim().is_empty() => Some(crate::text::fold::tidy(text)),
            _ => {
                self.wrong_shape(node, &text!("chữ", "text"));
                None
            }
        }
    }

    /// A plain number or a percentage.
    pub fn number(&self, node: &Node) -> Option<Decimal> {
        let value = node.scalar().and_then(numbers::plain);
        if value.is_none() {
            self.wrong_shape(
                node,
                &text!("một số như 0.5 hoặc 90%", "a number such as 0.5 or 90%"),
            );
        }
        value
    }

    /// A whole number within `range`.
    pub fn whole(&self, node: &Node, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let value = node.scalar().and_then(|text| text.parse::<i64>().ok());
        let value = value.filter(|value| range.contains(value));
        if value.is_none() {
            let (low, high) = (range.start(), range.end());
            self.wrong_shape(
                node,
                &text!(
                    "một số nguyên từ {low} đến {high}",
                    "a whole number from {low} to {high}"
                ),
            );
        }
        value
    }

    /// `true` or `false`.
    pub fn boolean(&self, node: &Node) -> Option<bool> {
        self.choice(node, &[("true", true), ("false", false)])
    }

    /// One of the named values.
    pub fn choice<T: Copy>(&self, node: &Node, choices: &[(&'static str, T)]) -> Option<T> {
        let found = node.scalar().unwrap_or_default();
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == found) {
            return Some(*value);
        }
        let names = choices.iter().map(|(name, _)| *name);
        let list = names.clone().collect::<Vec<_>>().join(", ");
        if node.scalar().is_none() {
            self.wrong_shape(node, &text!("một trong: {list}", "one of: {list}"));
        } else {
            self.report(
                Code::BadValue,
                node,
                text!(
                    "giá trị `{found}` không dùng được ở đây",
                    "the value `{found}` cannot be used here"
                ),
                suggest::advice(found, names),
            );
        }
        None
    }

    /// The items of a list.
    pub fn list<'n>(&self, node: &'n Node) -> Option<&'n [Node]> {
        match &node.kind {
            Kind::List(items) => Some(items),
            _ => {
                self.wrong_shape(node, &text!("một danh sách", "a list"));
                None
            }
        }
    }

    /// The items of a list, or a lone scalar as a list of one.
    pub fn one_or_many<'n>(&self, node: &'n Node) -> Option<&'n [Node]> {
        match &node.kind {
            Kind::Scalar(_) => Some(std::slice::from_ref(node)),
            _ => self.list(node),
        }
    }

    /// Opens a map; a key that stands twice is reported here.
    pub fn map<'n>(&self, node: &'n Node) -> Option<Map<'n>> {
        let Kind::Map(entries) = &node.kind else {
            self.wrong_shape(node, &text!("các cặp khóa: giá trị", "keys and values"));
            return None;
        };
        for (i, (key, _)) in entries.iter().enumerate() {
            let Some(name) = key.scalar() else {
                self.wrong_shape(key, &text!("một khóa bằng chữ", "a key in plain text"));
                continue;
            };
            let earlier = entries[..i]
                .iter()
                .find(|(earlier, _)| earlier.scalar() == Some(name));
            if let Some((earlier, _)) = earlier {
                let line = self.place(earlier).line().unwrap_or(1);
                self.report(
                    Code::DuplicateKey,
                    key,
                    text!(
                        "khóa `{name}` đã có ở dòng {line}",
                        "the key `{name}` stands in line {line} already"
                    ),
                    text!("giữ lại một trong hai", "keep one of the two"),
                );
            }
        }
        Some(Map {
            node,
            entries,
            asked: Vec::new(),
        })
    }
}

/// A map being read key by key.
#[derive(Debug)]
pub struct Map<'n> {
    /// The map itself.
    pub node: &'n Node,
    entries: &'n [(Node, Node)],
    asked: Vec<&'static str>,
}

impl<'n> Map<'n> {
    /// The value of an optional key; a key with nothing behind it counts as absent.
    pub fn get(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        self.entries
            .iter()
            .find(|(k, _)| k.scalar() == Some(key))
            .map(|(_, value)| value)
            .filter(|value| !value.is_nothing())
    }

    /// The value of a required key; its absence is reported.
    pub fn need(&mut self, key: &'static str, reader: &Reader<'_>) -> Option<&'n Node> {
        let value = self.get(key);
        if value.is_none() {
            reader.report(
                Code::MissingKey,
                self.first_key().unwrap_or(self.node),
                text!(
                    "thiếu khóa bắt buộc `{key}`",
                    "the required key `{key}` is missing"
                ),
                text!("thêm `{key}: …` vào đây", "add `{key}: …` here"),
            );
        }
        value
    }

    /// Where the map's first key stands.
    pub fn first_key(&self) -> Option<&'n Node> {
        self.entries.first().map(|(key, _)| key)
    }

    /// The keys that are written, with their nodes.
    pub fn keys(&self) -> impl Iterator<Item = (&'n str, &'n Node, &'n Node)> {
        self.entries
            .iter()
            .filter_map(|(key, value)| Some((key.scalar()?, key, value)))
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, reader: &Reader<'_>) {
        for (name, key, _) in self.keys() {
            if !self.asked.contains(&name) {
                reader.report(
                    Code::UnknownKey,
                    key,
                    text!("khóa lạ `{name}`", "unknown key `{name}`"),
                    suggest::advice(name, self.asked.iter().copied()),
                );
            }
        }
    }
}
