//! `parindex verify`: a result worked out again.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::commands::arguments::BadArgument;
use crate::commands::assessed::Assessed;
use crate::commands::output::{Look, Target};
use crate::commands::request;
use crate::commands::run::{BadInputs, Exit, value};
use crate::diagnostic::Problems;
use crate::evidence::inputs::{Unreadable, shown};
use crate::evidence::location::Location;
use crate::evidence::received;
use crate::evidence::submission::Submission;
use crate::report::verify::{self as report, no_record, of_inputs, of_result, other_version};
use crate::report::view::View;
use crate::score::tree::assess;
use crate::text::fold;
use crate::text::lang::text;
use crate::verify::inputs::Against;
use crate::verify::receipt::Receipt;
use crate::verify::{Carried, Unworkable};

/// Works a result out again and says whether its file says the same.
///
/// # Errors
/// Where the file cannot be read or carries no record, or inputs or arguments are wrong.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let path = matches
        .get_one::<PathBuf>("result")
        .cloned()
        .unwrap_or_default();
    let name = shown(&path);
    let bytes = std::fs::read(&path).map_err(|error| Unreadable::io(&path, &error))?;
    if let Some(receipt) = Receipt::read(&bytes) {
        return of_receipt(&receipt, &name, matches, look);
    }
    let carried = read(&path)?;
    let verified = carried.verify().map_err(|why| unworkable(&name, why))?;
    let mut out = other_version(carried.version())
        .map_or_else(String::new, |other| format!("{}\n", other.get(look.lang)));
    out += &of_result(&verified, &name, carried.format(), look.lang);
    let mut matching = verified.differences.is_empty();
    if let Some(folder) = matches.get_one::<PathBuf>("inputs") {
        let against = against(&carried, folder, matches, look).map_err(|why| {
            match why.downcast::<Unworkable>() {
                Ok(why) => unworkable(&name, why),
                Err(why) => why,
            }
        })?;
        out += &of_inputs(&against, &shown(folder), look.lang);
        matching &= against.is_empty();
    }
    Target::default().write(out.as_bytes())?;
    Ok(if matching {
        Exit::Done
    } else {
        Exit::GateNotMet
    })
}

/// Holds a receipt against the submission as it is now.
fn of_receipt(
    receipt: &Receipt,
    name: &str,
    matches: &ArgMatches,
    look: Look,
) -> anyhow::Result<Exit> {
    let Some(folder) = matches.get_one::<PathBuf>("inputs") else {
        return Err(BadArgument(text!(
            "{name}: phiếu tiếp nhận chỉ đối chiếu được với hồ sơ; thêm `--inputs THƯ_MỤC`",
            "{name}: a receipt is held against the submission; add `--inputs FOLDER`"
        ))
        .into());
    };
    let mut request = request::read(matches, look)?;
    request.folder = Location::Disk(folder.clone());
    if value(matches, "unit").is_none() && value(matches, "name").is_none() {
        request.unit = receipt.unit();
    }
    request.year = request.year.or(Some(receipt.year()));
    let problems = Problems::default();
    let Some(submission) = Submission::read(&request, &problems)? else {
        return Err(BadInputs(problems.into_sorted()).into());
    };
    let changes = receipt.against(&submission.set, &received::files(&submission)?);
    let out = report::of_receipt(receipt, &changes, name, &shown(folder), look.lang);
    Target::default().write(out.as_bytes())?;
    Ok(if changes.is_empty() {
        Exit::Done
    } else {
        Exit::GateNotMet
    })
}

/// Reads a result that carries a record.
///
/// # Errors
/// Where the file cannot be read or carries none.
pub(super) fn read(path: &Path) -> anyhow::Result<Carried> {
    let bytes = std::fs::read(path).map_err(|error| Unreadable::io(path, &error))?;
    let carried = Carried::read(&bytes);
    carried.map_err(|why| BadArgument(no_record(&shown(path), &why)).into())
}

/// That a record cannot be worked out again.
pub(super) fn unworkable(name: &str, why: Unworkable) -> anyhow::Error {
    match why {
        Unworkable::Failed(error) => error,
        Unworkable::Broken(what) => {
            let what = fold::tidy(&what.to_string());
            BadArgument(text!(
            "{name}: phiên bản này không đọc được căn cứ ghi trong tệp ({what}); dùng phiên bản parindex đã tính kết quả",
            "{name}: this version cannot read what the file carries ({what}); use the version of parindex that made it"
        ))
            .into()
        }
    }
}

/// Holds a result against the submission in a folder.
fn against(
    carried: &Carried,
    folder: &Path,
    matches: &ArgMatches,
    look: Look,
) -> anyhow::Result<Against> {
    let record = carried.record().map_err(Unworkable::from)?;
    let mut request = request::read(matches, look)?;
    request.folder = Location::Disk(folder.to_owned());
    if value(matches, "unit").is_none() && value(matches, "name").is_none() {
        request.unit = record.unit();
    }
    request.year = request.year.or(Some(record.year()));
    let (rebuilt, _) = carried.rebuild()?;
    let assessed = Assessed::read(&request, rebuilt.options.as_of)?;
    let options = crate::score::tree::Options {
        basis: rebuilt.options.basis,
        ..assessed.assessment.options
    };
    let submission = &assessed.submission;
    let assessment = assess(&submission.set, &submission.unit.facts, options)?;
    let view = View {
        assessment: &assessment,
        version: &rebuilt.version,
        ..assessed.view(rebuilt.lang, rebuilt.assume_pending.clone())
    };
    Ok(carried.against(&view)?)
}
