//! What more work would reach.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Planned;
use crate::points::Points;
use crate::report::paper::{Block, Cell, Column, Role, Row, Table};
use crate::text::numbers;

/// How many rows of the frontier a paper shows.
const SHOWN: usize = 20;

impl Planned<'_> {
    /// The best result for each effort.
    pub(super) fn frontier(self) -> Vec<Block> {
        let lang = self.view.lang;
        let all = &self.plan.frontier;
        if all.len() < 3 {
            return Vec::new();
        }
        let heading = lang.pick("Công bỏ ra và điểm đạt được", "What work reaches");
        let columns = vec![
            Column::points(lang.pick("Ngày công", "Days"), 20),
            Column::points(lang.pick("Điểm cao nhất", "Best result"), 20),
            Column::points(lang.pick("Thêm", "Gain"), 20).fixed(self.view.set().rounding.digits),
        ];
        let shown = evenly(all);
        let rows = shown.iter().map(|(days, points)| Row {
            role: Role::Leaf,
            cells: vec![
                Cell::text(numbers::show(*days, lang)),
                Cell::Points(*points),
                Cell::Points(*points - self.plan.now),
            ],
        });
        let table = Table {
            name: lang.pick("Công và điểm", "Work and points").to_owned(),
            caption: None,
            rows: rows.collect(),
            columns,
            chart: None,
        };
        let mut blocks = vec![Block::Section(heading.to_owned()), Block::Table(table)];
        let left = all.len() - shown.len();
        if left > 0 {
            blocks.push(Block::Text(lang.pick(
                format!("Còn {left} mức nữa ở giữa: xem --format json."),
                format!("{left} more in between: see --format json."),
            )));
        }
        blocks
    }
}

/// At most [`SHOWN`] of them, the first and the last among them.
fn evenly(all: &[(Decimal, Points)]) -> Vec<(Decimal, Points)> {
    let last = all.len() - 1;
    let parts = last.clamp(1, SHOWN - 1);
    let places: BTreeMap<usize, ()> = (0..=parts).map(|part| (part * last / parts, ())).collect();
    places.into_keys().map(|place| all[place]).collect()
}
