//! Attachments: what lies below the attachments folder, and which file a row means.
//!
//! Nothing outside the folder is ever looked at: links are not followed and paths that lead
//! out are refused.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::evidence::facts::{Attached, Found};
use crate::evidence::inputs::{Unreadable, is_clutter};
use crate::evidence::location::{Below, Location};
use crate::text::fold;

/// The files below an attachments folder.
#[derive(Debug, Default)]
pub struct Attachments {
    root: PathBuf,
    files: BTreeMap<String, File>,
    by_name: BTreeMap<String, Vec<String>>,
    used: RefCell<BTreeSet<String>>,
    asked: Cell<usize>,
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
    Outside,
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
            by_name
                .entry(name.to_owned())
                .or_default()
                .push(path.clone());
            files.insert(path, File { location, bytes });
        }
        Ok(Self {
            root: root.on_disk().to_owned(),
            files,
            by_name,
            used: RefCell::default(),
            asked: Cell::default(),
        })
    }

    /// The file that a cell means: by path below the folder, else by a name that only one
    /// file has.
    pub fn find(&self, cell: &str) -> Lookup {
        let path = fold::nfc(cell.trim()).replace('\\', "/");
        let drive = path.as_bytes().get(1) == Some(&b':');
        if path.starts_with('/') || drive || path.split('/').any(|part| part == "..") {
            return Lookup::Outside;
        }
        let path: Vec<&str> = path
            .split('/')
            .filter(|part| !matches!(*part, "" | "."))
            .collect();
        let path = path.join("/");
        if self.files.contains_key(&path) {
            return Lookup::One(self.take(&path));
        }
        match self.by_name.get(&path).map(Vec::as_slice) {
            Some([only]) => Lookup::One(self.take(only)),
            Some(several) => {
                self.used.borrow_mut().extend(several.iter().cloned());
                Lookup::Several(several.to_vec())
            }
            None => Lookup::One(Attached {
                path,
                found: Found::Absent,
                content: None,
            }),
        }
    }

    /// The files of a leaf's folder `<code>…/`: those in `<document>/` there, else those
    /// directly in it.
    pub fn of_leaf(&self, code: &str, document: &str) -> Vec<Attached> {
        let mut own = Vec::new();
        let mut direct = Vec::new();
        for path in self.files.keys() {
            let parts: Vec<&str> = path.split('/').collect();
            match parts.as_slice() {
                [folder, sub, _, ..] if is_folder_of(folder, code) && *sub == document => {
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

    /// The path nearest to one that does not exist. After a hundred questions there are no
    /// more answers: a table that is wrong throughout has another cause.
    pub fn nearest(&self, path: &str) -> Option<&str> {
        self.asked.set(self.asked.get() + 1);
        if self.asked.get() > 100 {
            return None;
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let names = self.by_name.keys().map(String::as_str);
        let near = crate::text::suggest::nearest(name, names)?;
        self.by_name.get(near)?.first().map(String::as_str)
    }

    /// The folder, or the archive, on disk.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a listed file is.
    pub fn location(&self, path: &str) -> Option<&Location> {
        self.files.get(path).map(|file| &file.location)
    }
}

/// Whether `folder` is `<code>…`: the code, then nothing or something that is no longer code.
fn is_folder_of(folder: &str, code: &str) -> bool {
    let Some(rest) = folder.strip_prefix(code) else {
        return false;
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
            assert_eq!(attachments.find(path), Lookup::Outside, "{path}");
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
        assert_eq!(attachments.unused(), Vec::<&str>::new());
        assert_eq!(attachments.of_leaf("2.1", "x").len(), 1);
    }
}
