//! `parindex score`: one submission.

use std::path::Path;

use clap::ArgMatches;
use jiff::civil::Date;

use crate::commands::arguments::{self, BadArgument, Threshold};
use crate::commands::assessed::Assessed;
use crate::commands::output::{self, Format, Look, Output};
use crate::commands::run::{Exit, texts, value};
use crate::commands::{basis, request};
use crate::evidence::assumed::Assumptions;
use crate::evidence::inputs::Unreadable;
use crate::evidence::submission::Request;
use crate::points::Exact;
use crate::report::terminal;
use crate::report::view::View;
use crate::report::{csv, html, json};
use crate::score::official::Basis;
use crate::text::lang::{Text, text};
use crate::text::numbers;

/// What results can be printed as.
const FORMATS: [Format; 4] = [Format::Terminal, Format::Html, Format::Json, Format::Csv];

/// The arguments of the command.
struct Arguments {
    request: Request,
    output: Output,
    as_of: Option<Date>,
    basis: Option<Basis>,
    fail_under: Option<Threshold>,
    fail_on: Vec<String>,
    assume_pending: Option<Exact>,
    assumptions: Assumptions,
}

/// Scores a submission and prints the result.
///
/// # Errors
/// Where inputs or arguments are wrong, or a file cannot be read or written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let arguments = Arguments::read(matches, look)?;
    let assessed = Assessed::read(&arguments.request, arguments.as_of)?;
    let on_others = !matches!(arguments.basis, None | Some(Basis::Computed));
    if on_others && !arguments.assumptions.is_empty() {
        return Err(BadArgument(text!(
            "--assume, --attach đổi điểm tính được, không dùng cùng --basis khác computed",
            "--assume and --attach change computed points and go with no other --basis"
        ))
        .into());
    }
    let assessed = assessed.assuming(&arguments.assumptions, &arguments.request.reading)?;
    let standing = basis::stand_on(&assessed, arguments.basis)?;
    let assume_pending = arguments.assume_pending.clone();
    let view = assessed.view_on(standing.as_ref(), look.lang, assume_pending);
    arguments
        .output
        .refuse_inputs(&assessed.submission.read_from)?;
    let bytes = arguments.render(&view, look)?;
    arguments.output.target.write(&bytes)?;
    output::tell(&assessed.diagnostics, look);
    let missed = arguments.missed_gates(&view);
    for gate in &missed {
        output::say(&format!("{}\n", gate.get(look.lang)));
    }
    Ok(if missed.is_empty() {
        Exit::Done
    } else {
        Exit::GateNotMet
    })
}

impl Arguments {
    fn read(matches: &ArgMatches, look: Look) -> anyhow::Result<Self> {
        let request = request::read(matches, look)?;
        let given = |name: &str| value(matches, name);
        Ok(Self {
            request,
            output: Output::read(matches, &FORMATS)?,
            as_of: given("as-of")
                .map(|value| arguments::date("as-of", &value))
                .transpose()?,
            basis: basis::asked(matches),
            fail_under: given("fail-under")
                .map(|value| arguments::threshold("fail-under", &value))
                .transpose()?,
            fail_on: texts(matches, "fail-on"),
            assume_pending: given("assume-pending")
                .map(|value| arguments::percent("assume-pending", &value))
                .transpose()?,
            assumptions: Assumptions {
                figures: texts(matches, "assume"),
                documents: texts(matches, "attach"),
            },
        })
    }

    fn render(&self, view: &View<'_>, look: Look) -> anyhow::Result<Vec<u8>> {
        let unreadable = |error: std::io::Error| Unreadable::io(Path::new("tep"), &error);
        Ok(match self.output.format {
            Format::Html => html::render(view)
                .map_err(std::io::Error::from)
                .map_err(unreadable)?
                .into_bytes(),
            Format::Json => json::render(view).map_err(unreadable)?.into_bytes(),
            Format::Csv => csv::render(view, self.output.dialect).map_err(unreadable)?,
            _ => terminal::render(view, self.output.screen(look)).into_bytes(),
        })
    }

    /// The gates that the result does not meet, in words.
    fn missed_gates(&self, view: &View<'_>) -> Vec<Text> {
        let mut missed = Vec::new();
        let (points, percent) = view.gate_points();
        let (enough, wanted, sign) = match self.fail_under {
            None => (true, None, ""),
            Some(Threshold::Points(least)) => (points.decimal() >= least, Some(least), ""),
            Some(Threshold::Percent(least)) => (
                percent.is_some_and(|percent| percent.decimal() >= least),
                Some(least),
                "%",
            ),
        };
        if let (false, Some(wanted)) = (enough, wanted) {
            missed.push(Text::each(|lang| {
                let reached = if sign.is_empty() {
                    Some(points)
                } else {
                    percent
                };
                let reached =
                    reached.map_or_else(|| "?".to_owned(), |p| numbers::show(p.decimal(), lang));
                let wanted = numbers::show(wanted, lang);
                lang.pick(
                    format!("không đạt --fail-under {wanted}{sign}: {reached}{sign}"),
                    format!("--fail-under {wanted}{sign} not met: {reached}{sign}"),
                )
            }));
        }
        for condition in &self.fail_on {
            let met = match condition.as_str() {
                "losses" => view.assessment.total.lost.is_zero(),
                "claims" => view
                    .claims()
                    .is_none_or(|claims| claims.differences.iter().all(|d| d.given <= d.computed)),
                _ => view
                    .published()
                    .is_none_or(|published| published.differences.is_empty()),
            };
            if !met {
                missed.push(text!(
                    "không đạt --fail-on {condition}",
                    "--fail-on {condition} not met"
                ));
            }
        }
        missed
    }
}
