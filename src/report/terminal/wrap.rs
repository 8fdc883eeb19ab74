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
    let mut out = " ".repeat(indent);
    let mut used = indent;
    for (i, word) in line.split_whitespace().enumerate() {
        if i > 0 && used + 1 + word.width() > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent + 2));
            used = indent + 2;
        } else if i > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += word.width();
    }
    out
}
