//! A score on screen: fields, then losses with their causes, then what else must be said.

mod beside;
mod fields;
mod losses;
pub mod reconcile;
pub(crate) mod table;
mod wrap;

use crate::points::Points;
use crate::report::view::View;
use crate::report::words;
use crate::text::numbers;
pub(crate) use wrap::{broken, wrap};

/// How wide, and in colour or not.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Columns; `None`: not a terminal, nothing is wrapped.
    pub width: Option<u16>,
    /// Whether colours are wanted.
    pub color: bool,
}

/// Renders a result.
pub fn render(view: &View<'_>, screen: Screen) -> String {
    let page = Page { view, screen };
    let mut parts = vec![page.title()];
    parts.extend(page.half_filled());
    parts.push(page.fields());
    parts.extend(page.result());
    parts.push(page.losses());
    parts.extend(page.unanswered());
    parts.extend(page.pending());
    parts.extend(page.not_applicable());
    parts.extend(page.claims());
    parts.extend(page.published());
    parts.push(page.counts());
    parts.extend(page.notes());
    joined(&parts, screen)
}

struct Page<'a> {
    view: &'a View<'a>,
    screen: Screen,
}

impl Page<'_> {
    fn pick<'t>(&self, vi: &'t str, en: &'t str) -> &'t str {
        self.view.lang.pick(vi, en)
    }

    /// Points with the set's decimals, for losses and gains.
    fn fixed(&self, points: Points) -> String {
        numbers::show_fixed(points, self.view.set().rounding.digits, self.view.lang)
    }

    /// Points without trailing zeros.
    fn plain(&self, points: Points) -> String {
        numbers::show(points.decimal(), self.view.lang)
    }

    fn title(&self) -> String {
        let submission = self.view.submission;
        let unit = &submission.unit.unit;
        let name = unit.name.as_deref().or(unit.code.as_deref());
        let mut title = words::heading(name, submission.year, &submission.set, self.view.lang);
        if let Some(as_of) = self.view.as_of {
            let day = crate::text::dates::short(as_of);
            let words = self.pick("tính đến ngày", "as of");
            title.push_str(&format!(" · {words} {day}"));
        }
        title
    }

    fn leaf_word(&self) -> &str {
        self.view
            .set()
            .words
            .leaf
            .as_deref()
            .unwrap_or(self.pick("Chỉ tiêu", "Leaf"))
    }

    fn counts(&self) -> String {
        let counts = &self.view.assessment.counts;
        let (full, all, short) = (counts.full, counts.leaves, counts.short);
        let mut text = self.view.lang.pick(
            format!("{full}/{all} chỉ tiêu đạt điểm tối đa, {short} chỉ tiêu bị trừ điểm"),
            format!("{full} of {all} leaves are full, {short} are short"),
        );
        if counts.pending > 0 {
            let pending = counts.pending;
            text.push_str(&self.view.lang.pick(
                format!(", {pending} đang chờ"),
                format!(", {pending} pending"),
            ));
        }
        if counts.not_applicable > 0 {
            let out = counts.not_applicable;
            text.push_str(&self.view.lang.pick(
                format!(", {out} không áp dụng"),
                format!(", {out} not applicable"),
            ));
        }
        text.push('.');
        text
    }
}

/// Parts of a page with a blank line between them, lines broken to the screen.
pub(crate) fn joined(parts: &[String], screen: Screen) -> String {
    let mut text = String::new();
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            text.push('\n');
        }
        for line in part.lines() {
            text.push_str(&wrap(line, screen.width));
            text.push('\n');
        }
    }
    text
}
