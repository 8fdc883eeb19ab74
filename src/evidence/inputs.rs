//! Finds and reads input files; each keeps the name it is printed under.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use crate::criteria::shipped;
use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, SourceFile};
use crate::text::lang::{Text, text};
use crate::text::suggest;

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
        match error.kind() {
            std::io::ErrorKind::PermissionDenied => Self {
                path: shown(path),
                reason: text!("không có quyền ghi vào đây", "no permission to write here"),
            },
            _ => Self::io(path, error),
        }
    }

    /// From an error of the operating system.
    pub fn io(path: &Path, error: &std::io::Error) -> Self {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => {
                text!("không có tệp hoặc thư mục này", "no such file or folder")
            }
            std::io::ErrorKind::PermissionDenied => {
                text!("không có quyền đọc", "no permission to read it")
            }
            std::io::ErrorKind::IsADirectory => text!("đây là một thư mục", "this is a folder"),
            _ => Text::new(error.to_string(), error.to_string()),
        };
        Self {
            path: shown(path),
            reason,
        }
    }
}

/// A path as it is printed: with `/`, without a leading `./`.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map_or(text.clone(), str::to_owned)
}

/// Reads a file as text. Bytes that are no UTF-8 are reported and give `None`.
///
/// # Errors
/// Where the file cannot be read.
pub fn source(
    path: &Path,
    name: String,
    problems: &Problems,
) -> Result<Option<Arc<SourceFile>>, Unreadable> {
    let bytes = std::fs::read(path).map_err(|error| Unreadable::io(path, &error))?;
    let (file, bad) = SourceFile::new(name, &bytes);
    let file = Arc::new(file);
    let place = Place {
        file: Arc::clone(&file),
        at: At::File,
    };
    let office = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    if office {
        let found = text!(
            "đây là tệp Excel hoặc tệp nén, chưa đọc được",
            "an Excel file or an archive, which is not read yet"
        );
        problems.add(
            Diagnostic::at(Code::UnreadableTable, place, found).help(text!(
                "trong Excel chọn «Lưu thành», dạng «CSV UTF-8»",
                "in Excel choose «Save as», type «CSV UTF-8»"
            )),
        );
        return Ok(None);
    }
    let Some(position) = bad else {
        return Ok(Some(file));
    };
    let line = bytes[..position]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
        + 1;
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let found = if utf16 {
        text!("tệp ở dạng UTF-16", "the file is UTF-16")
    } else {
        text!(
            "dòng {line} không phải UTF-8 (có thể là bảng mã cũ như Windows-1258, TCVN3, VNI)",
            "line {line} is not UTF-8 (an older encoding such as Windows-1258, TCVN3 or VNI?)"
        )
    };
    problems.add(
        Diagnostic::at(Code::UnreadableTable, place, found).help(text!(
            "lưu lại dạng UTF-8 (trong Excel: «CSV UTF-8»)",
            "save it again as UTF-8 (in Excel: «CSV UTF-8»)"
        )),
    );
    Ok(None)
}

/// An input file and the name it is printed under.
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) name: String,
}

/// Expands globs below `base`. A path that is no glob is taken as it is.
pub(super) fn expand(patterns: &[String], base: &Path) -> Result<Vec<Found>, Unreadable> {
    let mut found = Vec::new();
    for pattern in patterns {
        let pattern = pattern.replace('\\', "/");
        let literal = base.join(&pattern);
        if literal.exists() || !pattern.contains(['*', '?', '[']) {
            found.push(Found {
                path: literal,
                name: shown(Path::new(&pattern)),
            });
            continue;
        }
        let escaped = glob::Pattern::escape(&base.to_string_lossy());
        let full = Path::new(&escaped).join(&pattern);
        let unmatched = || Unreadable {
            path: shown(&base.join(&pattern)),
            reason: text!(
                "không có tệp nào khớp mẫu này",
                "no file matches this pattern"
            ),
        };
        let paths = glob::glob(&full.to_string_lossy()).map_err(|_| unmatched())?;
        let mut paths: Vec<PathBuf> = paths
            .filter_map(Result::ok)
            .filter(|path| path.is_file())
            .collect();
        paths.sort();
        if paths.is_empty() {
            return Err(unmatched());
        }
        found.extend(paths.into_iter().map(|path| {
            let name = shown(path.strip_prefix(base).unwrap_or(&path));
            Found { path, name }
        }));
    }
    Ok(found)
}

/// Finds a criteria set by id or path. An unknown id is reported.
///
/// # Errors
/// Where a path cannot be read.
pub fn set_file(
    wanted: &str,
    base: &Path,
    problems: &Problems,
) -> Result<Option<Arc<SourceFile>>, Unreadable> {
    let looks_like_path =
        wanted.contains(['/', '\\']) || wanted.ends_with(".yaml") || wanted.ends_with(".yml");
    if looks_like_path {
        let path = base.join(wanted);
        return source(&path, shown(Path::new(wanted)), problems);
    }
    let file = shipped::find(wanted);
    if file.is_none() {
        problems.add(
            Diagnostic::general(
                Code::UnknownSet,
                text!(
                    "không có bộ tiêu chí `{wanted}`",
                    "there is no criteria set `{wanted}`"
                ),
            )
            .help(suggest::advice(wanted, shipped::ids())),
        );
    }
    Ok(file)
}
