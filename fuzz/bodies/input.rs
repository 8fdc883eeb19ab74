//! What the bytes of an input stand for, and what holds in all targets.

use std::io::{Cursor, Write};
use std::panic;
use std::path::Path;
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

use parindex::contained;
use parindex::content;
use parindex::diagnostic::{Diagnostic, Problems, Severity, render};
use parindex::evidence::location::Location;
use parindex::limits::{self, Limits};
use parindex::text::lang::Lang;
use tempfile::NamedTempFile;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Limits that are reached within the length of an input.
pub(crate) const SMALL: content::Limits = content::Limits {
    file_bytes: 1 << 20,
    pdf_bytes: 1 << 18,
    pdf_work: 1 << 20,
    zip_entries: 60,
    zip_bytes: 1 << 18,
    zip_ratio: 100,
};

/// Panics of the project's own code. Those within contained work are caught before anybody sees
/// them, which must not hide them here.
static OWN_PANICS: AtomicUsize = AtomicUsize::new(0);

/// What `work` gives, once it is sure that the project's own code did not panic in it, however
/// well that was contained.
pub(crate) fn watched<T>(work: impl FnOnce() -> T) -> T {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        limits::set(Limits {
            table_bytes: 1 << 20,
            workbook_bytes: 4 << 20,
            workbook_cells: 50_000,
            yaml_nodes: 5_000,
            content: SMALL,
        });
        // Its hook comes first, so that ours is asked before it.
        contained::run(|| ());
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if panic.location().is_some_and(|place| is_own(place.file())) {
                OWN_PANICS.fetch_add(1, Ordering::SeqCst);
                println!("{panic}");
            }
            before(panic);
        }));
    });
    let done = work();
    assert_eq!(OWN_PANICS.load(Ordering::SeqCst), 0, "own code panicked");
    done
}

/// Whether a source file is one of the project's, which lie beside this folder.
fn is_own(file: &str) -> bool {
    let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().take(2);
    let file = Path::new(file);
    file.starts_with("src") || above.any(|folder| file.starts_with(folder.join("src")))
}

/// A file with these bytes, as long as it is held, and where it is.
pub(crate) fn file(bytes: &[u8]) -> Option<(NamedTempFile, Location)> {
    let mut file = NamedTempFile::new().ok()?;
    file.write_all(bytes).ok()?;
    let location = Location::Disk(file.path().to_owned());
    Some((file, location))
}

/// Renders what was said of an input, and gives whether it may be used.
pub(crate) fn may_be_used(problems: Problems) -> bool {
    let said = problems.into_sorted();
    for lang in [Lang::Vi, Lang::En] {
        assert_eq!(render(&said, lang, false).is_empty(), said.is_empty());
    }
    let is_error = |said: &Diagnostic| said.code.severity() == Severity::Error;
    !said.iter().any(is_error)
}

/// The zip container that a text describes: each line `@@ name` starts a part of that name.
/// So parts are changed, not the packing around them. `None` where a name stands twice.
pub(crate) fn container(text: &[u8]) -> Option<Vec<u8>> {
    const MARK: &[u8] = b"@@ ";
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut open = false;
    let mut lines = text.split_inclusive(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix(MARK) {
            let name = String::from_utf8_lossy(name);
            let options = SimpleFileOptions::default();
            writer.start_file(name.trim_end(), options).ok()?;
            open = true;
        } else if open {
            // The line break before a mark belongs to the mark.
            let ends = lines.peek().is_none_or(|next| next.starts_with(MARK));
            let end = if ends { line.strip_suffix(b"\n") } else { None };
            writer.write_all(end.unwrap_or(line)).ok()?;
        }
    }
    Some(writer.finish().ok()?.into_inner())
}
