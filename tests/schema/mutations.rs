//! The complete documents, changed in one place at a time: the schema refuses what the reader
//! refuses for structure, and nothing that the reader takes.

use parindex::diagnostic::{Code, Diagnostic};
use parindex::schema::Kind;
use parindex::text::lang::Lang;
use serde_json::{Value, json};

use crate::keys::{WRITTEN, walk};
use crate::refusals::UNSEEN;
use crate::{complete, faults, read, schema, validator};

/// What the reader says where the fault lies not in the form of a value but in what it is held
/// against: another value of the set.
const HELD_AGAINST_ANOTHER: [(Code, &str); 8] = [
    (Code::BadValue, "there is no class"),
    (Code::BadValue, "is neither a source of points nor a code"),
    (Code::BadValue, "lie outside 0 to the leaf's maximum"),
    (Code::BadValue, "this leaf has no figure"),
    (Code::BadBand, "the band is empty"),
    (Code::BadValue, "there is no metric"),
    // What a test is depends on the column.
    (Code::BadValue, "is no value of this column"),
    (Code::WrongShape, "can only be compared with another"),
];

/// A document with one change, and what was changed.
struct Changed {
    what: String,
    document: Value,
    /// The reader takes it for absent, or for text; the schema asks for more care.
    lenient: bool,
}

#[test]
fn other_values() {
    let values = ["{}", "[]", "\"\"", "\"x y\"", "-1", "true", "null"];
    for kind in WRITTEN {
        let whole = complete(kind);
        for (place, _) in places(&whole) {
            for value in values {
                let mut document = whole.clone();
                *document.pointer_mut(&place).unwrap() = serde_json::from_str(value).unwrap();
                let lenient = matches!(value, "true" | "null");
                agree(
                    kind,
                    &Changed {
                        what: format!("{place} = {value}"),
                        document,
                        lenient,
                    },
                );
            }
        }
    }
}

/// Numbers, days, codes, names and wordings as people write them, well and badly.
#[test]
fn plain_values() {
    let forms: [(Kind, &str, &[&str]); 16] = [
        (
            Kind::Criteria,
            "/fields/0/max",
            &[
                "24,0", " 24 ", "2,4", "24%", "1e3", "0", "0,0", "24.", ".5", "1 000", "1.2.3",
                "-1", "2000000",
            ],
        ),
        (
            Kind::Criteria,
            "/fields/0/criteria/1/rule/proportional/full_at",
            &[
                "95 %", "0,95", "0%", "0.00", "0,05%", "-5%", "95%%", "nhiều",
            ],
        ),
        (
            Kind::Criteria,
            "/gates/0/over",
            &["-1", "-0,5", "5%", "--1", "+1"],
        ),
        (Kind::Criteria, "/classes/0/from", &["90 %", "-1", "0.9"]),
        (
            Kind::Criteria,
            "/period/from",
            &[
                "2023-12-15",
                "{year}-01-01",
                "{year - 1}-12-15",
                "{ year }-01-01",
                "{year1}-01-01",
                "{nam}-01-01",
                "{year}-13-01",
                "{year}-02-30",
                "{year}-1-1",
                "31/01/2024",
                "{year}-00-10",
                "{year}",
            ],
        ),
        (
            Kind::Criteria,
            "/year",
            &["1989", "1990", "2999", "3000", "2024.5"],
        ),
        (Kind::Criteria, "/rounding/digits", &["0", "6", "7", "-1"]),
        (
            Kind::Criteria,
            "/fields/2/code",
            &[
                "C.", "C..1", "C,1", "*", "Đ.1", "a b", "I.1.a", ".1", "C-1", "",
            ],
        ),
        (
            Kind::Criteria,
            "/fields/0/criteria/2/figures/0/id",
            &["so-luong", "1a", "số_lượng", "a.b", "_a", "a b", "a%"],
        ),
        (
            Kind::Criteria,
            "/figures/0/id",
            &["level", "points", "not_applicable"],
        ),
        (
            Kind::Criteria,
            "/fields/1/detail",
            &["a {", "a }", "} {", "{hai_long} phiếu", "không có"],
        ),
        (
            Kind::Criteria,
            "/fields/0/criteria/1/rule",
            &["presence", "stated", "awarded", "bands", "best_of", "la"],
        ),
        (
            Kind::Criteria,
            "/fields/0/criteria/3/rule/best_of/3",
            &["presence", "stated", "deduct", "best_of"],
        ),
        (
            Kind::Criteria,
            "/fields/3/criteria/0/rule",
            &["presence", "stated", "awarded"],
        ),
        (
            Kind::Criteria,
            "/fields/3/criteria/0/not_applicable",
            &["forbid", "full"],
        ),
        (
            Kind::Submission,
            "/deadlines/supplement",
            &[
                "2025-01-15",
                "15/1/2025",
                "15.01.2025",
                "Ngày 15 tháng 1 năm 2025",
                "{year}-01-15",
                "{year+1}-01-15",
                "15/1/25",
                "sau này",
                "31/02/2025",
                "",
            ],
        ),
    ];
    for (kind, place, values) in forms {
        let whole = complete(kind);
        for text in values {
            // A number has lost its notation where a schema sees it: 1e3 is 1000 there.
            let number = serde_json::from_str(text).ok().filter(Value::is_number);
            let number = number.filter(|_| !text.contains('e'));
            let mut document = whole.clone();
            *document.pointer_mut(place).unwrap() = number.unwrap_or_else(|| Value::from(*text));
            let what = format!("{place} = `{text}`");
            agree(
                kind,
                &Changed {
                    what,
                    document,
                    lenient: false,
                },
            );
        }
    }
}

#[test]
fn keys_and_items_removed() {
    for kind in WRITTEN {
        let whole = complete(kind);
        for (place, _) in places(&whole) {
            let Some((above, key)) = place.rsplit_once('/') else {
                continue;
            };
            let mut document = whole.clone();
            match document.pointer_mut(above).unwrap() {
                Value::Object(map) => drop(map.shift_remove(key)),
                Value::Array(items) => drop(items.remove(key.parse().unwrap())),
                _ => unreachable!(),
            }
            agree(
                kind,
                &Changed {
                    what: format!("without {place}"),
                    document,
                    lenient: false,
                },
            );
        }
    }
}

#[test]
fn keys_that_nobody_knows() {
    for kind in WRITTEN {
        let whole = complete(kind);
        for (place, value) in places(&whole) {
            let free = place == "/owners" || place == "/columns";
            if !value.is_object() || free {
                continue;
            }
            let document = with(&whole, &place, "khoa_la", json!(1));
            let (reported, found) = verdicts(kind, &document);
            assert!(!reported.is_empty(), "{kind:?} {place}");
            assert!(!found.is_empty(), "{kind:?} {place}");
        }
    }
}

/// Keys of one map put into another of the same kind: what may not stand together, and what
/// may.
#[test]
fn keys_put_together() {
    for kind in WRITTEN {
        let (schema, whole) = (schema(kind), complete(kind));
        let mut maps = Vec::new();
        walk(
            &schema,
            "",
            &schema,
            "",
            &whole,
            &mut |name, _, place, value| {
                maps.push((
                    name.to_owned(),
                    place.to_owned(),
                    value.as_object().unwrap().clone(),
                ));
            },
        );
        let mut changes = 0;
        for (name, place, map) in &maps {
            let mut lent: Vec<&String> = map.keys().collect();
            for (_, _, other) in maps.iter().filter(|(other, ..)| other == name) {
                for (key, value) in other {
                    if lent.contains(&key) {
                        continue;
                    }
                    lent.push(key);
                    let document = with(&whole, place, key, value.clone());
                    agree(
                        kind,
                        &Changed {
                            what: format!("{place} with {key}"),
                            document,
                            lenient: false,
                        },
                    );
                    changes += 1;
                }
            }
        }
        assert!(kind != Kind::Criteria || changes > 100, "{changes}");
    }
}

fn with(whole: &Value, place: &str, key: &str, value: Value) -> Value {
    let mut document = whole.clone();
    let map = document.pointer_mut(place).and_then(Value::as_object_mut);
    map.unwrap().insert(key.to_owned(), value);
    document
}

fn verdicts(kind: Kind, document: &Value) -> (Vec<Diagnostic>, Vec<String>) {
    thread_local! {
        static VALIDATORS: [jsonschema::Validator; 2] = WRITTEN.map(validator);
    }
    let reported = read(kind, document.to_string().as_bytes());
    let index = WRITTEN.iter().position(|other| *other == kind).unwrap();
    (
        reported,
        VALIDATORS.with(|validators| faults(&validators[index], document)),
    )
}

fn agree(kind: Kind, changed: &Changed) {
    let (reported, found) = verdicts(kind, &changed.document);
    let what = &changed.what;
    if found.is_empty() {
        for diagnostic in &reported {
            let (code, message) = (diagnostic.code.id(), diagnostic.message.get(Lang::En));
            assert!(
                beyond(diagnostic),
                "{kind:?} {what}: the schema misses {code}: {message}"
            );
        }
    } else {
        let taken = reported.is_empty() && !changed.lenient;
        assert!(
            !taken,
            "{kind:?} {what}: the reader takes it, the schema says {found:#?}"
        );
    }
}

/// Whether a schema cannot see this.
fn beyond(diagnostic: &Diagnostic) -> bool {
    let message = diagnostic.message.get(Lang::En);
    let held = HELD_AGAINST_ANOTHER
        .iter()
        .any(|(code, words)| *code == diagnostic.code && message.contains(words));
    let unseen = UNSEEN.iter().any(|(code, _)| *code == diagnostic.code);
    held || (unseen && diagnostic.code != Code::BadBand)
}

/// Every value of a document with its place, the document itself first.
fn places(document: &Value) -> Vec<(String, Value)> {
    let mut places = vec![(String::new(), document.clone())];
    let mut next = 0;
    while let Some((place, value)) = places.get(next).cloned() {
        match value {
            Value::Object(map) => {
                let below = map
                    .into_iter()
                    .map(|(key, value)| (format!("{place}/{key}"), value));
                places.extend(below);
            }
            Value::Array(items) => {
                let items = items.into_iter().enumerate();
                places.extend(items.map(|(index, value)| (format!("{place}/{index}"), value)));
            }
            _ => {}
        }
        next += 1;
    }
    places
}
