//! A set's own wording of a shortfall, with figures put in: `hoàn thành {a}/{b} nhiệm vụ`.

/// A part of a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Plain text.
    Plain(String),
    /// The value of a figure.
    Figure(String),
}

/// Takes a wording apart; `None` where a brace stands alone.
pub fn parse(text: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        if before.contains('}') {
            return None;
        }
        if !before.is_empty() {
            parts.push(Part::Plain(before.to_owned()));
        }
        parts.push(Part::Figure(name.trim().to_owned()));
        rest = after;
    }
    if rest.contains('}') {
        return None;
    }
    if !rest.is_empty() {
        parts.push(Part::Plain(rest.to_owned()));
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_in_braces() {
        let parts = parse("hoàn thành {a}/{ b }").unwrap();
        let figure = |name: &str| Part::Figure(name.to_owned());
        let plain = |text: &str| Part::Plain(text.to_owned());
        assert_eq!(
            parts,
            [plain("hoàn thành "), figure("a"), plain("/"), figure("b")]
        );
        assert_eq!(parse("một {"), None);
        assert_eq!(parse("một }"), None);
    }
}
