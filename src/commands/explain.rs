//! `parindex explain`: one node as an appraiser would defend it, or the whole book.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::commands::arguments::{self, BadArgument};
use crate::commands::assessed::Assessed;
use crate::commands::output::{self, Format, Look, Output};
use crate::commands::run::{Exit, flag, value};
use crate::commands::{basis, request};
use crate::criteria::code::Code;
use crate::evidence::location::Location;
use crate::report::explain::Explained;
use crate::report::view::View;
use crate::report::{json, paper};
use crate::text::lang::text;
use crate::text::suggest;

/// What it can be printed as.
const FORMATS: [Format; 5] = [
    Format::Terminal,
    Format::Docx,
    Format::Html,
    Format::Markdown,
    Format::Json,
];

/// Explains a node.
///
/// # Errors
/// Where inputs or arguments are wrong, or a file cannot be read or written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read(matches, &FORMATS)?;
    let as_of = value(matches, "as-of");
    let as_of = as_of
        .map(|day| arguments::date("as-of", &day))
        .transpose()?;
    let mut request = request::read(matches, look)?;
    let all = flag(matches, "all");
    let mut code = value(matches, "code");
    if all && let Some(folder) = code.take() {
        // With --all the only argument is the folder.
        if matches.get_one::<PathBuf>("folder").is_some() {
            return Err(BadArgument(text!(
                "--all giải thích mọi chỉ tiêu, không dùng cùng mã",
                "--all explains every leaf and goes with no code"
            ))
            .into());
        }
        request.folder = Location::Disk(PathBuf::from(folder));
    }
    let wanted = match (&code, all) {
        (Some(code), _) => Some(Code::parse(code).ok_or_else(|| {
            BadArgument(text!("`{code}` không phải một mã", "`{code}` is no code"))
        })?),
        (None, true) => None,
        (None, false) => {
            return Err(BadArgument(text!(
                "cần mã của mục, ví dụ `parindex explain 1.1.3`, hoặc --all",
                "the code of a node is needed, such as `parindex explain 1.1.3`, or --all"
            ))
            .into());
        }
    };
    let assessed = Assessed::read(&request, as_of)?;
    output.refuse_inputs(&assessed.submission.read_from)?;
    output.refuse_terminal("cach-tinh-diem")?;
    let standing = basis::stand_on(&assessed, basis::asked(matches))?;
    let view = assessed.view_on(standing.as_ref(), look.lang, None);
    if let Some(code) = &wanted {
        known(&view, code)?;
    }
    let explained = Explained::new(&view);
    let written = wanted.as_ref().and_then(|code| explained.node(code));
    let written = written.unwrap_or_else(|| explained.book());
    let bytes = match output.format {
        Format::Json => json::explain::render(&view, wanted.as_ref())?.into_bytes(),
        Format::Docx => paper::docx::render(&written, None, look.lang)
            .map_err(|error| BadArgument(error.text()))?,
        Format::Html => paper::html::render(&written, look.lang).into_bytes(),
        Format::Markdown => paper::markdown::render(&written, look.lang).into_bytes(),
        _ => paper::terminal::render(&written, look.lang, output.screen(look)).into_bytes(),
    };
    output.target.write(&bytes)?;
    output::tell(&assessed.diagnostics, look);
    Ok(Exit::Done)
}

fn known(view: &View<'_>, code: &Code) -> Result<(), BadArgument> {
    if view.set().node(code).is_some() {
        return Ok(());
    }
    let codes = view.set().nodes.iter().map(|node| node.code.as_str());
    let near = suggest::nearest(code.as_str(), codes);
    let question = view.lang.pick("; có phải ý bạn là", "; did you mean");
    let near = near.map_or_else(String::new, |near| format!("{question} `{near}`?"));
    let id = &view.set().id;
    Err(BadArgument(text!(
        "bộ tiêu chí {id} không có mã `{code}`{near}",
        "the set {id} has no code `{code}`{near}"
    )))
}
