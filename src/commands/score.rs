//! `parindex score`: one submission.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use jiff::civil::Date;

use crate::commands::arguments::{self, Threshold};
use crate::commands::output::{self, Look, Target};
use crate::commands::run::{BadInputs, Exit, flag, text, texts};
use crate::diagnostic::Problems;
use crate::evidence::cells::Unit;
use crate::evidence::manifest::Paths;
use crate::evidence::submission::{Request, Submission, Unreadable};
use crate::points::Exact;
use crate::report::csv::Dialect;
use crate::report::terminal::{self, Screen};
use crate::report::view::View;
use crate::report::{csv, json};
use crate::score::checks;
use crate::score::tree::{Options, assess};

/// The arguments of the command.
struct Arguments {
    request: Request,
    format: Format,
    dialect: Dialect,
    target: Target,
    as_of: Option<Date>,
    fail_under: Option<Threshold>,
    fail_on: Vec<String>,
    assume_pending: Option<Exact>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Terminal,
    Json,
    Csv,
}

/// Scores a submission and prints the result.
///
/// # Errors
/// Where inputs or arguments are wrong, or a file cannot be read or written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let arguments = Arguments::read(matches)?;
    let problems = Problems::default();
    let submission = Submission::read(&arguments.request, &problems)?;
    if let Some(submission) = &submission {
        checks::check(&submission.set, &submission.unit.facts, &problems);
    }
    let failed = problems.any_error();
    let diagnostics = problems.into_sorted();
    let Some(submission) = submission.filter(|_| !failed) else {
        return Err(BadInputs(diagnostics).into());
    };
    let options = Options {
        files_checked: submission.attachments.is_some(),
        as_of: arguments.as_of,
        supplement_by: submission.supplement_by(),
        without_steps: false,
    };
    let assessment = assess(&submission.set, &submission.unit.facts, options)?;
    let view = View {
        submission: &submission,
        assessment: &assessment,
        diagnostics: &diagnostics,
        as_of: arguments.as_of,
        assume_pending: arguments.assume_pending.clone(),
        lang: look.lang,
    };
    let bytes = arguments.render(&view, look)?;
    arguments.target.write(&bytes)?;
    output::tell(&diagnostics, look);
    Ok(if arguments.gates_met(&view) {
        Exit::Done
    } else {
        Exit::GateNotMet
    })
}

impl Arguments {
    fn read(matches: &ArgMatches) -> anyhow::Result<Self> {
        let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
        let request = Request {
            folder: path("folder").unwrap_or_else(|| PathBuf::from(".")),
            unit: Unit {
                code: text(matches, "unit"),
                name: text(matches, "name"),
            },
            year: matches.get_one::<i16>("year").copied(),
            criteria: text(matches, "criteria"),
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
        };
        let given = |name: &str| text(matches, name);
        Ok(Self {
            request,
            format: match given("format").as_deref() {
                Some("json") => Format::Json,
                Some("csv") => Format::Csv,
                _ => Format::Terminal,
            },
            dialect: match given("csv").as_deref() {
                Some("excel-vi") => Dialect::ExcelVi,
                _ => Dialect::Plain,
            },
            target: Target {
                path: path("output"),
                force: flag(matches, "force"),
            },
            as_of: given("as-of")
                .map(|value| arguments::date("as-of", &value))
                .transpose()?,
            fail_under: given("fail-under")
                .map(|value| arguments::threshold("fail-under", &value))
                .transpose()?,
            fail_on: texts(matches, "fail-on"),
            assume_pending: given("assume-pending")
                .map(|value| arguments::percent("assume-pending", &value))
                .transpose()?,
        })
    }

    fn render(&self, view: &View<'_>, look: Look) -> anyhow::Result<Vec<u8>> {
        let unreadable = |error: std::io::Error| Unreadable::io(Path::new("tep"), &error);
        Ok(match self.format {
            Format::Json => json::render(view).map_err(unreadable)?.into_bytes(),
            Format::Csv => csv::render(view, self.dialect).map_err(unreadable)?,
            Format::Terminal => {
                let stdout = std::io::stdout();
                let on_screen = self.target.path.is_none() && stdout.is_terminal();
                let screen = Screen {
                    width: on_screen
                        .then(|| comfy_table::Table::new().width())
                        .flatten(),
                    color: self.target.path.is_none() && look.color.on(&stdout),
                };
                terminal::render(view, screen).into_bytes()
            }
        })
    }

    fn gates_met(&self, view: &View<'_>) -> bool {
        let (points, percent) = view.gate_points();
        let enough = match self.fail_under {
            None => true,
            Some(Threshold::Points(least)) => points.decimal() >= least,
            Some(Threshold::Percent(least)) => {
                percent.is_some_and(|percent| percent.decimal() >= least)
            }
        };
        let met = |condition: &String| match condition.as_str() {
            "losses" => view.assessment.total.lost.is_zero(),
            "claims" => view
                .claims()
                .is_none_or(|(_, differences)| differences.iter().all(|d| d.claimed <= d.computed)),
            _ => view.leaves().all(|(_, _, scored, score)| {
                score
                    .published
                    .is_none_or(|published| scored.points == Some(published))
            }),
        };
        enough && self.fail_on.iter().all(met)
    }
}
