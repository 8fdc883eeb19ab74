//! `parindex missing`: what is still to be handed in, by owner.

use clap::ArgMatches;

use crate::commands::arguments;
use crate::commands::assessed::Assessed;
use crate::commands::output::{self, Format, Look, Output};
use crate::commands::run::{Exit, value};
use crate::commands::{basis, request};
use crate::report::missing::Missing;
use crate::report::paper;

/// What it can be printed as.
const FORMATS: [Format; 5] = [
    Format::Terminal,
    Format::Text,
    Format::Markdown,
    Format::Csv,
    Format::Xlsx,
];

/// Lists what is missing.
///
/// # Errors
/// Where inputs or arguments are wrong, or a file cannot be read or written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read(matches, &FORMATS)?;
    let as_of = match value(matches, "as-of") {
        Some(day) => arguments::date("as-of", &day)?,
        None => arguments::today(),
    };
    let request = request::read(matches, look)?;
    let assessed = Assessed::read(&request, Some(as_of))?;
    output.refuse_inputs(&assessed.submission.read_from)?;
    output.refuse_terminal("con-thieu")?;
    let standing = basis::stand_on(&assessed, basis::asked(matches))?;
    let view = assessed.view_on(standing.as_ref(), look.lang, None);
    let owner = value(matches, "owner");
    let missing = Missing::of(&view, owner.as_deref()).map_err(|known| {
        let owner = owner.as_deref().unwrap_or_default();
        arguments::unknown_owner(owner, &known)
    })?;
    let bytes = match output.format {
        Format::Text => missing.message().into_bytes(),
        Format::Markdown => paper::markdown::render(&missing.paper(), look.lang).into_bytes(),
        Format::Csv => paper::csv::render(&missing.paper(), output.dialect)?,
        Format::Xlsx => paper::xlsx::render(&missing.paper(), None, look.lang)?,
        _ => missing.terminal(output.screen(look)).into_bytes(),
    };
    output.target.write(&bytes)?;
    output::tell(&assessed.diagnostics, look);
    Ok(Exit::Done)
}
