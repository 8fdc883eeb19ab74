//! Measures in words.

use std::collections::BTreeSet;

use super::{Act, ByOwner, Measure, Mode, Wanted};
use crate::criteria::documents::Missing;
use crate::report::asked;
use crate::report::details;
use crate::report::view::View;
use crate::report::words::capital;
use crate::score::assessment::{Cause, State};
use crate::score::book::underlying;
use crate::text::dates;

/// Words measures.
#[derive(Clone, Copy)]
pub(crate) struct MeasureWords<'a> {
    pub(crate) view: &'a View<'a>,
    pub(crate) mode: Mode<'a>,
}

impl MeasureWords<'_> {
    /// Who has to do it: role and person, as far as they are known.
    pub(crate) fn owner(self, owner: &ByOwner<'_>, unknown: &str) -> String {
        match (owner.role, owner.person) {
            (Some(role), Some(person)) => format!("{role}: {person}"),
            (Some(role), None) => format!("{role}: {unknown}"),
            (None, _) => self
                .view
                .lang
                .pick("Chưa phân công", "Nobody in charge")
                .to_owned(),
        }
    }

    /// What is to be done.
    pub(crate) fn act(self, measure: &Measure<'_>) -> String {
        let lang = self.view.lang;
        match &measure.act {
            Act::Documents(wanted) => self.documents(wanted),
            Act::InTime(wanted) => {
                let each = wanted.iter().map(|one| {
                    let name = details::name(one.requirement, lang);
                    match one.issued_by.map(dates::short) {
                        Some(day) => lang.pick(
                            format!("Ban hành {name} chậm nhất ngày {day}"),
                            format!("Issue {name} by {day}"),
                        ),
                        None => lang.pick(
                            format!("Ban hành {name} đúng hạn"),
                            format!("Issue {name} in time"),
                        ),
                    }
                });
                each.collect::<Vec<_>>().join("; ")
            }
            Act::Figures => {
                let said = details::line(self.view, measure.loss);
                let (_, figures) = said.split_once(": ").unwrap_or(("", &said));
                lang.pick(
                    format!("Khai số liệu: {figures}"),
                    format!("State: {figures}"),
                )
            }
            Act::Improve => self.improve(measure),
        }
    }

    /// The set's advice, else the cause that is to be mended.
    fn improve(self, measure: &Measure<'_>) -> String {
        if measure.loss.cause == Cause::AppraisedLess {
            let ask = self.view.lang.pick(
                "Làm rõ với cơ quan thẩm định lý do giảm điểm",
                "Ask the appraisers why points were taken off",
            );
            return ask.to_owned();
        }
        let cause = details::line(self.view, measure.loss);
        let leaf = self.view.leaf_of(measure.loss).map(|(_, leaf, _)| leaf);
        match leaf.and_then(|leaf| leaf.hint.as_deref()) {
            Some(hint) => format!("{} ({cause})", hint.trim_end_matches('.')),
            None => self
                .view
                .lang
                .pick(format!("Khắc phục: {cause}"), format!("Mend: {cause}")),
        }
    }

    /// That documents are to be put in order, with what the set asks of them.
    pub(crate) fn documents(self, wanted: &[Wanted<'_>]) -> String {
        let lang = self.view.lang;
        let mut parts: Vec<String> = Vec::new();
        for one in wanted {
            let what = match self.mode {
                Mode::ThisPeriod => self.mend(underlying(one.judged)),
                Mode::NextPeriod(_) => lang.pick("đính kèm đủ", "attach"),
            };
            let name = details::name(one.requirement, lang);
            let asked = self.asked(one);
            let or = matches!(one.requirement.missing, Missing::Explain)
                .then(|| lang.pick(", hoặc giải trình", ", or explain").to_owned());
            parts.push(format!("{what} {name}{asked}{}", or.unwrap_or_default()));
        }
        capital(&parts.join("; "))
    }

    /// What is done about a document in this state.
    fn mend(self, state: State) -> &'static str {
        let lang = self.view.lang;
        match state {
            State::NotDeclared | State::Explained | State::InOrder => {
                lang.pick("đính kèm", "attach")
            }
            State::FileMissing => lang.pick("bổ sung tệp đã khai của", "add the declared file of"),
            State::FileUnusable => lang.pick(
                "thay tệp không dùng được của",
                "replace the unusable file of",
            ),
            State::WrongFormat => lang.pick(
                "thay tệp sai định dạng của",
                "replace the file of wrong format of",
            ),
            State::WrongType => lang.pick(
                "thay văn bản sai loại của",
                "replace the document of wrong type of",
            ),
            State::OutOfDates => lang.pick(
                "thay văn bản ban hành ngoài thời hạn của",
                "replace the document issued outside its dates of",
            ),
            State::Rejected => lang.pick(
                "thay tài liệu không được chấp nhận của",
                "replace what was rejected of",
            ),
        }
    }

    /// What the set asks of a document: type, files, dates; in brackets. Past the last day of
    /// issue it is never an invitation to back-date.
    fn asked(self, one: &Wanted<'_>) -> String {
        let lang = self.view.lang;
        let mut parts: Vec<String> = Vec::new();
        if let [document] = &one.requirement.documents[..] {
            parts.extend(asked::types(document, lang));
            parts.extend(asked::files(document, lang));
        }
        let past = |day| self.view.as_of.is_some_and(|today| today > day);
        match (self.mode, one.issued_by) {
            (Mode::ThisPeriod, Some(day)) if past(day) => {
                let day = dates::short(day);
                parts.push(lang.pick(
                    format!("chỉ được tính nếu văn bản đã ban hành trước hoặc trong ngày {day}"),
                    format!("counts only if it was issued on or before {day}"),
                ));
            }
            (_, Some(day)) => {
                let day = dates::short(day);
                parts.push(lang.pick(
                    format!("ban hành chậm nhất ngày {day}"),
                    format!("issued by {day}"),
                ));
            }
            (_, None) => {}
        }
        if parts.is_empty() {
            String::new()
        } else {
            format!(" ({})", parts.join(", "))
        }
    }

    /// How many documents or files are still to be put in order; `None` for other acts.
    pub(crate) fn quantity(self, measure: &Measure<'_>) -> Option<usize> {
        let (Act::Documents(wanted) | Act::InTime(wanted)) = &measure.act else {
            return None;
        };
        let left = |one: &Wanted<'_>| {
            let each = one.judged.documents.iter();
            let left = each.map(|document| {
                let (present, needed) = document.files;
                needed.saturating_sub(present).max(1)
            });
            left.min().unwrap_or(1)
        };
        Some(wanted.iter().map(left).sum())
    }

    /// The codes of its leaves: `2.3.1, 2.3.2`.
    pub(crate) fn codes(self, measure: &Measure<'_>) -> String {
        let codes: BTreeSet<_> = measure.leaves.iter().map(|leaf| &leaf.code).collect();
        let codes: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
        codes.join(", ")
    }
}
