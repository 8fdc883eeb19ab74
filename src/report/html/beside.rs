//! What else must be said: pending points, leaves taken out, risks, points of others beside.

use maud::{Markup, html};

use super::table::{Row, numbers, table, words};
use super::{Page, linked, nothing, section};
use crate::report::score_words::{Compared, Remark, Risk};
use crate::report::words::state;
use crate::score::assessment::State;

impl Page<'_> {
    /// What pending points leave open stands in the head.
    pub(super) fn pending(self) -> Markup {
        let Some(pending) = self.said.pending() else {
            return nothing();
        };
        let columns = [
            words(self.said.leaf_word()),
            numbers(self.pick("Chờ", "Pending")),
            words(self.pick("Nơi cho điểm", "Given by")),
        ];
        let rows: Vec<Row> = pending.leaves.into_iter().map(remark).collect();
        let content = table(&pending.heading, &columns, &rows, None);
        section(self.pick("Điểm chờ", "Pending points"), &content)
    }

    pub(super) fn not_applicable(self) -> Markup {
        let remarks = self.said.not_applicable();
        if remarks.is_empty() {
            return nothing();
        }
        let columns = [
            words(self.said.leaf_word()),
            words(self.pick("Lý do", "Reason")),
            words(self.pick("Cách tính", "Effect")),
        ];
        let rows: Vec<Row> = remarks.into_iter().map(remark).collect();
        let caption = self.pick(
            "Chỉ tiêu không áp dụng, lý do và cách tính điểm",
            "Leaves that do not apply, why, and what that does",
        );
        let heading = self.pick("Không áp dụng", "Not applicable");
        section(heading, &table(caption, &columns, &rows, None))
    }

    /// Leaves whose points hang on explanations or links.
    pub(super) fn risks(self) -> Markup {
        let risks = self.said.risks();
        if risks.is_empty() {
            return nothing();
        }
        let columns = [
            words(self.said.leaf_word()),
            numbers(self.pick("Điểm", "Points")),
            words(self.pick("Dựa vào", "Rests on")),
        ];
        let row = |risk: &Risk<'_>| {
            let rests_on = html! {
                @if !risk.explained.is_empty() {
                    (state(State::Explained, self.said.view.lang)) ": " (risk.explained.join(", "))
                }
                @if let Some(explanation) = risk.explanation { span.aside { "«" (explanation) "»" } }
                @for row in &risk.awaiting {
                    span.aside {
                        (self.pick("đã bổ sung, chờ thẩm định lại", "supplemented, awaits a second look"))
                        ": " (row)
                    }
                }
                @for link in &risk.links {
                    span.aside { (self.pick("đường dẫn", "link")) ": " (link) }
                }
            };
            Row::new(vec![
                linked(risk.node.code.as_str(), &risk.node.name),
                html! { (risk.points) },
                rests_on,
            ])
        };
        let rows: Vec<Row> = risks.iter().map(row).collect();
        let caption = self.said.at_risk().unwrap_or_else(|| {
            self.pick(
                "Giải trình thay tài liệu",
                "Explanations in place of documents",
            )
            .to_owned()
        });
        let heading = self.pick("Chưa chắc chắn", "At risk");
        section(heading, &table(&caption, &columns, &rows, None))
    }

    /// Points that somebody gave beside the computed ones, and where they differ.
    pub(super) fn compared(self, compared: &Compared<'_>) -> Markup {
        let columns = [
            words(self.said.leaf_word()),
            numbers(compared.given),
            numbers(self.pick("Tính được", "Computed")),
            numbers(self.pick("Chênh", "Difference")),
        ];
        let rows = compared.rows.iter().map(|row| {
            let difference = html! {
                @if row.above { strong { (row.difference) } } @else { (row.difference) }
            };
            Row::new(vec![
                linked(row.code, row.name),
                html! { (row.given) },
                html! { (row.computed) },
                difference,
            ])
        });
        let rows: Vec<Row> = rows.collect();
        let content = html! {
            @if rows.is_empty() {
                p { (compared.heading) ": " (self.said.agrees()) }
            } @else {
                (table(&compared.heading, &columns, &rows, None))
            }
            @if let Some(partly) = &compared.partly { p { (partly) } }
        };
        let computed = self.pick("so với tính được", "beside computed");
        section(&format!("{} {computed}", compared.given), &content)
    }
}

fn remark(remark: Remark<'_>) -> Row {
    let Remark {
        node: of,
        said,
        aside,
    } = remark;
    Row::new(vec![
        linked(of.code.as_str(), &of.name),
        html! { (said) },
        html! { (aside) },
    ])
}
