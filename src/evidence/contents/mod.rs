//! What is inside the attachments that rows name: looked into side by side, remembered between
//! runs, and held against what the rows say.

mod cache;
mod compare;
mod progress;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::{self, Content};
use crate::diagnostic::sha256;
use crate::evidence::attachments::Attachments;
use crate::evidence::facts::{Attached, Evidence, Found};
use crate::evidence::load::UnitFacts;
use crate::evidence::location::Location;
use crate::limits;
use cache::Cache;
pub use compare::compare;
pub use progress::Progress;

/// How attachments are looked into; what is found does not depend on it.
#[derive(Clone, Debug, Default)]
pub struct Looking {
    /// The folder in which is kept what was found, by place, size and time of the files.
    pub cache: Option<PathBuf>,
    /// Tells people how far it is.
    pub progress: Progress,
}

/// Looks into all files that the rows of these units name.
pub fn look(units: &mut [UnitFacts], attachments: &Attachments, looking: &Looking) {
    let named: BTreeSet<String> = units
        .iter_mut()
        .flat_map(files_of)
        .filter(|file| matches!(file.found, Found::File(_)))
        .map(|file| file.path.clone())
        .collect();
    let named: Vec<String> = named.into_iter().collect();
    let seen = see(&named, attachments, looking);
    for file in units.iter_mut().flat_map(files_of) {
        match seen.get(&file.path) {
            Some(Some(content)) => file.content = Some(Arc::clone(content)),
            Some(None) => file.found = Found::Unreadable,
            None => {}
        }
    }
}

/// What is inside these files, by path; `None` where one cannot be read.
pub fn see(
    paths: &[String],
    attachments: &Attachments,
    looking: &Looking,
) -> BTreeMap<String, Option<Arc<Content>>> {
    let cache = looking
        .cache
        .as_ref()
        .map(|folder| Cache::open(folder, attachments.root()));
    looking.progress.expect(paths.len());
    let files: Vec<(&String, Option<&Location>)> = paths
        .iter()
        .map(|path| (path, attachments.location(path)))
        .collect();
    let look = |&(path, location): &(&String, Option<&Location>)| {
        let content = location.and_then(|location| look_at(path, location, cache.as_ref()));
        looking.progress.step();
        (path.clone(), content)
    };
    let seen: BTreeMap<String, Option<Arc<Content>>> = files.par_iter().map(look).collect();
    if let Some(cache) = cache {
        cache.keep(&seen, attachments);
    }
    seen
}

fn look_at(path: &str, location: &Location, cache: Option<&Cache>) -> Option<Arc<Content>> {
    let stamp = location.stamp();
    let known = cache.and_then(|cache| cache.by_stamp(path, stamp?));
    if let Some(known) = known {
        return Some(known);
    }
    let limits = &limits::get().content;
    let size = stamp.map_or(0, |stamp| stamp.bytes);
    if size > limits.file_bytes {
        return Some(Arc::new(Content::too_large(size, limits)));
    }
    let bytes = location.bytes().ok()?;
    let sha256 = sha256(&bytes);
    let known = cache.and_then(|cache| cache.by_content(path, &sha256));
    known.or_else(|| {
        Some(Arc::new(content::inspect_hashed(
            path, &bytes, sha256, limits,
        )))
    })
}

fn files_of(unit: &mut UnitFacts) -> impl Iterator<Item = &mut Attached> {
    let leaves = unit.facts.leaves.values_mut();
    let rows = leaves.flat_map(|leaf| leaf.evidence.values_mut().flatten());
    rows.filter(|row| row.declared).flat_map(of_row)
}

fn of_row(row: &mut Evidence) -> impl Iterator<Item = &mut Attached> {
    row.files.iter_mut()
}
