//! Dates of a set: ISO, with `{year}`, `{year-1}`, `{year+1}` for the year that is assessed.

use jiff::civil::Date;

/// Reads a date for `year`; `None` where no calendar has it.
pub fn resolve(template: &str, year: i16) -> Option<Date> {
    let mut text = template.trim().to_owned();
    if let Some((before, rest)) = text.split_once('{') {
        let (name, after) = rest.split_once('}')?;
        let offset = name.trim().strip_prefix("year")?.trim();
        let offset: i16 = match offset {
            "" => 0,
            offset if offset.starts_with(['+', '-']) => offset.replace(' ', "").parse().ok()?,
            _ => return None,
        };
        text = format!("{before}{:04}{after}", year.checked_add(offset)?);
    }
    let parts: Vec<&str> = text.split('-').collect();
    let [y, m, d] = parts.as_slice() else {
        return None;
    };
    let digits =
        |part: &str, width: usize| part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
    if !(digits(y, 4) && digits(m, 2) && digits(d, 2)) {
        return None;
    }
    Date::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_put_in() {
        assert_eq!(
            resolve("{year-1}-12-15", 2023),
            Date::new(2022, 12, 15).ok()
        );
        assert_eq!(resolve("{year}-01-31", 2023), Date::new(2023, 1, 31).ok());
        assert_eq!(
            resolve("{year + 1}-01-15", 2023),
            Date::new(2024, 1, 15).ok()
        );
        assert_eq!(resolve("2024-01-15", 2023), Date::new(2024, 1, 15).ok());
    }

    #[test]
    fn impossible_dates_are_none() {
        for text in [
            "{year}-02-29",
            "{nam}-01-01",
            "{year1}-01-01",
            "{year}-1-1",
            "{year}-13-01",
            "31/01/2023",
            "",
        ] {
            assert_eq!(resolve(text, 2023), None, "{text}");
        }
        assert_eq!(resolve("{year}-02-29", 2024), Date::new(2024, 2, 29).ok());
    }
}
