//! A leaf's book on official points: its steps never go below them, and what is left above them
//! is what the appraisal took off. So the book closes on every basis.
//!
//! ```text
//!   max 1 ── document missing (computed 0) ── published 0,75: 0,25 to the document
//!   max 1 ── nothing lost (computed 1) ────── published 0,75: 0,25 appraised_less
//! ```

use crate::diagnostic::Place;
use crate::evidence::facts::{Facts, LeafFacts};
use crate::points::Points;
use crate::score::assessment::{Cause, Loss};
use crate::score::book::Book;

/// On which points a result stands, the more official ones last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// What documents and figures give.
    #[default]
    Computed,
    /// What the unit claims; a leaf for which it claims nothing stands on its computed points,
    /// and so it is with the others.
    Claimed,
    /// What appraisers gave by hand, else what was computed after the last round.
    Appraised,
    /// What was published.
    Published,
}

impl Basis {
    /// Its name in arguments and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Computed => "computed",
            Self::Claimed => "claimed",
            Self::Appraised => "appraised",
            Self::Published => "published",
        }
    }

    /// All there are.
    pub const ALL: [Self; 4] = [
        Self::Computed,
        Self::Claimed,
        Self::Appraised,
        Self::Published,
    ];

    /// The last official points there are of a unit: published by a table of its own, else
    /// appraised; what stands beside figures is there to be compared.
    pub fn last_official(facts: &Facts) -> Self {
        if facts.is_published {
            Self::Published
        } else if Self::Appraised.is_there(facts) {
            Self::Appraised
        } else {
            Self::Computed
        }
    }

    /// Whether any leaf has such points.
    pub fn is_there(self, facts: &Facts) -> bool {
        facts.leaves.values().any(|said| self.covers(said))
    }

    /// Where a leaf's points are given; `None` where they are computed ones.
    pub fn place(self, said: &LeafFacts) -> Option<&Place> {
        self.given(said).map(|given| given.place)
    }

    /// Whether a leaf has such points, or what stands for them: what an appraiser accepted, or
    /// refused without points, stands as computed.
    pub fn covers(self, said: &LeafFacts) -> bool {
        match self {
            Self::Computed => true,
            Self::Claimed => said.claim.is_some(),
            Self::Appraised => said.is_appraised(),
            Self::Published => said.published.is_some(),
        }
    }

    /// The points that a leaf stands on where it does not stand on computed ones.
    pub(super) fn given(self, said: &LeafFacts) -> Option<Given<'_>> {
        let (points, place, reason, cause) = match self {
            Self::Computed => return None,
            Self::Claimed => {
                let (points, place) = said.claim.as_deref()?;
                (*points, place, None, Cause::StatedLess)
            }
            Self::Appraised => {
                let (points, by) = said.by_hand()?;
                let place = by.points.as_ref().map_or(&by.place, |(_, place)| place);
                (points, place, said.reason_of(by), Cause::AppraisedLess)
            }
            Self::Published => {
                let (points, place) = said.published.as_deref()?;
                let appraised = said.by_hand().filter(|(by_hand, _)| by_hand == points);
                let appraised = appraised.and_then(|(_, by)| said.reason_of(by));
                let reason = said.published_reason.as_deref().or(appraised);
                (*points, place, reason, Cause::AppraisedLess)
            }
        };
        Some(Given {
            points,
            place,
            reason,
            cause,
        })
    }
}

/// Points that somebody gave for a leaf.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    /// The points, 0 to the leaf's maximum.
    pub(super) points: Points,
    /// Where they stand.
    pub(super) place: &'a Place,
    /// Why.
    pub(super) reason: Option<&'a str>,
    /// Whose doing it is where they are less than computed.
    pub(super) cause: Cause,
}

/// The book of a leaf on what was officially given for it, 0 to its maximum. Regains stay
/// differences of computed points.
pub(super) fn stand_on(book: Book, node: usize, max: Points, given: Given<'_>) -> Book {
    let official = given.points;
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
            place: Some(given.place.clone()),
            reason: given.reason.map(str::to_owned),
            ..Loss::at(node, given.cause)
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
        let given = Given {
            points: points(official),
            place: &place,
            reason: None,
            cause: Cause::AppraisedLess,
        };
        let book = stand_on(book, 0, points(100), given);
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
