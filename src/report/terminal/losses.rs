//! Losses with their causes.

use comfy_table::{Cell, CellAlignment, Color};

use super::{Page, table};
use crate::report::score_words::LossRow;

impl Page<'_> {
    pub(super) fn losses(&self) -> String {
        let heading = self.said.lost();
        let losses = self.said.losses();
        if self.said.view.assessment.losses.is_empty() {
            format!("{heading}.")
        } else if losses.is_empty() {
            format!("{heading}:")
        } else {
            format!("{heading}:\n\n{}", self.loss_table(losses))
        }
    }

    /// Losses of leaves of which nobody said anything yet.
    pub(super) fn unanswered(&self) -> Option<String> {
        let losses = self.said.unanswered();
        if losses.is_empty() {
            return None;
        }
        let heading = self.said.pick("Chưa khai:", "Not answered yet:");
        Some(format!("{heading}\n\n{}", self.loss_table(losses)))
    }

    fn loss_table(&self, losses: Vec<LossRow<'_>>) -> String {
        let said = self.said;
        let right = CellAlignment::Right;
        let mut table = table::new(
            &[
                (said.pick("Mã", "Code"), CellAlignment::Left),
                (said.leaf_word(), CellAlignment::Left),
                (said.pick("Đạt/Tối đa", "Points/Max"), right),
                (said.pick("Mất", "Lost"), right),
                (said.pick("Nguyên nhân", "Cause"), CellAlignment::Left),
            ],
            self.screen,
        );
        for row in losses {
            let mut cause = row.cause;
            if row.loss.regain != row.loss.points
                && let Some(regain) = row.regain
            {
                let back = said.view.lang.pick(
                    format!(" (lấy lại {regain})"),
                    format!(" (wins back {regain})"),
                );
                cause.push_str(&back);
            }
            let lost = Cell::new(row.lost).set_alignment(right).fg(Color::Red);
            table.add_row(vec![
                Cell::new(row.code),
                Cell::new(row.name),
                Cell::new(row.pair).set_alignment(right),
                lost,
                Cell::new(cause),
            ]);
        }
        table::finish(table, &[0, 2, 3])
    }
}
