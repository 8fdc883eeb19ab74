//! `parindex schema`: the JSON Schema of a set, a manifest or a result.

use clap::ArgMatches;

use crate::commands::output::{Look, Target};
use crate::commands::run::{Exit, value};
use crate::schema::Kind;

/// Writes the schema that is asked for.
///
/// # Errors
/// Where the file exists already, or cannot be written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let kind = match value(matches, "kind").as_deref() {
        Some("criteria") => Kind::Criteria,
        Some("submission") => Kind::Submission,
        _ => Kind::Result,
    };
    Target::read(matches).write(kind.render(look.lang).as_bytes())?;
    Ok(Exit::Done)
}
