//! Losses: the cause, what mending it wins back, where it shows and who answers for it.

use maud::{Markup, html};

use super::table::{Row, numbers, table, words};
use super::{Page, linked, nothing, section};
use crate::report::score_words::LossRow;
use crate::report::words::capital;

impl Page<'_> {
    pub(super) fn losses(self) -> Markup {
        let said = self.said;
        let heading = self.pick("Điểm mất và nguyên nhân", "Losses and their causes");
        let losses = said.losses();
        let content = if losses.is_empty() {
            html! { p { (said.lost()) "." } }
        } else {
            self.loss_table(&said.lost(), losses)
        };
        section(heading, &content)
    }

    /// Losses of leaves of which nobody said anything yet.
    pub(super) fn unanswered(self) -> Markup {
        let losses = self.said.unanswered();
        if losses.is_empty() {
            return nothing();
        }
        let caption = self.pick(
            "Chỉ tiêu chưa có tài liệu, số liệu nào",
            "Leaves without any document or figure",
        );
        section(
            self.pick("Chưa khai", "Not answered yet"),
            &self.loss_table(caption, losses),
        )
    }

    fn loss_table(self, caption: &str, losses: Vec<LossRow<'_>>) -> Markup {
        let columns = [
            words(self.said.leaf_word()),
            numbers(self.pick("Đạt/Tối đa", "Points/Max")),
            numbers(self.pick("Mất", "Lost")),
            numbers(self.pick("Lấy lại", "Regain")),
            words(self.pick("Nguyên nhân", "Cause")),
        ];
        let row = |row: LossRow<'_>| {
            Row::new(vec![
                linked(row.code, row.name),
                html! { (row.pair) },
                html! { span.lost { (row.lost) } },
                self.regain(&row),
                html! { (capital(&row.cause)) (self.beside_cause(&row)) },
            ])
        };
        let rows: Vec<Row> = losses.into_iter().map(row).collect();
        table(caption, &columns, &rows, None)
    }

    fn regain(self, row: &LossRow<'_>) -> Markup {
        html! {
            @if row.loss.recoverable {
                @if let Some(regain) = &row.regain { (regain) }
            } @else {
                span aria-hidden="true" { "–" }
            }
        }
    }

    /// Where a loss shows, who answers for its leaf, how the set says it is won back, and
    /// whether it no longer can be.
    fn beside_cause(self, row: &LossRow<'_>) -> Markup {
        let lang = self.said.view.lang;
        let leaf = self.said.view.leaf_of(row.loss).map(|(_, leaf, _)| leaf);
        let owner = leaf.and_then(|leaf| self.said.owner(leaf));
        let hint = leaf.and_then(|leaf| leaf.hint.as_deref());
        html! {
            @if !row.loss.recoverable {
                span.aside { (self.pick("Không còn khắc phục được", "Can no longer be mended")) }
            } @else if let Some(hint) = hint {
                span.aside { (hint) }
            }
            @if let Some(owner) = owner {
                span.aside { (self.pick("Phụ trách", "Owner")) ": " (owner) }
            }
            @if let Some(place) = &row.loss.place {
                span.aside { (self.pick("Xem", "See")) ": " (place.shown(lang)) }
            }
        }
    }
}
