//! Dates are worked out for one year; a set applies to several.

use crate::criteria::model::CriteriaSet;
use crate::criteria::read;
use crate::diagnostic::{Diagnostic, Problems, Severity};
use crate::proof::deadline;
use crate::proof::leaf::Proof;
use crate::rules::Rule;
use crate::text::lang::Text;

/// For how many years a set without a last year is proved: one of any four is a leap year.
const YEARS_AHEAD: i16 = 4;

/// For how many years a set is proved at most: after these the calendar repeats itself.
const YEARS_AT_MOST: i16 = 28;

/// Reads the set again for the other years it applies to, and reports each place that fails
/// once, for the first year that it fails in: a date that the year does not have, or one that
/// stays while others move with the year.
pub(super) fn other_years(set: &CriteriaSet, problems: &Problems) {
    let last = set.until.unwrap_or(set.since.saturating_add(YEARS_AHEAD));
    let last = last.min(set.since.saturating_add(YEARS_AT_MOST));
    let own = Problems::default();
    deadlines(set, &own);
    let places = own.into_sorted().into_iter().map(|found| found.place);
    let mut reported: Vec<_> = places.collect();
    for year in (set.since..=last).filter(|year| *year != set.year) {
        let of_year = Problems::default();
        if let Some(set) = read::read(&set.source, Some(year), &of_year) {
            deadlines(&set, &of_year);
        }
        for found in of_year.into_sorted() {
            let fails = found.code.severity() == Severity::Error;
            if fails && !reported.contains(&found.place) {
                reported.push(found.place.clone());
                let message = Text::each(|lang| {
                    let message = found.message.get(lang);
                    lang.pick(
                        format!("{message} (khi chấm năm {year})"),
                        format!("{message} (when {year} is assessed)"),
                    )
                });
                problems.add(Diagnostic { message, ..found });
            }
        }
    }
}

/// Proves the deadlines of a set that was read for some year.
fn deadlines(set: &CriteriaSet, problems: &Problems) {
    for (_, node, leaf) in set.leaves() {
        let proof = Proof {
            set,
            node,
            leaf,
            problems,
        };
        for rule in leaf.rule.branches() {
            if let Rule::Deadline(rule) = rule {
                deadline::prove(&proof, rule);
            }
        }
    }
}
