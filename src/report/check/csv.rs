//! The list of what was received, as CSV; and a row per set.

use super::{Checked, counts};
use crate::report::csv::{Dialect, safe, table};

/// The header, fixed for scripts.
pub const HEADER: [&str; 15] = [
    "kind",
    "path",
    "unit_code",
    "unit_name",
    "criteria",
    "year",
    "status",
    "files_declared",
    "files_found",
    "files_unreadable",
    "leaves",
    "unanswered",
    "claimed",
    "errors",
    "warnings",
];

/// Renders what was found.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(checked: &Checked, dialect: Dialect) -> std::io::Result<Vec<u8>> {
    let mut rows = vec![HEADER.map(str::to_owned).to_vec()];
    let blank = String::new;
    for of_set in &checked.sets {
        let (errors, warnings) = counts(&of_set.diagnostics);
        let set = of_set.set.as_ref();
        let status = if of_set.is_proved() {
            "proved"
        } else {
            "not_proved"
        };
        rows.push(vec![
            "set".to_owned(),
            safe(&of_set.name),
            blank(),
            blank(),
            set.map_or_else(blank, |set| safe(&set.id)),
            set.map_or_else(blank, |set| set.year.to_string()),
            status.to_owned(),
            blank(),
            blank(),
            blank(),
            set.map_or_else(blank, |set| set.without_formula().1.to_string()),
            blank(),
            blank(),
            errors.to_string(),
            warnings.to_string(),
        ]);
    }
    for received in &checked.submissions {
        let (errors, warnings) = counts(&received.diagnostics);
        let done = received.completeness.as_ref();
        let text = |text: &Option<String>| safe(text.as_deref().unwrap_or_default());
        let count = |count: Option<usize>| count.map_or_else(blank, |count| count.to_string());
        rows.push(vec![
            "submission".to_owned(),
            text(&received.path),
            text(&received.unit.code),
            text(&received.unit.name),
            text(&received.criteria),
            received.year.map_or_else(blank, |year| year.to_string()),
            received.status().id().to_owned(),
            count(done.map(|done| done.declared)),
            count(done.and_then(|done| done.found)),
            count(done.and_then(|done| done.unreadable)),
            count(done.map(|done| done.leaves)),
            count(done.map(|done| done.unanswered)),
            done.and_then(|done| done.claimed)
                .map_or_else(blank, |points| dialect.number(points)),
            errors.to_string(),
            warnings.to_string(),
        ]);
    }
    table(&rows, dialect)
}
