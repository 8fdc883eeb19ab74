//! The bytes of a criteria set: read, and proved where it loads, as `check` does.

use parindex::criteria::read;
use parindex::diagnostic::Problems;
use parindex::evidence::inputs;
use parindex::proof::prove;

use super::input::{file, may_be_used, watched};

/// Reads and proves the set that these bytes are, and gives whether they are one.
pub fn run(bytes: &[u8]) -> bool {
    watched(|| read_and_prove(bytes)) == Some(true)
}

fn read_and_prove(bytes: &[u8]) -> Option<bool> {
    let (_file, location) = file(bytes)?;
    let problems = Problems::default();
    let source = inputs::source(&location, "bo.yaml".to_owned(), &problems).ok()?;
    let set = source.and_then(|source| read::read(&source, None, &problems));
    assert_eq!(
        set.is_none(),
        problems.any_error(),
        "refused without a word, or in spite of one"
    );
    if let Some(set) = &set {
        prove(set, &problems);
    }
    may_be_used(problems);
    Some(set.is_some())
}
