use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// Number, year, type, issuer, unit.
type Parts = (
    &'static str,
    Option<i16>,
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
);

fn parts(symbol: &Symbol) -> (&str, Option<i16>, Option<&str>, Option<&str>, Option<&str>) {
    (
        &symbol.number,
        symbol.year,
        symbol.kind,
        symbol.issuer.as_deref(),
        symbol.unit.as_deref(),
    )
}

fn parse(text: &str) -> Symbol {
    Symbol::parse(text).unwrap_or_else(|| panic!("no symbol in {text}"))
}

#[test]
fn reads_what_the_decree_and_party_offices_write() {
    let cases: [(&str, Parts, Style); 15] = [
        (
            "45/KH-UBND",
            ("45", None, Some("KH"), Some("UBND"), None),
            Style::State,
        ),
        (
            "12/BC-UBND-VP",
            ("12", None, Some("BC"), Some("UBND"), Some("VP")),
            Style::State,
        ),
        (
            "1749/UBND-VP",
            ("1749", None, None, Some("UBND"), Some("VP")),
            Style::State,
        ),
        (
            "30/2018/QĐ-UBND",
            ("30", Some(2018), Some("QĐ"), Some("UBND"), None),
            Style::State,
        ),
        (
            "15/2023/NQ-HĐND",
            ("15", Some(2023), Some("NQ"), Some("HĐND"), None),
            Style::State,
        ),
        (
            "05/NQ-HĐND",
            ("5", None, Some("NQ"), Some("HĐND"), None),
            Style::State,
        ),
        (
            "30/2020/NĐ-CP",
            ("30", Some(2020), Some("NĐ"), Some("CP"), None),
            Style::State,
        ),
        (
            "63/2025/QH15",
            ("63", Some(2025), None, Some("QH15"), None),
            Style::State,
        ),
        (
            "12/CTr-UBND",
            ("12", None, Some("CTr"), Some("UBND"), None),
            Style::State,
        ),
        (
            "7/SY-UBND",
            ("7", None, Some("SY"), Some("UBND"), None),
            Style::State,
        ),
        (
            "08/SGD&ĐT-VP",
            ("8", None, None, Some("SGD&ĐT"), Some("VP")),
            Style::State,
        ),
        (
            "112/QĐ-TTg",
            ("112", None, Some("QĐ"), Some("TTg"), None),
            Style::State,
        ),
        (
            "01-KH/ĐU",
            ("1", None, Some("KH"), Some("ĐU"), None),
            Style::Party,
        ),
        (
            "125-BC/ĐU",
            ("125", None, Some("BC"), Some("ĐU"), None),
            Style::Party,
        ),
        (
            "36-HD/VPTW",
            ("36", None, Some("HD"), Some("VPTW"), None),
            Style::Party,
        ),
    ];
    for (text, expected, style) in cases {
        let symbol = parse(text);
        assert_eq!(parts(&symbol), expected, "{text}");
        assert_eq!(symbol.style, Some(style), "{text}");
    }
}

#[test]
fn reads_it_however_it_is_written() {
    let expected = parse("12/QĐ-UBND");
    for text in [
        "Số: 12/QĐ-UBND",
        "số 012/QĐ-UBND",
        "Số:12 / QĐ – UBND",
        "12\u{a0}/\u{a0}QĐ\u{2011}UBND",
        "12/Q\u{200b}Đ—UBND",
        "12/QÐ-UBND",
        "12/QD-UBND",
        "12/qđ-ubnd",
        "12/qð-Ubnd",
        "Quyết định số 12/QĐ-UBND ngày 05/3/2023",
        "12/QĐ-UBND.",
        "(12/QĐ-UBND)",
        "12/QĐ-UBND.Căn cứ",
        "12/QĐ-UBND.pdf",
        "Số: 12/QĐ-UBND          Phú Mỹ, ngày 05 tháng 3 năm 2023",
        "Số: 12/QĐ-UBND - Lưu: VT",
    ] {
        assert_eq!(Symbol::parse(text), Some(expected.clone()), "{text}");
    }
    assert_eq!(parse("12/KH-P.VHXH").issuer.as_deref(), Some("P.VHXH"));
    assert_eq!(parse("12a/KH-UBND").number, "12a");
    assert_eq!(parse("012A/KH-UBND").number, "12a");
    let letter = parse("1749/ubnd-vp");
    assert_eq!(
        parts(&letter),
        ("1749", None, None, Some("UBND"), Some("VP"))
    );
    let bare = parse("12/KH");
    assert_eq!(parts(&bare), ("12", None, Some("KH"), None, None));
}

#[test]
fn reads_names_of_files() {
    let expected = ("12", None, Some("QĐ"), Some("UBND"), None);
    for text in [
        "12-QD-UBND",
        "12_QĐ_UBND",
        "012-qd-ubnd-ve-viec",
        "12-QÐ–UBND.pdf",
    ] {
        let symbol = parse(text);
        assert_eq!(parts(&symbol), expected, "{text}");
        assert_eq!(symbol.style, None, "{text}");
    }
    let act = parse("30-2018-QD-UBND");
    assert_eq!(
        parts(&act),
        ("30", Some(2018), Some("QĐ"), Some("UBND"), None)
    );
    assert_eq!(parse("12-BC-UBND-VP").unit.as_deref(), Some("VP"));
}

#[test]
fn reads_all_symbols_of_a_cell() {
    let numbers =
        |text: &str| -> Vec<String> { Symbol::all(text).iter().map(ToString::to_string).collect() };
    assert_eq!(
        numbers("12/KH-UBND; 13/KH-UBND"),
        ["12/KH-UBND", "13/KH-UBND"]
    );
    assert_eq!(
        numbers("Số 5/BC-UBND và số 01-KH/ĐU, 30/2018/QĐ-UBND"),
        ["05/BC-UBND", "01-KH/ĐU", "30/2018/QĐ-UBND"]
    );
    assert_eq!(Symbol::parse("12/KH-UBND; 13/KH-UBND"), None);
}

#[test]
fn what_is_no_symbol_is_none() {
    for text in [
        "",
        "12",
        "Số: /KH-UBND",
        "05/03/2023",
        "ngày 05/3/2023",
        "6/7 nhiệm vụ",
        "1/trich dan",
        "3/Kế hoạch",
        "5/hd",
        "60 km/h",
        "24/24",
        "1.12/1.13",
        "năm 2023 - Kế hoạch",
        "2,85/QĐ",
        "00/KH-UBND",
        "1234567/KH-UBND",
        "12-2023",
        "12-ke-hoach",
        "x12/KH-UBND",
    ] {
        assert_eq!(Symbol::parse(text), None, "{text}");
    }
}

#[test]
fn what_both_state_decides_whether_two_are_the_same() {
    let same = |a: &str, b: &str| {
        let (a, b) = (parse(a), parse(b));
        assert_eq!(a.same_as(&b), b.same_as(&a));
        a.same_as(&b)
    };
    assert!(same("12/QĐ-UBND", "12-QD-UBND"));
    assert!(same("12/QĐ-UBND", "012/QÐ–UBND"));
    assert!(same("12-QĐ/ĐU", "12-QD-DU"));
    assert!(same("12/QĐ-UBND", "12/QĐ"));
    assert!(same("12/BC-UBND-VP", "12/BC-UBND"));
    assert!(same("12/NQ-HĐND", "12/NQ-HDND"));
    assert!(same("30/2018/QĐ-UBND", "30/QĐ-UBND"));
    assert!(same("12/CV-UBND", "12/UBND-VP"));
    assert!(!same("12/QĐ-UBND", "13/QĐ-UBND"));
    assert!(!same("12/QĐ-UBND", "12a/QĐ-UBND"));
    assert!(!same("12/QĐ-UBND", "12/KH-UBND"));
    assert!(!same("12/DA-UBND", "12/ĐA-UBND"));
    assert!(!same("12/QĐ-UBND", "12/QĐ-HĐND"));
    assert!(!same("12/BC-UBND-VP", "12/BC-UBND-TP"));
    assert!(!same("12/KH-UBND", "12/UBND-VP"));
    assert!(!same("12/KH", "12/UBND-VP"));
    assert!(!same("30/2018/QĐ-UBND", "30/2019/QĐ-UBND"));
    assert!(!same("01-KH/ĐU", "01/KH-ĐU"));
}

#[test]
fn the_year_of_a_legal_act_is_that_of_its_date() {
    let act = parse("30/2018/QĐ-UBND");
    assert!(act.fits_date(date(2018, 12, 31)));
    assert!(!act.fits_date(date(2019, 1, 1)));
    assert!(parse("30/QĐ-UBND").fits_date(date(2019, 1, 1)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_again(
        number in 1_u32..999_999,
        letter in "[a-c]?",
        year in proptest::option::of(1990_i16..2030),
        kind in proptest::sample::select(vec!["QĐ", "KH", "TTr", "HĐ", "DA", "ĐA", "QyĐ", "CV"]),
        issuer in "(UBND|HĐND|TTg|[A-Z]{2}[A-ZĐ0-9]{0,5})",
        unit in proptest::option::of("[A-ZĐ]{2,5}"),
        shape in 0..3,
    ) {
        let kind = Some(kind).filter(|_| shape > 0 || types::kind_of(&issuer).is_some());
        let party = shape == 2;
        let symbol = Symbol {
            number: format!("{number}{letter}"),
            year: year.filter(|_| !party),
            kind,
            issuer: Some(issuer),
            unit,
            style: Some(if party { Style::Party } else { Style::State }),
        };
        prop_assert_eq!(Symbol::parse(&symbol.to_string()), Some(symbol.clone()));
        prop_assert!(symbol.same_as(&symbol));
    }

    #[test]
    fn any_text_is_read_without_panic(text in "(\\PC|[0-9/_ -]|QĐ|KH|UBND|2023){0,40}") {
        for symbol in Symbol::all(&text) {
            prop_assert!(symbol.kind.is_some() || symbol.issuer.is_some());
            prop_assert!(symbol.same_as(&symbol));
        }
    }
}
