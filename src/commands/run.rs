//! Runs the program: arguments in, exit code out.

use std::ffi::OsString;

use clap::ArgMatches;
use clap::error::ErrorKind;
use thiserror::Error;

use crate::commands::arguments::{self, BadArgument};
use crate::commands::output::{self, Color, Look};
use crate::commands::{
    audit, check, collect, compare, completions, criteria, explain, init, man, missing, misused,
    plan, rank, recheck, reconcile, register, report, schema, score, start, verify,
};
use crate::diagnostic::Diagnostic;
use crate::evidence::inputs::Unreadable;
use crate::limits::{self, Limits};
use crate::text::lang::Lang;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, gates met.
    Done,
    /// Done, a gate not met.
    GateNotMet,
    /// Inputs or arguments wrong.
    Wrong,
    /// Cannot read or write.
    Unreadable,
    /// A bug.
    Bug,
}

impl Exit {
    /// The code of the process.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::GateNotMet => 1,
            Self::Wrong => 2,
            Self::Unreadable => 3,
            Self::Bug => 101,
        }
    }
}

/// Inputs that are wrong: all that is wrong with them. Exit 2.
#[derive(Debug, Error)]
#[error("the inputs are wrong")]
pub struct BadInputs(pub Vec<Diagnostic>);

/// Runs with these arguments, the program's name first.
pub fn run(arguments: &[OsString]) -> Exit {
    let lang = arguments::lang(arguments);
    if arguments.len() < 2 {
        return start::run(lang);
    }
    let matches = match crate::cli::command(lang).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return not_parsed(&error, arguments, lang),
    };
    let Some((name, matches)) = matches.subcommand() else {
        return Exit::Wrong;
    };
    let look = look(innermost(matches), lang);
    if let Err(wrong) = set_limits(innermost(matches)) {
        return failed(&wrong.into(), arguments, look);
    }
    let done = match name {
        "audit" => audit::run(matches, look),
        "check" => check::run(matches, look),
        "collect" => collect::run(matches, look),
        "criteria" => criteria::run(matches, look),
        "init" => init::run(matches, look),
        "explain" => explain::run(matches, look),
        "missing" => missing::run(matches, look),
        "plan" => plan::run(matches, look),
        "rank" => rank::run(matches, look),
        "recheck" => recheck::run(matches, look),
        "schema" => schema::run(matches, look),
        "report" => report::run(matches, look),
        "compare" => compare::run(matches, look),
        "completions" => completions::run(matches, look),
        "man" => man::run(matches, look),
        "verify" => verify::run(matches, look),
        "reconcile" => reconcile::run(matches, look),
        "register" => register::run(matches, look),
        _ => score::run(matches, look),
    };
    match done {
        Ok(exit) => exit,
        Err(failure) => failed(&failure, arguments, look),
    }
}

/// The arguments of the command below which there is none.
fn innermost(matches: &ArgMatches) -> &ArgMatches {
    let below = matches.subcommand();
    below.map_or(matches, |(_, matches)| innermost(matches))
}

fn set_limits(matches: &ArgMatches) -> Result<(), BadArgument> {
    let mut limits = Limits::default();
    for said in texts(matches, "limit") {
        limits.take(&said).map_err(BadArgument)?;
    }
    limits::set(limits);
    Ok(())
}

fn look(matches: &ArgMatches, lang: Lang) -> Look {
    let color = match value(matches, "color").as_deref() {
        Some("always") => Color::Always,
        Some("never") => Color::Never,
        _ => Color::Auto,
    };
    Look {
        lang,
        color,
        quiet: flag(matches, "quiet"),
    }
}

/// The value of an option that the command may not have.
pub fn value(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.try_get_one::<String>(name).ok().flatten().cloned()
}

/// All values of an option.
pub fn texts(matches: &ArgMatches, name: &str) -> Vec<String> {
    let values = matches.try_get_many::<String>(name).ok().flatten();
    values
        .map(|values| values.cloned().collect())
        .unwrap_or_default()
}

/// Whether a flag is given.
pub fn flag(matches: &ArgMatches, name: &str) -> bool {
    matches
        .try_get_one::<bool>(name)
        .ok()
        .flatten()
        .copied()
        .unwrap_or(false)
}

fn not_parsed(error: &clap::Error, arguments: &[OsString], lang: Lang) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let target = output::Target::default();
            match target.write(error.to_string().as_bytes()) {
                Ok(()) => Exit::Done,
                Err(_) => Exit::Unreadable,
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output::say(&error.to_string());
            Exit::Wrong
        }
        _ => {
            output::say(&misused::message(error, arguments, lang));
            Exit::Wrong
        }
    }
}

fn failed(failure: &anyhow::Error, arguments: &[OsString], look: Look) -> Exit {
    let lang = look.lang;
    let word = lang.pick("lỗi", "error");
    if let Some(BadInputs(diagnostics)) = failure.downcast_ref() {
        output::tell(diagnostics, look);
        return Exit::Wrong;
    }
    if let Some(BadArgument(message)) = failure.downcast_ref() {
        output::say(&format!("{word}: {}\n", message.get(lang)));
        return Exit::Wrong;
    }
    if let Some(error) = failure.downcast_ref::<clap::Error>() {
        return not_parsed(error, arguments, lang);
    }
    if let Some(unreadable) = failure.downcast_ref::<Unreadable>() {
        output::say(&format!(
            "{word}: {}: {}\n",
            unreadable.path,
            unreadable.reason.get(lang)
        ));
        return Exit::Unreadable;
    }
    let bug = lang.pick(
        "lỗi của chương trình, kết quả không được in",
        "a bug of this program, no result is printed",
    );
    output::say(&format!("{word}: {bug}: {failure:#}\n"));
    Exit::Bug
}
