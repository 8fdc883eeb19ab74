//! The table by field, with bars.

use maud::{Markup, html};

use super::table::{Row, numbers, table, words};
use super::{Page, node, section};
use crate::points::Exact;
use crate::report::score_words::FieldRow;

/// A share as a bar; the numbers beside it say the same.
pub(super) fn bar(share: &Exact) -> Markup {
    let percent = (share * &Exact::from(100)).rounded_text(2);
    html! {
        span.bar aria-hidden="true" { span style={ "width:" (percent) "%" } {} }
    }
}

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
        let row = |field: FieldRow<'_>| {
            let name = html! {
                (node(field.code, &field.name))
                @if let Some(share) = &field.share { (bar(share)) }
            };
            let lost = html! {
                @if field.is_short { span.lost { (field.lost) } } @else { (field.lost) }
            };
            let mut cells = vec![name, html! { (field.max) }, html! { (field.points) }, lost];
            if waits {
                cells.push(html! { (field.pending) });
            }
            Row::new(cells)
        };
        let rows: Vec<Row> = said.fields().into_iter().map(row).collect();
        let heading = self.pick("Điểm theo lĩnh vực", "Points by field");
        let caption = self.pick(
            "Điểm tối đa, điểm đạt và điểm mất của từng lĩnh vực",
            "Maximum, points and losses of each field",
        );
        section(
            heading,
            &table(caption, &columns, &rows, Some(&row(said.total()))),
        )
    }
}
