//! Every key and every named value is explained, in both languages.

use parindex::schema::Kind;
use parindex::text::lang::Lang;
use serde_json::Value;

#[test]
fn all_keys_and_values_are_explained_in_both_languages() {
    for kind in Kind::ALL {
        let [english, vietnamese] = [Lang::En, Lang::Vi].map(|lang| kind.schema(lang).to_value());
        let mut places = Vec::new();
        explained("", &english, &mut places);
        assert!(places.len() > 10, "{kind:?}");
        for place in places {
            let wording = |schema: &Value| {
                let wording = schema.pointer(&format!("{place}/description"))?;
                wording.as_str().map(str::to_owned)
            };
            let (english, vietnamese) = (wording(&english), wording(&vietnamese));
            assert!(english.is_some(), "{kind:?} {place}");
            assert_ne!(english, vietnamese, "{kind:?} {place}");
        }
    }
}

/// The places of all definitions, keys that may stand, and values that have a name.
fn explained(place: &str, schema: &Value, places: &mut Vec<String>) {
    let Value::Object(keywords) = schema else {
        return;
    };
    let below = |keyword: &str| keywords.get(keyword).and_then(Value::as_object);
    let whole = keywords.get("additionalProperties").is_some();
    for keyword in ["$defs", "properties"] {
        for (name, schema) in below(keyword).into_iter().flatten() {
            let place = format!("{place}/{keyword}/{name}");
            explained(&place, schema, places);
            if whole || keyword == "$defs" {
                places.push(place);
            }
        }
    }
    let named = keywords.get("oneOf").and_then(Value::as_array);
    for (index, value) in named.into_iter().flatten().enumerate() {
        if value.get("const").is_some() {
            places.push(format!("{place}/oneOf/{index}"));
        }
    }
}
