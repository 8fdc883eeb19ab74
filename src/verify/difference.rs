//! Where a result differs from what it was worked out from.

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where in the file: `nodes[1.1.3].points`, `Bảng điểm!E12`, or the row of a page.
    pub place: String,
    /// What the file says there; `None` where it says nothing.
    pub stated: Option<String>,
    /// What is worked out; `None` where nothing is.
    pub computed: Option<String>,
}

/// Puts two lists side by side. Lists of one length go item by item; else what they have in
/// common at both ends does, and of the rest as much as both have.
pub(super) fn aligned<'a, T: PartialEq>(
    stated: &'a [T],
    computed: &'a [T],
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let shorter = stated.len().min(computed.len());
    let same = |(one, other): &(&T, &T)| one == other;
    let (before, behind) = if stated.len() == computed.len() {
        (shorter, 0)
    } else {
        let before = stated.iter().zip(computed).take_while(same).count();
        let ends = stated.iter().rev().zip(computed.iter().rev());
        let behind = ends.take(shorter - before).take_while(same).count();
        (before, behind)
    };
    let both = |(one, other)| (Some(one), Some(other));
    let mut pairs: Vec<_> = stated.iter().zip(computed).take(before).map(both).collect();
    let middle = |list: &'a [T]| &list[before..list.len() - behind];
    let (left, right) = (middle(stated), middle(computed));
    let longer = left.len().max(right.len());
    pairs.extend((0..longer).map(|at| (left.get(at), right.get(at))));
    let end = |list: &'a [T]| list[list.len() - behind..].iter();
    pairs.extend(end(stated).zip(end(computed)).map(both));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(stated: &str, computed: &str) -> Vec<String> {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        let (stated, computed) = (letters(stated), letters(computed));
        let pairs = aligned(&stated, &computed);
        let of = |letter: Option<&char>| letter.map_or_else(|| "-".to_owned(), char::to_string);
        let pairs = pairs.into_iter();
        pairs.map(|(one, other)| of(one) + &of(other)).collect()
    }

    #[test]
    fn lists_of_one_length_go_item_by_item() {
        assert_eq!(lines("abc", "axc"), ["aa", "bx", "cc"]);
        assert_eq!(lines("", ""), [""; 0]);
    }

    #[test]
    fn what_one_list_lacks_stands_alone() {
        assert_eq!(lines("abcd", "abd"), ["aa", "bb", "c-", "dd"]);
        assert_eq!(lines("ad", "abcd"), ["aa", "-b", "-c", "dd"]);
        assert_eq!(lines("", "a"), ["-a"]);
        assert_eq!(lines("aa", "a"), ["aa", "a-"]);
        assert_eq!(lines("xbc", "bc"), ["x-", "bb", "cc"]);
    }
}
