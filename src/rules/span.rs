//! Sets of values between two ends, each of which may belong to the set or not.

use crate::points::Exact;

/// One end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The value.
    pub value: Exact,
    /// Whether the value itself belongs to the set.
    pub included: bool,
}

impl End {
    /// An end that belongs to the set.
    pub fn at(value: Exact) -> Self {
        Self {
            value,
            included: true,
        }
    }

    /// An end that does not.
    pub fn beside(value: Exact) -> Self {
        Self {
            value,
            included: false,
        }
    }

    /// The same value as the end of what lies on the other side of it.
    pub fn flip(&self) -> Self {
        Self {
            value: self.value.clone(),
            included: !self.included,
        }
    }
}

/// All values between two ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The lower end; `None`: there is none.
    pub low: Option<End>,
    /// The upper end; `None`: there is none.
    pub high: Option<End>,
}

impl Span {
    /// Every value.
    pub fn all() -> Self {
        Self {
            low: None,
            high: None,
        }
    }

    /// One value.
    pub fn point(value: Exact) -> Self {
        Self {
            low: Some(End::at(value.clone())),
            high: Some(End::at(value)),
        }
    }

    /// All values from this end on.
    pub fn above(low: End) -> Self {
        Self {
            low: Some(low),
            high: None,
        }
    }

    /// All values up to this end.
    pub fn below(high: End) -> Self {
        Self {
            low: None,
            high: Some(high),
        }
    }

    /// Whether a value lies within.
    pub fn holds(&self, value: &Exact) -> bool {
        let above = self
            .low
            .as_ref()
            .is_none_or(|end| value > &end.value || (end.included && value == &end.value));
        let below = self
            .high
            .as_ref()
            .is_none_or(|end| value < &end.value || (end.included && value == &end.value));
        above && below
    }

    /// All values, each with this added.
    pub fn shifted(&self, by: &Exact) -> Self {
        let end = |end: &End| End {
            value: &end.value + by,
            included: end.included,
        };
        Self {
            low: self.low.as_ref().map(end),
            high: self.high.as_ref().map(end),
        }
    }

    /// The values that lie in both.
    pub fn and(&self, other: &Self) -> Self {
        Self {
            low: tighter(&self.low, &other.low, true),
            high: tighter(&self.high, &other.high, false),
        }
    }

    /// The least multiple of `step` within, or without a step any value within that is short
    /// to write; `None` where there is none.
    pub fn pick(&self, step: Option<&Exact>) -> Option<Exact> {
        let value = match (step, &self.low, &self.high) {
            (Some(step), Some(low), _) => {
                let multiple = -(-(&low.value / step)).floor();
                let at_end = !low.included && &multiple * step == low.value;
                &(if at_end {
                    multiple + Exact::one()
                } else {
                    multiple
                }) * step
            }
            (Some(step), None, Some(high)) => {
                let multiple = (&high.value / step).floor();
                let at_end = !high.included && &multiple * step == high.value;
                &(if at_end {
                    multiple - Exact::one()
                } else {
                    multiple
                }) * step
            }
            (_, None, None) => Exact::zero(),
            (None, Some(low), _) if low.included => low.value.clone(),
            (None, _, Some(high)) if high.included => high.value.clone(),
            (None, Some(low), Some(high)) => {
                &(&low.value + &high.value) / &(Exact::one() + Exact::one())
            }
            (None, Some(low), None) => &low.value + &Exact::one(),
            (None, None, Some(high)) => &high.value - &Exact::one(),
        };
        self.holds(&value).then_some(value)
    }
}

/// The end that leaves less.
fn tighter(a: &Option<End>, b: &Option<End>, lower: bool) -> Option<End> {
    let (Some(first), Some(second)) = (a, b) else {
        return a.clone().or_else(|| b.clone());
    };
    let chosen = match first.value.cmp(&second.value) {
        std::cmp::Ordering::Equal if first.included => second,
        std::cmp::Ordering::Equal => first,
        order if order.is_gt() == lower => first,
        _ => second,
    };
    Some(chosen.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(value: i64, included: bool) -> Option<End> {
        Some(End {
            value: value.into(),
            included,
        })
    }

    #[test]
    fn what_lies_in_both_has_the_tighter_ends() {
        let a = Span {
            low: end(0, true),
            high: end(2, false),
        };
        let b = Span {
            low: end(0, false),
            high: end(2, true),
        };
        assert_eq!(
            a.and(&b),
            Span {
                low: end(0, false),
                high: end(2, false),
            }
        );
        assert_eq!(a.and(&Span::all()), a);
    }

    #[test]
    fn between_two_whole_numbers_there_is_none() {
        let open = Span {
            low: end(2, false),
            high: end(3, false),
        };
        assert_eq!(open.pick(Some(&Exact::one())), None);
        assert_eq!(open.pick(None), Some(Exact::from(5) / Exact::from(2)));
        let closed = Span {
            high: end(3, true),
            ..open
        };
        assert_eq!(closed.pick(Some(&Exact::one())), Some(3.into()));
        let below = Span::below(End::beside(2.into()));
        assert_eq!(below.pick(Some(&Exact::one())), Some(1.into()));
        let nothing = Span {
            low: end(2, true),
            high: end(2, false),
        };
        assert_eq!(nothing.pick(None), None);
    }

    #[test]
    fn made_spans_hold_what_they_say() {
        let (one, two, three) = (1.into(), 2.into(), 3.into());
        let held = |span: &Span| [&one, &two, &three].map(|value| span.holds(value));
        assert_eq!(held(&Span::point(2.into())), [false, true, false]);
        assert_eq!(held(&Span::above(End::at(2.into()))), [false, true, true]);
        assert_eq!(
            held(&Span::below(End::beside(2.into()))),
            [true, false, false]
        );
        assert_eq!(End::at(2.into()).flip(), End::beside(2.into()));
        assert_eq!(End::beside(2.into()).flip(), End::at(2.into()));
    }

    #[test]
    fn ends_at_different_values_are_compared_by_value() {
        let low = Span {
            low: end(0, true),
            high: end(2, false),
        };
        let high = low.shifted(&Exact::one());
        assert_eq!((&high.low, &high.high), (&end(1, true), &end(3, false)));
        let both = Span {
            low: end(1, true),
            high: end(2, false),
        };
        assert_eq!(low.and(&high), both);
        assert_eq!(high.and(&low), both);
        // Of two ends at one value the one that leaves it out is the tighter.
        let (closed, open) = (Span::point(2.into()), Span::above(End::beside(2.into())));
        assert_eq!(closed.and(&open).low, end(2, false));
        assert_eq!(open.and(&closed).low, end(2, false));
    }

    #[test]
    fn picks_the_nearest_multiple_of_a_step() {
        let two = Exact::from(2);
        let pick = |span: &Span| span.pick(Some(&two));
        assert_eq!(pick(&Span::above(End::at(5.into()))), Some(6.into()));
        assert_eq!(pick(&Span::above(End::beside(5.into()))), Some(6.into()));
        assert_eq!(pick(&Span::above(End::at(4.into()))), Some(4.into()));
        assert_eq!(pick(&Span::above(End::beside(4.into()))), Some(6.into()));
        assert_eq!(pick(&Span::below(End::at(5.into()))), Some(4.into()));
        assert_eq!(pick(&Span::below(End::beside(5.into()))), Some(4.into()));
        assert_eq!(pick(&Span::below(End::at(4.into()))), Some(4.into()));
        assert_eq!(pick(&Span::below(End::beside(4.into()))), Some(2.into()));
    }

    #[test]
    fn picks_an_end_or_the_whole_number_beside_it() {
        assert_eq!(Span::all().pick(None), Some(Exact::zero()));
        assert_eq!(Span::above(End::at(2.into())).pick(None), Some(2.into()));
        assert_eq!(Span::below(End::at(2.into())).pick(None), Some(2.into()));
        assert_eq!(
            Span::above(End::beside(2.into())).pick(None),
            Some(3.into())
        );
        assert_eq!(
            Span::below(End::beside(2.into())).pick(None),
            Some(1.into())
        );
    }
}
