//! The units that papers are about: read and scored, or told with what is wrong.

use std::path::PathBuf;

use clap::ArgMatches;
use jiff::civil::Date;

use crate::commands::assessed::Assessed;
use crate::commands::batch;
use crate::commands::output::{self, Look};
use crate::commands::run::BadInputs;
use crate::diagnostic::{Diagnostic, Problems};
use crate::evidence::candidates::Candidate;
use crate::evidence::inputs::Unreadable;
use crate::evidence::submission::{Request, Submission};
use crate::report::view::View;
use crate::score::assessment::Assessment;
use crate::text::lang::Lang;

/// A unit that was scored.
#[derive(Debug)]
pub struct Unit {
    /// Its score.
    pub assessed: Assessed,
    /// Where its submission lies, as it is printed.
    pub path: String,
}

impl Unit {
    /// It as formats show it.
    pub fn view(&self, lang: Lang) -> View<'_> {
        self.assessed.view(lang, None)
    }

    /// The same on other points than computed ones.
    pub fn view_on<'u>(&'u self, official: Option<&'u Assessment>, lang: Lang) -> View<'u> {
        self.assessed.view_on(official, lang, None)
    }

    /// What it is called: its code, else its name, else its folder.
    pub fn label(&self) -> &str {
        let unit = &self.assessed.submission.unit.unit;
        let name = unit.code.as_deref().or(unit.name.as_deref());
        name.unwrap_or(&self.path)
    }
}

/// All units that were read, and what was wrong with others.
#[derive(Debug, Default)]
pub struct Units {
    /// The units.
    pub units: Vec<Unit>,
    /// On disk: what was read.
    pub read_from: Vec<PathBuf>,
    /// Whether a submission could not be used.
    pub any_broken: bool,
    /// What was noticed about submissions that could not be used, by their paths.
    broken: Vec<(String, Vec<Diagnostic>)>,
    general: Vec<Diagnostic>,
}

/// Reads and scores the units that the arguments name, in the order of their submissions.
///
/// # Errors
/// Where a path cannot be read, a book does not close, or nothing is left to write about.
pub fn read(request: &Request, as_of: Option<Date>, matches: &ArgMatches) -> anyhow::Result<Units> {
    let problems = Problems::default();
    let list = batch::unit_list(matches, &problems)?;
    let candidates = batch::candidates(matches, request, list.as_ref(), &problems)?;
    let mut read = Units::default();
    let single = candidates.len() == 1;
    for candidate in candidates {
        let path = candidate.path.clone();
        match of_candidate(candidate, request, as_of, &mut read) {
            Ok(()) => {}
            Err(failure) if single => return Err(failure),
            Err(failure) => {
                read.any_broken = true;
                read.broken.push((path, what_is_wrong(failure)?));
            }
        }
    }
    read.general = problems.into_sorted();
    if read.units.is_empty() {
        let all = read.broken.into_iter().flat_map(|(_, found)| found);
        return Err(BadInputs(all.collect()).into());
    }
    Ok(read)
}

/// What is wrong with one of many submissions; a bug stops the run.
fn what_is_wrong(failure: anyhow::Error) -> anyhow::Result<Vec<Diagnostic>> {
    let failure = match failure.downcast::<BadInputs>() {
        Ok(BadInputs(found)) => return Ok(found),
        Err(failure) => failure,
    };
    let unreadable = failure.downcast::<Unreadable>()?;
    Ok(vec![unreadable.into()])
}

/// Reads one submission with all units its tables hold.
fn of_candidate(
    candidate: Candidate,
    request: &Request,
    as_of: Option<Date>,
    read: &mut Units,
) -> anyhow::Result<()> {
    let request = Request {
        folder: candidate.location?,
        ..request.clone()
    };
    let problems = Problems::default();
    let Some((submission, others)) = Submission::read_every(&request, &problems)? else {
        return Err(BadInputs(problems.into_sorted()).into());
    };
    read.read_from.extend(submission.read_from.iter().cloned());
    let mut all = vec![submission];
    for unit in others {
        all.push(all[0].of_another_unit(unit));
    }
    for submission in all {
        // What was noticed about the tables is said once.
        let noticed = problems.take();
        read.units.push(Unit {
            assessed: Assessed::of(submission, as_of, noticed)?,
            path: candidate.path.clone(),
        });
    }
    Ok(())
}

impl Units {
    /// Messages go to stderr, those about one of several units under its path.
    pub fn tell(&self, look: Look) {
        output::tell(&self.general, look);
        for (path, found) in &self.broken {
            output::say(&format!("== {path}\n"));
            output::tell(found, look);
        }
        let several = self.units.len() + self.broken.len() > 1;
        for unit in &self.units {
            let found = &unit.assessed.diagnostics;
            if several && output::tells(found, look) {
                output::say(&format!("== {}\n", unit.label()));
            }
            output::tell(found, look);
        }
    }
}
