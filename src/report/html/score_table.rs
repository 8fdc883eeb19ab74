//! The score table: every node, and of each leaf what its points come from, folded away.

use maud::{Markup, html};

use super::filter::Known;
use super::table::{Column, Marks, Row, numbers, table, words};
use super::{Page, address, node};
use crate::criteria::model::{Leaf, Node, Source};
use crate::points::Points;
use crate::report::score_words::{LossRow, Proof};
use crate::report::words as wording;
use crate::score::assessment::{LeafScore, Scored};

/// Points that somebody gave a leaf.
type Given = fn(&LeafScore) -> Option<Points>;

impl Page<'_> {
    pub(super) fn score_table(self) -> Markup {
        let said = self.said;
        let waits = said.waits();
        let beside = self.beside();
        let owners = self.owners();
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
        let set = said.view.set();
        let nodes = set.nodes.iter().zip(&said.view.assessment.nodes);
        let rows: Vec<Row> = nodes
            .enumerate()
            .map(|(index, (of, scored))| {
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
                cells.push(html! {
                    @if let (Some(leaf), Some(proof)) = (&of.leaf, said.proof(index)) {
                        (self.leaf(of, leaf, &proof))
                    } @else {
                        (self.clause(of))
                    }
                });
                Row::marked(cells, self.marks(of, scored, &owners))
            })
            .collect();
        let caption = self.pick(
            "Điểm, cách tính và tài liệu của từng mục",
            "Points, arithmetic and documents of each node",
        );
        html! {
            section.scores #score-table {
                h2 { (self.pick("Bảng điểm", "Score table")) }
                (self.filter(&owners))
                (table(caption, &columns, &rows, None))
            }
        }
    }

    fn marks(self, of: &Node, scored: &Scored, owners: &[(&str, String)]) -> Marks {
        let parent = of.parent.and_then(|at| self.said.view.set().nodes.get(at));
        let known = of.leaf.as_ref().map(|leaf| self.known(of, leaf, owners));
        let kind = if of.leaf.is_some() { "leaf" } else { "inner" };
        let (field, owner) = match known {
            Some(Known { field, owner }) => (Some(field), Some(owner)),
            None => (None, None),
        };
        Marks {
            id: of.code.as_str().to_owned(),
            class: format!("{kind} depth-{}", of.depth.min(5)),
            parent: parent.map(|parent| parent.code.as_str().to_owned()),
            field,
            owner,
            lost: !scored.lost.is_zero(),
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

    /// How a leaf stands and who answers for it; folded away what its points come from.
    fn leaf(self, node: &Node, leaf: &Leaf, proof: &Proof<'_>) -> Markup {
        let owner = self.said.owner(leaf);
        html! {
            @if let Some(owner) = owner {
                span.aside.owner { (self.pick("Phụ trách", "Owner")) ": " (owner) }
            }
            details {
                summary { (proof.stands) }
                div.proof {
                    div {
                        (self.losses_of(proof))
                        (self.arithmetic(proof))
                        (self.figures(proof))
                    }
                    div {
                        (self.documents(proof))
                        (self.clause(node))
                        @if leaf.source != Source::Own {
                            span.aside {
                                (self.pick("Nguồn điểm", "Points by")) ": "
                                (wording::source(leaf.source, self.said.view.lang))
                            }
                        }
                        a.aside.screen href=(address(node.code.as_str())) {
                            (self.pick("Liên kết đến mục này", "Link to this node"))
                        }
                    }
                }
            }
        }
    }

    fn losses_of(self, proof: &Proof<'_>) -> Markup {
        let lang = self.said.view.lang;
        let mended = |row: &LossRow<'_>| match &row.regain {
            _ if !row.loss.recoverable => {
                let never = self.pick("không còn khắc phục được", "can no longer be mended");
                format!("; {never}")
            }
            Some(regain) => {
                let wins = self.pick("khắc phục được lấy lại", "mending it wins back");
                format!("; {wins} {regain}")
            }
            None => String::new(),
        };
        let items = proof.losses.iter().map(|row| {
            html! {
                span.lost { (row.lost) } ": " (row.cause) (mended(row))
                @if let Some(place) = &row.loss.place { " (" (place.shown(lang)) ")" }
            }
        });
        part(self.pick("Mất điểm", "Losses"), items)
    }

    fn arithmetic(self, proof: &Proof<'_>) -> Markup {
        let items = proof.steps.iter().map(|step| html! { (step) });
        part(self.pick("Cách tính", "Arithmetic"), items)
    }

    fn figures(self, proof: &Proof<'_>) -> Markup {
        let items = proof.figures.iter().map(|figure| {
            html! { (figure.name) ": " (figure.value) " (" (figure.place) ")" }
        });
        part(self.pick("Số liệu", "Figures"), items)
    }

    fn documents(self, proof: &Proof<'_>) -> Markup {
        let items = proof.documents.iter().map(|document| {
            html! {
                (document.name) ": " (document.state)
                @for row in &document.rows { span.aside { (row) } }
            }
        });
        html! {
            (part(self.pick("Tài liệu", "Documents"), items))
            @if let Some(explanation) = proof.explanation {
                div {
                    p { (self.pick("Giải trình", "Explanation")) }
                    blockquote { "«" (explanation) "»" }
                }
            }
        }
    }

    fn clause(self, node: &Node) -> Markup {
        html! {
            @if let Some(clause) = &node.clause {
                span.aside { (self.pick("Căn cứ", "Clause")) ": " (clause) }
            }
        }
    }
}

/// A part of a leaf's proof, where there is any.
fn part(name: &str, items: impl ExactSizeIterator<Item = Markup>) -> Markup {
    html! {
        @if items.len() > 0 {
            div {
                p { (name) }
                ul { @for item in items { li { (item) } } }
            }
        }
    }
}
