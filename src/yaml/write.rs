//! Values as YAML text: on one line where they fit, else a line an entry.

use std::fmt::Write;

use super::parse::{Kind, Node};

/// The longest line that is written where it can be helped, in characters.
const WIDTH: usize = 110;

/// Keys whose values are text even where they look like numbers.
const TEXT_KEYS: [&str; 12] = [
    "code", "id", "name", "number", "title", "clause", "owner", "province", "hint", "detail",
    "document", "review",
];

/// Keys whose lists stand an item a line.
const TALL_KEYS: [&str; 5] = ["fields", "criteria", "documents", "figures", "review"];

/// A value without its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A key with nothing behind it.
    Nothing,
    /// Text or a number, as it is written.
    Scalar(String),
    /// A list.
    List(Vec<Value>),
    /// Keys and values in their order.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Text or a number.
    pub fn scalar(text: impl Into<String>) -> Self {
        Self::Scalar(text.into())
    }

    /// Keys and values.
    pub fn map<K: Into<String>>(entries: impl IntoIterator<Item = (K, Value)>) -> Self {
        let entries = entries.into_iter();
        Self::Map(entries.map(|(key, value)| (key.into(), value)).collect())
    }

    /// What a node holds.
    pub fn of(node: &Node) -> Self {
        match &node.kind {
            Kind::Nothing => Self::Nothing,
            Kind::Scalar(text) => Self::Scalar(text.clone()),
            Kind::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Kind::Map(entries) => {
                let entry =
                    |(key, value): &(Node, Node)| Some((key.scalar()?.to_owned(), Self::of(value)));
                Self::Map(entries.iter().filter_map(entry).collect())
            }
        }
    }

    /// The value of a key, if this is a map that has it.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Map(entries) = self else {
            return None;
        };
        let mut entries = entries.iter();
        entries.find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The text, if this is a scalar.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The value on one line.
    pub fn flow(&self) -> String {
        self.flow_under("")
    }

    fn flow_under(&self, key: &str) -> String {
        match self {
            Self::Nothing => "~".to_owned(),
            Self::Scalar(text) => scalar(text, key),
            Self::List(items) => {
                let items = items.iter().map(|item| item.flow_under(key));
                format!("[{}]", items.collect::<Vec<_>>().join(", "))
            }
            Self::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| {
                    let value = value.flow_under(key);
                    format!("{}: {value}", scalar(key, "id"))
                });
                let entries = entries.collect::<Vec<_>>().join(", ");
                if entries.is_empty() {
                    "{}".to_owned()
                } else {
                    format!("{{ {entries} }}")
                }
            }
        }
    }

    /// The value as a file holds it, a map an entry a line.
    pub fn document(&self) -> String {
        let mut text = String::new();
        match self {
            Self::Map(entries) => write_entries(&mut text, entries, 0),
            other => text.push_str(&other.flow()),
        }
        text
    }
}

fn write_entries(text: &mut String, entries: &[(String, Value)], indent: usize) {
    for (index, (key, value)) in entries.iter().enumerate() {
        // The first entry of an item of a list stands behind its dash.
        let pad = if text.ends_with("- ") && index == 0 {
            0
        } else {
            indent
        };
        let written = scalar(key, "id");
        let _ = write!(text, "{:pad$}{written}:", "");
        write_value(text, key, value, indent);
    }
}

fn write_value(text: &mut String, key: &str, value: &Value, indent: usize) {
    let flow = value.flow_under(key);
    let tall = match value {
        Value::Nothing | Value::Scalar(_) => false,
        Value::List(items) if items.is_empty() => false,
        Value::Map(entries) if entries.is_empty() => false,
        _ => {
            let width = indent + key.chars().count() + 2 + flow.chars().count();
            width > WIDTH || TALL_KEYS.contains(&key)
        }
    };
    match value {
        Value::List(items) if tall => {
            text.push('\n');
            for item in items {
                let _ = write!(text, "{:indent$}  - ", "");
                write_item(text, key, item, indent + 4);
            }
        }
        Value::Map(entries) if tall => {
            text.push('\n');
            write_entries(text, entries, indent + 2);
        }
        _ => {
            let _ = writeln!(text, " {flow}");
        }
    }
}

fn write_item(text: &mut String, key: &str, item: &Value, indent: usize) {
    let flow = item.flow_under(key);
    let is_node = matches!(key, "fields" | "criteria");
    match item {
        Value::Map(entries)
            if !entries.is_empty() && (is_node || indent + flow.chars().count() > WIDTH) =>
        {
            write_entries(text, entries, indent);
        }
        _ => {
            let _ = writeln!(text, "{flow}");
        }
    }
}

/// A scalar as it can stand anywhere: plain where that is safe, else in double quotes, whose
/// escapes YAML shares with JSON.
fn scalar(text: &str, key: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || " _-./()+*%<=^".contains(c);
    let starts = text.starts_with(|c: char| c.is_alphanumeric())
        || text
            .strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let word = text.to_ascii_lowercase();
    let special = matches!(
        word.as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    let is_text = TEXT_KEYS.contains(&key);
    let numeric = text
        .bytes()
        .all(|b| b.is_ascii_digit() || b"+-.eE_xob".contains(&b))
        && text.bytes().any(|b| b.is_ascii_digit());
    let truth = !is_text && matches!(word.as_str(), "true" | "false");
    let plain = starts
        && text.chars().all(safe)
        && text.trim() == text
        && (!special || truth)
        && !(numeric && is_text);
    if plain {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::{Problems, SourceFile};
    use crate::yaml::parse;

    fn read(text: &str) -> Option<Value> {
        let (file, _) = SourceFile::new("thu.yaml", text.as_bytes());
        let problems = Problems::default();
        let node = parse(&Arc::new(file), &problems);
        assert!(!problems.any_error(), "{text}");
        node.map(|node| Value::of(&node))
    }

    #[test]
    fn numbers_stay_plain_and_codes_stay_text() {
        let node = Value::map([
            ("code", Value::scalar("1.10")),
            ("max", Value::scalar("0.5")),
            ("name", Value::scalar("Kế hoạch: năm")),
            ("bonus", Value::scalar("true")),
            ("detail", Value::scalar("true")),
        ]);
        assert_eq!(
            node.document(),
            "code: \"1.10\"\nmax: 0.5\nname: \"Kế hoạch: năm\"\nbonus: true\ndetail: \"true\"\n"
        );
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let scalar = prop_oneof![
            "[a-zà-ỹ0-9 :#,'\"{}.%*&!|>@`\\[\\]\\\\-]{1,12}",
            Just("null".to_owned()),
            Just("~".to_owned()),
            Just("1e3".to_owned()),
            Just("{year}-01-31".to_owned()),
            Just("dòng\nhai".to_owned()),
        ];
        let scalar = prop_oneof![9 => scalar.prop_map(Value::Scalar), 1 => Just(Value::Nothing)];
        scalar.prop_recursive(4, 40, 5, |inner| {
            let key = prop_oneof![
                Just("fields"),
                Just("criteria"),
                Just("documents"),
                Just("rule"),
                Just("name")
            ];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::List),
                prop::collection::btree_map(key, inner, 0..5).prop_map(Value::map),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(value in any_value()) {
            let whole = Value::map([("rule", value.clone())]);
            prop_assert_eq!(read(&whole.document()), Some(whole.clone()));
            let flow = format!("rule: {}\n", value.flow());
            prop_assert_eq!(read(&flow), Some(whole));
        }
    }
}
