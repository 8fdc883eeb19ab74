//! From a record back to what a result is worked out from.

use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;
use thiserror::Error;

use super::place::Sources;
use super::{BasisRecord, LangRecord, PaperRecord, Record};
use crate::criteria;
use crate::diagnostic::{Diagnostic, Problems, SourceFile};
use crate::evidence::cells::Unit;
use crate::evidence::load::UnitFacts;
use crate::evidence::manifest::Manifest;
use crate::evidence::submission::Submission;
use crate::points::Exact;
use crate::report::view::View;
use crate::score::assessment::Assessment;
use crate::score::official::Basis;
use crate::score::tree::{Options, Unbalanced, assess};
use crate::text::lang::Lang;

/// A record that says what cannot be: changed by hand, or of a version that this one does not
/// know.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Broken(String);

impl Broken {
    /// What it says that cannot be, or lacks.
    pub fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

/// What a result is worked out from, read back from its record.
#[derive(Debug)]
pub struct Rebuilt {
    /// The submission, without its tables and attachments themselves.
    pub submission: Submission,
    /// What scoring is told beyond facts.
    pub options: Options,
    /// What was noticed, in the language of the result alone.
    pub diagnostics: Vec<Diagnostic>,
    /// The percentage of pending points that is taken as given, as a share.
    pub assume_pending: Option<Exact>,
    /// The language of the result.
    pub lang: Lang,
    /// The version that made it.
    pub version: String,
    /// Which paper it is, if one.
    pub paper: Option<PaperRecord>,
}

impl Record {
    /// Reads a record.
    ///
    /// # Errors
    /// Where it has another form.
    pub fn from_json(json: &serde_json::Value) -> Result<Self, Broken> {
        serde_json::from_value(json.clone()).map_err(|error| Broken::new(error.to_string()))
    }

    /// What the result is worked out from.
    ///
    /// # Errors
    /// Where the set cannot be read, or facts name what the set or the record lacks.
    pub fn rebuild(self) -> Result<Rebuilt, Broken> {
        let Self {
            version,
            lang,
            unit_code,
            unit_name,
            year,
            criteria,
            options,
            files,
            inputs,
            facts,
            diagnostics,
            owners,
            letter,
            paper,
            seal: _,
        } = self;
        let mut source = SourceFile::new(criteria.path, criteria.text.as_bytes()).0;
        if let Some(sha256) = criteria.file_sha256 {
            source.sha256 = sha256;
        }
        let problems = Problems::default();
        let set = criteria::read::read(&Arc::new(source), Some(year), &problems);
        let set = set.ok_or_else(|| Broken::new("criteria"))?;
        let sources = Sources::new(&files);
        let read = (0..inputs).map(|position| sources.file(position));
        let inputs = read.collect::<Result<_, _>>()?;
        let facts = facts.read(&set, &sources)?;
        let notes = diagnostics.into_iter().map(|note| note.read(&sources));
        let diagnostics = notes.collect::<Result<_, _>>()?;
        let day = |day: Option<super::Day>| -> Option<Date> { day.map(|day| day.0) };
        let options_read = Options {
            files_checked: options.files_checked,
            as_of: day(options.as_of),
            supplement_by: day(options.supplement_by),
            points_only: false,
            basis: match options.basis {
                BasisRecord::Computed => Basis::Computed,
                BasisRecord::Claimed => Basis::Claimed,
                BasisRecord::Appraised => Basis::Appraised,
                BasisRecord::Published => Basis::Published,
            },
        };
        let manifest = Manifest {
            owners,
            supplement_by: options_read.supplement_by,
            letter: letter.map(super::LetterRecord::read).unwrap_or_default(),
            ..Manifest::default()
        };
        let assumed = options.assume_pending;
        Ok(Rebuilt {
            submission: Submission {
                set: Arc::new(set),
                unit: UnitFacts {
                    unit: Unit {
                        code: unit_code,
                        name: unit_name,
                    },
                    facts,
                    ..UnitFacts::default()
                },
                year,
                attachments: None,
                files_checked: options_read.files_checked,
                inputs,
                manifest: Rc::new(manifest),
                read_from: Vec::new(),
            },
            options: options_read,
            diagnostics,
            assume_pending: assumed
                .map(|percent| Exact::from(percent.decimal()) / Exact::from(100)),
            lang: match lang {
                LangRecord::Vi => Lang::Vi,
                LangRecord::En => Lang::En,
            },
            version,
            paper,
        })
    }
}

/// A submission scored again.
#[derive(Debug)]
pub struct Rescored {
    /// On computed points.
    computed: Assessment,
    /// On the points that the result stands on, where these are others.
    standing: Option<Assessment>,
}

impl Rescored {
    /// The result.
    pub fn result(&self) -> &Assessment {
        self.standing.as_ref().unwrap_or(&self.computed)
    }

    /// The result alone.
    pub fn into_result(self) -> Assessment {
        self.standing.unwrap_or(self.computed)
    }
}

impl Rebuilt {
    /// Scores it.
    ///
    /// # Errors
    /// Where the book does not close; that is a bug.
    pub fn assess(&self) -> Result<Rescored, Unbalanced> {
        let submission = &self.submission;
        let on = |basis| {
            let options = Options {
                basis,
                ..self.options
            };
            assess(&submission.set, &submission.unit.facts, options)
        };
        let basis = Some(self.options.basis).filter(|basis| *basis != Basis::Computed);
        Ok(Rescored {
            computed: on(Basis::Computed)?,
            standing: basis.map(on).transpose()?,
        })
    }

    /// It as formats show it.
    pub fn view<'a>(&'a self, scored: &'a Rescored) -> View<'a> {
        View {
            submission: &self.submission,
            assessment: scored.result(),
            computed: &scored.computed,
            diagnostics: &self.diagnostics,
            as_of: self.options.as_of,
            assume_pending: self.assume_pending.clone(),
            hypothesis: None,
            lang: self.lang,
            version: &self.version,
        }
    }
}
