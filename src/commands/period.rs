//! For which year a plan is.

use jiff::civil::Date;

use crate::commands::arguments::BadArgument;
use crate::criteria::model::CriteriaSet;
use crate::evidence::submission::Submission;
use crate::text::lang::text;

/// The year of a plan; `None` where that is the assessed year itself. Without `--for-year` it is
/// the next once this one is closed: past its supplement deadline, or without one past its
/// period: the one that runs on the day, for nobody plans for days gone by.
///
/// # Errors
/// Where the wanted year lies before the assessed one.
pub fn year(
    submission: &Submission,
    today: Date,
    for_year: Option<i16>,
) -> Result<Option<i16>, BadArgument> {
    let set = &submission.set;
    let year = submission.year;
    let last = submission.supplement_by().or(set.submit_by);
    let closed = today > last.unwrap_or(set.period.1);
    let wanted = match for_year {
        Some(wanted) => wanted,
        None if closed => today.year().max(year + 1),
        None => year,
    };
    if wanted < year {
        return Err(BadArgument(text!(
            "--for-year {wanted}: trước năm chấm {year}",
            "--for-year {wanted}: before the assessed year {year}"
        )));
    }
    Ok((wanted != year).then_some(wanted))
}

/// The set with its dates worked out for the year of a plan; `None` where that is the assessed
/// year itself.
///
/// # Errors
/// Where the wanted year lies before the assessed one, or the set has no dates for it.
pub fn next(
    submission: &Submission,
    today: Date,
    for_year: Option<i16>,
) -> Result<Option<CriteriaSet>, BadArgument> {
    let Some(year) = year(submission, today, for_year)? else {
        return Ok(None);
    };
    let next = submission.set.for_year(year);
    next.map(Some)
        .ok_or_else(|| no_dates(&submission.set, year))
}

/// That a set has no dates for a year.
pub fn no_dates(set: &CriteriaSet, year: i16) -> BadArgument {
    let id = &set.id;
    BadArgument(text!(
        "--for-year {year}: bộ tiêu chí {id} không tính được ngày cho năm ấy",
        "--for-year {year}: the set {id} has no dates for that year"
    ))
}
