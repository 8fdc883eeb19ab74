//! Ranges of exact values, for what can be proved about an expression before any figure is
//! known.

use std::cmp::Ordering;

use crate::points::Exact;

/// One end of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Without lower end.
    Below,
    /// An end that belongs to the range.
    At(Exact),
    /// Without upper end.
    Above,
}

impl PartialOrd for Bound {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Bound {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::At(a), Self::At(b)) => a.cmp(b),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl Bound {
    fn rank(&self) -> i8 {
        match self {
            Self::Below => -1,
            Self::At(_) => 0,
            Self::Above => 1,
        }
    }

    fn sign(&self) -> i8 {
        match self {
            Self::Below => -1,
            Self::Above => 1,
            Self::At(value) if value.is_zero() => 0,
            Self::At(value) if value.is_negative() => -1,
            Self::At(_) => 1,
        }
    }

    fn infinite(sign: i8) -> Self {
        if sign < 0 { Self::Below } else { Self::Above }
    }

    fn add(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::At(a), Self::At(b)) => Self::At(a + b),
            (Self::At(_), end) | (end, _) => end.clone(),
        }
    }

    /// The product; 0 times an open end is 0, since that end is never reached.
    fn mul(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::At(a), Self::At(b)) => Self::At(a * b),
            _ => match self.sign() * other.sign() {
                0 => Self::At(Exact::zero()),
                sign => Self::infinite(sign),
            },
        }
    }

    fn negate(&self) -> Self {
        match self {
            Self::Below => Self::Above,
            Self::Above => Self::Below,
            Self::At(value) => Self::At(-value.clone()),
        }
    }

    fn reciprocal(&self) -> Self {
        match self {
            Self::At(value) => match Exact::one().checked_div(value) {
                Some(inverse) => Self::At(inverse),
                None => Self::Above,
            },
            _ => Self::At(Exact::zero()),
        }
    }
}

/// All values between two ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Bound,
    /// The upper end.
    pub high: Bound,
}

impl Interval {
    /// Every value.
    pub fn all() -> Self {
        Self {
            low: Bound::Below,
            high: Bound::Above,
        }
    }

    /// One value.
    pub fn point(value: Exact) -> Self {
        Self {
            low: Bound::At(value.clone()),
            high: Bound::At(value),
        }
    }

    /// Whether 0 lies within.
    pub fn has_zero(&self) -> bool {
        self.low.sign() <= 0 && self.high.sign() >= 0
    }

    /// The range of sums.
    pub fn add(&self, other: &Self) -> Self {
        Self {
            low: self.low.add(&other.low),
            high: self.high.add(&other.high),
        }
    }

    /// The range of opposites.
    pub fn negate(&self) -> Self {
        Self {
            low: self.high.negate(),
            high: self.low.negate(),
        }
    }

    /// The range of products.
    pub fn mul(&self, other: &Self) -> Self {
        let ends = [
            self.low.mul(&other.low),
            self.low.mul(&other.high),
            self.high.mul(&other.low),
            self.high.mul(&other.high),
        ];
        let low = ends.iter().min().cloned().unwrap_or(Bound::Below);
        let high = ends.iter().max().cloned().unwrap_or(Bound::Above);
        Self { low, high }
    }

    /// The range of quotients, division by 0 left out; `None` where the divisor is 0 alone.
    pub fn div(&self, divisor: &Self) -> Option<Self> {
        let inverse = match (divisor.low.sign(), divisor.high.sign()) {
            (0, 0) => return None,
            // Divisors on one side of 0, or up to it.
            (0, _) => Self {
                low: divisor.high.reciprocal(),
                high: Bound::Above,
            },
            (_, 0) => Self {
                low: Bound::Below,
                high: divisor.low.reciprocal(),
            },
            (low, high) if low < 0 && high > 0 => Self::all(),
            _ => Self {
                low: divisor.high.reciprocal(),
                high: divisor.low.reciprocal(),
            },
        };
        Some(self.mul(&inverse))
    }

    /// The range of the smaller of two.
    pub fn min(&self, other: &Self) -> Self {
        Self {
            low: self.low.clone().min(other.low.clone()),
            high: self.high.clone().min(other.high.clone()),
        }
    }

    /// The range of the greater of two.
    pub fn max(&self, other: &Self) -> Self {
        Self {
            low: self.low.clone().max(other.low.clone()),
            high: self.high.clone().max(other.high.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(low: i64, high: i64) -> Interval {
        Interval {
            low: Bound::At(low.into()),
            high: Bound::At(high.into()),
        }
    }

    #[test]
    fn quotients_leave_division_by_zero_out() {
        let from_zero = Interval {
            low: Bound::At(Exact::zero()),
            high: Bound::Above,
        };
        let nothing = between(0, 0);
        assert_eq!(between(1, 2).div(&nothing), None);
        assert_eq!(nothing.div(&from_zero), Some(nothing.clone()));
        assert_eq!(between(1, 2).div(&from_zero), Some(from_zero.clone()));
        assert_eq!(
            between(1, 4).div(&between(1, 2)).map(|i| i.high),
            Some(Bound::At(4.into()))
        );
        assert_eq!(between(1, 2).div(&between(-1, 1)), Some(Interval::all()));
    }

    #[test]
    fn ends_belong_to_a_range() {
        assert!(between(-1, 0).has_zero());
        assert!(between(0, 1).has_zero());
        assert!(!between(1, 2).has_zero());
    }

    #[test]
    fn quotients_by_negative_values_are_bounded() {
        // 1 / −1 = −1 and 4 / −1 = −4 at the ends nearest to 0; 1 / −2 at the other.
        let quotients = Interval {
            low: Bound::At((-4).into()),
            high: Bound::At(Exact::from(-1) / Exact::from(2)),
        };
        assert_eq!(between(1, 4).div(&between(-2, -1)), Some(quotients));
    }
}
