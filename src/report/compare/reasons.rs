//! Why a leaf changed, in words.

use super::Words;
use crate::compare::losses::LossChange;
use crate::compare::unit::{DocumentChange, FigureChange, LeafChange};
use crate::criteria::model::Leaf;
use crate::evidence::facts::Value;
use crate::report::words;
use crate::score::assessment::{Cause, State};
use crate::text::fold;
use crate::text::lang::Lang;
use crate::text::numbers;

impl Words<'_> {
    /// What was stated, handed in or given otherwise, joined.
    pub(super) fn reasons(self, leaf: &LeafChange<'_>) -> String {
        let definition = leaf.node().and_then(|node| node.leaf.as_ref());
        let mut reasons: Vec<String> = Vec::new();
        match (leaf.old, leaf.new) {
            (None, Some(_)) => reasons.push(self.pick("chỉ tiêu mới", "a new leaf").to_owned()),
            (Some(_), None) => {
                reasons.push(self.pick("bỏ chỉ tiêu", "the leaf is gone").to_owned())
            }
            _ => {}
        }
        reasons.extend(
            leaf.figures
                .iter()
                .map(|figure| self.figure(definition, figure)),
        );
        reasons.extend(
            leaf.documents
                .iter()
                .map(|document| self.document(document)),
        );
        if let Some(explained) = leaf.explained {
            let words = if explained {
                self.pick("đã giải trình", "explained")
            } else {
                self.pick("không còn giải trình", "no longer explained")
            };
            reasons.push(words.to_owned());
        }
        if let Some(out) = leaf.not_applicable {
            let words = if out {
                self.pick("khai không áp dụng", "declared not applicable")
            } else {
                self.pick(
                    "không còn khai không áp dụng",
                    "no longer declared not applicable",
                )
            };
            reasons.push(words.to_owned());
        }
        if !leaf.parts.rules.is_zero() {
            let words = self.pick("bộ tiêu chí sửa cách tính", "the set's rule was changed");
            reasons.push(words.to_owned());
        }
        if !leaf.parts.official.is_zero() {
            let words = self.pick("điểm chính thức", "official points");
            reasons.push(words.to_owned());
        }
        if reasons.is_empty() && !leaf.parts.documents.is_zero() {
            // The same documents and other dates of the year, or files that were not looked at.
            let words = self.pick(
                "hạn hoặc việc kiểm tra tệp khác trước",
                "other dates, or files looked at",
            );
            reasons.push(words.to_owned());
        }
        if reasons.is_empty() && !leaf.parts.figures.is_zero() {
            reasons.push(
                self.pick("số liệu chung của đơn vị", "figures of the unit as a whole")
                    .to_owned(),
            );
        }
        reasons.join("; ")
    }

    pub(super) fn figure(self, leaf: Option<&Leaf>, change: &FigureChange) -> String {
        let declared = match leaf {
            Some(leaf) => self.set.figure(leaf, &change.id),
            None => self
                .set
                .figures
                .iter()
                .find(|figure| figure.id == change.id),
        };
        let name = words::figure(declared, &change.id, self.lang);
        let value = |value: &Option<Value>| match value {
            Some(value) => fold::tidy(&words::value(value, declared, self.lang)),
            None => self.pick("chưa khai", "not stated").to_owned(),
        };
        format!("{name}: {} → {}", value(&change.old), value(&change.new))
    }

    fn document(self, change: &DocumentChange) -> String {
        let state = |state: Option<State>| match state {
            Some(state) => words::state(state, self.lang),
            None => self.pick("không yêu cầu", "not asked for"),
        };
        let name = &change.name;
        format!("{name}: {} → {}", state(change.old), state(change.new))
    }

    /// A loss that came or went.
    pub(super) fn loss(self, leaf: &LeafChange<'_>, loss: &LossChange) -> String {
        let code = leaf.node().map_or("", |node| node.code.as_str());
        let size = numbers::show_fixed(loss.points, self.set.rounding.digits, self.lang);
        let cause = cause(loss.cause, self.lang);
        let sides = [leaf.new, leaf.old].into_iter().flatten();
        let known = sides.filter_map(|(node, _)| node.leaf.as_ref());
        let known: Vec<_> = known.flat_map(|leaf| &leaf.documents).collect();
        let name = |id: &String| {
            let requirement = known.iter().find(|requirement| requirement.id == *id);
            requirement.map_or_else(|| id.clone(), |requirement| requirement.name.clone())
        };
        let names: Vec<String> = loss.documents.iter().map(name).collect();
        if names.is_empty() {
            format!("{code}: {size}, {cause}")
        } else {
            format!("{code}: {size}, {cause}: {}", names.join(", "))
        }
    }
}

/// The label of a cause.
fn cause(cause: Cause, lang: Lang) -> &'static str {
    match cause {
        Cause::DocumentMissing => words::state(State::NotDeclared, lang),
        Cause::FileMissing => words::state(State::FileMissing, lang),
        Cause::FileUnusable => words::state(State::FileUnusable, lang),
        Cause::WrongFormat => words::state(State::WrongFormat, lang),
        Cause::WrongType => words::state(State::WrongType, lang),
        Cause::OutOfDates => words::state(State::OutOfDates, lang),
        Cause::Rejected => words::state(State::Rejected, lang),
        Cause::Corrected => lang.pick(
            "số liệu được sửa khi thẩm định",
            "corrected by the appraisal",
        ),
        Cause::FigureMissing => lang.pick("chưa khai số liệu", "figure not stated"),
        Cause::Shortfall => lang.pick("chưa đạt mức yêu cầu", "below what full marks need"),
        Cause::Level => lang.pick("mức thấp hơn tối đa", "a level below the best"),
        Cause::Deduction => lang.pick("bị trừ", "points taken off"),
        Cause::Late => lang.pick("ban hành muộn", "issued late"),
        Cause::StatedLess => lang.pick("khai thấp hơn tối đa", "stated less"),
        Cause::AwardedLess => lang.pick("chấm thấp hơn tối đa", "awarded less"),
        Cause::AppraisedLess => lang.pick("thẩm định giảm", "lowered by the appraisal"),
        Cause::Rounding => lang.pick("làm tròn tổng điểm", "rounding of the total"),
    }
}
