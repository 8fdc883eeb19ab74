//! The name of a file, taken apart: what it is called, and what programs and habits add to it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::why::Why;
use crate::text::fold;

/// Extensions of files that offices attach. Another word behind a point is part of the name:
/// `12.QĐ.UBND`, `Kế hoạch quý I.2023`.
const EXTENSIONS: [&str; 33] = [
    "pdf", "doc", "docx", "docm", "dot", "dotx", "xls", "xlsx", "xlsm", "ppt", "pptx", "odt",
    "ods", "odp", "rtf", "txt", "csv", "xml", "htm", "html", "jpg", "jpeg", "png", "tif", "tiff",
    "gif", "bmp", "heic", "zip", "rar", "7z", "mp4", "eml",
];

/// What is added to the name of a signed file, as words; `kí` is read as `ky`.
const SIGNED: [&[&str]; 7] = [
    &["da", "ky", "so"],
    &["da", "ky"],
    &["ky", "so"],
    &["dakyso"],
    &["daky"],
    &["kyso"],
    &["signed"],
];

/// What is added to the name of a copy, behind it and before it.
const COPIES: [&[&str]; 2] = [&["ban", "sao"], &["copy"]];
const COPIES_OF: [&[&str]; 2] = [&["ban", "sao", "cua"], &["copy", "of"]];

/// A path, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Name<'p> {
    /// The folders before the name; "" without.
    folder: &'p str,
    /// The name without what follows here.
    pub(super) core: &'p str,
    /// Extensions, the last first.
    extensions: Vec<&'p str>,
    signed: bool,
    /// Which copy: the marks as they are written.
    copy: Vec<&'p str>,
}

impl<'p> Name<'p> {
    /// Takes a path in NFC with `/` apart.
    pub(super) fn of(path: &'p str) -> Self {
        let (folder, core) = path.rsplit_once('/').unwrap_or(("", path));
        let mut name = Self {
            folder,
            core: core.trim(),
            ..Self::default()
        };
        while name.strip() {}
        name
    }

    /// What names are looked up by: the letters and digits of the core.
    pub(super) fn key(&self) -> String {
        fold::key(self.core)
    }

    /// The core with the folder before it, where a `/` may belong to a symbol.
    pub(super) fn with_last_folder(&self) -> String {
        let last = self.folder.rsplit('/').next().unwrap_or_default();
        format!("{last}/{}", self.core)
    }

    /// Takes one addition off the core, if there is one and something is left.
    fn strip(&mut self) -> bool {
        let core = self.core;
        if let Some((rest, extension)) = extension(core) {
            self.core = rest;
            self.extensions.push(extension);
        } else if let Some(rest) = SIGNED.iter().find_map(|words| without_last(core, words)) {
            self.core = rest;
            self.signed = true;
        } else if let Some((rest, mark)) = copy_mark(core) {
            self.core = rest;
            self.copy.push(mark);
        } else {
            return false;
        }
        true
    }

    /// In what `file`, whose core has the same letters and digits, differs from this. `None`
    /// where they are two numbered parts (`Phụ lục (1)`, `Phụ lục (2)`).
    pub(super) fn differences(&self, file: &Self) -> Option<Vec<Why>> {
        let mut why = self.outer_differences(file)?;
        if self.core != file.core {
            let same = unmarked(self.core) == unmarked(file.core);
            if same || spaced(self.core) != spaced(file.core) {
                why.push(Why::Spelling);
            }
            if !same {
                why.push(Why::Separators);
            }
        }
        Some(sorted(why))
    }

    /// The same for a file of which one letter of the core differs.
    pub(super) fn differences_beside_letter(&self, file: &Self) -> Option<Vec<Why>> {
        let mut why = self.outer_differences(file)?;
        why.push(Why::Letter);
        Some(sorted(why))
    }

    /// What folders are compared on; "" for a bare name.
    pub(super) fn folder_key(&self) -> String {
        let parts: Vec<String> = self.folder.split('/').map(fold::key).collect();
        parts.join("/")
    }

    /// Whether both lie in one folder as far as the path says: a bare name is anywhere.
    pub(super) fn may_share_folder(&self, file: &Self) -> bool {
        self.folder.is_empty() || self.folder_key() == file.folder_key()
    }

    fn outer_differences(&self, file: &Self) -> Option<Vec<Why>> {
        let mut why = Vec::new();
        if !self.may_share_folder(file) {
            why.push(Why::Folder);
        } else if !self.folder.is_empty() && self.folder != file.folder {
            why.push(Why::Spelling);
        }
        let of = |name: &Self| -> Vec<String> {
            let extensions = name.extensions.iter();
            extensions.map(|e| e.to_ascii_lowercase()).collect()
        };
        let (own, others) = (of(self), of(file));
        if own == others {
            if self.extensions != file.extensions {
                why.push(Why::Spelling);
            }
        } else if own.first() == others.first() {
            why.push(Why::DoubledExtension);
        } else {
            why.push(Why::Extension);
        }
        if self.signed != file.signed {
            why.push(Why::Signed);
        }
        if self.copy != file.copy {
            if !self.copy.is_empty() && !file.copy.is_empty() {
                return None;
            }
            why.push(Why::Copy);
        }
        Some(why)
    }
}

fn sorted(mut why: Vec<Why>) -> Vec<Why> {
    why.sort();
    why.dedup();
    why
}

/// Without case and marks; all else as it is.
fn unmarked(text: &str) -> String {
    let letters = text.nfd().filter(|c| !is_combining_mark(*c));
    letters
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, 'đ' | 'ð') { 'd' } else { c })
        .collect()
}

/// With single spaces for all that is no letter or digit.
fn spaced(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Whether something is left that can be the name of a file.
fn is_name(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

fn extension(name: &str) -> Option<(&str, &str)> {
    let (rest, extension) = name.rsplit_once('.')?;
    let known = EXTENSIONS
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    known.then(|| (rest.trim_end(), extension))
}

/// The last word of a name and what stands before it.
fn last_word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric())
        .last()
        .map(|(at, _)| at)?;
    Some(text.split_at(start))
}

/// What stands before these words at the end of a name.
fn without_last<'n>(name: &'n str, words: &[&str]) -> Option<&'n str> {
    let rest = words.iter().rev().try_fold(name, |rest, expected| {
        let (rest, word) = last_word(rest)?;
        is_word(word, expected).then_some(rest)
    })?;
    let rest = rest.trim_end_matches(|c: char| !c.is_alphanumeric());
    is_name(rest).then_some(rest)
}

/// What stands behind these words at the start of a name.
fn without_first<'n>(name: &'n str, words: &[&str]) -> Option<&'n str> {
    let rest = words.iter().try_fold(name, |rest, expected| {
        let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let end = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        is_word(&rest[..end], expected).then(|| &rest[end..])
    })?;
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    is_name(rest).then_some(rest)
}

/// Whether a word, in NFC, is this one without case and marks; `kí` is `ky`.
fn is_word(word: &str, expected: &str) -> bool {
    let letters = word.chars().count();
    letters == expected.len() && fold::key(word).replace("ki", "ky") == expected
}

/// The name without the mark of a copy, and the mark.
fn copy_mark(name: &str) -> Option<(&str, &str)> {
    let numbered = name.strip_suffix(')').and_then(|open| {
        let (rest, digits) = open.rsplit_once('(')?;
        let few = (1..=2).contains(&digits.len());
        (few && digits.bytes().all(|b| b.is_ascii_digit())).then_some((rest.trim_end(), digits))
    });
    let single = || {
        let (rest, digit) = name.rsplit_once('_')?;
        // `1_2` is a number with its parts, not the second copy of 1.
        let copy = matches!(digit.as_bytes(), [b'1'..=b'9']) && rest.contains(char::is_alphabetic);
        copy.then_some((rest, digit))
    };
    let in_words = || {
        let behind = COPIES.iter().find_map(|words| without_last(name, words));
        let before = || {
            COPIES_OF
                .iter()
                .find_map(|words| without_first(name, words))
        };
        Some((behind.or_else(before)?, "copy"))
    };
    let found = numbered.or_else(single).or_else(in_words);
    found.filter(|(rest, _)| is_name(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn core(path: &str) -> (&str, Vec<&str>, bool, Vec<&str>) {
        let name = Name::of(path);
        (name.core, name.extensions, name.signed, name.copy)
    }

    #[test]
    fn additions_are_told_from_the_name() {
        for (path, expected) in [
            ("1.1/Kế hoạch.pdf", ("Kế hoạch", vec!["pdf"], false, vec![])),
            ("a.pdf.PDF", ("a", vec!["PDF", "pdf"], false, vec![])),
            ("a.docx.pdf", ("a", vec!["pdf", "docx"], false, vec![])),
            ("a.signed.pdf", ("a", vec!["pdf"], true, vec![])),
            ("a.pdf.signed.pdf", ("a", vec!["pdf", "pdf"], true, vec![])),
            ("a_signed_signed.pdf", ("a", vec!["pdf"], true, vec![])),
            ("a.da_ky.pdf", ("a", vec!["pdf"], true, vec![])),
            ("a (đã ký số).pdf", ("a", vec!["pdf"], true, vec![])),
            ("a - đã kí.pdf", ("a", vec!["pdf"], true, vec![])),
            ("a (1).pdf", ("a", vec!["pdf"], false, vec!["1"])),
            (
                "a - Copy (2).pdf",
                ("a", vec!["pdf"], false, vec!["2", "copy"]),
            ),
            ("a - Bản sao.pdf", ("a", vec!["pdf"], false, vec!["copy"])),
            ("Bản sao của a.pdf", ("a", vec!["pdf"], false, vec!["copy"])),
            ("a_1_signed.pdf", ("a", vec!["pdf"], true, vec!["1"])),
            ("12.QĐ.UBND", ("12.QĐ.UBND", vec![], false, vec![])),
            ("1_2.pdf", ("1_2", vec!["pdf"], false, vec![])),
            ("a (2023).pdf", ("a (2023)", vec!["pdf"], false, vec![])),
            ("signed.pdf", ("signed", vec!["pdf"], false, vec![])),
            ("---.pdf", ("---", vec!["pdf"], false, vec![])),
            ("", ("", vec![], false, vec![])),
        ] {
            assert_eq!(core(path), expected, "{path}");
        }
    }
}
