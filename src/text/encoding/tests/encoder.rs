//! The way back: text into the bytes of each encoding, by tables of its own.

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use crate::text::encoding::Encoding;

/// Letters without a tone, then with grave, hook, tilde, acute and dot below.
pub(super) const LETTERS: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// TCVN 5712:1993 gives the letters above these codes.
const TCVN3: [[u8; 6]; 12] = [
    [0x61, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9],
    [0xA8, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6],
    [0xA9, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB],
    [0x65, 0xCC, 0xCE, 0xCF, 0xD0, 0xD1],
    [0xAA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6],
    [0x69, 0xD7, 0xD8, 0xDC, 0xDD, 0xDE],
    [0x6F, 0xDF, 0xE1, 0xE2, 0xE3, 0xE4],
    [0xAB, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9],
    [0xAC, 0xEA, 0xEB, 0xEC, 0xED, 0xEE],
    [0x75, 0xEF, 0xF1, 0xF2, 0xF3, 0xF4],
    [0xAD, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9],
    [0x79, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE],
];

/// VNI for Windows writes the letters above with these characters of Windows-1252.
const VNI: [[&str; 6]; 12] = [
    ["a", "aø", "aû", "aõ", "aù", "aï"],
    ["aê", "aè", "aú", "aü", "aé", "aë"],
    ["aâ", "aà", "aå", "aã", "aá", "aä"],
    ["e", "eø", "eû", "eõ", "eù", "eï"],
    ["eâ", "eà", "eå", "eã", "eá", "eä"],
    ["i", "ì", "æ", "ó", "í", "ò"],
    ["o", "oø", "oû", "oõ", "où", "oï"],
    ["oâ", "oà", "oå", "oã", "oá", "oä"],
    ["ô", "ôø", "ôû", "ôõ", "ôù", "ôï"],
    ["u", "uø", "uû", "uõ", "uù", "uï"],
    ["ö", "öø", "öû", "öõ", "öù", "öï"],
    ["y", "yø", "yû", "yõ", "yù", "î"],
];

/// The bytes of `text` (NFC) in an encoding, without byte order mark.
pub(super) fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Encoding::Windows1258 => windows_1258(text),
        Encoding::Tcvn3 | Encoding::Vni => {
            let typed = typed(text, encoding);
            let (bytes, _, unmappable) = WINDOWS_1252.encode(&typed);
            assert!(!unmappable, "{text}");
            bytes.into_owned()
        }
    }
}

/// `text` as it would be typed with an old font, in characters of Windows-1252.
pub(super) fn typed(text: &str, font: Encoding) -> String {
    text.chars().map(|c| typed_letter(c, font)).collect()
}

fn typed_letter(c: char, font: Encoding) -> String {
    let small: char = c.to_lowercase().next().unwrap();
    let found = LETTERS.iter().enumerate().find_map(|(row, letters)| {
        let column = letters.iter().position(|letter| *letter == small)?;
        Some((row, column))
    });
    let tcvn3 = font == Encoding::Tcvn3;
    match (c, found) {
        ('đ', _) => if tcvn3 { "®" } else { "ñ" }.to_owned(),
        ('Đ', _) => if tcvn3 { "§" } else { "Ñ" }.to_owned(),
        ('Ă' | 'Â' | 'Ê' | 'Ô' | 'Ơ' | 'Ư', _) if tcvn3 => {
            let capitals = "Ă¡Â¢Ê£Ô¤Ơ¥Ư¦";
            let mut letters = capitals.chars().skip_while(|letter| *letter != c);
            letters.nth(1).unwrap().to_string()
        }
        _ if c.is_ascii() => c.to_string(),
        // A capital with a tone is a small letter in a font of capitals.
        (_, Some((row, column))) if tcvn3 => char::from(TCVN3[row][column]).to_string(),
        (_, Some((row, column))) if c == small => VNI[row][column].to_owned(),
        (_, Some((row, column))) => VNI[row][column].to_uppercase(),
        _ => c.to_string(),
    }
}

/// The code page has a letter of its own for few tones; the others follow their letter.
fn windows_1258(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for c in text.chars() {
        let whole = c.to_string();
        let (whole, _, unmappable) = WINDOWS_1258.encode(&whole);
        if !unmappable {
            bytes.extend_from_slice(&whole);
            continue;
        }
        let is_tone = |c: &char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c);
        let (tone, letter): (Vec<char>, Vec<char>) = std::iter::once(c).nfd().partition(is_tone);
        let parts: String = letter.into_iter().nfc().chain(tone).collect();
        let (parts, _, unmappable) = WINDOWS_1258.encode(&parts);
        assert!(!unmappable, "{c}");
        bytes.extend_from_slice(&parts);
    }
    bytes
}
