//! Spreadsheets: XLSX, XLS and ODS, sheet by sheet. What a formula shows is what the file
//! holds of it; nothing is computed here. Rows and columns that are hidden are read like all
//! others: a filter must not change a score.

mod ods;
mod plain;
mod rows;
mod share;
pub mod text;
mod unpacked;
mod unread;
mod values;
mod xls;
mod xlsx;

use std::sync::Arc;

use super::table::Grid;
use super::unreadable;
use crate::contained;
use crate::diagnostic::{At, Problems, SourceFile};
use crate::text::fold;
pub use plain::{PlainSheet, plain};
use rows::Room;
use unread::Unread;

/// The kinds of spreadsheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Xlsx,
    Xls,
    Ods,
}

/// Whether bytes are those of a spreadsheet, or of an archive or office file that may be one.
pub fn is_one(bytes: &[u8]) -> bool {
    kind(bytes).is_some()
}

fn kind(bytes: &[u8]) -> Option<Kind> {
    const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    if bytes.starts_with(&COMPOUND) {
        return Some(Kind::Xls);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    Some(if ods::is_one(bytes) {
        Kind::Ods
    } else {
        Kind::Xlsx
    })
}

/// The sheet with this name, however it is written.
pub fn sheet<'g>(
    grids: impl IntoIterator<Item = &'g Grid> + Clone,
    wanted: &str,
) -> Option<&'g Grid> {
    let name = |grid: &&Grid| grid.file.sheet.as_ref().map(|sheet| sheet.name.clone());
    let is_exact = |grid: &&Grid| name(grid).as_deref() == Some(wanted);
    let key = fold::key(wanted);
    let fits = |grid: &&Grid| name(grid).is_some_and(|name| fold::key(&name) == key);
    let exact = grids.clone().into_iter().find(is_exact);
    exact.or_else(|| grids.into_iter().find(fits))
}

/// Reads all sheets of a workbook; what is wrong is reported and gives `None`. Never panics, and
/// takes in no more than a workbook has room for.
pub fn read(file: &Arc<SourceFile>, bytes: &[u8], problems: &Problems) -> Option<Vec<Grid>> {
    let kind = kind(bytes)?;
    let mut room = Room::default();
    let read = || match kind {
        Kind::Xlsx => xlsx::read(file, bytes, &mut room),
        Kind::Xls => xls::read(file, bytes, &mut room),
        Kind::Ods => ods::read(file, bytes, &mut room),
    };
    match contained::run(read).unwrap_or(Err(Unread::Damaged)) {
        Ok(grids) => Some(grids),
        Err(unread) => {
            let (message, help) = unread.words(bytes);
            problems.add(unreadable(file, At::File, message, help));
            None
        }
    }
}
