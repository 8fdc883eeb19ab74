//! Numbers that a format shows as a percentage.

/// How a number format shows a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// As it is.
    No,
    /// As a percentage: 0.9832 is shown as 98.32%.
    Scaled,
    /// With a percent sign that is only text: 98.32 is shown as 98.32%.
    Written,
}

impl Share {
    /// What a format code says [ECMA-376 part 1, 18.8.31]: text in it stands in quotes, or behind
    /// a backslash, an underscore or a star.
    pub(super) fn of(format: &str) -> Self {
        let mut written = false;
        let mut quoted = false;
        let mut letters = format.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '"' => quoted = !quoted,
                '%' if quoted => written = true,
                '%' => return Self::Scaled,
                '\\' if !quoted => written |= letters.next() == Some('%'),
                '_' | '*' if !quoted => drop(letters.next()),
                _ => {}
            }
        }
        if written { Self::Written } else { Self::No }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_sign_scales_unless_it_is_text() {
        for format in ["0%", "0.00%", "0%;[Red]-0%", "\"đạt \"0.0%", "# ##0,00 %"] {
            assert_eq!(Share::of(format), Share::Scaled, "{format}");
        }
        for format in ["0\"%\"", "0.00\\%", "0\" %\""] {
            assert_eq!(Share::of(format), Share::Written, "{format}");
        }
        for format in ["General", "0.00", "@", "dd/mm/yyyy", "0_%", "0*%"] {
            assert_eq!(Share::of(format), Share::No, "{format}");
        }
    }
}
