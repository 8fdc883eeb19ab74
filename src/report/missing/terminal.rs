//! What is missing, on screen: a table per officer.

use comfy_table::{Cell, CellAlignment, Color};

use super::Missing;
use crate::report::terminal::{Screen, joined, table};

impl Missing<'_> {
    /// For a screen.
    pub fn terminal(&self, screen: Screen) -> String {
        let words = self.words();
        let mut parts = vec![words.said.title(), words.summary(self)];
        parts.extend(words.no_deadline(self));
        parts.extend(words.awaited());
        parts.extend(words.said.unchecked());
        for owner in &self.owners {
            let right = CellAlignment::Right;
            let mut table = table::new(
                &[
                    (words.pick("Lấy lại", "Regain"), right),
                    (words.said.leaf_word(), CellAlignment::Left),
                    (words.pick("Việc phải làm", "Task"), CellAlignment::Left),
                ],
                screen,
            );
            for measure in &owner.measures {
                let mut lines = vec![words.measures.act(measure), words.place(measure)];
                if let Some(deadline) = words.deadline(measure.by) {
                    let by = words.pick("hạn", "by");
                    lines.push(format!("{by} {deadline}"));
                }
                lines.extend(words.near(measure));
                let color = if measure.recoverable {
                    Color::Green
                } else {
                    Color::Red
                };
                table.add_row(vec![
                    Cell::new(words.regain(measure))
                        .set_alignment(right)
                        .fg(color),
                    Cell::new(words.measures.codes(measure)),
                    Cell::new(lines.join("\n")),
                ]);
            }
            let table = table::finish(table, &[0]);
            parts.push(format!("{}:\n\n{table}", words.owner(owner)));
        }
        joined(&parts, screen)
    }
}
