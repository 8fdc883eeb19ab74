//! Near misses: which of the attachments a written path probably means, for a suggestion only.
//! Nothing that is found here is ever counted.
//!
//! The index is built once over all paths; a question looks at the few files whose names have
//! the same letters and digits, hold the same symbol, or are one letter away.

mod mentions;
mod name;
mod slips;
mod why;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::evidence::symbol::Symbol;
use crate::text::fold;
use crate::text::lang::Text;

use mentions::Mentions;
use name::Name;
use slips::Slips;
pub use why::Why;

/// The most files that are suggested at once.
const MOST: usize = 3;
/// The most files of one name or symbol that a question weighs: where a province keeps a file
/// of that name for each commune, those in the written folder and the first of the others.
const WEIGHED: usize = 32;
/// The most letters of a path that is looked for; what is longer is no path.
const MOST_LETTERS: usize = 1024;

/// A file that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess<'n> {
    /// Its path.
    pub path: &'n str,
    /// In what it differs from what is written; never empty.
    pub why: Vec<Why>,
}

/// The paths of all attachments, made ready for questions.
#[derive(Debug, Default)]
pub struct Near {
    /// Sorted.
    paths: Vec<String>,
    /// The paths by the letters and digits of their names; sorted.
    named: Vec<Named>,
    mentions: Mentions,
    slips: OnceCell<Slips>,
}

/// Files whose names have the same letters and digits.
#[derive(Debug)]
struct Named {
    key: String,
    /// With what folders are compared on; sorted.
    files: Vec<(String, usize)>,
}

impl Near {
    /// Takes in all paths; their order does not matter.
    pub fn index<'p>(paths: impl IntoIterator<Item = &'p str>) -> Self {
        let mut paths: Vec<String> = paths.into_iter().map(fold::nfc).collect();
        paths.sort();
        paths.dedup();
        let mut named: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
        let mut mentions = Mentions::default();
        for (at, path) in paths.iter().enumerate() {
            let name = Name::of(path);
            let key = name.key();
            if !key.is_empty() {
                let folder = name.folder_key();
                named.entry(key).or_default().push((folder, at));
                mentions.add(at, name.core);
            }
        }
        let named = named.into_iter().map(|(key, mut files)| {
            files.sort();
            Named { key, files }
        });
        Self {
            named: named.collect(),
            paths,
            mentions,
            slips: OnceCell::new(),
        }
    }

    /// The files that a written path or bare name probably means, by path; all differ from it
    /// in the same.
    ///
    /// Fewer differences are preferred to more, then by the order of [`Why`]. Names with the
    /// same letters and digits and those with the same symbol are weighed together; only
    /// where there are none, names of which one letter differs. Three files at most.
    pub fn of_path(&self, written: &str) -> Vec<Guess<'_>> {
        let written = fold::nfc(written.trim()).replace('\\', "/");
        if written.chars().count() > MOST_LETTERS {
            return Vec::new();
        }
        let name = Name::of(&written);
        let mut found = self.with_the_same_letters(&name);
        for (at, why) in self.with_its_symbol(&name) {
            let known = found.entry(at).or_insert_with(|| why.clone());
            if rank(&why) < rank(known) {
                *known = why;
            }
        }
        if found.is_empty() {
            found = self.one_letter_away(&name);
        }
        let Some(best) = found.values().min_by_key(|why| rank(why)).cloned() else {
            return Vec::new();
        };
        let equal = found.into_iter().filter(|(_, why)| *why == best);
        equal
            .take(MOST)
            .map(|(at, why)| Guess {
                path: &self.paths[at],
                why,
            })
            .collect()
    }

    /// The files whose name holds this symbol, by path.
    pub fn of_symbol(&self, symbol: &Symbol) -> Vec<&str> {
        self.holding(symbol)
            .map(|at| self.paths[at].as_str())
            .collect()
    }

    fn holding(&self, symbol: &Symbol) -> impl Iterator<Item = usize> {
        let candidates = self.mentions.candidates(symbol).into_iter().take(WEIGHED);
        candidates.filter(|at| mentions::holds(Name::of(&self.paths[*at]).core, symbol))
    }

    fn with_the_same_letters(&self, name: &Name<'_>) -> BTreeMap<usize, Vec<Why>> {
        let key = name.key();
        let Ok(named) = self.named.binary_search_by(|named| named.key.cmp(&key)) else {
            return BTreeMap::new();
        };
        let weigh = |at: usize| {
            let mut why = name.differences(&Name::of(&self.paths[at]))?;
            if why.is_empty() {
                why.push(Why::Folder);
            }
            Some((at, why))
        };
        self.named[named].around(name).filter_map(weigh).collect()
    }

    /// The files that hold the symbol which is written as a path, with a stroke too
    /// (`12/QĐ-UBND.pdf`).
    fn with_its_symbol(&self, name: &Name<'_>) -> Vec<(usize, Vec<Why>)> {
        let in_name = Symbol::parse(name.core);
        let is_in_name = in_name.is_some();
        let Some(symbol) = in_name.or_else(|| Symbol::parse(&name.with_last_folder())) else {
            return Vec::new();
        };
        let weigh = |at: usize| {
            let mut why = vec![Why::Symbol];
            if is_in_name && !name.may_share_folder(&Name::of(&self.paths[at])) {
                why.insert(0, Why::Folder);
            }
            (at, why)
        };
        self.holding(&symbol).map(weigh).collect()
    }

    fn one_letter_away(&self, name: &Name<'_>) -> BTreeMap<usize, Vec<Why>> {
        let keys = || self.named.iter().map(|named| named.key.as_str());
        let slips = self.slips.get_or_init(|| Slips::index(keys()));
        let near = slips.around(&name.key()).into_iter();
        let weigh = |at: usize| {
            let file = Name::of(&self.paths[at]);
            let why = slips::is_slip(name.core, file.core)
                .then(|| name.differences_beside_letter(&file))??;
            Some((at, why))
        };
        near.flat_map(|at| self.named[at].around(name))
            .filter_map(weigh)
            .collect()
    }
}

impl Named {
    /// The files to weigh: those in the written folder, and of the others the first ones.
    fn around(&self, name: &Name<'_>) -> impl Iterator<Item = usize> {
        let folder = name.folder_key();
        let from = self.files.partition_point(|(other, _)| *other < folder);
        let in_folder = self.files[from..]
            .iter()
            .take_while(move |(other, _)| *other == folder);
        let files = in_folder
            .take(WEIGHED)
            .chain(self.files.iter().take(WEIGHED));
        files.map(|(_, at)| *at)
    }
}

/// The question whether these files are meant; `None` where there are none.
pub fn question(guesses: &[Guess<'_>]) -> Option<Text> {
    let paths: Vec<&str> = guesses.iter().map(|guess| guess.path).collect();
    why::question(&paths, &guesses.first()?.why)
}

fn rank(why: &[Why]) -> (usize, &[Why]) {
    (why.len(), why)
}

#[cfg(test)]
mod tests;
