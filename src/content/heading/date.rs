//! A document's day of issue: "Phú An, ngày 05 tháng 3 năm 2023".

use jiff::civil::Date;

use crate::text::fold;

/// The first date behind a place, "Phú An, ngày 05 tháng 3 năm 2023"; none where it is not
/// wholly filled in.
pub(super) fn issued(lines: &[String]) -> Option<Date> {
    for (index, line) in lines.iter().enumerate() {
        let starts = line.match_indices(['n', 'N']).map(|(at, _)| at);
        for at in starts {
            let before = &line[..at];
            let Some(behind) = word(&line[at..], "ngay") else {
                continue;
            };
            let above = index.checked_sub(1).map_or("", |above| &lines[above]);
            if is_place(before, above, line[at..].starts_with('n')) {
                let rest = lines[index + 1..].join("\n");
                return date(&format!("{behind}\n{rest}"));
            }
        }
    }
    None
}

/// Takes a word off the start of `text`, whatever its marks and case and its letters apart or
/// not; `letters` has none.
fn word<'t>(text: &'t str, letters: &str) -> Option<&'t str> {
    let mut rest = text;
    for letter in letters.chars() {
        let found = rest.chars().next()?;
        if fold::key(found.encode_utf8(&mut [0; 4]))
            .chars()
            .ne([letter])
        {
            return None;
        }
        rest = rest[found.len_utf8()..].trim_start();
    }
    Some(rest)
}

/// Whether a place of issue stands before a date: "Phú An," or "Thị trấn Phú Mỹ,", on this line
/// or the one above; without comma only a name, "Phú An".
fn is_place(before: &str, above: &str, is_lowercase: bool) -> bool {
    const MOST_WORDS: usize = 8;
    let before = before.trim();
    let place = if before.is_empty() { above } else { before };
    let words: Vec<&str> = place.split(' ').collect();
    if place.ends_with(',') {
        return words.len() <= MOST_WORDS && !place.contains('/');
    }
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit())
    };
    !before.is_empty()
        && is_lowercase
        && words.len() <= MOST_WORDS / 2
        && words.iter().all(is_name)
        && before.contains(char::is_lowercase)
}

/// Reads what stands behind "ngày": "05 tháng 3 năm 2023", or "05/3/2023".
fn date(text: &str) -> Option<Date> {
    let (day, rest) = digits(text)?;
    let (month, rest) = match word(rest, "thang") {
        Some(rest) => digits(rest)?,
        None => digits(rest.strip_prefix(['/', '-', '.'])?)?,
    };
    let (year, rest) = match word(rest, "nam") {
        Some(rest) => digits(rest)?,
        None => digits(rest.strip_prefix(['/', '-', '.'])?)?,
    };
    if day.len() > 2 || month.len() > 2 || year.len() != 4 || rest.starts_with('\u{FFFD}') {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Takes digits off the start of `text`, with the white space around them.
fn digits(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    (!digits.is_empty()).then_some((digits, rest.trim_start()))
}
