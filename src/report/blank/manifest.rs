//! `parindex.yaml` of an empty submission.

use serde_json::Value;

use crate::evidence::manifest::Manifest;
use crate::report::blank::{ATTACHMENTS, Contents, rows};

/// Writes the manifest; the names of its tables are those of [`super::tables`].
pub(super) fn write(contents: &Contents<'_>) -> String {
    let Manifest {
        unit,
        year,
        criteria,
        owners,
        ..
    } = contents.manifest;
    let mut lines = vec![
        "# Hồ sơ tự chấm điểm: điền các bảng CSV rồi chạy `parindex score` trong thư mục này."
            .to_owned(),
    ];
    let parts = pairs([("code", &unit.code), ("name", &unit.name)]);
    if parts.is_empty() {
        lines.push("# unit: { code: ..., name: ... }".to_owned());
    } else {
        lines.push(format!("unit: {{ {parts} }}"));
    }
    lines.extend(year.map(|year| format!("year: {year}")));
    let criteria = criteria.as_deref();
    lines.extend(criteria.map(|criteria| format!("criteria: {}", quoted(criteria))));
    lines.push("evidence: [minh-chung.csv]".to_owned());
    lines.push("figures: [so-lieu.csv]".to_owned());
    lines.push("claims: [tu-cham.csv]".to_owned());
    lines.push(format!("attachments: {ATTACHMENTS}"));
    let roles = rows::roles(contents.set);
    if !roles.is_empty() {
        lines.push("# Ai phụ trách (vai trong bộ tiêu chí: người):".to_owned());
        lines.push("owners:".to_owned());
        lines.extend(roles.into_iter().map(|role| {
            let person = owners.get(role).map(|person| quoted(person));
            let person = person.map_or_else(String::new, |person| format!(" {person}"));
            format!("  {}:{person}", quoted(role))
        }));
    }
    lines.extend(letter(contents.manifest));
    lines.push(String::new());
    lines.join("\n")
}

/// What the letter states; nothing where it states nothing.
fn letter(manifest: &Manifest) -> Vec<String> {
    let letter = &manifest.letter;
    let texts = pairs([("body", &letter.body), ("place", &letter.place)]);
    let signer = pairs([
        ("for", &letter.signer_for),
        ("title", &letter.signer_title),
        ("name", &letter.signer_name),
    ]);
    let list = |key: &str, items: &[String]| {
        let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
        (!items.is_empty()).then(|| format!("{key}: [{}]", items.join(", ")))
    };
    let parts: Vec<String> = [
        (!texts.is_empty()).then_some(texts),
        (!signer.is_empty()).then(|| format!("signer: {{ {signer} }}")),
        list("grounds", &letter.grounds),
        list("recipients", &letter.recipients),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![
        "# Thể thức của văn bản in ra:".to_owned(),
        "letter:".to_owned(),
    ];
    lines.push(format!("  {{ {} }}", parts.join(", ")));
    lines
}

/// The keys that have a value, in one line.
fn pairs<const N: usize>(pairs: [(&str, &Option<String>); N]) -> String {
    let stated = pairs.into_iter().filter_map(|(key, value)| {
        let value = value.as_deref()?;
        Some(format!("{key}: {}", quoted(value)))
    });
    stated.collect::<Vec<_>>().join(", ")
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
