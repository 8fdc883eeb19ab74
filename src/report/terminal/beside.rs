//! What else must be said: pending points, leaves taken out, points of others beside.

use comfy_table::{Cell, CellAlignment, Color};

use super::{Page, lines, table};
use crate::report::score_words::{Compared, Remark};

/// `  5.1  Mức độ hài lòng: 36,00 (chờ khảo sát)`.
fn line(remark: Remark<'_>) -> String {
    let Remark { node, said, aside } = remark;
    format!("  {}  {}: {said} ({aside})", node.code, node.name)
}

impl Page<'_> {
    pub(super) fn pending(&self) -> Option<String> {
        let pending = self.said.pending()?;
        let mut all = vec![format!("{}:", pending.heading)];
        all.extend(pending.leaves.into_iter().map(line));
        all.extend(pending.lines);
        lines(all)
    }

    pub(super) fn not_applicable(&self) -> Option<String> {
        let remarks = self.said.not_applicable().into_iter().map(line);
        let remarks = lines(remarks.collect())?;
        let heading = self.said.pick("Không áp dụng:", "Not applicable:");
        Some(format!("{heading}\n{remarks}"))
    }

    /// That this is no result, what is taken as given and what that changes.
    pub(super) fn hypothetical(&self) -> Option<String> {
        let what_if = self.said.hypothetical()?;
        let mut all = vec![format!("*** {} ***", what_if.banner)];
        all.push(self.said.pick("Nếu:", "If:").to_owned());
        all.extend(what_if.changes.iter().map(|line| format!("  {line}")));
        all.push(what_if.total);
        all.extend(what_if.leaves.iter().map(|line| format!("  {line}")));
        lines(all)
    }

    /// The interval, what it hangs on, and whether files were checked.
    pub(super) fn notes(&self) -> Option<String> {
        let said = self.said;
        let mut all: Vec<String> = said.interval().into_iter().chain(said.at_risk()).collect();
        all.extend(said.risk_lines().iter().map(|line| format!("  {line}")));
        all.extend(said.unchecked());
        lines(all)
    }

    /// Evidence that was handed in after an appraisal.
    pub(super) fn awaiting(&self) -> Option<String> {
        let remarks = self.said.all_awaiting().into_iter().map(line);
        let remarks = lines(remarks.collect())?;
        let heading = self.said.pick(
            "Đã bổ sung, chờ thẩm định lại:",
            "Supplemented, awaiting a second look:",
        );
        Some(format!("{heading}\n{remarks}"))
    }

    /// Points that somebody gave beside the computed ones, and where they differ.
    pub(super) fn compared(&self, compared: &Compared<'_>) -> String {
        let heading = &compared.heading;
        let mut text = if compared.rows.is_empty() {
            format!("{heading}: {}", self.said.agrees())
        } else {
            format!("{heading}:\n\n{}", self.comparison(compared))
        };
        if let Some(partly) = &compared.partly {
            text.push_str("\n\n");
            text.push_str(partly);
        }
        text
    }

    fn comparison(&self, compared: &Compared<'_>) -> String {
        let said = self.said;
        let right = CellAlignment::Right;
        let mut table = table::new(
            &[
                (said.pick("Mã", "Code"), CellAlignment::Left),
                (said.leaf_word(), CellAlignment::Left),
                (compared.given, right),
                (said.pick("Tính được", "Computed"), right),
                (said.pick("Chênh", "Difference"), right),
            ],
            self.screen,
        );
        for row in &compared.rows {
            let gap = Cell::new(&row.difference).set_alignment(right);
            table.add_row(vec![
                Cell::new(row.code),
                Cell::new(row.name),
                Cell::new(&row.given).set_alignment(right),
                Cell::new(&row.computed).set_alignment(right),
                if row.above {
                    gap.fg(Color::Yellow)
                } else {
                    gap
                },
            ]);
        }
        table::finish(table, &[0, 2, 3, 4])
    }
}
