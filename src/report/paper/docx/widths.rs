//! How wide the columns of a table are: as their shares say, but never so narrow that a code or
//! a number is broken within.

use unicode_normalization::UnicodeNormalization;

/// Space within a cell beside its text, in twentieths of a point: 85 on each side, and a line.
const BESIDE: u32 = 190;

/// The widths of columns with these shares, in twentieths of a point, `total` together;
/// `least` is what their longest words need.
pub(super) fn widths(shares: &[u16], least: &[u32], total: u32) -> Vec<u32> {
    let shares: Vec<u32> = shares.iter().map(|share| u32::from(*share)).collect();
    let wished = shared(&shares, total);
    // Where words do not fit side by side, it is the longest that are broken: no word is given
    // more than such a part of the whole.
    let parts = [4, 6, 8, 12, 16].map(|part| total / part);
    let at_most = |most: u32| least.iter().map(|least| (*least).min(most)).collect();
    let needs = parts.map(|most| -> Vec<u32> { at_most(most) });
    let fitting = needs.iter().find_map(|need| lifted(&wished, need));
    let [.., tightest] = &needs;
    fitting.unwrap_or_else(|| shared(tightest, total))
}

/// The widths with none below its need; nothing where there is not enough for all.
fn lifted(wished: &[u32], need: &[u32]) -> Option<Vec<u32>> {
    let pairs = || wished.iter().zip(need);
    let missing: u32 = pairs().map(|(wish, need)| need.saturating_sub(*wish)).sum();
    let spare: u32 = pairs().map(|(wish, need)| wish.saturating_sub(*need)).sum();
    if missing > spare {
        return None;
    }
    let (mut taken, mut seen) = (0, 0);
    let width = |(wish, need): (&u32, &u32)| {
        if wish < need {
            return *need;
        }
        // Each gives in the measure of what it can spare, together exactly what is missing.
        seen += wish - need;
        let due = part(missing, seen, spare);
        let width = wish - (due - taken);
        taken = due;
        width
    };
    Some(pairs().map(width).collect())
}

/// Splits `total` by shares; equally where all are nothing.
fn shared(shares: &[u32], total: u32) -> Vec<u32> {
    let equal = shares.iter().all(|share| *share == 0);
    let share = |share: &u32| if equal { 1 } else { *share };
    let all: u32 = shares.iter().map(share).sum();
    let (mut seen, mut given) = (0, 0);
    let next = |of: &u32| {
        seen += share(of);
        let upto = part(total, seen, all);
        let width = upto - given;
        given = upto;
        width
    };
    shares.iter().map(next).collect()
}

/// `total × of / all`, rounded down.
fn part(total: u32, of: u32, all: u32) -> u32 {
    let exact = u64::from(total) * u64::from(of) / u64::from(all.max(1));
    u32::try_from(exact).unwrap_or(total)
}

/// What the longest word of a text needs, in twentieths of a point. A line can be broken behind a
/// hyphen, but a symbol such as `45/KH-UBND` should not be.
pub(super) fn longest_word(text: &str) -> u32 {
    text.split_whitespace().map(length).max().unwrap_or(0) + BESIDE
}

/// How many lines a text takes in a column of this width, about.
pub(super) fn lines(text: &str, width: u32) -> u32 {
    let width = width.saturating_sub(BESIDE).max(1);
    // A line that is broken between words stays a tenth shorter than the column.
    let line = |line: &str| 1 + length(line).saturating_mul(11) / (width.saturating_mul(10));
    text.split('\n').map(line).sum()
}

/// The length of a text, set bold in 11.5 points, in twentieths of a point.
fn length(text: &str) -> u32 {
    let thousandths: u32 = text.nfc().map(letter).fold(0, u32::saturating_add);
    // 11.5 × 20 per em.
    part(230, thousandths, 1000)
}

/// The width of a letter of Times New Roman, bold, in thousandths of an em, rather too much.
fn letter(letter: char) -> u32 {
    let base = letter.nfd().next().unwrap_or(letter);
    match base {
        'i' | 'j' | 'l' | ' ' | '.' | ',' | ';' | ':' | '|' | '\'' => 290,
        't' | 'f' | 'r' | '-' | '(' | ')' | '/' | 's' => 400,
        'm' | 'w' => 840,
        'M' | 'W' | '%' => 1000,
        _ if base.is_uppercase() => 760,
        _ if base.is_ascii_digit() => 500,
        _ => 560,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_the_whole_width() {
        // 1000/7 = 142.86 each share: up to 142, 428, 1000.
        assert_eq!(widths(&[1, 2, 4], &[0; 3], 1000), [142, 286, 572]);
        assert_eq!(widths(&[0, 0], &[0; 2], 9), [4, 5]);
        assert!(widths(&[], &[], 9).is_empty());
    }

    #[test]
    fn a_column_is_as_wide_as_its_longest_word() {
        // 100, 300 and 600; the first lacks 100 of which the others spare 100 and 400: 20 + 80.
        assert_eq!(widths(&[1, 3, 6], &[200, 200, 200], 1000), [200, 280, 520]);
        // No word is given more than a quarter, 250. The first lacks 150 of which the others spare
        // 300 and 350: 69 (69.2 rounded down) and the rest, 81.
        assert_eq!(widths(&[1, 3, 6], &[900, 0, 900], 1000), [250, 231, 519]);
        // 4 × 150 are missing and 350 to spare. At 1000 / 6 = 166 for the longest words 4 × 66 are
        // missing and 434 to spare.
        let tight = widths(&[1, 1, 1, 1, 6], &[250; 5], 1000);
        assert_eq!(tight, [166, 166, 166, 166, 336]);
        // A short word stays whole: 62 at the tightest, 16 × 62 for the others are too much.
        let mut least = [900; 17];
        least[0] = 31;
        let tight = widths(&[1; 17], &least, 1000);
        // 31 of 1023 and 62 of 1023, of 1000: 30.3 and 60.6 each.
        assert_eq!((tight[0], tight[1]), (30, 60));
        assert_eq!(tight.iter().sum::<u32>(), 1000);
    }

    #[test]
    fn words_are_measured() {
        // Ten digits of 500 thousandths of 230, and 190 beside them.
        assert_eq!(longest_word("1 0123456789 12"), 1150 + 190);
        // Eight capitals of 760 and a hyphen of 400: 6480 × 230 / 1000 = 1490.4.
        assert_eq!(longest_word("TTHC-TTHC"), 1490 + 190);
        // 20 digits are 2300 long, with a tenth 2530: two lines of 1150 are not enough.
        assert_eq!(lines("01234567890123456789\n", 1150 + 190), 3 + 1);
    }
}
