//! Where a submission says what it is: in `parindex.yaml`, in a workbook with a sheet
//! «Thông tin chung», or in the sheets of such a workbook saved as text.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Problems, SourceFile};
use crate::evidence::info_sheet::{self, HEADER, SHEET};
use crate::evidence::inputs::{Found, Unreadable, source, text_of};
use crate::evidence::location::Location;
use crate::evidence::manifest::{FILE_NAME, Manifest, Paths};
use crate::evidence::table_files::TableFiles;
use crate::evidence::table_kinds::Kind;
use crate::paths::owner::is_clutter;
use crate::tables::table::{Grid, Table};
use crate::tables::{self, workbook};
use crate::text::encoding::Encoding;
use crate::text::fold;
use crate::text::lang::text;

/// Where new workbooks keep their attachments.
const ATTACHMENTS: [&str; 2] = ["tep", "tep.zip"];

/// What a folder's submission says of itself.
#[derive(Debug, Default)]
pub struct Home {
    /// What it says; nothing where nobody says anything.
    pub manifest: Manifest,
    /// The manifest's file, where it is no table.
    pub input: Option<Arc<SourceFile>>,
    /// Where it says so.
    pub location: Option<Location>,
    /// What is wrong with workbooks beside that cannot be read, where nobody else says anything.
    pub unreadable: Vec<Diagnostic>,
}

/// Whether a folder holds a submission.
pub fn is_there(folder: &Location) -> bool {
    if folder.join(FILE_NAME).is_file() {
        return true;
    }
    let unseen = Problems::default();
    match read(folder, &mut TableFiles::default(), None, &unseen) {
        Ok(Some(home)) => home.location.is_some() || !home.unreadable.is_empty(),
        Ok(None) => true,
        Err(_) => false,
    }
}

/// Reads what the submission of a folder says of itself. `None` where `problems` holds an
/// error.
///
/// # Errors
/// Where a file cannot be read.
pub fn read(
    folder: &Location,
    files: &mut TableFiles,
    encoding: Option<Encoding>,
    problems: &Problems,
) -> Result<Option<Home>, Unreadable> {
    let manifest = folder.join(FILE_NAME);
    if manifest.is_file() {
        let Some(file) = source(&manifest, FILE_NAME.to_owned(), problems)? else {
            return Ok(None);
        };
        let read = Manifest::read(&file, problems).filter(|_| !problems.any_error());
        return Ok(read.map(|read| Home {
            manifest: read,
            input: Some(file),
            location: Some(manifest),
            unreadable: Vec::new(),
        }));
    }
    let beside = beside(folder)?;
    let workbooks: Vec<&Found> = of_types(&beside, &["xlsx", "xls", "ods"]).collect();
    let mut homes = Vec::new();
    let unread = Problems::default();
    for found in workbooks {
        if let Some(sheets) = files.sheets(found, encoding, &unread)?
            && workbook::sheet(sheets, SHEET).is_some()
        {
            homes.push((found, sheets.to_vec()));
        }
    }
    match homes.as_slice() {
        [] => {
            let home = of_texts(folder, &beside, encoding, problems)?;
            Ok(home.map(|home| Home {
                unreadable: unread.into_sorted(),
                ..home
            }))
        }
        [(found, sheets)] => Ok(of_workbook(folder, found, sheets, problems)),
        several => {
            problems.add(several_homes(
                several.iter().map(|(found, _)| found.name.as_str()),
            ));
            Ok(None)
        }
    }
}

fn several_homes<'n>(names: impl Iterator<Item = &'n str>) -> Diagnostic {
    let names: Vec<&str> = names.collect();
    let names = names.join(", ");
    let message = text!(
        "nhiều tệp trong thư mục cùng có trang «{SHEET}»: {names}",
        "several files of the folder have a sheet «{SHEET}»: {names}"
    );
    let help = text!(
        "giữ một tệp, chuyển các tệp khác sang thư mục khác",
        "keep one and move the others to another folder"
    );
    Diagnostic::general(Code::Incomplete, message).help(help)
}

/// The files that lie directly in a folder, by name.
fn beside(folder: &Location) -> Result<Vec<Found>, Unreadable> {
    let children = folder.children()?.into_iter();
    let named = children.filter_map(|location| {
        let shown = location.shown();
        let name = shown.rsplit('/').next()?.to_owned();
        (!is_clutter(&name) && location.is_file()).then(|| Found::new(location, name))
    });
    Ok(named.collect())
}

fn of_types<'f>(beside: &'f [Found], types: &[&str]) -> impl Iterator<Item = &'f Found> {
    let types: Vec<String> = types.iter().map(|kind| format!(".{kind}")).collect();
    beside.iter().filter(move |found| {
        let name = found.name.to_lowercase();
        types.iter().any(|kind| name.ends_with(kind.as_str()))
    })
}

/// A workbook holds the manifest and the tables.
fn of_workbook(
    folder: &Location,
    found: &Found,
    sheets: &[Grid],
    problems: &Problems,
) -> Option<Home> {
    let info = workbook::sheet(sheets, SHEET)?;
    let table = tables::of_grid(info, &is_header, problems)?;
    let mut manifest = info_sheet::read(rows(&table), problems);
    let names = sheets.iter().filter_map(|grid| grid.file.sheet.as_ref());
    for sheet in names {
        if let Some(kind) = Kind::named(&sheet.name) {
            let path = format!("{}#{}", found.name, sheet.name);
            paths_of(&mut manifest.paths, kind).insert(0, path);
        }
    }
    Some(home(folder, manifest, found))
}

/// Sheets saved as text: «Thông tin chung» and the tables beside it, by the ends of their
/// names.
fn of_texts(
    folder: &Location,
    beside: &[Found],
    encoding: Option<Encoding>,
    problems: &Problems,
) -> Result<Option<Home>, Unreadable> {
    let texts: Vec<&Found> = of_types(beside, &["csv", "tsv", "txt"]).collect();
    let stem = |found: &Found| {
        let stem = found.name.rsplit_once('.').map(|(stem, _)| fold::key(stem));
        stem.unwrap_or_default()
    };
    let info: Vec<&&Found> = texts
        .iter()
        .filter(|found| stem(found).ends_with(&fold::key(SHEET)))
        .collect();
    let info = match info.as_slice() {
        [] => return Ok(Some(Home::default())),
        [only] => **only,
        several => {
            problems.add(several_homes(
                several.iter().map(|found| found.name.as_str()),
            ));
            return Ok(None);
        }
    };
    let bytes = info.location.read()?;
    let Some(file) = text_of(info.name.clone(), &bytes, encoding, problems) else {
        return Ok(None);
    };
    let Some(table) = tables::of_text(&file, &is_header, problems) else {
        return Ok(None);
    };
    let mut manifest = info_sheet::read(rows(&table), problems);
    for found in texts {
        if let Some(kind) = Kind::ends(&stem(found)) {
            paths_of(&mut manifest.paths, kind).insert(0, found.name.clone());
        }
    }
    Ok(Some(Home {
        input: Some(file),
        ..home(folder, manifest, info)
    }))
}

fn home(folder: &Location, mut manifest: Manifest, found: &Found) -> Home {
    let there = |name: &&str| {
        let place = folder.join(name);
        place.is_folder() || place.is_file()
    };
    if manifest.paths.attachments.is_none() {
        let found = ATTACHMENTS.into_iter().find(there);
        manifest.paths.attachments = found.map(str::to_owned);
    }
    Home {
        manifest,
        input: None,
        location: Some(found.location.clone()),
        unreadable: Vec::new(),
    }
}

fn paths_of(paths: &mut Paths, kind: Kind) -> &mut Vec<String> {
    match kind {
        Kind::Evidence => &mut paths.evidence,
        Kind::Figures => &mut paths.figures,
        Kind::Claims => &mut paths.claims,
        Kind::Appraisals => &mut paths.appraisals,
        Kind::Published => &mut paths.published,
    }
}

fn is_header(header: &str) -> bool {
    HEADER
        .iter()
        .any(|known| fold::key(known) == fold::key(header))
}

/// Label, value and place of the rows of the sheet.
fn rows(table: &Table) -> impl Iterator<Item = (&str, &str, crate::diagnostic::Place)> {
    let column = |wanted: &str| {
        let mut names = table.names.iter();
        names.position(|name| fold::key(name) == fold::key(wanted))
    };
    let label = column(HEADER[0]).unwrap_or(0);
    let value = column(HEADER[1]).unwrap_or(1);
    table.rows.iter().map(move |row| {
        (
            row.cell(label),
            row.cell(value),
            table.cell_place(row, value),
        )
    })
}
