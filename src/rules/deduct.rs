//! `deduct`: max − points × ⌊value / step⌋, not under `floor`.

use crate::points::Exact;
use crate::rules::award::{Award, Free, Given, Reason, Step};
use crate::rules::expression::{Expression, Operator};
use crate::rules::interval::Bound;
use crate::rules::measure::Measure;
use crate::rules::reading::Setting;
use crate::yaml::Map;

/// Points taken off for each violation or unfinished task.
#[derive(Clone, Debug)]
pub struct Deduct {
    /// What is counted.
    pub measure: Measure,
    /// Points that one item costs.
    pub points: Exact,
    /// How much makes one item.
    pub step: Exact,
    /// What is left at least.
    pub floor: Exact,
}

impl Deduct {
    pub(super) fn read(map: &mut Map<'_>, setting: &Setting<'_>) -> Option<Self> {
        let measure = Measure::read(map, setting);
        let points = map
            .need("points", setting.reader)
            .and_then(|node| setting.positive(node));
        let step = map
            .get("step")
            .map_or(Some(Exact::one()), |node| setting.positive(node));
        let floor = map
            .get("floor")
            .map_or(Some(Exact::zero()), |node| setting.points(node));
        Some(Self {
            measure: measure?,
            points: points?,
            step: step?,
            floor: floor?,
        })
    }

    pub(super) fn award(&self, given: &Given<'_>) -> Award<'_> {
        let value = match self.measure.take(given) {
            Ok(value) => value,
            Err(award) => return award,
        };
        let items = (&value / &self.step).floor();
        let points = given.max - &(&self.points * &items);
        given.note(|| {
            let off = Expression::from(&self.points).join(Operator::Mul, &items);
            Step::Points(
                Expression::from(given.max).join(Operator::Sub, off),
                points.clone(),
            )
        });
        let held = points.clone().clamp_to(&self.floor, given.max);
        if held != points {
            given.note(|| Step::Held(held.clone()));
        }
        Award::points(held, Reason::Deduction, self.measure.figures().collect())
    }

    /// Points only fall with the value.
    pub(super) fn best(&self, given: &Given<'_>, free: Free<'_>) -> Option<Exact> {
        self.measure
            .best(given, free, |reached| match &reached.low {
                Bound::At(value) => {
                    let items = (value / &self.step).floor();
                    let points = given.max - &(&self.points * &items);
                    points.clamp_to(&self.floor, given.max)
                }
                Bound::Below => given.max.clone(),
                Bound::Above => self.floor.clone(),
            })
    }
}
