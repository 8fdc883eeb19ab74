//! Kế hoạch khắc phục: what was lost, why, and who does what to win it back: in this period,
//! while it can still be supplemented, or in the next.

mod results;
mod tasks;

use super::letter::Writer;
use super::model::{Block, Paper};
use crate::points::Points;
use crate::report::details;
use crate::report::measures::{ByOwner, MeasureWords, Mode, by_owner, of_person};
use crate::report::plan::Planned;
use crate::report::score_words::Wording;
use crate::report::view::View;
use crate::report::words;
use crate::score::assessment::Loss;
use tasks::Tasks;

/// Writes the plan of a unit: everything that can be mended, or the steps that were `planned`.
pub fn plan(view: &View<'_>, mode: Mode<'_>, planned: Option<Planned<'_>>) -> Paper {
    Plan {
        planned,
        ..Plan::new(view, mode)
    }
    .write()
}

/// Writes the page of one officer, by role or name; else the names that are known.
///
/// # Errors
/// Where nobody of that name has anything to do.
pub fn slip(view: &View<'_>, mode: Mode<'_>, wanted: &str) -> Result<Paper, Vec<String>> {
    let plan = Plan::new(view, mode);
    let owners = by_owner(view, mode, |loss| plan.is_next() || loss.recoverable);
    of_person(owners, wanted).map(|owners| plan.slip(&owners))
}

#[derive(Clone, Copy)]
struct Plan<'a> {
    view: &'a View<'a>,
    said: Wording<'a>,
    mode: Mode<'a>,
    /// The steps to a goal, in place of all measures.
    planned: Option<Planned<'a>>,
}

impl<'a> Plan<'a> {
    fn new(view: &'a View<'a>, mode: Mode<'a>) -> Self {
        let said = Wording { view };
        Self {
            view,
            said,
            mode,
            planned: None,
        }
    }

    fn write(self) -> Paper {
        let lang = self.view.lang;
        let year = self.view.submission.year;
        let mut writer = Writer::new(&self.view.submission.manifest.letter, lang);
        let head = writer.head("KH", self.view.as_of);
        let mut body = writer.grounds();
        body.push(Block::Text(lang.pick(
            format!(
                "{} ban hành Kế hoạch khắc phục những hạn chế làm mất điểm Chỉ số cải cách hành chính năm {year}, như sau:",
                self.unit()
            ),
            format!(
                "{} issues this plan to mend what cost points of the PAR Index {year}:",
                self.unit()
            ),
        )));
        body.extend(self.purpose());
        body.extend(self.results());
        body.extend(self.measures(&mut writer));
        let closing = writer.closing();
        Paper {
            banner: words::banner(self.view.set().provenance, lang).map(ToOwned::to_owned),
            head: Some(head),
            kind: lang.pick("KẾ HOẠCH", "PLAN").to_owned(),
            about: lang.pick(
                format!("Khắc phục hạn chế làm mất điểm Chỉ số cải cách hành chính năm {year}"),
                format!("To mend what cost points of the PAR Index {year}"),
            ),
            body,
            closing: Some(closing),
            annexes: Vec::new(),
            blanks: writer.into_blanks(),
        }
    }

    fn unit(self) -> &'a str {
        self.said
            .unit()
            .unwrap_or(self.said.pick("Đơn vị", "The unit"))
    }

    fn purpose(self) -> [Block; 2] {
        let lang = self.view.lang;
        let year = self.view.submission.year;
        let aim = match self.mode {
            Mode::ThisPeriod => lang.pick(
                format!("Bổ sung tài liệu, số liệu còn thiếu để lấy lại điểm Chỉ số cải cách hành chính năm {year} trong thời hạn bổ sung; mỗi việc có người chịu trách nhiệm và thời hạn."),
                format!("To supplement documents and figures within the deadline and win back points of the PAR Index {year}; every task has a person and a day."),
            ),
            Mode::NextPeriod(set) => {
                let next = set.year;
                lang.pick(
                    format!("Khắc phục từng nguyên nhân đã làm mất điểm năm {year}, để không lặp lại khi chấm điểm năm {next}; mỗi việc có người chịu trách nhiệm và thời hạn."),
                    format!("To mend every cause that cost points in {year}, so that none returns in {next}; every task has a person and a day."),
                )
            }
        };
        let heading = lang.pick("I. MỤC ĐÍCH, YÊU CẦU", "I. PURPOSE");
        [Block::Part(heading.to_owned()), Block::Text(aim)]
    }

    /// Part III: what is to be done, by the officer who answers for it.
    fn measures(self, writer: &mut Writer<'_>) -> Vec<Block> {
        let lang = self.view.lang;
        let heading = lang.pick("III. GIẢI PHÁP KHẮC PHỤC", "III. MEASURES");
        let mut blocks = vec![Block::Part(heading.to_owned())];
        if let Some(planned) = self.planned {
            blocks.extend(planned.measures());
            blocks.push(self.end());
            return blocks;
        }
        let can = |loss: &Loss| self.is_next() || loss.recoverable;
        let owners = by_owner(self.view, self.mode, can);
        if owners.is_empty() {
            let nothing = lang.pick("Không có việc phải khắc phục.", "Nothing is to be mended.");
            blocks.push(Block::Text(nothing.to_owned()));
        } else {
            let tasks = self.tasks();
            blocks.push(Block::Text(self.opening(tasks.points(&owners))));
            blocks.push(Block::Table(tasks.table(&owners, writer)));
        }
        let lost = by_owner(self.view, self.mode, |loss| !can(loss));
        blocks.extend(self.lost_for_good(&lost));
        blocks.push(self.end());
        blocks
    }

    fn end(self) -> Block {
        let end = self.said.pick(
            "Người được giao việc báo cáo kết quả và vướng mắc với lãnh đạo đơn vị trước thời hạn của từng việc./.",
            "Whoever is given a task reports on it before its day.",
        );
        Block::Text(end.to_owned())
    }

    fn tasks(self) -> Tasks<'a> {
        let (view, mode) = (self.view, self.mode);
        Tasks {
            words: MeasureWords { view, mode },
        }
    }

    fn is_next(self) -> bool {
        matches!(self.mode, Mode::NextPeriod(_))
    }

    /// What all measures win together.
    fn opening(self, points: Points) -> String {
        let lang = self.view.lang;
        let points = self.said.fixed(points);
        match self.mode {
            Mode::ThisPeriod => lang.pick(
                format!("Làm đủ các việc sau trước hạn bổ sung thì lấy lại {points} điểm:"),
                format!("Done before the supplement deadline, these win back {points} points:"),
            ),
            Mode::NextPeriod(set) => {
                let year = set.year;
                lang.pick(
                    format!("Để không mất điểm vì các nguyên nhân ấy khi chấm năm {year}, giao các việc sau; điểm có thể đạt kỳ sau: thêm {points}."),
                    format!("So that these causes cost nothing in {year}, the following is done; points that can be reached next time: {points} more."),
                )
            }
        }
    }

    /// What can no longer be won back in this period, and why.
    fn lost_for_good(self, owners: &[ByOwner<'_>]) -> Vec<Block> {
        let lang = self.view.lang;
        let lost = || owners.iter().flat_map(|owner| &owner.measures);
        if lost().next().is_none() {
            return Vec::new();
        }
        let points = self.said.fixed(lost().map(|measure| measure.lost).sum());
        let mut blocks = vec![Block::Text(lang.pick(
            format!("Không thể lấy lại trong kỳ này {points} điểm:"),
            format!("{points} points can no longer be won back in this period:"),
        ))];
        blocks.extend(lost().map(|measure| {
            let names = measure.leaves.iter().map(|leaf| leaf.name.as_str());
            let names = names.collect::<Vec<_>>().join("; ");
            let points = self.said.fixed(measure.lost);
            let cause = details::sentence(self.view, measure.loss);
            Block::Item(format!("{names} ({points}): {cause}."))
        }));
        blocks
    }

    /// One officer's page.
    fn slip(self, owners: &[ByOwner<'_>]) -> Paper {
        let lang = self.view.lang;
        let mut writer = Writer::new(&self.view.submission.manifest.letter, lang);
        let tasks = self.tasks();
        let who = owners.iter().find_map(|owner| owner.person.or(owner.role));
        let who = who.unwrap_or(lang.pick("Chưa phân công", "Nobody in charge"));
        let table = tasks.table(owners, &mut writer);
        let year = self.view.submission.year;
        let about = lang.pick(
            format!("{who}: khắc phục hạn chế làm mất điểm Chỉ số cải cách hành chính năm {year} của {}", self.unit()),
            format!("{who}: to mend what cost points of the PAR Index {year} of {}", self.unit()),
        );
        let body = vec![
            Block::Text(self.opening(tasks.points(owners))),
            Block::Table(table),
        ];
        let banner = words::banner(self.view.set().provenance, lang);
        Paper {
            blanks: writer.into_blanks(),
            ..Paper::sheet(
                banner,
                lang.pick("PHIẾU GIAO VIỆC", "TASK SLIP"),
                about,
                body,
            )
        }
    }
}
