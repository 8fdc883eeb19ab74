//! `awarded`: points, or a percentage of the maximum, given by a survey, a council or a
//! system. Pending until they are there.

use crate::points::Exact;
use crate::rules::award::{Award, Given, Reason, Step};
use crate::rules::expression::{Expression, Operator};

/// The figure that holds points.
pub const POINTS: &str = "points";
/// The figure that holds a percentage of the maximum.
pub const PERCENT: &str = "percent";

/// Points that somebody else gives.
#[derive(Clone, Debug)]
pub struct Awarded;

impl Awarded {
    pub(super) fn award(&self, given: &Given<'_>) -> Award<'_> {
        if let Some(points) = given.number(POINTS) {
            given.note(|| Step::Given(points.clone()));
            let points = given.within(points);
            return Award::points(points, Reason::AwardedLess, vec![POINTS]);
        }
        let Some(percent) = given.number(PERCENT) else {
            given.note(|| Step::Waiting);
            return Award::Pending {
                points: Exact::zero(),
            };
        };
        let points = given.max * &percent;
        given.note(|| {
            let product = Expression::from(given.max).join(Operator::Mul, &percent);
            Step::Points(product, points.clone())
        });
        let points = given.within(points);
        Award::points(points, Reason::AwardedLess, vec![PERCENT])
    }
}
