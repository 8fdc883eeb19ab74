//! Two versions of a submission: what was added, removed or changed between them.

use std::collections::{BTreeMap, BTreeSet};

use crate::criteria::model::CriteriaSet;
use crate::diagnostic::Place;
use crate::evidence::facts::{Evidence, Facts, FigureValues, Found, LeafFacts, Value};
use crate::points::Points;

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A figure, by id.
    Figure(String, Option<Value>, Option<Value>),
    /// A row of evidence for a document, by the document's id: its number or title.
    Evidence(String, Option<String>, Option<String>),
    /// A file, by path: the SHA-256 of its content, where it was looked at.
    File(String, Option<String>, Option<String>),
    /// The explanation.
    Explanation(Option<String>, Option<String>),
    /// Why the leaf does not apply.
    NotApplicable(Option<String>, Option<String>),
    /// What is claimed.
    Claim(Option<Points>, Option<Points>),
}

impl What {
    /// Whether it is there in the earlier and in the later version.
    pub fn is_there(&self) -> (bool, bool) {
        match self {
            Self::Figure(_, old, new) => (old.is_some(), new.is_some()),
            Self::Evidence(_, old, new) | Self::File(_, old, new) => (old.is_some(), new.is_some()),
            Self::Explanation(old, new) | Self::NotApplicable(old, new) => {
                (old.is_some(), new.is_some())
            }
            Self::Claim(old, new) => (old.is_some(), new.is_some()),
        }
    }
}

/// A difference of two versions.
#[derive(Clone, Debug)]
pub struct Change {
    /// The leaf's position; `None`: the unit as a whole.
    pub leaf: Option<usize>,
    /// What differs.
    pub what: What,
    /// Where it stands in the later version, else in the earlier.
    pub place: Option<Place>,
}

/// What differs between two versions of one unit's submission, in tree order.
pub fn changes(set: &CriteriaSet, before: &Facts, after: &Facts) -> Vec<Change> {
    let mut found = Vec::new();
    let nothing = LeafFacts::default();
    figures(
        None,
        before.units_common(),
        after.units_common(),
        &mut found,
    );
    for (leaf, ..) in set.leaves() {
        let of = |facts: &'_ Facts| facts.leaves.contains_key(&leaf);
        if !of(before) && !of(after) {
            continue;
        }
        let old = before.leaves.get(&leaf).unwrap_or(&nothing);
        let new = after.leaves.get(&leaf).unwrap_or(&nothing);
        of_leaf(leaf, old, new, &mut found);
    }
    found
}

fn of_leaf(leaf: usize, old: &LeafFacts, new: &LeafFacts, found: &mut Vec<Change>) {
    let at = Some(leaf);
    figures(at, old.units_figures(), new.units_figures(), found);
    evidence(at, old, new, found);
    let mut texts = |old: Option<&(String, Place)>,
                     new: Option<&(String, Place)>,
                     what: fn(Option<String>, Option<String>) -> What| {
        let text = |said: Option<&(String, Place)>| said.map(|(text, _)| text.clone());
        if text(old) != text(new) {
            found.push(Change {
                leaf: at,
                what: what(text(old), text(new)),
                place: new.or(old).map(|(_, place)| place.clone()),
            });
        }
    };
    texts(
        old.explanation.as_deref(),
        new.explanation.as_deref(),
        What::Explanation,
    );
    texts(
        old.not_applicable.as_deref(),
        new.not_applicable.as_deref(),
        What::NotApplicable,
    );
    let (old, new) = (old.claim.as_deref(), new.claim.as_deref());
    let points = |said: Option<&(Points, Place)>| said.map(|(points, _)| *points);
    if points(old) != points(new) {
        found.push(Change {
            leaf: at,
            what: What::Claim(points(old), points(new)),
            place: new.or(old).map(|(_, place)| place.clone()),
        });
    }
}

fn figures(leaf: Option<usize>, old: &FigureValues, new: &FigureValues, found: &mut Vec<Change>) {
    let ids: BTreeSet<&str> = old.iter().chain(new.iter()).map(|(id, _)| id).collect();
    for id in ids {
        let (was, is) = (old.get(id), new.get(id));
        let value = |stated: Option<&crate::evidence::facts::Stated>| {
            stated.map(|stated| stated.value.clone())
        };
        if value(was) != value(is) {
            found.push(Change {
                leaf,
                what: What::Figure(id.to_owned(), value(was), value(is)),
                place: is.or(was).map(|stated| stated.place.clone()),
            });
        }
    }
}

/// Rows by document and what names them; their files by path and content.
fn evidence(leaf: Option<usize>, old: &LeafFacts, new: &LeafFacts, found: &mut Vec<Change>) {
    let (was, is) = (rows(old), rows(new));
    let keys: BTreeSet<&(String, String)> = was.keys().chain(is.keys()).collect();
    for key in keys {
        let (old, new) = (was.get(key), is.get(key));
        if old.is_some() == new.is_some() {
            continue;
        }
        let (document, named) = key;
        let name = |row: Option<&&Evidence>| row.map(|_| named.clone());
        found.push(Change {
            leaf,
            what: What::Evidence(document.clone(), name(old), name(new)),
            place: new.or(old).map(|row| row.place.clone()),
        });
    }
    let (was, is) = (files(old), files(new));
    let paths: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    for path in paths {
        let (old, new) = (was.get(path), is.get(path));
        let content = |file: Option<&(Option<String>, Place)>| {
            file.map(|(content, _)| content.clone().unwrap_or_default())
        };
        if content(old) != content(new) {
            found.push(Change {
                leaf,
                what: What::File(path.clone(), content(old), content(new)),
                place: new.or(old).map(|(_, place)| place.clone()),
            });
        }
    }
}

fn rows(said: &LeafFacts) -> BTreeMap<(String, String), &Evidence> {
    let mut all = BTreeMap::new();
    for (document, rows) in &said.evidence {
        for row in rows.iter().filter(|row| row.declared) {
            let named = row.number.as_ref().or(row.title.as_ref());
            let named = named.or(row.link.as_ref()).cloned().unwrap_or_default();
            all.insert((document.clone(), named), row);
        }
    }
    all
}

/// The files there are, with the hash of what was looked at.
fn files(said: &LeafFacts) -> BTreeMap<String, (Option<String>, Place)> {
    let mut all = BTreeMap::new();
    for row in said.evidence.values().flatten().filter(|row| row.declared) {
        for file in row.files.iter().filter(|file| file.found != Found::Absent) {
            let content = file.content.as_ref().map(|content| content.sha256.clone());
            all.insert(file.path.clone(), (content, row.place.clone()));
        }
    }
    all
}
