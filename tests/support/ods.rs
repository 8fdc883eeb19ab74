//! Workbooks made into ODS, in the way LibreOffice writes it: equal cells and rows side by side
//! are written once, with how often they stand there.

use anyhow::Result;
use jiff::Span;
use jiff::civil::Date;

use crate::sheets::{Book, Cell, Sheet, zipped};

const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";

impl Book {
    /// The bytes of the workbook as ODS.
    pub(crate) fn to_ods(&self) -> Result<Vec<u8>> {
        let sheets: Vec<String> = self.sheets.iter().map(table).collect();
        let style = |name: &str, display: bool| {
            format!(
                r#"<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{display}"/></style:style>"#
            )
        };
        let content = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3"><office:automatic-styles>{}{}</office:automatic-styles><office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"#,
            style("ta1", true),
            style("ta2", false),
            sheets.concat()
        );
        let manifest = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/></manifest:manifest>"#
        );
        zipped(&[
            ("mimetype".to_owned(), MIME.as_bytes().to_vec()),
            ("content.xml".to_owned(), content.into_bytes()),
            ("META-INF/manifest.xml".to_owned(), manifest.into_bytes()),
        ])
    }
}

fn table(sheet: &Sheet) -> String {
    let rows = (0..).zip(&sheet.rows);
    let rows: Vec<String> = rows.map(|(row, cells)| row_of(sheet, row, cells)).collect();
    let write = |row: &str, times: usize| {
        let blank = r#"<table:table-cell table:number-columns-repeated="16384"/>"#;
        let cells = if row.is_empty() { blank } else { row };
        format!(
            r#"<table:table-row{}>{cells}</table:table-row>"#,
            said("rows", times)
        )
    };
    // Below stand as many blank rows as a sheet has.
    let rows = repeated(&rows, write) + &write("", 1_000_000);
    let style = if sheet.hidden { "ta2" } else { "ta1" };
    let name = escaped(&sheet.name);
    format!(
        r#"<table:table table:name="{name}" table:style-name="{style}"><table:table-column table:number-columns-repeated="16384"/>{rows}</table:table>"#
    )
}

fn row_of(sheet: &Sheet, row: u32, cells: &[Cell]) -> String {
    let columns = (0..).zip(cells);
    let cells: Vec<String> = columns
        .map(|(column, cell)| cell_of(sheet, row, column, cell))
        .collect();
    let filled = cells.iter().rposition(|cell| !cell.is_empty());
    let cells = &cells[..filled.map_or(0, |last| last + 1)];
    repeated(cells, |cell, times| {
        let cell = if cell.is_empty() {
            "<table:table-cell/>"
        } else {
            cell
        };
        let (start, rest) = cell.split_once("-cell").unwrap_or_default();
        format!("{start}-cell{}{rest}", said("columns", times))
    })
}

/// Runs of equal texts, each written once.
fn repeated(texts: &[String], write: impl Fn(&str, usize) -> String) -> String {
    let runs = texts.chunk_by(|a, b| a == b && !a.contains("spanned"));
    runs.map(|run| write(&run[0], run.len())).collect()
}

fn said(of: &str, times: usize) -> String {
    match times {
        1 => String::new(),
        times => format!(r#" table:number-{of}-repeated="{times}""#),
    }
}

/// A cell, or nothing where it is blank and not merged with others.
fn cell_of(sheet: &Sheet, row: u32, column: u16, cell: &Cell) -> String {
    let merged = sheet.merged.iter().find(|area| area.holds(row, column));
    let spans = match merged {
        Some(area) if area.starts(row, column) => {
            let (rows, columns) = area.size();
            format!(
                r#" table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}""#
            )
        }
        Some(_) => return "<table:covered-table-cell/>".to_owned(),
        None => String::new(),
    };
    let (formula, held) = match cell {
        Cell::Formula(formula, result) => {
            let formula = format!(r#" table:formula="of:={}""#, escaped(formula));
            (formula, result.as_deref())
        }
        Cell::Error(error) => (format!(r#" table:formula="of:={error}""#), Some(cell)),
        cell => (String::new(), Some(cell)),
    };
    let (value, text) = held.map_or_else(Default::default, |held| {
        value(held, sheet.format(row, column))
    });
    if value.is_empty() && spans.is_empty() && formula.is_empty() {
        return String::new();
    }
    format!("<table:table-cell{spans}{formula}{value}>{text}</table:table-cell>")
}

/// The attributes and the text of what a cell holds under a number format.
fn value(cell: &Cell, format: Option<&str>) -> (String, String) {
    let kind = |kind: &str, name: &str, value: &str| {
        format!(
            r#" office:value-type="{kind}" office:{name}="{value}" calcext:value-type="{kind}""#
        )
    };
    match cell {
        Cell::Blank | Cell::Formula(..) => (String::new(), String::new()),
        Cell::Text(text) => {
            let lines = text
                .split('\n')
                .map(|line| format!("<text:p>{}</text:p>", escaped(line)));
            let value = r#" office:value-type="string" calcext:value-type="string""#;
            (value.to_owned(), lines.collect())
        }
        Cell::Number(number) | Cell::Percent(number) => {
            let percent =
                matches!(cell, Cell::Percent(_)) || format.is_some_and(|f| f.ends_with("0%"));
            let date = format.filter(|format| format.contains("yy"));
            let value = match date {
                Some(_) => kind("date", "date-value", &day(*number)),
                None if percent => kind("percentage", "value", &number.to_string()),
                None => kind("float", "value", &number.to_string()),
            };
            (value, format!("<text:p>{number}</text:p>"))
        }
        Cell::Date(date) => {
            let stored = date.replace(' ', "T");
            let seconds = if stored.contains(':') { ":00" } else { "" };
            let value = kind("date", "date-value", &format!("{stored}{seconds}"));
            (value, format!("<text:p>{date}</text:p>"))
        }
        Cell::Bool(value) => {
            let text = format!("<text:p>{}</text:p>", value.to_string().to_uppercase());
            (kind("boolean", "boolean-value", &value.to_string()), text)
        }
        Cell::Error(error) => {
            let value =
                r#" office:value-type="string" office:string-value="" calcext:value-type="error""#;
            (value.to_owned(), format!("<text:p>{error}</text:p>"))
        }
    }
}

/// The day of a serial number, as ODS stores it.
fn day(serial: f64) -> String {
    let days: i32 = serial.to_string().parse().unwrap_or_default();
    let zero = Date::constant(1899, 12, 30);
    zero.saturating_add(Span::new().days(days)).to_string()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
