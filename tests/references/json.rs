//! Every JSON Schema: the command that prints such documents, their keys, and a short example.

use std::collections::BTreeMap;

use parindex::schema::Kind;
use parindex::text::lang::Lang;
use serde_json::{Map, Value};

use crate::{head, printed, read, row};

pub(crate) fn page(lang: Lang) -> String {
    let mut page = lang
        .pick(
            "# JSON\n\n`--format json` của mỗi lệnh in một văn bản theo lược đồ dưới đây; `parindex schema LOẠI` in JSON Schema đầy đủ, \
             cả cho những tệp do người viết. Số là số thập phân chính xác: đừng đọc thành số dấu phẩy động. \
             Khóa, mã và tên không đổi theo `--lang`; câu chữ thì đổi. Khóa có dấu ? có thể không có. Trong các ví dụ, mỗi danh sách chỉ giữ mục đầu tiên.\n",
            "# JSON\n\n`--format json` of each command prints a document by a schema below; `parindex schema KIND` prints the whole JSON Schema, \
             also of the files that people write. Numbers are exact decimals: read them as such, not as floating point. \
             Keys, codes and names never follow `--lang`; texts do. A key with a ? may be absent. In the examples only the first entry of every list is kept.\n",
        )
        .to_owned();
    let mut told = BTreeMap::new();
    for kind in Kind::ALL {
        section(kind, lang, &mut told, &mut page);
    }
    page
}

/// A kind; definitions that an earlier one has told are linked.
fn section(kind: Kind, lang: Lang, told: &mut BTreeMap<String, String>, page: &mut String) {
    let schema = kind.schema(lang).to_value();
    let id = kind.id();
    *page += &format!(
        "\n## {id}\n\n{}: {}\n",
        upper(&kind.about(lang)),
        schema["description"].as_str().unwrap()
    );
    let mut links = BTreeMap::new();
    let empty = Map::new();
    let definitions = schema["$defs"].as_object().unwrap_or(&empty);
    for (name, definition) in definitions {
        let same = format!("{name} {definition}");
        let anchor = told
            .entry(same)
            .or_insert_with(|| format!("{id}-{}", name.to_lowercase()));
        links.insert(name.clone(), anchor.clone());
    }
    *page += &keys(&schema, &links, lang);
    for (name, definition) in definitions {
        let anchor = format!("{id}-{}", name.to_lowercase());
        if links[name] != anchor {
            continue;
        }
        let about = definition["description"].as_str().unwrap_or_default();
        *page += &format!("\n<a id=\"{anchor}\"></a>\n\n**{name}**: {about}\n");
        *page += &keys(definition, &links, lang);
        *page += &names(definition, &links, lang);
    }
    *page += &example(kind, lang);
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// The keys of an object, a row each.
fn keys(definition: &Value, links: &BTreeMap<String, String>, lang: Lang) -> String {
    let Some(properties) = definition["properties"].as_object() else {
        return String::new();
    };
    let required = definition["required"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let mut table = head(&[
        lang.pick("Khóa", "Key"),
        lang.pick("Kiểu", "Type"),
        lang.pick("Nghĩa", "Meaning"),
    ]);
    for (name, property) in properties {
        let always = required.iter().any(|key| key == name);
        table += &row(&[
            &if always {
                format!("`{name}`")
            } else {
                format!("`{name}`?")
            },
            &form(property, links, lang),
            property["description"].as_str().unwrap_or_default(),
        ]);
    }
    table
}

/// What a definition can be, where it is one of several names or forms.
fn names(definition: &Value, links: &BTreeMap<String, String>, lang: Lang) -> String {
    let forms = ["oneOf", "anyOf"].map(|keyword| definition[keyword].as_array());
    let mut list = String::new();
    for form_of in forms.into_iter().flatten().flatten() {
        let about = form_of["description"].as_str().unwrap_or_default();
        match form_of["const"].as_str() {
            Some(name) => list += &format!("- `{name}`: {about}\n"),
            None if form_of["properties"].is_object() => {
                list += &format!("\n{about}\n{}\n", keys(form_of, links, lang));
            }
            None => {
                let shown = form(form_of, links, lang);
                if !shown.is_empty() && form_of["description"].is_string() {
                    list += &format!("- {shown}: {about}\n");
                } else if !shown.is_empty() && form_of["$ref"].is_string() {
                    list += &format!("- {shown}\n");
                }
            }
        }
    }
    if list.is_empty() {
        list
    } else {
        format!("\n{list}")
    }
}

/// The type of a value in words.
fn form(schema: &Value, links: &BTreeMap<String, String>, lang: Lang) -> String {
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|path| path.strip_prefix("#/$defs/"))
    {
        return format!("[{name}](#{})", links[name]);
    }
    if let Some(only) = schema.get("const") {
        return format!("`{only}`");
    }
    if let Some(values) = schema["enum"].as_array() {
        let values = values
            .iter()
            .map(|value| format!("`{}`", value.as_str().unwrap_or("null")));
        return values.collect::<Vec<_>>().join(", ");
    }
    let forms = ["anyOf", "oneOf"].map(|keyword| schema[keyword].as_array());
    let forms: Vec<String> = forms
        .into_iter()
        .flatten()
        .flatten()
        .map(|one| form(one, links, lang))
        .filter(|one| !one.is_empty())
        .collect();
    let types = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        Value::String(name) => vec![name.as_str()],
        _ => Vec::new(),
    };
    if types.is_empty() || (!forms.is_empty() && schema["properties"].is_null()) {
        return forms.join(lang.pick(" hoặc ", " or "));
    }
    let shown = types.into_iter().map(|name| match name {
        "array" => {
            let items = form(&schema["items"], links, lang);
            lang.pick(format!("danh sách {items}"), format!("list of {items}"))
        }
        "object" => match schema.get("additionalProperties") {
            Some(values) if values.is_object() => {
                let values = form(values, links, lang);
                lang.pick(format!("{values} theo khóa"), format!("{values} by key"))
            }
            _ => lang.pick("bảng khóa", "object").to_owned(),
        },
        "string" => lang.pick("chữ", "text").to_owned(),
        "number" => lang.pick("số", "number").to_owned(),
        "integer" => lang.pick("số nguyên", "whole number").to_owned(),
        "boolean" => "true, false".to_owned(),
        other => other.to_owned(),
    });
    shown.collect::<Vec<_>>().join(lang.pick(" hoặc ", " or "))
}

/// What is run for the example, in which folder; a file, where people write such documents.
fn source(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Criteria => ("examples/toi-thieu/bo-tieu-chi.yaml", ""),
        Kind::Submission => ("examples/phu-my-2023/parindex.yaml", ""),
        Kind::Crosswalk => ("tests/compare/chuyen-doi.yaml", ""),
        Kind::Result => ("", "score examples/phu-my-2023"),
        Kind::Explain => ("", "explain 2.3.1 examples/phu-my-2023"),
        Kind::Plan => (
            "",
            "plan examples/phu-my-2023 --target 94 --as-of 2024-01-05",
        ),
        Kind::Weakest => ("", "plan examples/phu-my-2023 --weakest --as-of 2024-01-05"),
        Kind::Receipt => (
            "",
            "report examples/phu-my-2023 --kind receipt --as-of 2024-01-05",
        ),
        Kind::Ranking => ("", "rank examples/phu-my-2023 --basis computed --details"),
        Kind::Recheck => ("", "recheck tests/data/recheck"),
        Kind::Audit => (
            "tests/audit/sau-xa",
            "audit --criteria bo-tieu-chi.yaml --evidence minh-chung.csv --figures so-lieu.csv --attachments tep --appraisals tham-dinh.csv",
        ),
        Kind::Register => (
            "",
            "register examples/mot-cua-2023/so-theo-doi.csv --year 2023",
        ),
        Kind::Check => ("", "check examples/phu-my-2023"),
        Kind::Reconcile => (
            "",
            "reconcile examples/phu-my-2023 --published examples/phu-my-2023/cong-bo.csv",
        ),
        Kind::Compare => ("", "compare examples/so-sanh/truoc examples/so-sanh/nay"),
        Kind::CriteriaList => ("", "criteria list"),
        Kind::CriteriaView => ("", "criteria show an-giang-xa-2023"),
    }
}

fn example(kind: Kind, lang: Lang) -> String {
    let (place, command) = source(kind);
    if kind.command().is_none() {
        return format!("\n`{place}`:\n\n```yaml\n{}\n```\n", read(place).trim_end());
    }
    let arguments: Vec<&str> = command
        .split(' ')
        .chain(["--format", "json", "--quiet"])
        .collect();
    let mut document: Value = serde_json::from_str(&printed(place, &arguments, lang)).unwrap();
    // What a result carries to be worked out again is most of it, and for the program alone.
    if let Value::Object(keys) = &mut document {
        keys.shift_remove("record");
    }
    shorten(&mut document);
    format!("\n`parindex {command} --format json`:\n\n```json\n{document:#}\n```\n")
}

/// Of every list the first entry.
fn shorten(value: &mut Value) {
    match value {
        Value::Array(items) => {
            items.truncate(1);
            items.iter_mut().for_each(shorten);
        }
        Value::Object(keys) => keys.values_mut().for_each(shorten),
        _ => {}
    }
}
