//! A submission: one unit, its inputs and its facts.

use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;

use crate::criteria::model::CriteriaSet;
use crate::criteria::sets::Sets;
use crate::diagnostic::{Problems, SourceFile};
use crate::evidence::attachments::Attachments;
use crate::evidence::cells::Unit;
use crate::evidence::contents::Looking;
use crate::evidence::gather::Gathered;
use crate::evidence::inputs::Unreadable;
use crate::evidence::load::{Select, UnitFacts};
use crate::evidence::location::Location;
use crate::evidence::manifest::{Manifest, Paths};
use crate::evidence::reading::Reading;

/// What is asked for on the command line; it wins over the manifest.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The submission's folder.
    pub folder: Location,
    /// The unit.
    pub unit: Unit,
    /// The year that is assessed.
    pub year: Option<i16>,
    /// Id or path of the criteria set.
    pub criteria: Option<String>,
    /// Tables and attachments folder, relative to the working directory.
    pub paths: Paths,
    /// How tables are read.
    pub reading: Reading,
    /// How attachments are looked into.
    pub looking: Looking,
}

/// One unit's submission, read and checked.
#[derive(Debug)]
pub struct Submission {
    /// The set it is scored by.
    pub set: Arc<CriteriaSet>,
    /// The unit and its facts.
    pub unit: UnitFacts,
    /// The year that is assessed.
    pub year: i16,
    /// The attachments, where there is a folder.
    pub attachments: Option<Rc<Attachments>>,
    /// Whether files were looked at: whether there was such a folder.
    pub files_checked: bool,
    /// The manifest and tables that were read, in that order.
    pub inputs: Vec<Arc<SourceFile>>,
    /// What the manifest says beyond inputs.
    pub manifest: Rc<Manifest>,
    /// On disk: the files that were read, and the attachments folder.
    pub read_from: Vec<PathBuf>,
}

impl Submission {
    /// Reads everything. `None` where `problems` holds an error.
    ///
    /// # Errors
    /// Where a file or folder cannot be read.
    pub fn read(request: &Request, problems: &Problems) -> Result<Option<Self>, Unreadable> {
        let gathered = Gathered::read(request, &Sets::default(), problems)?;
        Ok(gathered.and_then(|gathered| {
            let units = gathered.load(Select::One(&gathered.unit), problems);
            let (submission, _) = Self::of(gathered, units);
            (!problems.any_error()).then_some(submission)
        }))
    }

    /// Reads everything, and every unit of the tables where none is chosen: the first is the
    /// submission's own, the others stand beside it. `None` where `problems` holds an error.
    ///
    /// # Errors
    /// Where a file or folder cannot be read.
    pub fn read_every(
        request: &Request,
        problems: &Problems,
    ) -> Result<Option<(Self, Vec<UnitFacts>)>, Unreadable> {
        let gathered = Gathered::read(request, &Sets::default(), problems)?;
        Ok(gathered.and_then(|gathered| {
            let select = if gathered.unit == Unit::default() {
                Select::Every(None)
            } else {
                Select::One(&gathered.unit)
            };
            let units = gathered.load(select, problems);
            let read = Self::of(gathered, units);
            (!problems.any_error()).then_some(read)
        }))
    }

    fn of(gathered: Gathered, mut units: Vec<UnitFacts>) -> (Self, Vec<UnitFacts>) {
        if units.is_empty() {
            units.push(UnitFacts::default());
        }
        let unit = units.remove(0);
        let submission = Self {
            set: gathered.set,
            unit,
            year: gathered.year,
            files_checked: gathered.attachments.is_some(),
            attachments: gathered.attachments.map(Rc::new),
            inputs: gathered.inputs,
            manifest: Rc::new(gathered.manifest),
            read_from: gathered.read_from,
        };
        (submission, units)
    }

    /// The same for another unit of its tables.
    pub fn of_another_unit(&self, unit: UnitFacts) -> Self {
        Self {
            set: Arc::clone(&self.set),
            unit,
            year: self.year,
            attachments: self.attachments.clone(),
            files_checked: self.files_checked,
            inputs: self.inputs.clone(),
            manifest: Rc::clone(&self.manifest),
            read_from: self.read_from.clone(),
        }
    }

    /// The last day to supplement: the manifest's, else the set's.
    pub fn supplement_by(&self) -> Option<Date> {
        self.manifest.supplement_by.or(self.set.supplement_by)
    }
}
