//! What stands in a template's placeholders, and where placeholders stand in a text.

use super::error::TemplateError;
use crate::report::paper::{Head, Paper};

/// The text of the paper.
pub(super) const CONTENT: &str = "content";
/// Its annexes.
pub(super) const ANNEX: &str = "annex";
/// What the paper may be used for.
pub(super) const BANNER: &str = "banner";

const SLOTS: [&str; 2] = [CONTENT, ANNEX];
const FIELDS: [&str; 11] = [
    BANNER,
    "body",
    "symbol",
    "nation",
    "motto",
    "place_and_date",
    "kind",
    "about",
    "recipients",
    "signer_title",
    "signer_name",
];

/// The names of all placeholders.
pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
    FIELDS.into_iter().chain(SLOTS)
}

/// The values of placeholders that stand within a text.
#[derive(Debug)]
pub(super) struct Values {
    of: [Vec<String>; FIELDS.len()],
}

impl Values {
    pub(super) fn new(paper: &Paper) -> Self {
        let head =
            |part: fn(&Head) -> &String| paper.head.iter().map(|head| part(head).clone()).collect();
        let closing = paper.closing.as_ref();
        let name = closing.map(|closing| closing.signer_name.clone());
        Self {
            of: [
                paper.banner.iter().cloned().collect(),
                head(|head| &head.body),
                head(|head| &head.symbol),
                head(|head| &head.nation),
                head(|head| &head.motto),
                head(|head| &head.place_and_date),
                vec![paper.kind.clone()],
                vec![paper.about.clone()],
                closing.map_or_else(Vec::new, |closing| recipients(&closing.recipients)),
                closing.map_or_else(Vec::new, |closing| closing.signer_title.clone()),
                name.into_iter().collect(),
            ],
        }
    }

    /// The lines of a value: one, several for a list, none where there is nothing to say.
    pub(super) fn lines(&self, name: &str) -> &[String] {
        let index = FIELDS.iter().position(|field| *field == name);
        index.map_or(&[], |index| &self.of[index])
    }

    /// A line of a value: of a list the one at `index`, else the value.
    pub(super) fn line(&self, name: &str, index: usize) -> &str {
        let lines = self.lines(name);
        lines
            .get(index)
            .or(lines.last().filter(|_| lines.len() == 1))
            .map_or("", String::as_str)
    }
}

/// Recipients as a letter lists them (Nghị định 30/2020/NĐ-CP, Phụ lục I): a semicolon behind
/// each, a full stop behind the last; the dash is the template's.
fn recipients(lines: &[String]) -> Vec<String> {
    let last = lines.len().saturating_sub(1);
    let line = |(index, line): (usize, &String)| {
        let line = line.trim_start_matches(['-', '–']).trim();
        let end = match line.ends_with([';', '.', ',', ':']) {
            true => "",
            false if index == last => ".",
            false => ";",
        };
        format!("{line}{end}")
    };
    lines.iter().enumerate().map(line).collect()
}

/// A placeholder in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// What it stands for.
    pub(super) name: &'static str,
}

impl Mark {
    /// Whether whole paragraphs and tables take its place.
    pub(super) fn is_slot(self) -> bool {
        SLOTS.contains(&self.name)
    }
}

/// The placeholders in a text.
pub(super) fn marks(text: &str) -> Result<Vec<Mark>, TemplateError> {
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("{{").map(|at| from + at) {
        let Some(length) = text[start..].find("}}") else {
            let excerpt = text[start..].chars().take(40).collect();
            return Err(TemplateError::Unclosed(excerpt));
        };
        let end = start + length + 2;
        let said = text[start + 2..end - 2].trim();
        let name = names()
            .find(|name| *name == said)
            .ok_or_else(|| TemplateError::Unknown(said.chars().take(40).collect()))?;
        marks.push(Mark { start, end, name });
        from = end;
    }
    Ok(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_with_any_space_around_their_name() {
        let found = marks("Số {{symbol}} của {{\u{a0}body  }}").unwrap();
        let names: Vec<_> = found.iter().map(|mark| mark.name).collect();
        assert_eq!(names, ["symbol", "body"]);
        // "Số " takes 5 bytes, the mark 10.
        assert_eq!((found[0].start, found[0].end), (5, 15));
        assert_eq!(
            marks("{{ Body }}"),
            Err(TemplateError::Unknown("Body".to_owned()))
        );
        assert_eq!(
            marks("a {{ body }"),
            Err(TemplateError::Unclosed("{{ body }".to_owned()))
        );
    }

    #[test]
    fn recipients_end_as_a_letter_has_it() {
        let lines = ["- Phòng Nội vụ;", "Các xóm", "Lưu: VT"].map(str::to_owned);
        assert_eq!(
            recipients(&lines),
            ["Phòng Nội vụ;", "Các xóm;", "Lưu: VT."]
        );
    }
}
