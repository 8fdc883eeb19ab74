//! Sets that many submissions share are read once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use crate::criteria::model::CriteriaSet;
use crate::criteria::read;
use crate::diagnostic::{Problems, SourceFile};

/// The text of a set, by its hash, and the year it was read for.
type Key = (String, Option<i16>);

/// The sets that were read so far.
#[derive(Debug, Default)]
pub struct Sets(Mutex<BTreeMap<Key, Arc<CriteriaSet>>>);

impl Sets {
    /// Reads a set as [`read::read`] does, or gives the one that was read from the same text
    /// for the same year.
    pub fn read(
        &self,
        source: &Arc<SourceFile>,
        year: Option<i16>,
        problems: &Problems,
    ) -> Option<Arc<CriteriaSet>> {
        let key = (source.sha256.clone(), year);
        let known = || self.0.lock().ok();
        if let Some(set) = known().and_then(|known| known.get(&key).cloned()) {
            return Some(set);
        }
        let set = Arc::new(read::read(source, year, problems)?);
        if let Some(mut known) = known() {
            known.insert(key, Arc::clone(&set));
        }
        Some(set)
    }
}
