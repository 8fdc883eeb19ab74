//! What a rule is given and what it gives back.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::evidence::facts::{FigureValues, Value};
use crate::points::Exact;
use crate::rules::expression::Expression;
use crate::rules::interval::Interval;

/// When a document was issued, as far as a rule may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Issue {
    /// It is not in order.
    Missing,
    /// It is taken as in order: dated as early as the rule can ask.
    Assumed,
    /// It is in order and was issued on this day.
    On(Date),
}

/// The facts of one leaf, as a rule sees them.
#[derive(Debug)]
pub struct Given<'a> {
    /// The leaf's maximum.
    pub max: &'a Exact,
    /// The leaf's own figures.
    pub figures: &'a FigureValues,
    /// Figures of the set (criterion `*`).
    pub common: &'a FigureValues,
    /// The documents that the leaf requires.
    pub documents: &'a BTreeMap<&'a str, Issue>,
    /// Where the arithmetic is noted, if it is wanted.
    pub trace: Option<&'a RefCell<Vec<Step>>>,
}

impl Given<'_> {
    fn value(&self, name: &str) -> Option<&Value> {
        let stated = self.figures.get(name).or_else(|| self.common.get(name));
        stated.map(|stated| &stated.value)
    }

    /// A figure as a number.
    pub fn number(&self, name: &str) -> Option<Exact> {
        self.value(name)?.number()
    }

    /// A figure as text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.value(name)? {
            Value::Text(text) => Some(text),
            Value::Number(_) | Value::Ratio(_) | Value::Date(_) => None,
        }
    }

    /// When a required document was issued.
    pub fn issue(&self, document: &str) -> Issue {
        self.documents
            .get(document)
            .copied()
            .unwrap_or(Issue::Missing)
    }

    /// Notes a step of the arithmetic.
    pub fn note(&self, step: impl FnOnce() -> Step) {
        if let Some(trace) = self.trace {
            trace.borrow_mut().push(step());
        }
    }

    /// Points held within 0 and the maximum.
    pub fn held(&self, points: Exact) -> Exact {
        points.clamp_to(&Exact::zero(), self.max)
    }

    /// The same, noted where that changes them.
    pub fn within(&self, points: Exact) -> Exact {
        let held = self.held(points.clone());
        if held != points {
            self.note(|| Step::Held(held.clone()));
        }
        held
    }
}

/// Figures that may take any value of their range, to find the best a rule can give.
#[derive(Clone, Copy)]
pub struct Free<'a> {
    /// Their ids.
    pub figures: &'a [&'a str],
    /// The range of a figure.
    pub range: &'a dyn Fn(&str) -> Interval,
}

impl Free<'_> {
    /// Whether a figure may take any value.
    pub fn has(&self, figure: &str) -> bool {
        self.figures.contains(&figure)
    }
}

/// One step of a leaf's arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The measured value, with the figures put in.
    Value(Expression, Exact),
    /// Points worked out.
    Points(Expression, Exact),
    /// Points limited to 0 … maximum.
    Held(Exact),
    /// The value lies below the bound under which nothing is given.
    BelowMinimum(Exact, Exact),
    /// The band (from 1) that holds the value.
    Band(usize),
    /// A further band (from 1) that holds the value too and does not count.
    AlsoBand(usize),
    /// No band holds the value.
    NoBand,
    /// A denominator is 0, and what the set says of that.
    ZeroDenominator(OnZero),
    /// A document issued on a day, and the points of that day.
    Issued(String, Date, Exact),
    /// A document taken as issued in time.
    InTime(String, Exact),
    /// Without this document the rule gives 0.
    WithoutDocument(String),
    /// The named level and its points.
    Level(String, Exact),
    /// Points as somebody gave them.
    Given(Exact),
    /// Figures that nobody stated.
    NotStated(Vec<String>),
    /// Points not given yet.
    Waiting,
    /// Points not given yet, for these figures that somebody else states.
    Awaiting(Vec<String>),
    /// The branch (from 1) that counts.
    Branch(usize),
    /// The maximum, for documents in order.
    Full(Exact),
    /// Points taken off for a document, and what is left.
    Lose(String, Exact, Exact),
    /// Nothing left for want of documents.
    Void(Vec<String>),
    /// Points rounded.
    Rounded(crate::points::Points),
}

/// What a set says of a zero denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnZero {
    /// The maximum.
    Full,
    /// 0 points.
    Zero,
    /// The leaf is taken out.
    NotApplicable,
}

/// Why a rule gives less than the maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A figure that nobody stated.
    FigureMissing,
    /// A value short of what full marks need.
    Shortfall,
    /// Points taken off per item.
    Deduction,
    /// A document issued late.
    Late,
    /// A level below the best.
    Level,
    /// The unit states less.
    StatedLess,
    /// A survey, council or system gives less.
    AwardedLess,
    /// A document that the rule reads is not there.
    Document,
}

/// The cause of what lacks to the maximum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause<'r> {
    /// Its kind.
    pub reason: Reason,
    /// The figures it rests on.
    pub figures: Vec<&'r str>,
    /// The document it rests on.
    pub document: Option<&'r str>,
}

/// What a rule gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Award<'r> {
    /// Points, exact, within 0 and the maximum.
    Points {
        /// The points.
        points: Exact,
        /// Why there are not more.
        cause: Cause<'r>,
    },
    /// Somebody else has still to give points.
    Pending {
        /// Points that are sure already.
        points: Exact,
    },
    /// The rule takes the leaf out: a zero denominator for which the set says so.
    NotApplicable,
}

impl<'r> Award<'r> {
    /// The maximum.
    pub fn full(given: &Given<'_>) -> Self {
        given.note(|| Step::Full(given.max.clone()));
        Self::points(given.max.clone(), Reason::Document, Vec::new())
    }

    /// Points with the cause and figures of what lacks.
    pub fn points(points: Exact, reason: Reason, figures: Vec<&'r str>) -> Self {
        let cause = Cause {
            reason,
            figures,
            document: None,
        };
        Self::Points { points, cause }
    }

    /// 0 points, for figures that nobody stated.
    pub fn not_stated(given: &Given<'_>, figures: Vec<&'r str>) -> Self {
        given.note(|| Step::NotStated(figures.iter().map(|&name| name.to_owned()).collect()));
        Self::points(Exact::zero(), Reason::FigureMissing, figures)
    }
}
