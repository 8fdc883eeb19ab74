//! Codes of criteria: text in segments, `1.10` after `1.9`.

use std::cmp::Ordering;
use std::fmt;

use crate::text::fold;

/// The code of a field, criterion or leaf, such as `1.1.3` or `II.a`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Code(String);

impl Code {
    /// Reads a code: segments of letters and digits, separated by points.
    pub fn parse(text: &str) -> Option<Self> {
        let text = fold::tidy(text);
        let text = text.strip_suffix('.').unwrap_or(&text);
        let well_formed = text
            .split('.')
            .all(|segment| !segment.is_empty() && segment.chars().all(char::is_alphanumeric));
        (well_formed && text.len() <= 400).then(|| Self(text.to_owned()))
    }

    /// Stands in for a code that could not be read, in a set that is refused.
    pub(super) fn unread() -> Self {
        Self(String::new())
    }

    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_segment = self
            .0
            .split('.')
            .zip(other.0.split('.'))
            .map(|(a, b)| match (a.parse::<u64>(), b.parse::<u64>()) {
                (Ok(a), Ok(b)) => a.cmp(&b),
                (Ok(_), Err(_)) => Ordering::Less,
                (Err(_), Ok(_)) => Ordering::Greater,
                (Err(_), Err(_)) => a.cmp(b),
            })
            .find(|order| order.is_ne());
        by_segment.unwrap_or_else(|| {
            let segments = |code: &Self| code.0.split('.').count();
            segments(self)
                .cmp(&segments(other))
                .then_with(|| self.0.cmp(&other.0))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_comes_after_nine_and_parents_before_children() {
        let mut codes: Vec<Code> = ["1.10", "1.9", "2", "1", "1.9.1", "A"]
            .iter()
            .filter_map(|c| Code::parse(c))
            .collect();
        codes.sort();
        let codes: Vec<&str> = codes.iter().map(Code::as_str).collect();
        assert_eq!(codes, ["1", "1.9", "1.9.1", "1.10", "2", "A"]);
    }

    #[test]
    fn codes_are_text() {
        assert_ne!(Code::parse("1.1"), Code::parse("1.10"));
        assert_eq!(Code::parse("1.1."), Code::parse("1.1"));
        for text in ["", "1..2", "1,2", "1 2", "*"] {
            assert_eq!(Code::parse(text), None, "{text}");
        }
    }
}
