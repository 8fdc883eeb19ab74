//! Numbers as offices write them: `1.878`, `98,32%`, `2.85`.
//!
//! A cell alone may have two readings ("1.234"); which one holds is decided for a whole
//! column by [`Style`], never cell by cell.

use rust_decimal::Decimal;

use super::lang::Lang;
use crate::points::{Exact, Points};

/// Which mark stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Vietnamese: `1.234,5`.
    Comma,
    /// English: `1,234.5`.
    Point,
}

/// What one cell may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readings {
    /// Its value if a comma stands before the decimals.
    pub comma: Option<Decimal>,
    /// Its value if a point does.
    pub point: Option<Decimal>,
    /// Whether a `%` follows: the values above are then already divided by 100.
    pub percent: bool,
}

impl Readings {
    /// The value under `style`.
    pub fn under(self, style: Style) -> Option<Decimal> {
        match style {
            Style::Comma => self.comma,
            Style::Point => self.point,
        }
    }

    /// The style that this cell proves: only one of its readings is a number.
    pub fn proves(self) -> Option<Style> {
        match (self.comma, self.point) {
            (Some(_), None) => Some(Style::Comma),
            (None, Some(_)) => Some(Style::Point),
            _ => None,
        }
    }

    /// The value, where both styles agree or only one can be meant.
    pub fn certain(self) -> Option<Decimal> {
        match (self.comma, self.point) {
            (Some(a), Some(b)) if a == b => Some(a),
            (Some(a), None) | (None, Some(a)) => Some(a),
            _ => None,
        }
    }
}

/// Whether a cell says that nothing is stated: blank, `-`, `…`.
pub fn is_blank(cell: &str) -> bool {
    matches!(cell.trim(), "" | "-" | "–" | "—" | "…" | "...")
}

/// The readings of a cell, or `None` where it is no number at all.
pub fn read(cell: &str) -> Option<Readings> {
    let text: String = cell
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{202f}')
        .map(|c| if c == '\u{2212}' { '-' } else { c })
        .collect();
    let (text, percent) = match text.strip_suffix('%') {
        Some(text) => (text.to_owned(), true),
        None => (text, false),
    };
    let scale = |value: Decimal| {
        if percent {
            value
                .checked_div(Decimal::ONE_HUNDRED)
                .map(|v| v.normalize())
        } else {
            Some(value)
        }
    };
    let readings = Readings {
        comma: with_marks(&text, ',', '.').and_then(scale),
        point: with_marks(&text, '.', ',').and_then(scale),
        percent,
    };
    (readings.comma.is_some() || readings.point.is_some()).then_some(readings)
}

/// Reads digits with the given decimal mark and mark between thousands.
fn with_marks(text: &str, decimal: char, thousands: char) -> Option<Decimal> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = match digits.split_once(decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if fraction.is_some_and(|part| !all_digits(part)) {
        return None;
    }
    let groups: Vec<&str> = whole.split(thousands).collect();
    if !groups.iter().all(|group| all_digits(group)) {
        return None;
    }
    if let [first, rest @ ..] = groups.as_slice()
        && !rest.is_empty()
        && (first.len() > 3 || first.starts_with('0') || rest.iter().any(|g| g.len() != 3))
    {
        return None;
    }
    let plain = format!("{}.{}", groups.concat(), fraction.unwrap_or("0"));
    let value = Decimal::from_str_exact(&plain).ok()?.normalize();
    Some(if text.starts_with('-') { -value } else { value })
}

/// A number of a criteria set or a flag: digits with a point or a comma, or with `%`.
/// No thousands, no exponent.
pub fn plain(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let (number, percent) = match text.strip_suffix('%') {
        Some(number) => (number.trim_end(), true),
        None => (text, false),
    };
    let number = number.replace(',', ".");
    let digits = number.strip_prefix('-').unwrap_or(&number);
    let well_formed = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if !well_formed || digits.ends_with('.') {
        return None;
    }
    let value = Decimal::from_str_exact(&number).ok()?;
    let value = if percent {
        value.checked_div(Decimal::ONE_HUNDRED)?
    } else {
        value
    };
    Some(value.normalize())
}

/// A decimal in the marks of `lang`, without trailing zeros; thousands are marked.
pub fn show(value: Decimal, lang: Lang) -> String {
    show_text(&value.normalize().to_string(), lang)
}

/// Points with exactly `digits` decimals at least: `1,00`.
pub fn show_fixed(value: Points, digits: u32, lang: Lang) -> String {
    let value = value.decimal();
    let digits = digits.max(value.scale()) as usize;
    let (whole, fraction) = split(&value.to_string());
    let text = if digits == 0 {
        whole
    } else {
        format!("{whole}.{fraction:0<digits$}")
    };
    show_text(&text, lang)
}

/// An exact value: its decimals where they end within six places, else a ratio and its
/// first four decimals (`6/7 ≈ 0,8571`).
pub fn show_exact(value: &Exact, lang: Lang) -> String {
    match value.decimal_text(6) {
        Some(text) => show_text(&text, lang),
        None => {
            let (n, d) = value.ratio();
            let about = show_text(&value.rounded_text(4), lang);
            format!("{n}/{d} ≈ {about}")
        }
    }
}

/// A value that no decimal states exactly, by its first four decimals: `≈ 0,8571`.
pub fn show_about(value: &Exact, lang: Lang) -> String {
    format!("≈ {}", show_text(&value.rounded_text(4), lang))
}

fn split(text: &str) -> (String, String) {
    match text.split_once('.') {
        Some((whole, fraction)) => (whole.to_owned(), fraction.to_owned()),
        None => (text.to_owned(), String::new()),
    }
}

/// Digits with a point, in the marks of `lang`; the minus becomes a real one.
pub fn show_text(text: &str, lang: Lang) -> String {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("−", rest),
        None => ("", text),
    };
    let (decimal, thousands) = lang.pick((',', '.'), ('.', ','));
    let (whole, fraction) = split(text);
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(decimal);
        out.push_str(&fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Option<Decimal> {
        Decimal::from_str_exact(text).ok()
    }

    #[test]
    fn reads_both_ways_only_where_both_are_possible() {
        let ambiguous = read("1.234").unwrap();
        assert_eq!(
            (ambiguous.comma, ambiguous.point),
            (decimal("1234"), decimal("1.234"))
        );
        assert_eq!(read("1.878,5").unwrap().certain(), decimal("1878.5"));
        assert_eq!(read("2.85").unwrap().proves(), Some(Style::Point));
        assert_eq!(read("2,85").unwrap().proves(), Some(Style::Comma));
        assert_eq!(read("0.500").unwrap().certain(), decimal("0.5"));
        assert_eq!(read("1.234.567").unwrap().certain(), decimal("1234567"));
        assert_eq!(read("12").unwrap().certain(), decimal("12"));
        assert_eq!(read("1 234").unwrap().certain(), decimal("1234"));
    }

    #[test]
    fn reads_percents_and_signs() {
        let percent = read("98,32 %").unwrap();
        assert!(percent.percent);
        assert_eq!(percent.certain(), decimal("0.9832"));
        assert_eq!(read("−3").unwrap().certain(), decimal("-3"));
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "", "abc", "1e3", "1,2,3", "12a", "--1", "1..2", "%", "0x1f", "1_000", "6/7",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn writes_in_the_marks_of_the_language() {
        let value = decimal("1878.5").unwrap();
        assert_eq!(show(value, Lang::Vi), "1.878,5");
        assert_eq!(show(value, Lang::En), "1,878.5");
        let points = Points::new(decimal("1").unwrap());
        assert_eq!(show_fixed(points, 2, Lang::Vi), "1,00");
        assert_eq!(show_fixed(-points, 2, Lang::Vi), "−1,00");
        let six_of_seven = Exact::from(6) / Exact::from(7);
        assert_eq!(show_exact(&six_of_seven, Lang::Vi), "6/7 ≈ 0,8571");
    }

    #[test]
    fn numbers_of_a_set_are_plain() {
        assert_eq!(plain("90%"), decimal("0.9"));
        assert_eq!(plain("0.5"), decimal("0.5"));
        assert_eq!(plain("0,5"), decimal("0.5"));
        for text in ["1e3", ".5", "5.", "1 000", "", "-", "1.2.3"] {
            assert_eq!(plain(text), None, "{text}");
        }
    }

    #[test]
    fn thousands_stand_in_threes_behind_one_to_three_digits() {
        let both = |text: &str| read(text).map(|found| (found.comma, found.point));
        assert_eq!(
            both("123.456"),
            Some((decimal("123456"), decimal("123.456")))
        );
        assert_eq!(both("10.500"), Some((decimal("10500"), decimal("10.5"))));
        // No sign between thousands follows four digits: only decimals can be meant.
        assert_eq!(both("1234.567"), Some((None, decimal("1234.567"))));
        assert_eq!(read("1.234").and_then(Readings::certain), None);
        for text in [".500", "5.", "5,", "1.23.456", "1.234.56"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn plain_numbers_may_have_spaces_around_and_nothing_between_digits() {
        assert_eq!(plain(" 0,5 "), decimal("0.5"));
        assert_eq!(plain("90 %"), decimal("0.9"));
        assert_eq!(plain("1_000"), None);
    }

    #[test]
    fn decimals_are_shown_as_far_as_they_say_something() {
        assert_eq!(show(decimal("1.50").unwrap(), Lang::Vi), "1,5");
        let points = Points::new(decimal("1.5").unwrap());
        assert_eq!(show_fixed(points, 1, Lang::Vi), "1,5");
        // Six decimals are written out, a seventh makes it a ratio.
        let millionth = Exact::from(1) / Exact::from(1_000_000);
        assert_eq!(show_exact(&millionth, Lang::Vi), "0,000001");
        let less = millionth / Exact::from(10);
        assert_eq!(show_exact(&less, Lang::Vi), "1/10000000 ≈ 0,0000");
    }
}
