//! Workbooks as data, and the XLSX made of them.

use std::io::{Cursor, Read, Write};

use anyhow::{Context, Result, bail, ensure};
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Blank,
    Text(String),
    Number(f64),
    Percent(f64),
    Date(String),
    Bool(bool),
    Error(String),
    Formula(String, Option<Box<Cell>>),
}

/// A sheet as it is written down.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<Cell>>,
    pub(crate) merged: Vec<Area>,
    pub(crate) formats: Vec<(Area, String)>,
    pub(crate) hidden: bool,
    pub(crate) hidden_rows: Vec<u32>,
    pub(crate) hidden_columns: Vec<u16>,
}

/// A workbook as it is written down.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) patches: Vec<Patch>,
}

/// Text to be replaced in a part of a file.
#[derive(Clone, Debug)]
pub(crate) struct Patch {
    pub(crate) part: String,
    pub(crate) from: String,
    pub(crate) to: String,
}

/// Cells from one to another, rows and columns from 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Area {
    pub(crate) from: (u32, u16),
    pub(crate) to: (u32, u16),
}

impl Area {
    pub(crate) fn holds(&self, row: u32, column: u16) -> bool {
        (self.from.0..=self.to.0).contains(&row) && (self.from.1..=self.to.1).contains(&column)
    }

    pub(crate) fn starts(&self, row: u32, column: u16) -> bool {
        self.from == (row, column)
    }

    /// How many rows and columns it has.
    pub(crate) fn size(&self) -> (u32, u16) {
        (self.to.0 - self.from.0 + 1, self.to.1 - self.from.1 + 1)
    }
}

impl Cell {
    pub(crate) fn parse(text: &str) -> Self {
        const ERRORS: [&str; 7] = [
            "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
        ];
        let text = text.trim();
        if let Some(formula) = text.strip_prefix('=') {
            let (formula, result) = match formula.split_once("->") {
                Some((formula, result)) => (formula, Some(Box::new(Self::parse(result)))),
                None => (formula, None),
            };
            return Self::Formula(formula.trim().to_owned(), result);
        }
        if let Some(text) = text.strip_prefix('\'') {
            return Self::Text(text.trim_matches('\'').to_owned());
        }
        if let Some(date) = text.strip_prefix('@') {
            return Self::Date(date.to_owned());
        }
        let number = |text: &str| {
            let plain = text
                .bytes()
                .all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
            text.parse::<f64>().ok().filter(|_| plain)
        };
        match text {
            "" => Self::Blank,
            "TRUE" => Self::Bool(true),
            "FALSE" => Self::Bool(false),
            error if ERRORS.contains(&error) => Self::Error(error.to_owned()),
            _ => match (number(text), text.strip_suffix('%').and_then(number)) {
                (Some(number), _) => Self::Number(number),
                (None, Some(_)) => Self::Percent(share(text)),
                (None, None) => Self::Text(text.replace("\\n", "\n")),
            },
        }
    }

    /// How the result of a formula is stored.
    fn stored(&self) -> Result<String> {
        Ok(match self {
            Self::Text(text) if text.is_empty() => NO_TEXT.to_owned(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(number) | Self::Percent(number) => number.to_string(),
            Self::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Date(date) => serial(date)?.to_excel().to_string(),
            Self::Blank | Self::Formula(..) => bail!("no result of a formula: {self:?}"),
        })
    }

    /// The format under which it is shown where none is said.
    fn format(&self) -> Option<&str> {
        match self {
            Self::Percent(_) => Some("0.00%"),
            Self::Date(_) => Some("dd/mm/yyyy"),
            Self::Formula(_, Some(result)) => result.format(),
            _ => None,
        }
    }
}

/// The number under `98.32%`.
fn share(text: &str) -> f64 {
    let hundredths = Decimal::from_str_exact(text.trim_end_matches('%')).unwrap_or_default();
    let share = hundredths / Decimal::ONE_HUNDRED;
    share.to_string().parse().unwrap_or_default()
}

fn serial(date: &str) -> Result<ExcelDateTime> {
    ExcelDateTime::parse_from_str(date).with_context(|| format!("no date: {date}"))
}

/// What stands in a formula's place until its result is taken out.
const NO_RESULT: &str = "khong-luu-ket-qua";

/// What stands for a result that is no text: the writer would make it 0.
const NO_TEXT: &str = "khong-co-chu";

impl Book {
    /// The bytes of the workbook as XLSX.
    pub(crate) fn to_xlsx(&self) -> Result<Vec<u8>> {
        let mut book = Workbook::new();
        for sheet in &self.sheets {
            sheet.write(book.add_worksheet())?;
        }
        let mut patches = self.patches.clone();
        let no_result = format!(" t=\"str\"><f>{NO_RESULT}");
        let marks = [
            (no_result, "><f>"),
            (format!("<v>{NO_RESULT}</v>"), "<v></v>"),
            (format!("<v>{NO_TEXT}</v>"), "<v></v>"),
        ];
        for sheet in 1..=self.sheets.len() {
            patches.extend(marks.iter().map(|(from, to)| Patch {
                part: format!("xl/worksheets/sheet{sheet}.xml"),
                from: from.clone(),
                to: (*to).to_owned(),
            }));
        }
        patched(&book.save_to_buffer()?, &patches)
    }
}

impl Sheet {
    fn write(&self, sheet: &mut Worksheet) -> Result<()> {
        sheet.set_name(&self.name)?.set_hidden(self.hidden);
        for area in &self.merged {
            let ((row, column), (last_row, last_column)) = (area.from, area.to);
            sheet.merge_range(row, column, last_row, last_column, "", &Format::new())?;
        }
        for (row, cells) in (0u32..).zip(&self.rows) {
            for (column, cell) in (0u16..).zip(cells) {
                self.write_cell(sheet, row, column, cell)?;
            }
        }
        for row in &self.hidden_rows {
            sheet.set_row_hidden(*row)?;
        }
        for column in &self.hidden_columns {
            sheet.set_column_hidden(*column)?;
        }
        Ok(())
    }

    /// The number format that is said for a cell.
    pub(crate) fn format(&self, row: u32, column: u16) -> Option<&str> {
        let mut formats = self.formats.iter();
        let said = formats.find(|(area, _)| area.holds(row, column));
        said.map(|(_, format)| format.as_str())
    }

    fn write_cell(&self, sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<()> {
        let format = self.format(row, column).or_else(|| cell.format());
        let format = format.map_or_else(Format::new, |code| Format::new().set_num_format(code));
        match cell {
            Cell::Blank => {}
            Cell::Text(text) => {
                sheet.write_string_with_format(row, column, text, &format)?;
            }
            Cell::Number(number) | Cell::Percent(number) => {
                sheet.write_number_with_format(row, column, *number, &format)?;
            }
            Cell::Date(date) => {
                sheet.write_datetime_with_format(row, column, &serial(date)?, &format)?;
            }
            Cell::Bool(value) => {
                sheet.write_boolean_with_format(row, column, *value, &format)?;
            }
            Cell::Error(error) => {
                let formula = Formula::new(error).set_result(error);
                sheet.write_formula_with_format(row, column, formula, &format)?;
            }
            Cell::Formula(formula, result) => {
                let formula = match result {
                    Some(result) => Formula::new(formula).set_result(result.stored()?),
                    None => Formula::new(format!("{NO_RESULT}{formula}")).set_result(NO_RESULT),
                };
                sheet.write_formula_with_format(row, column, formula, &format)?;
            }
        }
        Ok(())
    }
}

/// The cells of a sheet written as text.
pub(crate) fn rows_of(cells: &str) -> Vec<Vec<Cell>> {
    let row = |line: &str| {
        let line = line.trim_end();
        match line {
            "" => Vec::new(),
            line => line.split('|').map(Cell::parse).collect(),
        }
    };
    cells.lines().map(row).collect()
}

/// A zip file with text replaced in some of its parts. A patch of a case must find its text.
pub(crate) fn patched(bytes: &[u8], patches: &[Patch]) -> Result<Vec<u8>> {
    let mut parts = parts(bytes)?;
    for Patch { part, from, to } in patches {
        let (_, content) = parts
            .iter_mut()
            .find(|(name, _)| name == part)
            .with_context(|| format!("no part {part}"))?;
        let text = String::from_utf8(std::mem::take(content))?;
        let made = from.contains(NO_RESULT) || from.contains(NO_TEXT);
        ensure!(
            made || text.contains(from),
            "{part} has no `{from}`: {text}"
        );
        *content = text.replace(from, to).into_bytes();
    }
    zipped(&parts)
}

/// The parts of a zip file, in order.
pub(crate) fn parts(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        let mut content = Vec::new();
        file.read_to_end(&mut content)?;
        parts.push((file.name()?.to_string(), content));
    }
    Ok(parts)
}

/// A zip file of these parts.
pub(crate) fn zipped(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in parts {
        writer.start_file(name, options)?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}
