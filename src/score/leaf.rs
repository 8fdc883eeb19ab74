//! The one function from facts to points, for one leaf.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::criteria::documents::Missing;
use crate::criteria::figures::Figure;
use crate::criteria::model::Leaf;
use crate::evidence::facts::FigureValues;
use crate::points::Exact;
use crate::rules::award::{Award, Cause, Free, Given, Issue, Step};
use crate::score::assessment::{Judged, State};

/// How each required document is taken to be: by position in the leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Documents(Vec<Held>);

/// How one required document is taken to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// In order, issued as its rows say.
    InOrder(Option<jiff::civil::Date>),
    /// Taken as in order, and as issued in time.
    Assumed,
    /// Not in order, and an explanation stands in for it.
    Explained,
    /// Not in order.
    Lacking,
}

impl Documents {
    /// As they were judged.
    pub fn actual(judged: &[Judged]) -> Self {
        Self(
            judged
                .iter()
                .map(|judged| match judged.state {
                    State::InOrder => Held::InOrder(judged.issued),
                    State::Explained => Held::Explained,
                    _ => Held::Lacking,
                })
                .collect(),
        )
    }

    /// With every document that is not in order taken as in order; one that is keeps its date.
    pub fn all_in_order(&self) -> Self {
        Self(
            self.0
                .iter()
                .map(|held| match held {
                    Held::Explained | Held::Lacking => Held::Assumed,
                    held => *held,
                })
                .collect(),
        )
    }

    /// With explanations, links and rows that await a second look refused.
    pub fn without_risk(&self, judged: &[Judged]) -> Self {
        let refused = |(held, judged): (&Held, &Judged)| match (held, judged.without_risk) {
            (Held::InOrder(_), (State::InOrder, issued)) => Held::InOrder(issued),
            (Held::InOrder(_) | Held::Explained, _) => Held::Lacking,
            (held, _) => *held,
        };
        Self(self.0.iter().zip(judged).map(refused).collect())
    }

    /// How one is taken to be.
    pub fn held(&self, index: usize) -> Held {
        self.0.get(index).copied().unwrap_or(Held::Lacking)
    }

    /// With some of them taken to be as in `other`.
    pub fn with(&self, indices: &[usize], other: &Self) -> Self {
        let mut changed = self.clone();
        for index in indices {
            if let (Some(held), Some(new)) = (changed.0.get_mut(*index), other.0.get(*index)) {
                *held = *new;
            }
        }
        changed
    }

    /// With some of them put in order.
    pub fn mended(&self, indices: &[usize]) -> Self {
        let mut changed = self.clone();
        for index in indices {
            if let Some(held) = changed.0.get_mut(*index) {
                *held = Held::Assumed;
            }
        }
        changed
    }
}

/// The facts of a leaf that points depend on.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The leaf.
    pub leaf: &'a Leaf,
    /// Its maximum.
    pub max: &'a Exact,
    /// Its own figures.
    pub figures: &'a FigureValues,
    /// The set's figures.
    pub common: &'a FigureValues,
    /// What the set declares of its figures.
    pub declared: &'a [Figure],
}

/// Points of a leaf, exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<'r> {
    /// Points, as they are.
    Points {
        /// What counts now.
        points: Exact,
        /// The same, and above it what may still come; equal to `points` unless pending.
        ceiling: Exact,
        /// Why the rule gives less than the maximum.
        cause: Option<Cause<'r>>,
        /// Whether somebody else has still to give points.
        waiting: bool,
    },
    /// A zero denominator takes the leaf out.
    NotApplicable,
}

impl Outcome<'_> {
    /// What counts now, and the same with what may still come.
    fn points(&self) -> (Exact, Exact) {
        match self {
            Self::Points {
                points, ceiling, ..
            } => (points.clone(), ceiling.clone()),
            Self::NotApplicable => (Exact::zero(), Exact::zero()),
        }
    }
}

/// Scores one leaf on its facts and on changed documents, each change worked out once.
#[derive(Debug)]
pub struct Scorer<'r> {
    /// The facts.
    pub facts: Facts<'r>,
    known: RefCell<Vec<(Documents, Rc<Outcome<'r>>)>>,
}

impl<'r> Scorer<'r> {
    /// A scorer of these facts, and the outcome for the documents as they are; the arithmetic
    /// of that is noted in `trace`.
    pub fn new(facts: Facts<'r>, actual: &Documents, trace: Option<&RefCell<Vec<Step>>>) -> Self {
        let outcome = points(&facts, actual, trace);
        Self {
            facts,
            known: RefCell::new(vec![(actual.clone(), Rc::new(outcome))]),
        }
    }

    /// What the leaf gives with its documents taken to be so.
    pub fn outcome(&self, documents: &Documents) -> Rc<Outcome<'r>> {
        let known = self
            .known
            .borrow()
            .iter()
            .find(|(of, _)| of == documents)
            .map(|(_, o)| Rc::clone(o));
        known.unwrap_or_else(|| {
            let outcome = Rc::new(points(&self.facts, documents, None));
            self.known
                .borrow_mut()
                .push((documents.clone(), Rc::clone(&outcome)));
            outcome
        })
    }

    /// The points of that outcome; 0 where the leaf does not apply.
    pub fn points(&self, documents: &Documents) -> Exact {
        self.outcome(documents).points().0
    }

    /// Those points with what is pending given in full.
    pub fn ceiling(&self, documents: &Documents) -> Exact {
        self.outcome(documents).points().1
    }

    /// Points with these figures at the values that give the rule's best, and the documents
    /// taken to be so; 0 where the leaf then does not apply.
    pub fn best(&self, documents: &Documents, figures: &[&str]) -> Exact {
        let facts = &self.facts;
        let find = |id: &str| {
            facts
                .leaf
                .figures
                .iter()
                .chain(facts.declared)
                .find(|figure| figure.id == id)
        };
        let range =
            |id: &str| find(id).map_or_else(|| Figure::undeclared(id).range(), Figure::range);
        let issues = issues(facts, documents);
        let best = facts.leaf.rule.best(
            &given(facts, &issues, None),
            Free {
                figures,
                range: &range,
            },
        );
        best.map_or_else(Exact::zero, |points| {
            after_documents(facts, documents, points, None)
        })
    }
}

/// What the leaf gives for its facts, with its documents as `documents` takes them to be.
pub fn points<'r>(
    facts: &Facts<'r>,
    documents: &Documents,
    trace: Option<&RefCell<Vec<Step>>>,
) -> Outcome<'r> {
    let issues = issues(facts, documents);
    match facts.leaf.rule.award(&given(facts, &issues, trace)) {
        Award::NotApplicable => Outcome::NotApplicable,
        Award::Pending { points } => Outcome::Points {
            points: after_documents(facts, documents, points, trace),
            ceiling: after_documents(facts, documents, facts.max.clone(), None),
            cause: None,
            waiting: true,
        },
        Award::Points { points, cause } => {
            let short = &points < facts.max;
            let points = after_documents(facts, documents, points, trace);
            Outcome::Points {
                ceiling: points.clone(),
                points,
                cause: short.then_some(cause),
                waiting: false,
            }
        }
    }
}

fn issues<'r>(facts: &Facts<'r>, documents: &Documents) -> BTreeMap<&'r str, Issue> {
    let of = |held| match held {
        Held::InOrder(Some(date)) => Issue::On(date),
        Held::InOrder(None) | Held::Assumed => Issue::Assumed,
        Held::Explained | Held::Lacking => Issue::Missing,
    };
    let requirements = facts.leaf.documents.iter().enumerate();
    requirements
        .map(|(index, requirement)| (requirement.id.as_str(), of(documents.held(index))))
        .collect()
}

fn given<'a>(
    facts: &Facts<'a>,
    documents: &'a BTreeMap<&'a str, Issue>,
    trace: Option<&'a RefCell<Vec<Step>>>,
) -> Given<'a> {
    Given {
        max: facts.max,
        figures: facts.figures,
        common: facts.common,
        documents,
        trace,
    }
}

/// What documents that are not in order leave of a rule's points: each `lose` takes its own,
/// a void one takes everything.
fn after_documents(
    facts: &Facts<'_>,
    documents: &Documents,
    mut points: Exact,
    trace: Option<&RefCell<Vec<Step>>>,
) -> Exact {
    let note = |step: Step| {
        if let Some(trace) = trace {
            trace.borrow_mut().push(step);
        }
    };
    let mut void = Vec::new();
    for (index, requirement) in facts.leaf.documents.iter().enumerate() {
        match (documents.held(index), &requirement.missing) {
            (Held::InOrder(_) | Held::Assumed, _) | (Held::Explained, Missing::Explain) => {}
            (_, Missing::Lose(lose)) => {
                let left = (&points - lose).clamp_to(&Exact::zero(), facts.max);
                if !lose.is_zero() {
                    note(Step::Lose(
                        requirement.id.clone(),
                        lose.clone(),
                        left.clone(),
                    ));
                }
                points = left;
            }
            (_, Missing::Void | Missing::Explain) => void.push(requirement.id.clone()),
        }
    }
    if void.is_empty() {
        return points;
    }
    note(Step::Void(void));
    Exact::zero()
}
