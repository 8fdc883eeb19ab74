//! YAML files as trees of text with places, read so that every problem is reported at once.
//!
//! serde-saphyr does the parsing: it refuses alias bombs by budget and takes BOM and CRLF.
//! Scalars stay text here (an unquoted 1.10 stays "1.10"): what they mean is for the reader
//! of each key to say.

use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};

use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, SourceFile};
use crate::text::lang::{Text, text};
use crate::text::{numbers, suggest};

/// Nodes a file may have, aliases followed: some twenty times the largest set known.
const MAX_NODES: usize = 200_000;
/// Events that aliases may repeat.
const MAX_REPEATED: usize = 20_000;
/// How deep maps and lists may nest.
const MAX_DEPTH: usize = 64;

/// A value of a YAML file and where it stands.
#[derive(Debug)]
pub struct Node {
    kind: Kind,
    at: At,
}

#[derive(Debug)]
enum Kind {
    Nothing,
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// Reads nodes of one file and takes in what is wrong with them.
#[derive(Debug)]
pub struct Reader<'p> {
    /// The file being read.
    pub file: Arc<SourceFile>,
    problems: &'p Problems,
}

/// Parses a file; a syntax error is reported and gives `None`.
pub fn parse(file: &Arc<SourceFile>, problems: &Problems) -> Option<Node> {
    let options = serde_saphyr::options! {
        strict_booleans: true,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: MAX_REPEATED,
        },
        budget: serde_saphyr::budget! {
            max_nodes: MAX_NODES,
            max_depth: MAX_DEPTH,
        },
    };
    match serde_saphyr::from_str_with_options::<Spanned<Loose>>(&file.text, options) {
        Ok(root) => Some(tree(root, &file.text)),
        Err(error) => {
            problems.add(syntax_error(file, &error));
            None
        }
    }
}

fn syntax_error(file: &Arc<SourceFile>, error: &serde_saphyr::Error) -> Diagnostic {
    let full = error.to_string();
    let first = full.lines().next().unwrap_or_default();
    let reason = first.strip_prefix("error: ").unwrap_or(first);
    let reason = match reason.split_once(": ") {
        Some((place, rest)) if place.starts_with("line ") => rest,
        _ => reason,
    };
    let at = error.location().map_or(At::File, |location| {
        let line = usize::try_from(location.line()).unwrap_or(1).max(1);
        if line <= file.text.lines().count() {
            At::Line(line)
        } else {
            At::File
        }
    });
    let place = Place {
        file: Arc::clone(file),
        at,
    };
    let line = place.line().unwrap_or(1);
    if reason.contains("budget") || reason.contains("alias") {
        return Diagnostic::at(
            Code::YamlSyntax,
            place,
            text!(
                "tệp lặp lại bí danh (`*tên`) hoặc lồng nhau quá nhiều: {reason}",
                "the file repeats aliases (`*name`) or nests far too much: {reason}"
            ),
        )
        .help(text!(
            "viết thẳng nội dung ra, không dùng bí danh",
            "write the content out, without aliases"
        ));
    }
    Diagnostic::at(
        Code::YamlSyntax,
        place,
        text!(
            "không đọc được YAML ở dòng {line} hoặc ngay trên đó: {reason}",
            "cannot read the YAML in line {line} or just above: {reason}"
        ),
    )
    .help(text!(
        "kiểm tra thụt lề (không dùng phím Tab), dấu hai chấm, dấu phẩy, ngoặc; giá trị có `{{year}}` phải nằm trong dấu nháy",
        "check indentation (no tabs), colons, commas and brackets; values with `{{year}}` must stand in quotes"
    ))
}

/// What serde-saphyr gives: plain scalars that look like numbers, booleans or null keep no
/// text of their own; it is taken from the source afterwards.
enum Loose {
    Plain,
    Text(String),
    List(Vec<Spanned<Loose>>),
    Map(Vec<(Spanned<Loose>, Spanned<Loose>)>),
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Shape;
        macro_rules! plain {
            ($($method:ident $type:ty),*) => {$(
                fn $method<E: de::Error>(self, _: $type) -> Result<Loose, E> {
                    Ok(Loose::Plain)
                }
            )*};
        }
        impl<'de> Visitor<'de> for Shape {
            type Value = Loose;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            plain!(visit_bool bool, visit_i64 i64, visit_u64 u64, visit_i128 i128, visit_u128 u128, visit_f64 f64);
            fn visit_unit<E: de::Error>(self) -> Result<Loose, E> {
                Ok(Loose::Plain)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Loose, E> {
                Ok(Loose::Text(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Loose, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = access.next_element()? {
                    items.push(item);
                }
                Ok(Loose::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Loose, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = access.next_entry()? {
                    entries.push(entry);
                }
                Ok(Loose::Map(entries))
            }
        }
        deserializer.deserialize_any(Shape)
    }
}

fn tree(loose: Spanned<Loose>, source: &str) -> Node {
    let span = loose.defined.span();
    let bytes = match (span.byte_offset(), span.byte_len()) {
        (Some(start), Some(length)) => {
            let start = usize::try_from(start).unwrap_or(0);
            (start, start + usize::try_from(length).unwrap_or(0))
        }
        _ => (0, 0),
    };
    let at = At::Span {
        line: usize::try_from(loose.defined.line()).unwrap_or(0),
        column: usize::try_from(loose.defined.column()).unwrap_or(0),
        bytes,
    };
    let kind = match loose.value {
        Loose::Plain => match source.get(bytes.0..bytes.1).map(str::trim) {
            None | Some("" | "~" | "null" | "Null" | "NULL") => Kind::Nothing,
            Some(text) => Kind::Scalar(text.to_owned()),
        },
        Loose::Text(text) => Kind::Scalar(text),
        Loose::List(items) => {
            Kind::List(items.into_iter().map(|item| tree(item, source)).collect())
        }
        Loose::Map(entries) => Kind::Map(
            entries
                .into_iter()
                .map(|(key, value)| (tree(key, source), tree(value, source)))
                .collect(),
        ),
    };
    Node { kind, at }
}

impl Node {
    fn found(&self) -> Text {
        match &self.kind {
            Kind::Nothing => text!("trống", "nothing"),
            Kind::Scalar(found) => text!("`{found}`", "`{found}`"),
            Kind::List(_) => text!("một danh sách", "a list"),
            Kind::Map(_) => text!("các cặp khóa: giá trị", "keys and values"),
        }
    }

    /// Whether nothing is written here.
    pub fn is_nothing(&self) -> bool {
        matches!(self.kind, Kind::Nothing)
    }

    /// The plain text, if this is a scalar.
    pub fn scalar(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a key, if this is a map that has it.
    pub fn entry(&self, name: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Map(entries) => entries
                .iter()
                .find(|(key, _)| key.scalar() == Some(name))
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The first key, if this is a map.
    pub fn first_key(&self) -> Option<&str> {
        match &self.kind {
            Kind::Map(entries) => entries.first().and_then(|(key, _)| key.scalar()),
            _ => None,
        }
    }
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
