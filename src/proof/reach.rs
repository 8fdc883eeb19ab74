//! Which values an expression can take over the declared ranges of its figures: worked out,
//! not tried out.

use crate::criteria::figures::{Figure, Kind};
use crate::criteria::model::{CriteriaSet, Leaf};
use crate::points::Exact;
use crate::proof::polynomial::{Limit, Quotient};
use crate::rules::expression::{Expression, Extreme, Operator};
use crate::rules::interval::{Bound, Interval};
use crate::rules::span::{End, Span};

/// The values that a figure may have.
#[derive(Clone, Debug)]
pub(super) struct Domain {
    /// From the least to the greatest.
    pub(super) range: Interval,
    /// Whether whole numbers only.
    pub(super) whole: bool,
}

/// The values of figure `name` at a leaf, or in the gates of the set.
pub(super) fn domain(set: &CriteriaSet, leaf: Option<&Leaf>, name: &str) -> Domain {
    let declared = match leaf {
        Some(leaf) => set.figure(leaf, name),
        None => set.common_figure(name),
    };
    if let Some(figure) = declared {
        return Domain {
            range: figure.range(),
            whole: matches!(figure.kind, Kind::Count | Kind::YesNo),
        };
    }
    let range = match name.split_once('.') {
        // What is counted or measured is not below 0.
        Some(("register", _)) => Interval {
            low: Bound::At(Exact::zero()),
            high: Bound::Above,
        },
        _ => Figure::undeclared(name).range(),
    };
    Domain {
        range,
        whole: false,
    }
}

/// A set that holds every value an expression can take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    /// Between these ends.
    pub(super) span: Span,
    /// On which values all of them lie, where it is known.
    pub(super) grid: Option<Grid>,
}

/// Values at equal steps from one: `base`, `base ± step`, `base ± 2 × step`, …
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    /// One of them.
    base: Exact,
    /// Not below 0; with 0 there is only the base.
    step: Exact,
}

impl Reach {
    /// The values of an expression whose figures have these domains. Division by 0 is left
    /// out; `None` where nothing is left.
    pub(super) fn of(expression: &Expression, domain: &dyn Fn(&str) -> Domain) -> Option<Self> {
        let span = span(expression, domain)?;
        let grid = Grid::of(expression, domain);
        Some(Self { span, grid })
    }

    /// Some value within both; `None` where there is none.
    pub(super) fn pick(&self, span: &Span) -> Option<Exact> {
        let within = self.span.and(span);
        match &self.grid {
            None => within.pick(None),
            Some(Grid { base, step }) if step.is_zero() => within.holds(base).then(|| base.clone()),
            Some(Grid { base, step }) => {
                let multiple = within.shifted(&-base.clone()).pick(Some(step))?;
                Some(&multiple + base)
            }
        }
    }
}

fn span(expression: &Expression, domain: &dyn Fn(&str) -> Domain) -> Option<Span> {
    let range = |name: &str| domain(name).range;
    let limits = Quotient::of(expression).and_then(|quotient| quotient.limits(&range));
    if let Some((least, greatest)) = limits {
        return Some(Span {
            low: end(least),
            high: end(greatest),
        });
    }
    match expression {
        Expression::Extreme(extreme, items) => {
            let mut whole: Option<Span> = None;
            for item in items {
                let item = span(item, domain)?;
                whole = Some(match whole {
                    None => item,
                    Some(whole) => lesser_or_greater(*extreme, &whole, &item),
                });
            }
            whole
        }
        Expression::Number(_) | Expression::Name(_) => {
            expression.range(&range).map(|range| closed(&range))
        }
        Expression::Negate(inner) => {
            let inner = interval(&span(inner, domain)?);
            Some(closed(&inner.negate()))
        }
        Expression::Binary(operator, left, right) => {
            let left = interval(&span(left, domain)?);
            let right = interval(&span(right, domain)?);
            let whole = match operator {
                Operator::Add => left.add(&right),
                Operator::Sub => left.add(&right.negate()),
                Operator::Mul => left.mul(&right),
                Operator::Div => left.div(&right)?,
            };
            Some(closed(&whole))
        }
    }
}

fn end(limit: Limit) -> Option<End> {
    match limit {
        Limit::Value(value, included) => Some(End { value, included }),
        Limit::Endless => None,
    }
}

fn closed(range: &Interval) -> Span {
    let end = |bound: &Bound| match bound {
        Bound::At(value) => Some(End::at(value.clone())),
        Bound::Below | Bound::Above => None,
    };
    Span {
        low: end(&range.low),
        high: end(&range.high),
    }
}

fn interval(span: &Span) -> Interval {
    let at = |end: &End| Bound::At(end.value.clone());
    Interval {
        low: span.low.as_ref().map_or(Bound::Below, at),
        high: span.high.as_ref().map_or(Bound::Above, at),
    }
}

/// The values of `min` or `max` of two.
fn lesser_or_greater(extreme: Extreme, a: &Span, b: &Span) -> Span {
    let bounds = (interval(a), interval(b));
    let whole = match extreme {
        Extreme::Min => bounds.0.min(&bounds.1),
        Extreme::Max => bounds.0.max(&bounds.1),
    };
    // An end belongs to the result where it belongs to one of those that it comes from.
    let joined = |of: fn(&Span) -> &Option<End>, value: &Exact| {
        let mut ends = [a, b].into_iter().filter_map(|span| of(span).as_ref());
        ends.any(|end| &end.value == value && end.included)
    };
    let end = |bound: &Bound, of: fn(&Span) -> &Option<End>| match bound {
        Bound::At(value) => Some(End {
            value: value.clone(),
            included: joined(of, value),
        }),
        Bound::Below | Bound::Above => None,
    };
    Span {
        low: end(&whole.low, |span| &span.low),
        high: end(&whole.high, |span| &span.high),
    }
}

impl Grid {
    fn only(base: Exact) -> Self {
        Self {
            base,
            step: Exact::zero(),
        }
    }

    /// The grid of an expression over whole figures: of their sums, products, and quotients by
    /// constants.
    fn of(expression: &Expression, domain: &dyn Fn(&str) -> Domain) -> Option<Self> {
        match expression {
            Expression::Number(value) => Some(Self::only(value.clone())),
            Expression::Name(name) => domain(name).whole.then(|| Self {
                base: Exact::zero(),
                step: Exact::one(),
            }),
            Expression::Negate(inner) => {
                let Self { base, step } = Self::of(inner, domain)?;
                Some(Self { base: -base, step })
            }
            Expression::Binary(operator, left, right) => {
                let (left, right) = (Self::of(left, domain)?, Self::of(right, domain)?);
                match operator {
                    Operator::Add => Some(left.plus(&right)),
                    Operator::Sub => Some(left.plus(&Self {
                        base: -right.base,
                        step: right.step,
                    })),
                    Operator::Mul => Some(left.times(&right)),
                    Operator::Div if right.step.is_zero() => {
                        let inverse = Exact::one().checked_div(&right.base)?;
                        Some(left.times(&Self::only(inverse)))
                    }
                    Operator::Div => None,
                }
            }
            Expression::Extreme(_, items) => {
                let mut grids = items.iter().map(|item| Self::of(item, domain));
                let first = grids.next()??;
                grids.try_fold(first, |whole, grid| Some(whole.or(&grid?)))
            }
        }
    }

    fn plus(&self, other: &Self) -> Self {
        Self {
            base: &self.base + &other.base,
            step: common_step(self.step.clone(), other.step.clone()),
        }
    }

    /// (a + m·s)(b + n·t) = ab + n·at + m·bs + mn·st
    fn times(&self, other: &Self) -> Self {
        let steps = [
            &self.base * &other.step,
            &other.base * &self.step,
            &self.step * &other.step,
        ];
        let step = steps.iter().map(positive).fold(Exact::zero(), common_step);
        Self {
            base: &self.base * &other.base,
            step,
        }
    }

    /// The values of either.
    fn or(&self, other: &Self) -> Self {
        let apart = positive(&(&self.base - &other.base));
        let steps = common_step(self.step.clone(), other.step.clone());
        Self {
            base: self.base.clone(),
            step: common_step(steps, apart),
        }
    }
}

fn positive(value: &Exact) -> Exact {
    if value.is_negative() {
        -value.clone()
    } else {
        value.clone()
    }
}

/// The greatest number of which both are multiples (Euclid).
fn common_step(mut a: Exact, mut b: Exact) -> Exact {
    while !b.is_zero() {
        let whole = (&a / &b).floor();
        let rest = &a - &(&whole * &b);
        a = std::mem::replace(&mut b, rest);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures a, b: counts; n: a count of at least 1; p: a share; x: any number.
    fn reach(text: &str) -> Reach {
        let expression = Expression::parse(text).unwrap();
        let from = |low: i64| Interval {
            low: Bound::At(low.into()),
            high: Bound::Above,
        };
        let domain = |name: &str| match name {
            "n" => Domain {
                range: from(1),
                whole: true,
            },
            "p" => Domain {
                range: from(0),
                whole: false,
            },
            "x" => Domain {
                range: Interval::all(),
                whole: false,
            },
            _ => Domain {
                range: from(0),
                whole: true,
            },
        };
        Reach::of(&expression, &domain).unwrap()
    }

    fn shown(text: &str) -> String {
        let reach = reach(text);
        let end = |end: &Option<End>, open: char, closed: char| match end {
            None => format!("{open}∞"),
            Some(end) => {
                let value = end.value.decimal_text(6).unwrap();
                format!("{}{value}", if end.included { closed } else { open })
            }
        };
        let low = end(&reach.span.low, '(', '[');
        let high = end(&reach.span.high, ')', ']');
        let text = |value: &Exact| value.decimal_text(6).unwrap();
        let grid = reach.grid.map(|Grid { base, step }| match base.is_zero() {
            true => text(&step),
            false => format!("{} + {}n", text(&base), text(&step)),
        });
        format!("{low} … {high} {}", grid.unwrap_or_default())
            .trim()
            .to_owned()
    }

    #[test]
    fn a_figure_may_occur_more_than_once() {
        assert_eq!(shown("a / (a + b)"), "[0 … ]1");
        assert_eq!(shown("a / (a + n)"), "[0 … )1");
        assert_eq!(shown("(n - a - b) / n"), "(∞ … ]1");
        assert_eq!(shown("1 - a / n"), "(∞ … ]1");
        assert_eq!(shown("(2 * a + b) / (a + b)"), "[1 … ]2");
    }

    #[test]
    fn a_pole_between_two_values_leaves_both_sides() {
        assert_eq!(shown("-x / (x * x)"), "(∞ … )∞");
    }

    #[test]
    fn ends_that_are_only_approached_do_not_belong() {
        assert_eq!(shown("a / n"), "[0 … )∞");
        assert_eq!(shown("1 / n"), "(0 … ]1");
        assert_eq!(shown("a / b"), "[0 … )∞");
        assert_eq!(shown("(a + b) / (p + n)"), "[0 … )∞");
    }

    #[test]
    fn the_lesser_and_the_greater_bound_a_value() {
        assert_eq!(shown("min(a / n, 100%)"), "[0 … ]1");
        assert_eq!(shown("max(n - a, 0)"), "[0 … )∞ 1");
        assert_eq!(shown("max(x, p)"), "[0 … )∞");
    }

    #[test]
    fn whole_figures_leave_values_out() {
        assert_eq!(shown("n - a"), "(∞ … )∞ 1");
        assert_eq!(shown("a / 4"), "[0 … )∞ 0.25");
        assert_eq!(shown("1.5 * a + 0.6 * b"), "[0 … )∞ 0.3");
        assert_eq!(shown("p + a"), "[0 … )∞");
        assert_eq!(shown("a - 0.5"), "[-0.5 … )∞ -0.5 + 1n");
        assert_eq!(shown("2 * (a + 0.25) * n"), "[0.5 … )∞ 0.5");
        assert_eq!(shown("max(3 * a, 1)"), "[1 … )∞ 1");
    }
}
