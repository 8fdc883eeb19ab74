//! Dates are worked out for one year; a set applies to several.

use crate::criteria::model::CriteriaSet;
use crate::criteria::read;
use crate::diagnostic::{Problems, Severity};

/// For how many years a set without a last year is proved: one of any four is a leap year.
const YEARS_AHEAD: i16 = 4;

/// Reads the set again for the other years it applies to, and reports each place that fails
/// once, for the first year that it fails in.
pub(super) fn other_years(set: &CriteriaSet, problems: &Problems) {
    let last = set.until.unwrap_or(set.since.saturating_add(YEARS_AHEAD));
    let mut reported = Vec::new();
    for year in (set.since..=last).filter(|year| *year != set.year) {
        let of_year = Problems::default();
        read::read(&set.source, Some(year), &of_year);
        for found in of_year.into_sorted() {
            let fails = found.code.severity() == Severity::Error;
            if fails && !reported.contains(&found.place) {
                reported.push(found.place.clone());
                problems.add(found);
            }
        }
    }
}
