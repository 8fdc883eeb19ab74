//! What stands first: who, which year, by which set, and the result in a few lines.

use maud::{Markup, html};

use super::{Page, nothing};
use crate::report::criteria::SetView;
use crate::report::words;
use crate::score::official::Basis;
use crate::text::dates;

impl Page<'_> {
    pub(super) fn head(self) -> Markup {
        let said = self.said;
        let lang = said.view.lang;
        let set = said.view.set();
        let open = said.pending().into_iter().flat_map(|pending| pending.lines);
        html! {
            header {
                @if let Some(banner) = words::banner(set.provenance, lang) {
                    p.banner { strong { (banner) } }
                }
                h1 { (words::unit(said.unit(), lang)) }
                (self.hypothetical())
                p.index { (words::index(said.view.submission.year, lang)) }
                (self.numbers())
                @if let Some(basis) = said.basis() { p { strong { (basis) } } }
                @if let Some(half) = said.half_filled() { p { (half) } }
                @for line in said.result().into_iter().chain(open) { p { (line) } }
                p { (said.counts()) }
                @if let Some(appraised) = said.appraised() { p { (appraised) } }
                @for note in said.notes() { p { (note) } }
                (self.about())
            }
        }
    }

    /// That this is no result, what is taken as given and what that changes.
    fn hypothetical(self) -> Markup {
        let Some(what_if) = self.said.hypothetical() else {
            return nothing();
        };
        html! {
            p.banner { strong { (what_if.banner) } }
            p { (self.pick("Nếu:", "If:")) }
            ul { @for change in &what_if.changes { li { (change) } } }
            p { (what_if.total) }
            ul { @for leaf in &what_if.leaves { li { (leaf) } } }
        }
    }

    /// The result in a few numbers.
    fn numbers(self) -> Markup {
        let said = self.said;
        let total = &said.view.assessment.total;
        let (points, of) = (said.plain(total.points), said.plain(total.applicable_max));
        let one = |label: &str, number: &Markup| html! { div { dt { (label) } dd { (number) } } };
        let fixed = |points| html! { (said.fixed(points)) };
        html! {
            dl.numbers {
                (one(self.pick("Đạt", "Points"), &html! { strong { (points) } "/" (of) }))
                @if let Some(percent) = total.percent {
                    (one(self.pick("Tỷ lệ", "Percent"), &html! { (said.plain(percent)) " %" }))
                }
                (one(self.pick("Mất", "Lost"), &fixed(total.lost)))
                @if !total.pending.is_zero() {
                    (one(self.pick("Chờ", "Pending"), &fixed(total.pending)))
                }
                @if total.with_documents != total.points {
                    (one(self.pick("Đủ tài liệu", "With all documents"),
                         &html! { (said.plain(total.with_documents)) }))
                }
            }
        }
    }

    /// The set and how points are worked out by it.
    fn about(self) -> Markup {
        let said = self.said;
        let lang = said.view.lang;
        let set = said.view.set();
        let basis = SetView::whole(set, lang);
        let (from, to) = (dates::short(set.period.0), dates::short(set.period.1));
        html! {
            dl.about {
                dt { (self.pick("Bộ tiêu chí", "Criteria set")) }
                dd { (set.name) " (" (set.id) ")" }
                dt { (self.pick("Nguồn gốc", "Provenance")) }
                dd { (words::capital(words::provenance(set.provenance, lang))) }
                @if !set.basis.is_empty() {
                    dt { (self.pick("Căn cứ", "Basis")) }
                    @for one in &set.basis { dd { (basis.basis(one)) } }
                }
                dt { (self.pick("Kỳ đánh giá", "Period")) }
                dd { (from) " – " (to) }
                dt { (self.pick("Điểm", "Points")) }
                @if said.view.assessment.basis == Basis::Computed {
                    dd { (self.pick("Tính được từ số liệu và minh chứng", "Computed from figures and evidence")) }
                } @else {
                    dd { (words::capital(words::basis(said.view.assessment.basis, lang))) }
                }
                dt { (self.pick("Làm tròn", "Rounding")) }
                dd { (words::capital(&words::rounding(set.rounding, lang))) }
                @if let Some((words, day)) = said.as_of() {
                    dt { (words::capital(words)) }
                    dd { (day) }
                }
            }
        }
    }

    /// The classes of the set, the unit's own marked, and what holds them down.
    pub(super) fn classes(self) -> Markup {
        let said = self.said;
        let set = said.view.set();
        if set.classes.is_empty() {
            return nothing();
        }
        let words = SetView::whole(set, said.view.lang);
        let own = said.view.assessment.total.class.as_deref();
        let content = html! {
            ul {
                @for class in &set.classes {
                    @if own == Some(class.name.as_str()) {
                        li { strong { (words.class(class)) } " ← " (self.pick("đơn vị này", "this unit")) }
                    } @else {
                        li { (words.class(class)) }
                    }
                }
            }
            @if !set.gates.is_empty() {
                h3 { (self.pick("Điều kiện khống chế", "Gates")) }
                ul { @for gate in &set.gates { li { (words.gate(gate)) } } }
            }
        };
        super::section(self.pick("Xếp loại", "Classes"), &content)
    }

    /// What wrote the page, from what.
    pub(super) fn foot(self) -> Markup {
        let set = self.said.view.set();
        let inputs = &self.said.view.submission.inputs;
        html! {
            footer {
                p { (env!("CARGO_PKG_NAME")) " " (self.said.view.version) }
                details {
                    summary { (self.pick("Tệp đã đọc, mã SHA-256", "Files that were read, SHA-256")) }
                    dl {
                        dt { (set.id) }
                        dd { code { (set.sha256) } }
                        @for input in inputs {
                            dt { (input.name) }
                            dd { code { (input.sha256) } }
                        }
                    }
                }
            }
        }
    }
}
