//! The result by field, with a chart.

use super::Report;
use crate::criteria::model::Side;
use crate::points::Points;
use crate::report::paper::model::{Cell, Chart, Column, Role, Row, Table};

impl Report<'_> {
    /// Points by field, with a chart.
    pub(super) fn fields(self) -> Table {
        let set = self.view.set();
        let waits = self.said.waits();
        let mut columns = vec![
            Column::middle(self.pick("Mã", "Code"), 8),
            Column::words(self.said.field_word(), 52),
            Column::points(self.pick("Điểm tối đa", "Max"), 13),
            Column::points(self.own_points(), 13).out_of(2),
            Column::points(self.pick("Điểm mất", "Lost"), 13).fixed(set.rounding.digits),
        ];
        if waits {
            columns.push(Column::points(self.pick("Điểm chờ", "Pending"), 13));
        }
        let takes_out = self.said.takes_out();
        if takes_out {
            columns.push(Column::points(
                self.pick("Không áp dụng", "Not applicable"),
                13,
            ));
        }
        let mut rows: Vec<Row> = Vec::new();
        let mut normal = Vec::new();
        for (index, node) in set.fields() {
            let scored = &self.view.assessment.nodes[index];
            if node.side == Side::Normal {
                normal.push(rows.len());
            }
            let points = |points: Option<Points>| points.map_or(Cell::Blank, Cell::Points);
            let counts = node.side == Side::Normal;
            let mut cells = vec![
                Cell::text(node.code.as_str()),
                Cell::text(self.said.name(node)),
                Cell::Points(node.max),
                points(scored.points),
                points(counts.then_some(scored.lost)),
            ];
            if waits {
                cells.push(points(counts.then_some(scored.pending)));
            }
            if takes_out {
                cells.push(points(counts.then_some(scored.excluded)));
            }
            let role = Role::Leaf;
            rows.push(Row { role, cells });
        }
        let total = &self.view.assessment.total;
        let all: Vec<usize> = (0..rows.len()).collect();
        let sum = |column: usize, value: Points, of: &[usize]| {
            let cells = of.iter().map(|row| (*row, &rows[*row].cells[column]));
            Cell::sum(value, cells.map(|(row, cell)| (row, cell.number())))
        };
        let mut cells = vec![
            Cell::Blank,
            Cell::text(self.pick("Tổng cộng", "Total")),
            sum(2, set.total, &normal),
            sum(3, total.points, &all),
            sum(4, total.lost, &normal),
        ];
        if waits {
            cells.push(sum(5, total.pending, &normal));
        }
        if takes_out {
            cells.push(sum(cells.len(), total.excluded, &normal));
        }
        let role = Role::Total;
        rows.push(Row { role, cells });
        Table {
            name: self
                .pick("Điểm theo lĩnh vực", "Points by field")
                .to_owned(),
            caption: None,
            columns,
            rows,
            chart: Some(Chart {
                title: self
                    .pick(
                        "Điểm đạt và điểm tối đa theo lĩnh vực",
                        "Points and maximum by field",
                    )
                    .to_owned(),
                of: Role::Leaf,
                label: 0,
                series: vec![2, 3],
            }),
        }
    }
}
