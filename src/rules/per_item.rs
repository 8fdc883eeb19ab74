//! `per_item`: points × ⌊(value − from) / step⌋, up to the maximum.

use crate::points::Exact;
use crate::rules::award::{Award, Free, Given, Reason, Step};
use crate::rules::expression::{Expression, Operator};
use crate::rules::interval::Bound;
use crate::rules::measure::Measure;
use crate::rules::reading::Setting;
use crate::yaml::Map;

/// Points for each item, or each full step above a start.
#[derive(Clone, Debug)]
pub struct PerItem {
    /// What is counted.
    pub measure: Measure,
    /// Points of one item.
    pub points: Exact,
    /// Where counting starts.
    pub from: Exact,
    /// How much makes one item.
    pub step: Exact,
}

impl PerItem {
    pub(super) fn read(map: &mut Map<'_>, setting: &Setting<'_>) -> Option<Self> {
        let measure = Measure::read(map, setting);
        let points = map
            .need("points", setting.reader)
            .and_then(|node| setting.positive(node));
        let from = map
            .get("from")
            .map_or(Some(Exact::zero()), |node| setting.number(node));
        let step = map
            .get("step")
            .map_or(Some(Exact::one()), |node| setting.positive(node));
        Some(Self {
            measure: measure?,
            points: points?,
            from: from?,
            step: step?,
        })
    }

    pub(super) fn award(&self, given: &Given<'_>) -> Award<'_> {
        let value = match self.measure.take(given) {
            Ok(value) => value,
            Err(award) => return award,
        };
        let items = self.items(&value);
        let points = &self.points * &items;
        given.note(|| {
            let product = Expression::from(&self.points).join(Operator::Mul, &items);
            Step::Points(product, points.clone())
        });
        let points = given.within(points);
        Award::points(points, Reason::Shortfall, self.measure.figures().collect())
    }

    /// Points only rise with the value.
    pub(super) fn best(&self, given: &Given<'_>, free: Free<'_>) -> Option<Exact> {
        self.measure
            .best(given, free, |reached| match &reached.high {
                Bound::At(value) => given.held(&self.points * &self.items(value)),
                Bound::Above => given.max.clone(),
                Bound::Below => Exact::zero(),
            })
    }

    fn items(&self, value: &Exact) -> Exact {
        (&(value - &self.from) / &self.step).floor()
    }
}
