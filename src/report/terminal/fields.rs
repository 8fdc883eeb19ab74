//! The table by field.

use comfy_table::{Attribute, Cell, CellAlignment, Color};

use super::{Page, table};
use crate::points::Exact;

/// The share of points as a bar.
fn bar(share: &Exact) -> String {
    let filled = (share * &Exact::from(BAR)).floor().rounded_text(0);
    let filled = filled.parse::<usize>().unwrap_or(0);
    let whole = usize::try_from(BAR).unwrap_or(0);
    format!(
        "{}{}",
        "█".repeat(filled.min(whole)),
        "░".repeat(whole.saturating_sub(filled))
    )
}

/// Cells of a full bar.
const BAR: i64 = 16;

/// Columns from which the bars of fields fit.
const WIDE_ENOUGH_FOR_BARS: u16 = 96;

impl Page<'_> {
    pub(super) fn fields(&self) -> String {
        let said = self.said;
        let right = CellAlignment::Right;
        let width = self.screen.width;
        let bars = width.is_none_or(|width| width >= WIDE_ENOUGH_FOR_BARS);
        let waits = said.waits();
        let mut header = vec![
            ("", CellAlignment::Left),
            (said.field_word(), CellAlignment::Left),
            (said.pick("Tối đa", "Max"), right),
            (said.pick("Đạt", "Points"), right),
            (said.pick("Mất", "Lost"), right),
        ];
        if waits {
            header.push((said.pick("Chờ", "Pending"), right));
        }
        let takes_out = said.takes_out();
        if takes_out {
            header.push((said.pick("Không áp dụng", "Not applicable"), right));
        }
        if bars {
            header.push(("", CellAlignment::Left));
        }
        let mut table = table::new(&header, self.screen);
        for row in said.fields() {
            let lost = Cell::new(row.lost).set_alignment(right);
            let mut cells = vec![
                Cell::new(row.code),
                Cell::new(row.name),
                Cell::new(row.max).set_alignment(right),
                Cell::new(row.points).set_alignment(right),
                if row.is_short {
                    lost.fg(Color::Red)
                } else {
                    lost
                },
            ];
            if waits {
                cells.push(Cell::new(row.pending).set_alignment(right));
            }
            if takes_out {
                cells.push(Cell::new(row.excluded).set_alignment(right));
            }
            if bars {
                cells.push(Cell::new(
                    row.share
                        .map(|share| bar(&share.points))
                        .unwrap_or_default(),
                ));
            }
            table.add_row(cells);
        }
        let total = said.total();
        let bold = |text: String| Cell::new(text).add_attribute(Attribute::Bold);
        let mut cells = vec![
            Cell::new(""),
            bold(total.name),
            bold(total.max).set_alignment(right),
            bold(total.points).set_alignment(right),
            bold(total.lost).set_alignment(right),
        ];
        if waits {
            cells.push(bold(total.pending).set_alignment(right));
        }
        if takes_out {
            cells.push(bold(total.excluded).set_alignment(right));
        }
        table.add_row(cells);
        table::finish(table, &[0, 2, 3, 4, 5])
    }
}
