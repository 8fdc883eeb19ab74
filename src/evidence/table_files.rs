//! Files with tables: each is read once, however many kinds of tables its sheets hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Problems, SourceFile};
use crate::evidence::columns::{self, Column};
use crate::evidence::inputs::{Found, Unreadable, text_of};
use crate::evidence::reading::Reading;
use crate::evidence::table_faults::{is_no_page, report_hidden, report_old_font, too_large};
use crate::evidence::table_kinds::{Kind, may_hold, of_kind};
use crate::limits;
use crate::tables::table::{Grid, Table};
use crate::tables::{self, Known, workbook};
use crate::text::encoding::Encoding;

/// The files that were read so far.
#[derive(Debug, Default)]
pub struct TableFiles {
    books: BTreeMap<String, Option<Book>>,
    /// Files with tables, in the order in which they were read, none twice.
    pub inputs: Vec<Arc<SourceFile>>,
}

#[derive(Debug)]
pub(super) struct Book {
    pub(super) file: Arc<SourceFile>,
    /// The sheets of a workbook; none for text.
    pub(super) sheets: Option<Vec<Grid>>,
}

/// The table of a file of text; what is wrong is reported and gives `None`.
pub fn of_text(file: &Arc<SourceFile>, reading: &Reading, problems: &Problems) -> Option<Table> {
    let known = |header: &str| reading.columns.is_known(header);
    let mut table = tables::of_text(file, &known, problems)?;
    reading.columns.apply(&mut table);
    Some(table)
}

impl TableFiles {
    /// The tables of one kind in a file. What is wrong is reported.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn tables(
        &mut self,
        found: &Found,
        kind: Kind,
        reading: &Reading,
        problems: &Problems,
    ) -> Result<Vec<Table>, Unreadable> {
        let Some(book) = self.book(found, reading.encoding, problems)? else {
            return Ok(Vec::new());
        };
        let Some(sheets) = &book.sheets else {
            let table = of_text(&book.file, reading, problems);
            return Ok(table.into_iter().collect());
        };
        let known = |header: &str| reading.columns.is_known(header);
        let wanted = found.sheet.as_deref();
        let sheets = sheets.iter();
        let sheets = sheets.filter(|sheet| wanted.is_some() || may_hold(sheet, kind));
        let (hidden, sheets): (Vec<&Grid>, Vec<&Grid>) =
            sheets.partition(|sheet| sheet.hidden && wanted.is_none());
        for sheet in hidden {
            report_hidden(sheet, kind, reading, problems);
        }
        let tables = tables::of_sheets(&book.file, &sheets, wanted, &known, problems);
        let mut tables = of_kind(tables, kind, reading);
        for table in &mut tables {
            reading.columns.apply(table);
            table.fill_down(is_about_row);
        }
        Ok(tables)
    }

    /// The tables of a file whose headers are known by `known`. What is wrong is reported.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn known_by(
        &mut self,
        found: &Found,
        known: Known<'_>,
        encoding: Option<Encoding>,
        problems: &Problems,
    ) -> Result<Vec<Table>, Unreadable> {
        let Some(book) = self.book(found, encoding, problems)? else {
            return Ok(Vec::new());
        };
        let Some(sheets) = &book.sheets else {
            let table = tables::of_text(&book.file, known, problems);
            return Ok(table.into_iter().collect());
        };
        let wanted = found.sheet.as_deref();
        let shown = sheets
            .iter()
            .filter(|sheet| wanted.is_some() || !sheet.hidden);
        let shown: Vec<&Grid> = shown.collect();
        Ok(tables::of_sheets(
            &book.file, &shown, wanted, known, problems,
        ))
    }

    /// Whether a file could not be used at all.
    pub fn any_unreadable(&self) -> bool {
        self.books.values().any(Option::is_none)
    }

    /// The sheets of a workbook; `None` where the file is none, or cannot be used.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn sheets(
        &mut self,
        found: &Found,
        encoding: Option<Encoding>,
        problems: &Problems,
    ) -> Result<Option<&[Grid]>, Unreadable> {
        let book = self.book(found, encoding, problems)?;
        Ok(book.and_then(|book| book.sheets.as_deref()))
    }

    pub(super) fn book(
        &mut self,
        found: &Found,
        encoding: Option<Encoding>,
        problems: &Problems,
    ) -> Result<Option<&Book>, Unreadable> {
        let key = found.location.shown();
        if !self.books.contains_key(&key) {
            let book = read(found, encoding, problems)?;
            if let Some(book) = &book {
                self.inputs.push(Arc::clone(&book.file));
            }
            self.books.insert(key.clone(), book);
        }
        Ok(self.books.get(&key).and_then(Option::as_ref))
    }
}

fn read(
    found: &Found,
    encoding: Option<Encoding>,
    problems: &Problems,
) -> Result<Option<Book>, Unreadable> {
    let (name, limit) = (found.name.clone(), limits::get().table_bytes);
    if let Some(bytes) = found.location.stamp().map(|stamp| stamp.bytes)
        && bytes > limit
    {
        problems.add(too_large(&name, bytes, limit));
        return Ok(None);
    }
    let bytes = found.location.read()?;
    if !workbook::is_one(&bytes) {
        let file = text_of(name, &bytes, encoding, problems);
        let file = file.filter(|file| is_no_page(file, problems));
        return Ok(file.map(|file| Book { file, sheets: None }));
    }
    let file = Arc::new(SourceFile::with_text(name, &bytes, String::new()));
    let Some(mut sheets) = workbook::read(&file, &bytes, problems) else {
        return Ok(None);
    };
    for sheet in &mut sheets {
        match encoding.filter(|said| matches!(said, Encoding::Tcvn3 | Encoding::Vni)) {
            Some(said) => sheet.convert(said),
            None => report_old_font(sheet, problems),
        }
    }
    let sheets = Some(sheets).filter(|_| !problems.any_error());
    Ok(sheets.map(|sheets| Book {
        file,
        sheets: Some(sheets),
    }))
}

/// Whether a column says what its rows are about: there a merged cell speaks of all its rows.
pub(super) fn is_about_row(header: &str) -> bool {
    let about = [
        Column::Criterion,
        Column::CriterionName,
        Column::Unit,
        Column::UnitName,
    ];
    columns::meaning(header).is_some_and(|column| about.contains(&column))
}
