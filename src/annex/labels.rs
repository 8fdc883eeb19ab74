//! What numbers a node in an annex (A, II, 1.3, b), and where it stands in the tree.

use crate::criteria::code::Code;
use crate::text::fold;

/// Letters as Vietnamese lists count them.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// Words that may stand before a label.
const BEFORE: [&str; 8] = [
    "phần",
    "mục",
    "lĩnh vực",
    "tiêu chí",
    "nội dung",
    "chương",
    "nhóm",
    "chỉ tiêu",
];

/// A label: `A`, `II`, `1.3`, `b`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    segments: Vec<String>,
}

/// How the last part of a label counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Number,
    Roman,
    Upper,
    Lower,
    LowerRoman,
    Other,
}

/// Where a label stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// Position of the parent.
    pub(super) parent: Option<usize>,
    /// The code in the set.
    pub(super) code: String,
    /// A label that should stand above it and does not.
    pub(super) missing: Option<String>,
}

impl Label {
    /// Reads a cell such as `1.1.`, `a)`, `(2)`, `Phần II`.
    pub(super) fn parse(cell: &str) -> Option<Self> {
        let tidy = fold::tidy(cell);
        let lower = tidy.to_lowercase();
        let before = BEFORE.iter().find_map(|word| {
            let rest = lower.strip_prefix(word)?;
            rest.starts_with(' ').then(|| tidy.len() - rest.len())
        });
        let bare = tidy.get(before.unwrap_or(0)..)?.trim();
        let bare = bare
            .trim_start_matches('(')
            .trim_end_matches([')', '.', ':', '/', '-']);
        let code = Code::parse(bare.trim())?;
        let segments: Vec<String> = code.as_str().split('.').map(str::to_owned).collect();
        let is_some = |segment: &String| {
            segment.chars().count() == 1
                || roman(segment).is_some()
                || segment.chars().any(|c| c.is_ascii_digit())
        };
        segments.iter().all(is_some).then_some(Self { segments })
    }

    /// Any code of a set.
    pub(super) fn any(cell: &str) -> Option<Self> {
        let code = Code::parse(cell)?;
        let segments = code.as_str().split('.').map(str::to_owned).collect();
        Some(Self { segments })
    }

    /// Splits a name that begins with its label: `1.2. Kế hoạch`.
    pub(super) fn before_name(name: &str) -> Option<(Self, String)> {
        let tidy = fold::tidy(name);
        let (first, rest) = tidy.split_once(' ')?;
        // A bare number begins many names; a label ends with a mark, or has segments.
        let marked = first.ends_with(['.', ')', ':']) || first.contains('.');
        let label = Self::parse(first).filter(|_| marked)?;
        Some((label, rest.trim().to_owned()))
    }

    /// The label as written, without marks around it.
    pub(super) fn text(&self) -> String {
        self.segments.join(".")
    }

    /// The label that should stand above it, where it has several parts.
    pub(super) fn prefix(&self) -> Option<Self> {
        let (_, above) = self.segments.split_last()?;
        (!above.is_empty()).then(|| Self {
            segments: above.to_vec(),
        })
    }

    fn last(&self) -> &str {
        self.segments.last().map_or("", String::as_str)
    }

    /// Its last part as a number.
    pub(super) fn number(&self) -> Option<u32> {
        self.last().parse().ok()
    }

    fn style(&self, stack: &[Open]) -> Style {
        let last = self.last();
        let is_single = last.chars().count() == 1;
        let is_upper = last.chars().all(char::is_uppercase);
        let open = |style: Style| {
            let size = self.segments.len();
            stack
                .iter()
                .rev()
                .find(|open| open.style == style && open.size == size)
        };
        let follows = |style: Style| {
            open(style).is_some_and(|open| match style {
                Style::Roman | Style::LowerRoman => roman(&open.last).map(|n| n + 1) == roman(last),
                _ => comes_after(&open.last, last),
            })
        };
        if last.bytes().all(|b| b.is_ascii_digit()) {
            return Style::Number;
        }
        let (letter, numeral) = if is_upper {
            (Style::Upper, Style::Roman)
        } else {
            (Style::Lower, Style::LowerRoman)
        };
        match (is_single, roman(last)) {
            (true, None) => letter,
            (false, Some(_)) => numeral,
            (false, None) => Style::Other,
            (true, Some(_)) if follows(letter) => letter,
            (true, Some(_)) if follows(numeral) => numeral,
            (true, Some(1)) => numeral,
            (true, Some(_)) => letter,
        }
    }
}

/// A node below which rows may still come.
#[derive(Debug)]
struct Open {
    style: Style,
    size: usize,
    last: String,
    text: String,
    index: usize,
}

/// The value of a Roman numeral up to 39.
fn roman(text: &str) -> Option<u32> {
    let upper = text.to_ascii_uppercase();
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = upper.bytes().take_while(|b| *b == b'X').count();
    let ones = ONES.iter().position(|ones| *ones == &upper[tens..])?;
    let value = u32::try_from(tens * 10 + ones).ok()?;
    (value > 0 && tens <= 3).then_some(value)
}

/// Whether a letter is the one after another, as lists count with or without đ and f, j, w, z.
fn comes_after(before: &str, letter: &str) -> bool {
    let one = |text: &str| text.to_lowercase().chars().next();
    let (Some(before), Some(letter)) = (one(before), one(letter)) else {
        return false;
    };
    let position = LETTERS.chars().position(|c| c == before);
    let next = position.and_then(|position| LETTERS.chars().nth(position + 1));
    let latin = char::from_u32(u32::from(before) + 1);
    // d is followed by đ or by e.
    next == Some(letter) || latin == Some(letter)
}

/// Where labels stand, in the order of the rows.
pub(super) fn place(labels: &[Label]) -> Vec<Placed> {
    let mut stack: Vec<Open> = Vec::new();
    let mut placed: Vec<(Option<usize>, Option<String>)> = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let style = label.style(&stack);
        let size = label.segments.len();
        let prefix = label.prefix().map(|prefix| prefix.text());
        let above = prefix
            .as_ref()
            .and_then(|prefix| stack.iter().rposition(|open| &open.text == prefix));
        let beside = stack
            .iter()
            .rposition(|open| open.style == style && open.size == size);
        let mut missing = None;
        match (above, beside) {
            (Some(above), _) => stack.truncate(above + 1),
            (None, beside) => {
                if let Some(beside) = beside {
                    stack.truncate(beside);
                }
                // What stands above numbers its parts itself, unless by letters or numerals.
                let numbered = stack
                    .last()
                    .is_some_and(|top| matches!(top.style, Style::Number | Style::Other));
                missing = prefix.filter(|_| numbered || stack.is_empty());
            }
        }
        placed.push((stack.last().map(|open| open.index), missing));
        stack.push(Open {
            style,
            size,
            last: label.last().to_owned(),
            text: label.text(),
            index,
        });
    }
    with_codes(labels, placed)
}

/// The same where the table says how deep each row stands: codes are as written. `None` for a
/// row that skips a level.
pub(super) fn by_levels(labels: &[(&Label, usize)]) -> Vec<Option<Placed>> {
    let mut open: Vec<usize> = Vec::new();
    let place = |(index, (label, level)): (usize, &(&Label, usize))| {
        if *level > open.len() + 1 {
            return None;
        }
        open.truncate(level - 1);
        let parent = open.last().copied();
        open.push(index);
        Some(Placed {
            parent,
            code: label.text(),
            missing: None,
        })
    };
    labels.iter().enumerate().map(place).collect()
}

/// The codes: as written where each is there once, else below that of the parent. Letters are
/// always parts of what stands above them.
fn with_codes(labels: &[Label], placed: Vec<(Option<usize>, Option<String>)>) -> Vec<Placed> {
    let mut seen = std::collections::BTreeMap::new();
    for (label, (parent, _)) in labels.iter().zip(&placed) {
        seen.entry(label.text())
            .or_insert_with(Vec::new)
            .push(*parent);
    }
    // The same label below different nodes: numbering starts anew there.
    let anew = |parents: &Vec<Option<usize>>| parents.iter().any(|parent| *parent != parents[0]);
    let starts_anew = seen
        .iter()
        .any(|(label, parents)| label.starts_with(|c: char| c.is_ascii_digit()) && anew(parents));
    let mut codes: Vec<Placed> = Vec::with_capacity(labels.len());
    for (label, (parent, missing)) in labels.iter().zip(placed) {
        let text = label.text();
        let letter = label.segments.len() == 1 && label.last().chars().all(char::is_lowercase);
        let above = parent.map(|parent: usize| (codes[parent].code.clone(), labels[parent].text()));
        let code = match above {
            Some((above, own)) if letter || starts_anew => {
                let rest = text
                    .strip_prefix(&own)
                    .and_then(|rest| rest.strip_prefix('.'));
                format!("{above}.{}", rest.unwrap_or(&text))
            }
            _ => text,
        };
        codes.push(Placed {
            parent,
            code,
            missing,
        });
    }
    codes
}

/// The labels above those of a table that has leaves only: each with the position before which
/// it belongs. Empty where any row stands above another.
pub(super) fn left_out(labels: &[Label]) -> Vec<(usize, Label)> {
    let all: std::collections::BTreeSet<String> = labels.iter().map(Label::text).collect();
    let stands_above = |label: &Label| {
        label
            .prefix()
            .is_none_or(|prefix| all.contains(&prefix.text()))
    };
    if labels.len() < 2 || labels.iter().any(stands_above) {
        return Vec::new();
    }
    let mut known = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let mut above = Vec::new();
        let mut next = label.prefix();
        while let Some(prefix) = next {
            next = prefix.prefix();
            if known.insert(prefix.text()) {
                above.push((index, prefix));
            }
        }
        found.extend(above.into_iter().rev());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(labels: &str) -> Vec<(String, Option<usize>)> {
        let labels: Vec<Label> = labels
            .split_whitespace()
            .map(|l| Label::parse(l).unwrap())
            .collect();
        place(&labels)
            .into_iter()
            .map(|p| (p.code, p.parent))
            .collect()
    }

    fn codes(labels: &str) -> Vec<String> {
        tree(labels).into_iter().map(|(code, _)| code).collect()
    }

    #[test]
    fn dotted_numbers_are_a_tree_of_their_own() {
        let parents: Vec<_> = tree("1 1.1 1.1.1 1.1.2 1.2 2 2.1")
            .into_iter()
            .map(|(_, p)| p)
            .collect();
        assert_eq!(
            parents,
            [None, Some(0), Some(1), Some(1), Some(0), None, Some(5)]
        );
        assert_eq!(codes("1. 1.1. 1.10."), ["1", "1.1", "1.10"]);
    }

    #[test]
    fn numerals_letters_and_numbers_nest_in_the_order_they_come() {
        assert_eq!(
            codes("A I 1 1.1 a) b) 1.2 II 2"),
            ["A", "I", "1", "1.1", "1.1.a", "1.1.b", "1.2", "II", "2"]
        );
        let parents: Vec<_> = tree("A I 1 1.1 a) b) 1.2 II 2")
            .into_iter()
            .map(|(_, p)| p)
            .collect();
        assert_eq!(
            parents,
            [
                None,
                Some(0),
                Some(1),
                Some(2),
                Some(3),
                Some(3),
                Some(2),
                Some(0),
                Some(7)
            ]
        );
    }

    #[test]
    fn numbering_that_starts_anew_in_each_field_is_told_apart() {
        assert_eq!(
            codes("I 1 1.1 1.2 2 II 1 1.1"),
            ["I", "I.1", "I.1.1", "I.1.2", "I.2", "II", "II.1", "II.1.1"]
        );
        assert_eq!(codes("I 1 2 II 3 4"), ["I", "1", "2", "II", "3", "4"]);
        assert_eq!(codes("I 1.1 1.2 II 2.1"), ["I", "1.1", "1.2", "II", "2.1"]);
    }

    #[test]
    fn letters_that_are_numerals_too_are_told_by_what_stands_before() {
        let styles: Vec<_> = tree("A B C D I II").into_iter().map(|(_, p)| p).collect();
        assert_eq!(styles, [None, None, None, None, Some(3), Some(3)]);
        let parents: Vec<_> = tree("1 a b c d đ e g h i k")
            .into_iter()
            .map(|(_, p)| p)
            .collect();
        assert!(parents[1..].iter().all(|p| *p == Some(0)), "{parents:?}");
        let parents: Vec<_> = tree("I II III IV V VI")
            .into_iter()
            .map(|(_, p)| p)
            .collect();
        assert_eq!(parents, [None; 6]);
    }

    #[test]
    fn a_row_that_is_missing_above_is_named() {
        let labels: Vec<Label> = ["1", "1.1", "2.1"]
            .iter()
            .map(|l| Label::parse(l).unwrap())
            .collect();
        let missing: Vec<_> = place(&labels).into_iter().map(|p| p.missing).collect();
        assert_eq!(missing, [None, None, Some("2".to_owned())]);
    }

    #[test]
    fn words_are_no_labels() {
        for cell in ["Tổng cộng", "KH", "-", "", "Có", "Ghi chú 1 2"] {
            assert_eq!(Label::parse(cell), None, "{cell}");
        }
        assert_eq!(
            Label::parse("Phần II.").map(|l| l.text()),
            Some("II".to_owned())
        );
        let (label, name) = Label::before_name("1.2. Kế hoạch năm").unwrap();
        assert_eq!(
            (label.text().as_str(), name.as_str()),
            ("1.2", "Kế hoạch năm")
        );
        assert_eq!(Label::before_name("100 hồ sơ"), None);
    }

    #[test]
    fn a_table_of_leaves_alone_lacks_what_stands_above_them() {
        let labels: Vec<Label> = ["1.1.1", "1.1.2", "2.1"]
            .iter()
            .map(|l| Label::parse(l).unwrap())
            .collect();
        let found: Vec<_> = left_out(&labels)
            .into_iter()
            .map(|(at, l)| (at, l.text()))
            .collect();
        assert_eq!(
            found,
            [
                (0, "1".to_owned()),
                (0, "1.1".to_owned()),
                (2, "2".to_owned())
            ]
        );
    }
}
