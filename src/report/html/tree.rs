//! The whole tree, folded away: every node, of leaves the arithmetic and the documents.

use maud::{Markup, html};

use super::table::{Column, Row, numbers, table, words};
use super::{Page, node};
use crate::criteria::model::{Leaf, Node, Source};
use crate::points::Points;
use crate::report::{details, steps, words as wording};
use crate::score::assessment::{LeafScore, Scored};

/// Points that somebody gave a leaf.
type Given = fn(&LeafScore) -> Option<Points>;

impl Page<'_> {
    pub(super) fn tree(self) -> Markup {
        let said = self.said;
        let set = said.view.set();
        let waits = said.waits();
        let beside = self.beside();
        let mut columns = vec![
            words(self.pick("Mục", "Node")),
            numbers(self.pick("Tối đa", "Max")),
            numbers(self.pick("Đạt", "Points")),
            numbers(self.pick("Mất", "Lost")),
        ];
        if waits {
            columns.push(numbers(self.pick("Chờ", "Pending")));
        }
        columns.extend(
            beside
                .iter()
                .map(|(name, _)| -> Column<'_> { numbers(name) }),
        );
        columns.push(words(
            self.pick("Cách tính và tài liệu", "Arithmetic and documents"),
        ));
        let nodes = set.nodes.iter().zip(&said.view.assessment.nodes);
        let rows: Vec<Row> = nodes
            .map(|(of, scored)| {
                let mut cells = vec![
                    node(of.code.as_str(), &said.name(of)),
                    html! { (said.plain(of.max)) },
                    html! { (said.points(scored)) },
                    self.non_zero(scored.lost, "lost"),
                ];
                if waits {
                    cells.push(self.non_zero(scored.pending, "pending"));
                }
                for (_, given) in &beside {
                    let given = scored.leaf.as_ref().and_then(given);
                    cells.push(html! { @if let Some(given) = given { (said.plain(given)) } });
                }
                cells.push(self.proof(of, scored));
                let kind = if of.leaf.is_some() { "leaf" } else { "inner" };
                Row::classed(cells, format!("{kind} depth-{}", of.depth.min(5)))
            })
            .collect();
        let heading = self.pick("Toàn bộ bộ tiêu chí", "The whole set");
        let caption = self.pick(
            "Điểm, cách tính và tài liệu của từng mục",
            "Points, arithmetic and documents of each node",
        );
        html! {
            section {
                h2 { (heading) }
                details.tree {
                    summary { (self.pick("Mở để xem mọi mục", "Open to see every node")) }
                    (table(caption, &columns, &rows, None))
                }
            }
        }
    }

    /// Columns of points that somebody gave, where somebody did.
    fn beside(self) -> Vec<(&'static str, Given)> {
        let lang = self.said.view.lang;
        let claimed: Given = |leaf| leaf.claimed;
        let published: Given = |leaf| leaf.published;
        let all = [
            (lang.pick("Tự chấm", "Claimed"), claimed),
            (lang.pick("Công bố", "Published"), published),
        ];
        let any = |of: Given| {
            self.said
                .view
                .leaves()
                .any(|(.., score)| of(score).is_some())
        };
        all.into_iter().filter(|(_, of)| any(*of)).collect()
    }

    fn non_zero(self, points: Points, class: &str) -> Markup {
        html! {
            @if !points.is_zero() { span class=(class) { (self.said.fixed(points)) } }
        }
    }

    /// What a leaf's points come from.
    fn proof(self, node: &Node, scored: &Scored) -> Markup {
        let (Some(leaf), Some(score)) = (&node.leaf, &scored.leaf) else {
            return html! {};
        };
        let (view, lang) = (self.said.view, self.said.view.lang);
        html! {
            @if !score.steps.is_empty() {
                ul.steps {
                    @for step in &score.steps { li { (steps::words(view, leaf, step)) } }
                }
            }
            @if !score.documents.is_empty() {
                ul.documents {
                    @for (name, state) in documents(self, leaf, score) {
                        li { (name) ": " (state) }
                    }
                }
            }
            @if let Some(clause) = &node.clause {
                span.aside { (self.pick("Căn cứ", "Clause")) ": " (clause) }
            }
            @if leaf.source != Source::Own {
                span.aside {
                    (self.pick("Nguồn điểm", "Points by")) ": " (wording::source(leaf.source, lang))
                }
            }
        }
    }
}

/// Each required document and its state.
fn documents(page: Page<'_>, leaf: &Leaf, score: &LeafScore) -> Vec<(String, &'static str)> {
    let lang = page.said.view.lang;
    let documents = score.documents.iter().filter_map(|judged| {
        let requirement = leaf.documents.get(judged.requirement)?;
        let state = wording::state(judged.state, lang);
        Some((details::name(requirement, lang), state))
    });
    documents.collect()
}
