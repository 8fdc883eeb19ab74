//! `parindex schema`: the JSON Schema of what people write and of what commands print.

use clap::ArgMatches;

use crate::commands::output::{Look, Target};
use crate::commands::run::{Exit, value};
use crate::schema::Kind;

/// Writes the schema that is asked for.
///
/// # Errors
/// Where the file exists already, or cannot be written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let asked = value(matches, "kind");
    let kind = Kind::ALL
        .into_iter()
        .find(|kind| Some(kind.id()) == asked.as_deref());
    if let Some(kind) = kind {
        Target::read(matches).write(kind.render(look.lang).as_bytes())?;
    }
    Ok(Exit::Done)
}
