//! A submission that was read and scored: what every command about one unit starts from.

use jiff::civil::Date;

use crate::commands::run::BadInputs;
use crate::diagnostic::{Diagnostic, Problems};
use crate::evidence::assumed::Assumptions;
use crate::evidence::reading::Reading;
use crate::evidence::submission::{Request, Submission};
use crate::points::Exact;
use crate::recheck::Recheck;
use crate::report::view::{Hypothesis, View};
use crate::score::assessment::Assessment;
use crate::score::official::Basis;
use crate::score::tree::{Options, Unbalanced, assess};
use crate::score::{checks, reasons};
use crate::text::lang::Lang;

/// A submission with its score.
#[derive(Debug)]
pub struct Assessed {
    /// What was handed in.
    pub submission: Submission,
    /// What it gives.
    pub assessment: Assessment,
    /// What was noticed on the way.
    pub diagnostics: Vec<Diagnostic>,
    /// The day it is taken to be.
    pub as_of: Option<Date>,
    /// What is taken as given though nobody stated it, with the score without it.
    pub hypothesis: Option<Hypothesis>,
}

impl Assessed {
    /// Reads and scores the unit that a request names.
    ///
    /// # Errors
    /// Where the inputs are wrong or cannot be read, or a book does not close.
    pub fn read(request: &Request, as_of: Option<Date>) -> anyhow::Result<Self> {
        let problems = Problems::default();
        match Submission::read(request, &problems)? {
            Some(submission) => Self::of(submission, as_of, problems),
            None => Err(BadInputs(problems.into_sorted()).into()),
        }
    }

    /// Scores a submission.
    ///
    /// # Errors
    /// Where its facts are wrong, or the book does not close.
    pub fn of(
        submission: Submission,
        as_of: Option<Date>,
        problems: Problems,
    ) -> anyhow::Result<Self> {
        let options = options(&submission, as_of);
        let assessment = assess(&submission.set, &submission.unit.facts, options)?;
        checks::check(&submission.set, &submission.unit.facts, &problems);
        reasons::check(&submission.set, &submission.unit.facts, options, &problems)?;
        let failed = problems.any_error();
        let diagnostics = problems.into_sorted();
        if failed {
            return Err(BadInputs(diagnostics).into());
        }
        Ok(Self {
            submission,
            assessment,
            diagnostics,
            as_of,
            hypothesis: None,
        })
    }

    /// The same with figures and documents that nobody stated taken as given; `reading` says how
    /// numbers are read.
    ///
    /// # Errors
    /// Where what is assumed cannot be understood, or the book does not close.
    pub fn assuming(
        mut self,
        assumptions: &Assumptions,
        reading: &Reading,
    ) -> anyhow::Result<Self> {
        if assumptions.is_empty() {
            return Ok(self);
        }
        let problems = Problems::default();
        let set = &self.submission.set;
        let reading = reading.or(&self.submission.manifest.reading);
        let facts = &self.submission.unit.facts;
        let (facts, changes) = assumptions.apply(set, facts, &reading, &problems);
        if problems.any_error() {
            return Err(BadInputs(problems.into_sorted()).into());
        }
        let assessment = assess(set, &facts, options(&self.submission, self.as_of))?;
        let real = std::mem::replace(&mut self.assessment, assessment);
        self.submission.unit.facts = facts;
        self.hypothesis = Some(Hypothesis { changes, real });
        Ok(self)
    }

    /// It on other points than computed ones; `None` where no leaf has such.
    ///
    /// # Errors
    /// Where the book does not close; that is a bug.
    pub fn standing_on(&self, basis: Basis) -> Result<Option<Assessment>, Unbalanced> {
        let facts = &self.submission.unit.facts;
        if !basis.is_there(facts) {
            return Ok(None);
        }
        let options = Options {
            basis,
            ..options(&self.submission, self.as_of)
        };
        assess(&self.submission.set, facts, options).map(Some)
    }

    /// Its way from claim to published points.
    ///
    /// # Errors
    /// Where a book does not close; that is a bug.
    pub fn recheck(&self) -> Result<Recheck, Unbalanced> {
        let facts = &self.submission.unit.facts;
        let options = options(&self.submission, self.as_of);
        Recheck::of(&self.submission.set, facts, options)
    }

    /// It as formats show it, on other points than computed ones where `standing` has such.
    pub fn view_on<'u>(
        &'u self,
        standing: Option<&'u Assessment>,
        lang: Lang,
        assume_pending: Option<Exact>,
    ) -> View<'u> {
        let view = self.view(lang, assume_pending);
        View {
            assessment: standing.unwrap_or(view.assessment),
            ..view
        }
    }

    /// It as formats show it.
    pub fn view(&self, lang: Lang, assume_pending: Option<Exact>) -> View<'_> {
        View {
            submission: &self.submission,
            assessment: &self.assessment,
            computed: &self.assessment,
            diagnostics: &self.diagnostics,
            as_of: self.as_of,
            assume_pending,
            hypothesis: self.hypothesis.as_ref(),
            lang,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// How a submission is scored.
fn options(submission: &Submission, as_of: Option<Date>) -> Options {
    Options {
        files_checked: submission.files_checked,
        as_of,
        supplement_by: submission.supplement_by(),
        ..Options::default()
    }
}
