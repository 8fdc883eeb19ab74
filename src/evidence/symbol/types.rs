//! Type codes in symbols, and whether a written one means a required one.

use super::DASHES;
use crate::text::fold;

/// The types of administrative documents and their codes (Phụ lục III, Nghị định 30/2020/NĐ-CP).
pub const TYPES: [(&str, &str); 27] = [
    ("Nghị quyết", "NQ"),
    ("Quyết định", "QĐ"),
    ("Chỉ thị", "CT"),
    ("Quy chế", "QC"),
    ("Quy định", "QyĐ"),
    ("Thông cáo", "TC"),
    ("Thông báo", "TB"),
    ("Hướng dẫn", "HD"),
    ("Chương trình", "CTr"),
    ("Kế hoạch", "KH"),
    ("Phương án", "PA"),
    ("Đề án", "ĐA"),
    ("Dự án", "DA"),
    ("Báo cáo", "BC"),
    ("Biên bản", "BB"),
    ("Tờ trình", "TTr"),
    ("Hợp đồng", "HĐ"),
    ("Công điện", "CĐ"),
    ("Bản ghi nhớ", "BGN"),
    ("Bản thỏa thuận", "BTT"),
    ("Giấy ủy quyền", "GUQ"),
    ("Giấy mời", "GM"),
    ("Giấy giới thiệu", "GGT"),
    ("Giấy nghỉ phép", "GNP"),
    ("Phiếu gửi", "PG"),
    ("Phiếu chuyển", "PC"),
    ("Phiếu báo", "PB"),
];

/// The codes of copies.
const COPIES: [&str; 3] = ["SY", "TrS", "SL"];

/// The codes of types and of copies.
fn codes() -> impl Iterator<Item = &'static str> {
    TYPES.iter().map(|(_, code)| *code).chain(COPIES)
}

/// Type codes that stand in symbols without being of Phụ lục III: decrees and circulars, and
/// what party offices issue (letters, conclusions, regulations).
const OTHERS: [&str; 6] = ["NĐ", "TT", "TTLT", "CV", "KL", "QĐi"];

/// The type of a letter where it is written all the same, as party offices do.
pub(in crate::evidence) const LETTER: &str = "CV";

/// The canonical spelling of a written type code. As in [`is_type`], case does not matter and a
/// `D` counts for `Đ` unless that makes it another type.
pub(in crate::evidence) fn kind_of(written: &str) -> Option<&'static str> {
    let known = || codes().chain(OTHERS);
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
    let another = codes().any(|known| spelling(known) == found);
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
        for code in codes().chain(OTHERS) {
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
