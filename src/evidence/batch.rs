//! Many submissions, each of them read on its own, so that a broken one does not stop the
//! others.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::criteria::model::CriteriaSet;
use crate::criteria::sets::Sets;
use crate::diagnostic::{Code, Diagnostic, Problems, Severity, SourceFile};
use crate::evidence::candidates::Candidate;
use crate::evidence::cells::Unit;
use crate::evidence::gather::Gathered;
use crate::evidence::home;
use crate::evidence::inputs::set_file;
use crate::evidence::load::{Select, UnitFacts};
use crate::evidence::location::Location;
use crate::evidence::submission::Request;
use crate::evidence::table_files::TableFiles;
use crate::evidence::unit_list::{Match, UnitList};
use crate::text::lang::text;

/// A submission that was read, with all units its tables hold.
#[derive(Debug)]
pub struct Batched {
    /// Where it lies, as it is printed.
    pub path: String,
    /// Where it lies on disk.
    pub folder: PathBuf,
    /// Its position in the list of units.
    pub listed: Option<usize>,
    /// What became of it.
    pub outcome: Outcome,
}

impl Batched {
    /// What a result must not be written over: what was read, or all of a submission of which
    /// that is not known.
    pub fn read_from(&self) -> Vec<PathBuf> {
        match &self.outcome {
            Outcome::Read(content) => content.read_from.clone(),
            Outcome::Broken(..) | Outcome::OtherSet(..) => vec![self.folder.clone()],
        }
    }
}

/// What became of a submission.
#[derive(Debug)]
pub enum Outcome {
    /// It was read.
    Read(Box<Content>),
    /// Nothing of it can be used; the unit as far as its manifest says.
    Broken(Unit, Vec<Diagnostic>),
    /// It is made for another set than the one that flags name.
    OtherSet(Unit, Diagnostic),
}

/// What a submission brings.
#[derive(Debug)]
pub struct Content {
    /// The set it names.
    pub set: Arc<CriteriaSet>,
    /// The year.
    pub year: i16,
    /// Whether files were looked at.
    pub files_checked: bool,
    /// The manifest and tables that were read.
    pub inputs: Vec<Arc<SourceFile>>,
    /// On disk: what was read.
    pub read_from: Vec<PathBuf>,
    /// Its units.
    pub units: Vec<UnitRead>,
    /// What was noticed about it as a whole.
    pub diagnostics: Vec<Diagnostic>,
}

/// One unit of a submission.
#[derive(Debug)]
pub struct UnitRead {
    /// Its facts; with an error among its diagnostics they must not be used.
    pub facts: UnitFacts,
    /// What was noticed about its rows.
    pub diagnostics: Vec<Diagnostic>,
}

impl UnitRead {
    /// Whether its facts must not be used.
    pub fn is_broken(&self) -> bool {
        any_error(&self.diagnostics)
    }
}

/// Whether any of these stops a run.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    let mut severities = diagnostics.iter().map(|found| found.code.severity());
    severities.any(|severity| severity == Severity::Error)
}

/// Reads submissions side by side. `request` holds what flags say for all of them, `list` the
/// units that are expected. Results are in the order of `locations`.
pub fn read(
    candidates: Vec<Candidate>,
    request: &Request,
    sets: &Sets,
    list: Option<&UnitList>,
) -> Vec<Batched> {
    let read = |candidate: Candidate| {
        let Candidate {
            path,
            listed,
            location,
        } = candidate;
        let problems = Problems::default();
        let unit = location.as_ref().map(unit_of).unwrap_or_default();
        let listed = listed.or_else(|| match list?.find_unit(&unit) {
            Match::One(index) => Some(index),
            Match::None | Match::Several(_) => None,
        });
        let on_disk = location.as_ref().map(|folder| folder.on_disk().to_owned());
        let on_disk = on_disk.unwrap_or_default();
        let outcome = match location {
            Ok(folder) => {
                let request = Request {
                    folder,
                    ..request.clone()
                };
                read_one(&request, sets, list, listed, &problems)
            }
            Err(unreadable) => {
                problems.add(unreadable.into());
                None
            }
        };
        let diagnostics = problems.into_sorted();
        let outcome = match outcome {
            Some(Outcome::Read(content)) => Outcome::Read(Box::new(Content {
                diagnostics,
                ..*content
            })),
            Some(outcome) => outcome,
            None => Outcome::Broken(unit, diagnostics),
        };
        Batched {
            path,
            folder: on_disk,
            listed,
            outcome,
        }
    };
    candidates.into_par_iter().map(read).collect()
}

/// The unit that a manifest names, whatever else is wrong.
fn unit_of(folder: &Location) -> Unit {
    let unseen = Problems::default();
    let home = home::read(folder, &mut TableFiles::default(), None, &unseen);
    let home = home.ok().flatten().unwrap_or_default();
    home.manifest.unit
}

/// Reads one submission with all units its tables hold; what is wrong with the rows of one
/// unit is that unit's alone.
fn read_one(
    request: &Request,
    sets: &Sets,
    list: Option<&UnitList>,
    listed: Option<usize>,
    problems: &Problems,
) -> Option<Outcome> {
    let gathered = match Gathered::read(request, sets, problems) {
        Ok(gathered) => gathered?,
        Err(unreadable) => {
            problems.add(unreadable.into());
            return None;
        }
    };
    if let Some(other) = other_set(&gathered, request, sets, problems) {
        return Some(Outcome::OtherSet(gathered.unit, other));
    }
    let (units, general) = if gathered.unit == Unit::default() {
        load_every(&gathered, list)
    } else {
        (vec![load_one(&gathered, list)], Vec::new())
    };
    let mut units = units;
    if let [only] = units.as_mut_slice() {
        only.facts.listed = only.facts.listed.or(listed);
    }
    let failed = any_error(&general);
    for found in general {
        problems.add(found);
    }
    if failed || problems.any_error() {
        return None;
    }
    Some(Outcome::Read(Box::new(Content {
        set: gathered.set,
        year: gathered.year,
        files_checked: gathered.attachments.is_some(),
        inputs: gathered.inputs,
        read_from: gathered.read_from,
        units,
        diagnostics: Vec::new(),
    })))
}

/// Where flags name the set: says so if the submission is made for a set of another id, and
/// warns if for another text of the same.
fn other_set(
    gathered: &Gathered,
    request: &Request,
    sets: &Sets,
    problems: &Problems,
) -> Option<Diagnostic> {
    request.criteria.as_ref()?;
    let own = gathered.manifest.criteria.as_ref()?;
    let unseen = Problems::default();
    let file = set_file(own, &request.folder, &unseen).ok()??;
    let own = sets.read(&file, Some(gathered.year), &unseen)?;
    let (own_id, id) = (&own.id, &gathered.set.id);
    if own_id != id {
        let message = text!(
            "hồ sơ làm theo bộ tiêu chí {own_id}, không phải {id}",
            "the submission is made for the set {own_id}, not for {id}"
        );
        return Some(Diagnostic::general(Code::OtherCriteria, message));
    }
    if own.sha256 != gathered.set.sha256 {
        let message = text!(
            "hồ sơ kèm một bản {id} khác với bản dùng để chấm",
            "the submission brings a text of {id} that differs from the one it is scored by"
        );
        let help = text!(
            "so hai bản; điểm ở đây tính theo bản của người thẩm định",
            "compare the two; points here follow the appraiser's text"
        );
        problems.add(Diagnostic::general(Code::OtherSetText, message).help(help));
    }
    None
}

/// The unit that manifest or flags name.
fn load_one(gathered: &Gathered, list: Option<&UnitList>) -> UnitRead {
    let problems = Problems::default();
    let units = gathered.load(Select::One(&gathered.unit), &problems);
    let mut facts = units.into_iter().next().unwrap_or_default();
    if let Some(list) = list {
        match list.find_unit(&facts.unit) {
            Match::One(index) => facts.listed = Some(index),
            Match::None => {}
            Match::Several(fitting) => {
                let unit = &facts.unit;
                let found = unit.code.as_ref().or(unit.name.as_ref());
                let found = found.map(String::as_str).unwrap_or_default();
                let (message, help) = list.ambiguous(found, &fitting);
                problems.add(Diagnostic::general(Code::AmbiguousUnit, message).help(help));
            }
        }
    }
    UnitRead {
        facts,
        diagnostics: problems.into_sorted(),
    }
}

/// All units of the tables, each with what concerns it alone, and what concerns none alone.
fn load_every(gathered: &Gathered, list: Option<&UnitList>) -> (Vec<UnitRead>, Vec<Diagnostic>) {
    let problems = Problems::default();
    let mut units = gathered.load(Select::Every(list), &problems);
    if units.is_empty() {
        units.push(UnitFacts::default());
    }
    let found = problems.into_sorted();
    let mut of_units: Vec<Vec<Diagnostic>> = vec![Vec::new(); units.len()];
    let mut general = Vec::new();
    let mut owners: BTreeMap<(String, usize), usize> = BTreeMap::new();
    if !found.is_empty() {
        for (index, unit) in units.iter().enumerate() {
            let rows = unit.rows.iter();
            owners.extend(rows.map(|(file, line)| ((file.name.clone(), *line), index)));
        }
    }
    for diagnostic in found {
        let row = diagnostic.place.as_ref().and_then(|place| {
            // How a column is read is decided for all units together.
            let alone = diagnostic.code != Code::AmbiguousNumber;
            Some((place.file.name.clone(), place.line().filter(|_| alone)?))
        });
        match row.and_then(|row| owners.get(&row)) {
            Some(unit) => of_units[*unit].push(diagnostic),
            None => general.push(diagnostic),
        }
    }
    let read = |(facts, diagnostics)| UnitRead { facts, diagnostics };
    (units.into_iter().zip(of_units).map(read).collect(), general)
}
