//! The order of elements that ECMA-376, part 1 asks for, over everything that is generated.

use super::super::xml::Element;
use super::super::{ANNEX, LETTER, render};
use super::read::{p, part, template};
use super::sample;
use crate::text::lang::Lang;

/// Elements whose children stand in this order; `*` is anything else.
const ORDERS: [(&str, &[&str]); 16] = [
    ("w:p", &["w:pPr", "*"]),
    ("w:r", &["w:rPr", "*"]),
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:color", "w:sz",
            "w:szCs", "w:u", "w:lang",
        ],
    ),
    ("w:pBdr", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
        ],
    ),
    (
        "w:tblBorders",
        &[
            "w:top",
            "w:left",
            "w:bottom",
            "w:right",
            "w:insideH",
            "w:insideV",
        ],
    ),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:trPr", &["w:cantSplit", "w:trHeight", "w:tblHeader"]),
    ("w:tc", &["w:tcPr", "*"]),
    (
        "w:tcPr",
        &["w:tcW", "w:gridSpan", "w:tcBorders", "w:shd", "w:vAlign"],
    ),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:pgNumType",
            "w:cols",
            "w:titlePg",
        ],
    ),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
    ),
    ("w:body", &["*", "w:sectPr"]),
];

fn check(element: &Element) {
    let names: Vec<&str> = element.elements().map(Element::name).collect();
    let order = ORDERS.iter().find(|(name, _)| element.is(name));
    if let Some((of, order)) = order {
        let place = |name: &&str| {
            let any = || order.iter().position(|one| *one == "*");
            let place = order.iter().position(|one| one == name).or_else(any);
            place.unwrap_or_else(|| panic!("{name} in {of}"))
        };
        assert!(names.iter().is_sorted_by_key(place), "{of}: {names:?}");
    }
    // A property stands once.
    if element.name().ends_with("Pr") && !element.is("w:sectPr") {
        let mut once = names.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), names.len(), "{names:?}");
    }
    if element.is("w:tc") {
        assert_eq!(names.last(), Some(&"w:p"));
    }
    // Two tables in a row would be one.
    for pair in names.windows(2) {
        assert!(pair[0] != "w:tbl" || pair[1] == "w:p", "{names:?}");
    }
    element.elements().for_each(check);
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    for template in [ANNEX, LETTER] {
        check(&part(template, "word/document.xml"));
        check(&part(template, "word/styles.xml"));
        check(&part(template, "word/header1.xml"));
    }
    let plain = template(&p("{{ content }}"));
    for paper in [sample::letter(), sample::annex()] {
        for template in [None, Some(ANNEX), Some(LETTER), Some(&plain[..])] {
            let docx = render(&paper, template, Lang::Vi).unwrap();
            let document = part(&docx, "word/document.xml");
            check(&document);
            let body = document.find("w:body").unwrap();
            let last = body.elements().last().unwrap();
            let ends = template == Some(&plain[..]) && paper.annexes.is_empty();
            assert!(last.is("w:sectPr") || ends && last.is("w:p"));
        }
    }
}
