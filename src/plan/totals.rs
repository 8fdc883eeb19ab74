//! From a gain of leaves to the result as a whole: caps, rounding, percent, class.

use std::collections::BTreeMap;

use super::groups::BonusField;
use super::universe::Setting;
use crate::criteria::model::Side;
use crate::points::{Exact, Points};
use crate::score::assessment::Status;
use crate::score::classes;

/// The result as it is, ready to have gains added.
pub(super) struct Totals<'a> {
    setting: Setting<'a>,
    /// Leaves with bonus and penalty within their caps, before the result itself is capped.
    now: Exact,
    /// By the field's position.
    pub(super) bonus: BTreeMap<usize, BonusField>,
}

impl<'a> Totals<'a> {
    pub(super) fn of(setting: Setting<'a>) -> Self {
        let set = setting.set;
        let mut now = Exact::zero();
        let mut bonus = BTreeMap::new();
        for (index, node) in set.fields() {
            let sum = setting.sum(index);
            let cap = Exact::from(node.max);
            match node.side {
                Side::Normal => now = now + sum,
                Side::Penalty => now = now - sum.min(cap),
                Side::Bonus => {
                    now = now + sum.clone().min(cap.clone());
                    bonus.insert(index, BonusField { now: sum, cap });
                }
            }
        }
        Self {
            setting,
            now,
            bonus,
        }
    }

    /// The result with so much more, rounded.
    pub(super) fn points(&self, gain: &Exact) -> Points {
        let set = self.setting.set;
        let mut whole = (&self.now + gain).max(Exact::zero());
        if !set.bonus_over_total {
            let applicable = self.setting.assessment.total.applicable_max;
            whole = whole.min(applicable.into());
        }
        set.rounding.total(&whole)
    }

    /// Its percentage of what applies; `None` where nothing does.
    pub(super) fn percent(&self, points: Points) -> Option<Points> {
        let applicable = self.setting.assessment.total.applicable_max;
        self.setting.set.rounding.percent(points, applicable)
    }

    /// Its class by position, best first; `None` below the lowest.
    pub(super) fn class(&self, points: Points) -> Option<usize> {
        let set = self.setting.set;
        let percent = self.percent(points)?;
        let class = classes::class(set, percent, &self.setting.facts.common)?;
        set.classes.iter().position(|known| known.name == class)
    }
}

impl Setting<'_> {
    /// What the leaves below a field give together, as sums take them.
    fn sum(&self, field: usize) -> Exact {
        let mut sum = Exact::zero();
        let mut open = vec![field];
        while let Some(index) = open.pop() {
            open.extend(&self.set.nodes[index].children);
            sum = sum + self.gives(index);
        }
        sum
    }

    fn gives(&self, index: usize) -> Exact {
        let scored = &self.assessment.nodes[index];
        let Some(score) = &scored.leaf else {
            return Exact::zero();
        };
        if scored.status == Status::NotApplicable {
            return Exact::zero();
        }
        self.counted(
            &self.set.nodes[index],
            &score.exact.now,
            &score.exact.ceiling,
        )
    }
}
