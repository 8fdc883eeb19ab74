//! `parindex init`: an empty submission.

mod carried;
mod dialog;
mod folder;
mod questions;
#[cfg(test)]
mod tests;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::commands::arguments::{self, BadArgument};
use crate::commands::criteria;
use crate::commands::init::carried::Carried;
use crate::commands::init::dialog::Dialog;
use crate::commands::output::{self, Look, Target};
use crate::commands::run::{BadInputs, Exit, value};
use crate::criteria::model::CriteriaSet;
use crate::criteria::{read, shipped};
use crate::diagnostic::{Problems, SourceFile};
use crate::evidence::cells::Unit;
use crate::evidence::info_sheet::WORKBOOK;
use crate::evidence::inputs::{Unreadable, shown};
use crate::evidence::location::Location;
use crate::evidence::submission::{Request, Submission};
use crate::report::blank::{ATTACHMENTS, Contents, Earlier, File, Tables, blank};
use crate::report::csv::Dialect;
use crate::text::lang::{Lang, text};

/// The copy of a set that is not shipped.
const COPY: &str = "bo-tieu-chi.yaml";

/// What is asked for, on the command line or in answers.
#[derive(Debug, Default)]
struct Wanted {
    folder: Option<PathBuf>,
    /// Id or path of the set; without it that of the earlier submission.
    criteria: Option<String>,
    year: Option<i16>,
    unit: Unit,
}

/// Makes the folder, whole or not at all.
///
/// # Errors
/// Where the set or the earlier submission is wrong, the folder holds files already, or it
/// cannot be written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let tables = tables(matches)?;
    let mut wanted = Wanted {
        folder: matches.get_one::<PathBuf>("folder").cloned(),
        criteria: value(matches, "criteria"),
        year: value(matches, "year")
            .map(|year| arguments::year("year", &year))
            .transpose()?,
        unit: Unit {
            code: value(matches, "unit"),
            name: value(matches, "name"),
        },
    };
    let from = matches.get_one::<PathBuf>("from");
    let old = from.map(|from| earlier(from)).transpose()?;
    if std::io::stdin().is_terminal() && std::io::stderr().is_terminal() {
        let mut dialog = Dialog {
            input: std::io::stdin().lock(),
            output: std::io::stderr(),
            lang: look.lang,
        };
        wanted.ask(old.as_ref(), &mut dialog)?;
    }
    wanted.refuse_missing(old.is_some(), look.lang)?;
    let set = wanted.set(old.as_ref())?;
    let copied = wanted.copies(&set);
    let folder = wanted.folder.unwrap_or_default();
    let seen = old.as_ref().map(|old| Earlier::of(old, &set));
    let id = if copied { COPY } else { &set.id };
    let carried = Carried::into_new(&set, id, wanted.unit, old);
    let contents = Contents {
        set: &set,
        manifest: &carried.manifest,
        earlier: seen.as_ref(),
    };
    let failed = |error: std::io::Error| Unreadable::io(&folder, &error);
    let mut blank = blank(&contents, tables).map_err(failed)?;
    if copied {
        let text = set.source.text.clone().into_bytes();
        blank.files.push(File::plain(COPY, text));
    }
    folder::make(&folder, &blank)?;
    Target::default().write(next_steps(&folder, tables, look.lang).as_bytes())?;
    if let (Some(from), Some(seen)) = (from, &seen) {
        output::say(&carried.words(from, seen, look.lang));
    }
    Ok(Exit::Done)
}

/// What tables are made. A dialect is one of CSV.
fn tables(matches: &ArgMatches) -> Result<Tables, BadArgument> {
    let dialect = match value(matches, "csv").as_deref() {
        Some("excel-vi") => Some(Dialect::ExcelVi),
        Some(_) => Some(Dialect::Plain),
        None => None,
    };
    match (value(matches, "tables").as_deref(), dialect) {
        (Some("xlsx"), Some(_)) => Err(BadArgument(text!(
            "--csv không dùng cùng --tables xlsx",
            "--csv does not go with --tables xlsx"
        ))),
        (Some("csv"), None) => Ok(Tables::Csv(Dialect::Plain)),
        (_, Some(dialect)) => Ok(Tables::Csv(dialect)),
        (_, None) => Ok(Tables::Workbook),
    }
}

/// Reads an earlier submission.
fn earlier(folder: &Path) -> anyhow::Result<Submission> {
    let problems = Problems::default();
    let request = Request {
        folder: Location::enter(folder.to_owned())?,
        ..Request::default()
    };
    let submission = Submission::read(&request, &problems)?;
    submission.ok_or_else(|| BadInputs(problems.into_sorted()).into())
}

impl Wanted {
    /// Sees that a folder and a set are named.
    fn refuse_missing(&self, has_old: bool, lang: Lang) -> Result<(), clap::Error> {
        let criteria = lang.pick("--criteria <MÃ|TỆP>", "--criteria <ID|FILE>");
        let folder = lang.pick("<THƯ_MỤC>", "<FOLDER>");
        let missing = [
            (self.criteria.is_none() && !has_old).then_some(criteria),
            self.folder.is_none().then_some(folder),
        ];
        let missing: Vec<String> = missing.into_iter().flatten().map(str::to_owned).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let mut error = clap::Error::new(ErrorKind::MissingRequiredArgument);
        error.insert(ContextKind::InvalidArg, ContextValue::Strings(missing));
        Err(error)
    }

    /// The set with its dates for the year: the one asked for, else one that follows the
    /// earlier submission.
    fn set(&self, old: Option<&Submission>) -> anyhow::Result<CriteriaSet> {
        let set = match (&self.criteria, old) {
            (None, Some(old)) => read_set(&old.set.source, self.year)?,
            (wanted, _) => criteria::load(wanted.as_deref().unwrap_or_default(), self.year)?.set,
        };
        match (self.year, old) {
            (None, Some(old)) => {
                // A new set may replace the old one within the year; the same set goes on.
                let replaces = set.id != old.set.id && set.since >= old.year;
                let next = old.year.saturating_add(1);
                let year = if replaces { set.since } else { next };
                read_set(&set.source, Some(year))
            }
            _ => Ok(set),
        }
    }

    /// Whether the set must be copied into the folder: it was named by its path, or is not the
    /// shipped one.
    fn copies(&self, set: &CriteriaSet) -> bool {
        match &self.criteria {
            Some(wanted) => shipped::find(wanted).is_none(),
            None => shipped::find(&set.id).is_none_or(|file| file.sha256 != set.sha256),
        }
    }
}

fn read_set(file: &Arc<SourceFile>, year: Option<i16>) -> anyhow::Result<CriteriaSet> {
    let problems = Problems::default();
    let set = read::read(file, year, &problems);
    set.ok_or_else(|| BadInputs(problems.into_sorted()).into())
}

fn next_steps(folder: &Path, tables: Tables, lang: Lang) -> String {
    let folder = shown(folder);
    let quoted = if folder.contains(' ') {
        format!("\"{folder}\"")
    } else {
        folder.clone()
    };
    let files = match tables {
        Tables::Workbook => lang.pick(
            format!("  {WORKBOOK}      điền các ô vàng ở bốn trang\n"),
            format!("  {WORKBOOK}      fill in the yellow cells of its four sheets\n"),
        ),
        Tables::Csv(_) => lang
            .pick(
                "  minh-chung.csv  số ký hiệu, ngày ban hành, tên tệp của từng tài liệu\n  so-lieu.csv     cột gia_tri\n  tu-cham.csv     điểm tự chấm (không bắt buộc)\n",
                "  minh-chung.csv  number, date of issue and file of each document\n  so-lieu.csv     column gia_tri (value)\n  tu-cham.csv     claimed points (optional)\n",
            )
            .to_owned(),
    };
    lang.pick(
        format!(
            "Đã tạo {folder}:\n{files}  {ATTACHMENTS}/            chép tệp đính kèm vào thư mục của từng chỉ tiêu\n  cham-diem.cmd   bấm đúp để chấm và mở kết quả (Linux, macOS: cham-diem.sh)\nĐiền xong, chạy: parindex score {quoted}\n"
        ),
        format!(
            "Made {folder}:\n{files}  {ATTACHMENTS}/            copy the attachments into the folder of their leaf\n  cham-diem.cmd   double-click to score and open the result (Linux, macOS: cham-diem.sh)\nThen run: parindex score {quoted}\n"
        ),
    )
}
