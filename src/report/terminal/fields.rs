//! The head of the page: how far it is filled in, points by field, percent and class.

use comfy_table::{Attribute, Cell, CellAlignment, Color};

use super::{Page, table};
use crate::criteria::model::{Node, Side};
use crate::points::Exact;
use crate::report::words;
use crate::score::assessment::{Scored, Status};

/// The share of points as a bar.
fn bar(node: &Node, scored: &Scored) -> String {
    let Some(points) = scored.points.filter(|_| node.side == Side::Normal) else {
        return String::new();
    };
    let share = Exact::from(points) * Exact::from(BAR) / Exact::from(node.max);
    let filled = share.floor().rounded_text(0).parse::<usize>().unwrap_or(0);
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
    pub(super) fn half_filled(&self) -> Option<String> {
        let counts = &self.view.assessment.counts;
        if counts.unanswered == 0 {
            return None;
        }
        let losses = &self.view.assessment.losses;
        let sum = |unanswered: bool| {
            let of = losses
                .iter()
                .filter(|loss| self.view.is_unanswered(loss) == unanswered);
            self.fixed(of.map(|loss| loss.points).sum())
        };
        let (open, lost) = (sum(true), sum(false));
        let (all, left) = (counts.leaves, counts.unanswered);
        let normal = || {
            self.view
                .leaves()
                .filter(|(node, ..)| node.side == Side::Normal)
        };
        let done = normal().filter(|(_, _, _, score)| score.answered).count();
        let waiting = normal()
            .filter(|(_, _, scored, score)| !score.answered && scored.status == Status::Pending)
            .count();
        let also = match waiting {
            0 => String::new(),
            _ => self.view.lang.pick(
                format!(", {waiting} chờ nơi khác chấm"),
                format!(", {waiting} wait for others"),
            ),
        };
        Some(self.view.lang.pick(
            format!("Đã khai {done}/{all} chỉ tiêu; {left} chưa khai ({open} điểm){also}; trong phần đã khai mất {lost} điểm."),
            format!("{done} of {all} leaves are answered; {left} are not ({open} points){also}; {lost} points are lost in what is answered."),
        ))
    }

    pub(super) fn fields(&self) -> String {
        let set = self.view.set();
        let right = CellAlignment::Right;
        let bars = self
            .screen
            .width
            .is_none_or(|width| width >= WIDE_ENOUGH_FOR_BARS);
        let field = set
            .words
            .field
            .as_deref()
            .unwrap_or(self.pick("Lĩnh vực", "Field"));
        let waiting = set
            .fields()
            .any(|(index, _)| !self.view.assessment.nodes[index].pending.is_zero());
        let mut header = vec![
            ("", CellAlignment::Left),
            (field, CellAlignment::Left),
            (self.pick("Tối đa", "Max"), right),
            (self.pick("Đạt", "Points"), right),
            (self.pick("Mất", "Lost"), right),
        ];
        if waiting {
            header.push((self.pick("Chờ", "Pending"), right));
        }
        if bars {
            header.push(("", CellAlignment::Left));
        }
        let mut table = table::new(&header, self.screen);
        for (index, node) in set.fields() {
            let scored = &self.view.assessment.nodes[index];
            let points = match scored.points {
                None => self.pick("không áp dụng", "n/a").to_owned(),
                Some(points) if points.is_zero() && !scored.pending.is_zero() => {
                    self.pick("chờ", "pending").to_owned()
                }
                Some(points) => self.plain(points),
            };
            let lost = if node.side == Side::Normal {
                self.fixed(scored.lost)
            } else {
                String::new()
            };
            let mut cells = vec![
                Cell::new(&node.code),
                Cell::new(self.field_name(node)),
                Cell::new(self.plain(node.max)).set_alignment(right),
                Cell::new(points).set_alignment(right),
                self.lost_cell(lost, scored),
            ];
            if waiting {
                let pending = if scored.pending.is_zero() {
                    String::new()
                } else {
                    self.fixed(scored.pending)
                };
                cells.push(Cell::new(pending).set_alignment(right));
            }
            if bars {
                cells.push(Cell::new(bar(node, scored)));
            }
            table.add_row(cells);
        }
        let total = &self.view.assessment.total;
        let bold = |text: String| Cell::new(text).add_attribute(Attribute::Bold);
        let mut cells = vec![
            Cell::new(""),
            bold(self.pick("Tổng", "Total").to_owned()),
            bold(self.plain(set.total)).set_alignment(right),
            bold(self.plain(total.points)).set_alignment(right),
            bold(self.fixed(total.lost)).set_alignment(right),
        ];
        if waiting {
            cells.push(bold(self.fixed(total.pending)).set_alignment(right));
        }
        table.add_row(cells);
        table::finish(table, &[0, 2, 3, 4, 5])
    }

    fn field_name(&self, node: &Node) -> String {
        match words::side(node.side, self.view.lang) {
            None => node.name.clone(),
            Some(kind) => format!("{} ({kind})", node.name),
        }
    }

    fn lost_cell(&self, text: String, scored: &Scored) -> Cell {
        let cell = Cell::new(text).set_alignment(CellAlignment::Right);
        if scored.lost.is_zero() {
            cell
        } else {
            cell.fg(Color::Red)
        }
    }

    /// Percent, class, and what counts beside the sum of fields.
    pub(super) fn result(&self) -> Option<String> {
        let set = self.view.set();
        let total = &self.view.assessment.total;
        let mut lines = Vec::new();
        if !total.bonus.is_zero() {
            let bonus = self.fixed(total.bonus);
            lines.push(self.view.lang.pick(
                format!("Trong đó điểm cộng, điểm trừ: {bonus}."),
                format!("Of these, bonus and penalty: {bonus}."),
            ));
        }
        let percent = total.percent.map(|percent| self.plain(percent));
        if !total.excluded.is_zero()
            && let Some(percent) = &percent
        {
            let (out, rest) = (self.plain(total.excluded), self.plain(total.applicable_max));
            lines.push(self.view.lang.pick(
                format!("Không áp dụng {out} điểm: tính trên {rest} điểm, đạt {percent} %."),
                format!("{out} points do not apply: of {rest} points, {percent} % is reached."),
            ));
        }
        if let Some(class) = &total.class {
            let percent = percent.unwrap_or_default();
            lines.push(self.view.lang.pick(
                format!("Xếp loại: {class} ({percent} %)."),
                format!("Class: {class} ({percent} %)."),
            ));
        } else if !set.classes.is_empty() && total.class_range.is_none() {
            lines.push(
                self.pick("Xếp loại: dưới mức thấp nhất.", "Class: below the lowest.")
                    .to_owned(),
            );
        }
        for gate in &total.closed_gates {
            lines.push(self.view.lang.pick(
                format!("Điều kiện khống chế: {gate}."),
                format!("Gate closed: {gate}."),
            ));
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}
