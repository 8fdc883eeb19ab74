//! Files that office programs leave beside a document while it is open: `~$` of Word and Excel,
//! `.~lock.…#` of LibreOffice. They are never inputs, and tell that a document is open.

/// Whether the last part of a path is a file that programs leave behind: never an input.
pub fn is_clutter(path: &str) -> bool {
    let name = super::last_part(path).to_lowercase();
    name.starts_with("~$")
        || name.starts_with("._")
        || name.starts_with(".~lock.")
        || name.starts_with(".parindex-")
        || matches!(
            name.as_str(),
            "thumbs.db" | "desktop.ini" | ".ds_store" | ".gitkeep"
        )
}

/// What the file may be called that stands beside a document of this name while it is open.
/// Excel and PowerPoint put `~$` before the name, Word over its first two letters, or over
/// fewer where the name before the extension has less than eight.
pub fn beside(name: &str) -> Vec<String> {
    let mut letters = name.chars();
    let mut names = vec![format!(".~lock.{name}#"), format!("~${name}")];
    for _ in 0..2 {
        if letters.next().is_some() {
            names.push(format!("~${}", letters.as_str()));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_office_programs_are_known() {
        for name in [
            "~$ho-so.xlsx",
            "tep/1.1/~$ hoach.docx",
            r"tep\1.1\~$A.DOCX",
            ".~lock.ho-so.xlsx#",
            "tep/.~lock.ke hoach.odt#",
            "Thumbs.db",
            "._ke-hoach.pdf",
            ".parindex-x1y2z3",
        ] {
            assert!(is_clutter(name), "{name}");
        }
        for name in ["ho-so.xlsx", "a~$.docx", "~a.docx", ".lock", "lock.pdf#"] {
            assert!(!is_clutter(name), "{name}");
        }
    }

    #[test]
    fn an_open_document_is_known_by_what_stands_beside() {
        let beside = |name| beside(name).join(" ");
        assert_eq!(
            beside("ke-hoach.docx"),
            ".~lock.ke-hoach.docx# ~$ke-hoach.docx ~$e-hoach.docx ~$-hoach.docx"
        );
        assert!(beside("đồ án.docx").contains("~$ án.docx"));
        assert!(beside("").contains("~$"));
        for name in ["ke-hoach.docx", "x"] {
            assert!(super::beside(name).iter().all(|name| is_clutter(name)));
        }
    }
}
