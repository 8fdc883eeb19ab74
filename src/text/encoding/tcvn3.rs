//! TCVN 5712:1993, form VN3: a letter per byte, capitals with tones only by font.

/// What the bytes A0 to FF stand for; `_` where VN3 has no letter.
#[rustfmt::skip]
const LETTERS: [char; 96] = [
    '_', 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', '_',
    '_', '_', '_', '_', '_', 'à', 'ả', 'ã', 'á', 'ạ', '_', 'ằ', 'ẳ', 'ẵ', 'ắ', '_',
    '_', '_', '_', '_', '_', '_', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', '_', 'ẻ', 'ẽ',
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', '_', '_', '_', 'ĩ', 'í', 'ị', 'ò',
    '_', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù',
    '_', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', '_',
];

/// The letter that the fonts show for `c`, a character of Windows-1252.
pub(super) fn letter(c: char) -> Option<char> {
    let index = u32::from(c).checked_sub(0xA0)?;
    let letter = LETTERS.get(usize::try_from(index).ok()?)?;
    (*letter != '_').then_some(*letter)
}

/// Which font a word was typed with, as far as its letters tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    /// A capital stands behind the first letter and no small one: the font of capitals.
    Capitals,
    /// A small letter stands in it.
    Small,
    /// Only its first letter has a case: `Hµ` is Hà or HÀ.
    Open,
}

/// Text typed with these fonts. Capitals with tones come of a font of capitals (.VnTimeH), that
/// is small letters amid capitals: `CéNG HOµ`. A word that does not tell its font (`Hµ`) is
/// taken as the words that it stands in a row with.
pub(super) fn convert(text: &str) -> String {
    let mut converted = String::with_capacity(text.len() * 2);
    for row in text.split_inclusive(|c| !is_in_word(c) && !matches!(c, ' ' | '\u{A0}' | '-')) {
        let words = || row.split_inclusive(|c| !is_in_word(c));
        let small = words().any(|word| case(word) == Case::Small);
        let capitals = !small && words().any(|word| case(word) == Case::Capitals);
        for word in words() {
            let raised = match case(word) {
                Case::Capitals => true,
                Case::Small => false,
                Case::Open => capitals,
            };
            for c in word.chars() {
                match letter(c) {
                    Some(letter) if raised => converted.extend(letter.to_uppercase()),
                    letter => converted.push(letter.unwrap_or(c)),
                }
            }
        }
    }
    converted
}

fn is_in_word(c: char) -> bool {
    c.is_ascii_alphabetic() || letter(c).is_some()
}

fn case(word: &str) -> Case {
    let mut behind = word.chars().filter(|c| is_in_word(*c)).skip(1);
    if word.contains(|c: char| c.is_ascii_lowercase()) {
        Case::Small
    } else if behind.any(|c| letter(c).unwrap_or(c).is_uppercase()) {
        Case::Capitals
    } else {
        Case::Open
    }
}
