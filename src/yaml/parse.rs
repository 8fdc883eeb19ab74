//! From text to a tree of nodes with places.

use std::fmt;
use std::sync::Arc;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};

use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, SourceFile};
use crate::text::lang::{Text, text};

/// Events that aliases may repeat.
const MAX_REPEATED: usize = 20_000;
/// How deep maps and lists may nest.
const MAX_DEPTH: usize = 64;

/// A value of a YAML file and where it stands.
#[derive(Debug)]
pub struct Node {
    pub(super) kind: Kind,
    pub(super) at: At,
}

#[derive(Debug)]
pub(super) enum Kind {
    Nothing,
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
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
            max_nodes: crate::limits::get().yaml_nodes,
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
    if reason.contains("multiple YAML documents") {
        return Diagnostic::at(
            Code::YamlSyntax,
            place,
            text!(
                "tệp có nhiều văn bản YAML (dấu `---`)",
                "the file holds several YAML documents (`---`)"
            ),
        )
        .help(text!(
            "mỗi tệp chỉ một bộ tiêu chí: bỏ dấu `---` và phần sau",
            "one document a file: remove `---` and what follows"
        ));
    }
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
    pub(super) fn found(&self) -> Text {
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
