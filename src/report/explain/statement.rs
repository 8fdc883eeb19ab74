//! What the unit says of a leaf, what appraisers concluded, and what follows: the end of a page
//! that goes into the answer to a complaint.

use super::Explained;
use crate::evidence::appraisals::{Appraisal, Verdict};
use crate::evidence::facts::LeafFacts;
use crate::points::Points;
use crate::report::details;
use crate::report::paper::Block;
use crate::report::score_words::Wording;
use crate::report::words;
use crate::score::official::Basis;
use crate::text::dates;

impl Explained<'_> {
    /// The unit's statement, the appraisal round by round, the conclusion; nothing where nobody
    /// but the program gave points.
    pub(super) fn statement(self, index: usize) -> Vec<Block> {
        let said = Wording { view: self.view };
        let facts = &self.view.submission.unit.facts;
        let Some(leaf) = facts.leaves.get(&index) else {
            return Vec::new();
        };
        let mut blocks = Vec::new();
        let mut section = |heading: &str, items: Vec<String>| {
            if !items.is_empty() {
                blocks.push(Block::Section(heading.to_owned()));
                blocks.extend(items.into_iter().map(Block::Item));
            }
        };
        let claim = leaf.claim.as_deref();
        let claims = claim.map(|(points, place)| {
            let (points, place) = (said.plain(*points), place.shown(self.view.lang));
            self.view.lang.pick(
                format!("tự chấm {points} điểm ({place})"),
                format!("claims {points} points ({place})"),
            )
        });
        section(
            said.pick("Đơn vị trình bày", "The unit's statement"),
            claims.into_iter().collect(),
        );
        let looked = leaf.appraisals.iter().filter(|one| one.has_looked());
        section(
            said.pick("Thẩm định", "Appraisal"),
            looked.map(|one| self.appraisal(index, one)).collect(),
        );
        let given = [Basis::Claimed, Basis::Appraised, Basis::Published];
        if given.iter().any(|basis| basis.covers(leaf)) {
            section(
                said.pick("Kết luận", "Conclusion"),
                self.conclusion(index, leaf),
            );
        }
        blocks
    }

    /// `Lần 1: không chấp nhận 77/BC-UBND, vì «…» (Nguyễn Văn A, 05/01/2025; tham-dinh.csv dòng 4)`.
    fn appraisal(self, index: usize, one: &Appraisal) -> String {
        let lang = self.view.lang;
        let said = Wording { view: self.view };
        let mut parts: Vec<String> = Vec::new();
        let named = [&one.named.document, &one.named.number, &one.named.file];
        let named: Vec<&str> = named.into_iter().flatten().map(String::as_str).collect();
        if let Some(verdict) = one.verdict {
            let word = match verdict {
                Verdict::Accepted => lang.pick("chấp nhận", "accepted"),
                Verdict::Refused => lang.pick("không chấp nhận", "refused"),
            };
            parts.push(format!("{word} {}", named.join(", ")).trim_end().to_owned());
        }
        if let Some((id, stated)) = &one.figure {
            let leaf = self.view.set().nodes[index].leaf.as_ref();
            let declared = leaf.and_then(|leaf| self.view.set().figure(leaf, id));
            let name = words::figure(declared, id, lang);
            let value = words::value(&stated.value, declared, lang);
            parts.push(lang.pick(
                format!("sửa {name} thành {value}"),
                format!("{name} corrected to {value}"),
            ));
        }
        if let Some((points, _)) = &one.points {
            let points = said.plain(*points);
            parts.push(lang.pick(format!("cho {points} điểm"), format!("{points} points")));
        }
        if let Some(reason) = &one.reason {
            parts.push(lang.pick(format!("vì «{reason}»"), format!("because «{reason}»")));
        }
        let who = one.appraiser.iter().cloned();
        let day = one.date.map(dates::short);
        let who: Vec<String> = who.chain(day).collect();
        let mut source = who.join(", ");
        if !source.is_empty() {
            source += "; ";
        }
        source += &one.place.shown(lang);
        let (round, parts) = (one.round, parts.join(", "));
        lang.pick(
            format!("Lần {round}: {parts} ({source})"),
            format!("Round {round}: {parts} ({source})"),
        )
    }

    /// What was computed beside what was claimed and given, and why they differ.
    fn conclusion(self, index: usize, leaf: &LeafFacts) -> Vec<String> {
        let lang = self.view.lang;
        let said = Wording { view: self.view };
        let node = &self.view.set().nodes[index];
        let computed = self.view.computed.nodes[index].points;
        let shown = |points: Option<Points>| {
            points.map_or_else(
                || lang.pick("không áp dụng", "n/a").to_owned(),
                |points| format!("{}/{}", said.plain(points), said.plain(node.max)),
            )
        };
        let mut lines = vec![lang.pick(
            format!("tính được {}", shown(computed)),
            format!("computed {}", shown(computed)),
        )];
        let given = [
            (
                leaf.claim.as_deref().map(|(points, _)| *points),
                "tự chấm",
                "claimed",
            ),
            (
                leaf.by_hand().map(|(points, _)| points),
                "thẩm định",
                "appraised",
            ),
            (
                leaf.published.as_deref().map(|(points, _)| *points),
                "công bố",
                "published",
            ),
        ];
        for (points, vi, en) in given {
            let Some(points) = points else { continue };
            let gap = points - computed.unwrap_or(Points::ZERO);
            let word = lang.pick(vi, en);
            let points = said.plain(points);
            lines.push(if gap.is_zero() {
                lang.pick(
                    format!("{word} {points}, khớp với điểm tính được"),
                    format!("{word} {points}, as computed"),
                )
            } else {
                let size = said.fixed(gap.max(-gap));
                let more = gap > Points::ZERO;
                let (vi, en) = if more {
                    ("cao hơn", "above")
                } else {
                    ("thấp hơn", "below")
                };
                lang.pick(
                    format!("{word} {points}, {vi} điểm tính được {size}"),
                    format!("{word} {points}, {size} {en} computed points"),
                )
            });
        }
        let losses = self.view.assessment.losses.iter();
        let losses = losses.filter(|loss| loss.node == Some(index) && !loss.points.is_zero());
        lines.extend(losses.map(|loss| {
            let points = said.fixed(loss.points);
            let cause = details::line(self.view, loss);
            lang.pick(
                format!("mất {points} vì {cause}"),
                format!("{points} lost: {cause}"),
            )
        }));
        lines
    }
}
