//! `parindex check`: sets are proved, submissions looked through.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use rayon::prelude::*;

use crate::commands::arguments;
use crate::commands::batch::{self, absent};
use crate::commands::output::{self, Format, Look, Output};
use crate::commands::request;
use crate::commands::run::{Exit, flag, texts, value};
use crate::criteria::sets::Sets;
use crate::criteria::shipped;
use crate::diagnostic::{Diagnostic, Problems};
use crate::evidence::batch::{Batched, Content, Outcome, UnitRead, read};
use crate::evidence::candidates::find;
use crate::evidence::inputs::{Found, Unreadable, expand, set_file};
use crate::evidence::location::{Location, is_archive};
use crate::evidence::manifest::FILE_NAME;
use crate::proof::prove;
use crate::report::check::{self, Checked, CheckedSet, Received, Status};
use crate::report::json;
use crate::score::{checks, completeness};

/// What results can be printed as.
const FORMATS: [Format; 3] = [Format::Terminal, Format::Json, Format::Csv];

/// Checks sets and submissions.
///
/// # Errors
/// Where an argument is wrong, or a path cannot be read.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read(matches, &FORMATS)?;
    let year = value(matches, "year")
        .map(|year| arguments::year("year", &year))
        .transpose()?;
    let mut paths = texts(matches, "paths");
    if paths.is_empty() {
        paths.push(".".to_owned());
    }
    let (sets, folders): (Vec<String>, Vec<String>) =
        paths.into_iter().partition(|path| is_set(path));
    let problems = Problems::default();
    let mut checked = Checked::default();
    for set in &sets {
        check_sets(set, year, &mut checked)?;
    }
    let mut read_from: Vec<PathBuf> = sets.iter().map(PathBuf::from).collect();
    if !folders.is_empty() {
        let request = request::read(matches, look)?;
        let list = batch::unit_list(matches, &problems)?;
        let candidates = find(&folders, &problems)?;
        let read = read(candidates, &request, &Sets::default(), list.as_ref());
        read_from.extend(read.iter().flat_map(Batched::read_from));
        let received: Vec<_> = read.into_par_iter().map(received).collect();
        for (of_units, of_all) in received {
            checked.submissions.extend(of_units);
            checked.diagnostics.extend(of_all);
        }
        if let Some(list) = &list {
            absent(list, &mut checked.submissions);
        }
    }
    checked.diagnostics.extend(problems.into_sorted());
    output.refuse_inputs(&read_from)?;
    let bytes = render(&checked, &output, look)?;
    output.target.write(&bytes)?;
    tell(&checked, look);
    Ok(exit(&checked, matches))
}

/// Whether an argument means a set and no submission.
fn is_set(path: &str) -> bool {
    let file = Path::new(path);
    if file.is_dir() || is_archive(file) {
        return false;
    }
    let yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    let manifest = file.file_name().is_some_and(|name| name == FILE_NAME);
    (yaml && !manifest)
        || shipped::ids().any(|id| id == path)
        || !file.exists() && !path.contains(['/', '\\', '*'])
}

/// Proves a set, or all that a pattern fits.
fn check_sets(wanted: &str, year: Option<i16>, checked: &mut Checked) -> Result<(), Unreadable> {
    let names = if wanted.contains('*') {
        let found = expand(&[wanted.to_owned()], &Location::default())?;
        found.into_iter().map(|Found { name, .. }| name).collect()
    } else {
        vec![wanted.to_owned()]
    };
    for name in names {
        let problems = Problems::default();
        let file = set_file(&name, &Location::default(), &problems)?;
        let set = file.and_then(|file| Sets::default().read(&file, year, &problems));
        if let Some(set) = &set {
            prove(set, &problems);
        }
        checked.sets.push(CheckedSet {
            name,
            set,
            diagnostics: problems.into_sorted(),
        });
    }
    Ok(())
}

/// What one submission brings, for each of its units, and what is to be said of all of them.
fn received(batched: Batched) -> (Vec<Received>, Vec<Diagnostic>) {
    let (path, listed) = (Some(batched.path), batched.listed);
    let received = match batched.outcome {
        Outcome::Broken(unit, diagnostics) => vec![Received {
            unit,
            path,
            listed,
            diagnostics,
            ..Received::default()
        }],
        Outcome::OtherSet(unit, diagnostic) => vec![Received {
            unit,
            path,
            diagnostics: vec![diagnostic],
            ..Received::default()
        }],
        Outcome::Read(content) => {
            let alone = content.units.len() == 1;
            let of_all = if alone { &content.diagnostics[..] } else { &[] };
            let units = content.units.iter();
            let of_units = units.map(|unit| of_unit(unit, &content, of_all, path.clone()));
            let of_units = of_units.collect();
            let of_all = if alone {
                Vec::new()
            } else {
                content.diagnostics
            };
            return (of_units, of_all);
        }
    };
    (received, Vec::new())
}

fn of_unit(
    unit: &UnitRead,
    content: &Content,
    of_all: &[Diagnostic],
    path: Option<String>,
) -> Received {
    let problems = Problems::default();
    for diagnostic in of_all.iter().chain(&unit.diagnostics) {
        problems.add(diagnostic.clone());
    }
    let facts = &unit.facts.facts;
    checks::check(&content.set, facts, &problems);
    let done = completeness::check(&content.set, facts, content.files_checked, &problems);
    Received {
        unit: unit.facts.unit.clone(),
        listed: unit.facts.listed,
        path,
        criteria: Some(content.set.id.clone()),
        year: Some(content.year),
        completeness: Some(done),
        diagnostics: problems.into_sorted(),
    }
}

fn render(checked: &Checked, output: &Output, look: Look) -> anyhow::Result<Vec<u8>> {
    Ok(match output.format {
        Format::Json => json::check::render(checked, look.lang)?.into_bytes(),
        Format::Csv => check::csv(checked, output.dialect)?,
        _ => check::terminal(checked, look.lang, output.screen(look)).into_bytes(),
    })
}

fn tell(checked: &Checked, look: Look) {
    output::tell(&checked.diagnostics, look);
    for set in &checked.sets {
        output::tell(&set.diagnostics, look);
    }
    let several = checked.submissions.len() > 1;
    for received in &checked.submissions {
        if several && output::tells(&received.diagnostics, look) {
            let unit = received.unit.label().or(received.path.as_deref());
            output::say(&format!("== {}\n", unit.unwrap_or_default()));
        }
        output::tell(&received.diagnostics, look);
    }
}

fn exit(checked: &Checked, matches: &ArgMatches) -> Exit {
    let broken = |received: &Received| received.status() == Status::Broken;
    let unproved = checked.sets.iter().any(|set| !set.is_proved());
    let stops = checked.submissions.iter().any(broken) && !flag(matches, "allow-broken");
    if unproved || stops {
        return Exit::Wrong;
    }
    let gate = texts(matches, "fail-on")
        .iter()
        .any(|gate| gate == "incomplete");
    let whole =
        |received: &Received| !matches!(received.status(), Status::Incomplete | Status::Broken);
    if gate && !checked.submissions.iter().all(whole) {
        return Exit::GateNotMet;
    }
    Exit::Done
}
