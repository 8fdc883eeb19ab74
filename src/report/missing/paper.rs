//! What is missing as a paper, for formats with tables.

use super::Missing;
use crate::report::paper::{Block, Cell, Column, Paper, Role, Row, Table};
use crate::report::words;

impl Missing<'_> {
    /// One table, a group of rows per officer.
    pub fn paper(&self) -> Paper {
        let lang = self.view.lang;
        let said = self.words();
        let year = self.view.submission.year;
        let unit = words::unit(said.said.unit(), lang);
        let mut body = vec![Block::Text(said.summary(self))];
        body.extend(said.no_deadline(self).map(Block::Text));
        body.extend(said.awaited().into_iter().map(Block::Text));
        body.extend(said.said.unchecked().map(Block::Text));
        if !self.owners.is_empty() {
            body.push(Block::Table(self.table()));
        }
        Paper::sheet(
            words::banner(self.view.set().provenance, lang),
            lang.pick("VIỆC CÒN THIẾU", "WHAT IS MISSING"),
            lang.pick(
                format!("Chỉ số cải cách hành chính năm {year} của {unit}"),
                format!("PAR Index {year} of {unit}"),
            ),
            body,
        )
    }

    fn table(&self) -> Table {
        let said = self.words();
        let pick = |vi, en| said.pick(vi, en);
        let columns = vec![
            Column::words(pick("Phụ trách", "Owner"), 16),
            Column::middle(said.said.leaf_word(), 9),
            Column::words(pick("Việc phải làm", "Task"), 28),
            Column::words(pick("Để ở đâu", "Where"), 22),
            Column::points(pick("Lấy lại", "Regain"), 8).fixed(self.view.set().rounding.digits),
            Column::middle(pick("Thời hạn", "By"), 12),
            Column::words(pick("Tệp gần giống", "Files that may be meant"), 18),
        ];
        let rows = self.owners.iter().flat_map(|owner| {
            owner.measures.iter().map(move |measure| {
                let deadline = said.deadline(measure.by);
                Row {
                    role: Role::Leaf,
                    cells: vec![
                        Cell::text(said.owner(owner)),
                        Cell::text(said.measures.codes(measure)),
                        Cell::text(said.measures.act(measure)),
                        Cell::text(said.place(measure)),
                        if measure.recoverable {
                            Cell::Points(measure.regain)
                        } else {
                            Cell::text(said.regain(measure))
                        },
                        deadline.map_or(Cell::Blank, Cell::text),
                        Cell::text(said.near(measure).join("\n")),
                    ],
                }
            })
        });
        Table {
            name: pick("Việc còn thiếu", "Missing").to_owned(),
            caption: None,
            rows: rows.collect(),
            columns,
            chart: None,
        }
    }
}
