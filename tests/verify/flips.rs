//! Every value of a result is changed in turn, and every change is found.

use std::io::{Cursor, Read, Write};

use serde_json::Value;

use crate::{done, matches, smallest};

/// What every kind of result is made of: claims, published points, owners, what does not hold.
const MORE: &str = "claims: [tu-cham.csv]\npublished: [cong-bo.csv]\nowners: { Văn phòng: Nguyễn Văn A }\n\
     deadlines: { supplement: 2024-01-15 }\nletter: { body: UBND xã A, place: Xã A }\n";

fn submission() -> tempfile::TempDir {
    let folder = smallest(MORE);
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("tu-cham.csv", "tieu_chi,diem,giai_trinh\n1.1,2,đã làm đủ\n");
    write("cong-bo.csv", "tieu_chi,diem\n1.1,1\n1,2\n9.9,1\n");
    folder
}

/// The places of all values that are neither lists nor objects, and of all keys.
fn places(place: &str, value: &Value, values: &mut Vec<String>, keys: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let place = format!("{place}/{key}");
                keys.push(place.clone());
                places(&place, value, values, keys);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let place = format!("{place}/{index}");
                keys.push(place.clone());
                places(&place, item, values, keys);
            }
        }
        _ => values.push(place.to_owned()),
    }
}

fn flipped(value: &Value) -> Value {
    match value {
        Value::Null => Value::from("x"),
        Value::Bool(is) => Value::Bool(!is),
        Value::Number(number) => {
            let other = if number.to_string() == "7" { "8" } else { "7" };
            serde_json::from_str(other).unwrap()
        }
        Value::String(text) => Value::from(format!("{text}x")),
        other => unreachable!("{other}"),
    }
}

#[test]
fn every_value_of_a_json_result_counts() {
    let folder = submission();
    let text = done(
        folder.path(),
        &["score", "-q", "--format", "json", "--as-of", "2024-01-10"],
    );
    assert!(matches(text.as_bytes()));
    let whole: Value = serde_json::from_str(&text).unwrap();
    let (mut values, mut keys) = (Vec::new(), Vec::new());
    places("", &whole, &mut values, &mut keys);
    assert!(values.len() > 200, "{}", values.len());
    let mut unseen = Vec::new();
    for place in &values {
        let mut changed = whole.clone();
        let value = changed.pointer_mut(place).unwrap();
        *value = flipped(value);
        if matches(changed.to_string().as_bytes()) {
            unseen.push(place);
        }
    }
    assert!(unseen.is_empty(), "{unseen:#?}");
    // A key or an item that goes is found as well.
    for place in &keys {
        let mut changed = whole.clone();
        let (above, name) = place.rsplit_once('/').unwrap();
        match changed.pointer_mut(above).unwrap() {
            Value::Object(map) => drop(map.shift_remove(name)),
            Value::Array(items) => drop(items.remove(name.parse().unwrap())),
            other => unreachable!("{other}"),
        }
        if matches(changed.to_string().as_bytes()) {
            unseen.push(place);
        }
    }
    assert!(unseen.is_empty(), "{unseen:#?}");
}

/// A JSON result that another program laid out anew says the same.
#[test]
fn the_layout_of_json_does_not_count() {
    let folder = submission();
    let text = done(folder.path(), &["score", "-q", "--format", "json"]);
    let mut result: Value = serde_json::from_str(&text).unwrap();
    result.sort_all_objects();
    assert!(matches(result.to_string().as_bytes()));
    let mut wide = "\u{FEFF}".to_owned();
    wide += &serde_json::to_string_pretty(&result)
        .unwrap()
        .replace('\n', "\r\n");
    assert!(matches(wide.as_bytes()));
}

#[test]
fn every_text_of_a_page_counts() {
    let folder = submission();
    let page = done(folder.path(), &["score", "-q", "--format", "html"]);
    assert!(matches(page.as_bytes()));
    assert!(matches(page.replace('\n', "\r\n").as_bytes()));
    let mut changes = 0;
    let mut start = 0;
    while let Some(end) = page[start..].find('<').map(|at| start + at) {
        let text = &page[start..end];
        // The letter in the middle of each text, the record's too, becomes another.
        if !text.trim().is_empty() {
            let letters: Vec<_> = text.char_indices().collect();
            let solid: Vec<_> = letters.iter().filter(|(_, c)| !c.is_whitespace()).collect();
            let (at, letter) = *solid[solid.len() / 2];
            let other = if letter == '7' { "8" } else { "7" };
            let at = start + at;
            let changed = format!("{}{other}{}", &page[..at], &page[at + letter.len_utf8()..]);
            assert!(!matches(changed.as_bytes()), "{text}");
            changes += 1;
        }
        start = end + page[end..].find('>').unwrap() + 1;
    }
    assert!(changes > 200, "{changes}");
}

/// Every string and every number of the workbook's parts; those in which Excel keeps something
/// else (fonts, properties) say nothing.
#[test]
fn every_cell_of_a_workbook_counts() {
    let folder = submission();
    for kind in ["self", "plan"] {
        let arguments = [
            "report",
            "-q",
            "--kind",
            kind,
            "--as-of",
            "2024-01-10",
            "-o",
            "giay.xlsx",
            "--force",
        ];
        done(folder.path(), &arguments);
        let whole = std::fs::read(folder.path().join("giay.xlsx")).unwrap();
        assert!(matches(&whole), "{kind}");
        let parts = parts(&whole);
        let mut changes = 0;
        for (at, (name, text)) in parts.iter().enumerate() {
            let (open, close) = match name.as_str() {
                "xl/sharedStrings.xml" => (">", "</t>"),
                name if name.starts_with("xl/worksheets/sheet") => (">", "</v>"),
                _ => continue,
            };
            let Ok(text) = std::str::from_utf8(text) else {
                continue;
            };
            for (end, _) in text.match_indices(close) {
                let start = text[..end].rfind(open).unwrap() + 1;
                let cell = text[..start].rfind("<c ").map_or("", |at| &text[at..start]);
                // Strings of cells stand in their own part, and drawn numbers in another.
                if start == end || (close == "</v>" && cell.contains("t=\"s\"")) {
                    continue;
                }
                let changed = format!("{}7{}", &text[..start], &text[start..]);
                let mut all = parts.clone();
                all[at].1 = changed.into_bytes();
                assert!(
                    !matches(&packed(&all)),
                    "{kind} {name}: {}",
                    &text[start..end]
                );
                changes += 1;
            }
        }
        assert!(changes > 60, "{kind}: {changes}");
    }
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name.as_str(), options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
