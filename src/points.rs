//! Numbers: exact rationals while a score is being worked out, decimals once it is rounded.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive};
use rust_decimal::Decimal;
use serde::Serialize;

/// An exact rational number: a value, or points before rounding.
///
/// Values whose numerator and denominator fit into 64 bits, which is nearly all of them, are
/// kept small; the others are as long as they need to be. A value has one representation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exact(Ratio);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Ratio {
    /// In lowest terms, the denominator above 0.
    Small(i64, i64),
    /// In lowest terms, and too long for the other.
    Big(Box<BigRational>),
}

impl Exact {
    /// 0.
    pub fn zero() -> Self {
        Self(Ratio::Small(0, 1))
    }

    /// 1.
    pub fn one() -> Self {
        Self(Ratio::Small(1, 1))
    }

    /// Whether this is 0.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Ratio::Small(0, _))
    }

    /// Whether this is a whole number.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Ratio::Small(_, d) => *d == 1,
            Ratio::Big(value) => value.is_integer(),
        }
    }

    /// Whether this is below 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Ratio::Small(n, _) => *n < 0,
            Ratio::Big(value) => value.is_negative(),
        }
    }

    /// The greatest whole number not above this.
    pub fn floor(&self) -> Self {
        match &self.0 {
            Ratio::Small(n, d) => Self(Ratio::Small(n.div_euclid(*d), 1)),
            Ratio::Big(value) => Self::shortest(value.floor()),
        }
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
        (!divisor.is_zero()).then(|| self / divisor)
    }

    /// The numerator and the denominator, in lowest terms.
    pub fn ratio(&self) -> (BigInt, BigInt) {
        let value = self.long();
        (value.numer().clone(), value.denom().clone())
    }

    /// The exact decimal digits with a point, or `None` where the expansion does not end
    /// within `limit` places.
    pub fn decimal_text(&self, limit: u32) -> Option<String> {
        let scaled = self.long() * BigRational::from(BigInt::from(10).pow(limit));
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
        place_point(&scaled_half_up(&self.long(), digits), digits)
    }

    fn long(&self) -> BigRational {
        match &self.0 {
            Ratio::Small(n, d) => BigRational::new_raw((*n).into(), (*d).into()),
            Ratio::Big(value) => (**value).clone(),
        }
    }

    /// From a numerator and a denominator other than 0: a product of two 64-bit numbers, the
    /// sum of two such products, or a decimal; none of them comes near the ends of 128 bits.
    fn from_parts(n: i128, d: i128) -> Self {
        let (n, d) = if d < 0 { (-n, -d) } else { (n, d) };
        let divisor = common_divisor(n.unsigned_abs(), d.unsigned_abs());
        let (n, d) = match i128::try_from(divisor) {
            Ok(divisor) if divisor > 1 => (n / divisor, d / divisor),
            _ => (n, d),
        };
        match (i64::try_from(n), i64::try_from(d)) {
            (Ok(n), Ok(d)) => Self(Ratio::Small(n, d)),
            _ => Self(Ratio::Big(Box::new(BigRational::new_raw(
                n.into(),
                d.into(),
            )))),
        }
    }

    fn shortest(value: BigRational) -> Self {
        match (value.numer().to_i64(), value.denom().to_i64()) {
            (Some(n), Some(d)) => Self(Ratio::Small(n, d)),
            _ => Self(Ratio::Big(Box::new(value))),
        }
    }
}

/// The greatest common divisor, in 64 bits where both fit: that is much faster.
fn common_divisor(a: u128, b: u128) -> u128 {
    match (u64::try_from(a), u64::try_from(b)) {
        (Ok(a), Ok(b)) => a.gcd(&b).into(),
        _ => a.gcd(&b),
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Ratio::Small(a, b), Ratio::Small(c, d)) => {
                (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
            }
            _ => self.long().cmp(&other.long()),
        }
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
        match 10_i128.checked_pow(value.scale()) {
            Some(denominator) => Self::from_parts(value.mantissa(), denominator),
            None => unreachable!("a decimal has at most 28 places"),
        }
    }
}

impl From<Points> for Exact {
    fn from(value: Points) -> Self {
        value.0.into()
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Self(Ratio::Small(value, 1))
    }
}

/// The four operations: `short` works in 128 bits where both operands are small.
macro_rules! exact_operator {
    ($($trait:ident $method:ident $sign:tt $short:ident),*) => {$(
        impl $trait<&Exact> for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                short::$short(self, other).unwrap_or_else(|| Exact::shortest(self.long() $sign other.long()))
            }
        }
        impl $trait for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                &self $sign &other
            }
        }
    )*};
}
exact_operator!(Add add + sum, Sub sub - difference, Mul mul * product, Div div / quotient);

/// Arithmetic on small values. Products of two 64-bit numbers fit into 128 bits; sums of two
/// such products may not.
mod short {
    use super::{Exact, Ratio};

    fn parts(left: &Exact, right: &Exact) -> Option<[i128; 4]> {
        match (&left.0, &right.0) {
            (Ratio::Small(a, b), Ratio::Small(c, d)) => Some([*a, *b, *c, *d].map(i128::from)),
            _ => None,
        }
    }

    pub(super) fn sum(left: &Exact, right: &Exact) -> Option<Exact> {
        let [a, b, c, d] = parts(left, right)?;
        Some(Exact::from_parts((a * d).checked_add(c * b)?, b * d))
    }

    pub(super) fn difference(left: &Exact, right: &Exact) -> Option<Exact> {
        let [a, b, c, d] = parts(left, right)?;
        Some(Exact::from_parts((a * d).checked_sub(c * b)?, b * d))
    }

    pub(super) fn product(left: &Exact, right: &Exact) -> Option<Exact> {
        let [a, b, c, d] = parts(left, right)?;
        Some(Exact::from_parts(a * c, b * d))
    }

    pub(super) fn quotient(left: &Exact, right: &Exact) -> Option<Exact> {
        let [a, b, c, d] = parts(left, right)?;
        Some(Exact::from_parts(a * d, b * c))
    }
}

impl Neg for Exact {
    type Output = Self;
    fn neg(self) -> Self {
        &Self::zero() - &self
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
        let scaled = match self.short(value, digits) {
            Some(scaled) => Some(scaled),
            None => {
                let value = &value.long();
                let scaled = match self.mode {
                    Mode::HalfUp => scaled_half_up(value, digits),
                    Mode::Down => (value * BigRational::from(BigInt::from(10).pow(digits)))
                        .trunc()
                        .to_integer(),
                    Mode::HalfEven => half_even(value, digits),
                };
                scaled.to_i128()
            }
        };
        match scaled {
            Some(scaled) => Points::new(Decimal::from_i128_with_scale(scaled, digits)),
            None => unreachable!("points are bounded by the maximum of their set"),
        }
    }

    /// The same in 128 bits, where the value is small enough.
    fn short(self, value: &Exact, digits: u32) -> Option<i128> {
        let Ratio::Small(n, d) = value.0 else {
            return None;
        };
        let d = i128::from(d);
        let scaled = i128::from(n).checked_mul(10_i128.checked_pow(digits)?)?;
        let (size, negative) = (scaled.checked_abs()?, scaled < 0);
        let (whole, twice_rest) = (size / d, (size % d).checked_mul(2)?);
        let up = match self.mode {
            Mode::Down => false,
            Mode::HalfUp => twice_rest >= d,
            Mode::HalfEven => twice_rest > d || (twice_rest == d && whole % 2 == 1),
        };
        let rounded = whole + i128::from(up);
        Some(if negative { -rounded } else { rounded })
    }
}

fn half_even(value: &BigRational, digits: u32) -> BigInt {
    let scaled = value * BigRational::from(BigInt::from(10).pow(digits));
    let floor = scaled.floor();
    let twice_rest = (scaled - &floor) * BigRational::from(BigInt::from(2));
    let floor = floor.to_integer();
    match twice_rest.cmp(&BigRational::one()) {
        Ordering::Less => floor,
        Ordering::Greater => floor + 1,
        Ordering::Equal if floor.is_even() => floor,
        Ordering::Equal => floor + 1,
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
    fn long_values_agree_with_short_ones() {
        let huge = Exact::from(i64::MAX);
        let longer = &huge * &huge;
        assert_eq!(&(&longer / &huge) - &huge, Exact::zero());
        assert!(longer > huge);
        assert_eq!((&longer + &Exact::one()).floor(), &longer + &Exact::one());
        assert_eq!(
            Exact::from(i64::MIN) * Exact::from(-1),
            &huge + &Exact::one()
        );
        let third = ratio(1, 3);
        assert_eq!(&(&longer * &third) * &ratio(3, 1), longer);
        assert_eq!(-(-longer.clone()), longer);
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
