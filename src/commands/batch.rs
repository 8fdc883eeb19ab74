//! What commands over many units share.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;

use crate::commands::run::{BadInputs, texts, value};
use crate::diagnostic::{Diagnostic, Problems, Severity};
use crate::evidence::candidates::{Candidate, find, find_listed, link};
use crate::evidence::inputs::{Found, Unreadable, expand};
use crate::evidence::location::Location;
use crate::evidence::manifest::Paths;
use crate::evidence::submission::Request;
use crate::evidence::table_files::TableFiles;
use crate::evidence::unit_list::UnitList;
use crate::report::check::Received;
use crate::text::encoding::Encoding;

/// The list of units that `--units` names.
///
/// # Errors
/// Where it cannot be read, or is wrong.
pub fn unit_list(matches: &ArgMatches, problems: &Problems) -> anyhow::Result<Option<UnitList>> {
    let Some(path) = value(matches, "units") else {
        return Ok(None);
    };
    let own = Problems::default();
    let mut list = None;
    let encoding = value(matches, "encoding").and_then(|id| Encoding::from_id(&id));
    for found in expand(&[path], &Location::default())? {
        list = read_list(&found, encoding, &own)?;
    }
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

/// The submissions: those below the paths that are given, else those the list names, else the
/// working directory, where flags may name all tables.
///
/// # Errors
/// Where a path does not exist or cannot be read, or nothing below it is a submission.
pub fn candidates(
    matches: &ArgMatches,
    request: &Request,
    list: Option<&UnitList>,
    problems: &Problems,
) -> Result<Vec<Candidate>, Unreadable> {
    let paths = texts(matches, "paths");
    let file = value(matches, "units").map(PathBuf::from);
    let base = file.as_deref().and_then(Path::parent);
    let listed = list.map(|list| find_listed(list, base.unwrap_or(Path::new(""))));
    let listed = listed.unwrap_or_default();
    if !paths.is_empty() {
        let mut found = find(&paths, problems)?;
        link(&mut found, &listed);
        return Ok(found);
    }
    let names_places = |list: &UnitList| list.units.iter().any(|listed| listed.path.is_some());
    if list.is_some_and(names_places) {
        return Ok(listed);
    }
    if has_tables(&request.paths) {
        return Ok(vec![Candidate::new(Location::Disk(PathBuf::from(".")))]);
    }
    find(&[".".to_owned()], problems)
}

fn has_tables(paths: &Paths) -> bool {
    let tables = [
        &paths.evidence,
        &paths.figures,
        &paths.claims,
        &paths.register,
        &paths.survey,
    ];
    tables.iter().any(|tables| !tables.is_empty())
}

fn read_list(
    found: &Found,
    encoding: Option<Encoding>,
    problems: &Problems,
) -> Result<Option<UnitList>, Unreadable> {
    let mut files = TableFiles::default();
    let list = match files.sheets(found, encoding, problems)? {
        Some(sheets) => match sheets.first().map(|sheet| Arc::clone(&sheet.file)) {
            Some(file) => UnitList::read_sheet(&file, sheets, found.sheet.as_deref(), problems),
            None => None,
        },
        None => files
            .inputs
            .first()
            .and_then(|file| UnitList::read(file, problems)),
    };
    Ok(list)
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
