//! "Did you mean": the nearest of some known words.

use super::fold;
use super::lang::{Text, text};

/// The known word nearest to `found`, if it is near enough to be a slip.
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let found = fold::key(found);
    let allowed = (found.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|word| (strsim::osa_distance(&found, &fold::key(word)), word))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// The question whether a known word was meant.
pub fn did_you_mean(word: &str) -> Text {
    text!("có phải ý bạn là `{word}`?", "did you mean `{word}`?")
}

/// The advice to use the nearest known word, or else the list of them.
pub fn advice<'a>(found: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Option<Text> {
    if let Some(word) = nearest(found, known.clone()) {
        return Some(did_you_mean(word));
    }
    let mut words: Vec<&str> = known.into_iter().collect();
    words.dedup();
    if words.is_empty() {
        return None;
    }
    let rest = words.len().saturating_sub(12);
    let more = if rest > 0 {
        format!(", … (+{rest})")
    } else {
        String::new()
    };
    let list = words[..words.len() - rest].join(", ");
    Some(text!("có thể dùng: {list}{more}", "one of: {list}{more}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_but_no_strangers() {
        let known = ["presence", "proportional", "bands"];
        assert_eq!(nearest("proportionl", known), Some("proportional"));
        assert_eq!(nearest("band", known), Some("bands"));
        assert_eq!(nearest("quarterly", known), None);
    }
}
