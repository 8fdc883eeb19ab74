//! What else must be said: pending points, leaves taken out, claims, risks.

use comfy_table::{Cell, CellAlignment, Color};

use super::{Page, table};
use crate::points::{Exact, Points};
use crate::report::view::Comparison;
use crate::report::words;
use crate::score::assessment::Status;
use crate::text::numbers;

impl Page<'_> {
    pub(super) fn pending(&self) -> Option<String> {
        let total = &self.view.assessment.total;
        let waiting: Vec<String> = self
            .view
            .leaves()
            .filter(|(_, _, scored, _)| scored.status == Status::Pending)
            .map(|(node, leaf, scored, _)| {
                let points = self.fixed(scored.pending);
                let why = words::waiting_for(leaf.source, self.view.lang);
                format!("  {}  {}: {points} ({why})", node.code, node.name)
            })
            .collect();
        if waiting.is_empty() {
            return None;
        }
        let left = self.plain(total.pending);
        let mut lines = vec![self.view.lang.pick(
            format!("Còn {left} điểm chờ nơi khác cho, chưa tính là mất:"),
            format!("{left} points are still to be given by others, not counted as lost:"),
        )];
        lines.extend(waiting);
        if let Some((from, to)) = &total.class_range {
            let below = self.pick("dưới mức thấp nhất", "below the lowest");
            let (from, to) = (
                from.as_deref().unwrap_or(below),
                to.as_deref().unwrap_or(below),
            );
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
            lines.push(self.view.lang.pick(
                format!("Chưa xếp loại: còn {left} điểm chờ; {range}."),
                format!("No class yet: {left} points are pending; {range}."),
            ));
        }
        if let (Some(percent), Some(points)) =
            (&self.view.assume_pending, self.view.assumed_points())
        {
            let percent = numbers::show_exact(&(percent * &Exact::from(100)), self.view.lang);
            let points = self.plain(points);
            lines.push(self.view.lang.pick(
                format!("Giả định phần chờ đạt {percent} %: {points} điểm."),
                format!("Assuming {percent} % of what is pending: {points} points."),
            ));
        }
        Some(lines.join("\n"))
    }

    pub(super) fn not_applicable(&self) -> Option<String> {
        let lines: Vec<String> = self
            .view
            .leaves()
            .filter_map(|(node, _, scored, score)| {
                let reason = words::reason(score.not_applicable.as_ref()?, self.view.lang);
                let effect = if scored.points.is_some() {
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
                Some(format!(
                    "  {}  {}: {reason} ({effect})",
                    node.code, node.name
                ))
            })
            .collect();
        let heading = self.pick("Không áp dụng:", "Not applicable:");
        (!lines.is_empty()).then(|| format!("{heading}\n{}", lines.join("\n")))
    }

    pub(super) fn claims(&self) -> Option<String> {
        let words = (
            self.pick("Tự chấm", "Claimed"),
            self.pick("đã tự chấm", "that are claimed"),
        );
        Some(self.comparison(words, &self.view.claims()?))
    }

    pub(super) fn published(&self) -> Option<String> {
        let words = (
            self.pick("Công bố", "Published"),
            self.pick("đã công bố", "that are published"),
        );
        let published = self.view.published()?;
        let mut text = self.comparison(words, &published);
        let (compared, without) = (published.compared, published.without_facts);
        if without > 0 {
            text.push_str(&self.view.lang.pick(
                format!("\n\nSo được {compared} mục công bố; {without} mục chưa đủ số liệu để so."),
                format!(
                    "\n\n{compared} published points compared; {without} lack the facts to compare."
                ),
            ));
        }
        Some(text)
    }

    /// Points that somebody gave beside the computed ones, and the leaves that differ.
    fn comparison(&self, (word, which): (&str, &str), comparison: &Comparison<'_>) -> String {
        let (given, computed) = (
            self.fixed(comparison.given),
            self.fixed(comparison.computed),
        );
        let (named, all) = comparison.leaves;
        let partly = if named == all {
            String::new()
        } else {
            self.view.lang.pick(
                format!(" (ở {named}/{all} chỉ tiêu {which})"),
                format!(" (at the {named} of {all} leaves {which})"),
            )
        };
        let heading = if named == 0 {
            self.view.lang.pick(
                format!("{word} / tính được, theo lĩnh vực"),
                format!("{word} / computed, by field"),
            )
        } else {
            self.view.lang.pick(
                format!("{word} {given} / tính được {computed}{partly}"),
                format!("{word} {given} / computed {computed}{partly}"),
            )
        };
        if comparison.differences.is_empty() {
            let same = self.pick("khớp ở mọi mục so được.", "they agree wherever compared.");
            return format!("{heading}: {same}");
        }
        let right = CellAlignment::Right;
        let mut table = table::new(
            &[
                (self.pick("Mã", "Code"), CellAlignment::Left),
                (self.leaf_word(), CellAlignment::Left),
                (word, right),
                (self.pick("Tính được", "Computed"), right),
                (self.pick("Chênh", "Difference"), right),
            ],
            self.screen,
        );
        for difference in &comparison.differences {
            let gap = difference.given - difference.computed;
            let sign = if gap > Points::ZERO { "+" } else { "" };
            let gap = Cell::new(format!("{sign}{}", self.fixed(gap))).set_alignment(right);
            table.add_row(vec![
                Cell::new(difference.node.map_or("", |node| node.code.as_str())),
                Cell::new(
                    difference
                        .node
                        .map_or(self.pick("Tổng", "Total"), |node| &node.name),
                ),
                Cell::new(self.fixed(difference.given)).set_alignment(right),
                Cell::new(self.fixed(difference.computed)).set_alignment(right),
                if sign.is_empty() {
                    gap
                } else {
                    gap.fg(Color::Yellow)
                },
            ]);
        }
        format!("{heading}:\n\n{}", table::finish(table, &[0, 2, 3, 4]))
    }

    /// What hangs on explanations or links, and whether files were checked.
    pub(super) fn notes(&self) -> Option<String> {
        let mut lines = Vec::new();
        let total = &self.view.assessment.total;
        if !total.at_risk.is_zero() {
            let risk = self.fixed(total.at_risk);
            lines.push(self.view.lang.pick(
                format!("Chưa chắc chắn: {risk} điểm dựa vào giải trình hoặc đường dẫn."),
                format!("At risk: {risk} points rest on explanations or links."),
            ));
        }
        if self.view.submission.attachments.is_none() {
            lines.push(
                self.pick(
                    "Các tệp đính kèm chưa được kiểm tra.",
                    "The attached files were not checked.",
                )
                .to_owned(),
            );
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}
