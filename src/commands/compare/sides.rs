//! What is compared: results that carry a record, submissions that are scored now, folders of
//! results, rankings.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::commands::arguments::BadArgument;
use crate::commands::assessed::Assessed;
use crate::commands::output::{self, Look};
use crate::commands::verify::unworkable;
use crate::compare::Result;
use crate::compare::rankings::RankingRead;
use crate::evidence::contents::Looking;
use crate::evidence::inputs::{Unreadable, shown};
use crate::evidence::location::Location;
use crate::evidence::manifest::FILE_NAME;
use crate::evidence::submission::Request;
use crate::record::{Carrier, Record};
use crate::report::verify::{no_record, other_version};
use crate::text::lang::text;
use crate::verify::{Carried, Unworkable};

/// One side of a comparison.
#[derive(Debug)]
pub(super) enum Side {
    /// Results of units.
    Results(Vec<Result>),
    /// A ranking.
    Ranking(RankingRead),
}

/// Reads a side.
///
/// # Errors
/// Where a path cannot be read, holds no result, or a result is not what its record gives.
pub(super) fn read(path: &Path, looking: &Looking, look: Look) -> anyhow::Result<Side> {
    let name = shown(path);
    if path.is_dir() {
        if path.join(FILE_NAME).is_file() {
            return Ok(Side::Results(vec![submission(path, looking, look)?]));
        }
        return Ok(Side::Results(below(path, look)?));
    }
    let bytes = std::fs::read(path).map_err(|error| Unreadable::io(path, &error))?;
    if let Ok(json) = serde_json::from_slice(&bytes)
        && let Some(ranking) = RankingRead::of(&name, &json)
    {
        return Ok(Side::Ranking(ranking));
    }
    let carried = Carried::read(&bytes);
    let carried = carried.map_err(|why| BadArgument(no_record(&name, &why)))?;
    Ok(Side::Results(vec![result(&name, &carried, look)?]))
}

/// A submission, scored now.
fn submission(path: &Path, looking: &Looking, look: Look) -> anyhow::Result<Result> {
    let request = Request {
        folder: Location::Disk(path.to_owned()),
        looking: looking.clone(),
        ..Request::default()
    };
    let assessed = Assessed::read(&request, None)?;
    output::tell(&assessed.diagnostics, look);
    let record = Record::of(&assessed.view(look.lang, None), Carrier::Result);
    let record = record.ok_or_else(|| anyhow::anyhow!("a hypothesis has no record"))?;
    let rebuilt = record.rebuild().map_err(anyhow::Error::from)?;
    Ok(Result::new(shown(path), rebuilt)?)
}

/// The results below a folder: its JSON files that carry a record, by path.
fn below(folder: &Path, look: Look) -> anyhow::Result<Vec<Result>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.map_err(|error| Unreadable::io(folder, &error.into()))?;
        let json = entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "json");
        if json && entry.file_type().is_file() {
            paths.push(entry.into_path());
        }
    }
    paths.sort();
    let mut results: Vec<Result> = Vec::new();
    for path in paths {
        let bytes = std::fs::read(&path).map_err(|error| Unreadable::io(&path, &error))?;
        let Ok(carried) = Carried::read(&bytes) else {
            continue;
        };
        let result = result(&shown(&path), &carried, look)?;
        let same = |other: &&Result| other.key().is_some() && other.key() == result.key();
        if let Some(other) = results.iter().find(same) {
            let (one, other) = (&other.path, &result.path);
            return Err(BadArgument(text!(
                "{one} và {other} là kết quả của cùng một đơn vị; chỉ để lại một",
                "{one} and {other} are results of one unit; leave one of them"
            ))
            .into());
        }
        results.push(result);
    }
    if results.is_empty() {
        let name = shown(folder);
        return Err(BadArgument(text!(
            "{name}: không có {FILE_NAME} (một hồ sơ) và không có kết quả .json nào của `score` bên dưới",
            "{name}: there is no {FILE_NAME} (a submission), and no .json result of `score` below it"
        ))
        .into());
    }
    Ok(results)
}

/// A result from its record; one that says something else than its record gives is refused.
fn result(name: &str, carried: &Carried, look: Look) -> anyhow::Result<Result> {
    let verified = carried.verify().map_err(|why| unworkable(name, why))?;
    let other = other_version(carried.version());
    if !verified.differences.is_empty() {
        let Some(other) = other.filter(|_| verified.points.is_some()) else {
            return Err(BadArgument(text!(
                "{name}: kết quả không khớp căn cứ ghi trong tệp; xem `parindex verify {name}`",
                "{name}: the result is not what the file's own record gives; see `parindex verify {name}`"
            ))
            .into());
        };
        // Another version may word or count otherwise: both sides are scored by this one.
        output::say(&format!("{name}: {}\n", other.get(look.lang)));
    }
    let rebuilt = carried.record().map_err(Unworkable::from);
    let rebuilt = rebuilt.and_then(|record| Ok(record.clone().rebuild()?));
    let rebuilt = rebuilt.map_err(|why| unworkable(name, why))?;
    Ok(Result::new(name.to_owned(), rebuilt)?)
}
