//! Files that programs wrote, and what becomes of them when they are cut off.

use parindex::content::{Fault, Reading, Signature};

use super::{heading, look, report, sample};

#[test]
fn heads_are_read_from_what_programs_write() {
    for name in ["bao-cao.docx", "bao-cao.odt", "bao-cao.pdf"] {
        let content = look(name, &sample(name));
        assert_eq!(content.fault, None, "{name}");
        assert_eq!(content.reading, report(), "{name}");
        assert_eq!(content.signature, None::<Signature>, "{name}");
    }
    let blank = look("chua-so.docx", &sample("chua-so.docx"));
    assert_eq!(blank.reading, heading(None, None));
}

#[test]
fn types_without_a_head_to_look_for_are_in_order() {
    for name in [
        "bao-cao.doc",
        "bang.xls",
        "bang.xlsx",
        "bang.ods",
        "anh.png",
    ] {
        let content = look(name, &sample(name));
        assert_eq!(content.fault, None, "{name}");
        assert_eq!(content.reading, Reading::NotText, "{name}");
    }
}

#[test]
fn a_password_is_a_fault_only_where_it_is_needed_to_open() {
    for name in [
        "mat-khau.pdf",
        "mat-khau.odt",
        "mat-khau.doc",
        "mat-khau.xls",
    ] {
        let content = look(name, &sample(name));
        assert_eq!(content.fault, Some(Fault::Encrypted), "{name}");
        assert_eq!(content.reading, Reading::NotTried, "{name}");
    }
    let restricted = look("cam-sua.pdf", &sample("cam-sua.pdf"));
    assert_eq!((restricted.fault, restricted.reading), (None, report()));
    let protected = look("khoa-cau-truc.xls", &sample("khoa-cau-truc.xls"));
    assert_eq!(protected.fault, None);
}

#[test]
fn the_hash_is_of_the_bytes() {
    // Published for "abc" in FIPS 180-2, appendix B.1.
    let content = look("a.txt", b"abc");
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!((content.sha256.as_str(), content.bytes), (expected, 3));
}

#[test]
fn files_cut_off_anywhere_are_damaged() {
    for name in [
        "bao-cao.pdf",
        "cam-sua.pdf",
        "bao-cao.docx",
        "bao-cao.odt",
        "bang.xlsx",
        "anh.png",
    ] {
        let whole = sample(name);
        // Before the first kibibyte the end of a zip may be found nowhere, and that of a PDF.
        for length in (16..whole.len() - 16).step_by(whole.len() / 97 + 1) {
            let content = look(name, &whole[..length]);
            assert_eq!(
                content.fault,
                Some(Fault::Damaged),
                "{name}, {length} bytes"
            );
            assert_eq!(content.reading, Reading::NotTried, "{name}, {length} bytes");
        }
    }
}

#[test]
fn an_old_document_without_its_directory_is_damaged() {
    for name in ["bao-cao.doc", "bang.xls", "mat-khau.doc"] {
        let whole = sample(name);
        let content = look(name, &whole[..whole.len() / 4]);
        assert_eq!(content.fault, Some(Fault::Damaged), "{name}");
    }
}

#[test]
fn a_pdf_is_read_though_its_table_of_objects_is_wrong() {
    let text = |at: usize, whole: &[u8]| whole[at..].to_vec();
    let whole = sample("bao-cao.pdf");
    let table = memchr::memmem::rfind(&whole, b"\nxref\n").unwrap();
    let mut broken = whole[..table].to_vec();
    broken.extend(text(table, &whole).iter().map(|byte| match byte {
        b'0'..=b'8' => byte + 1,
        other => *other,
    }));
    assert_ne!(broken, whole);
    // The trailer refers to other objects now; the catalog is found by its name.
    assert_eq!(look("a.pdf", &broken).reading, report());

    let mut shifted = b"From: van thu\r\n\r\n".to_vec();
    shifted.extend(&whole);
    assert_eq!(look("a.pdf", &shifted).reading, report());
    shifted.extend(b"\r\n--end of message--\r\n");
    assert_eq!(look("a.pdf", &shifted).reading, report());
}
