//! How far the look into attachments is, on a terminal, once it takes longer than a second.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that takes no longer than this is not worth a word.
const PATIENCE: Duration = Duration::from_secs(1);

/// Tells people how many files are done. Nothing is said unless it is made for a terminal.
#[derive(Clone, Debug, Default)]
pub struct Progress(Option<Arc<Shown>>);

#[derive(Debug)]
struct Shown {
    bar: ProgressBar,
    since: Instant,
    expected: AtomicUsize,
}

impl Progress {
    /// Says on stderr, if that is a terminal, how many `files` (the word for them) are done.
    pub fn on_terminal(files: &str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        let template = format!("{{bar:30}} {{pos}}/{{len}} {files}");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            // Signs that every console shows.
            bar.set_style(style.progress_chars("#-"));
        }
        Self(Some(Arc::new(Shown {
            bar,
            since: Instant::now(),
            expected: AtomicUsize::new(0),
        })))
    }

    /// So many files more will be looked into.
    pub(super) fn expect(&self, files: usize) {
        if let Some(shown) = &self.0 {
            let before = shown.expected.fetch_add(files, Ordering::Relaxed);
            shown.bar.set_length((before + files) as u64);
        }
    }

    /// One more is done.
    pub(super) fn step(&self) {
        let Some(shown) = &self.0 else { return };
        if shown.bar.is_hidden() && shown.since.elapsed() > PATIENCE {
            shown.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        shown.bar.inc(1);
        if shown.bar.position() == shown.expected.load(Ordering::Relaxed) as u64 {
            shown.bar.finish_and_clear();
        }
    }
}
