//! What `init` asks for where arguments are missing: set, year, unit, folder.

use std::io::{BufRead, Write};
use std::path::PathBuf;

use crate::commands::arguments;
use crate::commands::init::dialog::Dialog;
use crate::commands::init::{Wanted, folder};
use crate::criteria::shipped;
use crate::evidence::cells::Unit;
use crate::evidence::inputs::{Unreadable, unknown_set};
use crate::evidence::submission::Submission;
use crate::report::words;
use crate::text::lang::{Lang, Text, text};

impl Wanted {
    /// Asks for what is missing, as long as there are answers.
    ///
    /// # Errors
    /// Where nothing can be read or written, or the set that is chosen is wrong.
    pub(super) fn ask(
        &mut self,
        old: Option<&Submission>,
        dialog: &mut Dialog<impl BufRead, impl Write>,
    ) -> anyhow::Result<()> {
        let failed = |error: std::io::Error| Unreadable::io(std::path::Path::new("stdin"), &error);
        if self.criteria.is_none() {
            list_sets(dialog).map_err(failed)?;
            let default = old.map(|old| old.set.id.clone());
            let question = text!(
                "Bộ tiêu chí (số thứ tự, mã, hoặc tên tệp YAML)",
                "Criteria set (its number, its id, or the name of a YAML file)"
            );
            let own = default.clone();
            let take = |answer: &str| known_set(answer, own.as_deref());
            let answer = dialog.ask(&question, default.as_deref(), take);
            match answer.map_err(failed)? {
                // The earlier submission's own set, which need not be a shipped one.
                Some(answer) if Some(&answer) == default.as_ref() => {}
                Some(answer) => self.criteria = Some(answer),
                None => return Ok(()),
            }
        }
        if self.year.is_none() {
            let default = self.set(old)?.year.to_string();
            let question = text!("Năm đánh giá", "Year of assessment");
            let take = |answer: &str| arguments::year("year", answer).map_err(|bad| bad.0);
            let answer = dialog.ask(&question, Some(&default), take);
            self.year = answer.map_err(failed)?;
        }
        if self.unit == Unit::default() {
            let own = old.map(|old| old.unit.unit.clone()).unwrap_or_default();
            let code = text!(
                "Mã đơn vị, như phu-tan",
                "Code of the unit, such as phu-tan"
            );
            self.unit.code = optional(dialog, &code, own.code).map_err(failed)?;
            let name = text!(
                "Tên đơn vị, như UBND xã Phú Tân",
                "Name of the unit, such as UBND xã Phú Tân"
            );
            self.unit.name = optional(dialog, &name, own.name).map_err(failed)?;
        }
        if self.folder.is_none() {
            let default = self.folder_name();
            let question = text!("Thư mục sẽ tạo", "Folder to make");
            let take = |answer: &str| {
                let path = PathBuf::from(answer.trim_matches('"'));
                match folder::refuse_taken(&path) {
                    Ok(()) => Ok(path),
                    Err(taken) => Err(taken.reason),
                }
            };
            let answer = dialog.ask(&question, Some(&default), take);
            self.folder = answer.map_err(failed)?;
        }
        Ok(())
    }

    /// A name for the folder: the unit's code, where it can be one, and the year.
    fn folder_name(&self) -> String {
        let plain = |code: &&String| {
            let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            !code.is_empty() && code.chars().all(fits)
        };
        let code = self.unit.code.as_ref().filter(plain);
        let code = code.map_or("ho-so", String::as_str);
        match self.year {
            Some(year) => format!("{code}-{year}"),
            None => code.to_owned(),
        }
    }
}

/// Says which sets there are.
fn list_sets(dialog: &mut Dialog<impl BufRead, impl Write>) -> std::io::Result<()> {
    dialog.say(&text!(
        "Các bộ tiêu chí có sẵn:",
        "The shipped criteria sets:"
    ))?;
    for (number, id) in (1..).zip(shipped::ids()) {
        let Ok(loaded) = crate::commands::criteria::load(id, None) else {
            continue;
        };
        let set = loaded.set;
        let line = |lang: Lang| {
            let provenance = words::provenance(set.provenance, lang);
            format!("  {number}. {id}: {} ({provenance})", set.name)
        };
        dialog.say(&Text::each(line))?;
    }
    Ok(())
}

/// The set that an answer means: by its number in the list, by id, or a file.
fn known_set(answer: &str, own: Option<&str>) -> Result<String, Text> {
    if let Ok(number) = answer.parse::<usize>() {
        let mut ids = shipped::ids();
        let id = number.checked_sub(1).and_then(|index| ids.nth(index));
        return id.map(str::to_owned).ok_or_else(|| {
            text!(
                "không có bộ tiêu chí số {number}",
                "there is no criteria set number {number}"
            )
        });
    }
    let path = answer.trim_matches('"');
    let known =
        own == Some(path) || shipped::find(path).is_some() || std::path::Path::new(path).is_file();
    if known {
        return Ok(path.to_owned());
    }
    Err(unknown_set(path).message)
}

/// Asks for a text that need not be given.
fn optional(
    dialog: &mut Dialog<impl BufRead, impl Write>,
    question: &Text,
    default: Option<String>,
) -> std::io::Result<Option<String>> {
    let default = default.unwrap_or_default();
    let take = |answer: &str| Ok(answer.to_owned());
    let answer = dialog.ask(question, Some(&default), take)?;
    Ok(answer.filter(|answer| !answer.is_empty()))
}
