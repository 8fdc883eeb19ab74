//! `parindex plan`: the least work that reaches a goal, and what hangs on each file.

use clap::ArgMatches;

use crate::commands::arguments;
use crate::commands::assessed::Assessed;
use crate::commands::goal::Asked;
use crate::commands::output::{self, Format, Look, Output};
use crate::commands::run::{Exit, flag, value};
use crate::commands::{period, request};
use crate::plan::solve::solve;
use crate::plan::weakest::weakest;
use crate::report::json;
use crate::report::paper::{self, Paper};
use crate::report::plan::{self, Planned};

/// What it can be printed as.
const FORMATS: [Format; 3] = [Format::Terminal, Format::Markdown, Format::Json];

/// Plans.
///
/// # Errors
/// Where inputs or arguments are wrong, or a file cannot be read or written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read(matches, &FORMATS)?;
    let asked = Asked::read(matches)?;
    let today = match value(matches, "as-of") {
        Some(day) => arguments::date("as-of", &day)?,
        None => arguments::today(),
    };
    asked.check(today)?;
    let for_year = value(matches, "for-year")
        .map(|year| arguments::year("for-year", &year))
        .transpose()?;
    let assume_pending = value(matches, "assume-pending")
        .map(|share| arguments::percent("assume-pending", &share))
        .transpose()?;
    let request = request::read(matches, look)?;
    let assessed = Assessed::read(&request, Some(today))?;
    output.refuse_inputs(&assessed.submission.read_from)?;
    let set = &assessed.submission.set;
    let goal = asked.goal(set)?;
    let next = period::next(&assessed.submission, today, for_year)?;
    let efforts = asked.efforts(set)?;
    let view = assessed.view(look.lang, assume_pending);
    let setting = asked.setting(&view, today, next.as_ref(), &efforts);
    let (bytes, exit) = if flag(matches, "weakest") {
        let (weak, idle) = weakest(&setting)?;
        let bytes = match output.format {
            Format::Json => json::weakest::render(&view, &weak, idle)?.into_bytes(),
            _ => written(&plan::weakest(&view, &weak, idle), &output, look),
        };
        (bytes, Exit::Done)
    } else {
        let planned = Planned {
            view: &view,
            setting,
            plan: &solve(setting, goal)?,
        };
        let bytes = match output.format {
            Format::Json => json::plan::render(&planned)?.into_bytes(),
            _ => written(&planned.paper(), &output, look),
        };
        let exit = if planned.plan.reached {
            Exit::Done
        } else {
            Exit::GateNotMet
        };
        (bytes, exit)
    };
    output.target.write(&bytes)?;
    output::tell(&assessed.diagnostics, look);
    Ok(exit)
}

fn written(paper: &Paper, output: &Output, look: Look) -> Vec<u8> {
    match output.format {
        Format::Markdown => paper::markdown::render(paper, look.lang).into_bytes(),
        _ => paper::terminal::render(paper, look.lang, output.screen(look)).into_bytes(),
    }
}
