//! `awarded`: points, or a percentage of the maximum, given by a survey, a council or a
//! system; or the maximum times a value, such as what a survey comes to. Pending until they are
//! there.

use crate::points::Exact;
use crate::rules::award::{Award, Free, Given, Reason, Step};
use crate::rules::expression::{Expression, Operator};
use crate::rules::proportional::Proportional;
use crate::rules::reading::Setting;
use crate::yaml::Map;

/// The figure that holds points.
pub const POINTS: &str = "points";
/// The figure that holds a percentage of the maximum.
pub const PERCENT: &str = "percent";

/// Points that somebody else gives.
#[derive(Clone, Debug, Default)]
pub struct Awarded {
    /// The share of the maximum that is given; `None` where it is stated as `points` or
    /// `percent`.
    pub share: Option<Proportional>,
}

impl Awarded {
    pub(super) fn read(map: &mut Map<'_>, setting: &Setting<'_>) -> Option<Self> {
        // `on_zero` alone has nothing to be about.
        if map.get("value").is_none() && map.get("on_zero").is_none() {
            return Some(Self::default());
        }
        let share = Proportional::of_measure(map, setting)?;
        Some(Self { share: Some(share) })
    }

    pub(super) fn award(&self, given: &Given<'_>) -> Award<'_> {
        if let Some(share) = &self.share {
            return of_share(share, given);
        }
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

    /// The most that can be given while some figures are free; `None` where the leaf then does
    /// not apply.
    pub(super) fn best(&self, given: &Given<'_>, free: Free<'_>) -> Option<Exact> {
        if let Some(share) = &self.share {
            return share.best(given, free);
        }
        if free.has(POINTS) || free.has(PERCENT) {
            return Some(given.max.clone());
        }
        match self.award(&Given {
            trace: None,
            ..*given
        }) {
            Award::Points { points, .. } | Award::Pending { points } => Some(points),
            Award::NotApplicable => None,
        }
    }

    /// The figures it reads.
    pub fn figures(&self) -> impl Iterator<Item = &str> {
        let stated = if self.share.is_none() {
            &[POINTS, PERCENT][..]
        } else {
            &[]
        };
        let of_share = self.share.iter().flat_map(|share| share.measure.figures());
        of_share.chain(stated.iter().copied())
    }

    /// The figures that are missing for it to give points.
    pub(super) fn missing(&self, stated: &dyn Fn(&str) -> bool) -> Vec<&str> {
        match &self.share {
            Some(share) => share
                .measure
                .figures()
                .filter(|name| !stated(name))
                .collect(),
            None if stated(POINTS) || stated(PERCENT) => Vec::new(),
            None => vec![POINTS],
        }
    }
}

/// What the value gives; pending until every figure in it is stated, since somebody else states
/// them.
fn of_share<'r>(share: &'r Proportional, given: &Given<'_>) -> Award<'r> {
    let names = share.measure.figures();
    let awaited: Vec<&str> = names.filter(|name| given.number(name).is_none()).collect();
    if !awaited.is_empty() {
        given.note(|| Step::Awaiting(awaited.iter().map(|&name| name.to_owned()).collect()));
        return Award::Pending {
            points: Exact::zero(),
        };
    }
    match share.award(given) {
        Award::Points { points, cause } => {
            Award::points(points, Reason::AwardedLess, cause.figures)
        }
        award => award,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{At, Place, SourceFile};
    use crate::evidence::facts::{FigureValues, Stated, Value};
    use crate::rules::award::Cause;
    use crate::rules::interval::Interval;
    use crate::rules::measure::Measure;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    fn place() -> Place {
        let (file, _) = SourceFile::new("khao-sat.csv", b"");
        Place {
            file: Arc::new(file),
            at: At::File,
        }
    }

    fn rule(value: &str) -> Awarded {
        let value = Expression::parse(value).unwrap();
        let measure = Measure {
            names: value.names().into_iter().map(str::to_owned).collect(),
            value,
            place: place(),
            on_zero: None,
        };
        Awarded {
            share: Some(Proportional {
                measure,
                full_at: Exact::one(),
                zero_below: Exact::zero(),
            }),
        }
    }

    fn stated(id: &str, n: i64, d: i64) -> FigureValues {
        let mut figures = FigureValues::default();
        let value = Value::of(Exact::from(n) / Exact::from(d));
        figures.insert(
            id.into(),
            Stated {
                value,
                place: place(),
            },
        );
        figures
    }

    /// What is given, and the most while `survey.a` is free.
    fn tried<'r>(rule: &'r Awarded, common: &FigureValues) -> (Award<'r>, Option<Exact>) {
        let (max, none, documents) = (Exact::from(10), FigureValues::none(), BTreeMap::new());
        let given = Given {
            max: &max,
            figures: &none,
            common,
            documents: &documents,
            trace: None,
        };
        let range = |_: &str| Interval {
            low: Interval::point(Exact::zero()).low,
            high: Interval::point(Exact::one()).high,
        };
        let free = Free {
            figures: &["survey.a"],
            range: &range,
        };
        (rule.award(&given), rule.best(&given, free))
    }

    #[test]
    fn a_value_gives_its_share_of_the_maximum_exactly() {
        let rule = rule("survey.a");
        // 10 × 1/3.
        let (award, best) = tried(&rule, &stated("survey.a", 1, 3));
        let cause = Cause {
            reason: Reason::AwardedLess,
            figures: vec!["survey.a"],
            document: None,
        };
        let points = Exact::from(10) / Exact::from(3);
        assert_eq!(award, Award::Points { points, cause });
        assert_eq!(best, Some(Exact::from(10)));
    }

    #[test]
    fn a_value_is_pending_until_every_name_in_it_is_stated() {
        let rule = rule("survey.a * 50% + survey.b * 50%");
        let (award, _) = tried(&rule, &stated("survey.a", 1, 3));
        assert!(matches!(award, Award::Pending { points } if points.is_zero()));
        assert_eq!(rule.missing(&|name| name == "survey.a"), ["survey.b"]);
        assert_eq!(rule.figures().collect::<Vec<_>>(), ["survey.a", "survey.b"]);
    }
}
