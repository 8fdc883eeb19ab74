//! Until when a measure has to be done.

use jiff::civil::Date;

use super::{Act, Mode};
use crate::criteria::documents::{Issued, Requirement};
use crate::criteria::model::{CriteriaSet, Node};
use crate::report::view::View;

/// The days that count in a mode.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadlines<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) mode: Mode<'a>,
}

impl Deadlines<'_> {
    fn set(&self) -> &CriteriaSet {
        match self.mode {
            Mode::ThisPeriod => self.view.set(),
            Mode::NextPeriod(set) => set,
        }
    }

    /// The last day of a measure; `None` where neither set nor manifest states one.
    pub(super) fn of(&self, act: &Act<'_>) -> Option<Date> {
        let set = self.set();
        match (self.mode, act) {
            (_, Act::Improve) => Some(set.period.1),
            (Mode::ThisPeriod, _) => self.view.submission.supplement_by().or(set.submit_by),
            (Mode::NextPeriod(_), Act::Figures) => Some(set.submit_by.unwrap_or(set.period.1)),
            (Mode::NextPeriod(_), Act::Documents(wanted) | Act::InTime(wanted)) => {
                let first = wanted.iter().filter_map(|one| one.issued_by).min();
                Some(first.or(set.submit_by).unwrap_or(set.period.1))
            }
        }
    }

    /// The last day a document may be issued to count: in this period at all, in the next in
    /// full; `None` where dates do not matter, a late one counts too, or the set is silent.
    pub(super) fn issued_by(&self, leaf: &Node, requirement: &Requirement) -> Option<Date> {
        let set = self.set();
        let (_, node) = set.node(&leaf.code)?;
        let leaf = node.leaf.as_ref()?;
        let same = leaf
            .documents
            .iter()
            .find(|other| other.id == requirement.id)?;
        let last = same
            .documents
            .iter()
            .filter_map(|document| match document.issued {
                Issued::Within(_, by) => by,
                Issued::Any | Issued::Silent => None,
            });
        let by_rule = match self.mode {
            // What is late already may still win something.
            Mode::ThisPeriod => leaf.rule.counts_until(&requirement.id),
            Mode::NextPeriod(_) => leaf.rule.in_full_by(&requirement.id),
        };
        by_rule.or(last.max())
    }
}
