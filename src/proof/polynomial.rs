//! Polynomials in several figures, and quotients of two: the form in which it shows whether a
//! value only rises or only falls with a figure that occurs more than once, as in a / (a + b).

use std::collections::BTreeMap;

use crate::points::Exact;
use crate::rules::expression::{Expression, Operator};
use crate::rules::interval::{Bound, Interval};

/// How many terms are worked with; expressions of criteria sets have a handful.
const MAX_TERMS: usize = 200;

/// The powers of the figures in a term; figures that are not in it are absent.
type Powers<'e> = BTreeMap<&'e str, u32>;

/// A sum of terms, none of them 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Polynomial<'e>(BTreeMap<Powers<'e>, Exact>);

impl<'e> Polynomial<'e> {
    pub(super) fn constant(value: Exact) -> Self {
        let mut terms = BTreeMap::new();
        if !value.is_zero() {
            terms.insert(Powers::new(), value);
        }
        Self(terms)
    }

    fn figure(name: &'e str) -> Self {
        Self([(Powers::from([(name, 1)]), Exact::one())].into())
    }

    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// The value, where no figure is left.
    pub(super) fn value(&self) -> Option<Exact> {
        match self.0.len() {
            0 => Some(Exact::zero()),
            1 => self.0.get(&Powers::new()).cloned(),
            _ => None,
        }
    }

    fn add_term(&mut self, powers: Powers<'e>, factor: Exact) {
        let sum = match self.0.remove(&powers) {
            Some(present) => present + factor,
            None => factor,
        };
        if !sum.is_zero() {
            self.0.insert(powers, sum);
        }
    }

    fn plus(&self, other: &Self) -> Self {
        let mut sum = self.clone();
        for (powers, factor) in &other.0 {
            sum.add_term(powers.clone(), factor.clone());
        }
        sum
    }

    fn negated(&self) -> Self {
        let terms = self.0.iter();
        Self(
            terms
                .map(|(p, factor)| (p.clone(), -factor.clone()))
                .collect(),
        )
    }

    fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    fn times(&self, other: &Self) -> Self {
        let mut product = Self::default();
        for (a, x) in &self.0 {
            for (b, y) in &other.0 {
                let mut powers = a.clone();
                for (name, power) in b {
                    *powers.entry(name).or_insert(0) += power;
                }
                product.add_term(powers, x * y);
            }
        }
        product
    }

    fn derivative(&self, name: &str) -> Self {
        let mut derivative = Self::default();
        for (powers, factor) in &self.0 {
            let Some(power) = powers.get(name).copied() else {
                continue;
            };
            let mut powers = powers.clone();
            match powers.get_mut(name) {
                Some(left) if power > 1 => *left -= 1,
                _ => drop(powers.remove(name)),
            }
            derivative.add_term(powers, factor * &Exact::from(i64::from(power)));
        }
        derivative
    }

    fn degree(&self, name: &str) -> u32 {
        let powers = self.0.keys();
        powers
            .filter_map(|powers| powers.get(name).copied())
            .max()
            .unwrap_or(0)
    }

    /// What stands with the highest power of a figure.
    fn leading(&self, name: &str) -> Self {
        let degree = self.degree(name);
        let mut leading = Self::default();
        for (powers, factor) in &self.0 {
            if powers.get(name).copied().unwrap_or(0) == degree {
                let mut powers = powers.clone();
                powers.remove(name);
                leading.add_term(powers, factor.clone());
            }
        }
        leading
    }

    /// The polynomial with a value put in for a figure.
    fn with(&self, name: &str, value: &Exact) -> Self {
        let mut result = Self::default();
        for (powers, factor) in &self.0 {
            let mut powers = powers.clone();
            let power = powers.remove(name).unwrap_or(0);
            let factor = (0..power).fold(factor.clone(), |product, _| product * value.clone());
            result.add_term(powers, factor);
        }
        result
    }

    /// A range that holds all its values.
    fn range(&self, range: &dyn Fn(&str) -> Interval) -> Interval {
        let mut sum = Interval::point(Exact::zero());
        for (powers, factor) in &self.0 {
            let mut product = Interval::point(factor.clone());
            for (name, power) in powers {
                product = product.mul(&raised(&range(name), *power));
            }
            sum = sum.add(&product);
        }
        sum
    }

    /// 1 where no value is below 0, −1 where none is above, `None` where neither is known.
    fn sign(&self, range: &dyn Fn(&str) -> Interval) -> Option<i8> {
        let range = self.range(range);
        let zero = Bound::At(Exact::zero());
        match (range.low >= zero, range.high <= zero) {
            (true, _) => Some(1),
            (_, true) => Some(-1),
            _ => None,
        }
    }
}

/// The range of a power.
fn raised(range: &Interval, power: u32) -> Interval {
    let whole = (1..power).fold(range.clone(), |product, _| product.mul(range));
    if power % 2 == 1 {
        return whole;
    }
    let zero = Bound::At(Exact::zero());
    Interval {
        low: whole.low.max(zero),
        high: whole.high,
    }
}

/// One polynomial over another.
#[derive(Clone, Debug)]
pub(super) struct Quotient<'e> {
    above: Polynomial<'e>,
    below: Polynomial<'e>,
}

/// The least or the greatest value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// A value; whether some figures give it, or only come near it.
    Value(Exact, bool),
    /// None: values go on without end.
    Endless,
}

impl<'e> Quotient<'e> {
    /// The expression in this form; `None` where `min` or `max` occurs, or the form is too
    /// long.
    pub(super) fn of(expression: &'e Expression) -> Option<Self> {
        let whole = |above| Self {
            above,
            below: Polynomial::constant(Exact::one()),
        };
        let form = match expression {
            Expression::Number(value) => whole(Polynomial::constant(value.clone())),
            Expression::Name(name) => whole(Polynomial::figure(name)),
            Expression::Negate(inner) => {
                let inner = Self::of(inner)?;
                Self {
                    above: inner.above.negated(),
                    ..inner
                }
            }
            Expression::Binary(operator, left, right) => {
                Self::of(left)?.join(*operator, &Self::of(right)?)?
            }
            Expression::Extreme(..) => return None,
        };
        let short = form.above.0.len().max(form.below.0.len()) <= MAX_TERMS;
        (short && !form.below.is_zero()).then_some(form)
    }

    fn join(&self, operator: Operator, other: &Self) -> Option<Self> {
        let sum = |sign: fn(&Polynomial<'e>, &Polynomial<'e>) -> Polynomial<'e>| {
            if self.below == other.below {
                return Self {
                    above: sign(&self.above, &other.above),
                    below: self.below.clone(),
                };
            }
            Self {
                above: sign(
                    &self.above.times(&other.below),
                    &other.above.times(&self.below),
                ),
                below: self.below.times(&other.below),
            }
        };
        Some(match operator {
            Operator::Add => sum(Polynomial::plus),
            Operator::Sub => sum(Polynomial::minus),
            Operator::Mul => Self {
                above: self.above.times(&other.above),
                below: self.below.times(&other.below),
            },
            Operator::Div if other.above.is_zero() => return None,
            Operator::Div => Self {
                above: self.above.times(&other.below),
                below: self.below.times(&other.above),
            },
        })
    }

    fn names(&self) -> Vec<&'e str> {
        let powers = self.above.0.keys().chain(self.below.0.keys());
        let mut names: Vec<&str> = powers.flat_map(|powers| powers.keys().copied()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Its least and greatest value over the ranges of its figures, where it only rises or
    /// only falls with each of them and its denominator does not change its sign; otherwise
    /// `None`.
    pub(super) fn limits(&self, range: &dyn Fn(&str) -> Interval) -> Option<(Limit, Limit)> {
        self.below.sign(range)?;
        if self.has_pole_within(range) {
            return None;
        }
        let mut directions = Vec::new();
        for name in self.names() {
            // The sign of the derivative is that of u'v − uv'.
            let slope = self
                .above
                .derivative(name)
                .times(&self.below)
                .minus(&self.above.times(&self.below.derivative(name)));
            directions.push((name, slope.sign(range)?));
        }
        Some((
            self.limit(&directions, range, -1)?,
            self.limit(&directions, range, 1)?,
        ))
    }

    /// Whether the denominator, which does not change its sign, can be 0 elsewhere than at an
    /// end of the ranges, as in −a / (a × a): values then leap, though they rise on both sides.
    fn has_pole_within(&self, range: &dyn Fn(&str) -> Interval) -> bool {
        let zero = Bound::At(Exact::zero());
        let mut figures = self.below.0.keys().flat_map(BTreeMap::keys);
        self.below.range(range).has_zero()
            && figures.any(|name| range(name).low < zero && zero < range(name).high)
    }

    /// The greatest value (`side` 1) or the least (−1): at the ends that the directions say.
    fn limit(
        &self,
        directions: &[(&'e str, i8)],
        range: &dyn Fn(&str) -> Interval,
        side: i8,
    ) -> Option<Limit> {
        let (mut above, mut below) = (self.above.clone(), self.below.clone());
        let mut endless = Vec::new();
        for (name, direction) in directions {
            let range = range(name);
            let end = if direction * side > 0 {
                range.high
            } else {
                range.low
            };
            match end {
                Bound::At(value) => {
                    above = above.with(name, &value);
                    below = below.with(name, &value);
                }
                Bound::Below | Bound::Above => endless.push(*name),
            }
        }
        match (above.is_zero(), below.is_zero()) {
            (true, true) => return None,
            (true, false) => return Some(Limit::Value(Exact::zero(), true)),
            (false, true) => return Some(Limit::Endless),
            (false, false) => {}
        }
        let mut reached = true;
        for name in endless {
            let (n, d) = (above.degree(name), below.degree(name));
            let (top, bottom) = (above.leading(name), below.leading(name));
            match n.cmp(&d) {
                std::cmp::Ordering::Greater => return Some(Limit::Endless),
                std::cmp::Ordering::Less => return Some(Limit::Value(Exact::zero(), false)),
                std::cmp::Ordering::Equal => {}
            }
            // Where the figure cancels out, as in a / (a + 0), the value is reached.
            reached &= above.times(&bottom) == below.times(&top);
            (above, below) = (top, bottom);
        }
        let value = above.value()?.checked_div(&below.value()?)?;
        Some(Limit::Value(value, reached))
    }
}
