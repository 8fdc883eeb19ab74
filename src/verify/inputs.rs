//! A result held against the inputs themselves, read anew.

use std::collections::BTreeMap;

use super::{Carried, Difference, Unworkable, json};
use crate::record::Record;
use crate::report::view::View;

/// A file of the inputs that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileChange {
    /// Its content is another: SHA-256 then and now.
    Changed(String, String, String),
    /// It was read for the result and is no longer there, or no longer read.
    Missing(String),
    /// It was not read for the result.
    New(String),
}

/// How inputs differ from what a result was worked out from.
#[derive(Debug)]
pub struct Against {
    /// The files that are not as they were, by path.
    pub files: Vec<FileChange>,
    /// The facts that are not, by leaf.
    pub facts: Vec<Difference>,
    /// Where the file of the result differs from that of these inputs.
    pub result: Vec<Difference>,
}

impl Against {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.facts.is_empty() && self.result.is_empty()
    }
}

impl Carried {
    /// Holds the result against its inputs, read anew and scored alike as `view` shows them.
    ///
    /// # Errors
    /// Where the record has another form, or the program fails.
    pub fn against(&self, view: &View<'_>) -> Result<Against, Unworkable> {
        let stated = self.record()?;
        let read = Record::of(view, self.body.carrier(self.paper()));
        let read = read.ok_or_else(|| anyhow::anyhow!("a hypothesis has no record"))?;
        let read = read.with_paths_of(stated);
        let files = changes(&files_of(stated), &files_of(&read));
        let mut facts = Vec::new();
        let [one, other] = [stated, &read].map(Record::facts_json);
        json::compare(
            "",
            Some(&one.map_err(anyhow::Error::from)?),
            Some(&other.map_err(anyhow::Error::from)?),
            &mut facts,
        );
        let rebuilt = read.rebuild()?;
        let scored = rebuilt.assess().map_err(anyhow::Error::from)?;
        let view = rebuilt.view(&scored);
        let result = self.body.compare(&view, self.paper())?;
        Ok(Against {
            files,
            facts,
            result,
        })
    }
}

/// Every file that a result was worked out from, with its hash; an attachment of which none is
/// known, which was not there or too large, is without.
fn files_of(record: &Record) -> BTreeMap<String, Option<String>> {
    let inputs = record.input_files();
    let inputs = inputs.map(|(path, hash)| (path.to_owned(), Some(hash.to_owned())));
    let attached = record.attachments().into_iter().map(|(path, hash)| {
        let hash = hash.filter(|hash| !hash.is_empty());
        (path.to_owned(), hash.map(str::to_owned))
    });
    inputs.chain(attached).collect()
}

pub(super) fn changes(
    stated: &BTreeMap<String, Option<String>>,
    read: &BTreeMap<String, Option<String>>,
) -> Vec<FileChange> {
    let mut changes = Vec::new();
    for (path, then) in stated {
        match (then, read.get(path)) {
            (then, Some(now)) if then == now => {}
            (Some(then), Some(Some(now))) => {
                changes.push(FileChange::Changed(path.clone(), then.clone(), now.clone()));
            }
            (None, Some(Some(_))) => changes.push(FileChange::New(path.clone())),
            (Some(_), _) => changes.push(FileChange::Missing(path.clone())),
            // It was not there and is no longer named.
            (None, _) => {}
        }
    }
    let new = read
        .iter()
        .filter(|(path, hash)| hash.is_some() && !stated.contains_key(*path));
    changes.extend(new.map(|(path, _)| FileChange::New(path.clone())));
    changes.sort();
    changes
}
