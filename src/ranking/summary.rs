//! What the units of a group have together.

use crate::criteria::model::CriteriaSet;
use crate::points::{Exact, Points};
use crate::ranking::Ranked;

/// What ranked units have together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How many are ranked.
    pub ranked: usize,
    /// The mean of their rounded percents, rounded as the set says; `None` without units.
    pub mean_percent: Option<Points>,
    /// The highest percent.
    pub highest: Option<Points>,
    /// The lowest percent.
    pub lowest: Option<Points>,
    /// How many units each class has, best first, and those below all classes (`None`); empty
    /// without classes. Units whose class is still open are in none.
    pub classes: Vec<(Option<String>, usize)>,
}

pub(super) fn summary(set: &CriteriaSet, units: &[Ranked]) -> Summary {
    let totals = || units.iter().map(|unit| &unit.entry.total);
    let percents: Vec<Points> = totals().filter_map(|total| total.percent).collect();
    let sum: Points = percents.iter().copied().sum();
    let count = i64::try_from(percents.len()).unwrap_or(i64::MAX);
    let mean = Exact::from(sum).checked_div(&Exact::from(count));
    // A class is settled too where all that is pending cannot change it.
    let settled = || {
        totals().filter_map(|total| match &total.class_range {
            None => Some(&total.class),
            Some((from, to)) => (from == to).then_some(from),
        })
    };
    let names = set
        .classes
        .iter()
        .map(|class| Some(&class.name))
        .chain([None]);
    let counted = names.map(|name| {
        let units = settled().filter(|class| class.as_ref() == name);
        (name.cloned(), units.count())
    });
    let below_all = |(name, count): &(Option<String>, usize)| name.is_some() || *count > 0;
    Summary {
        ranked: units.len(),
        mean_percent: mean.map(|mean| set.rounding.total(&mean)),
        highest: percents.iter().max().copied(),
        lowest: percents.iter().min().copied(),
        classes: if set.classes.is_empty() {
            Vec::new()
        } else {
            counted.filter(below_all).collect()
        },
    }
}
