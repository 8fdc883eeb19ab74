//! Lines broken between words.

use unicode_width::UnicodeWidthStr;

/// A line broken between words where it is wider than the screen; what follows is indented.
pub(crate) fn wrap(line: &str, width: Option<u16>) -> String {
    let Some(width) = width
        .map(usize::from)
        .filter(|width| line.width() > *width && !line.contains('\u{1b}'))
    else {
        return line.to_owned();
    };
    let indent = line.len() - line.trim_start().len();
    let pieces = broken(
        line,
        width.saturating_sub(indent),
        width.saturating_sub(indent + 2),
    );
    let blanks = " ".repeat(indent);
    format!("{blanks}{}", pieces.join(&format!("\n{blanks}  ")))
}

/// The pieces of a text, none wider than `first` and then `rest` columns unless a word is; a
/// percent sign stays with its number.
pub(crate) fn broken(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(number) if word.starts_with('%') => {
                number.push(' ');
                number.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    let mut pieces = vec![String::new()];
    for word in words {
        let width = if pieces.len() == 1 { first } else { rest };
        match pieces.last_mut() {
            Some(piece) if piece.is_empty() => *piece = word,
            Some(piece) if piece.width() + 1 + word.width() <= width => {
                piece.push(' ');
                piece.push_str(&word);
            }
            _ => pieces.push(word),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_percents_together() {
        assert_eq!(wrap("  một hai ba", Some(9)), "  một hai\n    ba");
        assert_eq!(wrap("  một hai ba", Some(12)), "  một hai ba");
        assert_eq!(wrap("  một hai ba", None), "  một hai ba");
        assert_eq!(broken("dưới 70 %: 0", 7, 7), ["dưới", "70 %: 0"]);
        assert_eq!(broken("", 7, 7), [""]);
        assert_eq!(broken("dài-quá-mức ba", 4, 4), ["dài-quá-mức", "ba"]);
    }
}
