//! `parindex report`: the papers people hand in, sign and publish, for one unit or many.

mod arguments;
mod outputs;

use anyhow::Context;
use clap::ArgMatches;

use crate::commands::arguments::BadArgument;
use crate::commands::output::{Format, Look};
use crate::commands::rank;
use crate::commands::run::Exit;
use crate::commands::units::{self, Unit};
use crate::evidence::received;
use crate::record::{Carrier, Record};
use crate::report::paper::{self, Paper};
use crate::report::view::View;
use crate::report::{csv, html, json, template};
use crate::text::lang::Lang;
use arguments::{Arguments, Kind, Template};
use outputs::Outputs;

/// Writes papers.
///
/// # Errors
/// Where inputs or arguments are wrong, or a file cannot be read or written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let arguments = Arguments::read(matches, look)?;
    if arguments.kind == Kind::Ranking {
        return ranking(&arguments, matches, look);
    }
    let read = units::read(&arguments.request, Some(arguments.as_of), matches)?;
    arguments.output.refuse_inputs(&read.read_from)?;
    let mut outputs = Outputs::new(&arguments, read.units.len())?;
    if let Some(field) = &arguments.field {
        let views: Vec<View<'_>> = read.units.iter().map(|unit| unit.view(look.lang)).collect();
        let paper = arguments.of_field(&views, field)?;
        outputs.add(None, arguments.output.format, &|| {
            of_paper(&paper, arguments.output.format, &arguments, look.lang)
        })?;
        outputs::tell_blanks([(None, &paper)], look);
    } else {
        let mut papers = Vec::new();
        for unit in &read.units {
            papers.extend(unit_papers(unit, &arguments, &mut outputs, look)?);
        }
        let papers = papers.iter().map(|(unit, paper)| (Some(*unit), paper));
        outputs::tell_blanks(papers, look);
    }
    outputs.write()?;
    read.tell(look);
    Ok(if read.any_broken && !arguments.allow_broken {
        Exit::Wrong
    } else {
        Exit::Done
    })
}

/// All papers of one unit.
fn unit_papers<'u>(
    unit: &'u Unit,
    arguments: &Arguments,
    outputs: &mut Outputs<'_>,
    look: Look,
) -> anyhow::Result<Vec<(&'u Unit, Paper)>> {
    let mut papers = Vec::new();
    if let Some(Template::Text(name, template)) = &arguments.template {
        let official = arguments.official(&unit.assessed, arguments.kind)?;
        let view = unit.view_on(official.as_ref(), look.lang);
        let bytes = || filled(name, template, &json::render(&view)?, look.lang);
        outputs.add(
            Some((unit, arguments.kind)),
            arguments.output.format,
            &bytes,
        )?;
        return Ok(papers);
    }
    for (kind, format) in arguments.wanted() {
        let official = arguments.official(&unit.assessed, kind)?;
        let view = unit.view_on(official.as_ref(), look.lang);
        let computed = unit.view(look.lang);
        let record = arguments.record(&view, kind)?;
        let paper = arguments.paper(&view, &computed, kind, record.as_ref())?;
        let bytes = || match (kind, format) {
            (Kind::Receipt, Format::Json) => {
                let files = received::files(view.submission)?;
                Ok(json::receipt::render(&view, &files)?.into_bytes())
            }
            (_, Format::Json) => Ok(json::render(&view)?.into_bytes()),
            (Kind::Own, Format::Html) => Ok(html::render(&view)?.into_bytes()),
            (Kind::Own, Format::Csv) => Ok(csv::render(&view, arguments.output.dialect)?),
            (_, Format::Xlsx) => {
                let record = record
                    .as_ref()
                    .and_then(|paper| Record::of(&view, Carrier::Paper(paper)));
                let record = record.map(|record| record.to_json()).transpose()?;
                paper::xlsx::render(&paper, record.as_deref(), look.lang).context("xlsx")
            }
            _ => of_paper(&paper, format, arguments, look.lang),
        };
        outputs.add(Some((unit, kind)), format, &bytes)?;
        papers.push((unit, paper));
    }
    Ok(papers)
}

fn of_paper(
    paper: &Paper,
    format: Format,
    arguments: &Arguments,
    lang: Lang,
) -> anyhow::Result<Vec<u8>> {
    Ok(match format {
        Format::Xlsx => paper::xlsx::render(paper, None, lang).context("xlsx")?,
        Format::Html => paper::html::render(paper, lang).into_bytes(),
        Format::Markdown => paper::markdown::render(paper, lang).into_bytes(),
        Format::Csv => paper::csv::render(paper, arguments.output.dialect)?,
        _ => paper::docx::render(
            paper,
            arguments.template.as_ref().and_then(Template::docx),
            lang,
        )
        .map_err(|error| BadArgument(error.text()))?,
    })
}

/// A user's own template over a result.
fn filled(name: &str, template: &str, json: &str, lang: Lang) -> anyhow::Result<Vec<u8>> {
    let result = serde_json::from_str(json)?;
    let text = template::render(template, name, &result, lang)
        .map_err(|error| BadArgument(error.text(name)))?;
    Ok(text.into_bytes())
}

fn ranking(arguments: &Arguments, matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let ranking = rank::ranked(matches, look, &arguments.output)?;
    let mut outputs = Outputs::new(arguments, 1)?;
    let paper = paper::ranking(&ranking, look.lang);
    outputs.add(None, arguments.output.format, &|| match (
        &arguments.template,
        arguments.output.format,
    ) {
        (Some(Template::Text(name, template)), _) => {
            let result = json::ranking::render(&ranking, true, look.lang)?;
            filled(name, template, &result, look.lang)
        }
        (_, Format::Json) => Ok(json::ranking::render(&ranking, false, look.lang)?.into_bytes()),
        (_, format) => of_paper(&paper, format, arguments, look.lang),
    })?;
    outputs.write()?;
    rank::tell(&ranking, look);
    Ok(if rank::any_broken(&ranking, matches) {
        Exit::Wrong
    } else {
        Exit::Done
    })
}
