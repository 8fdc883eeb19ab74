//! A plan as a paper: what to do, who, until when, for how many points; that nothing cheaper
//! reaches the goal; what more work would reach; what can no longer be won.

mod lost;
mod weakest;

use std::collections::BTreeMap;

pub use weakest::weakest;

use crate::plan::solve::{Act, Goal, Plan, Proof, Step};
use crate::plan::universe::Setting;
use crate::points::Points;
use crate::report::measures::{MeasureWords, Mode, wanted};
use crate::report::paper::{Block, Cell, Column, Paper, Role, Row, Table};
use crate::report::score_words::Wording;
use crate::report::view::View;
use crate::report::words;
use crate::text::{dates, numbers};
use rust_decimal::Decimal;

/// How many rows of the frontier a paper shows.
const SHOWN: usize = 20;

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
        body.extend(self.unstated_effort().map(Block::Text));
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
        let mut text = lang.pick(format!("Hiện {now} điểm"), format!("Now {now} points"));
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

    /// What to do: a row for each step.
    pub fn table(self) -> Table {
        let lang = self.view.lang;
        let leaf = self.said().leaf_word().to_owned();
        let columns = vec![
            Column::middle(lang.pick("TT", "No."), 5),
            Column::words(lang.pick("Việc phải làm", "Step"), 42),
            Column::middle(leaf, 12),
            Column::words(lang.pick("Người phụ trách", "In charge"), 17),
            Column::middle(lang.pick("Thời hạn", "By"), 11),
            Column::points(lang.pick("Ngày công", "Days"), 8),
            Column::points(lang.pick("Thêm", "Gain"), 8).fixed(self.view.set().rounding.digits),
        ];
        let mut rows = Vec::new();
        for group in &self.plan.groups {
            let last = group.steps.len() - 1;
            for (position, step) in group.steps.iter().enumerate() {
                let gain = if position == last {
                    Cell::Points(group.gain)
                } else {
                    Cell::text(lang.pick("cùng việc dưới", "with the next"))
                };
                rows.push(Row {
                    role: Role::Leaf,
                    cells: vec![
                        Cell::Count(rows.len() + 1),
                        Cell::text(self.act(step)),
                        Cell::text(self.codes(step)),
                        Cell::text(self.owner(step)),
                        step.by
                            .map_or(Cell::Blank, |day| Cell::text(dates::short(day))),
                        Cell::text(self.days(step)),
                        gain,
                    ],
                });
            }
        }
        let gain: Points = self.plan.groups.iter().map(|group| group.gain).sum();
        rows.push(Row {
            role: Role::Total,
            cells: vec![
                Cell::Blank,
                Cell::text(lang.pick("Cộng", "Total")),
                Cell::Blank,
                Cell::Blank,
                Cell::Blank,
                Cell::text(numbers::show(self.plan.effort, lang)),
                Cell::Points(gain),
            ],
        });
        Table {
            name: lang.pick("Việc phải làm", "Planned").to_owned(),
            caption: None,
            columns,
            rows,
            chart: None,
        }
    }

    /// Days of work, with a mark where nobody stated them.
    fn days(self, step: &Step) -> String {
        let days = numbers::show(step.effort.days, self.view.lang);
        if step.effort.stated {
            days
        } else {
            format!("{days}*")
        }
    }

    /// What a step is, in words.
    pub fn act(self, step: &Step) -> String {
        match &step.act {
            Act::Attach { document, leaves } => self.attach(leaves, document),
            Act::Raise {
                leaf,
                figure,
                from,
                to,
            } => self.said().raised(*leaf, figure, from, to),
        }
    }

    /// A document to be attached, worded as wherever else it is asked for.
    fn attach(self, leaves: &[usize], id: &str) -> String {
        let view = self.view;
        let mode = self
            .setting
            .time
            .next
            .map_or(Mode::ThisPeriod, Mode::NextPeriod);
        let mut name = id;
        for &index in leaves {
            let leaf = view.set().nodes[index].leaf.as_ref();
            let requirements = leaf.into_iter().flat_map(|leaf| &leaf.documents);
            for (position, requirement) in requirements.enumerate() {
                let mut documents = requirement.documents.iter();
                let Some(document) = documents.find(|document| document.id == id) else {
                    continue;
                };
                name = &document.name;
                if !requirement.one_of
                    && let Some(wanted) = wanted(view, mode, index, position)
                {
                    return MeasureWords { view, mode }.documents(&[wanted]);
                }
            }
        }
        view.lang
            .pick(format!("Đính kèm {name}"), format!("Attach {name}"))
    }

    /// The codes of the leaves that a step is about.
    fn codes(self, step: &Step) -> String {
        let codes: Vec<&str> = step
            .leaves()
            .iter()
            .map(|leaf| self.view.set().nodes[*leaf].code.as_str())
            .collect();
        codes.join(", ")
    }

    /// Who answers for a step: the person of the role, else the role.
    fn owner(self, step: &Step) -> String {
        let owners = &self.view.submission.manifest.owners;
        let role = self.role(step);
        let person = role.and_then(|role| owners.get(role).map(String::as_str));
        person.or(role).unwrap_or_default().to_owned()
    }

    /// The role that answers for a step: that of its first leaf.
    pub fn role(self, step: &Step) -> Option<&'a str> {
        let first = step.leaves().first().copied()?;
        let leaf = self.view.set().nodes[first].leaf.as_ref()?;
        leaf.owner.as_deref()
    }

    /// How sure it is that nothing cheaper does it.
    fn proof(self) -> Option<String> {
        let lang = self.view.lang;
        let open = crate::plan::solve::open_steps(self.setting).len();
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

    fn unstated_effort(self) -> Option<String> {
        let mut steps = self.plan.groups.iter().flat_map(|group| &group.steps);
        steps.any(|step| !step.effort.stated).then(|| {
            self.view
                .lang
                .pick(
                    "(*) Bộ tiêu chí chưa ghi công sức (`effort`): tính một ngày cho mỗi tài liệu, mỗi bước của số liệu. Dùng --effort BẢNG để khai.",
                    "(*) The set states no effort: a document, or a step of a figure, counts as one day. State it with --effort TABLE.",
                )
                .to_owned()
        })
    }

    /// The best result for each effort.
    fn frontier(self) -> Vec<Block> {
        let lang = self.view.lang;
        let all = &self.plan.frontier;
        if all.len() < 3 {
            return Vec::new();
        }
        let heading = lang.pick("Công bỏ ra và điểm đạt được", "What work reaches");
        let columns = vec![
            Column::points(lang.pick("Ngày công", "Days"), 20),
            Column::points(lang.pick("Điểm cao nhất", "Best result"), 20),
            Column::points(lang.pick("Thêm", "Gain"), 20).fixed(self.view.set().rounding.digits),
        ];
        let shown = evenly(all);
        let rows = shown.iter().map(|(days, points)| Row {
            role: Role::Leaf,
            cells: vec![
                Cell::text(numbers::show(*days, lang)),
                Cell::Points(*points),
                Cell::Points(*points - self.plan.now),
            ],
        });
        let table = Table {
            name: lang.pick("Công và điểm", "Work and points").to_owned(),
            caption: None,
            rows: rows.collect(),
            columns,
            chart: None,
        };
        let mut blocks = vec![Block::Section(heading.to_owned()), Block::Table(table)];
        let left = all.len() - shown.len();
        if left > 0 {
            blocks.push(Block::Text(lang.pick(
                format!("Còn {left} mức nữa ở giữa: xem --format json."),
                format!("{left} more in between: see --format json."),
            )));
        }
        blocks
    }
}

/// At most [`SHOWN`] of them, the first and the last among them.
fn evenly(all: &[(Decimal, Points)]) -> Vec<(Decimal, Points)> {
    let last = all.len() - 1;
    let parts = last.clamp(1, SHOWN - 1);
    let places: BTreeMap<usize, ()> = (0..=parts).map(|part| (part * last / parts, ())).collect();
    places.into_keys().map(|place| all[place]).collect()
}
