//! Words of at most thirty-two bytes as numbers: to compare those is faster than to follow a
//! pointer to letters, and registers say the same few words millions of times.

/// A word of at most thirty-two bytes: its first and last bytes, which meet or overlap, and its
/// length. Two words are the same where these are.
#[derive(Clone, Copy, Debug, Eq)]
pub(super) struct Short {
    parts: [u64; 4],
    length: usize,
}

/// One number after the other: what was just written as numbers is slow to read back as a whole.
impl PartialEq for Short {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (self.parts, other.parts);
        self.length == other.length && a == e && b == f && c == g && d == h
    }
}

impl Short {
    /// The word; `None` where it is longer.
    #[inline]
    pub(super) fn of(word: &[u8]) -> Option<Self> {
        let eight = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
        let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
        let length = word.len();
        let parts = match length {
            0 => [0; 4],
            1..=3 => {
                let byte = |at: usize| u64::from(word[at]);
                [
                    byte(0) << 16 | byte(length / 2) << 8 | byte(length - 1),
                    0,
                    0,
                    0,
                ]
            }
            4..=7 => [four(word.first_chunk()?), four(word.last_chunk()?), 0, 0],
            8..=16 => [eight(word.first_chunk()?), eight(word.last_chunk()?), 0, 0],
            17..=32 => {
                let (first, last) = (word.first_chunk::<16>()?, word.last_chunk::<16>()?);
                [
                    eight(first.first_chunk()?),
                    eight(first.last_chunk()?),
                    eight(last.first_chunk()?),
                    eight(last.last_chunk()?),
                ]
            }
            _ => return None,
        };
        Some(Self { parts, length })
    }
}

impl std::hash::Hash for Short {
    #[inline]
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        for part in self.parts {
            state.write_u64(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_byte_makes_another_word() {
        for length in 0..=32 {
            let word = vec![b'a'; length];
            let short = Short::of(&word).unwrap();
            for at in 0..length {
                let mut other = word.clone();
                other[at] = b'b';
                assert_ne!(Short::of(&other), Some(short), "{length} {at}");
            }
        }
        assert_eq!(Short::of(&[b'a'; 33]), None);
    }

    proptest! {
        #[test]
        fn same_words_are_the_same(
            a in proptest::collection::vec(prop_oneof![Just(0), Just(b'a'), Just(b'b')], 0..33),
            b in proptest::collection::vec(prop_oneof![Just(0), Just(b'a'), Just(b'b')], 0..33),
        ) {
            prop_assert_eq!(Short::of(&a) == Short::of(&b), a == b);
        }
    }
}
