//! One unit, twice by one set.

use super::{Words, table};
use crate::compare::Result;
use crate::compare::unit::{LeafChange, Parts, UnitChange};
use crate::points::Points;
use crate::report::paper::{Block, Column, Paper};
use crate::report::words;
use crate::text::lang::Lang;

/// Writes what changed.
pub fn unit(change: &UnitChange<'_>, lang: Lang) -> Paper {
    let said = Words {
        set: change.new.set(),
        lang,
    };
    let index = words::index(change.new.year(), lang);
    let about = format!("{} · {index} · {}", change.new.label(), said.set.id);
    let mut body = said.at_the_head(change);
    body.extend(said.leaves(change));
    body.extend(said.same_points(change));
    body.extend(said.losses(change));
    said.paper(about, body)
}

impl Words<'_> {
    fn at_the_head(self, change: &UnitChange<'_>) -> Vec<Block> {
        let total = |result: &Result| self.plain(result.assessment.total.points);
        let (old, new) = (change.old, change.new);
        let mut lines = vec![self.pick(
            format!("Trước: {}, {} điểm.", old.path, total(old)),
            format!("Then: {}, {} points.", old.path, total(old)),
        )];
        lines.push(self.pick(
            format!("Nay: {}, {} điểm.", new.path, total(new)),
            format!("Now: {}, {} points.", new.path, total(new)),
        ));
        let all = self.signed(change.change);
        let parts = self.parts(change.parts);
        let parts = if parts.is_empty() {
            String::new()
        } else {
            format!(" ({parts})")
        };
        lines.push(self.pick(
            format!("Thay đổi {all} điểm{parts}."),
            format!("Change: {all} points{parts}."),
        ));
        if let Some(line) = self.class(old, new) {
            lines.push(line);
        }
        let figures = change.common.iter().map(|figure| {
            let words = self.figure(None, figure);
            self.pick(
                format!("Số liệu chung: {words}."),
                format!("Of the unit as a whole: {words}."),
            )
        });
        lines.extend(figures);
        lines.into_iter().map(Block::Text).collect()
    }

    /// The parts of a change that are not 0.
    pub(super) fn parts(self, parts: Parts) -> String {
        let names = [
            self.pick("bộ tiêu chí", "rules"),
            self.pick("số liệu", "figures"),
            self.pick("tài liệu", "documents"),
            self.pick("điểm chính thức", "official points"),
        ];
        let parts = names
            .iter()
            .zip(parts.all())
            .filter(|(_, part)| !part.is_zero());
        let parts: Vec<String> = parts
            .map(|(name, part)| format!("{name} {}", self.signed(part)))
            .collect();
        parts.join("; ")
    }

    fn class(self, old: &Result, new: &Result) -> Option<String> {
        let class = |result: &Result| {
            let class = result.assessment.total.class.clone();
            class.unwrap_or_else(|| self.pick("chưa xếp loại", "no class").to_owned())
        };
        let (old, new) = (class(old), class(new));
        (old != new).then(|| {
            self.pick(
                format!("Xếp loại: {old} → {new}."),
                format!("Class: {old} → {new}."),
            )
        })
    }

    /// The leaves whose points changed, and what the total changed by beyond them.
    fn leaves(self, change: &UnitChange<'_>) -> Option<Block> {
        let moved: Vec<_> = change
            .leaves
            .iter()
            .filter(|leaf| !leaf.change.is_zero())
            .collect();
        if moved.is_empty() && change.beyond_leaves.is_zero() {
            return None;
        }
        let columns = vec![
            Column::words(self.pick("Mã", "Code"), 8),
            Column::words(self.pick("Chỉ tiêu", "Leaf"), 40),
            Column::points(self.pick("Trước", "Then"), 10),
            Column::points(self.pick("Nay", "Now"), 10),
            Column::points(self.pick("Thay đổi", "Change"), 10),
            Column::words(self.pick("Vì sao", "Why"), 50),
        ];
        let mut rows: Vec<Vec<String>> = moved.iter().map(|leaf| self.row(leaf)).collect();
        if !change.beyond_leaves.is_zero() {
            rows.push(vec![
                String::new(),
                self.pick(
                    "Làm tròn, giới hạn của tổng điểm",
                    "Rounding and caps of the total",
                )
                .to_owned(),
                String::new(),
                String::new(),
                self.signed(change.beyond_leaves),
                String::new(),
            ]);
        }
        let total = |result: &Result| self.plain(result.assessment.total.points);
        let total = vec![
            String::new(),
            self.pick("Tổng", "Total").to_owned(),
            total(change.old),
            total(change.new),
            self.signed(change.change),
            String::new(),
        ];
        let name = self.pick("Thay đổi", "Changes");
        Some(table(name, columns, rows, Some(total)))
    }

    fn row(self, leaf: &LeafChange<'_>) -> Vec<String> {
        let points = |side: Option<(_, &crate::score::assessment::Scored)>| {
            let points: Option<Points> = side.and_then(|(_, scored)| scored.points);
            points.map_or_else(|| "–".to_owned(), |points| self.plain(points))
        };
        let node = leaf.node();
        vec![
            node.map_or_else(String::new, |node| node.code.as_str().to_owned()),
            node.map_or_else(String::new, |node| node.name.clone()),
            points(leaf.old),
            points(leaf.new),
            self.signed(leaf.change),
            self.reasons(leaf),
        ]
    }

    /// What changed without changing points.
    fn same_points(self, change: &UnitChange<'_>) -> Vec<Block> {
        let quiet = change.leaves.iter().filter(|leaf| leaf.change.is_zero());
        let items: Vec<Block> = quiet
            .map(|leaf| {
                let code = leaf.node().map_or("", |node| node.code.as_str());
                let mut reasons = self.reasons(leaf);
                let parts = self.parts(leaf.parts);
                if !parts.is_empty() {
                    reasons = format!("{reasons} ({parts})");
                }
                Block::Item(format!("{code}: {reasons}"))
            })
            .collect();
        let heading = self.pick("Đổi mà không đổi điểm", "Changed, with the same points");
        under(heading.to_owned(), items)
    }

    fn losses(self, change: &UnitChange<'_>) -> Vec<Block> {
        let leaves = || change.leaves.iter();
        let regained = leaves().flat_map(|leaf| leaf.regained.iter().map(move |loss| (leaf, loss)));
        let lost = leaves().flat_map(|leaf| leaf.newly_lost.iter().map(move |loss| (leaf, loss)));
        let item = |(leaf, loss)| Block::Item(self.loss(leaf, loss));
        let sum = |points: Points| self.signed(points).trim_start_matches('+').to_owned();
        let headings = [
            format!(
                "{} {}",
                self.pick("Lấy lại", "Regained"),
                sum(change.regained())
            ),
            format!(
                "{} {}",
                self.pick("Mất thêm", "Newly lost"),
                sum(change.newly_lost())
            ),
        ];
        let [first, second] = headings;
        let mut blocks = under(first, regained.map(item).collect());
        blocks.extend(under(second, lost.map(item).collect()));
        blocks
    }
}

/// Items under a heading; nothing where there are none.
pub(super) fn under(heading: String, items: Vec<Block>) -> Vec<Block> {
    if items.is_empty() {
        return Vec::new();
    }
    std::iter::once(Block::Section(heading))
        .chain(items)
        .collect()
}
