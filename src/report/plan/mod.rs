//! A plan as a paper: what to do, who, until when, for how many points; that nothing cheaper
//! reaches the goal; what more work would reach; what can no longer be won.

mod frontier;
mod lost;
mod steps;
mod weakest;

pub use weakest::weakest;

use crate::plan::solve::{Goal, Plan, Proof};
use crate::plan::universe::Setting;
use crate::report::paper::{Block, Paper};
use crate::report::score_words::Wording;
use crate::report::view::View;
use crate::report::words;
use crate::text::{dates, numbers};

/// A plan, ready to be written.
#[derive(Clone, Copy, Debug)]
pub struct Planned<'a> {
    /// The score it starts from.
    pub view: &'a View<'a>,
    /// What it was made from.
    pub setting: Setting<'a>,
    /// The plan.
    pub plan: &'a Plan,
}

impl<'a> Planned<'a> {
    fn said(self) -> Wording<'a> {
        Wording { view: self.view }
    }

    /// The paper.
    pub fn paper(self) -> Paper {
        let lang = self.view.lang;
        let said = self.said();
        let mut body = vec![Block::Text(self.opening())];
        if !self.plan.groups.is_empty() {
            body.push(Block::Table(self.table()));
        }
        body.extend(self.proof().map(Block::Text));
        body.extend(self.how_to_state_effort().map(Block::Text));
        body.extend(self.frontier());
        body.extend(self.lost());
        let unit = words::unit(said.unit(), lang);
        let index = words::index(self.view.submission.year, lang);
        let today = self.setting.time.today.map(dates::short);
        let today = today.map(|day| lang.pick(format!(" · ngày {day}"), format!(" · {day}")));
        Paper::sheet(
            words::banner(self.view.set().provenance, lang),
            lang.pick("PHƯƠNG ÁN LẤY ĐIỂM", "PLAN FOR MORE POINTS"),
            format!(
                "{}\n{unit} · {index} · {}{}",
                self.goal(),
                self.view.set().id,
                today.unwrap_or_default()
            ),
            body,
        )
    }

    /// The same as a part of another paper.
    pub fn measures(self) -> Vec<Block> {
        let mut blocks = vec![Block::Text(format!("{}. {}", self.goal(), self.opening()))];
        if !self.plan.groups.is_empty() {
            blocks.push(Block::Table(self.table()));
        }
        blocks.extend(self.proof().map(Block::Text));
        blocks.extend(self.unstated_effort().map(Block::Text));
        blocks.extend(self.lost());
        blocks
    }

    /// What is to be reached: `Đạt từ 95 điểm`.
    pub fn goal(self) -> String {
        let lang = self.view.lang;
        let mut goal = match self.plan.goal {
            Goal::Points(points) => {
                let points = numbers::show(points, lang);
                lang.pick(
                    format!("Đạt từ {points} điểm"),
                    format!("Reach {points} points"),
                )
            }
            Goal::Percent(percent) => {
                let percent = numbers::show(percent, lang);
                lang.pick(format!("Đạt từ {percent} %"), format!("Reach {percent} %"))
            }
            Goal::Class(class) => {
                let name = &self.view.set().classes[class].name;
                lang.pick(
                    format!("Đạt loại {name}"),
                    format!("Reach the class {name}"),
                )
            }
            Goal::Most => lang
                .pick("Lấy nhiều điểm nhất", "As many points as can be had")
                .to_owned(),
        };
        if let Some(next) = self.setting.time.next {
            let year = next.year;
            goal += &lang.pick(
                format!(", cho năm {year}"),
                format!(", for the year {year}"),
            );
        }
        if let Some(by) = self.setting.time.by.map(dates::short) {
            goal += &lang.pick(format!(", xong trước hết ngày {by}"), format!(", by {by}"));
        }
        goal
    }

    /// What it comes to, in a few sentences.
    fn opening(self) -> String {
        let lang = self.view.lang;
        let said = self.said();
        let plan = self.plan;
        let (now, then) = (said.plain(plan.now), said.plain(plan.then));
        let days = numbers::show(plan.effort, lang);
        let steps: usize = plan.groups.iter().map(|group| group.steps.len()).sum();
        let mut text = lang.pick(
            format!("Hiện {now} điểm tính được"),
            format!("Now {now} points by computation"),
        );
        if let Some(share) = &self.setting.assume_pending {
            let share = words::percent(share, lang);
            text += &lang.pick(
                format!(" (coi phần chờ đạt {share})"),
                format!(" (taking {share} of what is pending as given)"),
            );
        }
        text += ". ";
        let result = self.with_class(&then);
        text += &match (plan.reached, plan.goal, steps) {
            (true, Goal::Most, 0) => lang
                .pick("Không còn việc nào lấy thêm được điểm.", "Nothing more can be done.")
                .to_owned(),
            (true, _, 0) => lang
                .pick("Đã đạt mục tiêu, không phải làm gì thêm.", "The goal is reached already.")
                .to_owned(),
            (true, Goal::Most, _) => lang.pick(
                format!("Làm hết những gì làm được: {steps} việc, {days} ngày công, đạt {result}."),
                format!("All that can be done: {steps} steps, {days} days of work, reaching {result}."),
            ),
            (true, ..) => lang.pick(
                format!("Cách ít công nhất: {steps} việc, {days} ngày công, đạt {result}."),
                format!("The least work: {steps} steps, {days} days of work, reaching {result}."),
            ),
            (false, ..) => lang.pick(
                format!("KHÔNG ĐẠT ĐƯỢC MỤC TIÊU: nhiều nhất là {result}, bằng {steps} việc, {days} ngày công."),
                format!("THE GOAL CANNOT BE REACHED: at most {result}, by {steps} steps, {days} days of work."),
            ),
        };
        text
    }

    /// `93,84 điểm (93,84 %), loại Tốt`.
    fn with_class(self, then: &str) -> String {
        let lang = self.view.lang;
        let mut text = lang.pick(format!("{then} điểm"), format!("{then} points"));
        if let Some(percent) = self.plan.percent {
            text += &format!(" ({} %)", self.said().plain(percent));
        }
        // While anything is pending nobody knows the class.
        let known =
            self.view.assessment.total.pending.is_zero() || self.setting.assume_pending.is_some();
        if let Some(class) = self.plan.class.filter(|_| known) {
            let name = &self.view.set().classes[class].name;
            text += &lang.pick(format!(", loại {name}"), format!(", class {name}"));
        }
        text
    }

    /// How sure it is that nothing cheaper does it.
    fn proof(self) -> Option<String> {
        let lang = self.view.lang;
        let open = self.plan.open.len();
        let most = matches!(self.plan.goal, Goal::Most) || !self.plan.reached;
        Some(match (self.plan.proof, most) {
            (Proof::Optimal, false) => lang.pick(
                format!("Chứng minh: đã xét mọi cách kết hợp {open} việc làm được; không cách nào ít công hơn mà đạt mục tiêu."),
                format!("Proof: every combination of the {open} things that can be done was covered; none with less work reaches the goal."),
            ),
            (Proof::Optimal, true) => lang.pick(
                format!("Chứng minh: đã xét mọi cách kết hợp {open} việc làm được; không cách nào được nhiều điểm hơn, hay được chừng ấy mà ít công hơn."),
                format!("Proof: every combination of the {open} things that can be done was covered; none reaches more, nor as much with less work."),
            ),
            (Proof::AtLeast(days), _) => {
                let days = numbers::show(days, lang);
                lang.pick(
                    format!("Chưa chứng minh được là ít nhất: có quá nhiều cách kết hợp nên không xét hết; chắc chắn phải từ {days} ngày công trở lên."),
                    format!("Not proved to be the least: there are too many combinations to cover; it surely takes {days} days of work or more."),
                )
            }
        })
    }

    /// That some steps have no stated work.
    fn unstated_effort(self) -> Option<String> {
        let mut steps = self.plan.groups.iter().flat_map(|group| &group.steps);
        steps.any(|step| !step.effort.stated).then(|| {
            self.view
                .lang
                .pick(
                    "(*) Ngày công chưa được khai: tính một ngày cho mỗi tài liệu, mỗi bước của số liệu.",
                    "(*) Days of work are not stated: a document, or a step of a figure, counts as one.",
                )
                .to_owned()
        })
    }

    /// How to state work; not for papers that are signed.
    fn how_to_state_effort(self) -> Option<String> {
        self.unstated_effort().map(|note| {
            let how = self.view.lang.pick(
                "Khai bằng `effort` trong bộ tiêu chí hoặc --effort BẢNG.",
                "State them as `effort` in the set or with --effort TABLE.",
            );
            format!("{note} {how}")
        })
    }
}
