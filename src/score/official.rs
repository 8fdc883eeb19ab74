//! A leaf's book on official points: its steps never go below them, and what is left above them
//! is what the appraisal took off. So the book closes on every basis.
//!
//! ```text
//!   max 1 ── document missing (computed 0) ── published 0,75: 0,25 to the document
//!   max 1 ── nothing lost (computed 1) ────── published 0,75: 0,25 appraised_less
//! ```

use crate::diagnostic::Place;
use crate::points::Points;
use crate::score::assessment::{Cause, Loss};
use crate::score::book::Book;

/// On which points a result stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// What documents and figures give.
    #[default]
    Computed,
    /// What was published; a leaf of which nothing was stands on its computed points.
    Published,
}

/// The book of a leaf on what was officially given for it, 0 to its maximum. Regains stay
/// differences of computed points.
pub(super) fn stand_on(
    book: Book,
    node: usize,
    max: Points,
    (official, place): (Points, &Place),
) -> Book {
    let mut left = max;
    let mut losses = book.losses;
    for loss in &mut losses {
        let after = (left - loss.points).max(official);
        loss.points = left - after;
        left = after;
    }
    let above = left - official;
    if !above.is_zero() {
        losses.push(Loss {
            points: above,
            recoverable: false,
            place: Some(place.clone()),
            ..Loss::at(node, Cause::AppraisedLess)
        });
    }
    losses.retain(|loss| {
        !loss.points.is_zero() || !loss.regain.is_zero() || loss.cause.is_document()
    });
    Book {
        losses,
        points: official,
        pending: Points::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rust_decimal::Decimal;

    use super::*;
    use crate::diagnostic::{At, SourceFile};

    fn points(hundredths: i64) -> Points {
        Points::new(Decimal::new(hundredths, 2))
    }

    /// The shares of a leaf worth 1 on official points, from its computed losses.
    fn shares(computed: &[(Cause, i64)], official: i64) -> Vec<(Cause, Points)> {
        let (file, _) = SourceFile::new("cong-bo.csv", b"1,1\n");
        let place = Place {
            file: Arc::new(file),
            at: At::Line(1),
        };
        let losses = computed.iter().map(|(cause, share)| Loss {
            points: points(*share),
            regain: points(*share),
            ..Loss::at(0, *cause)
        });
        let lost: i64 = computed.iter().map(|(_, share)| share).sum();
        let book = Book {
            losses: losses.collect(),
            points: points(100 - lost),
            pending: Points::ZERO,
        };
        let book = stand_on(book, 0, points(100), (points(official), &place));
        assert_eq!(book.points, points(official));
        let sum: Points = book.losses.iter().map(|loss| loss.points).sum();
        assert_eq!(sum + book.points, points(100), "the book closes");
        book.losses
            .iter()
            .map(|loss| (loss.cause, loss.points))
            .collect()
    }

    #[test]
    fn causes_act_in_their_order_as_far_as_the_official_points() {
        use Cause::{AppraisedLess, DocumentMissing, Shortfall};
        // The contract's example: max 1, document missing, published 0,75.
        assert_eq!(
            shares(&[(DocumentMissing, 100)], 75),
            [(DocumentMissing, points(25))]
        );
        // Nothing lost by computation: the appraiser took 0,25.
        assert_eq!(shares(&[], 75), [(AppraisedLess, points(25))]);
        // 1 − 0,30 = 0,70, then the appraiser took 0,20 more.
        assert_eq!(
            shares(&[(Shortfall, 30)], 50),
            [(Shortfall, points(30)), (AppraisedLess, points(20))]
        );
        // The shortfall alone goes down to 0,80; nothing is left for the document, which stays
        // listed as it is not in order.
        assert_eq!(
            shares(&[(Shortfall, 30), (DocumentMissing, 70)], 80),
            [(Shortfall, points(20)), (DocumentMissing, points(0))]
        );
        assert_eq!(shares(&[], 100), []);
    }
}
