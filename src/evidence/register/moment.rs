//! Days and times as registers write them, as whole numbers: millions of them are compared.

/// A day, with the time where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Days since 1/1/1970.
    pub day: i32,
    /// Seconds since midnight; `None` where only the day is written.
    pub second: Option<u32>,
}

impl Moment {
    /// Reads dd/MM/yyyy or yyyy-MM-dd (also with `/`, `-` or `.`), with or without a time
    /// behind it: `HH:mm`, `HH:mm:ss`, fractions of seconds left out. Anything else, two-digit
    /// years included, is `None`.
    #[inline]
    pub fn read(text: &[u8]) -> Option<Self> {
        Self::usual(text).or_else(|| Self::any(text))
    }

    /// dd/MM/yyyy or yyyy-MM-dd, written in full, alone or with HH:mm:ss: almost all there are.
    #[inline]
    fn usual(text: &[u8]) -> Option<Self> {
        let (date, time) = text.split_first_chunk::<10>()?;
        let [a, b, c, d, e, f, g, h, i, j] = *date;
        let (year, month, day_of_month) = if c == f && matches!(c, b'/' | b'-' | b'.') {
            (four([g, h, i, j])?, two(d, e)?, two(a, b)?)
        } else if e == h && matches!(e, b'-' | b'/' | b'.') {
            (four([a, b, c, d])?, two(f, g)?, two(i, j)?)
        } else {
            return None;
        };
        let second = match *time {
            [] => None,
            [b' ' | b'T', a, b, b':', c, d, b':', e, f] => {
                let (hour, minute, second) = (two(a, b)?, two(c, d)?, two(e, f)?);
                if hour > 23 || minute > 59 || second > 59 {
                    return None;
                }
                Some(hour * 3600 + minute * 60 + second)
            }
            _ => return None,
        };
        let month = Digits {
            value: month,
            digits: 2,
        };
        let day = day(year, month, day_of_month)?;
        Some(Self { day, second })
    }

    /// However it is written.
    #[cold]
    fn any(text: &[u8]) -> Option<Self> {
        let (first, rest) = number(text)?;
        let (separator, rest) = rest.split_first()?;
        if !matches!(separator, b'/' | b'-' | b'.') {
            return None;
        }
        let (second, rest) = number(rest)?;
        let rest = rest.strip_prefix(&[*separator])?;
        let (third, rest) = number(rest)?;
        let day = match (first.digits, third.digits) {
            (4, 1 | 2) => day(first.value, second, third.value)?,
            (1 | 2, 4) => day(third.value, second, first.value)?,
            _ => return None,
        };
        let second = match rest.split_first() {
            None => None,
            Some((b' ' | b'T', time)) => Some(time_of(time.trim_ascii())?),
            Some(_) => return None,
        };
        Some(Self { day, second })
    }
}

/// A number of two digits.
#[inline]
fn two(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| u32::from(tens) * 10 + u32::from(ones))
}

/// A number of four digits.
#[inline]
fn four([a, b, c, d]: [u8; 4]) -> Option<u32> {
    Some(two(a, b)? * 100 + two(c, d)?)
}

/// Digits at the start of a text.
#[derive(Clone, Copy)]
struct Digits {
    value: u32,
    digits: usize,
}

/// The number that a text starts with, of at most four digits, and what stands behind it.
fn number(text: &[u8]) -> Option<(Digits, &[u8])> {
    let (mut value, mut digits) = (0, 0);
    while let Some(digit) = text.get(digits).map(|byte| byte.wrapping_sub(b'0'))
        && digit < 10
    {
        value = value * 10 + u32::from(digit);
        digits += 1;
        if digits > 4 {
            return None;
        }
    }
    (digits > 0).then(|| (Digits { value, digits }, &text[digits..]))
}

/// Days since 1/1/1970 of a day in the calendar; `None` where there is none.
#[inline]
fn day(year: u32, month: Digits, day: u32) -> Option<i32> {
    /// Days before each month of a year that is no leap year.
    const BEFORE: [u32; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
    let index = usize::try_from(month.value.checked_sub(1)?).ok()?;
    if month.digits > 2 || year == 0 {
        return None;
    }
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let before = *BEFORE.get(index)?;
    let length = BEFORE.get(index + 1)? - before + u32::from(is_leap && index == 1);
    if day == 0 || day > length {
        return None;
    }
    let last = year - 1;
    let leaps = last / 4 - last / 100 + last / 400;
    let in_year = before + u32::from(is_leap && index > 1) + day - 1;
    // 719,162 days lie before 1/1/1970.
    let days = last * 365 + leaps + in_year;
    Some(i32::try_from(days).ok()? - 719_162)
}

/// Seconds since midnight.
fn time_of(text: &[u8]) -> Option<u32> {
    let text = text.strip_suffix(b"Z").unwrap_or(text);
    let (hour, rest) = number(text)?;
    let (minute, rest) = number(rest.strip_prefix(b":")?)?;
    let (second, rest) = match rest.strip_prefix(b":") {
        Some(rest) => number(rest)?,
        None if rest.is_empty() => (
            Digits {
                value: 0,
                digits: 1,
            },
            rest,
        ),
        None => return None,
    };
    let fraction = rest.strip_prefix(b".").unwrap_or(rest);
    let plain = fraction.iter().all(u8::is_ascii_digit);
    let within = hour.value < 24 && minute.value < 60 && second.value < 60;
    let narrow = [hour, minute, second].iter().all(|part| part.digits <= 2);
    (plain && within && narrow).then(|| hour.value * 3600 + minute.value * 60 + second.value)
}

/// The day as a date, for messages and definitions; `None` outside the calendar's years.
pub fn date(day: i32) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(1970, 1, 1)
        .ok()?
        .checked_add(jiff::Span::new().try_days(day).ok()?)
        .ok()
}

/// Days since 1/1/1970 of a date.
pub fn day_of(date: jiff::civil::Date) -> i32 {
    let digits = |value: u32| Digits { value, digits: 2 };
    let part = |value: i8| u32::try_from(value).unwrap_or_default();
    let year = u32::try_from(date.year()).unwrap_or_default();
    day(year, digits(part(date.month())), part(date.day())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Moment> {
        Moment::read(text.as_bytes())
    }

    #[test]
    fn reads_what_registers_write() {
        let day = day_of(jiff::civil::date(2023, 3, 5));
        for (text, second) in [
            ("05/03/2023", None),
            ("5/3/2023", None),
            ("2023-03-05", None),
            ("05.03.2023", None),
            ("05/03/2023 07:30:05", Some(27_005)),
            ("05/03/2023 7:30", Some(27_000)),
            ("2023-03-05T07:30:05.250", Some(27_005)),
            ("2023-03-05 07:30:05Z", Some(27_005)),
        ] {
            assert_eq!(read(text), Some(Moment { day, second }), "{text}");
        }
    }

    #[test]
    fn refuses_what_no_calendar_has() {
        for text in [
            "",
            "2023",
            "31/02/2023",
            "29/02/2023",
            "03/25/2023",
            "0/1/2023",
            "1/0/2023",
            "5/3/23",
            "05/03-2023",
            "05/03/2023 sáng",
            "05/03/2023 25:00",
            "05/03/2023x",
            "05/003/2023",
            "05/03/20233",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        let mut date = jiff::civil::date(1999, 12, 28);
        let mut number = day_of(date);
        while date.year() < 2033 {
            let next = date.tomorrow().unwrap();
            assert_eq!(day_of(next), number + 1, "{next}");
            assert_eq!(super::date(number), Some(date));
            let vi = format!("{:02}/{:02}/{}", next.day(), next.month(), next.year());
            assert_eq!(read(&vi).map(|moment| moment.day), Some(number + 1));
            (date, number) = (next, number + 1);
        }
        assert_eq!(day_of(jiff::civil::date(1970, 1, 1)), 0);
    }
}
