//! Numbers: exact rationals while a score is being worked out, decimals once it is rounded.

use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;
use serde::Serialize;

/// An exact rational number: a value, or points before rounding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(BigRational);

impl Exact {
    /// 0.
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// 1.
    pub fn one() -> Self {
        Self(BigRational::one())
    }

    /// Whether this is 0.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether this is a whole number.
    pub fn is_integer(&self) -> bool {
        self.0.is_integer()
    }

    /// Whether this is below 0.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// The greatest whole number not above this.
    pub fn floor(&self) -> Self {
        Self(self.0.floor())
    }

    /// This value, not below `low` and not above `high`.
    pub fn clamp_to(self, low: &Self, high: &Self) -> Self {
        if &self < low {
            low.clone()
        } else if &self > high {
            high.clone()
        } else {
            self
        }
    }

    /// The quotient, or `None` where `divisor` is 0.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| Self(&self.0 / &divisor.0))
    }

    /// The numerator and the denominator, in lowest terms.
    pub fn ratio(&self) -> (&BigInt, &BigInt) {
        (self.0.numer(), self.0.denom())
    }

    /// The exact decimal digits with a point, or `None` where the expansion does not end
    /// within `limit` places.
    pub fn decimal_text(&self, limit: u32) -> Option<String> {
        let scaled = &self.0 * BigRational::from(BigInt::from(10).pow(limit));
        scaled.is_integer().then(|| {
            let text = place_point(&scaled.to_integer(), limit);
            if text.contains('.') {
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            } else {
                text
            }
        })
    }

    /// The value rounded half up to `digits` places, as digits with a point.
    pub fn rounded_text(&self, digits: u32) -> String {
        place_point(&scaled_half_up(&self.0, digits), digits)
    }
}

/// Writes the whole number `scaled` with its last `digits` digits behind a point.
fn place_point(scaled: &BigInt, digits: u32) -> String {
    let digits = digits as usize;
    let sign = if scaled.is_negative() { "-" } else { "" };
    let plain = format!("{:0>width$}", scaled.abs().to_string(), width = digits + 1);
    let (whole, fraction) = plain.split_at(plain.len() - digits);
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

fn scaled_half_up(value: &BigRational, digits: u32) -> BigInt {
    let scaled = value.abs() * BigRational::from(BigInt::from(10).pow(digits));
    let half = BigRational::new(BigInt::one(), BigInt::from(2));
    let rounded = (scaled + half).floor().to_integer();
    if value.is_negative() {
        -rounded
    } else {
        rounded
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        let value = value.normalize();
        let denominator = BigInt::from(10).pow(value.scale());
        Self(BigRational::new(
            BigInt::from(value.mantissa()),
            denominator,
        ))
    }
}

impl From<Points> for Exact {
    fn from(value: Points) -> Self {
        value.0.into()
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Self(BigRational::from(BigInt::from(value)))
    }
}

macro_rules! exact_operator {
    ($($trait:ident $method:ident $sign:tt),*) => {$(
        impl $trait for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                Exact(self.0 $sign other.0)
            }
        }
        impl $trait<&Exact> for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                Exact(&self.0 $sign &other.0)
            }
        }
    )*};
}
exact_operator!(Add add +, Sub sub -, Mul mul *, Div div /);

impl Neg for Exact {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::zero(), |total, value| total + value)
    }
}

/// Points (or a percentage) after rounding: an exact decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Points(#[serde(with = "rust_decimal::serde::arbitrary_precision")] Decimal);

impl Points {
    /// 0.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Points from a decimal that is known to be exact.
    pub fn new(value: Decimal) -> Self {
        Self(value.normalize())
    }

    /// The decimal itself.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// Whether these are no points.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
}

impl Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.0 + other.0)
    }
}

impl Sub for Points {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.0 - other.0)
    }
}

impl Neg for Points {
    type Output = Self;
    fn neg(self) -> Self {
        Self::new(-self.0)
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::ZERO, |total, value| total + value)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How a value half-way between two decimals, or anywhere between them, is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To the nearest, a half away from zero.
    HalfUp,
    /// To the nearest, a half to the even digit.
    HalfEven,
    /// Towards zero: digits are cut off.
    Down,
}

/// Where points are rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Each leaf; parents add rounded leaves.
    Leaf,
    /// The total only; leaves are shown with four more digits.
    Total,
}

/// How a set rounds: no source gives one rule for all provinces, so it is data of the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// Decimals of the result, 0 to 6.
    pub digits: u32,
    /// How the digits behind are dropped.
    pub mode: Mode,
    /// What is rounded.
    pub at: Stage,
}

impl Rounding {
    /// Decimals of a leaf's points in the book.
    pub fn book_digits(self) -> u32 {
        match self.at {
            Stage::Leaf => self.digits,
            Stage::Total => self.digits + 4,
        }
    }

    /// A leaf's points as the book shows them.
    pub fn leaf(self, value: &Exact) -> Points {
        self.to(value, self.book_digits())
    }

    /// A total or a percentage, with the digits of the set.
    pub fn total(self, value: &Exact) -> Points {
        self.to(value, self.digits)
    }

    fn to(self, value: &Exact, digits: u32) -> Points {
        let value = &value.0;
        let scaled = match self.mode {
            Mode::HalfUp => scaled_half_up(value, digits),
            Mode::Down => (value * BigRational::from(BigInt::from(10).pow(digits)))
                .trunc()
                .to_integer(),
            Mode::HalfEven => half_even(value, digits),
        };
        match scaled.to_i128() {
            Some(scaled) => Points::new(Decimal::from_i128_with_scale(scaled, digits)),
            None => unreachable!("points are bounded by the maximum of their set"),
        }
    }
}

fn half_even(value: &BigRational, digits: u32) -> BigInt {
    let scaled = value * BigRational::from(BigInt::from(10).pow(digits));
    let floor = scaled.floor();
    let twice_rest = (scaled - &floor) * BigRational::from(BigInt::from(2));
    let floor = floor.to_integer();
    match twice_rest.cmp(&BigRational::one()) {
        std::cmp::Ordering::Less => floor,
        std::cmp::Ordering::Greater => floor + 1,
        std::cmp::Ordering::Equal if floor.is_even() => floor,
        std::cmp::Ordering::Equal => floor + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(n: i64, d: i64) -> Exact {
        Exact::from(n) / Exact::from(d)
    }

    fn rounded(n: i64, d: i64, mode: Mode) -> String {
        let rounding = Rounding {
            digits: 2,
            mode,
            at: Stage::Leaf,
        };
        rounding.leaf(&ratio(n, d)).to_string()
    }

    #[test]
    fn rounds_by_each_mode_at_and_around_the_half() {
        // 2.125 lies exactly between 2.12 and 2.13; 2.135 between 2.13 and 2.14.
        assert_eq!(rounded(2125, 1000, Mode::HalfUp), "2.13");
        assert_eq!(rounded(2125, 1000, Mode::HalfEven), "2.12");
        assert_eq!(rounded(2135, 1000, Mode::HalfEven), "2.14");
        assert_eq!(rounded(2129, 1000, Mode::Down), "2.12");
        assert_eq!(rounded(20, 7, Mode::HalfUp), "2.86");
        assert_eq!(rounded(20, 7, Mode::Down), "2.85");
        assert_eq!(rounded(-2125, 1000, Mode::HalfUp), "-2.13");
        assert_eq!(rounded(-2129, 1000, Mode::Down), "-2.12");
    }

    #[test]
    fn three_thirds_are_one() {
        assert_eq!(ratio(1, 3) + ratio(1, 3) + ratio(1, 3), Exact::one());
    }

    #[test]
    fn writes_exact_decimals_only_where_they_end() {
        assert_eq!(ratio(57, 20).decimal_text(6).as_deref(), Some("2.85"));
        assert_eq!(ratio(300, 1).decimal_text(6).as_deref(), Some("300"));
        assert_eq!(ratio(-1, 8).decimal_text(6).as_deref(), Some("-0.125"));
        assert_eq!(ratio(6, 7).decimal_text(6), None);
        assert_eq!(ratio(6, 7).rounded_text(4), "0.8571");
    }
}
