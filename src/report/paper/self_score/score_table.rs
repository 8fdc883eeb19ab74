//! The annex of the report: the whole tree with points, claims, evidence, explanations and notes.

use super::Report;
use crate::criteria::model::Node;
use crate::points::Points;
use crate::report::details;
use crate::report::paper::evidence;
use crate::report::paper::model::{Cell, Column, Table};
use crate::report::paper::scores::{self, Tree};
use crate::report::words;
use crate::score::assessment::{Loss, Scored};

impl Report<'_> {
    /// The whole tree: points, claims where the unit made any, evidence, explanations, notes.
    pub(super) fn score_table(self) -> Table {
        let claims = self.view.claims();
        let own = |_: usize, _: &Node, scored: &Scored| scored.points;
        let max = |_: usize, node: &Node, _: &Scored| Some(node.max);
        let claimed_by = scores::claims(self.view);
        let claimed = |index: usize, _: &Node, _: &Scored| claimed_by[index];
        let total = &self.view.assessment.total;
        let mut points: Vec<(scores::Column<'_>, Option<Points>)> =
            vec![(&max, Some(self.view.set().total))];
        let mut columns = vec![
            Column::middle(self.pick("STT", "No."), 4),
            Column::middle(self.pick("Mã", "Code"), 7),
            Column::words(self.pick("Tiêu chí", "Criterion"), 28),
            Column::points(self.pick("Điểm tối đa", "Max"), 7),
        ];
        if let Some(claims) = &claims {
            columns.push(Column::points(self.pick("Điểm tự chấm", "Claimed"), 7));
            columns.push(Column::points(self.pick("Điểm tính được", "Computed"), 7).out_of(3));
            points.push((&claimed, Some(claims.given)));
        } else {
            columns.push(Column::points(self.pick("Điểm tự chấm", "Points"), 7).out_of(3));
        }
        points.push((&own, Some(total.points)));
        columns.extend([
            Column::words(self.pick("Tài liệu kiểm chứng", "Evidence"), 28),
            Column::words(self.pick("Giải trình", "Explanation"), 14),
            Column::words(self.pick("Ghi chú", "Note"), 18),
        ]);
        let tree = Tree {
            view: self.view,
            numbered: true,
            points: &points,
            beside: 3,
        };
        let rows = tree.rows(|index| {
            let said = evidence::explanation(self.view, index);
            vec![
                Cell::text(evidence::of_leaf(self.view, index)),
                said.map_or(Cell::Blank, Cell::text),
                Cell::text(self.note(index)),
            ]
        });
        Table {
            name: self.pick("Bảng tự chấm điểm", "Score table").to_owned(),
            caption: None,
            columns,
            rows,
            chart: None,
        }
    }

    /// Why a leaf is short, pending or taken out.
    fn note(self, index: usize) -> String {
        let lang = self.view.lang;
        let scored = &self.view.assessment.nodes[index];
        let of_leaf = |loss: &&Loss| loss.node == Some(index) && !loss.points.is_zero();
        let losses = self.view.assessment.losses.iter().filter(of_leaf);
        let mut notes: Vec<String> = losses
            .map(|loss| {
                let points = self.said.fixed(loss.points);
                let cause = details::line(self.view, loss);
                lang.pick(
                    format!("Mất {points}: {cause}"),
                    format!("{points} lost: {cause}"),
                )
            })
            .collect();
        if !scored.pending.is_zero() {
            let leaf = self.view.set().nodes[index].leaf.as_ref();
            let source = leaf.map(|leaf| words::waiting_for(leaf.source, lang));
            let points = self.said.fixed(scored.pending);
            notes.push(format!(
                "{} ({points})",
                words::capital(source.unwrap_or_default())
            ));
        }
        if let Some(score) = &scored.leaf
            && let Some(reason) = &score.not_applicable
        {
            let word = self.pick("Không áp dụng", "Not applicable");
            notes.push(format!("{word}: {}", words::reason(reason, lang)));
        }
        notes.join("\n")
    }
}
