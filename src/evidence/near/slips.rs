//! Names in which one letter is mistyped, found without comparing each with each: two words
//! that are one slip apart become equal when each loses a letter at most.

use std::collections::BTreeSet;

use crate::text::fold;

/// Words and names shorter than this differ in one letter too easily.
const SHORTEST: usize = 4;

/// Names, by what is left of them without one letter.
#[derive(Debug, Default)]
pub(super) struct Slips {
    /// Hashes of what is left, with the name's position; sorted.
    left: Vec<(u64, usize)>,
}

impl Slips {
    pub(super) fn index<'k>(keys: impl Iterator<Item = &'k str>) -> Self {
        let mut left: Vec<(u64, usize)> = keys
            .enumerate()
            .flat_map(|(at, key)| shortened(key).into_iter().map(move |hash| (hash, at)))
            .collect();
        left.sort_unstable();
        Self { left }
    }

    /// The positions of names that may be one slip away; some are more.
    pub(super) fn around(&self, key: &str) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for hash in shortened(key) {
            let from = self.left.partition_point(|(other, _)| *other < hash);
            let same = self.left[from..]
                .iter()
                .take_while(|(other, _)| *other == hash);
            found.extend(same.map(|(_, at)| *at));
        }
        found
    }
}

/// Hashes of a key and of the key without each of its letters. They are those of a polynomial,
/// so that each follows from what stands before and behind the letter.
fn shortened(key: &str) -> BTreeSet<u64> {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let letters: Vec<u64> = key
        .chars()
        .map(|letter| u64::from(u32::from(letter)))
        .collect();
    let mut found = BTreeSet::new();
    if letters.len() < SHORTEST {
        return found;
    }
    let mut before = vec![0_u64];
    for letter in &letters {
        let last = before.last().copied().unwrap_or_default();
        before.push(last.wrapping_mul(BASE).wrapping_add(*letter));
    }
    let (mut behind, mut power) = (0_u64, 1_u64);
    for (letter, before) in letters.iter().zip(&before).rev() {
        found.insert(before.wrapping_mul(power).wrapping_add(behind));
        behind = letter.wrapping_mul(power).wrapping_add(behind);
        power = power.wrapping_mul(BASE);
    }
    found.insert(behind);
    found
}

/// Whether two names are the same but for one letter of one word. A digit is no slip but
/// another number, and so are Roman numerals at the end of a word.
pub(super) fn is_slip(written: &str, name: &str) -> bool {
    let (a, b) = (words(written), words(name));
    if a.len() != b.len() {
        return false;
    }
    let mut differing = a.iter().zip(&b).filter(|(a, b)| a != b);
    let (Some((a, b)), None) = (differing.next(), differing.next()) else {
        return false;
    };
    let long = a.chars().count().min(b.chars().count()) >= SHORTEST;
    let digits = [a, b]
        .iter()
        .any(|word| word.contains(|c: char| c.is_ascii_digit()));
    let stem = |word: &str| word.trim_end_matches(['i', 'v', 'x']).to_owned();
    long && !digits && stem(a) != stem(b) && strsim::osa_distance(a, b) == 1
}

fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let keys = words.map(fold::key);
    keys.filter(|key| !key.is_empty()).collect()
}
