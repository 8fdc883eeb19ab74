//! `deadline`: points by the day a document was issued.
//!
//! ```text
//!   steps: 1 point by 31/01, 0,5 by 31/03; late: 0
//!   ────────── 1 ──────────┤31/01├── 0,5 ──┤31/03├──── 0 ────
//! ```

use jiff::civil::Date;

use crate::diagnostic::Code;
use crate::points::Exact;
use crate::rules::award::{Award, Cause, Given, Issue, Reason, Step};
use crate::rules::reading::Setting;
use crate::text::lang::text;
use crate::text::suggest;
use crate::yaml::Map;

/// One step: up to and including the day `by`.
#[derive(Clone, Debug)]
pub struct By {
    /// The last day.
    pub by: Date,
    /// What it gives.
    pub points: Exact,
}

/// Points by date of issue.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// The document whose date counts.
    pub document: String,
    /// Earliest first.
    pub steps: Vec<By>,
    /// What a later document gives.
    pub late: Exact,
}

impl Deadline {
    pub(super) fn read(map: &mut Map<'_>, setting: &Setting<'_>) -> Option<Self> {
        let reader = setting.reader;
        let document = map.need("document", reader).and_then(|node| {
            let id = reader.text(node)?;
            if setting.documents.contains(&id) {
                return Some(id);
            }
            reader.report(
                Code::UnknownDocument,
                node,
                text!(
                    "chỉ tiêu này không có tài liệu `{id}`",
                    "this leaf requires no document `{id}`"
                ),
                suggest::advice(&id, setting.documents.iter().map(String::as_str)),
            );
            None
        });
        let late = map
            .get("late")
            .map_or(Some(Exact::zero()), |node| setting.points(node));
        let mut steps: Vec<By> = Vec::new();
        let mut whole = true;
        let list = map.need("steps", reader)?;
        for item in reader.list(list)? {
            let Some(mut step) = reader.map(item) else {
                whole = false;
                continue;
            };
            let by_node = step.need("by", reader);
            let by = by_node.and_then(|node| (setting.date)(node));
            let points = step
                .need("points", reader)
                .and_then(|node| setting.points(node));
            step.finish(reader);
            let (Some(by_node), Some(by), Some(points)) = (by_node, by, points) else {
                whole = false;
                continue;
            };
            if steps.last().is_some_and(|last| last.by >= by) {
                reader.report(
                    Code::BadOrder,
                    by_node,
                    text!(
                        "hạn này không sau hạn của bậc trước",
                        "this day is not after the step before"
                    ),
                    text!(
                        "xếp các bậc từ sớm đến muộn",
                        "order the steps from early to late"
                    ),
                );
            }
            steps.push(By { by, points });
        }
        if steps.is_empty() && whole {
            reader.report(
                Code::BadValue,
                list,
                text!("cần ít nhất một bậc", "at least one step is needed"),
                None,
            );
            return None;
        }
        Some(Self {
            document: document?,
            steps: whole.then_some(steps)?,
            late: late?,
        })
    }

    pub(super) fn award(&self, given: &Given<'_>) -> Award<'_> {
        let in_time = self
            .steps
            .first()
            .map_or_else(Exact::zero, |step| step.points.clone());
        let (points, reason) = match given.issue(&self.document) {
            Issue::Missing => {
                given.note(|| Step::WithoutDocument(self.document.clone()));
                (Exact::zero(), Reason::Document)
            }
            Issue::Assumed => {
                given.note(|| Step::InTime(self.document.clone(), in_time.clone()));
                (in_time, Reason::Document)
            }
            Issue::On(date) => {
                let step = self.steps.iter().find(|step| date <= step.by);
                let points = step.map_or(&self.late, |step| &step.points).clone();
                given.note(|| Step::Issued(self.document.clone(), date, points.clone()));
                (points, Reason::Late)
            }
        };
        let cause = Cause {
            reason,
            figures: Vec::new(),
            document: Some(&self.document),
        };
        Award::Points { points, cause }
    }
}
