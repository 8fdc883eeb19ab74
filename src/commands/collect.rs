//! `parindex collect`: proposes evidence rows from attachments.

use clap::ArgMatches;

use crate::commands::output::{Format, Look, Output};
use crate::commands::request;
use crate::commands::run::{BadInputs, Exit};
use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::evidence::proposals::propose;
use crate::evidence::submission::Submission;
use crate::report::collect;
use crate::text::lang::text;

/// What proposals can be printed as.
const FORMATS: [Format; 3] = [Format::Terminal, Format::Csv, Format::Xlsx];

/// Proposes a row for every attachment that no row declares.
///
/// # Errors
/// Where inputs or arguments are wrong, there is no attachments folder, or a file cannot be
/// read or written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let request = request::read(matches, look)?;
    let output = Output::read(matches, &FORMATS)?;
    output.refuse_terminal("de-xuat")?;
    let problems = Problems::default();
    let submission = Submission::read(&request, &problems)?;
    let Some(submission) = submission else {
        return Err(BadInputs(problems.into_sorted()).into());
    };
    let Some(attachments) = &submission.attachments else {
        let message = text!(
            "không có thư mục đính kèm để xem",
            "there is no attachments folder to look into"
        );
        let help = text!("thêm `--attachments THƯ_MỤC`", "add `--attachments FOLDER`");
        let found = Diagnostic::general(Code::Incomplete, message).help(help);
        return Err(BadInputs(vec![found]).into());
    };
    let proposals = propose(&submission.set, attachments, &request.looking);
    output.refuse_inputs(&submission.read_from)?;
    let bytes = match output.format {
        Format::Csv => collect::csv(&proposals, output.dialect, look.lang)?,
        Format::Xlsx => collect::xlsx(&proposals, look.lang)?,
        _ => collect::terminal(&proposals, look.lang, output.screen(look)).into_bytes(),
    };
    output.target.write(&bytes)?;
    Ok(Exit::Done)
}
