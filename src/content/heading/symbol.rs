//! A document's own symbol: "Số: 12/BC-UBND".

/// Type codes that are not written in capitals throughout.
const MIXED_CODES: [&str; 4] = ["QyĐ", "CTr", "TTr", "TrS"];

/// The symbol behind the first "Số:" whose number is filled in. The colon may be missing where
/// "Số 12/…" starts a line.
pub(super) fn own(lines: &[String]) -> Option<String> {
    for (index, line) in lines.iter().enumerate() {
        let rest = lines[index + 1..].join("\n");
        let starts = line.match_indices('S').map(|(at, _)| at);
        for at in starts.filter(|at| *at == 0 || line[..*at].ends_with(' ')) {
            let Some((behind, labelled)) = label(&line[at..]) else {
                continue;
            };
            if !labelled && at > 0 {
                continue;
            }
            match parse(&format!("{behind}\n{rest}")) {
                Symbol::Found(symbol) => return Some(symbol),
                Symbol::Blank if labelled => return None,
                Symbol::Blank | Symbol::Unclear => {}
            }
        }
    }
    None
}

/// Takes the word "Số" off the start of `text`, its letters apart or not; says whether a colon
/// follows. Without one only "Số" in just this case counts: a title may break off before the
/// "số" or "SỐ" of what it cites.
fn label(text: &str) -> Option<(&str, bool)> {
    let letter = text.strip_prefix('S')?.trim_start();
    let behind = letter.strip_prefix(['ố', 'ô', 'o', 'Ố', 'Ô', 'O'])?;
    if let Some(behind) = behind.trim_start().strip_prefix(':') {
        return Some((behind, true));
    }
    (letter.starts_with('ố') && behind.starts_with(' ')).then_some((behind, false))
}

enum Symbol {
    Found(String),
    /// There is a place for a number, and no number.
    Blank,
    Unclear,
}

/// Reads a number and what strokes and hyphens join to it: `12 /BC – UBND`, `12/2023/QĐ-UBND`,
/// `12-KH/ĐU`. Across a space only what looks like a code is joined, across a line break only a
/// stroke and what follows it: the number may stand apart.
fn parse(text: &str) -> Symbol {
    let text = text.trim_start();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 {
        return Symbol::Blank;
    }
    let (number, mut rest) = text.split_at(digits);
    let mut symbol = number.to_owned();
    let variant = rest.chars().next().filter(|c| c.is_alphabetic());
    if let Some(variant) = variant {
        symbol.push(variant);
        rest = &rest[variant.len_utf8()..];
    }
    let mut last = "";
    while let Some((separator, behind)) = separator(rest) {
        let token = behind.trim_start_matches(' ');
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '&');
        let (word, next) = token.split_at(token.len() - token.trim_start_matches(is_part).len());
        let word = word.trim_end_matches('.');
        let is_set_off = rest.starts_with(char::is_whitespace);
        let is_joined = !is_set_off && token.len() == behind.len();
        if !word.starts_with(char::is_alphanumeric) || !is_joined && !is_code(word) {
            if is_set_off {
                break;
            }
            return Symbol::Unclear;
        }
        symbol.push(separator);
        symbol.push_str(word);
        last = word;
        rest = next;
    }
    let is_whole = symbol.contains('/') && last.contains(char::is_alphabetic);
    if is_whole && !rest.starts_with(char::REPLACEMENT_CHARACTER) {
        Symbol::Found(symbol)
    } else {
        Symbol::Unclear
    }
}

/// Takes a stroke or hyphen off the start of `text`, with the white space before it; a hyphen
/// at the start of a line is a rule or a list.
fn separator(text: &str) -> Option<(char, &str)> {
    let tidy = text.trim_start();
    let separator = tidy.chars().next().filter(|c| matches!(c, '/' | '-'))?;
    let is_of_line = separator == '/' || !text[..text.len() - tidy.len()].contains('\n');
    is_of_line.then_some((separator, &tidy[1..]))
}

/// Whether a word looks like a type or an issuer.
fn is_code(word: &str) -> bool {
    MIXED_CODES.contains(&word) || !word.contains(char::is_lowercase)
}
