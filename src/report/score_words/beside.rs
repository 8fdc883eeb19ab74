//! What else must be said: pending points, leaves taken out, risks.

use super::{Wording, awaits};
use crate::criteria::model::{Leaf, Node};
use crate::points::{Exact, Points};
use crate::report::details;
use crate::report::words;
use crate::score::assessment::{LeafScore, State, Status};
use crate::text::numbers;

/// Something said of a leaf, and what stands in brackets after it.
pub(crate) struct Remark<'a> {
    pub(crate) node: &'a Node,
    pub(crate) said: String,
    pub(crate) aside: String,
}

/// Points that somebody else has still to give.
pub(crate) struct Pending<'a> {
    pub(crate) heading: String,
    /// How many points, and who gives them.
    pub(crate) leaves: Vec<Remark<'a>>,
    /// What that leaves open.
    pub(crate) lines: Vec<String>,
}

/// A leaf whose points hang on an explanation or a link.
pub(crate) struct Risk<'a> {
    pub(crate) node: &'a Node,
    /// How many points.
    pub(crate) at_risk: Points,
    /// The same as they are shown.
    pub(crate) points: String,
    /// The documents in place of which an explanation stands.
    pub(crate) explained: Vec<String>,
    /// The explanation, as the unit worded it.
    pub(crate) explanation: Option<&'a str>,
    /// The links that stand for documents.
    pub(crate) links: Vec<&'a str>,
    /// The evidence that was handed in after an appraisal and awaits a second look.
    pub(crate) awaiting: Vec<String>,
}

impl<'a> Wording<'a> {
    pub(crate) fn pending(self) -> Option<Pending<'a>> {
        let total = &self.view.assessment.total;
        let waiting = self
            .view
            .leaves()
            .filter(|(_, _, scored, _)| scored.status == Status::Pending);
        let leaves: Vec<Remark<'a>> = waiting
            .map(|(node, leaf, scored, _)| Remark {
                node,
                said: self.fixed(scored.pending),
                aside: words::waiting_for(leaf.source, self.view.lang).to_owned(),
            })
            .collect();
        if leaves.is_empty() {
            return None;
        }
        let left = self.plain(total.pending);
        Some(Pending {
            heading: self.view.lang.pick(
                format!("Còn {left} điểm chờ nơi khác cho, chưa tính là mất"),
                format!("{left} points are still to be given by others, not counted as lost"),
            ),
            leaves,
            lines: self
                .open_class(&left)
                .into_iter()
                .chain(self.assumed())
                .collect(),
        })
    }

    /// Which classes are still possible.
    fn open_class(self, left: &str) -> Option<String> {
        let (from, to) = self.view.assessment.total.class_range.as_ref()?;
        let below = self.pick("dưới mức thấp nhất", "below the lowest");
        let from = from.as_deref().unwrap_or(below);
        let to = to.as_deref().unwrap_or(below);
        let range = if from == to {
            self.view.lang.pick(
                format!("chỉ có thể là {from}"),
                format!("only {from} is possible"),
            )
        } else {
            self.view.lang.pick(
                format!("có thể từ {from} đến {to}"),
                format!("from {from} to {to} is possible"),
            )
        };
        Some(self.view.lang.pick(
            format!("Chưa xếp loại: còn {left} điểm chờ; {range}."),
            format!("No class yet: {left} points are pending; {range}."),
        ))
    }

    fn assumed(self) -> Option<String> {
        let (percent, points) = (
            self.view.assume_pending.as_ref()?,
            self.view.assumed_points()?,
        );
        let percent = numbers::show_exact(&(percent * &Exact::from(100)), self.view.lang);
        let points = self.plain(points);
        Some(self.view.lang.pick(
            format!("Giả định phần chờ đạt {percent} %: {points} điểm."),
            format!("Assuming {percent} % of what is pending: {points} points."),
        ))
    }

    /// Leaves that do not apply: the reason, and what that does.
    pub(crate) fn not_applicable(self) -> Vec<Remark<'a>> {
        let leaves = self.view.leaves();
        let remarks = leaves.filter_map(|(node, _, scored, score)| {
            let reason = score.not_applicable.as_ref()?;
            let aside = if scored.points.is_some() {
                let points = self.plain(node.max);
                self.view.lang.pick(
                    format!("tính đủ {points} điểm"),
                    format!("{points} points in full"),
                )
            } else {
                let points = self.plain(scored.excluded);
                self.view.lang.pick(
                    format!("bỏ ra {points} điểm"),
                    format!("{points} points taken out"),
                )
            };
            Some(Remark {
                node,
                said: words::reason(reason, self.view.lang),
                aside,
            })
        });
        remarks.collect()
    }

    /// Documents with rows that were handed in after an appraisal, each with its number.
    fn awaiting(self, leaf: &Leaf, score: &LeafScore) -> Vec<String> {
        let mut found = Vec::new();
        for judged in &score.documents {
            let Some(requirement) = leaf.documents.get(judged.requirement) else {
                continue;
            };
            for (of, document) in judged.documents.iter().zip(&requirement.documents) {
                for row in of.rows.iter().filter(|row| row.awaits && row.declared) {
                    let number = row.number.as_deref();
                    let number = number.map_or_else(String::new, |number| format!(" {number}"));
                    found.push(format!("{}{number}", document.name));
                }
            }
        }
        found
    }

    /// Leaves with evidence that awaits a second look.
    pub(crate) fn all_awaiting(self) -> Vec<Remark<'a>> {
        let leaves = self.view.leaves();
        let remarks = leaves.filter_map(|(node, leaf, _, score)| {
            let awaiting = self.awaiting(leaf, score);
            let rows = score.documents.iter().flat_map(|of| &of.documents);
            let rows = rows.flat_map(|of| &of.rows).filter(|row| row.awaits);
            let round = rows.map(|row| row.round).max()?;
            (!awaiting.is_empty()).then(|| Remark {
                node,
                said: awaiting.join("; "),
                aside: self.view.lang.pick(
                    format!("nộp lần {round}"),
                    format!("handed in for round {round}"),
                ),
            })
        });
        remarks.collect()
    }

    /// Leaves whose points hang on explanations, links and what awaits a second look.
    pub(crate) fn risks(self) -> Vec<Risk<'a>> {
        let set = self.view.set();
        let facts = &self.view.submission.unit.facts;
        let risks = self.view.leaves().filter_map(|(node, leaf, _, score)| {
            let of = |state| {
                score
                    .documents
                    .iter()
                    .filter(move |judged| judged.state == state)
            };
            let names = of(State::Explained)
                .filter_map(|judged| leaf.documents.get(judged.requirement))
                .map(|requirement| details::name(requirement, self.view.lang));
            let explained: Vec<String> = names.collect();
            if score.at_risk.is_zero() && explained.is_empty() && !awaits(score) {
                return None;
            }
            let (index, _) = set.node(&node.code)?;
            let said = facts
                .leaves
                .get(&index)
                .and_then(|of| of.explanation.as_ref());
            let links = of(State::InOrder)
                .filter(|judged| judged.without_risk.0 != State::InOrder)
                .flat_map(|judged| judged.documents.iter().flat_map(|of| &of.rows))
                .filter(|row| row.declared)
                .filter_map(|row| row.link.as_deref());
            Some(Risk {
                node,
                at_risk: score.at_risk,
                points: self.fixed(score.at_risk),
                explanation: said
                    .filter(|_| !explained.is_empty())
                    .map(|said| said.0.as_str()),
                explained,
                links: links.collect(),
                awaiting: self.awaiting(leaf, score),
            })
        });
        risks.collect()
    }
}
