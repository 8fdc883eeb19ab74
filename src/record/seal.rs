//! The seal of a record: a hash that tells of changes by accident or by an unpractised hand.
//! Whoever changes everything can make a new one; only the inputs themselves tell of that.

use serde_json::Value;

use super::Record;
use crate::diagnostic::sha256;

/// The key of the seal.
const SEAL: &str = "seal";

/// The seal that a record must have: SHA-256 of its JSON without the seal, on one line, keys in
/// the order of their letters, so that programs may lay the file out anew.
pub fn seal_of(record: &Value) -> String {
    let mut record = record.clone();
    if let Some(keys) = record.as_object_mut() {
        keys.remove(SEAL);
    }
    record.sort_all_objects();
    sha256(record.to_string().as_bytes())
}

impl Record {
    /// The same with its seal.
    pub(super) fn sealed(mut self) -> Self {
        // What cannot be written as JSON has no seal; there is none such.
        let value = serde_json::to_value(&self).unwrap_or_default();
        self.seal = seal_of(&value);
        self
    }

    /// The seal it carries.
    pub fn seal(&self) -> &str {
        &self.seal
    }
}
