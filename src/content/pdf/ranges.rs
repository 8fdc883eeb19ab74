//! What is said of ranges of character codes, kept as ranges: a range may be claimed to hold
//! four thousand million codes.

use std::collections::BTreeMap;

/// Values by range of codes; of ranges that overlap, the one that starts last.
pub(super) struct Ranges<T>(BTreeMap<u32, (u32, T)>);

impl<T> Default for Ranges<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Ranges<T> {
    pub(super) fn insert(&mut self, first: u32, last: u32, value: T) {
        self.0.insert(first, (last, value));
    }

    /// The value of a code, with the place of the code in its range.
    pub(super) fn get(&self, code: u32) -> Option<(u32, &T)> {
        let (first, (last, value)) = self.0.range(..=code).next_back()?;
        (code <= *last).then_some((code - first, value))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
