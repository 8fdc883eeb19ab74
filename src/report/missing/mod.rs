//! What is still to be attached, entered or explained, by the officer who answers for it: where
//! to put it, what it wins back, until when, and which files may be meant already.

mod message;
mod near;
mod paper;
mod terminal;

use jiff::civil::Date;

use crate::points::Points;
use crate::report::measures::{Act, ByOwner, Measure, MeasureWords, Mode, by_owner, of_person};
use crate::report::score_words::Wording;
use crate::report::view::View;
use crate::score::assessment::Status;
use crate::text::dates;

/// What a submission still lacks.
#[derive(Debug)]
pub struct Missing<'a> {
    view: &'a View<'a>,
    owners: Vec<ByOwner<'a>>,
}

impl<'a> Missing<'a> {
    /// Everything, or what one officer has to do: by role or by name.
    ///
    /// # Errors
    /// Where nobody of that name has anything to do: the names that are known.
    pub fn of(view: &'a View<'a>, owner: Option<&str>) -> Result<Self, Vec<String>> {
        let mut owners = by_owner(view, Mode::ThisPeriod, |loss| loss.cause.is_lack());
        if let Some(wanted) = owner {
            owners = of_person(owners, wanted)?;
        }
        for owner in &mut owners {
            let gain = |measure: &Measure<'_>| std::cmp::Reverse(measure.regain);
            owner.measures.sort_by_key(gain);
        }
        Ok(Self { view, owners })
    }

    fn words(&self) -> Words<'_> {
        Words {
            said: Wording { view: self.view },
            measures: MeasureWords {
                view: self.view,
                mode: Mode::ThisPeriod,
            },
        }
    }

    /// What all of it wins back together.
    fn points(&self) -> Points {
        let measures = self.owners.iter().flat_map(|owner| &owner.measures);
        measures.map(|measure| measure.lost).sum()
    }

    fn count(&self) -> usize {
        self.owners.iter().map(|owner| owner.measures.len()).sum()
    }
}

/// Words what is missing.
#[derive(Clone, Copy)]
struct Words<'a> {
    said: Wording<'a>,
    measures: MeasureWords<'a>,
}

impl Words<'_> {
    fn pick<'t>(self, vi: &'t str, en: &'t str) -> &'t str {
        self.said.pick(vi, en)
    }

    /// How much there is to do, and what it wins.
    fn summary(self, missing: &Missing<'_>) -> String {
        let (count, points) = (missing.count(), self.said.fixed(missing.points()));
        let all = || missing.owners.iter().flat_map(|owner| &owner.measures);
        if count > 0 && all().all(|measure| !measure.recoverable) {
            return self.said.view.lang.pick(
                format!("Đã quá hạn bổ sung: {count} việc không còn làm được trong kỳ này ({points} điểm)."),
                format!("The supplement deadline is over: {count} tasks can no longer be done in this period ({points} points)."),
            );
        }
        if count == 0 {
            let all = self.pick(
                "Không còn tài liệu, số liệu hay giải trình nào thiếu.",
                "No document, figure or explanation is missing.",
            );
            return all.to_owned();
        }
        self.said.view.lang.pick(
            format!("Còn {count} việc; làm đủ thì lấy lại {points} điểm."),
            format!("{count} tasks are left; done together they win back {points} points."),
        )
    }

    /// The points that wait for surveys, and what is to be handed in once there are results.
    fn awaited(self) -> Vec<String> {
        let view = self.said.view;
        let (set, facts) = (view.set(), &view.submission.unit.facts);
        let open = set.surveys.iter().filter(|survey| {
            let id = survey.figure.id.as_str();
            !facts.common.contains_key(id)
        });
        let lines = open.filter_map(|survey| {
            let waits = set.leaves().filter(|(index, _, leaf)| {
                let pending = view.assessment.nodes[*index].status == Status::Pending;
                pending && leaf.rule.figures().contains(survey.figure.id.as_str())
            });
            let codes: Vec<&str> = waits.map(|(_, node, _)| node.code.as_str()).collect();
            let (codes, label, wanted) = (
                Some(codes.join(", ")).filter(|codes| !codes.is_empty())?,
                survey.figure.label(),
                survey.wanted(),
            );
            let wanted = wanted.get(view.lang);
            Some(view.lang.pick(
                format!("Chờ khảo sát «{label}» ({codes}): khi có kết quả, {wanted}."),
                format!(
                    "Waiting for the survey «{label}» ({codes}): once there are results, {wanted}."
                ),
            ))
        });
        lines.collect()
    }

    /// That nobody stated the last day, and where to state it.
    fn no_deadline(self, missing: &Missing<'_>) -> Option<String> {
        let mut measures = missing.owners.iter().flat_map(|owner| &owner.measures);
        let words = self.pick(
            "Chưa nêu hạn bổ sung: ghi `deadlines.supplement` trong parindex.yaml hoặc trang Thông tin chung.",
            "The supplement deadline is not stated: state `deadlines.supplement` in parindex.yaml or on the sheet Thông tin chung.",
        );
        measures
            .any(|measure| measure.by.is_none())
            .then(|| words.to_owned())
    }

    /// Who it is for: a role without a name stays so.
    fn owner(self, owner: &ByOwner<'_>) -> String {
        match owner.person {
            Some(_) => self.measures.owner(owner, ""),
            None => owner
                .role
                .map_or_else(|| self.measures.owner(owner, ""), ToOwned::to_owned),
        }
    }

    /// Where to put it, and where to write it down.
    fn place(self, measure: &Measure<'_>) -> String {
        let lang = self.said.view.lang;
        let code = measure.leaves.first().map_or("", |leaf| leaf.code.as_str());
        let row = measure.loss.place.as_ref().map(|place| place.shown(lang));
        match &measure.act {
            Act::Documents(wanted) | Act::InTime(wanted) => {
                let attachments = self.said.view.submission.attachments.as_deref();
                let folder = attachments.map_or_else(
                    || code.to_owned(),
                    |attachments| format!("{}/{}", attachments.name(), attachments.folder_of(code)),
                );
                let ids: Vec<&str> = wanted
                    .iter()
                    .map(|one| one.requirement.id.as_str())
                    .collect();
                let ids = ids.join(", ");
                match row {
                    Some(row) => lang.pick(
                        format!("để tệp vào {folder}/, khai ở {row}"),
                        format!("put the file into {folder}/, declare it at {row}"),
                    ),
                    None => lang.pick(
                        format!("để tệp vào {folder}/, thêm dòng vào bảng minh chứng: mã {code}, tài liệu {ids}"),
                        format!("put the file into {folder}/, add a row to the evidence table: {code}, {ids}"),
                    ),
                }
            }
            Act::Figures | Act::Improve => {
                let set = self.said.view.set();
                let figures = measure.loss.figures.iter();
                let surveys: Option<Vec<_>> = figures.map(|id| set.survey(id)).collect();
                if let Some([first, others @ ..]) = surveys.as_deref() {
                    let all = std::iter::once(first).chain(others);
                    let each = all.map(|survey| survey.wanted().get(lang).to_owned());
                    return each.collect::<Vec<_>>().join("; ");
                }
                let ids = measure.loss.figures.join(", ");
                lang.pick(
                    format!("thêm dòng vào bảng số liệu: mã {code}, số liệu {ids}"),
                    format!("add a row to the table of figures: {code}, {ids}"),
                )
            }
        }
    }

    /// Until when, and how long that is.
    fn deadline(self, by: Option<Date>) -> Option<String> {
        let lang = self.said.view.lang;
        let by = by?;
        let day = dates::short(by);
        let left = self.said.view.as_of.and_then(|today| today.until(by).ok());
        Some(match left.map(|left| left.get_days()) {
            None => day,
            Some(0) => lang.pick(format!("{day} (hôm nay)"), format!("{day} (today)")),
            Some(days) if days > 0 => lang.pick(
                format!("{day} (còn {days} ngày)"),
                format!("{day} ({days} days left)"),
            ),
            Some(days) => {
                let days = -days;
                lang.pick(
                    format!("{day} (quá hạn {days} ngày)"),
                    format!("{day} ({days} days ago)"),
                )
            }
        })
    }

    /// What a task wins; where it can no longer be done in this period, that.
    fn regain(self, measure: &Measure<'_>) -> String {
        if measure.recoverable {
            format!("+{}", self.said.fixed(measure.regain))
        } else {
            self.pick("không còn", "too late").to_owned()
        }
    }
}
