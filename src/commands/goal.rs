//! What a plan is asked to reach, until when and with how much work a step.

use std::path::Path;
use std::sync::Arc;

use clap::ArgMatches;
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::commands::arguments::{self, BadArgument, Threshold};
use crate::commands::run::{BadInputs, value};
use crate::criteria::model::CriteriaSet;
use crate::diagnostic::Problems;
use crate::evidence::efforts::{self, Efforts};
use crate::evidence::inputs::{Found, shown};
use crate::evidence::location::Location;
use crate::evidence::table_files::TableFiles;
use crate::plan::solve::Goal;
use crate::plan::universe::{Setting, Time};
use crate::report::view::View;
use crate::tables;
use crate::text::lang::text;
use crate::text::{dates, fold, suggest};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    target: Option<Threshold>,
    class: Option<String>,
    by: Option<Date>,
    effort: Option<String>,
}

impl Asked {
    /// Reads `--target`, `--class`, `--by` and `--effort`.
    ///
    /// # Errors
    /// Where the target is no number, or the day none.
    pub fn read(matches: &ArgMatches) -> Result<Self, BadArgument> {
        let target = value(matches, "target");
        let by = value(matches, "by");
        Ok(Self {
            target: target
                .map(|target| arguments::threshold("target", &target))
                .transpose()?,
            class: value(matches, "class"),
            by: by.map(|day| arguments::date("by", &day)).transpose()?,
            effort: value(matches, "effort"),
        })
    }

    /// That everything cannot be done by a day gone by.
    ///
    /// # Errors
    /// Where the last day lies before today.
    pub fn check(&self, today: Date) -> Result<(), BadArgument> {
        match self.by {
            Some(by) if by < today => {
                let (by, today) = (dates::short(by), dates::short(today));
                Err(BadArgument(text!(
                    "--by {by}: đã qua (hôm nay {today})",
                    "--by {by}: gone by (today is {today})"
                )))
            }
            _ => Ok(()),
        }
    }

    /// Whether a goal is named.
    pub fn names_goal(&self) -> bool {
        self.target.is_some() || self.class.is_some()
    }

    /// Whether anything at all is asked for.
    pub fn is_there(&self) -> bool {
        self.names_goal() || self.by.is_some() || self.effort.is_some()
    }

    /// The goal, under a set; as many points as can be had where none is named.
    ///
    /// # Errors
    /// Where the set has no such class, or gives fewer points whatever is done.
    pub fn goal(&self, set: &CriteriaSet) -> Result<Goal, BadArgument> {
        match (&self.target, &self.class) {
            (Some(target), _) if beyond(*target, set) => Err(too_much(*target, set)),
            (Some(Threshold::Points(points)), _) => Ok(Goal::Points(*points)),
            (Some(Threshold::Percent(percent)), _) => Ok(Goal::Percent(*percent)),
            (None, Some(wanted)) => class(wanted, set).map(Goal::Class),
            (None, None) => Ok(Goal::Most),
        }
    }

    /// What a plan of a submission is made from.
    pub fn setting<'a>(
        &self,
        view: &'a View<'a>,
        today: Date,
        next: Option<&'a CriteriaSet>,
        efforts: &'a Efforts,
    ) -> Setting<'a> {
        Setting {
            set: view.set(),
            facts: &view.submission.unit.facts,
            assessment: view.assessment,
            files_checked: view.submission.attachments.is_some(),
            time: Time {
                today: Some(today),
                by: self.by,
                supplement_by: view.submission.supplement_by(),
                next,
            },
            efforts,
            assume_pending: view.assume_pending.as_ref(),
        }
    }

    /// The days of work that the user states.
    ///
    /// # Errors
    /// Where the table is wrong or cannot be read.
    pub fn efforts(&self, set: &CriteriaSet) -> anyhow::Result<Efforts> {
        let Some(path) = &self.effort else {
            return Ok(Efforts::default());
        };
        let problems = Problems::default();
        let found = Found::new(Location::Disk(path.into()), shown(Path::new(path)));
        let mut files = TableFiles::default();
        let tables = match files.sheets(&found, None, &problems)? {
            Some(sheets) => {
                let file = sheets.first().map(|sheet| Arc::clone(&sheet.file));
                let sheets: Vec<_> = sheets.iter().filter(|sheet| !sheet.hidden).collect();
                let of =
                    |file| tables::of_sheets(&file, &sheets, None, &efforts::is_known, &problems);
                file.map(of).unwrap_or_default()
            }
            None => {
                let file = files.inputs.first();
                let table = file.map(|file| tables::of_text(file, &efforts::is_known, &problems));
                table.flatten().into_iter().collect()
            }
        };
        let table = tables.first();
        let read = table.map(|table| Efforts::read(table, set, &problems));
        match read.filter(|_| !problems.any_error()) {
            Some(efforts) => Ok(efforts),
            None => Err(BadInputs(problems.into_sorted()).into()),
        }
    }
}

/// Whether a target lies above all that a set can give.
fn beyond(target: Threshold, set: &CriteriaSet) -> bool {
    let most = match target {
        Threshold::Points(_) => set.total.decimal(),
        Threshold::Percent(_) => Decimal::ONE_HUNDRED,
    };
    let (Threshold::Points(wanted) | Threshold::Percent(wanted)) = target;
    wanted > most && !set.bonus_over_total
}

fn too_much(target: Threshold, set: &CriteriaSet) -> BadArgument {
    let (id, total) = (&set.id, set.total);
    match target {
        Threshold::Points(points) => BadArgument(text!(
            "--target: {points} điểm vượt tổng điểm {total} của bộ tiêu chí {id}; viết từ 0 đến {total}",
            "--target: {points} points are above the total {total} of the set {id}; write 0 to {total}"
        )),
        Threshold::Percent(percent) => BadArgument(text!(
            "--target: {percent}% vượt 100%; viết từ 0% đến 100%",
            "--target: {percent}% is above 100%; write 0% to 100%"
        )),
    }
}

/// The class of a set that a name means, by position.
fn class(wanted: &str, set: &CriteriaSet) -> Result<usize, BadArgument> {
    let id = &set.id;
    if set.classes.is_empty() {
        return Err(BadArgument(text!(
            "--class: bộ tiêu chí {id} không xếp loại; dùng --target",
            "--class: the set {id} has no classes; use --target"
        )));
    }
    let key = fold::key(wanted);
    let mut classes = set.classes.iter();
    let class = classes.position(|class| fold::key(&class.name) == key);
    class.ok_or_else(|| {
        let names: Vec<&str> = set.classes.iter().map(|one| one.name.as_str()).collect();
        let near = suggest::nearest(wanted, names.iter().copied()).map(ToOwned::to_owned);
        let listed = near.unwrap_or_else(|| names.join(", "));
        BadArgument(text!(
            "--class: bộ tiêu chí {id} không có mức `{wanted}`; có: {listed}",
            "--class: the set {id} has no class `{wanted}`; there is: {listed}"
        ))
    })
}
