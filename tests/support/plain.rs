//! Values of JSON and YAML side by side.

use serde_json::{Value, json};

/// Numbers as they are written, whatever type a reader gave them: 1 and 1.0 are one number.
pub(crate) fn plain(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64().unwrap()),
        Value::Array(all) => all.iter().map(plain).collect(),
        Value::Object(all) => {
            let all = all.iter().map(|(key, value)| (key.clone(), plain(value)));
            Value::Object(all.collect())
        }
        value => value.clone(),
    }
}
