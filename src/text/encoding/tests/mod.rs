//! Files as offices save them, made here from plain text.

mod encoder;
mod old_fonts;
mod properties;

use super::*;
use encoder::encode;

/// A table as an officer has it.
const TABLE: &str = "Mã;Tiêu chí;Điểm tự chấm;Minh chứng\r\n\
    1.1.1;Kế hoạch cải cách hành chính của Uỷ ban nhân dân xã;0,5;12/QĐ-UBND\r\n\
    1.1.2;Tỷ lệ hồ sơ giải quyết đúng hạn (thôn Hoà Bình, 20 m²);98,5;báo cáo số 3\r\n";

const LE: [u8; 2] = [0xFF, 0xFE];
const BE: [u8; 2] = [0xFE, 0xFF];
const UTF8_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

fn text(bytes: &[u8], wanted: Option<Encoding>) -> Option<(String, Encoding)> {
    let decoded = decode(bytes, wanted).ok()?;
    Some((decoded.text, decoded.encoding))
}

fn no_text(line: usize, column: usize) -> Result<Decoded, Undecodable> {
    Err(Undecodable::NoText { line, column })
}

fn binary(line: usize, column: usize) -> Result<Decoded, Undecodable> {
    Err(Undecodable::Binary { line, column })
}

#[test]
fn names_are_those_of_the_flag() {
    for encoding in Encoding::ALL {
        assert_eq!(Encoding::from_id(encoding.id()), Some(encoding));
    }
    assert_eq!(Encoding::from_id("TCVN3"), Some(Encoding::Tcvn3));
    assert_eq!(Encoding::from_id("latin-1"), None);
}

#[test]
fn a_table_is_read_in_each_encoding_that_its_bytes_tell() {
    for (mark, encoding) in [
        (&[][..], Encoding::Utf8),
        (&UTF8_MARK[..], Encoding::Utf8),
        (&[], Encoding::Utf16Le),
        (&LE, Encoding::Utf16Le),
        (&[], Encoding::Utf16Be),
        (&BE, Encoding::Utf16Be),
        (&[], Encoding::Windows1258),
    ] {
        let bytes = [mark, &encode(TABLE, encoding)].concat();
        let expected = Some((TABLE.to_owned(), encoding));
        assert_eq!(text(&bytes, None), expected, "{}", encoding.id());
        assert_eq!(text(&bytes, Some(encoding)), expected, "{}", encoding.id());
    }
}

#[test]
fn windows_1258_is_composed() {
    // Đ i ê+hook m, t ư+dot, c h â+acute m
    let bytes = b"\xD0i\xEA\xD2m t\xFD\xF2 ch\xE2\xECm";
    let expected = ("Điểm tự chấm".to_owned(), Encoding::Windows1258);
    assert_eq!(text(bytes, None), Some(expected));
    assert_eq!(text(b"U\xD2y ban", None).unwrap().0, "Ủy ban");
}

#[test]
fn one_marked_word_is_decided_or_refused() {
    // QĐ; as TCVN3 it were Qé, which is no syllable.
    assert_eq!(
        text(b"1;12/Q\xD0-UBND\n", None).unwrap().0,
        "1;12/QĐ-UBND\n"
    );
    // NĐ, or Né in TCVN3.
    assert_eq!(decode(b"1;30/2020/N\xD0-CP\n", None), no_text(1, 12));
    // nhân, or nhõn in TCVN3.
    assert_eq!(decode(b"ten\nnh\xE2n", None), no_text(2, 3));
    // A name in French, and one in Portuguese.
    assert_eq!(decode(b"Caf\xE9", None), no_text(1, 4));
    assert_eq!(decode(b"S\xE3o Paulo", None), no_text(1, 2));
    assert_eq!(
        text(b"Caf\xE9", Some(Encoding::Windows1258)).unwrap().0,
        "Café"
    );
}

#[test]
fn a_sign_is_read_where_all_encodings_agree_on_it() {
    let expected = (
        "1\u{A0}234;20 m²;25°C;±1 – “x”\n".to_owned(),
        Encoding::Windows1258,
    );
    assert_eq!(
        text(b"1\xA0234;20 m\xB2;25\xB0C;\xB11 \x96 \x93x\x94\n", None),
        Some(expected)
    );
    // Đ or é, § or Đ, ½ or ẵ.
    for bytes in [b"12;\xD0", b"12;\xA7", b"12;\xBD"] {
        assert_eq!(decode(bytes, None), no_text(1, 4));
    }
}

#[test]
fn places_are_those_of_the_characters_in_the_way() {
    assert_eq!(decode("số\nđiểm \u{FFFD}".as_bytes(), None), no_text(2, 6));
    // UTF-8 with a letter cut short: số, then a half of bố.
    assert_eq!(decode(b"s\xE1\xBB\x91\nb\xE1\xBB", None), no_text(2, 2));
    assert_eq!(decode(b"so\nb\xE1\xBB", None), no_text(2, 2));
    assert_eq!(
        decode(&[&UTF8_MARK[..], b"a\xFF"].concat(), None),
        no_text(1, 2)
    );
    assert_eq!(decode(b"a\x00\n\x00b\x00c", None), no_text(2, 2));
    assert_eq!(
        decode(b"a\x00\n\x00;\x00\x00\xD8;\x00", None),
        no_text(2, 2)
    );
    assert_eq!(decode(b"ab\ncd\x00ef gh ij", None), binary(2, 3));
    assert_eq!(decode(b"\xFF\xFE\x00\x00a\x00\x00\x00", None), binary(1, 1));
    assert_eq!(
        decode(b"\x89PNG\r\n\x1A\n\x00\x00\x00\rIHDR", None),
        binary(3, 1)
    );
}

#[test]
fn what_the_user_says_must_not_contradict_the_bytes() {
    let utf8 = encode(TABLE, Encoding::Utf8);
    let legacy = encode(TABLE, Encoding::Windows1258);
    let utf16 = encode(TABLE, Encoding::Utf16Le);
    let marked = [&LE[..], &utf16].concat();
    for (bytes, wanted, expected) in [
        (&legacy, Encoding::Utf8, no_text(1, 3)),
        (&marked, Encoding::Utf8, binary(1, 4)),
        (&utf16, Encoding::Utf8, binary(1, 2)),
        (&utf16, Encoding::Utf16Be, no_text(1, 1)),
        (&marked, Encoding::Utf16Be, no_text(1, 1)),
        (&marked, Encoding::Windows1258, no_text(1, 1)),
        (&utf16, Encoding::Windows1258, no_text(1, 2)),
        (&utf8, Encoding::Windows1258, no_text(1, 2)),
        (&utf8, Encoding::Tcvn3, no_text(1, 13)),
        (&utf8, Encoding::Vni, no_text(1, 13)),
    ] {
        assert_eq!(decode(bytes, Some(wanted)), expected, "{}", wanted.id());
    }
    // Bytes that Windows-1258 and VN3 leave free.
    assert_eq!(decode(b"a\x81", Some(Encoding::Windows1258)), no_text(1, 2));
    assert_eq!(decode(b"a\xC0", Some(Encoding::Tcvn3)), no_text(1, 2));
    // ASCII is the same in all of them.
    for wanted in [Encoding::Windows1258, Encoding::Tcvn3, Encoding::Vni] {
        assert_eq!(text(b"1;2", Some(wanted)), Some(("1;2".to_owned(), wanted)));
    }
    assert_eq!(decode(b"1;2", Some(Encoding::Utf16Le)), no_text(1, 2));
}

#[test]
fn damaged_utf8_is_never_taken_for_another_encoding() {
    for lost in 0..TABLE.len() {
        let mut bytes = TABLE.as_bytes().to_vec();
        bytes.remove(lost);
        let read = decode(&bytes, None).map(|decoded| decoded.encoding);
        let is_whole = std::str::from_utf8(&bytes).is_ok();
        assert_eq!(read.is_ok(), is_whole, "{lost}");
        assert_ne!(read, Ok(Encoding::Windows1258), "{lost}");
    }
}

#[test]
fn an_empty_file_is_text() {
    for bytes in [&[][..], &UTF8_MARK, &LE, &BE] {
        assert_eq!(decode(bytes, None).unwrap().text, "");
    }
}
