//! `parindex recheck`: from claim to published points, every difference traced.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::commands::arguments::{self, BadArgument};
use crate::commands::assessed::Assessed;
use crate::commands::output::{self, Format, Look, Output};
use crate::commands::request;
use crate::commands::run::{Exit, flag, texts, value};
use crate::commands::units;
use crate::evidence::location::Location;
use crate::evidence::submission::Request;
use crate::recheck::{Change, Recheck, changes};
use crate::report::recheck::Followed;
use crate::report::{json, paper};
use crate::text::lang::text;

/// What it can be printed as.
const FORMATS: [Format; 3] = [Format::Terminal, Format::Markdown, Format::Json];

/// Follows the points of units.
///
/// # Errors
/// Where inputs or arguments are wrong, or a file cannot be read or written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read(matches, &FORMATS)?;
    let request = request::read(matches, look)?;
    let as_of = value(matches, "as-of");
    let as_of = as_of
        .map(|day| arguments::date("as-of", &day))
        .transpose()?;
    let read = units::read(&request, as_of, matches)?;
    output.refuse_inputs(&read.read_from)?;
    let before = matches.get_one::<PathBuf>("before");
    if before.is_some() && read.units.len() > 1 {
        let units = read.units.len();
        return Err(BadArgument(text!(
            "--before so hai bản của một hồ sơ; ở đây có {units} đơn vị",
            "--before compares two versions of one submission; here are {units} units"
        ))
        .into());
    }
    let mut followed: Vec<(Recheck, Option<Vec<Change>>)> = Vec::new();
    for unit in &read.units {
        let differing = before.map(|before| version_before(before, unit, &request, &output));
        followed.push((unit.assessed.recheck()?, differing.transpose()?));
    }
    let all: Vec<Followed<'_>> = read
        .units
        .iter()
        .zip(&followed)
        .map(|(unit, (recheck, changes))| Followed {
            submission: &unit.assessed.submission,
            recheck,
            changes: changes.as_deref(),
            lang: look.lang,
        })
        .collect();
    let each = |render: &dyn Fn(&paper::Paper) -> String| {
        let papers = all.iter().map(|followed| render(&followed.paper()));
        papers.collect::<Vec<_>>().join("\n").into_bytes()
    };
    let bytes = match output.format {
        Format::Json => json::recheck::render(&all)?.into_bytes(),
        Format::Markdown => each(&|of| paper::markdown::render(of, look.lang)),
        _ => each(&|of| paper::terminal::render(of, look.lang, output.screen(look))),
    };
    output.target.write(&bytes)?;
    read.tell(look);
    let over = all.iter().any(|of| !of.recheck.over.is_empty());
    let gate = texts(matches, "fail-on")
        .iter()
        .any(|gate| gate == "claims")
        && over;
    if gate {
        let missed = text!("không đạt --fail-on claims", "--fail-on claims not met");
        output::say(&format!("{}\n", missed.get(look.lang)));
    }
    Ok(
        match (read.any_broken && !flag(matches, "allow-broken"), gate) {
            (true, _) => Exit::Wrong,
            (false, true) => Exit::GateNotMet,
            (false, false) => Exit::Done,
        },
    )
}

/// What changed since an earlier version of the same unit's submission.
fn version_before(
    folder: &Path,
    unit: &units::Unit,
    request: &Request,
    output: &Output,
) -> anyhow::Result<Vec<Change>> {
    let submission = &unit.assessed.submission;
    let request = Request {
        folder: Location::enter(folder.to_owned())?,
        unit: submission.unit.unit.clone(),
        criteria: request.criteria.clone(),
        year: Some(submission.year),
        reading: request.reading.clone(),
        looking: request.looking.clone(),
        ..Request::default()
    };
    let before = Assessed::read(&request, None)?;
    output.refuse_inputs(&before.submission.read_from)?;
    if before.submission.set.sha256 != submission.set.sha256 {
        return Err(BadArgument(text!(
            "--before: bản trước dùng bộ tiêu chí khác",
            "--before: the earlier version is made for another set"
        ))
        .into());
    }
    let (old, new) = (&before.submission.unit.facts, &submission.unit.facts);
    Ok(changes(&submission.set, old, new))
}
