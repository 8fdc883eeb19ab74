//! Finds and reads input files; each keeps the name it is printed under.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use crate::criteria::shipped;
use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, SourceFile};
use crate::evidence::location::Location;
use crate::paths::fault::{self, Act};
use crate::paths::owner::is_clutter;
use crate::text::encoding::{self, Encoding, Example, Undecodable};
use crate::text::lang::{Text, text};
use crate::text::suggest;

pub use crate::paths::shown;

/// A file or folder that cannot be read: exit 3.
#[derive(Debug, Error)]
#[error("{path}")]
pub struct Unreadable {
    /// Its path.
    pub path: String,
    /// Why.
    pub reason: Text,
}

impl Unreadable {
    /// From an error of the operating system while writing.
    pub fn writing(path: &Path, error: &std::io::Error) -> Self {
        Self {
            path: shown(path),
            reason: fault::reason(error, Act::Write),
        }
    }

    /// From an error of the operating system.
    pub fn io(path: &Path, error: &std::io::Error) -> Self {
        Self {
            path: shown(path),
            reason: fault::reason(error, Act::Read),
        }
    }
}

/// In runs over many submissions, one that cannot be read is listed with the others.
impl From<Unreadable> for Diagnostic {
    fn from(unreadable: Unreadable) -> Self {
        let Unreadable { path, reason } = unreadable;
        let message = Text::each(|lang| format!("{path}: {}", reason.get(lang)));
        Self::general(Code::UnreadableInput, message)
    }
}

/// Reads a file as text. What is no text is reported and gives `None`.
///
/// # Errors
/// Where the file cannot be read.
pub fn source(
    location: &Location,
    name: String,
    problems: &Problems,
) -> Result<Option<Arc<SourceFile>>, Unreadable> {
    let bytes = location.read()?;
    Ok(text_of(name, &bytes, None, problems))
}

/// The text of a file's bytes, in the encoding that is said or found; what is no text is
/// reported.
pub(super) fn text_of(
    name: String,
    bytes: &[u8],
    said: Option<Encoding>,
    problems: &Problems,
) -> Option<Arc<SourceFile>> {
    // One word is said for all tables: those in Unicode need none.
    let decoded = encoding::decode(bytes, said).or_else(|undecodable| match said {
        Some(Encoding::Tcvn3 | Encoding::Vni) => {
            let unicode = encoding::decode(bytes, Some(Encoding::Utf8));
            unicode.map_err(|_| undecodable)
        }
        _ => Err(undecodable),
    });
    match decoded {
        Ok(decoded) => Some(Arc::new(SourceFile::with_text(name, bytes, decoded.text))),
        Err(undecodable) => {
            let file = Arc::new(SourceFile::with_text(name, bytes, String::new()));
            problems.add(no_text(&file, undecodable));
            None
        }
    }
}

/// That bytes are no text that can be read, or only once somebody says how.
fn no_text(file: &Arc<SourceFile>, undecodable: Undecodable) -> Diagnostic {
    let (line, message, help) = match undecodable {
        Undecodable::NeedsWord(example) => {
            let (message, help) = needs_word(&example);
            (example.line, message, help)
        }
        Undecodable::NoText { line, column } => (
            line,
            text!(
                "dòng {line}, ký tự {column}: không phải chữ ở bảng mã nào nhận ra được",
                "line {line}, character {column}: no text in an encoding that is known"
            ),
            text!(
                "lưu lại dạng UTF-8 (trong Excel: «CSV UTF-8»), hoặc nói bảng mã bằng `--encoding`",
                "save it again as UTF-8 (in Excel: «CSV UTF-8»), or name the encoding with `--encoding`"
            ),
        ),
        Undecodable::Binary { line, column } => (
            line,
            text!(
                "dòng {line}, ký tự {column}: có ký tự NUL, đây không phải tệp chữ",
                "line {line}, character {column}: a NUL character, this is no text file"
            ),
            text!("lưu lại dạng «CSV UTF-8»", "save it again as «CSV UTF-8»"),
        ),
    };
    let place = Place {
        file: Arc::clone(file),
        at: At::Line(line),
    };
    Diagnostic::at(Code::UnreadableTable, place, message).help(help)
}

/// That text is typed with an old font, with the word that lets it be read.
pub(super) fn needs_word(example: &Example) -> (Text, Text) {
    let Example { found, reads, .. } = example;
    let id = example.encoding.id();
    let name = id.to_uppercase();
    (
        text!(
            "chữ gõ bằng phông {name} (bảng mã cũ): `{found}`, đọc ra là `{reads}`",
            "text typed with a {name} font (an old encoding): `{found}`, which reads `{reads}`"
        ),
        text!(
            "thêm `--encoding {id}` (hoặc `encoding: {id}` trong parindex.yaml), hay đổi tệp sang Unicode",
            "add `--encoding {id}` (or `encoding: {id}` in parindex.yaml), or convert the file to Unicode"
        ),
    )
}

/// An input and the name it is printed under.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where it is.
    pub location: Location,
    /// Its name.
    pub name: String,
    /// The sheet that is meant, where it is a workbook: `tep.xlsx#Sheet`.
    pub sheet: Option<String>,
}

impl Found {
    /// A file, or a workbook with all its sheets.
    pub fn new(location: Location, name: String) -> Self {
        Self {
            location,
            name,
            sheet: None,
        }
    }
}

/// Whether a path is a pattern for several files.
pub fn is_pattern(path: &str) -> bool {
    path.contains(['*', '?', '['])
}

/// Expands patterns below `base`, to files; a path that is no pattern is taken as it is.
///
/// # Errors
/// Where a pattern fits nothing.
pub fn expand(patterns: &[String], base: &Location) -> Result<Vec<Found>, Unreadable> {
    let mut found = Vec::new();
    for pattern in patterns {
        let pattern = pattern.replace('\\', "/");
        let literal = base.join(&pattern);
        let is_there = |location: &Location| location.is_file() || location.is_folder();
        if is_there(&literal) {
            found.push(Found::new(literal, shown(Path::new(&pattern))));
            continue;
        }
        if let Some((file, sheet)) = pattern.rsplit_once('#')
            && is_there(&base.join(file))
        {
            found.push(Found {
                sheet: Some(sheet.to_owned()),
                ..Found::new(base.join(file), shown(Path::new(file)))
            });
            continue;
        }
        if !is_pattern(&pattern) {
            found.push(Found::new(literal, shown(Path::new(&pattern))));
            continue;
        }
        let matching = match base {
            Location::Disk(folder) => matching_on_disk(&pattern, folder),
            Location::Archived(..) => matching_below(&pattern, base)?,
        };
        let files = matching
            .into_iter()
            .filter(|found| found.location.is_file() && !is_clutter(&found.name));
        let before = found.len();
        found.extend(files);
        if found.len() == before {
            return Err(no_match(literal.shown()));
        }
    }
    Ok(found)
}

/// A pattern that fits nothing.
pub(super) fn no_match(path: String) -> Unreadable {
    Unreadable {
        path,
        reason: text!(
            "không có tệp nào khớp mẫu này",
            "no file matches this pattern"
        ),
    }
}

/// The files and folders on disk that a pattern fits, by path.
pub(super) fn matching_on_disk(pattern: &str, base: &Path) -> Vec<Found> {
    let escaped = glob::Pattern::escape(&base.to_string_lossy());
    let full = Path::new(&escaped).join(pattern);
    let paths = glob::glob(&full.to_string_lossy()).into_iter().flatten();
    let mut paths: Vec<PathBuf> = paths.filter_map(Result::ok).collect();
    paths.sort();
    let named = paths.into_iter().map(|path| {
        let name = shown(path.strip_prefix(base).unwrap_or(&path));
        Found::new(Location::Disk(path), name)
    });
    named.collect()
}

/// The files of an archive that a pattern fits.
fn matching_below(pattern: &str, base: &Location) -> Result<Vec<Found>, Unreadable> {
    let Ok(fits) = glob::Pattern::new(pattern) else {
        return Ok(Vec::new());
    };
    let whole_parts = glob::MatchOptions {
        require_literal_separator: true,
        ..glob::MatchOptions::new()
    };
    let files = base.files()?.into_iter();
    let matching = files.filter(|file| fits.matches_with(&file.path, whole_parts));
    let named = matching.map(|file| Found::new(file.location, file.path));
    Ok(named.collect())
}

/// Finds a criteria set by id or path. An unknown id is reported.
///
/// # Errors
/// Where a path cannot be read.
pub fn set_file(
    wanted: &str,
    base: &Location,
    problems: &Problems,
) -> Result<Option<Arc<SourceFile>>, Unreadable> {
    let looks_like_path =
        wanted.contains(['/', '\\']) || wanted.ends_with(".yaml") || wanted.ends_with(".yml");
    if looks_like_path {
        return source(&base.join(wanted), shown(Path::new(wanted)), problems);
    }
    let file = shipped::find(wanted);
    if file.is_none() {
        problems.add(unknown_set(wanted));
    }
    Ok(file)
}

/// That no shipped set has this id.
pub fn unknown_set(wanted: &str) -> Diagnostic {
    Diagnostic::general(
        Code::UnknownSet,
        text!(
            "không có bộ tiêu chí `{wanted}`",
            "there is no criteria set `{wanted}`"
        ),
    )
    .help(suggest::advice(wanted, shipped::ids()))
}
