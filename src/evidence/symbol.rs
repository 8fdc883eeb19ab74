//! Number and symbol of documents, by Nghị định 30/2020/NĐ-CP: `45/KH-UBND`,
//! `30/2018/QĐ-UBND`; a letter (công văn) has no type: `1749/UBND-VP`.

use crate::text::fold;

/// The type codes of Phụ lục III, and of copies.
const TYPES: [&str; 30] = [
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB",
    "TTr", "HĐ", "CĐ", "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "SY", "TrS",
    "SL",
];

/// The type part of a symbol, as written: `QĐ` of `Số: 12/QĐ-UBND`.
pub fn type_code(number: &str) -> Option<String> {
    let tidy = fold::tidy(number).replace(['–', '—', '‐', '‑'], "-");
    let last = tidy.rsplit('/').next()?;
    let code = last.split('-').next()?.trim();
    (!code.is_empty() && tidy.contains('/') && code.chars().all(char::is_alphabetic))
        .then(|| code.to_owned())
}

/// Whether a written type code means `required`. Case does not matter, nor the look-alike
/// `Ð`; a `D` counts for `Đ` unless that makes it another type (`DA` is not `ĐA`).
pub fn is_type(written: &str, required: &str) -> bool {
    let exact = |code: &str| code.to_lowercase().replace('ð', "đ");
    let (found, wanted) = (exact(written), exact(required));
    if found == wanted {
        return true;
    }
    let another = TYPES.iter().any(|known| exact(known) == found);
    !another && fold::key(written) == fold::key(required)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_type_in_a_symbol() {
        let code = |number: &str| type_code(number);
        assert_eq!(code("45/KH-UBND").as_deref(), Some("KH"));
        assert_eq!(code("Số: 12/BC–UBND").as_deref(), Some("BC"));
        assert_eq!(code("30/2018/QĐ-UBND").as_deref(), Some("QĐ"));
        assert_eq!(code("1749/UBND-VP").as_deref(), Some("UBND"));
        assert_eq!(code("12"), None);
        assert_eq!(code(""), None);
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
}
