//! Which inputs are asked for on the command line.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::commands::arguments::{self, BadArgument};
use crate::commands::run::{texts, value};
use crate::evidence::cells::Unit;
use crate::evidence::location::Location;
use crate::evidence::manifest::Paths;
use crate::evidence::submission::Request;

/// Reads the arguments of `cli::inputs`, as far as the command has them.
///
/// # Errors
/// Where the year is none.
pub fn read(matches: &ArgMatches) -> Result<Request, BadArgument> {
    let path = |name: &str| matches.try_get_one::<PathBuf>(name).ok().flatten().cloned();
    Ok(Request {
        folder: Location::Disk(path("folder").unwrap_or_else(|| PathBuf::from("."))),
        unit: Unit {
            code: value(matches, "unit"),
            name: value(matches, "name"),
        },
        year: value(matches, "year")
            .map(|year| arguments::year("year", &year))
            .transpose()?,
        criteria: value(matches, "criteria"),
        paths: Paths {
            evidence: texts(matches, "evidence"),
            figures: texts(matches, "figures"),
            attachments: path("attachments").map(|path| path.to_string_lossy().into_owned()),
            claims: texts(matches, "claims"),
            appraisals: texts(matches, "appraisals"),
            published: texts(matches, "published"),
            register: texts(matches, "register"),
            survey: texts(matches, "survey"),
        },
    })
}
