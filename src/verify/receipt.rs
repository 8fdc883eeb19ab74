//! A receipt held against the files of a submission: what came later, what changed, what is
//! gone.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::inputs::{FileChange, changes};
use crate::criteria::model::CriteriaSet;
use crate::evidence::cells::Unit;
use crate::evidence::received::ReceivedFile;
use crate::report::json::receipt::SCHEMA;

/// A receipt, as its JSON says.
#[derive(Clone, Debug, Deserialize)]
pub struct Receipt {
    schema: String,
    received: Option<String>,
    unit: Option<UnitRead>,
    year: i16,
    criteria: SetRead,
    inputs: Vec<FileRead>,
    attachments: Option<Vec<FileRead>>,
}

#[derive(Clone, Debug, Deserialize)]
struct UnitRead {
    code: Option<String>,
    name: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct SetRead {
    id: String,
    sha256: String,
}

#[derive(Clone, Debug, Deserialize)]
struct FileRead {
    path: String,
    sha256: String,
}

impl Receipt {
    /// Reads a receipt; `None` where the file is none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let read: Self = serde_json::from_slice(bytes).ok()?;
        (read.schema == SCHEMA).then_some(read)
    }

    /// The day of receipt, as it is written.
    pub fn received(&self) -> Option<&str> {
        self.received.as_deref()
    }

    /// The unit.
    pub fn unit(&self) -> Unit {
        let unit = self.unit.as_ref();
        Unit {
            code: unit.and_then(|unit| unit.code.clone()),
            name: unit.and_then(|unit| unit.name.clone()),
        }
    }

    /// The year that is assessed.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// How many files it lists.
    pub fn files(&self) -> usize {
        self.inputs.len() + self.attachments.as_ref().map_or(0, Vec::len)
    }

    /// How the set and the files of a submission differ from those received: the set first,
    /// then tables by path, then attachments.
    pub fn against(&self, set: &CriteriaSet, files: &[ReceivedFile]) -> Vec<FileChange> {
        let empty = Vec::new();
        let attached = self.attachments.as_ref().unwrap_or(&empty);
        let mut found = Vec::new();
        if set.sha256 != self.criteria.sha256 {
            let (then, now) = (self.criteria.sha256.clone(), set.sha256.clone());
            found.push(FileChange::Changed(self.criteria.id.clone(), then, now));
        }
        for (stated, is_attached) in [(&self.inputs, false), (attached, true)] {
            let stated: BTreeMap<String, Option<String>> = stated
                .iter()
                .map(|file| (file.path.clone(), Some(file.sha256.clone())))
                .collect();
            let now: BTreeMap<String, Option<String>> = files
                .iter()
                .filter(|file| file.is_attached == is_attached)
                .map(|file| (file.path.clone(), Some(file.sha256.clone())))
                .collect();
            found.extend(changes(&stated, &now));
        }
        found
    }
}
