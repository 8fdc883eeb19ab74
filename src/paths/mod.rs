//! Paths and names of files as text, by the rules of Windows and of other systems alike: what
//! is written in tables and archives, what names the program gives to what it writes, how paths
//! are printed, and what the operating system says about them.
//!
//! Nothing here looks at a disk, and nothing depends on the system the program runs on: the
//! same submission is understood in the same way everywhere, and what is made on one system can
//! be copied to any other.

pub mod archived;
pub mod fault;
pub mod name;
pub mod owner;
pub mod written;

use std::borrow::Cow;
use std::path::Path;

use crate::text::fold;

/// A path as it is printed: with `/`, without a leading `./`, and without the `\\?\` that
/// Windows puts before paths that may be long.
pub fn shown(path: &Path) -> String {
    shown_text(&path.to_string_lossy())
}

/// The last part of a path, whichever way it is written.
pub fn last_part(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn shown_text(path: &str) -> String {
    let text = path.replace('\\', "/");
    if let Some(share) = text.strip_prefix("//?/UNC/") {
        return format!("//{share}");
    }
    let bare = text.strip_prefix("//?/").or(text.strip_prefix("./"));
    bare.map_or(text.clone(), str::to_owned)
}

/// A path from a table or manifest as this system follows it: one that was written on Windows
/// leads to the same file elsewhere.
pub fn native(path: &str) -> Cow<'_, str> {
    if cfg!(windows) || !path.contains('\\') {
        return Cow::Borrowed(path);
    }
    Cow::Owned(path.replace('\\', "/"))
}

/// A name or path as it is compared: NFC, without regard to case.
pub fn folded(path: &str) -> String {
    fold::nfc(path).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_printed_in_one_way() {
        for (path, printed) in [
            (r"ho-so\tep\a.pdf", "ho-so/tep/a.pdf"),
            (r".\ho-so", "ho-so"),
            ("./ho-so", "ho-so"),
            (r"D:\CCHC\ho-so", "D:/CCHC/ho-so"),
            (r"\\?\D:\CCHC\ho-so", "D:/CCHC/ho-so"),
            (r"\\?\UNC\may-chu\chung\ho-so", "//may-chu/chung/ho-so"),
            (r"\\may-chu\chung", "//may-chu/chung"),
        ] {
            assert_eq!(shown_text(path), printed);
        }
    }

    #[test]
    fn names_are_compared_without_case_and_composition() {
        assert_eq!(folded("KE\u{302}\u{301} Hoạch.PDF"), folded("kế hoạch.pdf"));
        assert_ne!(folded("ke hoach.pdf"), folded("kế hoạch.pdf"));
    }
}
