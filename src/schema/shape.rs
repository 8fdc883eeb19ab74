//! What all schemas have in common, worked into what the types alone give.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::text::lang::Lang;

/// No other keys than those that are named.
pub(super) fn closed(schema: &mut Schema) {
    let object = match schema.get("type") {
        Some(Value::Array(types)) => types.iter().any(|name| name == "object"),
        Some(name) => name == "object",
        None => false,
    };
    if object && schema.get("properties").is_some() && schema.get("additionalProperties").is_none()
    {
        schema.insert("additionalProperties".to_owned(), false.into());
    }
}

/// A key that may be absent is not there with nothing behind it.
pub(super) fn absent_or_filled(schema: &mut Schema) {
    let mut required = names(schema.get("required"));
    required.extend(names(schema.pointer("/then/required")));
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    for (name, property) in properties {
        if let Value::Object(property) = property
            && !required.contains(name)
        {
            filled(property);
        }
    }
}

fn names(list: Option<&Value>) -> Vec<String> {
    let names = list.and_then(Value::as_array).into_iter().flatten();
    names.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn filled(property: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = property.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            property.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(values)) = property.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
    if let Some(Value::Array(forms)) = property.get_mut("anyOf") {
        forms.retain(|form| form != &json!({ "type": "null" }));
        if let [Value::Object(only)] = forms.as_mut_slice() {
            let only = std::mem::take(only);
            property.shift_remove("anyOf");
            for (key, value) in only {
                property.entry(key).or_insert(value);
            }
        }
    }
}

/// Widths of numbers are this program's business, and strict validators refuse formats that
/// they do not know.
pub(super) fn without_formats(schema: &mut Schema) {
    schema.remove("format");
}

/// Of a description that has the wordings of both languages, the one of `lang`.
pub(super) fn worded(schema: &mut Schema, lang: Lang) {
    let Some(Value::String(both)) = schema.get("description") else {
        return;
    };
    let (english, vietnamese) = both.split_once("\n\n").unwrap_or((both, both));
    let wording = lang.pick(vietnamese, english).replace('\n', " ");
    schema.insert("description".to_owned(), wording.into());
}

/// What a schema is about comes first.
pub(super) fn headed(schema: &mut Schema) {
    let Some(keywords) = schema.as_object_mut() else {
        return;
    };
    let mut sorted: Vec<_> = std::mem::take(keywords).into_iter().collect();
    let heads = ["$schema", "title", "description"];
    sorted.sort_by_key(|(keyword, _)| heads.iter().position(|head| head == keyword).unwrap_or(3));
    keywords.extend(sorted);
}

/// Keys and values, or one of the names of `T` alone. One schema for both: validators that try
/// one form after the other cannot say which of them was meant.
pub(super) fn or_name<T: JsonSchema>(schema: &mut Schema) {
    let names = T::json_schema(&mut SchemaGenerator::default());
    let names = names.get("oneOf").and_then(Value::as_array);
    let mut forms = vec![json!({ "type": "object" })];
    forms.extend(names.into_iter().flatten().cloned());
    schema.insert("type".to_owned(), json!(["object", "string"]));
    schema.insert("anyOf".to_owned(), forms.into());
}

/// The keys of an object that stand only where `key` does not, all but the `shared` ones.
pub(super) fn not_beside(schema: &mut Schema, key: &str, shared: &[&str]) {
    let properties = schema.get("properties").and_then(Value::as_object);
    let others: Map<String, Value> = properties
        .into_iter()
        .flat_map(Map::keys)
        .filter(|name| *name != key && !shared.contains(&name.as_str()))
        .map(|name| (name.clone(), false.into()))
        .collect();
    schema.insert("if".to_owned(), json!({ "required": [key] }));
    schema.insert("then".to_owned(), json!({ "properties": others }));
}
