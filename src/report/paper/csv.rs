//! The main table of a paper as CSV, for Excel and scripts.
//!
//! CSV holds one table: of several it is the one with the most rows, and of those equally long
//! the one furthest back, since tables in full stand in annexes. It has all columns, those for
//! looking things up too, and numbers without marks between thousands.

use super::{Cell, Paper, Table};
use crate::report::csv::{Dialect, safe, table};

/// Renders a paper's main table below the titles of its columns; a paper without tables gives no
/// rows.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(paper: &Paper, dialect: Dialect) -> std::io::Result<Vec<u8>> {
    let main = paper.tables().max_by_key(|table| table.rows.len());
    let rows = main.map_or_else(Vec::new, |main| rows(main, dialect));
    table(&rows, dialect)
}

fn rows(of: &Table, dialect: Dialect) -> Vec<Vec<String>> {
    let header = of
        .columns
        .iter()
        .map(|column| safe(&column.title))
        .collect();
    let cell = |cell: &Cell| match (cell, cell.number()) {
        (Cell::Text(text), _) => safe(text),
        (_, Some(number)) => dialect.number(number),
        (_, None) => String::new(),
    };
    let row = |cells: &Vec<Cell>| cells.iter().map(cell).collect();
    let body = of.rows.iter().map(|of| row(&of.cells));
    std::iter::once(header).chain(body).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{HOSTILE, paper};
    use super::*;

    fn read(bytes: &[u8], delimiter: u8) -> Vec<csv::StringRecord> {
        let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .from_reader(text);
        reader.records().map(Result::unwrap).collect()
    }

    #[test]
    fn the_longest_table_is_written_with_all_columns() {
        let bytes = render(&paper(), Dialect::Plain).unwrap();
        assert_eq!(bytes, render(&paper(), Dialect::Plain).unwrap());
        let rows = read(&bytes, b',');
        assert_eq!(rows.len(), 74);
        assert!(rows.iter().all(|row| row.len() == 9));
        assert_eq!(&rows[0][2], "Tiêu chí, tiêu chí thành phần");
        assert_eq!(&rows[0][8], "SHA-256");
        // Field, criterion, and the fourth leaf behind two criteria and three leaves.
        assert_eq!(&rows[7][0], "4");
        assert_eq!(&rows[7][1], "1.2.1");
        assert_eq!(&rows[7][4], "1.25");
        assert_eq!(
            &rows[7][5],
            "Kế hoạch số 15/KH-UBND ngày 05/01/2024\nBáo cáo số 120/BC-UBND ngày 14/11/2024"
        );
        assert_eq!(&rows[73][4], "90.75");
    }

    #[test]
    fn excel_gets_semicolons_and_decimal_commas() {
        let rows = read(&render(&paper(), Dialect::ExcelVi).unwrap(), b';');
        assert_eq!(&rows[73][4], "90,75");
    }

    #[test]
    fn hostile_text_is_no_formula() {
        let mut paper = paper();
        paper.annexes.clear();
        let rows = read(&render(&paper, Dialect::Plain).unwrap(), b',');
        assert_eq!(&rows[0][0], "'=Mã");
        for (row, hostile) in rows[1..].iter().zip(HOSTILE) {
            assert!(!row[1].starts_with(['=', '+', '-', '@']), "{row:?}");
            assert_eq!(row[1].trim_start_matches('\''), hostile);
            assert_eq!(&row[2], "1910");
        }
    }

    #[test]
    fn a_paper_without_tables_gives_no_rows() {
        let mut paper = paper();
        paper.annexes.clear();
        paper.body.clear();
        let bytes = render(&paper, Dialect::Plain).unwrap();
        assert_eq!(bytes, "\u{FEFF}".as_bytes());
    }
}
