//! How many points a unit lacks to the rank or the class above, in steps of the set's digits.

use rust_decimal::Decimal;

use crate::criteria::model::CriteriaSet;
use crate::points::{Exact, Points};
use crate::ranking::Entry;
use crate::ranking::order::Standing;

/// The fewest points with which a unit reaches the percent of the one above; where it has that
/// already and lost only on what breaks ties, the smallest step there is.
pub(super) fn to_rank(
    set: &CriteriaSet,
    entry: &Entry,
    own: &Standing,
    above: &Standing,
) -> Points {
    let total = &entry.total;
    if own.percent == above.percent {
        return step(set);
    }
    let wanted = &(&above.percent * &Exact::from(total.applicable_max)) / &Exact::from(100);
    if set.ranking.exact {
        return in_steps(set, &(&wanted - &total.exact));
    }
    fewest(set, total.points, total.applicable_max, &above.percent)
}

/// The class above and the fewest points to it.
pub(super) fn to_class(set: &CriteriaSet, entry: &Entry) -> Option<(String, Points)> {
    let total = &entry.total;
    if total.class_range.is_some() {
        return None;
    }
    let own = set
        .classes
        .iter()
        .position(|class| Some(&class.name) == total.class.as_ref())
        .unwrap_or(set.classes.len());
    let next = own
        .checked_sub(1)
        .filter(|next| *next >= entry.best_class)?;
    let class = &set.classes[next];
    let points = fewest(set, total.points, total.applicable_max, &class.from.into());
    Some((class.name.clone(), points))
}

/// The fewest points on top of `points` that bring the rounded percent to `percent`.
fn fewest(set: &CriteriaSet, points: Points, of: Points, percent: &Exact) -> Points {
    let reaches = |more: Points| {
        let reached = set.rounding.percent(points + more, of);
        reached.is_some_and(|reached| &Exact::from(reached) >= percent)
    };
    let wanted = &(percent * &Exact::from(of)) / &Exact::from(100);
    // So many steps are enough; rounding may let fewer do.
    let enough = in_steps(set, &(&wanted - &Exact::from(points)));
    let step = step(set);
    let (mut low, mut high) = (Points::ZERO, enough);
    while low < high {
        let middle = half(set, low, high);
        if reaches(middle) {
            high = middle;
        } else {
            low = middle + step;
        }
    }
    high
}

/// The middle of two numbers of steps, rounded down to a whole step.
fn half(set: &CriteriaSet, low: Points, high: Points) -> Points {
    let middle = (low + high).decimal() / Decimal::TWO;
    Points::new(middle.trunc_with_scale(set.rounding.digits))
}

/// The smallest number of points there is.
fn step(set: &CriteriaSet) -> Points {
    Points::new(Decimal::new(1, set.rounding.digits))
}

/// Points as the next whole number of steps, not below 0.
fn in_steps(set: &CriteriaSet, points: &Exact) -> Points {
    let step = step(set);
    let steps = -(-(points / &Exact::from(step))).floor();
    let steps = steps.max(Exact::zero());
    set.rounding.total(&(&steps * &Exact::from(step)))
}
