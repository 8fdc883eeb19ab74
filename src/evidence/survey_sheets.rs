//! Files with survey sheets. A sheet is told by the questions in its header. No message quotes
//! one: respondents' names and telephone numbers may stand beside their answers.

use std::sync::Arc;

use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, SourceFile};
use crate::evidence::inputs::{Found, Unreadable};
use crate::evidence::reading::Reading;
use crate::evidence::survey_rows::{is_question, no_question_in};
use crate::evidence::table_faults::hidden;
use crate::evidence::table_files::{TableFiles, is_about_row};
use crate::evidence::table_kinds::may_hold_answers;
use crate::survey::QuestionSet;
use crate::tables;
use crate::tables::table::{Grid, Table};
use crate::text::lang::text;

impl TableFiles {
    /// The survey sheets in a file, for the question sets of a criteria set. What is wrong is
    /// reported.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn surveys(
        &mut self,
        found: &Found,
        sets: &[QuestionSet],
        reading: &Reading,
        problems: &Problems,
    ) -> Result<Vec<Table>, Unreadable> {
        if sets.is_empty() {
            if !found.location.is_file() && !found.location.is_folder() {
                return Err(found
                    .location
                    .unreadable(&std::io::ErrorKind::NotFound.into()));
            }
            problems.add(nothing_asked(&found.name));
            return Ok(Vec::new());
        }
        let own = Problems::default();
        let sheets = self.sheets_of(found, sets, reading, &own)?;
        for mut diagnostic in own.into_sorted() {
            if let Some(place) = &mut diagnostic.place {
                place.file = Arc::new(place.file.unquoted());
            }
            problems.add(diagnostic);
        }
        Ok(sheets)
    }

    fn sheets_of(
        &mut self,
        found: &Found,
        sets: &[QuestionSet],
        reading: &Reading,
        problems: &Problems,
    ) -> Result<Vec<Table>, Unreadable> {
        let Some(book) = self.book(found, reading.encoding, problems)? else {
            return Ok(Vec::new());
        };
        let known = |header: &str| is_question(sets, header) || reading.columns.is_known(header);
        let finished = |mut table: Table| {
            reading.columns.apply(&mut table);
            table.fill_down(is_about_row);
            table.file = Arc::new(table.file.unquoted());
            table
        };
        let Some(grids) = &book.sheets else {
            let table = tables::of_text(&book.file, &known, problems);
            return Ok(table.map(finished).into_iter().collect());
        };
        let asks = |table: &Table| table.names.iter().any(|name| is_question(sets, name));
        if let Some(wanted) = found.sheet.as_deref() {
            let grids: Vec<&Grid> = grids.iter().collect();
            let tables = tables::of_sheets(&book.file, &grids, Some(wanted), &known, problems);
            return Ok(tables.into_iter().map(finished).collect());
        }
        let mut found = Vec::new();
        for grid in grids.iter().filter(|grid| may_hold_answers(grid)) {
            // What is wrong with sheets that are no survey is nobody's concern here.
            let own = Problems::default();
            let table = tables::of_grid(grid, &known, &own).map(finished);
            match table.filter(asks) {
                Some(_) if grid.hidden => problems.add(hidden(grid)),
                Some(table) => {
                    found.push(table);
                    own.into_sorted()
                        .into_iter()
                        .for_each(|one| problems.add(one));
                }
                None => {}
            }
        }
        if found.is_empty() {
            problems.add(no_question_in(whole(&book.file), sets));
        }
        Ok(found)
    }
}

/// That a set asks nothing.
fn nothing_asked(name: &str) -> Diagnostic {
    let message = text!(
        "bộ tiêu chí không có bộ câu hỏi nào nên phiếu khảo sát `{name}` không được đọc",
        "the set has no question set, so the survey sheet `{name}` is not read"
    );
    Diagnostic::general(Code::NotRead, message).help(text!(
        "khai `survey:` trong bộ tiêu chí, hoặc bỏ tệp này khỏi parindex.yaml hay dòng lệnh",
        "declare `survey:` in the set, or leave the file out"
    ))
}

fn whole(file: &Arc<SourceFile>) -> Place {
    Place {
        file: Arc::clone(file),
        at: At::File,
    }
}
