//! What is wrong with some rows, as it is in real registers, and how often.

use crate::random::Random;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// An earlier row once more.
    Duplicate,
    /// The unit has spaces around it; no fault once they are taken off.
    Padded,
    /// No id; counted all the same.
    NoId,
    /// Returned on a day before it was received.
    Impossible,
    /// Received after the period.
    After,
    /// Returned before the period.
    Before,
    NoDue,
    NoReceived,
    NoUnit,
    /// A due date that is none.
    BadDate,
    /// Returned without a date of it.
    UndatedEnd,
    /// A subtotal amid the rows: neither id nor dates.
    Subtotal,
}

/// Rows in 100,000.
const RATES: [(Fault, usize); 12] = [
    (Fault::Duplicate, 50),
    (Fault::Padded, 50),
    (Fault::NoId, 10),
    (Fault::Impossible, 20),
    (Fault::After, 20),
    (Fault::Before, 20),
    (Fault::NoDue, 20),
    (Fault::NoReceived, 5),
    (Fault::NoUnit, 5),
    (Fault::BadDate, 10),
    (Fault::UndatedEnd, 10),
    (Fault::Subtotal, 2),
];

/// What is wrong with a row; mostly nothing.
pub(crate) fn draw(random: &mut Random) -> Option<Fault> {
    let mut drawn = random.below(100_000);
    for (fault, rate) in RATES {
        if drawn < rate {
            return Some(fault);
        }
        drawn -= rate;
    }
    None
}
