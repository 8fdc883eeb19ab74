//! Where inputs lie: on disk, or within a .zip archive, which is read in place and never
//! unpacked.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use crate::evidence::inputs::{Unreadable, shown};
use crate::paths::{archived, native};
use crate::text::fold;
use crate::text::lang::text;

/// The most that one file of an archive may hold, in bytes: an archive can promise anything.
const MAX_ENTRY: u64 = 1 << 30;

/// A file or folder.
#[derive(Clone, Debug)]
pub enum Location {
    /// On disk.
    Disk(PathBuf),
    /// In an archive, below its root; "" is the root itself.
    Archived(Arc<Archive>, String),
}

/// A .zip archive with what it holds.
pub struct Archive {
    path: PathBuf,
    reader: Mutex<ZipArchive<BufReader<File>>>,
    entries: BTreeMap<String, Entry>,
    /// Folders that are written down, empty ones too.
    folders: BTreeSet<String>,
}

#[derive(Debug)]
struct Entry {
    index: usize,
    bytes: u64,
    encrypted: bool,
}

/// A file below a folder.
#[derive(Clone, Debug)]
pub struct Below {
    /// Its path below the folder, in NFC, with `/`.
    pub path: String,
    /// Where it is.
    pub location: Location,
    /// How long it is.
    pub bytes: u64,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Archive").field(&self.path).finish()
    }
}

impl Archive {
    fn open(path: &Path) -> Result<Self, Unreadable> {
        let file = File::open(path).map_err(|error| Unreadable::io(path, &error))?;
        let damaged = |_| Unreadable {
            path: shown(path),
            reason: text!(
                "không phải tệp .zip, hoặc tệp .zip bị hỏng",
                "no .zip file, or a damaged one"
            ),
        };
        let mut reader = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
        let mut entries = BTreeMap::new();
        let mut folders = BTreeSet::new();
        for index in 0..reader.len() {
            let entry = reader.by_index_raw(index).map_err(damaged)?;
            let decoded = entry.name().ok();
            let name = archived::spelled(entry.name_raw(), decoded.as_deref());
            let Some(path) = archived::below(&name) else {
                continue;
            };
            if name.ends_with(['/', '\\']) {
                folders.insert(path);
                continue;
            }
            let found = Entry {
                index,
                bytes: entry.size(),
                encrypted: entry.encrypted(),
            };
            entries.insert(path, found);
        }
        Ok(Self {
            path: path.to_owned(),
            reader: Mutex::new(reader),
            entries,
            folders,
        })
    }

    /// The files below a folder of the archive.
    fn below(&self, folder: &str) -> impl Iterator<Item = (&str, &Entry)> {
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        self.entries
            .range(prefix.clone()..)
            .map_while(move |(path, entry)| Some((path.strip_prefix(&prefix)?, entry)))
    }

    fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
        use std::io::{Error, ErrorKind};
        let entry = self.entries.get(path).ok_or(ErrorKind::NotFound)?;
        if entry.encrypted {
            return Err(ErrorKind::PermissionDenied.into());
        }
        let mut reader = self
            .reader
            .lock()
            .map_err(|_| Error::from(ErrorKind::Other))?;
        let file = reader.by_index(entry.index).map_err(Error::other)?;
        let mut bytes = Vec::new();
        file.take(MAX_ENTRY + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_ENTRY {
            return Err(ErrorKind::FileTooLarge.into());
        }
        Ok(bytes)
    }
}

/// By what a file is known again without being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// How long it is.
    pub bytes: u64,
    /// When it was written last, in seconds and nanoseconds since 1970; of a file in an
    /// archive, when the archive was.
    modified: (u64, u32),
    /// How long the archive is that it lies in.
    archive: Option<u64>,
}

impl Stamp {
    /// Whether the file had been left alone for `age` at `now`.
    pub fn is_older_than(&self, now: SystemTime, age: Duration) -> bool {
        let (seconds, nanoseconds) = self.modified;
        let modified = SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds);
        now.duration_since(modified).is_ok_and(|since| since >= age)
    }
}

/// The working directory.
impl Default for Location {
    fn default() -> Self {
        Self::Disk(PathBuf::new())
    }
}

impl Location {
    /// A path on disk; a .zip file is entered.
    ///
    /// # Errors
    /// Where it is a .zip file that cannot be read.
    pub fn enter(path: PathBuf) -> Result<Self, Unreadable> {
        if is_archive(&path) && path.is_file() {
            let archive = Archive::open(&path)?;
            return Ok(Self::Archived(Arc::new(archive), String::new()));
        }
        Ok(Self::Disk(path))
    }

    /// What lies at `path` below this folder; on disk `path` may also be absolute.
    pub fn join(&self, path: &str) -> Self {
        match self {
            Self::Disk(folder) => Self::Disk(folder.join(&*native(path))),
            Self::Archived(archive, folder) => {
                let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
                for part in path.split(['/', '\\']) {
                    match part {
                        "" | "." => {}
                        ".." => drop(parts.pop()),
                        part => parts.push(part),
                    }
                }
                Self::Archived(Arc::clone(archive), fold::nfc(&parts.join("/")))
            }
        }
    }

    /// Whether a file is there.
    pub fn is_file(&self) -> bool {
        match self {
            Self::Disk(path) => path.is_file(),
            Self::Archived(archive, path) => archive.entries.contains_key(path),
        }
    }

    /// Whether a folder is there.
    pub fn is_folder(&self) -> bool {
        match self {
            Self::Disk(path) => path.as_os_str().is_empty() || path.is_dir(),
            Self::Archived(archive, path) => {
                path.is_empty()
                    || archive.folders.contains(path)
                    || archive.below(path).next().is_some()
            }
        }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// Where there is none, or it cannot be read.
    pub fn read(&self) -> Result<Vec<u8>, Unreadable> {
        self.bytes().map_err(|error| self.unreadable(&error))
    }

    /// The same, with the operating system's error.
    pub(super) fn bytes(&self) -> std::io::Result<Vec<u8>> {
        match self {
            Self::Disk(path) => std::fs::read(path),
            Self::Archived(archive, path) => archive.read(path),
        }
    }

    /// By what the file is known again; `None` where there is none, or no time.
    pub fn stamp(&self) -> Option<Stamp> {
        let metadata = std::fs::metadata(self.on_disk()).ok()?;
        let modified = metadata.modified().ok()?;
        let modified = modified.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        let (bytes, archive) = match self {
            Self::Disk(_) => (metadata.len(), None),
            Self::Archived(archive, path) => {
                (archive.entries.get(path)?.bytes, Some(metadata.len()))
            }
        };
        Some(Stamp {
            bytes,
            modified: (modified.as_secs(), modified.subsec_nanos()),
            archive,
        })
    }

    /// Whether the file can be opened.
    pub fn can_be_read(&self) -> bool {
        match self {
            Self::Disk(path) => File::open(path).is_ok(),
            Self::Archived(archive, path) => archive
                .entries
                .get(path)
                .is_some_and(|entry| !entry.encrypted),
        }
    }

    /// What lies directly in the folder, by name.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn children(&self) -> Result<Vec<Self>, Unreadable> {
        match self {
            Self::Disk(folder) => {
                let failed = |error: std::io::Error| self.unreadable(&error);
                let entries = std::fs::read_dir(folder).map_err(failed)?;
                let paths: Result<Vec<PathBuf>, _> = entries
                    .map(|entry| entry.map(|entry| entry.path()))
                    .collect();
                let mut paths = paths.map_err(failed)?;
                paths.sort();
                Ok(paths.into_iter().map(Self::Disk).collect())
            }
            Self::Archived(archive, folder) => {
                let paths = archive.below(folder).map(|(path, _)| path);
                let mut names: Vec<&str> =
                    paths.filter_map(|path| path.split('/').next()).collect();
                names.dedup();
                Ok(names.into_iter().map(|name| self.join(name)).collect())
            }
        }
    }

    /// All files below the folder, by path; links are not followed.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn files(&self) -> Result<Vec<Below>, Unreadable> {
        match self {
            Self::Disk(root) => files_on_disk(root),
            Self::Archived(archive, folder) => Ok(archive
                .below(folder)
                .map(|(path, entry)| Below {
                    path: path.to_owned(),
                    location: self.join(path),
                    bytes: entry.bytes,
                })
                .collect()),
        }
    }

    /// The path on disk: of the archive, where the location lies in one.
    pub fn on_disk(&self) -> &Path {
        match self {
            Self::Disk(path) => path,
            Self::Archived(archive, _) => &archive.path,
        }
    }

    /// The path as it is printed.
    pub fn shown(&self) -> String {
        match self {
            Self::Disk(path) => shown(path),
            Self::Archived(archive, path) if path.is_empty() => shown(&archive.path),
            Self::Archived(archive, path) => format!("{}/{path}", shown(&archive.path)),
        }
    }

    /// An error of the operating system about this location.
    pub fn unreadable(&self, error: &std::io::Error) -> Unreadable {
        Unreadable {
            path: self.shown(),
            ..Unreadable::io(self.on_disk(), error)
        }
    }
}

/// Whether a path has the extension of an archive.
pub fn is_archive(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

fn files_on_disk(root: &Path) -> Result<Vec<Below>, Unreadable> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(root) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(root).to_owned();
            Unreadable::io(&path, &error.into())
        })?;
        let Ok(below) = entry.path().strip_prefix(root) else {
            continue;
        };
        if entry.depth() == 0 || !entry.file_type().is_file() {
            continue;
        }
        let parts: Vec<String> = below
            .iter()
            .map(|part| fold::nfc(&part.to_string_lossy()))
            .collect();
        let metadata = entry.metadata();
        let bytes = metadata
            .map_err(|error| Unreadable::io(entry.path(), &error.into()))?
            .len();
        files.push(Below {
            path: parts.join("/"),
            location: Location::Disk(entry.into_path()),
            bytes,
        });
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn archive(files: &[(&str, &str)]) -> (tempfile::TempDir, Location) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nop.zip");
        let mut writer = zip::ZipWriter::new(File::create(&path).unwrap());
        let options = zip::write::SimpleFileOptions::default();
        for (name, text) in files {
            writer.start_file(*name, options).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap();
        let location = Location::enter(path).unwrap();
        (folder, location)
    }

    #[test]
    fn an_archive_is_read_as_a_folder() {
        let (_folder, root) = archive(&[
            ("xa-a/parindex.yaml", "year: 2024"),
            ("xa-a/tep/1.pdf", "x"),
            ("xa-b/a.csv", ""),
        ]);
        assert!(root.is_folder() && root.join("xa-a").is_folder());
        assert!(!root.join("xa").is_folder() && !root.join("xa-a").is_file());
        let manifest = root.join("xa-a/./tep/../parindex.yaml");
        assert!(manifest.is_file());
        assert_eq!(manifest.read().unwrap(), b"year: 2024");
        let files = root.join("xa-a").files().unwrap();
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["parindex.yaml", "tep/1.pdf"]);
        assert!(manifest.shown().ends_with("nop.zip/xa-a/parindex.yaml"));
    }

    #[test]
    fn nothing_outside_an_archive_is_reached() {
        let (_folder, root) =
            archive(&[("../ngoai.csv", "x"), ("/etc/passwd", "x"), ("a.csv", "y")]);
        let paths: Vec<String> = root
            .files()
            .unwrap()
            .into_iter()
            .map(|file| file.path)
            .collect();
        assert!(paths.contains(&"a.csv".to_owned()), "{paths:?}");
        assert!(!paths.iter().any(|path| path.contains("..")), "{paths:?}");
        assert!(!root.join("../../a").is_file());
    }

    #[test]
    fn a_file_that_is_no_archive_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hong.zip");
        std::fs::write(&path, "PK").unwrap();
        let error = Location::enter(path).unwrap_err();
        assert!(error.path.ends_with("hong.zip"));
    }
}
