//! `parindex init`: an empty submission.

use clap::ArgMatches;

use crate::commands::output::Look;
use crate::commands::run::{Exit, Failure};

/// Makes the folder.
///
/// # Errors
/// Where the set is wrong or a file cannot be written.
pub fn run(_matches: &ArgMatches, _look: Look) -> Result<Exit, Failure> {
    Ok(Exit::Done)
}
