//! `parindex audit`: consistency across units.

use clap::ArgMatches;

use crate::audit::{Audited, audit};
use crate::commands::output::{Format, Look, Output};
use crate::commands::run::{Exit, flag};
use crate::commands::units::Unit;
use crate::commands::{request, units};
use crate::report::audit::Findings;
use crate::report::{json, paper};

/// What it can be printed as.
const FORMATS: [Format; 3] = [Format::Terminal, Format::Markdown, Format::Json];

/// Compares units.
///
/// # Errors
/// Where inputs or arguments are wrong, or a file cannot be read or written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read(matches, &FORMATS)?;
    let request = request::read(matches, look)?;
    let read = units::read(&request, None, matches)?;
    output.refuse_inputs(&read.read_from)?;
    let units: Vec<Audited<'_>> = read.units.iter().map(audited).collect();
    let findings = audit(&units)?;
    let found = Findings {
        units: &units,
        findings: &findings,
        lang: look.lang,
    };
    let bytes = match output.format {
        Format::Json => json::audit::render(&found)?.into_bytes(),
        Format::Markdown => paper::markdown::render(&found.paper(), look.lang).into_bytes(),
        _ => paper::terminal::render(&found.paper(), look.lang, output.screen(look)).into_bytes(),
    };
    output.target.write(&bytes)?;
    read.tell(look);
    Ok(if read.any_broken && !flag(matches, "allow-broken") {
        Exit::Wrong
    } else {
        Exit::Done
    })
}

fn audited(unit: &Unit) -> Audited<'_> {
    let submission = &unit.assessed.submission;
    let of = &submission.unit.unit;
    let named = of.name.as_deref().or(of.code.as_deref());
    Audited {
        code: of.code.clone(),
        name: named.unwrap_or(&unit.path).to_owned(),
        key: unit.label().to_owned(),
        path: &unit.path,
        year: submission.year,
        set: &submission.set,
        facts: &submission.unit.facts,
        files_checked: submission.attachments.is_some(),
    }
}
