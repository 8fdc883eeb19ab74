//! Many units, each twice by one set.

use std::collections::BTreeMap;

use super::unit::under;
use super::{Words, table};
use crate::compare::unit::UnitChange;
use crate::points::Points;
use crate::report::paper::{Block, Column, Paper};
use crate::text::lang::Lang;

/// Writes what changed in many units; beside them stand those that are on one side only, by
/// name. `None` where there is no unit.
pub fn units(
    changes: &[UnitChange<'_>],
    gone: &[&str],
    added: &[&str],
    lang: Lang,
) -> Option<Paper> {
    let first = changes.first()?;
    let said = Words {
        set: first.new.set(),
        lang,
    };
    let count = changes.len();
    let about = said.pick(
        format!("{count} đơn vị · {}", said.set.id),
        format!("{count} units · {}", said.set.id),
    );
    let mut body = vec![said.by_unit(changes)];
    body.extend(said.by_leaf(changes));
    let item = |name: &&str| Block::Item((*name).to_owned());
    let heading = said.pick("Chỉ có trước đây", "Then only").to_owned();
    body.extend(under(heading, gone.iter().map(item).collect()));
    let heading = said.pick("Chỉ có nay", "Now only").to_owned();
    body.extend(under(heading, added.iter().map(item).collect()));
    Some(said.paper(about, body))
}

impl Words<'_> {
    fn by_unit(self, changes: &[UnitChange<'_>]) -> Block {
        let mut columns = vec![Column::words(self.pick("Đơn vị", "Unit"), 30)];
        let titles = [
            self.pick("Trước", "Then"),
            self.pick("Nay", "Now"),
            self.pick("Thay đổi", "Change"),
            self.pick("Bộ tiêu chí", "Rules"),
            self.pick("Số liệu", "Figures"),
            self.pick("Tài liệu", "Documents"),
            self.pick("Chính thức", "Official"),
            self.pick("Lấy lại", "Regained"),
            self.pick("Mất thêm", "Newly lost"),
        ];
        columns.extend(titles.map(|title| Column::points(title, 10)));
        let row = |change: &UnitChange<'_>| {
            let mut cells = vec![
                change.new.label().to_owned(),
                self.plain(change.old.assessment.total.points),
                self.plain(change.new.assessment.total.points),
                self.signed(change.change),
            ];
            cells.extend(change.parts.all().map(|part| self.signed(part)));
            cells.push(self.signed(change.regained()));
            cells.push(self.signed(-change.newly_lost()));
            cells
        };
        let rows = changes.iter().map(row).collect();
        let sum =
            |of: &dyn Fn(&UnitChange<'_>) -> Points| -> Points { changes.iter().map(of).sum() };
        let mut total = vec![
            self.pick("Tổng", "Total").to_owned(),
            self.plain(sum(&|change| change.old.assessment.total.points)),
            self.plain(sum(&|change| change.new.assessment.total.points)),
            self.signed(sum(&|change| change.change)),
        ];
        total.extend((0..4).map(|part| self.signed(sum(&|change| change.parts.all()[part]))));
        total.push(self.signed(sum(&|change| change.regained())));
        total.push(self.signed(-sum(&|change| change.newly_lost())));
        let name = self.pick("Đơn vị", "Units");
        table(name, columns, rows, Some(total))
    }

    /// Each leaf over all units.
    fn by_leaf(self, changes: &[UnitChange<'_>]) -> Option<Block> {
        let mut leaves: BTreeMap<usize, (usize, usize, Points)> = BTreeMap::new();
        let mut gone = Points::ZERO;
        for leaf in changes.iter().flat_map(|change| &change.leaves) {
            let place = leaf.node().and_then(|node| self.set.node(&node.code));
            let Some((index, _)) = place else {
                gone = gone + leaf.change;
                continue;
            };
            let (rose, fell, sum) = leaves.entry(index).or_insert((0, 0, Points::ZERO));
            *rose += usize::from(leaf.change > Points::ZERO);
            *fell += usize::from(leaf.change < Points::ZERO);
            *sum = *sum + leaf.change;
        }
        leaves.retain(|_, (rose, fell, _)| *rose + *fell > 0);
        if leaves.is_empty() && gone.is_zero() {
            return None;
        }
        let columns = vec![
            Column::words(self.pick("Mã", "Code"), 8),
            Column::words(self.pick("Chỉ tiêu", "Leaf"), 50),
            Column::points(self.pick("Đơn vị tăng", "Units up"), 10),
            Column::points(self.pick("Đơn vị giảm", "Units down"), 10),
            Column::points(self.pick("Thay đổi", "Change"), 10),
        ];
        let mut rows: Vec<Vec<String>> = leaves
            .iter()
            .map(|(index, (rose, fell, sum))| {
                let node = &self.set.nodes[*index];
                vec![
                    node.code.as_str().to_owned(),
                    node.name.clone(),
                    rose.to_string(),
                    fell.to_string(),
                    self.signed(*sum),
                ]
            })
            .collect();
        let beyond: Points = changes.iter().map(|change| change.beyond_leaves).sum();
        let blank = String::new;
        for (name, points) in [
            (self.pick("Chỉ tiêu đã bỏ", "Leaves that are gone"), gone),
            (
                self.pick(
                    "Làm tròn, giới hạn của tổng điểm",
                    "Rounding and caps of totals",
                ),
                beyond,
            ),
        ] {
            if !points.is_zero() {
                rows.push(vec![
                    blank(),
                    name.to_owned(),
                    blank(),
                    blank(),
                    self.signed(points),
                ]);
            }
        }
        let all: Points = changes.iter().map(|change| change.change).sum();
        let total = vec![
            blank(),
            self.pick("Tổng", "Total").to_owned(),
            blank(),
            blank(),
            self.signed(all),
        ];
        Some(table(
            self.pick("Chỉ tiêu", "Leaves"),
            columns,
            rows,
            Some(total),
        ))
    }
}
