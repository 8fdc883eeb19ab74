//! `proportional`: max × value / full_at, and nothing below `zero_below`.

use crate::points::Exact;
use crate::rules::award::{Award, Free, Given, Reason, Step};
use crate::rules::expression::{Expression, Operator};
use crate::rules::interval::Bound;
use crate::rules::measure::Measure;
use crate::rules::reading::Setting;
use crate::yaml::Map;

/// A share of the maximum.
#[derive(Clone, Debug)]
pub struct Proportional {
    /// What is measured.
    pub measure: Measure,
    /// The value that gives the maximum (1 unless the set says less, as QĐ 766/QĐ-TTg does).
    pub full_at: Exact,
    /// Values below this give 0.
    pub zero_below: Exact,
}

impl Proportional {
    pub(super) fn read(map: &mut Map<'_>, setting: &Setting<'_>) -> Option<Self> {
        let measure = Measure::read(map, setting);
        let full_at = map
            .get("full_at")
            .map_or(Some(Exact::one()), |node| setting.positive(node));
        let zero_below = map
            .get("zero_below")
            .map_or(Some(Exact::zero()), |node| setting.number(node));
        Some(Self {
            measure: measure?,
            full_at: full_at?,
            zero_below: zero_below?,
        })
    }

    /// The share that the value is: the maximum at 1, nothing at 0.
    pub(super) fn of_measure(map: &mut Map<'_>, setting: &Setting<'_>) -> Option<Self> {
        Some(Self {
            measure: Measure::read(map, setting)?,
            full_at: Exact::one(),
            zero_below: Exact::zero(),
        })
    }

    pub(super) fn award(&self, given: &Given<'_>) -> Award<'_> {
        let value = match self.measure.take(given) {
            Ok(value) => value,
            Err(award) => return award,
        };
        let points = if value < self.zero_below {
            given.note(|| Step::BelowMinimum(value.clone(), self.zero_below.clone()));
            Exact::zero()
        } else {
            let points = &(given.max * &value) / &self.full_at;
            given.note(|| {
                let product = Expression::from(given.max).join(Operator::Mul, &value);
                let whole = if self.full_at == Exact::one() {
                    product
                } else {
                    product.join(Operator::Div, &self.full_at)
                };
                Step::Points(whole, points.clone())
            });
            given.within(points)
        };
        Award::points(points, Reason::Shortfall, self.measure.figures().collect())
    }

    /// Points only rise with the value.
    pub(super) fn best(&self, given: &Given<'_>, free: Free<'_>) -> Option<Exact> {
        self.measure
            .best(given, free, |reached| match &reached.high {
                Bound::At(value) if value < &self.zero_below => Exact::zero(),
                Bound::At(value) => given.held(&(given.max * value) / &self.full_at),
                Bound::Above => given.max.clone(),
                Bound::Below => Exact::zero(),
            })
    }
}
