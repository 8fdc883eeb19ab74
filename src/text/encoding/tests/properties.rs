//! What holds for whatever bytes and whatever Vietnamese.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;

use super::encoder::{encode, typed};
use crate::text::encoding::syllable::{ONSETS, RHYMES, is_plausible};
use crate::text::encoding::*;

/// A syllable as the rules of spelling build them, small or with a capital.
fn word() -> impl Strategy<Value = String> {
    let rhymes: Vec<(&str, &str)> = RHYMES
        .iter()
        .flat_map(|(nucleus, codas)| codas.split(' ').map(|coda| (*nucleus, coda)))
        .collect();
    const TONES: [&str; 6] = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
    let parts = (
        select(&ONSETS[..]),
        select(rhymes),
        select(&TONES[..]),
        any::<bool>(),
    );
    parts.prop_filter_map("not spelt so", |(onset, (nucleus, coda), tone, title)| {
        let coda = if coda == "-" { "" } else { coda };
        let word: String = format!("{onset}{nucleus}{tone}{coda}").nfc().collect();
        let mut letters = word.chars();
        let first = letters.next().filter(|_| title);
        let titled = first.map(|c| c.to_uppercase().chain(letters).collect::<String>());
        // A lone capital tells no font; with its tone, TCVN3 has none.
        let tellable = title && word.chars().any(|c| c.is_ascii_lowercase());
        let typeable =
            |word: &String| convert(&typed(word, Encoding::Tcvn3), Encoding::Tcvn3) == *word;
        let word = titled
            .filter(|word| tellable && typeable(word))
            .unwrap_or(word);
        is_plausible(&word).then_some(word)
    })
}

/// Lines of a table.
fn table() -> impl Strategy<Value = String> {
    vec(vec(word(), 1..8), 1..8).prop_map(|lines| {
        let rows = lines.into_iter().enumerate();
        rows.map(|(index, words)| format!("1.{index};{};0,5\n", words.join(" ")))
            .collect()
    })
}

proptest! {
    #[test]
    fn bytes_give_text_or_a_place(
        bytes in prop_oneof![
            vec(any::<u8>(), 0..200),
            vec(prop_oneof![Just(0), Just(b'\n'), Just(b'a'), 0xA0..=0xFFu8], 0..40),
        ],
        wanted in option::of(select(&Encoding::ALL[..])),
    ) {
        match decode(&bytes, wanted) {
            Ok(decoded) => {
                let lost = decoded.text.contains(['\0', '\u{FFFD}', '\u{FFFE}']);
                prop_assert!(!lost);
                prop_assert!(wanted.is_none_or(|wanted| wanted == decoded.encoding));
            }
            Err(Undecodable::NoText { line, column } | Undecodable::Binary { line, column }) => {
                prop_assert!(line > 0 && column > 0 && line + column <= bytes.len() + 2);
            }
            Err(Undecodable::NeedsWord(shown)) => prop_assert!(wanted.is_none() && shown.line > 0),
        }
    }

    #[test]
    fn vietnamese_comes_back_from_each_encoding(text in table()) {
        for encoding in Encoding::ALL {
            let bytes = encode(&text, encoding);
            let said = decode(&bytes, Some(encoding));
            prop_assert_eq!(&said, &Ok(Decoded { text: text.clone(), encoding }));
            let told = decode(&bytes, None);
            match encoding {
                _ if text.is_ascii() => prop_assert_eq!(told.map(|told| told.text), Ok(text.clone())),
                Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => prop_assert_eq!(told, said),
                // Few words can be words in more than one encoding: then they are refused.
                Encoding::Windows1258 => prop_assert!(told.is_err() || told == said),
                Encoding::Tcvn3 | Encoding::Vni => prop_assert!(told.is_err()),
            }
        }
    }

    #[test]
    fn decomposed_vietnamese_stays_as_it_is(text in table()) {
        let text: String = text.nfd().collect();
        for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
            let told = decode(&encode(&text, encoding), None);
            prop_assert_eq!(told, Ok(Decoded { text: text.clone(), encoding }));
        }
    }

    #[test]
    fn no_vietnamese_hides_the_font_it_is_typed_with(
        text in table(),
        font in select(vec![Encoding::Tcvn3, Encoding::Vni]),
    ) {
        let text = format!("Kế hoạch cải cách hành chính\n{text}");
        prop_assert_eq!(misread(&text), None);
        let shown = misread(&typed(&text, font));
        prop_assert_eq!(shown.map(|shown| shown.encoding), Some(font));
    }
}
