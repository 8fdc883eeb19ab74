//! An empty submission: a workbook, or a manifest and CSV tables, with a row for everything a
//! set asks for; folders for attachments; scripts that score it. What stands beside the codes
//! is for people; the loaders pass over it.

mod earlier;
mod launchers;
mod manifest;
pub mod rows;
mod tables;
pub(super) mod workbook;

pub use earlier::Earlier;

use crate::criteria::model::CriteriaSet;
use crate::evidence::info_sheet::WORKBOOK;
use crate::evidence::manifest::Manifest;
use crate::report::csv::Dialect;

/// The attachments folder.
pub const ATTACHMENTS: &str = "tep";

/// An empty submission, before it is written to disk.
#[derive(Debug, Default)]
pub struct Blank {
    /// Its files.
    pub files: Vec<File>,
    /// Folders for attachments, with `/`.
    pub folders: Vec<String>,
}

/// A file of an empty submission.
#[derive(Debug)]
pub struct File {
    /// Its name.
    pub name: &'static str,
    /// Its content.
    pub content: Vec<u8>,
    /// Whether it is a script that can be run by its name.
    pub executable: bool,
}

impl File {
    /// A file that is read and filled in.
    pub fn plain(name: &'static str, content: Vec<u8>) -> Self {
        Self {
            name,
            content,
            executable: false,
        }
    }
}

/// What the rows of an empty submission are written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    /// One workbook.
    Workbook,
    /// A manifest and CSV files.
    Csv(Dialect),
}

/// What an empty submission is made of.
#[derive(Debug)]
pub struct Contents<'a> {
    /// The set that asks for the rows.
    pub set: &'a CriteriaSet,
    /// Unit, year, set, owners and letter data. Its tables are named by the files made.
    pub manifest: &'a Manifest,
    /// An earlier submission.
    pub earlier: Option<&'a Earlier>,
}

/// Makes the files of an empty submission.
///
/// # Errors
/// Where the set has more rows, or longer texts, than a workbook can hold.
pub fn blank(contents: &Contents<'_>, tables: Tables) -> std::io::Result<Blank> {
    let mut files = match tables {
        Tables::Workbook => {
            let workbook = workbook::write(contents)?;
            vec![File::plain(WORKBOOK, workbook)]
        }
        Tables::Csv(dialect) => tables::write(contents, dialect)?,
    };
    files.extend(launchers::write());
    let rows = rows::documents(contents.set);
    let folders = rows.iter().filter_map(rows::DocumentRow::folder);
    Ok(Blank {
        files,
        folders: folders.collect(),
    })
}
