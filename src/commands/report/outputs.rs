//! Where papers go: one to stdout or a file, many to files named by their units. Nothing is
//! written before everything is there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::arguments::{Arguments, Kind};
use crate::commands::arguments::BadArgument;
use crate::commands::output::{self, Format, Look, write_file};
use crate::commands::units::Unit;
use crate::evidence::inputs::{Unreadable, shown};
use crate::paths::{folded, name};
use crate::report::paper::Paper;
use crate::text::lang::text;

/// What stands for the unit in `-o`.
pub(super) const UNIT: &str = "{unit}";

/// What is to be written.
pub(super) struct Outputs<'a> {
    arguments: &'a Arguments,
    files: BTreeMap<PathBuf, Vec<u8>>,
    /// Their paths as Windows tells them apart.
    taken: BTreeSet<String>,
    printed: Option<Vec<u8>>,
}

impl<'a> Outputs<'a> {
    /// Sees that every paper has a place of its own.
    pub(super) fn new(arguments: &'a Arguments, units: usize) -> Result<Self, BadArgument> {
        let path = arguments.output.target.path.as_deref();
        let named = path.is_some_and(|path| path.to_string_lossy().contains(UNIT));
        if units > 1 && arguments.field.is_none() && !named {
            return Err(BadArgument(text!(
                "{units} đơn vị: ghi mỗi đơn vị một tệp, ví dụ `-o ra/{{unit}}.docx`",
                "{units} units: write a file each, such as `-o out/{{unit}}.docx`"
            )));
        }
        arguments
            .output
            .refuse_terminal(arguments.kind.file_name(arguments.output.format))?;
        Ok(Self {
            arguments,
            files: BTreeMap::new(),
            taken: BTreeSet::new(),
            printed: None,
        })
    }

    /// Adds what a paper is written as.
    pub(super) fn add(
        &mut self,
        of: Option<(&Unit, Kind)>,
        format: Format,
        bytes: &dyn Fn() -> anyhow::Result<Vec<u8>>,
    ) -> anyhow::Result<()> {
        let bytes = bytes()?;
        let Some(path) = &self.arguments.output.target.path else {
            self.printed = Some(bytes);
            return Ok(());
        };
        let mut path = path.to_string_lossy().into_owned();
        if let Some((unit, kind)) = of {
            path = path.replace(UNIT, &file_name(unit.label()));
            if self.arguments.all {
                let name = kind.file_name(format);
                path = format!("{path}/{name}.{}", format.extension());
            }
        }
        let taken = !self.taken.insert(folded(&path));
        let path = PathBuf::from(path);
        if taken {
            let path = shown(&path);
            return Err(BadArgument(text!(
                "hai đơn vị cùng ghi vào {path}; đặt mã đơn vị (`unit.code`) khác nhau",
                "two units would be written to {path}; give them different codes (`unit.code`)"
            ))
            .into());
        }
        self.files.insert(path, bytes);
        Ok(())
    }

    /// Writes everything; before that, sees that no file would be replaced unasked.
    pub(super) fn write(self) -> anyhow::Result<()> {
        let target = &self.arguments.output.target;
        if let Some(bytes) = self.printed {
            return Ok(target.write(&bytes)?);
        }
        let there = |path: &&PathBuf| path.exists() && !target.force;
        if let Some(path) = self.files.keys().find(there) {
            // Says what an existing file needs.
            write_file(path, &[], false)?;
        }
        for (path, bytes) in &self.files {
            if let Some(folder) = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty())
            {
                std::fs::create_dir_all(folder)
                    .map_err(|error| Unreadable::writing(folder, &error))?;
            }
            write_file(path, bytes, target.force)?;
        }
        Ok(())
    }
}

/// The most letters of a unit in a name of a file: file systems take 255 bytes, the rest of the
/// name among them.
const LONGEST_UNIT: usize = 60;

/// What stands for a unit in a name of a file.
fn file_name(unit: &str) -> String {
    let short: String = name::safe(unit).chars().take(LONGEST_UNIT).collect();
    name::safe(&short)
}

/// Says on stderr what papers leave blank, each once.
pub(super) fn tell_blanks<'p>(
    papers: impl IntoIterator<Item = (Option<&'p Unit>, &'p Paper)>,
    look: Look,
) {
    if look.quiet {
        return;
    }
    let mut told: Vec<String> = Vec::new();
    for (unit, paper) in papers {
        for blank in &paper.blanks {
            let words = blank.get(look.lang);
            let unit = unit.map_or("", Unit::label);
            let line = format!("{unit}: {words}\n");
            if !told.contains(&line) {
                output::say(&line);
                told.push(line);
            }
        }
    }
}
