//! A ranking on screen.

use comfy_table::CellAlignment;

use super::sheet::Sheet;
use super::tables::Words;
use crate::ranking::Ranking;
use crate::report::terminal::{Screen, joined, table};
use crate::text::lang::Lang;

/// Columns that the name of a unit keeps, however narrow the screen.
const LEAST_NAME: usize = 24;

/// Renders a ranking.
pub fn render(ranking: &Ranking, lang: Lang, screen: Screen) -> String {
    let words = Words { ranking, lang };
    let mut parts = vec![words.title()];
    for group in &ranking.groups {
        let heading = words.heading(group);
        parts.extend(heading.map(|heading| format!("{heading}:")));
        parts.push(sheet(&words.units(group), screen));
        parts.push(
            lang.pick("Điểm theo lĩnh vực:", "Points by field:")
                .to_owned(),
        );
        parts.push(words.legend());
        let fields = words.fields(group).fitting(screen.width, LEAST_NAME);
        parts.extend(fields.iter().map(|part| sheet(part, screen)));
        if let Some(sources) = words.sources(group) {
            parts.push(
                lang.pick("Điểm theo nguồn:", "Points by source:")
                    .to_owned(),
            );
            let sources = sources.fitting(screen.width, LEAST_NAME);
            parts.extend(sources.iter().map(|part| sheet(part, screen)));
        }
        parts.push(words.summary(group).join("\n"));
    }
    if !ranking.not_ranked.is_empty() {
        parts.push(sheet(&words.not_ranked(), screen));
    }
    if let Some(published) = words.published() {
        parts.push(published);
        let differences = words.differences();
        if !differences.rows.is_empty() {
            parts.push(sheet(&differences, screen));
        }
    }
    let mut notes = words.notes();
    notes.extend(words.field_note());
    if !notes.is_empty() {
        parts.push(notes.join("\n"));
    }
    joined(&parts, screen)
}

fn sheet(sheet: &Sheet, screen: Screen) -> String {
    let header: Vec<(&str, CellAlignment)> = sheet
        .header
        .iter()
        .map(|(name, number)| {
            let alignment = if *number {
                CellAlignment::Right
            } else {
                CellAlignment::Left
            };
            (name.as_str(), alignment)
        })
        .collect();
    let mut rows = table::new(&header, screen);
    for row in &sheet.rows {
        rows.add_row(row);
    }
    table::align(&mut rows, &header);
    let numbers = sheet.header.iter().enumerate();
    let fixed: Vec<usize> = numbers
        .filter_map(|(index, (_, number))| number.then_some(index))
        .collect();
    table::finish(rows, &fixed)
}
