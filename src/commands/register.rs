//! `parindex register`: what is counted of each unit's dossiers.

use std::path::PathBuf;

use clap::ArgMatches;
use jiff::civil::Date;

use crate::commands::arguments::{self, BadArgument};
use crate::commands::output::{Format, Look, Output, tell};
use crate::commands::request;
use crate::commands::run::{BadInputs, Exit, flag, texts, value};
use crate::criteria::sets::Sets;
use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::evidence::inputs::{expand, set_file};
use crate::evidence::location::Location;
use crate::evidence::reading::Reading;
use crate::evidence::register::definitions::{Definitions, OnTime};
use crate::evidence::register::opened::header;
use crate::evidence::register::read::{Asked, MOST_COMPARED, read};
use crate::report::register::Counted;
use crate::report::register::sql::{Engine, Query, Rows};
use crate::report::{json, paper};
use crate::text::lang::{Text, text};

/// What it can be printed as.
const FORMATS: [Format; 5] = [
    Format::Terminal,
    Format::Markdown,
    Format::Json,
    Format::Csv,
    Format::Figures,
];

/// Counts dossiers.
///
/// # Errors
/// Where inputs or arguments are wrong, or a file cannot be read or written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read(matches, &FORMATS)?;
    let request = request::read(matches, look)?;
    let problems = Problems::default();
    let counting = counting(matches, &problems)?;
    let Some((definitions, period)) = counting else {
        return Err(BadInputs(problems.into_sorted()).into());
    };
    let files = texts(matches, "files");
    let unit_column = value(matches, "unit-column");
    if let Some(engine) = value(matches, "sql") {
        let query = Query {
            engine: Engine::ALL
                .into_iter()
                .find(|one| one.id() == engine)
                .unwrap_or(Engine::DuckDb),
            rows: rows(&files, &request.reading, &definitions, &problems)?,
            definitions: &definitions,
            period,
            unit_column: unit_column.as_deref(),
        };
        output.target.write(query.text().as_bytes())?;
        return Ok(Exit::Done);
    }
    if files.is_empty() {
        return Err(BadArgument(text!(
            "cần tệp sổ theo dõi hồ sơ: `parindex register so-theo-doi.csv --year 2023`",
            "a dossier register is needed: `parindex register register.csv --year 2023`"
        ))
        .into());
    }
    let found = expand(&files, &Location::default())?;
    let mut inputs: Vec<PathBuf> = found
        .iter()
        .map(|one| one.location.on_disk().to_owned())
        .collect();
    inputs.extend(value(matches, "criteria").map(PathBuf::from));
    output.refuse_inputs(&inputs)?;
    let asked = Asked {
        definitions: &definitions,
        period,
        unit_column: unit_column.as_deref(),
        listed: listed(matches)?,
        ids: 0,
        compare_all: flag(matches, "duplicates"),
        digest: output.format == Format::Json,
    };
    let register = read(&found, &request.reading, &asked, &problems)?;
    let Some(register) = register.filter(|_| !problems.any_error()) else {
        return Err(BadInputs(problems.into_sorted()).into());
    };
    let counted = Counted {
        register: &register,
        definitions: &definitions,
        period,
        lang: look.lang,
    };
    let bytes = match output.format {
        Format::Json => json::register::render(&counted)?.into_bytes(),
        Format::Csv => counted.csv(output.dialect)?,
        Format::Figures => counted.figures(output.dialect)?,
        Format::Markdown => paper::markdown::render(&counted.paper(), look.lang).into_bytes(),
        _ => paper::terminal::render(&counted.paper(), look.lang, output.screen(look)).into_bytes(),
    };
    output.target.write(&bytes)?;
    if !register.compared {
        problems.add(
            Diagnostic::general(Code::RegisterRows, not_compared()).help(text!(
                "thêm `--duplicates` để tìm",
                "add `--duplicates` to look for them"
            )),
        );
    }
    tell(&problems.into_sorted(), look);
    Ok(Exit::Done)
}

fn not_compared() -> Text {
    let most = MOST_COMPARED;
    text!(
        "sổ có hơn {most} hồ sơ TTHC nên chưa tìm mã hồ sơ trùng",
        "there are more than {most} dossiers, so duplicates were not looked for"
    )
}

/// Where the rows are that SQL is to count: in the file that is named, or in a table.
fn rows(
    files: &[String],
    reading: &Reading,
    definitions: &Definitions,
    problems: &Problems,
) -> anyhow::Result<Rows> {
    let [file] = files else {
        if files.is_empty() {
            return Ok(Rows::Table);
        }
        return Err(BadArgument(text!(
            "--sql đọc một tệp, hoặc không tệp nào (bảng `register` trong kho dữ liệu)",
            "--sql reads one file, or none (a table `register` of the warehouse)"
        ))
        .into());
    };
    let found = expand(std::slice::from_ref(file), &Location::default())?;
    let head = match found.as_slice() {
        [only] => header(only, reading, definitions, problems)?,
        _ => None,
    };
    let Some((delimiter, skip, names)) = head else {
        return Err(BadInputs(problems.take().into_sorted()).into());
    };
    Ok(Rows::File {
        path: file.clone(),
        delimiter,
        skip,
        names,
    })
}

/// What is counted, and the first and the last day of the period. `None` where the set cannot be
/// read, which is reported.
fn counting(
    matches: &ArgMatches,
    problems: &Problems,
) -> anyhow::Result<Option<(Definitions, (Date, Date))>> {
    let year = value(matches, "year");
    let year = year
        .map(|year| arguments::year("year", &year))
        .transpose()?;
    let set = match value(matches, "criteria") {
        None => None,
        Some(wanted) => {
            let file = set_file(&wanted, &Location::default(), problems)?;
            let set = file.and_then(|file| Sets::default().read(&file, year, problems));
            match set {
                Some(set) => Some(set),
                None => return Ok(None),
            }
        }
    };
    let mut definitions = set
        .as_ref()
        .map_or_else(Definitions::default, |set| set.register.clone());
    if let Some(asked) = value(matches, "on-time") {
        let named = OnTime::ALL
            .into_iter()
            .find(|on_time| on_time.id() == asked);
        definitions.on_time = named.unwrap_or_default();
    }
    let period = match (value(matches, "period"), &set, year) {
        (Some(period), ..) => read_period(&period)?,
        (None, Some(set), _) => set.period,
        (None, None, Some(year)) => of_year(year)?,
        (None, None, None) => {
            return Err(BadArgument(text!(
                "cần biết kỳ: thêm `--year 2023`, `--period 01/01/2023..31/12/2023` hoặc `--criteria`",
                "the period is needed: add `--year 2023`, `--period 2023-01-01..2023-12-31` or `--criteria`"
            ))
            .into());
        }
    };
    Ok(Some((definitions, period)))
}

fn of_year(year: i16) -> Result<(Date, Date), BadArgument> {
    let days = Date::new(year, 1, 1).and_then(|first| Ok((first, Date::new(year, 12, 31)?)));
    days.map_err(|error| {
        let error = error.to_string();
        BadArgument(text!("--year: {error}", "--year: {error}"))
    })
}

fn read_period(text: &str) -> Result<(Date, Date), BadArgument> {
    let Some((from, to)) = text.split_once("..") else {
        return Err(BadArgument(text!(
            "--period: `{text}` không có dạng TỪ..ĐẾN; viết như 01/01/2023..31/12/2023",
            "--period: `{text}` is not FROM..TO; write 2023-01-01..2023-12-31"
        )));
    };
    let (from, to) = (
        arguments::date("period", from)?,
        arguments::date("period", to)?,
    );
    if from > to {
        return Err(BadArgument(text!(
            "--period: `{text}` có ngày đầu sau ngày cuối; đổi lại thứ tự",
            "--period: the first day of `{text}` is after the last; turn them round"
        )));
    }
    Ok((from, to))
}

fn listed(matches: &ArgMatches) -> Result<usize, BadArgument> {
    let Some(wanted) = value(matches, "list") else {
        return Ok(5);
    };
    wanted.trim().parse().map_err(|_| {
        BadArgument(text!(
            "--list: `{wanted}` không phải một số nguyên từ 0; viết như 5",
            "--list: `{wanted}` is no whole number from 0; write 5"
        ))
    })
}
