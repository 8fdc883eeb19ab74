//! How a set rounds: exact values become points.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive};
use rust_decimal::Decimal;

use super::exact::{Ratio, scaled_half_up};
use super::{Exact, Points};

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

impl Mode {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::HalfUp, Self::HalfEven, Self::Down];

    /// Its name in sets and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::HalfUp => "half_up",
            Self::HalfEven => "half_even",
            Self::Down => "down",
        }
    }
}

/// Where points are rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Each leaf; parents add rounded leaves.
    Leaf,
    /// The total only; leaves are shown with four more digits.
    Total,
}

impl Stage {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Leaf, Self::Total];

    /// Its name in sets and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Leaf => "leaf",
            Self::Total => "total",
        }
    }
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

    /// A leaf's points as sums take them: rounded where leaves are, else as they are.
    pub fn summed(self, value: &Exact) -> Exact {
        match self.at {
            Stage::Leaf => self.leaf(value).into(),
            Stage::Total => value.clone(),
        }
    }

    /// A total or a percentage, with the digits of the set.
    pub fn total(self, value: &Exact) -> Points {
        self.to(value, self.digits)
    }

    /// Points as a rounded percentage of what applies; `None` where nothing does.
    pub fn percent(self, points: Points, of: Points) -> Option<Points> {
        let share = Exact::from(points).checked_div(&of.into())?;
        Some(self.total(&(share * Exact::from(100))))
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
