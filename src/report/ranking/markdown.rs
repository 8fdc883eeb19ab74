//! A ranking as Markdown, for documents and web pages.

use super::sheet::Sheet;
use super::tables::Words;
use crate::ranking::Ranking;
use crate::report::markdown::{Align, table, text};
use crate::text::lang::Lang;

/// Renders a ranking.
pub fn render(ranking: &Ranking, lang: Lang) -> String {
    let words = Words { ranking, lang };
    let mut parts = vec![format!("# {}", text(&words.title()))];
    for group in &ranking.groups {
        let heading = words.heading(group);
        parts.extend(heading.map(|heading| format!("## {}", text(&heading))));
        parts.push(sheet(&words.units(group)));
        parts.push(format!(
            "**{}**",
            lang.pick("Điểm theo lĩnh vực", "Points by field")
        ));
        parts.push(text(&words.legend()));
        parts.push(sheet(&words.fields(group)));
        if let Some(sources) = words.sources(group) {
            let heading = lang.pick("Điểm theo nguồn", "Points by source");
            parts.push(format!("**{heading}**"));
            parts.push(sheet(&sources));
        }
        parts.push(text(&words.summary(group).join(" ")));
    }
    if !ranking.not_ranked.is_empty() {
        parts.push(sheet(&words.not_ranked()));
    }
    if let Some(published) = words.published() {
        parts.push(text(&published));
        let differences = words.differences();
        if !differences.rows.is_empty() {
            parts.push(sheet(&differences));
        }
    }
    parts.extend(
        words
            .notes()
            .iter()
            .chain(&words.field_note())
            .map(|note| text(note)),
    );
    parts.join("\n\n") + "\n"
}

fn sheet(sheet: &Sheet) -> String {
    let header: Vec<(&str, Align)> = sheet
        .header
        .iter()
        .map(|(name, number)| {
            (
                name.as_str(),
                if *number { Align::Right } else { Align::Left },
            )
        })
        .collect();
    // Numbers hold no marks, and a plus at their start is none within a table.
    let cell = |(cell, (_, number)): (&String, &(String, bool))| {
        if *number { cell.clone() } else { text(cell) }
    };
    let rows = sheet.rows.iter();
    let rows: Vec<Vec<String>> = rows
        .map(|row| row.iter().zip(&sheet.header).map(cell).collect())
        .collect();
    table(&header, &rows).trim_end().to_owned()
}
