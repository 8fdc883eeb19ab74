//! The same keys on both sides: the complete documents have every key that the schemas name
//! and are read without a word, and the readers know no key besides.

use std::collections::BTreeSet;
use std::path::Path;

use parindex::diagnostic::Code;
use parindex::rules::KINDS;
use parindex::schema::Kind;
use serde_json::Value;

use crate::{ROOT, below, complete, complete_path, faults, read, schema, validator};

pub(crate) const WRITTEN: [Kind; 2] = [Kind::Criteria, Kind::Submission];

#[test]
fn the_complete_documents_are_read_without_a_word() {
    for kind in WRITTEN {
        let found = read(kind, &std::fs::read(complete_path(kind)).unwrap());
        assert!(found.is_empty(), "{kind:?}: {found:#?}");
        let found = faults(&validator(kind), &complete(kind));
        assert!(found.is_empty(), "{kind:?}: {found:#?}");
    }
}

#[test]
fn the_complete_documents_have_every_key_of_the_schemas() {
    for kind in WRITTEN {
        let schema = schema(kind);
        let mut had = BTreeSet::new();
        seen(&schema, &complete(kind), &mut had);
        let absent: Vec<_> = properties(&schema).difference(&had).cloned().collect();
        assert!(absent.is_empty(), "{kind:?}: {absent:#?}");
    }
}

/// Every word in quotes in the readers' source may be a key that they look for. All of them
/// are put into each map of the complete documents, with nothing behind them: what is then
/// not called unknown is known.
#[test]
fn the_readers_know_no_key_besides() {
    let words = words();
    assert!(words.contains("not_applicable") && words.contains("recipients"));
    for kind in WRITTEN {
        let (schema, whole) = (schema(kind), complete(kind));
        let mut maps = Vec::new();
        walk(
            &schema,
            "",
            &schema,
            "",
            &whole,
            &mut |name, schema, place, value| {
                let named = schema["properties"].as_object().unwrap().keys();
                let named: BTreeSet<String> = named.cloned().collect();
                maps.push((name.to_owned(), named, place.to_owned(), value.clone()));
            },
        );
        assert!(maps.len() >= 5, "{kind:?}");
        for (name, named, place, value) in maps {
            // A rule's keys are its kinds: see the next test.
            if name == "Rule" {
                continue;
            }
            let only_refused: &[&str] = match &*name {
                "Criterion" => &["bonus", "penalty"],
                "Document" => &["missing"],
                _ => &[],
            };
            let mut stuffed = whole.clone();
            let map = stuffed
                .pointer_mut(&place)
                .and_then(Value::as_object_mut)
                .unwrap();
            for word in &words {
                map.entry(word.clone()).or_insert(Value::Null);
            }
            let diagnostics = read(kind, stuffed.to_string().as_bytes());
            let refused = |word: &str| {
                diagnostics.iter().any(|found| {
                    let about =
                        found.code == Code::UnknownKey || found.code == Code::MisplacedField;
                    about
                        && found
                            .message
                            .get(parindex::text::lang::Lang::En)
                            .contains(&format!("`{word}`"))
                })
            };
            let known = words.iter().filter(|word| !refused(word));
            let known = known.filter(|word| value.get(word).is_none());
            let besides: Vec<_> = known
                .filter(|word| !named.contains(*word) && !only_refused.contains(&word.as_str()))
                .collect();
            assert!(besides.is_empty(), "{kind:?} {place} ({name}): {besides:?}");
        }
    }
}

#[test]
fn the_kinds_of_rules_are_those_of_the_program() {
    let schema = schema(Kind::Criteria);
    let named = schema["$defs"]["Rule"]["properties"].as_object().unwrap();
    assert!(named.keys().eq(KINDS.iter()), "{:?}", named.keys());
}

fn words() -> BTreeSet<String> {
    let mut sources = below("src/criteria", ".rs");
    sources.extend(below("src/rules", ".rs"));
    sources.push(Path::new(ROOT).join("src/evidence/manifest.rs"));
    let mut words = BTreeSet::new();
    for path in sources {
        let source = std::fs::read_to_string(path).unwrap();
        let quoted = source.split('"').filter(|word| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        });
        words.extend(quoted.map(str::to_owned));
    }
    words
}

/// Every key that a schema names, after the definition it belongs to.
pub(crate) fn properties(schema: &Value) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let definitions = schema["$defs"].as_object().unwrap().iter();
    for (name, schema) in definitions
        .map(|(name, schema)| (name.as_str(), schema))
        .chain([("", schema)])
    {
        if schema["additionalProperties"] == Value::Bool(false) {
            let keys = schema["properties"].as_object().unwrap().keys();
            all.extend(keys.map(|key| format!("{name}.{key}")));
        }
    }
    all
}

/// Adds the keys that a document has, after the definitions they belong to.
pub(crate) fn seen(schema: &Value, document: &Value, all: &mut BTreeSet<String>) {
    walk(
        schema,
        "",
        schema,
        "",
        document,
        &mut |name, _, _, value| {
            let keys = value.as_object().unwrap().keys();
            all.extend(keys.map(|key| format!("{name}.{key}")));
        },
    );
}

/// Goes through a document beside its schema; `visit` is given each map with the definition
/// that it follows.
pub(crate) fn walk(
    root: &Value,
    name: &str,
    schema: &Value,
    place: &str,
    value: &Value,
    visit: &mut dyn FnMut(&str, &Value, &str, &Value),
) {
    if let Some(reference) = schema["$ref"].as_str() {
        let (name, schema) = definition(root, reference);
        return walk(root, name, schema, place, value, visit);
    }
    for form in forms(schema) {
        if fits(root, form, value) {
            walk(root, name, form, place, value, visit);
        }
    }
    match value {
        Value::Object(map) if schema["properties"].is_object() => {
            visit(name, schema, place, value);
            for (key, value) in map {
                let (schema, place) = (&schema["properties"][key], format!("{place}/{key}"));
                walk(root, name, schema, &place, value, visit);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let place = format!("{place}/{index}");
                walk(root, name, &schema["items"], &place, item, visit);
            }
        }
        _ => {}
    }
}

fn definition<'s>(root: &'s Value, reference: &'s str) -> (&'s str, &'s Value) {
    let name = reference.strip_prefix("#/$defs/").unwrap_or_default();
    if name.is_empty() {
        return ("", root);
    }
    (name, &root["$defs"][name])
}

fn forms(schema: &Value) -> impl Iterator<Item = &Value> {
    let forms = ["anyOf", "oneOf"].map(|keyword| schema[keyword].as_array());
    forms.into_iter().flatten().flatten()
}

/// Whether a value is of the type that a schema asks for, and an object has its keys and its
/// names: forms differ by these.
fn fits(root: &Value, schema: &Value, value: &Value) -> bool {
    if let Some(reference) = schema["$ref"].as_str() {
        return fits(root, definition(root, reference).1, value);
    }
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let required = schema["required"].as_array().into_iter().flatten();
    if value.is_object()
        && !required
            .filter_map(Value::as_str)
            .all(|key| value.get(key).is_some())
    {
        return false;
    }
    let named = schema["properties"].as_object().into_iter().flatten();
    let mut named =
        named.filter(|(key, schema)| schema.get("const").is_some() && value.get(key).is_some());
    if value.is_object() && !named.all(|(key, schema)| schema["const"] == value[key]) {
        return false;
    }
    match &schema["type"] {
        Value::String(of) => of == name,
        Value::Array(types) => types.iter().any(|of| of == name),
        _ if forms(schema).next().is_some() => forms(schema).any(|form| fits(root, form, value)),
        _ => value.is_string(),
    }
}
