//! Finds figures for which an expression takes a value of a given kind: the concrete example
//! that a proof, or a refutation, is shown by. What it finds is certain, since the expression
//! is worked out for it; that it finds nothing says nothing.

use std::collections::BTreeMap;

use crate::points::Exact;
use crate::proof::reach::Domain;
use crate::rules::expression::Expression;
use crate::rules::interval::Bound;
use crate::rules::span::Span;

/// How many combinations of the other figures are tried for each figure, of which there may be
/// four for that. Of more, fewer are tried: each takes longer to work out.
const MAX_COMBINATIONS: usize = 3_000;

/// Whole numbers that make an example easy to read, the likeliest first.
const FAMILIAR: [i64; 14] = [10, 0, 1, 2, 100, 3, 4, 5, 8, 9, 20, 50, 1_000, 10_000];

/// A value and the figures that give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Example {
    /// The value.
    pub(super) value: Exact,
    /// The figures, by name.
    pub(super) figures: BTreeMap<String, Exact>,
}

/// Figures of these domains for which the expression lies within `span`.
pub(super) fn find(
    expression: &Expression,
    domain: &dyn Fn(&str) -> Domain,
    span: &Span,
) -> Option<Example> {
    let names: Vec<&str> = expression.names().into_iter().collect();
    let search = Search {
        expression,
        names: &names,
        domains: names.iter().map(|name| domain(name)).collect(),
        span,
    };
    if names.is_empty() {
        return search.example(&[]);
    }
    let candidates: Vec<Vec<Exact>> = search
        .domains
        .iter()
        .map(|domain| candidates(domain, span))
        .collect();
    let grids = |of: fn(&Domain) -> Option<Grid>| {
        let mut grids = search.domains.iter().map(of).enumerate();
        // The figure solved for: rather one above the line, which tends to be named first.
        grids.find_map(|(solved, grid)| search.by_combinations(&candidates, solved, &grid?))
    };
    grids(Grid::fine).or_else(|| grids(Grid::far))
}

struct Search<'a> {
    expression: &'a Expression,
    names: &'a [&'a str],
    domains: Vec<Domain>,
    span: &'a Span,
}

impl Search<'_> {
    fn value(&self, figures: &[Exact]) -> Option<Exact> {
        let lookup = |name: &str| {
            let at = self.names.iter().position(|known| *known == name)?;
            figures.get(at).cloned()
        };
        self.expression.evaluate(&lookup).ok()
    }

    fn example(&self, figures: &[Exact]) -> Option<Example> {
        let value = self.value(figures).filter(|value| self.span.holds(value))?;
        let named = self.names.iter().map(|name| (*name).to_owned());
        Some(Example {
            value,
            figures: named.zip(figures.iter().cloned()).collect(),
        })
    }

    /// Tries the candidates of all figures but one, and works that one out.
    fn by_combinations(
        &self,
        candidates: &[Vec<Exact>],
        solved: usize,
        grid: &Grid,
    ) -> Option<Example> {
        let others: Vec<usize> = (0..candidates.len()).filter(|at| *at != solved).collect();
        let mut figures: Vec<Exact> = candidates
            .iter()
            .map(|of_figure| of_figure.first().cloned().unwrap_or_else(Exact::zero))
            .collect();
        let counts = others.iter().map(|at| candidates[*at].len());
        let all = counts.fold(1, usize::saturating_mul);
        let most = MAX_COMBINATIONS * 16 / candidates.len().max(4).pow(2);
        for combination in 0..all.min(most) {
            let mut rest = combination;
            for at in &others {
                let of_figure = &candidates[*at];
                figures[*at] = of_figure[rest % of_figure.len()].clone();
                rest /= of_figure.len();
            }
            if let Some(example) = self.by_figure(&mut figures, solved, grid, &candidates[solved]) {
                return Some(example);
            }
        }
        None
    }

    /// Halves the range of one figure until the value lies within, or until the last place is
    /// found where it still does; then tries the candidates.
    fn by_figure(
        &self,
        figures: &mut [Exact],
        solved: usize,
        grid: &Grid,
        candidates: &[Exact],
    ) -> Option<Example> {
        let mut at = |value: Exact| {
            figures[solved] = value;
            (self.value(figures), self.example(figures))
        };
        let (mut low, mut high) = (0, grid.last);
        let (first, at_first) = at(grid.value(low));
        let (last, at_last) = at(grid.value(high));
        let mut nearest = match (at_first, at_last) {
            (Some(example), Some(_)) => return Some(example),
            (found, other) => found.or(other),
        };
        if let (Some(first), Some(last)) = (first, last) {
            let rises = first < last;
            let within_last = self.span.holds(&last);
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                let (value, found) = at(grid.value(middle));
                let towards_last = match (&nearest, &found) {
                    (None, Some(_)) => return found,
                    (None, None) => value.is_none_or(|value| self.is_below(&value) == rises),
                    (Some(_), Some(_)) => !within_last,
                    (Some(_), None) => within_last,
                };
                nearest = found.or(nearest);
                if towards_last {
                    low = middle;
                } else {
                    high = middle;
                }
            }
        }
        nearest.or_else(|| candidates.iter().find_map(|value| at(value.clone()).1))
    }

    fn is_below(&self, value: &Exact) -> bool {
        let end = self.span.low.as_ref();
        end.is_some_and(|end| value < &end.value || (value == &end.value && !end.included))
    }
}

/// The values of a figure that are tried when it is worked out.
struct Grid {
    first: Exact,
    unit: Exact,
    last: i64,
}

impl Grid {
    /// How many values there are at most.
    const MOST: i64 = 10_000_000_000;

    /// Whole numbers, or numbers with four decimals.
    fn fine(domain: &Domain) -> Option<Self> {
        let unit = if domain.whole {
            Exact::one()
        } else {
            Exact::one() / Exact::from(10_000)
        };
        Self::of(domain, unit)
    }

    /// Whole numbers, of figures whose numbers with four decimals end before their range does:
    /// amounts run into the thousand millions.
    fn far(domain: &Domain) -> Option<Self> {
        let cut_off = !domain.whole && Self::fine(domain)?.last == Self::MOST;
        cut_off.then(|| Self::of(domain, Exact::one())).flatten()
    }

    /// Steps of the unit from the start of the range on; `None` where none lies within.
    fn of(domain: &Domain, unit: Exact) -> Option<Self> {
        let most = Exact::from(Self::MOST);
        let first = match &domain.range.low {
            Bound::At(value) if unit == Exact::one() => -(-value.clone()).floor(),
            Bound::At(value) => value.clone(),
            _ => &unit * &Exact::from(-Self::MOST / 2),
        };
        let last = match &domain.range.high {
            Bound::At(value) => (&(value - &first) / &unit).floor(),
            _ => most.clone(),
        };
        let last = last.clamp_to(&-Exact::one(), &most);
        let last: i64 = last.decimal_text(0)?.parse().ok()?;
        (last >= 0).then_some(Self { first, unit, last })
    }

    fn value(&self, place: i64) -> Exact {
        &self.first + &(&self.unit * &Exact::from(place))
    }
}

/// Values of a figure that are likely to hit: familiar numbers, the ends of its range, and
/// the numbers of which the wanted value is made.
fn candidates(domain: &Domain, span: &Span) -> Vec<Exact> {
    let mut values: Vec<Exact> = FAMILIAR.map(Exact::from).into();
    for bound in [&domain.range.low, &domain.range.high] {
        if let Bound::At(value) = bound {
            values.push(value.clone());
        }
    }
    let ends = [&span.low, &span.high].into_iter().flatten();
    let wanted = ends.map(|end| end.value.clone()).chain(span.pick(None));
    for value in wanted {
        let parts = [value.numerator(), value.denominator()];
        values.extend(
            parts
                .iter()
                .flat_map(|part| [1, 2, 10].map(|times| part * &Exact::from(times))),
        );
        values.push(value);
    }
    let allowed = |value: &Exact| {
        let at = Bound::At(value.clone());
        domain.range.low <= at && at <= domain.range.high && (!domain.whole || value.is_integer())
    };
    values.retain(allowed);
    let mut seen = Vec::new();
    values.retain(|value| {
        let new = !seen.contains(value);
        if new {
            seen.push(value.clone());
        }
        new
    });
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::interval::Interval;
    use crate::rules::span::End;

    fn found(text: &str, low: Option<&str>, high: Option<&str>) -> Option<String> {
        let expression = Expression::parse(text).unwrap();
        let domain = |name: &str| Domain {
            range: Interval {
                low: Bound::At(i64::from(name == "n").into()),
                high: Bound::Above,
            },
            whole: name != "p",
        };
        let end = |text: &str| End::beside(crate::text::numbers::plain(text).unwrap().into());
        let span = Span {
            low: low.map(end),
            high: high.map(end),
        };
        let example = find(&expression, &domain, &span)?;
        let figures = example.figures.iter();
        let figures: Vec<String> = figures
            .map(|(name, value)| format!("{name} = {}", value.decimal_text(6).unwrap()))
            .collect();
        Some(figures.join(", "))
    }

    #[test]
    fn a_narrow_gap_between_two_bounds_is_hit() {
        assert_eq!(
            found("a / n", Some("0.7999"), Some("0.8")).as_deref(),
            Some("a = 6399, n = 7999")
        );
        assert_eq!(
            found("p", Some("0.7999"), Some("0.8")).as_deref(),
            Some("p = 0.79995")
        );
    }

    #[test]
    fn amounts_of_thousand_millions_are_found() {
        assert_eq!(
            found("p / 1000000", Some("4999.9"), Some("5000.1")).as_deref(),
            Some("p = 5000000000")
        );
    }

    #[test]
    fn examples_are_easy_to_read() {
        assert_eq!(
            found("a / n", Some("1"), None).as_deref(),
            Some("a = 11, n = 10")
        );
        assert_eq!(
            found("n - a", None, Some("0")).as_deref(),
            Some("a = 11, n = 10")
        );
        assert_eq!(
            found("(n - a - b) / n", None, Some("0")).as_deref(),
            Some("a = 1, b = 10, n = 10")
        );
    }

    #[test]
    fn many_figures_are_no_matter() {
        let names: Vec<String> = (0..40).map(|n| format!("a{n}")).collect();
        let sum = names.join(" + ");
        assert!(found(&format!("a0 / ({sum} + n)"), Some("0.1"), None).is_some());
        assert_eq!(found(&sum, None, Some("0")), None);
    }

    #[test]
    fn what_does_not_exist_is_not_found() {
        assert_eq!(found("a / (a + n)", Some("1"), None), None);
        assert_eq!(found("a - n", Some("0"), Some("1")), None);
    }
}
