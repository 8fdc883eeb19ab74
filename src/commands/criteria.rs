//! `parindex criteria`: the shipped sets, one set in words, one set as it is.

use std::path::Path;

use clap::ArgMatches;

use crate::commands::arguments;
use crate::commands::output::{self, Format, Look, Output, Target};
use crate::commands::run::{BadInputs, Exit, value};
use crate::criteria::model::CriteriaSet;
use crate::criteria::{read, shipped};
use crate::diagnostic::{Diagnostic, Problems};
use crate::evidence::inputs::{Unreadable, set_file, shown, unknown_set};
use crate::evidence::location::Location;
use crate::report::criteria::{SetView, list, markdown, terminal};
use crate::report::json::criteria as json;
use crate::text::lang::text;

/// What sets can be shown as.
const FORMATS: [Format; 3] = [Format::Terminal, Format::Markdown, Format::Json];

/// Runs one of the commands below `criteria`.
///
/// # Errors
/// Where arguments or the set are wrong, or a file cannot be read or written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    match matches.subcommand() {
        Some(("list", matches)) => list_sets(matches, look),
        Some(("export", matches)) => export(matches),
        Some((_, matches)) => show(matches, look),
        None => Ok(Exit::Wrong),
    }
}

/// A set, and what is to be warned about.
pub(super) struct Loaded {
    pub(super) set: CriteriaSet,
    pub(super) warnings: Vec<Diagnostic>,
}

/// Reads a set by id or path, with its dates for `year` (`None`: the set's own).
///
/// # Errors
/// Where there is no such set, or something is wrong with it.
pub(super) fn load(wanted: &str, year: Option<i16>) -> anyhow::Result<Loaded> {
    let problems = Problems::default();
    let file = set_file(wanted, &Location::default(), &problems)?;
    let set = file
        .as_ref()
        .and_then(|file| read::read(file, year, &problems));
    let failed = problems.any_error();
    let warnings = problems.into_sorted();
    match set {
        Some(set) if !failed => Ok(Loaded { set, warnings }),
        _ => Err(BadInputs(warnings).into()),
    }
}

fn list_sets(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read(matches, &FORMATS)?;
    let mut sets = Vec::new();
    for id in shipped::ids() {
        sets.push(load(id, None)?.set);
    }
    let text = match output.format {
        Format::Json => json::list::render(&sets)?,
        Format::Markdown => list::markdown(&sets, look.lang),
        _ => list::terminal(&sets, look.lang, output.screen(look)),
    };
    output.target.write(text.as_bytes())?;
    Ok(Exit::Done)
}

fn show(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read(matches, &FORMATS)?;
    let depth = value(matches, "depth")
        .map(|depth| arguments::levels("depth", &depth))
        .transpose()?;
    let year = value(matches, "year")
        .map(|year| arguments::year("year", &year))
        .transpose()?;
    let wanted = value(matches, "set").unwrap_or_default();
    let loaded = load(&wanted, year)?;
    let view = SetView {
        set: &loaded.set,
        depth,
        lang: look.lang,
    };
    let text = match output.format {
        Format::Json => json::render(&view)?,
        Format::Markdown => markdown::render(&view),
        _ => terminal::render(&view, output.screen(look)),
    };
    keep_input(&output.target, &wanted)?;
    output.target.write(text.as_bytes())?;
    output::tell(&loaded.warnings, look);
    Ok(Exit::Done)
}

/// Refuses to write over the set that is shown.
fn keep_input(target: &Target, wanted: &str) -> Result<(), Unreadable> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let Some(path) = &target.path else {
        return Ok(());
    };
    match (real(path), real(Path::new(wanted))) {
        (Some(target), Some(input)) if target == input => Err(Unreadable {
            path: shown(path),
            reason: text!(
                "đây là bộ tiêu chí đang đọc, không ghi đè; chọn tệp khác",
                "this is the set that is shown and is not overwritten; choose another file"
            ),
        }),
        _ => Ok(()),
    }
}

fn export(matches: &ArgMatches) -> anyhow::Result<Exit> {
    let wanted = value(matches, "set").unwrap_or_default();
    let Some(text) = shipped::text(&wanted) else {
        return Err(BadInputs(vec![unknown_set(&wanted)]).into());
    };
    Target::read(matches).write(text.as_bytes())?;
    Ok(Exit::Done)
}
