//! TCVN3 and VNI: seen, refused, and read when said.

use super::encoder::{LETTERS, encode, typed};
use super::{LE, TABLE, text};
use crate::text::encoding::*;

/// Line, column, the word as it stands and as it reads, of a refusal.
fn refused(bytes: &[u8], font: Encoding) -> Option<(usize, usize, String, String)> {
    match decode(bytes, None) {
        Err(Undecodable::NeedsWord(shown)) if shown.encoding == font => {
            Some((shown.line, shown.column, shown.found, shown.reads))
        }
        _ => None,
    }
}

fn shown(
    line: usize,
    column: usize,
    found: &str,
    reads: &str,
) -> Option<(usize, usize, String, String)> {
    Some((line, column, found.to_owned(), reads.to_owned()))
}

#[test]
fn fonts_are_asked_for_with_a_word_that_shows_them() {
    // Điểm tự chấm, alone
    let bytes = b"ma\n1;\xA7i\xD3m t\xF9 ch\xCAm";
    assert_eq!(refused(bytes, Encoding::Tcvn3), shown(2, 3, "§iÓm", "Điểm"));
    assert_eq!(
        refused(b"\xA7i\xD3m", Encoding::Tcvn3),
        shown(1, 1, "§iÓm", "Điểm")
    );
    let bytes = b"ma\n1;\xD1ie\xE5m t\xF6\xEF cha\xE1m";
    assert_eq!(refused(bytes, Encoding::Vni), shown(2, 3, "Ñieåm", "Điểm"));
    assert_eq!(
        refused(b"nha\xE2n", Encoding::Vni),
        shown(1, 1, "nhaân", "nhân")
    );
    for font in [Encoding::Tcvn3, Encoding::Vni] {
        assert!(refused(&encode(TABLE, font), font).is_some());
    }
}

#[test]
fn said_fonts_are_read_from_bytes_and_from_unicode() {
    for font in [Encoding::Tcvn3, Encoding::Vni] {
        let expected = Some((TABLE.to_owned(), font));
        let typed = typed(TABLE, font);
        let utf16 = encode(&typed, Encoding::Utf16Le);
        for bytes in [
            encode(TABLE, font),
            typed.into_bytes(),
            [&LE[..], &utf16].concat(),
            utf16,
        ] {
            assert_eq!(text(&bytes, Some(font)), expected);
            assert!(refused(&bytes, font).is_some());
        }
    }
}

#[test]
fn the_other_font_is_named_where_the_wrong_one_is_said() {
    for (font, other) in [
        (Encoding::Tcvn3, Encoding::Vni),
        (Encoding::Vni, Encoding::Tcvn3),
    ] {
        for text in [TABLE, "Kế hoạch cải cách hành chính"] {
            let read = decode(&encode(text, font), Some(other));
            let Err(Undecodable::NeedsWord(shown)) = read else {
                panic!("{read:?}");
            };
            assert_eq!(shown.encoding, font);
        }
    }
}

#[test]
fn each_letter_comes_back() {
    let small = || LETTERS.iter().flatten().copied().chain(['đ']);
    assert_eq!(small().count(), 12 * 6 + 1);
    for font in [Encoding::Tcvn3, Encoding::Vni] {
        for letter in small() {
            let word = letter.to_string();
            assert_eq!(convert(&typed(&word, font), font), word);
            let word = format!("T{}T", letter.to_uppercase());
            assert_eq!(convert(&typed(&word, font), font), word);
        }
    }
}

#[test]
fn capitals_of_tcvn3_come_of_their_font() {
    for (typed, reads) in [
        (
            "CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM",
            "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ),
        ("Uû BAN NH¢N D¢N X· Hµ AN", "UỶ BAN NHÂN DÂN XÃ HÀ AN"),
        ("Uû ban nh©n d©n x· Hµ An", "Uỷ ban nhân dân xã Hà An"),
        ("UBND x· Hµ", "UBND xã Hà"),
        ("QUYÕT §ÞNH, Lª V¨n T¸m", "QUYẾT ĐỊNH, Lê Văn Tám"),
        (
            "N\u{AD}íc; ®\u{AD}êng «t«; ¢u L¹c",
            "Nước; đường ôtô; Âu Lạc",
        ),
        ("12/Q§-UBND; 20 m²; 5%", "12/QĐ-UBND; 20 m²; 5%"),
        ("Hµ", "Hà"),
    ] {
        assert_eq!(convert(typed, Encoding::Tcvn3), reads);
    }
}

#[test]
fn marks_of_vni_go_with_letters_of_either_case() {
    for (typed, reads) in [
        ("UÛY BAN NHAÂN DAÂN XAÕ", "ỦY BAN NHÂN DÂN XÃ"),
        ("Uyû ban nhaân daân xaõ", "Uỷ ban nhân dân xã"),
        (
            "Keá hoaïch caûi caùch haønh chính",
            "Kế hoạch cải cách hành chính",
        ),
        ("Ñieåm töï chaám", "Điểm tự chấm"),
        ("AÁp Myõ Ñöùc, Aáp Bình Lôïi", "Ấp Mỹ Đức, Ấp Bình Lợi"),
        ("ñöôøng Lyù Thöôøng Kieät, kî", "đường Lý Thường Kiệt, kỵ"),
        (
            "thò xaõ Taân Chaâu, xaõ Vónh Hoøa, nghæ",
            "thị xã Tân Châu, xã Vĩnh Hòa, nghỉ",
        ),
        ("oøa aê b×a", "òa ă b×a"),
    ] {
        assert_eq!(convert(typed, Encoding::Vni), reads);
    }
}

#[test]
fn unicode_typed_with_old_fonts_is_seen() {
    for (typed, font, found, reads) in [
        ("Uû ban nh©n d©n", Encoding::Tcvn3, "nh©n", "nhân"),
        (
            "STT\tTªn v¨n b¶n\tSè ký hiÖu",
            Encoding::Tcvn3,
            "Tªn",
            "Tên",
        ),
        (
            "KÕ ho¹ch c¶i c¸ch hµnh chÝnh",
            Encoding::Tcvn3,
            "c¶i",
            "cải",
        ),
        ("UÛy ban nhaân daân xaõ", Encoding::Vni, "UÛy", "Ủy"),
        ("Keá hoaïch caûi caùch", Encoding::Vni, "Keá", "Kế"),
        (
            "TT;TIEÂU CHÍ;ÑIEÅM TÖÏ CHAÁM",
            Encoding::Vni,
            "TIEÂU",
            "TIÊU",
        ),
    ] {
        let shown = misread(&format!("1.1 Caf\n{typed}")).unwrap();
        assert_eq!((shown.encoding, shown.line), (font, 2));
        assert_eq!((&*shown.found, &*shown.reads), (found, reads));
        let before: String = typed.chars().take(shown.column - 1).collect();
        assert!(typed[before.len()..].starts_with(found));
    }
}

#[test]
fn unicode_proper_is_never_taken_for_old_fonts() {
    for text in [
        TABLE,
        "Uỷ ban nhân dân xã",
        // Without a letter beyond Latin-1.
        "Hà Nam, Thanh Hóa, Hòa Bình, toàn khoá, ngoài, xã Tân Long, thôn Lý Nhân, hoàn thành, hoá",
        "XÃ TÂN LONG, TOÀN XÃ, HÒA BÌNH, NHÂN DÂN",
        // Decomposed, as on a Mac.
        "Ke\u{302}\u{301} hoa\u{323}ch, nha\u{302}n da\u{302}n, tie\u{302}u chi\u{301}",
        // With eth for đ.
        "ðây là, ðông, Hà Ðông, Bình Ðông, ðánh giá",
        // Signs.
        "© 2024 Minh; § 5; ½ ¾ ¼; 20 m², 3 m³, 25°C, ±5%, N·m, µm, µg, 1º, 2ª, x¹, m×n, n×m, k×k, «Tin», Gel®",
        "£m £12 ¥n §a §b ¬p Mª Nº go¹ to¹ do¹ so¹ infor\u{AD}mation co\u{AD}operate can\u{AD}not",
        // Foreign names and text.
        "Orléans, château, tôt, dépôt, plutôt, été, où, forêt, bâtiment, Noël, goût, dû, thé, né",
        "Loïc, Anaïs, Maël, haï, Thaï, Caïn, naïf, Aïda, Saïd, Raphaël, Zoë, Israël, poème",
        "Müller, Größe, Straße, daß, Fuß, Käse, schön, über, Jürgen, Böhm, Weiß, Goethe",
        "São Paulo, João, Leão, pão, coração, Conceição, avô, você, José, Jiménez, Peña, Núñez",
        "Søren, Åse, Ærø, København, Umeå, Luleå, Skåne, Ångström, Håkon, smørrebrød, Piteå",
        // UTF-8 read as Windows-1252 by a program before, and saved as UTF-8.
        "UÃ¡Â»Â· ban nhÃ¢n dÃ¢n xÃ£ HÃ  An, tiÃªu chÃ\u{AD}",
    ] {
        assert_eq!(misread(text), None, "{text}");
        let twice = format!("{text}\n{text}");
        assert_eq!(super::text(twice.as_bytes(), None).unwrap().0, twice);
    }
}

#[test]
fn cells_in_unicode_stay_in_a_workbook_of_old_fonts() {
    for font in Encoding::ALL {
        for cell in ["Kế hoạch", "Đông", "nha\u{302}n", "1,5", "Phu Tho"] {
            assert_eq!(convert(cell, font), cell);
        }
    }
    assert_eq!(convert("nh©n", Encoding::Utf8), "nh©n");
}
