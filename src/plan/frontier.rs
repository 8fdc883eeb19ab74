//! The most that each effort reaches: sums of choices, of which those are kept that no other
//! beats with as little work.

use std::cmp::Reverse;
use std::rc::Rc;

use rust_decimal::Decimal;

use crate::points::Exact;

/// How many points a frontier has at most. Real ones have hundreds; what goes beyond is cut,
/// and a plan then says how far from the best it may be.
const LONGEST: usize = 20_000;

/// What is done when there is too much to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// What is left out is not done: every point can be reached.
    Reachable,
    /// What is left out is taken to be had for nothing: no point lies above.
    Bound,
}

/// Choices, as a tree: sums share what they have in common.
#[derive(Debug)]
pub(super) enum Picks {
    Nothing,
    /// A document, by its position in the universe.
    Document(usize),
    /// A figure of a case at one of the values worth reaching.
    Figure {
        case: usize,
        chain: usize,
        value: usize,
    },
    Both(Rc<Picks>, Rc<Picks>),
}

/// So much work for so many points.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) effort: Decimal,
    pub(super) gain: Exact,
    pub(super) picks: Rc<Picks>,
}

/// Points with more and more effort and more and more gain.
#[derive(Clone, Debug)]
pub(super) struct Frontier {
    pub(super) points: Vec<Point>,
    /// Whether nothing was cut.
    pub(super) whole: bool,
}

impl Picks {
    /// These and one more.
    pub(super) fn and(self: &Rc<Self>, one: Self) -> Rc<Self> {
        self.with(&Rc::new(one))
    }

    /// These and others.
    pub(super) fn with(self: &Rc<Self>, others: &Rc<Self>) -> Rc<Self> {
        match (&**self, &**others) {
            (Self::Nothing, _) => Rc::clone(others),
            (_, Self::Nothing) => Rc::clone(self),
            _ => Rc::new(Self::Both(Rc::clone(self), Rc::clone(others))),
        }
    }

    /// All choices, in the order in which they were put together.
    pub(super) fn each<'p>(&'p self, take: &mut impl FnMut(&'p Self)) {
        let mut open = vec![self];
        while let Some(picks) = open.pop() {
            match picks {
                Self::Nothing => {}
                Self::Both(one, other) => open.extend([&**other, &**one]),
                choice => take(choice),
            }
        }
    }
}

impl Point {
    /// Nothing done.
    pub(super) fn nothing() -> Self {
        Self {
            effort: Decimal::ZERO,
            gain: Exact::zero(),
            picks: Rc::new(Picks::Nothing),
        }
    }
}

impl Frontier {
    /// Nothing to choose.
    pub(super) fn nothing() -> Self {
        Self {
            points: vec![Point::nothing()],
            whole: true,
        }
    }

    /// The best of some points.
    pub(super) fn of(mut points: Vec<Point>, whole: bool) -> Self {
        points.sort_by(|a, b| (a.effort, Reverse(&a.gain)).cmp(&(b.effort, Reverse(&b.gain))));
        let mut best: Vec<Point> = Vec::new();
        for point in points {
            if best.last().is_none_or(|last| point.gain > last.gain) {
                best.push(point);
            }
        }
        Self {
            points: best,
            whole,
        }
    }

    /// Every choice of one with every choice of the other.
    pub(super) fn with(&self, other: &Self, cut: Cut) -> Self {
        let mut sums = Vec::with_capacity(self.points.len() * other.points.len());
        for one in &self.points {
            for other in &other.points {
                sums.push((
                    one.effort + other.effort,
                    &one.gain + &other.gain,
                    (one, other),
                ));
            }
        }
        sums.sort_by(|a, b| (a.0, Reverse(&a.1)).cmp(&(b.0, Reverse(&b.1))));
        let mut best: Vec<Point> = Vec::new();
        for (effort, gain, (one, other)) in sums {
            if best.last().is_none_or(|last| gain > last.gain) {
                best.push(Point {
                    effort,
                    gain,
                    picks: one.picks.with(&other.picks),
                });
            }
        }
        let all = Self {
            points: best,
            whole: self.whole && other.whole,
        };
        all.cut(LONGEST, cut)
    }

    /// The same with all its gains changed alike; a change never turns more into less.
    pub(super) fn gains(self, change: impl Fn(Exact) -> Exact) -> Self {
        let points = self.points.into_iter().map(|point| Point {
            gain: change(point.gain),
            ..point
        });
        Self::of(points.collect(), self.whole)
    }

    /// At most so many points.
    fn cut(self, longest: usize, cut: Cut) -> Self {
        if self.points.len() <= longest {
            return self;
        }
        let parts = self.points.len().div_ceil(longest);
        let kept = self.points.chunks(parts).filter_map(|part| {
            let (first, last) = (part.first()?, part.last()?);
            Some(match cut {
                // The end of a part may be the end of all, which must stay.
                Cut::Reachable => last.clone(),
                Cut::Bound => Point {
                    effort: first.effort,
                    ..last.clone()
                },
            })
        });
        let mut points: Vec<Point> = kept.collect();
        if cut == Cut::Reachable
            && let Some(first) = self.points.first()
        {
            points.insert(0, first.clone());
        }
        Self {
            points,
            whole: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frontier(points: &[(i64, i64)]) -> Frontier {
        let points = points.iter().map(|(effort, gain)| Point {
            effort: Decimal::from(*effort),
            gain: Exact::from(*gain),
            picks: Rc::new(Picks::Document(0)),
        });
        Frontier::of(points.collect(), true)
    }

    fn shown(frontier: &Frontier) -> Vec<(i64, Exact)> {
        let points = frontier.points.iter();
        points
            .map(|point| (point.effort.mantissa() as i64, point.gain.clone()))
            .collect()
    }

    #[test]
    fn a_choice_beaten_with_as_little_work_is_dropped() {
        let found = frontier(&[(0, 0), (2, 3), (1, 1), (2, 2), (3, 3), (4, 5)]);
        let wanted: Vec<(i64, Exact)> = [(0, 0), (1, 1), (2, 3), (4, 5)]
            .map(|(effort, gain)| (effort, Exact::from(gain)))
            .to_vec();
        assert_eq!(shown(&found), wanted);
    }

    #[test]
    fn sums_of_two_choices_are_all_there() {
        // 0, 1 for 2 days, with 0, 2 for 3 days: 0, 1 (2), 2 (3), 3 (5).
        let sum = frontier(&[(0, 0), (2, 1)]).with(&frontier(&[(0, 0), (3, 2)]), Cut::Reachable);
        let wanted: Vec<(i64, Exact)> = [(0, 0), (2, 1), (3, 2), (5, 3)]
            .map(|(effort, gain)| (effort, Exact::from(gain)))
            .to_vec();
        assert_eq!(shown(&sum), wanted);
    }

    #[test]
    fn a_cut_never_says_too_much_nor_a_bound_too_little() {
        let whole = frontier(&[(0, 0), (1, 1), (2, 2), (3, 4), (4, 5), (5, 7), (6, 9)]);
        let most = |frontier: &Frontier, effort: i64| {
            let affordable = frontier.points.iter().rev();
            affordable
                .filter(|point| point.effort <= Decimal::from(effort))
                .map(|point| point.gain.clone())
                .max()
                .unwrap_or_else(Exact::zero)
        };
        for longest in 1..7 {
            let reachable = whole.clone().cut(longest, Cut::Reachable);
            let bound = whole.clone().cut(longest, Cut::Bound);
            assert!(!reachable.whole && !bound.whole);
            for effort in 0..=6 {
                let exact = most(&whole, effort);
                assert!(most(&reachable, effort) <= exact, "{longest} {effort}");
                assert!(most(&bound, effort) >= exact, "{longest} {effort}");
            }
            assert_eq!(most(&reachable, 6), Exact::from(9), "the end stays");
        }
    }
}
