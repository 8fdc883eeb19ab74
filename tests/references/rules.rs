//! Every kind of rule: its parameters, its points, an example out of its case, and the words
//! that `criteria show` has for it.

use parindex::rules::KINDS;
use parindex::schema::Kind;
use parindex::text::lang::Lang;
use serde_json::Value;

use crate::{head, printed, read, row};

pub(crate) fn page(lang: Lang) -> String {
    let schema = Kind::Criteria.schema(lang).to_value();
    let rule = &schema["$defs"]["Rule"];
    let mut page = format!(
        "# {}\n\n{}\n",
        lang.pick("Quy tắc tính điểm", "Rules"),
        rule["description"].as_str().unwrap()
    );
    for kind in KINDS {
        let of = &rule["properties"][kind];
        page += &format!("\n## {kind}\n\n{}\n", of["description"].as_str().unwrap());
        let definition = definition(&schema, of);
        if let Some(parameters) = definition["properties"].as_object() {
            page += &table(&schema, definition, parameters, lang);
            for below in parameters.values().map(|parameter| &parameter["items"]) {
                let item = self::definition(&schema, below);
                if let Some(keys) = item["properties"].as_object() {
                    page += &format!("\n{}\n", item["description"].as_str().unwrap());
                    page += &table(&schema, item, keys, lang);
                }
            }
        }
        let (code, leaf) = example(kind);
        let words = words(kind, &code, lang);
        page += &format!("\n```yaml\n{leaf}\n```\n\n> {words}\n");
    }
    page
}

fn table(
    schema: &Value,
    definition: &Value,
    parameters: &serde_json::Map<String, Value>,
    lang: Lang,
) -> String {
    if parameters.is_empty() {
        return String::new();
    }
    let required = definition["required"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let mut table = head(&[
        lang.pick("Tham số", "Parameter"),
        lang.pick("Bắt buộc", "Required"),
        lang.pick("Nghĩa", "Meaning"),
    ]);
    for (name, parameter) in parameters {
        let needed = required.iter().any(|key| key == name);
        let named = self::definition(schema, parameter)["oneOf"].as_array();
        let values = named.into_iter().flatten().filter_map(|value| {
            let (name, meaning) = (value["const"].as_str()?, value["description"].as_str()?);
            Some(format!("`{name}`: {meaning}"))
        });
        let values: Vec<String> = values.collect();
        let meaning = parameter["description"].as_str().unwrap();
        table += &row(&[
            &format!("`{name}`"),
            if needed { lang.pick("có", "yes") } else { "" },
            [&[meaning.to_owned()], values.as_slice()]
                .concat()
                .join(" ")
                .trim(),
        ]);
    }
    table
}

fn definition<'s>(schema: &'s Value, of: &'s Value) -> &'s Value {
    let reference = of["$ref"]
        .as_str()
        .and_then(|path| path.strip_prefix("#/$defs/"));
    reference.map_or(of, |name| &schema["$defs"][name])
}

fn case(kind: &str) -> String {
    format!(
        "tests/cases/quy-tac-{}/bo-tieu-chi.yaml",
        kind.replace('_', "-")
    )
}

/// The first leaf of the kind's case that is written out with such a rule: its code and its text.
fn example(kind: &str) -> (String, String) {
    let set = read(&case(kind));
    let lines: Vec<&str> = set.lines().collect();
    let depth = |line: &str| line.len() - line.trim_start().len();
    for (at, line) in lines.iter().enumerate() {
        let start = line.trim_start();
        let starts = ["- code: ", "- { code: "].map(|start_of| start.strip_prefix(start_of));
        let Some(code) = starts.into_iter().flatten().next() else {
            continue;
        };
        let code = code.split(',').next().unwrap_or_default();
        let margin = depth(line);
        let rest = lines[at + 1..]
            .iter()
            .take_while(|below| depth(below) > margin);
        let leaf: Vec<&str> = std::iter::once(*line).chain(rest.copied()).collect();
        let text = leaf.join("\n");
        let inner = text.contains("criteria:") || text.contains('*');
        if inner || !states(&text, kind) {
            continue;
        }
        let shifted = leaf.iter().map(|line| without_anchor(&line[margin..]));
        return (
            code.trim_matches('"').to_owned(),
            shifted.collect::<Vec<_>>().join("\n"),
        );
    }
    panic!(
        "{}: no leaf is written out with the rule {kind}",
        case(kind)
    );
}

/// Whether a leaf's own rule is of this kind, however it is laid out.
fn states(leaf: &str, kind: &str) -> bool {
    let Some((_, rule)) = leaf.split_once("rule:") else {
        return kind == "presence" && leaf.contains("documents:");
    };
    let rule = without_anchor(rule);
    let rule = rule.trim_start_matches([' ', '{', '\n', '\r']);
    let named = rule.strip_prefix(kind);
    named.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ' ', '\n']))
}

fn without_anchor(line: &str) -> String {
    let kept = line.split(' ').filter(|word| !word.starts_with('&'));
    kept.collect::<Vec<_>>().join(" ")
}

/// What `criteria show` says of the leaf's rule.
fn words(kind: &str, code: &str, lang: Lang) -> String {
    let case = case(kind);
    let shown = printed("", &["criteria", "show", &case, "--format", "json"], lang);
    let shown: Value = serde_json::from_str(&shown).unwrap();
    let mut nodes = shown["nodes"].as_array().unwrap().iter();
    let node = nodes.find(|node| node["code"] == code).unwrap();
    assert_eq!(node["rule"]["kind"], kind, "{code}");
    node["rule"]["words"].as_str().unwrap().to_owned()
}
