//! A score in words and numbers, for a person: in comes the view, out go lines and rows that
//! the screen and the page for a browser show alike.

mod beside;
mod compared;
mod fields;
mod hypothesis;
mod interval;
mod leaf;
mod losses;
mod raised;

pub(crate) use beside::{Remark, Risk};
pub(crate) use compared::Compared;
pub(crate) use fields::{FieldRow, Share};
pub(crate) use leaf::Proof;
pub(crate) use losses::LossRow;

use crate::criteria::model::{Node, Side};
use crate::points::Points;
use crate::report::view::View;
use crate::report::words;
use crate::score::assessment::{LeafScore, Scored, Status};
use crate::score::official::Basis;
use crate::text::{dates, numbers};

/// Words a score.
#[derive(Clone, Copy)]
pub(crate) struct Wording<'a> {
    pub(crate) view: &'a View<'a>,
}

impl<'a> Wording<'a> {
    pub(crate) fn pick<'t>(self, vi: &'t str, en: &'t str) -> &'t str {
        self.view.lang.pick(vi, en)
    }

    /// Points with the set's decimals, for losses and gains.
    pub(crate) fn fixed(self, points: Points) -> String {
        numbers::show_fixed(points, self.view.set().rounding.digits, self.view.lang)
    }

    /// Points without trailing zeros.
    pub(crate) fn plain(self, points: Points) -> String {
        numbers::show(points.decimal(), self.view.lang)
    }

    /// Points of a node; words where it has none, or none yet.
    pub(crate) fn points(self, scored: &Scored) -> String {
        match scored.points {
            None => self.pick("không áp dụng", "n/a").to_owned(),
            Some(points) if points.is_zero() && !scored.pending.is_zero() => {
                self.pick("chờ", "pending").to_owned()
            }
            Some(points) => self.plain(points),
        }
    }

    /// A node's name, with what kind of field it is.
    pub(crate) fn name(self, node: &Node) -> String {
        match words::side(node.side, self.view.lang).filter(|_| node.parent.is_none()) {
            None => node.name.clone(),
            Some(kind) => format!("{} ({kind})", node.name),
        }
    }

    /// The first line: who, which year, which set.
    pub(crate) fn title(self) -> String {
        let submission = self.view.submission;
        let (year, set) = (submission.year, &submission.set);
        let title = words::heading(self.unit(), year, set, self.view.lang);
        match self.as_of() {
            Some((words, day)) => format!("{title} · {words} {day}"),
            None => title,
        }
    }

    /// What the unit is called; its code where it has no name.
    pub(crate) fn unit(self) -> Option<&'a str> {
        let unit = &self.view.submission.unit.unit;
        unit.name.as_deref().or(unit.code.as_deref())
    }

    /// The day that is taken as today, and the words before it.
    pub(crate) fn as_of(self) -> Option<(&'a str, String)> {
        let day = dates::short(self.view.as_of?);
        Some((self.pick("tính đến ngày", "as of"), day))
    }

    /// What the set calls its leaves.
    pub(crate) fn leaf_word(self) -> &'a str {
        let word = self.view.set().words.leaf.as_deref();
        word.unwrap_or(self.pick("Chỉ tiêu", "Leaf"))
    }

    /// How many leaves stand how.
    pub(crate) fn counts(self) -> String {
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

    /// On which points the result stands, where these are no computed ones.
    pub(crate) fn basis(self) -> Option<String> {
        let assessment = self.view.assessment;
        if assessment.basis == Basis::Computed {
            return None;
        }
        let points = words::basis(assessment.basis, self.view.lang);
        let mut text = self
            .view
            .lang
            .pick(format!("Theo {points}"), format!("By {points}"));
        if assessment.without_official > 0 {
            let (left, all) = (assessment.without_official, self.view.leaves().count());
            text += &self.view.lang.pick(
                format!("; {left}/{all} chỉ tiêu không có, lấy điểm tính được"),
                format!("; {left} of {all} leaves have none and stand on computed ones"),
            );
        }
        Some(text + ".")
    }

    /// How many leaves appraisers looked at, where they looked at any.
    pub(crate) fn appraised(self) -> Option<String> {
        let counts = &self.view.assessment.counts;
        let (looked, all, confirmed) = (counts.appraised, counts.leaves, counts.confirmed);
        (looked > 0).then(|| {
            self.view.lang.pick(
                format!(
                    "Đã thẩm định {looked}/{all} chỉ tiêu, chấp nhận nguyên trạng {confirmed}."
                ),
                format!("Appraised {looked} of {all} leaves, {confirmed} accepted as they are."),
            )
        })
    }

    /// How far a submission is filled in, where it is not.
    pub(crate) fn half_filled(self) -> Option<String> {
        let counts = &self.view.assessment.counts;
        if counts.unanswered == 0 {
            return None;
        }
        let losses = &self.view.assessment.losses;
        let sum = |unanswered: bool| {
            let of = losses
                .iter()
                .filter(|loss| self.view.is_unanswered(loss) == unanswered);
            self.fixed(of.map(|loss| loss.points).sum())
        };
        let (open, lost) = (sum(true), sum(false));
        let (all, left) = (counts.leaves, counts.unanswered);
        let normal = || {
            self.view
                .leaves()
                .filter(|(node, ..)| node.side == Side::Normal)
        };
        let done = normal().filter(|(_, _, _, score)| score.answered).count();
        let waiting = normal()
            .filter(|(_, _, scored, score)| !score.answered && scored.status == Status::Pending)
            .count();
        let also = match waiting {
            0 => String::new(),
            _ => self.view.lang.pick(
                format!(", {waiting} chờ nơi khác chấm"),
                format!(", {waiting} wait for others"),
            ),
        };
        Some(self.view.lang.pick(
            format!("Đã khai {done}/{all} chỉ tiêu; {left} chưa khai ({open} điểm){also}; trong phần đã khai mất {lost} điểm."),
            format!("{done} of {all} leaves are answered; {left} are not ({open} points){also}; {lost} points are lost in what is answered."),
        ))
    }

    /// Percent, class, and what counts beside the sum of fields.
    pub(crate) fn result(self) -> Vec<String> {
        let set = self.view.set();
        let total = &self.view.assessment.total;
        let mut lines = Vec::new();
        if !total.bonus.is_zero() {
            let bonus = self.fixed(total.bonus);
            lines.push(self.view.lang.pick(
                format!("Trong đó điểm cộng, điểm trừ: {bonus}."),
                format!("Of these, bonus and penalty: {bonus}."),
            ));
        }
        let percent = total.percent.map(|percent| self.plain(percent));
        if !total.excluded.is_zero()
            && let Some(percent) = &percent
        {
            let (out, rest) = (self.plain(total.excluded), self.plain(total.applicable_max));
            lines.push(self.view.lang.pick(
                format!("Không áp dụng {out} điểm: tính trên {rest} điểm, đạt {percent} %."),
                format!("{out} points do not apply: of {rest} points, {percent} % is reached."),
            ));
        }
        if let Some(class) = &total.class {
            let percent = percent.unwrap_or_default();
            lines.push(self.view.lang.pick(
                format!("Xếp loại: {class} ({percent} %)."),
                format!("Class: {class} ({percent} %)."),
            ));
        } else if !set.classes.is_empty() && total.class_range.is_none() {
            lines.push(
                self.pick("Xếp loại: dưới mức thấp nhất.", "Class: below the lowest.")
                    .to_owned(),
            );
        }
        for gate in &total.closed_gates {
            lines.push(self.view.lang.pick(
                format!("Điều kiện khống chế: {gate}."),
                format!("Gate closed: {gate}."),
            ));
        }
        lines
    }

    /// Between which points the result lies, what hangs on explanations or links, and whether
    /// files were checked.
    pub(crate) fn notes(self) -> Vec<String> {
        let mut notes = Vec::new();
        notes.extend(self.interval());
        notes.extend(self.at_risk());
        notes.extend(self.unchecked());
        notes
    }

    /// What may be refused.
    fn what_is_at_risk(self) -> &'static str {
        let awaits = self.view.leaves().any(|(_, _, _, score)| awaits(score));
        if awaits {
            self.view.lang.pick(
                "giải trình, đường dẫn hoặc tài liệu chờ thẩm định lại",
                "explanations, links or evidence that awaits a second look",
            )
        } else {
            self.view
                .lang
                .pick("giải trình hoặc đường dẫn", "explanations or links")
        }
    }

    /// How many points hang on explanations or links.
    pub(crate) fn at_risk(self) -> Option<String> {
        let total = &self.view.assessment.total;
        let risk = (!total.at_risk.is_zero()).then(|| self.fixed(total.at_risk))?;
        let rests = self.what_is_at_risk();
        Some(self.view.lang.pick(
            format!("Chưa chắc chắn: {risk} điểm dựa vào {rests}."),
            format!("At risk: {risk} points rest on {rests}."),
        ))
    }

    /// That no file was looked at, where none was.
    pub(crate) fn unchecked(self) -> Option<String> {
        let unchecked = !self.view.submission.files_checked;
        let words = self.pick(
            "Các tệp đính kèm chưa được kiểm tra.",
            "The attached files were not checked.",
        );
        unchecked.then(|| words.to_owned())
    }
}

/// Whether a row of a leaf was handed in after an appraisal, and nobody has looked at it since.
pub(crate) fn awaits(score: &LeafScore) -> bool {
    let documents = score.documents.iter().flat_map(|of| &of.documents);
    documents.flat_map(|of| &of.rows).any(|row| row.awaits)
}
