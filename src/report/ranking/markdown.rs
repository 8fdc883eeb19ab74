//! A ranking as Markdown, for documents and web pages.

use super::tables::{Sheet, Words};
use crate::ranking::Ranking;
use crate::text::lang::Lang;

/// Renders a ranking.
pub fn render(ranking: &Ranking, lang: Lang) -> String {
    let words = Words { ranking, lang };
    let mut parts = vec![format!("# {}", escaped(&words.title()))];
    for group in &ranking.groups {
        let heading = words.heading(group);
        parts.extend(heading.map(|heading| format!("## {}", escaped(&heading))));
        parts.push(sheet(&words.units(group)));
        parts.push(format!(
            "**{}**",
            lang.pick("Điểm theo lĩnh vực", "Points by field")
        ));
        parts.push(sheet(&words.fields(group)));
        parts.push(escaped(&words.summary(group).join(" ")));
    }
    if !ranking.not_ranked.is_empty() {
        parts.push(sheet(&words.not_ranked()));
    }
    if let Some(published) = words.published() {
        parts.push(escaped(&published));
        let differences = words.differences();
        if !differences.rows.is_empty() {
            parts.push(sheet(&differences));
        }
    }
    parts.extend(words.notes().iter().map(|note| escaped(note)));
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn sheet(sheet: &Sheet) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let names = sheet.header.iter().map(|(name, _)| escaped(name)).collect();
    let rule = sheet
        .header
        .iter()
        .map(|(_, number)| if *number { "---:" } else { "---" }.to_owned())
        .collect();
    let rows = sheet.rows.iter();
    let rows = rows.map(|row| line(row.iter().map(|cell| escaped(cell)).collect()));
    [line(names), line(rule)]
        .into_iter()
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Text in which no character means anything to Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '|' | '*' | '_' | '`' | '<' | '[' | '\\') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}
