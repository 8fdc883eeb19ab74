//! Exact rational numbers.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive};
use rust_decimal::Decimal;

use super::Points;

/// An exact rational number: a value, or points before rounding.
///
/// Values whose numerator and denominator fit into 64 bits, which is nearly all of them, are
/// kept small; the others are as long as they need to be. A value has one representation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exact(pub(super) Ratio);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ratio {
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

    /// The numerator, in lowest terms.
    pub fn numerator(&self) -> Self {
        match &self.0 {
            Ratio::Small(n, _) => Self(Ratio::Small(*n, 1)),
            Ratio::Big(value) => Self::shortest(value.numer().clone().into()),
        }
    }

    /// The denominator, in lowest terms; above 0.
    pub fn denominator(&self) -> Self {
        match &self.0 {
            Ratio::Small(_, d) => Self(Ratio::Small(*d, 1)),
            Ratio::Big(value) => Self::shortest(value.denom().clone().into()),
        }
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

    /// Numerator and denominator in lowest terms: `11/15`, `2/1`.
    pub fn ratio_text(&self) -> String {
        let (n, d) = self.ratio();
        format!("{n}/{d}")
    }

    /// Reads what [`Self::ratio_text`] writes; `None` for anything else, and for more digits
    /// than any value has.
    pub fn from_ratio_text(text: &str) -> Option<Self> {
        const MOST_DIGITS: usize = 400;
        let (n, d) = text.split_once('/')?;
        let whole = |part: &str| {
            let digits = part.strip_prefix('-').unwrap_or(part);
            let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            (plain && digits.len() <= MOST_DIGITS).then(|| part.parse::<BigInt>().ok())?
        };
        let (n, d) = (whole(n)?, whole(d)?);
        (d.is_positive()).then(|| Self::shortest(BigRational::new(n, d)))
    }

    pub(super) fn long(&self) -> BigRational {
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

pub(super) fn scaled_half_up(value: &BigRational, digits: u32) -> BigInt {
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
        value.decimal().into()
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
