//! What a Vietnamese syllable can be: onset, nucleus, coda and one tone, as they are spelt.

use unicode_normalization::UnicodeNormalization;

/// Consonants that begin a syllable. `qu` and `gi` count as one; what follows is a whole rhyme.
pub(super) const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

/// Each nucleus with the codas it takes, `-` for none. A final `k` is that of names from the
/// Central Highlands (Đắk Lắk).
pub(super) const RHYMES: [(&str, &str); 29] = [
    ("a", "- c ch i k m n ng nh o p t u y"),
    ("ă", "c k m n ng p t"),
    ("â", "c m n ng p t u y"),
    ("e", "- c k m n ng o p t"),
    ("ê", "- ch m n nh p t u"),
    ("i", "- ch m n nh p t u"),
    ("ia", "-"),
    ("iê", "c m n ng p t u"),
    ("o", "- c i k m n ng p t"),
    ("oa", "- c ch i m n ng nh o p t y"),
    ("oă", "c m n ng t"),
    ("oe", "- n o t"),
    ("oo", "c ng"),
    ("ô", "- c i k m n ng p t"),
    ("ơ", "- i m n p t"),
    ("u", "- c i k m n ng p t"),
    ("ua", "-"),
    ("uâ", "n ng t y"),
    ("uê", "- ch nh"),
    ("uô", "c i m n ng t"),
    ("uơ", "-"),
    ("uy", "- ch n nh p t u"),
    ("uya", "-"),
    ("uyê", "n t"),
    ("ư", "- c i m n ng t u"),
    ("ưa", "-"),
    ("ươ", "c i m n ng p t u"),
    ("y", "- ch n nh t"),
    ("yê", "m n ng t u"),
];

/// Letters with the mark that makes another letter of them, as NFD writes it.
const SHAPED: [(char, char, char); 6] = [
    ('a', '\u{306}', 'ă'),
    ('a', '\u{302}', 'â'),
    ('e', '\u{302}', 'ê'),
    ('o', '\u{302}', 'ô'),
    ('o', '\u{31B}', 'ơ'),
    ('u', '\u{31B}', 'ư'),
];

const ACUTE: char = '\u{301}';
const DOT_BELOW: char = '\u{323}';
/// Grave, hook above and tilde: tones that no syllable ending in a stop can have.
const OTHER_TONES: [char; 3] = ['\u{300}', '\u{309}', '\u{303}'];

/// Whether `word`, in whatever case, can be a Vietnamese syllable. Its tone may stand on any
/// letter of the nucleus: hòa and hoà are both written.
pub(super) fn is_plausible(word: &str) -> bool {
    let Some((letters, tone)) = spell(word) else {
        return false;
    };
    ONSETS.iter().any(|onset| {
        let rhyme = letters.strip_prefix(onset);
        rhyme.is_some_and(|rhyme| {
            may_precede(onset, rhyme) && is_rhyme(rhyme, tone, onset.chars().count())
        })
    })
}

/// The small letters of a word without its tone, and the tone with the index of its letter;
/// `None` where there is more than one or a character of another kind.
fn spell(word: &str) -> Option<(String, Option<(usize, char)>)> {
    let mut letters: Vec<char> = Vec::with_capacity(8);
    let mut tone = None;
    for c in word.nfd().flat_map(char::to_lowercase) {
        if c.is_ascii_lowercase() || c == 'đ' {
            letters.push(c);
        } else if c == ACUTE || c == DOT_BELOW || OTHER_TONES.contains(&c) {
            let first = tone.replace((letters.len().checked_sub(1)?, c)).is_none();
            first.then_some(())?;
        } else {
            let last = letters.last_mut()?;
            let is_of = |shape: &&(char, char, char)| shape.0 == *last && shape.1 == c;
            *last = SHAPED.iter().find(is_of)?.2;
        }
    }
    Some((letters.into_iter().collect(), tone))
}

/// The spellings of /k/, /ɣ/ and /ŋ/ go by the letter behind.
fn may_precede(onset: &str, rhyme: &str) -> bool {
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "k" | "gh" | "ngh" => front,
        "c" | "ng" => !front,
        "g" => !front || rhyme.starts_with('i'),
        "gi" => !rhyme.starts_with(['i', 'y']),
        _ => true,
    }
}

fn is_rhyme(rhyme: &str, tone: Option<(usize, char)>, start: usize) -> bool {
    RHYMES.iter().any(|(nucleus, codas)| {
        let Some(coda) = rhyme.strip_prefix(nucleus) else {
            return false;
        };
        let written = if coda.is_empty() { "-" } else { coda };
        let stop = matches!(coda, "c" | "ch" | "p" | "t");
        codas.split(' ').any(|one| one == written)
            && match tone {
                None => !stop,
                Some((_, tone)) if stop && OTHER_TONES.contains(&tone) => false,
                Some((at, _)) => (start..start + nucleus.chars().count()).contains(&at),
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_documents_are_syllables() {
        let words = "Uỷ Ủy ban nhân dân xã Kế hoạch cải cách hành chính ĐIỂM TỰ CHẤM minh chứng \
            quyết định nghị quyết giải quyết thủ tục giữ gìn giếng gì khuỷu tay thuở nhỏ quỳnh \
            Nguyễn Đắk Lắk hòa hoà thuý thúy rượu người hoặc ngoại tuyên truyền khuya xoong quốc \
            tỷ lệ ý kiến yêu cầu huyện uỷ ông ấy ở nghiêng nghe ghi ghế gửi quýt buýt huých";
        for word in words.split_whitespace() {
            assert!(is_plausible(word), "{word}");
        }
    }

    #[test]
    fn other_words_are_none() {
        let words = "café José Müller Noël Său naïve § §iÓm nh©n nhaân Ñieåm töï tôt tồc kế́ \
            ngế cé gá́o ghà qế đđ ắ́ măă hôp tìm̉ xă że Đ QĐ";
        for word in words.split_whitespace() {
            assert!(!is_plausible(word), "{word}");
        }
    }
}
