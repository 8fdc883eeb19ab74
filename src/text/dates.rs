//! Dates as documents and spreadsheets write them. Day before month, always.

use jiff::civil::Date;

use super::fold;

/// Reads dd/MM/yyyy (also with `-` or `.`, also with a time behind), ISO yyyy-MM-dd, and
/// "ngày 05 tháng 3 năm 2020". Anything else, two-digit years included, is `None`.
pub fn read(text: &str) -> Option<Date> {
    let text = fold::tidy(text);
    in_words(&text).or_else(|| {
        let day = text.split([' ', 'T']).next()?;
        if let Some(rest) = text.get(day.len()..)
            && !rest.is_empty()
            && !is_time(&rest[1..])
        {
            return None;
        }
        let separator = day.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
        let parts: Vec<&str> = day.split(separator).collect();
        match parts.as_slice() {
            [y, m, d] if y.len() == 4 => date(y, m, d),
            [d, m, y] => date(y, m, d),
            _ => None,
        }
    })
}

fn is_time(text: &str) -> bool {
    let text = text.trim().trim_end_matches('Z');
    let parts: Vec<&str> = text.split(':').collect();
    (2..=3).contains(&parts.len())
        && parts
            .iter()
            .all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
}

fn in_words(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let rest = lower.strip_prefix("ngày ")?;
    let (day, rest) = rest.split_once(" tháng ")?;
    let (month, year) = rest.split_once(" năm ")?;
    date(year.trim(), month.trim(), day.trim())
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let number = |text: &str, widest: usize| -> Option<i16> {
        (!text.is_empty() && text.len() <= widest && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse().ok())?
    };
    if year.len() != 4 {
        return None;
    }
    let month = i8::try_from(number(month, 2)?).ok()?;
    let day = i8::try_from(number(day, 2)?).ok()?;
    Date::new(number(year, 4)?, month, day).ok()
}

/// The date as Vietnamese documents print it in tables: 05/03/2020.
pub fn short(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_offices_write() {
        let expected = Date::new(2023, 3, 5).ok();
        for text in [
            "05/03/2023",
            "5/3/2023",
            "5-3-2023",
            "05.03.2023",
            "2023-03-05",
            "05/03/2023 07:30:00",
            "2023-03-05T07:30:00",
            "ngày 05 tháng 3 năm 2023",
            "Ngày 5 tháng 03 năm 2023",
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn refuses_american_short_and_impossible_dates() {
        for text in [
            "03/25/2023",
            "5/3/23",
            "31/02/2023",
            "2023",
            "",
            "05/03/2023 sáng",
            "hôm nay",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
