use proptest::prelude::*;

use super::*;
use crate::text::lang::Lang;

/// Each question has one answer: the path and its reasons.
fn only(files: &[&str], written: &str) -> (String, Vec<Why>) {
    let near = Near::index(files.iter().copied());
    let guesses = near.of_path(written);
    assert_eq!(guesses.len(), 1, "{written}: {guesses:?}");
    (guesses[0].path.to_owned(), guesses[0].why.clone())
}

fn paths(files: &[&str], written: &str) -> Vec<String> {
    let near = Near::index(files.iter().copied());
    let guesses = near.of_path(written).into_iter();
    guesses.map(|guess| guess.path.to_owned()).collect()
}

#[test]
fn one_difference_has_its_reason() {
    for (file, written, why) in [
        ("1.1/Kế hoạch.pdf", "1.1/ke hoach.pdf", Why::Spelling),
        ("1.1/Đề án.pdf", "1.1/De an.PDF", Why::Spelling),
        ("1.1/Ðề án.pdf", "1.1/Đề án.pdf", Why::Spelling),
        (
            "1.1/Kế hoạch hoà.pdf",
            "1.1/Kế hoạch hòa.pdf",
            Why::Spelling,
        ),
        ("1.1 Kế hoạch/a.pdf", "1.1 ke hoach/a.pdf", Why::Spelling),
        (
            "Ke-hoach_nam 2023.pdf",
            "Ke hoach nam-2023.pdf",
            Why::Separators,
        ),
        ("Kế\u{a0}hoạch.pdf", "Kế hoạch.pdf", Why::Separators),
        ("2.1/a.pdf", "1.1/a.pdf", Why::Folder),
        ("a.pdf", "1.1/a.pdf", Why::Folder),
        ("a.pdf.pdf", "a.pdf", Why::DoubledExtension),
        ("a.pdf", "a.docx.pdf", Why::DoubledExtension),
        ("a.signed.pdf", "a.pdf", Why::Signed),
        ("a.pdf", "a_signed.pdf", Why::Signed),
        ("Kế hoạch (đã ký số).pdf", "Kế hoạch.pdf", Why::Signed),
        ("a.da_ky.pdf", "a.pdf", Why::Signed),
        ("a (1).pdf", "a.pdf", Why::Copy),
        ("a - Copy.pdf", "a.pdf", Why::Copy),
        ("a - Bản sao.pdf", "a.pdf", Why::Copy),
        ("a.pdf", "a_1.pdf", Why::Copy),
        ("a.docx", "a.pdf", Why::Extension),
        ("a.pdf", "a", Why::Extension),
        ("Bao cao thang 9.pdf", "Bao cao thnag 9.pdf", Why::Letter),
        ("Kế hoạch năm.pdf", "Kế hoch năm.pdf", Why::Letter),
    ] {
        let expected = (fold::nfc(file), vec![why]);
        assert_eq!(only(&[file], written), expected, "{written}");
    }
}

#[test]
fn a_symbol_is_found_in_other_writing() {
    let name = "1.1/Quyết định 12-QĐ-UBND về kiện toàn.pdf";
    for written in [
        "12/QĐ-UBND",
        "12/QĐ-UBND.pdf",
        "1.1/12/QD-UBND.pdf",
        "12-QD-UBND.pdf",
        "12_QD_UBND",
        "012-qđ-ubnd.docx",
        "1.1/QD so 12_QĐ_UBND.pdf"
            .strip_prefix("1.1/QD so ")
            .unwrap(),
    ] {
        assert_eq!(
            only(&[name, "1.1/Quyết định 13-QĐ-UBND.pdf"], written),
            (name.to_owned(), vec![Why::Symbol]),
            "{written}"
        );
    }
    assert_eq!(
        only(&[name], "2.1/12-QD-UBND.pdf").1,
        [Why::Folder, Why::Symbol]
    );
    // The same letters: the name itself is nearer than its symbol.
    assert_eq!(
        only(&["12_QĐ_UBND.pdf", name], "12_QD_UBND.pdf"),
        ("12_QĐ_UBND.pdf".to_owned(), vec![Why::Spelling])
    );
}

#[test]
fn fewer_differences_are_preferred_then_the_order_of_reasons() {
    let files = [
        "1.1/Ke hoach.pdf",
        "1.1/Kế hoạch.docx",
        "1.1/Kế hoạch.signed.pdf",
        "1.1/Kế hoạch (1).pdf",
        "1.1/Kế hoạch.pdf.pdf",
        "2.1/Kế hoạch.pdf",
        "1.1/Kế-hoạch.pdf",
    ];
    let written = "1.1/Kế hoạch.pdf";
    let expected = [0, 6, 5, 4, 2, 3, 1];
    let mut left = files.to_vec();
    for index in expected {
        assert_eq!(paths(&left, written), [files[index]]);
        left.retain(|file| *file != files[index]);
    }
    assert_eq!(
        only(&["2.1/ke-hoach (1).docx"], written).1,
        [
            Why::Spelling,
            Why::Separators,
            Why::Folder,
            Why::Copy,
            Why::Extension
        ]
    );
}

#[test]
fn equally_near_files_are_all_named_up_to_three() {
    let files = ["4/a.pdf", "3/a.pdf", "2/a.pdf", "5/a.pdf", "2/a.docx"];
    assert_eq!(paths(&files, "1/a.pdf"), ["2/a.pdf", "3/a.pdf", "4/a.pdf"]);
    assert_eq!(paths(&files, "A.pdf"), ["2/a.pdf", "3/a.pdf", "4/a.pdf"]);
}

#[test]
fn another_document_is_no_near_miss() {
    let files = [
        "12-BC-UBND.pdf",
        "Phụ lục (2).pdf",
        "Phụ lục A.pdf",
        "Báo cáo quý II.pdf",
        "Báo cáo tháng 2.pdf",
        "1_2.pdf",
        "Kế hoạch năm 2023.pdf",
        "---.pdf",
    ];
    for written in [
        "13-BC-UBND.pdf",
        "12-TB-UBND.pdf",
        "12-BC-HDND.pdf",
        "Phụ lục (1).pdf",
        "Phụ lục B.pdf",
        "Báo cáo quý I.pdf",
        "Báo cáo quý III.pdf",
        "Báo cáo quyd II.pdf",
        "Báo cáo tháng 1.pdf",
        "1_1.pdf",
        "Kế hoạch năm 2024.pdf",
        "Quyết định.pdf",
        "",
        "...",
        "___.pdf",
    ] {
        assert_eq!(paths(&files, written), Vec::<String>::new(), "{written}");
    }
    assert_eq!(paths(&files, &"a/".repeat(1000)), Vec::<String>::new());
}

#[test]
fn files_that_hold_a_symbol_are_found_by_it() {
    let holds = |symbol: &str, name: &str| {
        let near = Near::index([name]);
        let symbol = Symbol::parse(symbol).unwrap();
        !near.of_symbol(&symbol).is_empty()
    };
    for (symbol, name) in [
        ("12/BC-UBND", "12-BC-UBND.pdf"),
        ("12/BC-UBND", "1.1/12_bc_ubnd.pdf"),
        ("12/BC-UBND", "BC 12-UBND.pdf"),
        ("12/BC-UBND", "BC12-UBND.pdf"),
        ("12/BC-UBND", "BC số 12.pdf"),
        ("12/BC-UBND", "BC so 012 ve CCHC.pdf"),
        ("12/BC-UBND", "Bao cao so 12.BC.UBND ngay 5-3.signed.pdf"),
        ("12/BC-UBND", "12 BC UBND.pdf"),
        ("12/BC-UBND", "12 - BC - UBND (1).pdf"),
        ("12/BC-UBND", "12BC-UBND.pdf"),
        ("12/BC-UBND-VP", "12-BC-UBND.pdf"),
        ("12/QĐ-UBND", "12-QD-UBND.pdf"),
        ("12/ĐA-UBND", "12-DA-UBND.pdf"),
        ("12/BC", "12-BC-UBND.pdf"),
        ("12a/BC-UBND", "12A-BC-UBND.pdf"),
        ("30/2018/QĐ-UBND", "30-2018-QD-UBND.pdf"),
        ("30/2018/QĐ-UBND", "30-QD-UBND.pdf"),
        ("1749/UBND-VP", "1749-UBND-VP.pdf"),
        ("1749/UBND-VP", "1749-UBND tra loi.pdf"),
        ("1749/UBND-VP", "CV 1749-UBND.pdf"),
        ("1749/UBND-VP", "CV so 1749.pdf"),
        ("01-KH/ĐU", "01-KH-DU.pdf"),
    ] {
        assert!(holds(symbol, name), "{symbol} in {name}");
    }
    for (symbol, name) in [
        ("12/BC-UBND", "13-BC-UBND.pdf"),
        ("12/BC-UBND", "112-BC-UBND.pdf"),
        ("12/BC-UBND", "12-KH-UBND.pdf"),
        ("12/BC-UBND", "12-BC-HDND.pdf"),
        ("12/BC-UBND", "BC so 12-HDND.pdf"),
        ("12/BC-UBND", "BC 12 thang.pdf"),
        ("12/BC-UBND", "12. BC-UBND xa.pdf"),
        ("12/BC-UBND", "1.12-BC-UBND.pdf"),
        ("12/BC-UBND", "12-BC tong ket.pdf"),
        ("12/BC-UBND", "12a-BC-UBND.pdf"),
        ("12/BC-UBND", "12-UBND-VP.pdf"),
        ("12/BC-UBND", "UBND 12.pdf"),
        ("12/BC", "12 BC tong ket.pdf"),
        ("30/2018/QĐ-UBND", "30-2019-QD-UBND.pdf"),
        ("1749/UBND-VP", "1749-BC-UBND.pdf"),
        ("1749/UBND-VP", "1749-UBND-KH.pdf"),
        ("2023/BC-UBND", "12-2023-BC-UBND.pdf"),
        ("12/QyĐ-UBND", "12-QD-UBND.pdf"),
    ] {
        assert!(!holds(symbol, name), "{symbol} in {name}");
    }
}

#[test]
fn the_question_says_what_differs() {
    let near = Near::index(["1.1/Kế hoạch.docx", "2.1/a.pdf", "3.1/a.pdf"]);
    let one = question(&near.of_path("1.1/Ke hoach.pdf")).unwrap();
    assert_eq!(
        one.get(Lang::Vi),
        "có phải ý bạn là `1.1/Kế hoạch.docx` (khác dấu tiếng Việt, chữ hoa hoặc chữ Đ; khác phần mở rộng)?"
    );
    assert_eq!(
        one.get(Lang::En),
        "did you mean `1.1/Kế hoạch.docx` (marks, case or Đ differ; another extension)?"
    );
    let two = question(&near.of_path("9/a.pdf")).unwrap();
    assert_eq!(
        two.get(Lang::En),
        "did you mean one of `2.1/a.pdf`, `3.1/a.pdf` (in another folder)?"
    );
    assert_eq!(question(&[]), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the names, answers are files there are, in the same order for any order of
    /// files, with a reason.
    #[test]
    fn answers_do_not_hang_on_the_order_of_files(
        mut files in proptest::collection::vec("([ab12]/)?[aáAđ12_ -]{0,4}(QĐ|BC|UBND)?(\\.signed)?( \\(1\\))?(\\.pdf|\\.docx){0,2}", 0..12),
        written in "([ab12]/)?[aáAđ12_ -]{0,4}(QĐ|BC|UBND)?(\\.pdf)?",
        odd in "\\PC{0,12}",
    ) {
        files.push(odd.clone());
        let near = Near::index(files.iter().map(String::as_str));
        let turned = Near::index(files.iter().rev().map(String::as_str));
        for written in [&written, &odd] {
            let guesses = near.of_path(written);
            prop_assert_eq!(&guesses, &turned.of_path(written));
            prop_assert!(guesses.len() <= 3);
            for guess in &guesses {
                prop_assert!(files.iter().any(|file| fold::nfc(file) == guess.path));
                prop_assert!(!guess.why.is_empty() && guess.why.is_sorted());
            }
        }
    }
}
