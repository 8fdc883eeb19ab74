//! `parindex reconcile`: which declared readings reproduce official points.

use clap::ArgMatches;

use crate::commands::output::{self, Format, Look, Output};
use crate::commands::request;
use crate::commands::run::{BadInputs, Exit};
use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::evidence::submission::Submission;
use crate::reconcile::case::UnitCase;
use crate::reconcile::verdict::Verdict;
use crate::reconcile::{Reconciliation, reconcile};
use crate::report::reconcile::Reconciled;
use crate::report::{json, terminal};
use crate::score::tree::Options;
use crate::text::lang::text;

/// What results can be printed as.
const FORMATS: [Format; 2] = [Format::Terminal, Format::Json];

/// Reconciles a submission, or every unit of its tables, and prints what follows.
///
/// # Errors
/// Where inputs or arguments are wrong, nothing can be compared, or a file cannot be read or
/// written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let request = request::read(matches, look)?;
    let output = Output::read(matches, &FORMATS)?;
    let problems = Problems::default();
    let Some((submission, others)) = Submission::read_every(&request, &problems)? else {
        return Err(BadInputs(problems.into_sorted()).into());
    };
    let options = Options {
        files_checked: submission.files_checked,
        ..Options::default()
    };
    let units: Vec<UnitCase<'_>> = std::iter::once(&submission.unit)
        .chain(&others)
        .map(|unit| UnitCase {
            unit: &unit.unit,
            facts: &unit.facts,
        })
        .collect();
    let found = reconcile(&submission.set, &units, options)?;
    if found.compared() == 0 {
        problems.add(nothing_compared(&found));
        return Err(BadInputs(problems.into_sorted()).into());
    }
    let diagnostics = problems.into_sorted();
    let view = Reconciled {
        submission: &submission,
        found: &found,
        diagnostics: &diagnostics,
        lang: look.lang,
    };
    output.refuse_inputs(&submission.read_from)?;
    let bytes = match output.format {
        Format::Json => json::reconcile::render(&view)?.into_bytes(),
        _ => terminal::reconcile::render(&view, output.screen(look)).into_bytes(),
    };
    output.target.write(&bytes)?;
    output::tell(&diagnostics, look);
    Ok(match found.verdict() {
        Verdict::Unique | Verdict::Several => Exit::Done,
        Verdict::None | Verdict::Undecided => Exit::GateNotMet,
    })
}

/// Without official points beside facts there is nothing to conclude from.
fn nothing_compared(found: &Reconciliation<'_>) -> Diagnostic {
    let published = found.case.observations.len();
    if published == 0 {
        let message = text!(
            "không có điểm công bố nào để đối chiếu",
            "there are no published points to compare with"
        );
        return Diagnostic::general(Code::Incomplete, message).help(text!(
            "thêm `--published BẢNG` (cột tieu_chi, diem), hoặc `published: […]` trong parindex.yaml",
            "add `--published TABLE` (columns criterion, points), or `published: […]` in parindex.yaml"
        ));
    }
    let message = text!(
        "có {published} điểm công bố, nhưng không điểm nào so được: các chỉ tiêu ấy chưa đủ số liệu",
        "{published} points are published and none can be compared: facts of those leaves are missing"
    );
    Diagnostic::general(Code::Incomplete, message).help(text!(
        "thêm số liệu và minh chứng của các chỉ tiêu ấy (`--figures`, `--evidence`)",
        "add the figures and the evidence of those leaves (`--figures`, `--evidence`)"
    ))
}
