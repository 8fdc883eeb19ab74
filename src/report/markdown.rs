//! Markdown: text that means nothing but itself, and tables.

/// On which side the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Left: words.
    Left,
    /// In the middle: codes, dates.
    Center,
    /// Right: numbers.
    Right,
}

/// Text in which no letter is a mark of Markdown, fit for a line and for a cell.
pub fn text(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && plain[digits..].starts_with(['.', ')']);
    let mut before = ' ';
    let mut letters = plain.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let after = letters.peek().map_or(' ', |(_, after)| *after);
        let mark = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '&' => true,
            // Within a word it is no mark.
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '#' | '=' => at == 0,
            // Of a number it is the sign.
            '+' | '-' => at == 0 && !after.is_ascii_digit(),
            '.' | ')' => numbered && at == digits && after == ' ',
            _ => false,
        };
        if mark {
            out.push('\\');
        }
        out.push(if letter == '\n' { ' ' } else { letter });
        before = letter;
    }
    out
}

/// A table. Its header is plain text, its cells are Markdown already.
pub fn table(header: &[(&str, Align)], rows: &[Vec<String>]) -> String {
    let row = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let names: Vec<String> = header.iter().map(|(name, _)| text(name)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let marks: Vec<&str> = header
        .iter()
        .map(|(_, align)| match align {
            Align::Left => "---",
            Align::Center => ":---:",
            Align::Right => "---:",
        })
        .collect();
    let mut out = row(&names) + &row(&marks);
    for cells in rows {
        out += &row(&cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_of_a_text_is_a_mark() {
        assert_eq!(text("a|b *c* <d> [e]"), "a\\|b \\*c\\* \\<d\\> \\[e\\]");
        assert_eq!(text("so_luong _nghieng_"), "so_luong \\_nghieng\\_");
        assert_eq!(text("1. một"), "1\\. một");
        assert_eq!(text("1.1 một - hai"), "1.1 một - hai");
        assert_eq!(text("- một"), "\\- một");
        assert_eq!(text("+0,95"), "+0,95");
    }
}
