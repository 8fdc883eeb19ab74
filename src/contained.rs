//! Other people's code that may panic on a hostile file: it must cost that file, never the run.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// What `work` gives, or `None` where it panics; then nothing is printed. What it was changing
/// must not be used afterwards.
pub fn run<T>(work: impl FnOnce() -> T) -> Option<T> {
    keep_quiet();
    let outer = CONTAINED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(outer);
    done.ok()
}

/// Lets panics of contained work pass without a word; all others are told as before.
fn keep_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let tell = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !CONTAINED.get() {
                tell(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_its_own_work_only() {
        assert_eq!(run(|| 1), Some(1));
        let nothing: Vec<u8> = Vec::new();
        assert_eq!(run(|| run(|| nothing[7]).is_none()), Some(true));
        assert!(!CONTAINED.get());
    }
}
