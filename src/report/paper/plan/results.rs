//! Part II of a plan: the result, then each field in which something was lost, leaf by leaf with
//! points and reason; bonus and penalty fields as far as they count.

use std::collections::BTreeSet;

use super::Plan;
use crate::criteria::model::{Node, Side};
use crate::points::Points;
use crate::report::details;
use crate::report::paper::model::Block;
use crate::report::words;
use crate::report::words::padded;
use crate::score::assessment::{Loss, Scored};
use crate::score::official::Basis;

impl Plan<'_> {
    /// The result, then each field in which something was lost, leaf by leaf.
    pub(super) fn results(self) -> Vec<Block> {
        let lang = self.view.lang;
        let heading = lang.pick("II. KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH", "II. RESULTS");
        let mut blocks = vec![Block::Part(heading.to_owned()), Block::Text(self.total())];
        for (index, node) in self.view.set().fields() {
            if node.side == Side::Normal {
                blocks.extend(self.field(index, node));
            } else {
                blocks.extend(self.beside(index, node));
            }
        }
        blocks.extend(self.said.notes().into_iter().map(Block::Text));
        blocks
    }

    /// `đạt 91,84/100 điểm, 40/48 chỉ tiêu đạt điểm tối đa`.
    fn total(self) -> String {
        let lang = self.view.lang;
        let (total, counts) = (&self.view.assessment.total, &self.view.assessment.counts);
        let year = self.view.submission.year;
        let (points, max) = (
            self.said.plain(total.points),
            self.said.plain(total.applicable_max),
        );
        let (full, leaves) = (counts.full, counts.leaves);
        let unit = self.unit();
        let basis = self.view.assessment.basis;
        let unit = match basis {
            Basis::Computed => unit.to_owned(),
            _ => {
                let points = words::basis(basis, lang);
                lang.pick(
                    format!("theo {points}, {unit}"),
                    format!("by {points}, {unit}"),
                )
            }
        };
        let mut text = lang.pick(
            format!("Năm {year}, {unit} đạt {points}/{max} điểm, {full}/{leaves} chỉ tiêu đạt điểm tối đa."),
            format!("In {year}, {unit} reached {points}/{max} points; {full} of {leaves} leaves are full."),
        );
        if let Some(class) = &total.class {
            text += &lang.pick(format!(" Xếp loại: {class}."), format!(" Class: {class}."));
        }
        if !total.pending.is_zero() {
            let pending = self.said.plain(total.pending);
            let leaves = padded(counts.pending);
            text += &lang.pick(
                format!(" {leaves} chỉ tiêu với {pending} điểm đang chờ nơi khác chấm, chưa tính là mất."),
                format!(" {leaves} leaves with {pending} points wait for others and are not counted as lost."),
            );
        }
        let sums = &self.view.submission.unit.facts.published_sums;
        if self.view.assessment.basis == Basis::Computed && !sums.is_empty() {
            text += lang.pick(
                " Điểm công bố chỉ có ở lĩnh vực hoặc tổng, chưa có ở từng chỉ tiêu: các số ở đây là điểm tính được.",
                " Points were published for fields or the total, not for leaves: these are computed ones.",
            );
        }
        let without = self.view.assessment.without_official;
        if without > 0 {
            let (without, points) = (padded(without), words::basis(basis, lang));
            text += &lang.pick(
                format!(" {without} chỉ tiêu chưa có {points}, lấy điểm tính được."),
                format!(" {without} leaves have no {points} and stand on computed ones."),
            );
        }
        if counts.short > 0 {
            let short = padded(counts.short);
            text += &lang.pick(
                format!(" Còn {short} chỉ tiêu bị trừ điểm, cụ thể:"),
                format!(" {short} leaves are short:"),
            );
        }
        text
    }

    /// A field of bonus or penalty points, as far as it counts: leaf by leaf, with the steps
    /// that give them.
    fn beside(self, index: usize, node: &Node) -> Vec<Block> {
        let lang = self.view.lang;
        let set = self.view.set();
        let of = |index: usize| self.view.assessment.nodes[index].points;
        let counts = |index: usize| of(index).is_some_and(|points| !points.is_zero());
        if !counts(index) {
            return Vec::new();
        }
        let said = |index: usize| self.said.fixed(of(index).unwrap_or(Points::ZERO));
        let points = said(index);
        let mut blocks = vec![
            Block::Section(format!("{}. {}", node.code, self.said.name(node))),
            Block::Text(lang.pick(format!("{points} điểm, gồm:"), format!("{points} points:"))),
        ];
        let leaves = set
            .leaves()
            .filter(|(leaf, ..)| set.is_below(*leaf, index) && counts(*leaf));
        blocks.extend(leaves.map(|(leaf, node, _)| {
            let steps = self
                .said
                .proof(leaf)
                .map(|proof| proof.steps)
                .unwrap_or_default();
            Block::Item(format!(
                "{} ({}): {}.",
                node.name,
                said(leaf),
                steps.join("; ")
            ))
        }));
        blocks
    }

    fn field(self, index: usize, node: &Node) -> Vec<Block> {
        let lang = self.view.lang;
        let scored = &self.view.assessment.nodes[index];
        let short = self.short_leaves(index);
        if short.is_empty() {
            return Vec::new();
        }
        let pair = self.pair(node, scored);
        let count = padded(short.len());
        let mut blocks = vec![
            Block::Section(format!("{}. {}", node.code, node.name)),
            Block::Text(lang.pick(
                format!("Đạt {pair} điểm, có {count} chỉ tiêu chưa đạt:"),
                format!("{pair} points; {count} leaves are short:"),
            )),
        ];
        blocks.extend(short.into_iter().map(|leaf| Block::Item(self.leaf(leaf))));
        blocks
    }

    /// The leaves below a field of which something was lost, in tree order.
    fn short_leaves(self, field: usize) -> Vec<usize> {
        let set = self.view.set();
        let losses = self.view.assessment.losses.iter();
        let leaves: BTreeSet<usize> = losses.filter_map(|loss| loss.node).collect();
        leaves
            .into_iter()
            .filter(|index| {
                set.is_below(*index, field) && !self.view.assessment.nodes[*index].lost.is_zero()
            })
            .collect()
    }

    /// `Ban hành Kế hoạch … (0 điểm): thiếu đính kèm báo cáo kết quả thực hiện.`
    fn leaf(self, index: usize) -> String {
        let lang = self.view.lang;
        let node = &self.view.set().nodes[index];
        let scored = &self.view.assessment.nodes[index];
        let points = match scored.points {
            Some(points) if points.is_zero() => "0".to_owned(),
            _ => self.pair(node, scored),
        };
        let of_leaf = |loss: &&Loss| loss.node == Some(index) && !loss.points.is_zero();
        let losses = self.view.assessment.losses.iter().filter(of_leaf);
        let reasons: Vec<String> = losses
            .map(|loss| details::sentence(self.view, loss))
            .collect();
        let reasons = reasons.join("; ");
        lang.pick(
            format!("{} ({points} điểm): {reasons}.", node.name),
            format!("{} ({points} points): {reasons}.", node.name),
        )
    }

    /// `2,85/3`, without trailing zeros.
    fn pair(self, node: &Node, scored: &Scored) -> String {
        format!("{}/{}", self.said.points(scored), self.said.plain(node.max))
    }
}
