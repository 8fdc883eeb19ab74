//! The path in a cell, without what copying it brought along: quotes, invisible characters,
//! the form of a link.

use super::names::Reason;
use crate::text::fold;

/// The most letters that a written path may have.
const MOST_LETTERS: usize = 1024;

/// Quotes: on both sides, or a stray one that no name can have.
const PAIRS: [(char, char); 8] = [
    ('"', '"'),
    ('“', '”'),
    ('”', '”'),
    ('„', '“'),
    ('«', '»'),
    ('‘', '’'),
    ('\'', '\''),
    ('`', '`'),
];

pub(super) fn text(cell: &str) -> Result<String, Reason> {
    if cell.chars().count() > MOST_LETTERS {
        return Err(Reason::TooLong);
    }
    let cell = cell.trim();
    if cell.contains(char::is_control) {
        return Err(Reason::Control);
    }
    // Windows puts a sign of writing direction before paths copied from its properties dialog.
    let visible: String = cell.chars().filter(|c| !fold::is_invisible(*c)).collect();
    let bare = without_quotes(&visible);
    let path = match bare.split_once(':') {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("file") => of_link(rest),
        Some((scheme, rest)) if is_scheme(scheme) && rest.starts_with("//") => {
            return Err(Reason::Link);
        }
        _ => bare.to_owned(),
    };
    if path.contains(char::is_control) {
        return Err(Reason::Control);
    }
    Ok(path)
}

fn without_quotes(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(inner) = PAIRS.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        Some(inner.trim())
    }) {
        text = inner;
    }
    text.trim_matches('"').trim()
}

/// Whether letters before `://` are those of a link; one letter is a drive.
fn is_scheme(scheme: &str) -> bool {
    let belongs = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    scheme.len() > 1 && scheme.chars().all(belongs)
}

/// The path that a `file:` link holds: `///D:/tep/a%20b.pdf`, `//server/share/a.pdf`.
fn of_link(rest: &str) -> String {
    let path = decoded(rest).replace('\\', "/");
    let local = path
        .strip_prefix("//localhost/")
        .map(|path| format!("/{path}"));
    let path = local.unwrap_or(path);
    let bare = path.trim_start_matches('/');
    let has_drive = matches!(bare.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    match path.len() - bare.len() {
        _ if has_drive => bare.to_owned(),
        2 => path,
        0 => path,
        _ => format!("/{bare}"),
    }
}

/// Percent signs decoded, as far as they stand for text.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = bytes.get(at..at + 3).filter(|code| code[0] == b'%');
        let code = code.and_then(|code| std::str::from_utf8(&code[1..]).ok());
        let digits = code.filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}
