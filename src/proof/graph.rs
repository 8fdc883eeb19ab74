//! The points of a measured rule along the value it measures, in pieces.
//!
//! ```text
//!   points  max ┤              ┌────────   flat
//!               │           ╱              moving: only rising, or only falling
//!             0 ┼────────┘
//!               └────────┴─────┴────────── value
//!                   zero_below  full_at
//! ```

use crate::points::Exact;
use crate::rules::Rule;
use crate::rules::bands::{Band, Gives};
use crate::rules::deduct::Deduct;
use crate::rules::measure::Measure;
use crate::rules::per_item::PerItem;
use crate::rules::proportional::Proportional;
use crate::rules::span::{End, Span};

/// Points over a span of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The values.
    pub(super) span: Span,
    /// The points at, or towards, the lower and the upper end; all others lie between.
    pub(super) points: (Exact, Exact),
    /// The band it belongs to, where the rule has bands.
    pub(super) band: Option<usize>,
}

impl Piece {
    fn flat(span: Span, points: Exact) -> Self {
        Self {
            span,
            points: (points.clone(), points),
            band: None,
        }
    }

    fn moving(span: Span, from: Exact, to: Exact) -> Self {
        Self {
            span,
            points: (from, to),
            band: None,
        }
    }

    /// The values that give exactly these points, where they are the least or the greatest
    /// of the piece.
    pub(super) fn giving(&self, points: &Exact) -> Option<Span> {
        let (low, high) = &self.points;
        let end = |end: &Option<End>| {
            let end = end.as_ref().filter(|end| end.included)?;
            Some(Span::point(end.value.clone()))
        };
        match (low == points, high == points) {
            (true, true) => Some(self.span.clone()),
            (true, false) => end(&self.span.low),
            (false, true) => end(&self.span.high),
            (false, false) => None,
        }
    }

    /// The values that give other points than these.
    pub(super) fn not_giving(&self, points: &Exact) -> Option<Span> {
        let (low, high) = &self.points;
        let without = |end: &Option<End>| end.as_ref().map(|end| End::beside(end.value.clone()));
        match (low == points, high == points) {
            (true, true) => None,
            (true, false) => Some(Span {
                low: without(&self.span.low),
                ..self.span.clone()
            }),
            (false, true) => Some(Span {
                high: without(&self.span.high),
                ..self.span.clone()
            }),
            (false, false) => Some(self.span.clone()),
        }
    }
}

/// What a rule measures, with its pieces from low to high values; `None` for rules that
/// measure nothing.
pub(super) fn of<'r>(rule: &'r Rule, max: &Exact) -> Option<(&'r Measure, Vec<Piece>)> {
    Some(match rule {
        Rule::Proportional(rule) => (&rule.measure, proportional(rule, max)),
        Rule::Awarded(rule) => {
            let share = rule.share.as_ref()?;
            (&share.measure, proportional(share, max))
        }
        Rule::PerItem(rule) => (&rule.measure, per_item(rule, max)),
        Rule::Deduct(rule) => (&rule.measure, deduct(rule, max)),
        Rule::Bands(rule) => {
            let bands = rule.bands.iter().enumerate();
            let mut pieces: Vec<Piece> = bands
                .flat_map(|(index, band)| of_band(band, index, max))
                .collect();
            pieces.sort_by_key(|piece| starts(&piece.span));
            (&rule.measure, pieces)
        }
        Rule::Presence
        | Rule::Deadline(_)
        | Rule::Levels(_)
        | Rule::Stated(_)
        | Rule::BestOf(_) => return None,
    })
}

/// What spans are ordered by: no lower end first, an end that belongs before one that does not.
pub(super) fn starts(span: &Span) -> Option<(Exact, bool)> {
    let low = span.low.as_ref()?;
    Some((low.value.clone(), !low.included))
}

fn between(low: Exact, high: Exact) -> Span {
    Span {
        low: Some(End::at(low)),
        high: Some(End::beside(high)),
    }
}

fn proportional(rule: &Proportional, max: &Exact) -> Vec<Piece> {
    let start = rule.zero_below.clone().max(Exact::zero());
    let mut pieces = vec![Piece::flat(
        Span::below(End::beside(start.clone())),
        Exact::zero(),
    )];
    let full = start.clone().max(rule.full_at.clone());
    if start < full {
        let from = &(max * &start) / &rule.full_at;
        pieces.push(Piece::moving(
            between(start, full.clone()),
            from,
            max.clone(),
        ));
    }
    pieces.push(Piece::flat(Span::above(End::at(full)), max.clone()));
    pieces
}

/// How many items make up these points.
fn items(points: &Exact, each: &Exact) -> Exact {
    -(-(points / each)).floor()
}

fn per_item(rule: &PerItem, max: &Exact) -> Vec<Piece> {
    let after = |items: &Exact| &rule.from + &(&rule.step * items);
    let all = items(max, &rule.points);
    let (first, full) = (after(&Exact::one()), after(&all));
    let mut pieces = vec![Piece::flat(
        Span::below(End::beside(first.clone())),
        Exact::zero(),
    )];
    if first < full {
        let last = &rule.points * &(&all - &Exact::one());
        let rising = Piece::moving(between(first, full.clone()), rule.points.clone(), last);
        pieces.push(rising);
    }
    pieces.push(Piece::flat(Span::above(End::at(full)), max.clone()));
    pieces
}

fn deduct(rule: &Deduct, max: &Exact) -> Vec<Piece> {
    let all = items(&(max - &rule.floor), &rule.points).max(Exact::one());
    let (first, last) = (rule.step.clone(), &rule.step * &all);
    let mut pieces = vec![Piece::flat(
        Span::below(End::beside(first.clone())),
        max.clone(),
    )];
    if first < last {
        let left = |items: &Exact| max - &(&rule.points * items);
        let falling = Piece::moving(
            between(first, last.clone()),
            left(&Exact::one()),
            left(&(&all - &Exact::one())),
        );
        pieces.push(falling);
    }
    pieces.push(Piece::flat(Span::above(End::at(last)), rule.floor.clone()));
    pieces
}

fn of_band(band: &Band, index: usize, max: &Exact) -> Vec<Piece> {
    let span = &band.span;
    let mut pieces = match &band.gives {
        Gives::Points(points) => vec![Piece::flat(span.clone(), points.clone())],
        Gives::Interpolate(from, to) => {
            vec![Piece::moving(span.clone(), from.clone(), to.clone())]
        }
        Gives::Proportional => {
            let (zero, one) = (Exact::zero(), Exact::one());
            let share = span.and(&between(zero.clone(), one.clone()));
            let points = |end: &Option<End>| {
                end.as_ref()
                    .map_or_else(Exact::zero, |end| max * &end.value)
            };
            let along = (points(&share.low), points(&share.high));
            vec![
                Piece::flat(span.and(&Span::below(End::beside(zero.clone()))), zero),
                Piece::moving(share, along.0, along.1),
                Piece::flat(span.and(&Span::above(End::at(one))), max.clone()),
            ]
        }
    };
    pieces.retain(|piece| piece.span.pick(None).is_some());
    for piece in &mut pieces {
        piece.band = Some(index);
    }
    pieces
}
