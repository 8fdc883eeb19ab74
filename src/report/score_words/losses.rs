//! Losses with their causes: documents first, then figures.

use super::Wording;
use crate::points::Points;
use crate::report::details;
use crate::score::assessment::{Loss, Status};

/// A loss as it is shown.
pub(crate) struct LossRow<'a> {
    pub(crate) loss: &'a Loss,
    /// Blank for the rounding of the total.
    pub(crate) code: &'a str,
    /// Blank for the rounding of the total.
    pub(crate) name: &'a str,
    /// The leaf's points and maximum: `2,85/3`.
    pub(crate) pair: String,
    pub(crate) lost: String,
    pub(crate) cause: String,
    /// What mending it wins back; `None` for the rounding of the total.
    pub(crate) regain: Option<String>,
}

impl<'a> Wording<'a> {
    /// How much is lost, and how much of it to documents only.
    pub(crate) fn lost(self) -> String {
        let total = &self.view.assessment.total;
        let lost = self.fixed(total.lost);
        let (points, documents) = self.view.lost_to_documents();
        if self.view.assessment.losses.is_empty() {
            self.pick("Không mất điểm nào", "No points are lost")
                .to_owned()
        } else if documents == 0 {
            self.view
                .lang
                .pick(format!("Mất {lost} điểm"), format!("{lost} points lost"))
        } else {
            let (points, with) = (self.fixed(points), self.plain(total.with_documents));
            let noun = if documents == 1 {
                "document"
            } else {
                "documents"
            };
            self.view.lang.pick(
                format!("Mất {lost} điểm, trong đó {points} chỉ vì thiếu {documents} tài liệu (đủ tài liệu: {with})"),
                format!("{lost} points lost, {points} of them only for want of {documents} {noun} (with all documents: {with})"),
            )
        }
    }

    /// The losses of leaves of which something was said.
    pub(crate) fn losses(self) -> Vec<LossRow<'a>> {
        self.rows(false)
    }

    /// The losses of leaves of which nobody said anything yet.
    pub(crate) fn unanswered(self) -> Vec<LossRow<'a>> {
        self.rows(true)
    }

    /// Documents first, then figures; each in tree order.
    fn rows(self, unanswered: bool) -> Vec<LossRow<'a>> {
        let losses = self.view.assessment.losses.iter();
        let wanted = losses.filter(|loss| self.view.is_unanswered(loss) == unanswered);
        let (documents, others): (Vec<&Loss>, Vec<&Loss>) =
            wanted.partition(|loss| loss.cause.is_document());
        let all = documents.into_iter().chain(others);
        all.map(|loss| self.row(loss)).collect()
    }

    /// The losses of the leaf at this position, in the order of causes.
    pub(crate) fn losses_of(self, index: usize) -> Vec<LossRow<'a>> {
        let losses = self.view.assessment.losses.iter();
        let own = losses.filter(|loss| loss.node == Some(index));
        own.map(|loss| self.row(loss)).collect()
    }

    fn row(self, loss: &'a Loss) -> LossRow<'a> {
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
        LossRow {
            loss,
            code: of.map_or("", |(node, ..)| node.code.as_str()),
            name: of.map_or("", |(node, ..)| node.name.as_str()),
            pair: pair.unwrap_or_default(),
            lost: self.fixed(loss.points),
            cause: details::line(self.view, loss),
            regain: of.map(|_| self.fixed(loss.regain)),
        }
    }
}
