//! What the readers refuse for structure, the schemas refuse: every folder of `tests/invalid/`
//! whose set or manifest the readers refuse, sorted by code.

use std::path::Path;

use parindex::diagnostic::Code;
use parindex::schema::Kind;
use serde_json::json;

use crate::{ROOT, codes, complete, faults, parsed, read, validator};

/// What schemas refuse too.
const SEEN: [Code; 7] = [
    Code::WrongShape,
    Code::UnknownKey,
    Code::MissingKey,
    Code::BadValue,
    Code::BadSchema,
    Code::UnknownRule,
    Code::MisplacedField,
];

/// What no schema sees, and why.
pub(crate) const UNSEEN: [(Code, &str); 12] = [
    (Code::YamlSyntax, "there is no document to look at"),
    (
        Code::DuplicateKey,
        "a key stands once in what a schema sees",
    ),
    (Code::DuplicateCode, "values of several maps are compared"),
    (Code::DuplicateId, "values of several maps are compared"),
    (Code::SumMismatch, "numbers are added up"),
    (
        Code::TooManyDecimals,
        "decimals are counted, against `rounding.digits`",
    ),
    (
        Code::BadExpression,
        "an expression is a language of its own",
    ),
    (
        Code::OnZeroMissing,
        "an expression is a language of its own",
    ),
    (Code::UnknownDocument, "a name is looked up elsewhere"),
    (
        Code::BadDate,
        "the form of a day is seen, the length of months is not",
    ),
    (
        Code::BadBand,
        "which keys a band has is seen, which of its bounds is greater is not",
    ),
    (Code::BadOrder, "values of several maps are compared"),
];

#[test]
fn every_refusal_of_the_readers_is_sorted_and_the_schemas_refuse_theirs() {
    let (set, manifest) = (validator(Kind::Criteria), validator(Kind::Submission));
    let mut met = Vec::new();
    for code in Code::ALL {
        let folder = Path::new(ROOT).join("tests/invalid").join(code.id());
        for (kind, name, validator) in [
            (Kind::Criteria, "bo-tieu-chi.yaml", &set),
            (Kind::Submission, "parindex.yaml", &manifest),
        ] {
            let path = folder.join(name);
            let Ok(text) = std::fs::read(&path) else {
                continue;
            };
            let reported = codes(&read(kind, &text));
            let Some(first) = reported.first() else {
                continue;
            };
            assert!(
                reported.iter().all(|other| other == first),
                "{}",
                path.display()
            );
            met.push(*first);
            let seen = SEEN.contains(first);
            let unseen = UNSEEN.iter().any(|(code, _)| code == first);
            assert!(
                seen != unseen,
                "{}: is {} one of SEEN, or of UNSEEN?",
                path.display(),
                first.id()
            );
            let Some(value) = parsed(&path) else {
                assert!(unseen, "{}", path.display());
                continue;
            };
            let found = faults(validator, &value);
            assert_eq!(!found.is_empty(), seen, "{}: {found:#?}", path.display());
        }
    }
    for code in SEEN.iter().chain(UNSEEN.iter().map(|(code, _)| code)) {
        assert!(met.contains(code), "no folder has {}", code.id());
    }
}

/// Of several problems of one set the schema sees those it can see, each in its place.
#[test]
fn several_problems_are_seen_at_once() {
    let path = Path::new(ROOT).join("tests/invalid/_nhieu-loi-bo-tieu-chi/bo-tieu-chi.yaml");
    let found = faults(&validator(Kind::Criteria), &parsed(&path).unwrap());
    let places: Vec<&str> = found
        .iter()
        .filter_map(|fault| fault.split(": ").next())
        .collect();
    let expected = [
        "/level",
        "/fields/0/criteria/0/rule",
        "/fields/0/criteria/1",
    ];
    assert_eq!(places, expected, "{found:#?}");
}

/// Both refuse a set that scores nothing.
#[test]
fn a_set_has_fields() {
    let mut set = complete(Kind::Criteria);
    for (key, value) in [
        ("fields", json!([])),
        ("total", json!(0)),
        ("ranking", json!({})),
    ] {
        set[key] = value;
    }
    let reported = read(Kind::Criteria, set.to_string().as_bytes());
    assert_eq!(codes(&reported), [Code::BadValue], "{reported:#?}");
    assert_eq!(faults(&validator(Kind::Criteria), &set).len(), 1);
}
