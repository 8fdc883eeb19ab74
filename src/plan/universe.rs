//! What could be done: documents that are not in order, figures that could be better, each with
//! its work and its last day.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use num_traits::ToPrimitive;
use rust_decimal::Decimal;

use crate::criteria::documents::{Issued, Requirement};
use crate::criteria::model::{CriteriaSet, Leaf, Node, Side, Source};
use crate::evidence::efforts::Efforts;
use crate::evidence::facts::{Facts, FigureValues, LeafFacts, Value};
use crate::plan::efforts::Effort;
use crate::points::Exact;
use crate::score::assessment::Assessment;
use crate::score::documents::judge;
use crate::score::leaf::{self, Documents, Held, Outcome};
use crate::score::next::Search;

/// What a plan is made from.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The set.
    pub set: &'a CriteriaSet,
    /// What the unit stated.
    pub facts: &'a Facts,
    /// What that gives, on computed points.
    pub assessment: &'a Assessment,
    /// Whether files were looked at.
    pub files_checked: bool,
    /// When it is to be done.
    pub time: Time<'a>,
    /// How much work steps take.
    pub efforts: &'a Efforts,
    /// Percent of pending points taken as given.
    pub assume_pending: Option<&'a Exact>,
}

/// When a plan is to be done.
#[derive(Clone, Copy, Debug)]
pub struct Time<'a> {
    /// The day it is taken to be; without one no deadline has passed.
    pub today: Option<Date>,
    /// The last day that the user gives.
    pub by: Option<Date>,
    /// The last day to supplement in the period that is assessed.
    pub supplement_by: Option<Date>,
    /// For the next period: the set with its dates worked out for that year.
    pub next: Option<&'a CriteriaSet>,
}

/// A document that is not in order somewhere.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) id: String,
    pub(super) effort: Effort,
    /// The last day.
    pub(super) by: Option<Date>,
    /// The cases it serves, by position.
    pub(super) cases: Vec<usize>,
}

/// A leaf on which something could be done.
#[derive(Debug)]
pub(super) struct Case<'a> {
    pub(super) index: usize,
    pub(super) node: &'a Node,
    facts: leaf::Facts<'a>,
    actual: Documents,
    setting: Setting<'a>,
    /// What it gives now.
    pub(super) now: Exact,
    /// Each requirement that is not in order, with the candidates that would put it in order.
    pub(super) wanted: Vec<(usize, Vec<usize>)>,
    pub(super) chains: Vec<Rise>,
}

/// The values of a figure that are worth reaching.
#[derive(Clone, Debug)]
pub(super) struct Rise {
    pub(super) figure: String,
    pub(super) from: Value,
    pub(super) by: Option<Date>,
    /// Nearest first.
    pub(super) values: Vec<(Value, Effort)>,
    /// Whether none between them was left out.
    pub(super) whole: bool,
}

/// All that could be done.
#[derive(Debug)]
pub(super) struct Universe<'a> {
    pub(super) setting: Setting<'a>,
    pub(super) candidates: Vec<Candidate>,
    pub(super) cases: Vec<Case<'a>>,
}

impl<'a> Universe<'a> {
    pub(super) fn of(setting: Setting<'a>, maxima: &'a [Exact]) -> Self {
        let mut found = Self {
            setting,
            candidates: Vec::new(),
            cases: Vec::new(),
        };
        let mut known = BTreeMap::new();
        for (index, node, leaf) in setting.set.leaves() {
            if let Some(case) = found.case(index, node, leaf, &maxima[index], &mut known) {
                let position = found.cases.len();
                for candidate in case.wanted.iter().flat_map(|(_, candidates)| candidates) {
                    let cases = &mut found.candidates[*candidate].cases;
                    if cases.last() != Some(&position) {
                        cases.push(position);
                    }
                }
                found.cases.push(case);
            }
        }
        found
    }

    /// The leaf as a case; `None` where nothing can be done. New documents are taken in.
    fn case(
        &mut self,
        index: usize,
        node: &'a Node,
        leaf: &'a Leaf,
        max: &'a Exact,
        known: &mut BTreeMap<String, usize>,
    ) -> Option<Case<'a>> {
        let setting = self.setting;
        let said = setting.facts.leaves.get(&index);
        if node.side == Side::Penalty
            || said.is_some_and(|said| said.standing_not_applicable().is_some())
        {
            return None;
        }
        let judged = match said {
            Some(said) => judge(leaf, said, setting.files_checked),
            None => judge(leaf, &LeafFacts::default(), setting.files_checked),
        };
        let mut case = Case {
            index,
            node,
            facts: leaf::Facts {
                leaf,
                max,
                figures: said.map_or(&NO_FIGURES, |said| &said.figures),
                common: &setting.facts.common,
                declared: &setting.set.figures,
            },
            actual: Documents::actual(&judged),
            setting,
            now: Exact::zero(),
            wanted: Vec::new(),
            chains: Vec::new(),
        };
        case.now = case.gives(&[], case.facts.figures)?;
        for (position, requirement) in leaf.documents.iter().enumerate() {
            if !case.can_be_mended(position, requirement) {
                continue;
            }
            let mut candidates = Vec::new();
            for document in &requirement.documents {
                let id = &document.id;
                let effort = setting.efforts.document(setting.set, id);
                // A document may come too late for one leaf and in time for another.
                let by = setting.document_by(node, requirement, id);
                if !setting.time.is_enough(effort.days, by) {
                    continue;
                }
                let candidate = *known.entry(id.clone()).or_insert_with(|| {
                    self.candidates.push(Candidate {
                        id: id.clone(),
                        effort,
                        by,
                        cases: Vec::new(),
                    });
                    self.candidates.len() - 1
                });
                let first = &mut self.candidates[candidate].by;
                *first = earlier(*first, by);
                candidates.push(candidate);
            }
            if !candidates.is_empty() {
                case.wanted.push((position, candidates));
            }
        }
        case.drop_those_in_time();
        case.chains = case.rises();
        (!case.wanted.is_empty() || !case.chains.is_empty()).then_some(case)
    }
}

/// The figures of a leaf of which nobody said anything.
static NO_FIGURES: FigureValues = FigureValues::none();

impl Case<'_> {
    /// The points of the leaf as sums take them, with these requirements mended and these
    /// figures; `None` where it does not apply, or is out for want of a survey.
    pub(super) fn gives(&self, mended: &[usize], figures: &FigureValues) -> Option<Exact> {
        let facts = leaf::Facts {
            figures,
            ..self.facts
        };
        let set = self.setting.set;
        match leaf::points(&facts, &self.actual.mended(mended), None) {
            Outcome::NotApplicable => None,
            Outcome::Points { waiting: true, .. }
                if set.survey_absent_excluded && self.facts.leaf.source == Source::Survey =>
            {
                None
            }
            Outcome::Points {
                points, ceiling, ..
            } => Some(self.setting.counted(self.node, &points, &ceiling)),
        }
    }

    /// The figures of the leaf with one at another value.
    pub(super) fn moved(&self, values: &[(&str, &Value)]) -> FigureValues {
        let mut figures = self.facts.figures.clone();
        for (id, value) in values {
            if let Some(stated) = figures.get(id) {
                let mut stated = stated.clone();
                stated.value = (*value).clone();
                figures.insert((*id).into(), stated);
            }
        }
        figures
    }

    /// Whether a requirement can be put in order: one that lacks; in the next period one that
    /// was issued late too.
    fn can_be_mended(&self, position: usize, requirement: &Requirement) -> bool {
        match self.actual.held(position) {
            Held::Lacking | Held::Explained => true,
            Held::InOrder(_) => {
                let dated = self.facts.leaf.rule.dated_documents();
                self.setting.time.next.is_some() && dated.contains(requirement.id.as_str())
            }
            Held::Assumed => false,
        }
    }

    /// What is in order wins nothing if it is issued anew, unless it was late.
    fn drop_those_in_time(&mut self) {
        let all: Vec<usize> = self.wanted.iter().map(|(position, _)| *position).collect();
        let most = self.gives(&all, self.facts.figures);
        let in_time = |position: usize| {
            let others = all.iter().copied().filter(|other| *other != position);
            let others: Vec<usize> = others.collect();
            matches!(self.actual.held(position), Held::InOrder(_))
                && self.gives(&others, self.facts.figures) == most
        };
        let dropped: Vec<usize> = all.iter().copied().filter(|one| in_time(*one)).collect();
        self.wanted
            .retain(|(position, _)| !dropped.contains(position));
    }

    /// The figures that can be raised, documents that can be mended being so.
    fn rises(&self) -> Vec<Rise> {
        let setting = self.setting;
        let mended: Vec<usize> = self.wanted.iter().map(|(position, _)| *position).collect();
        let search = Search {
            set: setting.set,
            node: self.node,
            leaf: self.facts.leaf,
            figures: self.facts.figures.clone(),
            common: self.facts.common,
            documents: self.actual.mended(&mended),
        };
        let by = setting.figures_by();
        let rises = search.chains().into_iter().filter_map(|chain| {
            let values = chain
                .values
                .into_iter()
                .enumerate()
                .map(|(position, value)| {
                    let effort = setting.efforts.figure(
                        setting.set,
                        (self.index, self.facts.leaf),
                        &chain.figure,
                        (&chain.from, &value),
                        position,
                    );
                    (value, effort)
                });
            let mut values: Vec<(Value, Effort)> = values.collect();
            values.retain(|(_, effort)| setting.time.is_enough(effort.days, by));
            (!values.is_empty()).then_some(Rise {
                figure: chain.figure,
                from: chain.from,
                by,
                values,
                whole: chain.whole,
            })
        });
        rises.collect()
    }
}

impl<'a> Setting<'a> {
    /// What a leaf counts for in sums: its points, and of what is pending the share that is
    /// taken as given.
    pub(super) fn counted(&self, node: &Node, points: &Exact, ceiling: &Exact) -> Exact {
        let rounding = self.set.rounding;
        let points = rounding.summed(points);
        match self.assume_pending {
            Some(share) if node.side == Side::Normal => {
                let pending = rounding.summed(ceiling) - points.clone();
                points + &pending * share
            }
            _ => points,
        }
    }

    /// The last day on which a figure can become better.
    fn figures_by(&self) -> Option<Date> {
        let set: &'a CriteriaSet = self.time.next.unwrap_or(self.set);
        Some(earlier(self.time.by, Some(set.period.1)).unwrap_or(set.period.1))
    }

    /// The last day on which a document can be attached.
    fn document_by(&self, node: &Node, requirement: &Requirement, id: &str) -> Option<Date> {
        let Some(next) = self.time.next else {
            let last = self.time.supplement_by.or(self.set.supplement_by);
            return earlier(self.time.by, last.or(self.set.submit_by));
        };
        let leaf = next
            .node(&node.code)
            .and_then(|(_, node)| node.leaf.as_ref());
        let by_rule = leaf.and_then(|leaf| leaf.rule.in_full_by(&requirement.id));
        let of_next = leaf.into_iter().flat_map(|leaf| &leaf.documents);
        let documents = of_next.flat_map(|requirement| &requirement.documents);
        let issued = documents.filter(|document| document.id == id);
        let by_dates = issued.filter_map(|document| match document.issued {
            Issued::Within(_, by) => by,
            Issued::Any | Issued::Silent => None,
        });
        let last = by_rule.or(by_dates.min()).or(next.submit_by);
        earlier(self.time.by, last.or(Some(next.period.1)))
    }
}

impl Time<'_> {
    /// Whether so many days of work can be done until a day, today counted.
    fn is_enough(&self, days: Decimal, by: Option<Date>) -> bool {
        let (Some(today), Some(by)) = (self.today, by) else {
            return true;
        };
        let more = days.ceil().to_i64().unwrap_or(i64::MAX).clamp(1, 100_000) - 1;
        let done = today.checked_add(Span::new().days(more));
        done.is_ok_and(|done| done <= by)
    }
}

fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    one.into_iter().chain(other).min()
}
