//! What can be asked for on the command line.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use jiff::civil::Date;

use crate::calendar::Style;
use crate::count::{self, OnTime};
use crate::generate;

pub(crate) enum Command {
    Generate(generate::Options),
    Count(count::Options),
    /// Only reads the records of a CSV file.
    Loop(PathBuf),
    /// Tries all three.
    Try,
}

pub(crate) fn parse() -> Result<Command> {
    let command = clap::Command::new("register")
        .about("Makes dossier registers, and counts them plainly")
        .arg(
            flag("bench", "Given by `cargo bench`; says nothing here")
                .hide(true)
                .global(true),
        )
        .subcommand(generate())
        .subcommand(count())
        .subcommand(
            clap::Command::new("loop")
                .about("Only counts the records of a CSV file")
                .arg(file()),
        );
    match command.get_matches().subcommand() {
        Some(("generate", matches)) => generate_options(matches).map(Command::Generate),
        Some(("count", matches)) => count_options(matches).map(Command::Count),
        Some((_, matches)) => Ok(Command::Loop(take(matches, "FILE")?)),
        None => Ok(Command::Try),
    }
}

fn generate() -> clap::Command {
    clap::Command::new("generate")
        .about("Writes a register; the same arguments give the same bytes")
        .arg(
            option("rows", "Rows below the header")
                .required(true)
                .value_parser(value_parser!(u64)),
        )
        .arg(
            option(
                "units",
                "Units the rows belong to, few of them big and many small",
            )
            .default_value("1")
            .value_parser(value_parser!(u32).range(1..)),
        )
        .arg(option(
            "unit",
            "The name of the only unit, in place of a made-up one",
        ))
        .arg(
            option("seed", "Another seed, other rows")
                .default_value("1")
                .value_parser(value_parser!(u64)),
        )
        .arg(
            option(
                "year",
                "The year of the period; some rows lie before and after it",
            )
            .default_value("2023")
            .value_parser(value_parser!(i16).range(1900..2100)),
        )
        .arg(
            option("style", "dd/MM/yyyy and words, or yyyy-MM-dd and numbers")
                .default_value("iso")
                .value_parser(PossibleValuesParser::new(["vi", "iso"])),
        )
        .arg(delimiter())
        .arg(flag("crlf", "Lines end in CR LF"))
        .arg(flag("bom", "A UTF-8 byte order mark stands first"))
        .arg(flag(
            "apology",
            "A 16th column says whether there is a letter of apology",
        ))
        .arg(flag(
            "titles",
            "Title rows above the header and a total row at the end",
        ))
        .arg(flag("clean", "Nothing is wrong with any row"))
        .arg(
            option("output", "The file to write")
                .short('o')
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
}

fn count() -> clap::Command {
    let day = |name, help| {
        option(name, help)
            .required(true)
            .value_parser(value_parser!(Date))
    };
    clap::Command::new("count")
        .about("Counts a register for each unit, and prints JSON")
        .arg(file())
        .arg(day("from", "First day of the period"))
        .arg(day("to", "Last day of the period, which is in it"))
        .arg(
            option("on-time", "Whether on the due day the time counts too")
                .default_value("dates")
                .value_parser(PossibleValuesParser::new(["dates", "timestamps"])),
        )
        .arg(delimiter())
}

fn generate_options(matches: &ArgMatches) -> Result<generate::Options> {
    let style: String = take(matches, "style")?;
    Ok(generate::Options {
        rows: take(matches, "rows")?,
        units: take::<u32>(matches, "units")? as usize,
        unit: matches.get_one("unit").cloned(),
        seed: take(matches, "seed")?,
        year: take(matches, "year")?,
        style: if style == "vi" { Style::Vi } else { Style::Iso },
        delimiter: one_byte(matches)?,
        crlf: matches.get_flag("crlf"),
        bom: matches.get_flag("bom"),
        apology: matches.get_flag("apology"),
        titles: matches.get_flag("titles"),
        clean: matches.get_flag("clean"),
        output: take(matches, "output")?,
    })
}

fn count_options(matches: &ArgMatches) -> Result<count::Options> {
    let on_time: String = take(matches, "on-time")?;
    Ok(count::Options {
        file: take(matches, "FILE")?,
        from: take(matches, "from")?,
        to: take(matches, "to")?,
        on_time: if on_time == "dates" {
            OnTime::Dates
        } else {
            OnTime::Timestamps
        },
        delimiter: one_byte(matches)?,
    })
}

fn option(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    option(name, help).action(ArgAction::SetTrue)
}

fn file() -> Arg {
    Arg::new("FILE")
        .required(true)
        .value_parser(value_parser!(PathBuf))
}

fn delimiter() -> Arg {
    option("delimiter", "One ASCII character")
        .default_value(",")
        .value_parser(value_parser!(char))
}

fn one_byte(matches: &ArgMatches) -> Result<u8> {
    u8::try_from(take::<char>(matches, "delimiter")?).context("the delimiter is no single byte")
}

/// An argument that is required or has a default.
fn take<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Result<T> {
    matches
        .get_one(name)
        .cloned()
        .with_context(|| format!("{name} is missing"))
}
