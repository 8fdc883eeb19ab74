//! Types against extensions, archives, empty files, and the other faults of files that are not
//! PDFs.

use parindex::content::{Archive, Fault, Kind, Reading};

use super::made_zip::{CONTENT_TYPES, docx, paragraph, zip};
use super::{DAY, heading, look, report, sample};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\xaeB`\x82";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x04JF\xff\xda\0\x02picture\xff\xd9";
const MP4: &[u8] = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08free";

fn other_type(extension: &str, found: Kind) -> Option<Fault> {
    Some(Fault::OtherType {
        extension: extension.to_owned(),
        found,
    })
}

#[test]
fn nothing_white_space_and_nuls_are_empty() {
    let blank: [&[u8]; 5] = [
        b"",
        b" \r\n\t",
        &[0; 4096],
        b"\xEF\xBB\xBF\n",
        b"\xFF\xFE \0\n\0",
    ];
    for bytes in blank {
        for name in ["a.pdf", "a.docx", "a.txt", "a"] {
            let content = look(name, bytes);
            assert_eq!(content.fault, Some(Fault::Empty), "{name} {bytes:?}");
        }
    }
}

#[test]
fn other_content_than_the_extension_says_is_a_fault() {
    let word = docx(&paragraph("x"));
    for (name, bytes, found) in [
        ("a.pdf", JPEG, Kind::Jpeg),
        ("A.PDF", PNG, Kind::Png),
        ("a.pdf", b"van ban", Kind::Text),
        ("a.pdf", word.as_slice(), Kind::Docx),
        ("a.pdf", b"<!DOCTYPE html><p>404", Kind::Html),
        ("a.pdf", b"\x01\x02\x03\x04\0\0\0\x07", Kind::Unknown),
        ("a.docx", &sample("bao-cao.pdf"), Kind::Pdf),
        ("a.docx", &sample("bao-cao.doc"), Kind::Doc),
        ("a.docx", &sample("bang.xlsx"), Kind::Xlsx),
        ("a.docx", b"{\\rtf1 x}", Kind::Rtf),
        ("a.doc", &sample("bang.xls"), Kind::Xls),
        ("a.xlsx", b"stt;ten", Kind::Text),
        ("a.odt", &sample("bang.ods"), Kind::Ods),
        ("a.png", &sample("bao-cao.pdf"), Kind::Pdf),
        ("a.jpg", MP4, Kind::Recording),
        ("a.mp4", JPEG, Kind::Jpeg),
        ("a.txt", &sample("bao-cao.pdf"), Kind::Pdf),
        ("a.csv", &sample("bang.xlsx"), Kind::Xlsx),
        ("a.pdf", b"Rar!\x1a\x07\x01\0", Kind::Rar),
        ("a.docx", &zip(&[("anh.jpg", JPEG)]), Kind::Zip),
    ] {
        let extension = name[2..].to_lowercase();
        let content = look(name, bytes);
        assert_eq!(content.fault, other_type(&extension, found), "{name}");
        assert_eq!(content.reading, Reading::NotTried, "{name}");
    }
}

#[test]
fn kin_types_are_no_fault() {
    for (name, bytes) in [
        ("a.jpeg", JPEG),
        ("a.JPG", JPEG),
        ("a.jpg", PNG),
        ("a.tif", b"II*\0\x08\0\0\0"),
        ("a.doc", b"{\\rtf1 x}"),
        ("a.doc", b"<html><p>x"),
        ("a.doc", &sample("bao-cao.docx")),
        ("a.xls", b"<html><table>"),
        ("a.xls", b"stt\tten"),
        ("a.xls", &sample("bang.xlsx")),
        ("a.docm", &sample("bao-cao.docx")),
        ("a.txt", b"A file that starts with %PDF- is a PDF."),
        ("a.txt", b"B\xb8o c\xb8o: TCVN3"),
        ("a.csv", b"MZ;1\nBM;2\n"),
        ("a.csv", b"\xFF\xFEs\0t\0t\0"),
        ("a.html", b"<p>x"),
        ("a.eml", b"From: a@b\r\n\r\nx"),
        ("a.mp4", MP4),
        ("a.mp3", b"ID3\x03\0\0\0\0\0\0"),
        ("a.mp3", b"\xff\xfb\x90\x64\0\0\0\0"),
        ("a.dwg", b"AC1027\0\0"),
        ("a.rar.001", b"x"),
        ("a", JPEG),
        ("thu muc.pdf/khong duoi", JPEG),
    ] {
        assert_eq!(look(name, bytes).fault, None, "{name}");
    }
}

#[test]
fn archives_are_named_and_no_fault() {
    let zip = zip(&[("van ban/a.txt", "x")]);
    for (name, bytes, archive) in [
        ("a.zip", zip.as_slice(), Archive::Zip),
        ("a", &zip, Archive::Zip),
        ("a.rar", b"Rar!\x1a\x07\x01\0x", Archive::Rar),
        ("a.rar", b"Rar!\x1a\x07\0x", Archive::Rar),
        ("a.zip", b"Rar!\x1a\x07\x01\0x", Archive::Rar),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\x04", Archive::SevenZip),
    ] {
        let content = look(name, bytes);
        assert_eq!(
            (content.fault, content.archive),
            (None, Some(archive)),
            "{name}"
        );
        assert_eq!(content.reading, Reading::NotText, "{name}");
    }
    let cut = look("a.zip", &zip[..zip.len() - 30]);
    assert_eq!((cut.fault, cut.archive), (Some(Fault::Damaged), None));
}

#[test]
fn a_document_without_its_text_is_damaged() {
    let xml = r#"<w:document xmlns:w="w"><w:body><w:p>"#;
    for (name, bytes) in [
        ("a.docx", zip(&[CONTENT_TYPES, ("word/styles.xml", "<x/>")])),
        ("a.docx", zip(&[CONTENT_TYPES])),
        ("a.docx", zip(&[("word/document.xml", "<x/>")])),
        ("a.docx", zip(&[CONTENT_TYPES, ("word/document.xml", xml)])),
        ("a.docx", zip(&[CONTENT_TYPES, ("word/document.xml", "")])),
        (
            "a.docx",
            zip(&[CONTENT_TYPES, ("word/document.xml", "<a></b>")]),
        ),
        ("a.xlsx", zip(&[CONTENT_TYPES, ("xl/styles.xml", "<x/>")])),
        (
            "a.odt",
            zip(&[("mimetype", "application/vnd.oasis.opendocument.text")]),
        ),
    ] {
        assert_eq!(look(name, &bytes).fault, Some(Fault::Damaged), "{name}");
    }
}

#[test]
fn a_part_that_does_not_inflate_to_what_was_packed_is_damaged() {
    let mut bytes = docx(&paragraph(&"Số: 12/BC-UBND ".repeat(40)));
    let part = memchr::memmem::find(&bytes, b"word/document.xml").unwrap() + 40;
    bytes[part] ^= 0x55;
    assert_eq!(look("a.docx", &bytes).fault, Some(Fault::Damaged));
}

#[test]
fn words_text_is_what_a_reader_sees() {
    let body = [
        // The same box twice, for new and old programs; the old one must not count.
        "<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>Số: 12/BC-</w:t></w:r></mc:Choice>",
        "<mc:Fallback><w:r><w:t>Số: 99/XX-</w:t></w:r></mc:Fallback></mc:AlternateContent>",
        "<w:moveFrom><w:r><w:t>CŨ</w:t></w:r></w:moveFrom><w:del><w:r><w:delText>CŨ</w:delText></w:r></w:del>",
        "<w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>UBND&#32;</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>",
        "<w:r><w:t>Thành phố &amp; xã Phú An,</w:t><w:br/><w:t>ngày 05 tháng</w:t><w:tab/><w:t>3 năm 2023</w:t></w:r></w:p>",
    ]
    .concat();
    assert_eq!(look("a.docx", &docx(&body)).reading, report());
    let numbered = zip(&[
        CONTENT_TYPES,
        ("word/document2.xml", "<w:p><w:t>Số: 7/KH-UBND</w:t></w:p>"),
    ]);
    let expected = heading(Some("7/KH-UBND"), None);
    assert_eq!(look("a.docx", &numbered).reading, expected);
}

#[test]
fn heads_of_plain_text_are_read_in_any_utf() {
    let text = "Số: 12/BC-UBND\nPhú An, ngày 05 tháng 3 năm 2023\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xFF\xFE", little.as_slice()].concat();
    for bytes in [text.as_bytes(), &marked] {
        assert_eq!(look("a.txt", bytes).reading, report());
    }
    assert_eq!(
        look("a.txt", b"S\xe8: 12/BC-UBND").reading,
        Reading::NotText
    );
    // The text that is looked at ends within a letter.
    let long = format!("{text}{}", "ố".repeat(20_000));
    assert_eq!(
        look("a.txt", long.as_bytes()).reading,
        heading(Some("12/BC-UBND"), Some(DAY))
    );
}

#[test]
fn pictures_that_break_off_are_damaged() {
    let preview = b"\xff\xd8\xff\xe1\0\x0aEx\xff\xd8\xff\xd9\0\0\xff\xda\0\x02picture\xff\xd9";
    assert_eq!(look("a.jpg", preview).fault, None);
    let cut = &preview[..preview.len() - 2];
    assert_eq!(look("a.jpg", cut).fault, Some(Fault::Damaged));
    assert_eq!(
        look("a.jpg", &JPEG[..JPEG.len() - 1]).fault,
        Some(Fault::Damaged)
    );
    assert_eq!(
        look("a.png", &PNG[..PNG.len() - 9]).fault,
        Some(Fault::Damaged)
    );
    // What cameras add behind the end does no harm.
    assert_eq!(look("a.jpg", &[JPEG, b"more"].concat()).fault, None);
    assert_eq!(look("a.png", &[PNG, b"more"].concat()).fault, None);
}

/// A compound file of one sector of directory with these streams below its root, all empty.
fn compound(streams: &[&str]) -> Vec<u8> {
    let mut file = vec![0xFF; 1536];
    file[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    file[30] = 9;
    let mut put = |at: usize, number: u32| file[at..at + 4].copy_from_slice(&number.to_le_bytes());
    put(48, 1); // the directory
    put(56, 4096); // where large streams start
    put(76, 0); // the allocation table
    put(512, 0xFFFF_FFFD);
    put(516, 0xFFFF_FFFE);
    for (index, name) in ["Root Entry"].iter().chain(streams).enumerate() {
        let entry = &mut file[1024 + 128 * index..][..128];
        entry[..64].fill(0);
        for (unit, letter) in entry.chunks_mut(2).zip(name.encode_utf16()) {
            unit.copy_from_slice(&letter.to_le_bytes());
        }
        // The root has a child; each stream has the next one at its right.
        let next = u32::try_from(index + 1).unwrap().to_le_bytes();
        let place = if index == 0 { 76 } else { 72 };
        if index < streams.len() {
            entry[place..place + 4].copy_from_slice(&next);
        }
    }
    file
}

#[test]
fn new_documents_with_a_password_are_compound_files() {
    let locked = compound(&["EncryptionInfo", "EncryptedPackage"]);
    for name in ["a.docx", "a.xlsx", "a.pptx", "a.doc", "a"] {
        assert_eq!(look(name, &locked).fault, Some(Fault::Encrypted), "{name}");
    }
    assert_eq!(
        look("a.pdf", &locked).fault,
        other_type("pdf", Kind::Compound)
    );
}

#[test]
fn compound_files_are_told_apart_by_their_streams() {
    let message = compound(&["__nameid_version1.0", "__properties_version1.0"]);
    assert_eq!(look("a.msg", &message).fault, None);
    assert_eq!(look("a.doc", &message).fault, other_type("doc", Kind::Msg));
    let slides = compound(&["Current User", "PowerPoint Document"]);
    assert_eq!(look("a.ppt", &slides).fault, None);
    let locked = compound(&["PowerPoint Document", "EncryptedSummary"]);
    assert_eq!(look("a.ppt", &locked).fault, Some(Fault::Encrypted));
    assert_eq!(look("a.doc", &compound(&["CONTENTS"])).fault, None);
}
