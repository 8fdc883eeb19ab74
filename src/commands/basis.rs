//! On which points an output stands: what `--basis` says, or what is usual.

use clap::ArgMatches;

use crate::commands::arguments::BadArgument;
use crate::commands::assessed::Assessed;
use crate::commands::run::value;
use crate::score::assessment::Assessment;
use crate::score::official::Basis;
use crate::text::lang::text;

/// What `--basis` says.
pub fn asked(matches: &ArgMatches) -> Option<Basis> {
    let said = value(matches, "basis")?;
    Basis::ALL.into_iter().find(|basis| basis.id() == said)
}

/// The unit on the points that are asked for; `None` where it is computed ones.
///
/// # Errors
/// Where the unit has no such points.
pub fn stand_on(unit: &Assessed, asked: Option<Basis>) -> anyhow::Result<Option<Assessment>> {
    let basis = asked.unwrap_or_default();
    if basis == Basis::Computed {
        return Ok(None);
    }
    let standing = unit.standing_on(basis)?;
    if standing.is_none() {
        return Err(nothing(basis).into());
    }
    Ok(standing)
}

/// That nothing has the points asked for.
pub fn nothing(basis: Basis) -> BadArgument {
    let id = basis.id();
    let (points, flag) = match basis {
        Basis::Computed => (("điểm tính được", "computed points"), "figures"),
        Basis::Claimed => (("điểm tự chấm", "claimed points"), "claims"),
        Basis::Appraised => (("kết quả thẩm định", "appraisal"), "appraisals"),
        Basis::Published => (("điểm công bố", "published points"), "published"),
    };
    let (vi, en) = points;
    BadArgument(text!(
        "--basis {id}: không chỉ tiêu nào có {vi}; thêm `--{flag} BẢNG`",
        "--basis {id}: no leaf has {en}; add `--{flag} TABLE`"
    ))
}
