//! What `check` found: of sets, whether they are proved; of submissions, what they bring and
//! what they lack.

mod csv;
mod terminal;

use std::sync::Arc;

use crate::criteria::model::CriteriaSet;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::evidence::cells::Unit;
use crate::score::completeness::Completeness;

pub use csv::{HEADER, render as csv};
pub use terminal::render as terminal;

/// Everything that was checked.
#[derive(Debug, Default)]
pub struct Checked {
    /// Sets, in the order they were asked for.
    pub sets: Vec<CheckedSet>,
    /// Submissions, by path and unit; those that are expected and absent come last.
    pub submissions: Vec<Received>,
    /// What was noticed beside them.
    pub diagnostics: Vec<Diagnostic>,
}

/// A set.
#[derive(Debug)]
pub struct CheckedSet {
    /// Its path or id, as it was asked for.
    pub name: String,
    /// The set; `None` where it cannot be read.
    pub set: Option<Arc<CriteriaSet>>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// One unit's submission.
#[derive(Debug, Default)]
pub struct Received {
    /// The unit.
    pub unit: Unit,
    /// Its position in the list of units, where there is one.
    pub listed: Option<usize>,
    /// Where the submission lies; `None` where it is expected and was not received.
    pub path: Option<String>,
    /// The id of the set it names.
    pub criteria: Option<String>,
    /// The year.
    pub year: Option<i16>,
    /// What it brings; `None` where it could not be read.
    pub completeness: Option<Completeness>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// How many errors and warnings there are.
pub(crate) fn counts(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let errors = diagnostics
        .iter()
        .filter(|found| found.code.severity() == Severity::Error)
        .count();
    (errors, diagnostics.len() - errors)
}

impl CheckedSet {
    /// Whether it was read and everything about it proved.
    pub fn is_proved(&self) -> bool {
        self.set.is_some() && counts(&self.diagnostics).0 == 0
    }
}

/// How a submission stands before it is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// A unit of the list that handed nothing in.
    NotSubmitted,
    /// It has errors.
    Broken,
    /// It was made for another set.
    OtherCriteria,
    /// Answers, figures or explanations lack.
    Incomplete,
    /// Nothing lacks.
    Complete,
}

impl Status {
    /// Its name in JSON and CSV.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotSubmitted => "not_submitted",
            Self::Broken => "broken",
            Self::OtherCriteria => "other_criteria",
            Self::Incomplete => "incomplete",
            Self::Complete => "complete",
        }
    }
}

impl Received {
    /// How it stands.
    pub fn status(&self) -> Status {
        let (errors, _) = counts(&self.diagnostics);
        let lacks = |found: &Diagnostic| {
            matches!(
                found.code,
                Code::Unanswered | Code::FigureNotStated | Code::ExplanationMissing
            )
        };
        match (&self.path, &self.completeness) {
            (None, _) => Status::NotSubmitted,
            (_, None) if errors == 0 => Status::OtherCriteria,
            (_, None) => Status::Broken,
            _ if errors > 0 => Status::Broken,
            _ if self.diagnostics.iter().any(lacks) => Status::Incomplete,
            _ => Status::Complete,
        }
    }
}
