//! Where submissions lie: below the paths that were given, or at the places that a list of
//! units names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::evidence::home;
use crate::evidence::info_sheet::SHEET;
use crate::evidence::inputs::{Unreadable, is_pattern, matching_on_disk, no_match, shown};
use crate::evidence::location::{Location, is_archive};
use crate::evidence::manifest::FILE_NAME;
use crate::evidence::unit_list::UnitList;
use crate::text::lang::text;

/// How deep below a path submissions are looked for.
const MAX_DEPTH: usize = 4;

/// A place where a submission is, or should be.
#[derive(Debug)]
pub struct Candidate {
    /// The place, as it is printed.
    pub path: String,
    /// Its position in the list of units, where the list names the place.
    pub listed: Option<usize>,
    /// Where it is, or why it cannot be read.
    pub location: Result<Location, Unreadable>,
}

impl Candidate {
    /// A submission at this place.
    pub fn new(location: Location) -> Self {
        Self {
            path: location.shown(),
            listed: None,
            location: Ok(location),
        }
    }

    /// The place on disk, and within an archive.
    fn place(&self) -> (PathBuf, String) {
        let location = self.location.as_ref().ok();
        let on_disk = location.and_then(|location| std::fs::canonicalize(location.on_disk()).ok());
        let within = match location {
            Some(Location::Archived(_, path)) => path.clone(),
            _ => String::new(),
        };
        (on_disk.unwrap_or_else(|| PathBuf::from(&self.path)), within)
    }
}

/// The submissions below these paths, each a folder or an archive with a manifest; a path may
/// be a pattern. In the order of their paths, none twice. What cannot be read below a path is
/// among them; folders beside submissions that have tables and no manifest are reported.
///
/// # Errors
/// Where a path does not exist or cannot be read, or nothing below it is a submission.
pub fn find(paths: &[String], problems: &Problems) -> Result<Vec<Candidate>, Unreadable> {
    let mut found: Vec<Candidate> = Vec::new();
    for path in paths {
        let literal = Path::new(path);
        let pattern = is_pattern(path) && !literal.exists();
        let roots = if pattern {
            let fitting = matching_on_disk(path, Path::new(""));
            fitting.into_iter().map(|found| found.location).collect()
        } else {
            vec![Location::Disk(literal.to_owned())]
        };
        if roots.is_empty() {
            return Err(no_match(path.clone()));
        }
        let before = found.len();
        for root in roots {
            let root = Location::enter(root.on_disk().to_owned())?;
            if !root.is_folder() {
                let kind = if root.is_file() {
                    std::io::ErrorKind::NotADirectory
                } else {
                    std::io::ErrorKind::NotFound
                };
                return Err(root.unreadable(&kind.into()));
            }
            below(&root, 0, &mut found, problems);
        }
        if found.len() == before {
            return Err(no_submission(path.clone()));
        }
    }
    found.sort_by_cached_key(|candidate| candidate.path.clone());
    // The same place may be given in two ways.
    let mut seen = BTreeSet::new();
    found.retain(|candidate| seen.insert(candidate.place()));
    Ok(found)
}

/// Gives candidates the position in the list of units of those at the same place, however
/// their paths are written.
pub fn link(candidates: &mut [Candidate], listed: &[Candidate]) {
    // Of several the first counts.
    let places = listed.iter().rev();
    let places = places.map(|listed| (listed.place(), listed.listed));
    let places: BTreeMap<_, _> = places.collect();
    if places.is_empty() {
        return;
    }
    for candidate in candidates {
        candidate.listed = places.get(&candidate.place()).copied().flatten();
    }
}

/// The submissions at the places that a list of units names, relative to `base`; where nothing
/// is there, nothing was submitted.
pub fn find_listed(list: &UnitList, base: &Path) -> Vec<Candidate> {
    let places = list.units.iter().enumerate();
    let places = places.filter_map(|(index, listed)| Some((index, listed.path.as_ref()?)));
    let candidate = |(index, path): (usize, &String)| {
        let path = base.join(path);
        if !path.exists() {
            return None;
        }
        let location = Location::enter(path.clone()).and_then(|location| {
            if home::is_there(&location) {
                return Ok(location);
            }
            Err(no_submission(location.shown()))
        });
        Some(Candidate {
            path: shown(&path),
            listed: Some(index),
            location,
        })
    };
    places.filter_map(candidate).collect()
}

fn no_submission(path: String) -> Unreadable {
    Unreadable {
        path,
        reason: text!(
            "không có hồ sơ nào ở đây: không thấy {FILE_NAME}, cũng không thấy bảng tính có trang «{SHEET}»",
            "there is no submission here: neither {FILE_NAME} nor a workbook with a sheet «{SHEET}» was found"
        ),
    }
}

fn below(folder: &Location, depth: usize, found: &mut Vec<Candidate>, problems: &Problems) {
    if home::is_there(folder) {
        found.push(Candidate::new(folder.clone()));
        return;
    }
    if depth == MAX_DEPTH {
        return;
    }
    let broken = |unreadable: Unreadable| Candidate {
        path: unreadable.path.clone(),
        listed: None,
        location: Err(unreadable),
    };
    let children = match folder.children() {
        Ok(children) => children,
        Err(unreadable) => return found.push(broken(unreadable)),
    };
    for child in children {
        let child = match child {
            Location::Disk(path) if is_archive(&path) => match Location::enter(path) {
                Ok(archive) => archive,
                Err(unreadable) => {
                    found.push(broken(unreadable));
                    continue;
                }
            },
            child if child.is_folder() => child,
            _ => continue,
        };
        let before = found.len();
        below(&child, depth + 1, found, problems);
        if found.len() == before && has_tables(&child) {
            let path = child.shown();
            problems.add(
                Diagnostic::general(
                    Code::UnusedFile,
                    text!(
                        "`{path}` có bảng mà không có {FILE_NAME}, nên không được đọc",
                        "`{path}` has tables and no {FILE_NAME}, so it is not read"
                    ),
                )
                .help(text!(
                    "thêm {FILE_NAME} vào thư mục này (xem `parindex init`)",
                    "put a {FILE_NAME} into the folder (see `parindex init`)"
                )),
            );
        }
    }
}

fn has_tables(folder: &Location) -> bool {
    let children = folder.children().unwrap_or_default();
    children.iter().any(|child| {
        let name = child.shown().to_lowercase();
        let ends = [".csv", ".tsv", ".xlsx", ".xls", ".ods"];
        child.is_file() && ends.iter().any(|end| name.ends_with(end))
    })
}
