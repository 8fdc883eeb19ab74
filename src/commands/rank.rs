//! `parindex rank`: many units, scored and put in order.

use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;

use crate::commands::arguments::{self, BadArgument, Threshold};
use crate::commands::output::{self, Format, Look, Output};
use crate::commands::run::{BadInputs, Exit, flag, texts, value};
use crate::commands::{basis, batch, request};
use crate::criteria::model::CriteriaSet;
use crate::criteria::sets::Sets;
use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::evidence::batch::{Batched, any_error, read};
use crate::evidence::inputs::set_file;
use crate::evidence::location::Location;
use crate::evidence::submission::Request;
use crate::ranking::{Entry, Ranking, Reason, any_has, of_submissions};
use crate::report::{json, ranking as report};
use crate::text::lang::{Text, text};
use crate::text::numbers;

/// What results can be printed as.
const FORMATS: [Format; 4] = [
    Format::Terminal,
    Format::Json,
    Format::Csv,
    Format::Markdown,
];

/// Ranks units.
///
/// # Errors
/// Where inputs or arguments are wrong, or a path cannot be read.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read(matches, &FORMATS)?;
    let details = flag(matches, "details");
    if details && !matches!(output.format, Format::Json | Format::Csv) {
        let message = text!(
            "--details chỉ dùng cùng --format json hoặc csv",
            "--details goes with --format json or csv"
        );
        return Err(BadArgument(message).into());
    }
    let fail_under = value(matches, "fail-under")
        .map(|value| arguments::threshold("fail-under", &value))
        .transpose()?;
    let ranking = ranked(matches, look, &output)?;
    let bytes = render(&ranking, details, &output, look)?;
    output.target.write(&bytes)?;
    tell(&ranking, look);
    let missed = missed_gates(&ranking, fail_under, &texts(matches, "fail-on"));
    for gate in &missed {
        output::say(&format!("{}\n", gate.get(look.lang)));
    }
    Ok(match (any_broken(&ranking, matches), missed.is_empty()) {
        (true, _) => Exit::Wrong,
        (false, false) => Exit::GateNotMet,
        (false, true) => Exit::Done,
    })
}

/// Reads, scores and ranks the units that the arguments name.
///
/// # Errors
/// Where inputs or arguments are wrong, a path cannot be read, or the result would go to one
/// of the inputs.
pub fn ranked(matches: &ArgMatches, look: Look, output: &Output) -> anyhow::Result<Ranking> {
    let request = request::read(matches, look)?;
    let problems = Problems::default();
    let list = batch::unit_list(matches, &problems)?;
    let candidates = batch::candidates(matches, &request, list.as_ref(), &problems)?;
    let sets = Sets::default();
    let batched = read(candidates, &request, &sets, list.as_ref());
    output.refuse_inputs(&read_from(&batched, matches))?;
    let appraisers = appraisers_set(&request, &sets)?;
    let basis = basis::asked(matches);
    if let Some(basis) = basis.filter(|basis| !any_has(&batched, *basis)) {
        return Err(basis::nothing(basis).into());
    }
    match of_submissions(batched, appraisers, list.as_ref(), basis, problems)? {
        Ok(ranking) => Ok(ranking),
        Err(found) => Err(BadInputs(found).into()),
    }
}

/// Whether a submission was broken, and that is not allowed.
pub fn any_broken(ranking: &Ranking, matches: &ArgMatches) -> bool {
    let mut others = ranking.not_ranked.iter();
    others.any(|unit| unit.reason == Reason::Broken) && !flag(matches, "allow-broken")
}

/// The set that `--criteria` names.
fn appraisers_set(request: &Request, sets: &Sets) -> anyhow::Result<Option<Arc<CriteriaSet>>> {
    let Some(wanted) = &request.criteria else {
        return Ok(None);
    };
    let problems = Problems::default();
    let file = set_file(wanted, &Location::default(), &problems)?;
    let set = file.and_then(|file| sets.read(&file, request.year, &problems));
    match set {
        Some(set) => Ok(Some(set)),
        None => Err(BadInputs(problems.into_sorted()).into()),
    }
}

fn read_from(batched: &[Batched], matches: &ArgMatches) -> Vec<PathBuf> {
    let of_each = batched.iter().flat_map(Batched::read_from);
    of_each
        .chain(value(matches, "units").map(PathBuf::from))
        .collect()
}

fn render(
    ranking: &Ranking,
    details: bool,
    output: &Output,
    look: Look,
) -> anyhow::Result<Vec<u8>> {
    Ok(match output.format {
        Format::Json => json::ranking::render(ranking, details, look.lang)?.into_bytes(),
        Format::Csv if details => report::details(ranking, output.dialect)?,
        Format::Csv => report::csv(ranking, output.dialect)?,
        Format::Markdown => report::markdown(ranking, look.lang).into_bytes(),
        _ => report::terminal(ranking, look.lang, output.screen(look)).into_bytes(),
    })
}

/// Messages go to stderr: those about all first, then unit by unit. That files were not
/// checked is said once.
pub fn tell(ranking: &Ranking, look: Look) {
    let ranked = ranking.ranked();
    let ranked = ranked.map(|unit| {
        let entry = &unit.entry;
        (&entry.unit, Some(&entry.path), &entry.diagnostics)
    });
    let others = ranking.not_ranked.iter();
    let others = others.map(|unit| (&unit.unit, unit.path.as_ref(), &unit.diagnostics));
    let of_units: Vec<_> = others.chain(ranked).collect();
    let unchecked = |found: &&Diagnostic| found.code == Code::FilesNotChecked;
    let of_all = ranking.diagnostics.iter();
    let everywhere = of_units.iter().flat_map(|(_, _, found)| found.iter());
    let once = everywhere.filter(unchecked).take(1);
    let of_all: Vec<Diagnostic> = of_all.chain(once).cloned().collect();
    output::tell(&of_all, look);
    for (unit, path, diagnostics) in of_units {
        let own = diagnostics.iter().filter(|found| !unchecked(found));
        let own: Vec<Diagnostic> = own.cloned().collect();
        if own.is_empty() || (look.quiet && !any_error(&own)) {
            continue;
        }
        let name = unit.label().or(path.map(String::as_str));
        output::say(&format!("== {}\n", name.unwrap_or_default()));
        output::tell(&own, look);
    }
}

/// The gates that some unit does not meet, in words.
fn missed_gates(ranking: &Ranking, fail_under: Option<Threshold>, fail_on: &[String]) -> Vec<Text> {
    let count =
        |fails: &dyn Fn(&Entry) -> bool| ranking.ranked().filter(|unit| fails(&unit.entry)).count();
    let mut missed = Vec::new();
    if let Some(threshold) = fail_under {
        let (least, sign) = match threshold {
            Threshold::Points(least) => (least, ""),
            Threshold::Percent(least) => (least, "%"),
        };
        let units = count(&|entry| {
            let total = &entry.total;
            let reached = match threshold {
                Threshold::Points(_) => Some(total.points),
                Threshold::Percent(_) => total.percent,
            };
            reached.is_none_or(|reached| reached.decimal() < least)
        });
        if units > 0 {
            missed.push(Text::each(|lang| {
                let least = numbers::show(least, lang);
                lang.pick(
                    format!("không đạt --fail-under {least}{sign}: {units} đơn vị"),
                    format!("--fail-under {least}{sign} not met: {units} units"),
                )
            }));
        }
    }
    for condition in fail_on {
        let units = count(&|entry| match condition.as_str() {
            "losses" => !entry.total.lost.is_zero(),
            "claims" => entry.claims_exceed,
            _ => entry
                .published
                .as_ref()
                .is_some_and(|published| !published.differences.is_empty()),
        });
        if units > 0 {
            missed.push(text!(
                "không đạt --fail-on {condition}: {units} đơn vị",
                "--fail-on {condition} not met: {units} units"
            ));
        }
    }
    missed
}
