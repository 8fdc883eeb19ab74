//! How many days of work a step takes: as the user's table says, else as the set does, else one
//! day.

use rust_decimal::Decimal;

use crate::criteria::figures::Kind;
use crate::criteria::model::{CriteriaSet, Leaf};
use crate::evidence::efforts::Efforts;
use crate::evidence::facts::Value;

/// Days of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// How many.
    pub days: Decimal,
    /// Whether somebody stated it; else it is taken as one a step.
    pub stated: bool,
}

impl Efforts {
    /// What attaching a document takes. Where leaves of a set differ about one document, the
    /// most counts.
    pub(super) fn document(&self, set: &CriteriaSet, id: &str) -> Effort {
        let of_set = || {
            let leaves = set.leaves().flat_map(|(_, _, leaf)| &leaf.documents);
            let documents = leaves.flat_map(|requirement| &requirement.documents);
            let same = documents.filter(|document| document.id == id);
            same.filter_map(|document| document.effort).max()
        };
        let days = self.documents.get(id).copied().or_else(of_set);
        Effort {
            days: days.unwrap_or(Decimal::ONE),
            stated: days.is_some(),
        }
    }

    /// What it takes to bring a figure from one value to another, the `position`th of those
    /// worth reaching.
    pub(super) fn figure(
        &self,
        set: &CriteriaSet,
        (index, leaf): (usize, &Leaf),
        id: &str,
        (from, to): (&Value, &Value),
        position: usize,
    ) -> Effort {
        let declared = set.figure(leaf, id);
        let own = self.figures.get(&(index, id.to_owned())).copied();
        let days = own.or_else(|| declared.and_then(|figure| figure.effort));
        let kind = declared.map(|figure| figure.kind);
        let steps = match (from, to) {
            (Value::Number(from), Value::Number(to)) => match kind {
                Some(Kind::Percent) => (*to - *from).abs() * Decimal::ONE_HUNDRED,
                Some(Kind::Count | Kind::YesNo) => (*to - *from).abs(),
                // Nobody knows what one more dong takes: without a word, a step is a value.
                _ if days.is_none() => Decimal::from(position + 1),
                _ => (*to - *from).abs(),
            },
            // Levels: each value is one level more.
            _ => Decimal::from(position + 1),
        };
        Effort {
            days: (days.unwrap_or(Decimal::ONE) * steps).normalize(),
            stated: days.is_some(),
        }
    }
}
