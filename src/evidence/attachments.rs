//! Attachments: what lies below the attachments folder, and which file a row means.
//!
//! Nothing outside the folder is ever looked at: links are not followed and paths that lead
//! out are refused.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::evidence::facts::{Attached, Found};
use crate::evidence::inputs::Unreadable;
use crate::evidence::location::{Below, Location};
use crate::evidence::near::Near;
use crate::paths::owner::is_clutter;
use crate::paths::written::{Reason, Root, Written};
use crate::paths::{folded, name};

/// The files below an attachments folder.
#[derive(Debug, Default)]
pub struct Attachments {
    /// The folder, or the archive, on disk.
    on_disk: PathBuf,
    /// What the folder is called, for messages.
    name: String,
    root: Root,
    files: BTreeMap<String, File>,
    /// The paths that are the same without regard to case.
    by_path: BTreeMap<String, Vec<String>>,
    /// The paths of files whose names are.
    by_name: BTreeMap<String, Vec<String>>,
    used: RefCell<BTreeSet<String>>,
    near: OnceCell<Near>,
}

#[derive(Debug)]
struct File {
    location: Location,
    bytes: u64,
}

/// What a `file` cell leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Lookup {
    /// A file, or the place where there is none.
    One(Attached),
    /// A path that leads out of the folder.
    Outside {
        /// The name of the file there; "" where the path has none.
        name: String,
    },
    /// Nothing that could be the path of a file.
    Invalid(Reason),
    /// A bare name that several files have.
    Several(Vec<String>),
}

impl Attachments {
    /// Lists the files below `root`.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn list(root: &Location) -> Result<Self, Unreadable> {
        let mut files = BTreeMap::new();
        let mut by_path: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for Below {
            path,
            location,
            bytes,
        } in root.files()?
        {
            let name = path.rsplit('/').next().unwrap_or(&path);
            if is_clutter(name) {
                continue;
            }
            for (map, key) in [(&mut by_path, &*path), (&mut by_name, name)] {
                map.entry(folded(key)).or_default().push(path.clone());
            }
            files.insert(path, File { location, bytes });
        }
        let (absolute, names) = place_of(root);
        Ok(Self {
            on_disk: root.on_disk().to_owned(),
            name: names.first().cloned().unwrap_or_else(|| root.shown()),
            root: Root::new(&absolute, names.iter().map(String::as_str)),
            files,
            by_path,
            by_name,
            used: RefCell::default(),
            near: OnceCell::new(),
        })
    }

    /// The file that a cell means: by path below the folder, else by a name that only one
    /// file has. As on Windows, case does not matter where it is not needed to tell files apart.
    pub fn find(&self, cell: &str) -> Lookup {
        let exists = |path: &str| self.by_path.contains_key(&folded(path));
        let absent = |path| {
            let found = Found::Absent;
            Lookup::One(Attached {
                path,
                found,
                content: None,
            })
        };
        match self.root.read(cell, exists) {
            Written::Below(path) => match alike(&self.by_path, &path, |found| found == path) {
                found if found.is_empty() => absent(path),
                found => self.one_of(found),
            },
            Written::Name(name) => {
                let called = |found: &str| found.rsplit('/').next() == Some(&*name);
                match alike(&self.by_name, &name, called) {
                    found if found.is_empty() => absent(name),
                    found => self.one_of(found),
                }
            }
            Written::Outside { name } => Lookup::Outside { name },
            Written::Invalid(reason) => Lookup::Invalid(reason),
        }
    }

    fn one_of(&self, paths: Vec<String>) -> Lookup {
        if let [only] = paths.as_slice() {
            return Lookup::One(self.take(only));
        }
        self.used.borrow_mut().extend(paths.iter().cloned());
        Lookup::Several(paths)
    }

    /// The files of a leaf's folder `<code>…/`: those in `<document>/` there, else those
    /// directly in it.
    pub fn of_leaf(&self, code: &str, document: &str) -> Vec<Attached> {
        let mut own = Vec::new();
        let mut direct = Vec::new();
        let own_folder = folded(&name::safe(document));
        for path in self.files.keys() {
            let parts: Vec<&str> = path.split('/').collect();
            match parts.as_slice() {
                [folder, sub, _, ..] if is_folder_of(folder, code) && folded(sub) == own_folder => {
                    own.push(path)
                }
                [folder, _] if is_folder_of(folder, code) => direct.push(path),
                _ => {}
            }
        }
        let chosen = if own.is_empty() { direct } else { own };
        chosen.into_iter().map(|path| self.take(path)).collect()
    }

    fn take(&self, path: &str) -> Attached {
        self.used.borrow_mut().insert(path.to_owned());
        let found = match self.files.get(path) {
            None => Found::Absent,
            Some(file) if !file.location.can_be_read() => Found::Unreadable,
            Some(file) if file.bytes == 0 => Found::Empty,
            Some(file) => Found::File(file.bytes),
        };
        Attached {
            path: path.to_owned(),
            found,
            content: None,
        }
    }

    /// The files that no row means.
    pub fn unused(&self) -> Vec<&str> {
        let used = self.used.borrow();
        self.files
            .keys()
            .filter(|path| !used.contains(*path))
            .map(String::as_str)
            .collect()
    }

    /// Which files a path or symbol that leads to none probably means.
    pub fn near(&self) -> &Near {
        let paths = || self.files.keys().map(String::as_str);
        self.near.get_or_init(|| Near::index(paths()))
    }

    /// Whether there is a file at a path below the folder.
    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The paths of all files, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// What the attachments folder is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The folder for the files of a leaf: the first there is, else one named by its code.
    pub fn folder_of(&self, code: &str) -> String {
        let mut folders = self.files.keys().filter_map(|path| path.split_once('/'));
        let known = folders.find(|(folder, _)| is_folder_of(folder, code));
        known.map_or_else(|| name::safe(code), |(folder, _)| folder.to_owned())
    }

    /// The folder, or the archive, on disk.
    pub fn root(&self) -> &Path {
        &self.on_disk
    }

    /// Where a listed file is.
    pub fn location(&self, path: &str) -> Option<&Location> {
        self.files.get(path).map(|file| &file.location)
    }
}

/// The absolute path of the folder, and what it may be called: an archive also by its name
/// without extension.
fn place_of(root: &Location) -> (String, Vec<String>) {
    let on_disk = root.on_disk();
    let here = Path::new(".");
    let given = if on_disk.as_os_str().is_empty() {
        here
    } else {
        on_disk
    };
    let absolute = std::path::absolute(given).unwrap_or_else(|_| given.to_owned());
    let text = |part: &std::ffi::OsStr| part.to_string_lossy().into_owned();
    let name = absolute.file_name().map(text);
    let path = absolute.to_string_lossy();
    match root {
        Location::Disk(_) => (path.into_owned(), name.into_iter().collect()),
        Location::Archived(_, folder) if folder.is_empty() => {
            let stem = absolute.file_stem().map(text);
            (path.into_owned(), name.into_iter().chain(stem).collect())
        }
        Location::Archived(_, folder) => {
            let last = folder.rsplit('/').next().map(str::to_owned);
            (format!("{path}/{folder}"), last.into_iter().collect())
        }
    }
}

/// The paths under a key: those that fit to the letter, else all that differ in case alone.
fn alike(
    map: &BTreeMap<String, Vec<String>>,
    key: &str,
    fits: impl Fn(&str) -> bool,
) -> Vec<String> {
    let found = map.get(&folded(key)).cloned().unwrap_or_default();
    let exact: Vec<String> = found.iter().filter(|path| fits(path)).cloned().collect();
    if exact.is_empty() { found } else { exact }
}

/// Whether `folder` is `<code>…`: the code, then nothing or something that is no longer code.
pub(super) fn is_folder_of(folder: &str, code: &str) -> bool {
    let Some(rest) = folder.strip_prefix(code) else {
        return folder == name::safe(code);
    };
    let mut rest = rest.chars();
    match rest.next() {
        None => true,
        Some('.') => !rest.next().is_some_and(char::is_alphanumeric),
        Some(c) => !c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leafs_folder_starts_with_its_code() {
        assert!(is_folder_of("1.1.3", "1.1.3"));
        assert!(is_folder_of("1.1.3 Kế hoạch", "1.1.3"));
        assert!(is_folder_of("1.1.3. Kế hoạch", "1.1.3"));
        assert!(is_folder_of("1.1.3-ke-hoach", "1.1.3"));
        assert!(!is_folder_of("1.1.30", "1.1.3"));
        assert!(!is_folder_of("1.1.3.2", "1.1.3"));
        assert!(!is_folder_of("1.1", "1.1.3"));
        // Windows keeps no folder `AUX.1`.
        assert!(is_folder_of("AUX_.1", "AUX.1"));
    }

    #[test]
    fn paths_never_lead_out() {
        let attachments = Attachments::default();
        for path in [
            "../a.pdf",
            "/etc/passwd",
            "C:\\a.pdf",
            "x/../../a.pdf",
            "\\\\server\\a.pdf",
        ] {
            let found = attachments.find(path);
            assert!(matches!(found, Lookup::Outside { .. }), "{path}: {found:?}");
        }
    }

    #[test]
    fn finds_by_path_by_single_name_and_on_nfc() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("1.1")).unwrap();
        std::fs::create_dir_all(root.path().join("2.1")).unwrap();
        let decomposed = "Ke\u{302}\u{301} hoa\u{323}ch.pdf";
        std::fs::write(root.path().join("1.1").join(decomposed), "x").unwrap();
        std::fs::write(root.path().join("1.1/a.pdf"), "").unwrap();
        std::fs::write(root.path().join("2.1/a.pdf"), "x").unwrap();
        std::fs::write(root.path().join("2.1/~$a.docx"), "x").unwrap();
        let attachments = Attachments::list(&Location::Disk(root.path().to_owned())).unwrap();
        let one = |path: &str, found| {
            Lookup::One(Attached {
                path: path.to_owned(),
                found,
                content: None,
            })
        };
        assert_eq!(
            attachments.find("Kế hoạch.pdf"),
            one("1.1/Kế hoạch.pdf", Found::File(1))
        );
        assert_eq!(
            attachments.find(".\\1.1\\a.pdf"),
            one("1.1/a.pdf", Found::Empty)
        );
        assert_eq!(
            attachments.find("a.pdf"),
            Lookup::Several(vec!["1.1/a.pdf".to_owned(), "2.1/a.pdf".to_owned()])
        );
        assert_eq!(attachments.find("b.pdf"), one("b.pdf", Found::Absent));
        let name = attachments.name();
        let copied = |path: &str| format!("\"D:\\CCHC\\{name}\\{path}\"");
        assert_eq!(
            attachments.find(&copied("2.1\\a.pdf")),
            one("2.1/a.pdf", Found::File(1))
        );
        let outside = Lookup::Outside {
            name: "b.pdf".to_owned(),
        };
        assert_eq!(attachments.find(&copied("b.pdf")), outside);
        let own = root.path().join("b.pdf");
        assert_eq!(
            attachments.find(&own.to_string_lossy()),
            one("b.pdf", Found::Absent)
        );
        assert_eq!(attachments.unused(), Vec::<&str>::new());
        assert_eq!(attachments.of_leaf("2.1", "x").len(), 1);
        assert_eq!(attachments.folder_of("2.1"), "2.1");
        assert_eq!(attachments.folder_of("3.1"), "3.1");
    }
}
