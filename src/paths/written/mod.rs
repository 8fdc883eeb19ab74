//! What is written in a `file` cell, taken for a path below the attachments folder: typed,
//! copied from Windows Explorer with its quotes, or a `file:` link.
//!
//! Nothing here looks at a disk. The result is a key for the list of attachments: whatever is
//! written, it never leads out of their folder.

mod cell;
mod names;

use std::collections::BTreeSet;

use crate::text::fold;

pub use names::Reason;

use crate::paths::folded;

/// What a `file` cell means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A path below the attachments folder, in NFC, with `/`; there need be no such file.
    Below(String),
    /// A bare name that no file directly below the folder has: perhaps that of one further down.
    Name(String),
    /// A path that leads elsewhere.
    Outside {
        /// The name of the file to copy into the folder; "" where the path has none.
        name: String,
    },
    /// Something that cannot be the path of a file.
    Invalid(Reason),
}

/// The attachments folder as far as its path says something about written ones.
#[derive(Clone, Debug, Default)]
pub struct Root {
    parts: Vec<String>,
    names: Vec<String>,
}

impl Root {
    /// A folder by its absolute path and by what it may be called in other paths: its own name,
    /// or that of the archive it is packed in, with and without extension.
    pub fn new<'n>(absolute: &str, names: impl IntoIterator<Item = &'n str>) -> Self {
        let path = Path::read(absolute);
        Self {
            parts: path.parts.iter().map(|part| folded(part)).collect(),
            names: names.into_iter().map(folded).collect(),
        }
    }

    /// Reads a cell; `exists` says whether there is a file at a path below the folder.
    ///
    /// A path that exists as it is written means that file. An absolute one lies below the
    /// folder where it runs through it, or, since folders move between machines, where what
    /// follows a part called like the folder exists (`D:\CCHC\tep\1.1\a.pdf` for a folder
    /// `tep`), in one way only. With the folder's name in front a relative path is understood
    /// likewise. A path with `..` is outside wherever it leads.
    pub fn read(&self, cell: &str, exists: impl Fn(&str) -> bool) -> Written {
        let plain = Path::read(cell.trim());
        if !plain.is_absolute() && !plain.climbs() {
            let path = plain.parts.join("/");
            if !path.is_empty() && exists(&path) {
                return Written::Below(path);
            }
        }
        match cell::text(cell) {
            Ok(text) => self.place(&Path::read(&text), exists),
            Err(reason) => Written::Invalid(reason),
        }
    }

    fn place(&self, path: &Path, exists: impl Fn(&str) -> bool) -> Written {
        let tidy = path.without_padding();
        if path.climbs() {
            return outside(&tidy);
        }
        if let Some(reason) = names::fault(&tidy.parts) {
            return Written::Invalid(reason);
        }
        // Windows passes over dots and spaces at the end of a name, other systems do not.
        let both = [path, &tidy];
        if tidy.is_absolute() {
            let below = both.map(|path| self.below(path).map(|parts| parts.join("/")));
            let there = |path: &&String| !path.is_empty() && exists(path);
            let exact = below.iter().flatten().find(there);
            if let Some(path) = exact.or(below.last().and_then(Option::as_ref)) {
                return match path.as_str() {
                    "" => Written::Invalid(Reason::NoName),
                    path => Written::Below(path.to_owned()),
                };
            }
        } else {
            let as_written = tidy.parts.join("/");
            if as_written.is_empty() {
                return Written::Invalid(Reason::NoName);
            }
            if exists(&as_written) {
                return Written::Below(as_written);
            }
        }
        for path in both {
            let mut readings = self.behind_name(path);
            readings.retain(|path| !path.is_empty() && exists(path));
            if let Some(only) = readings.pop_first()
                && readings.is_empty()
            {
                return Written::Below(only);
            }
        }
        match tidy.parts.as_slice() {
            _ if tidy.is_absolute() => outside(&tidy),
            [name] => Written::Name(name.clone()),
            parts => Written::Below(parts.join("/")),
        }
    }

    /// The parts of an absolute path below the folder's own.
    fn below<'p>(&self, path: &'p Path) -> Option<&'p [String]> {
        let (head, tail) = path.parts.split_at_checked(self.parts.len())?;
        let same = head
            .iter()
            .map(|part| folded(part))
            .eq(self.parts.iter().cloned());
        (same && !self.parts.is_empty()).then_some(tail)
    }

    /// What follows each part that is called like the folder.
    fn behind_name(&self, path: &Path) -> BTreeSet<String> {
        let parts = path.parts.iter().enumerate();
        parts
            .filter(|(_, part)| self.names.contains(&folded(part)))
            .map(|(at, _)| path.parts[at + 1..].join("/"))
            .collect()
    }
}

fn outside(path: &Path) -> Written {
    let name = path.parts.last().filter(|part| !is_drive(part));
    Written::Outside {
        name: name.cloned().unwrap_or_default(),
    }
}

/// A path in parts, NFC; those of an absolute one may begin with a drive.
#[derive(Debug, PartialEq, Eq)]
struct Path {
    rooted: bool,
    parts: Vec<String>,
}

impl Path {
    fn read(text: &str) -> Self {
        let text = fold::nfc(text).replace('\\', "/");
        let text = match text.strip_prefix("//?/").or(text.strip_prefix("//./")) {
            // `\\?\C:\…` and `\\?\UNC\server\share\…`, as programs write long paths.
            Some(long) => long.strip_prefix("UNC").unwrap_or(long).to_owned(),
            None => text,
        };
        let (drive, rest) = match text.char_indices().nth(2) {
            Some((2, _)) if is_drive(&text[..2]) => text.split_at(2),
            None if is_drive(&text) => (text.as_str(), ""),
            _ => ("", text.as_str()),
        };
        let parts = std::iter::once(drive).chain(rest.split('/'));
        Self {
            rooted: text.starts_with('/'),
            parts: parts
                .filter(|part| !matches!(*part, "" | "."))
                .map(str::to_owned)
                .collect(),
        }
    }

    /// Whether it starts at a root or with a drive, `C:a.pdf` too.
    fn is_absolute(&self) -> bool {
        let starts_with_drive = |part: &String| part.get(..2).is_some_and(is_drive);
        self.rooted || self.parts.first().is_some_and(starts_with_drive)
    }

    /// Whether a part leads up, for Windows too, which takes `.. ` for `..`.
    fn climbs(&self) -> bool {
        let leads_up = |part: &String| {
            let bare = part.trim();
            bare.len() > 1 && bare.chars().all(|c| matches!(c, '.' | ' '))
        };
        self.parts.iter().any(leads_up)
    }

    /// The same without spaces around the parts and dots behind them.
    fn without_padding(&self) -> Self {
        let parts = self.parts.iter().map(|part| {
            let part = part.trim_start();
            part.trim_end_matches(|c: char| c == '.' || c.is_whitespace())
        });
        Self {
            rooted: self.rooted,
            parts: parts
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect(),
        }
    }
}

/// Whether a part is `C:`.
pub(super) fn is_drive(part: &str) -> bool {
    matches!(part.as_bytes(), [letter, b':'] if letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests;
