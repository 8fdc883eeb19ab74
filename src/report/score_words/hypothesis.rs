//! What a hypothetical score says of itself: that it is none, what was taken as given, and what
//! that changes.

use super::Wording;
use crate::criteria::model::Node;
use crate::evidence::assumed::Change;
use crate::evidence::figure_names::NOT_APPLICABLE;
use crate::points::Points;
use crate::report::words;

/// A score of what would be.
pub(crate) struct Hypothetical {
    /// That this is no result.
    pub(crate) banner: String,
    /// What is taken as given.
    pub(crate) changes: Vec<String>,
    /// What becomes of the total.
    pub(crate) total: String,
    /// What becomes of each leaf that changes.
    pub(crate) leaves: Vec<String>,
}

impl Wording<'_> {
    pub(crate) fn hypothetical(self) -> Option<Hypothetical> {
        let hypothesis = self.view.hypothesis?;
        let set = self.view.set();
        let (now, real) = (self.view.computed, &hypothesis.real);
        let leaves = set.leaves().filter_map(|(index, node, _)| {
            let (was, is) = (&real.nodes[index], &now.nodes[index]);
            let same = was.points == is.points && was.pending == is.pending;
            (!same).then(|| {
                let gain = is.points.unwrap_or(Points::ZERO) - was.points.unwrap_or(Points::ZERO);
                let changed = self.instead(&self.points(is), &self.points(was), gain);
                format!("{} {}: {changed}", node.code, self.name(node))
            })
        });
        Some(Hypothetical {
            banner: self
                .pick("GIẢ ĐỊNH, KHÔNG PHẢI KẾT QUẢ", "HYPOTHETICAL, NOT A RESULT")
                .to_owned(),
            changes: hypothesis
                .changes
                .iter()
                .map(|one| self.change(one))
                .collect(),
            total: {
                let (is, was) = (now.total.points, real.total.points);
                let changed = self.instead(&self.plain(is), &self.plain(was), is - was);
                let word = self.pick("Tổng điểm", "Total");
                format!("{word}: {changed}")
            },
            leaves: leaves.collect(),
        })
    }

    /// `3 thay vì 2,85 (+0,15)`.
    fn instead(self, is: &str, was: &str, gain: Points) -> String {
        let sign = if gain < Points::ZERO { "−" } else { "+" };
        let gain = self.fixed(gain.max(-gain));
        self.view.lang.pick(
            format!("{is} thay vì {was} ({sign}{gain})"),
            format!("{is} instead of {was} ({sign}{gain})"),
        )
    }

    fn change(self, change: &Change) -> String {
        let set = self.view.set();
        let lang = self.view.lang;
        match change {
            Change::Document { leaf, id } => {
                let node = &set.nodes[*leaf];
                let name = document(node, id).unwrap_or(id);
                lang.pick(
                    format!("{}: đã có {name}", node.code),
                    format!("{}: {name} is there", node.code),
                )
            }
            Change::Figure {
                leaf,
                id,
                before,
                after,
            } => {
                let node = leaf.map(|index| &set.nodes[index]);
                let of_leaf = node.and_then(|node| node.leaf.as_ref());
                let declared = match of_leaf {
                    Some(leaf) => set.figure(leaf, id),
                    None => set.common_figure(id),
                };
                let name = if **id == *NOT_APPLICABLE {
                    lang.pick("không áp dụng", "not applicable").to_owned()
                } else {
                    words::figure(declared, id, lang)
                };
                let shown = |value| words::value(value, declared, lang);
                let before = before.as_ref().map_or_else(
                    || lang.pick("chưa khai", "not stated").to_owned(),
                    |value| lang.pick("đã khai ", "stated: ").to_owned() + &shown(value),
                );
                let code = node.map_or("*", |node| node.code.as_str());
                format!("{code}: {name} = {} ({before})", shown(after))
            }
        }
    }
}

/// What a leaf's document is called.
fn document<'n>(node: &'n Node, id: &str) -> Option<&'n str> {
    let requirements = &node.leaf.as_ref()?.documents;
    let mut documents = requirements.iter().flat_map(|of| &of.documents);
    let document = documents.find(|document| document.id == id)?;
    Some(&document.name)
}
