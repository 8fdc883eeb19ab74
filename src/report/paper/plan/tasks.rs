//! The table of measures: a group of rows per officer, each with what it wins.

use crate::points::Points;
use crate::report::measures::{ByOwner, Measure, MeasureWords, Mode};
use crate::report::paper::letter::Writer;
use crate::report::paper::model::{BLANK, Cell, Column, Role, Row, Table};
use crate::report::words::padded;
use crate::text::dates;
use crate::text::lang::text;

/// Writes the table.
#[derive(Clone, Copy)]
pub(super) struct Tasks<'a> {
    pub(super) words: MeasureWords<'a>,
}

impl Tasks<'_> {
    /// What all of them win together: their shares in the book, which add up.
    pub(super) fn points(self, owners: &[ByOwner<'_>]) -> Points {
        let measures = owners.iter().flat_map(|owner| &owner.measures);
        measures.map(|measure| measure.lost).sum()
    }

    pub(super) fn table(self, owners: &[ByOwner<'_>], writer: &mut Writer<'_>) -> Table {
        let lang = self.words.view.lang;
        let points = match self.words.mode {
            Mode::ThisPeriod => lang.pick("Lấy lại", "Won back"),
            Mode::NextPeriod(_) => lang.pick("Điểm kỳ sau", "Points next time"),
        };
        let columns = vec![
            Column::middle(lang.pick("TT", "No."), 6),
            Column::words(lang.pick("Việc phải làm", "Task"), 52),
            Column::middle(
                self.words
                    .view
                    .set()
                    .words
                    .leaf
                    .as_deref()
                    .unwrap_or(lang.pick("Chỉ tiêu", "Leaf")),
                13,
            ),
            Column::middle(lang.pick("Số lượng", "Number"), 8),
            Column::middle(lang.pick("Thời hạn", "By"), 15),
            Column::points(points, 10).fixed(self.words.view.set().rounding.digits),
        ];
        let mut rows: Vec<Row> = Vec::new();
        let mut of_owners = Vec::new();
        let mut number = 0;
        for owner in owners {
            let head = rows.len();
            of_owners.push(head);
            let own: Vec<usize> = (head + 1..=head + owner.measures.len()).collect();
            let points = owner.measures.iter().map(|measure| measure.lost).sum();
            rows.push(Row {
                role: Role::Field,
                cells: vec![
                    Cell::Blank,
                    Cell::text(self.owner(owner, writer)),
                    Cell::Blank,
                    Cell::Blank,
                    Cell::Blank,
                    Cell::Sum(points, own),
                ],
            });
            for measure in &owner.measures {
                number += 1;
                rows.push(self.row(number, measure, writer));
            }
        }
        let total = self.points(owners);
        if owners.len() > 1 {
            let cells = vec![
                Cell::Blank,
                Cell::text(lang.pick("Cộng", "Total")),
                Cell::Blank,
                Cell::Blank,
                Cell::Blank,
                Cell::Sum(total, of_owners),
            ];
            let role = Role::Total;
            rows.push(Row { role, cells });
        }
        Table {
            name: lang.pick("Việc phải làm", "Tasks").to_owned(),
            caption: None,
            columns,
            rows,
            chart: None,
        }
    }

    fn row(self, number: usize, measure: &Measure<'_>, writer: &mut Writer<'_>) -> Row {
        let over = measure.by.zip(self.words.view.as_of);
        let over = over.is_some_and(|(by, today)| by < today);
        let mut by = measure.by.map(dates::short).unwrap_or_else(|| {
            writer.note(
                "deadlines.supplement",
                "thời hạn bổ sung",
                "the supplement deadline",
            );
            BLANK.to_owned()
        });
        if over {
            let lang = self.words.view.lang;
            by += lang.pick("\n(đã qua)", "\n(over)");
        }
        let quantity = self.words.quantity(measure);
        Row {
            role: Role::Leaf,
            cells: vec![
                Cell::Count(number),
                Cell::text(self.words.act(measure)),
                Cell::text(self.words.codes(measure)),
                quantity.map_or(Cell::Blank, |quantity| Cell::text(padded(quantity))),
                Cell::text(by),
                // Nothing of its own: the leaf's points hang on its figures first.
                if measure.lost.is_zero() {
                    Cell::Blank
                } else {
                    Cell::Points(measure.lost)
                },
            ],
        }
    }

    /// Role and person; who is not named is listed.
    fn owner(self, owner: &ByOwner<'_>, writer: &mut Writer<'_>) -> String {
        match (owner.role, owner.person) {
            (Some(role), None) => writer.list(text!(
                "để trống họ tên của «{role}»: khai ở `owners` trong parindex.yaml hoặc trang Thông tin chung, hoặc điền tay",
                "the name of «{role}» is left blank: state it under `owners` in parindex.yaml or on the sheet Thông tin chung, or fill it in by hand"
            )),
            (None, _) => writer.list(text!(
                "có việc chưa ai phụ trách: bộ tiêu chí không ghi `owner` ở chỉ tiêu ấy",
                "nobody is in charge of some tasks: the set names no `owner` at their leaves"
            )),
            _ => {}
        }
        self.words.owner(owner, BLANK)
    }
}
