//! Which inputs are asked for on the command line.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::commands::arguments::{self, BadArgument};
use etcetera::BaseStrategy;

use crate::commands::output::Look;
use crate::commands::run::{BadInputs, flag, texts, value};
use crate::criteria::code::Code as CriterionCode;
use crate::diagnostic::Problems;
use crate::evidence::cells::Unit;
use crate::evidence::contents::{Looking, Progress};
use crate::evidence::inputs::{shown, source};
use crate::evidence::location::Location;
use crate::evidence::manifest::{self, Paths};
use crate::evidence::reading::{OwnHeaders, Reading};
use crate::evidence::submission::Request;
use crate::text::encoding::Encoding;
use crate::text::lang::text;
use crate::text::numbers::Style;

/// Reads the arguments of `cli::inputs`, as far as the command has them.
///
/// # Errors
/// Where a value is none of its argument's, or the file of own headers cannot be read.
pub fn read(matches: &ArgMatches, look: Look) -> anyhow::Result<Request> {
    let path = |name: &str| matches.try_get_one::<PathBuf>(name).ok().flatten().cloned();
    Ok(Request {
        folder: Location::Disk(path("folder").unwrap_or_else(|| PathBuf::from("."))),
        unit: Unit {
            code: value(matches, "unit"),
            name: value(matches, "name"),
        },
        year: value(matches, "year")
            .map(|year| arguments::year("year", &year))
            .transpose()?,
        criteria: value(matches, "criteria"),
        paths: Paths {
            evidence: texts(matches, "evidence"),
            figures: texts(matches, "figures"),
            attachments: path("attachments").map(|path| path.to_string_lossy().into_owned()),
            claims: texts(matches, "claims"),
            appraisals: texts(matches, "appraisals"),
            published: texts(matches, "published"),
            register: texts(matches, "register"),
            survey: texts(matches, "survey"),
        },
        reading: reading(matches)?,
        looking: looking(matches, look),
    })
}

/// How attachments are looked into.
pub fn looking(matches: &ArgMatches, look: Look) -> Looking {
    let strategy = etcetera::choose_base_strategy().ok();
    let cache = strategy.map(|strategy| strategy.cache_dir().join("parindex"));
    let progress = if look.quiet {
        Progress::default()
    } else {
        Progress::on_terminal(look.lang.pick("tệp đính kèm", "attachments"))
    };
    Looking {
        cache: cache.filter(|_| !flag(matches, "no-cache")),
        progress,
    }
}

/// How tables are read.
fn reading(matches: &ArgMatches) -> anyhow::Result<Reading> {
    let numbers = value(matches, "numbers").map(|marks| match marks.as_str() {
        "vi" => Style::Comma,
        _ => Style::Point,
    });
    let leaf = value(matches, "leaf");
    let leaf = leaf.map(|text| {
        let unknown = text!(
            "--leaf: `{text}` không phải một mã; viết như 1.1.3",
            "--leaf: `{text}` is no code; write 1.1.3"
        );
        CriterionCode::parse(&text).ok_or(BadArgument(unknown))
    });
    let columns = match value(matches, "columns") {
        Some(path) => own_headers(&path)?,
        None => OwnHeaders::default(),
    };
    Ok(Reading {
        encoding: value(matches, "encoding").and_then(|id| Encoding::from_id(&id)),
        numbers,
        columns,
        leaf: leaf.transpose()?,
    })
}

fn own_headers(path: &str) -> anyhow::Result<OwnHeaders> {
    let problems = Problems::default();
    let location = Location::Disk(PathBuf::from(path));
    let file = source(&location, shown(&PathBuf::from(path)), &problems)?;
    let headers = file.and_then(|file| manifest::own_headers(&file, &problems));
    match headers.filter(|_| !problems.any_error()) {
        Some(headers) => Ok(headers),
        None => Err(BadInputs(problems.into_sorted()).into()),
    }
}
