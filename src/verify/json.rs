//! Two JSON documents, value by value.

use serde_json::Value;

use super::difference::{Difference, aligned};

/// Adds where `stated` differs from `computed`.
pub(super) fn compare(
    place: &str,
    stated: Option<&Value>,
    computed: Option<&Value>,
    found: &mut Vec<Difference>,
) {
    match (stated, computed) {
        (Some(one), Some(other)) if one == other => {}
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            let more = one.keys().filter(|key| !other.contains_key(*key));
            for key in other.keys().chain(more) {
                let place = if place.is_empty() {
                    key.clone()
                } else {
                    format!("{place}.{key}")
                };
                compare(&place, one.get(key), other.get(key), found);
            }
        }
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            for (index, (one, other)) in aligned(one, other).into_iter().enumerate() {
                let name = name(other.or(one), index);
                compare(&format!("{place}[{name}]"), one, other, found);
            }
        }
        (stated, computed) => found.push(Difference {
            place: place.to_owned(),
            stated: stated.map(shown),
            computed: computed.map(shown),
        }),
    }
}

/// What an item of a list is called: its code, else its position from 0.
fn name(item: Option<&Value>, index: usize) -> String {
    let text = |key: &str| item?.get(key)?.as_str();
    let parts = match (text("code"), text("criterion")) {
        (Some(code), _) => vec![code],
        (None, Some(criterion)) => std::iter::once(criterion)
            .chain(text("id").or_else(|| text("cause")))
            .collect(),
        (None, None) => text("path").or_else(|| text("id")).into_iter().collect(),
    };
    if parts.is_empty() {
        index.to_string()
    } else {
        parts.join(" ")
    }
}

/// A value as a person reads it: text without its quotes.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn found(stated: &Value, computed: &Value) -> Vec<(String, Option<String>, Option<String>)> {
        let mut found = Vec::new();
        compare("", Some(stated), Some(computed), &mut found);
        let found = found.into_iter();
        found
            .map(|one| (one.place, one.stated, one.computed))
            .collect()
    }

    #[test]
    fn items_are_named_by_their_codes() {
        let computed = json!({"nodes": [{"code": "1", "points": 2.85}], "as_of": null});
        let stated = json!({"nodes": [{"code": "1", "points": 3}], "as_of": null});
        let expected = (
            "nodes[1].points".to_owned(),
            Some("3".to_owned()),
            Some("2.85".to_owned()),
        );
        assert_eq!(found(&stated, &computed), [expected]);
    }

    #[test]
    fn numbers_differ_by_their_last_digit_and_null_is_no_text() {
        let number = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        let (one, other) = (
            number("{\"a\": 0.1000000000000000000001}"),
            number("{\"a\": 0.1000000000000000000002}"),
        );
        assert_eq!(found(&one, &other).len(), 1);
        assert_eq!(found(&json!({"a": null}), &json!({"a": "null"})).len(), 1);
    }

    #[test]
    fn keys_that_one_side_lacks_are_told() {
        let found = found(&json!({"b": 1, "c": 2}), &json!({"a": 0, "b": 1}));
        assert_eq!(
            found,
            [
                ("a".to_owned(), None, Some("0".to_owned())),
                ("c".to_owned(), Some("2".to_owned()), None),
            ]
        );
    }
}
