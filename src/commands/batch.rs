//! What commands over many units share.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::commands::run::{BadInputs, value};
use crate::diagnostic::{Diagnostic, Problems, Severity};
use crate::evidence::inputs::{shown, source};
use crate::evidence::location::Location;
use crate::evidence::unit_list::UnitList;
use crate::report::check::Received;

/// The list of units that `--units` names.
///
/// # Errors
/// Where it cannot be read, or is wrong.
pub fn unit_list(matches: &ArgMatches, problems: &Problems) -> anyhow::Result<Option<UnitList>> {
    let Some(path) = value(matches, "units") else {
        return Ok(None);
    };
    let path = PathBuf::from(path);
    let own = Problems::default();
    let file = source(&Location::Disk(path.clone()), shown(&path), &own)?;
    let list = file.and_then(|file| UnitList::read(&file, &own));
    let failed = own.any_error();
    let found: Vec<Diagnostic> = own.into_sorted();
    match list.filter(|_| !failed) {
        Some(list) => {
            for warning in found {
                problems.add(warning);
            }
            Ok(Some(list))
        }
        None => {
            let errors = found
                .into_iter()
                .filter(|found| found.code.severity() == Severity::Error);
            Err(BadInputs(errors.collect()).into())
        }
    }
}

/// Adds the units of the list of which nothing was received.
pub fn absent(list: &UnitList, received: &mut Vec<Received>) {
    let there: Vec<usize> = received.iter().filter_map(|one| one.listed).collect();
    received.extend(list.others(&there).map(|(index, listed)| Received {
        unit: listed.unit.clone(),
        listed: Some(index),
        ..Received::default()
    }));
}
