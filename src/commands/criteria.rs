//! `parindex criteria`: the shipped sets, one set in words, one set as it is or as a table, and
//! a set made of a table.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use clap::ArgMatches;

use crate::annex;
use crate::annex::import::Said;
use crate::commands::arguments::{self, BadArgument};
use crate::commands::output::{self, Format, Look, Output, Target};
use crate::commands::run::{BadInputs, Exit, value};
use crate::criteria::model::CriteriaSet;
use crate::criteria::{read, shipped};
use crate::diagnostic::{Diagnostic, Problems, SourceFile};
use crate::evidence::inputs::{Unreadable, expand, set_file, shown};
use crate::evidence::location::Location;
use crate::evidence::table_files::TableFiles;
use crate::paths::last_part;
use crate::report::annex as annex_table;
use crate::report::criteria::{SetView, imported, list, markdown, terminal};
use crate::report::json::criteria as json;
use crate::tables::table::Table;
use crate::text::encoding::Encoding;
use crate::text::lang::text;
use crate::yaml::{self, Value};

/// What sets can be shown as.
const FORMATS: [Format; 3] = [Format::Terminal, Format::Markdown, Format::Json];

/// Runs one of the commands below `criteria`.
///
/// # Errors
/// Where arguments or the set are wrong, or a file cannot be read or written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    match matches.subcommand() {
        Some(("list", matches)) => list_sets(matches, look),
        Some(("export", matches)) => export(matches, look),
        Some(("import", matches)) => import(matches, look),
        Some((_, matches)) => show(matches, look),
        None => Ok(Exit::Wrong),
    }
}

/// A set, and what is to be warned about.
pub(super) struct Loaded {
    pub(super) set: CriteriaSet,
    pub(super) warnings: Vec<Diagnostic>,
}

/// Reads a set by id or path, with its dates for `year` (`None`: the set's own).
///
/// # Errors
/// Where there is no such set, or something is wrong with it.
pub(super) fn load(wanted: &str, year: Option<i16>) -> anyhow::Result<Loaded> {
    let problems = Problems::default();
    let file = set_file(wanted, &Location::default(), &problems)?;
    let set = file
        .as_ref()
        .and_then(|file| read::read(file, year, &problems));
    let failed = problems.any_error();
    let warnings = problems.into_sorted();
    match set {
        Some(set) if !failed => Ok(Loaded { set, warnings }),
        _ => Err(BadInputs(warnings).into()),
    }
}

fn list_sets(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read(matches, &FORMATS)?;
    let mut sets = Vec::new();
    for id in shipped::ids() {
        sets.push(load(id, None)?.set);
    }
    let text = match output.format {
        Format::Json => json::list::render(&sets)?,
        Format::Markdown => list::markdown(&sets, look.lang),
        _ => list::terminal(&sets, look.lang, output.screen(look)),
    };
    output.target.write(text.as_bytes())?;
    Ok(Exit::Done)
}

fn show(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read(matches, &FORMATS)?;
    let depth = value(matches, "depth")
        .map(|depth| arguments::levels("depth", &depth))
        .transpose()?;
    let year = value(matches, "year")
        .map(|year| arguments::year("year", &year))
        .transpose()?;
    let wanted = value(matches, "set").unwrap_or_default();
    let loaded = load(&wanted, year)?;
    let view = SetView {
        set: &loaded.set,
        depth,
        lang: look.lang,
    };
    let text = match output.format {
        Format::Json => json::render(&view)?,
        Format::Markdown => markdown::render(&view),
        _ => terminal::render(&view, output.screen(look)),
    };
    keep_input(&output.target, &wanted)?;
    output.target.write(text.as_bytes())?;
    output::tell(&loaded.warnings, look);
    Ok(Exit::Done)
}

/// Refuses to write over what is read.
fn keep_input(target: &Target, wanted: &str) -> Result<(), Unreadable> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let Some(path) = &target.path else {
        return Ok(());
    };
    match (real(path), real(Path::new(wanted))) {
        (Some(target), Some(input)) if target == input => Err(Unreadable {
            path: shown(path),
            reason: text!(
                "đây là tệp đang đọc, không ghi đè; chọn tệp khác",
                "this is the file that is read and is not overwritten; choose another"
            ),
        }),
        _ => Ok(()),
    }
}

fn export(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read_or(
        matches,
        &[Format::Yaml, Format::Xlsx, Format::Csv],
        Format::Yaml,
    )?;
    let wanted = value(matches, "set").unwrap_or_default();
    output.refuse_terminal("bo-tieu-chi")?;
    keep_input(&output.target, &wanted)?;
    let Loaded { set, warnings } = load(&wanted, None)?;
    let bytes = match output.format {
        Format::Yaml => set.source.text.as_bytes().to_vec(),
        format => {
            let table = annex::export::export(&as_value(&set.source)?, look.lang);
            match format {
                Format::Xlsx => annex_table::xlsx(&table, &set.name)?,
                _ => annex_table::csv(&table, output.dialect)?,
            }
        }
    };
    output.target.write(&bytes)?;
    output::tell(&warnings, look);
    Ok(Exit::Done)
}

/// The YAML of a set that was read before.
fn as_value(source: &Arc<SourceFile>) -> anyhow::Result<Value> {
    let problems = Problems::default();
    let root = yaml::parse(source, &problems);
    root.as_ref()
        .map(Value::of)
        .context("a set that was read is YAML")
}

fn import(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read_or(matches, &[Format::Yaml], Format::Yaml)?;
    let wanted = value(matches, "table").unwrap_or_default();
    let year = value(matches, "year").map(|year| arguments::year("year", &year));
    let filled = |name| value(matches, name).filter(|text| !text.trim().is_empty());
    let said = Said {
        id: filled("id"),
        name: filled("name"),
        level: filled("level"),
        province: filled("province"),
        year: year.transpose()?,
    };
    let problems = Problems::default();
    let encoding = value(matches, "encoding").and_then(|id| Encoding::from_id(&id));
    let found = expand(&[wanted], &Location::default())?;
    for one in &found {
        keep_input(&output.target, &one.name)?;
    }
    let mut files = TableFiles::default();
    let mut tables = Vec::new();
    for one in &found {
        tables.extend(files.known_by(one, &annex::import::is_known, encoding, &problems)?);
    }
    if tables.len() > 1 {
        return Err(several_tables(&tables).into());
    }
    let target = output.target.path.as_deref().map(shown);
    let name = target
        .clone()
        .unwrap_or_else(|| "bo-tieu-chi.yaml".to_owned());
    let made = match &mut tables[..] {
        [table] if !problems.any_error() => annex::import::import(table, &said, &name, &problems),
        _ => None,
    };
    let failed = problems.any_error();
    let diagnostics = problems.into_sorted();
    let Some(made) = made.filter(|_| !failed) else {
        return Err(BadInputs(diagnostics).into());
    };
    let head = lines(last_part(&found[0].name));
    output
        .target
        .write(format!("{head}{}", made.yaml).as_bytes())?;
    output::tell(&diagnostics, look);
    if !look.quiet {
        output::say(&imported::render(&made.set, target.as_deref(), look.lang));
    }
    Ok(Exit::Done)
}

/// What an imported set says of itself before its first key.
fn lines(table: &str) -> String {
    format!(
        "# Lập từ bảng {table}. Những gì suy ra ghi ở `review`: đối chiếu với quyết định, sửa nếu cần,\n\
         # rồi xóa dòng ấy. Chỉ tiêu có `rule: stated` chưa có công thức. Kiểm tra: parindex check TỆP\n"
    )
}

fn several_tables(all: &[Table]) -> BadArgument {
    let name = |table: &Table| match &table.file.sheet {
        Some(sheet) => format!("{}#{}", table.file.name, sheet.name),
        None => table.file.name.clone(),
    };
    let names = all.iter().map(name).collect::<Vec<_>>().join(", ");
    BadArgument(text!(
        "có nhiều bảng: {names}; mỗi lần lập một bộ tiêu chí từ một bảng, chọn một trong các bảng này",
        "there are several tables: {names}; a set is made of one, so choose one of these"
    ))
}
