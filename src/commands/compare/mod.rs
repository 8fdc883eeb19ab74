//! `parindex compare`: two results, and what changed between them.

mod sides;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;

use crate::commands::arguments::BadArgument;
use crate::commands::output::{Format, Look, Output};
use crate::commands::request;
use crate::commands::run::{BadInputs, Exit, texts, value};
use crate::compare::Result;
use crate::compare::across::{AcrossChange, Weighted};
use crate::compare::crosswalk::Crosswalk;
use crate::compare::rankings::{self, RankingRead};
use crate::compare::unit::{Incomparable, UnitChange};
use crate::diagnostic::Problems;
use crate::evidence::inputs::{shown, source};
use crate::evidence::location::Location;
use crate::points::Points;
use crate::report::paper::{self, Paper};
use crate::report::{compare as report, json};
use crate::text::lang::text;
use sides::Side;

/// What comparisons can be printed as.
const FORMATS: [Format; 3] = [Format::Terminal, Format::Markdown, Format::Json];

/// Compares two results, or two folders of them, or two rankings.
///
/// # Errors
/// Where a result or the crosswalk cannot be read or is wrong, or the two do not go together.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read(matches, &FORMATS)?;
    let path = |name: &str| {
        matches
            .get_one::<PathBuf>(name)
            .cloned()
            .unwrap_or_default()
    };
    let (old_path, new_path) = (path("old"), path("new"));
    let crosswalk = matches.get_one::<PathBuf>("crosswalk");
    let read: Vec<PathBuf> = [&old_path, &new_path]
        .into_iter()
        .chain(crosswalk)
        .cloned()
        .collect();
    output.refuse_inputs(&read)?;
    let looking = request::looking(matches, look);
    let old = sides::read(&old_path, &looking, look)?;
    let new = sides::read(&new_path, &looking, look)?;
    let compared = match (old, new) {
        (Side::Ranking(old), Side::Ranking(new)) => of_rankings(&old, &new, &output, look)?,
        (Side::Results(old), Side::Results(new)) => {
            let unit = value(matches, "unit");
            let (old, new) = (chosen(old, None), chosen(new, unit.as_deref()));
            if new.is_empty() {
                let unit = unit.unwrap_or_default();
                return Err(BadArgument(text!(
                    "--unit: không có kết quả nào của đơn vị `{unit}`",
                    "--unit: there is no result of the unit `{unit}`"
                ))
                .into());
            }
            of_results(&old, &new, crosswalk.map(PathBuf::as_path), &output, look)?
        }
        _ => {
            return Err(BadArgument(text!(
                "chỉ so được kết quả với kết quả, bảng xếp hạng với bảng xếp hạng",
                "results go with results, and a ranking with a ranking"
            ))
            .into());
        }
    };
    output.target.write(&compared.bytes)?;
    let gate = texts(matches, "fail-on")
        .iter()
        .any(|gate| gate == "regression");
    if gate && compared.regression {
        crate::commands::output::say(&format!(
            "{}\n",
            look.lang.pick(
                "không đạt --fail-on regression",
                "--fail-on regression not met"
            )
        ));
        return Ok(Exit::GateNotMet);
    }
    Ok(Exit::Done)
}

/// What a comparison gave.
struct Compared {
    bytes: Vec<u8>,
    regression: bool,
}

fn chosen(results: Vec<Result>, unit: Option<&str>) -> Vec<Result> {
    let wanted = |result: &Result| unit.is_none_or(|unit| result.key() == Some(unit));
    results.into_iter().filter(wanted).collect()
}

fn of_rankings(
    old: &RankingRead,
    new: &RankingRead,
    output: &Output,
    look: Look,
) -> anyhow::Result<Compared> {
    if old.sha256 != new.sha256 && old.criteria != new.criteria {
        let (one, other) = (&old.criteria, &new.criteria);
        return Err(BadArgument(text!(
            "hai bảng xếp hạng theo hai bộ tiêu chí ({one}, {other}); so hai thư mục kết quả với --crosswalk",
            "the rankings are by different sets ({one}, {other}); compare two folders of results with --crosswalk"
        ))
        .into());
    }
    let changes = rankings::compare(old, new);
    let fell = |change: &rankings::PlaceChange<'_>| {
        change.change.is_some_and(|change| change < Points::ZERO)
    };
    Ok(Compared {
        bytes: match output.format {
            Format::Json => json::compare::rankings(&changes)?.into_bytes(),
            _ => written(
                &report::rankings(old, new, &changes, look.lang),
                output,
                look,
            ),
        },
        regression: changes.iter().any(fell),
    })
}

fn of_results(
    old: &[Result],
    new: &[Result],
    crosswalk: Option<&Path>,
    output: &Output,
    look: Look,
) -> anyhow::Result<Compared> {
    let (first, other) = (&old[0], &new[0]);
    for (results, first) in [(old, first), (new, other)] {
        if let Some(result) = results
            .iter()
            .find(|result| result.set().id != first.set().id)
        {
            let (one, other) = (&first.path, &result.path);
            return Err(BadArgument(text!(
                "{one} và {other} theo hai bộ tiêu chí khác nhau",
                "{one} and {other} are by different sets"
            ))
            .into());
        }
    }
    match crosswalk {
        None if first.set().id == other.set().id => by_one_set(old, new, output, look),
        None => {
            let (one, other) = (&first.set().id, &other.set().id);
            Err(BadArgument(text!(
                "hai kết quả theo hai bộ tiêu chí ({one}, {other}); thêm `--crosswalk TỆP` nói mã nào thành mã nào",
                "the results are by different sets ({one}, {other}); add `--crosswalk FILE` that says which code became which"
            ))
            .into())
        }
        Some(path) => by_two_sets(old, new, &read_crosswalk(path, first, other)?, output, look),
    }
}

/// The two sides unit by unit, and the names of those that one side lacks. Two single results
/// go together whatever their units are called.
fn pairs<'a>(old: &'a [Result], new: &'a [Result]) -> Pairs<'a> {
    let mut pairs = Pairs::default();
    if let ([old], [new]) = (old, new) {
        pairs.both.push((old, new));
        return pairs;
    }
    for result in new {
        let same = |other: &&Result| other.key().is_some() && other.key() == result.key();
        match old.iter().find(same) {
            Some(other) => pairs.both.push((other, result)),
            None => pairs.only_new.push(result.label()),
        }
    }
    let known = |result: &&Result| {
        pairs
            .both
            .iter()
            .any(|(old, _)| std::ptr::eq(*old, *result))
    };
    let gone = old.iter().filter(|result| !known(result));
    pairs.only_old = gone.map(Result::label).collect();
    pairs
}

#[derive(Default)]
struct Pairs<'a> {
    both: Vec<(&'a Result, &'a Result)>,
    only_old: Vec<&'a str>,
    only_new: Vec<&'a str>,
}

fn by_one_set(
    old: &[Result],
    new: &[Result],
    output: &Output,
    look: Look,
) -> anyhow::Result<Compared> {
    let pairs = pairs(old, new);
    let changes = pairs.both.iter().map(|(old, new)| UnitChange::of(old, new));
    let changes: Vec<UnitChange<'_>> = changes
        .collect::<std::result::Result<_, Incomparable>>()
        .map_err(incomparable)?;
    let (gone, added) = (&pairs.only_old, &pairs.only_new);
    let paper = match changes.as_slice() {
        [one] if gone.is_empty() && added.is_empty() => Some(report::unit(one, look.lang)),
        all => report::units(all, gone, added, look.lang),
    };
    Ok(Compared {
        regression: changes.iter().any(UnitChange::is_regression),
        bytes: match output.format {
            Format::Json => json::compare::units(&changes, gone, added)?.into_bytes(),
            _ => written(&paper.ok_or_else(nothing_in_common)?, output, look),
        },
    })
}

fn by_two_sets(
    old: &[Result],
    new: &[Result],
    crosswalk: &Crosswalk,
    output: &Output,
    look: Look,
) -> anyhow::Result<Compared> {
    let mut changes = Vec::new();
    let mut used: Vec<&Result> = Vec::new();
    let mut added = Vec::new();
    for result in new {
        let wanted = crosswalk.parents(result.key().unwrap_or_default());
        let found = wanted.iter().filter_map(|(unit, weight)| {
            let parent = old.iter().find(|old| old.key() == Some(unit))?;
            Some((parent, weight.clone()))
        });
        let mut parents: Vec<Weighted<'_>> = found.collect();
        if let ([only], [_], true) = (old, new, wanted.len() == 1 && parents.is_empty()) {
            parents = wanted
                .into_iter()
                .map(|(_, weight)| (only, weight))
                .collect();
        } else if parents.len() < wanted.len() {
            if !parents.is_empty() {
                tell_missing(result, &wanted, &parents, look);
            }
            added.push(result.label());
            continue;
        }
        used.extend(parents.iter().map(|(parent, _)| *parent));
        changes.extend(AcrossChange::of_all(&parents, result, crosswalk).map_err(incomparable)?);
    }
    let gone = old
        .iter()
        .filter(|result| !used.iter().any(|used| std::ptr::eq(*used, *result)));
    let gone: Vec<&str> = gone.map(Result::label).collect();
    Ok(Compared {
        regression: changes.iter().any(AcrossChange::is_regression),
        bytes: match output.format {
            Format::Json => json::compare::across(&changes, &gone, &added)?.into_bytes(),
            _ => {
                let paper = report::across(&changes, &gone, &added, look.lang);
                written(&paper.ok_or_else(nothing_in_common)?, output, look)
            }
        },
    })
}

/// Says which of the units that a unit was made of have no result.
fn tell_missing<T>(result: &Result, wanted: &[(String, T)], parents: &[Weighted<'_>], look: Look) {
    let has = |unit: &str| parents.iter().any(|(parent, _)| parent.key() == Some(unit));
    let missing = wanted.iter().filter(|(unit, _)| !has(unit));
    let missing: Vec<&str> = missing.map(|(unit, _)| unit.as_str()).collect();
    let (missing, unit) = (missing.join(", "), result.label());
    let message = text!(
        "{unit}: thiếu kết quả trước đây của {missing}, nên không so được",
        "{unit}: there is no earlier result of {missing}, so it is not compared"
    );
    crate::commands::output::say(&format!("{}\n", message.get(look.lang)));
}

fn read_crosswalk(path: &Path, old: &Result, new: &Result) -> anyhow::Result<Crosswalk> {
    let problems = Problems::default();
    let location = Location::Disk(path.to_owned());
    let file = source(&location, shown(path), &problems)?;
    let read =
        file.and_then(|file| Crosswalk::read(&Arc::clone(&file), old.set(), new.set(), &problems));
    match read.filter(|_| !problems.any_error()) {
        Some(crosswalk) => Ok(crosswalk),
        None => Err(BadInputs(problems.into_sorted()).into()),
    }
}

fn nothing_in_common() -> anyhow::Error {
    BadArgument(text!(
        "hai bên không có đơn vị nào chung; đặt mã đơn vị (`unit.code`) như nhau",
        "the two sides have no unit in common; give their units the same codes (`unit.code`)"
    ))
    .into()
}

fn incomparable(why: Incomparable) -> anyhow::Error {
    match why {
        Incomparable::NoDates(year) => BadArgument(text!(
            "bộ tiêu chí mới không tính được ngày cho năm {year}",
            "the newer text of the set has no dates for {year}"
        ))
        .into(),
        other => other.into(),
    }
}

fn written(paper: &Paper, output: &Output, look: Look) -> Vec<u8> {
    match output.format {
        Format::Markdown => paper::markdown::render(paper, look.lang),
        _ => paper::terminal::render(paper, look.lang, output.screen(look)),
    }
    .into_bytes()
}
