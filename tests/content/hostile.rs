//! Files that mean harm cost their document, and neither time nor memory. Where a limit holds
//! them off, it is set low here, so that they need not be large.

use std::time::{Duration, Instant};

use parindex::content::{Amount, Content, Fault, Limits, Reading, inspect};

use super::look;
use super::made_pdf::{Pdf, report};
use super::made_zip::{CONTENT_TYPES, docx, paragraph, zip};

const KIB: u64 = 1 << 10;

/// Looks at a file, and holds that it takes no time to speak of, on a busy machine and in a
/// debug build.
fn quick(name: &str, bytes: &[u8]) -> Content {
    let start = Instant::now();
    let content = look(name, bytes);
    let taken = start.elapsed();
    assert!(taken < Duration::from_secs(20), "{name}: {taken:?}");
    content
}

fn too_large(of: Amount, found: u64, limit: u64) -> Option<Fault> {
    Some(Fault::TooLarge { of, found, limit })
}

#[test]
fn large_files_are_not_looked_at() {
    let limits = Limits {
        file_bytes: 4,
        ..Limits::default()
    };
    let content = inspect("a.pdf", b"%PDF-", &limits);
    assert_eq!(content.fault, too_large(Amount::Bytes, 5, 4));
    let limits = Limits {
        pdf_bytes: 100,
        ..Limits::default()
    };
    let content = inspect("a.pdf", &report().pdf(true).bytes(), &limits);
    assert_eq!((content.fault, content.reading), (None, Reading::NotTried));
}

#[test]
fn zips_of_too_many_entries_are_held_off() {
    let limits = Limits {
        zip_entries: 3,
        ..Limits::default()
    };
    let names = ["a", "b", "c", "d"].map(|name| (name, "x"));
    let content = inspect("a.zip", &zip(&names), &limits);
    assert_eq!(content.fault, too_large(Amount::Entries, 4, 3));
    assert_eq!(inspect("a.zip", &zip(&names[..3]), &limits).fault, None);
}

#[test]
fn zips_that_inflate_without_end_are_held_off() {
    let limits = Limits {
        zip_bytes: 64 * KIB,
        zip_ratio: 200,
        ..Limits::default()
    };
    // 512 KiB of one letter pack to less than a KiB.
    let bomb = docx(&paragraph(&"a".repeat(512 << 10)));
    let Some(Fault::TooLarge { of, found, limit }) = inspect("a.docx", &bomb, &limits).fault else {
        panic!("held to be harmless");
    };
    assert_eq!((of, limit), (Amount::Ratio, 200));
    assert!(found > 200);
    assert_eq!(inspect("a.docx", &bomb, &Limits::default()).fault, None);
    // Whatever it declares, it is what comes out that counts.
    let mut liar = bomb.clone();
    for size in memchr::memmem::find_iter(&bomb, &part_size(&bomb).to_le_bytes()) {
        liar[size..size + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert_ne!(liar, bomb);
    let content = inspect("a.docx", &liar, &limits);
    assert!(content.fault.is_some(), "{content:?}");
    // Large, and dense as text is: not read, and no fault.
    let text: String = (0..20_000).map(|n| format!("{} ", n * n % 7919)).collect();
    let content = inspect("a.docx", &docx(&paragraph(&text)), &limits);
    assert_eq!((content.fault, content.reading), (None, Reading::NotTried));
}

/// The size that the last entry declares in the directory.
fn part_size(zip: &[u8]) -> u32 {
    let header = memchr::memmem::rfind(zip, b"PK\x01\x02").unwrap();
    u32::from_le_bytes(zip[header + 24..header + 28].try_into().unwrap())
}

#[test]
fn zips_within_zips_stay_closed() {
    let inner = zip(&[("van-ban.pdf", "%PDF-")]);
    let content = look("a.zip", &zip(&[("trong.zip", &inner), ("../a", &inner)]));
    assert_eq!(content.fault, None);
    assert!(content.archive.is_some());
}

#[test]
fn xml_that_nests_or_refers_without_end_is_read_to_its_end() {
    let deep = format!("{}{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
    assert_eq!(quick("a.docx", &docx(&deep)).fault, None);
    let laughs = r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;&b;</x>"#;
    let laughs = zip(&[CONTENT_TYPES, ("word/document.xml", laughs)]);
    assert_eq!(quick("a.docx", &laughs).fault, None);
}

#[test]
fn pdfs_that_inflate_without_end_are_given_up() {
    let mut pdf = Pdf::default();
    let hex = "41".repeat(200 << 10);
    let packed = pdf.stream("/Filter[/ASCIIHexDecode/RunLengthDecode]", &doubled(&hex));
    pdf.page(&format!("/Contents {packed} 0 R"), "");
    let limits = Limits {
        pdf_work: 1024 * KIB,
        ..Limits::default()
    };
    let content = inspect("a.pdf", &pdf.bytes(), &limits);
    assert_eq!((content.fault, content.reading), (None, Reading::NotTried));
}

/// Runs of 128 letters, two bytes each, in hexadecimal.
fn doubled(hex: &str) -> Vec<u8> {
    hex.as_bytes()
        .chunks(2)
        .flat_map(|pair| [b'8', b'1', pair[0], pair[1]])
        .collect()
}

#[test]
fn a_map_of_four_thousand_million_codes_is_no_work() {
    let mut pdf = Pdf::default();
    let ranges = "<00000000> <FFFFFFFF> <0041>\n".repeat(1000);
    let map = pdf.stream(
        "",
        format!("1000 beginbfrange {ranges} endbfrange").as_bytes(),
    );
    let widths = "0 4294967295 500 ".repeat(1000);
    let inner = pdf.add(&format!("<</Type/Font/W[{widths}]>>"));
    let font = pdf.add(&format!(
        "<</Type/Font/Subtype/Type0/DescendantFonts[{inner} 0 R]/ToUnicode {map} 0 R>>"
    ));
    let content = format!("BT /F1 10 Tf <{}> Tj ET", "0001".repeat(100_000));
    let content = pdf.stream("", content.as_bytes());
    pdf.page(
        &format!("/Contents {content} 0 R/Resources<</Font<</F1 {font} 0 R>>>>"),
        "",
    );
    assert_eq!(quick("a.pdf", &pdf.bytes()).fault, None);
}

#[test]
fn things_that_lead_back_to_themselves_come_to_an_end() {
    let mut pdf = Pdf::default();
    pdf.add("<</Type/Pages/Kids[1 0 R 2 0 R]/Count 1/Parent 2 0 R>>");
    pdf.add("<</Type/Pages/Kids[1 0 R]/Parent 1 0 R/Resources 2 0 R>>");
    pdf.add("<</Type/Catalog/Pages 1 0 R/AcroForm 4 0 R>>");
    pdf.add("<</Fields[5 0 R 5 0 R]>>");
    pdf.add("<</FT/Sig/Kids[5 0 R 5 0 R 5 0 R 5 0 R]/V 6 0 R>>");
    pdf.add("6 0 R");
    pdf.trailer("/Root 3 0 R");
    let content = quick("a.pdf", &pdf.bytes());
    assert_eq!((content.fault, content.reading), (None, Reading::NotTried));

    let mut pdf = Pdf::default();
    pdf.add("<</Type/ObjStm/N 1/First 4/Length 1 0 R>>\nstream\n1 0 <<>>\nendstream");
    let form = pdf.stream(
        "/Subtype/Form/Resources<</XObject<</A 2 0 R>>>>",
        &b"/A Do ".repeat(50),
    );
    let content = pdf.stream("", b"/A Do");
    pdf.page(
        &format!("/Contents[{content} 0 R 9 0 R 1 0 R]/Resources<</XObject<</A {form} 0 R>>>>"),
        "/AcroForm 77 0 R",
    );
    let content = quick("a.pdf", &pdf.bytes());
    assert_eq!((content.fault, content.reading), (None, Reading::NotTried));
}

#[test]
fn pdfs_that_make_parsers_go_over_them_again_and_again_are_given_up_or_read() {
    let catalog = "9000000 0 obj <</Type/Catalog/Pages 9000001 0 R>> endobj 9000001 0 obj <</Kids[1 0 R]>> endobj";
    let end = format!("{catalog}\ntrailer <</Root 9000000 0 R>>\nstartxref\n0\n%%EOF");
    let numbered =
        |text: &str| -> String { (1..40_000).map(|n| format!("{n} 0 {text}")).collect() };
    for body in [
        numbered("obj\n"),
        numbered("obj<</a(\n"),
        numbered("obj<</a\\( endobj\n"),
        numbered("obj<</Length 1>>stream\n"),
        numbered("obj<</Length 9 0 R>>stream\r\nendobj\n"),
        "1 0 obj\n".to_owned() + &"[".repeat(400_000),
        "1 0 obj\n".to_owned() + &"<</a".repeat(200_000),
        "1 0 obj\n".to_owned() + &"(".repeat(400_000),
        "1 0 obj\n<".to_owned() + &"0".repeat(400_000),
        " ".repeat(400_000) + "obj",
        "9".repeat(400_000) + " 0 obj",
        "trailer".repeat(60_000),
        "/Catalog ".repeat(60_000),
        "stream\n".repeat(60_000),
        "endstream endobj ".repeat(30_000),
    ] {
        let file = format!("%PDF-1.7\n{body}\n{end}");
        let content = quick("a.pdf", file.as_bytes());
        assert_eq!(content.fault, None, "{}", &body[..body.len().min(60)]);
    }
}

#[test]
fn deep_page_trees_and_forms_end() {
    let mut pdf = Pdf::default();
    for next in 2..500 {
        pdf.add(&format!("<</Type/Pages/Kids[{next} 0 R]>>"));
    }
    pdf.add("<</Type/Page>>");
    let catalog = pdf.add("<</Type/Catalog/Pages 1 0 R>>");
    pdf.trailer(&format!("/Root {catalog} 0 R"));
    assert_eq!(quick("a.pdf", &pdf.bytes()).reading, Reading::NotTried);
}

#[test]
fn compound_files_whose_chains_go_round_end() {
    let mut file = vec![0; 4096];
    file[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    file[30] = 9;
    file[56..60].copy_from_slice(&4096_u32.to_le_bytes());
    for name in ["a.doc", "a.xls", "a"] {
        assert_eq!(quick(name, &file).fault, None, "{name}");
    }
}
