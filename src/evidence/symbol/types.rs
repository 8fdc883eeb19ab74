//! Type codes in symbols, and whether a written one means a required one.

use super::DASHES;
use crate::text::fold;

/// The type codes of Phụ lục III, Nghị định 30/2020/NĐ-CP, and of copies.
const TYPES: [&str; 30] = [
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB",
    "TTr", "HĐ", "CĐ", "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "SY", "TrS",
    "SL",
];

/// Type codes that stand in symbols without being of Phụ lục III: decrees and circulars, and
/// what party offices issue (letters, conclusions, regulations).
const OTHERS: [&str; 6] = ["NĐ", "TT", "TTLT", "CV", "KL", "QĐi"];

/// The type of a letter where it is written all the same, as party offices do.
pub(in crate::evidence) const LETTER: &str = "CV";

/// The canonical spelling of a written type code. As in [`is_type`], case does not matter and a
/// `D` counts for `Đ` unless that makes it another type.
pub(in crate::evidence) fn kind_of(written: &str) -> Option<&'static str> {
    let known = || TYPES.into_iter().chain(OTHERS);
    let (spelt, key) = (spelling(written), fold::key(written));
    known()
        .find(|code| spelling(code) == spelt)
        .or_else(|| known().find(|code| fold::key(code) == key))
}

/// Whether a symbol is of one of these types: behind the stroke, as authorities write it
/// (`12/QĐ-UBND`), or before it, as party offices do (`12-QĐ/ĐU`).
pub fn has_type(number: &str, types: &[String]) -> bool {
    let codes = type_codes(number);
    types
        .iter()
        .any(|wanted| codes.iter().any(|code| is_type(code, wanted)))
}

fn type_codes(number: &str) -> Vec<String> {
    let tidy = fold::tidy(number).replace(DASHES, "-");
    let Some((before, behind)) = tidy.rsplit_once('/') else {
        return Vec::new();
    };
    let first = behind.split('-').next();
    let last = before.rsplit_once('-').map(|(_, code)| code);
    let is_code = |code: &&str| !code.is_empty() && code.chars().all(char::is_alphabetic);
    first
        .into_iter()
        .chain(last)
        .map(str::trim)
        .filter(is_code)
        .map(str::to_owned)
        .collect()
}

/// Whether a written type code means `required`. Case does not matter, nor the look-alike
/// `Ð`; a `D` counts for `Đ` unless that makes it another type (`DA` is not `ĐA`).
fn is_type(written: &str, required: &str) -> bool {
    let (found, wanted) = (spelling(written), spelling(required));
    if found == wanted {
        return true;
    }
    let another = TYPES.iter().any(|known| spelling(known) == found);
    !another && fold::key(written) == fold::key(required)
}

fn spelling(code: &str) -> String {
    code.to_lowercase().replace('ð', "đ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_type_in_a_symbol() {
        assert_eq!(type_codes("45/KH-UBND"), ["KH"]);
        assert_eq!(type_codes("Số: 12/BC–UBND"), ["BC"]);
        assert_eq!(type_codes("30/2018/QĐ-UBND"), ["QĐ"]);
        assert_eq!(type_codes("1749/UBND-VP"), ["UBND"]);
        assert_eq!(type_codes("01-KH/ĐU"), ["ĐU", "KH"]);
        assert!(type_codes("12").is_empty());
        assert!(type_codes("").is_empty());
        assert!(has_type("01-KH/ĐU", &["BC".to_owned(), "KH".to_owned()]));
        assert!(!has_type("1749/UBND-VP", &["KH".to_owned()]));
    }

    #[test]
    fn compares_types_leniently_but_keeps_them_apart() {
        assert!(is_type("qđ", "QĐ"));
        assert!(is_type("QÐ", "QĐ"));
        assert!(is_type("QD", "QĐ"));
        assert!(is_type("TTR", "TTr"));
        assert!(!is_type("DA", "ĐA"));
        assert!(!is_type("HD", "HĐ"));
        assert!(!is_type("UBND", "KH"));
        assert!(!is_type("QĐ", "QyĐ"));
    }

    #[test]
    fn every_type_is_spelt_its_own_way() {
        for code in TYPES.into_iter().chain(OTHERS) {
            assert_eq!(kind_of(code), Some(code));
            assert_eq!(kind_of(&code.to_lowercase()), Some(code));
        }
        for (written, code) in [
            ("QD", "QĐ"),
            ("qÐ", "QĐ"),
            ("QYD", "QyĐ"),
            ("TTR", "TTr"),
            ("CD", "CĐ"),
            ("ND", "NĐ"),
            ("DA", "DA"),
            ("HD", "HD"),
        ] {
            assert_eq!(kind_of(written), Some(code), "{written}");
        }
        assert_eq!(kind_of("UBND"), None);
        assert_eq!(kind_of(""), None);
    }
}
