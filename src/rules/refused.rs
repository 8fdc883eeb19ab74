//! Rules that a set may not state: each is refused with its own code, and its neighbour is read.

use std::sync::Arc;

use crate::criteria::read;
use crate::diagnostic::{Code, Problems, SourceFile};

/// The codes of all problems of a set with one leaf worth 4, which has this rule and requires
/// the document `kh`; `None` where no set was read.
fn problems_with(rule: &str) -> (bool, Vec<Code>) {
    let text = format!(
        "schema: parindex/criteria/v1\nid: thu\nname: Thử\nlevel: xa\nprovince: Minh họa\nyear: 2026\n\
         provenance: illustrative\nperiod: {{ from: 2026-01-01, to: 2026-12-31 }}\n\
         rounding: {{ digits: 2, mode: half_up, at: leaf }}\ntotal: 4\nfields:\n\
         \x20 - code: \"1\"\n    name: Một lĩnh vực\n    max: 4\n    criteria:\n\
         \x20     - code: \"1.1\"\n        name: Nhiệm vụ\n        max: 4\n\
         \x20       documents: [{{ id: kh, name: Kế hoạch }}]\n\
         \x20       figures: [{{ id: n, kind: count }}, {{ id: ngay, kind: date }}]\n\
         \x20       rule: {rule}\n"
    );
    let problems = Problems::default();
    let (file, _) = SourceFile::new("bo-tieu-chi.yaml", text.as_bytes());
    let set = read::read(&Arc::new(file), None, &problems);
    let codes = problems.into_sorted();
    (
        set.is_some(),
        codes.iter().map(|found| found.code).collect(),
    )
}

#[test]
fn each_fault_has_its_code() {
    for (rule, code) in [
        ("{}", Code::MissingKey),
        (
            "{ per_item: { value: n, points: 1 }, presence: }",
            Code::UnknownKey,
        ),
        ("deduct", Code::MissingKey),
        (
            "{ per_item: { value: n, points: 1, bonus: 2 } }",
            Code::UnknownKey,
        ),
        ("{ stated: { choices: [5] } }", Code::BadValue),
        ("{ stated: { choices: [-1] } }", Code::BadValue),
        ("{ per_item: { value: n, points: 0 } }", Code::BadValue),
        ("{ per_item: { value: n, points: -1 } }", Code::BadValue),
        (
            "{ per_item: { value: ngay, points: 1 } }",
            Code::BadExpression,
        ),
        (
            "{ per_item: { value: n +, points: 1 } }",
            Code::BadExpression,
        ),
        ("{ proportional: { value: 1 / n } }", Code::OnZeroMissing),
        ("{ best_of: [] }", Code::BadValue),
        ("{ best_of: [presence, best_of] }", Code::UnknownRule),
        (
            "{ best_of: [presence, { best_of: [presence] }] }",
            Code::UnknownRule,
        ),
        ("{ levels: { levels: [] } }", Code::BadValue),
        (
            "{ levels: { levels: [{ id: a, points: 4 }, { id: a, points: 0 }] } }",
            Code::DuplicateId,
        ),
        (
            "{ levels: { levels: [{ id: a, points: 4, extra: 1 }] } }",
            Code::UnknownKey,
        ),
        ("{ deadline: { document: kh, steps: [] } }", Code::BadValue),
        (
            "{ deadline: { document: bc, steps: [{ by: 2026-01-10, points: 4 }] } }",
            Code::UnknownDocument,
        ),
        (
            "{ deadline: { document: kh, steps: [{ by: 2026-01-10, points: 4, extra: 1 }] } }",
            Code::UnknownKey,
        ),
        (
            "{ deadline: { document: kh, steps: [{ by: 2026-01-10, points: 4 }, \
             { by: 2026-01-10, points: 2 }] } }",
            Code::BadOrder,
        ),
        (
            "{ deadline: { document: kh, steps: [{ by: 2026-01-10, points: 4 }, \
             { by: 2026-01-20, points: 2 }, { by: 2026-01-15, points: 1 }] } }",
            Code::BadOrder,
        ),
    ] {
        let (_, codes) = problems_with(rule);
        assert!(codes.contains(&code), "{rule}: {codes:?}");
    }
}

#[test]
fn a_band_has_one_way_to_give_points_and_two_ends_in_order() {
    let with = |band: &str| problems_with(&format!("{{ bands: {{ value: n, bands: [{band}] }} }}"));
    for band in [
        "",
        "{ from: 0 }",
        "{ from: 0, points: 4, proportional: true }",
        "{ from: 0, over: 1, points: 4 }",
        "{ from: 0, to: 1, interpolate: [1] }",
        "{ from: 0, interpolate: [1, 4] }",
        "{ to: 5, interpolate: [1, 4] }",
        "{ from: 2, to: 1, points: 4 }",
        "{ over: 2, to: 2, points: 4 }",
        "{ from: 2, below: 2, points: 4 }",
        "{ from: 2, to: 2, interpolate: [1, 4] }",
    ] {
        let (read, codes) = with(band);
        assert!(codes.contains(&Code::BadBand), "{band}: {codes:?}");
        assert!(!read, "{band}");
    }
    let (_, codes) = with("{ from: 0, points: 4, extra: 1 }");
    assert!(codes.contains(&Code::UnknownKey), "{codes:?}");
    // One value alone is a band where both of its ends belong to it.
    let (_, codes) = with("{ from: 2, to: 2, points: 4 }, { from: 0, below: 2, points: 0 }");
    assert!(!codes.contains(&Code::BadBand), "{codes:?}");
}
