//! Value expressions: decimals, percents, names, `+ − × ÷`, parentheses, `min`, `max`.
//! Values are exact rationals; nothing is rounded here.

mod parse;
mod show;

pub use show::Style;

use std::collections::BTreeSet;

use crate::points::Exact;
use crate::rules::interval::Interval;
use crate::text::lang::Text;

/// An expression over figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// A constant.
    Number(Exact),
    /// A figure, `register.<metric>` or `survey.<question set>`.
    Name(String),
    /// The opposite.
    Negate(Box<Expression>),
    /// Two operands.
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// The smallest or greatest of several.
    Extreme(Extreme, Vec<Expression>),
}

/// What joins two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-` or `−`
    Sub,
    /// `*` or `×`
    Mul,
    /// `/` or `÷`
    Div,
}

/// Which of several is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extreme {
    /// The smallest.
    Min,
    /// The greatest.
    Max,
}

/// Why an expression cannot be read, and where in its text (bytes).
#[derive(Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where it went wrong.
    pub at: std::ops::Range<usize>,
    /// What was found and expected.
    pub message: Text,
}

/// A division met a zero denominator.
#[derive(Debug, PartialEq, Eq)]
pub struct ZeroDenominator;

impl Expression {
    /// The names in it, in order.
    pub fn names(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        self.collect_names(&mut names);
        names
    }

    fn collect_names<'e>(&'e self, names: &mut BTreeSet<&'e str>) {
        match self {
            Self::Number(_) => {}
            Self::Name(name) => {
                names.insert(name);
            }
            Self::Negate(inner) => inner.collect_names(names),
            Self::Binary(_, left, right) => {
                left.collect_names(names);
                right.collect_names(names);
            }
            Self::Extreme(_, items) => items.iter().for_each(|item| item.collect_names(names)),
        }
    }

    /// The exact value, with every name looked up; a name that `lookup` does not know is 0
    /// and must have been ruled out before.
    ///
    /// # Errors
    /// Where a denominator is 0.
    pub fn evaluate(
        &self,
        lookup: &dyn Fn(&str) -> Option<Exact>,
    ) -> Result<Exact, ZeroDenominator> {
        Ok(match self {
            Self::Number(value) => value.clone(),
            Self::Name(name) => lookup(name).unwrap_or_else(Exact::zero),
            Self::Negate(inner) => -inner.evaluate(lookup)?,
            Self::Binary(operator, left, right) => {
                let (left, right) = (left.evaluate(lookup)?, right.evaluate(lookup)?);
                match operator {
                    Operator::Add => left + right,
                    Operator::Sub => left - right,
                    Operator::Mul => left * right,
                    Operator::Div => left.checked_div(&right).ok_or(ZeroDenominator)?,
                }
            }
            Self::Extreme(extreme, items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    values.push(item.evaluate(lookup)?);
                }
                let value = match extreme {
                    Extreme::Min => values.into_iter().min(),
                    Extreme::Max => values.into_iter().max(),
                };
                value.unwrap_or_else(Exact::zero)
            }
        })
    }

    /// The range of its values where each name has the range that `range` gives, division by
    /// 0 left out; `None` where nothing is left. It may be wider than what can be reached
    /// when a name occurs more than once.
    pub fn range(&self, range: &dyn Fn(&str) -> Interval) -> Option<Interval> {
        match self {
            Self::Number(value) => Some(Interval::point(value.clone())),
            Self::Name(name) => Some(range(name)),
            Self::Negate(inner) => Some(inner.range(range)?.negate()),
            Self::Binary(operator, left, right) => {
                let (left, right) = (left.range(range)?, right.range(range)?);
                match operator {
                    Operator::Add => Some(left.add(&right)),
                    Operator::Sub => Some(left.add(&right.negate())),
                    Operator::Mul => Some(left.mul(&right)),
                    Operator::Div => left.div(&right),
                }
            }
            Self::Extreme(extreme, items) => {
                let mut whole: Option<Interval> = None;
                for item in items {
                    let item = item.range(range)?;
                    whole = Some(match (whole, extreme) {
                        (None, _) => item,
                        (Some(whole), Extreme::Min) => whole.min(&item),
                        (Some(whole), Extreme::Max) => whole.max(&item),
                    });
                }
                whole
            }
        }
    }

    /// Whether some denominator can be 0 where names have the ranges of `range`.
    pub fn may_divide_by_zero(&self, range: &dyn Fn(&str) -> Interval) -> bool {
        let is_zero = |of: &Self| of.range(range).is_none_or(|of| of.has_zero());
        self.denominators().into_iter().any(is_zero)
    }

    /// Everything that is divided by.
    pub fn denominators(&self) -> Vec<&Self> {
        match self {
            Self::Number(_) | Self::Name(_) => Vec::new(),
            Self::Negate(inner) => inner.denominators(),
            Self::Binary(operator, left, right) => {
                let mut found = left.denominators();
                found.extend(right.denominators());
                found.extend((*operator == Operator::Div).then_some(&**right));
                found
            }
            Self::Extreme(_, items) => items.iter().flat_map(Self::denominators).collect(),
        }
    }

    /// The same expression with known names replaced by their values.
    pub fn with_values(&self, lookup: &dyn Fn(&str) -> Option<Exact>) -> Self {
        match self {
            Self::Number(_) => self.clone(),
            Self::Name(name) => lookup(name).map_or_else(|| self.clone(), Self::Number),
            Self::Negate(inner) => Self::Negate(Box::new(inner.with_values(lookup))),
            Self::Binary(operator, left, right) => Self::Binary(
                *operator,
                Box::new(left.with_values(lookup)),
                Box::new(right.with_values(lookup)),
            ),
            Self::Extreme(extreme, items) => Self::Extreme(
                *extreme,
                items.iter().map(|item| item.with_values(lookup)).collect(),
            ),
        }
    }

    /// Joins two expressions.
    pub fn join(self, operator: Operator, other: impl Into<Self>) -> Self {
        Self::Binary(operator, Box::new(self), Box::new(other.into()))
    }
}

impl From<Exact> for Expression {
    fn from(value: Exact) -> Self {
        Self::Number(value)
    }
}

impl From<&Exact> for Expression {
    fn from(value: &Exact) -> Self {
        Self::Number(value.clone())
    }
}

impl Operator {
    /// How tightly it binds.
    fn level(self) -> u8 {
        match self {
            Self::Add | Self::Sub => 1,
            Self::Mul | Self::Div => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lang::Lang;

    fn value(text: &str) -> Result<Exact, ZeroDenominator> {
        Expression::parse(text)
            .unwrap()
            .evaluate(&|name| match name {
                "a" => Some(Exact::from(6)),
                "b" => Some(Exact::from(7)),
                _ => None,
            })
    }

    fn ratio(n: i64, d: i64) -> Exact {
        Exact::from(n) / Exact::from(d)
    }

    #[test]
    fn products_bind_tighter_than_sums_and_run_from_the_left() {
        assert_eq!(value("1 + 2 * 3"), Ok(ratio(7, 1)));
        assert_eq!(value("8 - 3 - 2"), Ok(ratio(3, 1)));
        assert_eq!(value("8 / 4 / 2"), Ok(ratio(1, 1)));
        assert_eq!(value("(1 + 2) × 3 ÷ 2"), Ok(ratio(9, 2)));
        assert_eq!(value("-a + 2"), Ok(ratio(-4, 1)));
        assert_eq!(value("−(a − b)"), Ok(ratio(1, 1)));
    }

    #[test]
    fn values_are_exact() {
        assert_eq!(value("a / b"), Ok(ratio(6, 7)));
        assert_eq!(value("min(a / b, 90%)"), Ok(ratio(6, 7)));
        assert_eq!(value("max(0.1 + 0.2, 0.3) - 0.3"), Ok(Exact::zero()));
        assert_eq!(value("a / (b - 7)"), Err(ZeroDenominator));
    }

    #[test]
    fn says_where_it_cannot_be_read() {
        let error = |text: &str| Expression::parse(text).unwrap_err().at;
        assert_eq!(error("a +"), 3..3);
        assert_eq!(error("a b"), 2..3);
        assert_eq!(error("sum(a)"), 0..3);
        assert_eq!(error("a # b"), 2..3);
        assert_eq!(error("1.2.3"), 0..5);
        assert_eq!(error(""), 0..0);
        assert!(Expression::parse(&"(".repeat(5000)).is_err());
        assert!(Expression::parse(&"-".repeat(5000)).is_err());
    }

    #[test]
    fn shows_itself_with_the_brackets_it_needs() {
        let show = |text: &str| Expression::parse(text).unwrap().show(Lang::Vi);
        assert_eq!(show("(a + 1) * 2"), "(a + 1) × 2");
        assert_eq!(show("a - (b - 1)"), "a − (b − 1)");
        assert_eq!(show("min(a, 0.5)"), "min(a; 0,5)");
        assert_eq!(show("a / (b * 2)"), "a / (b × 2)");
    }

    #[test]
    fn knows_when_a_denominator_can_be_zero() {
        let range = |name: &str| match name {
            "n" => Interval {
                low: Interval::point(Exact::one()).low,
                high: Interval::all().high,
            },
            "m" => Interval {
                low: Interval::point(Exact::zero()).low,
                high: Interval::all().high,
            },
            _ => Interval::all(),
        };
        let may = |text: &str| Expression::parse(text).unwrap().may_divide_by_zero(&range);
        assert!(!may("m / n"));
        assert!(may("n / m"));
        assert!(!may("m / (m + n)"));
        assert!(may("m / (n - 1)"));
        assert!(!may("1 / max(m, 1)"));
        assert!(may("1 / x"));
        assert!(!may("1 / (n * n)"));
        assert!(!may("n / (0 - n)"));
    }

    #[test]
    fn takes_the_greatest_and_the_least() {
        assert_eq!(value("max(1, 2)"), Ok(ratio(2, 1)));
        assert_eq!(value("min(9, a + 1)"), Ok(ratio(7, 1)));
        assert_eq!(value("_unknown"), Ok(Exact::zero()));
    }

    #[test]
    fn nests_as_deep_as_allowed_and_is_as_long_as_allowed() {
        for (open, close) in [("(", ")"), ("-", ""), ("min(", ")"), ("min(1, ", ")")] {
            let nested = |deep: usize| format!("{}1{}", open.repeat(deep), close.repeat(deep));
            assert!(Expression::parse(&nested(48)).is_ok(), "48 × {open}");
            assert!(Expression::parse(&nested(49)).is_err(), "49 × {open}");
        }
        // 499 and 501 numbers and signs; the 501st is a digit that stands behind 500 others.
        assert!(Expression::parse(&format!("1{}", "+1".repeat(249))).is_ok());
        let long = Expression::parse(&format!("1{}", "+1".repeat(250)));
        assert_eq!(long.map_err(|error| error.at), Err(500..501));
    }

    #[test]
    fn a_strange_character_is_no_name() {
        assert_eq!(Expression::parse("#").unwrap_err().at, 0..1);
        let found = Expression::parse("#").unwrap_err().message;
        assert_eq!(found.get(Lang::En), "unexpected character `#`");
    }

    #[test]
    fn numbers_stand_in_brackets_where_a_sign_would_be_misread() {
        let show = |shown: Expression| shown.show(Lang::Vi);
        let minus_two = Expression::from(&Exact::from(-2));
        let third = Expression::from(&ratio(1, 3));
        let two = Exact::from(2);
        assert_eq!(show(minus_two.clone()), "−2");
        assert_eq!(
            show(minus_two.clone().join(Operator::Add, &two)),
            "(−2) + 2"
        );
        let of_one = Expression::Extreme(Extreme::Min, vec![minus_two]);
        assert_eq!(show(of_one), "min(−2)");
        assert_eq!(show(third.clone().join(Operator::Add, &two)), "1 / 3 + 2");
        assert_eq!(show(third.join(Operator::Mul, &two)), "(1 / 3) × 2");
        // Nine decimals are written out, a tenth makes it a ratio.
        assert_eq!(show((&ratio(1, 1_000_000_000)).into()), "0,000000001");
        assert_eq!(show((&ratio(1, 10_000_000_000)).into()), "1 / 10000000000");
        assert_eq!(show(Expression::parse("-(a * b)").unwrap()), "−(a × b)");
    }

    #[test]
    fn only_a_quotient_of_a_quotient_gets_room() {
        let show = |text: &str| {
            let style = Style {
                lang: Lang::Vi,
                name: &str::to_owned,
                extremes: ["min", "max"],
                spacious: true,
            };
            Expression::parse(text).unwrap().show_as(&style)
        };
        assert_eq!(show("a / b / 2"), "(a / b) / 2");
        assert_eq!(show("a / b * 2"), "a / b × 2");
        assert_eq!(show("a * b / 2"), "a × b / 2");
    }

    #[test]
    fn ranges_follow_signs_and_extremes() {
        let range = |_: &str| Interval {
            low: Interval::point(Exact::zero()).low,
            high: Interval::all().high,
        };
        let may = |text: &str| Expression::parse(text).unwrap().may_divide_by_zero(&range);
        // m ≥ 0: −m − 1 ≤ −1, min(m, 1) reaches 0, max(m, 1) does not.
        assert!(!may("1 / (-m - 1)"));
        assert!(may("1 / min(m, 1)"));
        assert!(!may("1 / max(m, 1)"));
    }
}
