//! What stays lost whatever is done.

use super::Planned;
use crate::plan::unreachable::Why;
use crate::report::details;
use crate::report::paper::{Block, Cell, Column, Role, Row, Table};
use crate::report::view::View;
use crate::text::dates;

impl Planned<'_> {
    pub(super) fn lost(self) -> Vec<Block> {
        let lang = self.view.lang;
        let best = &self.plan.best;
        let left = View {
            assessment: best,
            assume_pending: None,
            ..*self.view
        };
        let mut rows = Vec::new();
        for (position, why) in &self.plan.lost {
            let loss = &best.losses[*position];
            let Some(index) = loss.node else { continue };
            let node = &self.view.set().nodes[index];
            let (cause, why) = (details::line(&left, loss), self.why(*why));
            rows.push(Row {
                role: Role::Leaf,
                cells: vec![
                    Cell::text(node.code.as_str()),
                    Cell::text(&node.name),
                    Cell::Points(loss.points),
                    Cell::text(format!("{cause}: {why}")),
                ],
            });
        }
        if rows.is_empty() {
            return Vec::new();
        }
        let columns = vec![
            Column::middle(lang.pick("Mã", "Code"), 10),
            Column::words(self.said().leaf_word(), 40),
            Column::points(lang.pick("Mất", "Lost"), 10).fixed(self.view.set().rounding.digits),
            Column::words(lang.pick("Vì sao", "Why"), 40),
        ];
        let heading = lang.pick("Không thể lấy lại", "What cannot be won back");
        let table = Table {
            name: heading.to_owned(),
            caption: None,
            columns,
            rows,
            chart: None,
        };
        vec![Block::Section(heading.to_owned()), Block::Table(table)]
    }

    /// Why nothing wins it back, in words.
    pub fn why(self, why: Why) -> String {
        let lang = self.view.lang;
        match why {
            Why::GivenByOthers => lang.pick("do nơi khác chấm", "given by others").to_owned(),
            Why::Stated => lang
                .pick(
                    "điểm do đơn vị tự khai",
                    "the unit states its points itself",
                )
                .to_owned(),
            Why::FigureUnknown => lang
                .pick(
                    "khai số liệu rồi lập lại phương án",
                    "state it, then plan again",
                )
                .to_owned(),
            Why::IssuedLate => lang
                .pick("ngày ban hành không đổi được", "the date of issue stands")
                .to_owned(),
            Why::NoTime => lang
                .pick("không đủ thời gian", "there is not time enough")
                .to_owned(),
            Why::PeriodOver(day) => {
                let day = dates::short(day);
                lang.pick(
                    format!("kỳ đánh giá đã kết thúc ngày {day}"),
                    format!("the period ended on {day}"),
                )
            }
            Why::Undeclared => lang
                .pick(
                    "bộ tiêu chí chưa khai loại số liệu (`figures`), nên chưa biết thế nào là một bước",
                    "the set does not declare the figures, so nobody knows what a step is",
                )
                .to_owned(),
            Why::NoStep => lang
                .pick(
                    "không số liệu nào riêng nó nâng thêm được điểm",
                    "no figure alone wins more",
                )
                .to_owned(),
        }
    }
}
