//! Numbers: exact rationals while a score is being worked out, decimals once it is rounded.

mod exact;
mod rounding;

use std::borrow::Cow;
use std::fmt;
use std::ops::{Add, Neg, Sub};

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

pub use exact::Exact;
pub use rounding::{Mode, Rounding, Stage};

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

impl JsonSchema for Points {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Points".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
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

    #[test]
    fn rounds_long_values_by_each_mode_at_and_around_the_half() {
        // 10²⁰ and some thousandths: the numerator needs more than 64 bits.
        let rounded = |thousandths: i64, mode: Mode, sign: i64| {
            let big = Exact::from(10_000_000_000) * Exact::from(10_000_000_000);
            let value = (big + ratio(thousandths, 1000)) * Exact::from(sign);
            let (digits, at) = (2, Stage::Leaf);
            Rounding { digits, mode, at }.leaf(&value).to_string()
        };
        let plus = |thousandths, mode| rounded(thousandths, mode, 1);
        let minus = |thousandths, mode| rounded(thousandths, mode, -1);
        assert_eq!(plus(2125, Mode::HalfUp), "100000000000000000002.13");
        assert_eq!(plus(2124, Mode::HalfUp), "100000000000000000002.12");
        assert_eq!(minus(2125, Mode::HalfUp), "-100000000000000000002.13");
        assert_eq!(plus(2129, Mode::Down), "100000000000000000002.12");
        assert_eq!(minus(2129, Mode::Down), "-100000000000000000002.12");
        assert_eq!(plus(2125, Mode::HalfEven), "100000000000000000002.12");
        assert_eq!(plus(2135, Mode::HalfEven), "100000000000000000002.14");
        assert_eq!(plus(2124, Mode::HalfEven), "100000000000000000002.12");
        assert_eq!(plus(2126, Mode::HalfEven), "100000000000000000002.13");
    }

    #[test]
    fn long_values_have_signs_and_whole_parts() {
        let huge = Exact::from(i64::MAX);
        let longer = &huge * &huge;
        assert!(!longer.is_negative());
        assert!((-longer.clone()).is_negative());
        assert_eq!((&longer + &ratio(1, 3)).floor(), longer);
        assert_eq!(
            (-longer.clone() + ratio(-1, 3)).floor(),
            -longer - Exact::one()
        );
    }

    #[test]
    fn the_sign_stands_above_the_line() {
        assert_eq!(ratio(1, -2), ratio(-1, 2));
        assert_eq!(ratio(1, -2).ratio_text(), "-1/2");
        assert_eq!(ratio(6, 4).numerator(), Exact::from(3));
        assert_eq!(ratio(6, 4).denominator(), Exact::from(2));
        let parts = [ratio(1, 3), ratio(1, 6)];
        assert_eq!(parts.into_iter().sum::<Exact>(), ratio(1, 2));
        assert_eq!(ratio(-1, 3).rounded_text(2), "-0.33");
    }

    #[test]
    fn reads_the_ratios_it_writes_and_nothing_else() {
        assert_eq!(Exact::from_ratio_text("11/15"), Some(ratio(11, 15)));
        assert_eq!(Exact::from_ratio_text("-2/1"), Some(ratio(-2, 1)));
        for text in [
            "", "1", "/2", "1/", "-/2", "+1/2", "1_0/3", "1/0", "1/-2", "1/2/3", "a/2",
        ] {
            assert_eq!(Exact::from_ratio_text(text), None, "{text}");
        }
        let long = |digits: usize| format!("{}/1", "9".repeat(digits));
        assert!(Exact::from_ratio_text(&long(400)).is_some());
        assert_eq!(Exact::from_ratio_text(&long(401)), None);
    }
}
