//! Names of the entries of a .zip archive, which is read in place and never unpacked.

use crate::paths::written::is_drive;
use crate::text::fold;

/// The path of an entry below the root of its archive, in NFC, with `/`. `None` where it leads
/// out of it. Programs for Windows write `\` into archives, whatever the standard says (APPNOTE
/// 4.4.17.1); a leading `/` or drive says nothing about where it lies in the archive.
pub fn below(name: &str) -> Option<String> {
    if name.contains('\0') {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in name.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part if parts.is_empty() && is_drive(part) => {}
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| fold::nfc(&parts.join("/")))
}

/// The name that the bytes of an entry spell. An archive says whether they are UTF-8 or of an
/// old code page; those of macOS are UTF-8 and do not say so, and no other text looks like it.
/// `decoded` is the name by the code page, where it can be told.
pub fn spelled(raw: &[u8], decoded: Option<&str>) -> String {
    match (std::str::from_utf8(raw), decoded) {
        (Ok(name), _) | (Err(_), Some(name)) => name.to_owned(),
        (Err(_), None) => String::from_utf8_lossy(raw).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_lie_below_the_root_on_every_system() {
        for (name, path) in [
            ("tep/1.1/a.pdf", Some("tep/1.1/a.pdf")),
            (r"tep\1.1\a.pdf", Some("tep/1.1/a.pdf")),
            ("./tep//a.pdf", Some("tep/a.pdf")),
            ("/tep/a.pdf", Some("tep/a.pdf")),
            (r"C:\tep\a.pdf", Some("tep/a.pdf")),
            (r"\\may-chu\chung\a.pdf", Some("may-chu/chung/a.pdf")),
            ("tep/../a.pdf", Some("a.pdf")),
            ("con.pdf", Some("con.pdf")),
            ("gio 7:30.pdf", Some("gio 7:30.pdf")),
            ("ke\u{302}\u{301}.pdf", Some("kế.pdf")),
            ("../a.pdf", None),
            (r"tep\..\..\a.pdf", None),
            ("tep/", Some("tep")),
            ("/", None),
            ("a\0.pdf", None),
        ] {
            assert_eq!(below(name).as_deref(), path, "{name:?}");
        }
    }

    #[test]
    fn names_in_utf_8_are_read_as_such_even_unsaid() {
        let name = "Kế hoạch.pdf";
        assert_eq!(spelled(name.as_bytes(), Some("K├¬╠ü ho├ích.pdf")), name);
        assert_eq!(spelled(b"K\x8A.pdf", Some("Kè.pdf")), "Kè.pdf");
    }
}
