//! `parindex man`: manual pages, in the language that is asked for.

use std::io::Write;
use std::path::Path;

use clap::{ArgMatches, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::commands::arguments::BadArgument;
use crate::commands::output::{Look, Target, write_file};
use crate::commands::run::{Exit, texts};
use crate::evidence::inputs::Unreadable;
use crate::text::lang::{Lang, text};
use crate::text::suggest;

/// The section of user commands.
const SECTION: &str = "1";

/// Prints one page, or writes all of them into a folder.
///
/// # Errors
/// Where there is no such command, a file exists already, or cannot be written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let mut program = crate::cli::command(look.lang);
    program.build();
    let target = Target::read(matches);
    if let Some(folder) = &target.path {
        write_all(&program, folder, target.force, look.lang)?;
        return Ok(Exit::Done);
    }
    let command = named(&program, &texts(matches, "command"))?;
    target.write(&page(command, look.lang)?)?;
    Ok(Exit::Done)
}

/// The command that these words name, the program itself without any.
fn named<'c>(program: &'c Command, words: &[String]) -> Result<&'c Command, BadArgument> {
    let mut command = program;
    for word in words.iter().flat_map(|word| word.split_whitespace()) {
        command = command.find_subcommand(word).ok_or_else(|| {
            let names: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
            let nearest = suggest::nearest(word, names.iter().copied());
            let listed = nearest.map_or_else(|| names.join(", "), str::to_owned);
            if listed.is_empty() {
                let name = command.get_name();
                return BadArgument(text!(
                    "lệnh `{name}` không có lệnh con `{word}`; bỏ `{word}`",
                    "the command `{name}` has no command `{word}` below it; leave `{word}` out"
                ));
            }
            BadArgument(text!(
                "không có lệnh `{word}`; có: {listed}",
                "there is no command `{word}`; there is: {listed}"
            ))
        })?;
    }
    Ok(command)
}

fn write_all(command: &Command, folder: &Path, force: bool, lang: Lang) -> Result<(), Unreadable> {
    std::fs::create_dir_all(folder).map_err(|error| Unreadable::writing(folder, &error))?;
    let file = folder.join(format!("{}.{SECTION}", name(command)));
    let page = page(command, lang).map_err(|error| Unreadable::writing(&file, &error))?;
    write_file(&file, &page, force)?;
    for below in command.get_subcommands() {
        write_all(below, folder, force, lang)?;
    }
    Ok(())
}

/// `parindex-criteria-show`.
fn name(command: &Command) -> &str {
    command
        .get_display_name()
        .unwrap_or_else(|| command.get_name())
}

/// A page. Headings of sections are the generator's, in English, but for those of options, which
/// are the help's: each section is rendered alone and gets the heading of the language.
fn page(command: &Command, lang: Lang) -> std::io::Result<Vec<u8>> {
    let version = env!("CARGO_PKG_VERSION");
    let man = Man::new(command.clone())
        .title(name(command).to_uppercase())
        .section(SECTION)
        .source(format!("parindex {version}"))
        .manual("parindex");
    // For readers that guess at the encoding.
    let mut page = b".\\\" -*- mode: troff; coding: utf-8 -*-\n".to_vec();
    man.render_title(&mut page)?;
    let mut section = |(vi, en): (&str, &str), text: Vec<u8>| {
        let text = String::from_utf8_lossy(&text).into_owned();
        let head = text.find(".SH ").unwrap_or(0);
        let (before, rest) = text.split_at(head);
        let below = rest.split_once('\n').map_or("", |(_, below)| below);
        let heading = lang.pick(vi, en);
        write!(page, "{before}.SH \"{heading}\"\n{below}")
    };
    let rendered = |render: &dyn Fn(&mut Vec<u8>) -> std::io::Result<()>| {
        let mut text = Vec::new();
        render(&mut text).map(|()| text)
    };
    section(
        ("TÊN", "NAME"),
        rendered(&|to| man.render_name_section(to))?,
    )?;
    section(
        ("CÁCH DÙNG", "SYNOPSIS"),
        rendered(&|to| man.render_synopsis_section(to))?,
    )?;
    section(
        ("MÔ TẢ", "DESCRIPTION"),
        rendered(&|to| man.render_description_section(to))?,
    )?;
    if let Some(notes) = command.get_after_help() {
        section(
            ("GHI CHÚ", "NOTES"),
            rendered(&|to| lines(&notes.to_string()).to_writer(to))?,
        )?;
    }
    if command.get_subcommands().next().is_some() {
        section(
            ("LỆNH", "COMMANDS"),
            rendered(&|to| man.render_subcommands_section(to))?,
        )?;
    }
    man.render_options_section(&mut page)?;
    Ok(page)
}

/// A section whose lines stay lines.
fn lines(text: &str) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["NOTES"]);
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            roff.control("br", []);
        }
        roff.text([roman(line)]);
    }
    roff
}
