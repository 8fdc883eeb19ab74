//! The table by field, and its charts.

use maud::{Markup, html};

use super::table::{Row, numbers, table, words};
use super::{Page, linked, section};
use crate::report::score_words::FieldRow;

impl Page<'_> {
    pub(super) fn fields(self) -> Markup {
        let said = self.said;
        let waits = said.waits();
        let mut columns = vec![
            words(said.field_word()),
            numbers(self.pick("Tối đa", "Max")),
            numbers(self.pick("Đạt", "Points")),
            numbers(self.pick("Mất", "Lost")),
        ];
        if waits {
            columns.push(numbers(self.pick("Chờ", "Pending")));
        }
        let takes_out = said.takes_out();
        if takes_out {
            columns.push(numbers(self.pick("Không áp dụng", "Not applicable")));
        }
        let row = |field: &FieldRow<'_>| {
            let lost = html! {
                @if field.is_short { span.lost { (field.lost) } } @else { (field.lost) }
            };
            let mut cells = vec![
                linked(field.code, &field.name),
                html! { (field.max) },
                html! { (field.points) },
                lost,
            ];
            if waits {
                cells.push(html! { (field.pending) });
            }
            if takes_out {
                cells.push(html! { (field.excluded) });
            }
            Row::new(cells)
        };
        let fields = said.fields();
        let rows: Vec<Row> = fields.iter().map(row).collect();
        let heading = self.pick("Điểm theo lĩnh vực", "Points by field");
        let caption = self.pick(
            "Điểm tối đa, điểm đạt và điểm mất của từng lĩnh vực",
            "Maximum, points and losses of each field",
        );
        let total = row(&said.total());
        let content = html! {
            (table(caption, &columns, &rows, Some(&total)))
            (self.charts(fields))
        };
        section(heading, &content)
    }
}
