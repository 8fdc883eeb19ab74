//! Losses with their causes: documents first, then figures.

use comfy_table::{Cell, CellAlignment, Color};

use super::{Page, finish};
use crate::points::Points;
use crate::report::details;
use crate::score::assessment::{Loss, Status};

impl Page<'_> {
    pub(super) fn losses(&self) -> String {
        let assessment = self.view.assessment;
        let total = &assessment.total;
        if assessment.losses.is_empty() {
            return self
                .pick("Không mất điểm nào.", "No points are lost.")
                .to_owned();
        }
        let lost = self.fixed(total.lost);
        let (points, documents) = self.view.lost_to_documents();
        let heading = if documents == 0 {
            self.view
                .lang
                .pick(format!("Mất {lost} điểm:"), format!("{lost} points lost:"))
        } else {
            let (points, with) = (self.fixed(points), self.plain(total.with_documents));
            let noun = if documents == 1 {
                "document"
            } else {
                "documents"
            };
            self.view.lang.pick(
                format!("Mất {lost} điểm, trong đó {points} chỉ vì thiếu {documents} tài liệu (đủ tài liệu: {with}):"),
                format!("{lost} points lost, {points} of them only for want of {documents} {noun} (with all documents: {with}):"),
            )
        };
        let answered: Vec<&Loss> = assessment
            .losses
            .iter()
            .filter(|loss| !self.view.is_unanswered(loss))
            .collect();
        if answered.is_empty() {
            return heading;
        }
        format!("{heading}\n\n{}", self.loss_table(&answered))
    }

    /// Losses of leaves of which nobody said anything yet.
    pub(super) fn unanswered(&self) -> Option<String> {
        let losses: Vec<&Loss> = self
            .view
            .assessment
            .losses
            .iter()
            .filter(|loss| self.view.is_unanswered(loss))
            .collect();
        if losses.is_empty() {
            return None;
        }
        let heading = self.pick("Chưa khai:", "Not answered yet:");
        Some(format!("{heading}\n\n{}", self.loss_table(&losses)))
    }

    /// Documents first, then figures; each in tree order.
    fn loss_table(&self, losses: &[&Loss]) -> String {
        let right = CellAlignment::Right;
        let mut table = self.table(&[
            (self.pick("Mã", "Code"), CellAlignment::Left),
            (self.leaf_word(), CellAlignment::Left),
            (self.pick("Đạt/Tối đa", "Points/Max"), right),
            (self.pick("Mất", "Lost"), right),
            (self.pick("Nguyên nhân", "Cause"), CellAlignment::Left),
        ]);
        let (documents, others): (Vec<&Loss>, Vec<&Loss>) =
            losses.iter().partition(|loss| loss.cause.is_document());
        for loss in documents.into_iter().chain(others) {
            let of = self.view.leaf_of(loss);
            let pair = loss.node.and_then(|index| {
                let scored = self.view.assessment.nodes.get(index)?;
                let points = match scored.status {
                    Status::Pending if scored.points == Some(Points::ZERO) => {
                        self.pick("chờ", "pending").to_owned()
                    }
                    _ => self.plain(scored.points?),
                };
                let max = self.view.set().nodes.get(index)?.max;
                Some(format!("{points}/{}", self.plain(max)))
            });
            let mut cause = details::line(self.view, loss);
            if loss.regain != loss.points && of.is_some() {
                let regain = self.fixed(loss.regain);
                let back = self.view.lang.pick(
                    format!(" (lấy lại {regain})"),
                    format!(" (wins back {regain})"),
                );
                cause.push_str(&back);
            }
            let lost = Cell::new(self.fixed(loss.points))
                .set_alignment(right)
                .fg(Color::Red);
            table.add_row(vec![
                Cell::new(of.map_or("", |(node, ..)| node.code.as_str())),
                Cell::new(of.map_or("", |(node, ..)| node.name.as_str())),
                Cell::new(pair.unwrap_or_default()).set_alignment(right),
                lost,
                Cell::new(cause),
            ]);
        }
        finish(table, &[0, 2, 3])
    }
}
